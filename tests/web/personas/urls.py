"""The demo's addresses, for tests that sign in as one of its people."""

from django.urls import include, path

from schutznetz.urls import handler400, handler403, handler404, handler500
from schutznetz.urls import urlpatterns as operation

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("personen/", include("schutznetz.web.personas.urls")), *operation]
