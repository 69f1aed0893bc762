"""What a provider has not confirmed for half a year says so, and comes back as a task of hers."""

from datetime import timedelta

import pytest

from schutznetz.kernel import clock, worker
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.conditions import day_of
from schutznetz.networks.models import Absence, Assignment, Network, Organisation
from schutznetz.offers import jobs, queries, services
from schutznetz.offers.models import Offer, SearchEntry
from schutznetz.offers.publishing import UNCONFIRMED
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import make
from tests.conftest import context, member

LATER = timedelta(days=184)


@pytest.fixture
def petra(tannfurt: Network, inside: None) -> Context:
    """A provider with an organisation of her own."""
    house = Organisation.objects.create(name="Familienhaus", category=PartnerCategory.PROVIDER)
    user = member(tannfurt, "petra", Role.PROVIDER)
    Assignment.objects.filter(user=user).update(organisation=house)
    return context(tannfurt, user, Role.PROVIDER)


@pytest.fixture
def lapsed(clara: Context, petra: Context, tannfurt: Network) -> Offer:
    house = Organisation.objects.get()
    return make.offer(clara, tannfurt, title="Krabbelgruppe " * 12, organisation_id=house.pk)


def ask(network: Network) -> None:
    with clock.frozen(clock.now() + LATER):
        jobs.ask_for_confirmation(system(network.pk))


def test_a_lapsed_offer_is_one_task_of_its_provider_with_the_coordination_standing_in(
    lapsed: Offer, clara: Context, petra: Context, tannfurt: Network
) -> None:
    ask(tannfurt)
    ask(tannfurt)

    task = Task.objects.get()
    assert (task.kind, task.about_id, len(task.about_label)) == (TaskKind.CONFIRM_OFFER, lapsed.pk, 80)
    assert (task.owner_id, task.substitute_id) == (petra.actor_id, clara.actor_id)


def test_an_offer_in_its_time_asks_nobody(lapsed: Offer, tannfurt: Network) -> None:
    jobs.ask_for_confirmation(system(tannfurt.pk))

    assert not Task.objects.exists()
    with pytest.raises(Denied):
        services.ask_to_confirm(system(tannfurt.pk), lapsed)


def test_confirming_settles_the_task_and_the_mark_goes(
    lapsed: Offer, clara: Context, tannfurt: Network
) -> None:
    ask(tannfurt)
    assert SearchEntry.objects.get().penalty >= UNCONFIRMED

    with clock.frozen(clock.now() + LATER):
        lapsed.refresh_from_db()
        assert not queries.is_confirmed(lapsed.confirm_by)
        services.confirm(clara, lapsed)
        assert queries.is_confirmed(lapsed.confirm_by)
        assert SearchEntry.objects.get().penalty < UNCONFIRMED
        jobs.ask_for_confirmation(system(tannfurt.pk))

    assert Task.objects.get().settled_at is not None


def test_taking_the_offer_out_settles_the_task_as_well(
    lapsed: Offer, clara: Context, tannfurt: Network
) -> None:
    ask(tannfurt)

    services.withdraw(clara, Offer.objects.get())

    assert Task.objects.get().settled_at is not None


def test_without_an_account_of_the_provider_the_coordination_asks(
    clara: Context, tannfurt: Network, inside: None
) -> None:
    make.offer(clara, tannfurt, title="Krabbelgruppe")

    ask(tannfurt)

    task = Task.objects.get()
    assert (task.owner_id, task.substitute_id, task.line) == (None, None, Role.COORDINATOR)


def test_whoever_is_there_stands_in(lapsed: Offer, clara: Context, tannfurt: Network) -> None:
    later = day_of(clock.now() + LATER)  # near midnight not the day that half a year after today is
    Absence.objects.create(person_id=clara.actor_id, starts_on=later, ends_on=later)
    zoe = member(tannfurt, "zoe", Role.COORDINATOR)

    ask(tannfurt)

    assert Task.objects.get().substitute == zoe


def test_the_worker_asks_by_itself(lapsed: Offer, tannfurt: Network) -> None:
    with clock.frozen(clock.now() + LATER):
        worker.run_once()

    assert Task.objects.filter(kind=TaskKind.CONFIRM_OFFER).count() == 1
