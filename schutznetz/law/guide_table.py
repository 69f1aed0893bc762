"""What the law asks of professionals before the youth office is informed: groups A to E, one row a situation.

The rows of one reporter exclude each other, and together they leave nothing out; the tests enumerate it.
Immediate danger stands first in every set and asks nothing further.
"""

from schutznetz.law.guide_rows import ALWAYS_OPEN, NO_POWER_YET, danger, quiet, unborn, unsure, when
from schutznetz.law.guide_terms import Duty, Help, Row
from schutznetz.law.norm import Norm
from schutznetz.law.reporters import (
    ADVICE,
    CHILDMINDER,
    KKG_INFORM,
    KKG_ISEF,
    KKG_TALK,
    PROVIDER,
    PROVIDER_FAMILY,
    PROVIDER_ISEF,
    Reporter,
)
from schutznetz.law.text import gettext_noop

R = Reporter
SECRECY = frozenset({R.HEALTH, R.COUNSELLOR})
NECESSITY = Norm("StGB", "34")
NOT_NEEDED = gettext_noop("Informieren dürfen Sie erst, wenn Sie das Jugendamt für nötig halten.")

_A_AND_B = (
    danger(
        R.HEALTH,
        duty=Duty.SHOULD,
        norm=Norm("KKG", "4", 3, 3),
        text=gettext_noop(
            "Sie sollen das Jugendamt unverzüglich informieren. Bei Gefahr für Leib und Leben zuerst "
            "110 oder 112."
        ),
        reason=gettext_noop(
            "Heilberufe sollen bei dringender Gefahr sofort informieren, nach ihrer eigenen Einschätzung."
        ),
    ),
    danger(
        R.COUNSELLOR,
        duty=Duty.MAY,
        norm=KKG_INFORM,
        text=gettext_noop(
            "Sie dürfen das Jugendamt sofort informieren. Bei Gefahr für Leib und Leben zuerst 110 oder 112."
        ),
        reason=gettext_noop(
            "Ein Gespräch kann die Gefahr jetzt nicht abwenden. Schulgesetz oder Dienstanweisung "
            "können Sie sogar verpflichten."
        ),
    ),
    *unborn(*SECRECY, norm=KKG_ISEF),
    quiet(
        *SECRECY,
        duty=Duty.MUST_NOT,
        norm=Norm("StGB", "203", 1),
        reason=gettext_noop("Ohne gewichtige Anhaltspunkte gilt Ihre Schweigepflicht."),
    ),
    unsure(*SECRECY, norm=KKG_ISEF),
    Row(
        who=SECRECY,
        when=when(danger="no", about="child", signs="yes", own_way="not_yet"),
        duty=Duty.SHOULD,
        text=gettext_noop(
            "Sprechen Sie mit dem Kind und den Erziehungsberechtigten, und wirken Sie auf Hilfe hin. "
            "Vorher können Sie sich beraten lassen, ohne Namen."
        ),
        reason=gettext_noop("Das eigene Gespräch kommt zuerst, außer es gefährdet den Schutz des Kindes."),
        norm=KKG_TALK,
        helps=ALWAYS_OPEN,
    ),
    Row(
        who=SECRECY,
        when=when(danger="no", about="child", signs="yes", own_way="helped"),
        duty=Duty.SHOULD,
        text=gettext_noop(
            "Bleiben Sie dran: Vereinbaren Sie, wann Sie wieder hinsehen, und halten Sie fest, was hilft."
        ),
        reason=gettext_noop(
            "Solange Ihre Hilfe die Gefahr abwendet, dürfen Sie das Jugendamt nicht ohne "
            "Einverständnis informieren."
        ),
        norm=KKG_TALK,
        helps=ALWAYS_OPEN,
    ),
    Row(
        who=SECRECY,
        when=when(danger="no", about="child", signs="yes", own_way="ruled_out failed", office="no"),
        duty=Duty.ADVICE,
        text=gettext_noop("Klären Sie mit einer insoweit erfahrenen Fachkraft, ohne Namen, was jetzt hilft."),
        reason=NOT_NEEDED,
        norm=KKG_ISEF,
        helps=ALWAYS_OPEN,
    ),
    Row(
        who=SECRECY,
        when=when(danger="no", about="child", signs="yes", own_way="ruled_out failed", office="yes"),
        duty=Duty.MAY,
        text=gettext_noop("Sie dürfen das Jugendamt informieren und die nötigen Daten mitteilen."),
        reason=gettext_noop(
            "Ihr eigener Weg scheidet aus oder hat nicht geholfen, und Sie halten das Jugendamt für nötig."
        ),
        norm=KKG_INFORM,
        helps=(Help.YOUTH_OFFICE, Help.ISEF),
        informs=True,
    ),
)


