"""Of those who share tags with a question, how many are opened, in which order, and under which key."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from schutznetz.cases.known.tags import Person
from schutznetz.cases.models import LookUp, Report
from schutznetz.cases.queries.candidates import ALWAYS, DATED, candidates
from schutznetz.cases.queries.known import alike, find, person_of
from schutznetz.kernel import keys
from schutznetz.kernel.context import Context
from tests.cases.services.test_known import asking, bert_at_work, earlier, in_triage, keep, remembered
from tests.conftest import NOON
from tests.lasting import tannfurt, town

__all__ = ["asking", "bert_at_work", "earlier", "in_triage", "remembered", "tannfurt", "town"]
pytestmark = pytest.mark.usefixtures("inside")


def test_no_look_up_opens_more_than_two_hundred(
    anna_at_work: Context, asking: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [Person("Kim", f"Lang{chr(97 + n % 20)}{chr(97 + n // 20)}") for n in range(230)]
    # The worst case: nobody stays closed.
    monkeypatch.setattr("schutznetz.cases.queries.candidates.FAR_LESS", 0)
    monkeypatch.setattr("schutznetz.cases.queries.known.LITTLE", 0)
    keep(anna_at_work, asking, many)

    wide = find(anna_at_work, asking, Person("Kim", "Lang"))

    assert 150 < wide.opened <= 200
    with pytest.raises(IntegrityError, match=r"look_up_opens_at_most_200|cases_lookup"), transaction.atomic():
        LookUp.objects.create(report=asking, asked_by_id=anna_at_work.person_id, asked_at=NOON, opened=201)


def test_with_a_birth_date_alone_few_are_opened_and_with_an_address_many(
    anna_at_work: Context, asking: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    born = date(2019, 3, 5)
    keep(anna_at_work, asking, [Person("Kim", f"Lang{chr(97 + n)}", born) for n in range(20)] * 4)
    monkeypatch.setattr("schutznetz.cases.queries.candidates.FAR_LESS", 0)
    monkeypatch.setattr("schutznetz.cases.queries.known.LITTLE", 0)

    dated, lodging = Person("Kim", "Lang", born), Person("Kim", "Lang", born, "Birkenweg 5")

    assert alike(dated, without=asking)[1] == DATED
    assert alike(lodging, without=asking)[1] > DATED


def test_once_somebody_is_meant_beyond_doubt_who_shares_far_less_stays_closed(
    anna_at_work: Context, asking: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [Person(f"Kim{chr(97 + n)}o", "Zandmann") for n in range(20)]
    keep(anna_at_work, asking, [Person("Kimo", "Zander"), *others])
    monkeypatch.setattr("schutznetz.cases.queries.candidates.FAR_LESS", 0)
    meant = Person("Kimo", "Zander")

    likest, opened = alike(meant, without=asking)

    assert person_of(likest[0][1]).family == "Zander"
    assert opened == ALWAYS < alike(replace(meant, address="Birkenweg 5"), without=asking)[1]


def test_a_look_up_asks_the_database_as_often_for_many_as_for_few(
    anna_at_work: Context, asking: Report
) -> None:
    counts = []
    for few in (2, 15):
        keep(anna_at_work, asking, [Person("Kim", "Zander")] * few)
        find(anna_at_work, asking, Person("Kim", "Zander"))  # what is kept between questions is kept now
        with CaptureQueriesContext(connection) as asked:
            assert find(anna_at_work, asking, Person("Kim", "Zander")).hits
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 10


def test_nobody_is_compared_whose_key_is_destroyed(anna_at_work: Context, asking: Report) -> None:
    """The index holds tags and nothing else that opens: a name dies with the key of its record."""
    keep(anna_at_work, asking, [Person("Kim", "Zander")])
    person = alike(Person("Kim", "Zander"), without=asking)[0][0][1]

    keys.destroy([person.pk])

    with pytest.raises(keys.Destroyed):
        alike(Person("Kim", "Zander"), without=asking)


def test_who_shares_far_less_than_the_best_is_compared_too(anna_at_work: Context, asking: Report) -> None:
    """Somebody is called just as the question was mistyped; whom it meant is found all the same."""
    keep(anna_at_work, asking, [Person("Alnert", "Zahnersreutr"), Person("Albert", "Zahnersreuter")])
    likest, _opened = alike(Person("Alnert", "Zahnersreutr"), without=asking)

    assert [person_of(each).given for _likeness, each in likest] == ["Alnert", "Albert"]


def test_the_fewer_share_a_tag_the_more_it_tells_and_what_many_share_is_not_read(
    anna_at_work: Context, asking: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(anna_at_work, asking, [Person("Kim", "Zander"), *[Person("Kim", "Zandmann")] * 6])
    asked = Person("Kim", "Zander")

    def shared() -> list[int]:
        return [each.much for each in candidates(asked)]

    much = shared()
    assert len(much) == 7
    assert much[0] > 2 * much[1] > 0
    monkeypatch.setattr("schutznetz.cases.queries.candidates.MOST_COUNTED", 3)
    assert len(shared()) == 1  # what seven share is not read beside what one has alone
    monkeypatch.setattr("schutznetz.cases.queries.candidates.MOST_COUNTED", 250)
    monkeypatch.setattr("schutznetz.cases.queries.candidates.MOST_READ", 1)
    assert 0 < shared()[0] < much[0]  # the rarest alone is read, whatever it takes
    likest, _opened = alike(asked, without=asking)
    assert person_of(likest[0][1]).family == "Zander"


def test_pieces_of_a_name_are_asked_for_where_no_birth_date_says_more(
    anna_at_work: Context, asking: Report
) -> None:
    """Nothing but the given name and how the other begins is shared."""
    keep(anna_at_work, asking, [Person("Kim", "Zuwatila", date(2019, 3, 5))])
    undated = Person("Kim", "Zubrin")

    assert [each.pk for each in candidates(undated)]
    assert [each.pk for each in candidates(replace(undated, born=date(2011, 7, 8)))] == []
