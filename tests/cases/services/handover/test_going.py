"""What of a case is shown and sent, also when the case has moved on since it was proposed."""

from collections.abc import Callable
from typing import Any

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import HandoverPart, TakingGround
from schutznetz.cases.models import Arrival, Case, Handover, Report, Whereabouts
from schutznetz.cases.queries.going import package_of, shown_content
from schutznetz.cases.queries.page import report_page
from schutznetz.cases.services import handover, measures
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.networks.models import Network
from tests import make
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
P = HandoverPart
WITH_PLACE = (P.REPORT, P.TAKING, P.PLACE)


@pytest.fixture
def taken(case: Case, anna_at_work: Context) -> Case:
    measures.take_into_care(anna_at_work, case, ground=TakingGround.CHILD_ASKS, place="Haus am Deich")
    return case


@pytest.fixture
def sibling(case: Case, tannfurt: Network, anna_at_work: Context) -> Case:
    report = make.report(anna_at_work, tannfurt)
    Case.objects.filter(pk=case.pk).update(origin=report)
    case.refresh_from_db()
    hands = {"lead_id": case.lead_id, "substitute_id": case.substitute_id}
    return Case.objects.create(
        number=77, child_name="Jan", report="x", reported_at=NOON, origin=report, state="assessment", **hands
    )


def protect(ctx: Context, case: Case) -> None:
    services.protect_place(ctx, case, place="Zimmer 4", from_whom="dem Vater")


def whole(proposed: Handover) -> str:
    return str(shown_content(proposed)) + str(package_of(proposed))


def test_a_place_protected_since_is_shown_no_more(
    taken: Case, propose: Callable[..., Handover], anna_at_work: Context
) -> None:
    proposed = propose(parts=WITH_PLACE)
    assert "Deich" in whole(proposed)  # the negative control

    protect(anna_at_work, taken)

    assert "Deich" not in whole(Handover.objects.get())
    assert "Mia" in whole(proposed)


def test_a_place_protected_through_the_case_of_a_sibling_does_not_go(
    taken: Case,
    sibling: Case,
    propose: Callable[..., Handover],
    send_inside: Callable[..., Handover],
    anna_at_work: Context,
    erlenstedt: Network,
) -> None:
    protect(anna_at_work, sibling)

    send_inside(parts=WITH_PLACE)

    assert "Deich" not in str(Handover.objects.get().content)
    with tenancy.scope(erlenstedt.pk):
        assert "Deich" not in str(Arrival.objects.get().content)


def test_over_there_a_place_stands_with_the_child_alone(
    taken: Case, send_inside: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context
) -> None:
    send_inside(parts=WITH_PLACE)

    with tenancy.scope(erlenstedt.pk):
        handover.accept_arrival(ines_over_there, Arrival.objects.get())
        report = Report.objects.get()
        said: list[dict[str, Any]] = [child.description for child in report.children.all()]

        assert "Blaue Flecken" in report.statement["observed"]
        assert "Deich" not in str(report.statement)
        assert "Haus am Deich" in said[0]["child_whereabouts"]


def test_over_there_its_protection_covers_the_place(
    taken: Case, send_inside: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context
) -> None:
    send_inside(parts=WITH_PLACE)

    with tenancy.scope(erlenstedt.pk):
        handover.accept_arrival(ines_over_there, Arrival.objects.get())
        report = Report.objects.get()
        there = Case.objects.create(
            number=1, child_name="Mia", report="x", reported_at=NOON, origin=report,
            lead_id=report.responsible_id, substitute_id=report.second_id,
        )  # fmt: skip
        Whereabouts.objects.create(
            case=there, place="x", from_whom="x", kept_by_id=report.responsible_id, kept_at=NOON
        )

        page = report_page(report)
        assert "Deich" not in str(page.children) + str(page.sections)
        Whereabouts.objects.all().delete()
        assert "Deich" in str(report_page(report).children)  # the negative control
