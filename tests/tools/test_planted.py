"""Every gate of the house turns red: a violation is planted into a copy, and the one tool must name it.

That the house is green without it is what the gate itself shows.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.static

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LINT_IMPORTS = (str(BIN / "lint-imports"), "--no-cache")
RUFF = (str(BIN / "ruff"), "check", "--no-cache", "--output-format", "concise", "schutznetz")
MYPY = (str(BIN / "mypy"), "--cache-dir", "/dev/null", "schutznetz/law")
CHECK = (sys.executable, "manage.py", "check")
MIGRATIONS = (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")
TEXTS = (sys.executable, "-m", "tools.translations", "check")
SHAPE = (
    *(sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"),
    "tests/test_shape.py::test_every_public_service_is_a_command",
)

MODEL = '''

class Leak(models.Model):
    """Planted."""

    catalogue = Catalogue(purpose="x", retention="L8", rest=Data.INTERNAL)
'''
READABLE = '''

class Readable(ScopedModel):
    """Planted."""

    name = models.CharField(max_length=80)

    catalogue = Catalogue(purpose="x", retention="L8", fields={"name": Data.PERSONAL})
'''
MIGRATION = READABLE.replace("PERSONAL", "INTERNAL")
UNSAID = '''

class Unsaid(ScopedModel):
    """Planted."""

    name = models.CharField(max_length=80)
'''
ACTION = """

class LeakAction(Action):
    PEEK = "leak.peek"
"""
URL = """
urlpatterns += [path("leak/", lambda request: None)]
"""
SERVICE = '''

def leak() -> None:
    """Planted: changes without permission, transaction and trail."""
'''

GIVEN = "\nPOLICY = (*POLICY, allow(ReportAction.READ, Role.PROVIDER))\n"
TAKEN = "\nPOLICY = tuple(grant for grant in POLICY if grant.action != ReportAction.READ)\n"


@dataclass(frozen=True, slots=True)
class Plant:
    """What is added to which file, and what the tool must answer."""

    name: str
    file: str
    text: str
    command: tuple[str, ...]
    answer: str


PLANTS = (
    Plant("unscoped model", "schutznetz/offers/models.py", MODEL, CHECK, "offers.Leak is neither scoped"),
    Plant(
        "unsealed field",
        "schutznetz/offers/models.py",
        READABLE,
        CHECK,
        "offers.Readable.name holds personal data",
    ),
    Plant(
        "field without data class",
        "schutznetz/offers/models.py",
        UNSAID,
        CHECK,
        "offers.Unsaid has no catalogue",
    ),
    Plant("policy gap", "schutznetz/offers/actions.py", ACTION, CHECK, "leak.peek has no row"),
    Plant("unguarded URL", "schutznetz/urls.py", URL, CHECK, "/leak/ declares no action"),
    Plant("missing migration", "schutznetz/offers/models.py", MIGRATION, MIGRATIONS, "Create model Readable"),
    Plant("service without command", "schutznetz/cases/services/cases.py", SERVICE, SHAPE, "leak"),
    Plant("missing translation", "schutznetz/offers/choices.py", '\n_("Gepflanzt")\n', TEXTS, "Gepflanzt"),
    Plant(
        "text put together", "schutznetz/offers/choices.py", '\n_(f"Gepflanzt {__name__}")\n', RUFF, "INT001"
    ),
    Plant(
        "HTTP in a domain",
        "schutznetz/offers/conditions.py",
        "\nimport django.http\n",
        RUFF,
        "TID251 `django.http`",
    ),
    Plant(
        "form in a domain",
        "schutznetz/offers/conditions.py",
        "\nimport django.forms\n",
        RUFF,
        "TID251 `django.forms`",
    ),
    Plant(
        "signal",
        "schutznetz/offers/conditions.py",
        "\nfrom django.dispatch import receiver\n",
        RUFF,
        "TID251 `django.dispatch.receiver`",
    ),
    Plant(
        "raw SQL",
        "schutznetz/offers/conditions.py",
        "\nfrom django.db import connection\n",
        RUFF,
        "TID251 `django.db.connection`",
    ),
    Plant(
        "own clock",
        "schutznetz/offers/conditions.py",
        "\nfrom django.utils.timezone import now\n",
        RUFF,
        "TID251 `django.utils.timezone.now`",
    ),
    Plant(
        "own identifiers",
        "schutznetz/offers/conditions.py",
        "\nfrom uuid import uuid4\n",
        RUFF,
        "TID251 `uuid.uuid4`",
    ),
    Plant(
        "untyped law", "schutznetz/law/norm.py", "\n\ndef leak(x):\n    return x\n", MYPY, "no-untyped-def"
    ),
)

# One import for each contract of pyproject.toml: the file, and what it must never import.
IMPORTS = {
    "The demo stays in the demo": ("schutznetz/web/navigation.py", "schutznetz.demo.people"),
    "Layers: doors -> domains -> kernel -> law": ("schutznetz/kernel/ids.py", "schutznetz.cases.services"),
    "Inside a domain: jobs -> services -> queries -> states -> conditions -> models -> choices": (
        "schutznetz/offers/models.py",
        "schutznetz.offers.services",
    ),
    "Law and places are pure": ("schutznetz/law/norm.py", "django.db"),
    "Advice knows no worry, no report and no case": (
        "schutznetz/advice/jobs.py",
        "schutznetz.concerns.models",
    ),
    "Pages of advice reach no report and no case": (
        "schutznetz/web/advice/views.py",
        "schutznetz.cases.queries",
    ),
    "What may name somebody is found without Django": ("schutznetz/advice/nameless.py", "django.db"),
    "Advice is reached through services and queries": (
        "schutznetz/web/navigation.py",
        "schutznetz.advice.models",
    ),
    "Welcome visits are reached through services and queries": (
        "schutznetz/web/navigation.py",
        "schutznetz.welcome.models",
    ),
    "Volunteers are reached through services and queries": (
        "schutznetz/web/navigation.py",
        "schutznetz.volunteers.models",
    ),
    "Only the field opens the vault": ("schutznetz/web/navigation.py", "schutznetz.kernel.vault"),
    "The audit trail speaks through kernel.audit alone": (
        "schutznetz/web/navigation.py",
        "schutznetz.kernel.models",
    ),
    "No cycles between siblings": ("schutznetz/networks/choices.py", "schutznetz.networks.queries"),
    "Cases are reached through services and queries": (
        "schutznetz/web/navigation.py",
        "schutznetz.cases.models",
    ),
    "Worries are reached through services and queries": (
        "schutznetz/web/navigation.py",
        "schutznetz.concerns.models",
    ),
    "Offers are reached through services and queries": (
        "schutznetz/web/navigation.py",
        "schutznetz.offers.models",
    ),
    "Early help knows nothing of protection": ("schutznetz/care/jobs.py", "schutznetz.cases.queries"),
    "Protection knows nothing of early help": ("schutznetz/advice/jobs.py", "schutznetz.care.queries"),
    "Visits are reached through services and queries": (
        "schutznetz/web/navigation.py",
        "schutznetz.visiting.models",
    ),
    "Who goes where is decided without names and without Django": (
        "schutznetz/visiting/placing/problem.py",
        "schutznetz.kernel.ids",
    ),
    "Families are reached through services and queries": (
        "schutznetz/web/navigation.py",
        "schutznetz.care.models",
    ),
    "Tasks are reached through services and queries": (
        "schutznetz/web/navigation.py",
        "schutznetz.work.models",
    ),
}


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house without its pictures and fonts, which no gate reads; compiled as it is here."""
    copy = tmp_path_factory.mktemp("house")
    for name in (
        "schutznetz",
        "tools",
        "tests",
        "prove",
        "bench",
        "docs",
        "locale",
        "manage.py",
        "pyproject.toml",
    ):
        source, target = ROOT / name, copy / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("static", "*.mo"))
        elif source.exists():
            shutil.copy(source, target)
    (copy / "schutznetz/web/static").mkdir()
    return copy


