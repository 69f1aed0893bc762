"""Two people decide on what both know: news and second proposals are refused, in their words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import Danger, HoldGround, Outcome, Urgency
from schutznetz.cases.models import (
    Attachment,
    Case,
    ImmediateProtection,
    Joining,
    Message,
    Parting,
    Report,
    ReportChild,
    Triage,
)
from schutznetz.cases.services import keeping, triage
from schutznetz.cases.services.keeping import holding
from schutznetz.cases.services.statistics import NOT_COUNTED
from schutznetz.cases.services.urgency import NOT_LOWERED
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import assessing, make
from tests.cases.services.keeping.conftest import close
from tests.cases.services.measures.conftest import IN_A_WEEK, at_work
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")


def news(report: Report) -> None:
    """Let a reporter add something in the very moment: nobody has voided what waits."""
    Message.objects.create(report=report, kind="addition", at=NOON, text="Es schreit wieder.")


def refused(act: Callable[..., object], *args: Any, **more: Any) -> str:
    with pytest.raises(Conflict) as conflict:
        act(*args, **more)
    return conflict.value.reason


def in_charge(report: Report) -> UUID:
    assert report.responsible_id
    return report.responsible_id


def joined(report: Report) -> None:
    other = make.report(system(report.network_id), report.network)
    by = {"joined_by_id": in_charge(report), "joined_at": NOON}
    Joining.objects.create(report=other, other=report, reasons="x", **by)


NEWS: dict[str, Callable[[Report], object]] = {
    "message": news,
    "file": lambda report: Attachment.objects.create(
        report=report, position=9, file_type="jpeg", size=1, received_at=NOON, name="bild.jpg", body=b"x"
    ),
    "act": lambda report: ImmediateProtection.objects.create(
        report=report, acted_by_id=in_charge(report), acted_at=NOON, acted_session="x", confirm_by=NOON
    ),
    "child": lambda report: ReportChild.objects.create(report=report, position=9, description={}),
    "joined": joined,
    "parted": lambda report: Parting.objects.create(
        joining=Joining.objects.get(), parted_by_id=in_charge(report), parted_at=NOON, reasons="x"
    ),
}


@pytest.mark.parametrize("what", NEWS)
def test_nobody_signs_over_news(what: str, propose: Callable[..., Triage], bert_at_work: Context) -> None:
    """Whatever hangs on the report is part of what the second person read."""
    proposed = propose()
    if what == "parted":
        joined(proposed.report)
        proposed = propose()
    NEWS[what](proposed.report)

    assert refused(services.confirm_triage, bert_at_work, proposed, seal=proposed.seal) == triage.NEWS


def test_nobody_lowers_over_news_or_to_what_is_not_lower(
    report: Report, anna_at_work: Context, bert_at_work: Context
) -> None:
    services.take_report(anna_at_work, report)
    services.raise_urgency(anna_at_work, report, to=Urgency.U1, reasons="Kind unter drei")
    for to in (Urgency.U0, Urgency.U1):
        assert refused(services.propose_lowering, anna_at_work, report, to=to, reasons="x") == NOT_LOWERED
    lowering = services.propose_lowering(anna_at_work, report, to=Urgency.U2, reasons="Bei der Oma")
    news(report)

    assert refused(services.confirm_lowering, bert_at_work, lowering, seal=lowering.seal) == triage.NEWS


def test_a_result_says_nothing_that_its_words_do_not_carry(
    report: Report, propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context
) -> None:
    proposed = propose()
    services.confirm_triage(bert_at_work, proposed, seal=proposed.seal)
    case = assessing.gather(anna_at_work, Case.objects.order_by("number")[0], bert_at_work.person_id)
    calm = assessing.assessed(case, Outcome.NONE)
    said = replace(calm, dangers=(Danger.NEGLECT,))

    assert "passt dieses Ergebnis nicht" in refused(
        services.propose_result, anna_at_work, case, assessed=said
    )
    assert services.propose_result(anna_at_work, case, assessed=calm)
    assert refused(services.complete_record, anna_at_work, case, answers={}) == NOT_COUNTED


def test_what_waits_for_the_second_is_not_proposed_again(
    tannfurt: Network, report: Report, propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    rosa = at_work(tannfurt, "rosa", Role.RECORDS_OFFICER)
    proposed = propose()
    services.confirm_triage(bert_at_work, proposed, seal=proposed.seal)
    cases = Case.objects.order_by("number")
    close(*cases)
    with clock.frozen(NOON):
        held = keeping.hold(rosa, cases[0], ground=HoldGround.COURT, reasons="x", review_on=IN_A_WEEK)
        keeping.propose_lifting(rosa, held, reasons="x")
        assert refused(keeping.propose_lifting, rosa, held, reasons="x") == holding.WAITS
