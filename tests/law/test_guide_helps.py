"""What the guide says beside duty and norm: which ways stand open, and what holds when the office is told."""

from dataclasses import replace

import pytest

from schutznetz.law import guide
from schutznetz.law.guide_terms import Help, Row
from schutznetz.law.reporters import Reporter
from tests.law.test_guide import EVERY_WAY, RESTATED, SECRECY, row_at

R = Reporter
# Whom the law gives advice without names: §§ 8a, 8b SGB VIII, § 4 Abs. 2 and 5, § 5 KKG, § 4 GewHG.
ADVISED = {
    *(R.HEALTH, R.COUNSELLOR, R.PROVIDER, R.CHILDMINDER, R.OTHER_PROFESSIONAL),
    *(R.BENEFIT_BODY, R.POLICE, R.JUSTICE, R.CUSTOMS, R.SHELTER),
}
# Whom doctors advise by telephone: health professions, youth welfare, family judges (§ 6 KKG).
BY_DOCTORS = {R.HEALTH, R.PROVIDER, R.YOUTH_OFFICE, R.FAMILY_COURT}
# They speak with the office in the procedure itself, or are a party of it.
OF_THE_PROCEDURE = {R.FAMILY_COURT, R.YOUTH_OFFICE, R.CHILD}
# Who is answered if she informs as somebody of § 4 Abs. 1 KKG.
PERSONALLY = {R.BENEFIT_BODY, R.SHELTER}


def informs(reporter: Reporter, way: dict[str, str]) -> bool:
    return "+" in RESTATED[reporter][" ".join(way.values())]


def restated(reporter: Reporter, way: dict[str, str]) -> set[Help]:
    told, event = informs(reporter, way), "event" in way.values()
    return {
        each
        for each, is_open in {
            Help.EMERGENCY: way["danger"] != "no",
            Help.YOUTH_OFFICE: told or event,  # for the single child of an institution the way stays open
            Help.ISEF: reporter in ADVISED,
            Help.MEDICAL_HOTLINE: reporter in BY_DOCTORS,
            Help.PERSON: not told,  # nobody's door is shut: there is somebody to talk to
            Help.EARLY_HELP: not told and not event and reporter is not R.JUSTICE,
            Help.LICENSING: event,
        }.items()
        if is_open
    }


def open_ways(reporter: Reporter, row: Row) -> set[Help]:
    return set(guide.helps_of(reporter, row)) - {Help.HELPLINE}  # of which the statutes say nothing


def test_the_ways_that_stand_open_are_those_of_the_law() -> None:
    for reporter, way in EVERY_WAY:
        assert open_ways(reporter, row_at(reporter, way)) == restated(reporter, way), (reporter, way)


def test_a_way_shut_or_opened_is_noticed() -> None:
    """Negative control."""
    for reporter, way in EVERY_WAY:
        row = row_at(reporter, way)
        for each in set(Help) - {Help.HELPLINE, Help.MEDICAL_HOTLINE, Help.ISEF}:
            spoilt = replace(row, helps=tuple({*row.helps} ^ {each}))
            assert open_ways(reporter, spoilt) != restated(reporter, way)


def test_whoever_is_in_doubt_or_alone_has_a_number_that_asks_for_no_name() -> None:
    for reporter, way in EVERY_WAY:
        alone = reporter in {R.CHILD, R.PRIVATE}
        if alone or ("unsure" in way.values() and reporter in ADVISED - {R.JUSTICE}):
            helps = guide.helps_of(reporter, row_at(reporter, way))
            assert Help.HELPLINE in helps or way.get("isef") == "yes", (reporter, way)


@pytest.mark.parametrize("reporter", list(R))
def test_what_holds_when_the_office_is_told_is_said_and_nothing_else(reporter: Reporter) -> None:
    professional = reporter not in OF_THE_PROCEDURE | {R.PRIVATE}
    said = {
        guide.ONLY_NEEDED: professional,
        guide.ANSWER_OWED: reporter in SECRECY,
        guide.NO_ANSWER_OWED: reporter not in OF_THE_PROCEDURE | SECRECY,
        guide.PERSONALLY: reporter in PERSONALLY,
    }
    expected = {note for note, holds in said.items() if holds}

    for _, way in (each for each in EVERY_WAY if each[0] is reporter):
        notes = set(guide.notes_of(reporter, row_at(reporter, way))) - set(guide.NOTICES.values())
        assert notes == (expected if informs(reporter, way) else set()), way
