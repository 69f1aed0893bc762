"""Early help in the browser: from the wish to be called to the answer, and the page behind a code."""

import re
from typing import Any

import pytest
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.care import queries, services
from schutznetz.care.models import (
    CallBack,
    ConsentRecipient,
    Family,
    FamilyConsent,
    Referral,
)
from schutznetz.kernel.context import Context
from schutznetz.kernel.submissions import new_key
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.web import limits
from schutznetz.web.care import openly
from tests.care.conftest import AYDIN, GATE, KEY, MOTHER, TODAY, asked, aydins, consent, declared, mira, pia
from tests.conftest import sign_in

__all__ = ["aydins", "consent", "mira", "pia"]
pytestmark = pytest.mark.usefixtures("inside")
BASE = "/tannfurt/hilfe/"
CODE = re.compile(r'class="sn-code"[^>]*>([\d ]{19})<')
CONSENT = {
    "kind": "data", "purpose": "find_help", "items": ["name", "need"], "declared_by": "one_parent",
    "custody": "sole", "name0": "Frau Aydin", "language": "tr", "form": "paper", "copy_given": "on",
    "given_on_0": "22", "given_on_1": "11", "given_on_2": "2026",
    "until_0": "22", "until_1": "2", "until_2": "2027",
}  # fmt: skip
REFER = {
    "need": "Eine Hebamme", "items": ["name", "need"], "basis": "consent", "necessity": "Rückruf",
    "endangers": "no", "endangers_why": "Sie wünscht es.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openly, "FLOOD", limits.Flood())


@pytest.fixture
def coordination(clara: Context) -> Client:
    return signed_in(clara)


def signed_in(ctx: Context) -> Client:
    client = Client()
    sign_in(client, User.objects.get(pk=ctx.person_id))
    return client


def text(answer: Any) -> str:
    return str(answer.content.decode())


def send(client: Client, place: str, **typed: Any) -> Any:
    return client.post(BASE + place, {"submission_key": new_key(), **typed})


def test_a_family_is_taken_in_and_changed(coordination: Client) -> None:
    said = {
        "name": "Frau Aydin",
        "language": "tr",
        "given0": "Emre",
        "when0": "05.2026",
        "when1": "14.02.2027",
    }

    assert send(coordination, "neu/", **said).status_code == 302
    family = Family.objects.get()
    assert queries.children_of([family.pk])[family.pk][0].given == "Emre"
    assert "05.2026" in text(coordination.get(f"{BASE}{family.pk}/aendern/"))
    send(coordination, f"{family.pk}/aendern/", **said, phone="0151")
    assert Family.objects.get().phone == "0151"


@pytest.mark.parametrize("when", ["", "gestern", "13.2026", "31.02.2027", "05.1826"])
def test_a_child_without_a_day_is_asked_for(when: str, coordination: Client) -> None:
    answer = send(coordination, "neu/", name="Frau Aydin", language="tr", when0=when)

    assert answer.status_code == 200
    assert not Family.objects.exists()


def test_a_consent_shows_its_code_once(coordination: Client, aydins: Family, mira: Context) -> None:
    held = Assignment.objects.get(user=mira.person_id)

    page = text(send(coordination, f"{aydins.pk}/einwilligung/", **CONSENT, people=[str(held.pk)]))

    (code,) = CODE.findall(page)
    own = text(Client().post(f"{BASE}code/", {"code": code}))
    assert "mira" in own
    assert "0151" not in own
    assert code not in text(coordination.get(f"{BASE}{aydins.pk}/"))


def test_changed_custody_is_asked_at_its_field_and_shown(
    coordination: Client, consent: FamilyConsent, mira: Context
) -> None:
    """Frau Aydin said that she alone has custody; now somebody else says so."""
    held, place = Assignment.objects.get(user=mira.person_id), f"{consent.family_id}/einwilligung/"
    typed = CONSENT | {"name0": "Herr Aydin", "people": [str(held.pk)]}

    page = send(coordination, place, **typed)
    assert "was sich geändert hat" in page.context["form"].errors["one_suffices"][0]
    assert 'value="Herr Aydin"' in text(page)

    assert CODE.findall(text(send(coordination, place, **typed, one_suffices="Neuer Beschluss.")))
    assert "Neuer Beschluss." in text(coordination.get(f"{BASE}{consent.family_id}/"))


def test_a_family_is_referred_answered_and_helped(
    coordination: Client, consent: FamilyConsent, mira: Context
) -> None:
    recipient = ConsentRecipient.objects.get(person=mira.person_id)
    assert (
        send(coordination, f"{consent.family_id}/anfragen/", **REFER, recipient=recipient.pk).status_code
        == 302
    )
    place = f"anfrage/{Referral.objects.get().pk}/"
    midwife = signed_in(mira)

    page = text(midwife.get(BASE + place))
    assert "Frau Aydin" in page
    assert "0151" not in page  # not among what went along
    assert send(midwife, f"{place}antwort/", step="decline").status_code == 200
    assert send(midwife, f"{place}antwort/", step="accept").status_code == 302
    assert send(midwife, f"{place}verlauf/", step="begin").status_code == 302
    assert send(midwife, f"{place}verlauf/", step="end", reason="goal_reached").status_code == 302
    assert Referral.objects.get().state == "ended"
    assert "Weitergaben" not in text(midwife.get(f"{BASE}{consent.family_id}/"))


def test_an_open_page_is_empty_after_the_withdrawal(
    coordination: Client, consent: FamilyConsent, clara: Context, mira: Context
) -> None:
    referral = services.refer(clara, consent.family, asked=asked(consent, mira), gate=GATE)
    midwife, place = signed_in(mira), f"anfrage/{referral.pk}/"
    assert midwife.get(BASE + place).status_code == 200

    Client().post(
        f"{BASE}code/",
        {"code": queries.code_of_consent(KEY, 0), "go": "withdraw", "consent": str(consent.pk)},
    )

    assert midwife.get(BASE + place).status_code == 404
    assert send(midwife, f"{place}antwort/", step="accept").status_code == 404
    assert "Widerrufen" in text(coordination.get(f"{BASE}{consent.family_id}/"))


def test_whoever_is_told_notes_the_withdrawal_in_two_clicks(
    consent: FamilyConsent, clara: Context, mira: Context
) -> None:
    services.refer(clara, consent.family, asked=asked(consent, mira), gate=GATE)
    midwife = signed_in(mira)

    answer = send(midwife, f"einwilligung/{consent.pk}/widerruf/", way="spoken")

    assert answer.headers["Location"] == "/tannfurt/aufgaben/"
    assert FamilyConsent.objects.get().withdrawn_at is not None


@pytest.mark.parametrize("sign", ["=", "@", "＝", "＠"])  # the wide ones are formulas as well
def test_the_list_of_passings_is_a_file_that_says_nothing_in_its_name(
    coordination: Client, consent: FamilyConsent, clara: Context, mira: Context, sign: str
) -> None:
    User.objects.filter(pk=mira.person_id).update(last_name=f"{sign}1+1")
    services.refer(clara, consent.family, asked=asked(consent, mira), gate=GATE)

    answer = coordination.get(f"{BASE}{consent.family_id}/weitergaben.csv")

    assert "Aydin" not in answer.headers["Content-Disposition"]
    assert f";'{sign}1+1;" in text(answer)


def test_a_wish_to_be_called_keeps_nothing_on_the_device(client: Client, coordination: Client) -> None:
    page = send(client, "rueckruf/", way="call", contact="0151", language="de", silent="on")

    (code,) = CODE.findall(text(page))
    wish = CallBack.objects.get()
    assert not client.cookies.get("sessionid")
    assert "Keine Nachricht hinterlassen" in text(coordination.get(f"{BASE}rueckruf/{wish.pk}/"))
    assert "0151" not in text(coordination.get(BASE))
    taken_back = text(client.post(f"{BASE}code/", {"code": code, "go": "take_back"}))
    assert "Erledigt" in taken_back
    assert CallBack.objects.get().state == "withdrawn"


def test_sent_twice_it_is_one_wish(client: Client) -> None:
    said = {"way": "call", "contact": "0151", "language": "de", "submission_key": new_key()}

    codes = [CODE.findall(text(client.post(f"{BASE}rueckruf/", said))) for _again in range(2)]

    assert codes[0] == codes[1] != []
    assert CallBack.objects.count() == 1


def test_guessing_codes_is_slowed_down(client: Client) -> None:
    answers = [
        client.post(f"{BASE}code/", {"code": "1234 5678 9012 3456"}).status_code
        for _try in range(limits.TRIES + 1)
    ]

    assert answers == [200] * limits.TRIES + [429]


@pytest.mark.parametrize("number", [1, 20])
def test_the_pages_cost_the_same_however_much_there_is(
    number: int,
    coordination: Client,
    consent: FamilyConsent,
    clara: Context,
    mira: Context,
    tannfurt: Network,
    django_assert_max_num_queries: Any,
) -> None:
    for again in range(number):
        services.refer(clara, consent.family, asked=asked(consent, mira), gate=GATE)
        more = declared([mira], until=TODAY)
        services.note_consent(clara, consent.family, declared=more, by=MOTHER, key=f"more{again}")
        services.open_family(clara, tannfurt, household=AYDIN)
    for place, most in (("", 11), (f"{consent.family_id}/", 24)):
        coordination.get(BASE + place)
        with django_assert_max_num_queries(most):
            assert coordination.get(BASE + place).status_code == 200


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.TEAM_LEAD])
def test_the_protection_part_has_no_way_here(role: Role, aydins: Family, mira: Context) -> None:
    Assignment.objects.filter(user=mira.person_id).update(role=role)

    assert signed_in(mira).get(f"{BASE}{aydins.pk}/").status_code == 404
    assert signed_in(mira).get(BASE).status_code == 404
