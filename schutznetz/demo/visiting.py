"""Family midwives of Tannfurt: two in the register, two families with help, three that wait."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from schutznetz.care import services as care
from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
)
from schutznetz.care.queries import Child, may_receive
from schutznetz.care.services import Household
from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.networks.choices import Land
from schutznetz.networks.conditions import day_of
from schutznetz.offers.choices import Language
from schutznetz.visiting import services
from schutznetz.visiting.choices import (
    Burden,
    ContactKind,
    Contract,
    Mainstay,
    MeanwhileAnswer,
    MeanwhileKind,
    ProofKind,
    SpecialTopic,
    VisitingProfession,
    VisitTopic,
    VisitUrgency,
)
from schutznetz.visiting.services import Entry, Noted, State, Wish

if TYPE_CHECKING:
    from schutznetz.care.models import Family
    from schutznetz.visiting.models import VisitRequest

HANNA = Entry(
    profession=VisitingProfession.FAMILY_MIDWIFE,
    contract=Contract.FREELANCE,
    qualified_on=date(2016, 6, 30),
    qualified_in=Land.SACHSEN_ANHALT,
    recognised_on=date(2018, 3, 1),
    until_months=12,
    weekly_minutes=9 * 60,
    postcode="37073",
    reach=30,
    languages=[Language.GERMAN],
    topics=[SpecialTopic.MULTIPLES, SpecialTopic.SETTLING, SpecialTopic.YOUNG_PARENTS],
)
INES = replace(
    HANNA,
    profession=VisitingProfession.FAMILY_NURSE,
    contract=Contract.CARRIER,
    qualified_on=date(2021, 10, 15),
    qualified_in=Land.NIEDERSACHSEN,
    recognised_on=None,
    until_months=36,
    weekly_minutes=6 * 60,
    postcode="37085",
    languages=[Language.GERMAN, Language.TURKISH],
    topics=[SpecialTopic.PRETERM, SpecialTopic.LOW_SPIRITS, SpecialTopic.SETTLING],
)
REGISTER = {"family_midwife": HANNA, "family_nurse": INES}
WISH = Wish(urgency=VisitUrgency.SOON, weekly_minutes=120, postcode="37081", languages=[Language.GERMAN])

VISIT = Noted(
    on=date(2026, 1, 1),
    kind=ContactKind.HOME,
    minutes=60,
    travel_minutes=20,
    kilometres=8,
    topics=[VisitTopic.SLEEP],
    note="Mika ist wach und trinkt gut. Die Nächte sind noch kurz.",
)


@dataclass(frozen=True, slots=True)
class Asking:
    """A family that asks: so many weeks ago, with a child of so many months, and who came, if anybody."""

    name: str
    weeks: int
    months: int
    wish: Wish
    midwife: str = ""
    named: bool = True  # whether it was asked already who may learn of it


FAMILIES = (
    Asking("Familie Ebert", 12, 4, replace(WISH, topics=[SpecialTopic.MULTIPLES]), "family_midwife"),
    Asking("Familie Yıldız", 9, 7, replace(WISH, languages=[Language.TURKISH]), "family_nurse"),
    Asking("Frau Novak", 7, 5, replace(WISH, topics=[SpecialTopic.ADDICTION])),
    Asking("Frau Schilling", 3, 2, replace(WISH, urgency=VisitUrgency.URGENT, weekly_minutes=180)),
    Asking("Herr Brandes", 1, 14, replace(WISH, urgency=VisitUrgency.TIME, postcode="37120"), named=False),
)


def tell(town: Town, now: datetime) -> None:
    with clock.frozen(now - timedelta(weeks=20)):
        keys = {key: _registered(town, key, entry) for key, entry in REGISTER.items()}
    for asking in FAMILIES:
        with clock.frozen(now - timedelta(weeks=asking.weeks)):
            request = _ask(town, asking, keys.get(asking.midwife, ""))
        if asking.midwife:
            _visit(town, asking, request, now)


def _registered(town: Town, key: str, entry: Entry) -> str:
    """Take somebody into the register; Hanna's liability insurance runs out in a few weeks."""
    katrin, today = town.acting("coordinator"), clock.today()
    user_id = town.users[key].pk
    midwife = services.add_midwife(katrin, town.network, user_id=user_id, entry=entry)
    for kind in (ProofKind.PROFESSION, ProofKind.CONDUCT, ProofKind.SECRECY):
        services.note_proof(katrin, midwife, kind=kind, seen_on=today, counts_until=None)
    if entry.contract is Contract.FREELANCE:
        until = today + timedelta(weeks=24)
        services.note_proof(katrin, midwife, kind=ProofKind.LIABILITY, seen_on=today, counts_until=until)
    return str(midwife.pk)


def _visit(town: Town, asking: Asking, request: "VisitRequest", now: datetime) -> None:
    """Let her come every second week since then, and note how it stood at the start."""
    with clock.frozen(now - timedelta(days=7 * asking.weeks - 3)):
        state = State(burdens=[Burden.EXHAUSTED, Burden.UNSETTLED], strengths=[Mainstay.ASKS], counted=True)
        services.note_start(town.acting(asking.midwife), request, state=state)
    for weeks in range(asking.weeks - 1, 0, -2):
        with clock.frozen(now - timedelta(weeks=weeks)):
            noted = replace(VISIT, on=clock.today(), minutes=45 + 5 * weeks)
            services.note_contact(town.acting(asking.midwife), request, noted=noted)
    with clock.frozen(now - timedelta(days=20)):
        words = "Mika schläft abends in ihrem eigenen Bett ein."
        services.agree_goal(town.acting(asking.midwife), request, words=words)


def _agree(town: Town, family: "Family", name: str) -> None:
    """Let a family name both midwives, so that either may come."""
    katrin, people = town.acting("coordinator"), [town.users[key].pk for key in REGISTER]
    held = [each.pk for each in may_receive(katrin.now) if each.user_id in people]
    day = day_of(katrin.now)
    declared = care.Declared(
        kind=ConsentKind.DATA,
        purpose=ConsentPurpose.FIND_HELP,
        items=[DataItem.NAME, DataItem.CONTACT, DataItem.CHILDREN],
        people=held,
        form=ConsentForm.PAPER,
        language=Language.GERMAN,
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        given_on=day,
        until=day + timedelta(days=300),
        copy_given=True,
    )
    by = [care.Declarer(name=name)]
    care.note_consent(katrin, family, declared=declared, by=by, key=f"visiting-{name}")


def _ask(town: Town, asking: Asking, whom: str) -> "VisitRequest":
    """Let a family ask; who came to it began at once, and who waits for a topic is called until then."""
    katrin = town.acting("coordinator")
    born = (day_of(katrin.now) - timedelta(days=30 * asking.months)).replace(day=1)
    household = Household(name=asking.name, children=[Child(given="Mika", born=born)])
    family = care.open_family(katrin, town.network, household=household)
    if asking.named:
        _agree(town, family, asking.name)
    request = services.request_visits(katrin, town.network, family_id=family.pk, wish=asking.wish)
    if whom:
        services.place(katrin, request, midwife_id=whom)
    elif SpecialTopic.ADDICTION in asking.wish.topics:
        bridge = services.offer_meanwhile(
            katrin, request, kind=MeanwhileKind.CALLS, words="Dienstags gegen zehn, Festnetz."
        )
        services.answer_meanwhile(katrin, bridge, answer=MeanwhileAnswer.ACCEPTED)
    return request
