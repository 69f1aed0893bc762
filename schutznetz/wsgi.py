"""The door for the application server."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "schutznetz.settings.production")

application = get_wsgi_application()

# All pages are loaded before the first request; what is loaded stays, so no collection looks through it.
list(get_resolver().url_patterns)
gc.collect()
gc.freeze()
