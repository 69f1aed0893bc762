import pytest

from schutznetz.law.report_fields import (
    FIELDS,
    PROFESSION,
    TELLING,
    Group,
    Shape,
    asked,
    is_required,
    tells_something,
)
from schutznetz.law.reporters import Reporter, channel_of

R = Reporter

# What the form may insist on, by channel, beside a name or description of the child.
REQUIRED = {
    R.HEALTH: {"talk_with_guardians", "talk_with_child", "prior_notice"},
    R.COUNSELLOR: {"talk_with_guardians", "talk_with_child", "prior_notice"},
    R.PROVIDER: {"talk_with_guardians", "talk_with_child", "prior_notice", "isef", "help_offered"},
    R.CHILDMINDER: {"talk_with_guardians", "talk_with_child", "prior_notice", "isef"},
    R.BENEFIT_BODY: {"cause", "prior_notice"},
    R.JUSTICE: {"ordered_by"},
    R.CUSTOMS: {"prior_notice"},
    R.SHELTER: {"prior_notice"},
    R.YOUTH_OFFICE: {"prior_notice"},
}
NAME = {"reporter_name", "reporter_institution", "reporter_phone"}


def expected(reporter: Reporter) -> set[str]:
    child = set() if reporter is R.CHILD else {"child_name"}
    return REQUIRED.get(reporter, set()) | child | (NAME if channel_of(reporter).named else set())


@pytest.mark.parametrize("reporter", list(Reporter))
def test_the_form_insists_only_on_what_the_channel_needs(reporter: Reporter) -> None:
    assert {field.name for field in FIELDS if is_required(field, reporter)} == expected(reporter)


@pytest.mark.parametrize("reporter", list(Reporter))
def test_nothing_blocks_the_urgent_path(reporter: Reporter) -> None:
    assert not [field.name for field in FIELDS if is_required(field, reporter, urgent=True)]


@pytest.mark.parametrize("reporter", list(Reporter))
def test_what_is_required_is_asked_and_names_its_norm(reporter: Reporter) -> None:
    required = [field for field in FIELDS if is_required(field, reporter)]

    assert [field.name for field in required if reporter not in field.asked] == []
    assert [field.name for field in required if not str(field.required[reporter]).startswith("§ ")] == []


@pytest.mark.parametrize("reporter", list(Reporter))
def test_every_question_stands_in_exactly_one_group(reporter: Reporter) -> None:
    shown = [field.name for group in Group for field in asked(reporter, group)]
    assert len(shown) == len(set(shown))
    assert set(shown) == {field.name for field in FIELDS if reporter in field.asked}


@pytest.mark.parametrize("reporter", list(Reporter))
def test_the_urgent_path_is_short_and_tells_where_the_child_is(reporter: Reporter) -> None:
    shown = [field.name for group in Group for field in asked(reporter, group, urgent=True)]
    assert len([name for name in shown if name not in PROFESSION]) <= 12
    assert {"observed", "child_name", "child_whereabouts", "reporter_phone"} <= set(shown)


def test_whether_the_child_is_born_is_asked_where_the_law_tells_it_apart() -> None:
    (field,) = [field for field in FIELDS if field.name == "child_born"]
    professionals = {R.HEALTH, R.COUNSELLOR, R.PROVIDER, R.CHILDMINDER, R.OTHER_PROFESSIONAL}

    assert field.asked == professionals | {R.BENEFIT_BODY, R.CUSTOMS, R.SHELTER}


def test_private_persons_and_children_are_never_asked_for_steps_of_their_own() -> None:
    assert not asked(Reporter.PRIVATE, Group.STEPS)
    assert not asked(Reporter.CHILD, Group.STEPS)


def test_children_are_addressed_in_their_own_words() -> None:
    for group in Group:
        for field in asked(Reporter.CHILD, group):
            assert field.label_for(Reporter.CHILD) == field.child_label
            assert "Sie" not in field.child_label.split()


def test_names_are_unique_and_choices_belong_to_choices() -> None:
    assert len({field.name for field in FIELDS}) == len(FIELDS)
    assert all(bool(field.choices) is (field.shape is Shape.CHOICE) for field in FIELDS)


@pytest.mark.parametrize("name", TELLING)
def test_one_sentence_is_enough_wherever_it_stands(name: str) -> None:
    assert tells_something([name, "child_name"])
    assert not tells_something(["child_name", "reporter_phone"])
