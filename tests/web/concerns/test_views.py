import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from schutznetz.accounts.models import User
from schutznetz.cases.models import Report
from schutznetz.concerns import queries, services
from schutznetz.concerns.choices import EntryKind, Indicator, Sign
from schutznetz.concerns.models import Concern, Entry
from schutznetz.concerns.services import Note, Seen
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.kernel.models import Draft
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network, Organisation
from tests import make
from tests.concerns.conftest import MONDAY
from tests.concerns.test_services import HEARD, SAW
from tests.conftest import sign_in

LIST = "/tannfurt/sorgen/"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def at(concern: Concern, place: str = "") -> str:
    return f"{LIST}{concern.pk}/{place}"


OPEN = {
    "reporter": "provider",
    "age_band": "3_6",
    "child_name": "Leo Sandner",
    "submission_key": "k" * 26,
}


def test_a_worry_is_opened_once_however_often_it_is_sent(browser: Client, tannfurt: Network) -> None:
    assert 'value="provider" selected' in text(browser.get(f"{LIST}neu/"))  # she works in a day-care centre

    for _time in range(2):
        answer = browser.post(f"{LIST}neu/", OPEN)
        assert answer.status_code == 302

    concern = Concern.objects.get()
    assert (concern.child, concern.organisation_id is None) == ({"child_name": "Leo Sandner"}, False)
    assert "Leo Sandner" in text(browser.get(LIST))


def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(browser: Client, concern: Concern) -> None:
    page = text(
        browser.post(
            at(concern, "eintrag/"),
            {
                "kind": "observation",
                "source": "Frau Weiß",
                "on_0": "31",
                "on_1": "2",
                "on_2": "2026",
                "go": "send",
            },
        )
    )

    assert "Bitte schreiben Sie auf, was war." in page
    assert "Diesen Tag gibt es nicht" in page
    assert 'value="Frau Weiß"' in page
    assert not Entry.objects.exists()


def test_a_talk_needs_words_or_the_reason_why_not(browser: Client, concern: Concern) -> None:
    said = {"kind": "talk_with_guardians", "why_not": "Der Vater droht.", "go": "send"}
    assert browser.post(at(concern, "eintrag/"), said).status_code == 302

    refused = browser.post(at(concern, "eintrag/"), {**said, "kind": "observation"})
    assert refused.status_code == 200
    assert Entry.objects.count() == 1


def test_what_is_typed_survives_until_it_is_sent(browser: Client, concern: Concern) -> None:
    typed = {"kind": "observation", "text": "Leo weint", "on_0": "16", "on_1": "11", "on_2": "2026"}
    browser.post(at(concern, "eintrag/"), {**typed, "go": "keep"})
    assert not Entry.objects.exists()

    page = text(browser.get(at(concern, "eintrag/")))
    assert "Leo weint" in page
    assert 'value="16"' in page

    browser.post(at(concern, "eintrag/"), {**typed, "go": "send"})
    assert Entry.objects.count() == 1
    assert not Draft.objects.exists()


def test_signs_are_words_and_a_severe_one_asks_about_danger(browser: Client, concern: Concern) -> None:
    assert "Allein zu Hause" in text(browser.get(at(concern, "anzeichen/")))
    browser.post(
        at(concern, "anzeichen/"), {"care": "sign", "physical": "severe_sign", "physical_note": "Striemen"}
    )

    page = text(browser.get(at(concern)))

    assert "Schweres Anzeichen: Striemen" in page
    assert "rufen Sie 110 oder 112" in page
    assert set(queries.signs_of(concern)) == {"care", "physical"}  # what was not looked at says nothing


