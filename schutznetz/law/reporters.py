"""Who may, should or must inform the youth office, on which ground, after which steps of their own.

One row per group of reporters (A to N). Form, triage, feedback and documentation read the same rows.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from schutznetz.law.norm import Norm
from schutznetz.law.professions import Profession
from schutznetz.law.text import gettext_noop


class Reporter(StrEnum):
    HEALTH = "health"
    COUNSELLOR = "counsellor"
    PROVIDER = "provider"
    CHILDMINDER = "childminder"
    OTHER_PROFESSIONAL = "other_professional"
    BENEFIT_BODY = "benefit_body"
    POLICE = "police"
    JUSTICE = "justice"
    CUSTOMS = "customs"
    SHELTER = "shelter"
    FAMILY_COURT = "family_court"
    YOUTH_OFFICE = "youth_office"
    PRIVATE = "private"
    CHILD = "child"


class Power(StrEnum):
    """With which force the law lets somebody inform the youth office."""

    MAY = "may"
    SHOULD_IF_URGENT = "should_if_urgent"
    MUST_IF_NOT_AVERTED = "must_if_not_averted"
    MUST = "must"
    NO_SPECIAL_POWER = "no_special_power"
    OWN_RIGHT = "own_right"


class Notice(StrEnum):
    """Are the persons concerned told beforehand?"""

    UNLESS_PROTECTION_AT_RISK = "unless_protection_at_risk"
    RECOMMENDED = "recommended"
    BY_OWN_LAW = "by_own_law"
    NONE = "none"


class Step(StrEnum):
    """What the reporter's own law asks for before, or together with, the report."""

    TALK_WITH_GUARDIANS = "talk_with_guardians"
    TALK_WITH_CHILD = "talk_with_child"
    PRIOR_NOTICE = "prior_notice"
    ISEF = "isef"
    HELP_OFFERED = "help_offered"
    CONCRETE_SIGN = "concrete_sign"
    ORDERED_BY = "ordered_by"


class Bar(StrEnum):
    """What a report of a channel may not contain, or may not consist of."""

    MISSED_APPOINTMENT_ALONE = "missed_appointment_alone"
    CHILD_WITHOUT_SIGN = "child_without_sign"
    UNBORN_CHILD = "unborn_child"
    MORE_THAN_NEEDED = "more_than_needed"


