"""Two people release it, the register knows it, and the clock runs until it is handed out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import (
    AccessBasis,
    AccessState,
    Asker,
    HandedOut,
    PersonRole,
    TransferKind,
)
from schutznetz.cases.models import (
    AccessPackage,
    AccessRequest,
    Case,
    CasePerson,
    Transfer,
)
from schutznetz.cases.queries import file_access as queries
from schutznetz.cases.services import file_access
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.work.models import Task
from tests import assessing
from tests.cases.services.file_access.conftest import (
    HOUR,
    accept_all,
    choice,
)
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
Ask = Callable[..., AccessRequest]


# --- two people are two people ---------------------------------------------------------------------------
@pytest.fixture
def package(ask: Ask, anna_at_work: Context) -> AccessPackage:
    request = ask()
    accept_all(anna_at_work, request)
    return file_access.propose_access(anna_at_work, request)


def test_nobody_releases_her_own_package(package: AccessPackage, anna_at_work: Context) -> None:
    with pytest.raises(Denied):
        file_access.confirm_access(anna_at_work, package, seal=package.seal)


def test_nobody_releases_in_the_session_of_the_first(
    package: AccessPackage, anna_at_work: Context, bert_at_work: Context
) -> None:
    same = replace(bert_at_work, session=anna_at_work.session)

    with pytest.raises(Conflict, match="eigenen Anmeldung"):
        file_access.confirm_access(same, package, seal=package.seal)


def test_only_what_was_seen_is_released(package: AccessPackage, bert_at_work: Context) -> None:
    with pytest.raises(Conflict, match="etwas anders"):
        file_access.confirm_access(bert_at_work, package, seal="0" * 64)


@pytest.mark.parametrize("change", ["entry", "person", "place"])
def test_anything_new_in_the_file_voids_the_proposal(
    change: str, package: AccessPackage, case: Case, anna_at_work: Context, bert_at_work: Context
) -> None:
    if change == "entry":
        services.add_entry(anna_at_work, case, facts=assessing.entry(NOON - HOUR, text="Neues"))
    elif change == "person":
        services.add_person(
            anna_at_work, case, facts=assessing.person(PersonRole.OTHER_ADULT, "Karla Kinderzimmer")
        )
    else:
        services.protect_place(anna_at_work, case, place="Kinderzimmer", from_whom="Vor dem Vater")

    with pytest.raises(Conflict, match="etwas anders"):
        file_access.confirm_access(bert_at_work, package, seal=package.seal)


def test_a_decision_after_the_proposal_voids_it(
    package: AccessPackage, anna_at_work: Context, bert_at_work: Context
) -> None:
    request = package.request
    said = choice(request, "Großmütterliches", reasons="Zugestimmt.")
    file_access.decide_passages(anna_at_work, request, choices=said)
    package.refresh_from_db()

    assert package.state == "voided"
    with pytest.raises(Denied):
        file_access.confirm_access(bert_at_work, package, seal=package.seal)


def kept_back(ctx: Context, request: AccessRequest) -> object:
    [open_passage] = [each for each in queries.judged(request) if each.passage.text.startswith("Offenes")]
    return file_access.keep_back(ctx, request, passage=open_passage.passage.key, reasons="x")


ENDS: dict[str, Callable[[Context, AccessPackage], object]] = {
    "kept back": lambda ctx, package: kept_back(ctx, package.request),
    "refused": lambda ctx, package: file_access.end_request(
        ctx, package.request, state=AccessState.REFUSED, note="x"
    ),
    "taken back": file_access.void_access,
}


@pytest.mark.parametrize("end", ENDS)
def test_what_waits_is_put_forward_once_and_ends_with_its_reason(
    end: str, package: AccessPackage, anna_at_work: Context, bert_at_work: Context
) -> None:
    with pytest.raises(Conflict, match="liegt schon der zweiten Person vor"):
        file_access.propose_access(anna_at_work, package.request)

    ENDS[end](anna_at_work, package)

    package.refresh_from_db()
    assert package.state == "voided"
    with pytest.raises(Denied):
        file_access.confirm_access(bert_at_work, package, seal=package.seal)


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


def test_the_database_keeps_two_people_apart(package: AccessPackage, anna_at_work: Context) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessPackage.objects.filter(pk=package.pk).update(
            state="confirmed", confirmed_by=anna_at_work.person_id, confirmed_at=NOON, confirmed_session="x"
        )


def test_what_was_put_forward_is_never_changed(package: AccessPackage) -> None:
    package.content = {"sections": [], "withheld": [], "transfers": []}
    with pytest.raises(IntegrityError), transaction.atomic():
        package.save()


def test_what_leaves_stands_in_the_register(
    package: AccessPackage, bert_at_work: Context, anna_at_work: Context
) -> None:
    file_access.confirm_access(bert_at_work, package, seal=package.seal)

    left = Transfer.objects.get(kind=TransferKind.ACCESS)
    assert (left.recipient, left.categories) == (package.request.name, ["course", "people"])
    assert left.decided_by_id == bert_at_work.person_id


# --- clocks and ends -------------------------------------------------------------------------------------
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


def test_what_nobody_fetched_in_thirty_days_is_asked_for_and_looked_through_anew(
    ask: Ask, package: AccessPackage, anna_at_work: Context, bert_at_work: Context
) -> None:
    """Something may have to be kept back since; the package says until when it is to be had."""
    file_access.confirm_access(bert_at_work, package, seal=package.seal)
    request = AccessRequest.objects.get(pk=package.request_id)
    assert queries.request_page(request, NOON.date(), page=1).valid_until == NOON + timedelta(days=30)
    until = replace(anna_at_work, now=NOON + timedelta(days=30, seconds=-1))
    after = replace(anna_at_work, now=NOON + timedelta(days=30))
    taken_back: dict[str, Any] = {"state": AccessState.WITHDRAWN, "note": "Nicht abgeholt."}
    with pytest.raises(Denied):
        file_access.end_request(until, request, **taken_back)
    assert file_access.print_access_file(until, request)  # negative control

    for act in (file_access.print_access_file, file_access.print_answer, file_access.pack_access):
        with pytest.raises(Denied):
            act(after, request)
    with pytest.raises(Denied):
        file_access.hand_out(after, request, how=HandedOut.IN_PERSON)
    with pytest.raises(Conflict):
        file_access.end_request(after, request, state=AccessState.REFUSED, note="x")
    file_access.end_request(after, request, **taken_back)

    assert not {"answer_access", "release_access"} & set(kinds())
    assert ask().pk


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
