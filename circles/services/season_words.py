"""What somebody shared, answered and was offered while circles met: to show to them, and to erase.

Every table of circles/models/season.py stands here; tests/services/test_every_table.py finds what does not.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, or_, select, update
from sqlalchemy.orm import Session

from circles.models import (
    Circle,
    Meeting,
    Membership,
    Note,
    Participant,
    Person,
    Poll,
    PollAnswer,
    SeatOffer,
    Suggestion,
    SurveyAnswer,
)
from circles.services import guides


def of_season(db: Session, participant: Participant) -> dict[str, Any]:
    """Give the seats they were offered and what was suggested about their own."""
    offers = select(SeatOffer).where(SeatOffer.participant_id == participant.id).order_by(SeatOffer.id)
    suggestions = select(Suggestion).where(_about([participant.id])).order_by(Suggestion.id)
    return {
        "you_may_be_quoted": participant.may_quote,
        "seats_offered": [
            {
                "circle": each.circle.name,
                "why": each.why.replace("*", ""),
                "state": each.state.value,
                "at": each.offered_at,
            }
            for each in db.scalars(offers)
        ],
        "suggested_about_you": [
            {
                "what": each.kind.value,
                "why": each.why.replace("*", ""),
                "state": each.state.value,
                "at": each.made_at,
            }
            for each in db.scalars(suggestions)
        ],
    }


def of_circle(db: Session, circle: Circle, participant: Participant) -> dict[str, Any]:
    """Give what they shared with a circle."""
    theirs = (Note.circle_id == circle.id, Note.participant_id == participant.id)
    return {
        "shared": [
            {
                "kind": each.kind.value,
                "text": each.text,
                "at": each.said_at,
                "undone": each.void_by is not None,
            }
            for each in db.scalars(select(Note).where(*theirs).order_by(Note.id))
        ]
    }


def of_meeting(db: Session, meeting: Meeting, participant: Participant) -> dict[str, Any]:
    """Give which other times suited them, how they found the circle, and their words as its host."""
    polled = select(Poll).where(Poll.meeting_id == meeting.id).order_by(Poll.id)
    polls = db.scalars(polled).all()
    found = select(SurveyAnswer).where(
        SurveyAnswer.meeting_id == meeting.id, SurveyAnswer.participant_id == participant.id
    )
    return {
        "your_words_on_the_topic": guides.made_by(meeting, participant.person_id),
        "asked_for_another_time": [
            {"why": poll.reason, "at": poll.opened_at}
            for poll in polls
            if poll.asked_by == f"person:{participant.person_id}"
        ],
        "times_that_suit": [
            {
                "times": [slot.starts_at for slot in poll.slots if slot.n in answer.slots],
                "at": answer.said_at,
                "undone": answer.void_by is not None,
            }
            for poll in polls
            for answer in poll.answers
            if answer.participant_id == participant.id
        ],
        "how_you_find_the_circle": [
            {
                "score": each.score,
                "line": each.line,
                "at": each.said_at,
                "undone": each.void_by is not None,
            }
            for each in db.scalars(found.order_by(SurveyAnswer.id))
        ],
    }


def erase(db: Session, person: Person) -> None:
    """Delete all of it; of a poll stays that it was, and of a score that somebody gave it."""
    participants = [each.id for each in person.participations]
    db.execute(delete(Note).where(Note.participant_id.in_(participants)))
    db.execute(delete(PollAnswer).where(PollAnswer.participant_id.in_(participants)))
    db.execute(update(Poll).where(Poll.asked_by == f"person:{person.id}").values(reason=""))
    db.execute(update(SurveyAnswer).where(SurveyAnswer.participant_id.in_(participants)).values(line=""))
    for meeting in db.scalars(select(Meeting).where(Meeting.circle_id.in_(_circles_of(participants)))):
        if guides.made_by(meeting, person.id) is not None:
            meeting.guide = None
    db.execute(update(SeatOffer).where(SeatOffer.participant_id.in_(participants)).values(why=""))
    suggested = _about(participants)
    db.execute(update(Suggestion).where(suggested).values(why=""))
    person.waits_since = None


def _circles_of(participants: Sequence[int]) -> Select[int]:
    return select(Membership.circle_id).where(Membership.participant_id.in_(participants))


def _about(participants: Sequence[int]) -> ColumnElement[bool]:
    mine = select(Membership.id).where(Membership.participant_id.in_(participants))
    return or_(Suggestion.participant_id.in_(participants), Suggestion.membership_id.in_(mine))
