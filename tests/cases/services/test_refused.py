"""A second signature that is refused leaves its mark on the trail, whatever the two were deciding."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import ClosingReason, Manner, MarkKind, Outcome, Urgency
from schutznetz.cases.models import Case, Report, Triage
from schutznetz.cases.services import handover, measures
from schutznetz.kernel import audit
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from tests import assessing, make
from tests.cases.services.conftest import FINDING
from tests.cases.services.handover.conftest import GOING
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
Sign = Callable[[Context, str], object]  # in a context, with another seal than hers when it is not empty


def triage(anna: Context, bert: Context, report: Report) -> Sign:
    found = services.propose_triage(anna, report, finding=FINDING)
    return lambda ctx, seal: services.confirm_triage(ctx, found, seal=seal or found.seal)


def lowering(anna: Context, bert: Context, report: Report) -> Sign:
    services.raise_urgency(anna, report, to=Urgency.U0, reasons="Täter im Haus")
    found = services.propose_lowering(anna, report, to=Urgency.U2, reasons="Bei der Oma")
    return lambda ctx, seal: services.confirm_lowering(ctx, found, seal=seal or found.seal)


def protection(anna: Context, bert: Context, report: Report) -> Sign:
    found = services.protect(anna, report, second_id=bert.person_id, told_by=Manner.TELEPHONE)
    return lambda ctx, seal: services.confirm_protection(ctx, found)


def closing(anna: Context, bert: Context, report: Report) -> Sign:
    case = make.with_result(begun(anna, bert, report), Outcome.NEED_FOR_SUPPORT)
    found = measures.propose_closing(anna, case, reason=ClosingReason.NO_DANGER, note="Es geht allen gut.")
    return lambda ctx, seal: measures.confirm_closing(ctx, found, seal=seal or found.seal)


def unmark(anna: Context, bert: Context, report: Report) -> Sign:
    case = begun(anna, bert, report)
    entry = services.add_entry(anna, case, facts=assessing.entry(NOON))
    found = services.propose_unmark(
        anna, services.mark(anna, entry, kind=MarkKind.SECRECY, reasons="x"), reasons="x"
    )
    return lambda ctx, seal: services.confirm_unmark(ctx, found, seal=seal or found.seal)


def hand_over(anna: Context, bert: Context, report: Report) -> Sign:
    found = handover.propose_handover(anna, begun(anna, bert, report), going=GOING)
    return lambda ctx, seal: handover.send_handover(ctx, found, seal=seal or found.seal)


def begun(anna: Context, bert: Context, report: Report) -> Case:
    found: Triage = services.propose_triage(anna, report, finding=FINDING)
    services.confirm_triage(bert, found, seal=found.seal)
    case = Case.objects.order_by("number")[0]
    assessing.visit(anna, case, bert.person_id)
    case.refresh_from_db()
    return case


WAYS = {
    "triages.confirm": triage,
    "triages.confirm_lowering": lowering,
    "protections.confirm": protection,
    "measures.decide_on_closing": closing,
    "records.confirm_unmark": unmark,
    "handovers.send": hand_over,
}


@pytest.mark.parametrize("action", WAYS)
def test_a_shared_session_and_a_stale_page_are_refused_and_remembered(
    action: str, anna_at_work: Context, bert_at_work: Context, report: Report, tannfurt: Network
) -> None:
    services.take_report(anna_at_work, report)
    sign = WAYS[action](anna_at_work, bert_at_work, report)
    tries = [(replace(bert_at_work, session=shared), "") for shared in (anna_at_work.session, "")]
    if action != "protections.confirm":  # an act is never changed, so there is no page to be stale
        tries.append((bert_at_work, "0" * 64))

    for ctx, seal in tries:
        with pytest.raises(Conflict):
            sign(ctx, seal)

    assert [entry.action for entry in audit.trail(tannfurt.pk) if entry.action.endswith(".denied")] == [
        f"{action}.denied"
    ] * len(tries)
    assert sign(bert_at_work, "")  # negative control: her own session and page are taken
