"""Acting never waits; the second signature does not get lost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import Manner, ProtectionMeasure
from schutznetz.cases.models import ImmediateProtection, Recusal, Report
from schutznetz.cases.services import protection
from schutznetz.kernel import clock
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Letter
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work import services as work
from schutznetz.work.choices import TaskKind
from schutznetz.work.jobs import escalate_due
from schutznetz.work.models import Escalation, Task
from schutznetz.work.queries import is_open, my_tasks
from tests.cases.services.conftest import acting
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


# --- who leads hears of it at once ------------------------------------------------------------------------


def told_of_it() -> list[Task]:
    return list(Task.objects.filter(kind="note_protection"))


def test_the_leads_hear_at_once_that_somebody_acts_without_a_word_of_it(
    anna_at_work: Context, bert_at_work: Context, report: Report, tannfurt: Network
) -> None:
    lena = member(tannfurt, "lena", Role.TEAM_LEAD)
    User.objects.filter(pk=lena.pk).update(email="lena@jugendamt.example")

    acted = services.protect(anna_at_work, report, what="Kind aus der Wohnung geholt", place="Notgruppe")
    with clock.frozen(NOON):
        escalate_due(system(tannfurt.pk))

    (notice,) = told_of_it()
    assert (notice.line, notice.owner_id, notice.about_id) == (Role.TEAM_LEAD, None, acted.pk)
    assert Escalation.objects.filter(task=notice, person=lena, called_at=NOON).exists()
    assert [letter.notice for letter in Letter.objects.all()] == ["task"]  # a fixed sentence
    lenas = acting(tannfurt, lena, Role.TEAM_LEAD, "lena")
    assert notice.pk in {row.id for row in my_tasks(lenas).rows}
    work.finish(lenas, work.take(lenas, notice))
    assert not is_open(acted, TaskKind.NOTE_PROTECTION)


@pytest.mark.parametrize("signed_by", ["lead", "colleague"])
def test_the_notice_waits_for_a_lead_and_for_nobody_else(
    signed_by: str, anna_at_work: Context, bert_at_work: Context, report: Report, tannfurt: Network
) -> None:
    """Whoever names or signs ends only what asks for that; a lead who signs has taken note."""
    lena = acting(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD, "lena")
    second = lena if signed_by == "lead" else bert_at_work
    acted = services.protect(anna_at_work, report)

    services.name_second(
        anna_at_work, acted, second_id=second.person_id, told_at=NOON, told_by=Manner.TELEPHONE
    )
    assert is_open(acted, TaskKind.NOTE_PROTECTION)
    services.confirm_protection(second, acted)

    assert is_open(acted, TaskKind.NOTE_PROTECTION) is (signed_by == "colleague")


def test_a_lead_who_acts_is_not_told_of_it(bert_at_work: Context, report: Report, tannfurt: Network) -> None:
    lena = acting(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD, "lena")

    services.protect(lena, report)

    assert told_of_it() == []
