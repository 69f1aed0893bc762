"""What the youth office answers the professional who informed it: three times yes or no, and nothing else.

Owed only to the groups of § 4 Abs. 1 KKG, as the table of reporters says; the content is closed by
§ 64 Abs. 4 SGB VIII. Whether a danger was confirmed follows from the results and is never typed.
"""

from collections.abc import Iterable

from schutznetz.law import reporters
from schutznetz.law.norm import Norm
from schutznetz.law.sentences import CLOSED_CONTENT

OWED = frozenset(channel.reporter for channel in reporters.CHANNELS if channel.feedback)
TELL_FAMILY = Norm("KKG", "4", 4, 2)
CONFIRMING = frozenset({"acute", "latent"})  # results that confirm the danger, as counted by § 99
OPEN = ""

__all__ = ["CLOSED_CONTENT", "CONFIRMING", "OPEN", "OWED", "TELL_FAMILY", "confirmed"]


def confirmed(results: Iterable[str]) -> bool | None:
    """Return what may be said of the danger: one child in danger confirms it, a „no“ needs every result.

    None means that nothing may be said yet; a report without any child was decided at first sight.
    """
    known = list(results)
    if CONFIRMING.intersection(known):
        return True
    return None if OPEN in known else False
