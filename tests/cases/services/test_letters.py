"""Papers of a case: each remembers its texts, says what its record says, and goes to whom it may."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.db import DatabaseError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import Attested, ReporterKind, TalkOccasion, VisitPlace
from schutznetz.cases.models import Case, Report, TalkInvitation
from schutznetz.cases.services import Prepared, TalkDate, VisitFacts
from schutznetz.kernel import policy
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.networks import services as networks
from schutznetz.networks.choices import LetterKind, Role
from schutznetz.networks.models import Network, PrintedLetter
from tests import make
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")
DATE = TalkDate(
    recipient="Frau <b>Nord</b> {Kind}",
    address="Ahornweg 3\n99999 Tannfurt",
    at=NOON + timedelta(days=3),
    place="Rathaus, Zimmer {Ort}",
    occasion=TalkOccasion.TALK,
)
CONTACT = {"reporter_name": "Dr. Nord", "reporter_institution": "Praxis am Markt"}


def text_of(made: bytes) -> str:
    return " ".join(
        " ".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(made)).split()
    )


@pytest.fixture
def case(make_case: Callable[[], Case]) -> Case:
    return make_case()


def test_an_invitation_says_who_when_where_and_reads_what_was_typed_as_letters(
    ctx: Context, case: Case
) -> None:
    invitation = services.invite_to_talk(ctx, case, date=DATE)

    said = text_of(services.print_invitation(ctx, invitation))

    assert "Frau <b>Nord</b> {Kind}" in said
    assert "Mittwoch, 25. November 2026 um 13:00 Uhr" in said
    assert "Rathaus, Zimmer {Ort}" in said
    assert "Person Ihres Vertrauens" in said
    assert "Es kostet Sie nichts. (§ 10a Abs. 1 SGB VIII)" in said


def test_nobody_is_asked_to_come_yesterday(ctx: Context, case: Case) -> None:
    with pytest.raises(Conflict, match="Vergangenheit"):
        services.invite_to_talk(ctx, case, date=replace(DATE, at=NOON))


def test_an_invitation_that_went_out_stays_as_it_was(ctx: Context, case: Case) -> None:
    services.invite_to_talk(ctx, case, date=DATE)

    with pytest.raises(DatabaseError), transaction.atomic():
        TalkInvitation.objects.update(at=NOON + timedelta(days=9))


def test_a_letter_remembers_the_texts_it_used(ctx: Context, case: Case, tannfurt: Network) -> None:
    lena = context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)
    invitation = services.invite_to_talk(ctx, case, date=DATE)
    services.print_invitation(ctx, invitation)
    mine = {"intro": "Kommen Sie: {Tag}, {Uhrzeit}, {Ort}!", "rights": "{Dolmetschen}", "ending": ""}
    networks.change_letter(lena, tannfurt, kind=LetterKind.INVITATION, texts=mine, seen=1)

    said = text_of(services.print_invitation(ctx, invitation))

    assert "Kommen Sie: Mittwoch" in said
    assert "Vordruck 2.1" in said
    first, second = PrintedLetter.objects.order_by("version__number").select_related("version")
    assert (first.version.number, first.version.is_standard) == (1, True)
    assert (second.version.number, second.version.texts) == (2, mine)
    assert (second.about_id, second.printed_by_id) == (invitation.pk, ctx.actor_id)


def test_a_visit_becomes_a_protocol(ctx: Context, case: Case) -> None:
    seen = VisitFacts(place=VisitPlace.HOME, text="Wohnung warm, Kind wach", at=NOON, child_seen=True)
    visit = services.note_visit(ctx, case, facts=seen)

    said = text_of(services.print_visit(ctx, visit))

    assert visit.text in said
    assert case.child_name in said


def test_only_the_team_of_the_child_and_the_lead_print(ctx: Context, case: Case, tannfurt: Network) -> None:
    invitation = services.invite_to_talk(ctx, case, date=DATE)
    carl = context(tannfurt, member(tannfurt, "carl", Role.CASE_WORKER), Role.CASE_WORKER)
    lena = context(tannfurt, member(tannfurt, "lena", Role.TEAM_LEAD), Role.TEAM_LEAD)

    with pytest.raises(Denied):
        services.print_invitation(carl, invitation)
    assert services.print_invitation(lena, invitation)
    for role in set(Role) - {Role.CASE_WORKER, Role.INTAKE, Role.TEAM_LEAD}:
        other = context(tannfurt, member(tannfurt, role, role), role)
        assert not policy.may(other, services.print_invitation.command, invitation)  # type: ignore[attr-defined]


def reported(ctx: Context, network: Network, **given: Any) -> Report:
    report = make.report(ctx, network, kind=ReporterKind.HEALTH, children=["Mia"], **given)
    return services.take_report(ctx, report)


@pytest.fixture
def irene(tannfurt: Network) -> Context:
    member(tannfurt, "ines", Role.INTAKE)
    return replace(context(tannfurt, member(tannfurt, "irene", Role.INTAKE), Role.INTAKE), session="irene")


def test_a_receipt_is_the_same_for_a_known_family_and_a_stranger(irene: Context, tannfurt: Network) -> None:
    said = [
        text_of(services.print_receipt(irene, reported(irene, tannfurt, contact=CONTACT)))
        for _again in range(2)
    ]

    assert said[0] == said[1]
    assert "Praxis am Markt" in said[0]
    assert "am 22. November 2026 bei uns eingegangen" in said[0]
    assert "Mia" not in said[0]


@pytest.mark.parametrize("contact", [{}, {"reporter_relation": "Nachbarin"}])
def test_who_left_no_way_to_be_reached_gets_no_letter(
    irene: Context, tannfurt: Network, contact: dict[str, str]
) -> None:
    with pytest.raises(Conflict, match="zu erreichen"):
        services.print_receipt(irene, reported(irene, tannfurt, contact=contact))


def test_who_left_a_number_alone_gets_the_receipt_too(irene: Context, tannfurt: Network) -> None:
    report = reported(irene, tannfurt, contact={"reporter_phone": "09999 4711"})

    assert "09999 4711" in text_of(services.print_receipt(irene, report))


def test_no_feedback_is_printed_that_was_not_sent(irene: Context, tannfurt: Network) -> None:
    with pytest.raises(Conflict, match="noch keine Rückmeldung"):
        services.print_feedback(irene, reported(irene, tannfurt, contact=CONTACT))


def test_a_feedback_has_the_answers_that_were_sent_and_nothing_else(
    irene: Context, tannfurt: Network
) -> None:
    report = reported(irene, tannfurt, contact=CONTACT)
    told = Prepared(attested=Attested.CALLED_BACK, told_on=NOON.date(), note="Die Mutter weint.")
    services.send_feedback(irene, report, confirmed=None, acted=True, still_acting=False, prepared=told)

    said = text_of(services.print_feedback(irene, Report.objects.get(pk=report.pk)))

    assert "zum Schutz tätig geworden? Ja" in said
    assert "noch tätig? Nein" in said
    assert not [word for word in ("bestätigt", "Mia", "weint", str(report)) if word in said]
