"""A youth office at work: reports, first assessments, results and closings, by the product's own commands.

``History`` is what the office writes down of it by hand: the truth that a naive count starts from.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.choices import (
    Advice,
    ChildTold,
    ClosingReason,
    Competence,
    Consent,
    Danger,
    DangerSource,
    History,
    Known,
    Outcome,
    ReporterKind,
    TriageOutcome,
    Urgency,
)
from schutznetz.cases.models import Case, Report, Result
from schutznetz.cases.queries.statistics import lacking_of, record_of
from schutznetz.cases.services import measures
from schutznetz.cases.services.measures import Point, Terms
from schutznetz.cases.standing import still_open
from schutznetz.kernel import clock
from schutznetz.kernel.context import Channel, Context, Strength, visitor
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from tests import assessing

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PEOPLE = {"anna": Role.INTAKE, "bert": Role.INTAKE, "lea": Role.TEAM_LEAD, "pia": Role.PLANNER}
FINDING = services.Finding(
    competence=Competence.HERE,
    weighty_indications=True,
    urgency=Urgency.U2,
    further_children=Known.UNKNOWN,
    source_has_access=Known.YES,
    history=History.NONE,
    outcome=TriageOutcome.ASSESSMENT,
    reasons="erfunden",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """One child of a report: what the office will find out, and whether it ever comes to a result.

    ``again`` is a later result of the same assessment; ``seen`` means home or child were seen. ``told`` are
    the answers that the work itself gives, where nobody fills the gaps.
    """

    answers: dict[str, Any]
    unborn: bool = False
    transferred: bool = False
    seen: bool = True
    complete: bool = True
    told: tuple[str, ...] = ()
    dated: bool = False  # the report gives the day of birth
    after: timedelta = 10 * DAY
    again: dict[str, Any] = field(default_factory=dict)
    again_after: timedelta = 30 * DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One report with its children, as it will go."""

    at: datetime
    kind: ReporterKind
    anonymous: bool
    indication: bool
    children: tuple[Child, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the office's own book: a result that two people set, and what is known of the child."""

    answers: dict[str, Any]
    set_at: datetime
    seen: bool
    complete: bool


class Office:
    """Anna and Bert at the desk, Lea who leads them, Pia who delivers the statistics."""

    def __init__(self, network: Network, dice: Random) -> None:
        self.network, self.dice = network, dice
        self.contexts = {name: self._hired(name, role) for name, role in PEOPLE.items()}
        self.book: list[Noted] = []
        self.closed = 0

    def _hired(self, name: str, role: Role) -> Context:
        user = User.objects.create_user(f"{name}-{self.network.slug}")
        Assignment.objects.create(user=user, role=role, starts_on=date(2020, 1, 1), ends_on=date(2040, 1, 1))
        return Context(
            actor_id=user.pk,
            network_id=self.network.pk,
            role=role,
            now=clock.now(),
            channel=Channel.WEB,
            session=name,
            strength=Strength.PASSKEY,
        )

    def acting(self, name: str) -> Context:
        return replace(self.contexts[name], now=clock.now())

    def _other(self, person_id: UUID | None) -> Context:
        [name] = [name for name, ctx in self.contexts.items() if ctx.actor_id == person_id]
        return self.acting(name)

    def work_on(self, procedure: Procedure) -> int:
        """Let a report go its way; return how many children got a procedure of their own."""
        with at(procedure.at):
            report = self._received(procedure)
        with at(procedure.at + HOUR):
            self._decided(report, procedure)
        if not procedure.indication:
            return 0
        born = [child for child in procedure.children if not child.unborn] or list(procedure.children)
        cases = list(Case.objects.filter(origin=report).order_by("number"))
        for case, child in zip(cases, born, strict=True):
            if not child.transferred:
                self._assessed(procedure.at, case, child)
        return len(cases)

    def _received(self, procedure: Procedure) -> Report:
        contact = {} if procedure.anonymous else {"reporter_name": "Erika Muster"}
        statement = services.Statement(
            reporter_kind=procedure.kind,
            danger_now=False,
            facts={"observed": "erfunden"},
            children=[_described(number, child) for number, child in enumerate(procedure.children)],
            contact=contact,
        )
        key = f"{self.dice.getrandbits(128):032x}"
        return services.submit_report(visitor(self.network.pk), self.network, statement=statement, key=key)

    def _decided(self, report: Report, procedure: Procedure) -> None:
        services.take_report(self.acting("anna"), report)
        elsewhere = any(child.transferred for child in procedure.children)
        finding = replace(
            FINDING,
            weighty_indications=procedure.indication,
            outcome=TriageOutcome.ASSESSMENT if procedure.indication else TriageOutcome.NO_INDICATION,
            advice="" if procedure.indication else Advice.OFFERED,
            competence=Competence.ELSEWHERE if elsewhere else Competence.HERE,
        )
        triage = services.propose_triage(self.acting("anna"), report, finding=finding)
        services.confirm_triage(self._other(report.second_id), triage, seal=triage.seal)

    def _assessed(self, reported_at: datetime, case: Case, child: Child) -> None:
        with at(reported_at + child.after - DAY / 2):
            assessing.gather(self.acting("anna"), case, case.substitute_id)
            if child.seen:
                assessing.visit(self.acting("anna"), case, case.substitute_id)
        with at(reported_at + child.after):
            self._result(case, child, child.answers)
        if child.again:
            with at(reported_at + child.after + child.again_after):
                self._result(case, child, child.again)
                self._completed(case, child, child.again)
        with at(reported_at + child.after + child.again_after + DAY):
            self._closed(Case.objects.get(pk=case.pk))

    def _result(self, case: Case, child: Child, answers: dict[str, Any]) -> None:
        """Set a result by two, under danger by three; write the first one down in the book."""
        anna, fresh = self.acting("anna"), Case.objects.get(pk=case.pk)
        outcome = Outcome(answers["result"])
        today = clock.today()
        if outcome == Outcome.ACUTE:
            measures.agree_plan(anna, fresh, terms=_terms(today), points=[self._point(case, today)])
            fresh.refresh_from_db()
        danger: dict[str, Any] = {}
        if "dangers" in answers:
            danger["review_on"] = today + 14 * DAY
            danger["dangers"] = tuple(Danger(each) for each in answers["dangers"])
            danger["danger_from"] = DangerSource(answers["danger_from"])
        said = assessing.assessed(fresh, outcome, **danger)
        result = services.propose_result(anna, fresh, assessed=said)
        services.confirm_result(self._other(case.substitute_id), result, seal=result.seal)
        set_now = Result.objects.get(pk=result.pk)
        if set_now.set_at is None:
            services.countersign_result(self.acting("lea"), set_now, seal=result.seal)
        if answers is child.answers:
            latest = child.again or answers
            told = {name: latest[name] for name in child.told if name in latest}
            known = latest if child.complete else told
            self.book.append(Noted(known, clock.now(), child.seen, child.complete))
            self._completed(case, child, answers)

    def _point(self, case: Case, today: date) -> Point:
        return Point(
            what="erfunden",
            whose="Vater",
            how="Hausbesuch",
            otherwise="Gericht",
            check_on=today + 7 * DAY,
            until=today + 30 * DAY,
            watcher_id=self.contexts["lea"].person_id,
            substitute_id=case.substitute_id,
        )

    def _completed(self, case: Case, child: Child, answers: dict[str, Any]) -> None:
        """Fill the gaps of the record as its form does: what the work told stays as it stands there."""
        record = record_of(case)
        if record is None or not child.complete:
            return
        told = {name: value for name, value in record.answers.items() if value}
        given = {**answers, **told, "new_help": answers["new_help"]}
        services.complete_record(self.acting("anna"), Case.objects.get(pk=case.pk), answers=given)

    def _closed(self, case: Case) -> None:
        if still_open(case):
            return
        why = "erfunden" if lacking_of(case) else ""
        closing = measures.propose_closing(
            self.acting("anna"), case, reason=ClosingReason.AVERTED, note="erfunden", gaps_why=why
        )
        danger = case.outcome in {Outcome.ACUTE, Outcome.LATENT}
        second = self.acting("lea") if danger else self._other(case.substitute_id)
        measures.confirm_closing(second, closing, seal=closing.seal)
        self.closed += 1


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with clock.frozen(moment):
        yield


def _described(number: int, child: Child) -> dict[str, str]:
    said = {"child_name": f"Kind {number}"} | ({"child_born": "unborn"} if child.unborn else {})
    sex = child.answers["sex"]
    born = {"child_age": f"15.{child.answers['birth_month']}.{child.answers['birth_year']}"}
    return said | ({"child_sex": sex} if sex != "not_stated" else {}) | (born if child.dated else {})


def _terms(today: date) -> Terms:
    return Terms(
        goal="erfunden",
        starts_on=today,
        review_on=today + 20 * DAY,
        ends_on=today + 60 * DAY,
        consent=Consent.AGREED,
        consent_by="erfunden",
        child_told=ChildTold.TOLD,
        child_view="erfunden",
    )
