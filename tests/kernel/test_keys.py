import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, connections, transaction
from django.db.models import ProtectedError
from pytest_django import DjangoAssertNumQueries

from schutznetz.accounts.models import User
from schutznetz.care import services as care
from schutznetz.care.queries import Child
from schutznetz.care.services import Household
from schutznetz.kernel import clock, keyring, keys, sealing, tenancy, vault
from schutznetz.kernel.context import Context
from schutznetz.kernel.keystore import Envelope, KeyRow, NetworkKey
from schutznetz.kernel.models import Draft
from schutznetz.networks.models import Network
from schutznetz.volunteers.models import Wish
from tests.care.conftest import told
from tests.conftest import NOON

pytestmark = pytest.mark.usefixtures("inside")


def drafted(text: str = "Blaue Flecken") -> Draft:
    expires = clock.now() + timedelta(days=3)
    return Draft.objects.create(actor_id=uuid4(), form="report", text={"text": text}, expires_at=expires)


def opened(draft: Draft) -> str:
    return str(Draft.objects.get(pk=draft.pk).text["text"])


def column(draft: Draft) -> bytes:
    with connection.cursor() as cursor:
        pk = draft.pk if connection.vendor == "postgresql" else draft.pk.hex
        cursor.execute("select text from kernel_draft where id = %s", [pk])
        return bytes(cursor.fetchone()[0])


@pytest.fixture(autouse=True)
def _keys() -> Iterator[None]:
    """Keys are remembered as the product does it, and none from another test."""
    keyring.forget()
    yield
    keyring.forget()


# --- the hierarchy ------------------------------------------------------------------------------


def test_every_record_has_a_key_of_its_own() -> None:
    first, second = drafted(), drafted()

    rows = KeyRow.objects.order_by("id")

    assert [row.record for row in rows] == [first.pk, second.pk]
    assert bytes(rows[0].wrapped) != bytes(rows[1].wrapped)


def test_no_key_lies_readable_in_the_database() -> None:
    draft = drafted()

    key = keys.fetch([draft.pk])[draft.pk]["content"]
    network_key = keyring.newest_ring().key

    wrapped = [row.wrapped for row in KeyRow.objects.all()] + [
        row.wrapped for row in NetworkKey.objects.all()
    ]
    stored = b"".join(map(bytes, wrapped))
    assert key not in stored
    assert network_key not in stored


def test_a_list_fetches_its_keys_with_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(25):
        drafted(f"Nummer {number}")
    keyring.newest_ring()

    with django_assert_num_queries(2):
        texts = {draft.text["text"] for draft in Draft.objects.all()}

    assert texts == {f"Nummer {number}" for number in range(25)}


