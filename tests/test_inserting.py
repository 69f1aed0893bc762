"""Rows written in our own statement are the rows that Django would have written."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from schutznetz.inserting import FEW, insert
from schutznetz.kernel import clock
from schutznetz.networks.models import Network
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task


def task(number: int = 0) -> Task:
    return Task(
        kind=TaskKind.TRIAGE,
        about_type="cases.Report",
        about_id="0" * 31 + "7",
        about_label=f"Meldung {number}",
        line="intake",
        opened_at=clock.now(),
        due_at=clock.now() + timedelta(minutes=number),
        ladder=[[0, "duty"]],
        late_note="wegen Glatteis",
    )


def test_a_row_is_the_same_as_written_by_django(tannfurt: Network, inside: None) -> None:
    ours, theirs = task(), task()
    theirs.opened_at, theirs.due_at = ours.opened_at, ours.due_at

    ours.save(force_insert=True)
    theirs.save()

    names = [field.attname for field in Task._meta.concrete_fields if field.attname != "id"]
    read, other = Task.objects.get(pk=ours.pk), Task.objects.get(pk=theirs.pk)
    assert [getattr(read, name) for name in names] == [getattr(other, name) for name in names]
    assert read.late_note == "wegen Glatteis"
    assert not ours._state.adding


def test_more_rows_than_one_statement_takes_all_arrive(tannfurt: Network, inside: None) -> None:
    rows = [task(number) for number in range(2 * FEW + 1)]
    for row in rows:
        row.claim()
        row.late_note = None

    insert(rows)

    assert Task.objects.count() == 2 * FEW + 1


def test_a_failed_row_spoils_the_transaction_around_it(tannfurt: Network, inside: None) -> None:
    """As Django has it: nobody goes on in a transaction that the database has given up."""
    first = task()
    first.save(force_insert=True)
    again = task()
    again.pk = first.pk

    with transaction.atomic():
        with pytest.raises(IntegrityError):
            again.save(force_insert=True)
        with pytest.raises(transaction.TransactionManagementError):
            Network.objects.exists()
