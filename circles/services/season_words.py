"""What somebody shared, answered and was offered while circles met: to show to them, and to erase.

Every table of circles/models/season.py stands here; tests/services/test_every_table.py finds what does not.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, delete, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from circles.db import WHOLE
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

Key = tuple[int, ...]
Row = TypeVar("Row")


def by(db: Session, wanted: Select[Row], *names: str) -> Mapping[Key, Sequence[Row]]:
    """Find rows and give them by what they belong to: the values of some attributes."""
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in db.scalars(wanted):
        found[tuple(getattr(row, name) for name in names)].append(row)
    return found


class SeasonWords:
    """What somebody shared, answered and was offered in all their seasons, found at once."""

    def __init__(self, db: Session, participants: Sequence[int], meetings: Sequence[int]) -> None:
        offers = select(SeatOffer).where(SeatOffer.participant_id.in_(participants)).order_by(SeatOffer.id)
        self._offers = by(db, offers.options(joinedload(SeatOffer.circle)), "participant_id")
        suggestions = select(Suggestion).where(_about(participants)).order_by(Suggestion.id)
        self._suggestions = db.scalars(suggestions.options(joinedload(Suggestion.membership))).all()
        notes = select(Note).where(Note.participant_id.in_(participants)).order_by(Note.id)
        self._notes = by(db, notes, "circle_id", "participant_id")
        polls = select(Poll).where(Poll.meeting_id.in_(meetings)).order_by(Poll.id)
        loaded = selectinload(Poll.slots, chunksize=WHOLE), selectinload(Poll.answers, chunksize=WHOLE)
        self._polls = by(db, polls.options(*loaded), "meeting_id")
        answers = select(SurveyAnswer).where(SurveyAnswer.participant_id.in_(participants))
        self._surveys = by(db, answers.order_by(SurveyAnswer.id), "meeting_id", "participant_id")

    def of_season(self, participant: Participant) -> dict[str, Any]:
        """Give the seats they were offered and what was suggested about their own."""
        return {
            "you_may_be_quoted": participant.may_quote,
            "seats_offered": [
                {
                    "circle": each.circle.name,
                    "why": each.why.replace("*", ""),
                    "state": each.state.value,
                    "at": each.offered_at,
                }
                for each in self._offers.get((participant.id,), ())
            ],
            "suggested_about_you": [
                {
                    "what": each.kind.value,
                    "why": each.why.replace("*", ""),
                    "state": each.state.value,
                    "at": each.made_at,
                }
                for each in self._suggestions
                if participant.id in _whom(each)
            ],
        }

    def of_circle(self, circle: Circle, participant: Participant) -> dict[str, Any]:
        """Give what they shared with a circle."""
        return {
            "shared": [
                {
                    "kind": each.kind.value,
                    "text": each.text,
                    "at": each.said_at,
                    "undone": each.void_by is not None,
                }
                for each in self._notes.get((circle.id, participant.id), ())
            ]
        }

    def of_meeting(self, meeting: Meeting, participant: Participant) -> dict[str, Any]:
        """Give which other times suited them, how they found the circle, and their words as its host."""
        polls = self._polls.get((meeting.id,), ())
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
                for each in self._surveys.get((meeting.id, participant.id), ())
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


def _whom(suggestion: Suggestion) -> set[int | None]:
    """Give whom something was suggested about: who would be taken in, or whose seat would be freed."""
    seat = suggestion.membership
    return {suggestion.participant_id, seat.participant_id if seat else None}


def _about(participants: Sequence[int]) -> ColumnElement[bool]:
    mine = select(Membership.id).where(Membership.participant_id.in_(participants))
    return or_(Suggestion.participant_id.in_(participants), Suggestion.membership_id.in_(mine))
