"""The package of a finished case: complete, readable, checkable, and without what does not belong there."""

import hashlib
import json
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import override_settings

from schutznetz.cases.choices import PackageState, VisitPlace
from schutznetz.cases.models import (
    Case,
    Message,
    Package,
    Report,
    Whereabouts,
)
from schutznetz.cases.models.assessment import Visit
from schutznetz.cases.queries.packed import OTHER, filings, news
from schutznetz.cases.services import keeping
from schutznetz.kernel import audit, chain, clock, policy, tenancy
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from schutznetz.kernel.sealing import Ciphertext
from schutznetz.networks.models import Network
from tests.cases.services.keeping.conftest import SAID, SECRET_PLACE, close, parts
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside", "at_noon")
SCHEMA = json.loads(Path("docs/case_file.schema.json").read_text())
REPORTER = "Nora Nachbar"


@pytest.fixture(scope="module")
def packed(
    told: UUID, rosa_at_work: Context, town: Network, tmp_path_factory: pytest.TempPathFactory
) -> tuple[UUID, Path]:
    """The package of a case that ended, and the folder of the marks that prove its trail."""
    folder = tmp_path_factory.mktemp("marks")
    marks = override_settings(CHECKPOINTS=folder / "checkpoints", AUDIT_KEY_FILE=folder / "audit.key")
    with marks, clock.frozen(NOON), tenancy.scope(town.pk):
        case = Case.objects.order_by("id")[0]
        Visit.objects.create(
            case=case,
            author_id=case.lead_id,
            at=NOON,
            entered_at=NOON,
            place=VisitPlace.values[0],
            address=SECRET_PLACE,
            sleeping_place="yes",
            examination="",
            text="Das Kinderzimmer ist ordentlich.",
        )
        close(*Case.objects.order_by("id"), in_file=False)
        ordered = keeping.order_package(rosa_at_work, case)
        assert keeping.order_package(rosa_at_work, case).pk == ordered.pk
        chain.link(town.pk)
        return keeping.make_package(system(town.pk), ordered).pk, folder


@pytest.fixture
def package(packed: tuple[UUID, Path], report: Report, tmp_path: Path) -> Package:
    made, marks = packed
    shutil.copytree(marks, tmp_path, dirs_exist_ok=True)
    return Package.objects.get(pk=made)


def as_described(content: dict[str, Any]) -> bool:
    """Say whether the data keep to what the schema asks of them."""
    rules = SCHEMA["properties"]
    return (
        set(content) == set(SCHEMA["required"]) == set(rules)
        and all(content[name] == rule["const"] for name, rule in rules.items() if "const" in rule)
        and all(re.fullmatch(rules["files"]["items"]["pattern"], name) for name in content["files"])
        and all(rows and all("id" in row for row in rows) for rows in content["records"].values())
        and set(rules["records"]["required"]) <= set(content["records"])
    )


def test_it_holds_the_whole_case_and_can_be_read(package: Package) -> None:
    found = parts(package)

    content: dict[str, Any] = json.loads(found["akte.json"])
    assert as_described(content)
    assert not as_described({**content, "more": 1})  # negative control
    assert {row["text"] for row in content["records"]["CaseEntry"]} == {SAID}
    assert content["records"]["Report"][0]["statement"]["observed"]
    assert set(found) == {
        "akte.json",
        "akte.pdf",
        "anlage-001.bin",
        "nachweis.json",
        "inhalt.json",
        "inhalt.sig",
    }
    assert found["akte.pdf"].startswith(b"%PDF")


def test_whereabouts_and_reporter_stay_out(package: Package) -> None:
    content = parts(package)["akte.json"].decode()

    assert [each for each in (SECRET_PLACE, REPORTER) if each in content] == []
    assert '"withheld": "location"' in content
    assert "Das Kinderzimmer ist ordentlich." in content  # negative control: the visit is there


def test_names_of_files_say_nothing(package: Package) -> None:
    assert [name for name in parts(package) if "Mia" in name or "Sommer" in name] == []


def test_the_trail_knows_its_checksum(package: Package, tannfurt: Network) -> None:
    made = [entry for entry in audit.trail(tannfurt.pk) if entry.action == "keeping.make_package"]
    assert package.fingerprint in {entry.facts.get("sha256") for entry in made}


def write(folder: Path, found: dict[str, bytes]) -> Path:
    target = folder / "akte.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for name, body in found.items():
            archive.writestr(name, body)
    return target


def test_a_command_checks_it(package: Package, tmp_path: Path) -> None:
    call_command("verify_package", write(tmp_path, parts(package)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"akte.json": b"{}"}, "akte.json ist"),
        ({"mehr.txt": b"x"}, "mehr.txt ist"),
        ({"inhalt.json": b"[]"}, "nicht unterschrieben"),
        ({"inhalt.sig": b"\xff"}, "kein lesbares"),
        ({"nachweis.json": b"[]"}, "nachweis.json ist"),
        ({"inhalt.sig": b"x"}, "nicht unterschrieben"),
    ],
)
def test_what_was_changed_is_found(
    change: dict[str, bytes], said: str, package: Package, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=said):
        call_command("verify_package", write(tmp_path, parts(package) | change))


