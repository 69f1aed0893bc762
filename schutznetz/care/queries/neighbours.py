"""What neighbours in early help ask: who may be told by which consent, and what somebody was told.

A neighbour passes nothing on by herself: she names the consent, and its named persons read what was passed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from schutznetz.care.actions import CareAction
from schutznetz.care.choices import ConsentPurpose, DataItem
from schutznetz.care.models import ConsentRecipient, Family, FamilyConsent, PassedItem, Passing
from schutznetz.care.queries.consents import called, named_in, standing
from schutznetz.care.queries.referrals import contents
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import active, day_of
from schutznetz.networks.models import Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A standing consent of a family for finding help, with whom it names in one function."""

    consent: FamilyConsent
    people: list[ConsentRecipient]

    @property
    def family(self) -> Family:
        return self.consent.family

    @property
    def until(self) -> date:
        return self.consent.until

    @property
    def names(self) -> list[str]:
        return [called(each) for each in self.people]

    def names_more_than(self, before: FamilyConsent) -> bool:
        """Say whether somebody is named, or for a house, of whom the consent before says nothing."""
        known = set(before.recipients.values_list("person", "organisation"))
        return any((each.person_id, each.organisation_id) not in known for each in self.people)


def agreements(ctx: Context, network: Network, *, role: Role) -> list[Agreement]:
    """Return the consents by which somebody in this function may learn of a family; the look is on record."""
    found = _agreements(ctx, role, policy.rows(ctx, CareAction.REFER, Family).order_by())
    audit.record(ctx, CareAction.LIST, network, count=len(found))
    return found


def agreement(ctx: Context, consent_id: UUID, *, role: Role) -> Agreement | None:
    """Return one of them, as it is now."""
    found = _agreements(ctx, role, policy.rows(ctx, CareAction.REFER, Family).order_by())
    return next((each for each in found if each.consent.pk == consent_id), None)


def _agreements(ctx: Context, role: Role, families: Iterable[Family]) -> list[Agreement]:
    consents = FamilyConsent.objects.filter(
        standing(day_of(ctx.now)), purpose=ConsentPurpose.FIND_HELP, family__in=families
    )
    held = active(ctx.now).filter(role=role).order_by()
    working = set(held.values_list("user", "organisation"))
    found: dict[UUID, Agreement] = {}
    for each in consents.select_related("family").prefetch_related("items").order_by("noted_at", "id"):
        found[each.pk] = Agreement(consent=each, people=[])
    for named in named_in(each.consent for each in found.values()):
        if (named.person_id, named.organisation_id) in working:
            found[named.consent_id].people.append(named)
    return [each for each in found.values() if each.people]


def told_by(ctx: Context, consent: str) -> Q:
    """Return the rows of a neighbour whose ``consent`` passed something on to the actor.

    While it stands and the help runs: with the help the reason to read ends as well.
    """
    told = Passing.objects.filter(
        recipient__consent=OuterRef(consent),
        recipient__person=ctx.actor_id,
        recipient__organisation=ctx.organisation_id,
        referral=None,
    )
    today = day_of(ctx.now)
    stands = {"withdrawn_at": None, "given_on__lte": today, "until__gte": today, "family__ended_at": None}
    return Q(Exists(told), **{f"{consent}__{name}": value for name, value in stands.items()})


def stands(ctx: Context, consent_id: UUID) -> bool:
    return FamilyConsent.objects.filter(standing(day_of(ctx.now)), pk=consent_id).exists()


def told_words(ctx: Context, consent: FamilyConsent, need: str) -> list[tuple[str, str]]:
    """Return what was passed on to the actor by this consent outside of a referral, as it is known today."""
    me = {"consent": consent, "person": ctx.person_id, "organisation": ctx.organisation_id}
    mine = {f"passing__recipient__{name}": value for name, value in me.items()}
    given = PassedItem.objects.filter(passing__referral=None, **mine)
    items = set(given.values_list("item", flat=True))
    return list(contents(consent.family, need, items))


def agreed_items(consent: FamilyConsent, among: Iterable[DataItem]) -> list[DataItem]:
    """Return which of these things the consent names."""
    named = {each.item for each in consent.items.all()}
    return [item for item in among if item in named]
