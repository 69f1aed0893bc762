"""The vocabularies of advice, and how soon an answer is owed."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code
from schutznetz.work.choices import Rung, Step


class ConsultationTopic(Code):
    """What a professional wants advice on; also what a consultant knows well."""

    NEGLECT = "neglect", _("Vernachlässigung, fehlende Versorgung")
    PHYSICAL = "physical", _("Körperliche Gewalt, Verletzungen")
    PSYCHOLOGICAL = "psychological", _("Seelische Gewalt, Entwertung")
    SEXUAL = "sexual", _("Sexuelle Gewalt, Grenzverletzungen")
    ADULTS = "adults", _("Gewalt zwischen Erwachsenen")
    CARERS = "carers", _("Sucht, Krankheit, Überlastung der Eltern")
    CHILD = "child", _("Verhalten und Entwicklung des Kindes")
    SELF_HARM = "self_harm", _("Selbstgefährdung, Weglaufen")
    LAW = "law", _("Was darf oder muss ich tun?")
    OTHER = "other", _("Anderes")


class ConsultationAge(Code):
    """A band instead of an age: a date of birth would name the child."""

    UNBORN = "unborn", _("noch nicht geboren")
    BABY = "baby", _("unter 1 Jahr")
    TODDLER = "toddler", _("1 bis 2 Jahre")
    KITA = "kita", _("3 bis 5 Jahre")
    SCHOOL = "school", _("6 bis 13 Jahre")
    YOUTH = "youth", _("14 bis 17 Jahre")
    SEVERAL = "several", _("mehrere Kinder")


class ConsultationUrgency(Code):
    """By when the asker needs an answer; danger now is no question but a call."""

    TODAY = "today", _("heute noch")
    DAYS = "days", _("in zwei Tagen")
    WEEK = "week", _("in einer Woche")


class ConsultationState(Code):
    """How far advice has come."""

    ASKED = "asked", _("wartet auf Antwort")
    ANSWERED = "answered", _("beantwortet")
    SIGNED = "signed", _("mit Ergebnis unterzeichnet")


class PartKind(Code):
    """What one piece of a consultation is."""

    QUESTION = "question", _("Frage")
    ANSWER = "answer", _("Antwort")
    RESULT = "result", _("Ergebnis der Beratung")
    DISSENT = "dissent", _("Abweichende Einschätzung")


@dataclass(frozen=True, slots=True)
class Clock:
    """By when a question is answered, and when deputy and coordination are called before that."""

    within: timedelta
    deputy_after: timedelta
    coordinator_after: timedelta

    @property
    def ladder(self) -> tuple[Step, ...]:
        return (
            Step(0, Rung.OWNER),
            Step(int(self.deputy_after.total_seconds() // 60), Rung.SUBSTITUTE),
            Step(int(self.coordinator_after.total_seconds() // 60), Rung.COORDINATOR),
        )


CLOCKS = {
    ConsultationUrgency.TODAY: Clock(timedelta(hours=4), timedelta(hours=1), timedelta(hours=2)),
    ConsultationUrgency.DAYS: Clock(timedelta(days=2), timedelta(hours=24), timedelta(hours=36)),
    ConsultationUrgency.WEEK: Clock(timedelta(days=7), timedelta(days=3), timedelta(days=5)),
}
KEPT = timedelta(days=365)  # class R0: afterwards only the count remains
