"""What can be done in a network, apart from its cases, offers and tasks."""

from schutznetz.kernel.policy import Action


class NetworkAction(Action):
    """Partners, contacts, meetings and the coordination's day."""

    VISIT = "networks.visit"
    FOUND = "networks.found"
    READ_CONTACTS = "networks.read_contacts"
    ADD_ORGANISATION = "networks.add_organisation"
    CHANGE_ORGANISATION = "networks.change_organisation"
    NAME_CONTACT = "networks.name_contact"
    CHANGE_CONTACT = "networks.change_contact"
    IMPORT_PARTNERS = "networks.import_partners"
    READ_LIST = "networks.read_list"
    MAIL_PARTNERS = "networks.mail_partners"
    CALL_MEETING = "networks.call_meeting"
    CHANGE_MEETING = "networks.change_meeting"
    COUNT_ADVICE = "networks.count_advice"
    REPORT_ABSENCE = "networks.report_absence"
    END_ABSENCE = "networks.end_absence"
    REPORT_ABSENCE_OF = "networks.report_absence_of"
    CHANGE_OFFICE = "networks.change_office"
    CHANGE_LETTERS = "networks.change_letters"
    CHANGE_PERIODS = "networks.change_periods"
    CHANGE_EARLY_PERIODS = "networks.change_early_periods"


class PeopleAction(Action):
    """Who may come in, in which function, and until when."""

    LIST = "people.list"
    PROPOSE = "people.propose"
    PROPOSE_RECOVERY = "people.propose_recovery"
    LIST_PROPOSALS = "people.list_proposals"
    READ_PROPOSAL = "people.read_proposal"
    DECIDE = "people.decide"
    INVITE = "people.invite"
    ACCEPT_INVITATION = "people.accept_invitation"
    END_ASSIGNMENT = "people.end_assignment"
    LOCK = "people.lock"
    UNLOCK = "people.unlock"
    JOIN_ACCOUNTS = "people.join_accounts"
    PROPOSE_PARTING = "people.propose_parting"
    READ_SETTINGS = "people.read_settings"
    PROPOSE_SETTINGS = "people.propose_settings"
