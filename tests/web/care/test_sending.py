"""Families sent on, in the browser: from a practice, and behind a link that shows nothing by itself."""

import re
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from schutznetz.care import services
from schutznetz.care.choices import HelpEnd
from schutznetz.care.models import ConsentRecipient, Family, FamilyConsent, OutsideLink, Passing, Referral
from schutznetz.kernel import delivery
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import AuditEvent, Letter
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Network, Organisation
from tests.care.conftest import aydins, mira
from tests.conftest import context, member
from tests.outside import open_postbox
from tests.web.care.test_views import BASE, CONSENT, REFER, send, signed_in, text

__all__ = ["aydins", "mira"]
pytestmark = pytest.mark.usefixtures("inside")
SENT = {
    "name": "Herr Okafor", "language": "de", "phone": "0170 555", "given0": "Ben", "when0": "03.2026",
    "need": "Andere Väter treffen", "necessity": "Rückruf", "kind": "release", "declared_by": "one_parent",
    "custody": "sole", "form": "paper", "copy_given": "on", "feedback": "on",
    "given_on_0": "22", "given_on_1": "11", "given_on_2": "2026",
    "until_0": "22", "until_1": "2", "until_2": "2027",
}  # fmt: skip
TOKEN = re.compile(
    r'name="(?:csrfmiddlewaretoken|opening|submission_key)" value="[^"]+"|nonce="[^"]+"|nonce-[^\']+'
    r"|\d{48}"
)
LINK = re.compile(r"/tannfurt/hilfe/brief/(\d+)/")
CODE = re.compile(r'translate="no">(\d{4} \d{4})<')
OPENING = "o" * 26


@pytest.fixture
def practice(tannfurt: Network) -> Context:
    house = Organisation.objects.create(name="Kinderarztpraxis", category=PartnerCategory.MEDICAL_PRACTICE)
    user = member(tannfurt, "paula", Role.PARTNER)
    Assignment.objects.filter(user=user).update(organisation=house)
    return context(tannfurt, user, Role.PARTNER)


def seat(ctx: Context) -> str:
    return str(Assignment.objects.get(user=ctx.person_id, role=ctx.role).pk)


def test_a_practice_sends_a_father_on_and_hears_that_help_began(practice: Context, clara: Context) -> None:
    own, coordination = signed_in(practice), signed_in(clara)

    kept = text(send(own, "ueberleitung/neu/", name="Herr Okafor", address="Weg 3", go="keep"))
    assert not Family.objects.exists()
    assert all("Zwischengespeichert" in kept and part in kept for part in ("Weg 3", 'kern-accordion" open'))
    assert "Herr Okafor" in text(own.get(f"{BASE}ueberleitung/neu/"))
    answer = send(own, "ueberleitung/neu/", **SENT, recipient=seat(clara))
    assert "Herr Okafor" not in text(own.get(f"{BASE}ueberleitung/neu/"))
    referral = Referral.objects.get()
    place = f"anfrage/{referral.pk}/"

    assert re.search(r'class="sn-code"[^>]*>[\d ]{19}<', text(answer))
    assert "Okafor" not in text(own.get(f"{BASE}ueberleitung/"))
    assert coordination.get(f"{BASE}{referral.family_id}/").status_code == 404
    assert place in text(coordination.get(BASE))
    assert "Herr Okafor" in text(coordination.get(BASE + place))
    yes = {"step": "accept", "endangers": "no", "endangers_why": "Er wünscht es."}
    assert send(coordination, f"{place}antwort/", **yes).status_code == 302
    assert "Herr Okafor" in text(coordination.get(f"{BASE}{referral.family_id}/"))
    assert "Angenommen" in text(own.get(f"{BASE}ueberleitung/{referral.pk}/"))


