"""Correction, dispute and restriction: what the person concerned may ask, and what still happens then.

Disputed data are used on, but never without saying so (§ 84 Abs. 2 SGB X). Restricted data stay where they
are; each use of them stands here with its answer. The protection of a child is never stopped by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop

CORRECT = Norm("DSGVO", "16")
DISPUTED = Norm("SGB X", "84", 2, 2)
RESTRICT = Norm("DSGVO", "18", 1)
STILL_ALLOWED = Norm("DSGVO", "18", 2)
TOLD_BEFORE = Norm("DSGVO", "18", 3)
TELL_RECIPIENTS = Norm("DSGVO", "19", None, 1)

# Why somebody may have it restricted; the keys are the values of ``RestrictionGround``.
GROUNDS: Mapping[str, Norm] = {
    "contested": Norm("DSGVO", "18", 1, letter="a"),
    "unlawful": Norm("DSGVO", "18", 1, letter="b"),
    "claims": Norm("DSGVO", "18", 1, letter="c"),
    "objection": Norm("DSGVO", "18", 1, letter="d"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One way in which restricted data might be used: whether it goes on, and why."""

    goes_on: bool
    why: str


# Every way out of a case. Whatever is not named here does not exist; a new one must be put here.
USES: Mapping[str, Use] = {
    "protection": Use(goes_on=True, why=gettext_noop("Der Schutz des Kindes geht vor.")),
    "court": Use(goes_on=True, why=gettext_noop("Das Familiengericht braucht es für seine Entscheidung.")),
    "handover": Use(goes_on=True, why=gettext_noop("Das andere Jugendamt muss das Kind schützen können.")),
    "search": Use(goes_on=True, why=gettext_noop("Wer eine neue Meldung prüft, muss es finden.")),
    "file": Use(goes_on=True, why=gettext_noop("Gespeichert bleibt es auch in der Akte des Amts.")),
    "statistics": Use(goes_on=True, why=gettext_noop("Die amtliche Statistik nennt niemanden.")),
    "access": Use(goes_on=True, why=gettext_noop("Zwei Menschen entscheiden, ob es hinausgeht.")),
    "record": Use(
        goes_on=False,
        why=gettext_noop(
            "Die Verarbeitung ist eingeschränkt: Davon wird nichts gedruckt. Für den Schutz des Kindes"
            " dürfen Sie es weiter lesen und verwenden. Zwei Menschen können die Einschränkung aufheben."
        ),
    ),
}
