"""Everything the guards ask for before a result, as Anna and Bert of Tannfurt gathered it."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from schutznetz.cases import services
from schutznetz.cases.choices import (
    Ability,
    CaseEntryKind,
    DataSource,
    Harm,
    HelpStand,
    InquiryTopic,
    Known,
    Likelihood,
    Manner,
    Observation,
    Outcome,
    PersonRole,
    Present,
    TalkWith,
    VisitPlace,
)
from schutznetz.cases.services import Assessed, EntryFacts, PersonFacts, TalkFacts, VisitFacts
from schutznetz.demo.town import Town
from schutznetz.kernel import clock

if TYPE_CHECKING:
    from schutznetz.cases.models import Case

HOUR = timedelta(hours=1)
DECIDED = {
    InquiryTopic.IMPRESSION_NEEDED: "Ja, und zu Hause: Nur dort zeigt sich, wie das Kind lebt.",
    InquiryTopic.INVOLVE_REPORTER: "Am Telefon gefragt, wie es dem Kind seitdem geht.",
    InquiryTopic.CHILDREN_COMPLETE: "Keine weiteren Kinder in der Wohnung.",
    InquiryTopic.HISTORY: "Keine frühere Meldung, keine Hilfe.",
    InquiryTopic.FORMER_OFFICES: "Die Familie wohnt seit der Geburt hier.",
    InquiryTopic.ADULTS_COMPLETE: "Außer der Mutter hat nur die Großmutter einen Schlüssel.",
}


def gather(town: Town, case: "Case", *, mother: str) -> None:
    """Write down people, decisions, talks, a visit and what speaks for and against."""
    anna, at = town.acting("anna"), clock.now() - HOUR
    for role, name in ((PersonRole.CHILD, case.child_name), (PersonRole.MOTHER, mother)):
        services.add_person(anna, case, facts=_person(role, name))
    for topic, reasons in DECIDED.items():
        services.note_inquiry(anna, case, topic=topic, answer=True, reasons=reasons)
    for with_whom, text in (
        (TalkWith.GUARDIAN, "Die Mutter erzählt von der Arbeit in zwei Schichten und bittet um Hilfe."),
        (TalkWith.CHILD, "Allein gesprochen, beim Malen. Möchte, dass Mama abends da ist."),
    ):
        facts = TalkFacts(with_whom=with_whom, manner=Manner.IN_PERSON, text=text, at=at)
        services.note_talk(anna, case, facts=facts)
    see(town, case, "Wohnung aufgeräumt, eigenes Bett, wenig zu essen im Haus.")
    for kind, text, colleague in (
        (CaseEntryKind.FACT, "Um 18 Uhr allein in der Wohnung, kein Abendessen da.", ""),
        (CaseEntryKind.EXONERATING, "Der Kinderarzt findet nichts; alle Untersuchungen sind gemacht.", ""),
        (CaseEntryKind.PROTECTIVE, "Die Großmutter kommt jeden zweiten Tag.", ""),
        (CaseEntryKind.CONSULTATION, "Im Team beraten: Was fehlt, ist Verlässlichkeit am Abend.", "bert"),
    ):
        entry = EntryFacts(
            kind=kind,
            text=text,
            at=at,
            observation=Observation.OWN,
            source=DataSource.FAMILY,
            colleague_id=town.users[colleague].pk if colleague else None,
        )
        services.add_entry(anna, case, facts=entry)


def _person(role: PersonRole, name: str) -> PersonFacts:
    return PersonFacts(
        role=role,
        name=name,
        lives_here=Known.YES,
        has_access=Known.YES,
        custody=Known.YES if role is PersonRole.MOTHER else Known.NO,
        orders_known=Known.NO,
        orders_source="Auskunft des Familiengerichts",
        interpreter=Known.NO,
        disability=Known.NO,
    )


def see(town: Town, case: "Case", text: str, place: VisitPlace = VisitPlace.HOME) -> None:
    """See the child, as its clock asks."""
    facts = VisitFacts(place=place, text=text, at=clock.now() - timedelta(minutes=10), child_seen=True)
    if place == VisitPlace.HOME:
        facts = replace(facts, entered_home=True, sleeping_place=Known.YES)
    services.note_visit(town.acting("anna"), case, facts=facts)


def need_for_support(case: "Case") -> Assessed:
    fact = case.caseentry_set.filter(kind=CaseEntryKind.FACT).order_by("id")
    return Assessed(
        outcome=Outcome.NEED_FOR_SUPPORT,
        present=Present.NONE,
        harm=Harm.SLIGHT,
        likelihood=Likelihood.REMOTE,
        willing=Ability.YES,
        able=Ability.YES,
        reasons="Die Mutter holt sich Hilfe; was fehlt, lässt sich ohne Trennung und ohne Gericht ändern.",
        parents="Will und kann, wenn jemand abends da ist.",
        protective="Die Großmutter, der Hort, der Kinderarzt.",
        child_view="„Ich will, dass Mama abends da ist.“",
        help_stand=HelpStand.ACCEPTED,
        facts=tuple(fact.values_list("pk", flat=True)),
    )


def no_danger(case: "Case") -> Assessed:
    return replace(
        need_for_support(case),
        outcome=Outcome.NONE,
        reasons="Jule zahnt; die Mutter ist müde und hat Hilfe in der Familie.",
        parents="Will und kann.",
        protective="Die Großmutter, der Kinderarzt.",
        child_view="Spielt und lacht; altersgemäß nicht zu erfragen.",
        help_stand=HelpStand.NOT_OFFERED,
    )
