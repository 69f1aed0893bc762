"""What of a case is shown and sent, also when the case has moved on since it was proposed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils.formats import date_format

from schutznetz.cases import services
from schutznetz.cases.choices import (
    Attested,
    CaseEntryKind,
    DisputeKind,
    HandoverPart,
    Known,
    Outcome,
    PersonRole,
    ReporterKind,
    RestrictionGround,
    TakingEnd,
    TakingGround,
)
from schutznetz.cases.models import (
    Arrival,
    Case,
    Handover,
    ImmediateProtection,
    Report,
    TakingIntoCare,
    Whereabouts,
)
from schutznetz.cases.queries.going import as_text, must_go, package_of, shown_content
from schutznetz.cases.queries.page import report_page
from schutznetz.cases.services import disputes, handover, measures
from schutznetz.cases.services.answers import Prepared
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.networks.models import Network
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import assessing, make
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
P = HandoverPart
WITH_PLACE = (P.REPORT, P.TAKING, P.PLACE)


def of(kind: TaskKind) -> int:
    return Task.objects.filter(kind=kind, settled_at=None).count()


@pytest.fixture
def taken(case: Case, anna_at_work: Context) -> Case:
    measures.take_into_care(anna_at_work, case, ground=TakingGround.CHILD_ASKS, place="Haus am Deich")
    return case


@pytest.fixture
def sibling(case: Case, tannfurt: Network, anna_at_work: Context) -> Case:
    report = make.report(anna_at_work, tannfurt)
    Case.objects.filter(pk=case.pk).update(origin=report)
    case.refresh_from_db()
    hands = {"lead_id": case.lead_id, "substitute_id": case.substitute_id}
    return Case.objects.create(
        number=77, child_name="Jan", report="x", reported_at=NOON, origin=report, state="assessment", **hands
    )


def protect(ctx: Context, case: Case) -> None:
    services.protect_place(ctx, case, place="Zimmer 4", from_whom="dem Vater")


def whole(proposed: Handover) -> str:
    return str(shown_content(proposed)) + str(package_of(proposed))


def test_a_place_protected_since_is_shown_no_more(
    taken: Case, propose: Callable[..., Handover], anna_at_work: Context
) -> None:
    proposed = propose(parts=WITH_PLACE)
    assert "Deich" in whole(proposed)  # the negative control

    protect(anna_at_work, taken)

    assert "Deich" not in whole(Handover.objects.get())
    assert "Mia" in whole(proposed)


def test_a_place_protected_through_the_case_of_a_sibling_does_not_go(
    taken: Case,
    sibling: Case,
    propose: Callable[..., Handover],
    send_inside: Callable[..., Handover],
    anna_at_work: Context,
    erlenstedt: Network,
) -> None:
    protect(anna_at_work, sibling)

    send_inside(parts=WITH_PLACE)

    assert "Deich" not in str(Handover.objects.get().content)
    with tenancy.scope(erlenstedt.pk):
        assert "Deich" not in str(Arrival.objects.get().content)


def test_over_there_a_place_stands_with_the_child_alone(
    taken: Case, send_inside: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context
) -> None:
    send_inside(parts=WITH_PLACE)

    with tenancy.scope(erlenstedt.pk):
        handover.accept_arrival(ines_over_there, Arrival.objects.get())
        report = Report.objects.get()
        said: list[dict[str, Any]] = [child.description for child in report.children.all()]

        assert "Blaue Flecken" in report.statement["observed"]
        assert "Deich" not in str(report.statement)
        assert "Haus am Deich" in said[0]["child_whereabouts"]


def test_over_there_its_protection_covers_the_place(
    taken: Case, send_inside: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context
) -> None:
    send_inside(parts=WITH_PLACE)

    with tenancy.scope(erlenstedt.pk):
        handover.accept_arrival(ines_over_there, Arrival.objects.get())
        report = Report.objects.get()
        assert "Deich" in str(report_page(report).children)  # the negative control
        assert report.responsible_id
        assert report.second_id
        there = Case.objects.create(
            number=1, child_name="Mia", report="x", reported_at=NOON, origin=report,
            lead_id=report.responsible_id, substitute_id=report.second_id,
        )  # fmt: skip
        Whereabouts.objects.create(
            case=there, place="x", from_whom="x", kept_by_id=report.responsible_id, kept_at=NOON
        )

        page = report_page(report)
        assert "Deich" not in str(page.children) + str(page.sections)


# --- what cannot wait over there -------------------------------------------------------------------------


def accepted_there(there: Context, network: Network) -> Report:
    with tenancy.scope(network.pk):
        handover.accept_arrival(there, Arrival.objects.get())
        return Report.objects.get()


def test_a_child_in_care_is_urgent_over_there(
    taken: Case, send_inside: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context
) -> None:
    send_inside(parts=WITH_PLACE)

    assert accepted_there(ines_over_there, erlenstedt).urgency == "u0"


def test_a_child_that_is_searched_for_is_urgent_over_there_and_the_search_goes_along(
    taken: Case,
    send_inside: Callable[..., Handover],
    erlenstedt: Network,
    ines_over_there: Context,
    anna_at_work: Context,
) -> None:
    taking = TakingIntoCare.objects.get()
    measures.end_taking(anna_at_work, taking, ended_by=TakingEnd.LEFT, note="Fort")
    assert must_go(taken) >= {P.TAKING}

    sent = send_inside(parts=[*must_go(taken), P.REPORT])

    assert "Kind suchen" in str(sent.content)
    assert accepted_there(ines_over_there, erlenstedt).urgency == "u0"


def test_an_open_alarm_is_urgent_over_there_and_goes_along(
    case: Case, send_inside: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context
) -> None:
    about = {"about_type": case._meta.label, "about_id": case.pk}
    Task.objects.create(kind=TaskKind.REASSESS, opened_at=NOON, due_at=NOON, owner_id=case.lead_id, **about)
    assert must_go(case) == {P.PLAN}

    sent = send_inside(parts=[P.PLAN])

    assert "neu einschätzen" in str(sent.content)
    assert accepted_there(ines_over_there, erlenstedt).urgency == "u0"


def test_without_any_of_it_nothing_is_urgent(
    send_inside: Callable[..., Handover], erlenstedt: Network, ines_over_there: Context
) -> None:
    """Negative control."""
    send_inside()

    assert accepted_there(ines_over_there, erlenstedt).urgency != "u0"


def test_confinement_goes_along_with_the_hour_at_which_it_must_end(
    taken: Case, propose: Callable[..., Handover], anna_at_work: Context
) -> None:
    measures.confine(anna_at_work, TakingIntoCare.objects.get(), why="Gefahr für Leib und Leben")

    line = propose(parts=WITH_PLACE).content["sections"][1]["lines"][1]

    ends = f"{date_format((NOON + timedelta(days=2)).astimezone(clock.BERLIN), 'j. F Y')} um 00:00 Uhr"
    assert line["title"] == "Freiheitsentziehung"
    assert "Leib und Leben" in line["text"]
    assert ends in line["text"]


def test_when_the_child_was_last_seen_goes_along(case: Case, propose: Callable[..., Handover]) -> None:
    Case.objects.filter(pk=case.pk).update(child_seen_at=NOON)
    case.refresh_from_db()

    content = propose().content

    assert content["child_seen"]
    assert content["child_seen"] in as_text(content)


# --- what happened after it was sent ---------------------------------------------------------------------


def test_what_began_after_sending_is_told_at_once(
    case: Case,
    send_inside: Callable[..., Handover],
    erlenstedt: Network,
    ines_over_there: Context,
    anna_at_work: Context,
) -> None:
    send_inside()
    measures.take_into_care(anna_at_work, case, ground=TakingGround.CHILD_ASKS, place="Haus am Deich")

    accepted_there(ines_over_there, erlenstedt)

    task = Task.objects.get(kind=TaskKind.TELL_OTHER_OFFICE, settled_at=None)
    assert (task.owner_id, task.due_at) == (case.lead_id, NOON + timedelta(hours=2))


def test_a_new_fact_in_a_part_that_was_sent_is_told_at_once(
    case: Case, send: Callable[..., Handover], anna_at_work: Context, lena_at_work: Context
) -> None:
    sent = send()
    services.add_entry(anna_at_work, case, facts=assessing.entry(NOON))

    accepted_outside(lena_at_work, sent)

    assert of(TaskKind.TELL_OTHER_OFFICE) == 1


def test_without_news_nobody_is_asked(send: Callable[..., Handover], lena_at_work: Context) -> None:
    """Negative control."""
    send()

    accepted_outside(lena_at_work, Handover.objects.get())

    assert of(TaskKind.TELL_OTHER_OFFICE) == 0


def accepted_outside(ctx: Context, sent: Handover) -> None:
    handover.note_answer(
        ctx, sent, accepted=True, answered_at=NOON, answered_by="Frau Reimers", proof=make.file("annahme.pdf")
    )


def test_a_disputed_entry_says_so_and_an_addition_says_to_what(
    case: Case, propose: Callable[..., Handover], anna_at_work: Context
) -> None:
    fact = services.add_entry(anna_at_work, case, facts=assessing.entry(NOON))
    guess = assessing.entry(NOON, CaseEntryKind.HYPOTHESIS, "Vielleicht der Onkel")
    guessed = services.add_entry(anna_at_work, case, facts=guess)
    disputes.note_dispute(
        anna_at_work, case, record=fact.pk, kind=DisputeKind.DISPUTED, who="Mutter", words="Sie ist gestürzt"
    )
    services.add_to_entry(anna_at_work, guessed, facts=assessing.entry(NOON, text="Er war verreist"))

    lines = {
        line["text"]: line["title"] for line in propose(parts=[P.ENTRIES]).content["sections"][0]["lines"]
    }

    assert lines == {
        "Blauer Fleck am Arm – Bestritten (22.11.2026), Mutter: Sie ist gestürzt": "Tatsache (bestritten)",
        "Er war verreist": "Tatsache",
    }


def restrict(ctx: Context, case: Case, record: UUID | None) -> None:
    disputes.restrict(
        ctx, case, record=record, ground=RestrictionGround.CONTESTED, reasons="Die Mutter bestreitet es.",
        review_on=NOON.date() + timedelta(days=30),
    )  # fmt: skip


def test_what_is_restricted_goes_along_and_says_so(
    case: Case, propose: Callable[..., Handover], anna_at_work: Context
) -> None:
    fact = services.add_entry(anna_at_work, case, facts=assessing.entry(NOON))
    services.add_entry(anna_at_work, case, facts=assessing.entry(NOON, text="Er war verreist"))
    restrict(anna_at_work, case, fact.pk)

    lines = {
        line["text"]: line["title"] for line in propose(parts=[P.ENTRIES]).content["sections"][0]["lines"]
    }

    assert lines == {
        "Blauer Fleck am Arm": "Tatsache (Verarbeitung eingeschränkt, Art. 18 Abs. 1 Buchst. a DSGVO)",
        "Er war verreist": "Tatsache",
    }


def test_where_the_whole_case_is_restricted_every_line_says_so(
    case: Case, propose: Callable[..., Handover], anna_at_work: Context
) -> None:
    """Whatever part it is, also one that no mark could ever stand on."""
    services.add_person(anna_at_work, case, facts=assessing.person(PersonRole.MOTHER, "Jana M."))
    services.add_entry(anna_at_work, case, facts=assessing.entry(NOON))
    measures.take_into_care(anna_at_work, case, ground=TakingGround.CHILD_ASKS, place="Haus am Deich")
    measures.offer_help(anna_at_work, case, what="Erziehungsbeistand", offered_on=NOON.date())
    make.with_result(case, Outcome.NONE)
    restrict(anna_at_work, case, None)

    sections = propose(parts=list(P)).content["sections"]

    lines = [line for section in sections for line in section["lines"]]
    unmarked = [line["title"] for line in lines if "Verarbeitung eingeschränkt" not in line["title"]]
    assert unmarked == ["Noch offen"] * sum(line["title"] == "Noch offen" for line in lines)
    assert len(lines) > len(P) / 2


def test_a_restriction_after_the_proposal_voids_it(
    case: Case, propose: Callable[..., Handover], anna_at_work: Context, bert_at_work: Context
) -> None:
    proposed = propose()
    restrict(anna_at_work, case, None)

    with pytest.raises(Conflict, match="etwas Neues"):
        handover.send_handover(bert_at_work, proposed, seal=proposed.seal)


def test_a_ban_cannot_be_left_behind_and_who_may_what_goes_along(
    case: Case, propose: Callable[..., Handover], anna_at_work: Context
) -> None:
    mother = assessing.person(PersonRole.MOTHER, "Jana M.", custody=Known.YES)
    services.add_person(anna_at_work, case, facts=mother)
    assert must_go(case) == set()  # the negative control
    father = assessing.person(PersonRole.FATHER, "Ralf M.", orders_known=Known.YES, orders="Kontaktverbot")
    services.add_person(anna_at_work, case, facts=father)

    assert must_go(case) == {P.PEOPLE}
    with pytest.raises(Conflict, match="geht immer mit"):
        propose()
    lines = propose(parts=[P.PEOPLE]).content["sections"][0]["lines"]
    hers, his = sorted(line["text"] for line in lines)
    assert "Sorgeberechtigt? Ja" in hers
    assert "Sorgeberechtigt? Nein" in his
    assert "Kontaktverbot" in his


def test_what_was_done_at_once_goes_along_without_its_place(
    case: Case, sibling: Case, propose: Callable[..., Handover], anna_at_work: Context
) -> None:
    assert case.origin_id
    ImmediateProtection.objects.create(
        report_id=case.origin_id, acted_by_id=anna_at_work.person_id, acted_at=NOON, acted_session="ann",
        confirm_by=NOON, measures=["police"], what="Vater der Wohnung verwiesen", place="Haus am Deich",
    )  # fmt: skip

    content = str(propose().content)

    assert "Polizei gerufen – Vater der Wohnung verwiesen" in content
    assert "Deich" not in content


@pytest.mark.parametrize(("reporter", "owed"), [(ReporterKind.HEALTH, 1), (ReporterKind.PRIVATE, 0)])
def test_who_is_owed_an_answer_gets_one_although_the_result_comes_elsewhere(
    reporter: ReporterKind,
    owed: int,
    case: Case,
    tannfurt: Network,
    send: Callable[..., Handover],
    anna_at_work: Context,
    lena_at_work: Context,
) -> None:
    report = make.report(anna_at_work, tannfurt, kind=reporter, contact={"reporter_name": "Dr. Nord"})
    Case.objects.filter(pk=case.pk).update(origin=report)
    case.refresh_from_db()

    accepted_outside(lena_at_work, send())

    assert of(TaskKind.GIVE_FEEDBACK) == owed
    if owed:
        prepared = Prepared(attested=Attested.CALLED_BACK, told_on=NOON.date())
        services.send_feedback(
            anna_at_work,
            Report.objects.get(pk=report.pk),
            confirmed=None,
            acted=True,
            still_acting=False,
            prepared=prepared,
        )
    assert of(TaskKind.GIVE_FEEDBACK) == 0
