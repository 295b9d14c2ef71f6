"""Act on what a mail says about another time: a wish to move, the times that suit, where it was moved to."""

from collections.abc import Callable
from datetime import datetime, time

from circles.domain.cadence import instant, local, show
from circles.domain.replies import Reading
from circles.domain.replies.draft import calendar
from circles.domain.replies.other_times import Wish, is_by_day, wish
from circles.domain.replies.put_off import moved_to
from circles.domain.tongue import say, say_as, say_n, tongue
from circles.domain.wording import moment
from circles.domain.words import MailKind, MeetingState, PollState
from circles.errors import CirclesError
from circles.models import Meeting, Poll
from circles.services import attendance, correspondence, moving, proposals, receipts
from circles.services.acting import Acting

OF_ONE_MEETING = frozenset(
    {MailKind.INVITE, MailKind.UPDATE, MailKind.TOPIC_DRAFT, MailKind.TOPIC, MailKind.REMINDER}
)
"""Mails about one meeting to come: Move, in answer to them, is about no other."""


def move_meeting(acting: Acting, reading: Reading) -> None:
    """Move a meeting to the day and hour its host names; else ask the circle, that wish among the times."""
    command = next((each for each in reading.commands if each.name == "move" and len(each.args) < 2), None)
    if command is None or acting.kept.get("moved"):
        return
    if acting.found.kind is MailKind.CHECK_IN and not command.args:
        return  # they would like another circle (seat_replies.py)
    numbered = bool(command.args) and command.args[0].isdecimal()
    if numbered or acting.found.kind is MailKind.FOLLOW_UP:
        acting.doubts.append(
            say(
                "Move it to which day? Write it, as in “{example}”.", example=say_as("reply", "Move 1 Friday")
            )
        )
        return
    if _has_begun(acting):
        acting.doubts.append(say("That meeting has begun. To move the next one, answer a mail about it."))
        return
    meeting = _ahead(acting)
    if meeting is None:
        acting.doubt_which(say("There is no meeting ahead of you that could be moved."))
        return
    acting.meeting = meeting
    if correspondence.known_sequence(acting.db, acting.found, meeting) < meeting.moved_sequence:
        when = _when(acting, meeting, meeting.starts_at)
        acting.noted.append(say("The meeting has moved already, to {when}.", when=when))
        return
    zone = acting.participant.person.zone
    meets_on = local(meeting.starts_at, zone).date()
    wished = wish(
        reading, command, calendar(acting.said_at, zone, acting.participant.person.language), meets_on
    )
    if wished.day and wished.at and proposals.may_settle(meeting, acting.participant):
        _set_time(acting, meeting, wished)
    else:
        _kindly(acting, lambda: _ask(acting, meeting, _instant(wished, meeting, zone)))


def answer_poll(acting: Acting, reading: Reading) -> None:
    """Note which of the times offered suit the writer."""
    chosen = next((each for each in reading.commands if each.name == "slots"), None)
    if chosen is None:
        return
    poll = acting.found.poll
    if poll is None:
        acting.doubt(say("We could not tell which times these numbers stand for."))
        return
    acting.meeting = poll.meeting
    slots = [int(n) for n in chosen.args]
    _kindly(acting, lambda: _answer(acting, poll, slots))


def put_off(acting: Acting, reading: Reading) -> None:
    """Note where a meeting was moved to, if we asked whether it took place: a day past, or still to come."""
    if acting.found.kind is not MailKind.RECAP_ASK or reading.met is MeetingState.HELD or reading.attendance:
        return
    meeting = correspondence.attendance_meeting(acting.found, acting.now)
    if meeting is None:
        return
    person = acting.participant.person
    zone, counted = person.zone, calendar(acting.said_at, person.zone, person.language)
    moved = moved_to(reading, counted, local(meeting.starts_at, zone).date(), person.name)
    if moved is None:
        return
    acting.meeting, acting.heard = meeting, True
    if moved.day and moved.at and not is_by_day(moved.at):
        _doubt_hour(acting, moved.at)
        return
    to = _instant(moved, meeting, zone)
    if to is None:
        acting.doubts.append(
            say(
                "Moved to which day? Reply with it, such as “{when}”; or with “{met}” if you met then.",
                when=say_as("reply", "Friday 17:00"),
                met=say_as("reply", "Met: Friday"),
            )
        )
    else:
        _kindly(acting, lambda: _say_moved(acting, meeting, to))


def _set_time(acting: Acting, meeting: Meeting, wished: Wish) -> None:
    assert wished.at is not None, "an hour is named"
    if not is_by_day(wished.at):
        _doubt_hour(acting, wished.at)
        return
    at = _instant(wished, meeting, acting.participant.person.zone)
    assert at is not None, "a day is named"
    _kindly(acting, lambda: _move(acting, meeting, at))


