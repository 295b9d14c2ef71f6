"""Write a mail of the outbox: from the rows it names to the bytes that leave.

A mail that answers a received one finds what to say in `Incoming.outcome`:

    noted      list of sentences: what was recorded ("Ana and Dee came, Bo missed.")
    proposed   list of lines to send back: what would be recorded ("Next: Ana - send the deck - Fri 6 Mar")
    unnoted    list of the writer's words that were not plain, beside what was noted
    left_over  true when a person will read the rest
    undone     list of sentences: what an Undo took back; empty when nothing was left
    stays      list of sentences: what it came too late for
    reason     sentences: why it was not understood ("Bo or Bob?")
    request    what an unproven mail asks for, after "asks us to" ("take you out of Springboard")
    own_text   what the writer wrote, without quotes and signature
    meeting    the id of the meeting it was read to be about
    wrote_from the address of a mail that its writer has proved to be theirs, though we did not know it

Each is needed only by the kinds that show it; a missing one counts as empty.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from circles.domain.tongue import speaking
from circles.domain.words import MailKind
from circles.mail import calendar_out
from circles.mail.about import look_up, reader_of
from circles.mail.batch import Batch
from circles.mail.calendar_out import Guest
from circles.mail.circle_facts import CircleFacts
from circles.mail.facts import Facts
from circles.mail.headers import ANSWERS, headers
from circles.mail.links import Links
from circles.mail.message import CalendarPart, Letter, Mailbox, build_message
from circles.mail.render import render
from circles.mail.site import Site
from circles.models import Membership, Outgoing
from circles.services import feeds, outbox

REPLY_DAYS = 60
"""How long the address of a mail that is about no circle takes replies, and a return path what comes back.

That of an invitation takes them until its season starts, where that is later.
"""


@dataclass(frozen=True)
class Composed:
    """A mail ready to leave: `envelope_from` is empty for `<>`, `shown` the numbered list it shows."""

    envelope_from: str
    envelope_to: str
    raw: bytes
    shown: list[dict[str, Any]]


def compose(
    db: Session, outgoing: Outgoing, site: Site, links: Links, now: datetime, batch: Batch | None = None
) -> Composed:
    """Write a mail, of those that leave together, as things stand `now` (UTC), in its reader's language.

    Raises NotFound when what it is about was deleted, NothingToSay when what it would say is moot, Invalid
    when it can't be written safely.
    """
    facts = Facts(db, outgoing, links, now, batch or Batch(db, [outgoing]))
    with speaking(facts.language):
        return _compose(facts, site)


def _compose(facts: Facts, site: Site) -> Composed:
    db, outgoing, now = facts.db, facts.outgoing, facts.now
    circle = CircleFacts(facts) if facts.about.circle else None
    if circle and outgoing.kind is MailKind.UPDATE:
        circle.times.must_be_news()
    words = render(outgoing.kind, facts, circle)
    sender = _sender(facts, site)
    reply_to = sender.address if facts.membership else _reply_address(facts, site)
    envelope_from, envelope_to = recipients(db, outgoing, site, now)
    letter = Letter(
        sender=sender,
        to=Mailbox(facts.reader.name, envelope_to),
        reply_to=Mailbox(sender.name, reply_to),
        subject=words.subject,
        sent_at=now,
        message_id=site.message_id(outgoing.message_id),
        headers=headers(facts, site, reply_to),
        text=words.text,
        html=words.html,
        calendar=_calendar(db, circle, sender) if circle else None,
        topic=f"{facts.about.circle.name}, {facts.about.circle.season.name}" if facts.about.circle else "",
    )
    raw = build_message(letter)
    if site.signer is not None:
        raw = site.signer.sign(raw, now)
    return Composed(envelope_from, envelope_to, raw, (circle or facts).shown)


def recipients(db: Session, outgoing: Outgoing, site: Site, now: datetime) -> tuple[str, str]:
    """Give the envelope of a mail: its sender ("" for `<>`) and its one recipient, from the database only."""
    address = look_up(db, outgoing).address if outgoing.about.startswith("address:") else None
    envelope_to = address.deliverable if address else reader_of(db, outgoing).email
    return _return_path(outgoing, site, now), envelope_to


def _sender(facts: Facts, site: Site) -> Mailbox:
    """Write about a circle from the one address of the membership, about anything else from the site's."""
    circle, membership = facts.about.circle, facts.membership
    if circle is not None and membership is not None:
        name, address = circle.name, _circle_address(membership, site)
    else:
        name, address = facts.about.program.name, site.mail_from
    return Mailbox(f"{name} via {site.name}", address)


def _reply_address(facts: Facts, site: Site) -> str:
    """Give where replies go to a mail that is about no circle of its reader's."""
    until = _expiry(facts.now)
    if facts.outgoing.kind is MailKind.IMPORT_INVITE:
        until = max(until, facts.season.starts_on)
    return site.outgoing_address(facts.outgoing.id, until)


def _circle_address(membership: Membership, site: Site) -> str:
    """Give the one address of a membership; its first mail decides for good which key signs it."""
    key = site.lasting_key(membership.key)
    if key != membership.key:
        membership.key = key
    return site.membership_address(membership.id, key)


def _return_path(outgoing: Outgoing, site: Site, now: datetime) -> str:
    return "" if outgoing.kind in ANSWERS else site.return_address(outgoing.id, _expiry(now))


def _expiry(now: datetime) -> date:
    return (now + timedelta(days=REPLY_DAYS)).date()


def _calendar(db: Session, circle: CircleFacts, organizer: Mailbox) -> CalendarPart | None:
    reader, kind = circle.mail.reader, circle.mail.outgoing.kind
    if kind not in outbox.CALENDAR:
        return None
    if kind is not MailKind.RESENT and feeds.holds(db, circle.mail.participant, circle.meeting):
        return None
    guest = Guest(Mailbox(reader.name, reader.email), circle.answer)
    if kind is MailKind.CANCEL:
        return calendar_out.cancel(circle.meeting, organizer, guest, circle.mail.now, circle.told)
    return calendar_out.request(circle.meeting, organizer, guest, circle.mail.now)
