"""Names the app offers to Django."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "schutznetz.offers"
    label = "offers"
    default_auto_field = "django.db.models.BigAutoField"
