"""Names the app work to Django."""

from django.apps import AppConfig


class WorkConfig(AppConfig):
    name = "schutznetz.work"
    label = "work"
    default_auto_field = "django.db.models.BigAutoField"
