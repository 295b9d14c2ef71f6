import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.refusals import in_words, refuses_address


@pytest.mark.parametrize(
    ("answer", "words", "is_about_the_address"),
    [
        ("550 5.1.1 <ana@example.org>: no such mailbox", "there is no such mailbox", True),
        ("5.1.10 smtp; 550 5.1.10 null MX", "its domain takes no mail", True),
        ("sorry, no mailbox here by that name (#5.1.1)", "there is no such mailbox", True),
        ("550-5.1.1 The email account does not exist", "there is no such mailbox", True),
        ("550 5.1.0 address rejected", "the address can't be used", True),
        ("553 5.1.8 your domain does not exist", "the address can't be used", False),
        ("552 5.2.2 over quota", "the mailbox is full", False),
        ("4.4.7 smtp; delivery time expired", "its mail server could not be reached for days", False),
        ("554 5.7.1 we think this is spam", "its mail server refuses our mail", False),
        ("550 blocked, see 10.5.1.1.2", "our mail comes back", False),
        ("550 no", "our mail comes back", False),
        ("", "our mail comes back", False),
    ],
)
def test_a_servers_no_is_said_in_words(answer, words, is_about_the_address):
    assert in_words(answer) == words
    assert refuses_address(answer) is is_about_the_address


@given(st.text())
def test_whatever_a_server_says_there_are_words_of_ours_for_it(answer):
    assert 0 < len(in_words(answer)) < 60
