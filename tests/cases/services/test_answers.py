"""The answer the law owes: to whom, what, when; three times yes or no and nothing else (INV-8)."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta
from functools import partial
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, models, transaction

from schutznetz import receipts, walls
from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.actions import ReportAction
from schutznetz.cases.choices import Attested, Outcome, ReporterKind, TriageOutcome, UntoldReason
from schutznetz.cases.models import Case, Feedback, FeedbackPreparation, Report, ReporterContact
from schutznetz.cases.queries import answers_to, may_confirm
from schutznetz.cases.services import Prepared
from schutznetz.cases.services.answers import open_feedback
from schutznetz.kernel import command, policy, tenancy
from schutznetz.kernel.context import Context, visitor
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Letter
from schutznetz.kernel.policy import Denied
from schutznetz.law.reporters import CHANNELS, channel_of
from schutznetz.networks.choices import PartnerCategory, Role
from schutznetz.networks.models import Assignment, Network, Organisation
from schutznetz.work.models import Task
from tests import make
from tests.cases.services.conftest import FINDING
from tests.conftest import NOON, context, member

pytestmark = pytest.mark.usefixtures("inside")

CONTACT = {"reporter_name": "Dr. Nord", "reporter_phone": "02331 5"}
TOLD = Prepared(attested=Attested.CALLED_BACK, told_on=NOON.date())
NOTHING = {"weighty_indications": False, "outcome": TriageOutcome.NO_INDICATION, "advice": "offered"}
OWED = {ReporterKind.HEALTH, ReporterKind.COUNSELLOR}  # § 4 Abs. 1 KKG, restated by hand


def decided(anna: Context, bert: Context, network: Network, *, children: int = 1, **changes: Any) -> Report:
    """A doctor's report, decided by two."""
    given = {"kind": ReporterKind.HEALTH, "contact": CONTACT, **changes}
    finding = replace(FINDING, **given.pop("finding", {}))
    report = make.report(anna, network, children=["Mia", "Ben"][:children], **given)
    services.take_report(anna, report)
    triage = services.propose_triage(anna, report, finding=finding)
    services.confirm_triage(bert, triage, seal=triage.seal)
    return Report.objects.get(pk=report.pk)


@pytest.fixture(scope="module")
def usual(anna_at_work: Context, bert_at_work: Context, founded: Network) -> dict[int, UUID]:
    """The reports that most tests begin with, of one child and of two, decided once for all of them."""
    with tenancy.scope(founded.pk):
        made = {many: decided(anna_at_work, bert_at_work, founded, children=many) for many in (1, 2)}
    return {many: report.pk for many, report in made.items()}


