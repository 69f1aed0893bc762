"""Names the app counting to Django."""

from django.apps import AppConfig


class CountingConfig(AppConfig):
    name = "schutznetz.counting"
    label = "counting"
    default_auto_field = "django.db.models.BigAutoField"
