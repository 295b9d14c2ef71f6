"""Moving a meeting: its circle is asked by mail which other time suits, and the best one is set.

    ask             a member or an organizer wishes for another time
    ask_by_itself   who hosts, or most of those who take part, can't come (circles/services/cant_come.py)
    answer          the times that suit somebody, by number; the latest said counts
    settle          all who take part have answered, or the poll closes: the meeting moves, or stays as it is
                    (circles/services/counting.py)
    move            by whomever: its host hands it on who is on a break at the new hour

One question about a meeting is open at a time. One that was taken back, or found nothing, can be asked anew;
by itself it opens once for each time. A meeting that moves or is called off otherwise ends the question
(circles/services/meetings.py). One that is not moved though its host can't come goes on to the next host.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import Session

from circles.domain.cadence import local, next_allowed
from circles.domain.causes import Cause
from circles.domain.kindness import news_leaves
from circles.domain.statement import Said
from circles.domain.tongue import listed, say, say_as, speaking
from circles.domain.wording import day as show_day
from circles.domain.words import MeetingState, PollState
from circles.errors import Invalid, NotAllowed
from circles.models import Meeting, Participant, Poll, PollAnswer, PollSlot
from circles.services import attendance, counting, hosting, in_turn, inbox, meetings, openings, poll_answers
from circles.services.audit import note
from circles.services.counting import LATEST

ASKED_FOR = timedelta(days=3)
"""How long a circle is asked, from the hour at which the mails leave."""
CLOSES_BEFORE = timedelta(hours=4)
"""How long before the time that stands the answers are counted at the latest."""
TIME_TO_ANSWER = timedelta(hours=8)
"""With less than this nobody is asked."""
NOTICE = timedelta(days=1)
"""How long after the count a new time begins at the earliest."""
MOVED_BY = timedelta(days=42)
"""How far from its hour people tell that a meeting was, or will be."""


def ask(
    db: Session,
    meeting: Meeting,
    by: str,
    now: datetime,
    *,
    reason: str = "",
    wish: datetime | None = None,
) -> Poll:
    """Ask a circle for another time, `wish` among those offered; the poll is EMPTY where nobody could come.

    `by` is `person:4` or `organizer:2`. Raises NotAllowed where it is too late, or they are being asked, and
    Invalid for a wish that stands, or is not between the circle's meetings before and after.
    """
    in_turn.hold(db, meeting)
    if why := refusal(db, meeting, now):
        raise NotAllowed(why)
    if wish is not None:
        openings.keep_order(db, meeting, wish, by, now)
    return _open(db, meeting, by, now, _closes_at(meeting, now), reason, wish)


def refusal(db: Session, meeting: Meeting, now: datetime) -> str:
    """Say why a circle can't be asked about a meeting, and what else can be done; "" where it can."""
    try:
        meetings.must_be_ahead(meeting, now)
    except NotAllowed as over:
        return str(over)
    if poll_answers.running(db, [meeting]):
        return poll_answers.runs_already()
    return _too_late() if _closes_at(meeting, now) is None else ""


def _too_late() -> str:
    return say(
        "It is too late to ask everyone for another time. Who hosts the meeting can still move it with a day"
        " and an hour, such as “{move}”, and an organizer can call it off. “{circle}” tells all of you"
        " something at once.",
        move=say_as("reply", "Move Fri 17:00"),
        circle=say_as("reply", "Circle: ..."),
    )


def ask_by_itself(db: Session, meeting: Meeting, cause: str, now: datetime) -> Poll | None:
    """Ask a circle for a cause, without anybody's wish; None where it is, or was, asked about this time."""
    about_it = db.scalars(select(Poll).where(Poll.meeting_id == meeting.id))
    asked = [poll for poll in about_it if poll.after_moves == meeting.moves]
    if any(poll_answers.was_asked(db, poll, cause) for poll in asked):
        return None
    return _open(db, meeting, cause, now, _closes_at(meeting, now), "", None)


