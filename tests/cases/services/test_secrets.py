"""Entrusted data, whereabouts, a family too close, emergency access: who gets in, who does not."""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from schutznetz.accounts.models import User
from schutznetz.cases import services
from schutznetz.cases.actions import CaseAction, EmergencyAction, SecretAction
from schutznetz.cases.choices import EmergencyFinding, EmergencyReason, PersonRole, ReleaseGround
from schutznetz.cases.conflicts import models_shut, recused
from schutznetz.cases.models import (
    Case,
    Clearance,
    EmergencyAccess,
    EntrustedEntry,
    Recusal,
    TakingIntoCare,
    Whereabouts,
)
from schutznetz.cases.queries import secrets as queries
from schutznetz.cases.queries import taking_page
from schutznetz.cases.services import measures
from schutznetz.kernel import audit, policy
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.law.entrusted import GROUNDS
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Shift, Task
from tests import make
from tests.assessing import person
from tests.cases.services.town import Town, settled, town
from tests.conftest import NOON

__all__ = ["settled", "town"]
pytestmark = pytest.mark.usefixtures("inside")
WHY = "Die Polizei steht vor der Wohnung und fragt, wer hier wohnen darf."


@pytest.fixture(scope="module")
def begun(settled: None, founded: Network) -> UUID:
    return Town(founded).begun()


@pytest.fixture
def case(begun: UUID, inside: None) -> Case:
    return Case.objects.get(pk=begun)


@pytest.fixture
def entry(town: Town, case: Case) -> EntrustedEntry:
    return services.keep_entrusted(
        town.ctx("cora"), case, said_by="Mia", text="Papa kommt nachts.", at=NOON - timedelta(hours=1)
    )


@pytest.fixture
def place(town: Town, case: Case) -> Whereabouts:
    return services.protect_place(town.ctx("cora"), case, place="Zimmer 4", from_whom="dem Vater")


def clear(town: Town, place: Whereabouts, name: str, **changes: Any) -> Clearance:
    """Let one more of the team know the place, as two people do it."""
    wanted = services.propose_clearance(
        town.ctx("anna", **changes), place, person_id=town.id(name), reasons="begleitet"
    )
    return services.confirm_clearance(town.ctx("bert", **changes), wanted, seal=wanted.seal)


def emergency(town: Town, case: Case, name: str = "emil", **changes: Any) -> EmergencyAccess:
    said: dict[str, Any] = {"reason": EmergencyReason.DANGER_NOW, "reasons": WHY, **changes}
    return services.open_in_emergency(town.ctx(name), case, **said)


# --- entrusted ------------------------------------------------------------------------------------------
def test_entrusted_data_are_read_by_the_person_entrusted_alone(town: Town, entry: EntrustedEntry) -> None:
    readers = {name for name in town.people if town.sees(name, SecretAction.READ_ENTRUSTED, entry)}

    assert readers == {"cora"}


def test_nobody_else_sees_that_there_is_an_entry(town: Town, case: Case, entry: EntrustedEntry) -> None:
    counts = {
        name: len(queries.secrets_page(town.ctx(name), case).entries) for name in ("anna", "cora", "lena")
    }

    assert counts == {"anna": 0, "cora": 1, "lena": 0}


REACHED = {
    ReleaseGround.CONSENT: {"anna", "bert", "dora", "emil", "lena", "outside"},
    ReleaseGround.COURT: {"outside"},
    ReleaseGround.CHANGE: {"anna", "bert", "outside"},
    ReleaseGround.ASSESSMENT: {"anna", "bert", "outside"},
    ReleaseGround.SECRECY: {"anna", "bert", "dora", "emil", "lena", "outside"},
}
RECIPIENTS = ("anna", "bert", "cora", "dora", "emil", "lena", "paul", "outside")


def test_each_ground_reaches_whom_the_law_names(town: Town, case: Case) -> None:
    reached = {
        ground: {name for name in RECIPIENTS if _reached(town, case, ground, name)} for ground in REACHED
    }

    assert reached == REACHED
    assert set(REACHED) == set(ReleaseGround)


def _reached(town: Town, case: Case, ground: ReleaseGround, name: str) -> bool:
    """Try with an entry of its own; who got it inside the office reads it."""
    kept = services.keep_entrusted(town.ctx("cora"), case, said_by="Mia", text="Nachts.", at=NOON)
    to = {"outside": "Familiengericht"} if name == "outside" else {"person_id": town.id(name)}
    with suppress(Conflict):
        services.release_entrusted(town.ctx("cora"), kept, ground=ground, reasons="nötig", **to)
        assert name == "outside" or town.sees(name, SecretAction.READ_ENTRUSTED, kept)
        return True
    return False


