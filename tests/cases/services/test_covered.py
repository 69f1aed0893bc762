"""Who reported is covered once the answer is given, for an hour not for whoever says why she needs it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from schutznetz.cases import queries, services
from schutznetz.cases.choices import Outcome, ReporterKind, RetentionClass
from schutznetz.cases.models import KeepingPeriod, Report
from schutznetz.cases.queries.contacts import is_covered
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from tests.cases.services.test_answers import CONTACT, NOTHING, answer, decided, result
from tests.conftest import NOON

pytestmark = [pytest.mark.usefixtures("inside"), pytest.mark.usefixtures("at_noon")]
WHY = "Die Ärztin soll beim Hilfeplan dabei sein, wir rufen sie an."


@pytest.fixture
def at_noon() -> Iterator[None]:
    with clock.frozen(NOON):
        yield


@pytest.fixture
def answered(anna_at_work: Context, bert_at_work: Context, tannfurt: Network) -> Report:
    report = decided(anna_at_work, bert_at_work, tannfurt, finding=NOTHING)
    assert not is_covered(report)  # the answer is owed, and nobody has given it
    answer(anna_at_work, report, confirmed=False)
    return report


def shown(report: Report, ctx: Context) -> list[str]:
    return [line.value for line in queries.report_page(report, reader=ctx).contact]


def test_after_the_answer_it_is_covered(answered: Report, anna_at_work: Context) -> None:
    page = queries.report_page(answered, reader=anna_at_work)

    assert (page.is_covered, page.contact, page.addressee) == (True, [], [])
    assert queries.report_page(answered, whole=True).addressee == ["Dr. Nord"]  # it goes on with the report
    with pytest.raises(Conflict, match="aufdecken"):
        services.print_receipt(anna_at_work, answered)


def test_who_says_why_sees_it_for_an_hour_and_nobody_else(
    answered: Report, anna_at_work: Context, bert_at_work: Context
) -> None:
    with pytest.raises(Conflict, match="30 Zeichen"):
        services.uncover_contact(anna_at_work, answered, reasons="Anruf")

    services.uncover_contact(anna_at_work, answered, reasons=WHY)

    later = replace(anna_at_work, now=NOON + timedelta(hours=1))
    assert shown(answered, anna_at_work) == list(CONTACT.values())
    assert (shown(answered, bert_at_work), shown(answered, later)) == ([], [])
    assert answered.uncoverings.get().reasons == WHY


def test_where_no_answer_is_owed_every_child_has_its_result_first(
    anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    private = ReporterKind.PRIVATE
    report = decided(anna_at_work, bert_at_work, tannfurt, kind=private, children=2)
    result(report, Outcome.NONE, None)
    assert not is_covered(report)

    result(report, Outcome.NONE, Outcome.NONE)

    assert is_covered(report)
    open_report = decided(anna_at_work, bert_at_work, tannfurt, kind=private)
    with pytest.raises(Conflict, match="nicht verdeckt"):
        services.uncover_contact(anna_at_work, open_report, reasons=WHY)


def test_an_answer_that_no_longer_holds_uncovers_it(
    anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    report = decided(anna_at_work, bert_at_work, tannfurt)
    result(report, Outcome.NONE)
    answer(anna_at_work, report, confirmed=False)
    assert is_covered(report)

    result(report, Outcome.ACUTE)

    assert not is_covered(report)


def test_the_office_sets_how_long_it_stands_there(answered: Report, anna_at_work: Context) -> None:
    signed = {"state": "confirmed", "confirmed_at": NOON, "confirmed_session": "second"}
    proposed = {"proposed_by": answered.second, "proposed_at": NOON, "proposed_session": "first"}
    KeepingPeriod.objects.create(
        retention=RetentionClass.REPORTER, months=1, reasons="x", confirmed_by=answered.responsible,
        **signed, **proposed,
    )  # fmt: skip

    assert not is_covered(answered)
    with clock.frozen(NOON + timedelta(days=32)):
        assert is_covered(answered)


def test_nobody_uncovers_what_she_does_not_work_on(answered: Report, bert_at_work: Context) -> None:
    stranger = replace(bert_at_work, actor_id=answered.network_id)

    with pytest.raises(Denied):
        services.uncover_contact(stranger, answered, reasons=WHY)
