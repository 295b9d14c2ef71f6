import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.replies.values import Mail
from circles.mail.parse import parse
from circles.mail.sender import UNKNOWN, Verdict, addressees, strict_from, trust

PASS, FAIL = Verdict("pass", "It is signed."), Verdict("fail", "It is not signed.")
KNOWN = frozenset({"ana@example.org", "ana.sousa@work.example"})


def _mail(sender: str | None = "ana@example.org", **headers: str) -> Mail:
    return Mail(sender=sender, headers=tuple((name.replace("_", "-"), v) for name, v in headers.items()))


@pytest.mark.parametrize(
    "field",
    [
        b"From: ana@example.org",
        b"from: <ana@example.org>",
        b"FROM: Ana Sousa <Ana@Example.ORG>",
        b'From: "Sousa, Ana" <ana@example.org>',
        b'From: "Ana \\"x@y.org\\" Sousa" <ana@example.org>',
        b"From: =?utf-8?q?Sousa,_Ana?= <ana@example.org>",
        b"From: =?utf-8?b?U291c2EsIEFuYQ==?=\r\n <ana@example.org>",
        b"From: ana@example.org <ana@example.org>",
        b"From: Jos\xc3\xa9 <ana@example.org>",
        b"From: ana@example.org (Ana)",
    ],
)
def test_one_plain_address_is_read(field: bytes) -> None:
    assert strict_from(b"To: x@circles.example\r\n" + field + b"\r\nSubject: Yes\r\n") == "ana@example.org"


@pytest.mark.parametrize(
    "header",
    [
        b"",
        b"Subject: no sender",
        b"From:",
        b"From: Ana",
        b"From: ana@example.org\r\nFrom: eve@evil.example",
        b"From: ana@example.org\r\nFrom : eve@evil.example",
        b"From: ana@example.org\rFrom: eve@evil.example",
        b"From: ana@example.org, eve@evil.example",
        b"From: Ana <ana@example.org>, Eve <eve@evil.example>",
        b"From: Ana <ana@example.org> <eve@evil.example>",
        b"From: ana@example.org <eve@evil.example>",
        b"From: Group: ana@example.org;",
        b"From: <@relay.example:ana@example.org>",
        b"From: =?x?q?alice=40example.org=3e=00?=foo@evil.example",
        b"From: <=?x?q?alice=40example.org?=foo@evil.example>",
        b"From: =?utf-8?q?ana=40example.org?=",
        b'From: "ana@example.org"@evil.example',
        b"From: ana@example.org\0@evil.example",
        b"From: ana@[127.0.0.1]",
        b"From: ana@localhost",
        b"From: ana@example.123",
        b"From: " + b"a" * 65 + b"@example.org",
        b"From: a@" + b"b." * 130 + b"org",
        b'From: "eve@evil.example" ana@example.org',
        b'From: <ana@example.org> "eve@evil.example"',
        b"From: <ana@example.org",
        b"From: ana@example.org>",
        b"From: Ana" + b" " * 3000 + b"<ana@example.org>",
    ],
)
def test_anything_else_is_nobody(header: bytes) -> None:
    assert strict_from(header + b"\r\nTo: x@circles.example") is None


@pytest.mark.parametrize(
    ("signed", "counting"),
    [
        ([], "bo@x.example\ncc@x.example"),
        (["h=from:subject"], "bo@x.example\ncc@x.example"),
        (["h=From:To:Cc"], "bo@x.example\ncc@x.example"),
        (["h=from:to:subject"], "bo@x.example"),
        (["v=1; h=from:\r\n\tto :subject;b=x", "h=from"], "bo@x.example"),
        (["h=from:to", "h=from:cc"], ""),
        ([f"{' ' * 3000}h=from:to"], "bo@x.example"),
    ],
)
def test_whom_a_mail_is_to_can_not_be_added_where_a_signature_says_it(
    signed: list[str], counting: str
) -> None:
    head = "".join(f"DKIM-Signature: a=b; {each}\r\n" for each in signed)
    read = parse(f"Cc: cc@x.example\r\n{head}To: Bo@x.example\r\n\r\n".encode())
    assert sorted(addressees(read).split()) == counting.split()


def test_a_signature_of_a_part_is_found_behind_any_number_of_blanks() -> None:
    raw = b"From: ana@example.org\r\nDKIM-Signature: a=b;" + b"\r\n " * 2_000 + b"l=5\r\n\r\n"
    level = trust(parse(raw), KNOWN, token_valid=True, answers_our_mail=False, authentication=PASS).level
    assert level == "D"


def test_from_in_the_body_is_not_read() -> None:
    assert strict_from(b"Subject: x\r\n\r\nFrom: ana@example.org\r\n") is None


@given(st.binary(max_size=200))
def test_any_bytes_after_from_give_one_address_or_none(value: bytes) -> None:
    found = strict_from(b"From: " + value)
    assert found is None or (found.count("@") == 1 and found.isascii() and found == found.lower())


@pytest.mark.parametrize(
    ("token_valid", "answers", "verdict", "sender", "level"),
    [
        (True, False, PASS, "ana@example.org", "A"),
        (True, False, UNKNOWN, "ana.sousa@work.example", "B"),
        (True, True, PASS, "eve@evil.example", "C"),
        (False, True, PASS, "ana@example.org", "C"),
        (False, False, PASS, "ana@example.org", "D"),
        (True, True, FAIL, "ana@example.org", "D"),
        (True, True, PASS, None, "D"),
    ],
)
def test_trust_follows_the_token_the_sender_and_the_verdict(
    token_valid: bool, answers: bool, verdict: Verdict, sender: str | None, level: str
) -> None:
    given_trust = trust(
        _mail(sender),
        KNOWN,
        token_valid=token_valid,
        answers_our_mail=answers,
        authentication=verdict,
    )
    assert given_trust.level == level
    assert given_trust.why.endswith(".")


@pytest.mark.parametrize(
    "mail",
    [
        Mail(refused="The mail has more than 1,000 parts."),
        Mail(sender="ana@example.org", headers=(("subject", "Re: x"), ("subject", "LEAVE"))),
        _mail(dkim_signature="v=1; a=rsa-sha256; l=120; d=example.org"),
        _mail(auto_submitted="auto-replied"),
    ],
)
def test_faulty_mail_is_never_trusted(mail: Mail) -> None:
    found = trust(mail, KNOWN, token_valid=True, answers_our_mail=True, authentication=PASS)
    assert found.level == "D"


def test_automatic_mail_that_holds_a_calendar_is_graded_like_any_other() -> None:
    mail = Mail(
        sender="ana@example.org",
        headers=(("auto-submitted", "auto-generated"),),
        calendar=b"BEGIN:VCALENDAR",
    )
    assert trust(mail, KNOWN, token_valid=True, answers_our_mail=False, authentication=UNKNOWN).level == "B"
