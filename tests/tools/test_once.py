"""What runs once for both engines knows nothing of them."""

import subprocess
from datetime import date
from types import ModuleType

import pytest
from django.db import connection, connections, transaction
from django.test import Client

from schutznetz.cases.models import Case
from schutznetz.law.reporters import Reporter
from tests.conftest import knows_the_engine
from tools import postgres


@pytest.mark.static
@pytest.mark.parametrize(
    ("imported", "knows"),
    [
        *(
            (each, True)
            for each in (connection, connections, transaction, Case, Client, subprocess, postgres)
        ),
        *((each, False) for each in (date, Reporter, pytest)),
    ],
)
def test_a_file_of_tests_runs_on_both_when_it_could_learn_of_one(imported: object, *, knows: bool) -> None:
    file = ModuleType("probe")
    vars(file)["imported"] = imported

    assert knows_the_engine(file) is knows
