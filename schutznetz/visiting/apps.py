"""Names the app visiting to Django."""

from django.apps import AppConfig


class VisitingConfig(AppConfig):
    name = "schutznetz.visiting"
    label = "visiting"
    default_auto_field = "django.db.models.BigAutoField"
