"""When somebody is told later that the office keeps data about her (§§ 82, 82a SGB X): only on these grounds.

The duty to inform rests as long as the ground holds, and no longer: it is written down, looked at again on
a day, and once it has gone she is told within two weeks. Who is not to be informed has so far no right of
access (§ 83 Abs. 1 Nr. 1 SGB X).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from schutznetz.law.norm import Norm

WRITTEN_DOWN = Norm("SGB X", "82", 3)
CATCH_UP = Norm("SGB X", "82", 4)
CATCH_UP_WITHIN = timedelta(days=14)  # the law says so for what she told herself; our rule for all else
LOOKED_AT_WITHIN = timedelta(days=92)  # our rule: a quarter, so that no ground outlives its reason unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One ground, by the value of ``DeferralGround``; in each the interest of the person must give way."""

    ground: str
    norm: Norm


GROUNDS = (
    # collected from herself, and now to be used for something else as well
    Ground(ground="further_use", norm=Norm("SGB X", "82", 2, None, "1")),
    Ground(ground="further_safety", norm=Norm("SGB X", "82", 2, None, "2")),
    Ground(ground="transfer", norm=Norm("SGB X", "82", 2, None, "3")),
    # collected from somebody else
    Ground(ground="task", norm=Norm("SGB X", "82a", 1, None, "1", "a")),
    Ground(ground="safety", norm=Norm("SGB X", "82a", 1, None, "1", "b")),
    Ground(ground="secret", norm=Norm("SGB X", "82a", 1, None, "2")),
)
BY_GROUND: Mapping[str, Ground] = {each.ground: each for each in GROUNDS}
