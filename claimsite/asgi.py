"""The ASGI application."""

import os

from django.core.asgi import get_asgi_application

from .started import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimsite.settings")

application = get_asgi_application()
settle()
