"""A taking into care that was written down at the report is not lost when the case begins, nor later."""

from collections.abc import Callable

import pytest

from schutznetz.cases import services
from schutznetz.cases.choices import Manner, ProtectionMeasure, TriageOutcome
from schutznetz.cases.models import Case, Report, Stay, TakingIntoCare, Triage
from schutznetz.cases.services import measures
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks.models import Network
from schutznetz.work.models import Task
from tests.cases.services.conftest import arrive
from tests.cases.services.keeping.conftest import close
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
TAKEN = ProtectionMeasure.TAKEN_INTO_CARE


@pytest.fixture
def report(tannfurt: Network, request: pytest.FixtureRequest) -> Report:
    """Two children were reported, or those whom the test names."""
    return arrive(tannfurt, children=getattr(request, "param", ("Mia", "Ben")))


of_one_child = pytest.mark.parametrize("report", [("Mia",)], indirect=True)


def waiting(kind: str) -> list[str]:
    tasks = Task.objects.filter(kind=kind, settled_at=None).order_by("about_label")
    return list(tasks.values_list("about_label", flat=True))


@of_one_child
def test_of_one_child_it_goes_on_in_its_case_from_when_it_began(
    propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context
) -> None:
    services.protect(anna_at_work, propose().report, measures=[TAKEN], place="Haus am Deich")
    triage = propose()

    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    taking = TakingIntoCare.objects.get()
    assert (taking.case, taking.started_at) == (Case.objects.get(), NOON)
    assert taking.started_by_id == anna_at_work.actor_id
    assert Stay.objects.get().place == "Haus am Deich"
    assert waiting("taking_tell_child") == [str(taking)]
    assert waiting("sort_out_taking") == []


def test_of_several_children_somebody_says_for_each_at_once(
    propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context
) -> None:
    services.protect(anna_at_work, propose().report, measures=[TAKEN])
    triage = propose()

    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    assert not TakingIntoCare.objects.exists()
    assert waiting("sort_out_taking") == ["Fall 1", "Fall 2"]
    measures.take_into_care(anna_at_work, Case.objects.get(number=1))
    assert waiting("sort_out_taking") == ["Fall 2"]


@of_one_child
def test_after_the_case_began_it_goes_there_at_once_and_only_once(
    propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context
) -> None:
    triage = propose()
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    for _time in range(2):
        services.protect(
            anna_at_work,
            triage.report,
            measures=[TAKEN],
            second_id=bert_at_work.actor_id,
            told_by=Manner.TELEPHONE,
        )

    assert TakingIntoCare.objects.count() == 1


def test_other_ways_to_protect_take_nobody_into_care(
    propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context
) -> None:
    """Negative control."""
    services.protect(anna_at_work, propose().report, measures=[ProtectionMeasure.POLICE])
    triage = propose()

    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    assert not TakingIntoCare.objects.exists()
    assert waiting("sort_out_taking") == []


CALM = {"weighty_indications": False, "outcome": TriageOutcome.NO_INDICATION, "advice": "offered"}


@pytest.mark.parametrize("measure", ProtectionMeasure)
def test_what_was_acted_on_is_assessed_and_never_ended_at_first_sight(
    measure: ProtectionMeasure, propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context
) -> None:
    """The attack: one proposes to end it, another one takes the child into care, a third one signs."""
    calm = propose(**CALM)
    services.protect(anna_at_work, calm.report, measures=[measure])

    with pytest.raises(Denied):
        services.confirm_triage(bert_at_work, calm, seal=calm.seal)
    assert waiting("triage") == [str(calm.report)]
    with pytest.raises(Conflict, match="sofort gehandelt"):
        propose(**CALM)

    proposed = propose()
    services.confirm_triage(bert_at_work, proposed, seal=proposed.seal)
    assert Case.objects.count() == 2


@pytest.mark.parametrize("ended", ["at first sight", "its cases"])
def test_no_act_is_lost_on_a_procedure_that_has_ended(
    ended: str, propose: Callable[..., Triage], anna_at_work: Context, bert_at_work: Context
) -> None:
    triage = propose(**(CALM if ended == "at first sight" else {}))
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)
    close(*Case.objects.order_by("number"))

    with pytest.raises(Conflict, match="neue Meldung"):
        services.protect(anna_at_work, Report.objects.get(), measures=[TAKEN])


def test_nobody_acts_on_what_two_people_put_aside_in_that_moment(
    report: Report, anna_at_work: Context, bert_at_work: Context
) -> None:
    """Her page is a moment old: with a report of its own what she did goes on, here it would be lost."""
    before = services.take_report(anna_at_work, report)
    Report.objects.filter(pk=report.pk).update(state="closed_no_indication", decided_at=NOON)

    with pytest.raises(Conflict, match="neue Meldung"):
        services.protect(anna_at_work, before)
