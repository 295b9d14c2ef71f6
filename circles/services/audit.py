"""The audit trail: who did what to which thing, when."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from circles.models import Audit


def note(db: Session, program_id: int, who: str, about: str, what: str, now: datetime) -> None:
    """Write one line; `who` is `organizer:2`, `person:4` or `circles`, `about` is such as `meeting:17`."""
    db.add(Audit(program_id=program_id, at=now, who=who, about=about, what=what))


def trail(db: Session, program_id: int, *about: str) -> list[Audit]:
    """Give the lines about some things, newest first."""
    return list(db.scalars(_TRAIL, {"program": program_id, "about": about}))


_TRAIL = (
    select(Audit)
    .where(Audit.program_id == bindparam("program"), Audit.about.in_(bindparam("about", expanding=True)))
    .order_by(Audit.at.desc(), Audit.id.desc())
)
