"""The report form as data: every field with its group, who is asked, and which norm makes it necessary.

A field is required only where the law of that channel needs it; everything else is asked and may stay
empty. In the urgent path no single field is required.
"""

from collections.abc import Iterable
from functools import cache

from schutznetz.law import guide
from schutznetz.law.norm import Norm
from schutznetz.law.question import BORN, CAUSE, SEX, YES_NO, Field, Group, Shape
from schutznetz.law.reporter_fields import ABOUT_THE_REPORTER, ADULTS, ASSESSMENT, PROFESSION
from schutznetz.law.reporters import CHANNELS, Bar, Reporter, Step
from schutznetz.law.text import gettext_noop

__all__ = [
    "BY_NAME",
    "FIELDS",
    "PROFESSION",
    "TELLING",
    "Field",
    "Group",
    "Shape",
    "asked",
    "is_required",
    "tells_something",
]

EVERYBODY = frozenset(Reporter)
BIRTH_MATTERS = frozenset(each for each in Reporter if guide.tells_births_apart(each))
OWN_LAW = frozenset(channel.reporter for channel in CHANNELS if channel.steps or channel.isef)


def _by(step: Step) -> dict[Reporter, Norm]:
    return {channel.reporter: channel.steps[step] for channel in CHANNELS if step in channel.steps}


