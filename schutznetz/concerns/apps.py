"""Names the app concerns to Django."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "schutznetz.concerns"
    label = "concerns"
    default_auto_field = "django.db.models.BigAutoField"
