"""The WSGI application of the benchmark's child process."""

import django
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

from claimsite.started import settle

django.setup()
# Before the application looks for them.
call_command("collectstatic", verbosity=0, interactive=False)
application = get_wsgi_application()
settle()
