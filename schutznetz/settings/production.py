"""Settings of ``./run serve``: behind a proxy with TLS, secrets from files, nothing of the demo."""

import os
from urllib.parse import urlsplit

from schutznetz.settings import options
from schutznetz.settings.base import *
from schutznetz.settings.base import VAR
from schutznetz.settings.engine import database
from schutznetz.settings.logs import LOGGING  # noqa: F401 - Django reads it from here

OPTIONS = options.read(os.environ, serving=True)
PUBLIC_URL = OPTIONS.text("PUBLIC_URL")
ALLOWED_HOSTS = [str(urlsplit(PUBLIC_URL).hostname)]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
DATABASES = {"default": database(OPTIONS.text("DATABASE_URL"), VAR / "schutznetz.sqlite3")}
SECRET_KEY = OPTIONS.secret("SCHUTZNETZ_SECRET_KEY_FILE")
if len(SECRET_KEY) < 50:
    raise options.UnsafeOption("SCHUTZNETZ_SECRET_KEY_FILE enthält weniger als 50 Zeichen.")
ROOT_KEY_FILE = OPTIONS.path("SCHUTZNETZ_ROOT_KEY_FILE") or VAR / "keys" / "root.key"
AUDIT_KEY_FILE = ROOT_KEY_FILE.with_name("audit.key")

# The proxy in front ends TLS and must set this header itself; the process listens on loopback only.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else all browsers would share one address, and one limit on guessing
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 63072000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
PASSKEY_FOR_ADMINISTRATORS = bool(OPTIONS.values["SCHUTZNETZ_ADMIN_PASSKEY"])
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sitzung"
DEVICE_COOKIE_NAME = "__Host-geraet"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

EMAIL_HOST = OPTIONS.text("SCHUTZNETZ_MAIL_HOST")
EMAIL_PORT = OPTIONS.number("SCHUTZNETZ_MAIL_PORT")
EMAIL_HOST_USER = OPTIONS.text("SCHUTZNETZ_MAIL_USER")
EMAIL_HOST_PASSWORD = OPTIONS.secret("SCHUTZNETZ_MAIL_PASSWORD_FILE")
EMAIL_USE_TLS = OPTIONS.values["SCHUTZNETZ_MAIL_TLS"]
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = OPTIONS.text("SCHUTZNETZ_MAIL_FROM")
WAKE_URL = OPTIONS.text("SCHUTZNETZ_WAKE_URL")
WAKE_TOKEN = OPTIONS.secret("SCHUTZNETZ_WAKE_TOKEN_FILE")
TILE_URL = OPTIONS.text("SCHUTZNETZ_TILE_URL")
