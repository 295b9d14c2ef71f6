"""Addresses have one form, and a refused one is told why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.addresses import near_miss, normalise
from circles.errors import Invalid


@pytest.mark.parametrize(
    ("written", "normalised"),
    [
        ("  Ana.Sousa@Example.ORG\n", "ana.sousa@example.org"),
        ("ana+circles@example.org", "ana+circles@example.org"),
        ("a.n.a@gmail.com", "a.n.a@gmail.com"),
        ("ana@MÜNCHEN.example", "ana@xn--mnchen-3ya.example"),
        ("ana@xn--mnchen-3ya.example", "ana@xn--mnchen-3ya.example"),
    ],
)
def test_address_has_one_form(written: str, normalised: str):
    assert normalise(written) == normalised


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("ana", "has no @"),
        ("@example.org", "has nothing before the @"),
        ("ana@exmaple", "has no ending like .org"),
        ("ana@example.", "has no ending like .org"),
        ("ana@example.org, bo@example.org", "holds more than one address, or more than the address"),
        ("Ana <ana@example.org>", "holds more than one address, or more than the address"),
        ("ana@work@example.org", "holds more than one address, or more than the address"),
        ("ana@example.test", "has an ending that no mail can reach"),
        ("josé@example.org", "has letters before the @ that few mail servers take yet"),
        ("ana@example..org", "is not an address that mail can be sent to"),
        ("ana@-example.org", "is not an address that mail can be sent to"),
        ("a" * 65 + "@example.org", "is not an address that mail can be sent to"),
        ("ana@" + "a" * 300 + ".org", "is longer than any address"),
    ],
)
def test_refused_address_is_told_why_and_what_to_do(written: str, complaint: str):
    with pytest.raises(Invalid) as refusal:
        normalise(written)
    assert (
        str(refusal.value)
        == f"`{written[:80]}` {complaint}. Write the whole address, such as ana@example.org."
    )
    assert refusal.value.field == "email"


@pytest.mark.parametrize("blank", ["", "  \t"])
def test_missing_address_is_asked_for_kindly(blank: str):
    with pytest.raises(Invalid, match=r"^We need an address to write to, such as ana@example\.org\.$"):
        normalise(blank)


@given(st.text(max_size=30) | st.from_regex(r"\A[a-zA-Z.+_-]{1,8}@[a-zA-Z0-9ü.-]{1,12}\Z"))
def test_normalising_twice_changes_nothing_more(text: str):
    try:
        once = normalise(text)
    except Invalid:
        return
    assert normalise(once) == once
    assert once.isascii()
    assert once == once.lower()


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("ana@gmial.com", "ana@gmail.com"),
        ("ana@gmail.co", "ana@gmail.com"),
        ("ana@hotmial.com", "ana@hotmail.com"),
        ("ana@outlok.com", "ana@outlook.com"),
        ("ana@gmail.com", ""),
        ("ana@mail.com", ""),
        ("ana@ymail.com", ""),
        ("ana@hotmail.co.uk", ""),
        ("ana@example.org", ""),
    ],
)
def test_slip_of_the_pen_in_a_well_known_domain_is_asked_about(address: str, meant: str):
    assert near_miss(address) == meant
