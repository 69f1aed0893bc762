"""What is never changed once it is written, table by table: agreed, signed, gathered or printed."""

from collections.abc import Iterator

from schutznetz.walls.wall import Wall

# Agreed, signed or decided: these columns stay, the others carry it on.
FINAL = {
    "cases_codelist": (
        "id", "network_id", "version", "year", "codes", "reason", "entered_by_id", "entered_at",
    ),
    "cases_safetyplan": (
        "id", "network_id", "case_id", "version", "goal", "starts_on", "ends_on", "review_on", "consent",
        "consent_by", "child_told", "child_view", "written_by_id", "written_at",
    ),
    "cases_watcheditem": (
        "id", "network_id", "case_id", "kind", "plan_id", "referral_id", "position", "what", "whose", "how",
        "otherwise", "until", "opened_at",
    ),
    "cases_result": (
        "id", "network_id", "case_id", "before", "outcome", "dangers", "danger_from", "present", "harm",
        "likelihood", "willing", "able", "reasons", "parents", "protective", "child_view", "dissent", "facts",
        "help_stand", "review_on", "leader_signs", "proposed_by_id", "proposed_at", "proposed_session",
        "seal",
    ),
    "cases_handover": (
        "id", "network_id", "case_id", "ground", "receiving_id", "office", "contact", "reasons", "parts",
        "why_needed", "talk_at", "talk_with", "no_talk_why", "guardians", "child", "left_out_why", "content",
        "proposed_by_id", "proposed_at", "proposed_session", "seal",
    ),
    "cases_accesspackage": (
        "id", "network_id", "request_id", "content", "passphrase", "proposed_by_id", "proposed_at",
        "proposed_session", "seal",
    ),
    "cases_clearance": (
        "id", "network_id", "whereabouts_id", "person_id", "reasons", "proposed_by_id", "proposed_at",
        "proposed_session", "seal",
    ),
    "cases_hold": (
        "id", "network_id", "report_id", "case_id", "ground", "reasons", "placed_by_id", "placed_at",
    ),
    "cases_mark": (
        "id", "network_id", "case_id", "record", "kind", "parent_id", "reasons", "set_by_id", "set_at",
    ),
    "cases_restriction": (
        "id", "network_id", "case_id", "record", "ground", "reasons", "placed_by_id", "placed_at",
    ),
    "cases_deferral": (
        "id", "network_id", "case_id", "person_id", "record", "ground", "reasons", "deferred_by_id",
        "deferred_at",
    ),
    "cases_transfer": (
        "id", "network_id", "case_id", "kind", "recipient", "categories", "decided_by_id", "notice",
        "no_notice_why", "at",
    ),
}  # fmt: skip
# What was gathered about a child; corrections are new rows.
GATHERED = (
    "cases_caseperson", "cases_caseentry", "cases_talk", "cases_visit", "cases_inquiry",
    "cases_entrustedentry", "cases_entrustedrelease", "cases_dispute", "cases_secondlook",
)  # fmt: skip
# What a letter said, which letter said it, what was noted beside a report, and
# what the statistical office was sent, stays as it was.
SPOKEN = (
    "networks_letterversion",
    "networks_printedletter",
    "networks_periodsetting",
    "cases_talkinvitation",
    "cases_learntprofession",
    "cases_kindcorrection",
    "cases_contactuncovering",
    "cases_monthlyreturn",
    "cases_returnline",
)


def of_final() -> Iterator[Wall]:
    for table, columns in FINAL.items():
        yield Wall(
            name=f"{table}_is_final",
            table=table,
            events=("UPDATE",),
            broken=" OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns),
            message="what was agreed is never changed",
        )
    whole = [(table, "what was printed is never changed") for table in SPOKEN]
    whole += [(table, "what was gathered is never changed") for table in GATHERED]
    for table, message in whole:
        yield Wall(
            name=f"{table}_is_final",
            table=table,
            events=("UPDATE",),
            broken="NEW.id IS NOT NULL",
            message=message,
        )
