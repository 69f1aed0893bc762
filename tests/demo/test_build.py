from datetime import UTC, datetime

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from schutznetz.accounts.models import JoinedAccount
from schutznetz.care.models import OutsideLink, Referral
from schutznetz.cases.choices import ReportState
from schutznetz.cases.models import (
    AccessRequest,
    Arrival,
    AssessmentRecord,
    Closing,
    Deferral,
    Deletion,
    Dispute,
    Doubt,
    EmergencyAccess,
    EntrustedEntry,
    Handover,
    KeepingPeriod,
    Mark,
    Recusal,
    Report,
    ReporterContact,
    Restriction,
    SafetyPlan,
    TakingIntoCare,
    UrgencyLowering,
    WatchedItem,
    Whereabouts,
)
from schutznetz.cases.queries.tables import tables_of
from schutznetz.concerns.models import Sheet
from schutznetz.demo import build, town
from schutznetz.kernel import ids, tenancy
from schutznetz.kernel.verify import verify
from schutznetz.networks.models import Network
from schutznetz.web.work import links
from schutznetz.welcome.models import NewbornList, WelcomeVisit
from schutznetz.work.models import Task

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def waiting() -> dict[str, bool]:
    """Return what waits for somebody in the town."""
    return {
        "a handover waits to be accepted": Handover.objects.get().state == "sent",
        "a closing waits for the second": Closing.objects.get().state == "proposed",
        "a deletion waits for the second": Deletion.objects.get().state == "proposed",
        "a longer period waits for the second": KeepingPeriod.objects.get().state == "proposed",
        "less urgent waits for the second": UrgencyLowering.objects.get().state == "proposed",
        "a child comes from another office": Arrival.objects.get().state == "waiting",
        "a file is asked for, another one is ready to be handed out": set(
            AccessRequest.objects.values_list("state", flat=True)
        )
        == {"open", "released"},
        "somebody is told later": Deferral.objects.get().told_on is None,
        "a lead decides whether somebody is too close": Doubt.objects.get().state == "raised",
        "somebody looked in at night": EmergencyAccess.objects.get().reviews.count() == 0,
        "every task leads somewhere": set(Task.objects.values_list("about_type", flat=True))
        <= set(links.PAGES),
    }


def not_shown() -> list[str]:
    """Return what the newcomer should find in the town, and does not."""
    this_year = AssessmentRecord.objects.filter(completed_on__year=NOON.year)
    last_year = tables_of(NOON.year - 1)
    shown = waiting() | {
        "a worry has its own sheet": Sheet.objects.count() == 1,
        "the court's order and condition are due": {
            (item.kind, item.state, item.check_on) for item in WatchedItem.objects.filter(plan=None)
        }
        == {("order", "broken", NOON.date()), ("condition", "open", NOON.date())},
        "a safety plan is agreed": SafetyPlan.objects.get().state == "active",
        "one place is hidden": Whereabouts.objects.count() == 1,
        "one talk is kept from a parent": Mark.objects.filter(kind="from_parent").count() == 1,
        "a caller said later who she is": ReporterContact.objects.filter(
            report__reporter_kind="private"
        ).count()
        == 1,
        "two accounts are one human": JoinedAccount.objects.count() == 2,
        "an entry is disputed": Dispute.objects.get().record == Restriction.objects.get().record,
        "a child is in care": TakingIntoCare.objects.get().state == "running",
        "somebody is too close": Recusal.objects.count() == 1,
        "something is entrusted": EntrustedEntry.objects.count() == 1,
        "the statistics have gaps": not this_year.filter(complete=True).exists() and this_year.count() == 3,
        "the year before is drawn": {table.name for table in last_year.tables if table.is_shown}
        >= {"result", "age", "sex", "reporter", "dangers", "danger_from", "new_help", "court"},
        "a family is visited today": WelcomeVisit.objects.filter(visit_on=NOON.date()).count() == 2,
        "families are sent on": set(Referral.objects.values_list("state", flat=True))
        == {"requested", "waiting", "begun"},
        "one of them lies behind a link": OutsideLink.objects.filter(opened_at=None).count() == 1,
        "a stop list is open": NewbornList.objects.filter(state="open").count() == 1,
    }
    return [what for what, there in shown.items() if not there]


@pytest.mark.once  # by services that have their tests on both engines, and where ./run demo builds it
@pytest.mark.django_db(transaction=True)
def test_the_town_is_built_through_services_and_is_always_the_same(settings: LazySettings) -> None:
    build.build(NOON)

    tannfurt = Network.objects.get(slug="tannfurt")
    with tenancy.scope(tannfurt.pk):
        reports = list(Report.objects.order_by("received_at", "id"))
        state = ReportState
        assert [report.state for report in reports] == [
            state.CLOSED_NO_INDICATION,
            *[state.ACCEPTED] * 3,
            *[state.CLOSED_NO_INDICATION] * 2,
            *[state.ACCEPTED] * 3,
            *[state.TRIAGE] * 2,
            *[state.RECEIVED] * 2,
        ]
        assert not_shown() == []
    assert not verify(tannfurt.pk).findings
    with ids.seeded(build.SEED):
        assert Network.objects.filter(pk=ids.new_id()).exists()


def test_the_demo_is_built_in_the_demo_only(db: None) -> None:
    with pytest.raises(CommandError, match="nur mit"):
        call_command("demo")


@pytest.mark.django_db(transaction=True)
def test_a_database_with_people_of_the_demo_is_not_served(settings: LazySettings) -> None:
    def refused() -> bool:
        messages = run_checks(include_deployment_checks=True, databases=["default"])
        return any(message.id == "schutznetz.E301" for message in messages)

    assert not refused()

    town.found()

    assert refused()
    settings.DEMO = True
    assert not refused()
