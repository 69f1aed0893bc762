"""What is asked for: by whom and on what ground, and the clock until it is handed out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from schutznetz.cases.choices import (
    AccessBasis,
    Asker,
    HandedOut,
    PersonRole,
)
from schutznetz.cases.models import (
    AccessRequest,
    Case,
    CasePerson,
)
from schutznetz.cases.queries import file_access as queries
from schutznetz.cases.services import file_access
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.work.models import Task
from tests.cases.services.file_access.conftest import (
    accept_all,
)
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
Ask = Callable[..., AccessRequest]


def test_nobody_decides_about_a_passage_that_is_not_there_or_not_in_question(
    ask: Ask, anna_at_work: Context
) -> None:
    request = ask()
    [open_passage] = [each for each in queries.judged(request) if each.passage.text.startswith("Offenes")]
    for key in ("elsewhere", open_passage.passage.key):
        with pytest.raises(Conflict, match="nicht mehr so"):
            file_access.decide_passages(
                anna_at_work, request, choices=[file_access.Choice(passage=key, disclosed=False)]
            )


def test_nobody_asked_tomorrow(ask: Ask) -> None:
    with pytest.raises(Conflict, match="nicht in der Zukunft"):
        ask(received_on=NOON.date() + timedelta(days=1))


def kinds() -> list[str]:
    return list(Task.objects.filter(settled_at=None).order_by("kind").values_list("kind", flat=True))


def test_the_request_stays_on_two_lists_until_it_is_handed_out(
    ask: Ask, anna_at_work: Context, bert_at_work: Context
) -> None:
    request = ask()
    task = Task.objects.get(kind="answer_access")
    assert {task.owner_id, task.substitute_id} == {anna_at_work.person_id, bert_at_work.person_id}
    accept_all(anna_at_work, request)
    package = file_access.propose_access(anna_at_work, request)
    assert {"answer_access", "release_access"} <= set(kinds())

    file_access.confirm_access(bert_at_work, package, seal=package.seal)
    assert "release_access" not in kinds()
    assert "answer_access" in kinds()

    request.refresh_from_db()
    file_access.hand_out(anna_at_work, request, how=HandedOut.EXPLAINED)
    assert not {"answer_access", "release_access"} & set(kinds())


def test_nothing_is_handed_out_that_two_have_not_released(ask: Ask, anna_at_work: Context) -> None:
    request = ask()

    with pytest.raises(Denied):
        file_access.hand_out(anna_at_work, request, how=HandedOut.IN_PERSON)
    with pytest.raises(Denied):
        file_access.print_access_file(anna_at_work, request)


def test_the_clock_is_extended_once_and_in_time(ask: Ask, anna_at_work: Context) -> None:
    request = ask()
    late = replace(anna_at_work, now=NOON + timedelta(days=31))

    with pytest.raises(Conflict, match="Frist ist vorbei"):
        file_access.extend_request(late, request, why="Viele Bände")
    extended = file_access.extend_request(anna_at_work, request, why="Viele Bände")
    assert extended.due_on.isoformat() == "2027-02-22"
    with pytest.raises(Conflict, match="schon einmal"):
        file_access.extend_request(anna_at_work, request, why="Noch mehr")


def test_nobody_asks_on_a_basis_that_is_not_hers(ask: Ask) -> None:
    with pytest.raises(Conflict, match="andere Grundlage") as refused:
        ask(asker=Asker.REPORTER, basis=AccessBasis.FILE_ACCESS)

    assert str(refused.value.norm) == "§ 25 Abs. 1 Satz 1 SGB X"


def test_a_parent_without_custody_sees_no_whole_file(ask: Ask, case: Case) -> None:
    grandmother = CasePerson.objects.get(case=case, role=PersonRole.GRANDPARENT)  # custody: no

    with pytest.raises(Conflict, match="kein Sorgerecht"):
        ask(person_id=grandmother.pk)


def test_who_asks_is_somebody_of_this_case(ask: Ask, case: Case) -> None:
    with pytest.raises(Conflict, match="nicht in diesem Fall"):
        ask(person_id=case.pk)


def test_a_colleague_outside_sees_no_request(ask: Ask, case: Case, lena_at_work: Context) -> None:
    request = ask()
    outside = replace(lena_at_work, role="case_worker")

    with pytest.raises(Denied):
        file_access.decide_passages(outside, request, choices=[])
    assert file_access.decide_passages(lena_at_work, request, choices=[])
