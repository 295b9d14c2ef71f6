"""A mail being acted on: what it says goes into the record, and what came of it is kept for the receipt."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from circles.domain.addresses import normalise
from circles.domain.cadence import show
from circles.domain.kindness import WEEK
from circles.domain.replies import NewFollowUp, Reading
from circles.domain.replies.labels import Share
from circles.domain.replies.values import CIRCLE
from circles.domain.statement import Said
from circles.domain.tongue import listed, say, say_as
from circles.domain.words import ABOUT_A_MEETING, Attendance, MailKind, MeetingState, ParticipantState, Source
from circles.errors import CirclesError, NotAllowed
from circles.models import Circle, Incoming, Meeting, Membership, Participant
from circles.services import attendance, correspondence, follow_ups, in_turn, people_words, receipts
from circles.services.correspondence import Correspondence


@dataclass
class Acting:
    """One mail being acted on, and what has come of it so far."""

    db: Session
    incoming: Incoming
    found: Correspondence
    participant: Participant
    now: datetime
    said_at: datetime
    """When it was written."""
    meeting: Meeting | None = None
    """The meeting it was read to be about."""
    noted: list[str] = field(default_factory=list)
    not_done: list[str] = field(default_factory=list)
    """What of that says that something was not done, or goes no further."""
    doubts: list[str] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    """What an Undo, or a later mail, needs to know of what was done; it goes into the mail's outcome."""
    told: set[Share] = field(default_factory=set)
    """Which labelled words were kept, or said not to be."""
    examples: list[str] = field(default_factory=list)
    """The words that would do what the mail asks for and was not plain about."""
    obeyed: bool = False
    """Whether a command was done whose own mail is answer enough."""
    heard: bool = False
    """Whether its free words were taken as what the answered mail asks for, so that none is left unread."""

    @property
    def said(self) -> Said:
        """Where what is recorded comes from."""
        return Said(f"person:{self.participant.person_id}", Source.REPLY, self.said_at, self.incoming.id)

    def doubt_which(self, why: str) -> None:
        """Doubt which meeting is meant: for whom has moved, gone or is in several, it is the circle."""
        if self.found.circle:
            self.doubts.append(why)
        else:
            self.doubt_circle()

    def doubt_meeting(self) -> None:
        """Doubt which meeting is meant, where none was lately."""
        self.doubt_which(say("No meeting of yours has ended within the last three weeks."))

    def doubt_circle(self) -> None:
        """Doubt which circle is meant."""
        self.doubt(say("We could not tell which circle of yours this is about."))

    def doubt(self, why: str) -> None:
        """Doubt what is meant of a circle; whoever has left is told so instead, and how to come back."""
        if self.participant.state is not ParticipantState.LEFT:
            self.doubts.append(why)
            return
        self.tell_not(people_words.has_left(self.participant.season))

    @property
    def is_of_who_left(self) -> bool:
        """Whether its writer had left before: no circle is theirs."""
        return self.found.circle is None and self.participant.state is ParticipantState.LEFT

    @property
    def tells_of_leaving(self) -> bool:
        """Whether its writer is told that they have left, so that no step has read what stands beside it."""
        return people_words.has_left(self.participant.season) in self.noted

    @property
    def is_for_circle(self) -> bool:
        """Whether labelled words are for the circle: our mail that asked is about a meeting."""
        asked = self.found.asked
        return asked is not None and asked.kind in ABOUT_A_MEETING

    def names_day_of(self, meeting: Meeting) -> bool:
        """Whether to say of which day it is: another than the answered mail is about, or not of this week."""
        return meeting is not self.found.meeting or self.now - meeting.starts_at > WEEK

    def share_not(self, label: str, *, alone: bool) -> None:
        """Say of labelled words that they stay with us, and from where they would be shared."""
        told = say("What follows “{label}” is shared only in reply to a mail about a meeting.", label=label)
        self.keep_not(told, alone=alone)

    def keep_not(self, why: str, *, alone: bool) -> None:
        """Say why words are not kept; where they stand `alone` a person reads them."""
        if alone:
            self.doubt(why)
        else:
            self.tell_not(why)

    def tell_not(self, *why: str) -> None:
        """Tell in the receipt, once, what was not done, which nobody is to read as noted."""
        self.noted += [each for each in why if each not in self.noted]
        self.not_done += why

    def carefully(self, step: Callable[[], None], *, has_begun: bool = True) -> None:
        """Take one step whole or not at all; a refusal (a cancelled meeting, say) is told.

        One that is refused before it `has_begun` to write leaves nothing to take back.
        """
        noted, kept = len(self.noted), dict(self.kept)
        try:
            with self.db.begin_nested() if has_begun else nullcontext():
                step()
        except CirclesError as refusal:
            del self.noted[noted:]
            self.kept = kept
            self.doubts.append(str(refusal))


