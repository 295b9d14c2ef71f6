"""Erasing somebody: all about them goes, and the record stays true without their name.

    erase    they leave, what is theirs is deleted, and one last mail is posted
    finish   once nothing is on its way to them, their name, address and our mails to them go too

What stays are rows that say nothing of a person (that somebody came, that a mail was sent), and a hash of
each address, so that no import brings them back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, String, cast, delete, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from circles.domain.words import (
    FollowUpState,
    MailKind,
    OutgoingState,
    ParticipantState,
    ProposalState,
)
from circles.models import (
    Address,
    Audit,
    FollowUp,
    Incoming,
    Membership,
    Note,
    Organizer,
    Outgoing,
    Pair,
    Participant,
    Person,
    Proposal,
)
from circles.services import addresses, current, inbox, outbox, people, reachability, season_words, traces
from circles.services.audit import note

NOBODY = "Someone who left"
"""What somebody is called who was erased."""
LAST_MAIL_WITHIN = timedelta(days=1)
"""For so long the last mail is tried; then the address goes without it."""


@dataclass(frozen=True)
class Erased:
    """What was erased, as counts."""

    program: str
    seasons: int
    addresses: int
    received: int
    sent: int


def erase(db: Session, person: Person, now: datetime) -> Erased:
    """Delete all that is held on a person in their program, and post the last mail. Twice is once."""
    mine = f"person:{person.id}"
    counted = Erased(
        program=person.program.name,
        seasons=len(person.participations),
        addresses=len(person.addresses),
        received=_count(db, Incoming.id, Incoming.person_id == person.id),
        sent=_count(db, Outgoing.id, Outgoing.to == mine, Outgoing.sent_at.is_not(None)),
    )
    their_mail = select(Incoming.id).where(Incoming.person_id == person.id).order_by(Incoming.id)
    db.scalars(
        their_mail.with_for_update(key_share=True)
    ).all()  # which whoever reads it holds before all else
    current.hold(db, person)
    db.refresh(person, ["addresses"])
    if person.is_erased:
        return counted
    emails = [address.normalised for address in person.addresses if address.counts]
    _recall_notes(db, person)
    season_words.erase(db, person)  # while it is known which meetings they host
    for participant in person.participations:
        people.leave(db, participant, now)
    _post_last_mail(db, person, now)
    _write_anew(db, person, now)
    for participant in person.participations:
        _empty(participant)
    _drop_addresses(db, person)
    addresses.forget_claims(db, _free(db, emails))
    _wipe_record(db, [each.id for each in person.participations])
    inbox.wipe(db, or_(Incoming.person_id == person.id, Incoming.sender.in_(_free(db, emails))))
    _wipe_audit(db, person)
    for email in emails:
        reachability.suppress_erased(db, email, now)
    db.flush()
    traces.remove(db, _free(db, emails))
    traces.remove_name(db, person)
    _wipe_sent(db, mine)
    note(db, person.program_id, "circles", mine, "was erased", now)
    db.flush()
    return counted


def erase_address(db: Session, email: str, now: datetime) -> list[Erased]:
    """Erase whoever has a normalised address, in every program, and every trace of it.

    Empty when nothing here had it. Organizers keep theirs.
    """
    known = select(Address).where(Address.normalised == email).order_by(Address.id)
    erased = [erase(db, each.person, now) for each in db.scalars(known).all() if each.counts]
    db.execute(
        delete(Address).where(Address.normalised == email, ~Address.counts, ~_is_last(Address.person_id))
    )
    addresses.forget_claims(db, [email])
    written = _count(db, Incoming.id, Incoming.sender == email)
    inbox.wipe(db, Incoming.sender == email)
    if traces.remove(db, [email]) + written and not erased:
        erased.append(Erased("", 0, 0, written, 0))
    if erased:
        reachability.suppress_erased(db, email, now)
    return erased


def finish(db: Session) -> None:
    """Take name, address and mails from those who were erased and to whom nothing is on its way any more."""
    for address in db.scalars(_last()).all():
        person, email = address.person, address.normalised
        person.name, person.zone, person.language = NOBODY, person.program.zone, person.program.language
        person.addresses.remove(address)
        db.delete(address)
        db.flush()
        inbox.wipe(db, or_(Incoming.person_id == person.id, Incoming.sender.in_(_free(db, [email]))))
        traces.remove(db, _free(db, [email]))
        _wipe_sent(db, f"person:{person.id}")


@cache
def _last() -> Select[Address]:
    """Select the addresses of those who were erased to whom nothing is on its way."""
    waiting = exists().where(Outgoing.to == _key(Address.person_id), Outgoing.state.in_(outbox.BLOCKING))
    return select(Address).where(~Address.counts, _is_last(Address.person_id), ~waiting)


def _is_last(person_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Tell whether somebody was erased: one last mail is, or was, to go to the address they have left."""
    return exists().where(Outgoing.kind == MailKind.ERASED, Outgoing.to == _key(person_id))


def _key(person_id: InstrumentedAttribute[int]) -> ColumnElement[str]:
    return "person:" + cast(person_id, String)


