"""Long work, uploads, the audit trail, leases and the demo's clock."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from circles.domain.words import JobState
from circles.models.programs import Season
from circles.models.tables import Table


class Job(Table):
    """Long work done by a worker, with the progress a page shows."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    kind: Mapped[str]
    """`form` or `import`."""
    about: Mapped[str]
    """`season:3` or `import:6`."""
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    """When another worker may take it over: its lease."""


class Import(Table):
    """An uploaded people file: rehearsed, then run once."""

    __tablename__ = "import"

    id: Mapped[int] = mapped_column(primary_key=True)
    season_id: Mapped[int] = mapped_column(ForeignKey("season.id"), index=True)
    organizer_id: Mapped[int | None] = mapped_column(ForeignKey("organizer.id"))
    filename: Mapped[str]
    sha256: Mapped[str]
    raw: Mapped[bytes | None] = mapped_column(deferred=True)
    """The sealed file."""
    uploaded_at: Mapped[datetime]
    knows: Mapped[bool] = mapped_column(default=False)
    """The organizer ticked "They know about this and I may write to them"."""
    run_at: Mapped[datetime | None]
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)

    season: Mapped[Season] = relationship()


class Audit(Table):
    """Who did what to which thing, when."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    at: Mapped[datetime]
    who: Mapped[str]
    about: Mapped[str] = mapped_column(index=True)
    what: Mapped[str]


class Lease(Table):
    """A named right that one process holds until an instant."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    until: Mapped[datetime]


class Replay(Table):
    """A signed delivery of a webhook that was taken already, kept until its signature is too old anyway."""

    __tablename__ = "replay"

    key: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]


class DemoClock(Table):
    """The demo's time as seconds ahead of the machine's; one row, read by every process."""

    __tablename__ = "demo_clock"

    id: Mapped[int] = mapped_column(primary_key=True)
    ahead_seconds: Mapped[int] = mapped_column(default=0)
