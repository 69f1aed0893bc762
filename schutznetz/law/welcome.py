"""How long anything of a family whom the registry named may stay (§ 2 KKG): the longest the house allows.

No statute names these days: agree on them with the data protection officer. An office may set shorter ones.
"""

from datetime import timedelta

from schutznetz.law.norm import Norm

GROUND = Norm("KKG", "2")
AFTER_CLOSING = timedelta(days=30)  # from the result to the deletion
AT_MOST = timedelta(days=183)  # from the list to the deletion, whatever became of it
