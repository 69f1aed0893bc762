"""What can be done with advice by an experienced professional (§ 8b SGB VIII, § 4 Abs. 2 KKG)."""

from schutznetz.kernel.policy import Action


class AdviceAction(Action):
    FIND = "advice.find"
    ASK = "advice.ask"
    ASK_OPENLY = "advice.ask_openly"
    RETURN = "advice.return"
    LIST = "advice.list"
    READ = "advice.read"
    ASK_FURTHER = "advice.ask_further"
    ANSWER = "advice.answer"
    SIGN = "advice.sign"
    DISSENT = "advice.dissent"
    TAKE_RESULT = "advice.take_result"
    KEEP_POOL = "advice.keep_pool"
    CHANGE_CONSULTANT = "advice.change_consultant"
    READ_NUMBERS = "advice.read_numbers"
    OVERSEE = "advice.oversee"
    ASSIGN = "advice.assign"
    ERASE = "advice.erase"
