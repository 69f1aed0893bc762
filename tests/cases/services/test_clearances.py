"""Who else knows where a protected person is: two people grant it, and nothing opens before."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.actions import SecretAction
from schutznetz.cases.models import Case, Clearance, Recusal, Whereabouts
from schutznetz.kernel import audit
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests.cases.services.test_secrets import begun, case, clear, place, settled, town
from tests.cases.services.town import Town
from tests.conftest import NOON

__all__ = ["begun", "case", "place", "settled", "town"]
pytestmark = pytest.mark.usefixtures("inside")
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def wanted(town: Town, place: Whereabouts) -> Clearance:
    return services.propose_clearance(town.ctx("anna"), place, person_id=town.id("cora"), reasons="begleitet")


def sees(town: Town, place: Whereabouts, name: str = "cora") -> bool:
    return town.sees(name, SecretAction.READ_PLACE, place)


def test_what_one_person_proposes_opens_nothing_until_another_one_grants_it(
    town: Town, place: Whereabouts, wanted: Clearance
) -> None:
    assert not sees(town, place)

    services.confirm_clearance(town.ctx("bert"), wanted, seal=wanted.seal)

    assert sees(town, place)
    acts = [each.action for each in audit.trail(town.network.pk)]
    assert ("secrets.clear" in acts, "secrets.confirm_clearance" in acts) == (True, True)


@pytest.mark.parametrize("name", ["anna", "cora", "dora"])
def test_neither_the_proposer_nor_who_wants_it_nor_somebody_outside_grants_it(
    name: str, town: Town, place: Whereabouts, wanted: Clearance
) -> None:
    with pytest.raises(Denied):
        services.confirm_clearance(town.ctx(name), wanted, seal=wanted.seal)
    assert not sees(town, place)


def test_a_lead_may_grant_it_without_seeing_the_place_herself(
    town: Town, place: Whereabouts, wanted: Clearance
) -> None:
    services.confirm_clearance(town.ctx("lena"), wanted, seal=wanted.seal)

    assert (sees(town, place), sees(town, place, "lena")) == (True, False)


def test_one_session_is_one_person(town: Town, place: Whereabouts, wanted: Clearance) -> None:
    with pytest.raises(Conflict, match="eigenen Anmeldung"):
        services.confirm_clearance(
            town.ctx("bert", session=wanted.proposed_session), wanted, seal=wanted.seal
        )
    with pytest.raises(Conflict, match="etwas anders"):
        services.confirm_clearance(town.ctx("bert"), wanted, seal="0" * 64)
    assert not sees(town, place)


def test_nobody_lets_herself_know_the_place(town: Town, case: Case, place: Whereabouts) -> None:
    """Not even the lead, so that it would outlast her case."""
    with pytest.raises(Conflict, match="selbst frei"):
        services.propose_clearance(town.ctx("anna"), place, person_id=town.id("anna"), reasons="für später")


def outlived_place(town: Town, case: Case) -> None:
    services.protect_place(town.ctx("bert", now=LATER), case, place="Zimmer 9", from_whom="dem Vater")


def left_team(town: Town, case: Case) -> None:
    case.team.remove(town.people["cora"])


def too_close(town: Town, case: Case) -> None:
    Recusal.objects.create(person=town.people["cora"], case=case, declared_at=NOON)


def moved_unseen(town: Town, case: Case) -> None:
    Whereabouts.objects.filter(case=case).update(kept_at=LATER)


@pytest.mark.parametrize("change", [outlived_place, left_team, too_close, moved_unseen])
def test_what_changed_since_the_proposal_refuses_it(
    change: Callable[[Town, Case], None], town: Town, case: Case, place: Whereabouts, wanted: Clearance
) -> None:
    """A stale tab: the page was open while the place moved, or while she left."""
    change(town, case)

    with pytest.raises((Conflict, Denied)):
        services.confirm_clearance(town.ctx("bert", now=LATER), wanted, seal=wanted.seal)
    assert not town.sees("cora", SecretAction.READ_PLACE, place, now=LATER)


def test_a_new_place_voids_what_waits_for_the_old_one_and_its_task(
    town: Town, case: Case, wanted: Clearance
) -> None:
    outlived_place(town, case)

    wanted.refresh_from_db()
    assert wanted.state == "voided"
    assert not Task.objects.filter(kind=TaskKind.CONFIRM_CLEARANCE, settled_at=None).exists()


def test_refused_or_taken_back_nobody_grants_it_any_more(town: Town, place: Whereabouts) -> None:
    for end, name in ((services.refuse_clearance, "bert"), (services.withdraw_clearance, "anna")):
        wanted = services.propose_clearance(
            town.ctx("anna"), place, person_id=town.id("cora"), reasons="begleitet"
        )
        end(town.ctx(name), wanted)
        with pytest.raises(Denied):
            services.confirm_clearance(town.ctx("bert"), wanted, seal=wanted.seal)
    assert not sees(town, place)


def test_granted_anew_the_earlier_one_ends_only_then(town: Town, place: Whereabouts) -> None:
    before = clear(town, place, "cora")
    anew = services.propose_clearance(
        town.ctx("anna", now=LATER), place, person_id=town.id("cora"), reasons="noch ein halbes Jahr"
    )
    assert sees(town, place)
    with pytest.raises(Conflict, match="schon vorgeschlagen"):
        services.propose_clearance(town.ctx("anna"), place, person_id=town.id("cora"), reasons="x")

    services.confirm_clearance(town.ctx("bert", now=LATER), anew, seal=anew.seal)

    before.refresh_from_db()
    assert (before.withdrawn_by_id, before.withdrawn_at) == (town.id("bert"), LATER)
    assert town.sees("cora", SecretAction.READ_PLACE, place, now=LATER)


@pytest.mark.parametrize(("person", "owner", "line"), [("cora", "bert", ""), ("bert", None, Role.TEAM_LEAD)])
def test_the_other_one_of_the_two_is_asked_or_the_leads_where_it_is_she(
    person: str, owner: str | None, line: str, town: Town, place: Whereabouts
) -> None:
    services.propose_clearance(town.ctx("anna"), place, person_id=town.id(person), reasons="vertritt")

    asked = Task.objects.get(kind=TaskKind.CONFIRM_CLEARANCE, settled_at=None)
    assert (asked.owner_id, asked.line) == (owner and town.id(owner), line)


@pytest.mark.parametrize("change", [{"reasons": "anders"}, {"proposed_session": "x"}])
def test_what_was_proposed_is_never_changed(change: dict[str, str], wanted: Clearance) -> None:
    for name, value in change.items():
        setattr(wanted, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        wanted.save()
