"""A backup is worth what its way back is worth: real commands, real files, on the engine under test."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tools import postgres

# Programs start in a second of a core, so what happens before and after the commands under test is one each.
FILL = """
from datetime import timedelta
from tools import template
template.provide()
from schutznetz.kernel import audit, chain, clock, drafts, ids, tenancy
from schutznetz.kernel.context import Channel, Context
from schutznetz.networks.models import Network
network = Network.objects.create(slug="tannfurt", name="Netzwerk Tannfurt")
who = {"actor_id": ids.new_id(), "network_id": network.pk, "role": "intake", "channel": Channel.WEB}
ctx = Context(now=clock.now(), **who)
with tenancy.scope(network.pk):
    drafts.keep(ctx, "probe", None, {"text": "Blaue Flecken"})
    audit.record(ctx, "reports.read", network)
    from datetime import timedelta
    from dataclasses import replace
    from schutznetz.accounts.models import User
    from schutznetz.cases import services
    from schutznetz.cases.models import KnownPerson, KnownTag, Report
    from schutznetz.kernel.context import PUBLIC
    from schutznetz.networks.models import Assignment
    people = [User.objects.create_user(name) for name in ("rosa", "lena")]
    for user, role in zip(people, ("records_officer", "team_lead")):
        Assignment.objects.create(user=user, role=role)
    statement = services.Statement(
        reporter_kind="private", danger_now=False, facts={"observed": "x"},
        children=[{"child_name": "Mia Sommer"}], contact={},
    )
    visitor = replace(ctx, actor_id=None, role=PUBLIC)
    told = services.submit_report(visitor, network, statement=statement, key="k" * 26)
    child = KnownPerson.objects.create(
        role="child", identity={"name": "Mia Sommer"}, same=("Mia", "Sommer", "2020-01-01"),
        report=told, source=told.pk, noted_at=ctx.now,
    )
    KnownTag.objects.create(person=child, tag=("Mia", "Sommer"))
    Report.objects.filter(pk=told.pk).update(
        state="closed_no_indication", responsible=people[0], second=people[1], taken_at=ctx.now,
        decided_at=ctx.now - timedelta(days=1200),
    )
    from schutznetz.work.models import Task
    Task.objects.update(settled_at=ctx.now)
chain.link(network.pk)
"""
DELETE = """
from schutznetz.accounts.models import User
from schutznetz.cases.models import KnownTag, Report
from schutznetz.cases.services import keeping
from schutznetz.kernel import clock, tenancy
from schutznetz.kernel.context import Channel, Context, Strength
from schutznetz.kernel.keystore import KeyRow
from schutznetz.networks.models import Network
network = Network.objects.get()
rosa, lena = (
    Context(
        actor_id=User.objects.get(username=name).pk, network_id=network.pk, role=role, now=clock.now(),
        channel=Channel.WEB, session=name, strength=Strength.DEMO,
    )
    for name, role in (("rosa", "records_officer"), ("lena", "team_lead"))
)
with tenancy.scope(network.pk):
    report = Report.objects.get()
    secrets = [*KeyRow.objects.filter(record=report.pk).values_list("wrapped", flat=True)]
    secrets += [*KnownTag.objects.values_list("tag", flat=True)]
    secrets += [*KnownPerson.objects.values_list("same", flat=True)]
    print(*(bytes(each).hex() for each in secrets))
    proposed = keeping.propose_deletion(rosa, report, archive="declined")
    keeping.confirm_deletion(lena, proposed, seal=proposed.seal)
"""
COUNT = """
from schutznetz.kernel import audit
from schutznetz.cases.models import KnownTag, Report
from schutznetz.kernel import tenancy
from schutznetz.networks.models import Network
with tenancy.scope(Network.objects.get().pk):
    told = sum(each.target.startswith("cases.Report") for each in audit.trail(Network.objects.get().pk))
    print(Report.objects.count(), KnownTag.objects.count(), told)
"""
READ = """
from schutznetz.kernel import tenancy
from schutznetz.kernel.models import Draft
from schutznetz.networks.models import Network
with tenancy.scope(Network.objects.get().pk):
    print(Draft.objects.get().text["text"])
"""
VERIFY = """
from django.core.management import call_command
call_command("verify_audit")
"""
RESTORE = """
from django.core.management import CommandError, call_command
for elsewhere in {ways!r}:
    try:
        call_command("restore", {source!r}, *elsewhere)
    except CommandError as refusal:
        print(refusal)
"""


@dataclass(frozen=True, slots=True)
class House:
    """An installation of its own: database and folder."""

    var: Path
    url: str

    @property
    def backup(self) -> Path:
        return self.var.parent / "sicherung"

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("manage.py", *arguments)

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": f"{postgres.programs()}:{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "schutznetz.settings.demo",
            "SCHUTZNETZ_VAR": str(self.var),
            "DATABASE_URL": self.url,
            "PYTHONUTF8": "1",
        }
        return subprocess.run(
            [sys.executable, *command],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def must(self, *arguments: str) -> str:
        done = self.manage(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def _house(var: Path) -> Iterator[House]:
    if connection.vendor == "sqlite":
        yield House(var, "")
        return
    given = connection.settings_dict
    server = f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT']}"
    name = f"haus_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name}")
        yield House(var, f"{server}/{name}")
        owner.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A filled installation, and beside its folder the backup of it as it was then."""
    with _house(tmp_path_factory.mktemp("filled") / "var") as house:
        house.must("shell", "-c", FILL)
        house.must("backup", str(house.backup))
        yield house


