"""The result of the assessment of one child: one proposes, another confirms, the leader signs."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schutznetz.cases.choices import Ability, DangerSource, Harm, HelpStand, Likelihood, Outcome, Present
from schutznetz.cases.models.case import Case
from schutznetz.cases.models.intake import PROPOSAL_FIELDS, Proposal, proposed_once
from schutznetz.kernel.catalogue import Catalogue, Data
from schutznetz.kernel.fields import CodeField, SealedTextField


class Result(Proposal):
    """One result with what carries it; it counts from ``set_at``, when all who must have signed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="results")
    before = CodeField(Outcome, blank=True)
    outcome = CodeField(Outcome)
    dangers = models.JSONField(default=list)
    danger_from = CodeField(DangerSource, blank=True)
    present = CodeField(Present)
    harm = CodeField(Harm)
    likelihood = CodeField(Likelihood)
    willing = CodeField(Ability)
    able = CodeField(Ability)
    reasons = SealedTextField(Data.CONTENT)
    parents = SealedTextField(Data.CONTENT)
    protective = SealedTextField(Data.CONTENT)
    child_view = SealedTextField(Data.CONTENT)
    dissent = SealedTextField(Data.CONTENT, null=True)
    facts = models.JSONField(default=list)
    help_stand = CodeField(HelpStand)
    review_on = models.DateField(null=True)
    leader_signs = models.BooleanField()
    countersigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    countersigned_at = models.DateTimeField(null=True)
    countersigned_session = models.CharField(max_length=64, blank=True)
    set_at = models.DateTimeField(null=True)

    catalogue = Catalogue(
        purpose="Ergebnis der Gefährdungseinschätzung (§ 8a Abs. 1 SGB VIII)",
        retention="L7",
        fields={
            **PROPOSAL_FIELDS,
            "dangers": Data.INTERNAL,
            "facts": Data.INTERNAL,
            "review_on": Data.INTERNAL,
            "leader_signs": Data.INTERNAL,
            "countersigned_session": Data.INTERNAL,
        },
    )

    class Meta(Proposal.Meta):
        constraints = [
            *Proposal.Meta.constraints,
            proposed_once("case"),
            models.CheckConstraint(
                name="result_countersigned_by_another_person_in_another_session",
                condition=Q(countersigned_by__isnull=True, countersigned_at__isnull=True)
                | Q(state="confirmed", countersigned_by__isnull=False, countersigned_at__isnull=False)
                & ~Q(countersigned_by=F("proposed_by"))
                & ~Q(countersigned_session=F("proposed_session"))
                & ~Q(countersigned_session=""),
            ),
            models.CheckConstraint(
                name="result_counts_when_all_have_signed",
                condition=Q(set_at__isnull=True)
                | Q(state="confirmed", leader_signs=False)
                | Q(state="confirmed", countersigned_by__isnull=False),
            ),
            models.CheckConstraint(
                name="result_of_danger_wants_the_leader",
                condition=~Q(outcome__in=["acute", "latent"]) | Q(leader_signs=True),
            ),
            models.CheckConstraint(
                name="result_milder_than_before_wants_the_leader",
                condition=Q(leader_signs=True)
                | Q(before="")
                | Q(before="none")
                | Q(before="need_for_support", outcome="need_for_support"),
            ),
            models.CheckConstraint(
                name="result_of_danger_names_its_source",
                condition=~Q(outcome__in=["acute", "latent"]) | ~Q(danger_from=""),
            ),
            models.CheckConstraint(
                name="result_latent_has_a_day_of_review",
                condition=~Q(outcome="latent") | Q(review_on__isnull=False),
            ),
        ]
