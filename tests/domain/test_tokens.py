import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.tokens import (
    Token,
    fingerprint,
    membership_token,
    outgoing_token,
    read_token,
    return_token,
    still_known,
)

KEYS = (b"now" * 11, b"old" * 11)
TODAY = date(2026, 3, 5)
ids = st.integers(0, 2**63 - 1)
days = st.dates(date(1970, 1, 1), date(2149, 1, 1))


@given(ids, days)
def test_a_membership_address_never_expires(number, today):
    assert read_token(KEYS, membership_token(KEYS, number), today) == Token("membership", number)


@given(ids, days, st.integers(-400, 400))
def test_an_outgoing_address_is_good_until_its_day(number, expires, later):
    token = outgoing_token(KEYS, number, expires)
    known = read_token(KEYS, token, expires + timedelta(days=later))
    assert known == (Token("outgoing", number) if later <= 0 else None)


@given(ids, days, st.integers(-400, 400))
def test_a_return_path_is_told_from_a_reply_address(number, expires, later):
    token = return_token(KEYS, number, expires)
    known = read_token(KEYS, token, expires + timedelta(days=later))
    assert known == (Token("return", number) if later <= 0 else None)


@given(ids, days)
def test_every_address_fits_a_local_part_in_lower_case(number, expires):
    for token in (
        membership_token(KEYS, number),
        outgoing_token(KEYS, number, expires),
        return_token(KEYS, number, expires),
    ):
        assert len("circles+" + token) <= 64
        assert token.isalnum()
        assert token == token.lower()


def test_mail_systems_may_change_the_case():
    assert read_token(KEYS, membership_token(KEYS, 17).upper(), TODAY) == Token("membership", 17)


def test_an_address_of_an_older_key_is_still_read():
    assert read_token(KEYS, membership_token(KEYS[1:], 17), TODAY) == Token("membership", 17)
    assert read_token(KEYS[:1], membership_token(KEYS[1:], 17), TODAY) is None


def test_an_address_for_good_goes_on_being_signed_by_the_key_that_signed_it_first():
    new, old = KEYS
    name = still_known((old,), "")
    assert name == fingerprint(old) == still_known(KEYS, name)
    assert membership_token(KEYS, 17, name) == membership_token((old,), 17)
    assert membership_token(KEYS, 17, still_known(KEYS, "")) == membership_token((new,), 17)
    assert still_known((new,), name) == fingerprint(new)


@given(ids, st.randoms(use_true_random=False))
def test_a_changed_letter_is_noticed(number, chance: random.Random):
    token = outgoing_token(KEYS, number, TODAY)
    at = chance.randrange(len(token))
    other = chance.choice("abcdefghijklmnopqrstuvwxyz234567".replace(token[at], ""))
    assert read_token(KEYS, token[:at] + other + token[at + 1 :], TODAY) is None


@given(st.text(max_size=80) | st.text("abcdefghijklmnopqrstuvwxyz234567=", max_size=80))
def test_garbage_is_nobody(text):
    assert read_token(KEYS, text, TODAY) is None


@pytest.mark.parametrize("length", [0, 1, 7, 26, 27, 28, 56, 57, 10_000])
def test_any_length_is_nobody(length):
    assert read_token(KEYS, "a" * length, TODAY) is None