def test_the_guide_goes_on_where_it_stopped(browser: Client, concern: Concern) -> None:
    assert 'name="danger"' in text(browser.get(at(concern, "leitfaden/")))
    assert "Bitte wählen Sie eine Antwort" in text(browser.post(at(concern, "leitfaden/"), {}))
    browser.post(at(concern, "leitfaden/"), {"danger": "no"})
    assert 'name="about"' in text(browser.get(at(concern, "leitfaden/")))

    browser.post(at(concern, "leitfaden/neu/"))
    browser.post(at(concern, "leitfaden/"), {"danger": "child"})

    page = text(browser.get(at(concern)))
    assert "Sie müssen" in page
    assert "§ 8a Abs. 4 Satz 3 SGB VIII" in page


def test_a_colleague_reads_along_when_named_and_writes_nothing(
    browser: Client, concern: Concern, kita: Organisation, works_at: Callable[..., Context]
) -> None:
    works_at("sara", kita, Role.PARTNER_LEAD)
    sara, hers = User.objects.get(username="sara"), Client()
    sign_in(hers, sara)
    assert hers.get(at(concern)).status_code == 404

    browser.post(at(concern, "mitlesen/"), {"person_id": str(sara.pk)})

    assert "Leo Sandner" in text(hers.get(at(concern)))
    for place in ("eintrag/", "anzeichen/", "leitfaden/", "mitlesen/", "jugendamt/"):
        assert hers.get(at(concern, place)).status_code == 404

    browser.post(at(concern, "mitlesen/ende/"), {"person_id": str(sara.pk)})
    assert hers.get(at(concern)).status_code == 404


def test_the_record_is_a_tagged_document_whose_name_says_nothing(
    browser: Client, concern: Concern, mira: Context
) -> None:
    services.write_down(mira, concern, note=SAW)
    answer = browser.get(at(concern, "nachweis.pdf"))

    document = pypdfium2.PdfDocument(answer.content)
    assert document.is_tagged()
    assert "Leo kommt ohne Frühstück." in document[0].get_textpage().get_text_bounded()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="entscheidungsnachweis.pdf"'


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in found}


def written(mira: Context, concern: Concern) -> None:
    for note in (
        SAW,
        HEARD,
        Note(kind=EntryKind.STATEMENT, text="„Mama schläft.“", on=MONDAY),
        Note(kind=EntryKind.TALK_WITH_GUARDIANS, text="Die Mutter bat um Geduld."),
        Note(kind=EntryKind.TALK_WITH_CHILD, text="", why_not="Leo ist zu müde."),
        Note(kind=EntryKind.ISEF, text="Frau Stern am Freitag."),
        Note(kind=EntryKind.HELP_OFFERED, text="Elterncafé angeboten."),
    ):
        services.write_down(mira, concern, note=note)
    services.look_at_signs(mira, concern, seen={Indicator.CARE: Seen(sign=Sign.SIGN, note="hungrig")})


def test_the_report_is_filled_from_the_worry_without_typing_again(
    browser: Client, concern: Concern, mira: Context, kita: Organisation
) -> None:
    written(mira, concern)
    Organisation.objects.filter(pk=kita.pk).update(phone="05999 20")
    offered = text(browser.get(at(concern, "jugendamt/")))
    everything = re.findall(r'name="pieces" value="([^"]+)"', offered)
    heard = next(line.id for line in queries.page_of(concern).entries if line.witness == "hearsay")

    chosen = [key for key in everything if key != str(heard)]
    check = text(browser.post(at(concern, "jugendamt/"), {"pieces": chosen}))
    assert "Oma" not in check
    assert not Report.objects.exists()  # nothing is sent from here

    form = text(browser.post("/tannfurt/melden/", {**hidden(check), "go": "stay"}))
    assert "Prüfen und absenden" in form
    assert "Leo Sandner" in form
    prior = {"prior_notice": "Ja, seit Montag."}  # the one thing that the worry did not know
    sent = browser.post("/tannfurt/melden/", {**hidden(form), **prior, "go": "send"})

    report = Report.objects.get()
    assert sent.status_code == 200
    assert report.entered_by_id == mira.actor_id
    assert report.statement["observed"] == "16.11.2026: Leo kommt ohne Frühstück."
    assert report.statement["verbatim"] == "16.11.2026: „Mama schläft.“"
    assert report.statement["talk_with_child"] == "Leo ist zu müde."
    assert "hearsay" not in report.statement
    assert report.children.get().description["child_name"] == "Leo Sandner"
    assert report.contact.details["reporter_phone"] == "05999 20"


