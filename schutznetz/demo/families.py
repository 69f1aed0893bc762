"""What families of Tannfurt ask for and dispute, and what is kept from one of them. All are invented."""

from datetime import timedelta
from typing import TYPE_CHECKING

from schutznetz.cases import services
from schutznetz.cases.choices import (
    AccessBasis,
    Asker,
    CaseEntryKind,
    DeferralGround,
    DisputeKind,
    DoubtGround,
    EmergencyReason,
    IdentityProof,
    Known,
    MarkKind,
    PersonRole,
    RestrictionGround,
    TalkWith,
)
from schutznetz.cases.queries.file_access import judged, undecided
from schutznetz.cases.services import PersonFacts, deferrals, disputes, file_access
from schutznetz.cases.services.file_access import Asking, Choice
from schutznetz.demo.town import Town
from schutznetz.kernel import clock

if TYPE_CHECKING:
    from schutznetz.cases.models import AccessRequest, Case


def _asked(town: Town, case: "Case", standing: str) -> "AccessRequest":
    """Take in that the mother wants to read what is written about her."""
    mother = case.caseperson_set.get(role=PersonRole.MOTHER)
    asking = Asking(
        asker=Asker.CUSTODIAN,
        basis=AccessBasis.FILE_ACCESS,
        name=mother.name,
        standing=standing,
        identity=IdentityProof.DOCUMENT,
        received_on=clock.today(),
        person_id=mother.pk,
    )
    return file_access.open_request(town.acting("anna"), case, asking=asking)


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
    _asked(town, case, "Allein sorgeberechtigt, am Verfahren beteiligt")


def give_the_file(town: Town, case: "Case") -> None:
    """Mila's mother has asked as well; two have decided, and the package is ready to be handed out."""
    anna = town.acting("anna")
    request = _asked(town, case, "Gemeinsame Sorge, Beteiligte vor dem Familiengericht")
    choices = [Choice(passage=each.passage.key, disclosed=False) for each in undecided(judged(request))]
    file_access.decide_passages(anna, request, choices=choices)
    package = file_access.propose_access(anna, request)
    file_access.confirm_access(town.acting("bert"), package, seal=package.seal)


def keep_from_the_father(town: Town, case: "Case") -> None:
    """What Mila said when she was alone with Anna must not reach her father; he is told of it later."""
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
    deferrals.defer(
        anna,
        case,
        person_id=father.pk,
        record=talk.pk,
        ground=DeferralGround.TASK,
        reasons="Solange er in der Wohnung ist, müsste Mila für ihre Worte büßen.",
        review_on=clock.today() + timedelta(days=60),
    )


def say_too_close(town: Town, case: "Case") -> None:
    """Anna tells the lead that Sabine may be too close; Sabine has answered, and Petra has to decide."""
    doubt = services.raise_doubt(
        town.acting("anna"),
        case,
        person_id=town.users["intake"].pk,
        ground=DoubtGround.MISTRUST,
        reasons="Sabine hat mir erzählt, dass sie mit Milas Vater im selben Chor singt.",
    )
    said = "Ja, seit zwei Jahren. Wir sind sechzig, und ich habe kaum mit ihm gesprochen."
    services.answer_doubt(town.acting("intake"), doubt, answer=said)


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
