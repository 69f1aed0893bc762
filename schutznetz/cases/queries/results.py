"""What a signature under a result stands for: the result and the whole case, as proposed."""

import json

from django.utils.crypto import salted_hmac

from schutznetz.cases.models import Case, Result
from schutznetz.cases.queries.gathered import gathered

SAID = (
    "before", "outcome", "dangers", "danger_from", "present", "harm", "likelihood", "willing", "able",
    "reasons", "parents", "protective", "child_view", "dissent", "facts", "help_stand", "review_on",
    "leader_signs",
)  # fmt: skip


def result_seal(result: Result) -> str:
    """Return a keyed mark over the proposal, its author and everything that hangs on the case.

    Anything new or changed since, of whatever kind, gives another mark.
    """
    case = Case.objects.only("state", "outcome", "child_seen_at", "origin").get(pk=result.case_id)
    body = {
        "proposal": [str(result.pk), str(result.proposed_by_id)],
        "said": [str(getattr(result, name)) for name in SAID],
        "case": [str(case.pk), case.state, case.outcome],
        "gathered": gathered(case, besides=Result),
    }
    return salted_hmac("cases.result", json.dumps(body), algorithm="sha256").hexdigest()
