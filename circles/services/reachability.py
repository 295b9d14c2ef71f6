"""Whom mail reaches: what bounces and complaints change, and the one gate before a mail is written."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, select, union_all
from sqlalchemy.orm import Session, joinedload

from circles.db import hashes, insert_once
from circles.domain.addresses import check
from circles.domain.refusals import COMPLAINT, in_words, refuses_us, status
from circles.domain.replies.values import Bounce
from circles.domain.words import MailKind, MeetingState, OutgoingState, SeasonState
from circles.models import (
    Address,
    Audit,
    Meeting,
    Membership,
    Organizer,
    Outgoing,
    Participant,
    Person,
    Season,
    Suppression,
)
from circles.services import hosting, in_turn, outbox
from circles.services.audit import note
from circles.services.outbox import CALENDAR
from circles.services.pairs import GONE

STOPS, LIFTED = "mail stops: ", "mail goes to them again"
ERASED = "erased"
"""Why an address is suppressed whose owner had everything about them deleted; else it is a COMPLAINT."""


def take_report(db: Session, mail: Outgoing, report: Bounce, now: datetime) -> str:
    """Act on a report about a mail of ours, and say what came of it.

    A failure for good, or a complaint, stops mail to the address it is about: one of the reader's that it
    names, or where it names none the one we write to. A delay changes nothing, and a failure that is about us
    fails that one mail. The mail's own row comes last: whoever changes a circle holds it before its mails.
    """
    email = _reported(db, mail, report)
    if email is None:
        return "It reports on an address to which we did not write, so nothing was changed."
    if report.complaint:
        _stop(db, email, COMPLAINT, now)
        insert_once(db, Suppression(hash=hashes(db, email)[0], reason=COMPLAINT, since=now))
        outbox.it_arrived(_held(db, mail), now)
        return f"We write to them no more: {in_words(COMPLAINT)}."
    code = status(report.reason)
    why = in_words(code)
    if not report.permanent:
        outbox.it_arrived(_held(db, mail), now)
        return f"A mail of ours is late: {why}. We go on writing to them."
    if refuses_us(report.reason):
        outbox.came_back(_held(db, mail), report.reason)
        return f"A mail of ours came back: {why}. That is about us, not them, so we go on writing to them."
    if _was_before_lift(db, mail):
        outbox.came_back(_held(db, mail), why)
        return (
            f"A mail of ours from before came back: {why}. Since then we write to them again, so that stands."
        )
    _stop(db, email, code, now)
    outbox.came_back(_held(db, mail), why)
    return f"A mail of ours came back: {why}. We write to this address no more."


def _held(db: Session, mail: Outgoing) -> Outgoing:
    """Lock a mail, last of all, and read what it is by now."""
    db.flush()
    db.refresh(mail, ["state"], with_for_update={"key_share": True})
    return mail


def address_refused(db: Session, outgoing_id: int, answer: str, now: datetime) -> None:
    """Stop mail to an address that a server has just refused for good."""
    for email in _emails(db, db.get_one(Outgoing, outgoing_id))[:1]:
        _stop(db, email, status(answer), now)


def withhold(db: Session, mails: Sequence[Outgoing]) -> list[Outgoing]:
    """Keep back those of the mails whose reader can't or must not be written to; give the others.

    An organizer always gets the sign-in mail they ask for.
    """
    emails = {mail.id: next(iter(_emails(db, mail)), "") for mail in mails}
    stopped = _stopped(db, set(emails.values()))
    kept = []
    for mail in mails:
        if emails[mail.id] in stopped and mail.kind is not MailKind.SIGN_IN:
            outbox.withhold(mail, in_words(stopped[emails[mail.id]]))
        else:
            kept.append(mail)
    return kept


def is_suppressed(db: Session, email: str) -> bool:
    """Tell whether nobody here may write to this normalised address: its owner called our mail spam."""
    return bool(suppressed(db, [email], COMPLAINT))


def suppressed(db: Session, emails: Collection[str], *reasons: str) -> set[str]:
    """Give those of some normalised addresses that are suppressed, for one of `reasons` or for any."""
    hashed = {each: email for email in emails for each in hashes(db, email)}
    found = select(Suppression.hash).where(Suppression.hash.in_(hashed))
    if reasons:
        found = found.where(Suppression.reason.in_(reasons))
    return {hashed[each] for each in db.scalars(found)}


def suppress_erased(db: Session, email: str, now: datetime) -> None:
    """Keep a hash of a normalised address, so that no import brings back who was erased."""
    insert_once(db, Suppression(hash=hashes(db, email)[0], reason=ERASED, since=now))


def welcome_back(db: Session, email: str) -> None:
    """Forget that the owner of a normalised address was erased, since they joined again themselves."""
    theirs = (Suppression.hash.in_(hashes(db, email)), Suppression.reason == ERASED)
    db.execute(delete(Suppression).where(*theirs))


def lift(db: Session, email: str, who: str, now: datetime) -> bool:
    """Write to a normalised address again; False where its owner called our mail spam: that stands."""
    if is_suppressed(db, email):
        return False
    for address in _all_held(db, email):
        if address.bounced_at is None:
            continue
        address.bounced_at, address.bounce = None, ""
        db.flush()
        note(db, address.program_id, who, f"person:{address.person_id}", LIFTED, now)
        is_back(db, address, now)
    return True


def is_back(db: Session, address: Address, now: datetime) -> None:
    """Give somebody whom mail reaches again their turns to host, and the calendar mails they lack."""
    for membership in _seats(db, address):
        hosting.reassign(db, membership.circle, now, anew=True)
    catch_up(db, address.person_id, now)


def unreached(db: Session, program_id: int) -> list[Address]:
    """Give the addresses to which mail stopped of a program's people who are not gone, the latest first."""
    taking_part = exists().where(Participant.person_id == Address.person_id, Participant.state.not_in(GONE))
    stopped = select(Address).where(
        Address.program_id == program_id, Address.bounced_at.is_not(None), taking_part
    )
    latest_first = stopped.order_by(Address.bounced_at.desc(), Address.id)
    return list(db.scalars(latest_first.options(joinedload(Address.person))))


