"""Undo: void, by new facts, everything recorded from one mail."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session

from circles.db import row_or_none
from circles.domain.tongue import say
from circles.domain.words import Attendance, FollowUpState, ProposalState, Rsvp
from circles.models import (
    AttendanceEvent,
    Circle,
    FollowUp,
    FollowUpEvent,
    HeldEvent,
    Incoming,
    Meeting,
    Membership,
    Note,
    Proposal,
    RsvpEvent,
    SurveyAnswer,
)
from circles.services import (
    break_undo,
    cant_come,
    current,
    inbox,
    meetings,
    notes,
    poll_answers,
    proposals,
    receipts,
    seat_undo,
    shaping,
    steps,
    swaps,
)
from circles.services.attendance import settle_state

FOR_GOOD = "for_good"
"""What a mail keeps that did what no Undo takes back: "joined", "declined" or "settled"."""

Row = TypeVar("Row", RsvpEvent, AttendanceEvent, HeldEvent, FollowUpEvent, FollowUp, SurveyAnswer)


def undo(db: Session, incoming: Incoming, by: str, now: datetime) -> list[str]:
    """Void what a mail recorded and say what, in sentences; empty when nothing is left to undo.

    What an Undo comes too late for is said by a `TooLate` among them.
    `by` is `incoming:88` or `organizer:2`. A follow-up's later change stands; mails sent are not recalled.
    """
    if incoming.person is not None:
        current.hold(db, incoming.person)
    said: list[str] = []
    told_of, answered = set[Meeting](), set[Meeting]()
    for answer in _standing(db, RsvpEvent, incoming):
        answer.void_by = by
        answered.add(answer.meeting)
        said.append(_answer_gone(answer))
        said += cant_come.came_of(db, answer, now) if answer.value is Rsvp.NO else []
    for event in _standing(db, AttendanceEvent, incoming):
        event.void_by = by
        told_of.add(event.meeting)
        name = event.participant.person.name
        if event.value is Attendance.CAME:
            said.append(say("That {name} came no longer counts.", name=name))
        else:
            said.append(say("That {name} missed no longer counts.", name=name))
    for held in _standing(db, HeldEvent, incoming):
        held.void_by = by
        told_of.add(held.meeting)
        if held.held:
            said.append(say("That the circle met no longer counts."))
        else:
            said.append(say("That the circle did not meet no longer counts."))
    said += _undo_follow_ups(db, incoming, by, now)
    said += _undo_words(db, incoming, by)
    said += _undo_introduction(db, incoming)
    said += _undo_place(db, incoming, by, now)
    said += _undo_proposal(db, incoming)
    said += break_undo.undo(db, incoming, by, now)
    said += shaping.undo(db, incoming, by, now)
    said += _undo_notes(db, incoming, by)
    said += swaps.undo(db, incoming, now)
    said += seat_undo.undo(db, incoming, now)
    said += poll_answers.undo(db, incoming, by)
    db.flush()
    for meeting in told_of:
        settle_state(db, meeting)
    by_id = sorted(answered, key=lambda each: each.id)  # whoever locks several does so in one order
    said += [each for meeting in by_id for each in cant_come.heed(db, meeting, now).said]
    return said


def _answer_gone(answer: RsvpEvent) -> str:
    name = answer.participant.person.name
    match answer.value:
        case Rsvp.YES:
            return say("{name}'s answer “yes” no longer counts.", name=name)
        case Rsvp.NO:
            return say("{name}'s answer “no” no longer counts.", name=name)
        case Rsvp.MAYBE:
            return say("{name}'s answer “maybe” no longer counts.", name=name)


def _undo_follow_ups(db: Session, incoming: Incoming, by: str, now: datetime) -> list[str]:
    said: list[str] = []
    for change in _standing(db, FollowUpEvent, incoming):
        change.void_by = by
        db.flush()
        follow_up, was = change.follow_up, (change.follow_up.state, change.follow_up.due)
        follow_up.state, follow_up.due = _as_it_stands(db, follow_up)
        changed = (follow_up.state, follow_up.due) != was
        said.append(_as_before(follow_up, now) if changed else _as_it_is(follow_up))
    for follow_up in _standing(db, FollowUp, incoming):
        follow_up.void_by = by
        said.append(say("“{text}” is no longer a follow-up.", text=follow_up.text))
    return said


def _as_before(follow_up: FollowUp, now: datetime) -> str:
    text, due = follow_up.text, receipts.day(follow_up.due, now.date()) if follow_up.due else ""
    match follow_up.state, bool(due):
        case FollowUpState.OPEN, True:
            return say("“{text}” is open again, due {day}.", text=text, day=due)
        case FollowUpState.OPEN, False:
            return say("“{text}” is open again.", text=text)
        case FollowUpState.DONE, _:
            return say("“{text}” is done again.", text=text)
        case _:
            return say("“{text}” is dropped again.", text=text)


def _as_it_is(follow_up: FollowUp) -> str:
    """Say of a follow-up that the same, or something newer, was said of it elsewhere, too."""
    if follow_up.state is FollowUpState.DONE:
        return say("“{text}” is still done: that was not said in that mail alone.", text=follow_up.text)
    return say("“{text}” stays as it is: more was said of it than in that mail.", text=follow_up.text)


def _as_it_stands(db: Session, follow_up: FollowUp) -> tuple[FollowUpState, date | None]:
    """Give what the changes not undone have made of a follow-up, or else what it was at first."""
    changes = db.scalars(
        select(FollowUpEvent).where(FollowUpEvent.follow_up_id == follow_up.id).order_by(FollowUpEvent.id)
    ).all()
    standing = [change for change in changes if change.void_by is None]
    if standing:
        return standing[-1].state, standing[-1].due
    return changes[0].was_state, changes[0].was_due


def _undo_words(db: Session, incoming: Incoming, by: str) -> list[str]:
    said: list[str] = []
    for answer in _standing(db, SurveyAnswer, incoming):
        answer.void_by = by
        circle = answer.meeting.circle.name
        said.append(
            say("Your {score} of 5 for {circle} no longer counts.", score=answer.score, circle=circle)
        )
    return said


def _undo_place(db: Session, incoming: Incoming, by: str, now: datetime) -> list[str]:
    circle = _placed(db, incoming)
    if circle is None:
        return []
    place = incoming.outcome["placed"][1]
    incoming.outcome = {**incoming.outcome, "placed": None}
    meetings.set_place(db, circle, place, by, now)
    if place:
        return [say("Your circle meets here again: {place}", place=place)]
    return [say("The place of your circle is open again.")]


def _placed(db: Session, incoming: Incoming) -> Circle | None:
    """Give the circle whose place a mail set, while that place stands."""
    match incoming.outcome.get("placed"):
        case [circle_id, _, place] if (circle := db.get(Circle, circle_id)) and circle.place == place:
            return circle
    return None


def _undo_introduction(db: Session, incoming: Incoming) -> list[str]:
    membership = _introduced(db, incoming)
    if membership is None:
        return []
    incoming.outcome = {**incoming.outcome, "introduced": None}
    membership.intro = ""
    return [say("The line about yourself is no longer shared.")]


def _introduced(db: Session, incoming: Incoming) -> Membership | None:
    """Give the membership whose line about oneself a mail holds, while that line stands."""
    match incoming.outcome.get("introduced"):
        case [membership_id, line] if (found := db.get(Membership, membership_id)) and found.intro == line:
            return found
    return None


def _undo_notes(db: Session, incoming: Incoming, by: str) -> list[str]:
    shared = notes.of_incoming(db, incoming)
    for note in shared:
        notes.void(db, note, by)
    return [notes.undone(note) for note in shared]


def _undo_proposal(db: Session, incoming: Incoming) -> list[str]:
    proposal = _proposed(db, incoming)
    if proposal is None:
        return []
    proposals.withdraw(db, proposal)
    return [say("You no longer propose another time.")]


def _proposed(db: Session, incoming: Incoming) -> Proposal | None:
    """Give what a mail proposed, while that waits to be taken or dismissed."""
    proposal = row_or_none(db, Proposal, incoming.outcome.get("proposal"))
    return proposal if proposal is not None and proposal.state is ProposalState.OPEN else None


def meant(
    db: Session, person_id: int, now: datetime, *, but: int | None = None
) -> Incoming | steps.Taken | None:
    """Give what an Undo is about: what somebody did last by mail, `but` that one, or else on a page.

    That is within seven days, and no mail that came before the last step taken, by mail or page.
    """
    recent = db.scalars(
        select(Incoming)
        .where(
            Incoming.person_id == person_id,
            Incoming.received_at >= now - steps.WITHIN,
            Incoming.id != (but or 0),
        )
        .order_by(Incoming.received_at.desc(), Incoming.id.desc())
    ).all()
    last = steps.last(db, person_id, now)
    since = _since(last, recent) if last is not None else None
    for each in recent:
        if since is not None and each.received_at < since:
            break
        if each.outcome.get(FOR_GOOD) or has_record(db, each) or poll_answers.has_moved(each):
            return each
    return last


def _since(last: steps.Taken, mails: Sequence[Incoming]) -> datetime:
    """Give when the mail came that took a step as it was read, or else the instant after its press."""
    at = last.step.at
    took_it = (each.received_at for each in mails if each.outcome.get(inbox.READ_AT) == at.isoformat())
    return min(took_it, default=at + timedelta.resolution)


def has_record(db: Session, incoming: Incoming) -> bool:
    """Tell whether an Undo would take anything back: whether anything recorded from a mail still stands."""
    return bool(
        db.scalar(_ANY_STANDING, {"incoming": incoming.id})
        or _introduced(db, incoming)
        or _placed(db, incoming)
        or break_undo.of(db, incoming)
        or _proposed(db, incoming)
        or shaping.standing(db, incoming)
        or swaps.stands(db, incoming)
        or seat_undo.stands(db, incoming)
        or poll_answers.stands(db, incoming)
    )


_RECORDED = (RsvpEvent, AttendanceEvent, HeldEvent, FollowUpEvent, FollowUp, SurveyAnswer, Note)
_ANY_STANDING = select(
    or_(
        *(
            exists().where(table.incoming_id == bindparam("incoming"), table.void_by.is_(None))
            for table in _RECORDED
        )
    )
)


def _standing(db: Session, table: type[Row], incoming: Incoming) -> Sequence[Row]:
    return db.scalars(
        select(table)
        .where(table.incoming_id == incoming.id, table.void_by.is_(None))
        .order_by(table.id.desc())
    ).all()
