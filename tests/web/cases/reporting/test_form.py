"""Nothing typed is lost, nothing in a hurry is refused, and sending twice is sending once."""

import html as markup
import io
import re
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from schutznetz.cases.models import Attachment, Report
from schutznetz.law.report_fields import FIELDS, Shape
from schutznetz.law.reporters import Reporter, channel_of
from schutznetz.networks.models import Network
from schutznetz.web.cases.reporting.journey import Journey
from schutznetz.web.cases.reporting.questions import Said
from tests.web.cases.reporting.test_views import CODE, URL, hidden, walk

TYPED = [field.name for field in FIELDS if field.urgent and field.shape is not Shape.CHOICE]
URGENT = [name for name in TYPED if not name.startswith("child_")]
CHILD = [name for name in TYPED if name.startswith("child_")]
NAMES = [*URGENT, *(f"child{number}-{name}" for number, name in product(range(2), CHILD))]
PRIVATE = {"danger_now": "no", "reporter_kind": "private"}
SEND = {"danger_now": "yes", "reporter_kind": "private", "observed": "x", "at": "urgent", "go": "send"}


def kept(text: str) -> str:
    """What of a text reaches the office: all but control characters and space around it."""
    return Said().to_python(text)


def typed(**answers: str) -> QueryDict:
    query = QueryDict(mutable=True)
    query.update(answers)
    return query


@given(
    reporter=st.sampled_from(list(Reporter)),
    answers=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=200), max_size=len(NAMES)),
)
def test_in_a_hurry_any_combination_of_answers_is_taken(reporter: Reporter, answers: dict[str, str]) -> None:
    """Only a form without a single word is sent back; the telephone numbers stand above it.

    A body bound by § 35 SGB I says what it is worried about: names alone never leave it.
    """
    journey = Journey(typed(danger_now="yes", reporter_kind=reporter, children="2", at="urgent", **answers))
    asked = {
        form.add_prefix(name)
        for part in journey.parts(journey.step)
        for name in part.fields
        for form in [part]
    }
    said = {name for name in asked & answers.keys() if kept(answers[name])}
    names_only = reporter is Reporter.BENEFIT_BODY and not said & {"observed", "hearsay"}
    about_a_child = any(name.startswith("child") for name in said)

    assert journey.may_be_sent() is (bool(said) and not (names_only and about_a_child))


@given(st.dictionaries(st.sampled_from([field.name for field in FIELDS]), st.text(max_size=50)))
def test_every_page_carries_what_the_others_hold(answers: dict[str, str]) -> None:
    journey = Journey(typed(**PRIVATE, at="facts", **answers))
    shown = {part.add_prefix(name) for part in journey.parts(journey.step) for name in part.fields}
    carried = dict(journey.carried)

    for name, text in answers.items():
        assert name in shown or carried.get(name, "") == text


@pytest.mark.parametrize("reporter", list(Reporter))
def test_the_form_names_what_the_channel_still_needs(reporter: Reporter) -> None:
    journey = Journey(typed(danger_now="no", reporter_kind=reporter, at="check", observed="x"))
    needed = {
        name
        for step in journey.steps
        for part in journey.parts(step)
        for name in part.fields
        if part.fields[name].required
    }
    complete = dict.fromkeys(needed, "x") | {"child0-child_name": "x", "cause": "sign"}

    assert journey.may_be_sent() is (reporter is Reporter.CHILD)
    full = {**complete, "danger_now": "no", "reporter_kind": reporter, "observed": "x"}
    assert Journey(typed(**full)).may_be_sent()


@pytest.mark.parametrize("children", ["0", "-1", "999", "zwei", "", "1e3", "٣"])
def test_a_count_nobody_offered_breaks_nothing(children: str) -> None:
    assert 1 <= Journey(typed(**PRIVATE, children=children)).children.count <= 12


@pytest.mark.parametrize("reporter", [Reporter.PRIVATE, Reporter.HEALTH, Reporter.CHILD])
@pytest.mark.parametrize("name", ["observed", "child0-child_name", "child0-child_address"])
def test_in_danger_nothing_is_too_long(name: str, reporter: Reporter) -> None:
    long = "Das Baby weint. " * 5000
    urgent = Journey(typed(danger_now="yes", reporter_kind=reporter, at="urgent", **{name: long}))
    calm = typed(danger_now="no", reporter_kind=reporter, at="facts", observed=long)

    assert urgent.may_be_sent()
    assert long.strip() in str(urgent.statement())
    assert not Journey(calm).is_valid(Journey(calm).step)  # the control: without danger it is asked again
    assert Journey(calm).shown_sections[0]["observed"].value() == long  # and nothing typed is lost


def test_a_teacher_of_an_unrecognised_school_reads_where_she_belongs(
    client: Client, tannfurt: Network
) -> None:
    for address in (URL, "/tannfurt/leitfaden/"):
        assert "Privatschule ohne staatliche Anerkennung" in client.get(address).content.decode()


def test_children_speak_for_themselves(client: Client, tannfurt: Network) -> None:
    page = walk(client, {"danger_now": "no", "reporter_kind": "child"})
    assert "Was ist passiert?" in page
    assert "Schreib auf, was du magst" in page
    assert channel_of("child").named is False


