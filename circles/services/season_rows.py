"""The rows of one season, as selects: its circles, meetings and people, and how mails name them."""

from sqlalchemy import ColumnElement, Select, String, cast, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.selectable import CompoundSelect

from circles.models import (
    Circle,
    FollowUp,
    Meeting,
    Membership,
    Note,
    Participant,
    Poll,
    Proposal,
    Season,
    SeatOffer,
)


def circles(season: Season) -> Select[int]:
    return select(Circle.id).where(Circle.season_id == season.id)


def meetings(season: Season) -> Select[int]:
    return select(Meeting.id).where(Meeting.circle_id.in_(circles(season)))


def participants(season: Season) -> Select[int]:
    return select(Participant.id).where(Participant.season_id == season.id)


def memberships(season: Season) -> Select[int]:
    return select(Membership.id).where(Membership.circle_id.in_(circles(season)))


def follow_ups(season: Season) -> Select[int]:
    return select(FollowUp.id).where(FollowUp.circle_id.in_(circles(season)))


def polls(season: Season) -> Select[int]:
    return select(Poll.id).where(Poll.meeting_id.in_(meetings(season)))


def named(season: Season) -> CompoundSelect[str]:
    """Give how mails and the audit trail name the season and all that belongs to it: "meeting:17"."""
    of_circles = circles(season)
    return union_all(
        _named("season", Season.id, Season.id == season.id),
        _named("circle", Circle.id, Circle.season_id == season.id),
        _named("membership", Membership.id, Membership.circle_id.in_(of_circles)),
        _named("meeting", Meeting.id, Meeting.circle_id.in_(of_circles)),
        _named("followup", FollowUp.id, FollowUp.circle_id.in_(of_circles)),
        _named("note", Note.id, Note.circle_id.in_(of_circles)),
        _named("seat", SeatOffer.id, SeatOffer.circle_id.in_(of_circles)),
        _named("poll", Poll.id, Poll.meeting_id.in_(meetings(season))),
        _named("proposal", Proposal.id, Proposal.meeting_id.in_(meetings(season))),
    )


def _named(noun: str, row: InstrumentedAttribute[int], which: ColumnElement[bool]) -> Select[str]:
    return select(literal(f"{noun}:") + cast(row, String)).where(which)
