"""What can be done with volunteers: won, looked after, brought together with a family, let go."""

from schutznetz.kernel.policy import Action


class VolunteerAction(Action):
    LIST = "volunteers.list"
    ADD = "volunteers.add"
    READ = "volunteers.read"
    CHANGE = "volunteers.change"
    NOTE_CERTIFICATE = "volunteers.note_certificate"
    TAKE_UP = "volunteers.take_up"
    LEAVE = "volunteers.leave"
    REMIND = "volunteers.remind"
    FORGET_CERTIFICATE = "volunteers.forget_certificate"
    ERASE = "volunteers.erase"
    HOLD_GROUP = "volunteers.hold_group"
    ASK = "volunteers.ask"
    READ_WISH = "volunteers.read_wish"
    WITHDRAW = "volunteers.withdraw"
    PROPOSE = "volunteers.propose"
    READ_MATCH = "volunteers.read_match"
    NOTE_TALKS = "volunteers.note_talks"
    DECIDE = "volunteers.decide"
    NOTE_VISIT = "volunteers.note_visit"
    ASK_END = "volunteers.ask_end"
    EXTEND = "volunteers.extend"
    END_MATCH = "volunteers.end_match"
    PAY = "volunteers.pay"


# Looks at what is sealed; a list records itself, with its count.
SEEN = frozenset(
    {
        VolunteerAction.LIST,
        VolunteerAction.READ,
        VolunteerAction.CHANGE,
        VolunteerAction.LEAVE,
        VolunteerAction.HOLD_GROUP,
        VolunteerAction.PAY,
        VolunteerAction.READ_WISH,
        VolunteerAction.READ_MATCH,
    }
)
