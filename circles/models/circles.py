"""Circles, who is in them, and their meetings."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from circles.domain.words import MeetingState, Role
from circles.models.people import Participant
from circles.models.programs import Season, Topic
from circles.models.tables import Table


class Circle(Table):
    """A group that meets at one local hour of the week in one zone; a draft until its season is published."""

    __tablename__ = "circle"

    id: Mapped[int] = mapped_column(primary_key=True)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), index=True)
    name: Mapped[str]
    zone: Mapped[str]
    weekday: Mapped[int]
    """Monday is 0, in the circle's zone."""
    start: Mapped[time]
    place: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    score: Mapped[int] = mapped_column(default=0)
    terms: Mapped[dict[str, Any]] = mapped_column(default=dict)

    season: Mapped[Season] = relationship()
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="circle", order_by="Membership.id", cascade="all, delete-orphan"
    )
    meetings: Mapped[list["Meeting"]] = relationship(back_populates="circle", order_by="Meeting.n")

    @property
    def members(self) -> list["Membership"]:
        """Those who are in it now."""
        return [membership for membership in self.memberships if membership.left_at is None]


class Membership(Table):
    """A participant's place in a circle; its reply address never expires."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("circle_id", "participant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    role: Mapped[Role]
    """What they serve as here: mentor or mentee."""
    pinned: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(default="")
    intro: Mapped[str] = mapped_column(default="")
    """Their one line about themselves, shared with the circle."""

    circle: Mapped[Circle] = relationship(back_populates="memberships")
    participant: Mapped[Participant] = relationship()


class Meeting(Table):
    """One dated gathering; `uid` and `sequence` are its identity in calendars (RFC 5545)."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("circle_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"), index=True)
    n: Mapped[int]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    uid: Mapped[str] = mapped_column(unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    """Goes up by one when time, place or status changes, and for nothing else."""
    moves: Mapped[int] = mapped_column(default=0)
    """How often the time has changed."""
    moved_sequence: Mapped[int] = mapped_column(default=0)
    """The sequence at the last change of time: answers to an earlier one no longer count."""
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PLANNED)
    reason: Mapped[str] = mapped_column(default="")
    """Why it was moved or cancelled, as the mail about it says."""
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    host_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))

    circle: Mapped[Circle] = relationship(back_populates="meetings")
    topic: Mapped[Topic | None] = relationship()
    host: Mapped[Membership | None] = relationship()
