"""What a running season collects: notes, polls, surveys, and seats that change hands."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from circles.domain.words import NoteKind, OfferState, PollState, Source, SuggestionKind, SuggestionState
from circles.models.circles import Circle, Meeting, Membership
from circles.models.people import Participant
from circles.models.tables import Table


class Note(Table):
    """Words a member shares: with the circle, for a meeting, or at the end of a season."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    kind: Mapped[NoteKind]
    text: Mapped[str]
    source: Mapped[Source]
    said_by: Mapped[str]
    """`person:4` or `organizer:2`."""
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"), index=True)
    said_at: Mapped[datetime]
    void_by: Mapped[str | None]

    circle: Mapped[Circle] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    participant: Mapped[Participant] = relationship()


EARLIER = 1000
"""More often than a meeting moves: what `Poll.give_way` counts down by."""
FOR_MOST = ""
"""What `Poll.asked_by` is where most of those who take part can't come."""
FOR_HOST = "host:"
"""What `Poll.asked_by` begins with where a host can't come."""


class Poll(Table):
    """A question to a circle when a meeting should be instead; one for each time that doesn't suit."""

    __tablename__ = "poll"
    __table_args__ = (UniqueConstraint("meeting_id", "moves"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    moves: Mapped[int]
    """How often the meeting had moved when it was asked: a poll is about that time only. Below zero once the
    circle was asked anew about it."""
    asked_by: Mapped[str]
    """`person:4` or `organizer:2`; by itself FOR_MOST when most can't come, and `host:7`, a membership, when
    who hosts can't."""
    reason: Mapped[str] = mapped_column(default="")
    state: Mapped[PollState] = mapped_column(default=PollState.OPEN, index=True)
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    slots: Mapped[list["PollSlot"]] = relationship(order_by="PollSlot.n", cascade="all, delete-orphan")
    answers: Mapped[list["PollAnswer"]] = relationship(
        order_by="PollAnswer.said_at, PollAnswer.id", cascade="all, delete-orphan"
    )

    @property
    def after_moves(self) -> int:
        """How often the meeting had moved when it was asked, also of one that has given way."""
        return self.moves % EARLIER

    @property
    def has_given_way(self) -> bool:
        """Whether the circle was asked anew since."""
        return self.moves < 0

    @property
    def opened_itself(self) -> bool:
        """Whether nobody wished for it."""
        return self.asked_by == FOR_MOST or self.for_host is not None

    @property
    def for_host(self) -> int | None:
        """The membership of who hosts and can't come, where that is why it was asked."""
        _, found, number = self.asked_by.partition(FOR_HOST)
        return int(number) if found else None

    def give_way(self) -> None:
        """Let the circle be asked anew about the same time; what was asked and answered stays."""
        self.moves -= EARLIER * self.id


class PollSlot(Table):
    """A time a poll offers, under the number its mail shows."""

    __tablename__ = "poll_slot"
    __table_args__ = (UniqueConstraint("poll_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"))
    n: Mapped[int]
    starts_at: Mapped[datetime]


class PollAnswer(Table):
    """The slots that suit a member, by number; none suits when it is empty. The latest said counts."""

    __tablename__ = "poll_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    poll_id: Mapped[int] = mapped_column(ForeignKey("poll.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    slots: Mapped[list[int]] = mapped_column(default=list)
    source: Mapped[Source]
    said_by: Mapped[str]
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"), index=True)
    said_at: Mapped[datetime]
    void_by: Mapped[str | None]

    participant: Mapped[Participant] = relationship()


class SurveyAnswer(Table):
    """How a member finds their circle: 1 (not at all) to 5 (very much), and a line. The latest counts."""

    __tablename__ = "survey_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    score: Mapped[int | None]
    line: Mapped[str] = mapped_column(default="")
    source: Mapped[Source]
    said_by: Mapped[str]
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"), index=True)
    said_at: Mapped[datetime]
    void_by: Mapped[str | None]

    meeting: Mapped[Meeting] = relationship()
    participant: Mapped[Participant] = relationship()


class Suggestion(Table):
    """What Circles would do about a circle and leaves to an organizer."""

    __tablename__ = "suggestion"

    id: Mapped[int] = mapped_column(primary_key=True)
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"), index=True)
    kind: Mapped[SuggestionKind]
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"), index=True)
    """Whose seat would be freed."""
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    """Who would be taken in."""
    into_id: Mapped[int | None] = mapped_column(ForeignKey("circle.id"))
    """The circle they would join."""
    why: Mapped[str]
    state: Mapped[SuggestionState] = mapped_column(default=SuggestionState.OPEN)
    made_at: Mapped[datetime]
    settled_by: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[datetime | None]

    circle: Mapped[Circle] = relationship(foreign_keys=[circle_id])
    into: Mapped[Circle | None] = relationship(foreign_keys=[into_id])
    membership: Mapped[Membership | None] = relationship()
    participant: Mapped[Participant | None] = relationship()


class SeatOffer(Table):
    """A free seat in a published circle, offered to one who waits; the first Yes in time takes it."""

    __tablename__ = "seat_offer"

    id: Mapped[int] = mapped_column(primary_key=True)
    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    why: Mapped[str] = mapped_column(default="")
    state: Mapped[OfferState] = mapped_column(default=OfferState.OPEN)
    offered_at: Mapped[datetime]
    expires_at: Mapped[datetime]

    circle: Mapped[Circle] = relationship()
    participant: Mapped[Participant] = relationship()
