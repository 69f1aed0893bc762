"""A finished procedure goes as a whole, by two people, with its keys; nothing else ever goes."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from schutznetz import tombstones
from schutznetz.cases.choices import (
    Archive,
    EmergencyFinding,
    EmergencyReason,
    HoldGround,
    TakingEnd,
)
from schutznetz.cases.models import (
    Case,
    CaseEntry,
    Deletion,
    DeletionPart,
    Departure,
    EmergencyAccess,
    EmergencyReview,
    HelpOffer,
    Hold,
    ImmediateProtection,
    Joining,
    KnownPerson,
    KnownTag,
    Message,
    Recusal,
    Report,
    ReportChild,
    TakingIntoCare,
)
from schutznetz.cases.queries import doomed
from schutznetz.cases.queries import keeping as queries
from schutznetz.cases.queries.doomed import LOOSE, Doomed
from schutznetz.cases.queries.obstacles import NOT_REVIEWED, obstacles
from schutznetz.cases.queries.procedures import procedure_of
from schutznetz.cases.services import keeping
from schutznetz.cases.standing import HELP_IS_OPEN
from schutznetz.cli.deleting import unlisted
from schutznetz.kernel import chain, clock, drafts, jobs, keys, tenancy
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.keystore import KeyRow
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Draft, Job
from schutznetz.kernel.policy import Denied
from schutznetz.kernel.tenancy import ScopedModel
from schutznetz.kernel.verify import verify
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network, PrintedLetter
from schutznetz.work.choices import TaskKind
from schutznetz.work.models import Task
from tests import make
from tests.cases.services.keeping.conftest import close, delete, pack_anew, stored
from tests.cases.services.measures.conftest import at_work
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside", "at_noon")


@pytest.fixture(scope="module")
def closed(told: UUID, town: Network) -> UUID:
    with clock.frozen(NOON), tenancy.scope(town.pk):
        close(*Case.objects.order_by("id"))
    return told


@pytest.fixture
def ended(closed: UUID, at_noon: None, inside: None) -> Report:
    """Every procedure of this file has ended, so it is ended once for all tests."""
    return Report.objects.get(pk=closed)


def sql(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_two_people_delete_the_whole_procedure(
    rosa_at_work: Context, lena_at_work: Context, ended: Report, tannfurt: Network
) -> None:
    make.letter(rosa_at_work, ended)
    drafts.keep(rosa_at_work, "note", Case.objects.order_by("id")[0].pk, {"text": "halb getippt"})
    assert Task.objects.exists()
    assert KnownTag.objects.exists()

    done = delete(rosa_at_work, lena_at_work, ended)

    left = {PrintedLetter, Report, Case, CaseEntry, ReportChild, KnownPerson, KnownTag, Draft}
    assert [model for model in left if model._base_manager.exists()] == []
    assert set(Task.objects.values_list("about_type", "about_id")) == {("cases.Deletion", done.pk)}
    assert (done.state, done.rows) == ("confirmed", Deletion.objects.get().rows)
    assert (done.rows or 0) > 20
    parts = DeletionPart.objects.order_by("kind").values_list("kind", "retention", "due_on")
    assert sorted(map(tuple, parts)) == [
        (kind, "R2", date(2025, 11, 24)) for kind in ("case", "case", "report")
    ]
    chain.link(tannfurt.pk)
    assert verify(tannfurt.pk).findings == []


def test_keys_tags_and_words_are_nowhere(rosa_at_work: Context, lena_at_work: Context, ended: Report) -> None:
    procedure = procedure_of(ended)
    doomed = Doomed(procedure.reports, procedure.cases)
    wrapped = [
        bytes(key) for key in KeyRow.objects.filter(record__in=doomed.ids).values_list("wrapped", flat=True)
    ]
    tags = [bytes(tag) for tag in KnownTag.objects.values_list("tag", flat=True)]
    names = [pk.hex.encode() for pk in doomed.ids - procedure.ids]
    assert len(wrapped) > 10
    assert len(tags) > 5
    before = stored()
    assert all(each in before for each in [*wrapped, *tags, *names])  # negative control

    delete(rosa_at_work, lena_at_work, ended)

    after = stored()
    assert [each for each in [*wrapped, *tags, *names] if each in after] == []
    for pk in doomed.ids:
        assert len(keys.fetch([pk])[pk]._wrapped) == 0


def test_whoever_proposed_does_not_decide(
    rosa_at_work: Context, lena_at_work: Context, ended: Report
) -> None:
    proposed = keeping.propose_deletion(rosa_at_work, ended, archive=Archive.NO_DUTY)

    with pytest.raises(Denied):
        keeping.confirm_deletion(rosa_at_work, proposed, seal=proposed.seal)
    for session in ("", rosa_at_work.session):
        with pytest.raises(Conflict, match="eigenen Anmeldung"):
            keeping.confirm_deletion(replace(lena_at_work, session=session), proposed, seal=proposed.seal)
    with pytest.raises(IntegrityError, match="another_person"), transaction.atomic():
        Deletion.objects.update(
            state="confirmed",
            confirmed_by=rosa_at_work.actor_id,
            confirmed_at=NOON,
            confirmed_session="other",
        )
    assert Report.objects.exists()


def test_nobody_else_proposes_or_decides(tannfurt: Network, rosa_at_work: Context, ended: Report) -> None:
    proposed = keeping.propose_deletion(rosa_at_work, ended, archive=Archive.NO_DUTY)
    for role in sorted(set(Role) - {Role.RECORDS_OFFICER, Role.TEAM_LEAD}):
        other = at_work(tannfurt, f"xaver-{role}", role)
        with pytest.raises(Denied):
            keeping.propose_deletion(other, ended, archive=Archive.NO_DUTY)
        with pytest.raises(Denied):
            keeping.confirm_deletion(other, proposed, seal=proposed.seal)


@pytest.mark.parametrize("of", ["report", "case"])
def test_whom_any_family_of_it_is_too_close_has_no_say(
    of: str, rosa_at_work: Context, lena_at_work: Context, ended: Report, tannfurt: Network
) -> None:
    free = at_work(tannfurt, "nina", Role.TEAM_LEAD)
    first, sibling = Case.objects.order_by("id")
    hold = keeping.hold(rosa_at_work, first, ground=HoldGround.COURT, reasons="x", review_on=date(2027, 5, 1))
    lifting = keeping.propose_lifting(rosa_at_work, hold, reasons="vorbei")
    close_to = {"report": ended} if of == "report" else {"case": sibling}
    Recusal.objects.create(person_id=lena_at_work.person_id, declared_at=NOON, **close_to)

    other = keeping.hold(
        rosa_at_work, ended, ground=HoldGround.COURT, reasons="x", review_on=date(2027, 5, 1)
    )
    with pytest.raises((Conflict, Denied)):
        keeping.confirm_lifting(lena_at_work, lifting, seal=lifting.seal)
    with pytest.raises((Conflict, Denied)):
        keeping.propose_lifting(lena_at_work, other, reasons="vorbei")
    for wanted in (lifting, keeping.propose_lifting(rosa_at_work, other, reasons="vorbei")):
        keeping.confirm_lifting(free, wanted, seal=wanted.seal)  # negative control
    with pytest.raises((Conflict, Denied)):
        keeping.propose_deletion(lena_at_work, first, archive=Archive.DECLINED)
    proposed = keeping.propose_deletion(rosa_at_work, first, archive=Archive.DECLINED)
    with pytest.raises(Conflict, match="zu nahe"):
        keeping.confirm_deletion(lena_at_work, proposed, seal=proposed.seal)
    with pytest.raises(Conflict, match="zu nahe"):
        keeping.withdraw_deletion(lena_at_work, proposed)
    assert Report.objects.exists()
    keeping.confirm_deletion(free, proposed, seal=proposed.seal)  # negative control


def test_anything_new_voids_the_proposal(
    rosa_at_work: Context, lena_at_work: Context, anna_at_work: Context, ended: Report, tannfurt: Network
) -> None:
    proposed = keeping.propose_deletion(rosa_at_work, ended, archive=Archive.DECLINED)
    with pytest.raises(Conflict, match="schon vorgeschlagen"):
        keeping.propose_deletion(lena_at_work, ended, archive=Archive.DECLINED)
    child = KnownPerson.objects.order_by("id")[0]
    KnownPerson.objects.create(role=child.role, identity={}, report=ended, source=UUID(int=7), noted_at=NOON)

    with pytest.raises(Conflict, match="anders"):
        keeping.confirm_deletion(lena_at_work, proposed, seal=proposed.seal)
    with pytest.raises(Conflict, match="anders"):
        keeping.confirm_deletion(lena_at_work, proposed, seal="0" * 64)
    keeping.withdraw_deletion(lena_at_work, proposed)
    assert delete(rosa_at_work, lena_at_work, ended).state == "confirmed"


def test_a_joined_report_is_part_of_it(
    rosa_at_work: Context, anna_at_work: Context, ended: Report, tannfurt: Network
) -> None:
    other = make.report(anna_at_work, tannfurt)
    assert obstacles(procedure_of(ended), NOON.date()) == []

    Joining.objects.create(
        report=other, other=ended, joined_by_id=anna_at_work.person_id, joined_at=NOON, reasons="x"
    )

    assert procedure_of(ended).ids >= {other.pk, ended.pk}
    with pytest.raises(Conflict, match="noch nicht abgeschlossen"):
        keeping.propose_deletion(rosa_at_work, ended, archive=Archive.DECLINED)


def test_what_came_after_the_package_keeps_all_of_it(
    rosa_at_work: Context, lena_at_work: Context, ended: Report
) -> None:
    proposed = keeping.propose_deletion(rosa_at_work, ended, archive=Archive.DECLINED)
    Message.objects.create(report=ended, kind="addition", at=NOON, text="Noch etwas.")
    keeping.withdraw_deletion(rosa_at_work, proposed)

    with pytest.raises(Conflict, match="Neues dazugekommen"):
        keeping.propose_deletion(rosa_at_work, ended, archive=Archive.DECLINED)

    pack_anew()
    delete(rosa_at_work, lena_at_work, ended)  # negative control


@pytest.mark.parametrize("about", ["report", "case", "taking"])
def test_what_somebody_still_has_to_do_keeps_all_of_it(
    about: str, rosa_at_work: Context, lena_at_work: Context, ended: Report
) -> None:
    case = Case.objects.order_by("id")[1]
    record: Any = {"report": ended, "case": case}.get(about)
    if record is None:
        record = TakingIntoCare.objects.create(
            case=case, started_at=NOON, started_by_id=rosa_at_work.person_id, state="ended", ended_at=NOON,
            ended_by=TakingEnd.HANDED_BACK,
        )  # fmt: skip
    task = Task.objects.create(
        kind=TaskKind.READ_SIBLING, about_type=record._meta.label, about_id=record.pk, about_label="x",
        owner_id=lena_at_work.person_id, opened_at=NOON, due_at=NOON,
    )  # fmt: skip

    assert f"Noch offen: {TaskKind.READ_SIBLING.label}" in obstacles(procedure_of(ended), NOON.date())
    with pytest.raises(Conflict):
        keeping.propose_deletion(rosa_at_work, ended, archive=Archive.DECLINED)

    Task.objects.filter(pk=task.pk).update(settled_at=NOON)
    assert f"Noch offen: {TaskKind.READ_SIBLING.label}" not in obstacles(procedure_of(ended), NOON.date())


def test_what_is_still_watched_keeps_all_of_it(rosa_at_work: Context, ended: Report) -> None:
    case = Case.objects.order_by("id")[0]
    HelpOffer.objects.create(
        case=case, what="x", offered_on=NOON, answer="open", offered_by_id=rosa_at_work.person_id
    )
    pack_anew()
    assert obstacles(procedure_of(ended), NOON.date()) == [f"Noch offen: {HELP_IS_OPEN}"]


def test_a_hold_comes_before_everything(rosa_at_work: Context, lena_at_work: Context, ended: Report) -> None:
    proposed = keeping.propose_deletion(rosa_at_work, ended, archive=Archive.DECLINED)
    case = Case.objects.order_by("id")[1]
    hold = keeping.hold(
        lena_at_work,
        case,
        ground=HoldGround.PROSECUTION,
        reasons="Anfrage der StA",
        review_on=date(2027, 5, 1),
    )
    with pytest.raises(Conflict, match="Löschsperre"):
        keeping.confirm_deletion(lena_at_work, proposed, seal=proposed.seal)

    lifting = keeping.propose_lifting(lena_at_work, hold, reasons="Verfahren beendet")
    with pytest.raises(Denied):
        keeping.confirm_lifting(lena_at_work, lifting, seal=lifting.seal)
    assert Hold.objects.get().lifted_at is None
    keeping.confirm_lifting(rosa_at_work, lifting, seal=lifting.seal)

    keeping.withdraw_deletion(rosa_at_work, proposed)
    delete(rosa_at_work, lena_at_work, ended)
    assert not Hold.objects.exists()


def test_the_database_keeps_a_hold(rosa_at_work: Context, ended: Report) -> None:
    keeping.hold(
        rosa_at_work, ended, ground=HoldGround.COURT, reasons="Beschluss", review_on=date(2027, 5, 1)
    )
    with pytest.raises(IntegrityError, match="two people lift"), transaction.atomic():
        Hold.objects.update(lifted_at=NOON)
    with pytest.raises(IntegrityError, match="single entries"), transaction.atomic():
        Hold.objects.all()._raw_delete("default")


def test_what_nobody_has_looked_at_again_stays(
    rosa_at_work: Context, lena_at_work: Context, ended: Report
) -> None:
    case = Case.objects.order_by("id")[1]
    access = EmergencyAccess.objects.create(
        case=case, opened_by_id=rosa_at_work.person_id, reason=EmergencyReason.values[0], reasons="x",
        opened_at=NOON, ends_at=NOON + timedelta(hours=1), review_by=NOON,
    )  # fmt: skip
    reviewers = [rosa_at_work, lena_at_work]
    for reviewer in reviewers:
        assert NOT_REVIEWED in obstacles(procedure_of(ended), NOON.date())
        EmergencyReview.objects.create(
            access=access, reviewer_id=reviewer.person_id, reviewed_as=Role.TEAM_LEAD,
            finding=EmergencyFinding.values[0], reviewed_at=NOON,
        )  # fmt: skip
    assert [each for each in obstacles(procedure_of(ended), NOON.date()) if "Paket" not in each] == []
    pack_anew()  # the reviews belong into the office's file, too
    assert obstacles(procedure_of(ended), NOON.date()) == []  # negative control

    ImmediateProtection.objects.create(
        report=ended, acted_by_id=rosa_at_work.person_id, acted_at=NOON, acted_session="a", confirm_by=NOON
    )
    with pytest.raises(Conflict, match="nicht bestätigt"):
        keeping.propose_deletion(rosa_at_work, ended, archive=Archive.DECLINED)


def test_nothing_is_slipped_under_a_decision_or_out_of_a_hold(
    rosa_at_work: Context, lena_at_work: Context, dismissed: Report, ended: Report
) -> None:
    hold = keeping.hold(rosa_at_work, ended, ground=HoldGround.COURT, reasons="x", review_on=date(2027, 5, 1))
    done = delete(rosa_at_work, lena_at_work, dismissed)
    part = {"kind": "report", "record": ended.pk, "retention": "R1", "started_on": NOON, "due_on": NOON}

    with pytest.raises(IntegrityError, match="no further part"), transaction.atomic():
        DeletionPart.objects.create(deletion=done, **part)
    other = Case.objects.order_by("id")[0]
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Hold.objects.filter(pk=hold.pk).update(report=None, case=other)
    Hold.objects.filter(pk=hold.pk).update(review_on=date(2027, 6, 1))  # negative control


ENTRIES = [
    "cases_caseentry", "cases_reportchild", "cases_reportercontact", "cases_message", "cases_attachment",
    "cases_triage", "cases_result", "cases_package", "cases_case", "cases_report",
]  # fmt: skip


def test_the_database_lets_nobody_delete_single_entries(ended: Report) -> None:
    for table in ENTRIES:
        with pytest.raises(IntegrityError, match=r"single entries|two people delete"):
            sql(f"DELETE FROM {table}")  # noqa: S608


def test_what_was_deleted_stays_on_record(
    rosa_at_work: Context, lena_at_work: Context, ended: Report
) -> None:
    delete(rosa_at_work, lena_at_work, ended)
    for statement in (
        "DELETE FROM cases_deletion",
        "DELETE FROM cases_deletionpart",
        "UPDATE cases_deletion SET state = 'voided', confirmed_by_id = NULL, confirmed_at = NULL",
    ):
        with pytest.raises(IntegrityError, match="stays on record"):
            sql(statement)


def test_all_rows_are_found_however_many_are_asked_for(ended: Report) -> None:
    """Up to some a finished text is filled up with keys that no row has, beyond that it is built."""
    added = [Message.objects.create(report=ended, kind="addition", at=NOON, text="x").pk for _ in range(18)]

    for many in (1, 2, 4, 5, 16, 17, 18):
        assert doomed._named(Message, "pk", set(added[:many])) == set(added[:many])
        assert doomed._named(Message, "pk", set(added[:many]), "report_id") == {ended.pk}


def test_every_name_of_a_record_is_known() -> None:
    """Whatever names a record without a link goes with it, or cannot name one."""
    harmless = {
        "kernel.Draft.actor_id", "kernel.Job.asked_by", "kernel.Job.lease", "kernel.KeyRow.record",
        "cases.KnownPerson.source", "cases.Deletion.anchor", "cases.DeletionPart.record",
        "work.Escalation.letter_id", "cases.Package.job", "cases.Arrival.handover_id",
        "offers.OfferImport.job", "offers.OfferImport.uploaded_by", "offers.OfferChange.actor_id",
        "networks.PartnerList.job_id", "networks.StagedRows.upload_id", "cases.Mark.record",
        "welcome.NewbornList.job", "visiting.PlacingPlan.job_id", "offers.ProposedChange.proposed_by",
        "offers.TrustedProvider.trusted_by",
        "cases.Dispute.record", "cases.Restriction.record",
        "cases.Deferral.record", "cases.SecondLook.record",
    }  # fmt: skip
    found = {
        f"{model._meta.label}.{column.name}"
        for model in apps.get_models()
        if issubclass(model, ScopedModel)
        for column in model._meta.local_fields
        if isinstance(column, models.UUIDField) and not column.primary_key
    }
    assert found - {f"{label}.{name}" for label, name in LOOSE.items()} - harmless == set()


def test_a_line_outside_the_database_says_so(
    rosa_at_work: Context, lena_at_work: Context, ended: Report
) -> None:
    cases = sorted(str(pk) for pk in Case.objects.values_list("pk", flat=True))
    done = delete(rosa_at_work, lena_at_work, ended)

    (stone,) = tombstones.read()
    assert (stone.deletion, stone.reports, sorted(stone.cases)) == (str(done.pk), (str(ended.pk),), cases)
    assert str(ended.pk).encode() not in tombstones.path().read_bytes()
    assert unlisted([stone]) == 0
    assert unlisted([]) == 1  # an older list, which a restore refuses


def test_what_lies_in_the_import_folder_goes_by_a_job(
    rosa_at_work: Context,
    lena_at_work: Context,
    ended: Report,
    tannfurt: Network,
    tmp_path: Path,
    settings: Any,
) -> None:
    settings.CASE_SOFTWARE_ROOT = tmp_path
    Network.objects.filter(pk=tannfurt.pk).update(case_software_folder="import")
    departure = Departure.objects.create(
        report=ended, after="triage", ordered_by_id=rosa_at_work.person_id, ordered_at=NOON
    )
    pack_anew()
    delete(rosa_at_work, lena_at_work, ended)
    (asked,) = Job.objects.filter(name="cases.remove_files")
    run = jobs.kind(asked.name).work
    run(system(tannfurt.pk), asked.payload, jobs.Progress(asked.pk))  # the folder is away
    (tmp_path / "import").mkdir()
    mine, other = tmp_path / "import" / f"{departure.pk}-1.pdf", tmp_path / "import" / "anderes.pdf"
    for file in (mine, other):
        file.touch()

    run(system(tannfurt.pk), asked.payload, jobs.Progress(asked.pk))

    assert (mine.exists(), other.exists()) == (False, True)


def test_a_report_of_no_weight_goes_by_itself(
    rosa_at_work: Context, lena_at_work: Context, dismissed: Report, ended: Report
) -> None:
    delete(rosa_at_work, lena_at_work, dismissed)

    assert list(Report.objects.values_list("pk", flat=True)) == [ended.pk]
    assert Case.objects.count() == 2
    assert ended.statement["observed"]


def test_the_list_says_from_when(
    rosa_at_work: Context, tannfurt: Network, dismissed: Report, ended: Report
) -> None:
    page = queries.due_list(rosa_at_work, tannfurt, page=1)

    assert [(row.anchor, row.procedure.due_on, list(row.obstacles)) for row in page.rows] == [
        (dismissed.pk, date(2025, 11, 21), []),
        (ended.pk, date(2025, 11, 24), []),
    ]


def test_nothing_is_seen_from_another_town(erlenstedt: Network, ended: Report, tannfurt: Network) -> None:
    stranger: Any = at_work(erlenstedt, "gerda", Role.RECORDS_OFFICER)
    with pytest.raises(Denied):
        keeping.propose_deletion(replace(stranger, network_id=erlenstedt.pk), ended, archive=Archive.NO_DUTY)
