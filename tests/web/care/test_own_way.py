"""A family's own way: in its language, on paper, and from the wish to be called into a help."""

import re
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from django.conf import settings
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.care import queries, services
from schutznetz.care.choices import CallWay
from schutznetz.care.models import CallBack, CodeHolder, Family, FamilyConsent
from schutznetz.care.services import Wish
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context, visitor
from schutznetz.kernel.submissions import new_key
from schutznetz.networks.models import Assignment, Network
from schutznetz.offers.choices import Language, Weekday
from schutznetz.web import limits
from schutznetz.web.care import consent_paper, openly
from schutznetz.web.ui import reviews
from schutznetz.web.ui.templatetags import reviewed
from tests.care.conftest import GATE, KEY, asked, aydins, consent, mira, pia
from tests.conftest import NOON, sign_in
from tests.web.care.test_views import BASE, CODE, CONSENT, send, text
from tests.web.test_languages import leaked

__all__ = ["aydins", "consent", "mira", "pia"]
pytestmark = pytest.mark.usefixtures("inside")
WITHDRAW = {"tr": "Geri al", "ar": "سحب الموافقة", "uk": "Відкликати", "pl": "Wycofaj"}


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openly, "FLOOD", limits.Flood())


@pytest.fixture
def coordination(clara: Context) -> Client:
    client = Client()
    sign_in(client, User.objects.get(pk=clara.person_id))
    return client


@pytest.fixture
def somebody_has_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reviews, reviewed, consent_paper):
        monkeypatch.setattr(module, "review_of", lambda _group: reviews.Review("Deniz Kaya", NOON.date()))


def in_language(language: str) -> Client:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def printed(answer: Any) -> str:
    made = pypdfium2.PdfDocument(answer.content)
    assert made.is_tagged()
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in made).split())


# --- in the family's language ----------------------------------------------------------------------
@pytest.mark.parametrize("language", sorted(WITHDRAW))
def test_the_page_behind_a_code_speaks_the_familys_language_and_consent_only_once_read(
    language: str, consent: FamilyConsent, clara: Context, mira: Context
) -> None:
    """What was agreed stands there in German with a note; the button that withdraws it is in her language."""
    services.refer(clara, consent.family, asked=asked(consent, mira), gate=GATE)

    page = text(in_language(language).post(f"{BASE}code/", {"code": queries.code_of_consent(KEY, 0)}))

    assert f'<html lang="{language}"' in page
    assert "Passende Hilfe anfragen" in page
    assert "Telefon und E-Mail" in page
    assert leaked(page, language) == []
    button = re.search(rf'<span lang="{language}" dir="(\w+)">.*?{WITHDRAW[language]}', page, re.DOTALL)
    assert button
    assert button[1] == ("rtl" if language == "ar" else "ltr")


@pytest.mark.usefixtures("somebody_has_read_it")
def test_read_by_somebody_it_is_in_her_language(consent: FamilyConsent) -> None:
    """Negative control of the test above, too: then the words are there, and they are noticed."""
    page = text(in_language("uk").post(f"{BASE}code/", {"code": queries.code_of_consent(KEY, 0)}))

    assert "Passende Hilfe anfragen" not in page
    assert "Deniz Kaya" in page
    assert "Запитати про відповідну допомогу" in leaked(page, "uk")


def test_a_wish_in_ukrainian_reaches_the_coordination_in_german(coordination: Client) -> None:
    parent = in_language("uk")
    form = text(parent.get(f"{BASE}rueckruf/"))
    said = {"way": "call", "contact": "0151", "language": "uk", "days": ["do"], "parts": ["morning"]}

    receipt = text(send(parent, "rueckruf/", **said))

    assert "У які дні ви можете спокійно розмовляти?" in form
    assert re.search(r'<option value="uk" selected', form)  # the language of the page is hers
    assert CODE.search(receipt)
    assert "Дякуємо." in receipt
    call = text(coordination.get(f"{BASE}rueckruf/{CallBack.objects.get().pk}/"))
    assert "Donnerstag" in call
    assert "vormittags, 8 bis 12 Uhr" in call
    assert "Ukrainisch" in call


def test_a_refusal_is_in_her_language_as_well(consent: FamilyConsent) -> None:
    parent, said = in_language("pl"), {"code": "1234 5678 9012 3456"}

    assert "Pod tym numerem nic nie znaleźliśmy." in text(parent.post(f"{BASE}code/", said))


# --- from the call into the help -------------------------------------------------------------------
@pytest.fixture
def call(tannfurt: Network) -> CallBack:
    wish = Wish(
        contact="0151 999",
        language=Language.ARABIC,
        days=[Weekday.THURSDAY],
        times="abends",
        silent=True,
        need="Ich bin so müde.",
    )
    return services.ask_call(replace(visitor(tannfurt.pk), now=NOON), tannfurt, wish=wish, key="c")


def test_what_was_said_with_the_wish_is_not_asked_again(coordination: Client, call: CallBack) -> None:
    place = f"rueckruf/{call.pk}/aufnehmen/"
    page = text(coordination.get(BASE + place))

    assert 'value="0151 999"' in page
    assert "Tage: Donnerstag; Auf keinen Fall: abends" in page
    assert "Ich bin so müde." in page
    assert re.search(r'<option value="ar" selected', page)
    said = {"name": "Frau Omar", "language": "ar", "phone": "0151 999", "when0": "05.2026"}
    assert send(coordination, place, **said).headers["Location"] == BASE

    family = Family.objects.get()
    assert (family.name, CodeHolder.objects.get().family_id) == ("Frau Omar", family.pk)
    code = queries.code_of_call("c")
    own = text(in_language("ar").post(f"{BASE}code/", {"code": code}))
    assert "لم تصرحوا بشيء بعد." in own
    assert coordination.get(BASE + place).status_code == 404


