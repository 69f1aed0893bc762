"""The statutory answer goes only to whom the law owes it, and stays as sent.

It says nothing of the danger but what the results say.
"""

from collections.abc import Iterator

from schutznetz.law import feedback
from schutznetz.walls.wall import Wall

OWN = (  # her profession: what was learnt last, else what the report says
    "COALESCE((SELECT l.profession FROM cases_learntprofession l WHERE l.report_id = r.id"
    " ORDER BY l.noted_at DESC, l.id DESC LIMIT 1), r.profession)"
)
KIND = (  # what kind of reporter it was: as corrected last, else as the report says
    "COALESCE((SELECT k.reporter_kind FROM cases_kindcorrection k WHERE k.report_id = r.id"
    " ORDER BY k.corrected_at DESC, k.id DESC LIMIT 1), r.reporter_kind)"
)
OWED = " OR ".join([
    *(f"{KIND} = '{reporter}'" for reporter in sorted(feedback.OWED)),
    *(f"{KIND} = '{who}' AND {OWN} <> ''" for who in sorted(feedback.PERSONALLY)),
    *(
        f"{KIND} = '{reporter}' AND {OWN} = '{own}' AND EXISTS (SELECT 1 FROM"
        " networks_network n WHERE n.id = r.network_id AND n.disputed_answers = 'given')"
        for reporter, own in sorted(feedback.DISPUTED)
    ),
])  # fmt: skip
CONFIRMING = ", ".join(f"'{outcome}'" for outcome in sorted(feedback.CONFIRMING))
OF_THE_REPORT = "SELECT 1 FROM cases_case c WHERE c.origin_id = NEW.report_id"
CLOSED = "SELECT 1 FROM cases_report r WHERE r.id = NEW.report_id AND r.state = 'closed_no_indication'"
UNTRUE = f"""
    NEW.confirmed = TRUE AND NOT EXISTS ({OF_THE_REPORT} AND c.outcome IN ({CONFIRMING}))
    OR NEW.confirmed = FALSE AND (
        EXISTS ({OF_THE_REPORT} AND c.outcome IN ('', {CONFIRMING}))
        OR NOT EXISTS ({OF_THE_REPORT}) AND NOT EXISTS ({CLOSED}))
"""


def of_answers() -> Iterator[Wall]:
    yield Wall(
        name="feedback_only_to_whom_it_is_owed",
        table="cases_feedback",
        events=("INSERT",),
        broken=f"NOT EXISTS (SELECT 1 FROM cases_report r WHERE r.id = NEW.report_id AND ({OWED}))",
        message="an answer is owed to professionals of § 4 Abs. 1 KKG only",
        needs=("cases_report", "cases_learntprofession", "cases_kindcorrection", "networks_network"),
    )
    yield Wall(
        name="feedback_confirms_only_a_result",
        table="cases_feedback",
        events=("INSERT",),
        broken=UNTRUE,
        message="only the results say whether it is confirmed",
    )
    yield Wall(
        name="feedback_stays_as_sent",
        table="cases_feedback",
        events=("UPDATE",),
        broken="NEW.id IS NOT NULL",
        message="what was answered is final",
    )
