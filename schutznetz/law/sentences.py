"""Why each fixed sentence to a reporter is allowed: none tells what § 64 Abs. 4 SGB VIII closes.

A question may only ask for what the reporter knows, a notice may only say what holds for every family.
"""

from dataclasses import dataclass

from schutznetz.law.norm import Norm
from schutznetz.law.text import gettext_noop

CLOSED_CONTENT = Norm("SGB VIII", "64", 4)
ASKING = Norm("SGB VIII", "8a", 1, 1)
FROM_OTHERS = Norm("SGB VIII", "62", 3, 1, "2", "d")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one sentence may be said, by its code in the conversation."""

    sentence: str
    norm: Norm
    why: str


REASONS = (
    Reason(
        "whereabouts",
        ASKING,
        gettext_noop("Ohne den Ort keine Einschätzung. Ob Sie das Kind kennen, sagt die Frage nicht."),
    ),
    Reason(
        "still_so",
        FROM_OTHERS,
        gettext_noop("Fragt nach der eigenen Beobachtung. Was Sie inzwischen wissen, sagt sie nicht."),
    ),
    Reason(
        "own_observation",
        FROM_OTHERS,
        gettext_noop("Trennt Gesehenes von Gehörtem. Über die Familie sagt sie nichts."),
    ),
    Reason(
        "when",
        FROM_OTHERS,
        gettext_noop("Fragt nach der eigenen Beobachtung, nicht nach dem, was in der Akte steht."),
    ),
    Reason(
        "witnesses",
        FROM_OTHERS,
        gettext_noop("Fragt nach weiteren Quellen und nennt selbst keine."),
    ),
    Reason("address", ASKING, gettext_noop("Ob die Familie dem Amt bekannt ist, sagt die Frage nicht.")),
    Reason("more_children", ASKING, gettext_noop("Fragt nach Kindern und bestätigt keines.")),
    Reason("dangers", ASKING, gettext_noop("Schützt, wer hingeht. Ob jemand hingeht, sagt sie nicht.")),
    Reason(
        "family_knows",
        Norm("KKG", "4", 3, 1),
        gettext_noop("Fragt nach einem Schritt der meldenden Person selbst."),
    ),
    Reason("reachable", ASKING, gettext_noop("Betrifft nur die meldende Person.")),
    Reason(
        "call_us",
        CLOSED_CONTENT,
        gettext_noop(
            "Betrifft nur die meldende Person. Auch am Telefon erfährt sie nichts über die Familie."
        ),
    ),
    Reason("read", CLOSED_CONTENT, gettext_noop("Sagt, dass gelesen wurde, nicht, was daraus folgt.")),
    Reason("thanks", CLOSED_CONTENT, gettext_noop("Bestätigt nur den Eingang.")),
    Reason(
        "call_police",
        CLOSED_CONTENT,
        gettext_noop("Gilt immer und für alle, also auch hier, und sagt nichts über diese Familie."),
    ),
    Reason(
        "no_questions",
        CLOSED_CONTENT,
        gettext_noop("Sagt nicht, ob sich etwas bestätigt hat und ob Sie tätig sind."),
    ),
)
BY_SENTENCE = {reason.sentence: reason for reason in REASONS}