def test_whoever_said_yes_finds_the_request_again_until_the_help_ends(
    practice: Context, clara: Context, mira: Context
) -> None:
    send(signed_in(practice), "ueberleitung/neu/", **SENT, recipient=seat(mira))
    referral = Referral.objects.get()
    place, own = f"anfrage/{referral.pk}/", signed_in(mira)

    referral = services.accept(mira, referral)

    assert place in text(own.get(f"{BASE}ueberleitung/"))
    assert place not in text(signed_in(practice).get(f"{BASE}ueberleitung/"))
    services.end(mira, referral, reason=HelpEnd.NEVER_ARRIVED)
    assert place not in text(own.get(f"{BASE}ueberleitung/"))


def test_the_youth_office_answers_at_its_field_and_keeps_what_was_typed(
    clara: Context, mira: Context, aydins: Family
) -> None:
    """Whoever sends nothing in the two fields is asked there; with an answer the same words go through."""
    coordination = signed_in(clara)
    named = [seat(mira)]
    send(coordination, f"{aydins.pk}/einwilligung/", **CONSENT, people=named)
    recipient = ConsentRecipient.objects.get().pk
    silent = REFER | {"endangers": "", "endangers_why": "", "recipient": recipient, "need": "Ein langer Satz"}

    refused = text(send(coordination, f"{aydins.pk}/anfragen/", **silent))

    assert not Referral.objects.exists()
    assert "Bitte wählen Sie." in refused
    assert "Ein langer Satz" in refused
    for field in ("endangers", "endangers_why"):
        assert f'href="#id_{field}' in refused  # the summary leads to it
    answered = {name: REFER[name] for name in ("endangers", "endangers_why")}
    send(coordination, f"{aydins.pk}/anfragen/", **silent | answered)
    assert Passing.objects.get().endangers_success is False


def test_whoever_is_no_youth_office_is_not_asked_its_question(practice: Context, clara: Context) -> None:
    form = text(signed_in(practice).get(f"{BASE}ueberleitung/neu/"))

    assert 'name="necessity"' in form
    assert 'name="endangers"' not in form


def test_sent_twice_it_is_one(practice: Context, clara: Context) -> None:
    own, typed = signed_in(practice), {**SENT, "recipient": seat(clara), "submission_key": "s" * 26}

    first, second = (text(own.post(f"{BASE}ueberleitung/neu/", typed)) for _ in range(2))

    assert Family.objects.count() == 1
    assert re.findall(r"[\d ]{19}", first) == re.findall(r"[\d ]{19}", second)


def test_a_sender_takes_it_back_and_learns_nothing_by_trying(practice: Context, clara: Context) -> None:
    own = signed_in(practice)
    send(own, "ueberleitung/neu/", **SENT | {"feedback": ""}, recipient=seat(clara))
    referral = Referral.objects.get()
    page = text(own.get(f"{BASE}ueberleitung/{referral.pk}/"))
    services.decline(clara, referral, reason="no_place")  # type: ignore[arg-type]  # as it is stored

    after = text(own.get(f"{BASE}ueberleitung/{referral.pk}/"))
    answer = send(own, f"anfrage/{referral.pk}/zurueck/")

    assert answer.headers["Location"] == f"{BASE}ueberleitung/{referral.pk}/"
    assert same(page, after)
    assert Referral.objects.get().state == "declined"


def test_nobody_else_sees_what_was_sent(practice: Context, clara: Context, mira: Context) -> None:
    send(signed_in(practice), "ueberleitung/neu/", **SENT, recipient=seat(clara))
    place = f"{BASE}ueberleitung/{Referral.objects.get().pk}/"

    assert signed_in(mira).get(place).status_code == 404
    assert signed_in(clara).get(place).status_code == 404
    assert Client().get(place).status_code in {302, 404}
    assert signed_in(practice).get(place).status_code == 200  # negative control


