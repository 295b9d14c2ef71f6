"""Everything that falls due by itself, whoever keeps the clock: the worker's tick, or the demo's past."""

from datetime import datetime

from sqlalchemy.orm import Session

from circles.services import digests, season_ends, seat_clock, timeline


def post(db: Session, now: datetime) -> None:
    """Post what is due, once however often it is asked."""
    timeline.post_due(db, now)
    seat_clock.post_due(db, now)
    digests.post_due(db, now)
    season_ends.post_due(db, now)
