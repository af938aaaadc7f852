from django.db import connection

# SQLite knows no roles.
collect_ignore = [] if connection.vendor == "postgresql" else ["test_web_role.py"]
