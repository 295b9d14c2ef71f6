"""Who wrote a mail to us, and which mail of ours it answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, undefer

from circles.domain.addresses import normalise
from circles.domain.cadence import local
from circles.domain.namesakes import told_apart
from circles.domain.replies import Context, Member
from circles.domain.tokens import Token
from circles.domain.words import MailKind, MeetingState
from circles.models import (
    Circle,
    FollowUp,
    Incoming,
    Meeting,
    Membership,
    Outgoing,
    Participant,
    Person,
    Poll,
    SeatOffer,
)
from circles.services import attendance, follow_ups, inbox, lanes, people, seats

_ANSWERED = (
    select(Outgoing)
    .where(Outgoing.message_id.in_(bindparam("named", expanding=True)))
    .options(undefer(Outgoing.raw))
)

TELLING = frozenset({MailKind.RECEIPT, MailKind.UNDO_DONE})
LOOKING_BACK = frozenset({MailKind.RECAP_ASK, MailKind.CATCH_UP, MailKind.CONFLICT, MailKind.SURVEY})
"""About a meeting that was: a yes or no to them, where it is about coming, is about the next."""
TO_WHO_WAITS = frozenset({MailKind.SEASON_OPEN, MailKind.DATA})
OUR_ANSWERS = TELLING | {MailKind.UNSURE, MailKind.HELP}


@dataclass(frozen=True)
class Correspondence:
    """Everything a reply means something in; None where it can't be told."""

    person: Person | None = None
    participant: Participant | None = None
    circle: Circle | None = None
    answers: Outgoing | None = None
    """Our mail that it answers."""
    asked: Outgoing | None = None
    """The mail that asked: the one it answers or, behind our answers to theirs, what those were about."""

    addressed: bool = False
    """It came to the address that their calendars and mails about the circle have for answers."""

    theirs: Incoming | None = None
    """The mail of theirs that the answered one, our receipt or question, was about."""
    named: Meeting | None = None
    """The meeting that the answered mail was about, of whichever circle."""
    named_poll: Poll | None = None
    """The poll that asked, of whichever circle."""

    @property
    def kind(self) -> MailKind | None:
        """Which kind of mail asked; a receipt asks nothing."""
        mail = self.answers if self.answers and self.answers.kind in TELLING else self.asked
        return mail.kind if mail else None

    @property
    def meeting(self) -> Meeting | None:
        """The circle's meeting that the answered mail was about."""
        named = self.named
        return named if named and self.circle and named.circle_id == self.circle.id else None

    @property
    def poll(self) -> Poll | None:
        """The poll that asked, if it was one of the circle's."""
        named = self.named_poll
        return named if named and self.circle and named.meeting.circle_id == self.circle.id else None

    def only_asked(self, sender: str) -> bool:
        """Tell whether a writer may only say yes or no: we asked there if the address is this person's."""
        theirs = self.person.addresses if self.person else []
        known = any(each.counts and each.email == sender for each in theirs)
        return self.kind is MailKind.ADDRESS and not known

    @property
    def only_waits(self) -> bool:
        """Whether the writer takes no part in the season of which they were told that it is open."""
        return self.person is not None and self.participant is None and self.kind in TO_WHO_WAITS

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses that prove it is the person: confirmed ones, and where the mail that asks was sent.

        Until one is confirmed, the one we write to: only who reads it has an address to answer to.
        """
        theirs = self.person.addresses if self.person else []
        confirmed = [each for each in theirs if each.confirmed_at] or theirs[:1]
        asked = [each for each in theirs if self.asked and self.asked.about == f"address:{each.id}"]
        return frozenset(address.email for address in (*confirmed, *asked))


def find(db: Session, token: Token | None, message_ids: Sequence[str]) -> Correspondence:
    """Tell by the token of the recipient, and by the Message-IDs a mail answers, whose it is.

    `message_ids` are the parts before the @, the most telling first: In-Reply-To, then References.
    """
    found = _whose(db, token, message_ids)
    if found.answers is None:
        return found
    poll = _poll_named(db, (found.asked or found.answers).about)
    theirs = inbox.answered_by(db, found.answers)
    named = f"meeting:{theirs.outcome.get('meeting') or 0}" if theirs else found.answers.about
    return replace(found, theirs=theirs, named=_meeting_named(db, named), named_poll=poll)


def _whose(db: Session, token: Token | None, message_ids: Sequence[str]) -> Correspondence:
    answered = _answered(db, message_ids)
    held = seats.held(db, token.id) if token and token.kind == "membership" else None
    if held is not None:
        membership, circle = held
        participant = membership.participant
        if answered is not None and answered.to != f"person:{participant.person_id}":
            answered = None  # a forwarded mail: the token says whose answers these are
        current = circle if membership.left_at is None else None
        return Correspondence(
            participant.person, participant, current, answered, _asked(db, answered), addressed=True
        )
    named = db.get(Outgoing, token.id) if token else None
    if named is not None and answered is not None and answered.to != named.to:
        answered = None  # as above
    mail = answered or named
    if mail is None or not mail.to.startswith("person:"):
        return Correspondence(answers=mail)
    person, asked = db.get(Person, _id(mail.to)), _asked(db, mail) or mail
    enrolled = _participant(db, asked, person) if person else None
    return Correspondence(person, enrolled, _circle(db, asked, enrolled), mail, asked)


def context(db: Session, found: Correspondence, sent_text: str | None, now: datetime) -> Context | None:
    """Give what a reply is read against; None for a mail that names nobody."""
    if found.person is None or (found.participant is None and not found.only_waits):
        return None
    meeting = found.meeting or (attendance.upcoming(found.circle.meetings, now) if found.circle else None)
    return Context(
        writer=found.person.email,
        members=tuple(Member(name, person.email) for person, name in _roster(found, now)),
        zone=found.person.zone,
        language=found.person.language,
        kind=found.kind,
        meeting_starts_at=meeting.starts_at if meeting else None,
        meeting_minutes=meeting.minutes if meeting else 60,
        sent_text=sent_text,
        follow_ups=tuple((n, follow_up.text) for n, follow_up in numbered(db, found).items()),
        slots=_slots(found),
        name=found.person.name,
        hosts=bool(meeting and meeting.host and meeting.host.participant is found.participant),
    )


def _roster(found: Correspondence, now: datetime) -> Iterator[tuple[Person, str]]:
    """Give whom a reply may speak of: who is in the circle, or was at the meeting it looks back on."""
    past = attendance_meeting(found, now)
    there = past.members if past else []
    for member, name in called(found.circle.memberships) if found.circle else ():
        if member.left_at is None or member in there:
            yield member.participant.person, name


def called(members: Sequence[Membership]) -> list[tuple[Membership, str]]:
    """Give what to call each member in words that others read or write, by which no two are the same."""
    names = [(member.participant.person.name, member.role) for member in members]
    return list(zip(members, told_apart(names), strict=True))


def by_address(circle: Circle) -> dict[str, Membership]:
    """Give everybody who is or was in a circle, but the erased, by the address we write to, normalised."""
    people = ((member.participant.person, member) for member in circle.memberships)
    return {normalise(person.email): member for person, member in people if not person.is_erased}


def known_sequence(db: Session, found: Correspondence, meeting: Meeting) -> int:
    """Give the meeting's sequence as the answered mail showed it: before or after its last move."""
    mail, poll = found.answers, found.poll
    if poll is not None and poll.after_moves < meeting.moves:
        return meeting.moved_sequence - 1
    if mail is None or mail.about != f"meeting:{meeting.id}":
        return meeting.sequence
    if mail.kind in {MailKind.INVITE, MailKind.UPDATE, MailKind.CANCEL}:
        return mail.version
    if mail.kind is MailKind.RESENT:
        telling = lanes.telling(db, mail.to, mail.about, meeting.moved_sequence)
        return meeting.sequence if telling and telling.id < mail.id else meeting.moved_sequence - 1
    return meeting.sequence if mail.version >= meeting.moves else meeting.moved_sequence - 1


