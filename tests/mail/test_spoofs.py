"""Mails that pretend to be Ana's: she is never taken for the writer of one."""

from collections.abc import Callable
from datetime import UTC, datetime

import dkim
import pytest

from circles.mail.authenticate import authenticate
from circles.mail.parse import parse
from circles.mail.sender import trust
from tests.mail.senders import SIGNED, Zones, mail, sign

NOW = datetime(2026, 1, 12, 10, tzinfo=UTC)
ANA = "ana@meadow.example"
EVE = {"ip": "8.8.8.8", "helo": "mx.evil.example", "mail_from": "eve@evil.example"}
OURS = "mx.circles.example"
PASSED = f"Authentication-Results: {OURS}; dmarc=pass header.from=meadow.example\r\n"


def hers() -> bytes:
    return sign(mail(ANA), "meadow.example", headers=SIGNED)


def _signed_by_many() -> bytes:
    raw = mail(ANA)
    for selector in ["rsa", "ed25519"] * 4:
        raw = sign(raw, "evil.example", selector)
    return raw


def signed_by_eve(sender: str) -> bytes:
    """Sign as Eve's server would; where that refuses, by a signature of another mail of hers."""
    raw = mail(sender)
    try:
        return sign(raw, "evil.example")
    except dkim.DKIMException:
        other = mail("eve@evil.example")
        return sign(other, "evil.example").removesuffix(other) + raw


FROM = [
    "Ana <ana@meadow.example>",
    "ana@meadow.example",
    '"ana@meadow.example" <eve@evil.example>',
    "ana@meadow.example <eve@evil.example>",
    "<ana@meadow.example> <eve@evil.example>",
    "Ana <ana@meadow.example> <eve@evil.example>",
    "eve@evil.example (ana@meadow.example)",
    '"eve@evil.example" ana@meadow.example',
    '<ana@meadow.example> "eve@evil.example"',
    "(ana@meadow.example) eve@evil.example",
    "eve@evil.example (<ana@meadow.example>)",
    "ana@meadow.example(eve@evil.example)",
    "ana@meadow.example, eve@evil.example",
    "eve@evil.example, ana@meadow.example",
    "Ana <ana@meadow.example>, Eve <eve@evil.example>",
    "Friends: ana@meadow.example;",
    "Friends: ana@meadow.example, eve@evil.example;",
    "Ana: <ana@meadow.example>;eve@evil.example",
    "undisclosed: ; <ana@meadow.example>",
    "<@evil.example:ana@meadow.example>",
    "<@meadow.example,@evil.example:eve@evil.example>",
    "=?utf-8?q?Ana_=3Cana=40meadow.example=3E?= <eve@evil.example>",
    "=?utf-8?b?QW5hIDxhbmFAbWVhZG93LmV4YW1wbGU+?= <eve@evil.example>",
    "=?x?q?ana=40meadow.example=3e=00?=foo@evil.example",
    "=?utf-8?q?ana=40meadow.example?=",
    "=?utf-8?q?ana?=@meadow.example",
    "<=?utf-8?q?ana=40meadow.example=3E?= <eve@evil.example>",
    "ana@=?utf-8?q?meadow.example?=",
    "ana@meadow.example\r\n\t, eve@evil.example",
    "Ana\r\n <ana@meadow.example>,\r\n eve@evil.example",
    "ana@meadow.example\0@evil.example",
    "ana@meadow.example\0",
    "eve@evil.example\0ana@meadow.example",
    "eve@evil.example\rFrom: ana@meadow.example",
    "eve@evil.example\nFrom: ana@meadow.example",
    "ana@meadow.example\rX: eve@evil.example",
    '"ana@meadow.example"@evil.example',
    '"ana"@meadow.example',
    '"eve\\"@evil.example" <ana@meadow.example',
    "ana@meadow.example@evil.example",
    "ana%meadow.example@evil.example",
    "ana@meadow.example.evil.example",
    "ana@evil.example",
    "ana@meadovv.example",
    "ana@me\xe0dow.example",
    "ana@xn--medow-jta.example",
    "ana@meadow.exampl\xe9",
    "\xe0na@meadow.example",
    "ana@meadow.example.",
    "ana@.meadow.example",
    "ana@meadow..example",
    "ana.@meadow.example",
    "ana @meadow.example",
    "ana@ meadow.example",
    "ana@(x)meadow.example",
    "a(b)na@meadow.example",
    "ana+x@meadow.example",
    "ana@[192.0.2.1]",
    "ana@staff.meadow.example",
    "",
    "Ana",
    "<>",
    "\u202eelpmaxe.wodaem@ana".encode().decode("latin-1"),
    "ana\u2024s@meadow.example".encode().decode("latin-1"),
]