def record_rsvp(acting: Acting, reading: Reading) -> None:
    """Record whether the writer is coming, unless they answered for a time that no longer holds."""
    if reading.rsvp is None:
        return
    if acting.found.kind is MailKind.PROPOSAL:
        acting.doubts.append(
            say("A proposed time is taken or dismissed with a button on the meeting's page.")
        )
        return
    meeting = correspondence.rsvp_meeting(acting.found, acting.now)
    if meeting is None:
        acting.doubt_which(say("There is no meeting ahead that this could be an answer to."))
        return
    acting.meeting = meeting
    in_turn.hold(acting.db, meeting)  # before its time is read, and before any mail of it is changed
    known = correspondence.known_sequence(acting.db, acting.found, meeting)
    when = show(meeting.starts_at, meeting.minutes, acting.participant.person.zone)
    if known < meeting.moved_sequence and meeting.state is MeetingState.PLANNED:
        acting.doubts.append(
            say("The meeting has moved to {when} since the mail you answered. Can you come then?", when=when)
        )
        return
    if meeting.starts_at <= acting.now and meeting.state is not MeetingState.CANCELLED:
        on = receipts.local_day(meeting.starts_at, acting.participant.person.zone, acting.now)
        acting.doubts.append(say("The meeting on {day} has begun; say who came instead.", day=on))
        return
    said = attendance.say_rsvp(acting.db, meeting, acting.participant, reading.rsvp, acting.said, acting.now)
    standing = attendance.rsvps(acting.db, [meeting])[meeting.id, acting.participant.id]
    told = receipts.standing_sentence(said, standing, when)
    acting.kept["told_answers"] = {str(meeting.id): told}
    acting.noted.append(told)


def record_met(acting: Acting, reading: Reading) -> None:
    """Record whether the circle met, unless it was read where the meeting has moved to instead."""
    if reading.met is None or acting.heard:
        return
    meeting = correspondence.attendance_meeting(acting.found, acting.now, reading.met_on)
    if meeting is None:
        acting.doubt_meeting()
        return
    held = reading.met is MeetingState.HELD
    _note_met(acting, meeting, reading.met_on if held else None, held=held)


def _note_met(acting: Acting, meeting: Meeting, met_on: date | None = None, *, held: bool) -> None:
    acting.meeting = meeting
    attendance.say_held(acting.db, meeting, acting.said, acting.now, held=held)
    on = receipts.local_day(meeting.starts_at, acting.participant.person.zone, acting.now)
    if met_on:
        on = receipts.day(met_on, acting.now.date())
    acting.noted.append(receipts.met_sentence(on, held=held))
    _say_whose_word_stands(acting, meeting, [], held=held)