@pytest.fixture
def accepted(
    usual: dict[int, UUID], anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> Callable[..., Report]:
    def of(*, children: int = 1, **changes: Any) -> Report:
        if not changes:
            return Report.objects.get(pk=usual[children])
        return decided(anna_at_work, bert_at_work, tannfurt, children=children, **changes)

    return of


def result(report: Report, *outcomes: Outcome | None) -> None:
    """Give the children of a report their results, one after the other; None leaves one open."""
    for case, outcome in zip(Case.objects.filter(origin=report).order_by("number"), outcomes, strict=True):
        if outcome:
            make.with_result(case, outcome)


def ask(ctx: Context, report: Report) -> list[Task]:
    """Let a confirmed result ask for the answer, and return the tasks that wait."""
    token = command._running.set(True)
    open_feedback(ctx, report)
    command._running.reset(token)
    return list(Task.objects.filter(kind="give_feedback", settled_at=None))


def test_who_says_later_who_she_is_is_kept_apart_and_is_owed_the_answer(
    accepted: Callable[..., Report], tannfurt: Network
) -> None:
    report = accepted(contact={}, key="k" * 32)
    result(report, Outcome.ACUTE)
    code, who = receipts.code_for("k" * 32), {"reporter_name": "Dr. Nord", "reporter_phone": "02331 5"}
    at_noon = replace(visitor(tannfurt.pk), now=NOON)
    say = partial(services.add_information, at_noon, tannfurt, typed=code)
    assert services.open_conversation(at_noon, tannfurt, typed=code).may_say_who
    say(text="Es weint wieder.")
    assert not Task.objects.filter(kind="give_feedback").exists()  # the control

    message = say(text="Ich bin die Kinderärztin.", contact=who)

    assert ReporterContact.objects.get(report=report).details == who
    assert message.text == "Ich bin die Kinderärztin."
    assert Task.objects.filter(kind="give_feedback", about_id=report.pk, settled_at=None).exists()
    assert not services.open_conversation(at_noon, tannfurt, typed=code).may_say_who
    with pytest.raises(Conflict, match="steht schon"):
        say(text="Doch nicht.", contact={"reporter_name": "Dr. Süd"})
    assert report.messages.count() == 2


def answer(ctx: Context, report: Report, *, confirmed: bool | None = None, **changes: Any) -> Feedback:
    said = {"acted": True, "still_acting": True, "prepared": TOLD, **changes}
    return services.send_feedback(ctx, report, confirmed=confirmed, **said)


# --- to whom ------------------------------------------------------------------------------------------


@pytest.mark.each_value
@pytest.mark.parametrize("kind", list(ReporterKind))
@pytest.mark.parametrize("contact", [CONTACT, {}], ids=["with contact", "without"])
def test_only_the_groups_of_the_law_are_answered(
    kind: ReporterKind,
    contact: dict[str, str],
    anna_at_work: Context,
    bert_at_work: Context,
    tannfurt: Network,
) -> None:
    report = make.report(anna_at_work, tannfurt, kind=kind, contact=contact)
    put_in_triage(report, anna_at_work, bert_at_work)
    owed = kind in OWED and bool(contact)

    assert policy.may(anna_at_work, ReportAction.GIVE_FEEDBACK, report) is owed
    if not owed:
        with pytest.raises(Denied):
            answer(anna_at_work, report)


def put_in_triage(report: Report, anna: Context, bert: Context) -> None:
    """Put a report in these hands without all that follows when one of them takes it."""
    hands = {"responsible": anna.person_id, "second": bert.person_id}
    Report.objects.filter(pk=report.pk).update(state="triage", taken_at=NOON, **hands)
    report.refresh_from_db()


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.letter)
def test_the_database_refuses_an_answer_to_anybody_else(
    channel: Any, anna_at_work: Context, tannfurt: Network
) -> None:
    report = make.report(anna_at_work, tannfurt, kind=ReporterKind(channel.reporter), contact=CONTACT)

    if channel.reporter in OWED:  # negative control: the same row stands where it is owed
        assert row(report, anna_at_work).pk
        return
    with pytest.raises(IntegrityError, match="owed to professionals"), transaction.atomic():
        row(report, anna_at_work)


def row(report: Report, ctx: Context, **changes: Any) -> Feedback:
    ready = FeedbackPreparation.objects.create(attested=Attested.CALLED_BACK, told_on=NOON.date())
    said = {"confirmed": None, "acted": True, "still_acting": False, "sent_at": NOON, **changes}
    return Feedback.objects.create(report=report, preparation=ready, sent_by_id=ctx.person_id, **said)


def test_customs_report_and_get_no_answer() -> None:
    assert channel_of("customs").ground is not None
    assert channel_of("customs").feedback is None


def test_colleagues_who_do_not_work_on_it_answer_nothing(
    accepted: Callable[..., Report], tannfurt: Network
) -> None:
    report = accepted()
    for name, role in (("carl", Role.CASE_WORKER), ("tara", Role.COORDINATOR), ("nora", Role.PARTNER)):
        carl = context(tannfurt, member(tannfurt, name, role), role)
        assert not policy.may(carl, ReportAction.GIVE_FEEDBACK, report)


