"""What the law asks of authorities, shelters, courts, private persons and children: groups F to N."""

from schutznetz.law.guide_rows import ALWAYS_OPEN, NO_POWER_YET, danger, quiet, unborn, unsure, when
from schutznetz.law.guide_terms import Duty, Help, Row
from schutznetz.law.norm import Norm
from schutznetz.law.reporters import ADVICE, Reporter
from schutznetz.law.text import gettext_noop

R = Reporter
SOCIAL_DATA = Norm("SGB X", "71", 1, 6)
JUSTICE = Norm("KKG", "5", 1)
CUSTOMS = Norm("KKG", "4", 5)
SHELTER = Norm("GewHG", "4", 4)
COURT = Norm("FamFG", "162", 1)
OTHER_OFFICE = Norm("SGB VIII", "8a", 6)
OFFICE = Norm("SGB VIII", "8a", 1, 1)
CHILD = Norm("SGB VIII", "8", 2)

CHILD_HELPS = (Help.YOUTH_OFFICE, Help.HELPLINE)
WITHOUT_ADVICE = (Help.YOUTH_OFFICE,)  # of the advice by an expert the law speaks to professionals alone
OFFICE_UNCLEAR = gettext_noop(
    "Informieren dürfen Sie, wenn das Jugendamt nötig ist, um die Gefahr abzuwenden. Das klärt die Beratung."
)
WITH_CONSENT = gettext_noop(
    "Lassen Sie sich ohne Namen beraten, und nennen Sie der Familie Hilfen. "
    "Mit ihrem Einverständnis dürfen Sie vermitteln."
)


def _row(
    who: Reporter,
    duty: Duty,
    norm: Norm,
    text: str,
    reason: str,
    *,
    helps: tuple[Help, ...] = (Help.YOUTH_OFFICE, Help.ISEF),
    **answers: str,
) -> Row:
    """A row that opens the way to the youth office."""
    return Row(
        who=frozenset({who}),
        when=when(**answers),
        duty=duty,
        text=text,
        reason=reason,
        norm=norm,
        helps=helps,
        informs=True,
    )


def _unclear(who: Reporter, norm: Norm, **answers: str) -> Row:
    return Row(
        who=frozenset({who}),
        when=when(danger="no", about="child", office="no", **answers),
        duty=Duty.ADVICE,
        text=WITH_CONSENT,
        reason=OFFICE_UNCLEAR,
        norm=norm,
        helps=ALWAYS_OPEN,
    )


