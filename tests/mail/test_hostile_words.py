"""Whatever names, topics and places are made of: a mail reaches its one reader, with the headers we meant."""

import email
from collections.abc import Iterator
from email.message import Message
from email.policy import compat32, default
from email.utils import getaddresses

import pytest

from circles.db import Database
from circles.domain.words import MailKind
from circles.mail import calendar_lint
from circles.mail.compose import Composed, compose
from circles.mail.transports import Sendable, SmtpTransport
from circles.models import Circle, Person, Program, Season, Table, Topic
from circles.vault import Vault
from tests.databases import SECRET_KEY
from tests.mail.post import LINKS, SITE
from tests.mail.rows import NOW, a_season, an_outgoing
from tests.mail.test_transports import Journal
from tests.relay import Relay

KINDS = (MailKind.INVITE, MailKind.TOPIC, MailKind.RECEIPT, MailKind.CANCEL)
ONCE = ("From", "To", "Subject", "Reply-To", "Date", "Message-ID", "Content-Type", "Auto-Submitted")
WORDS = [
    "",
    " ",
    "NULL",
    ",./;'[]\\-=<>?:\"{}|_+!@#$%^&*()`~",
    "".join(map(chr, [*range(1, 32), 127])),
    "\x80\x85\x99\u1680\u2028\u2029\u00ad\u061c\u200b\u200e\u202e\ufeff\ufffe",
    "\u202atest\u202a \u2066test\u2067",
    "田中さんにあげて下さい" * 20,
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇸🇷🇺🇸",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤",
    "<script>alert(0)</script>",
    '"><img src=x onerror=alert(3)>',
    "{{ 7*7 }} {% raw %}",
    "%s%n",
    "=?utf-8?q?x=0d=0aBcc:=20victim=40x.org?=",
    "=?utf-8?b?QmNjOiB2aWN0aW1AeC5vcmc=?=",
    "Boss\r\nBcc: victim@x.org\r\n\r\nbody",
    '"Boss" <ceo@org.example>, ' * 30,
    "Ana <a@b.example>, Bo <c@d.example>;",
    "undisclosed-recipients:;",
    "(comment) \\",
    "x" * 990,
    "BEGIN:VEVENT\r\nATTENDEE:mailto:v@x.org\r\nEND:VEVENT",
    "a;b:c,d\\n^n^'",
    ".\r\n.\r\nQUIT",
]


def composed(words: str) -> Iterator[Composed]:
    """Write a mail of each kind in a season where everything is called so."""
    database = Database("sqlite://", Vault([SECRET_KEY]))
    Table.metadata.create_all(database.engine)
    with database.transaction() as db:
        a_season(db)
        for table, fields in {
            Program: ["name"],
            Season: ["name", "place"],
            Circle: ["name", "place"],
            Person: ["name"],
            Topic: ["title", "opening"],
        }.items():
            for row in db.query(table):
                for field in fields:
                    setattr(row, field, words)
        for kind in KINDS:
            yield compose(db, an_outgoing(db, kind), SITE, LINKS, NOW)
    database.close()


@pytest.fixture(scope="module")
def pairs() -> list[tuple[Composed, str, bytes]]:
    """What was written, and what came out of a mail server on the other side of a socket."""
    written = [each for words in WORDS for each in composed(words)]
    journal = Journal()
    with Relay() as relay:
        mails = [
            Sendable(n, each.envelope_from, each.envelope_to, each.raw) for n, each in enumerate(written)
        ]
        SmtpTransport(relay.url).send(mails, journal)
        came = list(relay.mails)
    assert len(came) == len(WORDS) * len(KINDS)
    return [(each, to, raw) for each, (to, raw) in zip(written, came, strict=True)]


def addresses(mail: Message, name: str) -> list[str]:
    return [address for _, address in getaddresses([str(mail[name])])]


@pytest.mark.parametrize("policy", [compat32, default], ids=["as we read", "as newer libraries read"])
def test_a_mail_goes_to_its_reader_alone_and_has_the_headers_we_meant(pairs, policy):
    for sent, to, raw in pairs:
        assert (to, raw) == (sent.envelope_to, sent.raw)
        mail = email.message_from_bytes(raw, policy=policy)
        assert [name for name in ONCE if len(mail.get_all(name, [])) != 1] == []
        assert [name for name in ("Bcc", "Cc", "Sender", "Resent-To") if name in mail] == []
        assert addresses(mail, "To") == [sent.envelope_to]
        for name in ("From", "Reply-To"):
            (ours,) = addresses(mail, name)
            assert ours.endswith(f"@{SITE.reply_domain}")


def test_a_calendar_asks_its_reader_alone(pairs):
    calendars = [
        (sent, part)
        for sent, _, raw in pairs
        for part in email.message_from_bytes(raw, policy=compat32).walk()
        if part.get_content_type() == "text/calendar"
    ]
    assert len(calendars) == 2 * len(WORDS)
    for sent, part in calendars:
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        assert calendar_lint.faults(data, part.get_param("method")) == []
        asked = [line.value for line in calendar_lint.content_lines(data) if line.name == "ATTENDEE"]
        assert asked == [f"mailto:{sent.envelope_to}"]
