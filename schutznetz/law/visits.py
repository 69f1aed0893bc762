"""How long a family waits for a family midwife before somebody has to act: no statute names a number."""

from datetime import timedelta

from schutznetz.law.norm import Norm

GROUND = Norm("KKG", "3", 4)
WAITS_LONG = timedelta(weeks=6)
AT_MOST = timedelta(weeks=12)
