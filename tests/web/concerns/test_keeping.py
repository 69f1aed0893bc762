"""The leader's page of what was left behind, and the day on which a worry is deleted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.concerns.choices import KEPT, WARNED
from schutznetz.concerns.jobs import warn_of_the_end
from schutznetz.concerns.models import Concern
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context, system
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Absence, Assignment, Network, Organisation
from tests.conftest import sign_in
from tests.web.concerns.test_views import LIST, at, hidden, text


@pytest.fixture
def leader(client: Client, works_at: Callable[..., Context], kita: Organisation) -> Client:
    sign_in(client, User.objects.get(pk=works_at("lea", kita, Role.PARTNER_LEAD).person_id))
    return client


def test_a_leader_takes_what_was_left_behind_and_reports_in_her_own_name(
    leader: Client, concern: Concern, mira: Context
) -> None:
    assert at(concern) not in text(leader.get(LIST))
    assert leader.get(at(concern, "uebernehmen/")).status_code == 404
    long_ago = clock.today() - timedelta(days=15)
    Assignment.objects.filter(user=mira.person_id).update(ends_on=long_ago)

    listed, offer = text(leader.get(LIST)), text(leader.get(at(concern, "uebernehmen/")))
    assert "Leo" not in listed + offer
    leader.post(at(concern, "uebernehmen/"), {"submission_key": "k" * 26})

    assert "lea hat übernommen von mira" in text(leader.get(at(concern)))
    form = hidden(text(leader.post(at(concern, "jugendamt/"), {})))
    assert (form["reporter_name"], form["observed_by"]) == ("lea", "mira")


def test_the_page_says_when_it_is_deleted_and_keeps_it_longer(
    client: Client, concern: Concern, mira: Context
) -> None:
    sign_in(client, User.objects.get(pk=mira.person_id))
    until = clock.today() + timedelta(days=900)
    assert "wird gelöscht am" in text(client.get(at(concern)))

    day = {f"until_{place}": part for place, part in enumerate((until.day, until.month, until.year))}
    client.post(at(concern, "aufheben/"), {**day, "why": "Verfahren", "submission_key": "k" * 26})

    assert Concern.objects.get().held_until == until
    assert (until + timedelta(days=1)).isoformat() in text(client.get(at(concern)))


def test_a_leader_is_led_from_her_task_to_what_she_may_keep_unread(
    leader: Client, concern: Concern, mira: Context, tannfurt: Network
) -> None:
    today = clock.today()
    Concern.objects.update(last_at=clock.now() - KEPT + WARNED)
    Absence.objects.create(person_id=mira.person_id, starts_on=today, ends_on=today + timedelta(days=9))
    warn_of_the_end(system(tannfurt.pk))
    until = today + timedelta(days=90)
    day = {f"until_{place}": part for place, part in enumerate((until.day, until.month, until.year))}

    tasks = text(leader.get("/tannfurt/aufgaben/"))
    page = text(leader.get(at(concern, "aufheben/")))
    kept = leader.post(at(concern, "aufheben/"), {**day, "why": "Mira ist krank", "submission_key": "k" * 26})

    assert f'href="{at(concern, "aufheben/")}"' in tasks
    assert "mira führt diese Sorge und ist nicht da" in page
    assert "Leo" not in tasks + page
    assert kept.headers["Location"] == LIST
    assert leader.get(at(concern)).status_code == 404
    assert Concern.objects.get().held_until == until
