"""Where the host of a meeting, or most of its circle, can't come, the circle is asked for another time.

For a host only as long as they can't: they may hand the meeting on instead, or find that they can come.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from circles.domain import new_times
from circles.domain.cadence import show
from circles.domain.tongue import say, say_as
from circles.domain.wording import TooLate
from circles.domain.words import MeetingState, PollState, Rsvp
from circles.models import Circle, Meeting, Membership, Participant, Poll, RsvpEvent
from circles.models.season import FOR_HOST, FOR_MOST
from circles.services import attendance, hosting, hosting_words, in_turn, moving, poll_answers
from circles.services.hosting_words import Change


@dataclass(frozen=True)
class Heeded:
    """What came of it: what to say of it to who told us, and who hosts instead of whom."""

    said: Sequence[str] = ()
    changes: Sequence[Change] = ()


def heed(
    db: Session,
    meeting: Meeting,
    now: datetime,
    teller: Participant | None = None,
    *,
    is_held: bool = False,
) -> Heeded:
    """Ask a circle, once for each time of its meeting, or no longer; after each answer and change of host.

    Where it can't be asked for a host who can't come, the meeting goes on to the next one.
    """
    if not is_held:
        in_turn.hold(db, meeting)
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
        return Heeded()
    noes = hosting.noes(db, meeting)
    cause, runs = _cause(meeting, noes), poll_answers.running(db, [meeting]).get(meeting.id)
    if runs is not None and runs.opened_itself and (cause is None or runs.for_host is not None):
        return Heeded(_of_running(db, runs, cause))
    if cause is None:
        return Heeded()
    poll = moving.ask_by_itself(db, meeting, cause, now)
    if poll is not None and poll.state is PollState.OPEN:
        return Heeded(_asked(poll, teller))
    return _not_asked(db, meeting, runs, teller, now) if meeting.host_id in noes else Heeded()


def heed_all(db: Session, circle: Circle, now: datetime) -> None:
    """Heed the noes to all that is ahead, once others take part: somebody joined, left, or has a break."""
    ahead = [each for each in circle.meetings if each.state is MeetingState.PLANNED and each.starts_at > now]
    answers = attendance.answers(db, [each.id for each in ahead])
    doubted = {meeting for (meeting, _), answer in answers.items() if answer is Rsvp.NO}
    for meeting in ahead:
        if meeting.id in doubted:
            heed(db, meeting, now)


def came_of(db: Session, no: RsvpEvent, now: datetime) -> list[str]:
    """Say what an Undo of a no comes too late for: its meeting has moved, or gone on to the next host.

    Or most had said no, and the circle has heard that another time is looked for.
    """
    meeting, writer = no.meeting, no.participant
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
        return []
    if no.sequence < meeting.moved_sequence:
        when = show(meeting.starts_at, meeting.minutes, writer.person.zone)
        return [TooLate(say("The meeting has moved already, to {when}.", when=when))]
    poll = moving.poll_of(db, meeting)
    if poll is not None and poll.state is PollState.OPEN and poll.asked_by == FOR_MOST:
        is_late = _cause(meeting, hosting.noes(db, meeting)) is None and poll_answers.was_heard(db, poll)
        return [TooLate(poll_answers.runs_already())] if is_late else []
    was = db.get(Membership, poll.for_host) if poll is not None and poll.for_host is not None else None
    if was is None or was is meeting.host or was.participant is not writer:
        return []
    hosts = hosting_words.hosts(meeting, writer.person.zone)
    stays = say("{host} hosts the meeting on {day}: that stays, as they count on it by now.", **hosts)
    return [TooLate(stays)]


def _not_asked(
    db: Session, meeting: Meeting, runs: Poll | None, teller: Participant | None, now: datetime
) -> Heeded:
    """Let a host go for whom nobody is asked, unless the circle is being asked by somebody's wish."""
    if runs is not None:
        return Heeded([poll_answers.runs_already()])
    changes = hosting.relieve(db, meeting, now)
    if changes and teller is not None:
        return Heeded(hosting_words.sentences(changes, teller), changes)
    is_host = meeting.host is not None and meeting.host.participant is teller
    return Heeded([hosting_words.nobody_else(meeting)] if is_host else [], changes)


def _asked(poll: Poll, teller: Participant | None) -> list[str]:
    """Say that the circle is asked, and why; of an absent host to nobody else."""
    if poll.for_host is None:
        return [say("Most of you can't come, so we ask your circle for another time.")]
    host = poll.meeting.host
    if host is None or host.participant is not teller:
        return []
    return [
        say(
            "You host this meeting, so we ask your circle for another time."
            " To hand it on instead, reply “{pass_on}”.",
            pass_on=say_as("reply", "Pass"),
        )
    ]


def _cause(meeting: Meeting, noes: set[int]) -> str | None:
    """Give why a circle is asked as `Poll.asked_by` says it; None where there is none, or nobody else."""
    if len(meeting.circle.members) < new_times.TWO:
        return None
    if hosting.most_cant_come(meeting, noes):
        return FOR_MOST
    return f"{FOR_HOST}{meeting.host_id}" if meeting.host_id in noes else None


def _of_running(db: Session, poll: Poll, cause: str | None) -> list[str]:
    """Let a question that opened itself end unheard where its cause is gone, or run for another cause.

    One that people have heard of is counted; where its host can come by then, the meeting stays (moving.py).
    """
    if cause is not None:
        poll.asked_by = cause
        return []
    if poll_answers.was_heard(db, poll):
        if poll.for_host is None:
            return []
        stays = say(
            "Your circle was asked for another time already. The meeting stays as it is all the same."
        )
        return [TooLate(stays)]
    poll.state = PollState.WITHDRAWN
    return [say("Your circle is no longer asked for another time; the meeting stays as it is.")]