FIELDS = (
    Field(
        name="observed",
        group=Group.FACTS,
        label=gettext_noop("Was haben Sie selbst gesehen oder gehört?"),
        child_label=gettext_noop("Was ist passiert?"),
        hint=gettext_noop("Was genau, wann, wo, wie oft, seit wann? Stichworte genügen."),
        shape=Shape.TEXT,
        urgent=True,
    ),
    Field(
        name="hearsay",
        group=Group.FACTS,
        label=gettext_noop("Was haben andere Ihnen erzählt? Wer war das?"),
        child_label=gettext_noop("Hat jemand anders dir etwas erzählt?"),
        shape=Shape.TEXT,
        urgent=True,
    ),
    Field(
        name="verbatim",
        group=Group.FACTS,
        label=gettext_noop("Was hat das Kind wörtlich gesagt?"),
        hint=gettext_noop("Möglichst mit den Worten des Kindes und dem Anlass."),
        shape=Shape.TEXT,
        asked=ADULTS,
    ),
    Field(
        name="suspicion",
        group=Group.FACTS,
        label=gettext_noop("Was vermuten Sie?"),
        shape=Shape.TEXT,
        asked=ADULTS,
        further=True,
    ),
    Field(
        name="cause",
        group=Group.FACTS,
        label=gettext_noop("Worauf stützt sich Ihre Sorge?"),
        hint=gettext_noop("Ein versäumter Termin allein ist kein Anhaltspunkt für eine Gefährdung."),
        shape=Shape.CHOICE,
        choices=CAUSE,
        asked=frozenset({Reporter.BENEFIT_BODY}),
        required=_by(Step.CONCRETE_SIGN),
        urgent=True,
    ),
    Field(
        name="institution_event",
        group=Group.FACTS,
        label=gettext_noop("Ist es in einer Einrichtung mit Betriebserlaubnis geschehen?"),
        hint=gettext_noop("Ereignisse in Kita oder Heim gehen auch an die Aufsicht, die die Erlaubnis gibt."),
        shape=Shape.CHOICE,
        choices=YES_NO,
        asked=frozenset(channel.reporter for channel in CHANNELS if channel.events),
        further=True,
    ),
    Field(
        name="injuries",
        group=Group.FACTS,
        label=gettext_noop("Verletzungen: welche, wo am Körper, wer hat sie untersucht?"),
        child_label=gettext_noop("Bist du verletzt? Wo?"),
        shape=Shape.TEXT,
    ),
    Field(
        name="why_now",
        group=Group.FACTS,
        label=gettext_noop("Warum melden Sie sich gerade jetzt?"),
        child_label=gettext_noop("Warum schreibst du heute?"),
        shape=Shape.TEXT,
        further=True,
    ),
    Field(
        name="judgement",
        group=Group.FACTS,
        label=gettext_noop("Wie schätzen Sie die Gefahr ein?"),
        child_label=gettext_noop("Hast du gerade Angst? Wovor?"),
        shape=Shape.TEXT,
        further=True,
    ),
    Field(
        name="resources",
        group=Group.FACTS,
        label=gettext_noop("Was läuft gut? Wer tut dem Kind gut?"),
        child_label=gettext_noop("Wem vertraust du?"),
        shape=Shape.TEXT,
        further=True,
    ),
    Field(
        name="child_name",
        group=Group.CHILD,
        label=gettext_noop("Name des Kindes oder was Sie über das Kind wissen"),
        child_label=gettext_noop("Wie heißt du?"),
        hint=gettext_noop("Zum Beispiel: „Junge, etwa 5, rote Jacke, wohnt im zweiten Stock“."),
        urgent=True,
        required=dict.fromkeys(ADULTS, ASSESSMENT),
    ),
    Field(
        name="child_born",
        group=Group.CHILD,
        label=gettext_noop("Ist das Kind schon geboren?"),
        shape=Shape.CHOICE,
        choices=BORN,
        asked=BIRTH_MATTERS,
        urgent=True,
    ),
    Field(
        name="child_sign",
        group=Group.CHILD,
        label=gettext_noop("Was ist der Anhaltspunkt bei diesem Kind?"),
        hint=gettext_noop("Nötig, wenn es um mehrere Kinder geht: Sonst wird das Kind nicht mitgesendet."),
        shape=Shape.TEXT,
        asked=frozenset(channel.reporter for channel in CHANNELS if Bar.CHILD_WITHOUT_SIGN in channel.bars),
    ),
    Field(
        name="child_age",
        group=Group.CHILD,
        label=gettext_noop("Alter oder Geburtsdatum, auch geschätzt"),
        child_label=gettext_noop("Wie alt bist du?"),
        urgent=True,
    ),
    Field(
        name="child_whereabouts",
        group=Group.CHILD,
        locates=True,
        label=gettext_noop("Wo ist das Kind jetzt?"),
        child_label=gettext_noop("Wo bist du gerade?"),
        urgent=True,
    ),
    Field(
        name="child_address",
        group=Group.CHILD,
        locates=True,
        label=gettext_noop("Anschrift des Kindes"),
        child_label=gettext_noop("Wo wohnst du?"),
        hint=gettext_noop("Straße, Hausnummer, Ort. Auch ungefähr."),
        urgent=True,
    ),
    Field(
        name="child_sex",
        group=Group.CHILD,
        label=gettext_noop("Geschlecht"),
        shape=Shape.CHOICE,
        choices=SEX,
        asked=ADULTS,
        further=True,
    ),
    Field(
        name="child_institution",
        group=Group.CHILD,
        locates=True,
        label=gettext_noop("Kita oder Schule"),
        child_label=gettext_noop("In welche Schule gehst du?"),
        further=True,
    ),
    Field(
        name="child_needs",
        group=Group.CHILD,
        label=gettext_noop("Behinderung, Krankheit, Sprache: Was müssen wir wissen?"),
        child_label=gettext_noop("Sprichst du lieber eine andere Sprache?"),
        further=True,
    ),
    Field(
        name="lives_with",
        group=Group.FAMILY,
        label=gettext_noop("Bei wem lebt das Kind? Wer hat das Sorgerecht?"),
        child_label=gettext_noop("Mit wem wohnst du zusammen?"),
        shape=Shape.TEXT,
        further=True,
    ),
    Field(
        name="parents",
        group=Group.FAMILY,
        label=gettext_noop("Eltern, Stiefeltern, Partnerin oder Partner"),
        hint=gettext_noop("Namen, Alter, Anschrift, Telefon, soweit bekannt."),
        shape=Shape.TEXT,
        asked=ADULTS,
        further=True,
    ),
    Field(
        name="siblings",
        group=Group.FAMILY,
        label=gettext_noop("Wie viele weitere Kinder leben im Haushalt?"),
        child_label=gettext_noop("Wie viele Geschwister hast du?"),
    ),
    Field(
        name="others",
        group=Group.FAMILY,
        label=gettext_noop("Wer hat sonst Zugang zum Kind?"),
        shape=Shape.TEXT,
        asked=ADULTS,
        further=True,
    ),
    Field(
        name="talk_with_guardians",
        group=Group.STEPS,
        label=gettext_noop("Gespräch mit den Erziehungsberechtigten: wann, mit welchem Ergebnis?"),
        hint=gettext_noop("Oder: warum nicht? Zum Beispiel, weil das Kind dadurch in Gefahr käme."),
        shape=Shape.TEXT,
        asked=OWN_LAW,
        required=_by(Step.TALK_WITH_GUARDIANS),
    ),
    Field(
        name="talk_with_child",
        group=Group.STEPS,
        label=gettext_noop("Gespräch mit dem Kind: wann, mit welchem Ergebnis?"),
        hint=gettext_noop("Oder: warum nicht? Zum Beispiel, weil es zu jung ist."),
        shape=Shape.TEXT,
        asked=OWN_LAW,
        required=_by(Step.TALK_WITH_CHILD),
    ),
    Field(
        name="prior_notice",
        group=Group.STEPS,
        label=gettext_noop("Wissen die Erziehungsberechtigten von dieser Meldung?"),
        hint=gettext_noop("Ja, seit wann – oder nein, weil der Schutz des Kindes sonst in Frage steht."),
        shape=Shape.TEXT,
        asked=OWN_LAW,
        required=_by(Step.PRIOR_NOTICE),
    ),
    Field(
        name="isef",
        group=Group.STEPS,
        label=gettext_noop("Beratung durch eine insoweit erfahrene Fachkraft: wann, durch wen?"),
        hint=gettext_noop("Oder: warum nicht?"),
        shape=Shape.TEXT,
        asked=OWN_LAW,
        required=_by(Step.ISEF),
    ),
    Field(
        name="help_offered",
        group=Group.STEPS,
        label=gettext_noop("Welche Hilfen haben Sie angeboten? Was wurde angenommen, was abgelehnt?"),
        shape=Shape.TEXT,
        asked=OWN_LAW,
        required=_by(Step.HELP_OFFERED),
    ),
    Field(
        name="other_services",
        group=Group.STEPS,
        label=gettext_noop("Welche Stellen sind noch beteiligt? Gibt es eine Schweigepflichtentbindung?"),
        shape=Shape.TEXT,
        asked=OWN_LAW,
        further=True,
    ),
    Field(
        name="lead_informed",
        group=Group.STEPS,
        label=gettext_noop("Ist Ihre Leitung informiert? Seit wann?"),
        shape=Shape.TEXT,
        asked=OWN_LAW,
        further=True,
    ),
    Field(
        name="ordered_by",
        group=Group.STEPS,
        label=gettext_noop("Wer hat die Mitteilung angeordnet? Aktenzeichen?"),
        asked=frozenset({Reporter.JUSTICE}),
        required=_by(Step.ORDERED_BY),
    ),
    Field(
        name="danger_for_workers",
        group=Group.SAFETY,
        label=gettext_noop("Gibt es Gefahren für Menschen, die hingehen? Hund, Waffen, Gewalt?"),
        shape=Shape.TEXT,
        asked=ADULTS,
        urgent=True,
    ),
    Field(
        name="risk_if_known",
        group=Group.SAFETY,
        label=gettext_noop("Was könnte das Kind gefährden, wenn die Familie von der Meldung erfährt?"),
        child_label=gettext_noop("Was passiert, wenn jemand erfährt, dass du uns schreibst?"),
        shape=Shape.TEXT,
    ),
    *ABOUT_THE_REPORTER,
)

BY_NAME = {each.name: each for each in FIELDS}
TELLING = ("observed", "hearsay", "verbatim", "suspicion")


@cache
def asked(reporter: Reporter, group: Group, *, urgent: bool = False) -> tuple[Field, ...]:
    """Return the questions of one group in the order in which they are put."""
    return tuple(
        each
        for each in FIELDS
        if each.group is group and reporter in each.asked and (each.urgent or not urgent)
    )


def is_required(each: Field, reporter: Reporter, *, urgent: bool = False) -> bool:
    """Tell whether the form insists on an answer; in the urgent path it never does."""
    return reporter in each.required and not urgent


def tells_something(answers: Iterable[str]) -> bool:
    """A report needs at least one sentence of what was seen, heard, said or suspected."""
    return any(name in TELLING for name in answers)