# --- the link ---------------------------------------------------------------------------------------------
@pytest.fixture
def halves(clara: Context, aydins: Family) -> tuple[str, str]:
    """The link and the code as the coordination is shown them, once."""
    coordination = signed_in(clara)
    said = CONSENT | {"outside": "Frau Lang, Hebammenpraxis Nord"}
    assert "Die Einwilligung steht." in text(send(coordination, f"{aydins.pk}/einwilligung/", **said))
    named = ConsentRecipient.objects.get(person=None)
    shown = text(send(coordination, f"{aydins.pk}/anfragen/", **REFER, recipient=named.pk))
    (link,), (code,) = LINK.findall(shown), CODE.findall(shown)
    return f"{BASE}brief/{link}/", code


def test_whose_answer_it_is_stands_at_its_field(
    halves: tuple[str, str], clara: Context, mira: Context, aydins: Family
) -> None:
    """The coordination writes down what it heard; whoever answers for herself reads "your answer"."""
    coordination = signed_in(clara)
    heard = text(coordination.get(f"{BASE}anfrage/{Referral.objects.get().pk}/"))
    send(coordination, f"{aydins.pk}/einwilligung/", **CONSENT, people=[seat(mira)])
    named = ConsentRecipient.objects.get(person=mira.person_id)
    send(coordination, f"{aydins.pk}/anfragen/", **REFER, recipient=named.pk)
    own = text(signed_in(mira).get(f"{BASE}anfrage/{Referral.objects.get(recipient=named).pk}/"))

    assert "Antwort von Frau Lang, Hebammenpraxis Nord" in heard
    assert "Ihre Antwort" not in heard
    assert "Ihre Antwort" in own
    assert "Antwort von" not in own


def without_tokens(page: str) -> str:
    return TOKEN.sub("", page)


def same(one: str, other: str) -> bool:
    """Say whether two pages are one but for what is drawn anew each time."""
    return without_tokens(one) == without_tokens(other)


def test_opening_the_link_shows_nothing_and_changes_nothing(halves: tuple[str, str], client: Client) -> None:
    """Programs that look at mails, and whoever gets them forwarded, see what every address shows."""
    link, _ = halves
    before = AuditEvent.objects.count()

    answer = client.get(link)
    real, invented = text(answer), text(client.get(f"{BASE}brief/{'1' * 48}/"))

    assert same(real, invented)
    assert "Aydin" not in real
    assert "Lang" not in real
    assert client.head(link).status_code == 200
    assert OutsideLink.objects.get().opened_at is None
    assert (Passing.objects.count(), AuditEvent.objects.count()) == (0, before)
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert not client.cookies.get("sessionid")


def test_the_code_opens_it_on_one_page_and_takes_the_answer(
    halves: tuple[str, str], client: Client, clara: Context
) -> None:
    link, code = halves
    typed = {"code": code, "opening": OPENING}

    page = text(client.post(link, typed))
    assert "Frau Aydin" in page
    assert "0151" not in page  # not among what went along
    assert "Aydin" not in re.findall(r"<title>(.*?)</title>", page, re.DOTALL)[0]
    assert "Frau Aydin" in text(client.post(link, typed))  # the same page, sent twice
    elsewhere = text(Client().post(link, {"code": code, "opening": "p" * 26}))
    assert "Damit öffnet sich nichts" in elsewhere
    assert "Aydin" not in elsewhere

    no_reason = text(client.post(link, {**typed, "go": "answer", "step": "decline"}))
    assert "Bitte nennen Sie den Grund" in no_reason
    done = text(client.post(link, {**typed, "go": "answer", "step": "accept", "note": "Ab Februar"}))
    assert "Ihre Antwort ist angekommen" in done
    assert Referral.objects.get().state == "accepted"
    assert "Ab Februar" in text(signed_in(clara).get(f"{BASE}anfrage/{Referral.objects.get().pk}/"))


def failures(halves: tuple[str, str], client: Client, clara: Context) -> dict[str, Any]:
    """Every way to fail, each with what its page says."""
    link, code = halves
    wrong = {"code": "0000 0000", "opening": OPENING}
    found = {
        "no such link": client.post(f"{BASE}brief/{'1' * 48}/", {"code": code, "opening": OPENING}),
        "wrong code": client.post(link, wrong),
    }
    services.revoke(clara, Referral.objects.get())
    found["taken back"] = client.post(link, {"code": code, "opening": OPENING})
    return found


