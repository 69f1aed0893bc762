"""Two people let somebody in; the link works once, in time and here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from schutznetz.accounts.models import Session, User
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks import queries, services
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Invitation, Network, Proposal
from schutznetz.networks.services.people import AlreadyKnown
from schutznetz.networks.values import NewPerson, Seat
from tests.cases.services.measures.conftest import at_work
from tests.conftest import NOON, context

PAULA = NewPerson(first_name="Paula", last_name="Praxis", email="paula@praxis.example")
SEAT = Seat(
    role=Role.PARTNER, starts_on=date(2026, 11, 1), ends_on=date(2027, 6, 30), reason="Neu im Netzwerk"
)
PASSWORD = "Birnbaum Laterne Regen"


def at(ctx: Context, delay: timedelta) -> Context:
    return replace(ctx, now=NOON + delay)


@pytest.fixture
def adam(tannfurt: Network) -> Context:
    """The administrator of Tannfurt."""
    return at_work(tannfurt, "adam", Role.ADMINISTRATOR)


@pytest.fixture
def dora(tannfurt: Network) -> Context:
    """Data protection in Tannfurt: the second person."""
    return at_work(tannfurt, "dora", Role.DATA_PROTECTION)


@pytest.fixture
def guest(tannfurt: Network) -> Context:
    return at(visitor(tannfurt.pk), timedelta())


@pytest.fixture
def invited(tannfurt: Network, adam: Context, dora: Context, inside: None) -> Callable[[], str]:
    def invite() -> str:
        proposal = services.propose_assignment(adam, tannfurt, person=PAULA, seat=SEAT)
        services.decide(dora, proposal, approve=True, seen=queries.digest(proposal))
        return services.invite(adam, proposal)

    return invite


def test_an_invited_person_gets_her_account_and_her_function(
    tannfurt: Network, guest: Context, invited: Callable[[], str]
) -> None:
    secret = invited()

    paula = services.accept_invitation(guest, tannfurt, secret=secret, password=PASSWORD)

    held = Assignment.objects.get(user=paula)
    assert (paula.email, paula.check_password(PASSWORD)) == (PAULA.email, True)
    assert (held.role, held.ends_on, held.reason) == (Role.PARTNER, SEAT.ends_on, SEAT.reason)
    assert held.granted_by_id != held.approved_by_id
    assert list(paula.networks.all()) == [tannfurt]


def test_a_link_works_once(tannfurt: Network, guest: Context, invited: Callable[[], str]) -> None:
    secret = invited()
    services.accept_invitation(guest, tannfurt, secret=secret, password=PASSWORD)

    with pytest.raises(Conflict, match="gilt nicht mehr"):
        services.accept_invitation(guest, tannfurt, secret=secret, password=PASSWORD)
    assert User.objects.filter(email=PAULA.email).count() == 1


@pytest.mark.parametrize(("hours", "works"), [(47, True), (49, False)])
def test_a_link_works_for_two_days(
    hours: int, works: bool, tannfurt: Network, guest: Context, invited: Callable[[], str]
) -> None:
    secret, later = invited(), at(guest, timedelta(hours=hours))
    if works:
        assert services.accept_invitation(later, tannfurt, secret=secret, password=PASSWORD)
    else:
        with pytest.raises(Conflict):
            services.accept_invitation(later, tannfurt, secret=secret, password=PASSWORD)


def test_a_link_of_one_town_opens_nothing_in_another(
    erlenstedt: Network, guest: Context, invited: Callable[[], str]
) -> None:
    secret = invited()
    with tenancy.scope(erlenstedt.pk), pytest.raises(Conflict):
        services.accept_invitation(
            at(visitor(erlenstedt.pk), timedelta()), erlenstedt, secret=secret, password=PASSWORD
        )


def test_a_new_link_voids_the_one_before(
    tannfurt: Network, adam: Context, guest: Context, invited: Callable[[], str]
) -> None:
    first = invited()
    second = services.invite(adam, Proposal.objects.get())

    with pytest.raises(Conflict):
        services.accept_invitation(guest, tannfurt, secret=first, password=PASSWORD)
    assert services.accept_invitation(guest, tannfurt, secret=second, password=PASSWORD)


def test_only_a_digest_of_the_secret_is_kept(invited: Callable[[], str]) -> None:
    secret = invited()
    assert secret not in Invitation.objects.get().digest


def test_somebody_with_an_account_signs_in_first(
    tannfurt: Network, guest: Context, invited: Callable[[], str]
) -> None:
    secret = invited()
    known = User.objects.create_user("p", email=PAULA.email)

    with pytest.raises(AlreadyKnown):
        services.accept_invitation(guest, tannfurt, secret=secret, password=PASSWORD)

    signed_in = Context(
        actor_id=known.pk, network_id=tannfurt.pk, role="public", now=NOON, channel=guest.channel
    )
    assert services.accept_invitation(signed_in, tannfurt, secret=secret) == known


def test_a_colleague_gets_a_second_function_without_a_link(
    tannfurt: Network, adam: Context, dora: Context, anna: User, inside: None
) -> None:
    anna.email = "anna@amt.example"
    anna.save()
    person = NewPerson(first_name="Anna", last_name="Amt", email="Anna@amt.example")
    proposal = services.propose_assignment(adam, tannfurt, person=person, seat=SEAT)

    services.decide(dora, proposal, approve=True, seen=queries.digest(proposal))

    assert Assignment.objects.filter(user=anna, role=Role.PARTNER).exists()


def test_nobody_decides_on_her_own_proposal(
    tannfurt: Network, adam: Context, dora: Context, inside: None
) -> None:
    both = User.objects.get(username="adam")
    Assignment.objects.create(
        user=both, role=Role.DATA_PROTECTION, starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1)
    )
    proposal = services.propose_assignment(adam, tannfurt, person=PAULA, seat=SEAT)

    with pytest.raises(Denied):
        services.decide(
            context(tannfurt, both, Role.DATA_PROTECTION),
            proposal,
            approve=True,
            seen=queries.digest(proposal),
        )


def test_the_decision_is_bound_to_what_was_seen(
    tannfurt: Network, adam: Context, dora: Context, inside: None
) -> None:
    proposal = services.propose_assignment(adam, tannfurt, person=PAULA, seat=SEAT)
    with pytest.raises(Conflict, match="nicht mehr der"):
        services.decide(dora, proposal, approve=True, seen="something else")


def test_a_proposal_expires_after_three_days(
    tannfurt: Network, adam: Context, dora: Context, inside: None
) -> None:
    proposal = services.propose_assignment(adam, tannfurt, person=PAULA, seat=SEAT)
    with pytest.raises(Denied):
        services.decide(at(dora, timedelta(hours=73)), proposal, approve=True, seen=queries.digest(proposal))


def test_an_access_lasts_a_year_at_most(tannfurt: Network, adam: Context, inside: None) -> None:
    seat = Seat(role=Role.PARTNER, starts_on=date(2026, 11, 1), ends_on=date(2028, 1, 1))
    with pytest.raises(Conflict, match="höchstens ein Jahr"):
        services.propose_assignment(adam, tannfurt, person=PAULA, seat=seat)


def test_a_lock_shuts_out_at_once_and_signs_out_everywhere(
    tannfurt: Network, adam: Context, anna: User, ctx: Context, inside: None
) -> None:
    Session.objects.create(session_key="x" * 32, user_id=anna.pk, expire_date=NOON)
    held = Assignment.objects.get(user=anna)

    services.lock(adam, held)

    assert not Session.objects.exists()
    assert not queries.present(anna.pk, NOON)
    with pytest.raises(Denied):
        services.report_absence(ctx, tannfurt, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2))

    services.lift_lock(adam, held)
    assert queries.present(anna.pk, NOON)


def test_an_ended_function_opens_nothing_any_more(
    tannfurt: Network, adam: Context, anna: User, ctx: Context, inside: None
) -> None:
    services.end_assignment(adam, Assignment.objects.get(user=anna))
    with pytest.raises(Denied):
        services.report_absence(ctx, tannfurt, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2))


def test_recovery_needs_two_and_voids_what_was_before(
    tannfurt: Network, adam: Context, dora: Context, anna: User, guest: Context, inside: None
) -> None:
    proposal = services.propose_recovery(adam, Assignment.objects.get(user=anna))
    with pytest.raises(Denied):
        services.invite(adam, proposal)
    services.decide(dora, proposal, approve=True, seen=queries.digest(proposal))
    secret = services.invite(adam, proposal)
    with pytest.raises(Conflict):
        services.accept_invitation(
            at(guest, timedelta(minutes=31)), tannfurt, secret=secret, password=PASSWORD
        )

    services.accept_invitation(guest, tannfurt, secret=secret, password=PASSWORD)

    anna.refresh_from_db()
    assert anna.check_password(PASSWORD)
