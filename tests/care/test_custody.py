"""Somebody who speaks alone where it was told otherwise before says what changed; the reason is kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from schutznetz.care import services
from schutznetz.care.choices import Custody, DeclaredBy, WithdrawalWay
from schutznetz.care.models import CodeHolder, Family, FamilyConsent
from schutznetz.care.services import Declarer
from schutznetz.kernel.context import Context
from schutznetz.kernel.machine import Conflict
from tests.care.conftest import KEY, MOTHER, declared

pytestmark = pytest.mark.usefixtures("inside")
FATHER = [Declarer(name="Herr Aydin")]
WHY = "Das Gericht hat ihr die Sorge übertragen."
BOTH = {"declared_by": DeclaredBy.BOTH_PARENTS, "custody": Custody.JOINT}
JOINT = {"custody": Custody.JOINT, "one_suffices": "Es geht um Alltag."}
GUARDIAN = {"declared_by": DeclaredBy.GUARDIAN, "custody": Custody.OTHER}
SELF = {"declared_by": DeclaredBy.SELF}


def note(
    ctx: Context, family: Family, person: Context, by: list[Declarer], minute: int, **other: Any
) -> FamilyConsent:
    later = replace(ctx, now=ctx.now + timedelta(minutes=minute))
    said = declared([person], **other)
    return services.note_consent(later, family, declared=said, by=by, key=f"{KEY}{minute}")


@pytest.mark.parametrize(
    ("first", "by", "then", "alone"),
    [
        (BOTH, [*MOTHER, *FATHER], {}, MOTHER),
        (JOINT, MOTHER, {}, MOTHER),
        ({**SELF, "custody": Custody.JOINT}, MOTHER, {}, MOTHER),
        ({}, MOTHER, {}, FATHER),
        ({}, MOTHER, GUARDIAN, [Declarer(name="Frau Berg")]),
        (GUARDIAN, [Declarer(name="Frau Berg")], {}, MOTHER),
    ],
    ids=str,
)
def test_other_custody_than_before_asks_what_changed(
    first: dict[str, Any],
    by: list[Declarer],
    then: dict[str, Any],
    alone: list[Declarer],
    clara: Context,
    aydins: Family,
    mira: Context,
) -> None:
    before = note(clara, aydins, mira, by, 0, **first)
    services.withdraw_consent(clara, before, way=WithdrawalWay.SPOKEN)

    with pytest.raises(Conflict, match="was sich geändert hat"):
        note(clara, aydins, mira, alone, 1, **then)

    assert note(clara, aydins, mira, alone, 2, **then, one_suffices=WHY).one_suffices == WHY
    assert note(clara, aydins, mira, alone, 3, **then)  # told once; the next one rests on it


@pytest.mark.parametrize(
    ("then", "by"),
    [
        ({}, MOTHER),
        ({}, [Declarer(name=" frau AYDIN")]),
        (BOTH, [*MOTHER, *FATHER]),
        ({**SELF, "custody": Custody.JOINT}, FATHER),
        ({"custody": Custody.NO_CHILD}, FATHER),
        ({"declared_by": DeclaredBy.YOUNG_PERSON, "capacity": "Erklärt es selbst."}, FATHER),
    ],
    ids=str,
)
def test_the_control_nothing_is_asked_where_nothing_changed(
    then: dict[str, Any], by: list[Declarer], clara: Context, aydins: Family, mira: Context
) -> None:
    note(clara, aydins, mira, MOTHER, 0)

    assert note(clara, aydins, mira, by, 1, **then)


def test_with_her_code_she_is_the_same(clara: Context, aydins: Family, mira: Context) -> None:
    note(clara, aydins, mira, MOTHER, 0)

    assert note(clara, aydins, mira, [Declarer(holder_id=CodeHolder.objects.get().pk)], 1)


def test_who_speaks_for_herself_proves_no_custody(clara: Context, aydins: Family, mira: Context) -> None:
    note(clara, aydins, mira, [*MOTHER, *FATHER], 0, **BOTH)
    note(clara, aydins, mira, MOTHER, 1, **SELF)

    with pytest.raises(Conflict, match="was sich geändert hat"):
        note(clara, aydins, mira, MOTHER, 2)


def test_the_paper_is_not_printed_before_it_is_said(clara: Context, aydins: Family, mira: Context) -> None:
    note(clara, aydins, mira, [*MOTHER, *FATHER], 0, **BOTH)

    with pytest.raises(Conflict, match="was sich geändert hat"):
        services.print_consent(clara, aydins, declared=declared([mira]), by=MOTHER)

    said = declared([mira], one_suffices=WHY)
    assert services.print_consent(clara, aydins, declared=said, by=MOTHER) == aydins
