"""Settings of what is measured: the product as it serves, on a throw-away database."""

from schutznetz.settings.base import *

SECRET_KEY = "only-for-measuring"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_KEY_ON_DEMAND = True
SESSION_IDLE = SESSION_ABSOLUTE = SESSION_ABSOLUTE_ON_CALL = 12 * 3600  # a long bench is one visit
FLOOD_PLACE = FLOOD_OFFICE = 10**9  # counted as in earnest, refused never
