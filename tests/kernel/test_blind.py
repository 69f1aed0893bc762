from collections import Counter

import pytest
from django.core.exceptions import FieldError
from django.db.models import Q

from schutznetz.cases.models import Participant
from schutznetz.kernel import tenancy
from schutznetz.kernel.blind import BlindTagField, Part
from schutznetz.networks.models import Network


def field(name: str = "tag", *parts: Part) -> BlindTagField:
    made = BlindTagField(*(parts or (Part.NAME, Part.DATE)))
    made.set_attributes_from_name(name)
    made.model = Participant
    return made


@pytest.mark.parametrize("parts", [(Part.NAME,), (Part.DATE,), (Part.DATE, Part.DATE)])
def test_no_tag_over_one_attribute_or_dates_alone(parts: tuple[Part, ...]) -> None:
    with pytest.raises(ValueError, match="joins a name"):
        BlindTagField(*parts)


@pytest.mark.parametrize(
    "parts", [(Part.NAME, Part.NAME), (Part.NAME, Part.DATE), (Part.NAME, Part.NAME, Part.DATE)]
)
def test_compound_tags_are_allowed(parts: tuple[Part, ...]) -> None:
    assert BlindTagField(*parts).parts == parts


def test_equal_values_find_each_other_however_they_are_written(inside: None) -> None:
    tag = field().get_prep_value(("Müller", "2019-03-01"))

    assert tag == field().get_prep_value((" MU\u0308LLER ", "2019-03-01"))
    assert tag != field().get_prep_value(("Müller", "2019-03-02"))
    assert len(tag) == 16


def test_parts_do_not_run_together(inside: None) -> None:
    two = field("tag", Part.NAME, Part.NAME)
    assert two.tag(("an", "na")) != two.tag(("ann", "a"))


def test_a_missing_part_gives_no_tag(inside: None) -> None:
    assert field().tag(("Müller", "")) is None
    with pytest.raises(ValueError, match="2 parts"):
        field().tag(("Müller",))


def test_neither_networks_nor_fields_can_be_joined(tannfurt: Network, erlenstedt: Network) -> None:
    person = ("Müller", "2019-03-01")
    tags = Counter[bytes | None]()
    for network in (tannfurt, erlenstedt):
        with tenancy.scope(network.pk):
            tags.update([field("tag").tag(person), field("other").tag(person)])

    assert set(tags.values()) == {1}


def test_a_tag_can_be_matched_and_nothing_else() -> None:
    made = field()
    assert all(made.get_lookup(name) for name in ("exact", "in", "isnull"))
    assert not any(made.get_lookup(name) for name in ("gt", "contains", "startswith", "range"))


def test_the_negative_control_a_plain_field_can_be_searched(inside: None) -> None:
    Participant.objects.filter(Q(case__number__gt=1))
    with pytest.raises(FieldError):
        Participant.objects.filter(name__gt="x")
