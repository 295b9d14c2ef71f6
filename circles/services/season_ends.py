"""The mail to organizers when the last circle of a season has met: what came of it, in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, cast, exists, literal, select
from sqlalchemy.orm import Session

from circles.domain import cadence
from circles.domain.timeline import REPORT_DAYS
from circles.domain.tongue import say, say_n
from circles.domain.words import FollowUpState, MailKind, MeetingState, SeasonState
from circles.models import Circle, Meeting, Organizer, Outgoing, Season
from circles.services import outbox, reports

AFTER = timedelta(days=REPORT_DAYS + 4)
"""So long after the last meeting began it goes: members get theirs first, and some of them answer it."""
WITHIN = AFTER + timedelta(days=30)


@dataclass(frozen=True)
class SeasonEnd:
    """What the mail says."""

    headline: str
    numbers: Sequence[tuple[str, str]]
    has_met: bool
    """Whether any meeting is known to have taken place."""
    last_words: int
    ended_early: bool
    """Whether it was closed with meetings still to come, which were called off."""
    path: str
    """Of the report's page, below PUBLIC_URL."""


def post_due(db: Session, now: datetime) -> int:
    """Post it once to each organizer, at a decent hour of theirs; give how many were new."""
    ended = {"after": now - WITHIN, "by": now - AFTER}
    return sum(
        outbox.post(db, MailKind.SEASON_REPORT, f"organizer:{row.organizer}", f"season:{row.season}", now)
        for row in db.execute(_lacking(), ended)
        if cadence.next_allowed(now, row.zone) == now
    )


def season_end(db: Session, season: Season, now: datetime) -> SeasonEnd:
    """Sum a season up for its organizers."""
    found = reports.report(db, season, now)
    held, due = found.meetings(MeetingState.HELD), found.meetings(*MeetingState)
    known = found.meetings(MeetingState.HELD, MeetingState.NOT_HELD, MeetingState.CANCELLED)
    of_which = say("Meetings we know of") if known < due else say("Meetings that took place")
    done, open_ = (len(found.follow_ups[state]) for state in (FollowUpState.DONE, FollowUpState.OPEN))
    circles = say_n("{n} circle", "{n} circles", len(found.circles))
    meetings = say_n("{n} meeting", "{n} meetings", held)
    follow_ups = say("{done} done, {open} open", done=done, open=open_) if done or open_ else ""
    return SeasonEnd(
        headline=f"{circles}, {meetings}",
        numbers=[
            (say("Circles"), f"{len(found.circles)}"),
            (of_which, say("{held} of {due}", held=held, due=due)),
            (say("Follow-ups"), follow_ups),
            (say("Surveys"), str(found.survey) if found.survey.count else ""),
        ],
        has_met=held > 0,
        last_words=sum(len(each.last_words) for each in found.circles),
        ended_early=any(
            meeting.cause is not None and meeting.cause["what"] == "closed"
            for each in found.circles
            for meeting in each.circle.meetings
        ),
        path=f"/organizer/seasons/{season.id}/report",
    )


@cache
def _lacking() -> Select[*tuple[Any, ...]]:
    """Select the seasons that ended between `after` and `by`, with the organizers not yet told."""
    return (
        select(Season.id.label("season"), Organizer.id.label("organizer"), Organizer.zone)
        .join(Organizer, Organizer.program_id == Season.program_id)
        .where(
            Season.state.in_((SeasonState.PUBLISHED, SeasonState.CLOSED)),
            ~_is_posted(),
            _has_meeting(Meeting.starts_at.between(bindparam("after"), bindparam("by"))),
            ~_has_meeting(Meeting.starts_at > bindparam("by")),
        )
    )


def _is_posted() -> ColumnElement[bool]:
    return exists().where(
        Outgoing.kind == MailKind.SEASON_REPORT,
        Outgoing.to == literal("organizer:") + cast(Organizer.id, String),
        Outgoing.about == literal("season:") + cast(Season.id, String),
    )


def _has_meeting(which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether a season has a meeting that was not called off, one of these."""
    return exists().where(
        Meeting.circle_id == Circle.id,
        Circle.season_id == Season.id,
        Meeting.state != MeetingState.CANCELLED,
        which,
    )
