"""Every screen of the product, once: who sees it and how it comes to life. Append yours.

``tests/journeys/test_screens.py`` opens each in a real browser and writes the pictures of the manual;
``tests/web/test_screens.py`` finds the page that is in no row.
"""

from tests.screens import (
    accounts,
    advice,
    care,
    concerns,
    counting,
    deferrals,
    disputes,
    file_access,
    handover,
    intake,
    keeping,
    measures,
    networks,
    offers,
    procedure,
    public,
    referrals,
    reporting,
    secrets,
    statistics,
    visiting,
    visiting_office,
    volunteers,
    welcome,
    work,
)
from tests.screens.stage import Screen, Stage, found_stage

__all__ = ["SCREENS", "Screen", "Stage", "found_stage"]

SCREENS = [
    *public.SCREENS,
    *offers.SCREENS,
    *reporting.SCREENS,
    *advice.SCREENS,
    *care.SCREENS,
    *referrals.SCREENS,
    *concerns.SCREENS,
    *intake.SCREENS,
    *procedure.SCREENS,
    *measures.SCREENS,
    *secrets.SCREENS,
    *handover.SCREENS,
    *file_access.SCREENS,
    *disputes.SCREENS,
    *deferrals.SCREENS,
    *statistics.SCREENS,
    *volunteers.SCREENS,
    *keeping.SCREENS,
    *welcome.SCREENS,
    *visiting.SCREENS,
    *visiting_office.SCREENS,
    *counting.SCREENS,
    *work.SCREENS,
    *networks.SCREENS,
    *accounts.SCREENS,
]
