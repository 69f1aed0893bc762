"""No number and no time is shipped without saying where it is from."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from django.test import Client

from schutznetz.web.public.numbers import EMERGENCY, NATIONAL, PROFESSIONAL, HelpNumber

SHIPPED = [*EMERGENCY, *NATIONAL, PROFESSIONAL]


def unsourced(numbers: Iterable[HelpNumber]) -> list[str]:
    dated = re.compile(r"20\d\d(-\d\d)?")
    return [each.number for each in numbers if not (each.source and dated.fullmatch(each.as_of))]


def test_every_shipped_number_names_source_and_date() -> None:
    assert unsourced(SHIPPED) == []
    assert unsourced([replace(PROFESSIONAL, source=""), replace(PROFESSIONAL, as_of="neulich")]) == [
        PROFESSIONAL.number,
        PROFESSIONAL.number,
    ]


@pytest.mark.django_db
def test_a_number_without_known_times_claims_none(client: Client) -> None:
    page = client.get("/hilfe-sofort/").content.decode()

    assert 'href="tel:08002255530"' in page
    assert re.search(r'class="sn-call__when">\s*</p>', page) is None
    assert page.count("sn-call__when") == len([each for each in (*EMERGENCY, *NATIONAL) if each.when])
