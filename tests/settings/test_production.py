"""The production settings in a process of their own, as ``./run serve`` meets them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECK = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    names = {}
    for name, content in (("SECRET", "zufall-" * 12 + "0123456789abcdef"), ("ROOT", f"1 {'00' * 32}\n")):
        path = tmp_path / name
        path.write_text(content)
        path.chmod(0o600)
        names[f"SCHUTZNETZ_{name}_KEY_FILE"] = str(path)
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "schutznetz.settings.production",
        "PUBLIC_URL": "https://netz.example.de",
        "SCHUTZNETZ_VAR": str(tmp_path / "var"),
        **names,
    }


def check(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(CHECK, env=environment, capture_output=True, text=True, check=False)


def test_production_settings_pass_the_deployment_checks(environment: dict[str, str]) -> None:
    done = check(environment)

    assert done.returncode == 0, done.stderr


def test_a_short_session_secret_stops_the_start(environment: dict[str, str]) -> None:
    Path(environment["SCHUTZNETZ_SECRET_KEY_FILE"]).write_text("kurz")

    done = check(environment)

    assert done.returncode != 0
    assert "weniger als 50 Zeichen" in done.stderr