STAY = gettext_noop(
    "Bleiben Sie dran: Vereinbaren Sie, wann Sie wieder hinsehen, und halten Sie fest, was hilft."
)
GO_ON = gettext_noop(
    "Gehen Sie den vereinbarten Weg mit der insoweit erfahrenen Fachkraft weiter, und prüfen Sie bald neu."
)
WRITE_WHY = gettext_noop(
    "Halten Sie fest, warum ein Gespräch den Schutz gefährdet und wie Sie das Kind stattdessen schützen."
)
SIGNS = {"danger": "no", "about": "child", "signs": "yes"}


def _agreement(who: Reporter, *, inform: Norm, isef: Norm, family: Norm) -> tuple[Row, ...]:
    """What the agreement with the youth office asks of providers and of childminders."""
    only = frozenset({who})
    return (
        danger(
            who,
            duty=Duty.MUST,
            norm=inform,
            text=gettext_noop(
                "Informieren Sie das Jugendamt sofort. Bei Gefahr für Leib und Leben zuerst 110 oder 112."
            ),
            reason=gettext_noop(
                "Die Gefahr lässt sich jetzt nicht anders abwenden; Ihre Vereinbarung verpflichtet Sie dazu."
            ),
        ),
        *unborn(who, norm=ADVICE),
        quiet(who, duty=Duty.ADVICE, norm=ADVICE, reason=NO_POWER_YET),
        unsure(who, norm=ADVICE),
        Row(
            who=only,
            when=when(**SIGNS, isef="no"),
            duty=Duty.MUST,
            text=gettext_noop(
                "Schätzen Sie die Gefährdung ein, und ziehen Sie eine insoweit erfahrene Fachkraft hinzu. "
                "Ihr gegenüber bleibt das Kind ohne Namen."
            ),
            reason=gettext_noop("Bei gewichtigen Anhaltspunkten schätzen Sie nicht allein ein."),
            norm=isef,
            helps=ALWAYS_OPEN,
        ),
        *_involving(only, isef=isef, family=family),
        *_not_averted(only, inform=inform),
    )


def _involving(only: frozenset[Reporter], *, isef: Norm, family: Norm) -> tuple[Row, ...]:
    """The family is involved, unless that puts the child at risk; help goes on while it averts the danger."""

    def step(duty: Duty, norm: Norm, text: str, reason: str, **way: str) -> Row:
        answers = when(**SIGNS, isef="yes", **way)
        return Row(who=only, when=answers, duty=duty, text=text, reason=reason, norm=norm, helps=ALWAYS_OPEN)

    return (
        step(
            Duty.MUST,
            family,
            gettext_noop(
                "Beziehen Sie die Erziehungsberechtigten und das Kind ein, und wirken Sie auf Hilfe hin."
            ),
            gettext_noop("Die Vereinbarung verlangt es, außer der Schutz des Kindes käme dadurch in Gefahr."),
            own_way="not_yet",
        ),
        step(
            Duty.SHOULD,
            family,
            STAY,
            gettext_noop(
                "Die angenommene Hilfe wendet die Gefahr ab. Das Jugendamt brauchen Sie dafür jetzt nicht."
            ),
            own_way="helped",
        ),
        step(Duty.SHOULD, isef, GO_ON, WRITE_WHY, own_way="ruled_out", averted="yes"),
    )


def _not_averted(only: frozenset[Reporter], *, inform: Norm) -> tuple[Row, ...]:
    ways = ({"own_way": "failed"}, {"own_way": "ruled_out", "averted": "no"})
    return tuple(
        Row(
            who=only,
            when=when(**SIGNS, isef="yes", **way),
            duty=Duty.MUST,
            text=gettext_noop("Informieren Sie das Jugendamt."),
            reason=gettext_noop(
                "Die Gefahr kann nicht anders abgewendet werden; Ihre Vereinbarung verpflichtet Sie dazu."
            ),
            norm=inform,
            helps=(Help.YOUTH_OFFICE, Help.ISEF),
            informs=True,
        )
        for way in ways
    )


