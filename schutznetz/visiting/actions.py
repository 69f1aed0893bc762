"""What can be done with family midwives, with requests for them, and with plans of who goes where."""

from schutznetz.kernel.policy import Action


class VisitingAction(Action):
    KEEP_REGISTER = "visiting.keep_register"
    CHANGE_MIDWIFE = "visiting.change_midwife"
    LIST = "visiting.list"
    LIST_OWN = "visiting.list_own"
    REQUEST = "visiting.request"
    READ = "visiting.read"
    PLACE = "visiting.place"
    END = "visiting.end"
    PLAN = "visiting.plan"
    READ_PLAN = "visiting.read_plan"
    NOTE_PLAN = "visiting.note_plan"
    ADOPT = "visiting.adopt"
    FORGET_PLAN = "visiting.forget_plan"
