"""What no run of a season may ever show, looked for in the mails themselves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from circles.db import unseal
from circles.domain.replies.marker import ABOVE_THIS_LINE
from circles.domain.tongue import known
from circles.domain.words import IncomingKind, IncomingState, MailKind, OutgoingState
from circles.mail import letter_lint
from circles.mail.about import reader_of
from circles.mail.compose import recipients
from circles.mail.parse import parse, plain_text
from circles.mail.site import Site
from circles.models import Address, Incoming, Outgoing, Person
from circles.simulation import concerns, kindness, turns
from circles.simulation.kindness import Zones

SAY_AGAIN = frozenset({MailKind.DIGEST, MailKind.NOTE})
"""What needs an organizer may for weeks, and a member may write the same words again."""
SETTLED = frozenset({OutgoingState.SENT, OutgoingState.SUPERSEDED})


@dataclass(frozen=True)
class Said:
    """The words of one mail that was sent, and whom they told of what."""

    kind: MailKind
    to: str
    about: str
    subject: str
    text: str


def broken(db: Session, site: Site, zones: Zones) -> Iterator[str]:
    """Tell of every mail lost or left lying, doubled, out of order, not as it should be, or to a machine.

    `zones` says where people lived before they moved.
    """
    everything = select(Outgoing).options(undefer(Outgoing.raw))
    mails = db.scalars(everything.order_by(Outgoing.sent_at, Outgoing.id)).all()
    gone = {
        f"person:{address.person_id}": address.bounced_at
        for address in db.scalars(select(Address))
        if address.bounced_at is not None
    }
    yield from _to_the_gone(db, mails, gone)
    for row in mails:
        if row.state not in SETTLED and not (row.to in gone and row.error.startswith("came back")):
            yield f"{row.kind} {row.about} to {row.to} is {row.state}: {row.error}"
    sent = [row for row in mails if row.state is OutgoingState.SENT]
    yield from _doubled(sent)
    yield from _cancelled_first(sent)
    yield from _unread(db)
    yield from _answered_machines(db, sent)
    yield from _misread(db, sent, site)
    yield from kindness.unkind(db, zones)
    yield from kindness.untraceable(db)
    yield from concerns.unconcerned(db, sent)
    yield from concerns.misplaced(db)
    yield from turns.unhosted(db, zones)


def _to_the_gone(db: Session, mails: Sequence[Outgoing], gone: Mapping[str, datetime]) -> Iterator[str]:
    """Find mails sent where we knew that nobody reads them, and people out of reach nobody was told of."""
    for row in mails:
        if row.sent_at is not None and row.to in gone and row.sent_at > gone[row.to]:
            yield f"{row.kind} {row.about} went to {row.to}, whose mailbox is gone"
    digests = [row for row in mails if row.kind is MailKind.DIGEST and row.raw is not None]
    for to, since in gone.items():
        later = [parse(unseal(db, row.raw or b"")) for row in digests if row.sent_at and row.sent_at > since]
        name = db.get_one(Person, int(to.partition(":")[2])).name
        if later and name not in (later[0].text or ""):
            yield f"the organizer was not told that mail to {to} comes back"


def _doubled(sent: list[Outgoing]) -> Iterator[str]:
    """Find mails that went twice, by what they are about."""
    times = Counter((row.kind, row.to, row.about, row.version) for row in sent)
    for (kind, to, about, _), n in times.items():
        if n > 1:
            yield f"{kind} {about} went {n} times to {to}"


def _cancelled_first(sent: list[Outgoing]) -> Iterator[str]:
    asked: set[str] = set()
    for row in sent:
        if row.kind in {MailKind.INVITE, MailKind.UPDATE, MailKind.RESENT}:
            asked.add(row.lane)
        elif row.kind is MailKind.CANCEL and row.lane not in asked:
            yield f"{row.to} had a cancellation of {row.about} before any invitation to it"


def _unread(db: Session) -> Iterator[str]:
    for incoming in db.scalars(select(Incoming).where(Incoming.state == IncomingState.STORED)):
        yield f"a mail from {incoming.sender or incoming.recipient} was never read"


def _answered_machines(db: Session, sent: list[Outgoing]) -> Iterator[str]:
    kinds = (IncomingKind.AUTOMATIC, IncomingKind.BOUNCE)
    machines = set(db.scalars(select(Incoming.id).where(Incoming.kind.in_(kinds))))
    for row in sent:
        noun, _, number = row.about.partition(":")
        if noun == "incoming" and int(number) in machines:
            yield f"{row.kind} went to {row.to} in answer to a machine"


def _misread(db: Session, sent: list[Outgoing], site: Site) -> Iterator[str]:
    """Find mails that are not as they should be, and those whose reader sees the same words twice."""
    said: list[Said] = []
    for row in sent:
        assert row.raw is not None, "a mail that was sent has its bytes"
        assert row.sent_at is not None, "a mail that was sent knows when"
        return_path, reader = recipients(db, row, site, row.sent_at)
        to = reader_of(db, row)
        is_list = isinstance(to, Person) and row.kind is not MailKind.ADDRESS
        mail = letter_lint.Sent(unseal(db, row.raw), row.kind, reader, is_list, return_path)
        for fault in letter_lint.faults(mail, site.reply_domain, site.mail_from):
            yield f"{row.kind} to {row.to}: {fault}"
        subject, text = str(mail.mail["Subject"]), plain_text(mail.mail) or ""
        language = known(to.language if isinstance(to, Person) else to.program.language)
        if _languages(mail.mail["Content-Language"], text) != {language}:
            yield f"{row.kind} to {row.to}, who reads {language}, is not in it"
        said.append(Said(row.kind, row.to, row.about, subject, text))
    yield from said_again(said)


def _languages(header: str, text: str) -> set[str]:
    """Give those a mail says that it is in, and those of the line at its head."""
    head = text.partition("\n")[0].strip()
    return {header, *(language for language, line in ABOVE_THIS_LINE.items() if line == head)}


def said_again(mails: Iterable[Said]) -> Iterator[str]:
    """Find mails, in the order they went, that tell their reader word by word what they know.

    What was said otherwise in between, by a mail of that kind about the same, makes it news again: who hosts,
    no longer does and then hosts again is told three times.
    """
    latest: dict[tuple[MailKind, str, str], Said] = {}
    heard: dict[tuple[str, str, str], Said] = {}
    for mail in mails:
        if mail.kind in SAY_AGAIN or mail.about.startswith("incoming:"):
            continue  # who says the same twice is told the same twice
        before = heard.get((mail.to, mail.subject, mail.text))
        matter = (mail.kind, mail.to, mail.about)
        if before is not None and (before != mail or latest[matter] == mail):
            yield f"“{mail.subject}” went to {mail.to} again, word by word"
        latest[matter] = heard[mail.to, mail.subject, mail.text] = mail