def test_a_forged_part_with_a_forged_manifest_is_found(package: Package, tmp_path: Path) -> None:
    forged = parts(package) | {"akte.json": b"{}"}
    manifest = json.loads(forged["inhalt.json"])
    manifest["files"]["akte.json"] = hashlib.sha256(b"{}").hexdigest()
    forged["inhalt.json"] = json.dumps(manifest).encode()
    with pytest.raises(CommandError, match="nicht unterschrieben"):
        call_command("verify_package", write(tmp_path, forged))


@pytest.mark.parametrize("spoiled", ["flags", "method", "data"])
def test_what_cannot_be_unpacked_is_said_so(spoiled: str, package: Package, tmp_path: Path) -> None:
    body = bytearray(package.body or b"")
    entry = body.index(b"PK\x01\x02")  # the list at the end says how to read the first file
    if spoiled == "flags":
        body[entry + 8] |= 1  # encrypted
        body[6] |= 1
    elif spoiled == "method":
        body[entry + 10] = 99
        body[8] = 99
    else:
        start = 30 + int.from_bytes(body[26:28], "little")
        body[start : start + 8] = b"\xff" * 8
    source = tmp_path / "akte.zip"
    source.write_bytes(body)
    with pytest.raises(CommandError, match="kein lesbares"):
        call_command("verify_package", source)


def test_a_trail_of_another_house_is_found(package: Package, tmp_path: Path) -> None:
    source = write(tmp_path, parts(package))
    for mark in (tmp_path / "checkpoints").glob("*.log"):
        mark.unlink()
    with pytest.raises(CommandError, match="Prüfpunkt"):
        call_command("verify_package", source)


def test_once_filed_its_content_is_gone(
    package: Package, rosa_at_work: Context, anna_at_work: Context
) -> None:
    with pytest.raises(Conflict, match="abgeholt"):
        keeping.file_package(anna_at_work, package, file_number="51.2-99")
    with pytest.raises(IntegrityError, match="fetched"), transaction.atomic():
        Package.objects.update(state="filed", filed_at=NOON, file_number=Ciphertext(b"x"))
    keeping.fetch_package(rosa_at_work, package)
    keeping.file_package(anna_at_work, package, file_number="51.2-99")

    package.refresh_from_db()
    assert (package.state, package.body, package.file_number) == ("filed", None, "51.2-99")
    with pytest.raises((Conflict, Denied)):
        keeping.file_package(rosa_at_work, package, file_number="51.2-100")


def filed(package: Package, who: Context) -> Package:
    keeping.fetch_package(who, package)
    return keeping.file_package(who, package, file_number="51.2-99")


def test_nothing_is_fetched_or_filed_that_is_not_there_any_more(
    package: Package, anna_at_work: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was there when the right was asked for; a new one has taken its place meanwhile."""
    package.state = PackageState.REPLACED
    monkeypatch.setattr(policy, "may", lambda *_asked: True)

    for act in (keeping.fetch_package, partial(keeping.file_package, file_number="51.2-17")):
        with pytest.raises(Conflict, match="nicht mehr bereit"):
            act(anna_at_work, package)


def test_what_came_after_the_package_is_named_and_packed_anew(
    package: Package, rosa_at_work: Context, anna_at_work: Context, tannfurt: Network
) -> None:
    filed(package, rosa_at_work)
    case = Case.objects.get(pk=package.case_id)
    assert keeping.order_package(rosa_at_work, case).pk == package.pk  # it holds everything
    assert filings({case.pk: case})[0].is_filed

    Message.objects.create(report=Report.objects.get(), kind="addition", at=NOON, text="Noch etwas.")

    (filing,) = filings({case.pk: case})
    assert [(each.kind, each.more) for each in filing.news] == [("Nachricht", 1)]
    assert not filing.is_filed
    an_hour_later = replace(rosa_at_work, now=NOON + timedelta(hours=1))
    later = keeping.make_package(system(tannfurt.pk), keeping.order_package(an_hour_later, case))
    assert later.pk != package.pk
    assert "Noch etwas." in parts(later)["akte.json"].decode()
    assert not filings({case.pk: case})[0].is_filed
    filed(later, rosa_at_work)
    assert filings({case.pk: case})[0].is_filed


def test_what_was_changed_after_the_package_is_news(package: Package) -> None:
    case = Case.objects.get(pk=package.case_id)
    assert news(package, case) == []

    Case.objects.filter(pk=case.pk).update(child_seen_at=NOON + timedelta(hours=1))

    assert [each.kind for each in news(package, case)] == [OTHER]


def test_what_stays_out_of_the_file_is_no_news(package: Package) -> None:
    case = Case.objects.get(pk=package.case_id)
    Whereabouts.objects.create(
        case=case, place=SECRET_PLACE, from_whom="Vater", kept_by_id=case.lead_id, kept_at=NOON
    )
    assert news(package, case) == []
