"""Circles, who is in them, and their meetings."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, SQLColumnExpression, UniqueConstraint, and_, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from circles.domain.words import MeetingState, ProposalState, Role
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
    hours: Mapped[list[str]] = mapped_column(default=list)
    """The starts that would do, as "Tue 17:00" in the circle's zone."""
    warnings: Mapped[list[str]] = mapped_column(default=list)
    locked: Mapped[bool] = mapped_column(default=False)
    """In a draft: forming anew keeps exactly these members."""
    barred: Mapped[list[int]] = mapped_column(default=list)
    """In a draft: participants an organizer took out, whom forming anew doesn't put back."""

    season: Mapped[Season] = relationship()
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="circle", order_by="Membership.id", cascade="all, delete-orphan"
    )
    meetings: Mapped[list["Meeting"]] = relationship(back_populates="circle", order_by="Meeting.n")

    @property
    def members(self) -> list["Membership"]:
        """Those who are in it now."""
        return [membership for membership in self.memberships if membership.left_at is None]

    def members_at(self, at: datetime) -> list["Membership"]:
        """Those who were in it at an instant, though they have left since or had themselves erased."""
        return [membership for membership in self.memberships if membership.was_in(at)]


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
    """In a draft: forming anew keeps them here."""
    key: Mapped[str] = mapped_column(default="")
    """Fingerprint of the secret key that signs its reply address: the address outlives a change of keys."""
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    absent_from: Mapped[datetime | None]
    """When they had left the last time that they came back."""
    absent_until: Mapped[datetime | None]
    """When they came back: `joined_at` stays, but where the circle had met without them once before."""
    why: Mapped[str] = mapped_column(default="")
    intro: Mapped[str] = mapped_column(default="")
    """Their one line about themselves, shared with the circle."""

    circle: Mapped[Circle] = relationship(back_populates="memberships")
    participant: Mapped[Participant] = relationship()

    @property
    def here_since(self) -> datetime:
        """When they came, or came back."""
        return self.absent_until or self.joined_at

    def was_away(self, at: datetime) -> bool:
        """Tell whether they had left and were not back yet."""
        left, back = self.absent_from, self.absent_until
        return left is not None and back is not None and left <= at < back

    def was_in(self, at: datetime) -> bool:
        """Tell whether they had come by an instant, and had not left, be it for good or for a while."""
        is_gone = self.left_at is not None and self.left_at <= at
        return self.joined_at <= at and not is_gone and not self.was_away(at)

    @classmethod
    def of_who_was_in(cls, at: SQLColumnExpression[datetime]) -> ColumnElement[bool]:
        """Tell the same in SQL."""
        is_here = or_(cls.left_at.is_(None), cls.left_at > at)
        was_here = or_(cls.absent_from.is_(None), cls.absent_from > at, cls.absent_until <= at)
        return and_(cls.joined_at <= at, is_here, was_here)


class Board(Table):
    """The draft of a season's circles as organizers share it: its version, what was, what could be."""

    __tablename__ = "board"

    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
    """Goes up by one with every change; a form that was made for an earlier one is refused."""
    changed_by: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime | None]
    step: Mapped[str] = mapped_column(default="")
    """What the last change did; empty when there is nothing to undo."""
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    """The circles before the last change."""
    anew: Mapped[bool] = mapped_column(default=False)
    """The settings changed since: forming again may move whoever is not locked, as nobody was told yet."""
    suggested: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    """Circles that were formed for this version and wait for an organizer's yes or no."""


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
    """Why it was moved or cancelled, in English where it is not in somebody's own words."""
    cause: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """The same as `circles.domain.causes` says it in any language; None of what somebody wrote."""
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    guide: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the host makes of the topic for this meeting, in its place; None while it goes as it is."""
    host_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))

    circle: Mapped[Circle] = relationship(back_populates="meetings")
    topic: Mapped[Topic | None] = relationship()
    host: Mapped[Membership | None] = relationship()

    @property
    def members(self) -> list[Membership]:
        """Those of its instant that one can speak of: who was in the circle when it began, but the erased."""
        there = self.circle.members_at(self.starts_at)
        return [each for each in there if each.left_at is None or not each.participant.person.is_erased]


class Proposal(Table):
    """Another time for a meeting, from a member's calendar; only the host or an organizer takes it."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("meeting_id", "participant_id", "starts_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.OPEN)
    proposed_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    participant: Mapped[Participant] = relationship()
