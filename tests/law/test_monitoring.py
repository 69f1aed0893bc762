"""The tables of figures and of questions are complete, and each question leads to an answer."""

from schutznetz.counting.rules import RULES
from schutznetz.law.monitoring import BY_NAME, FIGURES
from schutznetz.law.monitoring_terms import AREAS, PARTS, TIMES, UNITS
from schutznetz.law.survey import BLOCKS, GROUPS, QUESTIONS
from schutznetz.networks.choices import PartnerCategory
from schutznetz.networks.models import Network
from schutznetz.offers.choices import OfferCategory


def test_every_figure_has_a_rule_and_every_rule_a_definition() -> None:
    assert len(BY_NAME) == len(FIGURES)
    assert set(RULES) == set(BY_NAME)


def test_every_figure_has_its_place_its_time_and_its_unit() -> None:
    for figure in FIGURES:
        assert (figure.part in PARTS, figure.area in AREAS) == (True, True), figure.name
        assert (figure.when in TIMES, figure.unit in UNITS) == (True, True), figure.name


def test_every_part_of_the_model_has_figures() -> None:
    assert {figure.part for figure in FIGURES} == set(PARTS)


def test_what_a_figure_is_within_stands_before_it() -> None:
    """What leaves is decided in this order: the row first, then the reasons for it."""
    order = [figure.name for figure in FIGURES]
    for figure in FIGURES:
        if figure.within:
            assert order.index(figure.within[0]) < order.index(figure.name)
            assert not figure.guarded or BY_NAME[figure.within[0]].guarded


def test_every_question_is_answered_in_exactly_one_way() -> None:
    for question in QUESTIONS:
        assert [bool(question.figure), bool(question.fact), bool(question.hint)].count(True) == 1, question
        assert question.block in BLOCKS
        assert bool(question.definition) is bool(question.fact)
        assert not question.figure or question.figure in BY_NAME
        assert not question.fact or hasattr(Network, question.fact)


def test_the_rows_that_a_question_names_exist() -> None:
    named = {row for question in QUESTIONS for row in question.rows}

    assert named <= {category.value for category in OfferCategory}


def test_the_groups_of_the_survey_name_categories_of_ours_each_once() -> None:
    named = [category for group in GROUPS for category in group.categories]

    assert len(named) == len(set(named))
    assert all(len(group.categories) <= 1 for group in GROUPS)  # the page leads to the one
    assert set(named) <= {category.value for category in PartnerCategory}


def test_questions_are_numbered_in_their_order() -> None:
    numbers = [tuple(map(int, question.number.split("."))) for question in QUESTIONS]

    assert numbers == sorted(set(numbers))
