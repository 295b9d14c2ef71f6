"""The answers of calendars: a button pressed counts as a reply does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.addresses import check
from circles.domain.cadence import show
from circles.domain.calendar_answer import CalendarAnswer, is_stale, rsvp_of, said_at
from circles.domain.statement import Said
from circles.domain.tongue import say
from circles.domain.words import (
    IncomingKind,
    IncomingState,
    MailKind,
    MeetingState,
    OutgoingState,
    ParticipantState,
    Rsvp,
    Source,
)
from circles.errors import CirclesError, NotAllowed, ReplyRefused
from circles.models import Incoming, Meeting, Outgoing, Participant
from circles.services import (
    attendance,
    cant_come,
    in_turn,
    inbox,
    lanes,
    outbox,
    people_words,
    proposals,
    receipts,
    swaps,
)
from circles.services.correspondence import Correspondence
from circles.services.openings import OutOfOrder

MOST_RESENT = 10
"""Calendars a day that are sent once more to one person."""
MOOT = "It declines a meeting that is off for them already, so nothing had to be done."
FLAG = "It came from another address, and counts since it answers as the one whom we invited."


def is_strangers(found: Correspondence, answers: Sequence[CalendarAnswer]) -> bool:
    """Tell whether any of them answers as somebody whom we did not invite."""
    return any(answer.attendee and not _is_theirs(found, answer) for answer in answers)


def are_plain_replies(found: Correspondence, answers: Sequence[CalendarAnswer]) -> bool:
    """Tell whether they set RSVPs and nothing else, and say that they are of the one we invited."""
    return all(rsvp_of(answer) and _is_theirs(found, answer) for answer in answers)


def _is_theirs(found: Correspondence, answer: CalendarAnswer) -> bool:
    return check(answer.attendee or "")[0] in found.addresses


def quarantine(incoming: Incoming, answers: Sequence[CalendarAnswer]) -> None:
    """Keep the answer of somebody whom we did not invite; they are told nothing, and nothing changes."""
    reason = "This calendar answers for somebody whom we did not invite."
    outcome: dict[str, Any] = {"noted": [], "reason": reason, "partstat": answers[0].partstat}
    inbox.settle(incoming, IncomingState.QUARANTINED, IncomingKind.CALENDAR, outcome)


def act(
    db: Session,
    incoming: Incoming,
    found: Correspondence,
    answers: Sequence[CalendarAnswer],
    date: datetime | None,
    now: datetime,
    *,
    flag: str = "",
) -> None:
    """Set the RSVPs that a calendar's answers give; what is not plainly one goes to a person.

    `date` is when the mail says that it was sent, `flag` what the trail should say beside it.
    """
    assert found.participant is not None, "an answer is only acted on for somebody"
    hearing = _Hearing(db, incoming, found.participant, found, date, now, [], [], [], {})
    for answer in answers:
        hearing.hear(answer)
    own_text = "\n".join(dict.fromkeys(answer.comment for answer in answers if answer.comment))
    outcome = {"own_text": own_text, "partstat": answers[0].partstat, **hearing.outcome}
    outcome |= {"noted": hearing.noted, "not_done": hearing.not_done}
    outcome |= {"left_over": bool(hearing.noted and hearing.doubts)}
    if flag:
        outcome["flag"] = flag
    if hearing.doubts:
        outcome["reason"] = " ".join(dict.fromkeys(hearing.doubts))
    state = IncomingState.REVIEW if hearing.doubts else IncomingState.READ
    inbox.settle(incoming, state, IncomingKind.CALENDAR, outcome)
    if hearing.noted:
        receipts.post_receipt(db, incoming, now)
    elif hearing.doubts:
        receipts.post_unsure(db, incoming, now)


@dataclass
class _Hearing:
    """One mail's answers as they are acted on."""

    db: Session
    incoming: Incoming
    writer: Participant
    found: Correspondence
    date: datetime | None
    now: datetime
    noted: list[str]
    not_done: list[str]
    doubts: list[str]
    outcome: dict[str, Any]

    def hear(self, answer: CalendarAnswer) -> None:
        meeting: Meeting | None = None
        try:
            meeting = self._meeting(answer)
            self.outcome.setdefault("meeting", meeting.id)
            if answer.proposal:
                self._propose(answer, meeting)
            elif answer.method == "REFRESH":
                self._refresh(meeting)
            else:
                self._record(answer, meeting)
        except CirclesError as refusal:
            if self._is_moot(answer, meeting):
                self.outcome["reason"] = MOOT
                return
            if self.writer.state is ParticipantState.LEFT:
                self.noted[:] = self.not_done[:] = [people_words.has_left(self.writer.season)]
                return
            self.doubts.append(str(refusal))
            ahead = meeting is not None and attendance.upcoming([meeting], self.now) is not None
            self.outcome["examples"] = receipts.rsvp_examples() if ahead else []

    def _is_moot(self, answer: CalendarAnswer, meeting: Meeting | None) -> bool:
        """Tell whether it declines what is off already, as some do when an event is removed."""
        cancelled = meeting is not None and meeting.state is MeetingState.CANCELLED
        off = cancelled or self.writer.state is ParticipantState.LEFT
        return off and rsvp_of(answer) is Rsvp.NO

    def _meeting(self, answer: CalendarAnswer) -> Meeting:
        if answer.error is not None:
            raise ReplyRefused(say("The calendar in this mail can't be read: {why}", why=answer.error))
        theirs = self.found.circle.meetings if self.found.circle else ()
        meeting = next((each for each in theirs if each.uid == answer.uid), None)
        if meeting is None:
            raise ReplyRefused(say("This calendar answers an invitation that is not one of this circle's."))
        return meeting

    def _record(self, answer: CalendarAnswer, meeting: Meeting) -> None:
        if answer.method == "DECLINECOUNTER":
            raise ReplyRefused(say("This calendar turns down another time, and we had proposed none."))
        value = rsvp_of(answer)
        if value is None:
            partstat = answer.partstat or say("nothing")
            raise ReplyRefused(say("This calendar says {partstat}, which is no answer.", partstat=partstat))
        about, to = f"meeting:{meeting.id}", self._to
        in_turn.hold(self.db, meeting)  # before its time is read
        telling = lanes.telling(self.db, to, about, meeting.moved_sequence)
        when = show(meeting.starts_at, meeting.minutes, self.writer.person.zone)
        ahead = attendance.upcoming([meeting], self.now) is not None
        if ahead and is_stale(answer, meeting.starts_at, meeting.moved_sequence, _left_at(telling)):
            old = say("It answers for the old time. The meeting is now {when}.", when=when)
            self.outcome["reason"] = old
            if not self._ask_again(meeting, telling):
                raise ReplyRefused(old)
            return
        first = lanes.telling(self.db, to, about, 0) if meeting.moved_sequence else telling
        earliest = (first.posted_at if first else self.writer.enrolled_at).replace(microsecond=0)
        at = said_at(answer, self.date, earliest, self.incoming.received_at)
        said = Said(to, Source.CALENDAR, at, self.incoming.id)
        event = attendance.say_rsvp(self.db, meeting, self.writer, value, said, self.now)
        heeded = cant_come.heed(self.db, meeting, self.now, self.writer, is_held=True)
        standing = attendance.rsvps(self.db, [meeting])[meeting.id, self.writer.id]
        told = receipts.standing_sentence(event, standing, when)
        self.outcome.setdefault("told_answers", {})[str(meeting.id)] = told
        self.noted += [told, *heeded.said]
        if heeded.changes:
            self.outcome["hosting"] = [*self.outcome.get("hosting", ()), *swaps.kept(heeded.changes)]

    def _propose(self, answer: CalendarAnswer, meeting: Meeting) -> None:
        """Note the time that is proposed, for the host and the organizers; the meeting stays as it is."""
        zone = self.writer.person.zone
        when = show(meeting.starts_at, meeting.minutes, zone)
        if not meeting.circle.season.program.accepts_proposals:
            stays = say(
                "You asked for another time. Times are not changed from calendars here, so it stays: {when}."
                " Please answer for that one, or write to your circle.",
                when=when,
            )
            self._tell_not(stays)
            return
        if answer.proposed_at is None:
            raise ReplyRefused(say("It proposes another time, but not one that we can read."))
        try:
            proposal = proposals.propose(
                self.db, meeting, self.writer, answer.proposed_at, answer.comment or "", self.now
            )
        except OutOfOrder as refusal:
            self._tell_not(say("Nothing has changed. {why}", why=refusal))
            return
        self.outcome["proposal"] = proposal.id
        proposed = show(proposal.starts_at, proposal.minutes, zone)
        told = say(
            "You propose {proposed} instead of {when}. It moves only if the host or an organizer takes it.",
            proposed=proposed,
            when=when,
        )
        read = say("They read your note with it.") if proposal.note else ""
        self.noted.append(f"{told} {read}".rstrip())

    def _tell_not(self, why: str) -> None:
        self.noted.append(why)
        self.not_done.append(why)

    def _refresh(self, meeting: Meeting) -> None:
        """Send the meeting's calendar once more (RFC 5546, 3.2.6), as often as is asked within reason."""
        if meeting.state is MeetingState.CANCELLED:
            raise NotAllowed(say("That meeting was cancelled, so there is nothing to send again."))
        day = self.now - timedelta(days=1)
        if outbox.posted_since(self.db, MailKind.RESENT, self._to, day) >= MOST_RESENT:
            self.outcome["reason"] = "This calendar asks more often than we answer in a day."
        else:
            self._send_again(meeting)

    def _ask_again(self, meeting: Meeting, telling: Outgoing | None) -> bool:
        """Send a fresh calendar with the question, once after each move; False when that was done before."""
        if telling is not None and telling.state is OutgoingState.QUEUED:
            return True  # the update itself will ask
        about = f"meeting:{meeting.id}"
        again = select(Outgoing.id).where(
            Outgoing.kind == MailKind.RESENT,
            Outgoing.to == self._to,
            Outgoing.about == about,
            Outgoing.id > (telling.id if telling else 0),
        )
        if self.db.scalar(again.limit(1)) is not None:
            return False
        self._send_again(meeting)
        return True

    def _send_again(self, meeting: Meeting) -> None:
        about = f"meeting:{meeting.id}"
        outbox.post(
            self.db,
            MailKind.RESENT,
            self._to,
            about,
            self.now,
            version=lanes.next_version(self.db, MailKind.RESENT, self._to, about),
            stale_at=meeting.starts_at,
        )

    @property
    def _to(self) -> str:
        return f"person:{self.writer.person_id}"


def _left_at(telling: Outgoing | None) -> datetime | None:
    return telling.sent_at or telling.posted_at if telling else None