def test_whatever_fails_looks_the_same(halves: tuple[str, str], client: Client, clara: Context) -> None:
    pages = {
        re.sub(r'value="[\d ]{9}"', "", without_tokens(text(each)))
        for each in failures(halves, client, clara).values()
    }

    assert len(pages) == 1
    assert "Damit öffnet sich nichts" in pages.pop()


def test_who_guesses_is_slowed_down(halves: tuple[str, str], client: Client) -> None:
    link, code = halves
    for guess in range(10):
        client.post(f"{BASE}brief/{guess:048}/", {"code": code, "opening": OPENING})

    answer = client.post(link, {"code": code, "opening": OPENING})

    assert answer.status_code == 429
    assert "Aydin" not in text(answer)


def test_a_new_link_is_mailed_alone_and_shown_once(
    halves: tuple[str, str], client: Client, clara: Context, settings: LazySettings
) -> None:
    """A real mail server gets the link and no other word; the code is on the page only."""
    old, code = halves
    coordination, place = signed_in(clara), f"anfrage/{Referral.objects.get().pk}/link/"
    assert "E-Mail-Adresse" in text(send(coordination, place, mail_to="praxis@"))
    assert not Letter.objects.exists()

    with open_postbox(settings) as box:
        shown = text(send(coordination, place, mail_to="praxis@nord.example"))
        assert delivery.deliver() == 1
    (envelope,) = box.mails
    mail = message_from_bytes(envelope.original_content or b"", policy=default)
    (link,), (fresh,) = set(LINK.findall(shown)), CODE.findall(shown)
    letter = Letter.objects.get()

    assert envelope.rcpt_tos == ["praxis@nord.example"]
    assert LINK.findall(mail.get_content()) == [link]
    for words in ("Aydin", "Lang", fresh, fresh.replace(" ", "")):
        assert words not in str(mail)
    assert (letter.to, letter.link) == ("", "")  # out, nobody here has it any more
    assert "Damit öffnet sich nichts" in text(client.post(old, {"code": code, "opening": OPENING}))
    assert "Frau Aydin" in text(client.post(f"{BASE}brief/{link}/", {"code": fresh, "opening": OPENING}))


def test_after_a_withdrawal_the_open_page_answers_nothing(
    halves: tuple[str, str], client: Client, clara: Context
) -> None:
    link, code = halves
    typed = {"code": code, "opening": OPENING}
    client.post(link, typed)
    services.withdraw_consent(clara, FamilyConsent.objects.get(), way="spoken")  # type: ignore[arg-type]  # as stored

    page = text(client.post(link, {**typed, "go": "answer", "step": "accept"}))

    assert "Damit öffnet sich nichts" in page
    assert "Aydin" not in page


def test_a_guide_writes_down_her_month(tannfurt: Network, clara: Context) -> None:
    clinic = Organisation.objects.create(name="Geburtsklinik", category=PartnerCategory.CLINIC)
    user = member(tannfurt, "gabi", Role.GUIDE)
    Assignment.objects.filter(user=user).update(organisation=clinic)
    guide = signed_in(context(tannfurt, user, Role.GUIDE))
    typed = {"month": "11.2026", "screened": "118", "positive": "31", "talked": "34"}

    wrong = text(send(guide, "lotsen/neu/", **typed | {"positive": "119"}))
    assert "nicht mehr sein" in wrong
    assert send(guide, "lotsen/neu/", **typed).status_code == 302
    assert "118" in text(guide.get(f"{BASE}lotsen/"))
    assert "Geburtsklinik" in text(signed_in(clara).get(f"{BASE}lotsen/"))
    assert signed_in(clara).get(f"{BASE}lotsen/neu/").status_code == 404
