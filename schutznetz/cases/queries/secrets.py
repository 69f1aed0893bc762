"""What somebody may see of the secrets inside a case; what she may not see leaves no trace on her page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from schutznetz.accounts.models import User
from schutznetz.cases.actions import EmergencyAction, RecusalAction, SecretAction
from schutznetz.cases.choices import ReviewState
from schutznetz.cases.conflicts import all_recused
from schutznetz.cases.known.letters import plain
from schutznetz.cases.models import (
    Case,
    Clearance,
    Doubt,
    EmergencyAccess,
    EmergencyReview,
    EntrustedEntry,
    EntrustedRelease,
    ImmediateProtection,
    Report,
    Stay,
    Whereabouts,
)
from schutznetz.cases.queries.events import OfOneEvent
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.policy import NOTHING
from schutznetz.law.report_fields import FIELDS

PLACES = frozenset(field.name for field in FIELDS if field.locates)  # of a report, on the child
HARMLESS = frozenset(field.name for field in FIELDS) - PLACES
PAGE = 50
SHORTEST = 3  # letters; shorter parts of a name are shared by half a town


def shields(record: Case | Report) -> bool:
    """Say whether the child's whereabouts are protected: then no place of it is shown but on their page."""
    return Whereabouts.objects.filter(_of_the_family(record)).exists()


def _of_the_family(record: Case | Report) -> Q:
    """Return the places that a record may hold too: siblings live together, joined reports mean one event."""
    if isinstance(record, Case):
        origin = record.origin_id
        return Q(case=record) | (Q(case__origin__in=OfOneEvent(origin)) if origin else NOTHING)
    return Q(case__origin__in=OfOneEvent(record.pk))


def without_places(answers: Mapping[str, str]) -> dict[str, str]:
    """Return a child's answers of a report without what says where it is, and without what nobody classed."""
    return {name: value for name, value in answers.items() if name in HARMLESS}


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretsPage:
    """The secrets of a case as far as the reader has part in them."""

    entries: Sequence[EntrustedEntry]
    is_shielded: bool
    place: Whereabouts | None


def secrets_page(ctx: Context, case: Case) -> SecretsPage:
    entries = policy.rows(ctx, SecretAction.READ_ENTRUSTED, EntrustedEntry).filter(case=case)
    place = policy.rows(ctx, SecretAction.READ_PLACE, Whereabouts).filter(case=case)
    return SecretsPage(
        entries=list(entries.select_related("author").order_by("-at", "-id")[:PAGE]),
        is_shielded=shields(case),
        place=place.first(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EntrustedPage:
    entry: EntrustedEntry
    releases: Sequence[EntrustedRelease]
    may_release: bool


def entrusted_page(ctx: Context, entry: EntrustedEntry) -> EntrustedPage:
    """Return an entry with everybody it was handed on to."""
    releases = entry.releases.select_related("person", "released_by").order_by("released_at", "id")
    return EntrustedPage(
        entry=entry,
        releases=list(releases),
        may_release=policy.may(ctx, SecretAction.RELEASE, entry),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacePage:
    """Everything that says where a protected person is, in the one place where it is shown."""

    whereabouts: Whereabouts
    stays: Sequence[Stay]
    protections: Sequence[ImmediateProtection]
    clearances: Sequence[Clearance]
    waiting: Sequence[Clearance]
    may_clear: bool


def place_page(ctx: Context, whereabouts: Whereabouts) -> PlacePage:
    case = whereabouts.case
    acted = ImmediateProtection.objects.filter(report=case.origin_id, place__isnull=False)
    standing = whereabouts.clearances.filter(withdrawn_at=None).exclude(state=ReviewState.VOIDED)
    clearances = list(standing.select_related("person").order_by("proposed_at", "id"))
    return PlacePage(
        whereabouts=whereabouts,
        stays=list(Stay.objects.filter(taking__case=case).order_by("-since", "-id")),
        protections=list(acted.order_by("-acted_at", "-id")) if case.origin_id else [],
        clearances=[each for each in clearances if each.state == ReviewState.CONFIRMED],
        waiting=[each for each in clearances if each.state == ReviewState.PROPOSED],
        may_clear=policy.may(ctx, SecretAction.CLEAR, whereabouts),
    )


def team_ids(case: Case) -> set[UUID]:
    return {case.lead_id, case.substitute_id, *case.team.values_list("pk", flat=True)}


def team_of(case: Case) -> list[tuple[str, str]]:
    """Return id and name of everybody on the case to whom the family is not too close."""
    people = User.objects.filter(pk__in=team_ids(case) - all_recused(case))
    return [(str(user.pk), user.display_name) for user in people.order_by("last_name", "first_name", "pk")]


def doubts_in(family: Case | Report) -> QuerySet[Doubt]:
    """Return what was ever said about colleagues who may be too close to this family."""
    if isinstance(family, Report):
        return Doubt.objects.filter(report=family).order_by("raised_at", "id")
    of_it = Q(case=family) | (Q(report=family.origin_id) if family.origin_id else NOTHING)
    return Doubt.objects.filter(of_it).order_by("raised_at", "id")


def doubts_to_read(ctx: Context, family: Case | Report) -> list[Doubt]:
    """Return them for a lead, the latest first; nobody else reads what was said of others, nor of herself."""
    mine = policy.rows(ctx, RecusalAction.READ, Doubt).filter(pk__in=doubts_in(family).values("pk"))
    return list(mine.select_related("person", "decided_by").order_by("-raised_at", "-id")[:PAGE])


def case_to_open(ctx: Context, number: int) -> Case | None:
    """Return the case of that number if the actor may open it in an emergency."""
    return policy.rows(ctx, EmergencyAction.OPEN, Case).filter(number=number).first()


def emergency_of(ctx: Context, case: Case) -> EmergencyAccess | None:
    """Return the emergency access without which the actor would not see this case."""
    running = EmergencyAccess.objects.filter(case=case, opened_by=ctx.actor_id, ends_at__gt=ctx.now)
    access = running.order_by("-opened_at").first()
    return access if access and not policy.may(ctx, SecretAction.LIST, case) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyPage:
    access: EmergencyAccess
    reviews: Sequence[EmergencyReview]
    may_review: bool


def emergency_page(ctx: Context, access: EmergencyAccess) -> EmergencyPage:
    reviews = access.reviews.select_related("reviewer").order_by("reviewed_at", "id")
    return EmergencyPage(
        access=access,
        reviews=list(reviews),
        may_review=policy.may(ctx, EmergencyAction.REVIEW, access),
    )


def emergencies(ctx: Context) -> list[EmergencyAccess]:
    """Return the emergency accesses that the actor may look at, the newest first."""
    mine = policy.rows(ctx, EmergencyAction.READ, EmergencyAccess)
    return list(mine.select_related("case", "opened_by").order_by("-opened_at", "-id")[:PAGE])


def namesakes(ctx: Context, names: Iterable[str]) -> bool:
    """Say whether one of these names shares a surname with the reader: it warns, and never shuts anything."""
    family = User.objects.filter(pk=ctx.person_id).values_list("last_name", flat=True).first() or ""
    mine = {word for word in plain(family).split() if len(word) >= SHORTEST}
    return any(mine & set(plain(name).split()) for name in names)
