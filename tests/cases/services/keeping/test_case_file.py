"""What the file of a case says and does not say, and when its package may be ordered."""

import json

import pytest

from schutznetz.accounts.models import User
from schutznetz.cases.choices import HandoverPart
from schutznetz.cases.models import Arrival, Case, Handover, Message, Report, ReportChild
from schutznetz.cases.queries.case_file import _anywhere, case_file
from schutznetz.cases.services import keeping
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.models import Job
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from tests.cases.services.keeping.conftest import SECRET_PLACE, close, parts
from tests.conftest import NOON
from tests.networks.services.test_letters import text_of

pytestmark = pytest.mark.usefixtures("inside", "at_noon")


def test_the_answers_about_a_child_go_without_its_places(report: Report) -> None:
    said = {"child_name": "Kim", "child_address": SECRET_PLACE, "child_whereabouts": SECRET_PLACE}
    ReportChild.objects.create(report=report, position=9, description=said)
    frozen = {
        "child": said,
        "sections": [
            {"part": HandoverPart.PLACE, "lines": [SECRET_PLACE]},
            {"part": HandoverPart.TALKS, "lines": ["Mutter"]},
        ],
    }

    content = json.dumps(case_file(Case.objects.filter(origin=report).order_by("id")[0]).content)
    told = [_anywhere(row, "content", frozen) for row in (Handover(), Arrival())]

    assert (SECRET_PLACE in content, "Kim" in content) == (False, True)
    assert all(
        SECRET_PLACE not in str(each) and "Kim" in str(each) and "Mutter" in str(each) for each in told
    )


def test_who_reported_with_an_account_stays_out(
    report: Report, rosa_at_work: Context, tannfurt: Network
) -> None:
    lehrerin = User.objects.create_user("lehrerin", first_name="Petra", last_name="Paukerin")
    erzieher = User.objects.create_user("erzieher", first_name="Egon", last_name="Weiser")
    said = {"reporter_kind": "counsellor", "statement": {}, "received_at": NOON, "entered_at": NOON}
    for number, channel in enumerate(("partner", "telephone")):
        told = Report.objects.create(
            reference=f"A{number}", channel=channel, entered_by=lehrerin, receipt_tag=str(number), **said
        )
        Message.objects.create(report=told, kind="answer", at=NOON, author=erzieher, text="Ja, gestern.")
        hands = Case.objects.order_by("id")[0]
        Case.objects.create(
            number=900 + number, child_name="Mia", report="x", origin=told, reported_at=NOON,
            lead_id=hands.lead_id, substitute_id=hands.substitute_id,
        )  # fmt: skip
    case, by_telephone = Case.objects.filter(number__gte=900).order_by("number")
    close(case, in_file=False)
    found = keeping.make_package(system(tannfurt.pk), keeping.order_package(rosa_at_work, case))
    texts = [parts(found)["akte.json"].decode(), text_of(parts(found)["akte.pdf"])]

    names = [lehrerin.display_name, erzieher.display_name, str(lehrerin.pk), str(erzieher.pk)]
    assert [each for each in names for text in texts if each in text] == []
    assert all("gestern" in text for text in texts)  # negative control
    assert str(case.lead_id) in texts[0]
    assert lehrerin.display_name in str(case_file(by_telephone).content)  # the office itself wrote it down


def test_an_open_case_is_not_packed(report: Report, rosa_at_work: Context) -> None:
    with pytest.raises(Denied):
        keeping.order_package(rosa_at_work, Case.objects.order_by("id")[0])


@pytest.mark.parametrize("left", ["dead", "gone"])
def test_a_package_whose_job_died_is_ordered_again(left: str, report: Report, rosa_at_work: Context) -> None:
    close(*Case.objects.order_by("id"), in_file=False)
    case = Case.objects.order_by("id")[0]
    first = keeping.order_package(rosa_at_work, case)
    assert keeping.order_package(rosa_at_work, case).pk == first.pk  # negative control: it is being made
    if left == "dead":
        Job.objects.filter(key=str(first.pk)).update(state="dead")
    else:
        Job.objects.filter(key=str(first.pk)).delete()

    again = keeping.order_package(rosa_at_work, case)

    first.refresh_from_db()
    assert (first.state, again.state) == ("replaced", "ordered")
    assert Job.objects.filter(key=str(again.pk), state="waiting").exists()
