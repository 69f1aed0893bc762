"""The professions of § 4 Abs. 1 Satz 1 KKG, by its numbers: who belongs to one may be owed an answer."""

from enum import StrEnum

from schutznetz.law.text import gettext_noop


class Profession(StrEnum):
    HEALTH = "health"
    PSYCHOLOGIST = "psychologist"
    COUNSELLOR = "counsellor"
    ADDICTION = "addiction"
    PREGNANCY = "pregnancy"
    SOCIAL_WORK = "social_work"
    TEACHER = "teacher"


NUMBERED = (
    (Profession.HEALTH, gettext_noop("Heilberuf mit staatlich geregelter Ausbildung")),
    (Profession.PSYCHOLOGIST, gettext_noop("Berufspsychologie mit staatlich anerkanntem Abschluss")),
    (Profession.COUNSELLOR, gettext_noop("Ehe-, Familien-, Erziehungs- oder Jugendberatung")),
    (Profession.ADDICTION, gettext_noop("Suchtberatung in einer anerkannten Stelle")),
    (Profession.PREGNANCY, gettext_noop("Schwangerschaftskonfliktberatung in einer anerkannten Stelle")),
    (Profession.SOCIAL_WORK, gettext_noop("Soziale Arbeit, staatlich anerkannt")),
    (Profession.TEACHER, gettext_noop("Lehrkraft an öffentlicher oder staatlich anerkannter Schule")),
)
