"""Forming circles and publishing them."""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from circles.domain import availability
from circles.domain.cadence import meeting_times
from circles.domain.grouping import Candidate, Problem, Rules
from circles.domain.words import MailKind, PairKind, ParticipantState, SeasonState
from circles.errors import NotAllowed
from circles.models import Board, Circle, Meeting, Membership, Pair, Participant, Season, Topic, loading
from circles.services import forming, hosting, lanes, meetings, outbox, standing, topics
from circles.services.audit import note

PLACEABLE = (ParticipantState.CONFIRMED, ParticipantState.WAITLISTED)


def problem(db: Session, season: Season, people: Sequence[Participant] | None = None) -> Problem:
    """State what forming has to solve: everyone who said yes, and who may not or must be together.

    With `people`, those of circles that meet already: nobody there moves because somebody else does.
    """
    participants = placeable(db, season) if people is None else people
    ids = {participant.id for participant in participants}
    pairs = [
        pair
        for pair in db.scalars(select(Pair).where(Pair.season_id == season.id))
        if pair.a_id in ids and pair.b_id in ids
    ]
    return Problem(
        candidates=tuple(_candidate(participant) for participant in participants),
        rules=Rules(
            size_lo=season.size_lo,
            size_hi=season.size_hi,
            mentors_lo=season.mentors_lo,
            mentors_hi=season.mentors_hi,
            minutes=season.minutes,
            start=season.starts_on,
            weeks=standing.weeks_of(season),
            weights=forming.of_season(season).weights,
        ),
        apart=_ids(pairs, PairKind.APART),
        together=_ids(pairs, PairKind.TOGETHER) if people is None else frozenset(),
        history=_history(db, season, {each.person_id: str(each.id) for each in participants}),
    )


def _history(db: Session, season: Season, ids: Mapping[int, str]) -> dict[tuple[str, str], int]:
    """Count in how many circles of the program's earlier seasons each pair has been."""
    rooms: dict[int, set[str]] = {}
    met = db.execute(
        select(Membership.circle_id, Participant.person_id)
        .join(Membership.participant)
        .join(Participant.season)
        .where(
            Season.program_id == season.program_id,
            Season.starts_on < season.starts_on,
            Season.published_at.is_not(None),
            or_(Membership.left_at.is_(None), Membership.left_at > Season.published_at),
        )
    )
    for circle_id, person_id in met:
        if person_id in ids:
            rooms.setdefault(circle_id, set()).add(ids[person_id])
    return dict(Counter(pair for room in rooms.values() for pair in combinations(sorted(room), 2)))


def _ids(pairs: Iterable[Pair], kind: PairKind) -> frozenset[tuple[str, str]]:
    return frozenset((str(pair.a_id), str(pair.b_id)) for pair in pairs if pair.kind is kind)


def placeable(db: Session, season: Season) -> list[Participant]:
    """Give those who said yes and have no circle yet."""
    wanted = (
        select(Participant)
        .where(Participant.season_id == season.id, Participant.state.in_(PLACEABLE))
        .options(loading.PERSON)
        .order_by(Participant.id)
    )
    return list(db.scalars(wanted))


def _candidate(participant: Participant) -> Candidate:
    return Candidate(
        id=str(participant.id),
        name=participant.person.name,
        role=participant.role,
        zone=participant.person.zone,
        hours=availability.parse(participant.availability),
        topics=frozenset(participant.topics),
        attributes=participant.attributes,
        circles=participant.circles,
        language=participant.person.language,
    )


def of_season(db: Session, season: Season) -> list[Circle]:
    """Give a season's circles, draft or published, in order."""
    return list(db.scalars(select(Circle).where(Circle.season_id == season.id).order_by(Circle.id)))


def drop_draft(db: Session, season: Season) -> None:
    """Let a season have no circles, of which nobody but organizers knew, and nothing to undo."""
    for circle in of_season(db, season):
        db.delete(circle)
    db.execute(delete(Board).where(Board.season_id == season.id))


def publish(db: Session, season: Season, who: str, now: datetime) -> None:
    """Set every meeting and invite everyone to the first. Publishing twice sends nothing twice.

    Raises NotAllowed when there is no draft, or its first meeting would be past.
    """
    db.flush()
    db.refresh(season, with_for_update={"key_share": True})  # nobody else changes it meanwhile
    if season.state is SeasonState.PUBLISHED:
        return
    circles = of_season(db, season)
    if season.state is not SeasonState.OPEN or not circles:
        raise NotAllowed("There are no circles to publish yet. Press Suggest circles first.")
    chosen = topics.of_season(db, season)
    season.topics = [topic.id for topic in chosen]  # what is archived later stays where it is
    for circle in circles:
        _set_meetings(db, circle, chosen, now)
    season.state, season.published_at = SeasonState.PUBLISHED, now
    db.execute(delete(Board).where(Board.season_id == season.id))  # nothing can be undone from here
    placed = {member.participant_id for circle in circles for member in circle.members}
    for circle in circles:
        for member in circle.members:
            member.participant.state = ParticipantState.PLACED
            member.joined_at = now
            reader = f"person:{member.participant.person_id}"
            lanes.withdraw(db, reader, [f"season:{season.id}"], MailKind.JOINED)  # the invite says it all
            meetings.post_invite(db, circle.meetings[0], member, now)
    for participant in placeable(db, season):
        if participant.id not in placed:
            participant.state = ParticipantState.WAITLISTED
            outbox.post(
                db, MailKind.WAITLISTED, f"person:{participant.person_id}", f"season:{season.id}", now
            )
    note(db, season.program_id, who, f"season:{season.id}", f"published {len(circles)} circles", now)


def _set_meetings(db: Session, circle: Circle, chosen: list[Topic], now: datetime) -> None:
    season = circle.season
    times = meeting_times(
        season.starts_on, circle.weekday, circle.start, circle.zone, season.every_weeks, season.meetings
    )
    if times[0] <= now:
        raise NotAllowed(
            f"The first meeting of {circle.name} would be on {times[0]:%d %B %Y}, which is past."
            " Move the start of the season first."
        )
    for n, starts_at in enumerate(times, 1):
        add_meeting(circle, n, starts_at, topics.at(chosen, n))
    db.flush()
    hosting.assign(db, circle, now)


def add_meeting(circle: Circle, n: int, starts_at: datetime, topic: Topic | None) -> None:
    """Set one more meeting of a circle, as long as those of its season are."""
    circle.meetings.append(
        Meeting(
            n=n,
            starts_at=starts_at,
            minutes=circle.season.minutes,
            uid=f"{secrets.token_hex(16)}@circles",
            topic=topic,
        )
    )
