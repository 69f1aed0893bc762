"""Last year's figures of early help: the families behind them are long deleted. All invented."""

from datetime import date, datetime

from schutznetz.counting.amounts import Amount, Amounts, to_json
from schutznetz.counting.models import FixedYear
from schutznetz.demo.town import Town
from schutznetz.kernel import clock

TOLD = {
    "partners": {
        "youth_office": 1, "provider": 9, "day_care": 22, "school": 14, "health_office": 1, "jobcenter": 1,
        "clinic": 2, "medical_practice": 11, "midwife": 6, "early_intervention": 2, "pregnancy_advice": 3,
        "advice_centre": 4, "family_education": 2, "police": 1, "family_court": 1,
    },
    "partners_open": {"invited": 5, "declined": 2, "left": 1},
    "midwives": {"family_midwife": 4, "family_nurse": 3},
    "volunteers": {"preparing": 6, "active": 31},
    "funding": {"year": 7, "later": 18, "unsaid": 16},
    "contact_topics": {"child_protection": 41, "early_help": 38, "health": 12, "education": 20},
    "offer_languages": {"german": 24, "several": 17},
    "offers": {
        "beratung_schwangerschaft": 4, "beratung_familie": 6, "gesundheitsfachkraft": 2, "lotsendienst": 1,
        "willkommensbesuch": 1, "ehrenamt": 2, "offener_treff": 9, "eltern_kind_gruppe": 11,
        "elternbildung": 5,
    },
    "offer_ages": {"-9": 9, "0": 21, "6": 4, "12": 5, "unsaid": 2},
    "meetings": {"1": 3, "2": 4, "3": 2, "4": 3},
    "invitations": {"day_care": 80, "medical_practice": 37, "provider": 44, "clinic": 8},
    "advice": {"offers": 212, "pregnancy": 94, "upbringing": 151, "livelihood": 76, "cooperation": 48},
    "confirmed": {"confirmed": 35, "overdue": 6},
    "families_new": {"de": 96, "tr": 21, "ar": 18, "uk": 14, "pl": 3, "ro": 6},
    "guide_screened": {"positive": 148, "none": 612},
    "guide_talks": {"1": 31, "2": 38, "3": 29, "4": 35},
    "calls": {"called": 83, "not_reached": 9, "withdrawn": 6},
    "sent_on": {"guide_arrived": 52, "guide_not_arrived": 31, "house_arrived": 21, "house_not_arrived": 8},
    "referrals": {"accepted": 12, "declined": 19, "begun": 61, "ended": 44, "revoked": 7},
    "visits_asked": {"waiting": 8, "placed": 37, "ended": 29},
    "visit_contacts": {"home": 905, "phone": 214, "escort": 31, "group": 3, "no_show": 48},
    "welcome_letters": {"Altstadt": 142, "Neustadt": 188, "Nordend": 97, "Weiler": 4},
    "group_meetings": {"1": 3, "2": 2, "3": 2, "4": 3},
    "answer_time": {"soon": 58, "in_time": 71, "late": 9},
    "declined": {"no_place": 12, "not_fitting": 5, "language": 2},
    "referrals_ended": {"goal_reached": 27, "age_limit": 8, "moved": 3, "family_ended": 6},
    "families_helped": {"visits": 58, "volunteer": 24, "referral": 71, "several": 17, "none": 33},
    "visits_running": {"family_midwife": 24, "family_nurse": 13},
    "visits_waiting": {"2": 4, "6": 3, "more": 1},
    "visits_wait": {"2": 21, "6": 30, "more": 6},
    "visits_ended": {"planned": 18, "age_limit": 7, "moved": 2, "family": 2},
    "matches_running": {"3": 7, "12": 13, "more": 6},
    "matches_ended": {"reached": 5, "planned": 8, "moved": 1},
    "welcome_results": {"visited": 251, "declined": 63, "not_met": 41, "moved": 3, "open": 73},
}  # fmt: skip
MINUTES = {  # and of how many midwives or visits
    "midwife_posts": {"employed": (6240, 4), "freelance": (2100, 3)},
    "visit_hours": {"1": (20400, 44), "2": (23100, 51), "3": (19800, 40), "4": (21600, 47)},
    "given_hours": {"1": (18900, 150), "2": (21240, 171), "3": (14400, 118), "4": (19800, 160)},
}
BY_QUARTER = {"meetings", "group_meetings", "given_hours", "visit_hours", "guide_talks"}


def amounts(year: int) -> Amounts:
    found = {name: {cell: Amount(n, n) for cell, n in cells.items()} for name, cells in TOLD.items()}
    found |= {name: {cell: Amount(*said) for cell, said in cells.items()} for name, cells in MINUTES.items()}
    for name in BY_QUARTER:
        found[name] = {f"{year}-{quarter}": each for quarter, each in found[name].items()}
    return found


def bring_along(town: Town, now: datetime) -> None:
    """Keep the last year as the nightly job would have kept it on the first of January."""
    year = now.astimezone(clock.BERLIN).year - 1
    fixed_at = datetime.combine(date(year + 1, 1, 1), datetime.min.time(), clock.BERLIN)
    FixedYear.objects.create(year=year, fixed_at=fixed_at, amounts=to_json(amounts(year)))
