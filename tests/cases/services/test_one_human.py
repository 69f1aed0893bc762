"""Two accounts that the administration found to be one human's are never two people, whatever is decided."""

from collections.abc import Callable
from typing import Any

import pytest

from schutznetz.accounts.models import JoinedAccount
from schutznetz.accounts.one_human import are_one
from schutznetz.cases import services
from schutznetz.cases.choices import Manner
from schutznetz.cases.jobs import find_forsaken
from schutznetz.cases.models import Case, ImmediateProtection, Report, Triage
from schutznetz.cases.situation import situation_of
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks import services as people
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network, Proposal
from schutznetz.networks.queries import digest
from schutznetz.work.models import Task
from tests import assessing
from tests.cases.services.conftest import acting
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def udo(tannfurt: Network) -> Context:
    return acting(tannfurt, member(tannfurt, "udo", Role.ADMINISTRATOR), Role.ADMINISTRATOR, "udo")


@pytest.fixture
def renate(tannfurt: Network) -> Context:
    return acting(tannfurt, member(tannfurt, "renate", Role.DATA_PROTECTION), Role.DATA_PROTECTION, "renate")


@pytest.fixture
def ines_again(tannfurt: Network, anna_at_work: Context) -> Context:
    """The second account of her who took the report; nobody knows that yet."""
    return acting(tannfurt, member(tannfurt, "ines-neu", Role.INTAKE), Role.INTAKE, "again")


def held_by(ctx: Context) -> Assignment:
    return Assignment.objects.get(user=ctx.actor_id)


@pytest.fixture
def join(udo: Context, anna_at_work: Context, ines_again: Context) -> Callable[[], object]:
    return lambda: people.join_accounts(udo, held_by(anna_at_work), other_id=ines_again.person_id)


def test_her_other_account_confirms_nothing_of_hers(
    propose: Callable[..., Triage],
    ines_again: Context,
    join: Callable[[], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    triage = propose()
    join()
    tried: list[object] = []
    monkeypatch.setattr(audit, "deny", lambda ctx, action, record: tried.append(action))

    with pytest.raises(Denied):
        services.confirm_triage(ines_again, triage, seal=triage.seal)

    assert [str(action) for action in tried] == ["triages.confirm"]


def test_accounts_that_nobody_joined_are_two_people(
    propose: Callable[..., Triage], ines_again: Context
) -> None:
    """Negative control, and what no database can know."""
    triage = propose()

    services.confirm_triage(ines_again, triage, seal=triage.seal)

    assert Triage.objects.get().state == "confirmed"


def test_her_other_account_is_not_asked_to_be_the_second(
    report: Report, anna_at_work: Context, bert_at_work: Context, join: Callable[[], object]
) -> None:
    join()

    services.take_report(anna_at_work, report)

    assert report.second_id == bert_at_work.actor_id


def test_acting_never_waits_for_a_second_who_is_the_same(
    report: Report,
    anna_at_work: Context,
    ines_again: Context,
    bert_at_work: Context,
    join: Callable[[], object],
) -> None:
    join()
    told: dict[str, Any] = {"told_at": NOON, "told_by": Manner.TELEPHONE}

    acted = services.protect(anna_at_work, report, second_id=ines_again.person_id, **told)

    assert acted.second_id is None
    with pytest.raises(Conflict):
        services.name_second(anna_at_work, acted, second_id=ines_again.person_id, **told)
    services.name_second(anna_at_work, acted, second_id=bert_at_work.person_id, **told)
    assert ImmediateProtection.objects.get().second_id == bert_at_work.actor_id


def test_one_human_alone_assesses_no_child(
    propose: Callable[..., Triage],
    anna_at_work: Context,
    bert_at_work: Context,
    ines_again: Context,
    join: Callable[[], object],
) -> None:
    triage = propose()
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)
    case = Case.objects.order_by("number")[0]
    services.add_colleague(anna_at_work, case, person_id=ines_again.person_id)
    for ctx in (anna_at_work, ines_again):
        services.add_entry(ctx, case, facts=assessing.entry(NOON))
    assert situation_of(case).professionals == 2

    join()

    assert situation_of(case).professionals == 1
    facts = assessing.entry(NOON, colleague_id=ines_again.person_id)
    with pytest.raises(Conflict, match="jemand anderes"):
        services.add_entry(anna_at_work, case, facts=facts)


def test_nobody_gives_a_procedure_to_one_human(
    propose: Callable[..., Triage],
    anna_at_work: Context,
    bert_at_work: Context,
    ines_again: Context,
    join: Callable[[], object],
) -> None:
    triage = propose()
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)
    case, two = Case.objects.order_by("number")[0], (anna_at_work.person_id, ines_again.person_id)
    join()

    with pytest.raises(Conflict, match="desselben Menschen"):
        services.hand_over_case(bert_at_work, case, lead_id=two[0], substitute_id=two[1])
    with pytest.raises(Conflict, match="desselben Menschen"):
        services.hand_over_report(bert_at_work, triage.report, responsible_id=two[0], second_id=two[1])


def test_a_procedure_that_one_human_has_alone_is_given_to_others(
    propose: Callable[..., Triage],
    tannfurt: Network,
    anna_at_work: Context,
    ines_again: Context,
    join: Callable[[], object],
) -> None:
    triage = propose()
    services.confirm_triage(ines_again, triage, seal=triage.seal)
    find_forsaken(system(tannfurt.pk))
    assert not Task.objects.filter(kind="name_hands").exists()

    join()
    find_forsaken(system(tannfurt.pk))

    about = Task.objects.filter(kind="name_hands", settled_at=None).values_list("about_id", flat=True)
    assert set(about) == set(Case.objects.values_list("pk", flat=True))


def test_one_joins_and_two_part(
    anna_at_work: Context, ines_again: Context, udo: Context, renate: Context, join: Callable[[], object]
) -> None:
    join()
    two = (anna_at_work.actor_id, ines_again.actor_id)
    parting = people.propose_parting(udo, held_by(ines_again))
    assert are_one(*two)
    with pytest.raises(Denied):
        people.decide(udo, parting, approve=True, seen=digest(parting))

    people.decide(renate, parting, approve=True, seen=digest(parting))

    assert not are_one(*two)
    assert Proposal.objects.get().decided_by_id == renate.actor_id


def test_a_third_account_joins_the_same_human(
    tannfurt: Network, anna_at_work: Context, ines_again: Context, bert_at_work: Context, udo: Context,
    join: Callable[[], object],
) -> None:  # fmt: skip
    third = member(tannfurt, "ines-drei", Role.PARTNER)
    people.join_accounts(udo, held_by(bert_at_work), other_id=third.pk)
    join()
    people.join_accounts(udo, held_by(ines_again), other_id=third.pk)

    assert are_one(anna_at_work.actor_id, bert_at_work.actor_id)
    assert JoinedAccount.objects.values("person").distinct().count() == 1


def test_only_accounts_of_this_network_are_joined_and_never_one_with_itself(
    erlenstedt: Network, anna_at_work: Context, udo: Context
) -> None:
    gerda = member(erlenstedt, "gerda", Role.INTAKE)
    for other in (gerda.pk, anna_at_work.person_id):
        with pytest.raises(Conflict):
            people.join_accounts(udo, held_by(anna_at_work), other_id=other)

    with pytest.raises(Conflict):
        people.propose_parting(udo, held_by(anna_at_work))
