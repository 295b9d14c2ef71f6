"""Find the rows that an outgoing mail names in its `to` and `about`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from sqlalchemy import BindParameter, bindparam, select, union_all
from sqlalchemy.orm import Session, joinedload, selectinload

from circles.errors import NotFound
from circles.models import (
    Address,
    Circle,
    FollowUp,
    Import,
    Incoming,
    Meeting,
    Membership,
    Note,
    Organizer,
    Outgoing,
    Participant,
    Person,
    Poll,
    Program,
    Proposal,
    Season,
    SeatOffer,
    SignIn,
    Table,
)

Found = TypeVar("Found", bound=Table)


@dataclass(frozen=True)
class About:
    """The rows a mail is about, each None where it is about none."""

    program: Program
    season: Season | None = None
    circle: Circle | None = None
    meeting: Meeting | None = None
    follow_up: FollowUp | None = None
    incoming: Incoming | None = None
    sign_in: SignIn | None = None
    upload: Import | None = None
    address: Address | None = None
    proposal: Proposal | None = None
    membership: Membership | None = None
    note: Note | None = None
    poll: Poll | None = None
    seat: SeatOffer | None = None


def load(db: Session, mails: Sequence[Outgoing]) -> Sequence[Table]:
    """Load at once whom mails go to and the circles they are about; while held, looking them up is free."""
    theirs = answered(db, mails)
    named = _named(mails, theirs)
    circles = db.scalars(_CIRCLES, named).all() if any(named.values()) else ()
    readers = {_split(mail.to)[1] for mail in mails if mail.to.startswith("person:")}
    readers -= {each.participant.person_id for circle in circles for each in circle.memberships}
    return (*theirs, *circles, *(db.scalars(_READERS, {"ids": readers}) if readers else ()))


def answered(db: Session, mails: Sequence[Outgoing]) -> Sequence[Incoming]:
    """Load at once the mails that mails of ours answer."""
    theirs = {_split(mail.about)[1] for mail in mails if mail.about.startswith("incoming:")}
    return db.scalars(_INCOMING, {"ids": theirs}).all() if theirs else ()


def circles_of(db: Session, mails: Sequence[Outgoing], theirs: Sequence[Incoming]) -> set[int]:
    """Give the ids of the circles that mails are about, also where they answer one of `theirs`."""
    return set(db.scalars(_CIRCLE_IDS, _named(mails, theirs)))


def _named(mails: Sequence[Outgoing], theirs: Sequence[Incoming]) -> dict[str, list[int]]:
    """Give by noun the ids of what belongs to a circle among what mails are about."""
    about = {mail.about for mail in (*mails, *(each.answers for each in theirs if each.answers))}
    about |= {f"meeting:{each.outcome['meeting']}" for each in theirs if each.outcome.get("meeting")}
    found: dict[str, list[int]] = {noun: [] for noun in _CIRCLE_OF}
    for noun, number in map(_split, about):
        if noun in found:
            found[noun].append(number)
    return found


def look_up(db: Session, outgoing: Outgoing) -> About:
    """Find what a mail is about; raises NotFound when it has been deleted since."""
    noun, number = _split(outgoing.about)
    return _FINDERS[noun](db, number)


def reader_of(db: Session, outgoing: Outgoing) -> Person | Organizer:
    """Find whom a mail is for; raises NotFound when they have been deleted since."""
    noun, number = _split(outgoing.to)
    return _row(db, Organizer, number) if noun == "organizer" else _row(db, Person, number)


_CIRCLE = (
    joinedload(Circle.season).joinedload(Season.program),
    selectinload(Circle.meetings).joinedload(Meeting.topic),
    selectinload(Circle.memberships)
    .joinedload(Membership.participant)
    .joinedload(Participant.person)
    .joinedload(Person.addresses),
)
_CIRCLE_OF = {
    "meeting": select(Meeting.circle_id).where(Meeting.id.in_(bindparam("meeting", expanding=True))),
    "followup": select(FollowUp.circle_id).where(FollowUp.id.in_(bindparam("followup", expanding=True))),
    "membership": select(Membership.circle_id).where(
        Membership.id.in_(bindparam("membership", expanding=True))
    ),
    "poll": select(Meeting.circle_id).join(
        Poll, (Poll.meeting_id == Meeting.id) & Poll.id.in_(bindparam("poll", expanding=True))
    ),
    "seat": select(SeatOffer.circle_id).where(SeatOffer.id.in_(bindparam("seat", expanding=True))),
}
_CIRCLE_IDS = union_all(*_CIRCLE_OF.values())
_CIRCLES = select(Circle).where(Circle.id.in_(_CIRCLE_IDS)).options(*_CIRCLE)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_READERS = select(Person).where(Person.id.in_(_IDS)).options(selectinload(Person.addresses))
_INCOMING = select(Incoming).where(Incoming.id.in_(_IDS)).options(joinedload(Incoming.answers))


def _program(db: Session, number: int) -> About:
    return About(_row(db, Program, number))


def _season(db: Session, number: int) -> About:
    season = _row(db, Season, number)
    return About(season.program, season)


def _meeting(db: Session, number: int) -> About:
    meeting = _row(db, Meeting, number)
    return replace(_of_circle(db, meeting.circle_id), meeting=meeting)


def _follow_up(db: Session, number: int) -> About:
    follow_up = _row(db, FollowUp, number)
    return replace(_of_circle(db, follow_up.circle_id), meeting=follow_up.meeting, follow_up=follow_up)


def _incoming(db: Session, number: int) -> About:
    """Find the meeting, circle or season it was read to be about, else what the mail it answers was about."""
    incoming = _row(db, Incoming, number)
    if meeting := incoming.outcome.get("meeting"):
        return replace(_meeting(db, int(meeting)), incoming=incoming)
    if incoming.answers is not None and incoming.answers.to.startswith("person:"):
        return replace(look_up(db, incoming.answers), follow_up=None, incoming=incoming)
    if incoming.person is None:
        raise NotFound(f"Mail {number} was written by nobody we know.")
    return About(incoming.person.program, incoming=incoming)


def _proposal(db: Session, number: int) -> About:
    proposal = _row(db, Proposal, number)
    return replace(_meeting(db, proposal.meeting_id), proposal=proposal)


def _membership(db: Session, number: int) -> About:
    membership = _row(db, Membership, number)
    return replace(_of_circle(db, membership.circle_id), membership=membership)


def _note(db: Session, number: int) -> About:
    note = _row(db, Note, number)
    return replace(_of_circle(db, note.circle_id), meeting=note.meeting, note=note)


def _poll(db: Session, number: int) -> About:
    poll = _row(db, Poll, number)
    return replace(_meeting(db, poll.meeting_id), poll=poll)


def _seat(db: Session, number: int) -> About:
    seat = _row(db, SeatOffer, number)
    return replace(_of_circle(db, seat.circle_id), seat=seat)


def _sign_in(db: Session, number: int) -> About:
    sign_in = _row(db, SignIn, number)
    return About(sign_in.organizer.program, sign_in=sign_in)


def _import(db: Session, number: int) -> About:
    upload = _row(db, Import, number)
    return About(upload.season.program, upload.season, upload=upload)


def _address(db: Session, number: int) -> About:
    address = _row(db, Address, number)
    return About(address.person.program, address=address)


_FINDERS: dict[str, Callable[[Session, int], About]] = {
    "program": _program,
    "season": _season,
    "meeting": _meeting,
    "followup": _follow_up,
    "proposal": _proposal,
    "membership": _membership,
    "note": _note,
    "poll": _poll,
    "seat": _seat,
    "incoming": _incoming,
    "signin": _sign_in,
    "import": _import,
    "address": _address,
}


def _of_circle(db: Session, circle_id: int) -> About:
    circle = db.get(Circle, circle_id, options=_CIRCLE)
    if circle is None:
        raise NotFound(f"circle:{circle_id} is no longer there.")
    db.info.setdefault("held", {})[circle_id] = circle  # or each mail about it would load it anew
    return About(circle.season.program, circle.season, circle)


def _split(reference: str) -> tuple[str, int]:
    """Split a reference such as "meeting:17"."""
    noun, _, number = reference.partition(":")
    return noun, int(number)


def _row(db: Session, table: type[Found], number: int) -> Found:
    """Give a row by its id; raises NotFound when it is gone."""
    found = db.get(table, number)
    if found is None:
        raise NotFound(f"{table.__name__} {number} is no longer there.")
    return found
