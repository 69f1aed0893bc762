"""Names the app care to Django."""

from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "schutznetz.care"
    label = "care"
    default_auto_field = "django.db.models.BigAutoField"