def record_attendance(acting: Acting, reading: Reading) -> None:
    """Record who came and who missed."""
    if not reading.attendance:
        return
    meeting = correspondence.attendance_meeting(acting.found, acting.now, reading.met_on)
    if meeting is None:
        acting.doubt_meeting()
        return
    acting.meeting = meeting
    members = correspondence.by_address(meeting.circle)
    told_of = [(members[normalise(email)], value) for email, value in reading.attendance.items()]
    there = [(each.participant, value) for each, value in told_of if each.was_in(meeting.starts_at)]
    if not there:
        acting.doubts.append(say("They were not in the circle then."))
        return
    there = _but_own_words(acting, meeting, there) if reading.everyone else there
    if not there:  # then all that is new is that they met
        if reading.met is None:
            _note_met(acting, meeting, held=True)
        return
    attendance.say_who_came(acting.db, meeting, there, acting.said, acting.now)
    called = correspondence.called(meeting.circle.memberships)
    names = {member.participant_id: name for member, name in called}
    told = [(names.get(participant.id, participant.person.name), value) for participant, value in there]
    on = ""
    if acting.names_day_of(meeting):
        on = receipts.local_day(meeting.starts_at, acting.participant.person.zone, acting.now)
    acting.noted.append(receipts.attendance_sentence(told, on))
    met = any(value is Attendance.CAME for _, value in there) or None
    _say_whose_word_stands(acting, meeting, there, held=met)


def say_whom_names_fit(acting: Acting, reading: Reading) -> None:
    """Say of a name that several have what to call them, so that the writer can say which."""
    for name, fitting in reading.namesakes.items():
        which = say("“{name}” fits {names}: please write the whole name.", name=name, names=listed(fitting))
        acting.keep_not(which, alone=not acting.noted)


def _say_whose_word_stands(
    acting: Acting, meeting: Meeting, told: list[tuple[Participant, Attendance]], *, held: bool | None
) -> None:
    """Tell the writer where it is not theirs, though what they told is kept."""
    if attendance.is_overruled(acting.db, meeting, told, held=held):
        stands = say("An organizer has said otherwise, and that stands.")
    elif held is False and meeting.state is MeetingState.HELD:
        stands = say("Others say that it took place, and that stands until an organizer decides.")
    else:
        return
    if stands not in acting.noted:
        acting.noted.append(stands)


def _but_own_words(
    acting: Acting, meeting: Meeting, told: list[tuple[Participant, Attendance]]
) -> list[tuple[Participant, Attendance]]:
    """Let "everyone came" stand for those only who have not told themselves whether they were there."""
    everyone = {member.participant for member in meeting.members}
    if everyone - {participant for participant, value in told if value is Attendance.CAME}:
        return told
    themselves = attendance.told_themselves(acting.db, meeting) - {acting.participant.id}
    return [each for each in told if each[0].id not in themselves]


def record_follow_ups(acting: Acting, reading: Reading) -> None:
    """Record what members said they would do."""
    circle = acting.found.circle
    for new in reading.follow_ups:
        if circle is None:
            acting.doubt_circle()
            return
        acting.carefully(partial(_record_follow_up, acting, circle, new))


def _record_follow_up(acting: Acting, circle: Circle, new: NewFollowUp) -> None:
    meeting = correspondence.attendance_meeting(acting.found, acting.now)
    member = _owner(circle, new)
    if member is not None and member.left_at is not None:
        raise NotAllowed(people_words.is_gone(member.participant.person.name))
    owner = member.participant if member else None
    promise = follow_ups.Promise(new.text, owner, new.due, new.span)
    follow_ups.open_one(acting.db, circle, meeting, promise, acting.said)
    name = owner.person.name if owner else ""
    acting.noted.append(receipts.follow_up_sentence(name, new.text, new.due, acting.now.date()))


def proposals(acting: Acting, reading: Reading) -> list[str]:
    """Give the lines by which the writer would record what they said they may do."""
    today = acting.now.date()
    lines: list[str] = []
    circle = acting.found.circle
    if circle is None:
        return []
    for new in reading.proposed:
        member = _owner(circle, new)
        if member is not None and member.left_at is not None:
            continue
        parts = [member.participant.person.name if member else say_as("reply", "all"), new.text]
        parts += [receipts.day(new.due, today)] if new.due else []
        lines.append(say_as("reply", "Next: {what}", what=" - ".join(parts)))
    return lines


def _owner(circle: Circle, new: NewFollowUp) -> Membership | None:
    return None if new.owner == CIRCLE else correspondence.by_address(circle)[normalise(new.owner)]