_EVENT = Row(
    who=frozenset({R.PROVIDER}),
    when=when(danger="no", about="event"),
    duty=Duty.MUST,
    text=gettext_noop(
        "Ihr Träger zeigt das Ereignis unverzüglich der Aufsicht an, die die Betriebserlaubnis erteilt hat. "
        "Für das einzelne Kind gehen Sie zusätzlich den Weg „Um ein Kind“; das Jugendamt dürfen Sie "
        "gleich anrufen."
    ),
    reason=gettext_noop(
        "Erlaubnispflichtige Einrichtungen zeigen an, was das Wohl der Kinder beeinträchtigen kann."
    ),
    norm=Norm("SGB VIII", "47", 1, 1, "2"),
    helps=(Help.LICENSING, Help.YOUTH_OFFICE, Help.ISEF, Help.PERSON),
    at_once=True,
)

_ADVISE = {"danger": "no", "about": "child", "signs": "yes unsure"}
_E = (
    danger(
        R.OTHER_PROFESSIONAL,
        duty=Duty.MAY,
        norm=NECESSITY,
        text=gettext_noop("Rufen Sie 110 oder 112. Sie dürfen das Jugendamt sofort informieren."),
        reason=gettext_noop(
            "Eine gegenwärtige Gefahr, die anders nicht abzuwenden ist, geht der Verschwiegenheit vor."
        ),
    ),
    *unborn(R.OTHER_PROFESSIONAL, norm=ADVICE),
    quiet(R.OTHER_PROFESSIONAL, duty=Duty.ADVICE, norm=ADVICE, reason=NO_POWER_YET),
    Row(
        who=frozenset({R.OTHER_PROFESSIONAL}),
        when=when(**_ADVISE, isef="no"),
        duty=Duty.ADVICE,
        text=gettext_noop(
            "Lassen Sie sich von einer insoweit erfahrenen Fachkraft beraten, ohne Namen. Sprechen "
            "Sie mit Ihrer Leitung."
        ),
        reason=gettext_noop("Wer beruflich mit Kindern zu tun hat, hat Anspruch auf diese Beratung."),
        norm=ADVICE,
        helps=(*ALWAYS_OPEN, Help.HELPLINE),
    ),
    Row(
        who=frozenset({R.OTHER_PROFESSIONAL}),
        when=when(**_ADVISE, isef="yes", averted="yes"),
        duty=Duty.CONSENT,
        text=gettext_noop(
            "Bieten Sie Hilfe an, und vermitteln Sie, wenn die Familie einverstanden ist. Sehen Sie "
            "bald wieder hin."
        ),
        reason=gettext_noop(
            "Solange sich die Gefahr so abwenden lässt, geben Sie Daten nur mit Einverständnis weiter."
        ),
        norm=ADVICE,
        helps=ALWAYS_OPEN,
    ),
    Row(
        who=frozenset({R.OTHER_PROFESSIONAL}),
        when=when(**_ADVISE, isef="yes", averted="no"),
        duty=Duty.MAY,
        text=gettext_noop(
            "Sie dürfen sich an das Jugendamt wenden. Halten Sie fest, warum es anders nicht geht."
        ),
        reason=gettext_noop(
            "Eine eigene Befugnis nennt das Bundesrecht nicht; als letztes Mittel bleibt der "
            "rechtfertigende Notstand."
        ),
        norm=NECESSITY,
        helps=(Help.YOUTH_OFFICE, Help.ISEF),
        informs=True,
    ),
)

TABLE = (
    *_A_AND_B,
    *_agreement(
        R.PROVIDER,
        inform=PROVIDER,
        isef=PROVIDER_ISEF,
        family=PROVIDER_FAMILY,
    ),
    _EVENT,
    *_agreement(R.CHILDMINDER, inform=CHILDMINDER, isef=CHILDMINDER, family=CHILDMINDER),
    *_E,
)