CLOSED = gettext_noop("Was wir für das Kind tun, dürfen wir Ihnen nicht sagen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One row of the table: the legal channel of a group of reporters.

    ``personally`` is the norm by which an answer is owed to those of the group who inform as members of a
    profession of § 4 Abs. 1 KKG; ``disputed`` are those to whom it is only if the office has decided so.
    ``at_once`` is the norm by which the first assessment begins with the receipt; ``events`` the one by which
    an event of an institution goes to the licensing authority; ``receipt`` says what is heard later.
    """

    letter: str
    reporter: Reporter
    ground: Norm | None
    power: Power
    notice: Notice
    steps: dict[Step, Norm]
    isef: Norm | None
    feedback: Norm | None
    advice: str
    bars: dict[Bar, Norm] = field(default_factory=dict)
    personally: Norm | None = None
    disputed: frozenset[Profession] = frozenset()
    at_once: Norm | None = None
    events: Norm | None = None
    receipt: str = CLOSED

    @property
    def named(self) -> bool:
        """A professional report carries a name; anonymity is for private persons and children."""
        return self.reporter not in {Reporter.PRIVATE, Reporter.CHILD}


KKG_TALK = Norm("KKG", "4", 1)
KKG_INFORM = Norm("KKG", "4", 3, 1)
KKG_ISEF = Norm("KKG", "4", 2)
KKG_FEEDBACK = Norm("KKG", "4", 4)
PROVIDER = Norm("SGB VIII", "8a", 4, 3)
PROVIDER_ISEF = Norm("SGB VIII", "8a", 4, 1, "2")
PROVIDER_FAMILY = Norm("SGB VIII", "8a", 4, 1, "3")
CHILDMINDER = Norm("SGB VIII", "8a", 5)
ADVICE = Norm("SGB VIII", "8b", 1)
KKG_NEEDED = Norm("KKG", "4", 3, 2)
CUSTOMS = Norm("KKG", "4", 5)
SHELTER = Norm("GewHG", "4", 4)
SOCIAL_DATA = Norm("SGB X", "71", 1, 6)
JUSTICE = Norm("KKG", "5", 1)
MINIMAL = Norm("DSGVO", "5", 1)

ANSWERED = gettext_noop(
    "Sie bekommen eine Rückmeldung: ob es sich bestätigt hat, ob wir tätig geworden sind und ob wir es noch "
    "sind. Mehr dürfen wir Ihnen nicht sagen."
)

_SECRECY = {
    Step.TALK_WITH_GUARDIANS: KKG_TALK,
    Step.TALK_WITH_CHILD: KKG_TALK,
    Step.PRIOR_NOTICE: KKG_INFORM,
}
_KKG_BARS = {Bar.UNBORN_CHILD: KKG_INFORM, Bar.MORE_THAN_NEEDED: KKG_NEEDED}

CHANNELS = (
    Channel(
        letter="A",
        reporter=Reporter.HEALTH,
        ground=KKG_INFORM,
        power=Power.SHOULD_IF_URGENT,
        notice=Notice.UNLESS_PROTECTION_AT_RISK,
        steps=_SECRECY,
        isef=KKG_ISEF,
        feedback=KKG_FEEDBACK,
        advice=gettext_noop(
            "Sie dürfen das Jugendamt informieren, wenn Ihr eigenes Gespräch nicht hilft oder ausscheidet. "
            "Bei dringender Gefahr sollen Sie es unverzüglich tun."
        ),
        bars=_KKG_BARS,
        receipt=ANSWERED,
    ),
    Channel(
        letter="B",
        reporter=Reporter.COUNSELLOR,
        ground=KKG_INFORM,
        power=Power.MAY,
        notice=Notice.UNLESS_PROTECTION_AT_RISK,
        steps=_SECRECY,
        isef=KKG_ISEF,
        feedback=KKG_FEEDBACK,
        advice=gettext_noop(
            "Sie dürfen das Jugendamt informieren, wenn Ihr eigenes Gespräch nicht hilft oder ausscheidet."
        ),
        bars=_KKG_BARS,
        receipt=ANSWERED,
    ),
    Channel(
        letter="C",
        reporter=Reporter.PROVIDER,
        ground=PROVIDER,
        power=Power.MUST_IF_NOT_AVERTED,
        notice=Notice.UNLESS_PROTECTION_AT_RISK,
        steps={
            Step.TALK_WITH_GUARDIANS: PROVIDER_FAMILY,
            Step.TALK_WITH_CHILD: PROVIDER_FAMILY,
            Step.PRIOR_NOTICE: PROVIDER_FAMILY,
            Step.ISEF: PROVIDER_ISEF,
            Step.HELP_OFFERED: PROVIDER,
        },
        isef=PROVIDER_ISEF,
        feedback=None,
        advice=gettext_noop(
            "Nach Ihrer Vereinbarung informieren Sie das Jugendamt, "
            "wenn die Gefahr nicht anders abgewendet werden kann."
        ),
        bars={Bar.MORE_THAN_NEEDED: Norm("SGB VIII", "61", 3)},
        disputed=frozenset({Profession.SOCIAL_WORK}),
        events=Norm("SGB VIII", "47", 1, 1, "2"),
    ),
    Channel(
        letter="D",
        reporter=Reporter.CHILDMINDER,
        ground=CHILDMINDER,
        power=Power.MUST_IF_NOT_AVERTED,
        notice=Notice.UNLESS_PROTECTION_AT_RISK,
        steps={
            Step.TALK_WITH_GUARDIANS: CHILDMINDER,
            Step.TALK_WITH_CHILD: CHILDMINDER,
            Step.PRIOR_NOTICE: CHILDMINDER,
            Step.ISEF: CHILDMINDER,
        },
        isef=CHILDMINDER,
        feedback=None,
        advice=gettext_noop(
            "Nach Ihrer Vereinbarung informieren Sie das Jugendamt, "
            "wenn die Gefahr nicht anders abgewendet werden kann."
        ),
        bars={Bar.MORE_THAN_NEEDED: Norm("SGB VIII", "61", 3)},
    ),
    Channel(
        letter="E",
        reporter=Reporter.OTHER_PROFESSIONAL,
        ground=None,
        power=Power.NO_SPECIAL_POWER,
        notice=Notice.RECOMMENDED,
        steps={},
        isef=ADVICE,
        feedback=None,
        advice=gettext_noop(
            "Sie haben Anspruch auf Beratung durch eine insoweit erfahrene Fachkraft. "
            "Bei einer Gefahr, die anders nicht abzuwenden ist, können Sie sich ans Jugendamt wenden."
        ),
        bars={Bar.MORE_THAN_NEEDED: MINIMAL},
    ),
    Channel(
        letter="F",
        reporter=Reporter.BENEFIT_BODY,
        ground=SOCIAL_DATA,
        power=Power.MAY,
        notice=Notice.UNLESS_PROTECTION_AT_RISK,
        steps={Step.CONCRETE_SIGN: SOCIAL_DATA, Step.PRIOR_NOTICE: KKG_INFORM},  # the latter by analogy
        isef=ADVICE,
        feedback=None,
        personally=KKG_FEEDBACK,
        advice=gettext_noop(
            "Sie dürfen übermitteln, wenn es konkrete Anhaltspunkte für eine Gefährdung des Kindes gibt. "
            "Ein versäumter Termin oder eine Leistungsminderung allein ist kein Anhaltspunkt."
        ),
        bars={
            Bar.MISSED_APPOINTMENT_ALONE: SOCIAL_DATA,
            Bar.CHILD_WITHOUT_SIGN: Norm("SGB X", "67d", 1),
            Bar.UNBORN_CHILD: SOCIAL_DATA,
            Bar.MORE_THAN_NEEDED: SOCIAL_DATA,
        },
    ),
    Channel(
        letter="G",
        reporter=Reporter.POLICE,
        ground=None,
        power=Power.NO_SPECIAL_POWER,
        notice=Notice.BY_OWN_LAW,
        steps={},
        isef=ADVICE,
        feedback=None,
        advice=gettext_noop("Es gelten das Polizeirecht des Landes und Ihre Dienstanweisung."),
        bars={Bar.MORE_THAN_NEEDED: MINIMAL},
    ),
    Channel(
        letter="H",
        reporter=Reporter.JUSTICE,
        ground=JUSTICE,
        power=Power.MUST,
        notice=Notice.NONE,
        steps={Step.ORDERED_BY: JUSTICE},
        isef=JUSTICE,
        feedback=None,
        advice=gettext_noop(
            "Bei gewichtigen Anhaltspunkten im Strafverfahren informieren Sie das Jugendamt unverzüglich."
        ),
        bars={Bar.MORE_THAN_NEEDED: JUSTICE},
        at_once=JUSTICE,
        receipt=gettext_noop(
            "Mit dem Eingang hat die Ersteinschätzung begonnen. Diese Bestätigung ist für Ihre Akte; "
            "Tag und Uhrzeit des Eingangs stehen unter der Nummer."
        ),
    ),
    Channel(
        letter="I",
        reporter=Reporter.CUSTOMS,
        ground=CUSTOMS,
        power=Power.MAY,
        notice=Notice.UNLESS_PROTECTION_AT_RISK,
        steps={Step.PRIOR_NOTICE: CUSTOMS},
        isef=CUSTOMS,
        feedback=None,
        advice=gettext_noop("Sie dürfen das Jugendamt bei gewichtigen Anhaltspunkten informieren."),
        bars={Bar.UNBORN_CHILD: CUSTOMS, Bar.MORE_THAN_NEEDED: CUSTOMS},
    ),
    Channel(
        letter="J",
        reporter=Reporter.SHELTER,
        ground=SHELTER,
        power=Power.MUST,
        notice=Notice.UNLESS_PROTECTION_AT_RISK,
        steps={Step.PRIOR_NOTICE: SHELTER},
        isef=ADVICE,
        feedback=None,
        personally=KKG_FEEDBACK,
        advice=gettext_noop(
            "Kommt ein Kind allein, informieren Sie das Jugendamt. Sonst soll es beteiligt werden, "
            "soweit Ihre Gefährdungseinschätzung das verlangt."
        ),
        bars={Bar.UNBORN_CHILD: SHELTER, Bar.MORE_THAN_NEEDED: SHELTER},
    ),
    Channel(
        letter="K",
        reporter=Reporter.FAMILY_COURT,
        ground=Norm("FamFG", "162", 1),
        power=Power.MUST,
        notice=Notice.BY_OWN_LAW,
        steps={},
        isef=None,
        feedback=None,
        advice=gettext_noop("Das Gericht beteiligt das Jugendamt im Verfahren."),
        bars={Bar.MORE_THAN_NEEDED: MINIMAL},
        receipt=gettext_noop("Das Jugendamt äußert sich im Verfahren."),
    ),
    Channel(
        letter="L",
        reporter=Reporter.YOUTH_OFFICE,
        ground=Norm("SGB VIII", "8a", 6),
        power=Power.MUST,
        notice=Notice.UNLESS_PROTECTION_AT_RISK,
        steps={Step.PRIOR_NOTICE: Norm("SGB VIII", "8a", 6, 2)},
        isef=None,
        feedback=None,
        advice=gettext_noop(
            "Sie teilen dem zuständigen Träger die nötigen Daten mit, in der Regel in einem Gespräch."
        ),
        bars={Bar.MORE_THAN_NEEDED: Norm("SGB VIII", "8a", 6, 1)},
        receipt=gettext_noop(
            "Ob wir übernehmen, sagen wir Ihnen schriftlich. Bis dahin bleiben Sie zuständig."
        ),
    ),
    Channel(
        letter="M",
        reporter=Reporter.PRIVATE,
        ground=None,
        power=Power.OWN_RIGHT,
        notice=Notice.NONE,
        steps={},
        isef=None,
        feedback=None,
        advice=gettext_noop("Sie dürfen melden, auch ohne Ihren Namen. Eine Pflicht gibt es nicht."),
    ),
    Channel(
        letter="N",
        reporter=Reporter.CHILD,
        ground=Norm("SGB VIII", "8", 2),
        power=Power.OWN_RIGHT,
        notice=Notice.NONE,
        steps={},
        isef=None,
        feedback=None,
        advice=gettext_noop(
            "Du darfst dich immer an das Jugendamt wenden. Wir sagen deinen Eltern nichts, "
            "solange das dir schaden würde."
        ),
        receipt=gettext_noop(
            "Was wir tun, besprechen wir mit dir. "
            "Deinen Eltern sagen wir nichts, solange dir das schaden würde."
        ),
    ),
)

BY_REPORTER = {channel.reporter: channel for channel in CHANNELS}


def channel_of(reporter: str) -> Channel:
    """Return the row of the table for a kind of reporter, e.g. ``"health"``."""
    return BY_REPORTER[Reporter(reporter)]
