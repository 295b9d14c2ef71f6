"""What becomes of seats as time goes by: offers lapse; a lasting silence is put to an organizer, or ends."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, bindparam, literal, select, union_all, update
from sqlalchemy.orm import Session

from circles.domain.words import ParticipantState, SeasonState
from circles.models import Circle, Membership, Participant, Season, SeatOffer, Suggestion
from circles.services import freeing, in_turn, inbox, offers, seats
from circles.services.offers import Among


def post_due(db: Session, now: datetime) -> int:
    """Do what is due by now, once whatever clocks tick; give how much there was. Asks in one query."""
    found: dict[str, dict[int, datetime]] = {"offer": {}, "silence": {}, "word": {}, "rest": {}}
    when = {
        "now": now,
        "asked_after": now - freeing.LOOK_BACK,
        "asked_by": now - freeing.SILENT_FOR,
        "awaited_since": now - inbox.AWAITED,
    }
    for row in db.execute(_due(), when):
        found[row.what][row.id] = row.at
    return _do(db, found, now)


@cache
def _due() -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(
        offers.overdue().add_columns(literal("offer").label("what")),
        freeing.unanswered().add_columns(literal("silence").label("what")),
        freeing.awaited().add_columns(literal("word").label("what")),
        _rested().add_columns(literal("rest").label("what")),
    )


def _do(db: Session, found: Mapping[str, Mapping[int, datetime]], now: datetime) -> int:
    """Do what changes seats first: that locks seasons, which come before any circle."""
    if not any(found.values()):
        return 0
    _hold(db, found)
    lapsed = offers.lapse(db, found["offer"], now) if found["offer"] else 0
    welcomed = _welcome(db, found["rest"], now) if found["rest"] else 0
    suggested = freeing.suggest(db, found["silence"], now) if found["silence"] else 0
    heard = freeing.hear(db, found["word"], now) if found["word"] else 0
    return lapsed + welcomed + suggested + heard


def _hold(db: Session, found: Mapping[str, Mapping[int, datetime]]) -> None:
    """Hold the seasons of whose seats it is, and then the circles in which others will host."""
    offered = select(Circle.season_id).join(SeatOffer).where(SeatOffer.id.in_(found["offer"]))
    rested = select(Participant.season_id).where(Participant.id.in_(found["rest"]))
    seats.lock(db, *db.scalars(select(Season).where(Season.id.in_(offered) | Season.id.in_(rested))))
    silent = select(Membership.circle_id).where(Membership.id.in_(found["silence"]))
    heard = select(Suggestion.circle_id).where(Suggestion.id.in_(found["word"]))
    in_turn.hold_circles(db, db.scalars(silent.union(heard)).all())


def _rested() -> Select[int, datetime | None]:
    """Select who waits for a seat and whose break is over by `now`, with its end as `at`."""
    return (
        select(Participant.id, Participant.paused_until.label("at"))
        .join(Participant.season)
        .where(
            Season.state == SeasonState.PUBLISHED,
            Participant.state == ParticipantState.WAITLISTED,
            Participant.paused_until <= bindparam("now"),
        )
    )


def _welcome(db: Session, ids: Collection[int], now: datetime) -> int:
    """Look for a seat for those whose break has ended by itself; give how many there were. Each ends once."""
    theirs = select(Participant.season_id).where(Participant.id.in_(ids))
    seasons = db.scalars(select(Season).where(Season.id.in_(theirs)).order_by(Season.id)).all()
    seats.lock(db, *seasons)
    over = (
        update(Participant)
        .where(Participant.id.in_(ids), Participant.paused_until <= now)
        .values(paused_until=None)
        .returning(Participant.id, Participant.season_id)
        .execution_options(synchronize_session="fetch")
    )
    back = db.execute(over).all()
    for season in seasons:
        offers.fill(db, season, now, Among(people=[each.id for each in back if each.season_id == season.id]))
    return len(back)