def rsvp_meeting(found: Correspondence, now: datetime) -> Meeting | None:
    """Give the meeting a yes or no is about: the answered one, else the next."""
    if found.kind not in LOOKING_BACK and found.meeting:
        return found.meeting
    return attendance.upcoming(found.circle.meetings, now) if found.circle else None


def attendance_meeting(found: Correspondence, now: datetime, on: date | None = None) -> Meeting | None:
    """Give the meeting "we met" is about: of the day named, the answered one if begun, or the latest."""
    meetings = found.circle.meetings if found.circle else []
    begun = [each for each in meetings if each.starts_at <= now and each.state is not MeetingState.CANCELLED]
    named = (each for each in begun if on == local(each.starts_at, each.circle.zone).date())
    if on is not None and (meeting := next(named, None)):
        return meeting
    return found.meeting if found.meeting in begun else attendance.recent(meetings, now)


def numbered(db: Session, found: Correspondence) -> dict[int, FollowUp]:
    """Give the follow-ups by the numbers a reply means: those shown last, else the only one that is open."""
    lists = (each.shown for each in (found.asked, found.answers) if each)
    kept: dict[int, FollowUp | None] = {}
    for listed in lists:
        own = {int(each["n"]): db.get(FollowUp, each["follow_up"]) for each in listed if "follow_up" in each}
        kept = own or kept
    mine = follow_ups.open_of(db, [found.participant.id]) if found.participant and not kept else []
    if len(mine) == 1:
        kept[1] = mine[0]
    return {n: follow_up for n, follow_up in kept.items() if follow_up}


