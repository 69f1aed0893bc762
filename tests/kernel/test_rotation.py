from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from schutznetz.kernel import audit, clock, keyring, keys, rootfile, rotation, tenancy
from schutznetz.kernel.keystore import IntakeKey, KeyRow, NetworkKey
from schutznetz.kernel.models import Draft
from schutznetz.networks.models import Network

pytestmark = pytest.mark.usefixtures("inside")


def drafted(text: str = "Mia") -> Draft:
    return Draft.objects.create(actor_id=uuid4(), form="f", text={"text": text}, expires_at=clock.now())


def texts() -> list[str]:
    keyring.forget()
    return [draft.text["text"] for draft in Draft.objects.order_by("text")]


def versions() -> set[int]:
    return set(KeyRow.objects.values_list("wrapping__version", flat=True))


def test_all_keys_move_under_the_new_one_and_everything_opens() -> None:
    for number in range(3):
        drafted(str(number))

    progress = list(rotation.rotate_network_key())

    assert (progress[0], progress[-1]) == (rotation.Progress(0, 3), rotation.Progress(3, 3))
    assert versions() == {2}
    assert sorted(texts()) == ["0", "1", "2"]


def test_sealed_values_stay_byte_by_byte() -> None:
    draft = drafted()
    before = Draft.objects.filter(pk=draft.pk).values_list("text", flat=True)[0]

    list(rotation.rotate_network_key())

    assert Draft.objects.filter(pk=draft.pk).values_list("text", flat=True)[0] == before


@pytest.mark.parametrize("batches", range(4))
def test_an_interrupted_rotation_goes_on_where_it_stopped(
    batches: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    for number in range(6):
        drafted(str(number))
    steps = rotation.rotate_network_key()
    for _ in range(batches + 1):
        next(steps)
    del steps
    assert sorted(texts()) == list("012345")

    left = KeyRow.objects.filter(wrapping__version=1).count()
    progress = list(rotation.rotate_network_key())

    assert NetworkKey.objects.count() == (2 if left else 3)  # resumed, or finished and begun anew
    assert progress[0].total == (left or 6)
    assert len(versions()) == 1
    assert sorted(texts()) == list("012345")


def test_what_is_sealed_meanwhile_under_the_old_key_opens_and_moves_later() -> None:
    drafted("vorher")
    old = keyring.newest_ring().row
    list(rotation.rotate_network_key())
    late = drafted("spät")
    row = KeyRow.objects.get(record=late.pk)
    key = keys.fetch([late.pk])[late.pk]["content"]
    row.wrapped = keys._Wrapping(keyring.ring(old.pk).cipher, {}).row(late.pk, "content", key).wrapped
    row.wrapping = old
    row.save()
    assert sorted(texts()) == ["spät", "vorher"]

    assert list(rotation.rotate_network_key())[-1] == rotation.Progress(1, 1)

    assert versions() == {2}


def test_a_retired_key_is_destroyed_after_the_horizon_and_never_while_in_use() -> None:
    drafted()
    list(rotation.rotate_network_key())
    assert rotation.forget_retired() == 0

    with clock.frozen(clock.now() + rotation.HORIZON + timedelta(hours=1)):
        NetworkKey.objects.filter(version=2).update(retired_at=clock.now() - timedelta(days=30))
        assert rotation.forget_retired() == 1

    assert list(NetworkKey.objects.values_list("version", flat=True)) == [2]
    assert texts() == ["Mia"]


def test_the_intake_pair_changes_for_what_comes_next() -> None:
    with keys.for_intake():
        drafted("vorher")
    rotation.rotate_intake_pair()
    with keys.for_intake():
        drafted("nachher")

    assert sorted(texts()) == ["nachher", "vorher"]
    assert list(IntakeKey.objects.filter(retired_at=None).values_list("version", flat=True)) == [2]


def test_the_private_half_moves_with_the_network_key() -> None:
    with keys.for_intake():
        drafted()

    list(rotation.rotate_network_key())

    assert IntakeKey.objects.get().wrapping.version == 2
    assert texts() == ["Mia"]


def test_the_command_rotates_one_network_and_is_recorded(
    tannfurt: Network, erlenstedt: Network, capsys: pytest.CaptureFixture[str]
) -> None:
    drafted()
    with tenancy.scope(erlenstedt.pk):
        drafted()

    call_command("rotate_keys", "--network", "tannfurt")

    assert versions() == {2}
    assert "tannfurt: 1 von 1 Schlüsseln" in capsys.readouterr().out
    entry = audit.trail(tannfurt.pk)[-1]
    assert (entry.action, entry.role, entry.facts) == ("keys.rotated", "system", {"count": 1})
    with tenancy.scope(erlenstedt.pk):
        assert versions() == {1}


def test_a_new_root_key_takes_the_network_keys_over(tannfurt: Network, settings: Settings) -> None:
    drafted()
    try:
        call_command("rotate_keys", "--root")

        assert NetworkKey.objects.get().root_version == 2
        assert texts() == ["Mia"]
    finally:
        lines = rootfile.path().read_text().splitlines()
        rootfile.path().write_text(lines[0] + "\n")
        rootfile._loaded.clear()


@pytest.mark.parametrize("option", ["--intake", "--forget"])
def test_every_key_act_is_recorded(tannfurt: Network, option: str) -> None:
    call_command("rotate_keys", "--network", "tannfurt", option)

    assert audit.trail(tannfurt.pk)[-1].action in {"keys.intake_rotated", "keys.forgotten"}
