"""Every decision of two people: who proposes and signs it, what may come between, and what must not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F

from schutznetz.cases import services
from schutznetz.cases.actions import (
    DisputeAction,
    FileAccessAction,
    HandoverAction,
    KeepingAction,
    MeasureAction,
    ProtectionAction,
    RecordAction,
    ResultAction,
    SecretAction,
    TriageAction,
)
from schutznetz.cases.choices import (
    AccessBasis,
    Archive,
    Asker,
    ClosingReason,
    HoldGround,
    IdentityProof,
    Manner,
    MarkKind,
    Outcome,
    PersonRole,
    RestrictionGround,
    RetentionClass,
    Urgency,
)
from schutznetz.cases.models import Case, Deletion, Hold, KnownPerson, Message, Report
from schutznetz.cases.services import disputes, file_access, handover, keeping, measures
from schutznetz.cases.services.file_access import Asking
from schutznetz.kernel.context import Context
from schutznetz.kernel.ids import new_id
from schutznetz.kernel.policy import Action
from schutznetz.networks import queries as networks
from schutznetz.networks import services as people
from schutznetz.networks.actions import PeopleAction
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Assignment, Network
from schutznetz.networks.values import NewPerson, Seat
from schutznetz.work.models import Task
from tests import assessing, make
from tests.cases.services.conftest import FINDING
from tests.cases.services.file_access.conftest import accept_all
from tests.cases.services.handover.conftest import GOING
from tests.conftest import NOON

LATER = date(2027, 5, 1)
PAULA = NewPerson(first_name="Paula", last_name="Praxis", email="paula@praxis.example")
SEAT = Seat(role=Role.PARTNER, starts_on=date(2026, 11, 1), ends_on=date(2027, 6, 30), reason="Neu")


@dataclass(frozen=True, slots=True)
class House:
    """Anna and Bert have the case; Lena and Lars lead; Rosa keeps, Adam administers, Dora and Dirk watch."""

    network: Network
    people: Mapping[str, Context]
    case: UUID

    def __getitem__(self, name: str) -> Context:
        return self.people[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """``propose`` works again in another tab; ``gate`` is asked between reading and writing what waits."""

    action: Action
    begin: Callable[[House], Any]
    propose: Callable[[House, Any], Any]
    sign: Callable[[Context, Any, str], object]
    news: Callable[[House, Any], object]
    gate: str = "schutznetz.cases.second.refuse_same_session"
    overtaken: Callable[[House, Any], object] = field(default_factory=lambda: _becoming(state="voided"))
    first: str = "anna"
    second: str = "bert"
    third: str = "lena"
    seal: Callable[[Any], str] | None = lambda proposed: str(proposed.seal)
    voids: bool = True  # a new proposal ends the one before


def _becoming(**said: Any) -> Callable[[House, Any], object]:
    return lambda _house, proposed: type(proposed)._base_manager.filter(pk=proposed.pk).update(**said)


def _case(house: House) -> Case:
    return Case.objects.get(pk=house.case)


def _with(outcome: Outcome) -> Callable[[House], Case]:
    return lambda house: make.with_result(_case(house), outcome)


def _report(house: House) -> Report:
    report = make.report(house["anna"], house.network, children=["Mia"])
    return services.take_report(house["anna"], report)


def _urgent(house: House) -> Report:
    return services.raise_urgency(house["anna"], _report(house), to=Urgency.U0, reasons="Täter im Haus")


def _old_report(house: House) -> Report:
    report = _report(house)
    long_ago = NOON.replace(year=NOON.year - 4)
    Report.objects.filter(pk=report.pk).update(state="closed_no_indication", decided_at=long_ago)
    Task.objects.update(settled_at=F("opened_at"))
    report.refresh_from_db()
    return report


# --- what comes between ------------------------------------------------------------------------------------
def _message(house: House, proposed: Any) -> object:
    return Message.objects.create(report=proposed.report, kind="addition", at=NOON, text="Es schreit wieder.")


def _entry(house: House, _proposed: Any) -> object:
    return services.add_entry(house["anna"], _case(house), facts=assessing.entry(NOON, text="Neue Hämatome"))


def _rewritten(column: str, value: object) -> Callable[[House, Any], object]:
    """Let the very words of the proposal become others, by whatever way."""

    def change(_house: House, proposed: Any) -> None:
        row = type(proposed)._base_manager.get(pk=proposed.pk)
        setattr(row, column, value)
        row.save(update_fields=[column])

    return change


# --- the decisions -----------------------------------------------------------------------------------------
def _confirmed_result(outcome: Outcome) -> Callable[[House, Case], Any]:
    def propose(house: House, case: Case) -> Any:
        said = assessing.assessed(case, outcome)
        result = services.propose_result(house["anna"], case, assessed=said)
        return services.confirm_result(house["bert"], result, seal=result.seal)

    return propose


def _closing(house: House, case: Case) -> Any:
    case.refresh_from_db()
    return measures.propose_closing(house["anna"], case, reason=ClosingReason.NO_DANGER, note="Gut.")


def _marked(house: House) -> Any:
    entry = services.add_entry(house["anna"], _case(house), facts=assessing.entry(NOON))
    return services.mark(house["anna"], entry, kind=MarkKind.SECRECY, reasons="x")


def _unmark(house: House, mark: Any) -> Any:
    for waiting in mark.liftings.filter(state="proposed"):
        services.refuse_unmark(house["bert"], waiting)
    return services.propose_unmark(house["anna"], mark, reasons="Er weiß es.")


def _restricted(house: House) -> Any:
    said: dict[str, Any] = {"ground": RestrictionGround.CLAIMS, "reasons": "x", "review_on": LATER}
    return disputes.restrict(house["anna"], _case(house), **said)


def _unrestrict(house: House, restriction: Any) -> Any:
    restriction.liftings.filter(state="proposed").update(state="voided")
    return disputes.propose_unrestricting(house["anna"], restriction, reasons="x", told_on=NOON.date())


def _clear(house: House, place: Any) -> Any:
    for waiting in place.clearances.filter(state="proposed"):
        services.refuse_clearance(house["bert"], waiting)
    cora = house["cora"].person_id
    return services.propose_clearance(house["anna"], place, person_id=cora, reasons="begleitet")


def _place(house: House, _proposed: Any = None) -> Any:
    services.add_colleague(house["anna"], _case(house), person_id=house["cora"].person_id)
    return services.protect_place(house["anna"], _case(house), place="Zimmer 4", from_whom="dem Vater")


def _asked(house: House) -> Any:
    mother = assessing.person(PersonRole.MOTHER, "Maren Sommer", custody="yes")
    asking = Asking(
        asker=Asker.CUSTODIAN, basis=AccessBasis.FILE_ACCESS, name="Maren Sommer", standing="Sorge",
        identity=IdentityProof.DOCUMENT, received_on=NOON.date(),
        person_id=services.add_person(house["anna"], _case(house), facts=mother).pk,
    )  # fmt: skip
    return file_access.open_request(house["anna"], _case(house), asking=asking)


def _package(house: House, request: Any) -> Any:
    for waiting in request.packages.filter(state="proposed"):
        file_access.void_access(house["anna"], waiting)
    accept_all(house["anna"], request)
    return file_access.propose_access(house["anna"], request)


def _handover(house: House, case: Case) -> Any:
    for waiting in case.handovers.filter(state="proposed"):
        handover.withdraw_handover(house["anna"], waiting, note="x")
    return handover.propose_handover(house["anna"], case, going=GOING)


def _sent(house: House, case: Case) -> Any:
    for waiting in case.handovers.filter(state="sent"):
        _declined(house, waiting)
    found = _handover(house, case)
    return handover.send_handover(house["lars"], found, seal=found.seal)


def _declined(house: House, sent: Any) -> object:
    said: dict[str, Any] = {"answered_at": NOON, "answered_by": "Frau Reimers", "note": "Nein"}
    return handover.note_answer(house["lena"], sent, accepted=False, **said)


def _accept(ctx: Context, sent: Any, _seal: str) -> object:
    said: dict[str, Any] = {"answered_at": NOON, "answered_by": "Frau Reimers", "proof": make.file()}
    return handover.note_answer(ctx, sent, accepted=True, **said)


def _protect(house: House, report: Report) -> Any:
    bert = house["bert"].person_id
    return services.protect(house["anna"], report, second_id=bert, told_by=Manner.TELEPHONE)


def _name_another(house: House, acted: Any) -> object:
    told: dict[str, Any] = {"told_at": NOON, "told_by": Manner.TELEPHONE}
    return services.name_second(house["anna"], acted, second_id=house["lena"].person_id, **told)


def _deletion(house: House, report: Report) -> Any:
    for waiting in Deletion.objects.filter(state="proposed"):
        keeping.withdraw_deletion(house["rosa"], waiting)
    return keeping.propose_deletion(house["rosa"], report, archive=Archive.DECLINED)


def _known(house: House, _proposed: Any) -> object:
    report = Report.objects.get(state="closed_no_indication")
    return KnownPerson.objects.create(
        role="child", identity={}, report=report, source=new_id(), noted_at=NOON
    )


def _held(house: House) -> Any:
    said: dict[str, Any] = {"ground": HoldGround.COURT, "reasons": "x", "review_on": LATER}
    return keeping.hold(house["rosa"], _old_report(house), **said)


def _lift(house: House, hold: Any) -> Any:
    for waiting in hold.liftings.filter(state="proposed"):
        keeping.refuse_lifting(house["lena"], waiting)
    return keeping.propose_lifting(house["rosa"], hold, reasons="vorbei")


def _period(house: House, _nothing: object) -> Any:
    said: dict[str, Any] = {"retention_class": RetentionClass.ADOPTED, "months": 2, "reasons": "x"}
    return keeping.propose_period(house["rosa"], house.network, **said)


def _settings(house: House, network: Network) -> Any:
    changed = {"statistics_by": "software", "disputed_answers": "given"}
    return people.propose_settings(house["adam"], network, settings=changed)


def _decide(ctx: Context, proposed: Any, seal: str) -> object:
    return people.decide(ctx, proposed, approve=True, seen=seal)


BY_HOUSE: dict[str, Any] = {
    "sign": _decide,
    "seal": networks.digest,
    "begin": lambda house: house.network,
    "gate": "schutznetz.networks.services.people.digest",
    "overtaken": _becoming(state="refused", decided_at=NOON),
    "first": "adam",
    "second": "dora",
    "third": "dirk",
    "voids": False,
}
VOIDED = {"state": "voided", "confirmed_by": None, "confirmed_at": None, "confirmed_session": ""}
CLOSING: dict[str, Any] = {
    "action": MeasureAction.DECIDE_ON_CLOSING,
    "propose": _closing,
    "sign": lambda ctx, closing, seal: measures.confirm_closing(ctx, closing, seal=seal),
    "news": _entry,
    "gate": "schutznetz.cases.services.measures.closing.refuse_same_session",
}
COUNTERSIGNING: dict[str, Any] = {
    "action": ResultAction.COUNTERSIGN,
    "sign": lambda ctx, result, seal: services.countersign_result(ctx, result, seal=seal),
    "news": _entry,
    "gate": "schutznetz.cases.services.results.result_seal",
    "overtaken": _becoming(**VOIDED),
    "second": "lena",
    "third": "lars",
}
KEEPING: dict[str, Any] = {"first": "rosa", "second": "lena", "third": "lars"}
DECISIONS: dict[str, Decision] = {
    "first assessment": Decision(
        action=TriageAction.CONFIRM,
        begin=_report,
        propose=lambda house, report: services.propose_triage(house["anna"], report, finding=FINDING),
        sign=lambda ctx, triage, seal: services.confirm_triage(ctx, triage, seal=seal),
        news=_message,
        gate="schutznetz.cases.services.triage.refuse_same_session",
    ),
    "lower class": Decision(
        action=TriageAction.CONFIRM_LOWERING,
        begin=_urgent,
        propose=lambda house, report: services.propose_lowering(
            house["anna"], report, to=Urgency.U2, reasons="Bei der Oma"
        ),
        sign=lambda ctx, lowering, seal: services.confirm_lowering(ctx, lowering, seal=seal),
        news=_message,
        gate="schutznetz.cases.services.urgency.refuse_same_session",
    ),
    "immediate protection": Decision(
        action=ProtectionAction.CONFIRM,
        begin=_report,
        propose=_protect,
        sign=lambda ctx, acted, _seal: services.confirm_protection(ctx, acted),
        news=_name_another,
        gate="schutznetz.cases.services.protection.refuse_same_session",
        overtaken=_becoming(state="confirmed", confirmed_at=NOON, confirmed_session="x"),
        third="bert",  # nobody else may: she clicks twice
        seal=None,  # an act is never changed
        voids=False,
    ),
    "result": Decision(
        action=ResultAction.CONFIRM,
        begin=_case,
        propose=lambda house, case: services.propose_result(
            house["anna"], case, assessed=assessing.assessed(case, Outcome.NONE)
        ),
        sign=lambda ctx, result, seal: services.confirm_result(ctx, result, seal=seal),
        news=_entry,
        gate="schutznetz.cases.services.results.result_seal",
    ),
    "danger as result": Decision(begin=_case, propose=_confirmed_result(Outcome.LATENT), **COUNTERSIGNING),
    "milder result": Decision(
        begin=_with(Outcome.LATENT), propose=_confirmed_result(Outcome.NONE), **COUNTERSIGNING
    ),
    "closing": Decision(begin=_with(Outcome.NEED_FOR_SUPPORT), **CLOSING),
    "closing of a danger": Decision(begin=_with(Outcome.LATENT), second="lena", third="lars", **CLOSING),
    "secrecy lifted": Decision(
        action=RecordAction.CONFIRM_UNMARK,
        begin=_marked,
        propose=_unmark,
        sign=lambda ctx, lifting, seal: services.confirm_unmark(ctx, lifting, seal=seal),
        news=_rewritten("reasons", "Er weiß es nicht."),
    ),
    "restriction lifted": Decision(
        action=DisputeAction.CONFIRM_LIFTING,
        begin=_restricted,
        propose=_unrestrict,
        sign=lambda ctx, lifting, seal: disputes.confirm_unrestricting(ctx, lifting, seal=seal),
        news=_rewritten("reasons", "anders"),
    ),
    "clearance": Decision(
        action=SecretAction.CONFIRM_CLEARANCE,
        begin=_place,
        propose=_clear,
        sign=lambda ctx, clearance, seal: services.confirm_clearance(ctx, clearance, seal=seal),
        news=_place,
    ),
    "file for somebody outside": Decision(
        action=FileAccessAction.CONFIRM,
        begin=_asked,
        propose=_package,
        sign=lambda ctx, package, seal: file_access.confirm_access(ctx, package, seal=seal),
        news=_entry,
    ),
    "handover": Decision(
        action=HandoverAction.SEND,
        begin=_case,
        propose=_handover,
        sign=lambda ctx, proposed, seal: handover.send_handover(ctx, proposed, seal=seal),
        news=_entry,
        gate="schutznetz.cases.services.handover.sending.refuse_same_session",
        overtaken=lambda house, proposed: handover.withdraw_handover(house["anna"], proposed, note="x"),
    ),
    "end by acceptance": Decision(
        action=HandoverAction.NOTE_ANSWER,
        begin=_case,
        propose=_sent,
        sign=_accept,
        news=_declined,
        gate="schutznetz.cases.services.handover.answering.refuse_same_session",
        overtaken=_declined,
        seal=None,
    ),
    "deletion": Decision(
        action=KeepingAction.DECIDE,
        begin=_old_report,
        propose=_deletion,
        sign=lambda ctx, deletion, seal: keeping.confirm_deletion(ctx, deletion, seal=seal),
        news=_known,
        **KEEPING,
    ),
    "hold lifted": Decision(
        action=KeepingAction.CONFIRM_LIFTING,
        begin=_held,
        propose=_lift,
        sign=lambda ctx, lifting, seal: keeping.confirm_lifting(ctx, lifting, seal=seal),
        news=lambda _house, lifting: Hold.objects.filter(pk=lifting.hold_id).update(review_on=NOON.date()),
        **KEEPING,
    ),
    "period of keeping": Decision(
        action=KeepingAction.CONFIRM_PERIOD,
        begin=lambda house: None,
        propose=_period,
        sign=lambda ctx, period, seal: keeping.confirm_period(ctx, period, seal=seal),
        news=_rewritten("months", 3),
        **KEEPING,
    ),
    "settings": Decision(
        action=PeopleAction.DECIDE,
        propose=_settings,
        news=_rewritten("content", {"disputed_answers": "given"}),
        **BY_HOUSE,
    ),
    "access": Decision(
        action=PeopleAction.DECIDE,
        propose=lambda house, network: people.propose_assignment(
            house["adam"], network, person=PAULA, seat=SEAT
        ),
        news=_rewritten("content", {"person": {}, "seat": SEAT.packed()}),
        **BY_HOUSE,
    ),
    "sign-in set up anew": Decision(
        action=PeopleAction.DECIDE,
        propose=lambda house, _network: people.propose_recovery(
            house["adam"], Assignment.objects.get(user=house["cora"].person_id)
        ),
        news=_rewritten("content", {"anew": True}),
        **BY_HOUSE,
    ),
}
