import pytest

from schutznetz.law.norm import Norm


@pytest.mark.parametrize(
    ("norm", "text"),
    [
        (Norm("KKG", "4", 3, 1), "§ 4 Abs. 3 Satz 1 KKG"),
        (Norm("SGB VIII", "8a", 4, 1, "2"), "§ 8a Abs. 4 Satz 1 Nr. 2 SGB VIII"),
        (Norm("SGB VIII", "62", 3, None, "2", "d"), "§ 62 Abs. 3 Nr. 2 Buchst. d SGB VIII"),
        (Norm("DSGVO", "9", 2, None, None), "Art. 9 Abs. 2 DSGVO"),
        (Norm("DSGVO", "18", 1, None, None, "a"), "Art. 18 Abs. 1 Buchst. a DSGVO"),
        (Norm("StGB", "34"), "§ 34 StGB"),
    ],
    ids=str,
)
def test_a_citation_reads_as_jurists_write_it(norm: Norm, text: str) -> None:
    assert str(norm) == text


@pytest.mark.parametrize(
    "wrong",
    [("", "4"), ("KKG", ""), ("KKG", "4", 1, 1, None, "a"), ("DSGVO", "18", None, None, None, "a")],
    ids=str,
)
def test_half_a_citation_is_refused(wrong: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"citation|letter"):
        Norm(*wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_citations_sort_as_one_looks_them_up() -> None:
    inside = [Norm("SGB VIII", "8a"), Norm("SGB VIII", "8a", 1), Norm("SGB VIII", "8a", 1, 2)]
    order = [Norm("KKG", "4", 3), Norm("KKG", "5"), *inside, Norm("SGB VIII", "62", 1, None, "2")]
    assert sorted([*order[3:], *order[:3]]) == order
