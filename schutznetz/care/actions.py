"""What can be done in early help: always with the family's consent, and apart from all protection."""

from schutznetz.kernel.policy import Action


class CareAction(Action):
    LIST = "care.list"
    OPEN = "care.open"
    READ = "care.read"
    CHANGE = "care.change"
    END = "care.end"
    ERASE = "care.erase"
    NOTE_CONSENT = "care.note_consent"
    WITHDRAW_CONSENT = "care.withdraw_consent"
    COPY_CONSENT = "care.copy_consent"
    TAKE_LOG = "care.take_log"
    REFER = "care.refer"
    READ_REFERRAL = "care.read_referral"
    ANSWER_REFERRAL = "care.answer_referral"
    CARRY_ON = "care.carry_on"
    REVOKE_REFERRAL = "care.revoke_referral"
    ASK_CALL = "care.ask_call"
    NOTE_CALL = "care.note_call"
    TAKE_OVER_CALL = "care.take_over_call"
    FORGET_CALL = "care.forget_call"
    RETURN = "care.return"