@contextmanager
def planted(house: Path, file: str, text: str) -> Iterator[None]:
    """The copy with the violation in it; afterwards as before."""
    path = house / file
    before = path.read_text()
    path.write_text(before + text)
    yield
    path.write_text(before)


def run(house: Path, command: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(house),
        "DJANGO_SETTINGS_MODULE": "schutznetz.settings.test",
        "PYTHONPATH": str(house),
        "PYTHONUTF8": "1",
        "COLUMNS": "200",
    }
    return subprocess.run(command, cwd=house, env=environment, capture_output=True, text=True, check=False)


COMMANDS = {" ".join(plant.command[1:]): plant.command for plant in PLANTS}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_planted_violations_turn_the_gate_red(pristine: Path, command: tuple[str, ...]) -> None:
    """All that one tool must name are planted together, and it names each of them."""
    plants = [plant for plant in PLANTS if plant.command == command]
    with ExitStack() as stack:
        for plant in plants:
            stack.enter_context(planted(pristine, plant.file, plant.text))
        done = run(pristine, command)

    assert done.returncode != 0
    assert [plant.name for plant in plants if plant.answer not in done.stdout + done.stderr] == []


def own_violation(file: str, forbidden: str) -> str:
    """The line in which the tool names the planted import itself, not one that leads there by way of it."""
    module = file.removesuffix(".py").replace("/", ".")
    package = forbidden.partition(".")[0]  # of others the tool names no more
    return f"- {module} -> {forbidden if package == 'schutznetz' else package} (l."


def test_a_planted_import_breaks_its_contract(pristine: Path) -> None:
    """All are planted together, and below each contract stands the one that was planted for it."""
    answers = {name: own_violation(*planted_there) for name, planted_there in IMPORTS.items()}
    answers["No cycles between siblings"] = "- .choices -> .queries (1 import)"

    with ExitStack() as stack:
        for file, forbidden in IMPORTS.values():
            stack.enter_context(planted(pristine, file, f"\nimport {forbidden}\n"))
        done = run(pristine, LINT_IMPORTS)

    assert done.returncode != 0
    said = re.split(r"\n(\S.*)\n-+\n", done.stdout.partition("Broken contracts")[2])
    below = dict(zip(said[1::2], said[2::2], strict=True))
    assert IMPORTS.keys() == {contract["name"] for contract in CONTRACTS}
    assert [
        name for name, answer in answers.items() if answer not in " ".join(below.get(name, "").split())
    ] == []
