"""Names the app volunteers to Django."""

from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "schutznetz.volunteers"
    label = "volunteers"
    default_auto_field = "django.db.models.BigAutoField"
