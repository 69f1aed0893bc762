"""A wrong kind of reporter is put right beside the report: what is owed follows the law's table from then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import queries, services
from schutznetz.cases.choices import Attested, Profession, ReporterKind, ReviewState
from schutznetz.cases.models import Case, KindCorrection, Mark, Report, Triage
from schutznetz.cases.queries.statistics import told_by_work
from schutznetz.cases.situation import situation_of
from schutznetz.kernel import tenancy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests import make
from tests.cases.services.conftest import FINDING
from tests.cases.services.test_answers import CONTACT, NOTHING, OWED, answer, decided, row
from tests.cases.services.test_learnt_profession import is_asked, may_answer
from tests.conftest import context, member

pytestmark = pytest.mark.usefixtures("inside")
PRIVATE, HEALTH, SHELTER = ReporterKind.PRIVATE, ReporterKind.HEALTH, ReporterKind.SHELTER
WHY = "Die Kinderärztin sagt am Telefon, dass sie es war."


def correct(ctx: Context, report: Report, kind: ReporterKind, why: str = WHY) -> KindCorrection:
    later = replace(ctx, now=ctx.now + timedelta(minutes=KindCorrection.objects.count()))
    return services.correct_kind(later, report, reporter_kind=kind, reasons=why)


@pytest.fixture(scope="module")
def put_aside(anna_at_work: Context, bert_at_work: Context, founded: Network) -> UUID:
    """Taken down as a neighbour's; two decided that nothing follows."""
    with tenancy.scope(founded.pk):
        return decided(anna_at_work, bert_at_work, founded, kind=PRIVATE, finding=NOTHING).pk


@pytest.fixture
def neighbour(put_aside: UUID, inside: None) -> Report:
    return Report.objects.get(pk=put_aside)


def test_from_the_correction_on_the_answer_is_owed_and_the_report_stays(
    neighbour: Report, anna_at_work: Context
) -> None:
    assert (may_answer(anna_at_work, neighbour), is_asked(neighbour)) == (False, False)

    made = correct(anna_at_work, neighbour, HEALTH)

    assert (may_answer(anna_at_work, neighbour), is_asked(neighbour)) == (True, True)
    assert (made.corrected_by_id, made.reasons) == (anna_at_work.person_id, WHY)
    assert Report.objects.get().reporter_kind == PRIVATE
    assert answer(anna_at_work, neighbour, confirmed=False).pk


@pytest.mark.parametrize("kind", list(ReporterKind))
def test_to_whatever_kind_the_table_of_the_law_decides(
    kind: ReporterKind, neighbour: Report, anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    """In the question for the right, in the task and in the database itself."""
    report = neighbour
    if kind == PRIVATE:
        report = decided(anna_at_work, bert_at_work, tannfurt, kind=HEALTH, finding=NOTHING)
    owed = kind in OWED

    correct(anna_at_work, report, kind)

    assert (queries.is_owed(report), may_answer(anna_at_work, report), is_asked(report)) == (owed,) * 3
    if not owed:
        with pytest.raises(Denied):
            answer(anna_at_work, report, confirmed=False)
        with pytest.raises(IntegrityError, match="owed to professionals"), transaction.atomic():
            row(report, anna_at_work)


def test_every_word_stays_to_be_read_and_none_is_changed(neighbour: Report, anna_at_work: Context) -> None:
    correct(anna_at_work, neighbour, HEALTH)
    correct(anna_at_work, neighbour, PRIVATE, "Es war doch der Nachbar.")

    page = queries.report_page(neighbour)
    said = [(each.reporter_kind, each.reasons) for each in page.corrections]
    assert said == [(HEALTH, WHY), (PRIVATE, "Es war doch der Nachbar.")]
    assert page.report.reporter_kind == PRIVATE
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        KindCorrection.objects.update(reporter_kind="police")


@pytest.mark.parametrize("why", ["", "  "])
def test_without_a_reason_or_a_change_nothing_is_corrected(
    why: str, neighbour: Report, anna_at_work: Context
) -> None:
    with pytest.raises(Conflict, match="woher Sie das wissen"):
        correct(anna_at_work, neighbour, HEALTH, why)
    with pytest.raises(Conflict, match="steht schon"):
        correct(anna_at_work, neighbour, PRIVATE)
    assert not KindCorrection.objects.exists()


def test_a_profession_is_asked_of_whom_it_turns_on_now(neighbour: Report, anna_at_work: Context) -> None:
    learn: dict[str, Any] = {"profession": Profession.HEALTH, "known_by": Attested.CALLED_BACK}
    with pytest.raises(Denied):
        services.note_profession(anna_at_work, neighbour, **learn)

    correct(anna_at_work, neighbour, SHELTER)
    assert not is_asked(neighbour)
    assert any("GewHG" in str(gap) for gap in queries.report_page(neighbour).gaps)  # what its law asks for
    services.note_profession(anna_at_work, neighbour, **learn)

    assert is_asked(neighbour)
    correct(anna_at_work, neighbour, PRIVATE)
    assert not is_asked(neighbour)


def test_what_waits_for_a_signature_is_void_and_secrecy_is_kept_from_then(
    anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    report = make.report(anna_at_work, tannfurt, kind=PRIVATE, contact=CONTACT, children=["Mia"])
    services.take_report(anna_at_work, report)
    from_first = services.propose_triage(anna_at_work, report, finding=FINDING)

    correct(anna_at_work, report, HEALTH)

    assert Triage.objects.get(pk=from_first.pk).state == ReviewState.VOIDED
    triage = services.propose_triage(anna_at_work, report, finding=FINDING)
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)
    case = Case.objects.get(origin=report)
    assert Mark.objects.filter(case=case, record=report.pk, kind="secrecy").exists()
    assert (situation_of(case).reported_under_secrecy, told_by_work(case)["reporter"]) == (True, "health")

    correct(anna_at_work, report, PRIVATE)
    correct(anna_at_work, report, HEALTH)

    assert Mark.objects.filter(case=case, record=report.pk, kind="secrecy").count() == 1


def test_whoever_does_not_work_on_it_corrects_nothing(
    neighbour: Report, anna_at_work: Context, tannfurt: Network
) -> None:
    carl = context(tannfurt, member(tannfurt, "carl", Role.CASE_WORKER), Role.CASE_WORKER)
    lena = context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)
    for other in (carl, lena):
        with pytest.raises(Denied):
            correct(other, neighbour, HEALTH)
