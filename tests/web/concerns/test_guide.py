"""The guide for everybody: it asks what the row needs, says what holds, and keeps nothing anywhere."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from schutznetz.law import guide
from schutznetz.law.guide_terms import Ask
from schutznetz.law.reporters import Reporter
from schutznetz.networks.choices import ContactTopic
from schutznetz.networks.models import Contact, ContactPerson, Network, Organisation
from tests.law.test_guide import paths

PAGE = "/tannfurt/leitfaden/"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def post(client: Client, **typed: str) -> Any:
    return client.post(PAGE, {"go": "next", **typed})


def test_a_doctor_is_asked_only_what_the_law_needs(client: Client, tannfurt: Network) -> None:
    known: dict[str, str] = {"reporter": "health"}
    told = {"danger": "no", "about": "child", "signs": "yes", "own_way": "failed", "office": "yes"}
    for ask, value in told.items():
        page = text(post(client, **known))
        assert f'name="{ask}"' in page
        assert re.findall(r'name="asked" value="(\w+)"', page) == [ask]
        known |= {ask: value}

    result = text(post(client, **known))

    assert "Sie dürfen" in result
    assert "§ 4 Abs. 3 Satz 1 KKG" in result
    assert "zeitnah sagen" in result  # the answer that is owed


def test_immediate_danger_shortens_everything_at_once(client: Client, tannfurt: Network) -> None:
    result = text(post(client, reporter="health", danger="child"))

    assert "unverzüglich informieren" in result
    assert 'href="tel:110"' in result


def test_a_missed_appointment_alone_leads_to_somebody_to_talk_to(client: Client, tannfurt: Network) -> None:
    Network.objects.update(office_phone="09999 4711")
    result = text(post(client, reporter="benefit_body", danger="no", about="child", cause="appointment"))

    assert "Sie dürfen nicht" in result
    assert "09999 4711" in result
    assert "/tannfurt/angebote/" in result
    assert 'class="sn-empty"' not in result


def test_colleagues_read_the_name_of_whom_they_can_talk_to(
    browser: Client, tannfurt: Network, kita: Organisation
) -> None:
    person = ContactPerson.objects.create(organisation=kita, name="Frau Ohr", phone="05999 47")
    Contact.objects.create(organisation=kita, topic=ContactTopic.JOBCENTER, person=person)
    told = {"reporter": "benefit_body", "danger": "no", "about": "child", "cause": "appointment"}

    assert "Frau Ohr" in text(post(browser, **told))
    assert "Frau Ohr" not in text(post(Client(), **told))  # a visitor reads what is public


def test_an_event_leads_to_the_authority_that_the_network_entered(client: Client, tannfurt: Network) -> None:
    Network.objects.update(licensing_name="Landesjugendamt Probe", licensing_phone="0511 47")

    result = text(post(client, reporter="provider", danger="no", about="event"))

    assert "Landesjugendamt Probe" in result
    assert 'href="tel:051147"' in result
    assert "§ 47 Abs. 1 Satz 1 Nr. 2 SGB VIII" in result


@pytest.mark.parametrize("reporter", list(Reporter))
def test_every_way_of_every_reporter_ends_with_what_holds(
    reporter: Reporter, client: Client, tannfurt: Network
) -> None:
    way = next(iter(paths(reporter)))
    row = guide.governing(reporter, way)
    assert row is not None

    assert str(row.norm) in text(post(client, reporter=reporter.value, **way))


def test_nothing_is_kept_and_nothing_stands_in_an_address(client: Client, tannfurt: Network) -> None:
    with CaptureQueriesContext(connection) as asked:
        answers = [
            client.get(PAGE),
            post(client),
            post(client, reporter="health"),
            post(client, reporter="health", danger="child"),
        ]

    assert not client.cookies
    assert all("Set-Cookie" not in answer.headers for answer in answers)
    assert all(answer.headers["Cache-Control"] == "no-store" for answer in answers)
    assert all(answer.status_code == 200 for answer in answers)  # never an address with answers
    assert not [query for query in asked if re.match("(?i)(insert|update|delete)", query["sql"])]
    assert not re.search(r'href="[^"]*(danger|health)', answers[-1].content.decode())


def test_it_works_without_a_token_and_within_its_budget(
    tannfurt: Network, django_assert_max_num_queries: Any
) -> None:
    strict = Client(enforce_csrf_checks=True)
    with django_assert_max_num_queries(3):
        answer = strict.post(PAGE, {"reporter": "health", "danger": "child", "go": "next"})

    assert answer.status_code == 200


def test_going_on_without_an_answer_is_said_at_the_question(client: Client, tannfurt: Network) -> None:
    first, later = post(client, asked="reporter"), post(client, reporter="health", asked="danger")

    for answer in (first, later):
        assert "Bitte wählen Sie eine Antwort." in text(answer)
    assert 'name="reporter" value="health"' in text(later)  # what was said before is still there


def test_back_goes_one_question_back_and_shows_what_was_chosen(client: Client, tannfurt: Network) -> None:
    back = text(post(client, go="back", at="later", reporter="health", danger="no", about="child"))
    assert re.search(r'name="about" value="child"[^>]*checked', back)

    start = text(post(client, go="back", at="first", reporter="health"))
    assert re.search(r'name="reporter" value="health"[^>]*checked', start)


@pytest.mark.parametrize(
    "typed", [{"reporter": "insurer"}, {"reporter": "health", "danger": "'--"}, {"danger": "no"}]
)
def test_nonsense_is_asked_again(typed: dict[str, str], client: Client, tannfurt: Network) -> None:
    answer = post(client, **typed)

    assert answer.status_code == 200
    assert "name=" + '"asked"' in text(answer)


def test_a_child_is_asked_in_its_own_words(client: Client, tannfurt: Network) -> None:
    page = text(post(client, reporter="child"))
    assert guide.text_of(Reporter.CHILD, Ask.DANGER) in page

    assert "Du darfst" in text(post(client, reporter="child", danger="no", care="yes"))
