"""The package of a finished case: complete, readable, checkable, and without what does not belong there."""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from schutznetz.accounts.models import User
from schutznetz.cases.choices import HandoverPart, VisitPlace
from schutznetz.cases.models import (
    Arrival,
    Case,
    Handover,
    Message,
    Package,
    Report,
    ReportChild,
    Whereabouts,
)
from schutznetz.cases.models.assessment import Visit
from schutznetz.cases.queries.case_file import _anywhere, case_file
from schutznetz.cases.queries.packed import OTHER, filings, news
from schutznetz.cases.services import keeping
from schutznetz.kernel import audit, chain
from schutznetz.kernel.context import Context, system
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.models import Job
from schutznetz.kernel.policy import Denied
from schutznetz.kernel.sealing import Ciphertext
from schutznetz.networks.models import Network
from tests.cases.services.keeping.conftest import SAID, close
from tests.conftest import NOON
from tests.networks.services.test_letters import text_of

pytestmark = pytest.mark.usefixtures("inside", "at_noon")
SCHEMA = json.loads(Path("docs/case_file.schema.json").read_text())
SECRET_PLACE, REPORTER = "Frauenhaus Birkenweg", "Nora Nachbar"


@pytest.fixture
def package(report: Report, rosa_at_work: Context, tannfurt: Network) -> Package:
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
    close(*Case.objects.order_by("id"), filed=False)
    ordered = keeping.order_package(rosa_at_work, case)
    assert keeping.order_package(rosa_at_work, case).pk == ordered.pk
    chain.link(tannfurt.pk)
    return keeping.make_package(system(tannfurt.pk), ordered)


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


def parts(package: Package) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package.body)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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


def test_the_answers_about_a_child_go_without_its_places(report: Report) -> None:
    said = {"child_name": "Kim", "child_address": SECRET_PLACE, "child_whereabouts": SECRET_PLACE}
    ReportChild.objects.create(report=report, position=9, description=said)
    frozen = {
        "child": said,
        "sections": [
            {"part": HandoverPart.PLACE, "lines": [SECRET_PLACE]},
            {"part": HandoverPart.TALKS, "lines": ["Mutter"]},
        ],
    }

    content = json.dumps(case_file(Case.objects.filter(origin=report).order_by("id")[0]).content)
    told = [_anywhere(row, "content", frozen) for row in (Handover(), Arrival())]

    assert (SECRET_PLACE in content, "Kim" in content) == (False, True)
    assert all(
        SECRET_PLACE not in str(each) and "Kim" in str(each) and "Mutter" in str(each) for each in told
    )


def test_who_reported_with_an_account_stays_out(
    report: Report, rosa_at_work: Context, tannfurt: Network
) -> None:
    lehrerin = User.objects.create_user("lehrerin", first_name="Petra", last_name="Paukerin")
    erzieher = User.objects.create_user("erzieher", first_name="Egon", last_name="Weiser")
    said = {"reporter_kind": "counsellor", "statement": {}, "received_at": NOON, "entered_at": NOON}
    for number, channel in enumerate(("partner", "telephone")):
        told = Report.objects.create(
            reference=f"A{number}", channel=channel, entered_by=lehrerin, receipt_tag=str(number), **said
        )
        Message.objects.create(report=told, kind="answer", at=NOON, author=erzieher, text="Ja, gestern.")
        hands = Case.objects.order_by("id")[0]
        Case.objects.create(
            number=900 + number, child_name="Mia", report="x", origin=told, reported_at=NOON,
            lead_id=hands.lead_id, substitute_id=hands.substitute_id,
        )  # fmt: skip
    case, by_telephone = Case.objects.filter(number__gte=900).order_by("number")
    close(case, filed=False)
    found = keeping.make_package(system(tannfurt.pk), keeping.order_package(rosa_at_work, case))
    texts = [parts(found)["akte.json"].decode(), text_of(parts(found)["akte.pdf"])]

    names = [lehrerin.display_name, erzieher.display_name, str(lehrerin.pk), str(erzieher.pk)]
    assert [each for each in names for text in texts if each in text] == []
    assert all("gestern" in text for text in texts)  # negative control
    assert str(case.lead_id) in texts[0]
    assert lehrerin.display_name in str(case_file(by_telephone).content)  # the office itself wrote it down


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


def test_an_open_case_is_not_packed(report: Report, rosa_at_work: Context) -> None:
    with pytest.raises(Denied):
        keeping.order_package(rosa_at_work, Case.objects.order_by("id")[0])


def filed(package: Package, who: Context) -> Package:
    keeping.fetch_package(who, package)
    return keeping.file_package(who, package, file_number="51.2-99")


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


@pytest.mark.parametrize("left", ["dead", "gone"])
def test_a_package_whose_job_died_is_ordered_again(left: str, report: Report, rosa_at_work: Context) -> None:
    close(*Case.objects.order_by("id"), filed=False)
    case = Case.objects.order_by("id")[0]
    first = keeping.order_package(rosa_at_work, case)
    assert keeping.order_package(rosa_at_work, case).pk == first.pk  # negative control: it is being made
    if left == "dead":
        Job.objects.filter(key=str(first.pk)).update(state="dead")
    else:
        Job.objects.filter(key=str(first.pk)).delete()

    again = keeping.order_package(rosa_at_work, case)

    first.refresh_from_db()
    assert (first.state, again.state) == ("replaced", "ordered")
    assert Job.objects.filter(key=str(again.pk), state="waiting").exists()
