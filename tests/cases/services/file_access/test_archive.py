"""The archive that goes out: shut by its passphrase, also for machines, each attachment decided by people.

Whatever was kept back is looked for in all that lies in it, also in the names of the files and in metadata.
"""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pyzipper import AESZipFile

from schutznetz.cases import services
from schutznetz.cases.choices import AccessBasis, Asker, FileType
from schutznetz.cases.models import AccessPackage, AccessRequest, Attachment, Case
from schutznetz.cases.queries import file_access as queries
from schutznetz.cases.services import file_access
from schutznetz.files import packing
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from tests.canaries.crawl import text_of
from tests.cases.services.file_access.conftest import (
    FATHER,
    GRANDMOTHER,
    HOUSE,
    REPORTER,
    accept_all,
    choice,
    waiting,
)
from tests.cases.services.file_access.test_package import ALL, MOTHERS, OPEN
from tests.cases.services.test_leave import problems
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")
SCHEMA = json.loads(Path("docs/file_access.schema.json").read_text())
Ask = Callable[..., AccessRequest]
Release = Callable[[AccessRequest], AccessPackage]
ROOM, LETTER, HIDDEN = "Kinderzimmer.jpg", "Brief.pdf", "Birkenhof.jpg"
BODIES = {ROOM: "Zimmerbild", LETTER: "Brieftext", HIDDEN: "Hausbild"}
LATER = NOON + timedelta(hours=1)


@pytest.fixture(autouse=True)
def _attached(case: Case) -> None:
    assert case.origin
    for position, (name, body) in enumerate(BODIES.items(), start=1):
        kind = FileType.PDF if name.endswith("pdf") else FileType.JPEG
        Attachment.objects.create(
            report=case.origin, position=position, file_type=kind, size=9, received_at=NOON, name=name,
            body=body.encode(),
        )  # fmt: skip


def disclose(ctx: Context, request: AccessRequest, *names: str) -> None:
    for name in names:
        said = choice(request, name, reasons="Ganz angesehen, betrifft nur sie selbst.")
        file_access.decide_passages(ctx, request, choices=said)


def archive(ctx: Context, request: AccessRequest) -> AESZipFile:
    request.refresh_from_db()
    opened = AESZipFile(io.BytesIO(file_access.pack_access(ctx, request)))
    opened.setpassword(str(request.packages.get(state="confirmed").passphrase).encode())
    return opened


def everything(opened: AESZipFile) -> str:
    """Return all words of the archive: its names, the texts and the metadata of its papers, its files."""
    found = [name.encode() + b" " + text_of(opened.read(name)) for name in opened.namelist()]
    return b"\n".join([*found, opened.comment]).decode()


def told(opened: AESZipFile) -> dict[str, object]:
    found: dict[str, object] = json.loads(opened.read("auszug.json"))
    return found


SECRET = (ALL - OPEN - MOTHERS) | {FATHER, GRANDMOTHER, REPORTER, HOUSE, LETTER, "Brieftext", "Hausbild"}


def test_it_opens_with_its_passphrase_only(ask: Ask, release: Release, anna_at_work: Context) -> None:
    request = ask()
    disclose(anna_at_work, request, ROOM)
    release(request)

    opened = archive(anna_at_work, request)
    shut = AESZipFile(io.BytesIO(file_access.pack_access(anna_at_work, request)))

    assert opened.namelist() == ["antwort.pdf", "auszug.pdf", "auszug.json", "anlage-01.jpg"]
    for name in shut.namelist():
        with pytest.raises(RuntimeError, match="encrypted"):
            shut.read(name)
        shut.setpassword(b"falsch")
        with pytest.raises(RuntimeError, match="Bad password"):
            shut.read(name)
        shut.setpassword(b"")
    assert opened.read("anlage-01.jpg") == b"Zimmerbild"


def test_nothing_that_was_kept_is_in_it(ask: Ask, release: Release, anna_at_work: Context) -> None:
    request = ask()
    disclose(anna_at_work, request, ROOM)
    release(request)

    said = everything(archive(anna_at_work, request))

    assert [word for word in sorted(SECRET) if word in said] == []
    assert [word for word in sorted(OPEN | MOTHERS | {"Zimmerbild"}) if word not in said] == []


def test_what_people_disclosed_would_have_been_found(
    ask: Ask, release: Release, anna_at_work: Context
) -> None:
    """Negative control: the same search finds each of these words once somebody lets it go."""
    request = ask(asker=Asker.CHILD, basis=AccessBasis.SUBJECT_ACCESS, person_id=None, name="Mia Sommer")
    free = [each for each in queries.undecided(queries.judged(request)) if not each.is_absolute]
    choices = [
        file_access.Choice(passage=each.passage.key, disclosed=True, reasons="Betrifft nur sie selbst.")
        for each in free
    ]
    file_access.decide_passages(anna_at_work, request, choices=choices)
    release(request)

    said = everything(archive(anna_at_work, request))

    never = {"Anvertrautes", "Verräterisches", REPORTER, HOUSE}
    assert {word for word in SECRET if word not in said} == never


