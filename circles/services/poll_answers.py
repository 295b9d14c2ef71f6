"""What members answered when they were asked for another time, and taking it back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from circles.db import row_or_none
from circles.domain.tongue import say, say_as
from circles.domain.words import MailKind, PollState
from circles.models import Incoming, Meeting, Membership, Outgoing, Participant, Poll, PollAnswer
from circles.services.lanes import REACHED


def running(db: Session, meetings: Collection[Meeting]) -> dict[int, Poll]:
    """Give by meeting the polls that run about the times that stand."""
    moves = {meeting.id: meeting.moves for meeting in meetings}
    asked = db.scalars(_RUNNING, {"meetings": moves})
    return {each.meeting_id: each for each in asked if each.moves == moves[each.meeting_id]}


_RUNNING = select(Poll).where(
    Poll.meeting_id.in_(bindparam("meetings", expanding=True)), Poll.state == PollState.OPEN
)


def runs_already() -> str:
    """Say to who wishes for another time that the circle is being asked for one."""
    return say(
        "Your circle is being asked for another time already."
        " The meeting stays as it is till the answers are counted."
    )


def standing(poll: Poll) -> Mapping[int, PollAnswer]:
    """Give the answer that stands by participant id: the latest said that was not taken back."""
    by_time = sorted((each for each in poll.answers if each.void_by is None), key=_said)
    return {each.participant_id: each for each in by_time}


def suits(poll: Poll) -> dict[int, int]:
    """Count by slot number whom it suits, of those who are in the circle and on no break then."""
    suited = whom(poll)
    return {slot.n: len(suited[slot.n]) for slot in poll.slots}


def whom(poll: Poll) -> dict[int, list[Participant]]:
    """Give by slot number whom it suits, of those who are in the circle and on no break then."""
    chosen = standing(poll)
    there = [each.participant for each in poll.meeting.circle.members if each.participant_id in chosen]
    return {
        slot.n: [
            each
            for each in there
            if slot.n in chosen[each.id].slots
            and (each.paused_until is None or each.paused_until <= slot.starts_at)
        ]
        for slot in poll.slots
    }


def was_asked(db: Session, poll: Poll, cause: str) -> bool:
    """Tell whether a poll is why nothing is asked by itself for a cause; none is that ended unheard."""
    if poll.state is PollState.WITHDRAWN:
        return poll.asked_by == cause and was_heard(db, poll)
    return poll.state is PollState.OPEN or poll.opened_itself


def was_heard(db: Session, poll: Poll) -> bool:
    """Tell whether anybody has, or is about to have, the mail that asks."""
    mails = (
        select(Outgoing.id)
        .where(Outgoing.kind == MailKind.MOVE_POLL, Outgoing.about == f"poll:{poll.id}")
        .where(Outgoing.state.in_(REACHED))
    )
    return db.scalars(mails.limit(1)).first() is not None


def are_all_in() -> ColumnElement[bool]:
    """Tell of a poll whether all who take part at the instant `now` have answered, and anybody has."""
    counts = and_(PollAnswer.poll_id == Poll.id, PollAnswer.void_by.is_(None))
    answered = exists().where(counts, PollAnswer.participant_id == Participant.id)
    missing = (
        select(Membership.id)
        .join(Participant, Membership.participant_id == Participant.id)
        .join(Meeting, Meeting.circle_id == Membership.circle_id)
        .where(
            Meeting.id == Poll.meeting_id,
            Membership.left_at.is_(None),
            or_(Participant.paused_until.is_(None), Participant.paused_until <= bindparam("now")),
            ~answered.correlate(Poll, Participant),
        )
        .correlate(Poll)
    )
    return and_(exists().where(counts), ~missing.exists())


def over(poll: Poll, now: datetime) -> str:
    """Say why answers to a poll count no more; "" while they do."""
    if poll.has_given_way:
        return say("Your circle was asked anew since: the times, and numbers, of the newer mail count.")
    match poll.state:
        case PollState.SETTLED:
            return say("The answers were counted already, and the meeting has moved.")
        case PollState.EMPTY if poll.meeting.starts_at <= now:
            return say("The meeting has been, so there is nothing left to choose.")
        case PollState.EMPTY:
            return say("The answers were counted already, and the meeting stays as it is.")
        case PollState.WITHDRAWN:
            return say("Another time is no longer looked for.")
        case _:
            return ""


def undo(db: Session, incoming: Incoming, by: str) -> list[str]:
    """Take back what a mail said about other times, while that still matters; say what, in sentences."""
    said: list[str] = []
    for answer in _of(db, incoming):
        answer.void_by = by
        name = answer.participant.person.name
        said.append(say("{name}'s answer about other times no longer counts.", name=name))
    poll = _asked(db, incoming)
    if poll is not None:
        poll.state = PollState.WITHDRAWN
        said.append(say("Your circle is no longer asked for another time; the meeting stays as it is."))
    return said


def moved_stays(incoming: Incoming) -> list[str]:
    """Say once of a mail that moved a meeting that no Undo moves it back, and what does."""
    if not has_moved(incoming):
        return []
    incoming.outcome = {**incoming.outcome, "moved": None}
    return [
        say(
            "A meeting that has moved stays there. “{move}” with a day and an hour moves it again.",
            move=say_as("reply", "Move"),
        )
    ]


def stands(db: Session, incoming: Incoming) -> bool:
    """Tell whether anything that a mail said about other times can still be taken back."""
    return bool(_of(db, incoming)) or _asked(db, incoming) is not None


def has_moved(incoming: Incoming) -> bool:
    """Tell whether a mail moved a meeting, of which no Undo has said yet that it stays there."""
    return bool(incoming.outcome.get("moved"))


def _of(db: Session, incoming: Incoming) -> Sequence[PollAnswer]:
    return db.scalars(_OF_INCOMING, {"incoming": incoming.id}).all()


_OF_INCOMING = (
    select(PollAnswer)
    .join(Poll, PollAnswer.poll_id == Poll.id)
    .where(PollAnswer.incoming_id == bindparam("incoming"), PollAnswer.void_by.is_(None))
    .where(Poll.state == PollState.OPEN)
)


def _asked(db: Session, incoming: Incoming) -> Poll | None:
    """Give the poll that a mail opened, while it is open."""
    poll = row_or_none(db, Poll, incoming.outcome.get("polled"))
    return poll if poll is not None and poll.state is PollState.OPEN else None


def _said(answer: PollAnswer) -> tuple[datetime, int]:
    return answer.said_at, answer.id
