"""The vocabulary of information that is given later."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class DeferralGround(Code):
    """Why somebody is informed later; values equal those of ``law.deferral.GROUNDS``."""

    TASK = "task", _("Von anderen erfahren: Die Information würde den Schutz des Kindes gefährden")
    SECRET = "secret", _("Von anderen erfahren: Es muss geheim bleiben, zum Schutz eines anderen Menschen")
    SAFETY = "safety", _("Von anderen erfahren: Die öffentliche Sicherheit wäre gefährdet")
    FURTHER_USE = "further_use", _("Von ihr selbst erfahren, jetzt anders genutzt: Der Schutz wäre gefährdet")
    FURTHER_SAFETY = (
        "further_safety",
        _("Von ihr selbst erfahren, jetzt anders genutzt: Die öffentliche Sicherheit wäre gefährdet"),
    )
    TRANSFER = (
        "transfer",
        _("Von ihr selbst erfahren: Eine vertrauliche Mitteilung an eine Behörde wäre gefährdet"),
    )