def test_the_list_says_when_a_call_is_safe_and_when_never(coordination: Client, call: CallBack) -> None:
    page = text(coordination.get(BASE))

    assert "Tage: Donnerstag" in page
    assert "Auf keinen Fall: abends" in page
    assert "0151 999" not in page


def test_a_mail_address_becomes_no_telephone(tannfurt: Network, coordination: Client) -> None:
    wish = Wish(contact="omar@familie.example", way=CallWay.MAIL)
    call = services.ask_call(visitor(tannfurt.pk), tannfurt, wish=wish, key="m")

    page = text(coordination.get(f"{BASE}rueckruf/{call.pk}/aufnehmen/"))

    assert re.search(r'name="email"[^>]*value="omar@familie.example"', page)


def test_nobody_else_takes_a_call_over(call: CallBack, mira: Context) -> None:
    client = Client()
    sign_in(client, User.objects.get(pk=mira.person_id))

    assert client.get(f"{BASE}rueckruf/{call.pk}/aufnehmen/").status_code == 404


# --- on paper --------------------------------------------------------------------------------------
@pytest.fixture
def said(mira: Context) -> dict[str, Any]:
    held = Assignment.objects.get(user=mira.person_id)
    typed = {**CONSENT, "people": [str(held.pk)], "submission_key": new_key()}
    return {name: value for name, value in typed.items() if name != "copy_given"}


def test_the_paper_is_printed_first_and_notes_nothing(
    coordination: Client, aydins: Family, said: dict[str, Any]
) -> None:
    """The number on the copy is the one that opens the page once the consent is noted."""
    place = f"{BASE}{aydins.pk}/einwilligung/"

    answer = coordination.post(place, {**said, "blatt": "1"})

    paper = printed(answer)
    assert not FamilyConsent.objects.exists()
    assert audit.trail(aydins.network_id)[-1].action == "care.print_consent"
    assert "Aydin" not in answer.headers["Content-Disposition"]
    for words in ("Passende Hilfe anfragen", "mira", "Ort, Datum und Unterschrift", "Sie entscheiden frei."):
        assert words in paper
    [number] = re.findall(r"\d{4} \d{4} \d{4} \d{4}", paper)
    assert CODE.findall(text(coordination.post(place, {**said, "copy_given": "on"}))) == [number]
    assert "Passende Hilfe anfragen" in text(Client().post(f"{BASE}code/", {"code": number}))


def test_the_family_reads_it_on_the_screen_before_it_is_noted(
    coordination: Client, aydins: Family, said: dict[str, Any]
) -> None:
    place = f"{BASE}{aydins.pk}/einwilligung/"

    page = text(coordination.post(place, {**said, "zeigen": "1"}))

    assert not FamilyConsent.objects.exists()
    assert "Sie entscheiden frei." in page
    assert "Passende Hilfe anfragen" in page
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    kept = {name: [value for other, value in hidden if other == name] for name, _value in hidden}
    assert kept["items"] == ["name", "need"]
    again = text(coordination.post(place, {**kept, "aendern": "1"}))
    assert 'value="Frau Aydin"' in again
    assert not FamilyConsent.objects.exists()
    assert CODE.search(text(coordination.post(place, kept)))
    assert FamilyConsent.objects.get().form == "screen"


def test_what_is_missing_is_asked_for_before_anything_is_printed(
    coordination: Client, aydins: Family, said: dict[str, Any]
) -> None:
    place = f"{BASE}{aydins.pk}/einwilligung/"
    wrong: list[dict[str, Any]] = [{"items": []}, {"until_2": "2030"}, {"custody": "joint"}]
    for missing in wrong:
        for button in ("blatt", "zeigen"):
            answer = coordination.post(place, {**said, **missing, button: "1"})

            assert answer.headers["Content-Type"].startswith("text/html")
            assert "Was darf weitergegeben werden?" in text(answer)


def test_the_paper_is_german_alone_until_somebody_has_read_the_translation(
    coordination: Client, consent: FamilyConsent
) -> None:
    paper = printed(coordination.get(f"{BASE}einwilligung/{consent.pk}/kopie.pdf"))

    assert "Einwilligung in die Weitergabe" in paper
    assert "Bilgilerin iletilmesine onay" not in paper
    assert "Ort, Datum und Unterschrift" not in paper  # a copy is signed by nobody


@pytest.mark.usefixtures("somebody_has_read_it")
def test_read_by_somebody_the_paper_is_in_both_languages(
    coordination: Client, consent: FamilyConsent
) -> None:
    paper = printed(coordination.get(f"{BASE}einwilligung/{consent.pk}/kopie.pdf"))

    assert paper.index("Bilgilerin iletilmesine onay") < paper.index("Einwilligung in die Weitergabe")
    assert "Bu kopya Frau Aydin" in paper


def test_both_parents_get_a_copy_each(coordination: Client, aydins: Family, said: dict[str, Any]) -> None:
    both = {"declared_by": "both_parents", "custody": "joint", "name1": "Herr Aydin", "blatt": "1"}

    paper = printed(coordination.post(f"{BASE}{aydins.pk}/einwilligung/", {**said, **both}))

    assert len(set(re.findall(r"\d{4} \d{4} \d{4} \d{4}", paper))) == 2
    assert paper.count("Ort, Datum und Unterschrift") == 2
    assert "Diese Kopie gehört Herr Aydin." in paper


def test_a_copy_of_what_is_noted_is_nobody_elses(mira: Context, consent: FamilyConsent) -> None:
    client = Client()
    sign_in(client, User.objects.get(pk=mira.person_id))

    assert client.get(f"{BASE}einwilligung/{consent.pk}/kopie.pdf").status_code == 404
