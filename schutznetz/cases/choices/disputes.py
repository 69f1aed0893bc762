"""The vocabularies of correction, dispute and restriction."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class DisputeKind(Code):
    """What somebody says about an entry that stays as it is; the latest word counts."""

    DISPUTED = "disputed", _("Bestritten")
    CORRECTED = "corrected", _("Berichtigt")
    SETTLED = "settled", _("Nicht mehr bestritten")


class RestrictionGround(Code):
    """Why processing is restricted; values equal the keys of ``law.restriction.GROUNDS``."""

    CONTESTED = "contested", _("Die Richtigkeit wird geprüft (Art. 18 Abs. 1 Buchst. a DSGVO)")
    UNLAWFUL = "unlawful", _("Unrechtmäßig, soll aber nicht gelöscht werden (Art. 18 Abs. 1 Buchst. b DSGVO)")
    CLAIMS = "claims", _("Die Person braucht es für eigene Ansprüche (Art. 18 Abs. 1 Buchst. c DSGVO)")
    OBJECTION = "objection", _("Widerspruch wird geprüft (Art. 18 Abs. 1 Buchst. d DSGVO)")
