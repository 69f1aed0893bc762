"""Early help in Tannfurt: one family has agreed that a midwife is asked, another wishes to be called."""

from datetime import datetime, timedelta

from schutznetz.care import queries, services
from schutznetz.care.choices import (
    ConsentForm,
    ConsentKind,
    ConsentPurpose,
    Custody,
    DataItem,
    DayPart,
    DeclaredBy,
)
from schutznetz.care.cover import Gate
from schutznetz.care.queries import Child
from schutznetz.care.services import Asked, Declared, Declarer, Household, Wish
from schutznetz.demo.town import Town
from schutznetz.kernel import clock
from schutznetz.kernel.context import visitor
from schutznetz.offers.choices import Language

KEY = "vorfuehrung-familie"  # so that her code is always the same in the demo
ITEMS = [DataItem.NAME, DataItem.CONTACT, DataItem.REACH, DataItem.CHILDREN, DataItem.NEED]
WISH = Wish(
    contact="0151 555 0199",
    parts=[DayPart.MORNING],
    times="Wenn mein Mann zu Hause ist, ab 15 Uhr.",
    silent=True,
    need="Ich bin oft allein und sehr müde.",
)


def tell(town: Town, now: datetime) -> None:
    with clock.frozen(now - timedelta(days=2)):
        _refer(town)
    with clock.frozen(now - timedelta(hours=4)):
        services.ask_call(visitor(town.network.pk), town.network, wish=WISH, key=f"{KEY}-rueckruf")


def _refer(town: Town) -> None:
    katrin, today = town.acting("coordinator"), clock.today()
    born = (today.replace(day=1) - timedelta(days=60)).replace(day=1)
    household = Household(
        name="Frau Aydin",
        children=[Child(given="Emre", born=born)],
        language=Language.TURKISH,
        phone="0151 555 0123",
        reach="Vormittags",
    )
    family = services.open_family(katrin, town.network, household=household)
    declared = Declared(
        kind=ConsentKind.DATA,
        purpose=ConsentPurpose.FIND_HELP,
        items=ITEMS,
        people=[town.seats["midwife"].pk],
        form=ConsentForm.PAPER,
        language=Language.TURKISH,
        declared_by=DeclaredBy.ONE_PARENT,
        custody=Custody.SOLE,
        given_on=today,
        until=today + timedelta(days=180),
        copy_given=True,
    )
    services.note_consent(katrin, family, declared=declared, by=[Declarer(name="Frau Aydin")], key=KEY)
    (midwife,) = queries.may_be_asked(katrin, family)
    asked = Asked(recipient_id=midwife.pk, need="Begleitung in den ersten Monaten, auf Türkisch", items=ITEMS)
    gate = Gate(
        basis="consent",
        necessity="Damit die Hebamme anrufen und einen Besuch vereinbaren kann",
        endangers=False,
        endangers_why="Frau Aydin hat selbst darum gebeten.",
    )
    services.refer(katrin, family, asked=asked, gate=gate)
