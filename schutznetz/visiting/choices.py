"""The vocabularies of visiting, and what a week, a wait and a plan are measured by."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code

PLAN_KEPT = timedelta(days=7)  # a plan holds what families asked for; afterwards only what was decided stays
WAITS_LONG = timedelta(weeks=6)  # from here the list shows it


class VisitingProfession(Code):
    FAMILY_MIDWIFE = "family_midwife", _("Familienhebamme")
    FAMILY_NURSE = "family_nurse", _("Familien-Gesundheits- und Kinderkrankenpflege")
    COMPARABLE = "comparable", _("vergleichbarer Beruf")


class Contract(Code):
    EMPLOYED = "employed", _("angestellt")
    FREELANCE = "freelance", _("freiberuflich")
    CARRIER = "carrier", _("bei einem freien Träger")


class SpecialTopic(Code):
    """What a family may need somebody for who knows it well."""

    PRETERM = "preterm", _("Frühgeborene")
    MULTIPLES = "multiples", _("Zwillinge und Drillinge")
    SETTLING = "settling", _("Schreien, Schlafen, Füttern")
    LOW_SPIRITS = "low_spirits", _("seelische Belastung nach der Geburt")
    ADDICTION = "addiction", _("Sucht")
    YOUNG_PARENTS = "young_parents", _("sehr junge Eltern")
    DISABILITY = "disability", _("Behinderung, chronische Krankheit")


class VisitUrgency(Code):
    TIME = "time", _("hat Zeit")
    SOON = "soon", _("bald")
    URGENT = "urgent", _("dringend")


class VisitingState(Code):
    WAITING = "waiting", _("wartet")
    PLACED = "placed", _("zugeteilt")
    ENDED = "ended", _("beendet")


class VisitEnd(Code):
    PLANNED = "planned", _("wie geplant")
    AGE_LIMIT = "age_limit", _("Altersgrenze erreicht")
    MOVED = "moved", _("weggezogen")
    FAMILY = "family", _("die Familie möchte nicht mehr")
    OTHER_HELP = "other_help", _("eine andere Hilfe hat begonnen")


WEIGHT = {VisitUrgency.TIME: 1, VisitUrgency.SOON: 2, VisitUrgency.URGENT: 3}