def test_it_says_the_same_to_machines(ask: Ask, release: Release, anna_at_work: Context) -> None:
    request = ask()
    disclose(anna_at_work, request, ROOM)
    package = release(request)

    found = told(archive(anna_at_work, request))

    assert problems(found, SCHEMA) == []
    assert problems({**found, "more": "x"}, SCHEMA)  # negative control
    assert found["attachments"] == [{"file": "anlage-01.jpg", "name": ROOM, "on": "2026-11-22"}]
    same = {name: value for name, value in found.items() if name != "attachments"}
    assert same == {name: value for name, value in package.content.items() if name != "attachments"}


# --- attachments -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("asker", [Asker.CUSTODIAN, Asker.CHILD, Asker.REPORTER])
def test_no_attachment_goes_that_nobody_decided_about(
    asker: Asker, ask: Ask, release: Release, anna_at_work: Context
) -> None:
    more = {} if asker == Asker.CUSTODIAN else {"basis": AccessBasis.SUBJECT_ACCESS, "person_id": None}
    request = ask(asker=asker, **more)
    found = waiting(request, ROOM)
    assert (found.is_kept, found.is_decided, found.is_absolute) == (True, False, False)
    with pytest.raises(Conflict, match="begründet"):
        file_access.decide_passages(anna_at_work, request, choices=choice(request, ROOM))

    release(request)

    assert not [name for name in archive(anna_at_work, request).namelist() if name.startswith("anlage")]


def test_numbers_tell_of_no_attachment_that_stays(ask: Ask, release: Release, anna_at_work: Context) -> None:
    request = ask()
    disclose(anna_at_work, request, LETTER)
    release(request)

    opened = archive(anna_at_work, request)

    assert opened.namelist()[3:] == ["anlage-01.pdf"]
    assert opened.read("anlage-01.pdf") == b"Brieftext"


def test_a_file_whose_name_tells_a_hidden_place_is_neither_shown_nor_sent(
    ask: Ask, case: Case, anna_at_work: Context
) -> None:
    request = ask()
    file = next(each for each in Attachment.objects.filter(report=case.origin) if each.name == HIDDEN)
    assert queries.file_to_look_at(request, file.pk) == file
    services.protect_place(anna_at_work, case, place="Birkenhof, Zimmer 4", from_whom="Vor dem Vater")

    with pytest.raises(Conflict, match="nie herausgegeben"):
        disclose(anna_at_work, request, HIDDEN)
    assert queries.file_to_look_at(request, file.pk) is None


def test_nobody_looks_at_the_attachment_of_another_case(ask: Ask, case: Case, anna_at_work: Context) -> None:
    file = Attachment.objects.filter(report=case.origin).first()
    assert file
    request = ask(asker=Asker.THIRD_PERSON, basis=AccessBasis.SUBJECT_ACCESS, person_id=None, name="N. N.")

    assert queries.file_to_look_at(request, file.pk) is None
    assert queries.file_to_look_at(request, case.pk) is None


def hide(ctx: Context, case: Case, at: timedelta) -> None:
    late = replace(ctx, now=NOON + at)
    services.protect_place(late, case, place="Wiesengrund 4", from_whom="Vor dem Vater")


def test_a_place_hidden_since_then_wants_a_second_look_at_each_file(
    ask: Ask, case: Case, anna_at_work: Context
) -> None:
    request = ask()
    disclose(anna_at_work, request, ROOM)
    assert not waiting(request, ROOM).is_kept

    hide(anna_at_work, case, timedelta(hours=1))
    assert waiting(request, ROOM).is_kept
    assert not waiting(request, ROOM).is_decided

    disclose(replace(anna_at_work, now=LATER + timedelta(hours=1)), request, ROOM)
    assert not waiting(request, ROOM).is_kept


@pytest.mark.parametrize(("at", "goes"), [(timedelta(hours=1), False), (timedelta(hours=-1), True)])
def test_after_the_release_a_hidden_place_holds_every_file_back(
    at: timedelta, goes: bool, ask: Ask, release: Release, case: Case, anna_at_work: Context
) -> None:
    request = ask()
    disclose(anna_at_work, request, ROOM)
    release(request)

    hide(anna_at_work, case, at)

    opened = archive(anna_at_work, request)
    assert ("anlage-01.jpg" in opened.namelist(), bool(told(opened)["attachments"])) == (goes, goes)


def test_what_was_released_without_a_passphrase_stays_on_paper(
    ask: Ask, anna_at_work: Context, bert_at_work: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = ask()
    accept_all(anna_at_work, request)
    monkeypatch.setattr(packing, "passphrase", lambda: None)
    package = file_access.propose_access(anna_at_work, request)
    file_access.confirm_access(bert_at_work, package, seal=package.seal)
    request.refresh_from_db()

    with pytest.raises(Conflict, match="nur auf Papier"):
        file_access.pack_access(anna_at_work, request)
