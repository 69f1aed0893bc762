"""The reliability campaigns at their smallest: nothing is lost, and each notices a spoilt product."""

import json
import subprocess
import sys

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import URLResolver
from django.urls.resolvers import RegexPattern

from prove import public, small
from prove.result import Result, table
from schutznetz.networks.actions import NetworkAction
from schutznetz.networks.models import Network
from schutznetz.web.screens import page

NAMES = ("kills", "submissions", "audit", "jobs")  # the full disk needs a file system of its own
ONCE = ("forms", "year")  # broken input and counting ask nothing of an engine that services do not ask


def test_every_campaign_holds_and_every_control_fails() -> None:
    own = ["--engine", connection.vendor]  # on a server of its own, because one of the campaigns kills it
    names = NAMES if connection.vendor == "postgresql" else (*NAMES, *ONCE)
    done = subprocess.run(
        [sys.executable, "-m", "prove", *names, "--size", "smoke", *own],
        capture_output=True,
        text=True,
        check=False,
    )
    results = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(results) == len(names)
    assert [result for result in results if not result["ok"]] == []


@pytest.mark.parametrize(
    ("lost", "control", "passed"), [(0, 3, "bestanden"), (1, 3, "DURCHGEFALLEN"), (0, 0, "DURCHGEFALLEN")]
)
def test_a_loss_and_a_blind_control_both_fail(lost: int, control: int, passed: str) -> None:
    result = Result(
        campaign="Probe",
        engine="sqlite",
        tried=1000,
        unit="Versuche",
        faults={"verloren": lost},
        control=control,
        seconds=1,
    )
    assert passed in table([result])
    assert json.loads(result.line())["ok"] is (passed == "bestanden")


def test_an_unknown_campaign_is_refused() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "prove", "kils"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "unbekannt: kils" in done.stderr


def test_nobody_fills_a_disk_that_others_need() -> None:
    with pytest.raises(SystemExit, match="mount -t tmpfs"):
        small.insist("/")


def test_who_may_not_attach_a_disk_is_told_how(monkeypatch: pytest.MonkeyPatch) -> None:
    refused: subprocess.CompletedProcess[bytes] = subprocess.CompletedProcess([], returncode=1)
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: refused)

    with pytest.raises(SystemExit, match="Dateisystem"), small.disk(None):
        pass


def test_a_new_public_form_is_found_without_being_listed(
    tannfurt: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    rows = URLResolver(RegexPattern(r"^/"), [page("neu/", view, NetworkAction.VISIT, "neu")])
    monkeypatch.setattr(public, "get_resolver", lambda: rows)

    found = public.doors(tannfurt.pk)
    public.learn(found, found[0], '<form><select name="wer"><option value="ich"></select></form>')

    assert [(door.address, door.ours, dict(door.asks)) for door in found] == [
        ("/neu/", True, {"wer": {"", "ich"}})
    ]
