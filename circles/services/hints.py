"""The words that would answer what a mail asked, for a writer of whose words we were not sure."""

from circles.domain.replies import Reading
from circles.domain.replies.sharing import may_be_thought
from circles.domain.tongue import say_as
from circles.domain.words import MailKind, MeetingState, PollState
from circles.models import Meeting
from circles.services import attendance, correspondence, receipts
from circles.services.acting import Acting

YES_OR_NO = frozenset(
    {
        MailKind.CONFIRM,
        MailKind.IMPORT_INVITE,
        MailKind.ASK,
        MailKind.ADDRESS,
        MailKind.SWAP_ASK,
        MailKind.CONFLICT,
        MailKind.SEAT,
    }
)
"""Mails that ask a question to which there is no third answer."""


def examples(acting: Acting, reading: Reading) -> list[str]:
    """Give the words that would answer what was asked."""
    kind = acting.found.kind
    asks_to_leave = any(rule.id == "leave.unclear" for rule in reading.rules)
    if acting.examples or asks_to_leave:
        return acting.examples or [say_as("reply", "Leave")]
    if _is_about_a_break(reading):
        return [say_as("reply", "Pause 2 weeks")]
    if kind is MailKind.NOTE:
        line = next(filter(None, reading.own_text.splitlines()), "")
        return [say_as("reply", "Circle: {line}", line=line)]
    may_be_said = kind is MailKind.TOPIC and reading.says_nothing and _is_ahead(acting)
    if may_be_said and (words := may_be_thought(reading)):
        return [say_as("reply", "Thought: {line}", line=words)]
    if asked := _answers_to(kind):
        return asked if not _is_counted(acting) else []
    return _about_meeting(acting)


def _is_about_a_break(reading: Reading) -> bool:
    """Tell whether a break was asked for: where this is asked about, it could not be taken as written."""
    asked = any(command.name == "pause" for command in reading.commands)
    return asked or any(rule.id == "pause.unclear" for rule in reading.rules)


def _about_meeting(acting: Acting) -> list[str]:
    """Give the words that answer for a meeting: whether to come or, once it began, what came of it."""
    meeting = meeting_of(acting)
    if meeting is None or meeting.state is MeetingState.CANCELLED:
        return []
    if meeting.starts_at > acting.now:
        leads = acting.found.kind is MailKind.TOPIC_DRAFT
        return [*receipts.rsvp_examples(), *([say_as("reply", "Pass")] if leads else [])]
    if acting.found.kind is MailKind.RECAP_ASK:
        return [say_as("reply", "Everyone came"), say_as("reply", "Didn't meet")]
    return _of_oneself(acting)


def _is_ahead(acting: Acting) -> bool:
    """Tell whether the meeting of a mail has not begun, so that something can be brought along to it."""
    meeting = meeting_of(acting)
    return meeting is None or meeting.starts_at > acting.now


def _of_oneself(acting: Acting) -> list[str]:
    """Give the words that tell whether the writer came: whoever missed it must not be led to speak of all."""
    members = acting.found.circle.members if acting.found.circle else []
    called = ((member.participant_id, name) for member, name in correspondence.called(members))
    name = next((name for participant, name in called if participant == acting.participant.id), None)
    if name is None:
        return []
    return [say_as("reply", "Attended: {names}", names=name), say_as("reply", "Missed: {names}", names=name)]


def _is_counted(acting: Acting) -> bool:
    """Tell whether a mail asked for another time, and no answer to that counts any more."""
    poll = acting.found.poll
    return poll is not None and poll.state is not PollState.OPEN


def _answers_to(kind: MailKind | None) -> list[str]:
    """Give the words that answer a kind of mail which asks something of its own."""
    if kind in YES_OR_NO:
        return [say_as("reply", "Yes"), say_as("reply", "No")]
    words = {
        MailKind.FOLLOW_UP: [say_as("reply", "Done"), say_as("reply", "Later"), say_as("reply", "Drop")],
        MailKind.SURVEY: ["4", say_as("reply", "4 - good talks")],
        MailKind.MOVE_POLL: ["1 3", say_as("reply", "None")],
        MailKind.CHECK_IN: [say_as("reply", "Busy"), say_as("seat", "Move"), say_as("reply", "Leave")],
        MailKind.WAITLISTED: [say_as("reply", "Thu 17:00 works"), say_as("reply", "Tuesdays after 6pm")],
    }
    return words.get(kind, []) if kind else []


def meeting_of(acting: Acting) -> Meeting | None:
    """Give the meeting a mail is about, or else the next one."""
    circle = acting.found.circle
    return (
        acting.meeting
        or acting.found.meeting
        or (attendance.upcoming(circle.meetings, acting.now) if circle else None)
    )
