"""A profession learnt after the receipt: by the same table the answer is owed from then, or no longer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import queries, services
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import Attested, Profession, ReporterKind
from schutznetz.cases.models import LearntProfession, Report
from schutznetz.kernel import policy, tenancy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import DisputedAnswers
from schutznetz.networks.models import Network
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids
from tests.cases.services.test_answers import NOTHING, answer, decided, row

pytestmark = pytest.mark.usefixtures("inside")
SHELTER, HEALTH = ReporterKind.SHELTER, Profession.HEALTH


def learn(ctx: Context, report: Report, profession: Profession | str) -> LearntProfession:
    return services.note_profession(ctx, report, profession=profession, known_by=Attested.CALLED_BACK)


def is_asked(report: Report) -> bool:
    return report.pk in about_ids(Report, TaskKind.GIVE_FEEDBACK)


def may_answer(ctx: Context, report: Report) -> bool:
    return policy.may(ctx, ReportAction.GIVE_FEEDBACK, report)


@pytest.fixture(scope="module")
def put_aside(anna_at_work: Context, bert_at_work: Context, founded: Network) -> UUID:
    """A shelter reported; nobody said that the caller is a midwife. Two decided that nothing follows."""
    with tenancy.scope(founded.pk):
        return decided(anna_at_work, bert_at_work, founded, kind=SHELTER, finding=NOTHING).pk


@pytest.fixture
def told(put_aside: UUID, inside: None) -> Report:
    return Report.objects.get(pk=put_aside)


def test_what_is_learnt_later_makes_the_answer_owed(told: Report, anna_at_work: Context) -> None:
    assert (may_answer(anna_at_work, told), is_asked(told)) == (False, False)

    learnt = learn(anna_at_work, told, HEALTH)

    assert (may_answer(anna_at_work, told), is_asked(told)) == (True, True)
    assert (learnt.noted_by_id, learnt.known_by) == (anna_at_work.actor_id, Attested.CALLED_BACK)
    assert answer(anna_at_work, told, confirmed=False).pk
    told.refresh_from_db()
    assert told.profession == ""  # what was received stays as it was


def test_what_turns_out_wrong_ends_the_call_and_stays_to_be_read(told: Report, anna_at_work: Context) -> None:
    learn(anna_at_work, told, HEALTH)

    learn(replace(anna_at_work, now=anna_at_work.now + timedelta(minutes=1)), told, "")

    assert (may_answer(anna_at_work, told), is_asked(told)) == (False, False)
    assert [each.profession for each in queries.report_page(told).professions] == ["health", ""]
    with pytest.raises(IntegrityError, match="owed to professionals"), transaction.atomic():
        row(told, anna_at_work)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        LearntProfession.objects.update(profession="health")


def test_a_wrong_word_of_the_report_is_outweighed_not_rewritten(
    anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    said: dict[str, Any] = {"kind": SHELTER, "profession": "health", "finding": NOTHING}
    report = decided(anna_at_work, bert_at_work, tannfurt, **said)
    assert may_answer(anna_at_work, report)  # negative control

    learn(anna_at_work, report, "")

    assert not may_answer(anna_at_work, report)
    assert Report.objects.get(pk=report.pk).profession == "health"


@pytest.mark.parametrize("setting", list(DisputedAnswers))
def test_at_a_provider_it_turns_on_what_the_office_decided(
    setting: DisputedAnswers, anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    Network.objects.filter(pk=tannfurt.pk).update(disputed_answers=setting)
    kind = ReporterKind.PROVIDER
    report = decided(anna_at_work, bert_at_work, tannfurt, kind=kind, finding=NOTHING)

    learn(anna_at_work, report, Profession.SOCIAL_WORK)

    given = setting is DisputedAnswers.GIVEN
    assert (may_answer(anna_at_work, report), is_asked(report)) == (given, given)
    with pytest.raises(Conflict, match="keine Rückmeldung geschuldet"):
        learn(anna_at_work, report, HEALTH)


def test_nothing_is_noted_twice_from_an_account_or_of_whom_it_does_not_concern(
    told: Report, anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    with pytest.raises(Conflict, match="nur die Einrichtung"):
        services.note_profession(anna_at_work, told, profession=HEALTH, known_by=Attested.ACCOUNT)
    with pytest.raises(Conflict, match="steht schon"):
        learn(anna_at_work, told, "")
    doctor = decided(anna_at_work, bert_at_work, tannfurt, finding=NOTHING)
    with pytest.raises(Denied):
        learn(anna_at_work, doctor, Profession.TEACHER)
