"""What the youth office answers the professional who informed it: three times yes or no, and nothing else.

Owed only to the professions of § 4 Abs. 1 KKG: to whole groups of reporters as their table says, to somebody
inside another institution who informs as a member of such a profession, and where that is disputed only if
the office has decided so. The content is closed by § 64 Abs. 4 SGB VIII. Whether a danger was confirmed
follows from the results and is never typed.
"""

from collections.abc import Iterable

from schutznetz.law import reporters
from schutznetz.law.norm import Norm
from schutznetz.law.professions import Profession
from schutznetz.law.sentences import CLOSED_CONTENT

OWED = frozenset(channel.reporter for channel in reporters.CHANNELS if channel.feedback)
PERSONALLY = frozenset(channel.reporter for channel in reporters.CHANNELS if channel.personally)
DISPUTED = frozenset(
    (channel.reporter, profession) for channel in reporters.CHANNELS for profession in channel.disputed
)
TURNS_ON_PROFESSION = PERSONALLY | {reporter for reporter, _profession in DISPUTED}
TELL_FAMILY = Norm("KKG", "4", 4, 2)
CONFIRMING = frozenset({"acute", "latent"})  # results that confirm the danger, as counted by § 99
OPEN = ""

__all__ = [
    "CLOSED_CONTENT",
    "CONFIRMING",
    "DISPUTED",
    "OPEN",
    "OWED",
    "PERSONALLY",
    "TELL_FAMILY",
    "TURNS_ON_PROFESSION",
    "confirmed",
    "could_matter",
    "is_owed",
    "matters",
]


def matters(reporter: str, profession: str, *, office_says_yes: bool) -> bool:
    """Say whether the own profession of this reporter makes her somebody to whom an answer is owed."""
    if reporter in PERSONALLY:
        return profession in set(Profession)
    return office_says_yes and (reporter, profession) in DISPUTED


def could_matter(reporter: str, profession: str) -> bool:
    """Say whether an answer could turn on this profession, whatever the office decides."""
    return matters(reporter, profession, office_says_yes=True)


def is_owed(reporter: str, profession: str, *, office_says_yes: bool) -> bool:
    return reporter in OWED or matters(reporter, profession, office_says_yes=office_says_yes)


def confirmed(results: Iterable[str]) -> bool | None:
    """Return what may be said of the danger: one child in danger confirms it, a „no“ needs every result.

    None means that nothing may be said yet; a report without any child was decided at first sight.
    """
    known = list(results)
    if CONFIRMING.intersection(known):
        return True
    return None if OPEN in known else False
