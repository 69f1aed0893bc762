"""An institution's own sheet goes along with a report when the person says so, and only her own."""

from collections.abc import Callable

import pytest
from django.test import Client

from schutznetz.cases.models import Attachment, Report
from schutznetz.concerns import handing, queries, services
from schutznetz.concerns.actions import ConcernAction
from schutznetz.concerns.models import Concern
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network, Organisation
from tests import make
from tests.web.concerns.test_views import at, hidden, text, written

REPORT = "/tannfurt/melden/"


@pytest.fixture
def sheet(mira: Context, concern: Concern) -> str:
    written(mira, concern)
    services.attach_sheets(mira, concern, files=[make.file("Bogen Leo.jpg"), make.file("Zweiter.jpg")])
    return next(str(each.pk) for each in queries.sheets_of(concern) if each.name == "Bogen Leo.jpg")


def chosen(browser: Client, concern: Concern, *sheets: str) -> dict[str, str]:
    """The fields of the report form as it opens for this choice."""
    return hidden(text(browser.post(at(concern, "jugendamt/"), {"sheets": sheets})))


SAID = {
    "observed": "Leo kommt ohne Frühstück.",
    "child0-child_name": "Leo Sandner",
    "prior_notice": "Ja.",
    "isef": "Frau Stern",
    "talk_with_child": "Am Montag.",
    "talk_with_guardians": "Am Montag.",
    "help_offered": "Elterncafé.",
    "reporter_phone": "05999 20",
}


def test_a_chosen_sheet_reaches_the_office_as_an_attachment(
    browser: Client, concern: Concern, sheet: str, tannfurt: Network
) -> None:
    form = text(browser.post(REPORT, {**chosen(browser, concern, sheet), **SAID, "go": "stay"}))
    assert "Bogen 1 (Bild)" in form
    assert "Bogen Leo" not in form  # opened only when it goes

    receipt = browser.post(REPORT, {**hidden(form), **SAID, "sheets": [sheet], "go": "send"})

    kept = Attachment.objects.get(report=Report.objects.get())
    assert (kept.name, kept.body, kept.position) == ("Bogen Leo.jpg", b"jpeg", 1)
    assert "nicht mitgegangen" not in text(receipt)
    assert audit.trail(tannfurt.pk)[-1].action != ConcernAction.INFORM  # the report came last
    assert ConcernAction.INFORM in {entry.action for entry in audit.trail(tannfurt.pk)}


def test_no_sheet_goes_along_unasked(browser: Client, concern: Concern, sheet: str) -> None:
    assert "sheets" not in chosen(browser, concern)

    left_out = {**chosen(browser, concern, sheet), **SAID, "go": "send"}
    del left_out["sheets"]  # unticked on the last page
    browser.post(REPORT, left_out)

    assert Report.objects.exists()
    assert not Attachment.objects.exists()


def test_in_danger_it_goes_along_as_well(
    browser: Client, concern: Concern, sheet: str, mira: Context
) -> None:
    services.answer_guide(mira, concern, answers={"danger": "child"})

    browser.post(REPORT, {**chosen(browser, concern, sheet), "observed": "Leo", "go": "send"})

    assert Attachment.objects.get().report.danger_now


def test_going_back_and_forth_keeps_every_chosen_sheet(browser: Client, concern: Concern, sheet: str) -> None:
    both = [str(each.pk) for each in queries.sheets_of(concern)]
    form = {**chosen(browser, concern, *both), **SAID, "sheets": both}

    back = text(browser.post(REPORT, {**form, "go": "back"}))

    assert all(f'name="sheets" value="{each}"' in back for each in both)


def test_who_is_signed_in_no_longer_is_told_that_the_sheet_stayed(
    browser: Client, concern: Concern, sheet: str
) -> None:
    form = {**chosen(browser, concern, sheet), **SAID, "sheets": [sheet], "reporter_name": "Mira"}

    receipt = text(Client().post(REPORT, {**form, "reporter_institution": "Kita", "go": "send"}))

    assert "nicht mitgegangen" in receipt
    assert Report.objects.exists()
    assert not Attachment.objects.exists()


def test_nobody_elses_sheet_is_sent(
    concern: Concern, sheet: str, works_at: Callable[..., Context], kita: Organisation, mira: Context
) -> None:
    dora = works_at("dora", kita)
    services.share(mira, concern, person_id=dora.person_id)  # she may read it, and not send it

    assert not handing.sheets_along(dora, [sheet])
    assert not handing.enclosed(dora, [sheet])
    assert handing.enclosed(mira, ["x", sheet, "x" * 36])[0].body == b"jpeg"
