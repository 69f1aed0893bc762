"""Two people decide, each from her own account and session, on exactly what the second one saw."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from schutznetz.cases import services
from schutznetz.cases.choices import (
    TriageOutcome,
)
from schutznetz.cases.models import Case, Report, Triage
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from schutznetz.kernel.policy import Denied
from tests.cases.services.conftest import FINDING
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")

NOTHING = replace(
    FINDING,
    weighty_indications=False,
    outcome=TriageOutcome.NO_INDICATION,
    advice="offered",
    reasons="Lärm, Kind wohlauf",
)


def test_two_people_decide_and_a_case_begins_for_each_child(
    propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    triage = propose()

    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    report = Report.objects.get()
    assert (report.state, report.urgency, report.second_id) == ("accepted", "u1", bert_at_work.actor_id)
    assert [(c.child_name, c.state) for c in Case.objects.order_by("number")] == [
        ("Mia", "assessment"),
        ("Ben", "assessment"),
    ]


def test_nobody_confirms_her_own_proposal(propose: Callable[..., Triage], anna_at_work: Context) -> None:
    triage = propose()

    with pytest.raises(Denied):
        services.confirm_triage(replace(anna_at_work, session="other"), triage, seal=triage.seal)


def test_another_account_in_the_same_session_is_refused(
    propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    triage = propose()

    for session in ("anna", ""):
        with pytest.raises(Conflict):
            services.confirm_triage(replace(bert_at_work, session=session), triage, seal=triage.seal)


def test_whoever_changes_anything_voids_what_the_second_person_saw(
    propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    seen = propose()
    changed = propose(reasons="Doch ein Sturz")

    with pytest.raises(Conflict):
        services.confirm_triage(bert_at_work, changed, seal=seen.seal)
    with pytest.raises(Denied):
        services.confirm_triage(bert_at_work, seen, seal=seen.seal)

    services.confirm_triage(bert_at_work, changed, seal=changed.seal)


@pytest.mark.parametrize("trick", ["own account", "own session", "nobody"])
def test_the_database_refuses_one_person_in_two_roles(
    trick: str, propose: Callable[..., Triage], bert_at_work: Context
) -> None:
    triage = propose()
    signatures: dict[str, dict[str, Any]] = {
        "own account": {"confirmed_by": triage.proposed_by_id, "confirmed_session": "other"},
        "own session": {"confirmed_by": bert_at_work.actor_id, "confirmed_session": triage.proposed_session},
        "nobody": {},
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        Triage.objects.filter(pk=triage.pk).update(state="confirmed", confirmed_at=NOON, **signatures[trick])


def test_weighty_indications_are_never_closed_at_first_sight(
    propose: Callable[..., Triage],
) -> None:
    with pytest.raises(Conflict):
        propose(outcome=TriageOutcome.NO_INDICATION, advice="offered")


def test_two_people_close_what_is_no_indication(
    propose: Callable[..., Triage], bert_at_work: Context, anna_at_work: Context
) -> None:
    report = propose().report
    triage = services.propose_triage(anna_at_work, report, finding=NOTHING)

    services.confirm_triage(bert_at_work, triage, seal=triage.seal)

    assert Report.objects.get().state == "closed_no_indication"
    assert not Case.objects.exists()
