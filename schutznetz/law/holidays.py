"""Working days in the sixteen Länder: public holidays by law, computed for any year."""

from datetime import date, timedelta

# Days counted from Easter Sunday, and fixed days; "00" holds everywhere, else the two-digit key of a Land.
MOVABLE = {
    -2: {"00"},
    1: {"00"},
    39: {"00"},
    50: {"00"},
    60: {"05", "06", "07", "08", "09", "10"},
}
FIXED = {
    (1, 1): {"00"},
    (1, 6): {"08", "09", "15"},
    (3, 8): {"11", "13"},
    (5, 1): {"00"},
    (8, 15): {"10"},
    (9, 20): {"16"},
    (10, 3): {"00"},
    (10, 31): {"01", "02", "03", "04", "12", "13", "14", "15", "16"},
    (11, 1): {"05", "07", "08", "09", "10"},
    (12, 25): {"00"},
    (12, 26): {"00"},
}
SUNDAYS = {0: {"12"}, 49: {"12"}}  # Brandenburg names Easter and Whit Sunday as holidays of their own
WEDNESDAY, SATURDAY = 2, 5


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Gauss, in the form of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month = (h + weekday - 7 * m + 90) // 25
    return date(year, month, (h + weekday - 7 * m + 33 * month + 19) % 32)


def holidays(year: int, land: str = "") -> set[date]:
    """Return the public holidays of a Land; without one, those that hold everywhere."""
    places = {"00", land}
    sunday = easter(year)
    days = {sunday + timedelta(days=n) for n, where in (MOVABLE | SUNDAYS).items() if where & places}
    days |= {date(year, month, day) for (month, day), where in FIXED.items() if where & places}
    return days | ({repentance_day(year)} if land == "14" else set())


def repentance_day(year: int) -> date:
    """Return Buß- und Bettag, the Wednesday before 23 November; a holiday in Sachsen only."""
    day = date(year, 11, 22)
    return day - timedelta(days=(day.weekday() - WEDNESDAY) % 7)


def is_working_day(day: date, land: str = "") -> bool:
    """Say whether offices work; Saturdays count as free, as § 193 BGB treats them."""
    return day.weekday() < SATURDAY and day not in holidays(day.year, land)
