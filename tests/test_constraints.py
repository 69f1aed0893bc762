"""The database keeps its sentences by itself, whoever writes: each is broken here and refuses by name."""

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from schutznetz.advice.models import Consultant
from schutznetz.networks.models import Network
from tests.attacks import ATTACKS
from tests.canaries.world import World
from tests.copying import LONGEST, ROWS, copied
from tests.values import Values

# A new row cannot name itself: a wall looks for the other row first.
BY_UPDATE = "consultant_deputy_is_somebody_else"
DOMAINS = {"cases", "work", "concerns", "advice", "care", "visiting", "volunteers", "welcome"}
CHECKS = {
    constraint.name: model
    for model in apps.get_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, models.CheckConstraint)
}


def test_every_sentence_of_the_domains_is_attacked() -> None:
    kept = {name for name, model in CHECKS.items() if model._meta.app_label in DOMAINS}

    assert kept - ATTACKS.keys() == {BY_UPDATE}
    assert ATTACKS.keys() - CHECKS.keys() == set()


@pytest.fixture
def world(tannfurt: Network, inside: None) -> World:
    return World(tannfurt, ROWS)


def test_each_is_refused_by_its_name(world: World) -> None:
    """A copy of a good row, with the values that break one sentence and no other."""
    stood = [
        f"{name}: {said} -> {refused}"
        for name, attacks in ATTACKS.items()
        for said in attacks
        if (refused := refusal(world, CHECKS[name], said)) != name
    ]

    assert stood == []


def test_the_copied_rows_break_none(world: World) -> None:
    """Negative control: the same copy with nothing changed is refused for no sentence at all."""
    refused = {model: refusal(world, model, {}) for model in {CHECKS[name] for name in ATTACKS}}

    assert {model._meta.label: name for model, name in refused.items() if name} == {}


def refusal(world: World, model: type[models.Model], said: Values) -> str:
    """Return the sentence by which the database refuses a copy of the model's row with other values."""
    words = {word[:LONGEST] for word in re.findall(r"\w+", copied(world, model, said))}
    return next((name for name in CHECKS if name[:LONGEST] in words), "")


def test_nobody_stands_in_for_herself_as_consultant(world: World) -> None:
    consultant = world.row(Consultant)

    with pytest.raises(IntegrityError, match=BY_UPDATE), transaction.atomic():
        Consultant.objects.filter(pk=consultant.pk).update(deputy=consultant)
