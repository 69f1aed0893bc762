"""The production settings in a process of their own, as ``./run serve`` meets them."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.static

CHECK = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]


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
