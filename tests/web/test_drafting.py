"""What is typed and not yet sent survives time-out and new sign-in, for its writer alone."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

import schutznetz.web
from schutznetz.accounts.models import User
from schutznetz.advice import services as advice
from schutznetz.advice.choices import KEPT
from schutznetz.advice.models import Consultation
from schutznetz.concerns.models import Concern, Look
from schutznetz.kernel.context import SYSTEM, Context
from schutznetz.kernel.models import Draft
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.advice.conftest import QUESTION, SUBJECT
from tests.conftest import member, sign_in
from tests.web.concerns.conftest import browser, concern, kita, mira, works_at

__all__ = ["browser", "concern", "kita", "mira", "works_at"]

WEB = Path(schutznetz.web.__file__).parent
ASK = "/tannfurt/fachberatung/neu/"
NAMED = {"topic": "neglect", "age": "kita", "urgency": "today", "text": "Leo kommt ohne Frühstück."}


def again(browser: Client, person: Context, address: str) -> str:
    """Return the page as it is after the session has ended and a new one began."""
    browser.logout()
    sign_in(browser, User.objects.get(pk=person.person_id))
    return browser.get(address).content.decode()


@pytest.mark.static
def test_what_the_script_looks_for_stands_in_a_template() -> None:
    script = (WEB / "static/app.js").read_text()
    pages = "".join(path.read_text() for path in WEB.glob("templates/**/*.html"))
    sought = set(re.findall(r"form\[(data-[a-z-]+)\]", script))

    assert sought == {"data-keep", "data-until-saved"}
    assert {name for name in sought if not re.search(rf"<form[^>]*\s{name}\b", pages)} == set()


@pytest.mark.static
def test_no_template_asks_for_what_the_script_does_not_know() -> None:
    script = (WEB / "static/app.js").read_text()
    pages = [path.read_text() for path in WEB.glob("templates/**/*.html")]
    forms = [form for page in pages for form in re.findall(r"<form[^>]*>", page)]
    asked = {name for form in forms for name in re.findall(r"\s(data-[a-z-]+)", form)}
    known = {*re.findall(r"data-[a-z-]+", script)}
    known |= {f"data-{name}" for name in re.findall(r"dataset\.([a-z]+)", script)}

    assert asked - known == set()


def test_signs_half_looked_at_are_still_there(browser: Client, concern: Concern, mira: Context) -> None:
    address = f"/tannfurt/sorgen/{concern.pk}/anzeichen/"
    typed = {"care": "sign", "care_note": "dünne Jacke"}
    browser.post(address, {**typed, "go": "keep"})
    assert not Look.objects.exists()

    page = again(browser, mira, address)
    assert 'value="dünne Jacke"' in page
    assert re.search(r'name="care" value="sign"[^>]*checked', page)

    browser.post(address, {**typed, "go": "send"})
    assert Look.objects.get().signs["care"] == {"sign": "sign", "note": "dünne Jacke"}
    assert not Draft.objects.exists()


def test_a_worry_half_opened_is_still_there(browser: Client, mira: Context) -> None:
    address, typed = "/tannfurt/sorgen/neu/", {"age_band": "3_6", "child_name": "Leo Sandner"}
    browser.post(address, {**typed, "reporter": "provider", "go": "keep"})
    assert not Concern.objects.exists()

    page = again(browser, mira, address)
    assert 'value="Leo Sandner"' in page
    assert re.search(r'name="age_band" value="3_6"[^>]*checked', page)

    browser.post(address, {**typed, "reporter": "provider", "go": "send"})
    assert Concern.objects.get().child == {"child_name": "Leo Sandner"}
    assert not Draft.objects.exists()


@pytest.mark.parametrize("go", ["keep", "send"], ids=["kept by the page", "sent back with hits"])
def test_a_question_for_advice_is_still_there(browser: Client, mira: Context, go: str) -> None:
    browser.post(ASK, {**NAMED, "go": go})
    assert not Consultation.objects.exists()

    page = again(browser, mira, ASK)

    assert NAMED["text"] in page
    assert re.search(r'value="kita"\s+selected', page)
    assert re.search(r'name="urgency" value="today"[^>]*checked', page)


def test_nobody_else_sees_a_draft_and_it_is_sealed(
    browser: Client, mira: Context, tannfurt: Network, inside: None
) -> None:
    browser.post(ASK, {**NAMED, "go": "keep"})
    dora = Client()
    sign_in(dora, member(tannfurt, "dora", Role.PARTNER))

    assert NAMED["text"] not in dora.get(ASK).content.decode()
    (sealed,) = Draft.objects.values_list("text", flat=True)
    assert "Leo" not in str(sealed)


def test_a_further_question_is_kept_until_it_is_sent_or_the_consultation_is_gone(
    browser: Client, mira: Context, tannfurt: Network, works_at: Callable[..., Context]
) -> None:
    asked = advice.ask(mira, tannfurt, subject=SUBJECT, question=advice.Words(text=QUESTION))
    address = f"/tannfurt/fachberatung/{asked.pk}/nachfragen/"
    browser.post(address, {"text": "Und wenn sie nicht kommen?", "go": "keep"})
    assert "Und wenn sie nicht kommen?" in again(browser, mira, address)

    Consultation.objects.update(last_at=mira.now - KEPT)
    advice.erase(replace(mira, actor_id=None, role=SYSTEM), asked)

    assert not Draft.objects.exists()
