"""What the two professionals of Tannfurt have gathered about Nele so far: enough to see how a case looks."""

from datetime import timedelta
from typing import TYPE_CHECKING

from schutznetz.cases import services
from schutznetz.cases.choices import (
    CaseEntryKind,
    DataSource,
    Known,
    LegalGround,
    Observation,
    PersonRole,
    VisitPlace,
)
from schutznetz.cases.services import EntryFacts, PersonFacts, VisitFacts
from schutznetz.demo.town import Town
from schutznetz.kernel import clock

if TYPE_CHECKING:
    from schutznetz.cases.models import Case

FAMILY = (
    PersonFacts(role=PersonRole.CHILD, name="Nele Petersen", born="14 Monate", lives_here=Known.YES),
    PersonFacts(
        role=PersonRole.MOTHER,
        name="Sina Petersen",
        lives_here=Known.YES,
        has_access=Known.YES,
        custody=Known.YES,
    ),
    PersonFacts(
        role=PersonRole.STEP_PARENT,
        name="Marco Dahl",
        relation="Lebt seit dem Sommer mit der Mutter zusammen.",
        lives_here=Known.YES,
        has_access=Known.YES,
        orders_known=Known.YES,
        orders="Darf sich einem Kind aus früherer Beziehung nicht nähern.",
        orders_source="Auskunft des Familiengerichts",
    ),
)


def gather(town: Town, case: "Case") -> None:
    """Tell what is known of one case; some guards stay open on purpose."""
    ctx = town.acting("intake")
    for facts in FAMILY:
        services.add_person(ctx, case, facts=facts)
    visit = VisitFacts(
        place=VisitPlace.HOME,
        text="Nele ist wach und sucht den Blick der Mutter. Wohnung warm, wenig zu essen im Haus.",
        at=clock.now() - timedelta(hours=1),
        entered_home=True,
        sleeping_place=Known.YES,
        child_seen=True,
    )
    services.note_visit(ctx, case, facts=visit)
    entry = EntryFacts(
        kind=CaseEntryKind.FACT,
        text="Zwei verschieden alte Blutergüsse am Rücken, von der Praxis beschrieben.",
        at=clock.now() - timedelta(days=1),
        observation=Observation.HEARSAY,
        source=DataSource.THIRD_PARTY,
        ground=LegalGround.PROTECTION,
    )
    services.add_entry(ctx, case, facts=entry)
