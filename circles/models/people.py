"""People, their addresses, and their part in a season."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, or_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from circles.domain.words import PairKind, ParticipantState, Role
from circles.models.programs import Program, Season
from circles.models.tables import Table

CLAIMED = " claimed by "
"""Stands in `normalised` between an address that waits for its yes and who says that it is theirs; no address
holds blanks."""


class Person(Table):
    """Someone with an e-mail address; a program sees only its own people."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    name: Mapped[str]
    zone: Mapped[str] = mapped_column(default="UTC")
    language: Mapped[str] = mapped_column(default="en")
    created_at: Mapped[datetime]
    waits_since: Mapped[datetime | None]
    """When they left their address to be told of the program's next season."""

    program: Mapped[Program] = relationship()
    addresses: Mapped[list["Address"]] = relationship(
        back_populates="person", order_by="Address.chosen_at.desc().nulls_last(), Address.id"
    )
    participations: Mapped[list["Participant"]] = relationship(back_populates="person")

    @property
    def email(self) -> str:
        """The address we write to: the one chosen last; none is left of somebody who was erased."""
        return self.addresses[0].deliverable if self.addresses else ""

    @property
    def is_erased(self) -> bool:
        """Whether all about them is gone; an address that one last mail still goes to counts no more."""
        return not any(address.counts for address in self.addresses)


class Address(Table):
    """One of a person's mail addresses; `normalised` is what two spellings share."""

    __tablename__ = "address"
    __table_args__ = (UniqueConstraint("program_id", "normalised"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"))
    normalised: Mapped[str] = mapped_column(index=True)
    """What nobody else in the program has; while it waits for its yes, with CLAIMED and the person's id."""
    written: Mapped[str]
    confirmed_at: Mapped[datetime | None]
    """When they showed that mail to it reaches them; before that it proves nothing. The first one given by an
    organizer counts from its enrolment."""
    chosen_at: Mapped[datetime | None]
    """Since when we write to it, or did; None for a further one."""
    bounced_at: Mapped[datetime | None]
    """Since when mail to it comes back for good, or its owner called ours spam; None when it is reached."""
    bounce: Mapped[str] = mapped_column(default="")
    """The status code of why, such as "5.1.1", as `circles.domain.refusals` says it in any language."""

    person: Mapped[Person] = relationship(back_populates="addresses")

    @hybrid_property
    def counts(self) -> bool:
        """Whether it is known as theirs: we write or wrote to it, or it was confirmed."""
        return self.confirmed_at is not None or self.chosen_at is not None

    @counts.inplace.expression
    @classmethod
    def _counts(cls) -> ColumnElement[bool]:
        return or_(cls.confirmed_at.is_not(None), cls.chosen_at.is_not(None))

    @property
    def email(self) -> str:
        """The normalised address, also of one that waits for its yes."""
        return self.normalised.partition(CLAIMED)[0]

    @property
    def deliverable(self) -> str:
        """The address for SMTP: before the @ as they write it, after it in ASCII (RFC 5891)."""
        return self.written.rpartition("@")[0] + "@" + self.email.rpartition("@")[2]


class Participant(Table):
    """A person enrolled in a season, with what they asked for and offered."""

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("season_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(default=Role.MENTEE)
    state: Mapped[ParticipantState]
    paused_until: Mapped[datetime | None]
    availability: Mapped[str] = mapped_column(default="")
    """Weekly hours in the person's zone, as in the people file; empty is not given."""
    topics: Mapped[list[str]] = mapped_column(default=list)
    attributes: Mapped[dict[str, str]] = mapped_column(default=dict)
    circles: Mapped[int] = mapped_column(default=1)
    """How many circles a mentor takes."""
    hopes: Mapped[str] = mapped_column(default="")
    needs: Mapped[str] = mapped_column(default="")
    """What would make it easier to take part; only organizers see it."""
    link_version: Mapped[int] = mapped_column(default=0)
    feed_since: Mapped[datetime | None]
    """When they chose the calendar feed: what they are asked to since then is in it, and in no invite."""
    feed_version: Mapped[int] = mapped_column(default=0)
    request: Mapped[int] = mapped_column(default=0)
    """How many times they asked for a mail of one kind (confirm, link, paused ...)."""
    enrolled_by: Mapped[str] = mapped_column(default="")
    """Empty for a sign-up of their own, else the organizer who said they know about it."""
    enrolled_at: Mapped[datetime]
    wait: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Why they wait and what would help, as `circles.domain.waiting_words` says it; {} without a reason. Of a
    sign-up of somebody we know, what holds with their yes, as `circles.services.wishes` keeps it."""
    may_quote: Mapped[bool] = mapped_column(default=False)
    """What they take with them from a meeting may be quoted to organizers, without their name."""

    season: Mapped[Season] = relationship()
    person: Mapped[Person] = relationship(back_populates="participations")


class Pair(Table):
    """Two participants who must, or must not, be in one circle; `a` has the smaller id."""

    __tablename__ = "pair"
    __table_args__ = (UniqueConstraint("season_id", "a_id", "b_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), index=True)
    a_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    b_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    kind: Mapped[PairKind]


class Suppression(Table):
    """An address nobody here may write to again, kept only as a salted hash; holds for every program."""

    __tablename__ = "suppression"

    hash: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str]
    since: Mapped[datetime]
