"""What a sender sees of a family she sent on: that it went, and what the family lets her know; never more."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from schutznetz.care.actions import CareAction
from schutznetz.care.choices import ConsentPurpose
from schutznetz.care.models import ConsentRecipient, Family, FamilyConsent, Referral
from schutznetz.care.queries.consents import called, standing
from schutznetz.care.states import ALIVE
from schutznetz.kernel import audit, policy
from schutznetz.kernel.context import Context
from schutznetz.networks.choices import Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Network

MOST = 200  # lines on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLine:
    """``hears`` while the family lets her know, and ``told`` is what was said last."""

    referral: Referral
    reference: str
    to: str
    deputy: str
    hears: bool
    told: str
    consent_stands: bool


def to_be_told(referral: Referral, at: datetime) -> ConsentRecipient | None:
    """Return the sender as a consent names her for hearing what came of it, while it stands."""
    named = _hearing([referral.family_id], at).filter(
        person=referral.sent_by_id, organisation=referral.sent_from_id
    )
    return named.select_related("consent").order_by("consent__noted_at", "id").first()


def _hearing(families: Collection[UUID], at: datetime) -> QuerySet[ConsentRecipient]:
    consents = FamilyConsent.objects.filter(
        standing(day_of(at)), family__in=families, purpose=ConsentPurpose.FEEDBACK
    )
    return ConsentRecipient.objects.filter(consent__in=consents)


def first_sent(family: Family) -> Referral | None:
    """Return with which request somebody sent this family on; nothing where the coordination began."""
    sent_in = family.referrals.exclude(sent_as__in=["", Role.COORDINATOR])
    return sent_in.order_by("sent_at", "id").first()


def sent(ctx: Context, network: Network) -> list[SentLine]:
    """Return what the actor sent on, newest first; the look is on record."""
    rows = policy.rows(ctx, CareAction.READ_SENT, Referral).order_by("-sent_at", "id")
    found = _lines(ctx, _with_names(rows)[:MOST])
    audit.record(ctx, CareAction.LIST_SENT, network, count=len(found))
    return found


def requests_to(ctx: Context) -> list[Referral]:
    """Return the requests to the actor that go on: an answered one is no task any more."""
    rows = policy.rows(ctx, CareAction.READ_REFERRAL, Referral).filter(state__in=ALIVE)
    return list(rows.order_by("-sent_at", "id")[:MOST])


def sent_page(ctx: Context, referral: Referral) -> SentLine:
    return _lines(ctx, [referral])[0]


def _with_names(rows: QuerySet[Referral]) -> QuerySet[Referral]:
    recipient = ("recipient__person", "recipient__organisation", "recipient__consent")
    return rows.select_related("family", *recipient, "deputy__person", "deputy__organisation")


def _lines(ctx: Context, referrals: Collection[Referral]) -> list[SentLine]:
    mine = _hearing({each.family_id for each in referrals}, ctx.now).filter(
        person=ctx.actor_id, organisation=ctx.organisation_id
    )
    heard = set(mine.values_list("consent__family", flat=True))
    return [_line(each, hears=each.family_id in heard) for each in referrals]


def _line(referral: Referral, *, hears: bool) -> SentLine:
    told = str(referral.told_sender.label) if hears and referral.told_sender else ""
    return SentLine(
        referral=referral,
        reference=referral.family.reference,
        to=called(referral.recipient),
        deputy=called(referral.deputy) if referral.deputy else "",
        hears=hears,
        told=told,
        consent_stands=referral.recipient.consent.withdrawn_at is None,
    )