def poll_of(db: Session, meeting: Meeting) -> Poll | None:
    """Give the latest poll about the time that stands, if there was one."""
    about = select(Poll).where(Poll.meeting_id == meeting.id, Poll.moves == meeting.moves)
    return db.scalars(about).one_or_none()


def answer(
    db: Session, poll: Poll, participant: Participant, slots: Collection[int], said: Said, now: datetime
) -> PollAnswer:
    """Record which times suit a member, none where there are no `slots`; who answers last moves the meeting.

    Raises NotAllowed once it is over, Invalid for a number that was not offered.
    """
    _hold(db, poll)
    if poll.state is not PollState.OPEN:
        raise NotAllowed(poll_answers.over(poll, now))
    unknown = set(slots) - {slot.n for slot in poll.slots}
    if unknown:
        numbers = listed([str(n) for n in sorted(unknown)])
        most = len(poll.slots)
        raise Invalid(
            say("Only 1 to {most} were offered, not {numbers}.", most=most, numbers=numbers), field="slots"
        )
    event = PollAnswer(
        participant=participant,
        slots=sorted(set(slots)),
        source=said.source,
        said_by=said.by,
        incoming_id=said.incoming_id,
        said_at=said.at,
    )
    poll.answers.append(event)
    db.flush()
    missing = {member.participant_id for member in openings.asked(poll.meeting.circle, now)}
    if not missing - poll_answers.standing(poll).keys():
        settle(db, poll, now)
    return event


def settle(db: Session, poll: Poll, now: datetime) -> None:
    """Count the answers, once: move the meeting to the time that suits most, or leave it as it is."""
    meeting = poll.meeting
    _hold(db, poll)
    if poll.state is not PollState.OPEN:
        return
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now or is_moot(db, poll):
        poll.state = PollState.WITHDRAWN
        return
    best = counting.best(db, poll, now)
    if best is None:
        poll.state = PollState.EMPTY
        _note(db, meeting, "circles", "found no other time that suits enough of them", now)
        if not hosting.most_cant_come(meeting, hosting.noes(db, meeting)):  # else an organizer decides
            hosting.relieve(db, meeting, now)
        return
    poll.state, (slot, why) = PollState.SETTLED, best
    move(db, meeting, slot.starts_at, "circles", why, now)


def is_moot(db: Session, poll: Poll) -> bool:
    """Tell whether a circle was asked for its host's sake, and who hosts by now can come."""
    return poll.for_host is not None and not hosting.lacks_host(db, poll.meeting)


def settle_due(db: Session, now: datetime) -> int:
    """Settle the polls that have closed, or that wait for nobody; give how many.

    Who has not answered may have left, or be on a break. Answers that came in time are read first, while the
    meeting is not near. Two clocks at once wait for each other.
    """
    when = {"now": now, "awaited_since": now - inbox.AWAITED, "soon": now + 2 * LATEST}
    polls = db.scalars(_COUNTABLE, when).all()
    in_turn.hold_circles(db, [poll.meeting.circle_id for poll in polls])
    for poll in polls:
        settle(db, poll, now)
    return len(polls)


_OPEN = Poll.state == PollState.OPEN
_MEETS_SOON = exists().where(Meeting.id == Poll.meeting_id, Meeting.starts_at <= bindparam("soon"))
_CLOSED = and_(Poll.closes_at <= bindparam("now"), ~inbox.waits_from_before(Poll.closes_at) | _MEETS_SOON)
_COUNTABLE = select(Poll).where(_OPEN, _CLOSED | poll_answers.are_all_in()).order_by(Poll.id)
_NEXT_CLOSING = select(func.min(Poll.closes_at)).where(_OPEN, Poll.closes_at > bindparam("now"))


def next_closing(db: Session, now: datetime) -> datetime | None:
    """Give when the next poll closes."""
    return db.scalar(_NEXT_CLOSING, {"now": now})


