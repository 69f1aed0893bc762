"""Rows of the guide that several groups share: danger, the unborn child, doubt, and no indication yet."""

from schutznetz.law.guide_terms import Ask, Duty, Help, Row
from schutznetz.law.norm import Norm
from schutznetz.law.reporters import Reporter
from schutznetz.law.text import gettext_noop

ALWAYS_OPEN = (Help.ISEF, Help.PERSON, Help.EARLY_HELP)
NO_POWER_YET = gettext_noop(
    "Ohne gewichtige Anhaltspunkte gibt es keine Befugnis, das Jugendamt zu informieren."
)
AT_ONCE = (Help.EMERGENCY, Help.YOUTH_OFFICE, Help.ISEF)


def when(**answers: str) -> dict[Ask, frozenset[str]]:
    """Read ``danger="no", signs="yes unsure"`` as the answers for which a row holds."""
    return {Ask(name): frozenset(values.split()) for name, values in answers.items()}


def danger(
    *who: Reporter, duty: Duty, norm: Norm, text: str, reason: str, helps: tuple[Help, ...] = AT_ONCE
) -> Row:
    return Row(
        who=frozenset(who),
        when=when(danger="child"),
        duty=duty,
        text=text,
        reason=reason,
        norm=norm,
        helps=helps,
        at_once=True,
        informs=True,
    )


def unborn(*who: Reporter, norm: Norm) -> tuple[Row, Row]:
    """No power to inform before birth: help goes through the woman herself, in danger through 112."""
    reason = gettext_noop(
        "Mit „Kind“ meint das Gesetz das geborene Kind. Vor der Geburt führt der Weg über die Schwangere: "
        "mit ihrem Einverständnis. Geschwister werden für sich eingeschätzt."
    )
    return (
        Row(
            who=frozenset(who),
            when=when(danger="unborn"),
            duty=Duty.CONSENT,
            text=gettext_noop(
                "Rufen Sie jetzt die 112 für die Schwangere. Ohne ihr Einverständnis geben Sie nur weiter, "
                "was für die Rettung nötig ist."
            ),
            reason=reason,
            norm=norm,
            helps=(Help.EMERGENCY, *ALWAYS_OPEN),
            at_once=True,
        ),
        Row(
            who=frozenset(who),
            when=when(danger="no", about="unborn"),
            duty=Duty.CONSENT,
            text=gettext_noop(
                "Lassen Sie sich beraten, ohne Namen. Bieten Sie der Schwangeren Frühe Hilfen an "
                "und vermitteln Sie, wenn sie einverstanden ist."
            ),
            reason=reason,
            norm=norm,
            helps=ALWAYS_OPEN,
        ),
    )


def unsure(*who: Reporter, norm: Norm) -> Row:
    ask = "cause" if Reporter.BENEFIT_BODY in who else "signs"
    return Row(
        who=frozenset(who),
        when=when(danger="no", about="child", **{ask: "unsure"}),
        duty=Duty.ADVICE,
        text=gettext_noop("Lassen Sie sich von einer insoweit erfahrenen Fachkraft beraten, ohne Namen."),
        reason=gettext_noop("Ob Anhaltspunkte gewichtig sind, müssen Sie nicht allein entscheiden."),
        norm=norm,
        helps=(*ALWAYS_OPEN, Help.HELPLINE),
    )


def quiet(*who: Reporter, duty: Duty, norm: Norm, reason: str) -> Row:
    """No weighty indications: nothing is passed on, and nobody is left alone."""
    return Row(
        who=frozenset(who),
        when=when(danger="no", about="child", signs="no"),
        duty=duty,
        text=gettext_noop(
            "Geben Sie keine Daten über das Kind weiter. Beobachten Sie weiter, schreiben Sie es auf "
            "und bieten Sie Hilfe an. Beraten lassen dürfen Sie sich jederzeit, ohne Namen."
        ),
        reason=reason,
        norm=norm,
        helps=(*ALWAYS_OPEN, Help.HELPLINE),
    )
