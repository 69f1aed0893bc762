"""The guide's table restated from the statutes for every reporter and situation; then it is spoilt."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from schutznetz.law import guide
from schutznetz.law.guide_questions import QUESTIONS
from schutznetz.law.guide_terms import Ask, Duty, Help, Row
from schutznetz.law.reporters import Power, Reporter, channel_of
from tests.law.disclosure import Duty as Disclosure
from tests.law.disclosure import Situation, assess

R = Reporter
SECRECY = {R.HEALTH, R.COUNSELLOR}
BEFORE_BIRTH = {
    *SECRECY,
    R.PROVIDER,
    R.CHILDMINDER,
    R.OTHER_PROFESSIONAL,
    R.BENEFIT_BODY,
    R.CUSTOMS,
    R.SHELTER,
}

# By the answers in the order of asking: the duty, "!" for at once, "+" for the way to the office, the norm.
RESTATED = {
    R.HEALTH: {
        "child": "should! + § 4 Abs. 3 Satz 3 KKG",
        "unborn": "consent! § 4 Abs. 2 KKG",
        "no child yes not_yet": "should § 4 Abs. 1 KKG",
        "no child yes ruled_out yes": "may + § 4 Abs. 3 Satz 1 KKG",
        "no child yes ruled_out no": "advice § 4 Abs. 2 KKG",
        "no child yes helped": "should § 4 Abs. 1 KKG",
        "no child yes failed yes": "may + § 4 Abs. 3 Satz 1 KKG",
        "no child yes failed no": "advice § 4 Abs. 2 KKG",
        "no child unsure": "advice § 4 Abs. 2 KKG",
        "no child no": "must_not § 203 Abs. 1 StGB",
        "no unborn": "consent § 4 Abs. 2 KKG",
    },
    R.COUNSELLOR: {
        "child": "may! + § 4 Abs. 3 Satz 1 KKG",
        "unborn": "consent! § 4 Abs. 2 KKG",
        "no child yes not_yet": "should § 4 Abs. 1 KKG",
        "no child yes ruled_out yes": "may + § 4 Abs. 3 Satz 1 KKG",
        "no child yes ruled_out no": "advice § 4 Abs. 2 KKG",
        "no child yes helped": "should § 4 Abs. 1 KKG",
        "no child yes failed yes": "may + § 4 Abs. 3 Satz 1 KKG",
        "no child yes failed no": "advice § 4 Abs. 2 KKG",
        "no child unsure": "advice § 4 Abs. 2 KKG",
        "no child no": "must_not § 203 Abs. 1 StGB",
        "no unborn": "consent § 4 Abs. 2 KKG",
    },
    R.PROVIDER: {
        "child": "must! + § 8a Abs. 4 Satz 3 SGB VIII",
        "unborn": "consent! § 8b Abs. 1 SGB VIII",
        "no child yes yes not_yet": "must § 8a Abs. 4 Satz 1 Nr. 3 SGB VIII",
        "no child yes yes ruled_out yes": "should § 8a Abs. 4 Satz 1 Nr. 2 SGB VIII",
        "no child yes yes ruled_out no": "must + § 8a Abs. 4 Satz 3 SGB VIII",
        "no child yes yes helped": "should § 8a Abs. 4 Satz 1 Nr. 3 SGB VIII",
        "no child yes yes failed": "must + § 8a Abs. 4 Satz 3 SGB VIII",
        "no child yes no": "must § 8a Abs. 4 Satz 1 Nr. 2 SGB VIII",
        "no child unsure": "advice § 8b Abs. 1 SGB VIII",
        "no child no": "advice § 8b Abs. 1 SGB VIII",
        "no unborn": "consent § 8b Abs. 1 SGB VIII",
        "no event": "must! § 47 Abs. 1 Satz 1 Nr. 2 SGB VIII",
    },
    R.CHILDMINDER: {
        "child": "must! + § 8a Abs. 5 SGB VIII",
        "unborn": "consent! § 8b Abs. 1 SGB VIII",
        "no child yes yes not_yet": "must § 8a Abs. 5 SGB VIII",
        "no child yes yes ruled_out yes": "should § 8a Abs. 5 SGB VIII",
        "no child yes yes ruled_out no": "must + § 8a Abs. 5 SGB VIII",
        "no child yes yes helped": "should § 8a Abs. 5 SGB VIII",
        "no child yes yes failed": "must + § 8a Abs. 5 SGB VIII",
        "no child yes no": "must § 8a Abs. 5 SGB VIII",
        "no child unsure": "advice § 8b Abs. 1 SGB VIII",
        "no child no": "advice § 8b Abs. 1 SGB VIII",
        "no unborn": "consent § 8b Abs. 1 SGB VIII",
    },
    R.OTHER_PROFESSIONAL: {
        "child": "may! + § 34 StGB",
        "unborn": "consent! § 8b Abs. 1 SGB VIII",
        "no child yes yes yes": "consent § 8b Abs. 1 SGB VIII",
        "no child yes yes no": "may + § 34 StGB",
        "no child yes no": "advice § 8b Abs. 1 SGB VIII",
        "no child unsure yes yes": "consent § 8b Abs. 1 SGB VIII",
        "no child unsure yes no": "may + § 34 StGB",
        "no child unsure no": "advice § 8b Abs. 1 SGB VIII",
        "no child no": "advice § 8b Abs. 1 SGB VIII",
        "no unborn": "consent § 8b Abs. 1 SGB VIII",
    },
    R.BENEFIT_BODY: {
        "child": "may! + § 71 Abs. 1 Satz 6 SGB X",
        "unborn": "consent! § 71 Abs. 1 Satz 6 SGB X",
        "no child sign yes": "may + § 71 Abs. 1 Satz 6 SGB X",
        "no child sign no": "advice § 71 Abs. 1 Satz 6 SGB X",
        "no child unsure": "advice § 8b Abs. 1 SGB VIII",
        "no child appointment": "must_not § 71 Abs. 1 Satz 6 SGB X",
        "no unborn": "consent § 71 Abs. 1 Satz 6 SGB X",
    },
    R.POLICE: {
        "child": "may! + § 8a Abs. 1 Satz 1 SGB VIII",
        "no": "may + § 8a Abs. 1 Satz 1 SGB VIII",
    },
    R.JUSTICE: {
        "child": "must! + § 5 Abs. 1 KKG",
        "no yes": "must + § 5 Abs. 1 KKG",
        "no unsure": "advice § 5 Abs. 1 KKG",
        "no no": "advice § 5 Abs. 1 KKG",
    },
    R.CUSTOMS: {
        "child": "may! + § 4 Abs. 5 KKG",
        "unborn": "consent! § 4 Abs. 5 KKG",
        "no child yes yes": "may + § 4 Abs. 5 KKG",
        "no child yes no": "advice § 4 Abs. 5 KKG",
        "no child unsure": "advice § 4 Abs. 5 KKG",
        "no child no": "must_not § 4 Abs. 5 KKG",
        "no unborn": "consent § 4 Abs. 5 KKG",
    },
    R.SHELTER: {
        "child": "should! + § 4 Abs. 4 GewHG",
        "unborn": "consent! § 4 Abs. 4 GewHG",
        "no child yes": "must + § 4 Abs. 4 GewHG",
        "no child no yes yes": "should + § 4 Abs. 4 GewHG",
        "no child no yes no": "advice § 4 Abs. 4 GewHG",
        "no child no unsure": "advice § 8b Abs. 1 SGB VIII",
        "no child no no": "advice § 4 Abs. 4 GewHG",
        "no unborn": "consent § 4 Abs. 4 GewHG",
    },
    R.FAMILY_COURT: {
        "child": "must! + § 162 Abs. 1 FamFG",
        "no": "must + § 162 Abs. 1 FamFG",
    },
    R.YOUTH_OFFICE: {
        "child": "must! + § 8a Abs. 2 Satz 2 SGB VIII",
        "no yes": "must + § 8a Abs. 6 SGB VIII",
        "no unsure": "must § 8a Abs. 1 Satz 1 SGB VIII",
        "no no": "must_not § 8a Abs. 6 SGB VIII",
    },
    R.PRIVATE: {
        "child": "may! + § 8a Abs. 1 Satz 1 SGB VIII",
        "no": "may + § 8a Abs. 1 Satz 1 SGB VIII",
    },
    R.CHILD: {
        "child": "may! + § 8 Abs. 2 SGB VIII",
        "no yes": "may! + § 42 Abs. 1 Satz 1 Nr. 1 SGB VIII",
        "no no": "may! + § 8 Abs. 3 SGB VIII",
    },
}


def paths(reporter: Reporter, known: dict[str, str] | None = None) -> Iterator[dict[str, str]]:
    """Yield every way through the questions to its end."""
    known = known or {}
    ask = guide.next_question(reporter, known)
    if ask is None:
        yield known
        return
    for choice in guide.choices_of(reporter, ask):
        yield from paths(reporter, {**known, ask: choice.value})


def row_at(reporter: Reporter, answers: dict[str, str]) -> Row:
    row = guide.governing(reporter, answers)
    assert row is not None
    return row


def said(row: Row) -> str:
    return f"{row.duty}{'!' if row.at_once else ''}{' +' if row.informs else ''} {row.norm}"


def told(reporter: Reporter) -> dict[str, str]:
    return {" ".join(way.values()): said(row_at(reporter, way)) for way in paths(reporter)}


def every_fact(reporter: Reporter) -> Iterator[dict[str, str]]:
    """Yield every combination of everything that this reporter could ever be asked."""
    asks = guide.asks_of(reporter)
    values = [[choice.value for choice in guide.choices_of(reporter, ask)] for ask in asks]
    for combination in product(*values):
        yield dict(zip(asks, combination, strict=True))


EVERY_WAY = [(reporter, way) for reporter in R for way in paths(reporter)]


@pytest.mark.parametrize("reporter", list(R))
def test_the_table_says_what_this_page_says(reporter: Reporter) -> None:
    assert told(reporter) == RESTATED[reporter]


@pytest.mark.parametrize("reporter", list(R))
def test_every_combination_of_facts_is_governed_by_exactly_one_row(reporter: Reporter) -> None:
    for facts in every_fact(reporter):
        holding = [
            row
            for row in guide.rows_of(reporter)
            if all(facts[ask] in values for ask, values in row.when.items())
        ]
        assert len(holding) == 1, facts
        assert guide.governing(reporter, facts) is holding[0]


@pytest.mark.parametrize("reporter", list(R))
def test_only_what_the_row_needs_is_asked_and_in_the_order_of_the_law(reporter: Reporter) -> None:
    for way in paths(reporter):
        row = row_at(reporter, way)
        assert list(way) == [ask for ask in Ask if ask in row.when]
        assert guide.next_question(reporter, way) is None


def test_every_row_is_reached() -> None:
    reached = {id(row_at(reporter, way)) for reporter, way in EVERY_WAY}

    assert reached == {id(row) for row in guide.rows()}


@pytest.mark.parametrize("reporter", list(R))
def test_immediate_danger_ends_the_asking_at_once(reporter: Reporter) -> None:
    assert guide.next_question(reporter, {}) is Ask.DANGER
    for choice in guide.choices_of(reporter, Ask.DANGER):
        if choice.value == "no":
            continue
        row = row_at(reporter, {"danger": choice.value})
        assert row.at_once
        assert Help.EMERGENCY in guide.helps_of(reporter, row) or reporter in {R.POLICE, R.JUSTICE}
        assert row.informs is (choice.value == "child")


def test_nobodys_way_to_help_is_closed() -> None:
    for reporter, way in EVERY_WAY:
        row = row_at(reporter, way)
        assert set(row.helps) & {Help.YOUTH_OFFICE, Help.ISEF, Help.PERSON, Help.HELPLINE}, (reporter, way)
        assert row.text
        assert row.reason


def test_who_may_not_inform_is_led_to_somebody_to_talk_to() -> None:
    for reporter, way in EVERY_WAY:
        row = row_at(reporter, way)
        if not row.informs:
            assert {Help.PERSON, Help.ISEF} & set(row.helps), (reporter, way)


def test_the_office_is_offered_where_it_may_be_told() -> None:
    for reporter, way in EVERY_WAY:
        row = row_at(reporter, way)
        assert not row.informs or Help.YOUTH_OFFICE in row.helps
        assert not (row.informs and row.duty in {Duty.MUST_NOT, Duty.ADVICE, Duty.CONSENT})


def test_feedback_is_owed_to_those_of_section_4_paragraph_1_alone() -> None:
    promised = {
        reporter
        for reporter, way in EVERY_WAY
        if guide.ANSWER_OWED in guide.notes_of(reporter, row_at(reporter, way))
    }

    assert promised == SECRECY


def test_a_child_that_asks_is_helped_at_once_whatever_it_says() -> None:
    for way in paths(R.CHILD):
        row = row_at(R.CHILD, way)
        assert row.at_once
        assert row.informs
        assert Help.YOUTH_OFFICE in row.helps


def test_an_unborn_child_leads_to_advice_and_consent_and_never_to_a_report() -> None:
    asked = {reporter for reporter, way in EVERY_WAY if "unborn" in way.values()}
    assert asked == BEFORE_BIRTH
    for reporter, way in EVERY_WAY:
        if "unborn" in way.values():
            row = row_at(reporter, way)
            assert row.duty is Duty.CONSENT
            assert not row.informs
            assert {Help.ISEF, Help.EARLY_HELP} <= set(row.helps)


def test_a_missed_appointment_alone_closes_no_door() -> None:
    row = row_at(R.BENEFIT_BODY, {"danger": "no", "about": "child", "cause": "appointment"})

    assert row.duty is Duty.MUST_NOT
    assert not row.informs
    assert {Help.PERSON, Help.ISEF, Help.EARLY_HELP} <= set(row.helps)


def test_only_the_health_professions_should_inform_at_once_by_section_4() -> None:
    at_once = {
        reporter for reporter, way in EVERY_WAY if str(row_at(reporter, way).norm) == "§ 4 Abs. 3 Satz 3 KKG"
    }

    assert at_once == {R.HEALTH}


def test_a_duty_to_inform_falls_only_on_those_who_have_one() -> None:
    bound = {
        reporter
        for reporter, way in EVERY_WAY
        if (row := row_at(reporter, way)).informs and row.duty is Duty.MUST
    }
    powers = {Power.MUST, Power.MUST_IF_NOT_AVERTED}

    assert bound == {reporter for reporter in R if channel_of(reporter).power in powers}


def test_events_in_an_institution_go_to_the_licensing_authority() -> None:
    row = row_at(R.PROVIDER, {"danger": "no", "about": "event"})

    assert Help.LICENSING in row.helps
    assert Help.YOUTH_OFFICE in row.helps  # for the single child the way stays open
    assert [
        way for reporter, way in EVERY_WAY if "event" in way.values() and reporter is not R.PROVIDER
    ] == []


def test_nobody_bound_by_secrecy_informs_before_the_own_way_was_tried_or_ruled_out() -> None:
    for reporter in SECRECY:
        for way in paths(reporter):
            if row_at(reporter, way).informs and way["danger"] == "no":
                assert way["signs"] == "yes"
                assert way["own_way"] in {"ruled_out", "failed"}
                assert way["office"] == "yes"


def test_whoever_informs_is_told_about_prior_notice_as_the_channel_says() -> None:
    for reporter, way in EVERY_WAY:
        row = row_at(reporter, way)
        expected = guide.NOTICES.get(channel_of(reporter).notice) if row.informs else None
        given = [note for note in guide.notes_of(reporter, row) if note in guide.NOTICES.values()]
        assert given == ([expected] if expected else [])


@pytest.mark.parametrize(
    "nonsense", [{"danger": "perhaps"}, {"signs": "yes"}, {"danger": ""}, {"weather": "fine"}]
)
def test_what_was_not_asked_says_nothing(nonsense: dict[str, str]) -> None:
    assert guide.next_question(R.HEALTH, nonsense) is Ask.DANGER
    assert guide.governing(R.HEALTH, nonsense) is None


def test_every_question_has_words_for_all_its_answers() -> None:
    assert [question.ask for question in QUESTIONS] == list(Ask)
    for reporter in R:
        for ask in guide.asks_of(reporter):
            told_apart = {value for row in guide.rows_of(reporter) for value in row.when.get(ask, ())}
            assert {choice.value for choice in guide.choices_of(reporter, ask)} == told_apart
            assert guide.text_of(reporter, ask)


def test_children_are_asked_in_their_own_words() -> None:
    for ask in guide.asks_of(R.CHILD):
        assert "Sie" not in guide.text_of(R.CHILD, ask).split()
    for way in paths(R.CHILD):
        assert "Sie" not in row_at(R.CHILD, way).text.split()


def mutants() -> Iterator[tuple[str, frozenset[Reporter], list[Row]]]:
    """The table with one row lost, one condition lost, one answer or word of the law changed."""
    rows = list(guide.rows())
    for at, row in enumerate(rows):
        others = [*rows[:at], *rows[at + 1 :]]
        yield f"{at} lost", row.who, others
        for ask in row.when:
            rest = {known: values for known, values in row.when.items() if known is not ask}
            yield f"{at} without {ask}", row.who, [*others, replace(row, when=rest)]
        duty = Duty.MAY if row.duty is not Duty.MAY else Duty.MUST
        for spoilt in (
            replace(row, duty=duty),
            replace(row, informs=not row.informs),
            replace(row, at_once=not row.at_once),
        ):
            yield f"{at} as {said(spoilt)}", row.who, [*others, spoilt]


def test_a_spoilt_table_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    survivors = []
    for name, who, rows in mutants():
        monkeypatch.setattr(guide, "rows", lambda rows=rows: tuple(rows))
        clear()
        if unnoticed(who):
            survivors.append(name)
    monkeypatch.undo()
    clear()
    assert survivors == []


def clear() -> None:
    for cached in (guide.rows_of, guide.asks_of, guide.choices_of):
        cached.cache_clear()


def unnoticed(who: frozenset[Reporter]) -> bool:
    try:
        return all(told(reporter) == RESTATED[reporter] for reporter in who)
    except ValueError:  # not exactly one row
        return False


def test_the_guide_and_the_table_of_section_4_say_the_same() -> None:
    """The short table of § 4 KKG knows five facts; they follow from the answers of the guide."""
    same = {
        Disclosure.KEEP_SECRET: {Duty.MUST_NOT},
        Disclosure.SHOULD_INFORM_AT_ONCE: {Duty.SHOULD},
        Disclosure.MAY_INFORM: {Duty.MAY},
        Disclosure.DISCUSS_AND_OFFER_HELP: {Duty.SHOULD, Duty.ADVICE},
    }
    for reporter in SECRECY:
        for way in paths(reporter):
            if "unborn" in way.values() or way.get("signs") == "unsure":
                continue
            danger = way["danger"] == "child"
            situation = Situation(
                weighty_indications=danger or way["signs"] == "yes",
                health_professional=reporter is R.HEALTH,
                urgent_danger=danger,
                averting_failed_or_ruled_out=danger or way.get("own_way") in {"ruled_out", "failed"},
                youth_office_needed=danger or way.get("office") == "yes",
            )
            assert row_at(reporter, way).duty in same[assess(situation).duty], way