def set_time(db: Session, meeting: Meeting, starts_at: datetime, who: str, now: datetime) -> None:
    """Move a meeting as its host says; raises NotAllowed or Invalid where it is too late, or no such time."""
    if now > meeting.starts_at - LATEST or starts_at < now + LATEST:
        raise NotAllowed(
            say(
                "Everyone should hear of it an hour before, and calendars are slow: it is too late for that"
                " move. “{circle}” tells all of you something at once.",
                circle=say_as("reply", "Circle: ..."),
            )
        )
    move(db, meeting, starts_at, who, "", now)


def move(
    db: Session, meeting: Meeting, starts_at: datetime, who: str, reason: str | Cause, now: datetime
) -> None:
    """Move a meeting, or put it off once its hour is over; it goes on where its host is on a break then."""
    change = meetings.put_off if meeting.starts_at <= now else meetings.reschedule
    change(db, meeting, starts_at, who, reason, now)
    hosting.reassign(db, meeting.circle, now)


def say_moved(db: Session, meeting: Meeting, to: datetime, said: Said, now: datetime) -> bool:
    """Record where a meeting whose hour is over was moved to, as one of its circle says; tell whether it was.

    At a time that is past it was held; to one that comes it is put off, and everyone is told and asked again.
    Raises NotAllowed where more is known already, Invalid for a time that can't be.
    """
    if abs(to - meeting.starts_at) > MOVED_BY:
        raise Invalid(
            say("That is more than {days} days from when it was to be.", days=MOVED_BY.days), field="day"
        )
    if to <= now:
        attendance.say_held(db, meeting, said, now, held=True)
        day = local(to, meeting.circle.zone).date()
        if day != local(meeting.starts_at, meeting.circle.zone).date():
            with speaking("en"):
                _note(db, meeting, said.by, f"said that they met on {show_day(day)}", now)
        return True
    if to < now + LATEST:
        raise Invalid(say("That is less than an hour away, too soon for calendars to follow."), field="day")
    move(db, meeting, to, said.by, "", now)
    return False


# --- Counting ---


def _open(
    db: Session,
    meeting: Meeting,
    by: str,
    now: datetime,
    closes_at: datetime | None,
    reason: str,
    wish: datetime | None,
) -> Poll:
    starts = openings.starts(db, meeting, closes_at + NOTICE, now, wish) if closes_at is not None else []
    before = poll_of(db, meeting)
    if before is not None:
        before.give_way()
        db.flush()
    poll = Poll(
        meeting=meeting,
        moves=meeting.moves,
        asked_by=by,
        reason=reason,
        state=PollState.OPEN if starts else PollState.EMPTY,
        opened_at=now,
        closes_at=closes_at or now,
        slots=[PollSlot(n=n, starts_at=at) for n, at in enumerate(starts, 1)],
    )
    db.add(poll)
    db.flush()
    what = "asked the circle for another time" if starts else "asked for another time; none could be offered"
    _note(db, meeting, "circles" if poll.opened_itself else by, what, now)
    return poll


def _closes_at(meeting: Meeting, now: datetime) -> datetime | None:
    """Give when answers are counted, and everyone may be told; None where too few hours are left to ask."""
    leaves = next_allowed(now, meeting.circle.zone)
    told = news_leaves(leaves + ASKED_FOR, meeting.starts_at, meeting.circle.zone)
    closes_at = min(told, meeting.starts_at - CLOSES_BEFORE)
    return closes_at if closes_at - leaves >= TIME_TO_ANSWER else None


def _hold(db: Session, poll: Poll) -> None:
    """Wait for whoever answers, counts or moves the meeting; its row is always locked first."""
    in_turn.hold(db, poll.meeting)
    db.refresh(poll, with_for_update={"key_share": True})


def _note(db: Session, meeting: Meeting, who: str, what: str, now: datetime) -> None:
    note(db, meeting.circle.season.program_id, who, f"meeting:{meeting.id}", what, now)