def test_in_danger_the_short_form_opens_and_loses_nothing_chosen(
    browser: Client, concern: Concern, mira: Context
) -> None:
    written(mira, concern)
    services.answer_guide(mira, concern, answers={"danger": "child"})
    everything = re.findall(r'name="pieces" value="([^"]+)"', text(browser.get(at(concern, "jugendamt/"))))

    filled = hidden(text(browser.post(at(concern, "jugendamt/"), {"pieces": everything})))
    browser.post("/tannfurt/melden/", {**filled, "go": "send"})

    report = Report.objects.get()
    assert report.danger_now
    for said in ("Leo kommt ohne Frühstück.", "„Mama schläft.“", "Die Mutter bat um Geduld.", "hungrig"):
        assert said in report.statement["observed"]


def test_what_the_guide_advises_against_is_said_before_anything_goes(
    browser: Client, concern: Concern, mira: Context
) -> None:
    services.answer_guide(mira, concern, answers={"danger": "no", "about": "child", "signs": "no"})

    assert "rät jetzt etwas anderes" in text(browser.get(at(concern, "jugendamt/")))


def test_every_look_at_a_worry_leaves_a_trace_without_contents(
    browser: Client, concern: Concern, tannfurt: Network
) -> None:
    for place in ("", "eintrag/", "anzeichen/", "leitfaden/", "jugendamt/", "nachweis.pdf"):
        before = len(audit.trail(tannfurt.pk))
        browser.get(at(concern, place))
        assert len(audit.trail(tannfurt.pk)) > before, place
    assert "Leo" not in str(audit.trail(tannfurt.pk))


def test_a_long_worry_stays_within_its_budget(
    browser: Client, concern: Concern, mira: Context, django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        services.write_down(mira, concern, note=Note(kind=EntryKind.OBSERVATION, text=f"Tag {number}"))
    browser.get(at(concern))

    with django_assert_max_num_queries(19):
        browser.get(at(concern))


def test_an_own_sheet_is_attached_and_handed_out_under_a_name_of_ours(
    browser: Client, concern: Concern, mira: Context
) -> None:
    services.attach_sheets(mira, concern, files=[make.file("Bogen Leo Sandner.jpg")])
    assert "Bogen Leo Sandner.jpg" in text(browser.get(at(concern)))

    answer = browser.get(at(concern, "bogen/1/"))

    assert answer.content == b"jpeg"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Bogen-1.jpg"'
    for number in ("0", "2", "-1", "x", "²"):
        assert browser.get(at(concern, f"bogen/{number}/")).status_code == 404


def test_a_file_that_cannot_be_kept_is_named_with_its_reason(browser: Client, concern: Concern) -> None:
    wrong = SimpleUploadedFile("bogen.txt", b"nur Text")
    page = text(browser.post(at(concern, "bogen/"), {"attachments": wrong}))

    assert "„bogen.txt“: Wir nehmen Bilder (JPEG, PNG) und PDF an." in page
    assert not queries.sheets_of(concern)


def test_a_closed_worry_is_read_and_written_no_more(browser: Client, concern: Concern) -> None:
    browser.post(at(concern, "abschliessen/"))

    assert "Abgeschlossen" in text(browser.get(at(concern)))
    assert browser.get(at(concern, "eintrag/")).status_code == 404


def test_the_page_title_and_the_addresses_name_nobody(browser: Client, concern: Concern) -> None:
    for place in ("", "eintrag/", "anzeichen/", "leitfaden/", "mitlesen/", "jugendamt/"):
        page = browser.get(at(concern, place)).content.decode()
        assert "Leo" not in re.findall("(?s)<title>(.*?)</title>", page)[0]
        assert not re.findall('href="[^"]*Leo', page)
