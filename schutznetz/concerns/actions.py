"""What can be done with a worry before anyone is told, and with the guide that needs no account."""

from schutznetz.kernel.policy import Action


class ConcernAction(Action):
    ASK_GUIDE = "concerns.ask_guide"
    LIST = "concerns.list"
    OPEN = "concerns.open"
    READ = "concerns.read"
    WRITE = "concerns.write"
    SHARE = "concerns.share"
    INFORM = "concerns.inform"
    CLOSE = "concerns.close"
    TAKE_OVER = "concerns.take_over"
    HOLD = "concerns.hold"
    WARN = "concerns.warn"
    ERASE = "concerns.erase"