def test_every_ground_stands_in_the_table_of_the_law() -> None:
    assert set(GROUNDS) == set(ReleaseGround.values)


def test_only_the_person_entrusted_hands_on_and_never_who_got_it(town: Town, entry: EntrustedEntry) -> None:
    give: dict[str, Any] = {"ground": ReleaseGround.CONSENT, "reasons": "Mia möchte es"}
    services.release_entrusted(town.ctx("cora"), entry, person_id=town.id("anna"), **give)

    with pytest.raises(Denied):
        services.release_entrusted(town.ctx("anna"), entry, person_id=town.id("dora"), **give)
    assert [each.action for each in audit.trail(town.network.pk)].count("secrets.release") == 1


def test_nothing_is_handed_on_to_whom_the_family_is_too_close(
    town: Town, case: Case, entry: EntrustedEntry
) -> None:
    Recusal.objects.create(case=case, person_id=town.id("dora"), declared_at=NOON)
    give: dict[str, Any] = {"ground": ReleaseGround.CONSENT, "reasons": "Mia möchte es"}

    with pytest.raises(Conflict, match="nicht an diese Person"):
        services.release_entrusted(town.ctx("cora"), entry, person_id=town.id("dora"), **give)
    services.release_entrusted(town.ctx("cora"), entry, person_id=town.id("emil"), **give)  # the control


@pytest.mark.parametrize("to", [{}, {"outside": "Gericht", "person_id": "anna"}])
def test_a_release_has_exactly_one_recipient(to: dict[str, str], town: Town, entry: EntrustedEntry) -> None:
    given: dict[str, Any] = {
        key: town.id(value) if key == "person_id" else value for key, value in to.items()
    }

    with pytest.raises(Conflict, match="wählen"):
        services.release_entrusted(
            town.ctx("cora"), entry, ground=ReleaseGround.CONSENT, reasons="nötig", **given
        )


def test_what_was_entrusted_is_never_changed(entry: EntrustedEntry) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        EntrustedEntry.objects.filter(pk=entry.pk).update(entered_at=NOON + timedelta(days=1))


# --- whereabouts ----------------------------------------------------------------------------------------
def test_the_place_is_read_by_the_lead_alone_not_even_by_who_wrote_it(town: Town, place: Whereabouts) -> None:
    readers = {name for name in town.people if town.sees(name, SecretAction.READ_PLACE, place)}

    assert readers == {"anna"}


def test_a_clearance_opens_the_place_while_one_is_on_the_team(
    town: Town, case: Case, place: Whereabouts
) -> None:
    clear(town, place, "cora")
    assert town.sees("cora", SecretAction.READ_PLACE, place)

    case.team.remove(town.people["cora"])

    assert not town.sees("cora", SecretAction.READ_PLACE, place)


def test_who_knew_the_old_place_does_not_know_the_new_one(town: Town, case: Case, place: Whereabouts) -> None:
    clear(town, place, "cora")
    later = NOON + timedelta(hours=1)

    services.protect_place(town.ctx("bert", now=later), case, place="Zimmer 9", from_whom="dem Vater")

    assert not town.sees("cora", SecretAction.READ_PLACE, place, now=later)
    assert not queries.place_page(town.ctx("anna"), place).clearances
    place.refresh_from_db()
    clear(town, place, "cora", now=later)
    assert town.sees("cora", SecretAction.READ_PLACE, place, now=later)


def test_a_clearance_granted_before_the_place_opens_nothing_by_itself(town: Town, place: Whereabouts) -> None:
    clear(town, place, "cora")
    assert town.sees("cora", SecretAction.READ_PLACE, place)

    Whereabouts.objects.filter(pk=place.pk).update(kept_at=NOON + timedelta(seconds=1))

    assert not town.sees("cora", SecretAction.READ_PLACE, place)


def test_a_clearance_is_taken_back_at_once_and_leaves_a_trail(town: Town, place: Whereabouts) -> None:
    given = clear(town, place, "cora")
    with pytest.raises(Denied):
        services.withdraw_clearance(town.ctx("cora"), given)

    services.withdraw_clearance(town.ctx("anna"), given)

    assert not town.sees("cora", SecretAction.READ_PLACE, place)
    assert (given.withdrawn_by_id, given.withdrawn_at) == (town.id("anna"), NOON)
    assert "secrets.withdraw_clearance" in [each.action for each in audit.trail(town.network.pk)]
    with pytest.raises(IntegrityError), transaction.atomic():
        given.delete()


def test_nobody_outside_the_team_is_cleared(town: Town, place: Whereabouts) -> None:
    with pytest.raises(Conflict):
        services.propose_clearance(town.ctx("anna"), place, person_id=town.id("lena"), reasons="möchte")


