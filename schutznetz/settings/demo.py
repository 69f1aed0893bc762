"""Settings of ``./run demo`` and of a developer's machine: loopback only, invented town."""

from schutznetz.settings.base import *

DEMO = True
SECRET_KEY = "demo-on-this-machine-only"
VAULT_KEY = b"k" * 32
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