DRESSED: dict[str, Callable[[], bytes]] = {
    "two From, hers last": lambda: b"From: eve@evil.example\r\n" + mail(ANA),
    "two From, hers first": lambda: b"From: ana@meadow.example\r\n" + mail("eve@evil.example"),
    "From with a space": lambda: b"From : ana@meadow.example\r\n" + mail("eve@evil.example"),
    "From as an mbox has it": lambda: b"From ana@meadow.example Mon Jan 12\r\n" + mail("eve@evil.example"),
    "From below an empty line": lambda: b"X: y\r\n\r\n" + mail(ANA),
    "From below a CR alone": lambda: b"X: y\r\r" + mail(ANA),
    "Sender": lambda: b"Sender: ana@meadow.example\r\n" + mail("eve@evil.example"),
    "Reply-To": lambda: b"Reply-To: ana@meadow.example\r\n" + mail("eve@evil.example"),
    "Resent-From": lambda: b"Resent-From: eve@evil.example\r\n" + mail(ANA),
    "X-Original-From": lambda: b"X-Original-From: ana@meadow.example\r\n" + mail("eve@evil.example"),
    "no From": lambda: b"Sender: ana@meadow.example\r\n\r\nYes\r\n",
    "From on one long line": lambda: mail("Ana" + " " * 3000 + "<ana@meadow.example>"),
    "a forged note": lambda: mail(ANA, top=PASSED.replace(OURS, "mx.circIes.example")),
    "a forged note below ours": lambda: mail(
        ANA, top=f"Authentication-Results: {OURS}; dkim=none\r\n{PASSED}"
    ),
    "a forged note below our failure": lambda: mail(ANA, top=PASSED.replace("pass", "fail") + PASSED),
    "a forged note below a header of hers": lambda: mail(ANA, top=f"Reply-To: eve@evil.example\r\n{PASSED}"),
    "a forged note in a comment": lambda: mail(ANA, top=PASSED.replace(OURS, f"evil.example ({OURS})")),
    "a note about Eve": lambda: mail(ANA, top=PASSED.replace("meadow", "evil")),
    "a note of a relay in ARC": lambda: mail(ANA, top=f"ARC-{PASSED}"),
    "received with authentication": lambda: mail(ANA, top="Received-SPF: pass (meadow.example)\r\n"),
}
"""What more can be done to a header than to write another From."""

