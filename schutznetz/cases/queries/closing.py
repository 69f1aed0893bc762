"""What the second person sees of a closing: the note, and that nothing moved since it was written."""

import json

from django.utils.crypto import salted_hmac

from schutznetz.cases.models import Case, Closing
from schutznetz.cases.queries.gathered import gathered


def closing_seal(closing: Closing) -> str:
    """Return a keyed mark over the note, its author, and the case so far: anything new gives another mark."""
    case = Case.objects.get(pk=closing.case_id)
    body = {
        "closing": [str(closing.pk), str(closing.proposed_by_id)],
        "content": [closing.outcome, closing.reason, closing.note, closing.gaps_why],
        "case": [str(case.pk), case.state, case.outcome, str(case.lead_id), str(case.substitute_id)],
        "gathered": gathered(case, besides=Closing),
    }
    return salted_hmac("cases.closing", json.dumps(body), algorithm="sha256").hexdigest()
