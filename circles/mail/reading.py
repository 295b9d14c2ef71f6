"""From stored bytes to the record: parse a mail, tell who wrote it, read it, act on it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from circles.db import unseal
from circles.domain import replies
from circles.domain.replies import Mail, Reading
from circles.domain.words import IncomingKind, IncomingState, TrustLevel
from circles.mail import calendar_in, sender
from circles.mail.parse import parse
from circles.mail.site import Site
from circles.models import Incoming, Outgoing
from circles.services import calendar_answers, correspondence, inbox
from circles.services.correspondence import Correspondence
from circles.services.replies import act, ask, trail

LONGEST_WAY = timedelta(days=5)
"""For so long mail servers try to deliver; a mail dated earlier has a clock that is wrong."""


def read_stored(db: Session, incoming_id: int, site: Site, now: datetime) -> None:
    """Read one stored mail and act on it; a mail that was read already is left alone."""
    incoming = inbox.take(db, incoming_id)
    if incoming is None or incoming.raw is None:
        return
    mail = parse(unseal(db, incoming.raw))
    token = site.read_address(incoming.recipient, now.date())
    answered = _our_message_ids(mail, site)
    found = correspondence.find(db, token, answered)
    _note_envelope(incoming, mail, found)
    trust = sender.trust(
        mail,
        found.addresses,
        token_valid=token is not None,
        answers_our_mail=found.answers is not None,
        authentication="none",
    )
    incoming.outcome = {**incoming.outcome, "trust": {"level": trust.level, "why": trust.why}}
    context = correspondence.context(db, found, _sent_text(db, found.answers), now)
    reading = replies.read(mail, context, now, site.own_addresses)
    _act(db, incoming, found, mail, reading, trust.level, now)


def put_aside(db: Session, incoming_id: int, site: Site, fault: str, now: datetime) -> None:
    """Leave a mail whose reading failed to the organizer of whom its recipient address names."""
    incoming = inbox.take(db, incoming_id)
    if incoming is not None:
        found = correspondence.find(db, site.read_address(incoming.recipient, now.date()), [])
        incoming.person_id = found.person.id if found.person else None
        reason = {"reason": f"A fault of ours kept us from reading it ({fault})."}
        inbox.settle(incoming, IncomingState.REVIEW, IncomingKind.REFUSED, reason)


def _act(
    db: Session,
    incoming: Incoming,
    found: Correspondence,
    mail: Mail,
    reading: Reading,
    level: TrustLevel,
    now: datetime,
) -> None:
    spoken = reading.kind in {IncomingKind.HUMAN, IncomingKind.CALENDAR}
    if not spoken or level is TrustLevel.D or found.participant is None:
        _leave(incoming, reading, level)
    elif level is TrustLevel.C and not incoming.outcome.get("proven"):
        ask(db, incoming, reading, "take an answer written from another address as yours", now)
    elif reading.kind is IncomingKind.CALENDAR:
        calendar_answers.act(db, incoming, found, calendar_in.read_reply(mail.calendar or b""), now)
    else:
        act(db, incoming, found, reading, level, now, _written_at(incoming, found, mail, now))


def _written_at(incoming: Incoming, found: Correspondence, mail: Mail, now: datetime) -> datetime:
    """Give when a mail was written: by its Date where that can be, else when it came; when proven, now."""
    if incoming.outcome.get("proven"):
        return now
    earliest = incoming.received_at - LONGEST_WAY
    if found.answers is not None:
        earliest = max(earliest, found.answers.posted_at.replace(microsecond=0))
    possible = mail.date is not None and earliest <= mail.date <= incoming.received_at
    return mail.date if possible and mail.date else incoming.received_at


def _leave(incoming: Incoming, reading: Reading, level: TrustLevel) -> None:
    """Keep a mail nobody may be answered for: automatic, a bounce, a stranger's."""
    reasons = {
        IncomingKind.AUTOMATIC: "An automatic answer: kept, never acted on, never answered.",
        IncomingKind.BOUNCE: "A mail of ours came back.",
        IncomingKind.COMPLAINT: "A mail of ours was marked as spam.",
        IncomingKind.LOOP: "One of our own mails came back to us.",
        IncomingKind.REFUSED: "This mail is built in a way no mail program builds one.",
    }
    reason = reasons.get(reading.kind) or (
        "Nothing shows who wrote this, so nothing was changed."
        if level is TrustLevel.D
        else "It does not belong to anybody in a season."
    )
    inbox.settle(incoming, IncomingState.READ, reading.kind, {**trail(reading), "reason": reason})


def _note_envelope(incoming: Incoming, mail: Mail, found: Correspondence) -> None:
    incoming.sender = mail.sender or ""
    incoming.subject = mail.subject
    incoming.message_id = mail.message_id or ""
    incoming.person_id = found.person.id if found.person else None
    incoming.answers_id = found.answers.id if found.answers else None


def _our_message_ids(mail: Mail, site: Site) -> Sequence[str]:
    """Give those of our Message-IDs it answers, without domain: In-Reply-To first, then References."""
    named = [*mail.in_reply_to, *reversed(mail.references)]
    ours = f"@{site.reply_domain}".lower()
    locals_ = (each.strip("<> \t") for each in named)
    return [each[: -len(ours)] for each in locals_ if each.lower().endswith(ours)]


def _sent_text(db: Session, answers: Outgoing | None) -> str | None:
    """Give the text we had sent, which is never evidence of what they wrote."""
    return parse(unseal(db, answers.raw)).text if answers is not None and answers.raw else None
