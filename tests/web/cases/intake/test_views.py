"""The way through in the browser: inbox, take, propose, second person, decided."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import ReporterKind
from schutznetz.cases.models import Case, ImmediateProtection, Report, ReportChild, Triage
from schutznetz.cases.services import Statement
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import visitor
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import member
from tests.make import sign_in

ANSWERS = {
    "weighty_indications": "yes",
    "reasons": "Verletzung passt nicht zum Hergang",
    "urgency": "u1",
    "source_has_access": "unknown",
    "further_children": "unknown",
    "history": "none",
    "competence": "here",
    "outcome": "assessment",
    "advice": "",
}


@pytest.fixture
def ines(tannfurt: Network) -> User:
    return member(tannfurt, "ines", Role.INTAKE)


@pytest.fixture
def bert(tannfurt: Network) -> User:
    return member(tannfurt, "bert", Role.INTAKE)


@pytest.fixture
def browser() -> Callable[[User], Client]:
    def opened(user: User) -> Client:
        client = Client()
        sign_in(client, user)
        return client

    return opened


def arrived(network: Network, name: str = "Mia", *, danger_now: bool = False) -> Report:
    statement = Statement(
        reporter_kind=ReporterKind.PRIVATE,
        danger_now=danger_now,
        facts={"observed": "Blaue Flecken am Arm"},
        children=[{"child_name": name}],
    )
    with tenancy.scope(network.pk):
        return services.submit_report(visitor(network.pk), network, statement=statement, key=name.ljust(26))


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("hers", [True, False], ids=["hers", "a colleague's"])
def test_whatever_the_page_of_a_report_offers_opens(
    tannfurt: Network, ines: User, bert: User, browser: Callable[[User], Client], hers: bool
) -> None:
    """Bert is the second one of it; Carla, who comes later, has nothing to do with it."""
    report = arrived(tannfurt)
    here = f"/tannfurt/eingang/{report.pk}/"
    browser(ines).post(f"{here}uebernehmen/")
    reader = browser(ines if hers else member(tannfurt, "carla", Role.INTAKE))

    offered = set(re.findall(rf'href="({here}[^"#?]+)"', reader.get(here).content.decode()))

    assert {each for each in offered if reader.get(each).status_code != 200} == set()
    assert (f"{here}abgeben/" in offered) is hers
    assert (f"{here}weniger-dringend/" in offered) is hers
    assert f"{here}dringender/" in offered


def test_two_people_take_a_report_from_the_inbox_to_a_decision(
    tannfurt: Network, ines: User, bert: User, browser: Callable[[User], Client]
) -> None:
    report = arrived(tannfurt)
    first, second = browser(ines), browser(bert)
    inbox = first.get("/tannfurt/eingang/").content.decode()
    assert "Mia" in inbox
    assert "noch" in inbox

    taken = first.post(f"/tannfurt/eingang/{report.pk}/uebernehmen/", follow=True).content.decode()
    assert "Sie sind jetzt zuständig" in taken
    assert "Blaue Flecken am Arm" in taken
    proposed = first.post(f"/tannfurt/eingang/{report.pk}/ersteinschaetzung/", ANSWERS, follow=True)
    assert "zweite Fachkraft" in proposed.content.decode()
    with tenancy.scope(tannfurt.pk):
        triage = Triage.objects.get()
    url = f"/tannfurt/eingang/ersteinschaetzung/{triage.pk}/"
    page = second.get(url).content.decode()
    assert "Verletzung passt nicht zum Hergang" in page
    decided = second.post(url, {"seal": hidden(page, "seal")}, follow=True).content.decode()

    assert "Beide Namen" in decided
    with tenancy.scope(tannfurt.pk):
        assert Report.objects.get().state == "accepted"
        assert [case.child_name for case in Case.objects.all()] == ["Mia"]


def test_whoever_clicks_second_learns_that_the_report_is_taken(
    tannfurt: Network, ines: User, bert: User, browser: Callable[[User], Client]
) -> None:
    report = arrived(tannfurt)
    url = f"/tannfurt/eingang/{report.pk}/uebernehmen/"
    first = browser(ines)
    first.post(url)

    late = browser(bert).post(url, follow=True).content.decode()
    again = first.post(url, follow=True).content.decode()

    assert "hat schon jemand übernommen" in late
    assert "hat schon jemand übernommen" not in again
    with tenancy.scope(tannfurt.pk):
        assert Report.objects.get().responsible_id == ines.pk


def test_acting_at_once_needs_no_field_and_leaves_a_task(
    tannfurt: Network, ines: User, bert: User, browser: Callable[[User], Client]
) -> None:
    report = arrived(tannfurt, danger_now=True)
    client = browser(ines)

    client.post(f"/tannfurt/eingang/{report.pk}/sofortschutz/", {})

    with tenancy.scope(tannfurt.pk):
        protection = ImmediateProtection.objects.get()
    assert protection.second_id is None
    tasks = client.get("/tannfurt/aufgaben/").content.decode()
    assert "Zweite Person für den Sofortschutz nachtragen" in tasks


def test_the_second_person_confirms_immediate_protection_herself(
    tannfurt: Network, ines: User, bert: User, browser: Callable[[User], Client]
) -> None:
    report = arrived(tannfurt, danger_now=True)
    browser(ines).post(
        f"/tannfurt/eingang/{report.pk}/sofortschutz/",
        {"measures": ["on_site", "police"], "second_id": str(bert.pk), "told_by": "telephone"},
    )
    with tenancy.scope(tannfurt.pk):
        protection = ImmediateProtection.objects.get()
    url = f"/tannfurt/eingang/sofortschutz/{protection.pk}/bestaetigen/"

    own = browser(ines).post(url, {})
    browser(bert).post(url, {})

    assert own.status_code == 404
    protection = _again(tannfurt, protection)
    assert (protection.state, protection.second_id) == ("confirmed", bert.pk)


def _again(network: Network, protection: ImmediateProtection) -> ImmediateProtection:
    with tenancy.scope(network.pk):
        return ImmediateProtection.objects.get(pk=protection.pk)


@pytest.mark.parametrize("count", [1, 25, 200])
def test_the_inbox_costs_eight_queries_whatever_the_rows(
    tannfurt: Network,
    ines: User,
    browser: Callable[[User], Client],
    django_assert_num_queries: Any,
    django_capture_on_commit_callbacks: Any,
    count: int,
) -> None:
    client = browser(ines)
    arrived(tannfurt)
    with django_capture_on_commit_callbacks(execute=True):  # as in life: the trail's key is known by then
        client.get("/tannfurt/eingang/")
    with tenancy.scope(tannfurt.pk):
        more(count - 1)

    with django_assert_num_queries(8):  # person, network, right, page with keys; begin, number, entry, commit
        page = client.get("/tannfurt/eingang/").content.decode()

    assert page.count("sn-card__title") == min(count, 25)
    assert ("Weitere Meldungen" in page) is (count > 25)
    assert len(page) < 60_000


def more(count: int) -> None:
    """Put so many further reports into the inbox, each with one child."""
    pattern = Report.objects.get()
    reports = [
        Report(
            reference=f"M{number:03d}",
            channel=pattern.channel,
            reporter_kind=pattern.reporter_kind,
            statement={},
            received_at=pattern.received_at,
            entered_at=pattern.entered_at,
            receipt_tag=f"{number:064d}",
        )
        for number in range(count)
    ]
    Report.objects.bulk_create(reports)
    children = [ReportChild(report=each, position=1, description={"child_name": "Kim"}) for each in reports]
    ReportChild.objects.bulk_create(children)