def test_a_new_place_takes_the_place_of_the_old_one(town: Town, case: Case, place: Whereabouts) -> None:
    services.protect_place(town.ctx("cora"), case, place="Zimmer 9", from_whom="dem Vater")

    assert [each.place for each in Whereabouts.objects.all()] == ["Zimmer 9"]


def test_a_stay_in_care_is_shielded_once_the_place_is_protected(town: Town, case: Case) -> None:
    taking = measures.take_into_care(town.ctx("anna"), case, ground="", place="Pflegestelle Nord")
    assert not _shielded(taking)

    services.protect_place(town.ctx("anna"), case, place="Pflegestelle Nord", from_whom="dem Vater")

    assert _shielded(taking)


def _shielded(taking: TakingIntoCare) -> bool:
    return taking_page(TakingIntoCare.objects.get(pk=taking.pk)).is_shielded


# --- a family too close ---------------------------------------------------------------------------------
def test_a_recusal_shuts_the_case_at_once_and_asks_for_other_hands(town: Town, case: Case) -> None:
    services.declare_recusal(town.ctx("anna"), case)

    assert not any(town.sees("anna", action, case) for action in CaseAction)
    assert town.sees("bert", CaseAction.READ, case)
    assert Task.objects.get(kind=TaskKind.NAME_OTHER_HANDS).line == Role.TEAM_LEAD


