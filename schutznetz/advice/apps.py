"""Names the app advice to Django."""

from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "schutznetz.advice"
    label = "advice"
    default_auto_field = "django.db.models.BigAutoField"
