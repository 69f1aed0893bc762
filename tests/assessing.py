"""Builders for the assessment of a child: everything the guards ask for, each piece on its own."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from schutznetz.cases import services
from schutznetz.cases.choices import (
    Ability,
    CaseEntryKind,
    ChildTold,
    Consent,
    Danger,
    DangerSource,
    DataSource,
    Harm,
    HelpStand,
    InquiryTopic,
    Known,
    LegalGround,
    Likelihood,
    Manner,
    Observation,
    Outcome,
    PersonRole,
    Present,
    TalkWith,
    VisitPlace,
)
from schutznetz.cases.models import Case, CaseEntry, SafetyPlan
from schutznetz.cases.services import Assessed, EntryFacts, PersonFacts, TalkFacts, VisitFacts
from schutznetz.kernel.context import Context

T = InquiryTopic
HOUR = timedelta(hours=1)


def person(role: PersonRole, name: str, **more: Any) -> PersonFacts:
    """Somebody about whom everything that is asked has been answered."""
    clear = {
        "lives_here": Known.YES,
        "has_access": Known.YES,
        "custody": Known.NO,
        "orders_known": Known.NO,
        "orders_source": "Familiengericht, Auskunft vom 20. November",
        "interpreter": Known.NO,
        "disability": Known.NO,
    }
    return PersonFacts(role=role, name=name, **clear | more)


def entry(
    at: datetime, kind: CaseEntryKind = CaseEntryKind.FACT, text: str = "Blauer Fleck am Arm", **more: Any
) -> EntryFacts:
    given = {"observation": Observation.OWN, "source": DataSource.FAMILY, **more}
    return EntryFacts(kind=kind, text=text, at=at, **given)


def inquire(topic: InquiryTopic, answer: bool = True) -> Callable[[Context, Case, UUID], object]:  # noqa: FBT002  # reads as the form does
    return lambda ctx, case, colleague: services.note_inquiry(
        ctx, case, topic=topic, answer=answer, reasons="wie besprochen"
    )


def _talk(with_whom: TalkWith) -> Callable[[Context, Case, UUID], object]:
    return lambda ctx, case, colleague: services.note_talk(
        ctx,
        case,
        facts=TalkFacts(with_whom=with_whom, manner=Manner.TELEPHONE, text="Gespräch", at=ctx.now - HOUR),
    )


def visit(ctx: Context, case: Case, colleague: UUID) -> object:
    facts = VisitFacts(
        place=VisitPlace.HOME,
        text="Wohnung warm, Kind wach",
        at=ctx.now - HOUR,
        entered_home=True,
        sleeping_place=Known.YES,
        child_seen=True,
    )
    return services.note_visit(ctx, case, facts=facts)


def _person(role: PersonRole, name: str, **more: Any) -> Callable[[Context, Case, UUID], object]:
    return lambda ctx, case, colleague: services.add_person(ctx, case, facts=person(role, name, **more))


def _entry(**more: Any) -> Callable[[Context, Case, UUID], object]:
    return lambda ctx, case, colleague: services.add_entry(ctx, case, facts=entry(ctx.now - HOUR, **more))


def _consult(ctx: Context, case: Case, colleague: UUID) -> object:
    facts = entry(ctx.now - HOUR, CaseEntryKind.CONSULTATION, "Im Team beraten", colleague_id=colleague)
    return services.add_entry(ctx, case, facts=facts)


# Each piece of a complete assessment; without it exactly the guard that begins its name is open.
PIECES: dict[str, Callable[[Context, Case, UUID], object]] = {
    "G1 consultation": _consult,
    "G2 talk with guardians": _talk(TalkWith.GUARDIAN),
    "G3 talk with the child": _talk(TalkWith.CHILD),
    "G4 impression": inquire(T.IMPRESSION_NEEDED, answer=False),
    "G5 reporter": inquire(T.INVOLVE_REPORTER),
    "G6 children": inquire(T.CHILDREN_COMPLETE),
    "G7 history": inquire(T.HISTORY),
    "G7 former offices": inquire(T.FORMER_OFFICES),
    "G8 adults": inquire(T.ADULTS_COMPLETE),
    "G9 fact": _entry(),
    "G9 exonerating": _entry(kind=CaseEntryKind.EXONERATING, text="Arzt: alter Sturz möglich"),
    "G10 child": _person(PersonRole.CHILD, "Mia"),
    "mother": _person(PersonRole.MOTHER, "Jana M.", custody=Known.YES),
    "third party": _entry(
        source=DataSource.THIRD_PARTY, ground=LegalGround.PROTECTION, kind=CaseEntryKind.PROTECTIVE
    ),
}


def gather(ctx: Context, case: Case, colleague: UUID, *, without: str = "") -> Case:
    """Bring a case to where its result may be proposed, all but one piece."""
    for name, add in PIECES.items():
        if name != without:
            add(ctx, case, colleague)
    return case


def assessed(case: Case, outcome: Outcome, **more: Any) -> Assessed:
    """A result that goes together with the words that carry it."""
    danger: dict[str, Any] = {
        "dangers": (Danger.NEGLECT,),
        "danger_from": DangerSource.MOTHER,
        "present": Present.ESTABLISHED if outcome == Outcome.ACUTE else Present.SUSPECTED,
        "harm": Harm.CONSIDERABLE,
        "likelihood": Likelihood.SUFFICIENT,
        "willing": Ability.PARTLY,
        "able": Ability.NO,
        "review_on": (case.reported_at + timedelta(days=14)).date(),
    }
    calm: dict[str, Any] = {
        "present": Present.NONE,
        "harm": Harm.SLIGHT,
        "likelihood": Likelihood.REMOTE,
        "willing": Ability.YES,
        "able": Ability.YES,
    }
    facts = CaseEntry.objects.filter(case=case, kind=CaseEntryKind.FACT).order_by("id")
    said = {
        "outcome": outcome,
        "help_stand": HelpStand.ACCEPTED,
        "facts": tuple(facts.values_list("pk", flat=True)),
        **dict.fromkeys(("reasons", "parents", "protective", "child_view"), "wie besprochen"),
        **(danger if outcome in {Outcome.ACUTE, Outcome.LATENT} else calm),
    }
    return Assessed(**said | more)


def protect(case: Case, at: datetime) -> SafetyPlan:
    """Let an agreed plan protect the child."""
    return SafetyPlan.objects.create(
        case=case,
        version=1,
        goal="Mia ist bei der Großmutter",
        starts_on=at.date(),
        ends_on=at.date() + timedelta(days=3650),
        review_on=at.date() + timedelta(days=7),
        consent=Consent.AGREED,
        consent_by="Jana M.",
        child_told=ChildTold.TOLD,
        child_view="einverstanden",
        written_by=case.lead,
        written_at=at,
    )