def _post_last_mail(db: Session, person: Person, now: datetime) -> None:
    """Withdraw all that waits for them but what empties their calendar, and say that it is done."""
    mine, until = f"person:{person.id}", now + LAST_MAIL_WITHIN
    waiting = select(Outgoing).where(Outgoing.to == mine, Outgoing.state == OutgoingState.QUEUED)
    for mail in db.scalars(waiting.order_by(Outgoing.id).with_for_update(key_share=True)):
        if mail.kind is MailKind.CANCEL:
            mail.due_at, mail.stale_at = now, min(mail.stale_at, until)
        else:
            mail.state = OutgoingState.SUPERSEDED
    outbox.post(db, MailKind.ERASED, mine, f"program:{person.program_id}", now, stale_at=until)


def _recall_notes(db: Session, person: Person) -> None:
    """Let no note of theirs leave any more, and forget its words in the mails that have left."""
    theirs = select(Note.id).join(Participant).where(Participant.person_id == person.id)
    about = Outgoing.about.in_([f"note:{note}" for note in db.scalars(theirs)])
    for mail in db.scalars(
        select(Outgoing).where(about).order_by(Outgoing.id).with_for_update(key_share=True)
    ):
        mail.raw, mail.shown = None, []
        if mail.state in {OutgoingState.QUEUED, OutgoingState.CLAIMED}:
            mail.state, mail.claim = OutgoingState.SUPERSEDED, ""


def _write_anew(db: Session, person: Person, now: datetime) -> None:
    """Forget how mails to others read that have not left: they may hold words of theirs.

    Each is written again when it leaves; a worker that holds one already finds that it may not send it, and
    one that is about to write it waits till they are erased.
    """
    circles = select(Membership.circle_id).join(Participant).where(Participant.person_id == person.id)
    mates = select(Participant.person_id).join(Membership).where(Membership.circle_id.in_(circles))
    organizers = select(Organizer.id).where(Organizer.program_id == person.program_id)
    readers = [
        *(f"person:{mate}" for mate in set(db.scalars(mates)) - {person.id}),
        *(f"organizer:{each}" for each in db.scalars(organizers)),
    ]
    unsent = (OutgoingState.QUEUED, OutgoingState.CLAIMED, OutgoingState.HELD, OutgoingState.FAILED)
    theirs = select(Outgoing).where(Outgoing.to.in_(readers), Outgoing.state.in_(unsent))
    for mail in db.scalars(theirs.order_by(Outgoing.id).with_for_update(key_share=True)):
        mail.raw = None
        if mail.state is OutgoingState.CLAIMED:
            mail.state, mail.claim, mail.due_at = OutgoingState.QUEUED, "", now


def _empty(participant: Participant) -> None:
    """Forget their wishes, and make every link and calendar address they had worthless."""
    participant.state, participant.paused_until, participant.feed_since = ParticipantState.LEFT, None, None
    participant.availability = participant.hopes = participant.needs = participant.enrolled_by = ""
    participant.topics, participant.attributes = [], {}
    participant.wait = {}
    participant.may_quote = False
    participant.link_version += 1
    participant.feed_version += 1


def _drop_addresses(db: Session, person: Person) -> None:
    """Leave one address, for the last mail; it counts as nobody's, so that whoever has it may use it."""
    first, *others = person.addresses
    for address in others:
        person.addresses.remove(address)
        db.delete(address)
    first.confirmed_at = first.chosen_at = None
    db.flush()


def _wipe_record(db: Session, participants: Sequence[int]) -> None:
    """Keep what happened, as facts about nobody; their own words go."""
    mine = Membership.participant_id.in_(participants)
    db.execute(update(Membership).where(mine).values(intro="", why=""))
    owned = FollowUp.owner_id.in_(participants)
    still_open = owned & (FollowUp.state == FollowUpState.OPEN)
    db.execute(update(FollowUp).where(still_open).values(state=FollowUpState.DROPPED))
    db.execute(
        update(FollowUp).where(owned).values(text=FollowUp.ERASED, due=None, span_from=None, span_to=None)
    )
    proposed = Proposal.participant_id.in_(participants)
    waiting = proposed & (Proposal.state == ProposalState.OPEN)
    db.execute(update(Proposal).where(waiting).values(state=ProposalState.WITHDRAWN))
    db.execute(update(Proposal).where(proposed).values(note=""))
    db.execute(delete(Pair).where(or_(Pair.a_id.in_(participants), Pair.b_id.in_(participants))))


def _wipe_sent(db: Session, to: str) -> None:
    """Keep of our mails that they went; those on their way keep their bytes till they have left."""
    gone = (Outgoing.to == to, Outgoing.state.not_in(outbox.BLOCKING))
    db.execute(update(Outgoing).where(*gone).values(raw=None, shown=[], error=""))


def _wipe_audit(db: Session, person: Person) -> None:
    about = [f"person:{person.id}", *(f"participant:{each.id}" for each in person.participations)]
    db.execute(delete(Audit).where(Audit.program_id == person.program_id, Audit.about.in_(about)))


def _free(db: Session, emails: Sequence[str]) -> list[str]:
    """Give those of some addresses that nobody else here has, in this program or another."""
    held = select(Address.normalised).where(Address.normalised.in_(emails), Address.counts)
    return sorted(set(emails) - set(db.scalars(held)))


def _count(db: Session, what: InstrumentedAttribute[int], *which: ColumnElement[bool]) -> int:
    return db.scalar(select(func.count(what)).where(*which)) or 0
