"""Every mail we write is held to docs/mail-headers.md by a reader that does not know how it was written."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.words import MailKind
from circles.mail.compose import compose
from circles.mail.letter_lint import Sent, faults
from circles.mail.links import Links
from circles.mail.site import Site
from circles.models import Table
from circles.vault import Vault, token_keys
from tests.mail.rows import NOW, UNLISTED, a_season, an_outgoing

KEYS = ["only-for-tests-0123456789abcdef"]
LINKS = Links("https://circles.example", KEYS)
SITE = Site("Circles", "hello@circles.example", "reply.example", token_keys(KEYS))


@pytest.fixture(scope="module")
def db() -> Iterator[Session]:
    database = Database("sqlite://", Vault(KEYS))
    Table.metadata.create_all(database.engine)
    with database.transaction() as db:
        a_season(db)
        yield db
        db.rollback()
    database.close()


def sent(db: Session, kind: MailKind) -> Sent:
    with db.begin_nested() as undone:
        composed = compose(db, an_outgoing(db, kind), SITE, LINKS, NOW)
        undone.rollback()
    is_list = kind not in UNLISTED
    return Sent(composed.raw, kind, composed.envelope_to, is_list, composed.envelope_from)


def found(mail: Sent) -> list[str]:
    return faults(mail, SITE.reply_domain, SITE.mail_from)


@pytest.mark.parametrize("kind", list(MailKind))
def test_every_kind_is_as_it_should_be(db: Session, kind: MailKind) -> None:
    assert found(sent(db, kind)) == []


@pytest.mark.parametrize(
    ("kind", "good", "bad", "fault"),
    [
        (MailKind.TOPIC, b"\r\nDate:", b"\r\nBcc: eve@x.example\r\nDate:", "a header Bcc"),
        (MailKind.TOPIC, b"Precedence: list\r\n", b"", "0 times Precedence"),
        (MailKind.TOPIC, b"auto-generated", b"no", "Auto-Submitted: no"),
        (MailKind.TOPIC, b"One-Click", b"Two-Click", "not One-Click"),
        (MailKind.TOPIC, b"Reply above", b"bo@people.example", "shows the address bo@people.example"),
        (MailKind.TOPIC, b"<body", b'<img src=3D"https://x.example/p.gif"><body', "fetches something"),
        (MailKind.TOPIC, b"text/html", b"text/plain", "its parts are"),
        (MailKind.RECEIPT, b"auto-replied", b"auto-generated", "Auto-Submitted: auto-generated"),
        (
            MailKind.SIGN_IN,
            b"\r\nDate:",
            b"\r\nList-Id: <x.y>\r\nDate:",
            "List-Id in a mail that is no list's",
        ),
        (MailKind.INVITE, b"method=REQUEST", b"method=PUBLISH", "its calendar part says PUBLISH"),
        (MailKind.INVITE, b"Reply-To: ", b"Reply-To: x@reply.example, ", "From, Reply-To and ORGANIZER"),
    ],
)
def test_a_fault_is_named(db: Session, kind: MailKind, good: bytes, bad: bytes, fault: str) -> None:
    mail = sent(db, kind)
    assert good in mail.raw
    broken = Sent(mail.raw.replace(good, bad, 1), kind, mail.reader, mail.is_list, mail.return_path)
    assert any(fault in each for each in found(broken)), found(broken)


def test_a_calendar_that_differs_from_its_copy_is_named(db: Session) -> None:
    mail = sent(db, MailKind.INVITE)
    at = mail.raw.rindex(b"application/ics")
    raw = mail.raw[:at] + mail.raw[at:].replace(b"QkVHSU46", b"RU5EOkJF", 1)  # BEGIN: becomes END:BE
    assert "its two calendars differ" in found(
        Sent(raw, mail.kind, mail.reader, mail.is_list, mail.return_path)
    )
