"""Who can log in to the demo's admin, and how; on the first run, make that user.

Fed to `manage.py shell` by script/demo, which shows what this prints.
"""

import secrets
import shlex
from pathlib import Path

from django.contrib.auth import get_user_model

User = get_user_model()
password_file = Path("var/admin-password").resolve()
# The password is on disk before the user exists: a run broken off in between leaves nobody
# whose password nobody knows.
if not password_file.is_file() or not password_file.read_text().strip():
    password_file.touch(mode=0o600)
    password_file.write_text(secrets.token_urlsafe(15) + "\n")
password = password_file.read_text().strip()

editors = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")
if not editors.exists() and not User.objects.filter(username="admin").exists():
    User.objects.create_superuser("admin", password=password)

known = next((user for user in editors if user.check_password(password)), None)
if known:
    print(f"user {known.get_username()}, password: cat {shlex.quote(str(password_file))}")
elif editors.exists():
    print(f"user {editors[0].get_username()}, with the password that you gave it")
else:
    print("nobody can log in; the name admin is taken by a user who is no superuser")