@pytest.mark.parametrize("on_team", [True, False])
def test_who_is_on_the_team_of_a_child_may_answer(
    on_team: bool, accepted: Callable[..., Report], tannfurt: Network
) -> None:
    report = accepted()
    carl = member(tannfurt, "carl", Role.CASE_WORKER)
    if on_team:
        Case.objects.get(origin=report).team.add(carl)

    may = policy.may(context(tannfurt, carl, Role.CASE_WORKER), ReportAction.GIVE_FEEDBACK, report)

    assert may is on_team


# --- what ---------------------------------------------------------------------------------------------


def test_the_payload_is_three_booleans_a_date_and_a_sender() -> None:
    links = {"id", "network", "report", "preparation"}
    payload = {field.name: type(field) for field in Feedback._meta.concrete_fields if field.name not in links}

    assert payload == {
        "confirmed": models.BooleanField,
        "acted": models.BooleanField,
        "still_acting": models.BooleanField,
        "sent_at": models.DateTimeField,
        "sent_by": models.ForeignKey,
    }


def test_what_the_professional_reads_has_no_room_for_more(
    accepted: Callable[..., Report], anna_at_work: Context
) -> None:
    report = accepted()
    result(report, Outcome.LATENT)
    answer(anna_at_work, report, confirmed=True, prepared=replace(TOLD, note="Der Vater tobte am Telefon."))

    [read] = answers_to(Report.objects.get(pk=report.pk))
    assert [value for _question, value in read.lines] == [True, True, True]
    assert {field.name for field in fields(read)} == {"sent_at", "sent_by", "lines"}
    assert "tobte" not in repr(read)


def test_what_went_out_is_final(accepted: Callable[..., Report], anna_at_work: Context) -> None:
    sent = answer(anna_at_work, accepted())

    with pytest.raises(IntegrityError, match="final"), transaction.atomic():
        Feedback.objects.filter(pk=sent.pk).update(acted=False)


@pytest.mark.parametrize(
    ("told_on", "reason", "note"),
    [
        (None, "", ""),
        (NOON.date(), UntoldReason.FLIGHT, ""),
        (None, UntoldReason.OTHER, ""),
        (NOON.date() + timedelta(days=1), "", ""),
        (NOON.date() - timedelta(days=1), "", ""),
    ],
    ids=["neither", "both", "other without words", "tomorrow", "before the report"],
)
def test_the_family_is_told_beforehand_or_the_reason_is_named(
    told_on: Any, reason: str, note: str, accepted: Callable[..., Report], anna_at_work: Context
) -> None:
    report = accepted()
    wrong = Prepared(attested=Attested.CALLED_BACK, told_on=told_on, untold_reason=reason, note=note)

    with pytest.raises(Conflict):
        answer(anna_at_work, report, prepared=wrong)
    assert not Feedback.objects.exists()
    explained = Prepared(attested=Attested.IN_PERSON, untold_reason=UntoldReason.OTHER, note="Drohbriefe")
    assert answer(anna_at_work, report, prepared=explained).preparation.note == "Drohbriefe"


@pytest.mark.parametrize("attested", ["", Attested.ACCOUNT])
def test_whoever_only_says_to_be_a_doctor_learns_nothing(
    attested: str, accepted: Callable[..., Report], anna_at_work: Context
) -> None:
    """The father may choose „Arztpraxis“ in the open form as well."""
    with pytest.raises(Conflict, match="wirklich"):
        answer(anna_at_work, accepted(), prepared=replace(TOLD, attested=attested))


@pytest.mark.parametrize("broken", ["told_on", "untold_reason", "attested"])
def test_the_database_keeps_the_preparation_whole(broken: str) -> None:
    whole: dict[str, Any] = {"attested": "called_back", "told_on": NOON.date(), "untold_reason": ""}
    wrong = {"told_on": None, "untold_reason": "flight", "attested": ""}
    FeedbackPreparation.objects.create(**whole)  # negative control

    with pytest.raises(IntegrityError), transaction.atomic():
        FeedbackPreparation.objects.create(**{**whole, broken: wrong[broken]})


# --- when ---------------------------------------------------------------------------------------------

OUTCOMES = [None, *Outcome]


