"""The end of a procedure: one person proposes it with a closing note, another one decides."""

from django.db import models
from django.db.models import Q

from schutznetz.cases.choices import ClosingReason, Outcome
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.intake import PROPOSAL_FIELDS, Proposal, proposed_once
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField
from schutznetz.networks.choices import Role


class Closing(Proposal):
    """A closing note; where a danger was found, the lead countersigns."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closings")
    outcome = CodeField(Outcome)
    reason = CodeField(ClosingReason)
    note = SealedTextField(Data.CONTENT)
    gaps_why = SealedTextField(Data.CONTENT, null=True)  # why the official record stays incomplete
    returned = SealedTextField(Data.CONTENT, null=True)
    confirmed_as = CodeField(Role, blank=True)

    catalogue = Catalogue(
        purpose="Abschluss des Schutzverfahrens durch zwei Fachkräfte", retention="L7", fields=PROPOSAL_FIELDS
    )

    class Meta(Proposal.Meta):
        constraints = [
            *Proposal.Meta.constraints,
            proposed_once("case"),
            models.UniqueConstraint(
                fields=["network", "case"], condition=Q(state="confirmed"), name="closing_decided_once"
            ),
            models.CheckConstraint(
                name="closing_of_a_danger_is_countersigned_by_a_lead",
                condition=~Q(state="confirmed")
                | ~Q(outcome__in=["acute", "latent"])
                | Q(confirmed_as="team_lead"),
            ),
        ]
