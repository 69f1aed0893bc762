from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from schutznetz.law.receipt import LENGTH, from_number, read, shown

CODES = st.integers(min_value=0, max_value=2**256).map(from_number)


@given(CODES)
def test_what_is_printed_is_what_is_read(code: str) -> None:
    assert read(shown(code)) == code
    assert len(shown(code)) == LENGTH + 3


@given(CODES, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(code: str, place: int, shift: int) -> None:
    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]
    assert read(wrong) is None


@given(CODES)
def test_swapped_neighbours_are_always_noticed(code: str) -> None:
    for place, (left, right) in enumerate(pairwise(code)):
        swapped = code[:place] + right + left + code[place + 2 :]
        assert (read(swapped) is None) is (left != right)


@given(CODES, st.sampled_from(["-", " ", ".", "/", " – ", "\n", ""]))
def test_any_separator_will_do(code: str, separator: str) -> None:
    groups = shown(code).split()
    assert read(f" {separator.join(groups)} ") == code


@given(CODES)
def test_digits_of_other_keyboards_are_digits(code: str) -> None:
    assert read(code.translate({ord(str(n)): chr(0x0660 + n) for n in range(10)})) == code
    assert read(code.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})) == code


@given(st.text(max_size=40))
def test_nothing_else_is_taken_for_a_code(typed: str) -> None:
    found = read(typed)
    assert found is None or (found.isascii() and found.isdecimal() and len(found) == LENGTH)


def test_letters_between_the_digits_are_refused() -> None:
    code = from_number(1)
    assert read(code[:8] + "O" + code[8:]) is None
    assert read(code) == code


def test_the_same_number_gives_the_same_code() -> None:
    assert from_number(10**15 + 7) == from_number(7)
    assert from_number(7) != from_number(8)