def _doubt_hour(acting: Acting, at: time) -> None:
    hour = tongue().clock(at)
    acting.doubts.append(say("Is {hour} meant? If so, an organizer can move the meeting there.", hour=hour))


def _move(acting: Acting, meeting: Meeting, at: datetime) -> None:
    was = meeting.starts_at
    moving.set_time(acting.db, meeting, at, acting.said.by, acting.now)
    _keep(acting, "moved", meeting.id)
    acting.noted.append(
        say(
            "Your circle meets {when}, instead of {was}. Everyone is told and asked again.",
            when=_when(acting, meeting, at),
            was=_when(acting, meeting, was),
        )
    )


def _say_moved(acting: Acting, meeting: Meeting, to: datetime) -> None:
    if moving.say_moved(acting.db, meeting, to, acting.said, acting.now):
        on = receipts.local_day(to, acting.participant.person.zone, acting.now)
        acting.noted.append(receipts.met_sentence(on, held=True))
        return
    _keep(acting, "moved", meeting.id)
    when = _when(acting, meeting, to)
    acting.noted.append(say("Your circle meets {when}. Everyone is told and asked again.", when=when))


def _ask(acting: Acting, meeting: Meeting, wished: datetime | None) -> None:
    poll = moving.ask(acting.db, meeting, acting.said.by, acting.now, wish=wished)
    if poll.state is PollState.EMPTY:
        acting.noted.append(
            say(
                "We found no other time at which two of you are free, so the meeting stays as it is, and an"
                " organizer sees that. Who hosts it can move it with a day and an hour, such as"
                " “{example}”.",
                example=say_as("reply", "Move Fri 17:00"),
            )
        )
        return
    _keep(acting, "polled", poll.id)
    acting.noted.append(
        say_n(
            "We ask your circle whether another time suits. You get that mail, too."
            " Answers are counted by {when}; till then the meeting stays as it is.",
            "We ask your circle which of {n} other times suit. You get that mail, too."
            " Answers are counted by {when}; till then the meeting stays as it is.",
            len(poll.slots),
            when=moment(poll.closes_at, acting.participant.person.zone),
        )
    )
    offered = {meeting.starts_at, *(slot.starts_at for slot in poll.slots)}
    if wished is not None and wished not in offered:
        acting.noted.append(
            say(
                "{when} is not among these times: it is too soon, more than two weeks from the time that"
                " stands, or too near to another meeting of your circle.",
                when=_when(acting, meeting, wished),
            )
        )


def _answer(acting: Acting, poll: Poll, slots: list[int]) -> None:
    moving.answer(acting.db, poll, acting.participant, slots, acting.said, acting.now)
    times = "; ".join(_when(acting, poll.meeting, slot.starts_at) for slot in poll.slots if slot.n in slots)
    if times:
        acting.noted.append(say("These times suit you: {times}.", times=times))
    else:
        acting.noted.append(say("None of the times suits you."))
    if poll.state is PollState.SETTLED:
        when = _when(acting, poll.meeting, poll.meeting.starts_at)
        acting.noted.append(say("Everyone has answered: you meet {when}.", when=when))
    elif poll.state is PollState.EMPTY:
        acting.noted.append(say("Everyone has answered, and no time suits enough of you: the meeting stays."))


def _ahead(acting: Acting) -> Meeting | None:
    """Give the meeting that a Move is about: the answered one if it is ahead, else the next."""
    meeting = acting.found.meeting
    if meeting and meeting.starts_at > acting.now and meeting.state is MeetingState.PLANNED:
        return meeting
    return attendance.upcoming(acting.found.circle.meetings, acting.now) if acting.found.circle else None


def _has_begun(acting: Acting) -> bool:
    """Tell whether the answered mail is about one meeting, and that is no more to be moved."""
    meeting = acting.found.meeting
    return acting.found.kind in OF_ONE_MEETING and meeting is not None and meeting.starts_at <= acting.now


def _instant(wished: Wish, meeting: Meeting, zone: str) -> datetime | None:
    """Give the instant that is wished for, at the meeting's hour where none is named."""
    if wished.day is None:
        return None
    return instant(wished.day, wished.at or local(meeting.starts_at, zone).time(), zone)


def _kindly(acting: Acting, act: Callable[[], None]) -> None:
    """Tell the writer where something can't be; it needs nobody else."""
    try:
        with acting.db.begin_nested():
            act()
    except CirclesError as refusal:
        acting.tell_not(say("Nothing has changed. {why}", why=refusal))


def _keep(acting: Acting, name: str, number: int) -> None:
    """Keep what an Undo needs."""
    acting.kept[name] = number


def _when(acting: Acting, meeting: Meeting, at: datetime) -> str:
    return show(at, meeting.minutes, acting.participant.person.zone)
