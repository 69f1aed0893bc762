"""Pages of a list: nothing is lost or shown twice, even of one instant; a false mark harms nobody."""

from datetime import timedelta

import pytest

from schutznetz import pages
from schutznetz.advice import queries, services
from schutznetz.advice.choices import ConsultationAge, ConsultationTopic, ConsultationUrgency
from schutznetz.advice.services import Subject, Words
from schutznetz.kernel import ids
from schutznetz.networks.choices import Role
from schutznetz.networks.models import Network
from tests.conftest import NOON, context, member

SUBJECT = Subject(topic=ConsultationTopic.LAW, age=ConsultationAge.KITA, urgency=ConsultationUrgency.WEEK)


@pytest.mark.parametrize(
    "false", ["", "~", "x~y", "2026-11-16T12:00:00~1", "2026-11-16T12:00:00~" + 32 * "1"]
)
def test_a_mark_that_nobody_issued_starts_from_the_top(false: str) -> None:
    assert pages.read(false) is None
    assert not pages.earlier("at", false)
    assert not pages.later("at", false)


def test_a_mark_is_read_as_it_was_made() -> None:
    pk = ids.new_id()

    assert pages.read(pages.mark(NOON, pk)) == (NOON, pk)


def test_pages_lose_nothing_and_show_nothing_twice(
    tannfurt: Network, inside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    mira = context(tannfurt, member(tannfurt, "mira", Role.PARTNER), Role.PARTNER)
    asked = [
        services.ask(mira, tannfurt, subject=SUBJECT, question=Words(text="Was raten Sie?")) for _ in range(5)
    ]
    asked[0].last_at = NOON - timedelta(days=1)
    asked[0].save()

    shown, mark = [], ""
    while page := queries.my_consultations(mira, after=mark):
        shown += [row.pk for row in page.rows]
        if not (mark := page.after):
            break

    assert len(shown) == 5
    assert set(shown) == {each.pk for each in asked}
    assert shown[-1] == asked[0].pk
