"""A bare Django with six middlewares on the product's own database settings: what every floor stands on."""

import os
import sys
from pathlib import Path
from typing import Any

import pysqlite3  # type: ignore[import-untyped]  # ships no stubs

sys.modules["sqlite3"] = pysqlite3

import django
from django.conf import settings

from schutznetz.settings.engine import database


def set_up(urls: str, **more: Any) -> None:
    """Configure Django for one floor; on import by a server or as a module of its own."""
    if settings.configured:
        return
    found = database(os.environ["FLOOR_DATABASE"], Path("floor.sqlite3"))
    found.get("OPTIONS", {}).pop("assume_role", None)  # the floor knows no role that owns nothing
    settings.configure(
        SECRET_KEY="floor" * 12,
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=urls,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        DATABASES={"default": found},
        INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        **more,
    )
    django.setup()
