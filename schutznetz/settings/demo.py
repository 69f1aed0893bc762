"""Settings of ``./run demo`` and of a developer's machine: loopback only, invented town, no mail leaves."""

from schutznetz.settings.base import *
from schutznetz.settings.base import VAR
from schutznetz.settings.engine import own_secret

DEMO = True
GALLERY = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # browsers take http://localhost for safe, and so do we here
SECRET_KEY = own_secret(VAR / "demo.secret")
ROOT_KEY_ON_DEMAND = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mails"
