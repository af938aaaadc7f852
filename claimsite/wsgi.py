"""The WSGI application, for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from .started import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimsite.settings")

application = get_wsgi_application()
settle()