_BENEFITS = (
    danger(
        R.BENEFIT_BODY,
        duty=Duty.MAY,
        norm=SOCIAL_DATA,
        text=gettext_noop(
            "Rufen Sie 110 oder 112. Sie dürfen dem Jugendamt sofort mitteilen, "
            "was zum Schutz dieses Kindes nötig ist."
        ),
        reason=gettext_noop("Zum Schutz eines Kindes dürfen Sozialdaten übermittelt werden."),
    ),
    *unborn(R.BENEFIT_BODY, norm=SOCIAL_DATA),
    Row(
        who=frozenset({R.BENEFIT_BODY}),
        when=when(danger="no", about="child", cause="appointment"),
        duty=Duty.MUST_NOT,
        text=gettext_noop(
            "Übermitteln Sie keine Daten über das Kind. Sprechen Sie mit der Ansprechperson, "
            "fragen Sie ohne Namen, oder nennen Sie der Familie Hilfen und vermitteln Sie mit Einverständnis."
        ),
        reason=gettext_noop(
            "Ein versäumter Termin oder eine Leistungsminderung allein ist kein Anhaltspunkt "
            "für eine Gefährdung."
        ),
        norm=SOCIAL_DATA,
        helps=(Help.PERSON, Help.ISEF, Help.EARLY_HELP),
    ),
    unsure(R.BENEFIT_BODY, norm=ADVICE),
    _unclear(R.BENEFIT_BODY, SOCIAL_DATA, cause="sign"),
    _row(
        R.BENEFIT_BODY,
        Duty.MAY,
        SOCIAL_DATA,
        gettext_noop(
            "Sie dürfen dem Jugendamt mitteilen, was zum Schutz dieses Kindes nötig ist. Beziehen Sie Ihre "
            "Leitung ein. Was eine Ärztin oder ein Arzt anvertraut hat, geben Sie nicht weiter (§ 76 SGB X)."
        ),
        gettext_noop(
            "Sie haben einen konkreten Anhaltspunkt zu diesem Kind und halten das Jugendamt für nötig."
        ),
        danger="no",
        about="child",
        cause="sign",
        office="yes",
    ),
)
_POLICE = (
    danger(
        R.POLICE,
        duty=Duty.MAY,
        norm=OFFICE,
        text=gettext_noop(
            "Schützen Sie das Kind, und informieren Sie sofort das Jugendamt oder die Bereitschaft."
        ),
        reason=gettext_noop(
            "Polizeigesetz des Landes und Dienstanweisung regeln es; oft verpflichten sie Sie."
        ),
    ),
    _row(
        R.POLICE,
        Duty.MAY,
        OFFICE,
        gettext_noop("Informieren Sie das Jugendamt, soweit Ihr Landesrecht es erlaubt oder verlangt."),
        gettext_noop(
            "Polizeigesetz des Landes und Dienstanweisung regeln es, besonders bei häuslicher Gewalt."
        ),
        danger="no",
    ),
)
_JUSTICE = (
    danger(
        R.JUSTICE,
        duty=Duty.MUST,
        norm=JUSTICE,
        text=gettext_noop("Informieren Sie das Jugendamt sofort."),
        reason=gettext_noop("Bei gewichtigen Anhaltspunkten im Strafverfahren informieren Sie unverzüglich."),
    ),
    _row(
        R.JUSTICE,
        Duty.MUST,
        JUSTICE,
        gettext_noop("Informieren Sie das Jugendamt unverzüglich. Richter oder Staatsanwältin ordnen es an."),
        gettext_noop("Bei gewichtigen Anhaltspunkten im Strafverfahren informieren Sie unverzüglich."),
        danger="no",
        signs="yes",
    ),
    *(
        Row(
            who=frozenset({R.JUSTICE}),
            when=when(danger="no", signs=signs),
            duty=Duty.ADVICE,
            text=gettext_noop("Lassen Sie sich ohne Namen beraten, ob die Anhaltspunkte gewichtig sind."),
            reason=gettext_noop("Die Pflicht zur Mitteilung beginnt mit gewichtigen Anhaltspunkten."),
            norm=JUSTICE,
            helps=(Help.ISEF, Help.PERSON),
        )
        for signs in ("unsure", "no")
    ),
)
_CUSTOMS = (
    danger(
        R.CUSTOMS,
        duty=Duty.MAY,
        norm=CUSTOMS,
        text=gettext_noop("Rufen Sie 110 oder 112. Sie dürfen das Jugendamt sofort informieren."),
        reason=gettext_noop("Für den Zoll gilt die Befugnis der Berufsgeheimnisträger entsprechend."),
    ),
    *unborn(R.CUSTOMS, norm=CUSTOMS),
    quiet(R.CUSTOMS, duty=Duty.MUST_NOT, norm=CUSTOMS, reason=NO_POWER_YET),
    unsure(R.CUSTOMS, norm=CUSTOMS),
    _unclear(R.CUSTOMS, CUSTOMS, signs="yes"),
    _row(
        R.CUSTOMS,
        Duty.MAY,
        CUSTOMS,
        gettext_noop("Sie dürfen das Jugendamt informieren und die nötigen Daten mitteilen."),
        gettext_noop("Für den Zoll gilt die Befugnis der Berufsgeheimnisträger entsprechend."),
        danger="no",
        about="child",
        signs="yes",
        office="yes",
    ),
)
_SHELTER = (
    danger(
        R.SHELTER,
        duty=Duty.SHOULD,
        norm=SHELTER,
        text=gettext_noop(
            "Beteiligen Sie das Jugendamt sofort. Bei Gefahr für Leib und Leben zuerst 110 oder 112."
        ),
        reason=gettext_noop(
            "Ihre Gefährdungseinschätzung verlangt es. Ist das Kind allein gekommen, sind Sie verpflichtet."
        ),
    ),
    *unborn(R.SHELTER, norm=SHELTER),
    _row(
        R.SHELTER,
        Duty.MUST,
        SHELTER,
        gettext_noop("Informieren Sie das Jugendamt."),
        gettext_noop("Kommt ein von Gewalt betroffenes Kind allein, ist das Jugendamt zu informieren."),
        danger="no",
        about="child",
        alone="yes",
    ),
    Row(
        who=frozenset({R.SHELTER}),
        when=when(danger="no", about="child", alone="no", signs="no"),
        duty=Duty.ADVICE,
        text=WITH_CONSENT,
        reason=gettext_noop(
            "Ihre Gefährdungseinschätzung verlangt das Jugendamt jetzt nicht. Schreiben Sie sie auf."
        ),
        norm=SHELTER,
        helps=ALWAYS_OPEN,
    ),
    Row(
        who=frozenset({R.SHELTER}),
        when=when(danger="no", about="child", alone="no", signs="unsure"),
        duty=Duty.ADVICE,
        text=gettext_noop("Lassen Sie sich von einer insoweit erfahrenen Fachkraft beraten, ohne Namen."),
        reason=gettext_noop("Ob Anhaltspunkte gewichtig sind, müssen Sie nicht allein entscheiden."),
        norm=ADVICE,
        helps=(*ALWAYS_OPEN, Help.HELPLINE),
    ),
    _unclear(R.SHELTER, SHELTER, alone="no", signs="yes"),
    _row(
        R.SHELTER,
        Duty.SHOULD,
        SHELTER,
        gettext_noop("Beteiligen Sie das Jugendamt, soweit Ihre Gefährdungseinschätzung es verlangt."),
        gettext_noop("Das Kind ist mit einem Elternteil bei Ihnen oder lässt sich beraten."),
        danger="no",
        about="child",
        alone="no",
        signs="yes",
        office="yes",
    ),
)
_COURT = (
    danger(
        R.FAMILY_COURT,
        duty=Duty.MUST,
        norm=COURT,
        text=gettext_noop(
            "Beteiligen Sie das Jugendamt sofort, nötigenfalls telefonisch über die Bereitschaft."
        ),
        reason=gettext_noop("In Verfahren, die die Person des Kindes betreffen, wirkt das Jugendamt mit."),
        helps=(Help.EMERGENCY, *WITHOUT_ADVICE),
    ),
    _row(
        R.FAMILY_COURT,
        Duty.MUST,
        COURT,
        gettext_noop("Hören Sie das Jugendamt an, und beteiligen Sie es im Verfahren."),
        gettext_noop("In Verfahren, die die Person des Kindes betreffen, wirkt das Jugendamt mit."),
        helps=WITHOUT_ADVICE,
        danger="no",
    ),
)
_OTHER_OFFICE = (
    danger(
        R.YOUTH_OFFICE,
        duty=Duty.MUST,
        norm=Norm("SGB VIII", "8a", 2, 2),
        text=gettext_noop(
            "Handeln Sie zuerst selbst, wenn das Kind bei Ihnen ist. Teilen Sie sofort telefonisch "
            "mit, was nötig ist."
        ),
        reason=gettext_noop("Bei dringender Gefahr wartet der Schutz nicht auf die Zuständigkeit."),
        helps=(Help.EMERGENCY, *WITHOUT_ADVICE),
    ),
    _row(
        R.YOUTH_OFFICE,
        Duty.MUST,
        OTHER_OFFICE,
        gettext_noop(
            "Teilen Sie die nötigen Daten mit, in der Regel in einem Gespräch zwischen den "
            "Fachkräften mit der Familie."
        ),
        gettext_noop("Der für die Leistungen zuständige Träger muss seinen Schutzauftrag wahrnehmen können."),
        helps=WITHOUT_ADVICE,
        danger="no",
        signs="yes",
    ),
    *(
        Row(
            who=frozenset({R.YOUTH_OFFICE}),
            when=when(danger="no", signs=signs),
            duty=duty,
            text=text,
            reason=gettext_noop("Mitgeteilt wird, was bei gewichtigen Anhaltspunkten nötig ist."),
            norm=norm,
            helps=(Help.PERSON, Help.EARLY_HELP),
        )
        for signs, duty, norm, text in (
            (
                "unsure",
                Duty.MUST,
                OFFICE,
                gettext_noop("Schätzen Sie die Gefährdung zuerst selbst mit mehreren Fachkräften ein."),
            ),
            (
                "no",
                Duty.MUST_NOT,
                OTHER_OFFICE,
                gettext_noop(
                    "Teilen Sie keine Daten mit. Hilfen vermitteln Sie mit Einverständnis der Familie."
                ),
            ),
        )
    ),
)
_PRIVATE = (
    danger(
        R.PRIVATE,
        duty=Duty.MAY,
        norm=OFFICE,
        text=gettext_noop(
            "Rufen Sie jetzt 110 oder 112. Danach dürfen Sie das Jugendamt informieren, auch ohne "
            "Ihren Namen."
        ),
        reason=gettext_noop(
            "Eine Pflicht gibt es nicht, und beweisen müssen Sie nichts. Das Jugendamt geht jedem "
            "Hinweis nach."
        ),
        helps=(Help.EMERGENCY, Help.YOUTH_OFFICE, Help.HELPLINE),
    ),
    _row(
        R.PRIVATE,
        Duty.MAY,
        OFFICE,
        gettext_noop(
            "Sie dürfen das Jugendamt informieren, auch ohne Ihren Namen. Auch anrufen und fragen dürfen Sie."
        ),
        gettext_noop(
            "Eine Pflicht gibt es nicht, und beweisen müssen Sie nichts. Das Jugendamt geht jedem "
            "Hinweis nach."
        ),
        helps=(Help.YOUTH_OFFICE, Help.HELPLINE),
        danger="no",
    ),
)
_CHILD = (
    danger(
        R.CHILD,
        duty=Duty.MAY,
        norm=CHILD,
        text=gettext_noop("Ruf jetzt die 110 an. Du darfst auch sofort das Jugendamt anrufen oder hingehen."),
        reason=gettext_noop("Du hast ein Recht auf Schutz. Niemand darf dir deshalb böse sein."),
        helps=(Help.EMERGENCY, *CHILD_HELPS),
    ),
    Row(
        who=frozenset({R.CHILD}),
        when=when(danger="no", care="yes"),
        duty=Duty.MAY,
        text=gettext_noop(
            "Sag dem Jugendamt, dass du weg möchtest. Es muss dich dann an einen sicheren Ort bringen."
        ),
        reason=gettext_noop("Wenn du darum bittest, nimmt dich das Jugendamt in Obhut. Das gilt sofort."),
        norm=Norm("SGB VIII", "42", 1, 1, "1"),
        helps=CHILD_HELPS,
        at_once=True,
        informs=True,
    ),
    Row(
        who=frozenset({R.CHILD}),
        when=when(danger="no", care="no"),
        duty=Duty.MAY,
        text=gettext_noop("Du darfst mit dem Jugendamt reden, auch ohne dass deine Eltern davon wissen."),
        reason=gettext_noop(
            "Du hast ein Recht auf Beratung. Deine Eltern erfahren nichts, solange dir das schaden würde."
        ),
        norm=Norm("SGB VIII", "8", 3),
        helps=CHILD_HELPS,
        at_once=True,
        informs=True,
    ),
)

TABLE = (
    *_BENEFITS,
    *_POLICE,
    *_JUSTICE,
    *_CUSTOMS,
    *_SHELTER,
    *_COURT,
    *_OTHER_OFFICE,
    *_PRIVATE,
    *_CHILD,
)
