"""The questions of the guide with their answers, for adults and in children's own words."""

from dataclasses import dataclass

from schutznetz.law.guide_terms import Ask
from schutznetz.law.text import gettext_noop


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """``choices`` holds every answer that somebody may give; who is asked sees those of their own rows."""

    ask: Ask
    text: str
    choices: tuple[tuple[str, str], ...]
    hint: str = ""
    child_text: str = ""
    child_choices: tuple[tuple[str, str], ...] = ()


# § 4 Abs. 1 Satz 1 Nr. 7 KKG names public and state-recognised private schools alone.
WHICH_SCHOOL = gettext_noop(
    "Lehrkraft an einer Privatschule ohne staatliche Anerkennung? Dann wählen Sie „Anderer Beruf mit Kontakt "
    "zu Kindern“: § 4 KKG meint nur öffentliche und anerkannte Schulen."
)
YES, NO = gettext_noop("Ja"), gettext_noop("Nein")
YES_NO = (("yes", YES), ("no", NO))

QUESTIONS = (
    Question(
        ask=Ask.DANGER,
        text=gettext_noop("Muss jetzt sofort jemand schützen?"),
        hint=gettext_noop("Entscheidend ist Ihre eigene Einschätzung. Sie müssen nichts beweisen."),
        choices=(
            ("child", gettext_noop("Ja, ein Kind ist in dringender Gefahr")),
            ("unborn", gettext_noop("Ja, eine Schwangere oder ein ungeborenes Kind ist in Gefahr")),
            ("no", gettext_noop("Nein, oder ich weiß es nicht")),
        ),
        child_text=gettext_noop("Bist du gerade in Gefahr?"),
        child_choices=(
            ("child", gettext_noop("Ja, ich brauche jetzt Hilfe")),
            ("no", gettext_noop("Nein, oder ich weiß es nicht")),
        ),
    ),
    Question(
        ask=Ask.ABOUT,
        text=gettext_noop("Worum geht es?"),
        choices=(
            ("child", gettext_noop("Um ein Kind oder einen Jugendlichen")),
            ("unborn", gettext_noop("Um ein ungeborenes Kind")),
            ("event", gettext_noop("Um ein Ereignis in unserer Einrichtung, etwa durch Beschäftigte")),
        ),
    ),
    Question(
        ask=Ask.CARE,
        text=gettext_noop("Möchte das Kind von zu Hause weg?"),
        choices=YES_NO,
        child_text=gettext_noop("Möchtest du von zu Hause weg?"),
        child_choices=YES_NO,
    ),
    Question(
        ask=Ask.ALONE,
        text=gettext_noop("Ist das Kind allein zu Ihnen gekommen, weil es Gewalt erlebt hat?"),
        hint=gettext_noop("Kind ist hier, wer noch nicht 18 ist."),
        choices=YES_NO,
    ),
    Question(
        ask=Ask.CAUSE,
        text=gettext_noop("Worauf stützt sich Ihre Sorge?"),
        choices=(
            ("sign", gettext_noop("Auf einen konkreten Anhaltspunkt zu einem bestimmten Kind")),
            ("unsure", gettext_noop("Ich bin unsicher, ob es ein Anhaltspunkt ist")),
            ("appointment", gettext_noop("Nur auf versäumte Termine oder eine Leistungsminderung")),
        ),
    ),
    Question(
        ask=Ask.SIGNS,
        text=gettext_noop("Gibt es gewichtige Anhaltspunkte für eine Gefährdung?"),
        hint=gettext_noop("Konkrete Tatsachen, die ernsthaft darauf hindeuten, dass das Kind Schaden nimmt."),
        choices=(
            ("yes", YES),
            ("unsure", gettext_noop("Ich bin unsicher")),
            ("no", gettext_noop("Nein, eher ein ungutes Gefühl")),
        ),
    ),
    Question(
        ask=Ask.ISEF,
        text=gettext_noop("Hat eine insoweit erfahrene Fachkraft mit Ihnen eingeschätzt?"),
        hint=gettext_noop("Dafür braucht sie keinen Namen."),
        choices=(("yes", YES), ("no", gettext_noop("Noch nicht"))),
    ),
    Question(
        ask=Ask.OWN_WAY,
        text=gettext_noop("Haben Sie mit dem Kind und den Erziehungsberechtigten gesprochen?"),
        hint=gettext_noop(
            "Und auf Hilfe hingewirkt, soweit sie nötig ist. Gefährden kann ein Gespräch etwa bei Verdacht "
            "auf sexuelle Gewalt in der Familie, drohender Flucht oder Gewalt."
        ),
        choices=(
            ("not_yet", gettext_noop("Noch nicht")),
            ("ruled_out", gettext_noop("Nein: Ein Gespräch würde den Schutz des Kindes gefährden")),
            ("helped", gettext_noop("Ja, und die Hilfe reicht")),
            ("failed", gettext_noop("Ja, aber es reicht nicht")),
        ),
    ),
    Question(
        ask=Ask.AVERTED,
        text=gettext_noop("Lässt sich die Gefahr ohne das Jugendamt abwenden?"),
        choices=(("yes", gettext_noop("Ja, das trauen wir uns zu")), ("no", NO)),
    ),
    Question(
        ask=Ask.OFFICE,
        text=gettext_noop("Braucht es das Jugendamt, um die Gefahr abzuwenden?"),
        choices=(("yes", YES), ("no", gettext_noop("Nein, oder noch unklar"))),
    ),
)

BY_ASK = {question.ask: question for question in QUESTIONS}
