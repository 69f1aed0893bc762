import pytest
from hypothesis import given
from hypothesis import strategies as st

from schutznetz.kernel import vault

KEY, OTHER = b"a" * 32, b"b" * 32
PLACE = "network|cases.Report|statement|1|content"


@given(st.binary(max_size=3000))
def test_what_was_sealed_opens(clear: bytes) -> None:
    assert vault.unseal(KEY, vault.seal(KEY, clear, PLACE), PLACE) == clear


@given(st.integers(min_value=0, max_value=1000))
def test_no_altered_bit_opens(where: int) -> None:
    sealed = bytearray(vault.seal(KEY, b"Mia", PLACE))
    sealed[where % len(sealed)] ^= 1 << where % 8

    with pytest.raises(vault.DoesNotOpen):
        vault.unseal(KEY, bytes(sealed), PLACE)


@given(st.integers(min_value=0, max_value=317))
def test_no_truncation_opens(length: int) -> None:
    with pytest.raises(vault.DoesNotOpen):
        vault.unseal(KEY, vault.seal(KEY, b"Mia", PLACE)[:length], PLACE)


def test_nothing_opens_elsewhere_or_with_another_key() -> None:
    sealed = vault.seal(KEY, b"Mia", PLACE)
    for key, place in ((KEY, PLACE.replace("|1|", "|2|")), (OTHER, PLACE)):
        with pytest.raises(vault.DoesNotOpen):
            vault.unseal(key, sealed, place)


def test_plaintext_never_passes_for_sealed() -> None:
    with pytest.raises(vault.DoesNotOpen):
        vault.unseal(KEY, b"Mia wohnt in der Gasse", PLACE)


def test_the_same_text_never_gives_the_same_bytes() -> None:
    assert len({vault.seal(KEY, b"Mia", PLACE) for _ in range(1000)}) == 1000


def test_the_commitment_names_the_key() -> None:
    """Without it, one ciphertext could be made to open under two keys."""
    sealed = bytearray(vault.seal(KEY, b"Mia", PLACE))
    sealed[18:50] = bytes(32)

    with pytest.raises(vault.DoesNotOpen, match="not the key"):
        vault.unseal(KEY, bytes(sealed), PLACE)


@pytest.mark.parametrize(
    ("size", "step"), [(0, 256), (255, 256), (256, 1024), (65535, 65536), (65536, 262144), (262144, 524288)]
)
def test_sizes_are_filled_up_to_steps(size: int, step: int) -> None:
    assert len(vault.padded(bytes(size))) == step


def test_short_texts_are_all_as_long() -> None:
    assert len({len(vault.seal(KEY, b"x" * size, PLACE)) for size in range(256)}) == 1


def test_a_wrapped_key_opens_in_its_place_only() -> None:
    kek, wrong = vault.cipher(KEY), vault.cipher(OTHER)
    wrapped = vault.wrap(kek, b"k" * 32, "place")

    assert vault.unwrap(kek, wrapped, "place") == b"k" * 32
    for cipher, sealed, place in (
        (kek, wrapped, "elsewhere"),
        (wrong, wrapped, "place"),
        (kek, b"\x09" + wrapped[1:], "place"),
    ):
        with pytest.raises(vault.DoesNotOpen):
            vault.unwrap(cipher, sealed, place)


def test_an_envelope_opens_with_the_private_half_only() -> None:
    private, public = vault.new_pair()
    stranger, _ = vault.new_pair()
    sealed = vault.enclose(public, b"Mia", "place")

    assert vault.disclose(private, sealed, "place") == b"Mia"
    for half, envelope, place in (
        (stranger, sealed, "place"),
        (private, sealed, "elsewhere"),
        (private, sealed[:-1], "place"),
        (private, b"\x09" + sealed[1:], "place"),
    ):
        with pytest.raises(vault.DoesNotOpen):
            vault.disclose(half, envelope, place)


def test_an_envelope_is_hybrid_and_adds_little() -> None:
    private, public = vault.new_pair()

    assert (len(private), len(public)) == (64 + 32, 1184 + 32)
    assert len(vault.enclose(public, b"k" * 32, "place")) - 32 == 1138


def test_purposes_have_keys_of_their_own() -> None:
    assert vault.derive(KEY, "index") != vault.derive(KEY, "audit")
    assert vault.tag(KEY, b"Mia") == vault.tag(KEY, b"Mia") != vault.tag(OTHER, b"Mia")
