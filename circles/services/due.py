"""Everything that falls due by itself, whoever keeps the clock: the worker's tick, or the demo's past."""

from datetime import datetime

from sqlalchemy.orm import Session

from circles.services import digests, season_ends, seat_clock, timeline

STEPS = (timeline.post_due, seat_clock.post_due, digests.post_due, season_ends.post_due)
"""Each may be a transaction of its own: the second locks seasons, which come before circles of the first."""


def post(db: Session, now: datetime) -> None:
    """Post what is due, once however often it is asked."""
    for step in STEPS:
        step(db, now)