def _reported(db: Session, mail: Outgoing, report: Bounce) -> str | None:
    """Give which of the reader's addresses a report is about; None for somebody else's."""
    emails = _emails(db, mail)
    named = [check(each)[0] for each in report.recipients]
    return next((email for email in emails if not named or email in named), None)


def _was_before_lift(db: Session, mail: Outgoing) -> bool:
    """Tell whether a mail left before we began to write to its reader again: what it met then is known."""
    lifted = db.scalar(select(func.max(Audit.at)).where(Audit.about == mail.to, Audit.what == LIFTED))
    return lifted is not None and (mail.sent_at or mail.posted_at) < lifted


def _emails(db: Session, mail: Outgoing) -> list[str]:
    """Give the normalised addresses of a mail's reader, the one it goes to first."""
    noun, _, number = mail.to.partition(":")
    if noun == "organizer":
        organizer = db.get(Organizer, int(number))
        return [check(organizer.email)[0]] if organizer else []
    if mail.about.startswith("address:"):
        address = db.get(Address, int(mail.about.partition(":")[2]))
        return [address.email] if address else []
    person = db.get(Person, int(number))
    return [address.normalised for address in person.addresses] if person else []


def _stop(db: Session, email: str, code: str, now: datetime) -> None:
    """Note on the address, in every program that knows it, that mail to it stops; the first time counts."""
    for address in _all_held(db, email):
        if address.bounced_at is None:
            what = f"{STOPS}{in_words(code)}"
            note(db, address.program_id, "circles", f"person:{address.person_id}", what, now)
        address.bounced_at, address.bounce = address.bounced_at or now, code
        db.flush()
        for membership in _seats(db, address):
            hosting.reassign(db, membership.circle, now)


def _all_held(db: Session, email: str) -> Sequence[Address]:
    """Hold every circle of whoever has a normalised address, then that address in every program."""
    known = select(Address).where(Address.normalised == email).order_by(Address.id)
    in_turn.hold_circles_of(db, *(each.person_id for each in db.scalars(known)))
    locked = known.with_for_update(key_share=True).execution_options(populate_existing=True)
    return db.scalars(locked).all()


def _seats(db: Session, address: Address) -> list[Membership]:
    """Give the places in running circles of an address's owner: who can't be reached is not asked to host."""
    running = (
        select(Membership)
        .join(Membership.participant)
        .join(Participant.season)
        .where(
            Participant.person_id == address.person_id,
            Membership.left_at.is_(None),
            Season.state == SeasonState.PUBLISHED,
        )
    )
    return list(db.scalars(running))


def _stopped(db: Session, emails: Collection[str]) -> dict[str, str]:
    """Give those of some normalised addresses to which mail stops, and the code of why."""
    hashed = {each: email for email in emails for each in hashes(db, email)}
    found = db.execute(_STOPPED, {"emails": emails, "hashes": list(hashed)}).all()
    complained = {hashed[each]: why for each, why in found if each in hashed}
    return {each: why for each, why in found if each not in hashed} | complained


_STOPPED = union_all(
    select(Address.normalised, Address.bounce).where(
        Address.normalised.in_(bindparam("emails", expanding=True)), Address.bounced_at.is_not(None)
    ),
    select(Suppression.hash, Suppression.reason).where(
        Suppression.hash.in_(bindparam("hashes", expanding=True)), Suppression.reason == COMPLAINT
    ),
)


def catch_up(db: Session, person_id: int, now: datetime) -> None:
    """Send undelivered calendar mails after all, since nothing else would bring their calendar up to date.

    Of each meeting that is ahead the last one goes, as things stand now. An invite to a time that is not
    so any more goes as another mail: the first may have arrived, and a yes to it is none to the new time.
    """
    mails = select(Outgoing).where(Outgoing.to == f"person:{person_id}", Outgoing.kind.in_(CALENDAR))
    last = {mail.about: mail for mail in db.scalars(mails.order_by(Outgoing.id))}
    for about, mail in last.items():
        meeting = db.get(Meeting, int(about.partition(":")[2]))
        if meeting is None or meeting.starts_at <= now or not outbox.is_undelivered(mail):
            continue
        there = any(each.participant.person_id == person_id for each in meeting.circle.members)
        if mail.kind is MailKind.CANCEL or (there and meeting.state is MeetingState.PLANNED):
            if mail.kind is MailKind.INVITE and mail.version != meeting.sequence:
                mail.state, mail.error = OutgoingState.SUPERSEDED, ""
                version, until = meeting.sequence, meeting.starts_at
                outbox.post(db, mail.kind, mail.to, about, now, version=version, stale_at=until)
            else:
                outbox.send_after_all(db, mail, meeting.starts_at, now)
