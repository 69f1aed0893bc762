"""To whom an answer is owed by her own profession inside another institution, and who only seems to be."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import Attested, Profession, ReporterKind
from schutznetz.cases.jobs import drop_feedback
from schutznetz.cases.models import Report
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.choices import DisputedAnswers, PartnerCategory, Role
from schutznetz.networks.models import Network
from schutznetz.work.choices import TaskKind
from schutznetz.work.queries import about_ids
from tests import make
from tests.cases.services.test_answers import (
    CONTACT,
    NOTHING,
    OWED,
    TOLD,
    answer,
    as_partner,
    decided,
    put_in_triage,
    row,
)
from tests.conftest import NOON, member

pytestmark = pytest.mark.usefixtures("inside")


@pytest.mark.parametrize("kind", list(ReporterKind))
def test_inside_another_institution_only_the_own_profession_is_answered(
    kind: ReporterKind, anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    """Groups F and J personally; group C only for social work, and only if the office has decided so."""
    for setting, own in product(DisputedAnswers, ["", "none", "health", "social_work"]):
        Network.objects.filter(pk=tannfurt.pk).update(disputed_answers=setting)
        report = make.report(anna_at_work, tannfurt, kind=kind, contact=CONTACT, profession=own)
        put_in_triage(report, anna_at_work, bert_at_work)
        personally = kind in {ReporterKind.BENEFIT_BODY, ReporterKind.SHELTER} and own in set(Profession)
        disputed = (kind, own, setting) == (ReporterKind.PROVIDER, "social_work", DisputedAnswers.GIVEN)

        assert report.profession == (own if personally or disputed else "")
        assert policy.may(anna_at_work, ReportAction.GIVE_FEEDBACK, report) is (
            kind in OWED or personally or disputed
        )
        _is_kept_by_the_database(report, anna_at_work, owed=kind in OWED or personally or disputed)


def _is_kept_by_the_database(report: Report, ctx: Context, *, owed: bool) -> None:
    if owed:
        assert row(report, ctx).pk
        return
    with pytest.raises(IntegrityError, match="owed to professionals"), transaction.atomic():
        row(report, ctx)


def test_an_office_that_decides_otherwise_answers_no_longer(anna_at_work: Context, tannfurt: Network) -> None:
    member(tannfurt, "berta", Role.INTAKE)
    Network.objects.filter(pk=tannfurt.pk).update(disputed_answers=DisputedAnswers.GIVEN)
    kind = ReporterKind.PROVIDER
    report = make.report(anna_at_work, tannfurt, kind=kind, contact=CONTACT, profession="social_work")
    services.take_report(anna_at_work, report)
    assert policy.may(anna_at_work, ReportAction.GIVE_FEEDBACK, report)  # negative control

    Network.objects.filter(pk=tannfurt.pk).update(disputed_answers=DisputedAnswers.WITHHELD)

    assert not policy.may(anna_at_work, ReportAction.GIVE_FEEDBACK, report)
    _is_kept_by_the_database(report, anna_at_work, owed=False)


def test_the_call_for_an_answer_ends_once_it_is_given_no_longer(
    anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    said: dict[str, Any] = {"kind": ReporterKind.PROVIDER, "profession": "social_work", "finding": NOTHING}
    Network.objects.filter(pk=tannfurt.pk).update(disputed_answers=DisputedAnswers.GIVEN)
    provider = decided(anna_at_work, bert_at_work, tannfurt, **said)
    doctor = decided(anna_at_work, bert_at_work, tannfurt, finding=NOTHING)
    assert about_ids(Report, TaskKind.GIVE_FEEDBACK) == {provider.pk, doctor.pk}
    drop_feedback(system(tannfurt.pk))
    assert about_ids(Report, TaskKind.GIVE_FEEDBACK) == {provider.pk, doctor.pk}
    with pytest.raises(Conflict, match="noch geschuldet"):
        services.drop_feedback(system(tannfurt.pk), provider)

    Network.objects.filter(pk=tannfurt.pk).update(disputed_answers=DisputedAnswers.WITHHELD)
    drop_feedback(system(tannfurt.pk))

    assert about_ids(Report, TaskKind.GIVE_FEEDBACK) == {doctor.pk}


def test_no_account_shows_a_profession_inside_another_institution(
    anna_at_work: Context, tannfurt: Network
) -> None:
    """Whoever signs in for the Jobcenter is of the Jobcenter; that she is a doctor the office finds out."""
    member(tannfurt, "berta", Role.INTAKE)
    jakob = member(tannfurt, "jakob", Role.JOBCENTER)
    make.in_house(jakob, PartnerCategory.JOBCENTER)
    report = as_partner(jakob, tannfurt, ReporterKind.HEALTH, Role.JOBCENTER, profession="health")
    services.take_report(anna_at_work, report)

    with pytest.raises(Conflict, match="wirklich"):
        answer(anna_at_work, report, prepared=replace(TOLD, attested=""))
    assert answer(anna_at_work, report).preparation.attested == Attested.CALLED_BACK


def test_the_own_profession_stays_as_it_was_said(anna_at_work: Context, tannfurt: Network) -> None:
    kind = ReporterKind.SHELTER
    report = make.report(anna_at_work, tannfurt, kind=kind, contact=CONTACT, profession="counsellor")
    for own in ("", "health"):
        with pytest.raises(IntegrityError, match="received content is final"), transaction.atomic():
            Report.objects.filter(pk=report.pk).update(profession=own)
    Report.objects.filter(pk=report.pk).update(due_at=NOON)  # negative control
