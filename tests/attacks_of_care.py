"""What the database itself refuses of early help: nothing without a consent."""

from tests.conftest import NOON
from tests.values import ANNA, LATER, TODAY, YESTERDAY, Same, Values

OF_CARE: dict[str, list[Values]] = {
    "consent_has_a_last_day": [{"given_on": TODAY, "until": YESTERDAY}],
    "consent_of_a_young_person_says_how_it_is_understood": [
        {"declared_by": "young_person", "capacity": None}
    ],
    "consent_of_one_parent_of_two_says_why_one_suffices": [
        {"declared_by": "one_parent", "custody": "joint", "one_suffices": None}
    ],
    "consent_withdrawn_in_some_way": [
        {"withdrawn_at": NOON},
        {"withdrawal": "code"},
        {"withdrawal_noted_by_id": ANNA},
        {"withdrawn_at": NOON, "withdrawal": "spoken"},
        {"withdrawn_at": NOON, "withdrawal": "code", "withdrawal_noted_by_id": ANNA},
    ],
    "passing_by_the_youth_office_answers_section_64": [
        {"by_youth_office": True, "endangers_success": None},
        {"by_youth_office": True, "endangers_success": True},
        {"by_youth_office": True, "endangers_success": False, "success_why": None},
    ],
    "consent_recipient_has_an_account_or_a_name": [
        {"person_id": None, "outside_id": None},
        {"person_id": ANNA, "outside_id": "outsider"},
        {"person_id": None, "organisation_id": "house", "outside_id": "outsider"},
    ],
    "outside_link_opened_on_one_page": [
        {"opened_at": NOON, "opening_tag": ""},
        {"opened_at": None, "opening_tag": "x"},
    ],
    "guide_count_of_those_looked_at": [{"screened": 1, "positive": 2}],
    "referral_deputy_is_somebody_else": [{"deputy_id": Same("recipient_id")}],
    "referral_waits_until_a_time": [
        {"state": "requested", "due_at": None},
        {"state": "accepted", "due_at": LATER},
    ],
    "referral_declined_with_a_reason": [
        {"state": "declined", "due_at": None, "declined_because": ""},
        {"state": "accepted", "due_at": None, "declined_because": "area"},
    ],
    "referral_ended_with_a_reason": [
        {"state": "ended", "due_at": None, "ended_at": NOON, "ended_because": ""},
        {"state": "ended", "due_at": None, "ended_at": None, "ended_because": "moved"},
        {"state": "accepted", "due_at": None, "ended_because": "moved"},
    ],
    "call_back_done_at_a_time": [
        {"state": "called", "done_at": None},
        {"state": "waiting", "done_at": NOON},
    ],
}
