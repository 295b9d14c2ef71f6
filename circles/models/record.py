"""What was said and what happened, as histories: nothing here is overwritten, only superseded or voided."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from circles.domain.words import Attendance, FollowUpState, Rsvp, Source
from circles.models.circles import Circle, Meeting
from circles.models.mail import Incoming
from circles.models.people import Participant
from circles.models.tables import Table


class RsvpEvent(Table):
    """A participant said whether they are coming; the latest said and not void wins."""

    __tablename__ = "rsvp_event"
    __table_args__ = (Index("ix_rsvp_event_meeting_participant", "meeting_id", "participant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    value: Mapped[Rsvp]
    source: Mapped[Source]
    said_by: Mapped[str]
    """`person:4` or `organizer:2`."""
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"), index=True)
    said_at: Mapped[datetime]
    sequence: Mapped[int] = mapped_column(default=0)
    """Of the meeting as they knew it; an answer from before its last move no longer counts."""
    void_by: Mapped[str | None]
    """What undid it: `incoming:88` or `organizer:2`."""

    meeting: Mapped[Meeting] = relationship()
    participant: Mapped[Participant] = relationship()


class AttendanceEvent(Table):
    """Somebody said that a participant came or missed."""

    __tablename__ = "attendance_event"
    __table_args__ = (Index("ix_attendance_event_meeting_participant", "meeting_id", "participant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    value: Mapped[Attendance]
    source: Mapped[Source]
    said_by: Mapped[str]
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"), index=True)
    said_at: Mapped[datetime]
    void_by: Mapped[str | None]
    """What undid it, or `moved` where it was said of an hour that no longer stands."""

    meeting: Mapped[Meeting] = relationship()
    participant: Mapped[Participant] = relationship()


class HeldEvent(Table):
    """Somebody said whether a meeting took place at all."""

    __tablename__ = "held_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    held: Mapped[bool]
    source: Mapped[Source]
    said_by: Mapped[str]
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"), index=True)
    said_at: Mapped[datetime]
    void_by: Mapped[str | None]

    meeting: Mapped[Meeting] = relationship()


class FollowUp(Table):
    """Something a member said they would do; without an owner it is the whole circle's."""

    __tablename__ = "follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
    text: Mapped[str]
    due: Mapped[date | None]
    """A local date of the owner."""
    state: Mapped[FollowUpState] = mapped_column(default=FollowUpState.OPEN)
    said_by: Mapped[str]
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"), index=True)
    span_from: Mapped[int | None]
    span_to: Mapped[int | None]
    """Where in the writer's own words it stands, in characters."""
    created_at: Mapped[datetime]
    void_by: Mapped[str | None]

    ERASED: ClassVar[str] = "(erased)"
    NOT_KEPT: ClassVar[str] = "(no longer kept)"
    """What stands instead of its text, once nobody is to know it any more."""

    @property
    def is_known(self) -> bool:
        """Whether anybody can still tell what it was."""
        return self.text not in {self.ERASED, self.NOT_KEPT}

    circle: Mapped[Circle] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    owner: Mapped[Participant | None] = relationship()
    incoming: Mapped[Incoming | None] = relationship()


class FollowUpEvent(Table):
    """A follow-up was done, dropped or moved; undoing restores what was before."""

    __tablename__ = "follow_up_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), index=True)
    state: Mapped[FollowUpState]
    due: Mapped[date | None]
    was_state: Mapped[FollowUpState]
    was_due: Mapped[date | None]
    said_by: Mapped[str]
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"), index=True)
    said_at: Mapped[datetime]
    void_by: Mapped[str | None]

    follow_up: Mapped[FollowUp] = relationship()
