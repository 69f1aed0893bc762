"""What can be done in a network, apart from its cases, offers and tasks."""

from schutznetz.kernel.policy import Action


class NetworkAction(Action):
    VISIT = "networks.visit"
