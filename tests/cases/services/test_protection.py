"""Acting never waits; the second signature does not get lost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import Manner, ProtectionMeasure
from schutznetz.cases.models import ImmediateProtection, Recusal, Report
from schutznetz.cases.services import protection
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.work.models import Task
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")


def test_nothing_but_the_act_is_needed_and_what_is_missing_becomes_a_task(
    anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    protection = services.protect(anna_at_work, report)

    task = Task.objects.get(kind="name_second")
    assert (task.owner_id, task.due_at) == (anna_at_work.actor_id, NOON + timedelta(minutes=15))
    with pytest.raises(Conflict):
        services.name_second(
            anna_at_work,
            protection,
            second_id=anna_at_work.person_id,
            told_at=NOON,
            told_by=Manner.TELEPHONE,
        )
    services.name_second(
        anna_at_work, protection, second_id=bert_at_work.person_id, told_at=NOON, told_by=Manner.TELEPHONE
    )

    task.refresh_from_db()
    assert task.settled_at == NOON
    assert Task.objects.get(kind="confirm_protection").owner_id == bert_at_work.actor_id


def test_acting_never_waits_for_a_second_who_is_too_close(
    anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    """The act stands, another second is asked for, and who is too close cannot be named later either."""
    carl = member(report.network, "carl", Role.INTAKE)
    Recusal.objects.create(person_id=bert_at_work.person_id, report=report, declared_at=NOON)
    told: dict[str, Any] = {"told_at": NOON, "told_by": Manner.TELEPHONE}

    protection = services.protect(anna_at_work, report, second_id=bert_at_work.person_id, **told)

    assert (protection.second_id, Task.objects.filter(kind="name_second").count()) == (None, 1)
    with pytest.raises(Conflict, match="zu nahe"):
        services.name_second(anna_at_work, protection, second_id=bert_at_work.person_id, **told)
    named = services.name_second(anna_at_work, protection, second_id=carl.pk, **told)
    assert named.second_id == carl.pk


def test_the_second_signs_by_the_next_working_day_from_her_own_session(
    anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    protection = services.protect(
        anna_at_work,
        report,
        measures=[ProtectionMeasure.POLICE, ProtectionMeasure.ON_SITE],
        second_id=bert_at_work.person_id,
        told_by=Manner.RADIO,
    )
    task = Task.objects.get(kind="confirm_protection")
    assert task.due_at == protection.confirm_by
    assert (protection.confirm_by - NOON) < timedelta(days=2)  # noon is a Sunday
    assert [rung for _minutes, rung in task.ladder][-1] == "team_lead"

    with pytest.raises(Denied):
        services.confirm_protection(anna_at_work, protection)
    services.confirm_protection(bert_at_work, protection)

    assert ImmediateProtection.objects.get().state == "confirmed"
    task.refresh_from_db()
    assert task.settled_at == NOON


@pytest.mark.parametrize("session", ["anna", ""], ids=["hers who acted", "none"])
def test_nobody_signs_in_the_session_of_who_acted(
    session: str, anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    protection = services.protect(
        anna_at_work, report, second_id=bert_at_work.person_id, told_by=Manner.TELEPHONE
    )

    with pytest.raises(Conflict, match="eigenen Anmeldung"):
        services.confirm_protection(replace(bert_at_work, session=session), protection)
    services.confirm_protection(bert_at_work, protection)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "confirmed", "confirmed_at": NOON},
        {"state": "confirmed", "confirmed_at": NOON, "second_told_at": NOON, "second_told_by": "radio"},
    ],
    ids=["without a second", "a second without a name"],
)
def test_the_database_refuses_a_signature_by_nobody(
    changes: dict[str, object], anna_at_work: Context, bert_at_work: Context, report: Report
) -> None:
    services.protect(anna_at_work, report)

    with pytest.raises(IntegrityError), transaction.atomic():
        ImmediateProtection.objects.update(**changes)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImmediateProtection.objects.update(
            second=anna_at_work.actor_id, second_told_at=NOON, second_told_by="radio"
        )


def test_nobody_is_named_second_over_a_signature(
    anna_at_work: Context, bert_at_work: Context, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bert signs in the very moment in which somebody else is named in his place."""
    carl = member(report.network, "carl", Role.INTAKE)
    told: dict[str, Any] = {"told_at": NOON, "told_by": Manner.TELEPHONE}
    named = services.protect(anna_at_work, report, second_id=bert_at_work.person_id, **told)

    def meanwhile(*_people: object) -> None:
        monkeypatch.undo()
        services.confirm_protection(bert_at_work, ImmediateProtection.objects.get())

    monkeypatch.setattr(protection, "refuse_recused", meanwhile)
    with pytest.raises(Conflict, match="inzwischen unterschrieben"):
        services.name_second(anna_at_work, named, second_id=carl.pk, **told)
