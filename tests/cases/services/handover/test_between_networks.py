"""From one network to the other: nothing before it is sent, one copy on acceptance, nothing after a no."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import Outcome
from schutznetz.cases.jobs import erase_arrivals
from schutznetz.cases.models import Arrival, Case, Handover, Report, ReportChild, Transfer
from schutznetz.cases.queries import office_of
from schutznetz.cases.services import handover
from schutznetz.cases.services.handover.sending import hurry_handover
from schutznetz.cases.states import HANDOVER
from schutznetz.kernel import audit, clock, command, drafts, tenancy
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.keystore import KeyRow
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Draft
from schutznetz.kernel.policy import Denied
from schutznetz.kernel.tenancy import OutOfScope
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests import assessing
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
LATER = NOON + timedelta(days=8)


def waiting(about: object = None) -> list[str]:
    tasks = Task.objects.filter(settled_at=None).order_by("kind")
    return list(tasks.values_list("kind", flat=True))


def over_there(network: Network) -> list[str]:
    """Everything that the other network holds, by table."""
    with tenancy.scope(network.pk):
        return [
            model._meta.label
            for model in (Arrival, Report, ReportChild, Case, Task)
            for _row in model.objects.all()
        ]


def test_before_it_is_sent_the_other_network_knows_nothing(
    propose: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context
) -> None:
    propose(receiving_id=erlenstedt.pk, office="")

    assert over_there(erlenstedt) == []
    assert waiting() == ["send_handover"]


def test_sent_it_waits_there_and_stays_here(
    send_inside: Callable[..., Handover], case: Case, erlenstedt: Network
) -> None:
    sent = send_inside()

    assert over_there(erlenstedt) == ["cases.Arrival", "work.Task"]
    case.refresh_from_db()
    assert (sent.state, case.state, case.closed_at) == ("sent", "assessment", None)
    assert waiting() == ["await_acceptance"]


def test_accepted_it_is_a_report_in_two_hands_there_and_ended_here(
    send_inside: Callable[..., Handover], case: Case, erlenstedt: Network, ines_over_there: Context
) -> None:
    sent = send_inside()

    with tenancy.scope(erlenstedt.pk):
        handover.accept_arrival(ines_over_there, Arrival.objects.get())
        report = Report.objects.get()
        assert (report.state, report.channel, report.reporter_kind) == ("triage", "handover", "youth_office")
        assert report.responsible_id == ines_over_there.actor_id
        assert report.second_id not in {None, report.responsible_id}
        assert "Blaue Flecken" in report.statement["observed"]
        assert report.contact.details["reporter_institution"] == "Netzwerk Tannfurt, Jugendamt"
        assert [child.description["child_name"] for child in report.children.all()] == ["Mia"]
        assert waiting() == ["triage"]

    case.refresh_from_db()
    sent.refresh_from_db()
    assert (case.state, case.closed_at, sent.state) == ("handed_over", NOON, "accepted")
    assert sent.answered_by == "ines"
    assert waiting() == []


def test_declined_nothing_stays_there_and_the_reason_comes_back(
    send_inside: Callable[..., Handover], case: Case, erlenstedt: Network, ines_over_there: Context
) -> None:
    sent = send_inside()

    with tenancy.scope(erlenstedt.pk):
        arrival = Arrival.objects.get()
        handover.decline_arrival(ines_over_there, arrival, note="Die Mutter wohnt in Birkenau.")
        assert Arrival.objects.get().content is None
        assert not Report.objects.exists()

    case.refresh_from_db()
    sent.refresh_from_db()
    assert (case.state, sent.state, sent.answer_note) == (
        "assessment",
        "declined",
        "Die Mutter wohnt in Birkenau.",
    )
    assert waiting() == ["read_refusal"]


def test_what_was_not_taken_over_goes_after_its_period_and_no_day_before(
    send_inside: Callable[..., Handover],
    propose: Callable[..., Handover],
    bert_at_work: Context,
    erlenstedt: Network,
    ines_over_there: Context,
) -> None:
    """What is left is the reason alone; with its key and its tasks nothing of it stays."""
    send_inside()
    with tenancy.scope(erlenstedt.pk):
        declined = Arrival.objects.get()
        handover.decline_arrival(ines_over_there, declined, note="Sie wohnt in Birkenau.")
    again = propose(receiving_id=erlenstedt.pk, office="")
    handover.send_handover(bert_at_work, again, seal=again.seal)
    last_day, over = NOON.replace(month=NOON.month - 6, year=NOON.year + 1), timedelta(days=1)

    with tenancy.scope(erlenstedt.pk):
        with pytest.raises(Conflict, match="Frist läuft noch"):
            handover.erase_arrival(replace(system(erlenstedt.pk), now=last_day), declined)
        drafts.keep(ines_over_there, "decline", declined.pk, {"note": "Sie wohnt"})
        for moment, left in ((last_day, ["declined", "waiting"]), (last_day + over, ["waiting"])):
            erase_arrivals(replace(system(erlenstedt.pk), now=moment))
            assert sorted(Arrival.objects.values_list("state", flat=True)) == left
        assert Task.objects.count() == 1
        assert not Draft.objects.exists()
        waits = Arrival.objects.get()
        sealed = KeyRow.objects.filter(record__in=[declined.pk, waits.pk])
        assert set(sealed.values_list("record", flat=True)) == {waits.pk}
        with pytest.raises(DatabaseError, match="nobody deletes"), transaction.atomic():
            waits.delete()


def test_both_sides_are_called_when_the_receiver_is_silent(
    send_inside: Callable[..., Handover], erlenstedt: Network
) -> None:
    sent = send_inside()

    here = Task.objects.get(settled_at=None)
    with tenancy.scope(erlenstedt.pk):
        there = Task.objects.get(settled_at=None)
    assert sent.answer_by
    left = (sent.answer_by - NOON).total_seconds() // 60
    assert (here.due_at, there.due_at) == (sent.answer_by, sent.answer_by)
    assert here.ladder[-1] == there.ladder[-1] == [left, "team_lead"]


def test_the_lead_ends_a_silent_one_with_reasons_and_takes_it_back(
    send_inside: Callable[..., Handover],
    case: Case,
    erlenstedt: Network,
    lena_at_work: Context,
    ines_over_there: Context,
) -> None:
    sent = send_inside()
    with pytest.raises(Conflict, match="läuft noch"):
        handover.end_handover(lena_at_work, sent, note="Keine Antwort")

    with clock.frozen(LATER):
        handover.end_handover(replace(lena_at_work, now=LATER), sent, note="Keine Antwort, wir bleiben dran.")

    case.refresh_from_db()
    assert (sent.state, case.state) == ("ended", "assessment")
    with tenancy.scope(erlenstedt.pk):
        arrival = Arrival.objects.get()
        assert (arrival.state, arrival.content) == ("taken_back", None)
        with pytest.raises((Conflict, Denied)):
            handover.accept_arrival(ines_over_there, arrival)


def test_who_accepts_what_was_taken_back_gets_nothing(
    send_inside: Callable[..., Handover], case: Case, erlenstedt: Network, ines_over_there: Context
) -> None:
    """Two tabs: she read it, the lead ended it, she clicks. Neither side moves."""
    sent = send_inside()
    with clock.frozen(LATER):
        HANDOVER.move(sent, "end", ended_at=LATER, ended_by_id=case.lead_id, end_note="Keine Antwort")

    with tenancy.scope(erlenstedt.pk), pytest.raises((Conflict, Denied)):
        handover.accept_arrival(ines_over_there, Arrival.objects.get())

    with tenancy.scope(erlenstedt.pk):
        assert (Arrival.objects.get().state, Report.objects.count()) == ("waiting", 0)
    case.refresh_from_db()
    assert case.state == "assessment"


def test_urgent_danger_at_the_moment_of_acceptance_is_urgent_there_at_once(
    send_inside: Callable[..., Handover],
    case: Case,
    erlenstedt: Network,
    ines_over_there: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send_inside()
    monkeypatch.setattr("schutznetz.cases.services.handover.arriving.must_act_at_once", lambda case: True)

    with tenancy.scope(erlenstedt.pk):
        handover.accept_arrival(ines_over_there, Arrival.objects.get())

        report = Report.objects.get()
        assert (report.danger_now, report.urgency) == (True, "u0")


def test_delivered_twice_it_lies_there_once(
    send_inside: Callable[..., Handover], erlenstedt: Network, tannfurt: Network
) -> None:
    sent = send_inside()
    assert sent.answer_by

    with tenancy.scope(erlenstedt.pk):
        handover.deliver(
            system(erlenstedt.pk),
            erlenstedt,
            handover_id=sent.pk,
            sending_id=tannfurt.pk,
            ground=sent.ground,
            content={},
            answer_by=sent.answer_by,
            danger=False,
        )

    assert over_there(erlenstedt) == ["cases.Arrival", "work.Task"]


def test_neither_side_can_open_the_row_of_the_other(
    send_inside: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context, anna_at_work: Context
) -> None:
    sent = send_inside()

    with tenancy.scope(erlenstedt.pk):
        arrival = Arrival.objects.get()
        assert not Handover.objects.filter(pk=sent.pk).exists()
        with pytest.raises((OutOfScope, Denied)):
            handover.take_answer(ines_over_there, sent, accepted=True, answered_by="ines", note="")
    assert not Arrival.objects.filter(pk=arrival.pk).exists()
    with pytest.raises((OutOfScope, Denied)):
        handover.accept_arrival(anna_at_work, arrival)


def test_with_its_scope_a_row_is_found(send_inside: Callable[..., Handover], erlenstedt: Network) -> None:
    """Negative control: what the walls hide is there."""
    sent = send_inside()

    assert Handover.objects.filter(pk=sent.pk).exists()
    with tenancy.scope(erlenstedt.pk):
        assert Arrival.objects.filter(handover_id=sent.pk).exists()


def test_it_is_sealed_there_under_keys_of_its_own(
    send_inside: Callable[..., Handover], erlenstedt: Network
) -> None:
    sent = send_inside()

    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM cases_handover")
        here = bytes(cursor.fetchone()[0])
    with tenancy.scope(erlenstedt.pk), connection.cursor() as cursor:
        cursor.execute("SELECT content FROM cases_arrival")
        there = bytes(cursor.fetchone()[0])
    assert here != there
    assert b"Mia" not in here + there
    assert sent.content["child"]["child_name"] == "Mia"


def test_each_network_has_its_own_trail(
    send_inside: Callable[..., Handover], erlenstedt: Network, tannfurt: Network, ines_over_there: Context
) -> None:
    send_inside()
    with tenancy.scope(erlenstedt.pk):
        handover.accept_arrival(ines_over_there, Arrival.objects.get())

    here = [entry.action for entry in audit.trail(tannfurt.pk)]
    there = [entry.action for entry in audit.trail(erlenstedt.pk)]
    assert "handovers.take_answer" in here
    assert "arrivals.deliver" in there
    assert "arrivals.accept" in there
    assert not [action for action in there if action.startswith("handovers")]
    assert not [action for action in here if action.startswith("arrivals")]


def test_what_a_task_or_a_mail_could_show_names_nobody(
    send_inside: Callable[..., Handover], erlenstedt: Network
) -> None:
    send_inside()

    shown = list(Task.objects.values_list("about_label", flat=True))
    with tenancy.scope(erlenstedt.pk):
        shown += Task.objects.values_list("about_label", flat=True)
    assert shown == ["Fall 1 · Übergabe"] * 2 + ["Übergabe aus einem anderen Jugendamt"]


def test_the_register_names_ground_recipient_categories_decider_and_notice(
    send_inside: Callable[..., Handover], bert_at_work: Context
) -> None:
    send_inside()

    transfer = Transfer.objects.get()
    assert (transfer.kind, transfer.recipient) == ("handover", "Netzwerk Erlenstedt, Jugendamt")
    assert (transfer.categories, transfer.notice) == (["entries", "report"], "told")
    assert transfer.decided_by_id == bert_at_work.actor_id
    with pytest.raises(IntegrityError), transaction.atomic():
        Transfer.objects.filter(pk=transfer.pk).update(notice="not_told")


def test_into_a_network_that_has_closed_nothing_is_sent(
    propose: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context, bert_at_work: Context
) -> None:
    proposed = propose(receiving_id=erlenstedt.pk, office="")
    Network.objects.filter(pk=erlenstedt.pk).update(suspended=True)

    with pytest.raises(Conflict, match="nennen Sie das andere"):
        handover.send_handover(bert_at_work, proposed, seal=proposed.seal)
    assert over_there(erlenstedt) == []


def hurry(ctx: Context, case: Case) -> None:
    """Let a result become acute, in the command that sets it."""
    token = command._running.set(True)
    try:
        hurry_handover(ctx, case)
    finally:
        command._running.reset(token)


def test_danger_that_becomes_urgent_shortens_the_time_on_both_sides(
    send_inside: Callable[..., Handover],
    case: Case,
    erlenstedt: Network,
    anna_at_work: Context,
    bert_at_work: Context,
    lena_at_work: Context,
) -> None:
    send_inside()
    soon = NOON + timedelta(hours=24)

    assessing.gather(anna_at_work, case, bert_at_work.person_id)
    assessing.protect(case, NOON)
    case.refresh_from_db()
    acute = assessing.assessed(case, Outcome.ACUTE)
    result = services.propose_result(anna_at_work, case, assessed=acute)
    services.confirm_result(bert_at_work, result, seal=result.seal)
    services.countersign_result(lena_at_work, result, seal=result.seal)

    here = Task.objects.get(settled_at=None, kind="await_acceptance")
    assert (Handover.objects.get().answer_by, here.due_at) == (soon, soon)
    with tenancy.scope(erlenstedt.pk):
        there = Task.objects.get(settled_at=None)
        assert (Arrival.objects.get().answer_by, there.due_at) == (soon, soon)
        assert there.ladder == [[0, "line"], [15, "duty"], [60, "team_lead"]]


def test_a_time_already_short_stays(
    send_inside: Callable[..., Handover],
    case: Case,
    anna_at_work: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Negative control."""
    monkeypatch.setattr("schutznetz.cases.services.handover.sending.must_act_at_once", lambda case: True)
    send_inside()
    before = Task.objects.filter(settled_at=None).values_list("pk", flat=True).get()

    hurry(replace(anna_at_work, now=NOON + timedelta(hours=1)), case)

    assert Task.objects.filter(settled_at=None).values_list("pk", flat=True).get() == before


@pytest.mark.parametrize(
    ("owner", "written"),
    [
        ("Stadt Birkenau", "Stadt Birkenau, Jugendamt"),
        ("Landkreis Birkenau, Jugendamt", "Landkreis Birkenau, Jugendamt"),
        ("Kreisjugendamt Birkenau", "Kreisjugendamt Birkenau"),
        ("", "Netzwerk Birkenau, Jugendamt"),
    ],
)
def test_an_office_is_called_so_once(owner: str, written: str) -> None:
    assert office_of(Network(name="Netzwerk Birkenau", owner_name=owner)) == written
