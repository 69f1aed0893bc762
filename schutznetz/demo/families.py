"""What families of Tannfurt ask for and dispute, and what is kept from one of them. All are invented."""

from datetime import timedelta
from typing import TYPE_CHECKING

from schutznetz.cases import services
from schutznetz.cases.choices import (
    AccessBasis,
    Asker,
    CaseEntryKind,
    DisputeKind,
    EmergencyReason,
    IdentityProof,
    Known,
    MarkKind,
    PersonRole,
    RestrictionGround,
    TalkWith,
)
from schutznetz.cases.services import PersonFacts, disputes, file_access
from schutznetz.cases.services.file_access import Asking
from schutznetz.demo.town import Town
from schutznetz.kernel import clock

if TYPE_CHECKING:
    from schutznetz.cases.models import Case


def ask_for_the_file(town: Town, case: "Case") -> None:
    """Ben's mother wants to read what is written about her, and says what is wrong in it."""
    anna = town.acting("anna")
    mother = case.caseperson_set.get(role=PersonRole.MOTHER)
    fact = case.caseentry_set.get(kind=CaseEntryKind.FACT)
    disputes.note_dispute(
        anna,
        case,
        record=fact.pk,
        kind=DisputeKind.DISPUTED,
        who=f"{mother.name}, Mutter",
        words="Das stimmt so nicht. Meine Mutter war nebenan und wollte gleich kochen.",
    )
    disputes.restrict(
        anna,
        case,
        ground=RestrictionGround.CONTESTED,
        reasons="Bis die Großmutter gefragt ist.",
        review_on=clock.today() + timedelta(days=14),
        record=fact.pk,
    )
    asking = Asking(
        asker=Asker.CUSTODIAN,
        basis=AccessBasis.FILE_ACCESS,
        name=mother.name,
        standing="Allein sorgeberechtigt, am Verfahren beteiligt",
        identity=IdentityProof.DOCUMENT,
        received_on=clock.today(),
        person_id=mother.pk,
    )
    file_access.open_request(anna, case, asking=asking)


def keep_from_the_father(town: Town, case: "Case") -> None:
    """What Mila said when she was alone with Anna must not reach her father."""
    anna = town.acting("anna")
    facts = PersonFacts(
        role=PersonRole.FATHER,
        name="Ralf Ost",
        lives_here=Known.YES,
        has_access=Known.YES,
        custody=Known.YES,
        orders_known=Known.NO,
        orders_source="Auskunft des Familiengerichts",
        interpreter=Known.NO,
        disability=Known.NO,
    )
    father = services.add_person(anna, case, facts=facts)
    talk = case.talk_set.get(with_whom=TalkWith.CHILD)
    why = "Mila hat Angst, dass er sie schlägt, wenn er davon erfährt."
    services.mark(anna, talk, kind=MarkKind.FROM_PARENT, parent_id=father.pk, reasons=why)


def hide_the_place(town: Town, case: "Case") -> None:
    """Where Lina sleeps is on no page but one."""
    services.protect_place(
        town.acting("anna"),
        case,
        place="Mädchenhaus Tannfurt, Zimmer 3",
        reach="Über die Leitung des Hauses, nie über Linas Handy",
        from_whom="Vor ihrem Bruder; er sucht sie.",
    )


def look_in_at_night(town: Town, case: "Case") -> None:
    """Sabine opened a case that is not hers, for an hour; Petra and Renate have yet to look at it."""
    services.open_in_emergency(
        town.acting("intake"),
        case,
        reason=EmergencyReason.DANGER_NOW,
        reasons="Die Polizei steht vor der Wohnung und fragt, ob der Vater hinein darf.",
    )
