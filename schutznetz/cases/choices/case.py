"""The vocabularies of the case of a child: where it stands and what came out."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class CaseState(Code):
    """Where the procedure of one child stands."""

    REPORTED = "reported", _("Gemeldet")
    ASSESSMENT = "assessment", _("Gefährdungseinschätzung")
    RESULT_SET = "result_set", _("Ergebnis steht fest")
    PROTECTION_PLAN = "protection_plan", _("Schutzkonzept")
    MONITORING = "monitoring", _("Umsetzung wird geprüft")
    CLOSURE_REVIEW = "closure_review", _("Abschluss wird geprüft")
    CLOSED = "closed", _("Abgeschlossen")
    HANDED_OVER = "handed_over", _("An ein anderes Jugendamt übergeben")


class Outcome(Code):
    """Result of the risk assessment, as counted under § 99 Abs. 6 SGB VIII."""

    ACUTE = "acute", _("Akute Kindeswohlgefährdung")
    LATENT = "latent", _("Latente Kindeswohlgefährdung")
    NEED_FOR_SUPPORT = "need_for_support", _("Keine Gefährdung, aber Hilfebedarf")
    NONE = "none", _("Keine Gefährdung, kein Hilfebedarf")
