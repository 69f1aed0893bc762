"""Why somebody must stay out of a procedure: excluded by law, or because there is reason to mistrust (SGB X).

Whoever is excluded by § 16 may not act at all. Where others mistrust, the head of the office or whom she has
charged with it decides (§ 17); about the lead herself somebody else does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from schutznetz.law.norm import Norm

ORDER = Norm("SGB X", "17", 1, 1)
ABOUT_THE_LEAD = Norm("SGB X", "17", 1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One ground, by the value of ``DoubtGround``."""

    ground: str
    norm: Norm


GROUNDS = (
    Ground(ground="party", norm=Norm("SGB X", "16", 1, 1, "1")),
    Ground(ground="relative", norm=Norm("SGB X", "16", 1, 1, "2")),
    Ground(ground="represents", norm=Norm("SGB X", "16", 1, 1, "3")),
    Ground(ground="relative_represents", norm=Norm("SGB X", "16", 1, 1, "4")),
    Ground(ground="employed", norm=Norm("SGB X", "16", 1, 1, "5")),
    Ground(ground="acted_before", norm=Norm("SGB X", "16", 1, 1, "6")),
    Ground(ground="mistrust", norm=ORDER),
    Ground(ground="claimed", norm=ORDER),
)
BY_GROUND: Mapping[str, Ground] = {each.ground: each for each in GROUNDS}
