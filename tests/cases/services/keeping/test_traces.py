"""What a deleted procedure leaves elsewhere: nobody in the trail, no way to it from the statistics."""

from datetime import date

import pytest

from schutznetz.cases.models import AssessmentRecord, Case, LateRecord, Report
from schutznetz.cases.queries.doomed import Doomed
from schutznetz.cases.queries.statistics import key_of
from schutznetz.cases.services import keeping
from schutznetz.kernel import audit, chain, clock, jobs
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.models import Job
from schutznetz.kernel.verify import verify
from schutznetz.networks.models import Network
from tests.cases.services.keeping.conftest import delete

pytestmark = pytest.mark.usefixtures("inside", "at_noon")


def test_who_did_what_to_it_goes_from_the_trail(
    rosa_at_work: Context, lena_at_work: Context, ended: Report, dismissed: Report, tannfurt: Network
) -> None:
    audit.record(rosa_at_work, "reports.read", dismissed)
    doomed = Doomed([ended.pk], Case.objects.values_list("pk", flat=True)).ids
    delete(rosa_at_work, lena_at_work, ended)
    (asked,) = Job.objects.filter(name="cases.erase_traces")
    assert not any(str(pk) in str(asked.payload) for pk in doomed)
    before = targets(tannfurt)
    assert before & {str(pk) for pk in doomed}  # negative control

    with clock.frozen(asked.due_at):
        jobs.kind(asked.name).work(system(tannfurt.pk), asked.payload, jobs.Progress(asked.pk))

    after = targets(tannfurt)
    assert not after & {str(pk) for pk in doomed}
    assert str(dismissed.pk) in after
    assert "keeping.decide" in {each.action for each in audit.trail(tannfurt.pk) if each.actor_id}
    chain.link(tannfurt.pk)
    found = verify(tannfurt.pk)
    assert (found.findings, found.erased > 5) == ([], True)


def targets(network: Network) -> set[str]:
    return {each.target.partition(":")[2] for each in audit.trail(network.pk)}


@pytest.mark.parametrize(
    ("completed_on", "late_in", "cut"),
    [(date(2025, 5, 4), None, True), (date(2026, 5, 4), None, False), (date(2025, 5, 4), 2026, False)],
)
def test_no_record_of_a_delivered_year_leads_to_a_deleted_case(
    completed_on: date,
    late_in: int | None,
    cut: bool,
    rosa_at_work: Context,
    lena_at_work: Context,
    ended: Report,
    tannfurt: Network,
) -> None:
    key = key_of(Case.objects.order_by("id")[0].pk)
    said = {"version": "2026.1", "completed_on": completed_on, "answers": {"result": "none"}}
    record = AssessmentRecord.objects.create(key=key, **said)
    other = AssessmentRecord.objects.create(key="OTHER", **said)
    if late_in:
        LateRecord.objects.create(record=record, year=late_in, noted_on=date(late_in, 5, 5))
    delete(rosa_at_work, lena_at_work, ended)

    keeping.unlink_statistics(system(tannfurt.pk), tannfurt)

    for each in (record, other):
        each.refresh_from_db()
    assert (record.key != key, len(record.key), other.key) == (cut, 20, "OTHER")
    assert record.answers == {"result": "none"}  # the statistics stay
