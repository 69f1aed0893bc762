"""Settings of the test suite: quick hashes, fixed secrets, plain static files."""

import atexit
import os
import shutil
import tempfile

os.environ["SCHUTZNETZ_VAR"] = tempfile.mkdtemp(prefix="schutznetz-")
atexit.register(shutil.rmtree, os.environ["SCHUTZNETZ_VAR"], ignore_errors=True)

from schutznetz.settings.base import *  # noqa: E402 - must find the folder of this process

GALLERY = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the live server speaks http
SECRET_KEY = "only-for-tests"
ROOT_KEY_ON_DEMAND = True
ALLOWED_HOSTS = ["testserver", "localhost"]
FLOOD_PLACE = FLOOD_OFFICE = 10**6  # tests send a lot; those of the limits set their own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # runserver's finder serves the tests
if DATABASES["default"]["ENGINE"].endswith("sqlite"):
    # A file, because threads and child processes of a test must meet the same database.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}
    # Tests throw their data away, so they need not wait for the disk.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    DATABASES["default"]["OPTIONS"].pop(
        "assume_role"
    )  # the owner makes the database; each test assumes the role
