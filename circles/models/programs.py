"""Programs, the organizers who run them, their seasons and topics."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from circles.domain.words import SeasonState
from circles.models.tables import Table


class Program(Table):
    """An organization's mentoring effort; `slug` names its signup link."""

    __tablename__ = "program"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    zone: Mapped[str] = mapped_column(default="UTC")
    language: Mapped[str] = mapped_column(default="en")
    choices: Mapped[list[str]] = mapped_column(default=list)
    """The topics people may choose from at signup."""
    accepts_proposals: Mapped[bool] = mapped_column(default=True)
    """Members' calendars may propose another time for a meeting."""

    organizers: Mapped[list["Organizer"]] = relationship(back_populates="program")
    seasons: Mapped[list["Season"]] = relationship(back_populates="program", order_by="Season.starts_on")


class Organizer(Table):
    """Someone who runs a program on the web pages."""

    __tablename__ = "organizer"
    __table_args__ = (UniqueConstraint("program_id", "email"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    email: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    zone: Mapped[str] = mapped_column(default="UTC")

    program: Mapped[Program] = relationship(back_populates="organizers")


class SignIn(Table):
    """A sign-in link asked for: good for ten minutes, once, in the browser that asked."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    organizer_id: Mapped[int] = mapped_column(ForeignKey("organizer.id"))
    browser_hash: Mapped[str]
    """SHA-256 of a secret that only the asking browser's cookie holds."""
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    organizer: Mapped[Organizer] = relationship()


class Season(Table):
    """One run of a program: when it starts, how often circles meet and how large they are."""

    __tablename__ = "season"

    id: Mapped[int] = mapped_column(primary_key=True)
    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    name: Mapped[str]
    state: Mapped[SeasonState] = mapped_column(default=SeasonState.OPEN)
    starts_on: Mapped[date]
    meetings: Mapped[int] = mapped_column(default=6)
    every_weeks: Mapped[int] = mapped_column(default=4)
    minutes: Mapped[int] = mapped_column(default=60)
    size_lo: Mapped[int] = mapped_column(default=4)
    size_hi: Mapped[int] = mapped_column(default=8)
    mentors_lo: Mapped[int] = mapped_column(default=1)
    mentors_hi: Mapped[int] = mapped_column(default=2)
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What forming circles heeds how much, 0-2 by name; what is missing counts as usual."""
    place: Mapped[str] = mapped_column(default="")
    signup_closes_on: Mapped[date | None]
    published_at: Mapped[datetime | None]
    topics: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    """Ids of topics in the order of its meetings; None, where nobody chose any, takes the usual ones."""
    closed_at: Mapped[datetime | None]
    anonymise_days: Mapped[int] = mapped_column(default=180)
    """How long after its end what people said is kept by name."""
    told_at: Mapped[datetime | None]
    """When a digest first told its organizers that this goes soon."""
    anonymised_at: Mapped[datetime | None]

    program: Mapped[Program] = relationship(back_populates="seasons")


class Topic(Table):
    """The discussion guide of a meeting; a program's own, in its season order."""

    __tablename__ = "topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    opening: Mapped[str]
    questions: Mapped[list[str]]
    extras: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Opening round, closing round, reading and the note for the host, where the topic has them."""
    archived_at: Mapped[datetime | None]
    """Since when new seasons don't take it; meetings that have it keep it."""

    program: Mapped[Program] = relationship()
