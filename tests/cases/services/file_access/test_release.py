"""Two people release it, the register knows it, and the clock runs until it is handed out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import (
    AccessState,
    HandedOut,
    PersonRole,
    TransferKind,
)
from schutznetz.cases.models import (
    AccessPackage,
    AccessRequest,
    Case,
    Transfer,
)
from schutznetz.cases.queries import file_access as queries
from schutznetz.cases.services import file_access
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests import assessing
from tests.cases.services.file_access.conftest import (
    HOUR,
    accept_all,
    asked,
    choice,
)
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
Ask = Callable[..., AccessRequest]


# --- two people are two people ---------------------------------------------------------------------------
@pytest.fixture(scope="module")
def proposed(filled: UUID, town: Network, anna_at_work: Context) -> UUID:
    with clock.frozen(NOON), tenancy.scope(town.pk):
        request = asked(anna_at_work, Case.objects.get(pk=filled))
        accept_all(anna_at_work, request)
        return file_access.propose_access(anna_at_work, request).pk


@pytest.fixture
def package(proposed: UUID, inside: None) -> AccessPackage:
    return AccessPackage.objects.get(pk=proposed)


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
