"""Sealed bytes: what any version sealed opens, with any key that is still set, and with no other."""

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken
from hypothesis import given
from hypothesis import strategies as st

from circles.vault import Vault, _derive

OLD, NEW = "the key of last year", "the key of this year"
MAIL = b"From: ana@example.org\r\n\r\nYes\r\n"


@given(st.binary(max_size=300))
def test_what_is_sealed_opens_and_shows_nothing(raw: bytes) -> None:
    vault = Vault([NEW])
    sealed = vault.seal(raw)
    assert vault.open(sealed) == raw
    assert sealed != vault.seal(raw)
    assert len(raw) < 8 or raw not in sealed


def test_a_key_of_old_opens_what_it_sealed_and_the_first_one_seals() -> None:
    before, both = Vault([OLD]), Vault([NEW, OLD])
    assert both.open(before.seal(MAIL)) == MAIL
    assert Vault([NEW]).open(both.seal(MAIL)) == MAIL
    with pytest.raises(InvalidTag):
        before.open(both.seal(MAIL))


def test_what_an_older_version_sealed_still_opens() -> None:
    sealed = Fernet(_derive(OLD, b"circles sealed bytes")).encrypt(MAIL)
    assert Vault([NEW, OLD]).open(sealed) == MAIL
    with pytest.raises(InvalidToken):
        Vault([NEW]).open(sealed)


@pytest.mark.parametrize("at", [0, 1, 20, -1])
def test_what_was_changed_does_not_open(at: int) -> None:
    sealed = bytearray(Vault([NEW]).seal(MAIL))
    sealed[at] ^= 1
    with pytest.raises((InvalidTag, InvalidToken)):
        Vault([NEW]).open(bytes(sealed))
    with pytest.raises((InvalidTag, InvalidToken)):
        Vault([NEW]).open(b"")
