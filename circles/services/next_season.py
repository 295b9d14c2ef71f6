"""The season after a season: the same settings, and those who were in asked whether they come again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.cadence import next_allowed
from circles.domain.words import MailKind, ParticipantState
from circles.models import Pair, Participant, Season, loading
from circles.services import enrolment, outbox, programs, reachability, standing
from circles.services.audit import note
from circles.services.people import IN
from circles.services.programs import SeasonPlan
from circles.services.seasons import plan_of

PAUSE = timedelta(weeks=4)
"""Between the last week of a season and the first of the next, unless an organizer chooses otherwise."""


def plan_after(last: Season, today: date) -> SeasonPlan:
    """Give the settings of a season for the one after it, which has no name yet; it starts on a Monday."""
    ends_on = last.starts_on + timedelta(weeks=standing.weeks_of(last))
    earliest = max(ends_on, today) + PAUSE
    starts_on = earliest + timedelta(days=-earliest.weekday() % 7)
    return replace(plan_of(last), name="", starts_on=starts_on, signup_closes_on=None)


def to_invite(db: Session, last: Season) -> Sequence[Participant]:
    """Give who was in a season at its end, has refused none since, and can be written to."""
    mine = select(Participant).where(Participant.season_id == last.id, Participant.state.in_(IN))
    with_people = mine.options(loading.ADDRESSES)
    known = [each for each in db.scalars(with_people.order_by(Participant.id)) if not each.person.is_erased]
    first = {each.id: each.person.addresses[0] for each in known}
    stopped = reachability.suppressed(db, [address.normalised for address in first.values()])
    refusing = enrolment.refusing(db, [each.person_id for each in known])
    return [
        each
        for each in known
        if first[each.id].bounced_at is None
        and first[each.id].normalised not in stopped
        and each.person_id not in refusing
    ]


def follow(
    db: Session, last: Season, plan: SeasonPlan, who: str, now: datetime, *, invite: bool = False
) -> Season:
    """Open a season like the last one; raises Invalid that names the field a plan can't work with.

    With `invite`, those who were in get the mail that asks them; they are in when they say yes.
    """
    invited = to_invite(db, last) if invite else []
    season = programs.add_season(db, last.program, plan, who, now, but=[each.person_id for each in invited])
    season.weights = dict(last.weights)
    season.topics = None if last.topics is None else list(last.topics)
    _ask(db, season, invited, now)
    _keep_pairs(db, last, season)
    if invited:
        note(
            db,
            season.program_id,
            who,
            f"season:{season.id}",
            f"invited {len(invited)} people of {last.name}",
            now,
        )
    db.flush()
    return season


def _ask(db: Session, season: Season, invited: Sequence[Participant], now: datetime) -> None:
    db.add_all(
        Participant(
            season=season,
            person_id=each.person_id,
            role=each.role,
            state=ParticipantState.INVITED,
            availability=each.availability,
            topics=list(each.topics),
            attributes=dict(each.attributes),
            circles=each.circles,
            enrolled_at=now,
        )
        for each in invited
    )
    due = {f"person:{each.person_id}": next_allowed(now, each.person.zone) for each in invited}
    outbox.post_to_all(db, MailKind.IMPORT_INVITE, f"season:{season.id}", due, now)
    db.flush()


def _keep_pairs(db: Session, last: Season, season: Season) -> None:
    """Let those who must, or must not, be together stay so."""
    again = dict(
        db.execute(
            select(Participant.person_id, Participant.id).where(Participant.season_id == season.id)
        ).all()
    )
    people = dict(
        db.execute(
            select(Participant.id, Participant.person_id).where(Participant.season_id == last.id)
        ).all()
    )
    for pair in db.scalars(select(Pair).where(Pair.season_id == last.id)):
        both = [again[people[each]] for each in (pair.a_id, pair.b_id) if people[each] in again]
        if len(both) == 2:
            db.add(Pair(season_id=season.id, a_id=min(both), b_id=max(both), kind=pair.kind))