def test_no_false_no_is_ever_said(accepted: Callable[..., Report], anna_at_work: Context) -> None:
    """One child in danger confirms it, a „no“ needs the result of every child; nobody can say otherwise."""
    told = accepted(children=2).pk
    for first, second in product(OUTCOMES, OUTCOMES):
        before = transaction.savepoint()
        no_false_no(anna_at_work, Report.objects.get(pk=told), first, second)
        transaction.savepoint_rollback(before)


def no_false_no(ctx: Context, report: Report, first: Outcome | None, second: Outcome | None) -> None:
    result(report, first, second)
    danger = {Outcome.ACUTE, Outcome.LATENT} & {first, second}
    true = True if danger else None if None in {first, second} else False

    assert may_confirm(report) is true
    for said in {True, False, None} - {true}:
        with pytest.raises(Conflict):
            answer(ctx, report, confirmed=said)
    assert answer(ctx, report, confirmed=true).confirmed is true


@pytest.mark.parametrize("confirmed", [True, False])
def test_the_database_knows_the_results(
    confirmed: bool, accepted: Callable[..., Report], anna_at_work: Context
) -> None:
    report = accepted()
    for outcome in (None, Outcome.NONE if confirmed else Outcome.LATENT):
        result(report, outcome)
        with pytest.raises(IntegrityError, match="only the results"), transaction.atomic():
            row(report, anna_at_work, confirmed=confirmed)

    result(report, Outcome.LATENT if confirmed else Outcome.NONE)
    assert row(report, anna_at_work, confirmed=confirmed).pk  # negative control