def _slots(found: Correspondence) -> tuple[tuple[int, datetime], ...]:
    """Give the times by the numbers that the mail that asked has shown."""
    times = {slot.id: slot.starts_at for slot in found.named_poll.slots} if found.named_poll else {}
    shown = found.asked.shown if found.asked else []
    return tuple((int(each["n"]), times[each["slot"]]) for each in shown if each.get("slot") in times)


def wrote(db: Session, message_ids: Sequence[str]) -> bool:
    """Tell whether a mail with one of these Message-IDs, without domain, is a mail of ours."""
    return bool(message_ids) and _answered(db, message_ids) is not None


def _answered(db: Session, message_ids: Sequence[str]) -> Outgoing | None:
    found = {mail.message_id: mail for mail in db.scalars(_ANSWERED, {"named": message_ids})}
    return next((found[message_id] for message_id in message_ids if message_id in found), None)


def _asked(db: Session, mail: Outgoing | None) -> Outgoing | None:
    """Look behind our answers to their mails for the mail that asked."""
    while mail is not None and mail.kind in OUR_ANSWERS:
        theirs = inbox.answered_by(db, mail)
        if theirs is None or theirs.answers is None or theirs.answers.to != mail.to:
            break
        mail = theirs.answers
    return mail


def _participant(db: Session, mail: Outgoing, person: Person) -> Participant | None:
    subject, _, number = mail.about.partition(":")
    if subject == "season":
        return people.find_participant(db, int(number), person.id)
    if meeting := _meeting_named(db, mail.about):
        return people.find_participant(db, meeting.circle.season_id, person.id)
    if subject == "followup" and (follow_up := db.get(FollowUp, int(number))):
        return follow_up.owner
    if subject == "membership" and (membership := db.get(Membership, int(number))):
        return membership.participant
    if subject == "seat" and (offered := db.get(SeatOffer, int(number))):
        return offered.participant
    latest = select(Participant).where(Participant.person_id == person.id).order_by(Participant.id.desc())
    return db.scalars(latest).first()


def _circle(db: Session, mail: Outgoing, participant: Participant | None) -> Circle | None:
    """Give the circle the mail was about, or else their only one; None where they are in it no more."""
    if participant is None:
        return None
    own = {held.circle_id: held.circle for held in seats.held_by(db, participant, seats.WHOLE_CIRCLE)}
    subject, _, number = mail.about.partition(":")
    if meeting := _meeting_named(db, mail.about):
        return own.get(meeting.circle_id)
    if subject == "followup" and (follow_up := db.get(FollowUp, int(number))):
        return own.get(follow_up.circle_id)
    if subject == "membership" and (membership := db.get(Membership, int(number))):
        return own.get(membership.circle_id)
    return next(iter(own.values())) if len(own) == 1 else None


def _meeting_named(db: Session, about: str) -> Meeting | None:
    """Give the meeting that a mail is about, be it by a poll on its time."""
    if poll := _poll_named(db, about):
        return poll.meeting
    return db.get(Meeting, _id(about)) if about.startswith("meeting:") else None


def _poll_named(db: Session, about: str) -> Poll | None:
    return db.get(Poll, _id(about)) if about.startswith("poll:") else None


def _id(name: str) -> int:
    return int(name.partition(":")[2])