TAMPERED: dict[str, Callable[[], bytes]] = {
    "another Subject on top": lambda: b"Subject: Leave\r\n" + hers(),
    "another Subject below": lambda: hers().replace(b"\r\n\r\n", b"\r\nSubject: Leave\r\n\r\n", 1),
    "another From on top": lambda: b"From: eve@evil.example\r\n" + hers(),
    "another Subject instead": lambda: hers().replace(b"Re: Circle 1", b"Leave"),
    "text below": lambda: hers() + b"Leave\r\n",
    "text below a signature of a part": lambda: sign(mail(ANA), "meadow.example", length=True) + b"Leave\r\n",
    "text above": lambda: hers().replace(b"\r\n\r\nYes", b"\r\n\r\nLeave\r\nYes"),
    "text behind a CR alone": lambda: b"X: y\r\rLeave\r\n" + hers(),
    "text behind a CR in the middle": lambda: hers().replace(b"\r\nDate:", b"\r\nX: y\r\rLeave\r\nDate:"),
    "a header behind a CR": lambda: b"X: y\rSubject: Leave\r\n" + hers(),
    "a header behind NUL": lambda: b"X: y\0\r\n" + hers(),
    "a Subject where none was signed": lambda: (
        b"Subject: Leave\r\n"
        + sign(
            mail(ANA).replace(b"Subject: Re: Circle 1\r\n", b""),
            "meadow.example",
            headers=("from", "to", "date"),
        )
    ),
    "From not signed": lambda: sign(mail(ANA), "meadow.example", headers=("subject", "to", "from")).replace(
        b"From: ana@", b"From: bo@"
    ),
    "an expired signature": lambda: sign(mail(ANA), "meadow.example", tags=(b"x=1700000000",)),
    "a signature changed": lambda: hers().replace(b"\r\n b=", b"\r\n b=QUFB", 1),
    "a signature without an end": lambda: hers().replace(b"\r\n b=", b"\r\n b", 1),
    "no key of that name": lambda: hers().replace(b"s=rsa;", b"s=rsb;", 1),
    "another algorithm": lambda: hers().replace(b"a=rsa-sha256", b"a=rsa-sha1", 1),
    "signed by Eve": lambda: sign(mail(ANA), "evil.example"),
    "signed by Eve twice": lambda: sign(sign(mail(ANA), "evil.example"), "evil.example", "ed25519"),
    "signed by Eve for her": lambda: sign(mail(ANA), "evil.example").replace(b"d=evil", b"d=meadow", 1),
    "signed by Eve in her name": lambda: sign(mail(ANA), "evil.example").replace(b"i=@evil", b"i=@meadow", 1),
    "signed by what looks like hers": lambda: sign(mail(ANA), "meadow.example.evil.example"),
    "signed by the whole top level": lambda: sign(mail(ANA), "example"),
    "signed by many": _signed_by_many,
    "hers, broken, and Eve's": lambda: sign(hers() + b"Leave\r\n", "evil.example"),
    "hers, encoded in a name": lambda: sign(
        mail("=?x?q?ana=40meadow.example=3e=00?=foo@evil.example"), "evil.example"
    ),
    "hers, in a list's dress": lambda: hers().replace(b"Re:", b"[circle] Re:") + b"-- \r\nlist\r\n",
}
"""Mails that hold a signature, by her domain or another."""


@pytest.fixture(scope="module")
def zones() -> Zones:
    zones = Zones()
    zones.publish("meadow.example", spf="v=spf1 ip4:9.9.9.9 -all")
    for domain in ("evil.example", "meadow.example.evil.example", "example"):
        zones.publish(domain, spf="v=spf1 ip4:8.8.8.8 -all")
    return zones


def level(raw: bytes, dns: Zones | None, *trusted: str, address: str = ANA) -> str:
    verdict = authenticate(raw, EVE, dns, trusted, NOW)
    return trust(parse(raw), {address}, token_valid=True, answers_our_mail=True, authentication=verdict).level


SPOOFS = {
    **{f"{sender!r}": lambda sender=sender: mail(sender) for sender in FROM},
    **{f"{sender!r}, signed": lambda sender=sender: signed_by_eve(sender) for sender in FROM},
    **DRESSED,
    **TAMPERED,
}


def test_there_are_enough_of_them() -> None:
    assert len(SPOOFS) > 150


@pytest.mark.parametrize("write", SPOOFS.values(), ids=SPOOFS.keys())
def test_nobody_is_taken_for_ana_where_her_domain_has_a_policy(
    write: Callable[[], bytes], zones: Zones
) -> None:
    assert level(write(), zones) in {"C", "D"}
    assert level(write(), zones, "mx.other.example") in {"C", "D"}


@pytest.mark.parametrize("write", [*DRESSED.values()], ids=[*DRESSED.keys()])
def test_nobody_is_taken_for_ana_by_what_they_put_below_our_servers_note(write: Callable[[], bytes]) -> None:
    assert level(write(), None, OURS) in {"B", "C", "D"}


def test_ana_herself_is_known(zones: Zones) -> None:
    assert level(hers(), zones) == "A"
    assert level(sign(mail(f"Ana <{ANA}>"), "meadow.example", "ed25519"), zones) == "A"
    assert level(mail(ANA, top=PASSED), None, OURS) == "A"
    assert level(b"Received: from a by b\r\n" + hers(), zones) == "A"
    assert all(write() != hers() for write in TAMPERED.values())


def test_a_domain_without_a_policy_is_believed_as_before_and_never_more() -> None:
    zones = Zones()
    zones.publish("meadow.example", dmarc="")
    assert level(hers(), zones) == "B"
