"""Each fixed sentence of the office carries the reason why it may be said, and none is left without one."""

from schutznetz.cases.choices import Neutral, Question
from schutznetz.law.sentences import BY_SENTENCE, REASONS


def test_every_sentence_of_the_conversation_is_explained() -> None:
    said = [each.value for each in (*Question, *Neutral)]

    assert [reason.sentence for reason in REASONS] == said
    assert len(BY_SENTENCE) == len(said)
    assert all(str(reason.norm).startswith("§ ") and reason.why for reason in REASONS)


def test_what_the_office_tells_stays_within_what_the_law_closes() -> None:
    assert {str(BY_SENTENCE[each.value].norm) for each in Neutral} == {"§ 64 Abs. 4 SGB VIII"}
