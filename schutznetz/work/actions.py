"""What can be done with tasks and shifts."""

from schutznetz.kernel.policy import Action


class WorkAction(Action):
    START = "work.start"
    READ = "work.read"
    READ_OPEN = "work.read_open"
    TAKE = "work.take"
    HAND_OVER = "work.hand_over"
    FINISH = "work.finish"
    EXPLAIN = "work.explain"
    ACKNOWLEDGE = "work.acknowledge"
    ANSWER = "work.answer"
    ESCALATE = "work.escalate"
    DUTY = "work.duty"
    PLAN_SHIFT = "work.plan_shift"
    CANCEL_SHIFT = "work.cancel_shift"
