"""The drawing of the people around a child: nothing lies over anything, no words leave their box."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.cases.choices import Known, PersonRole
from schutznetz.cases.models import Case, CasePerson
from schutznetz.cases.queries.people import ACCESS, HOUSEHOLD, OUTSIDE, UNCLEAR, Circle, ring
from schutznetz.web.cases.procedure.picture import SIZE, TRACKS, Box, Picture, age, picture, wide, wrapped

pytestmark = pytest.mark.static
TODAY = date(2026, 11, 22)
CASE = Case(child_name="Mia")
LONG = (
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle WWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"
)


def person(name: str, **more: Any) -> CasePerson:
    given = {
        "role": PersonRole.OTHER_ADULT,
        "custody": Known.NO,
        "has_access": Known.NO,
        "orders_known": Known.NO,
    }
    return CasePerson(name=name, **{"lives_here": Known.NO, **given, **more})


def drawn(*circles: tuple[str, Sequence[CasePerson]]) -> Picture:
    return picture(CASE, [Circle(title, people) for title, people in circles], TODAY)


def crowd(number: int) -> Picture:
    """Many people, each with everything that can be said of somebody."""
    yes = {"custody": Known.YES, "has_access": Known.YES, "orders_known": Known.YES, "orders": LONG}
    people = [
        person(f"{LONG} {n}", born="3.4.1990", relation=f"Bruder von Anna {n}", **yes) for n in range(number)
    ]
    known = [person(f"Anna {n}", born="35", custody=Known.YES) for n in range(number)]
    return drawn(
        (HOUSEHOLD, people[::2]), (ACCESS, known), (UNCLEAR, people[1::2]), (OUTSIDE, [person("Otto")])
    )


def overlap(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def holds(box: Box, x: float, y: float, w: float, h: float) -> bool:
    return box.x <= x and box.y <= y and x + w <= box.right and y + h <= box.bottom


def faults(found: Picture) -> list[str]:
    """Return everything that a reader would call messy."""
    boxes = found.boxes
    said = [f"boxes {a} {b}" for a, b in combinations(boxes, 2) if overlap(a, b)]
    said += [f"frames {a} {b}" for a, b in combinations(found.frames, 2) if overlap(a, b)]
    said += [f"box {b}" for b in boxes[1:] if sum(holds(f, b.x, b.y, b.w, b.h) for f in found.frames) != 1]
    for each in found.words:
        width = wide(each.text, each.size, bold=each.style in {"strong", "title", "ban"})
        place = (each.x, each.y - each.size, width, each.size)
        inside = found.frames if each.style in {"title", *TRACKS} and not _in(boxes, place) else boxes
        if not _in(inside, place):
            said.append(f"words {each}")
    for wire in found.wires:
        for (x, y), (u, v) in zip(wire.points, wire.points[1:], strict=False):
            line = Box(min(x, u), min(y, v), abs(u - x), abs(v - y))
            said += [f"line {wire}" for b in boxes if _runs_through(line, b)]
        if any(not 0 <= x <= found.width or not 0 <= y <= found.height for x, y in wire.points):
            said.append(f"off the paper {wire}")
    return said


def _in(boxes: Sequence[Box], place: tuple[float, float, float, float]) -> bool:
    return any(holds(box, *place) for box in boxes)


def _runs_through(line: Box, box: Box) -> bool:
    return line.x < box.right and box.x < line.right and line.y < box.bottom and box.y < line.bottom


@pytest.mark.parametrize("number", [0, 1, 4, 21, 60])
@pytest.mark.parametrize("language", ["de", "en"])
def test_many_people_never_lie_over_each_other(number: int, language: str) -> None:
    with override(language):
        assert faults(crowd(number)) == []


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300)
answers = st.sampled_from(Known)


@given(
    st.lists(
        st.builds(
            person, words, born=words, relation=words, orders=words, custody=answers, has_access=answers,
            orders_known=answers, role=st.sampled_from(PersonRole),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_whatever_is_typed_stays_in_its_box(people: list[CasePerson]) -> None:
    assert faults(drawn((HOUSEHOLD, people))) == []


def test_a_mess_is_seen() -> None:
    """Negative control: a box moved onto another, and words pushed out of theirs."""
    found = crowd(4)
    found.boxes[2] = found.boxes[1]
    found.words[0] = type(found.words[0])(0, 0, "Mia")

    kinds = {fault.split()[0] for fault in faults(found)}

    assert kinds == {"boxes", "words"}


def test_the_same_people_give_the_same_picture() -> None:
    assert crowd(21) == crowd(21)


@pytest.mark.parametrize(
    ("more", "kinds"),
    [
        ({}, set()),
        ({"custody": Known.YES}, {"custody"}),
        ({"has_access": Known.YES}, {"access"}),
        ({"orders_known": Known.YES, "orders": "Kontaktverbot"}, {"ban"}),
        ({"custody": Known.UNKNOWN, "has_access": Known.UNKNOWN, "orders_known": Known.UNKNOWN}, set()),
    ],
)
def test_a_line_says_what_is_known_and_nothing_else(more: dict[str, Any], kinds: set[str]) -> None:
    found = drawn((ACCESS, [person("Otto", **more)]))

    assert {wire.kind for wire in found.wires} == kinds
    assert len(found.crosses) == ("ban" in kinds)


def test_a_ban_is_told_in_words_and_by_a_cross_not_by_a_colour() -> None:
    banned = person("Otto", orders_known=Known.YES, orders="Betritt die Wohnung nicht")

    found = drawn((OUTSIDE, [banned]))

    assert "Betritt die Wohnung nicht" in " ".join(each.text for each in found.words)
    assert [each.text for each in found.words if each.style == "ban" and each.size < SIZE] == ["Verbot"]


def test_two_who_belong_together_are_tied() -> None:
    both = [person("Eva Nord", relation="verheiratet mit Otto Nord"), person("Otto Nord"), person("Otto")]

    found = drawn((HOUSEHOLD, both))

    [tie] = [wire for wire in found.wires if wire.kind == "relation"]
    assert (tie.points[0][1], tie.points[-1][1]) == (found.boxes[1].middle, found.boxes[2].middle)


@pytest.mark.parametrize(
    ("born", "told"),
    [
        ("3.4.2020", "6 Jahre"),
        ("geb. 23.11.2020", "5 Jahre"),
        ("22.11.2020", "6 Jahre"),
        ("etwa 40", "etwa 40"),
        ("1.1.2099", "1.1.2099"),
        ("", ""),
    ],
)
def test_an_age_is_told_where_the_day_of_birth_is_known(born: str, told: str) -> None:
    assert age(born, TODAY) == told


def test_no_word_is_lost_by_breaking_lines() -> None:
    assert "".join(wrapped(LONG, 100, SIZE)).replace(" ", "") == LONG.replace(" ", "")


RINGS = {
    (Known.YES, Known.YES): HOUSEHOLD,
    (Known.YES, Known.NO): HOUSEHOLD,
    (Known.YES, Known.UNKNOWN): HOUSEHOLD,
    (Known.NO, Known.YES): ACCESS,
    (Known.NO, Known.NO): OUTSIDE,
    (Known.NO, Known.UNKNOWN): UNCLEAR,
    (Known.UNKNOWN, Known.YES): UNCLEAR,
    (Known.UNKNOWN, Known.NO): UNCLEAR,
    (Known.UNKNOWN, Known.UNKNOWN): UNCLEAR,
}


def test_nobody_is_said_to_live_somewhere_before_it_is_known() -> None:
    found = {
        (lives, access): ring(person("Otto", lives_here=lives, has_access=access))
        for lives in Known
        for access in Known
    }

    assert found == RINGS


def test_who_may_not_come_near_is_told_so_where_the_frame_does_not_say_it() -> None:
    for lives in Known:  # one frame has that very title
        otto = person("Otto", lives_here=lives)
        found = drawn((ring(otto), [otto]))
        assert [words.text for words in found.words].count("Kein Zugang zum Kind") == 1


def test_a_second_row_for_the_child_is_drawn_with_its_ban() -> None:
    first = person("Mia", role=PersonRole.CHILD, lives_here=Known.YES)
    second = person("Mia Nord", role=PersonRole.CHILD, orders_known=Known.YES, orders="Umgang")

    found = drawn((HOUSEHOLD, [first]), (OUTSIDE, [second]))

    said = [words.text for words in found.words]
    assert {"Mia", "Mia Nord", "Verboten oder angeordnet: Umgang"} <= set(said)
    assert said.count("Mia") == 1
    assert len(found.crosses) == 1
    assert faults(found) == []
