"""Every legal channel arrives, whatever is missing (INV-1); what the law begins at once begins at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from schutznetz.cases import queries, services
from schutznetz.cases.choices import IntakeChannel, ReporterKind
from schutznetz.cases.models import Case, Report
from schutznetz.cases.services import Statement
from schutznetz.kernel.context import Context, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law.report_fields import FIELDS, Field, Group, Shape, is_required
from schutznetz.law.reporters import CHANNELS, Channel, Reporter
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Network, Organisation
from schutznetz.work.models import Task
from tests.cases.services.conftest import FINDING
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")

BY = pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.letter)
CONTACT = {each.name for each in FIELDS if each.group is Group.REPORTER}
CHILD = {each.name for each in FIELDS if each.group is Group.CHILD}


def said(each: Field) -> str:
    return each.choices[-1][0] if each.shape is Shape.CHOICE else "x"


def whole(channel: Channel, *, without: str = "") -> dict[str, str]:
    """Answer every question of the channel, the most awkward choice each time, but for one."""
    asked = [each for each in FIELDS if channel.reporter in each.asked and each.name != without]
    return {each.name: said(each) for each in asked}


def statement(channel: Channel, answers: dict[str, str]) -> Statement:
    def part(names: set[str]) -> dict[str, str]:
        return {name: text for name, text in answers.items() if name in names}

    return Statement(
        reporter_kind=ReporterKind(channel.reporter),
        danger_now=False,
        facts=part(set(answers) - CONTACT - CHILD),
        children=[part(CHILD)] if part(CHILD) else [],
        contact=part(CONTACT),
    )


@pytest.mark.each_value
@BY
def test_what_arrives_is_never_rejected_whatever_is_missing(
    channel: Channel, anna_at_work: Context, tannfurt: Network
) -> None:
    """By form, with an account and by telephone: without any one answer the law asks for, and without any."""
    names = [each.name for each in FIELDS if is_required(each, channel.reporter)]
    told = [{}, *(whole(channel, without=name) for name in names)]
    at_noon = replace(visitor(tannfurt.pk), now=NOON)
    partner = context(tannfurt, member(tannfurt, "nora", Role.PARTNER), Role.PARTNER)

    services.submit_report(at_noon, tannfurt, statement=statement(channel, {}), key="w" * 26)
    services.submit_as_partner(partner, tannfurt, statement=statement(channel, {}), key="p" * 26)
    for number, answers in enumerate(told):
        record(anna_at_work, tannfurt, channel, answers, f"{number:x}")

    assert Report.objects.filter(state="received").count() == 2 + len(told)
    assert Task.objects.filter(kind="take_report").count() == 2 + len(told)


@pytest.mark.each_value
@BY
def test_who_signs_in_and_types_no_name_can_still_be_called_back(channel: Channel, tannfurt: Network) -> None:
    """In danger nobody types her own name: the account has it. Private persons stay nameless."""
    kita = Organisation.objects.create(
        name="Kita Birkenweg", category=PartnerCategory.DAY_CARE, phone="0391 1"
    )
    nora = member(tannfurt, "nora", Role.PARTNER)
    partner = replace(context(tannfurt, nora, Role.PARTNER), organisation_id=kita.pk)
    hurried = replace(statement(channel, {}), danger_now=True)

    report = services.submit_as_partner(partner, tannfurt, statement=hurried, key="h" * 26)

    page = queries.report_page(report)
    assert report.anonymous is not channel.named
    assert page.addressee == ([nora.display_name, "Kita Birkenweg"] if channel.named else [])
    assert ("0391 1" in [line.value for line in page.contact]) is channel.named


def test_a_professional_prints_the_receipt_of_her_own_report_and_of_no_other(
    anna_at_work: Context, tannfurt: Network
) -> None:
    kinds = (ReporterKind.HEALTH, ReporterKind.PRIVATE)
    nora, omar = (
        context(tannfurt, member(tannfurt, name, Role.PARTNER), Role.PARTNER) for name in ("nora", "omar")
    )
    mine, private = (
        services.submit_as_partner(
            nora, tannfurt, statement=Statement(reporter_kind=kind, danger_now=False, facts={}), key=kind * 5
        )
        for kind in kinds
    )

    assert services.print_own_receipt(nora, mine).startswith(b"%PDF")
    for somebody in (omar, anna_at_work):
        with pytest.raises(Denied):
            services.print_own_receipt(somebody, mine)
    with pytest.raises(Conflict, match="zu erreichen"):
        services.print_own_receipt(nora, private)


def test_what_she_typed_herself_stands_before_what_the_account_says(tannfurt: Network) -> None:
    partner = context(tannfurt, member(tannfurt, "nora", Role.PARTNER), Role.PARTNER)
    typed = Statement(
        reporter_kind=ReporterKind.HEALTH, danger_now=False, facts={}, contact={"reporter_name": "Dr. Tal"}
    )

    report = services.submit_as_partner(partner, tannfurt, statement=typed, key="t" * 26)

    assert queries.report_page(report).addressee == ["Dr. Tal"]


@pytest.mark.parametrize(
    ("contact", "anonymous"),
    [
        ({}, True),
        ({"reporter_relation": "Nachbarin"}, True),
        ({"reporter_phone": "0391 2"}, False),
        ({"reporter_reachable": "abends im Laden"}, False),
    ],
)
def test_only_who_can_be_named_or_reached_is_not_anonymous(
    contact: dict[str, str], anonymous: bool, anna_at_work: Context, tannfurt: Network
) -> None:
    private = CHANNELS[12]

    assert record(anna_at_work, tannfurt, private, {}, "a", contact=contact).anonymous is anonymous


@pytest.mark.each_value
@BY
def test_the_page_names_what_the_channel_still_asks_for(
    channel: Channel, anna_at_work: Context, tannfurt: Network
) -> None:
    empty = record(anna_at_work, tannfurt, channel, {}, "e")
    full = record(anna_at_work, tannfurt, channel, whole(channel), "f")

    gaps = {gap.norm for gap in queries.report_page(empty).gaps}

    assert gaps >= {str(norm) for norm in channel.steps.values()}
    assert queries.report_page(full).gaps == []


def record(
    ctx: Context, network: Network, channel: Channel, answers: dict[str, str], key: str, **changes: Any
) -> Report:
    heard = replace(statement(channel, answers), **changes)
    return services.record_report(
        ctx, network, statement=heard, channel=IntakeChannel.LETTER, received_at=NOON, key=key * 26
    )


@pytest.mark.each_value
@BY
def test_the_notice_of_criminal_justice_begins_the_first_assessment_at_once(
    channel: Channel, anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    report = record(anna_at_work, tannfurt, channel, whole(channel), "j")
    begun = Task.objects.filter(kind="triage", about_id=report.pk, settled_at=None)
    by_law = channel.reporter is Reporter.JUSTICE

    assert begun.exists() is by_law
    assert (report.due_at == NOON) is by_law
    assert (report.due_at - NOON <= timedelta(0)) is by_law

    services.take_report(anna_at_work, report)
    assert [task.owner_id for task in begun.all()] == [anna_at_work.actor_id]


@pytest.mark.parametrize("kind", [ReporterKind.HEALTH, ReporterKind.PRIVATE])
def test_a_call_about_an_unborn_child_is_recorded_like_any_other(
    kind: ReporterKind, anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    """Siblings already born are assessed for themselves; the unborn one gets no case of its own."""
    heard = Statement(
        reporter_kind=kind,
        danger_now=False,
        facts={"observed": "Die Mutter trinkt"},
        children=[{"child_name": "Baby", "child_born": "unborn"}, {"child_name": "Mia"}],
    )
    report = services.record_report(
        anna_at_work,
        tannfurt,
        statement=heard,
        channel=IntakeChannel.TELEPHONE,
        received_at=NOON,
        key="u" * 26,
    )
    services.take_report(anna_at_work, report)
    assert queries.report_page(report).is_about_an_unborn_child
    triage = services.propose_triage(anna_at_work, report, finding=FINDING)
    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    assert report.children.count() == 2
    assert [case.child_name for case in Case.objects.all()] == ["Mia"]
