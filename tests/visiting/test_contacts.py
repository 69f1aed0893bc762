"""A contact noted on the stairs, put right or struck: each once, and read by nobody else."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import product

import pytest

from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.visiting import queries, services
from schutznetz.visiting.actions import VisitingAction
from schutznetz.visiting.models import FamilyMidwife, VisitContact, VisitRequest
from schutznetz.visiting.queries import work
from schutznetz.visiting.services import Noted
from tests import racing
from tests.visiting.test_work import A_DAY, TODAY, VISIT

pytestmark = pytest.mark.usefixtures("inside")


def test_a_contact_is_never_changed_but_put_right(hanna: Context, placed: VisitRequest) -> None:
    first = services.note_contact(hanna, placed, noted=VISIT)

    second = services.correct_contact(hanna, first, noted=replace(VISIT, minutes=90, note="Emre trinkt"))

    first.refresh_from_db()
    assert (first.minutes, first.note, second.corrects_id) == (60, "Emre schläft", first.pk)
    assert list(queries.counted_contacts()) == [second]
    page = queries.work_page(hanna, placed)
    assert [(each.note, [old.note for old in each.before]) for each in page.contacts] == [
        ("Emre trinkt", ["Emre schläft"])
    ]
    assert page.hours == 1.5


def test_her_log_is_read_piece_by_piece_with_what_stood_there_before(
    hanna: Context, placed: VisitRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five contacts, three of them put right up to twice; a page takes two."""
    monkeypatch.setattr(work, "AT_ONCE", 2)
    for number in range(5):
        at = replace(hanna, now=hanna.now + timedelta(minutes=number))
        contact = services.note_contact(at, placed, noted=replace(VISIT, note=f"{number}"))
        for again in range(number % 3):
            contact = services.correct_contact(at, contact, noted=replace(VISIT, note=f"{number}{again}"))

    pages = [queries.work_page(hanna, placed, start) for start in (0, 2, 4)]

    told = [[[each.note, *(old.note for old in each.before)] for each in page.contacts] for page in pages]
    assert told == [[["40", "4"], ["3"]], [["21", "20", "2"], ["10", "1"]], [["0"]]]
    assert [page.more for page in pages] == [True, True, False]
    assert {page.hours for page in pages} == {5.0}


def test_who_puts_the_same_contact_right_at_once_comes_too_late(hanna: Context, placed: VisitRequest) -> None:
    for mine, rival in product((_put_right, services.strike_contact), repeat=2):
        contact = services.note_contact(hanna, placed, noted=VISIT)

        racing.lost(contact, partial(mine, hanna), partial(rival, hanna), words="inzwischen schon")

        with pytest.raises(Conflict, match="inzwischen schon"):
            _put_right(hanna, contact)


def _put_right(ctx: Context, contact: VisitContact) -> VisitContact:
    return services.correct_contact(ctx, contact, noted=VISIT)


def test_a_struck_contact_counts_no_longer_and_is_not_corrected(hanna: Context, placed: VisitRequest) -> None:
    struck = services.strike_contact(hanna, services.note_contact(hanna, placed, noted=VISIT))

    assert not queries.counted_contacts().exists()
    assert (queries.hours_of(hanna, placed).lines, queries.own(hanna, placed.network)[0].visits) == ([], 0)
    with pytest.raises(policy.Denied):
        services.correct_contact(hanna, struck, noted=VISIT)


@pytest.mark.parametrize(
    ("noted", "why"),
    [
        (replace(VISIT, on=TODAY + A_DAY), "Zukunft"),
        (replace(VISIT, on=TODAY - A_DAY), "noch nicht zugeteilt"),
        (replace(VISIT, minutes=0), "wie lange"),
    ],
)
def test_a_contact_was_some_day_and_took_some_time(
    hanna: Context, placed: VisitRequest, noted: Noted, why: str
) -> None:
    with pytest.raises(Conflict, match=why):
        services.note_contact(hanna, placed, noted=noted)


def test_nobody_else_notes_or_reads_a_contact(
    clara: Context, hanna: Context, ines: Context, other: FamilyMidwife, placed: VisitRequest
) -> None:
    contact = services.note_contact(hanna, placed, noted=VISIT)

    for stranger in (ines, clara):
        assert not policy.may(stranger, VisitingAction.READ_OWN, placed)
        with pytest.raises(policy.Denied):
            services.note_contact(stranger, placed, noted=VISIT)
        with pytest.raises(policy.Denied):
            services.correct_contact(stranger, contact, noted=VISIT)


def test_the_coordination_reads_days_and_hours_and_no_word(hanna: Context, placed: VisitRequest) -> None:
    services.note_contact(hanna, placed, noted=VISIT)

    page = queries.hours_of(hanna, placed)

    assert (page.hours, page.kilometres, [line.on for line in page.lines]) == (1.0, 12, [TODAY])
    assert "Emre" not in str(page)
    assert "Hause" not in str(page)


# --- goals and looking back -------------------------------------------------------------------------------
