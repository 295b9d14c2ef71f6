import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain import refusals
from circles.domain.refusals import in_words, refuses_address, status


@pytest.mark.parametrize(
    ("answer", "words", "is_about_the_address"),
    [
        ("550 5.1.1 <ana@example.org>: no such mailbox", "there is no such mailbox", True),
        ("5.1.10 smtp; 550 5.1.10 null MX", "its domain takes no mail", True),
        ("sorry, no mailbox here by that name (#5.1.1)", "there is no such mailbox", True),
        ("550-5.1.1 The email account does not exist", "there is no such mailbox", True),
        ("550 5.1.0 address rejected", "the address can't be used", True),
        ("553 5.1.7 bad sender address", "its mail server takes no mail from our address", False),
        ("553 5.1.8 your domain does not exist", "its mail server takes no mail from our domain", False),
        ("552 5.3.4 message too big", "our mail was too long for it", False),
        ("550 5.2.1 the account is disabled", "the mailbox is switched off", True),
        ("5.0.0 smtp; 550 5.1.1 no such user", "there is no such mailbox", True),
        ("552 5.2.2 over quota", "the mailbox is full", False),
        ("4.4.7 smtp; delivery time expired", "its mail server could not be reached for days", False),
        ("554 5.7.1 we think this is spam", "its mail server refuses our mail", False),
        ("550 blocked, see 10.5.1.1.2", "its mail server refuses our mail", False),
        ("550 no", "our mail comes back", False),
        ("", "our mail comes back", False),
    ],
)
def test_a_servers_no_is_said_in_words(answer, words, is_about_the_address):
    assert in_words(status(answer)) == words
    assert refuses_address(answer) is is_about_the_address


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.7.1 Service unavailable, client host [192.0.2.7] blocked using Spamhaus",
        "550 5.7.606 Access denied, banned sending IP [192.0.2.7]",
        "550-5.7.26 This mail has been blocked because the sender is unauthenticated",
        "5.7.1 smtp; 554 5.7.1 message rejected by policy",
        "553 5.1.8 your domain does not exist",
        "552 5.3.4 message too big",
        "554 5.6.0 message contains invalid header",
        "554 Your IP is listed at zen.example",
        "5.0.0 smtp; 550 Rejected: looks like SPAM",
        "421 RP-001 Unfortunately, some messages from this address weren't sent, poor reputation",
    ],
)
def test_a_refusal_of_our_server_or_our_mail_is_not_about_the_address(answer):
    assert refusals.refuses_us(answer)
    assert not refuses_address(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.1.1 no such user",
        "550 5.1.1 <spam@blocked.example>: no such user, blocked",
        "550 5.2.1 the account was blocked by its owner",
        "552 5.2.2 over quota",
        "5.4.4 smtp; no such domain",
        "550 no such user here",
        "550 5.5.0 mailbox unavailable",
        "553 5.3.0 <ana@example.org>... User unknown",
        "",
    ],
)
def test_a_refusal_of_an_address_is_not_about_us(answer):
    assert not refusals.refuses_us(answer)


@given(st.text())
def test_whatever_a_server_says_there_are_words_of_ours_for_it(answer):
    assert " " in in_words(status(answer))


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("5.0.0 smtp; 550 5.1.1 no such user", "5.1.1"),
        ("4.4.7 smtp; delivery time expired", "4.4.7"),
        ("554 Your IP is listed at zen.example", "5.7.0"),
        ("550 5.5.0 mailbox unavailable", "5.0.0"),
        ("550 5.10.1 no", "5.0.0"),
    ],
)
def test_the_code_that_says_most_is_kept(answer, code):
    assert status(answer) == code


def test_words_of_an_earlier_version_stay_as_they_are():
    assert in_words("the mailbox is on the moon") == "the mailbox is on the moon"
    assert in_words("") == ""
