"""What can be done in early help: always with the family's consent, and apart from all protection."""

from schutznetz.kernel.policy import Action


class CareAction(Action):
    LIST = "care.list"
    OPEN = "care.open"
    READ = "care.read"
    CHANGE = "care.change"
    END = "care.end"
    ERASE = "care.erase"
