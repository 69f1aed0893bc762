"""What can be done with the figures of early help."""

from schutznetz.kernel.policy import Action


class CountingAction(Action):
    READ = "counting.read"
    READ_ROWS = "counting.read_rows"
    TAKE = "counting.take"
    FIX = "counting.fix"
