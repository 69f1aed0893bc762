"""What the office of Tannfurt has under way with children it knows. All of them are invented."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from schutznetz.cases import services
from schutznetz.cases.choices import (
    Ability,
    Archive,
    CheckFinding,
    ChildTold,
    ClosingReason,
    Competence,
    Consent,
    Danger,
    DangerSource,
    GuardianPosition,
    HandoverGround,
    HandoverPart,
    Harm,
    HelpAnswer,
    HelpStand,
    IntakeChannel,
    Likelihood,
    Manner,
    Outcome,
    Present,
    PriorNotice,
    ReporterKind,
    Sharing,
    TakingFollowUp,
    TakingGround,
    TriageOutcome,
    Urgency,
    VisitPlace,
    WatchedKind,
)
from schutznetz.cases.services import Assessed, handover, intake, keeping, measures, reports, triage
from schutznetz.cases.services.handover import Going
from schutznetz.cases.services.measures import Facts, Point, Terms
from schutznetz.cases.services.reports import Statement
from schutznetz.cases.services.triage import Finding
from schutznetz.demo import families, gathering
from schutznetz.demo.papers import paper
from schutznetz.demo.stories import NOTHING_FOUND, UNDER_REVIEW
from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.work import services as work
from schutznetz.work.queries import open_tasks

if TYPE_CHECKING:
    from schutznetz.cases.models import Case, CourtReferral, Report

HALF_A_YEAR = timedelta(days=189)


@dataclass(frozen=True, slots=True)
class Told:
    """One call: who reported which child, and what was said."""

    key: str
    kind: ReporterKind
    child: str
    age: str
    observed: str
    danger: bool = False

    @property
    def statement(self) -> Statement:
        return Statement(
            reporter_kind=self.kind,
            danger_now=self.danger,
            facts={"observed": self.observed},
            children=[{"child_name": self.child, "child_age": self.age}],
        )


SCHOOL = Told(
    "schule", ReporterKind.COUNSELLOR, "Mila Ost", "8 Jahre",
    "Mila hat Angst, nach Hause zu gehen. Sie sagt, Papa schlage mit dem Gürtel, zuletzt am Sonntag.",
)  # fmt: skip
DAY_CARE = Told(
    "hort", ReporterKind.PROVIDER, "Ben Krüger", "7 Jahre",
    "Ben ist nachmittags oft allein und isst bei uns zum ersten Mal am Tag.",
)  # fmt: skip
HERSELF = Told(
    "lina", ReporterKind.CHILD, "Lina Arndt", "15 Jahre",
    "Ich kann heute nicht nach Hause. Können Sie mich irgendwo unterbringen?", danger=True,
)  # fmt: skip
MOVED = Told(
    "umzug", ReporterKind.OTHER_PROFESSIONAL, "Finn Albrecht", "5 Jahre",
    "Finn wird im Sportverein nicht mehr abgeholt, zweimal hatte er Striemen am Rücken. Die Familie wohnt"
    " seit Oktober in Birkenau.",
)  # fmt: skip
CRYING = Told(
    "weinen", ReporterKind.PRIVATE, "Jule Wolter", "3 Jahre",
    "Jule weint abends oft lange. Ich sorge mich, will aber niemandem etwas nachsagen.",
)  # fmt: skip
LONG_AGO = Told(
    "frueher", ReporterKind.PRIVATE, "Junge am Bahnhof", "etwa 10",
    "Ein Junge saß allein am Bahnsteig; er wohnt in Birkenau und wartete auf seine Tante.",
)  # fmt: skip
ELSEWHERE = replace(
    UNDER_REVIEW,
    competence=Competence.ELSEWHERE,
    outcome=TriageOutcome.HANDOVER,
    reasons="Striemen an zwei Tagen, keine Erklärung. Die Familie wohnt seit Oktober in Birkenau.",
)


def tell(town: Town, now: datetime) -> None:
    """Tell what has been going on for some time, the oldest first."""
    stories: tuple[tuple[timedelta, Callable[[Town, datetime], None]], ...] = (
        (HALF_A_YEAR, _old_report),
        (timedelta(days=30), _help_is_enough),
        (timedelta(days=20), _court),
        (timedelta(days=12), _nothing_to_find),
        (timedelta(days=2), _care),
        (timedelta(days=1), _elsewhere),
    )
    for ago, story in stories:
        story(town, now - ago)


def _call(town: Town, told: Told) -> "Report":
    return reports.record_report(
        town.acting("intake"),
        town.network,
        statement=told.statement,
        channel=IntakeChannel.TELEPHONE,
        received_at=clock.now(),
        key=f"vorfuehrung-{told.key}",
    )


def _begin(town: Town, told: Told, finding: Finding) -> "Case":
    """Anna leads, Bert stands in; both have decided what follows from the call."""
    report = _call(town, told)
    intake.take_report(town.acting("intake"), report)
    intake.hand_over_report(
        town.acting("intake"),
        report,
        responsible_id=town.users["anna"].pk,
        second_id=town.users["bert"].pk,
    )
    proposal = triage.propose_triage(town.acting("anna"), report, finding=finding)
    triage.confirm_triage(town.acting("bert"), proposal, seal=proposal.seal)
    _settle(town, "team_lead", report)
    return report.cases.get()


def _settle(town: Town, key: str, about: "Report | Case") -> None:
    """Do what is open about a record: the lead has read the decision, the child is seen."""
    for task in open_tasks(about):
        work.finish(town.acting(key), work.take(town.acting(key), task))


def _old_report(town: Town, then: datetime) -> None:
    """Half a year ago, not ours: the period is over, the lead proposes, and Rosa has to decide."""
    with clock.frozen(then):
        report = _call(town, LONG_AGO)
        intake.take_report(town.acting("intake"), report)
        finding = replace(NOTHING_FOUND, competence=Competence.ELSEWHERE, reasons="Tante war unterwegs.")
        proposal = triage.propose_triage(town.acting("intake"), report, finding=finding)
        triage.confirm_triage(town.acting("team_lead"), proposal, seal=proposal.seal)
        _settle(town, "team_lead", report)
    with clock.frozen(then + HALF_A_YEAR - timedelta(hours=1)):
        keeping.propose_deletion(town.acting("team_lead"), report, archive=Archive.NO_DUTY)


def _help_is_enough(town: Town, then: datetime) -> None:
    """Assessed and helped; the statistics still lack what the work does not tell, and Bert is too close."""
    with clock.frozen(then):
        case = _begin(town, DAY_CARE, UNDER_REVIEW)
    with clock.frozen(then + timedelta(days=1)):
        gathering.gather(town, case, mother="Ines Krüger")
    with clock.frozen(then + timedelta(days=7)):
        _find(town, case, gathering.need_for_support(case))
        offer = measures.offer_help(
            town.acting("anna"), case, what="Erziehungsbeistand und Hortplatz", offered_on=clock.today()
        )
        measures.answer_help(
            town.acting("anna"), offer, answer=HelpAnswer.ACCEPTED, answered_on=clock.today(), note=""
        )
    with clock.frozen(then + timedelta(days=26)):
        gathering.see(town, case, "Ben zeigt sein neues Fahrrad. Die Mutter ist entlastet.")
    with clock.frozen(then + timedelta(days=28)):
        families.ask_for_the_file(town, case)
    with clock.frozen(then + timedelta(days=29, hours=20)):
        services.declare_recusal(town.acting("bert"), case)  # he has become Ben's football trainer


def _find(town: Town, case: "Case", assessed: Assessed) -> None:
    proposal = services.propose_result(town.acting("anna"), case, assessed=assessed)
    services.confirm_result(town.acting("bert"), proposal, seal=proposal.seal)
    if proposal.leader_signs:
        services.countersign_result(town.acting("team_lead"), proposal, seal=proposal.seal)
    case.refresh_from_db()


def _court(town: Town, then: datetime) -> None:
    """The court has ordered something, and minutes ago somebody saw that the father does not keep to it."""
    with clock.frozen(then):
        case = _begin(town, SCHOOL, UNDER_REVIEW)
    with clock.frozen(then + timedelta(days=1)):
        gathering.gather(town, case, mother="Tanja Ost")
        families.keep_from_the_father(town, case)
        referral = _called(town, case)
        _find(town, case, _danger(case))
    with clock.frozen(then + timedelta(days=13)):
        gathering.see(town, case, "Mila malt. Sie sagt, seit Papa weg ist, schläft sie besser.")
        referral = measures.note_ruling(
            town.acting("anna"),
            referral,
            ordered=True,
            ruled_on=clock.today(),
            ruling="Der Vater hält sich der Wohnung fern. Die Mutter nimmt Familienhilfe an.",
        )
        away = _point(town, "Der Vater hält sich der Wohnung fern.", "Vater", days=7)
        accepts = _point(town, "Die Mutter nimmt zweimal in der Woche Familienhilfe an.", "Mutter", days=7)
        order = measures.enter_order(town.acting("anna"), referral, kind=WatchedKind.ORDER, point=away)
        measures.enter_order(town.acting("anna"), referral, kind=WatchedKind.CONDITION, point=accepts)
        _agree(town, case)
    today = then + timedelta(days=20)
    with clock.frozen(today - timedelta(hours=11)):
        families.look_in_at_night(town, case)
        families.say_too_close(town, case)
        families.give_the_file(town, case)
    with clock.frozen(today - timedelta(minutes=10)):
        measures.check(
            town.acting("anna"),
            order,
            finding=CheckFinding.BROKEN,
            evidence="Der Vater öffnete die Tür. Mila saß in ihrem Zimmer und sagte nichts.",
            next_on=today.astimezone(clock.BERLIN).date(),
        )


def _agree(town: Town, case: "Case") -> None:
    """What the mother does herself, and who looks whether it holds."""
    today = clock.today()
    terms = Terms(
        goal="Mila ist zu Hause sicher.",
        starts_on=today,
        review_on=today + timedelta(days=21),
        ends_on=today + timedelta(days=28),
        consent=Consent.AGREED,
        consent_by="Mutter, am Küchentisch",
        child_told=ChildTold.TOLD,
        child_view="„Papa soll nicht mehr schreien.“",
    )
    calls = _point(town, "Die Mutter ruft uns an, sobald der Vater vor der Tür steht.", "Mutter", days=14)
    until_then = replace(calls, until=terms.ends_on)
    measures.agree_plan(town.acting("anna"), case, terms=terms, points=[until_then])


def _nothing_to_find(town: Town, then: datetime) -> None:
    """Assessed without a danger and without a need; Anna proposes to close, and Bert has to decide."""
    with clock.frozen(then):
        case = _begin(town, CRYING, UNDER_REVIEW)
    with clock.frozen(then + timedelta(days=1)):
        gathering.gather(town, case, mother="Sandra Wolter")
    with clock.frozen(then + timedelta(days=6)):
        _find(town, case, gathering.no_danger(case))
    with clock.frozen(then + timedelta(days=11)):
        _settle(town, "anna", case)
        measures.propose_closing(
            town.acting("anna"),
            case,
            reason=ClosingReason.NO_DANGER,
            note="Jule zahnt und schläft schlecht. Die Mutter weiß, wo sie Rat bekommt.",
            gaps_why="Die Mutter hat zur Herkunft und zum Alter der Eltern nichts gesagt.",
        )


def _called(town: Town, case: "Case") -> "CourtReferral":
    """Call the court by name, write to it, and file the proof that the letter left."""
    anna = town.acting("anna")
    referral = measures.decide_on_court(
        anna, case, call=True, reasons="Der Vater bestreitet alles und lässt niemanden herein."
    )
    referral = measures.write_court_letter(
        anna,
        referral,
        court="Amtsgericht Tannfurt\nAbteilung für Familiensachen\nGerichtsweg 1\n99999 Tannfurt",
        report="Meldung der Schule; Hausbesuch am Tag darauf, die Mutter öffnete.",
        need="Schutz vor Schlägen, ein Ort zum Reden",
        help_kind="Familienhilfe mit acht Stunden in der Woche",
        review_results="Noch keine Hilfe begonnen",
    )
    return measures.dispatch(
        anna,
        referral,
        sent_at=clock.now(),
        proof=paper("versandnachweis.png", "Zugestellt im Behördenpostfach"),
        notice=PriorNotice.TOLD,
    )


def _point(town: Town, what: str, whose: str, *, days: int) -> Point:
    return Point(
        what=what,
        whose=whose,
        how="Unangemeldeter Hausbesuch, zu zweit",
        otherwise="Gericht informieren, Mila in Obhut nehmen.",
        check_on=clock.today() + timedelta(days=days),
        until=None,
        watcher_id=town.users["anna"].pk,
        substitute_id=town.users["bert"].pk,
    )


def _danger(case: "Case") -> Assessed:
    return replace(
        gathering.need_for_support(case),
        outcome=Outcome.LATENT,
        dangers=(Danger.PHYSICAL,),
        danger_from=DangerSource.FATHER,
        present=Present.SUSPECTED,
        harm=Harm.CONSIDERABLE,
        likelihood=Likelihood.SUFFICIENT,
        willing=Ability.PARTLY,
        able=Ability.PARTLY,
        help_stand=HelpStand.OPEN,
        reasons="Milas Worte sind genau und bleiben gleich; der Vater bestreitet, die Mutter schweigt.",
        review_on=clock.today() + timedelta(days=28),
    )


def _care(town: Town, then: datetime) -> None:
    """Lina asked for care herself; what she told Anna in confidence is for Anna alone."""
    with clock.frozen(then):
        urgent = replace(UNDER_REVIEW, urgency=Urgency.U0, reasons="Lina bittet selbst um Obhut.")
        case = _begin(town, HERSELF, urgent)
        taking = measures.take_into_care(
            town.acting("anna"),
            case,
            ground=TakingGround.CHILD_ASKS,
            place="Mädchenhaus Tannfurt",
            second_id=town.users["bert"].pk,
            told_by=Manner.TELEPHONE,
        )
    with clock.frozen(then + timedelta(hours=1)):
        for acted in case.origin.protections.all() if case.origin else ():
            services.confirm_protection(town.acting("bert"), acted)
        gathering.see(town, case, "Lina im Mädchenhaus getroffen, allein gesprochen.", VisitPlace.OTHER)
        facts = Facts(
            child_told_at=clock.now(),
            child_told_how="Im Gespräch; sie weiß, dass sie jederzeit fragen kann.",
            trusted_at=clock.now(),
            trusted_note="Ihre Tante",
            guardians_told_at=clock.now(),
        )
        measures.add_to_taking(town.acting("anna"), taking, facts=facts)
        measures.note_answer(
            town.acting("anna"),
            taking,
            position=GuardianPosition.AGREES,
            follow_up=TakingFollowUp.HELP_PLAN,
            note="Die Mutter ist einverstanden und will reden.",
        )
        services.keep_entrusted(
            town.acting("anna"),
            case,
            said_by="Lina",
            text="Sie ist in jemanden verliebt, den die Familie nie annehmen würde.",
            at=clock.now(),
        )
        families.hide_the_place(town, case)


def _elsewhere(town: Town, then: datetime) -> None:
    """Found at first sight to be another office's; sent, and here until it accepts in writing."""
    with clock.frozen(then):
        case = _begin(town, MOVED, ELSEWHERE)
    with clock.frozen(then + timedelta(hours=3)):
        gathering.see(town, case, "Finn im Sportverein gesehen, keine frischen Spuren.", VisitPlace.OTHER)
        going = Going(
            ground=HandoverGround.DANGER,
            reasons="Die Familie wohnt seit Oktober in Birkenau.",
            parts=[HandoverPart.REPORT, HandoverPart.VISITS],
            why_needed="Ohne Meldung und Besuch weiß dort niemand, was mit Finn ist.",
            guardians=Sharing.TOLD,
            child=Sharing.NOT_POSSIBLE,
            left_out_why="Finn ist fünf; die Mutter sagt es ihm.",
            office="Jugendamt Birkenau, Am Bach 2, 99998 Birkenau",
            contact="Frau Reimers",
            talk_at=clock.now() - timedelta(minutes=20),
            talk_with="Anna Berger und Frau Reimers, am Telefon",
        )
        proposed = handover.propose_handover(town.acting("anna"), case, going=going)
        handover.send_handover(town.acting("bert"), proposed, seal=proposed.seal)
