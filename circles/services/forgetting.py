"""What is forgotten of a season that is anonymised, in the order in which it is found.

Each step changes or deletes so many rows at most and gives how many it found; none is left when that is
fewer. The mails come first: what they name is deleted after them.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, delete, literal, or_, select, union, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import CompoundSelect

from circles.domain.words import IncomingState, ParticipantState, SeasonState
from circles.models import (
    AttendanceEvent,
    Audit,
    Board,
    Circle,
    FollowUp,
    FollowUpEvent,
    HeldEvent,
    Import,
    Incoming,
    Job,
    Meeting,
    Membership,
    Note,
    Outgoing,
    Pair,
    Participant,
    Poll,
    PollAnswer,
    PollSlot,
    Proposal,
    RsvpEvent,
    Season,
    SeatOffer,
    Suggestion,
    SurveyAnswer,
    Table,
)
from circles.services import outbox, retention, season_rows

NEVER_IN = (ParticipantState.INVITED, ParticipantState.UNCONFIRMED)
Forget = Callable[[Session, int], int]


def forgets(season: Season) -> Iterator[Forget]:
    """Give the steps for one season."""
    yield from _mails(season)
    yield from _organizers_work(season)
    yield from _circles(season)
    yield from _people(season)


def _mails(season: Season) -> Iterator[Forget]:
    ours = _received(season)
    about = _named("incoming", select(Incoming.id).where(ours))
    sent = or_(
        Outgoing.about.in_(season_rows.named(season)),
        Outgoing.about.in_(about),
        Outgoing.to.in_(_named("person", _only_here(season))),
    )
    left = Outgoing.state.not_in(outbox.BLOCKING)
    yield _blank(Outgoing, sent & left, raw=None, shown=[], error="")
    yield _blank(Incoming, ours & (Incoming.state == IncomingState.REVIEW), state=IncomingState.READ)
    read = ours & (Incoming.state != IncomingState.STORED)
    words = {"sender": "", "subject": "", "message_id": "", "envelope": {}, "outcome": {}}
    yield _blank(Incoming, read, raw=None, **words)


def _organizers_work(season: Season) -> Iterator[Forget]:
    """Forget who did what, what was uploaded and tried, who was to be together or apart."""
    names = season_rows.named(season)
    participants = _named("participant", season_rows.participants(season))
    yield _delete(Audit, or_(Audit.about.in_(names), Audit.about.in_(participants)))
    uploads = select(Import.id).where(Import.season_id == season.id)
    yield _delete(Job, or_(Job.about == f"season:{season.id}", Job.about.in_(_named("import", uploads))))
    yield _blank(Import, Import.season_id == season.id, raw=None, result={})
    yield _delete(Board, Board.season_id == season.id)
    yield _delete(Pair, Pair.season_id == season.id)


def _circles(season: Season) -> Iterator[Forget]:
    circles, meetings = season_rows.circles(season), season_rows.meetings(season)
    of_circle, of_meeting = Meeting.circle_id.in_(circles), Poll.meeting_id.in_(meetings)
    yield _blank(Circle, Circle.season_id == season.id, why="", place="", hours=[], warnings=[])
    yield _blank(Meeting, of_circle, reason="", cause=None, guide=None)
    yield _blank(Membership, Membership.circle_id.in_(circles), intro="", why="")
    promised = FollowUp.circle_id.in_(circles)
    yield _blank(FollowUp, promised, text=FollowUp.NOT_KEPT, due=None, span_from=None, span_to=None)
    changed = FollowUpEvent.follow_up_id.in_(season_rows.follow_ups(season))
    yield _blank(FollowUpEvent, changed, due=None, was_due=None)
    yield _blank(Poll, of_meeting, reason="")
    yield _delete(PollAnswer, PollAnswer.poll_id.in_(season_rows.polls(season)))
    yield _delete(PollSlot, PollSlot.poll_id.in_(season_rows.polls(season)))
    yield _blank(SurveyAnswer, SurveyAnswer.meeting_id.in_(meetings), line="")
    yield _delete(Note, Note.circle_id.in_(circles))
    yield _delete(Proposal, Proposal.meeting_id.in_(meetings))
    yield _delete(SeatOffer, SeatOffer.circle_id.in_(circles))
    yield _delete(Suggestion, or_(Suggestion.circle_id.in_(circles), Suggestion.into_id.in_(circles)))


def _people(season: Season) -> Iterator[Forget]:
    """Forget their wishes; those who never said yes go altogether."""
    here = Participant.season_id == season.id
    wishes = {"availability": "", "hopes": "", "needs": ""}
    of_ours = {"enrolled_by": "", "may_quote": False, "paused_until": None, "feed_since": None}
    yield _blank(Participant, here, topics=[], attributes={}, wait={}, **wishes, **of_ours)

    def forget(db: Session, most: int) -> int:
        never_in = select(Participant).where(here, Participant.state.in_(NEVER_IN)).limit(most)
        found = db.scalars(never_in).all()
        for participant in found:
            retention.forget(db, participant)
        return len(found)

    yield forget


# --- Which ---


def _received(season: Season) -> ColumnElement[bool]:
    """Select the mails that are about the season, and all of those who are in no other that is kept."""
    answers = select(Outgoing.id).where(Outgoing.about.in_(season_rows.named(season)))
    return or_(
        Incoming.answers_id.in_(answers),
        Incoming.id.in_(_sources(season)),
        Incoming.outcome["meeting"].as_integer().in_(season_rows.meetings(season)),
        Incoming.person_id.in_(_only_here(season)),
    )


def _sources(season: Season) -> CompoundSelect[int]:
    """Select the mails from which something was recorded."""
    meetings, circles = season_rows.meetings(season), season_rows.circles(season)
    of_meeting = (RsvpEvent, AttendanceEvent, HeldEvent, SurveyAnswer)
    return union(
        *(select(table.incoming_id).where(table.meeting_id.in_(meetings)) for table in of_meeting),
        *(select(table.incoming_id).where(table.circle_id.in_(circles)) for table in (FollowUp, Note)),
        select(PollAnswer.incoming_id).where(PollAnswer.poll_id.in_(season_rows.polls(season))),
    )


def _only_here(season: Season) -> Select[int]:
    """Select the people of a season who are in no other one that is kept."""
    elsewhere = (
        select(Participant.person_id)
        .join(Participant.season)
        .where(Season.id != season.id, Season.state != SeasonState.ANONYMISED)
    )
    return select(Participant.person_id).where(
        Participant.season_id == season.id, Participant.person_id.not_in(elsewhere)
    )


def _named(noun: str, ids: Select[int]) -> Select[str]:
    rows = ids.subquery()
    return select(literal(f"{noun}:") + cast(rows.c[0], String))


# --- How ---


def _blank(table: type[Table], which: ColumnElement[bool], **values: Any) -> Forget:
    """Give these columns these values wherever they have others."""
    key: Any = table.__mapper__.primary_key[0]
    others = or_(*(_differs(getattr(table, name), value) for name, value in values.items()))

    def forget(db: Session, most: int) -> int:
        ids = db.scalars(select(key).where(which, others).limit(most)).all()
        if ids:
            change = update(table).where(key.in_(ids)).values(**values)
            db.execute(change.execution_options(synchronize_session="fetch"))
        return len(ids)

    return forget


def _delete(table: type[Table], which: ColumnElement[bool]) -> Forget:
    key: Any = table.__mapper__.primary_key[0]

    def forget(db: Session, most: int) -> int:
        ids = db.scalars(select(key).where(which).limit(most)).all()
        if ids:
            gone = delete(table).where(key.in_(ids))
            db.execute(gone.execution_options(synchronize_session="fetch"))
        return len(ids)

    return forget


def _differs(column: Any, value: Any) -> ColumnElement[bool]:
    """Tell that a column has another value; lists and maps compare as they are written."""
    differs: ColumnElement[bool]
    if value is None:
        differs = column.is_not(None)
    elif isinstance(value, list | dict):
        differs = cast(column, String) != json.dumps(value)
    else:
        differs = column != value
    return differs