# --- nothing is lost ---------------------------------------------------------------------------------


def test_an_old_page_keeps_its_text(tannfurt: Network, inside: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(URL, {**PRIVATE, "at": "facts", "observed": "Das Baby weint", "go": "next"})
    text = page.content.decode()

    assert page.status_code == 200
    assert "Es ist nichts verloren gegangen" in text
    assert "Das Baby weint" in text
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', text)
    assert token
    again = {**hidden(text), "observed": "Das Baby weint", "csrfmiddlewaretoken": token[1], "go": "next"}
    assert "Um welche Kinder geht es?" in strict.post(URL, again).content.decode()


def test_a_forged_form_sends_nothing(tannfurt: Network, inside: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.post(
        URL, {"danger_now": "yes", "reporter_kind": "private", "observed": "x", "at": "urgent", "go": "send"}
    )
    assert not Report.objects.exists()


def test_going_back_and_forth_loses_nothing(client: Client, tannfurt: Network) -> None:
    page = walk(
        client,
        PRIVATE,
        {"observed": "Das Baby weint"},
        {"child0-child_name": "Mia", "siblings": "zwei", "go": "back"},
        {"observed": "Das Baby weint sehr", "go": "next"},
    )
    assert 'value="Mia"' in page
    assert 'value="zwei"' in page


def test_the_key_to_enter_does_not_send(client: Client, tannfurt: Network, inside: None) -> None:
    """The first button of a form is the one that Enter presses."""
    page = walk(client, {"danger_now": "yes", "reporter_kind": "private"})
    first = re.search(r'<button[^>]*name="go" value="([a-z:]+)"', page)
    assert first
    assert first[1] == "stay"


# --- exactly once ------------------------------------------------------------------------------------


def test_a_second_click_shows_the_same_receipt(client: Client, tannfurt: Network, inside: None) -> None:
    page = hidden(client.get(URL).content.decode())
    first = client.post(URL, {**page, **SEND}).content.decode()
    second = client.post(URL, {**page, **SEND}).content.decode()

    assert CODE.findall(first) == CODE.findall(second) != []
    assert Report.objects.count() == 1


def test_changed_text_under_the_same_key_is_refused_and_kept(
    client: Client, tannfurt: Network, inside: None
) -> None:
    page = hidden(client.get(URL).content.decode())
    client.post(URL, {**page, **SEND})
    second = client.post(URL, {**page, **SEND, "observed": "anderer Text"}).content.decode()

    assert "wurde schon abgeschickt" in second
    assert "anderer Text" in second
    assert not CODE.search(second)
    assert Report.objects.count() == 1


# --- files -------------------------------------------------------------------------------------------


def picture(name: str = "foto.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30)).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def check_page(client: Client) -> dict[str, str]:
    page = walk(client, PRIVATE, {"observed": "Das Baby weint"}, {"child0-child_name": "Mia"}, {})
    return {name: markup.unescape(value) for name, value in hidden(page).items()}


def test_files_come_along(client: Client, tannfurt: Network, inside: None) -> None:
    sent: dict[str, Any] = {**check_page(client), "go": "send", "attachments": [picture(), picture("2.jpg")]}
    client.post(URL, sent)
    assert sorted(file.name for file in Attachment.objects.all()) == ["2.jpg", "foto.jpg"]


def test_a_wrong_file_is_named_and_the_text_stays(client: Client, tannfurt: Network, inside: None) -> None:
    wrong = SimpleUploadedFile("brief.docx", b"PK\x03\x04", "application/msword")
    sent: dict[str, Any] = {**check_page(client), "go": "send", "attachments": [picture(), wrong]}
    page = markup.unescape(client.post(URL, sent).content.decode())

    assert "„brief.docx“: Wir nehmen Bilder (JPEG, PNG) und PDF an." in page
    assert "auch die anderen Dateien noch einmal" in page
    assert "Das Baby weint" in page
    assert not Report.objects.exists()


def test_no_upload_ever_lies_on_the_disk() -> None:
    from django.conf import settings as chosen

    assert chosen.FILE_UPLOAD_HANDLERS == ["schutznetz.web.uploads.InMemory"]


# --- limits ------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=60).filter(kept))
def test_what_is_typed_is_what_the_office_reads(
    client: Client, tannfurt: Network, inside: None, text: str
) -> None:
    client.post(URL, {**SEND, "observed": text, "submission_key": ""})
    stored = Report.objects.order_by("-entered_at", "-id").values_list("pk", flat=True)
    assert any(Report.objects.get(pk=pk).statement["observed"] == kept(text) for pk in stored)


def test_every_shape_of_question_has_a_field() -> None:
    assert {field.shape for field in FIELDS} == set(Shape)


def test_the_start_of_the_form_touches_no_session_and_few_tables(
    client: Client, tannfurt: Network, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        page = client.get(URL)
    assert "sessionid" not in page.cookies


def test_a_page_between_stores_nothing(
    client: Client, tannfurt: Network, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        client.post(URL, {**PRIVATE, "at": "facts", "observed": "x", "go": "next"})
