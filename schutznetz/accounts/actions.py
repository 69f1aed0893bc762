"""What a signed-in person does for herself, outside every network."""

from schutznetz.kernel.policy import Action


class AccountAction(Action):
    CHOOSE_ASSIGNMENT = "accounts.choose_assignment"
    READ_OWN = "accounts.read_own"
    END_OTHER_SESSIONS = "accounts.end_other_sessions"
    BECOME_PERSONA = "accounts.become_persona"  # the demo's page; in operation it does not exist