def test_the_answer_is_asked_for_with_the_result_and_ends_with_it(
    accepted: Callable[..., Report],
    anna_at_work: Context,
    bert_at_work: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    report = accepted(children=2)
    assert ask(anna_at_work, report) == []
    result(report, Outcome.NONE, None)
    assert ask(anna_at_work, report) == []  # the other child may still be in danger
    result(report, Outcome.NONE, Outcome.LATENT)

    [task] = ask(anna_at_work, report)
    assert (task.owner_id, task.substitute_id) == (report.responsible_id, report.second_id)
    assert not task.protective  # no child's safety waits on it, so nobody is called at night
    assert [to for _minutes, to in task.ladder] == ["owner", "substitute", "team_lead"]

    [again] = ask(anna_at_work, report)
    answer(anna_at_work, report, confirmed=True)
    assert not Task.objects.filter(kind="give_feedback", settled_at=None).exists()
    assert again.due_at == task.due_at
    assert ask(anna_at_work, report) == []


def test_asked_again_the_answer_is_due_no_later(
    accepted: Callable[..., Report], anna_at_work: Context
) -> None:
    report = accepted(children=2)
    result(report, Outcome.ACUTE, None)
    [task] = ask(anna_at_work, report)

    [again] = ask(replace(anna_at_work, now=NOON + timedelta(days=5)), report)

    assert again.pk != task.pk
    assert again.due_at == task.due_at


def test_an_answer_before_the_result_leaves_the_one_with_it_owed(
    accepted: Callable[..., Report], anna_at_work: Context
) -> None:
    report = accepted()
    answer(anna_at_work, report)
    result(report, Outcome.NEED_FOR_SUPPORT)

    assert len(ask(anna_at_work, report)) == 1


def test_what_holds_no_longer_is_said_anew(accepted: Callable[..., Report], anna_at_work: Context) -> None:
    report = accepted()
    result(report, Outcome.NONE)
    answer(anna_at_work, report, confirmed=False)
    assert ask(anna_at_work, report) == []

    result(report, Outcome.LATENT)

    assert len(ask(anna_at_work, report)) == 1


def test_a_report_without_indications_is_answered_too(accepted: Callable[..., Report]) -> None:
    report = accepted(finding=NOTHING)

    assert may_confirm(report) is False
    assert Task.objects.filter(kind="give_feedback", about_id=report.pk, settled_at=None).exists()


def test_nobody_else_is_asked_to_be_answered(accepted: Callable[..., Report]) -> None:
    accepted(kind=ReporterKind.PROVIDER, finding=NOTHING)

    assert not Task.objects.filter(kind="give_feedback").exists()


# --- how ----------------------------------------------------------------------------------------------


def as_partner(
    nora: User, network: Network, kind: ReporterKind, role: Role = Role.PARTNER, profession: str = ""
) -> Report:
    statement = services.Statement(
        reporter_kind=kind,
        danger_now=False,
        facts={"observed": "Sturz"},
        children=[{"child_name": "Mia"}],
        profession=profession,
    )
    return services.submit_as_partner(
        context(network, nora, role), network, statement=statement, key="n" * 26
    )


def test_a_partner_is_told_only_that_there_is_something(
    anna_at_work: Context, bert_at_work: Context, tannfurt: Network
) -> None:
    nora = member(tannfurt, "nora", Role.PARTNER)
    nora.email = "nora@praxis.example"
    nora.save()
    make.in_house(nora, PartnerCategory.MEDICAL_PRACTICE)
    report = as_partner(nora, tannfurt, ReporterKind.HEALTH)
    services.take_report(anna_at_work, report)

    sent = answer(anna_at_work, report, prepared=replace(TOLD, attested=""))

    assert sent.preparation.attested == Attested.ACCOUNT
    letter = Letter.objects.get(notice="news")
    assert letter.link == "/tannfurt/meldungen/"
    assert str(letter.notice.label) == "Es gibt etwas Neues für Sie."


@pytest.mark.parametrize(
    ("houses", "attests"),
    [
        ([PartnerCategory.MEDICAL_PRACTICE], True),
        ([PartnerCategory.CLINIC, PartnerCategory.MIDWIFE], True),
        ([PartnerCategory.DAY_CARE], False),
        ([PartnerCategory.ADVICE_CENTRE], False),  # owed as well, and yet another profession
        ([PartnerCategory.MEDICAL_PRACTICE, PartnerCategory.DAY_CARE], False),
        ([PartnerCategory.OTHER], False),
        ([None], False),
    ],
    ids=str,
)
def test_an_account_attests_only_the_profession_of_its_institution(
    houses: list[PartnerCategory | None],
    attests: bool,
    anna_at_work: Context,
    bert_at_work: Context,
    tannfurt: Network,
) -> None:
    """Who works in a Kita may choose „Arztpraxis“ as well; the office then says how it knows."""
    nora = member(tannfurt, "nora", Role.PARTNER)
    for category in filter(None, houses[1:]):
        house = Organisation.objects.create(name="Zweites Haus", category=category)
        Assignment.objects.create(
            user=nora, role=Role.PARTNER, organisation=house, starts_on=NOON.date(), ends_on=NOON.date()
        )
    if houses[0]:
        house = Organisation.objects.create(name="Haus am Markt", category=houses[0])
        Assignment.objects.filter(user=nora, organisation=None).update(organisation=house)
    report = as_partner(nora, tannfurt, ReporterKind.HEALTH)
    services.take_report(anna_at_work, report)

    if not attests:
        for said in ("", Attested.ACCOUNT):
            with pytest.raises(Conflict, match="wirklich"):
                answer(anna_at_work, report, prepared=replace(TOLD, attested=said))
    sent = answer(anna_at_work, report)

    assert sent.preparation.attested == (Attested.ACCOUNT if attests else Attested.CALLED_BACK)


def test_a_job_centre_reports_as_nothing_else(anna_at_work: Context, tannfurt: Network) -> None:
    jakob = member(tannfurt, "jakob", Role.JOBCENTER)

    report = as_partner(jakob, tannfurt, ReporterKind.HEALTH, Role.JOBCENTER)

    assert report.reporter_kind == ReporterKind.BENEFIT_BODY


def test_every_wall_of_the_answer_stands() -> None:
    names = {wall.name for wall in walls.walls() if wall.table == "cases_feedback"}
    own = {name for name in names if name.startswith("feedback")}
    assert own == {
        "feedback_only_to_whom_it_is_owed",
        "feedback_confirms_only_a_result",
        "feedback_stays_as_sent",
    }
