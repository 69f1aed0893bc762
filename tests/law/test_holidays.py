"""The library of public holidays is the witness; the product computes them without it."""

from datetime import date

import holidays as witness
import pytest

from schutznetz.law.holidays import holidays, is_working_day

LAENDER = {
    "01": "SH", "02": "HH", "03": "NI", "04": "HB", "05": "NW", "06": "HE", "07": "RP", "08": "BW",
    "09": "BY", "10": "SL", "11": "BE", "12": "BB", "13": "MV", "14": "SN", "15": "ST", "16": "TH",
}  # fmt: skip
ONCE = {date(2025, 5, 8), date(2028, 6, 17)}  # single anniversaries in Berlin


@pytest.mark.parametrize("land", LAENDER)
def test_the_days_of_each_land_agree_with_the_library(land: str) -> None:
    for year in range(2023, 2036):
        expected = set(witness.country_holidays("DE", subdiv=LAENDER[land], years=year)) - ONCE
        assert holidays(year, land) == expected, (land, year)


def test_weekends_and_holidays_are_no_working_days() -> None:
    assert is_working_day(date(2026, 11, 27))
    assert not is_working_day(date(2026, 11, 28))
    assert not is_working_day(date(2026, 12, 25))
    assert is_working_day(date(2026, 11, 18), "05")
    assert not is_working_day(date(2026, 11, 18), "14")
