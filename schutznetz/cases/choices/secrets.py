"""The vocabularies of secrets inside a case: entrusted data, emergency access, marks, a family too close."""

from django.utils.translation import gettext_lazy as _

from schutznetz.kernel.fields import Code


class ReleaseGround(Code):
    """Why entrusted data may be handed on; the closed list of § 65 Abs. 1 SGB VIII, for protection."""

    CONSENT = "consent", _("Mit Einwilligung der Person, die es anvertraut hat")
    COURT = "court", _("An das Familiengericht, weil es sonst nicht über die nötige Hilfe entscheiden kann")
    CHANGE = "change", _("An die neu zuständige Fachkraft, bei Anhaltspunkten für eine Gefährdung")
    ASSESSMENT = "assessment", _("An eine hinzugezogene Fachkraft, zur Gefährdungseinschätzung")
    SECRECY = "secrecy", _("Unter den Voraussetzungen der Schweigepflicht, etwa Notstand (§ 34 StGB)")


class EmergencyReason(Code):
    """Why somebody who is not on the case must see it now."""

    DANGER_NOW = "danger_now", _("Ein Kind ist jetzt in Gefahr")
    TEAM_UNREACHABLE = "team_unreachable", _("Das Fallteam ist nicht erreichbar, und es eilt")
    POLICE_OR_CLINIC = "police_or_clinic", _("Polizei oder Klinik braucht jetzt eine Auskunft zum Schutz")


class EmergencyFinding(Code):
    """What a reviewer thinks of an emergency access."""

    NEEDED = "needed", _("War nötig")
    AVOIDABLE = "avoidable", _("Wäre vermeidbar gewesen")
    UNJUSTIFIED = "unjustified", _("War nicht gerechtfertigt")


class MarkKind(Code):
    """Why an entry of a case does not go everywhere."""

    FROM_PARENT = "from_parent", _("Vertraulich gegenüber einem Elternteil")
    SECRECY = "secrecy", _("Herkunft: Schweigepflicht (§ 203 StGB)")


class DoubtGround(Code):
    """Why a family may be too close to a colleague; values equal those of ``law.closeness.GROUNDS``."""

    MISTRUST = "mistrust", _("Befreundet, verfeindet, benachbart oder mit eigenem Interesse")
    CLAIMED = "claimed", _("Ein Mensch aus der Familie sagt, sie oder er sei befangen")
    RELATIVE = "relative", _("Mit jemandem aus der Familie verwandt, verheiratet oder verlobt")
    PARTY = "party", _("Selbst von dem Verfahren betroffen")
    REPRESENTS = "represents", _("Vertritt jemanden aus der Familie")
    RELATIVE_REPRESENTS = "relative_represents", _("Angehörige vertreten jemanden aus der Familie")
    EMPLOYED = "employed", _("Bei jemandem aus der Familie beschäftigt")
    ACTED_BEFORE = "acted_before", _("Außerhalb des Amts schon mit der Sache befasst")


class DoubtState(Code):
    """Where a doubt stands; only an order shuts the family."""

    RAISED = "raised", _("Die Leitung entscheidet noch")
    ORDERED = "ordered", _("Hält sich heraus")
    UNFOUNDED = "unfounded", _("Arbeitet weiter")
    DECLARED = "declared", _("Hat es selbst erklärt")
