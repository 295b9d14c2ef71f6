"""What proves a webhook: every part of what is signed counts, and so does the time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.webhooks import (
    TOLERANCE,
    clock_fault,
    is_same,
    mailgun_signature,
    raw_signature,
    signed_at,
)

NOW = datetime(2026, 1, 12, 10, 0, tzinfo=UTC)


def test_the_raw_signature_is_what_openssl_computes() -> None:
    """Printed by: openssl dgst -sha256 -hmac secret."""
    signature = raw_signature("secret", "1768212000", "circles+x@reply.example.org", b"hello")
    assert signature == "2237cf807685b696e9ddf22d5e47e5d524778fda4ef4fd2730a2d6a70bcaae98"


def test_the_signature_of_mailgun_is_what_openssl_computes() -> None:
    """Printed by: printf 1768212000abc | openssl dgst -sha256 -hmac secret."""
    assert mailgun_signature("secret", "1768212000", "abc") == (
        "41db739f1735452909f0e59db79094960103b1c52ac1dd9b73f24767b4ad06e7"
    )


@given(st.tuples(st.text(), st.text(), st.text(), st.binary()), st.integers(0, 3))
def test_another_key_time_recipient_or_body_has_another_signature(parts, changed) -> None:
    other = list(parts)
    other[changed] += b"x" if changed == 3 else "x"
    assert not is_same(raw_signature(*parts), raw_signature(*other))


@given(st.text())
def test_no_text_breaks_the_comparison_or_the_clock(text) -> None:
    assert is_same(text, "0" * 64) is (text == "0" * 64)
    assert signed_at(text) is None or text.isdigit()


@pytest.mark.parametrize("timestamp", ["", "-5", "1e9", "12.5", "999999999999", "١٢٣", " 1768212000"])
def test_what_is_no_whole_number_of_seconds_is_no_time(timestamp) -> None:
    assert signed_at(timestamp) is None


def test_a_timestamp_is_read_in_utc() -> None:
    assert signed_at("1768212000") == NOW


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_a_clock_may_be_five_minutes_off(minutes) -> None:
    assert clock_fault(NOW + timedelta(minutes=minutes), NOW) is None


@pytest.mark.parametrize(("minutes", "side"), [(-10, "behind"), (10, "ahead of")])
def test_a_clock_ten_minutes_off_is_told_by_how_much(minutes, side) -> None:
    fault = clock_fault(NOW + timedelta(minutes=minutes), NOW)
    assert fault is not None
    assert f"600 seconds {side} our clock" in fault
    assert "300 are allowed" in fault
    assert clock_fault(NOW + TOLERANCE + timedelta(seconds=1), NOW) is not None
