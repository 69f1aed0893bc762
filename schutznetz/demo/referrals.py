"""Families sent on in Tannfurt: one waits for an answer, one for a place, one is helped, one has a link."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from schutznetz.care import queries, services
from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DeclaredBy,
)
from schutznetz.care.cover import Gate
from schutznetz.care.queries import Child
from schutznetz.care.services import Asked, Declared, Declarer, Household, Wanted
from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.offers.choices import Language

if TYPE_CHECKING:
    from schutznetz.care.models import Referral

KEY = "vorfuehrung-anfrage"
OUTSIDE = "Frau Lang, Hebammenpraxis Nord in Erlenstedt"
ITEMS = [DataItem.NAME, DataItem.CONTACT, DataItem.CHILDREN, DataItem.NEED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A family that one person sends on to another."""

    sender: str
    to: str
    household: Household
    need: str
    custody: Custody = Custody.JOINT
    why_one: str = "Der andere Elternteil ist auf Montage und hat am Telefon zugestimmt."


LORENZ = Sent(
    sender="doctor",
    to="coordinator",
    household=Household(
        name="Herr Lorenz",
        children=[Child(given="Finn", born=date(2025, 11, 1))],
        phone="0151 555 0177",
        reach="ab 17 Uhr",
    ),
    need="Andere Väter treffen, und jemand, der nachts einen Rat weiß.",
    custody=Custody.SOLE,
    why_one="",
)
SAHIN = Sent(
    sender="jobcenter",
    to="provider",
    household=Household(
        name="Frau Şahin",
        children=[Child(given="Deniz", born=date(2026, 1, 1))],
        language=Language.TURKISH,
        phone="0151 555 0178",
        silent=True,
    ),
    need="Eine Krabbelgruppe in der Nähe, am liebsten vormittags.",
)
NOVAK = Sent(
    sender="guide",
    to="midwife",
    household=Household(
        name="Frau Novák",
        children=[Child(given="Ema", born=date(2026, 7, 1))],
        phone="0151 555 0179",
        reach="vormittags",
    ),
    need="Eine Hebamme für das Wochenbett, das Kind trinkt schlecht.",
)


def tell(town: Town, now: datetime) -> None:
    with clock.frozen(now - timedelta(days=34)):
        _count(town)
        novak = _send(town, NOVAK)
    with clock.frozen(now - timedelta(days=32)):
        novak = services.accept(town.acting("midwife"), novak, note="Ich rufe morgen an.")
    with clock.frozen(now - timedelta(days=30)):
        services.begin(town.acting("midwife"), novak)
    with clock.frozen(now - timedelta(days=6)):
        sahin = _send(town, SAHIN)
    with clock.frozen(now - timedelta(days=5)):
        services.put_on_list(town.acting("provider"), sahin, note="Ab Januar ist wieder Platz.")
    with clock.frozen(now - timedelta(days=1)):
        _send(town, LORENZ)
        _lay_behind_a_link(town)


def _count(town: Town) -> None:
    """The guide writes down her month."""
    month = clock.today().replace(day=1)
    services.note_counts(town.acting("guide"), town.network, month=month, screened=64, positive=11, talked=10)


def _send(town: Town, sent: Sent) -> "Referral":
    wanted = Wanted(need=sent.need, recipient_id=town.seats[sent.to].pk, feedback=True)
    return services.send_in(
        town.acting(sent.sender),
        town.network,
        household=sent.household,
        declared=_declared(sent.household, custody=sent.custody, one_suffices=sent.why_one),
        by=[Declarer(name=sent.household.name)],
        wanted=wanted,
        gate=Gate(basis="consent", necessity="Damit sie anrufen und etwas vereinbaren kann."),
        key=f"{KEY}-{sent.sender}",
    )


def _lay_behind_a_link(town: Town) -> None:
    """A midwife of the next town has no account: Katrin tells her the code on the telephone."""
    katrin = town.acting("coordinator")
    household = Household(
        name="Frau Weiß", children=[Child(expected=clock.today() + timedelta(days=60))], phone="0151 555 0180"
    )
    family = services.open_family(katrin, town.network, household=household)
    declared = _declared(household, custody=Custody.SOLE, items=ITEMS, outside=[OUTSIDE])
    by = [Declarer(name=household.name)]
    services.note_consent(katrin, family, declared=declared, by=by, key=f"{KEY}-einwilligung")
    (named,) = queries.may_be_asked(katrin, family)
    asked = Asked(recipient_id=named.pk, need="Eine Hebamme für die letzten Wochen.", items=ITEMS)
    gate = Gate(
        basis="consent",
        necessity="Damit die Hebamme anrufen kann.",
        endangers=False,
        endangers_why="Frau Weiß hat selbst darum gebeten.",
    )
    services.refer(katrin, family, asked=asked, gate=gate, key=f"{KEY}-link")


def _declared(
    household: Household,
    *,
    custody: Custody,
    one_suffices: str = "",
    items: Sequence[DataItem] = (),
    outside: Sequence[str] = (),
) -> Declared:
    today = clock.today()
    return Declared(
        kind=ConsentKind.DATA,
        purpose=ConsentPurpose.FIND_HELP,
        items=items,
        people=[],
        outside=outside,
        form=ConsentForm.PAPER,
        language=household.language,
        declared_by=DeclaredBy.ONE_PARENT,
        custody=custody,
        one_suffices=one_suffices,
        given_on=today,
        until=today + timedelta(days=180),
        copy_given=True,
    )
