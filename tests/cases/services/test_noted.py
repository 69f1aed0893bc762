"""What a reporter tells the office later, in words and of herself, and the receipt that is owed then."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from schutznetz.cases import queries, services
from schutznetz.cases.choices import IntakeChannel, ReporterKind, ReviewState
from schutznetz.cases.models import Report, ReporterContact, Triage
from schutznetz.kernel import submissions
from schutznetz.kernel.clock import BERLIN
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests.cases.services.conftest import FINDING
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")
WHO = {"reporter_name": "Ute Nord", "reporter_phone": "02331 5"}


def owed(report: Report) -> list[Task]:
    return list(Task.objects.filter(kind="send_receipt", about_id=report.pk, settled_at=None))


@pytest.fixture
def ines(tannfurt: Network) -> Context:
    member(tannfurt, "bert", Role.INTAKE)
    return context(tannfurt, member(tannfurt, "ines", Role.INTAKE), Role.INTAKE)


@pytest.fixture
def recorded(ines: Context, tannfurt: Network) -> Callable[..., Report]:
    def record(
        channel: IntakeChannel, contact: dict[str, str], kind: ReporterKind = ReporterKind.PRIVATE
    ) -> Report:
        said = services.Statement(
            reporter_kind=kind, danger_now=False, facts={"observed": "Ein Baby schreit."}, contact=contact
        )
        key = submissions.new_key()
        return services.record_report(
            ines, tannfurt, statement=said, channel=channel, received_at=NOON, key=key
        )

    return record


# --- the receipt of what came in writing --------------------------------------------------------------


@pytest.mark.parametrize(
    ("channel", "reminds"),
    [
        (IntakeChannel.LETTER, True),
        (IntakeChannel.FAX, True),
        (IntakeChannel.EMAIL, True),
        (IntakeChannel.POLICE, True),
        (IntakeChannel.COURT, True),
        (IntakeChannel.TELEPHONE, False),
        (IntakeChannel.VISIT, False),
    ],
)
def test_who_wrote_gets_a_receipt_and_who_called_heard_the_number(
    recorded: Callable[..., Report], channel: IntakeChannel, reminds: bool
) -> None:
    assert bool(owed(recorded(channel, WHO))) is reminds
    assert not owed(recorded(channel, {}))  # nobody to send it to
    assert not owed(recorded(channel, {"reporter_reachable": "abends"}))


def test_the_line_has_until_the_end_of_the_next_working_day_and_then_the_lead_hears_of_it(
    recorded: Callable[..., Report],
) -> None:
    (task,) = owed(recorded(IntakeChannel.LETTER, WHO))

    assert task.due_at.astimezone(BERLIN) == datetime(2026, 11, 24, tzinfo=BERLIN)  # NOON is a Sunday
    assert (task.line, task.owner_id, task.protective) == (Role.INTAKE, None, False)
    assert [rung for _minutes, rung in task.ladder] == ["line", "team_lead"]
    assert NOON + timedelta(minutes=task.ladder[-1][0]) == task.due_at


def test_a_child_that_writes_gets_no_letter_home(recorded: Callable[..., Report]) -> None:
    assert not owed(recorded(IntakeChannel.LETTER, WHO, ReporterKind.CHILD))


# --- what is said later -------------------------------------------------------------------------------


@pytest.fixture
def taken(ines: Context, recorded: Callable[..., Report]) -> Report:
    return services.take_report(ines, recorded(IntakeChannel.TELEPHONE, {}))


def test_who_says_later_how_to_reach_her_is_known_from_then_on(ines: Context, taken: Report) -> None:
    message = services.note_for_reporter(ines, taken, contact=WHO)

    assert ReporterContact.objects.get(report=taken).details == WHO
    assert Report.objects.get().anonymous  # as it came
    assert (message.author_id, message.at) == (ines.actor_id, ines.now)
    (task,) = owed(taken)
    assert task.owner_id == ines.actor_id
    assert queries.report_page(taken).addressee == ["Ute Nord"]


def test_what_was_said_before_is_never_overwritten(ines: Context, taken: Report) -> None:
    services.note_for_reporter(ines, taken, contact=WHO)
    with pytest.raises(Conflict, match="steht schon"):
        services.note_for_reporter(ines, taken, contact={"reporter_name": "Ute Süd"})

    services.note_for_reporter(ines, taken, text="Jetzt ist es still.")

    assert ReporterContact.objects.get(report=taken).details == WHO
    said = {line.text for line in queries.talk_of(taken).lines}
    assert said == {"Ergänzung der meldenden Person", "Jetzt ist es still."}
    assert len(owed(taken)) == 1


def test_a_professional_who_is_known_only_now_is_owed_her_answer(
    ines: Context, recorded: Callable[..., Report]
) -> None:
    report = services.take_report(ines, recorded(IntakeChannel.TELEPHONE, {}, ReporterKind.HEALTH))
    assert not queries.is_owed(report)

    services.note_for_reporter(ines, report, contact=WHO)

    assert queries.is_owed(report)


def test_nothing_said_is_nothing_to_write_down(ines: Context, taken: Report) -> None:
    with pytest.raises(Conflict, match="was die meldende Person gesagt hat"):
        services.note_for_reporter(ines, taken)


def test_words_of_a_colleague_call_who_has_the_report_and_her_own_do_not(
    ines: Context, taken: Report, tannfurt: Network
) -> None:
    waiting = Task.objects.filter(kind="read_addition", settled_at=None)
    services.note_for_reporter(ines, taken, text="Sie rief noch einmal an.")
    assert not waiting.exists()

    lena = context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)
    services.note_for_reporter(lena, taken, text="Und noch einmal.")

    assert [task.owner_id for task in waiting] == [ines.actor_id]
    assert {line.noted_by for line in queries.talk_of(taken).lines} == {"ines", "lena"}


def test_what_waits_for_a_second_signature_is_asked_anew(ines: Context, taken: Report) -> None:
    services.propose_triage(ines, taken, finding=FINDING)

    services.note_for_reporter(ines, taken, text="Das Kind ist wieder da.")

    assert Triage.objects.get().state == ReviewState.VOIDED


def test_the_day_of_the_test_is_a_sunday() -> None:
    assert NOON.date() == date(2026, 11, 22)
    assert NOON.weekday() == 6