def test_rows_put_together_fetch_their_keys_together(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    together = [Draft.objects.get(pk=drafted().pk) for _ in range(3)]

    with django_assert_num_queries(1):
        sealing.fetch(together)
        assert {draft.text["text"] for draft in together} == {"Blaue Flecken"}


def test_rows_that_came_along_fetch_their_keys_together(
    tannfurt: Network, clara: Context, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    author = User.objects.get(pk=clara.person_id)
    for number in range(5):
        household = Household(name=f"Familie {number}", children=[Child(born=NOON.date())])
        wish: dict[str, Any] = {
            "details": {},
            "words": "Vorlesen",
            "asked_at": NOON,
        }
        family = care.open_family(clara, tannfurt, household=household)
        consent = told(family, author, author)
        Wish.objects.create(family=family, consent=consent, asked_by=author, **wish)

    with django_assert_num_queries(2):
        names = {each.family.name for each in Wish.objects.select_related("family")}

    assert names == {f"Familie {number}" for number in range(5)}


def test_bulk_creation_makes_all_keys_with_one_statement(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    keyring.newest_ring()
    expires = clock.now()
    rows = [Draft(actor_id=uuid4(), form="f", text={"n": n}, expires_at=expires) for n in range(10)]

    with django_assert_num_queries(3):  # the newest network key, all keys, all rows
        Draft.objects.bulk_create(rows)

    assert KeyRow.objects.count() == 10


def test_a_rolled_back_record_can_be_saved_again() -> None:
    expires = clock.now()
    draft = Draft(actor_id=uuid4(), form="f", text={"text": "Mia"}, expires_at=expires)
    with transaction.atomic():
        draft.save()
        transaction.set_rollback(True)

    draft.save()

    assert opened(draft) == "Mia"


def test_keys_do_not_cross_networks(erlenstedt: Network) -> None:
    draft = drafted()
    with tenancy.scope(erlenstedt.pk):
        assert "content" not in keys.fetch([draft.pk])[draft.pk]
        mine = Draft.objects.create(actor_id=uuid4(), form="f", text={}, expires_at=clock.now())
        assert keyring.newest_ring().row.network_id == erlenstedt.pk
        assert KeyRow.objects.get(record=mine.pk).network_id == erlenstedt.pk


def test_a_wrapped_key_opens_nothing_for_another_record() -> None:
    draft, other = drafted(), drafted()
    KeyRow.objects.filter(record=draft.pk).update(wrapped=KeyRow.objects.get(record=other.pk).wrapped)

    with pytest.raises(vault.DoesNotOpen):
        opened(draft)


# --- erasing --------------------------------------------------------------------------------------


def restored_without_keys(draft: Draft) -> Draft:
    """Bring the row back as a backup would, with the ciphertext as it was."""
    row = Draft.objects.get(pk=draft.pk)
    draft.delete()
    row.save(force_insert=True)
    return row


def test_deleting_a_record_makes_every_copy_unreadable() -> None:
    draft = drafted()
    before = column(draft)

    row = restored_without_keys(draft)

    assert column(row) == before
    with pytest.raises(keys.Destroyed):
        opened(row)


def test_a_restored_row_opens_while_its_key_exists() -> None:
    draft = drafted()
    row = Draft.objects.get(pk=draft.pk)
    Draft.objects.filter(pk=draft.pk)._raw_delete(using="default")

    row.save(force_insert=True)

    assert opened(row) == "Blaue Flecken"


def test_deleting_many_destroys_their_keys() -> None:
    kept = drafted()
    drafted()
    drafted()

    Draft.objects.exclude(pk=kept.pk).delete()

    assert [row.record for row in KeyRow.objects.all()] == [kept.pk]


def test_a_delete_that_fails_keeps_the_keys() -> None:
    pk = drafted().pk
    with transaction.atomic():
        Draft.objects.get(pk=pk).delete()
        transaction.set_rollback(True)

    assert Draft.objects.get(pk=pk).text == {"text": "Blaue Flecken"}


# --- rotation -------------------------------------------------------------------------------------


def test_what_was_sealed_before_a_new_network_key_still_opens() -> None:
    before = drafted("vorher")
    keyring.add_network_key()
    keyring.forget()

    after = drafted("nachher")

    assert (opened(before), opened(after)) == ("vorher", "nachher")
    assert {row.wrapping.version for row in KeyRow.objects.select_related("wrapping") if row.wrapping} == {
        1,
        2,
    }


def test_a_network_key_in_use_cannot_be_destroyed() -> None:
    drafted()
    with pytest.raises(ProtectedError):
        NetworkKey.objects.all().delete()


# --- public intake --------------------------------------------------------------------------------


def test_a_public_submission_is_one_envelope() -> None:
    with keys.for_intake():
        first, second = drafted("eins"), drafted("zwei")

    assert Envelope.objects.count() == 1
    assert not KeyRow.objects.exclude(wrapping=None).exists()
    assert (opened(first), opened(second)) == ("eins", "zwei")


def test_sealing_for_intake_needs_no_private_key(monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.newest_pair()
    for secret in ("ring", "newest_ring", "private_half"):
        monkeypatch.delattr(keyring, secret)

    with keys.for_intake():
        draft = drafted()

    with pytest.raises(AttributeError):  # the negative control: to read it back, it needs them
        opened(draft)


def test_taking_over_keeps_every_sealed_byte_and_drops_the_envelope() -> None:
    with keys.for_intake():
        draft, other = drafted("eins"), drafted("zwei")
    before = column(draft)

    keys.take_over(draft)

    assert column(draft) == before
    assert not Envelope.objects.exists()
    assert (opened(draft), opened(other)) == ("eins", "zwei")


def test_an_envelope_opens_only_in_its_place() -> None:
    with keys.for_intake():
        draft = drafted()
    with keys.for_intake():
        other = drafted()
    first, second = (KeyRow.objects.get(record=row.pk).envelope for row in (draft, other))
    assert first
    assert second
    Envelope.objects.filter(pk=first.pk).update(sealed=second.sealed)

    with pytest.raises(vault.DoesNotOpen):
        opened(draft)


def test_reports_sealed_to_an_earlier_pair_still_open() -> None:
    with keys.for_intake():
        draft = drafted()
    keyring.add_pair()
    keyring.forget()

    with keys.for_intake():
        later = drafted("später")

    assert (opened(draft), opened(later)) == ("Blaue Flecken", "später")


def test_deleting_an_untaken_submission_destroys_its_envelope() -> None:
    with keys.for_intake():
        draft, other = drafted(), drafted()

    draft.delete()
    assert Envelope.objects.count() == 1
    other.delete()

    assert not Envelope.objects.exists()


# --- keys with a name, and global secrets -----------------------------------------------------------


def test_a_named_key_seals_until_it_is_destroyed() -> None:
    sealed = keys.seal_named("audit/2026-11", b"Anna", "1")
    assert keys.open_named("audit/2026-11", sealed, "1") == b"Anna"
    with pytest.raises(vault.DoesNotOpen):
        keys.open_named("audit/2026-11", sealed, "2")

    keys.destroy_named("audit/2026-11")

    with pytest.raises(keys.Destroyed):
        keys.open_named("audit/2026-11", sealed, "1")


def test_named_keys_differ_between_networks(erlenstedt: Network) -> None:
    mine = keys.named("index")
    with tenancy.scope(erlenstedt.pk):
        assert keys.named("index") != mine


def test_a_global_secret_opens_for_nobody_else() -> None:
    sealed = keys.seal_global("totp:anna", b"JBSWY3DP")

    assert keys.open_global("totp:anna", sealed) == b"JBSWY3DP"
    assert b"JBSWY3DP" not in sealed
    with pytest.raises(vault.DoesNotOpen):
        keys.open_global("totp:bert", sealed)


@pytest.mark.django_db(transaction=True)
def test_two_who_need_a_new_named_key_at_once_get_the_same_one(tannfurt: Network) -> None:
    keyring.newest_ring()
    barrier, got = threading.Barrier(4), []

    def ask() -> None:
        with tenancy.scope(tannfurt.pk), transaction.atomic():
            if connection.vendor != "sqlite":
                barrier.wait(30)  # SQLite's transactions follow each other
            got.append(keys.named("audit/2026-12"))
        connections.close_all()

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(got) == 4
    assert len(set(got)) == 1
