"""What the report form asks about who reports: how to reach her, and her profession where it matters."""

from schutznetz.law.feedback import DISPUTED, PERSONALLY
from schutznetz.law.norm import Norm
from schutznetz.law.question import OWN_PROFESSION, SOCIAL_WORK, Field, Group, Shape
from schutznetz.law.reporters import CHANNELS, Reporter, channel_of
from schutznetz.law.text import gettext_noop

ASSESSMENT = Norm("SGB VIII", "8a", 1, 1)
NAMED = frozenset(channel.reporter for channel in CHANNELS if channel.named)
ADULTS = frozenset(Reporter) - {Reporter.CHILD}
PROFESSION = ("own_profession", "own_social_work")  # kept with the report, not with how to reach somebody


def _identified() -> dict[Reporter, Norm]:
    return {reporter: channel_of(reporter).ground or ASSESSMENT for reporter in NAMED}


ABOUT_THE_REPORTER = (
    Field(
        name="reporter_name",
        group=Group.REPORTER,
        label=gettext_noop("Ihr Name"),
        child_label=gettext_noop("Wer soll nach dir fragen dürfen? Dein Name, wenn du magst"),
        asked=ADULTS,
        urgent=True,
        required=_identified(),
    ),
    Field(
        name="reporter_institution",
        group=Group.REPORTER,
        label=gettext_noop("Einrichtung und Ihre Aufgabe dort"),
        asked=NAMED,
        urgent=True,
        required=_identified(),
    ),
    Field(
        name="reporter_phone",
        group=Group.REPORTER,
        label=gettext_noop("Telefon für Rückfragen"),
        child_label=gettext_noop("Telefon, unter dem wir dich sicher erreichen"),
        hint=gettext_noop("Ohne Anmeldung rufen wir in der Einrichtung zurück und prüfen so die Angaben."),
        urgent=True,
        required=_identified(),
    ),
    Field(
        name="own_profession",
        group=Group.REPORTER,
        label=gettext_noop("Informieren Sie als Angehörige oder Angehöriger eines dieser Berufe?"),
        hint=gettext_noop("Nur dann schuldet Ihnen das Jugendamt eine Rückmeldung (§ 4 Abs. 4 KKG)."),
        shape=Shape.CHOICE,
        choices=OWN_PROFESSION,
        asked=PERSONALLY,
        urgent=True,
    ),
    Field(
        name="own_social_work",
        group=Group.REPORTER,
        label=gettext_noop("Informieren Sie als staatlich anerkannte Fachkraft der Sozialen Arbeit?"),
        hint=gettext_noop("Nur dann gibt Ihnen dieses Jugendamt eine Rückmeldung (§ 4 Abs. 4 KKG)."),
        shape=Shape.CHOICE,
        choices=SOCIAL_WORK,
        asked=frozenset(reporter for reporter, _profession in DISPUTED),
        urgent=True,
    ),
    Field(
        name="reporter_reachable",
        group=Group.REPORTER,
        label=gettext_noop("Wann sind Sie erreichbar? Weitere Wege?"),
        child_label=gettext_noop("Wann können wir dich erreichen, ohne dass es jemand merkt?"),
        further=True,
    ),
    Field(
        name="reporter_relation",
        group=Group.REPORTER,
        label=gettext_noop("Woher kennen Sie die Familie?"),
        asked=ADULTS,
        further=True,
    ),
    Field(
        name="observed_by",
        group=Group.REPORTER,
        label=gettext_noop("Wer hat es beobachtet, wenn nicht Sie selbst?"),
        hint=gettext_noop("Name und Aufgabe. So weiß das Jugendamt, wen es fragen kann."),
        asked=NAMED,
        further=True,
    ),
    Field(
        name="decided_by",
        group=Group.REPORTER,
        label=gettext_noop("Wer hat entschieden, das Jugendamt zu informieren?"),
        asked=NAMED,
        further=True,
    ),
)
