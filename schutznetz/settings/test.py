"""Settings of the test suite: quick hashes, fixed secrets, plain static files."""

from schutznetz.settings.base import *

GALLERY = True
SECRET_KEY = "only-for-tests"
VAULT_KEY = b"k" * 32
ALLOWED_HOSTS = ["testserver", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # runserver's finder serves the tests
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, because threads and child processes of a test must meet the same database.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
