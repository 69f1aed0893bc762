"""Where a protected class may be seen, and by whom: all else is a leak, and so is a row that nobody needs.

A channel is a page by its name; ``space:*`` stands for all pages of one area. What names a place or a person
who trusted us is listed page by page.
"""

from schutznetz.kernel.catalogue import Data
from schutznetz.networks.choices import Role

INTAKE, WORKER, LEAD, PRIVACY = Role.INTAKE, Role.CASE_WORKER, Role.TEAM_LEAD, Role.DATA_PROTECTION
PARTNER, ISEF, RECORDS = Role.PARTNER, Role.ISEF, Role.RECORDS_OFFICER
COORDINATOR = Role.COORDINATOR
OFFICE = frozenset({INTAKE, WORKER, LEAD})
ON_THE_CASE = frozenset({WORKER, LEAD})
SYSTEM = frozenset({"system"})
VOLUNTEERS = frozenset({Role.VOLUNTEER_COORDINATOR})

ALLOWED: dict[tuple[Data, str], frozenset[str]] = {
    (Data.CONTENT, "advice:*"): frozenset({PARTNER, ISEF}),
    (Data.CONTENT, "volunteers:*"): VOLUNTEERS,
    (Data.PERSONAL, "volunteers:*"): VOLUNTEERS,
    (Data.CONTENT, "concerns:*"): frozenset({PARTNER}),
    (Data.CONTENT, "care:*"): frozenset({COORDINATOR, PARTNER}),
    (Data.PERSONAL, "care:*"): frozenset({COORDINATOR, PARTNER}),  # a partner: what the consent names
    (Data.CONTENT, "cases:*"): OFFICE,  # intake within her emergency access
    (Data.CONTENT, "measures:*"): ON_THE_CASE,
    (Data.CONTENT, "handover:*"): OFFICE,
    (Data.CONTENT, "handover"): SYSTEM,
    (Data.CONTENT, "intake:*"): OFFICE,
    (Data.CONTENT, "reporting:*"): frozenset({PARTNER, INTAKE, LEAD}),
    (Data.CONTENT, "secrets:emergency"): frozenset({LEAD, PRIVACY}),
    (Data.CONTENT, "secrets:doubt"): frozenset({LEAD}),
    (Data.CONTENT, "secrets:place"): frozenset({WORKER}),  # why somebody was cleared
    (Data.CONTENT, "access:*"): ON_THE_CASE,
    (Data.CONTENT, "disputes:*"): ON_THE_CASE,
    (Data.CONTENT, "deferrals:*"): ON_THE_CASE,
    (Data.PERSONAL, "welcome:*"): frozenset({Role.COORDINATOR, Role.WELCOME_VISITOR}),
    (Data.PERSONAL, "deferrals:*"): ON_THE_CASE,
    (Data.PERSONAL, "access:*"): ON_THE_CASE,
    (Data.HEALTH, "access:detail"): ON_THE_CASE,
    (Data.PROFESSIONAL, "visiting:*"): frozenset({Role.FAMILY_MIDWIFE}),  # who was told, and nobody else
    (Data.CONTENT, "visiting:index"): frozenset({Role.COORDINATOR}),  # why a family was taken first
    (Data.PERSONAL, "visiting:ask"): frozenset({Role.COORDINATOR}),  # for which family she asks
    (Data.CONTENT, "package"): SYSTEM,
    (Data.CONTENT, "emergency list"): SYSTEM,
    (Data.PERSONAL, "cases:*"): OFFICE,
    (Data.PERSONAL, "measures:*"): ON_THE_CASE,
    (Data.PERSONAL, "handover:*"): ON_THE_CASE,
    (Data.PERSONAL, "handover"): SYSTEM,
    (Data.HEALTH, "handover"): SYSTEM,
    (Data.PERSONAL, "intake:departure"): frozenset({INTAKE, LEAD}),
    (Data.CONTENT, "keeping:lifting"): frozenset({LEAD, RECORDS}),  # why a file is held
    (Data.PERSONAL, "keeping:package"): frozenset({WORKER, LEAD, RECORDS}),  # its file number
    (Data.HEALTH, "cases:people"): OFFICE,
    (Data.HEALTH, "cases:correct_person"): frozenset({WORKER}),
    (Data.REPORTER, "intake:*"): frozenset({INTAKE, LEAD}),
    (Data.REPORTER, "reporting:receipt_pdf"): frozenset({INTAKE, LEAD}),  # she is who gets it
    (Data.REPORTER, "reporting:own_receipt"): frozenset({PARTNER}),  # her own
    (Data.REPORTER, "package"): SYSTEM,
    (Data.REPORTER, "emergency list"): SYSTEM,
    (Data.ENTRUSTED, "secrets:entry"): frozenset({WORKER}),
    (Data.LOCATION, "secrets:place"): frozenset({WORKER}),
    (Data.LOCATION, "cases:invitation_pdf"): ON_THE_CASE,  # where to come to; never a place to hide
}


def row_of(data: Data, channel: str) -> tuple[Data, str]:
    """Return the row that speaks of a channel: its own, else that of its area."""
    own = (data, channel)
    return own if own in ALLOWED else (data, f"{channel.partition(':')[0]}:*")
