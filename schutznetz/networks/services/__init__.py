"""What people do in a network: one module per use case."""

from schutznetz.networks.services.absences import end_absence, report_absence, report_absence_of
from schutznetz.networks.services.coordination import (
    call_meeting,
    cancel_meeting,
    count_advice,
    uncount_advice,
)
from schutznetz.networks.services.founding import begin_network, claim_area
from schutznetz.networks.services.letters import change_letter, note_letter, print_letter, reset_letter
from schutznetz.networks.services.lists import note_check, request_takeover, take_over, upload_partners
from schutznetz.networks.services.partners import (
    add_contact_person,
    add_organisation,
    add_unit,
    change_contact_person,
    change_organisation,
    end_contact,
    name_contact,
)
from schutznetz.networks.services.people import (
    accept_invitation,
    decide,
    end_assignment,
    invite,
    join_accounts,
    lift_lock,
    lock,
    propose_assignment,
    propose_parting,
    propose_recovery,
)
from schutznetz.networks.services.periods import set_early_period, set_period
from schutznetz.networks.services.settings import change_office, propose_settings

__all__ = [
    "accept_invitation",
    "add_contact_person",
    "add_organisation",
    "add_unit",
    "begin_network",
    "call_meeting",
    "cancel_meeting",
    "change_contact_person",
    "change_letter",
    "change_office",
    "change_organisation",
    "claim_area",
    "count_advice",
    "decide",
    "end_absence",
    "end_assignment",
    "end_contact",
    "invite",
    "join_accounts",
    "lift_lock",
    "lock",
    "name_contact",
    "note_check",
    "note_letter",
    "print_letter",
    "propose_assignment",
    "propose_parting",
    "propose_recovery",
    "propose_settings",
    "report_absence",
    "report_absence_of",
    "request_takeover",
    "reset_letter",
    "set_early_period",
    "set_period",
    "take_over",
    "uncount_advice",
    "upload_partners",
]
