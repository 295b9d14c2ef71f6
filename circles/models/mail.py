"""One mail to send, one mail received."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from circles.domain.words import IncomingKind, IncomingState, MailKind, OutgoingState, TrustLevel
from circles.models.people import Person
from circles.models.tables import Table


class Outgoing(Table):
    """The intent to send one mail; it is rendered when it is sent, and its bytes kept for a retry.

    `due_at` is schedule, lease and back-off in one: when the row may next be looked at.
    """

    __tablename__ = "outgoing"
    __table_args__ = (
        UniqueConstraint("kind", "to", "about", "version"),
        Index("ix_outgoing_state_due_at", "state", "due_at"),
        Index("ix_outgoing_lane", "lane", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[MailKind]
    to: Mapped[str]
    """`person:4` or `organizer:2`."""
    about: Mapped[str]
    """`meeting:17`, `followup:9`, `season:3`, `incoming:88`, `signin:5`, `import:6`."""
    version: Mapped[int] = mapped_column(default=0)
    lane: Mapped[str]
    """about + to: mails of a lane leave in the order they were posted."""
    state: Mapped[OutgoingState] = mapped_column(default=OutgoingState.QUEUED)
    posted_at: Mapped[datetime]
    due_at: Mapped[datetime]
    stale_at: Mapped[datetime]
    """When it is no longer worth sending."""
    attempts: Mapped[int] = mapped_column(default=0)
    claim: Mapped[str] = mapped_column(default="")
    """Who holds it: only the holder of a claim may move the row on."""
    message_id: Mapped[str] = mapped_column(unique=True)
    """The part of our Message-ID before the @; `Site.message_id` gives the whole (RFC 5322)."""
    shown: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    """The numbered list it showed: `[{"n": 1, "follow_up": 9}]`; numbers in a reply refer to it."""
    raw: Mapped[bytes | None] = mapped_column(deferred=True)
    """The sealed bytes as sent."""
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")
    """The server's last answer where it was not yes."""


class Incoming(Table):
    """One mail received: stored and committed before it is answered, read later."""

    __tablename__ = "incoming"
    __table_args__ = (
        UniqueConstraint("hash", "recipient"),
        Index("ix_incoming_state", "state"),
        Index("ix_incoming_sender_received_at", "sender", "received_at"),
        Index("ix_incoming_recipient_received_at", "recipient", "received_at"),
        Index("ix_incoming_recipient_level", "recipient", "level"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    recipient: Mapped[str]
    """What the address that it came to stands for (`membership:4`), as Site.keep gives it."""
    hash: Mapped[str]
    """SHA-256 of the bytes without the trace of the way: the same mail to the same recipient acts once."""
    raw: Mapped[bytes | None] = mapped_column(deferred=True)
    """Sealed; dropped after the days set by KEEP_RAW_DAYS."""
    state: Mapped[IncomingState] = mapped_column(default=IncomingState.STORED)
    kind: Mapped[IncomingKind | None]
    level: Mapped[TrustLevel | None]
    """How sure we are of who wrote it, once it was read."""
    received_at: Mapped[datetime]
    envelope: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What its way here showed, where the door knows it: `door`, `ip`, `helo`, `mail_from`."""
    due_at: Mapped[datetime]
    """When a reader may next try it: lease and back-off."""
    attempts: Mapped[int] = mapped_column(default=0)
    sender: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    message_id: Mapped[str] = mapped_column(default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("outgoing.id"))
    """The mail of ours that it answers."""
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What was read, by which rules, and what was written; the receipt repeats it."""

    person: Mapped[Person | None] = relationship()
    answers: Mapped[Outgoing | None] = relationship()
