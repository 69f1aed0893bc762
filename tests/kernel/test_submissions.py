"""The same submission twice is one result and one receipt."""

import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections

from schutznetz.kernel import audit, clock, ids, submissions, tenancy
from schutznetz.kernel.context import Context, visitor
from schutznetz.kernel.models import Draft, Submission
from schutznetz.networks.models import Network
from tests.conftest import NOON

BODY = {"what": "Blaue Flecken", "count": 2}


def keep(name: str = "melden") -> Draft:
    return Draft.objects.create(actor_id=ids.new_id(), form=name, text={}, expires_at=NOON)


def send(ctx: Context, key: str, body: dict[str, object] | None = None) -> submissions.Outcome:
    return submissions.once(ctx, key=key, body=body or dict(BODY), act=keep, kind="report")


def test_a_second_click_gets_the_first_receipt(ctx: Context, inside: None) -> None:
    key = submissions.new_key()
    first, second = send(ctx, key), send(ctx, key)
    assert (first.repeated, second.repeated) == (False, True)
    assert first.result_id == second.result_id
    assert Draft.objects.count() == 1


def test_another_text_under_the_same_key_is_refused_and_explained(ctx: Context, inside: None) -> None:
    key = submissions.new_key()
    send(ctx, key)
    with pytest.raises(submissions.Changed, match="schon abgeschickt"):
        send(ctx, key, {**BODY, "count": 3})
    assert Draft.objects.count() == 1


def test_somebody_elses_key_reveals_nothing(ctx: Context, tannfurt: Network, inside: None) -> None:
    key = submissions.new_key()
    send(ctx, key)
    with pytest.raises(submissions.Changed):
        send(visitor(tannfurt.pk), key)


def test_other_networks_keys_are_strangers(
    ctx: Context, tannfurt: Network, erlenstedt: Network, inside: None
) -> None:
    key = submissions.new_key()
    send(ctx, key)
    with tenancy.scope(erlenstedt.pk):
        assert not send(visitor(erlenstedt.pk), key).repeated


def test_a_failed_act_leaves_the_key_free(ctx: Context, inside: None) -> None:
    key = submissions.new_key()
    with pytest.raises(ZeroDivisionError):
        submissions.once(ctx, key=key, body=BODY, act=lambda: keep(str(1 // 0)), kind="report")
    assert not send(ctx, key).repeated


def test_the_body_is_not_kept(ctx: Context, inside: None) -> None:
    send(ctx, submissions.new_key())
    with connection.cursor() as cursor:
        cursor.execute("select * from kernel_submission")
        assert b"Flecken" not in repr(cursor.fetchall()).encode()


def test_an_uploaded_file_counts_as_body_and_stays_readable(ctx: Context, inside: None) -> None:
    key, photo = submissions.new_key(), SimpleUploadedFile("a.jpg", b"eins")
    send(ctx, key, {"photo": photo})
    assert photo.read() == b"eins"
    assert send(ctx, key, {"photo": SimpleUploadedFile("a.jpg", b"eins")}).repeated
    with pytest.raises(submissions.Changed):
        send(ctx, key, {"photo": SimpleUploadedFile("a.jpg", b"zwei")})


def test_keys_live_for_thirty_days(ctx: Context, inside: None) -> None:
    key = submissions.new_key()
    send(ctx, key)
    with clock.frozen(NOON + submissions.KEPT):
        assert submissions.expire() == 0
    with clock.frozen(NOON + submissions.KEPT * 2):
        assert submissions.expire() == 1
    assert not Submission.objects.exists()


def test_an_act_inside_joins_the_same_transaction(ctx: Context, tannfurt: Network, inside: None) -> None:
    def act() -> Draft:
        audit.record(ctx, "probe", tannfurt)
        return keep(str(1 // 0))

    with pytest.raises(ZeroDivisionError):
        submissions.once(ctx, key=submissions.new_key(), body=BODY, act=act, kind="report")
    assert audit.trail(tannfurt.pk) == []


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_moment_are_one_submission(transactional_db: None) -> None:
    network = Network.objects.create(slug="tannfurt", name="Netzwerk Tannfurt")
    key, barrier = submissions.new_key(), threading.Barrier(4)
    outcomes: list[submissions.Outcome] = []

    def click() -> None:
        with tenancy.scope(network.pk):
            barrier.wait(10)
            outcomes.append(send(visitor(network.pk), key))
        connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()

    assert sorted(outcome.repeated for outcome in outcomes) == [False, True, True, True]
    with tenancy.scope(network.pk):
        assert Draft.objects.count() == 1