def test_without_the_hard_stop_she_would_still_be_in(
    town: Town, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    services.declare_recusal(town.ctx("anna"), case)
    monkeypatch.setattr(policy, "_stops", [stop for stop in policy._stops if stop.name != "befangen"])

    assert town.sees("anna", CaseAction.READ, case)


def test_a_recusal_shuts_the_siblings_the_report_and_all_that_hangs_on_them(town: Town, case: Case) -> None:
    report = make.report(town.ctx("emil"), town.network)
    sister = services.open_case(
        town.ctx("anna"), town.network, child_name="Ida", report="", lead=town.people["anna"],
        substitute=town.people["bert"],
    )  # fmt: skip
    Case.objects.filter(pk__in=[case.pk, sister.pk]).update(origin=report)
    entry = services.add_person(town.ctx("anna"), sister, facts=person(PersonRole.MOTHER, "Jana"))
    case.refresh_from_db()

    services.declare_recusal(town.ctx("anna"), case)

    ctx = town.ctx("anna")
    for record in (report, sister, entry):
        shut = recused.rows(ctx, CaseAction.READ, type(record))
        assert type(record)._base_manager.filter(shut, pk=record.pk).exists()
    assert policy.rows(town.ctx("lena"), CaseAction.READ, Case).count() == 2


def test_the_hard_stop_reaches_every_model_that_leads_to_a_case_or_a_report() -> None:
    names = {model.__name__ for model in models_shut()}

    assert {"Case", "Report", "Stay", "Check", "EntrustedRelease", "Attachment", "Clearance"} <= names


def test_nobody_is_given_what_she_shut_to_herself(town: Town, case: Case) -> None:
    services.declare_recusal(town.ctx("cora"), case)

    with pytest.raises(Conflict, match="zu nahe"):
        services.hand_over_case(
            town.ctx("lena"), case, lead_id=town.id("cora"), substitute_id=town.id("bert")
        )
    with pytest.raises(Conflict, match="zu nahe"):
        services.add_colleague(town.ctx("lena"), case, person_id=town.id("cora"))


def test_other_hands_end_the_task(town: Town, case: Case) -> None:
    services.declare_recusal(town.ctx("anna"), case)

    services.hand_over_case(town.ctx("lena"), case, lead_id=town.id("bert"), substitute_id=town.id("cora"))

    assert not Task.objects.filter(kind=TaskKind.NAME_OTHER_HANDS, settled_at=None).exists()


@pytest.mark.parametrize(
    ("family", "name", "warns"),
    [("Müller", "Jana Mueller", True), ("Groß-Muster", "Mia Muster", True), ("Berger", "Mia Muster", False),
     ("", "Mia Muster", False), ("Li", "Li Wang", False)],
)  # fmt: skip
def test_the_same_surname_warns_and_shuts_nothing(
    family: str, name: str, warns: bool, town: Town, case: Case
) -> None:
    User.objects.filter(pk=town.id("anna")).update(last_name=family)

    assert queries.namesakes(town.ctx("anna"), [name]) is warns
    assert town.sees("anna", CaseAction.READ, case)
    assert not Recusal.objects.exists()


# --- emergency access -----------------------------------------------------------------------------------
def test_an_emergency_opens_one_case_for_an_hour_to_read(town: Town, case: Case) -> None:
    assert not town.sees("emil", CaseAction.READ, case)
    emergency(town, case)

    seen = {action for action in CaseAction if town.sees("emil", action, case)} - {CaseAction.LIST}
    assert seen == {CaseAction.READ}
    assert town.sees("emil", CaseAction.READ, case, now=NOON + timedelta(minutes=59))
    assert not town.sees("emil", CaseAction.READ, case, now=NOON + timedelta(minutes=60))
    assert not town.sees("dora", CaseAction.READ, case)


def test_other_cases_stay_shut(town: Town, case: Case) -> None:
    other = services.open_case(
        town.ctx("anna"), town.network, child_name="Ben", report="", lead=town.people["anna"],
        substitute=town.people["bert"],
    )  # fmt: skip
    emergency(town, case)

    assert not town.sees("emil", CaseAction.READ, other)


def test_a_case_worker_opens_in_an_emergency_only_on_duty(town: Town, case: Case) -> None:
    with pytest.raises(Denied):
        emergency(town, case, "dora")
    hour = timedelta(hours=1)
    Shift.objects.create(
        person=town.people["dora"], substitute=town.people["emil"], starts_at=NOON - hour, ends_at=NOON + hour
    )

    emergency(town, case, "dora")

    assert town.sees("dora", CaseAction.READ, case)


def test_the_protected_place_opens_only_when_it_was_asked_for(
    town: Town, case: Case, place: Whereabouts
) -> None:
    emergency(town, case)
    assert not town.sees("emil", SecretAction.READ_PLACE, place)

    emergency(town, case, with_whereabouts=True)

    assert town.sees("emil", SecretAction.READ_PLACE, place)
    assert not town.sees("emil", SecretAction.READ_PLACE, place, now=NOON + timedelta(minutes=61))


def test_entrusted_data_stay_shut_in_an_emergency(town: Town, case: Case, entry: EntrustedEntry) -> None:
    emergency(town, case, with_whereabouts=True)

    assert not town.sees("emil", SecretAction.READ_ENTRUSTED, entry)


def test_whoever_is_recused_opens_nothing_in_an_emergency(town: Town, case: Case) -> None:
    Recusal.objects.create(person=town.people["emil"], case=case, declared_at=NOON)

    assert queries.case_to_open(town.ctx("emil"), case.number) is None
    with pytest.raises(Denied):
        emergency(town, case)


def test_two_lines_are_told_and_two_people_review(town: Town, case: Case) -> None:
    access = emergency(town, case)
    kinds = (TaskKind.REVIEW_EMERGENCY, TaskKind.REVIEW_EMERGENCY_PRIVACY)
    lines = {task.kind: task.line for task in Task.objects.filter(kind__in=kinds)}
    assert lines == {kinds[0]: Role.TEAM_LEAD, kinds[1]: Role.DATA_PROTECTION}

    services.review_emergency(town.ctx("lena"), access, finding=EmergencyFinding.NEEDED)
    assert [task.kind for task in Task.objects.filter(settled_at=None, kind__in=kinds)] == [kinds[1]]
    with pytest.raises(Denied):
        services.review_emergency(town.ctx("lena"), access, finding=EmergencyFinding.NEEDED)
    services.review_emergency(town.ctx("paul"), access, finding=EmergencyFinding.AVOIDABLE)

    assert not Task.objects.filter(settled_at=None, kind__in=kinds).exists()


def test_nobody_reviews_her_own_access(town: Town, case: Case) -> None:
    access = emergency(town, case)
    EmergencyAccess.objects.filter(pk=access.pk).update(opened_by=town.people["lena"])

    assert not town.sees("lena", EmergencyAction.REVIEW, access)
    assert town.sees("paul", EmergencyAction.REVIEW, access)


def test_overdue_reviews_escalate_and_never_disarm_the_duty(town: Town, case: Case) -> None:
    for hours in range(-5, 0):
        services.open_in_emergency(
            town.ctx("emil", now=NOON + timedelta(hours=hours)),
            case,
            reason=EmergencyReason.DANGER_NOW,
            reasons=WHY,
        )
    later = NOON + timedelta(days=30)
    assert Task.objects.filter(settled_at=None, due_at__lt=later, kind=TaskKind.REVIEW_EMERGENCY).count() == 5
    assert all(task.ladder[-1][1] == "team_lead" for task in Task.objects.filter(line=Role.TEAM_LEAD))

    services.open_in_emergency(
        town.ctx("emil", now=later), case, reason=EmergencyReason.DANGER_NOW, reasons=WHY
    )

    assert town.sees("emil", CaseAction.READ, case, now=later)


def test_a_short_reason_opens_nothing(town: Town, case: Case) -> None:
    with pytest.raises(Conflict, match="30 Zeichen"):
        emergency(town, case, reasons="Eilt!")
    assert not town.sees("emil", CaseAction.READ, case)