@pytest.fixture
def houses(filled: House, tmp_path: Path) -> Iterator[tuple[House, House]]:
    """The filled installation and an empty one that has the same keys."""
    with _house(tmp_path / "empty") as empty:
        shutil.copytree(filled.var / "keys", empty.var / "keys")
        (empty.var / "deletions").mkdir()
        (empty.var / "deletions" / "deletions.log").touch()
        yield filled, empty


@pytest.mark.once
def test_an_encrypted_backup_opens_with_its_key_only(houses: tuple[House, House], tmp_path: Path) -> None:
    filled, empty = houses
    file, key, certificate = tmp_path / "sicherung", tmp_path / "key.pem", tmp_path / "cert.pem"
    request = (
        f"openssl req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {certificate} -days 1 -subj /CN=probe"
    )
    subprocess.run(request.split(), check=True, capture_output=True)

    filled.must("backup", str(file), "--to", str(certificate))

    assert b"tannfurt" not in file.read_bytes()
    refused = empty.manage("restore", str(file))
    assert refused.returncode != 0
    assert "hilft die Angabe --key" in refused.stderr
    empty.must("restore", str(file), "--key", str(key))


@pytest.mark.once
def test_a_damaged_backup_is_refused(houses: tuple[House, House], tmp_path: Path) -> None:
    filled, empty = houses
    file = tmp_path / "sicherung"
    content = bytearray(filled.backup.read_bytes())
    content[len(content) // 3] ^= 1
    file.write_bytes(content)

    refused = empty.manage("restore", str(file))

    assert refused.returncode != 0
    assert "beschädigt" in refused.stderr


def test_nothing_is_restored_over_living_data(filled: House) -> None:
    refused = filled.manage("restore", str(filled.backup))

    assert refused.returncode != 0
    assert "leere Einrichtung" in refused.stderr


@pytest.mark.once
def test_the_wrong_root_key_is_noticed_at_once(houses: tuple[House, House]) -> None:
    filled, empty = houses
    (empty.var / "keys" / "root.key").unlink()

    refused = empty.manage("restore", str(filled.backup))

    assert refused.returncode != 0
    assert "Hauptschlüssel" in refused.stderr


def in_files(house: House, secrets: list[bytes]) -> list[bytes]:
    """Return which of these bytes lie in the database as it is on the disk, or as it is copied from there."""
    if connection.vendor == "sqlite":
        held = b"".join(path.read_bytes() for path in house.var.glob("schutznetz.sqlite3*"))
        return [each for each in secrets if each in held]
    dump = [str(postgres.programs() / "pg_dump"), "--data-only", house.url]
    held = subprocess.run(dump, capture_output=True, check=True).stdout
    return [each for each in secrets if each.hex().encode() in held]


def test_everything_comes_back_and_what_was_deleted_never_does(houses: tuple[House, House]) -> None:
    """Deleted after the backup: not in the files any more, and gone again before a restore returns."""
    filled, empty = houses

    *told, listed = filled.must("shell", "-v0", "-c", DELETE + COUNT).splitlines()
    secrets = [bytes.fromhex(each) for each in " ".join(told).split()]

    assert len(secrets) == 3
    if connection.vendor == "sqlite":  # negative control: the copy is not packed
        assert all(each in filled.backup.read_bytes() for each in secrets)
    assert in_files(filled, secrets) == []
    assert listed.split()[2] != "0"  # negative control, the job is not due
    said = empty.must("restore", str(filled.backup), "--deletions", str(filled.var / "deletions"))
    assert "1 gelöschte Meldungen und Fälle" in said
    assert "1 Protokolle unversehrt" in said
    assert filled.backup.stat().st_mode & 0o077 == 0
    read = empty.must("shell", "-v0", "-c", READ + COUNT + VERIFY)
    assert read.startswith("Blaue Flecken\n0 0 0\n")
    assert in_files(empty, secrets) == []
    assert "unversehrt" in read


@pytest.mark.once
def test_without_the_list_of_deletions_nothing_is_restored(
    houses: tuple[House, House], tmp_path: Path
) -> None:
    filled, empty = houses
    (empty.var / "deletions" / "deletions.log").unlink()
    (tmp_path / "leer").mkdir()

    ways = [[], ["--deletions", "gibt-es-nicht"], ["--deletions", str(tmp_path / "leer")]]
    said = empty.must("shell", "-v0", "-c", RESTORE.format(ways=ways, source=str(filled.backup)))

    assert said.count("Verzeichnis der Löschungen fehlt") == len(ways)
    assert not (empty.var / "deletions" / "deletions.log").exists()
