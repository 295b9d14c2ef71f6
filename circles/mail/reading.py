"""From stored bytes to the record: parse a mail, tell who wrote it, read it, act on it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from circles.db import unseal
from circles.domain.replies import Mail, Reading
from circles.domain.replies.reading import read
from circles.domain.tongue import speaking
from circles.domain.veil import veiled
from circles.domain.words import IncomingKind, IncomingState, MailKind, TrustLevel
from circles.mail import calendar_in, reports, sender
from circles.mail.parse import parse, plain_text
from circles.mail.sender import UNKNOWN, Verdict
from circles.mail.site import Site
from circles.models import Incoming, Outgoing, Person
from circles.services import (
    calendar_answers,
    correspondence,
    current,
    inbox,
    lanes,
    outbox,
    people,
    personal_page,
    rates,
    reachability,
    receipts,
    waiting,
)
from circles.services.correspondence import Correspondence
from circles.services.replies import FROM_ELSEWHERE, act, ask, trail

ERASED = "It answers mail to somebody who was erased, so nothing of it is kept."
A_COPY = "The same mail came to another address of ours, and was read there."
_ADDRESS = re.compile(r"[^\s<>,;:\"()]+@[^\s<>,;:\"()]+")
LONGEST_WAY = timedelta(days=5)
"""For so long mail servers try to deliver; a mail dated earlier has a clock that is wrong."""


def evidence(db: Session, incoming_id: int) -> tuple[bytes, Mapping[str, str]] | None:
    """Give what shows who wrote a mail: its bytes, and its way here; None where that no longer matters."""
    came = db.execute(_EVIDENCE, {"id": incoming_id}).first()
    if came is None or came.raw is None or came.outcome.get("proven"):
        return None
    return unseal(db, came.raw), came.envelope


_EVIDENCE = select(Incoming.raw, Incoming.envelope, Incoming.outcome).where(
    Incoming.id == bindparam("id"), Incoming.state == IncomingState.STORED
)


def read_stored(db: Session, incoming_id: int, site: Site, now: datetime, verdict: Verdict = UNKNOWN) -> None:
    """Read one stored mail, of which `verdict` says who wrote it, and act on it.

    A mail that was read already is left alone.
    """
    taken = inbox.take(db, incoming_id)
    if taken is None:
        return
    incoming, sealed, copies = taken
    if sealed is None:
        return
    raw = unseal(db, sealed)
    del taken, sealed  # it may be large, and what follows takes a while
    mail = parse(raw)
    del raw
    token = site.meant(incoming.recipient, now.date())
    answered = _our_message_ids(mail, site)
    found = correspondence.find(db, token, answered)
    if found.person is not None and found.person.is_erased:
        inbox.keep_nothing(incoming, ERASED)
        return
    _note_envelope(incoming, mail, found)
    trust = sender.trust(
        mail,
        found.addresses,
        token_valid=token is not None and token.kind != "return",
        answers_our_mail=found.answers is not None,
        authentication=_believed(db, incoming, mail, site, verdict, now),
    )
    incoming.level = trust.level
    incoming.outcome = {**incoming.outcome, "trust": {"level": trust.level, "why": trust.why}}
    if _is_copy(db, incoming, copies, trust.level):
        outcome = {"copy": True, "reason": A_COPY}
        inbox.settle(incoming, IncomingState.READ, IncomingKind.HUMAN, outcome)
        return
    if trust.level is TrustLevel.C and incoming.outcome.get("proven"):
        incoming.outcome = {**incoming.outcome, "wrote_from": mail.sender}
    context = correspondence.context(db, found, _sent_text(db, found.answers), now)
    own = site.own_addresses
    if correspondence.wrote(db, _our_ids([mail.message_id or ""], site)):
        own |= {mail.message_id or ""}
    reading = read(mail, context, now, own)
    if reading.kind in {IncomingKind.BOUNCE, IncomingKind.COMPLAINT}:
        reason = {"reason": reports.act(db, incoming, mail, site, now)}
        inbox.settle(incoming, IncomingState.READ, reading.kind, {**trail(reading), **reason})
        return
    with speaking(found.person.language if found.person else "en"):
        _act(db, incoming, found, mail, reading, trust.level, now)
    if found.answers is not None:
        outbox.it_arrived(found.answers, now)  # mails come behind the circle that they are about


def _is_copy(db: Session, incoming: Incoming, copies: Sequence[Incoming], level: TrustLevel) -> bool:
    """Tell whether a mail was read as it came to another address.

    Where we asked there whether it is theirs, one that shows better who wrote it counts instead.
    """
    before = inbox.read_before(incoming, copies)
    if before is None:
        return False
    if not inbox.waits_for_proof(before) or level >= (before.level or TrustLevel.D):
        return True
    inbox.answer_ask(db, before, theirs=False)
    lanes.withdraw(db, f"person:{before.person_id}", [f"incoming:{before.id}"], MailKind.ASK)
    return False


def _believed(
    db: Session, incoming: Incoming, mail: Mail, site: Site, verdict: Verdict, now: datetime
) -> Verdict:
    """Believe that a mail is authentic where it was written to us, and once: others could send it again."""
    if verdict.result != "pass":
        return verdict
    to = site.keep(incoming.recipient, now.date())
    if to not in {site.keep(each, now.date()) for each in _ADDRESS.findall(sender.addressees(mail))}:
        return Verdict("none", "It was written to another address.")
    seals = sender.seals(mail)
    if inbox.was_believed(db, incoming, seals):
        return Verdict("none", "A mail with its Message-ID or its signature was read before.")
    incoming.outcome = {**incoming.outcome, "seals": seals}
    return verdict


def put_aside(db: Session, incoming_id: int, site: Site, fault: str, now: datetime) -> None:
    """Leave a mail whose reading failed to the organizer of whom its recipient address names."""
    taken = inbox.take(db, incoming_id)
    if taken is not None:
        incoming, *_ = taken
        found = correspondence.find(db, site.meant(incoming.recipient, now.date()), [])
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
    spoken = reading.kind in rates.SPOKEN
    if not spoken or level is TrustLevel.D or found.participant is None:
        waits = spoken and found.only_waits and level in {TrustLevel.A, TrustLevel.B}
        if not waits:
            _leave(incoming, found, reading, level)
        else:
            _answer_who_waits(db, incoming, found, reading, now)
        return None
    flood = "" if incoming.outcome.get("proven") else rates.too_many(db, incoming, now)
    if flood:
        outcome = {**trail(reading), "reason": flood}
        return inbox.settle(incoming, IncomingState.QUARANTINED, reading.kind, outcome)
    if found.person and level in {TrustLevel.A, TrustLevel.B}:
        _note_reached(db, incoming, found.person, now)
    doubted = level is TrustLevel.C and not incoming.outcome.get("proven")
    if _is_idle(incoming, found, reading, doubted=doubted):
        return _leave(incoming, found, reading, TrustLevel.D)
    if reading.kind is IncomingKind.CALENDAR:
        writers = {mail.sender or "", *found.addresses}
        answers = calendar_in.read_replies(mail.calendar or b"", mail.calendar_method, writers)
        if calendar_answers.is_strangers(found, answers):
            return calendar_answers.quarantine(incoming, answers)
        if not doubted or (found.addressed and calendar_answers.are_plain_replies(found, answers)):
            flag = calendar_answers.FLAG if doubted else ""
            return calendar_answers.act(db, incoming, found, answers, mail.date, now, flag=flag)
    if doubted:
        ask(db, incoming, reading, FROM_ELSEWHERE, found.participant, now)
    else:
        act(db, incoming, found, reading, level, now, _written_at(incoming, found, mail, now))
    return None


def _note_reached(db: Session, incoming: Incoming, person: Person, now: datetime) -> None:
    """Take a mail as a sign that its address is in use again; what it says may change seats after that."""
    if any(address.bounced_at for address in person.addresses if address.normalised == incoming.sender):
        current.hold(db, person)
        reachability.lift(db, incoming.sender, f"person:{person.id}", now)


def _is_idle(incoming: Incoming, found: Correspondence, reading: Reading, *, doubted: bool) -> bool:
    """Tell whether a mail can change nothing, even with a Yes of whom we would ask about it."""
    if reading.kind is IncomingKind.CALENDAR:
        return found.only_asked(incoming.sender)
    return doubted and not reading.own_text.strip()  # as of a mail that another Circles wrote


def _answer_who_waits(
    db: Session, incoming: Incoming, found: Correspondence, reading: Reading, now: datetime
) -> None:
    """Delete the address of who waits for a season and wants no more, or send what we hold of them.

    Any other answer is for a person, and they are told how one signs up, or that one can't any more: by no
    word of theirs.
    """
    assert found.person is not None, "only a person waits"
    names = {command.name for command in reading.commands}
    if {"leave", "decline", "delete-my-data"} & names:
        waiting.remove(db, found.person)
        inbox.wipe(db, Incoming.id == incoming.id)
        reason = {"reason": "Their address was deleted, as they asked."}
        return inbox.settle(incoming, IncomingState.READ, reading.kind, reason)
    if "my-data" in names:
        personal_page.send_data_to_who_waits(db, incoming, found.person, now)
        return inbox.settle(incoming, IncomingState.READ, reading.kind, trail(reading))
    joins = people.open_season(found.person.program, now)
    how = "to join, they fill in the sign-up page" if joins else "sign-up is closed by now"
    told = {
        "reason": f"They only wait for a season: {how}.",
        "waits": True,
        "joins": joins.name if joins else "",
    }
    inbox.settle(incoming, IncomingState.REVIEW, reading.kind, {**trail(reading), **told})
    receipts.post_unsure(db, incoming, now)
    return None


def _written_at(incoming: Incoming, found: Correspondence, mail: Mail, now: datetime) -> datetime:
    """Give when a mail was written: by its Date where that can be, else when it came; when proven, now."""
    if incoming.outcome.get("proven"):
        return now
    earliest = incoming.received_at - LONGEST_WAY
    if found.answers is not None:
        earliest = max(earliest, found.answers.posted_at.replace(microsecond=0))
    possible = mail.date is not None and earliest <= mail.date <= incoming.received_at
    return mail.date if possible and mail.date else incoming.received_at


def _leave(incoming: Incoming, found: Correspondence, reading: Reading, level: TrustLevel) -> None:
    """Keep a mail nobody may be answered for: a machine's, or one of which nothing shows who wrote it."""
    reasons = {
        IncomingKind.AUTOMATIC: "An automatic answer: kept, never acted on, never answered.",
        IncomingKind.LOOP: "One of our own mails came back to us.",
        IncomingKind.REFUSED: "This mail is built in a way no mail program builds one.",
    }
    reason = reasons.get(reading.kind) or (
        "Nothing shows who wrote this, so nothing was changed."
        if level is TrustLevel.D
        else "It does not belong to anybody in a season."
    )
    state = IncomingState.QUARANTINED
    if reading.kind in {IncomingKind.AUTOMATIC, IncomingKind.LOOP}:
        state = IncomingState.READ
    elif reading.kind is IncomingKind.REFUSED and incoming.sender in found.addresses:
        state = IncomingState.REVIEW
    inbox.settle(incoming, state, reading.kind, {**trail(reading), "reason": reason})


def _note_envelope(incoming: Incoming, mail: Mail, found: Correspondence) -> None:
    incoming.sender = veiled(mail.sender or "")
    incoming.subject = veiled(mail.subject)
    incoming.message_id = mail.message_id or ""
    incoming.person_id = found.person.id if found.person else None
    incoming.answers_id = found.answers.id if found.answers else None
    if mail.attachments:
        incoming.outcome = {**incoming.outcome, "attachments": len(mail.attachments)}


def _our_message_ids(mail: Mail, site: Site) -> Sequence[str]:
    """Give those of our Message-IDs it answers, without domain: In-Reply-To first, then References."""
    return _our_ids([*mail.in_reply_to, *reversed(mail.references)], site)


def _our_ids(named: Sequence[str], site: Site) -> list[str]:
    """Give the part before the @ of those Message-IDs that may be ours."""
    ours = f"@{site.reply_domain}".lower()
    locals_ = (each.strip("<> \t") for each in named)
    return [each[: -len(ours)] for each in locals_ if each.lower().endswith(ours)]


def _sent_text(db: Session, answers: Outgoing | None) -> str | None:
    """Give the text we had sent, which is never evidence of what they wrote."""
    return plain_text(unseal(db, answers.raw)) if answers is not None and answers.raw else None
