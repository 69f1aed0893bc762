"""Names the app welcome to Django."""

from django.apps import AppConfig


class WelcomeConfig(AppConfig):
    name = "schutznetz.welcome"
    label = "welcome"
    default_auto_field = "django.db.models.BigAutoField"
