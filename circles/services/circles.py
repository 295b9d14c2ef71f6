"""Forming circles and publishing them."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from circles.domain import availability
from circles.domain.cadence import meeting_times
from circles.domain.grouping import Candidate, Problem, Rules, Solution
from circles.domain.words import MailKind, PairKind, ParticipantState, Role, SeasonState
from circles.errors import NotAllowed
from circles.models import Circle, Meeting, Membership, Pair, Participant, Season, Topic
from circles.services import lanes, meetings, outbox
from circles.services.audit import note

PLACEABLE = (ParticipantState.CONFIRMED, ParticipantState.WAITLISTED)
DEFAULT_TOPICS = (2, 3, 4, 5, 7, 10)
"""Positions, among the built-in ten, of the topics of a season of six."""


def problem(db: Session, season: Season) -> Problem:
    """State what forming has to solve: everyone who said yes, and who may not or must be together."""
    participants = placeable(db, season)
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
            weeks=season.meetings * season.every_weeks,
        ),
        apart=_ids(pairs, PairKind.APART),
        together=_ids(pairs, PairKind.TOGETHER),
    )


def _ids(pairs: Iterable[Pair], kind: PairKind) -> frozenset[tuple[str, str]]:
    return frozenset((str(pair.a_id), str(pair.b_id)) for pair in pairs if pair.kind is kind)


def placeable(db: Session, season: Season) -> list[Participant]:
    """Give those who said yes and have no circle yet."""
    return list(
        db.scalars(
            select(Participant)
            .where(Participant.season_id == season.id, Participant.state.in_(PLACEABLE))
            .order_by(Participant.id)
        )
    )


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
    )


def save_draft(db: Session, season: Season, solution: Solution, now: datetime) -> None:
    """Replace the season's draft by a newly formed one; only organizers see it."""
    if season.state is not SeasonState.OPEN:
        raise NotAllowed("The circles of this season are published, so they can't be formed anew.")
    drop_draft(db, season)
    participants = {str(participant.id): participant for participant in placeable(db, season)}
    for n, formed in enumerate(solution.circles, 1):
        circle = Circle(
            season=season,
            name=f"Circle {n}",
            zone=formed.zone,
            weekday=formed.weekday,
            start=formed.start,
            place=season.place,
            why=f"Put together as {formed.because}.",
            score=formed.fit,
            terms=dict(formed.terms),
        )
        for member in formed.members:
            role = Role.MENTOR if member in formed.mentors else Role.MENTEE
            circle.memberships.append(
                Membership(
                    participant=participants[member],
                    role=role,
                    joined_at=now,
                    why=formed.why.get(member, ""),
                )
            )
        db.add(circle)
    waiting = {each.id: each for each in solution.waitlist}
    for key, participant in participants.items():
        participant.waiting_reason = waiting[key].reason if key in waiting else ""
        participant.waiting_remedy = waiting[key].remedy if key in waiting else ""
    db.flush()


def drop_draft(db: Session, season: Season) -> None:
    """Forget the draft circles of a season that is not published."""
    drafts = select(Circle.id).where(Circle.season_id == season.id)
    db.execute(delete(Membership).where(Membership.circle_id.in_(drafts)))
    db.execute(delete(Circle).where(Circle.season_id == season.id))
    db.expire_all()


def of_season(db: Session, season: Season) -> list[Circle]:
    """Give a season's circles, draft or published, in order."""
    return list(db.scalars(select(Circle).where(Circle.season_id == season.id).order_by(Circle.id)))


def publish(db: Session, season: Season, who: str, now: datetime) -> None:
    """Set every meeting and invite everyone to the first. Publishing twice sends nothing twice.

    Raises NotAllowed when there is no draft, or its first meeting would be past.
    """
    if season.state is SeasonState.PUBLISHED:
        return
    circles = of_season(db, season)
    if season.state is not SeasonState.OPEN or not circles:
        raise NotAllowed("There are no circles to publish yet. Press Suggest circles first.")
    topics = season_topics(db, season)
    for circle in circles:
        _set_meetings(db, circle, topics, now)
    season.state, season.published_at = SeasonState.PUBLISHED, now
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


def season_topics(db: Session, season: Season) -> list[Topic]:
    """Give the topics of a season in order; a season longer than the program's list repeats none."""
    topics = list(
        db.scalars(select(Topic).where(Topic.program_id == season.program_id).order_by(Topic.position))
    )
    if len(topics) >= max(DEFAULT_TOPICS) and season.meetings == len(DEFAULT_TOPICS):
        return [topics[position - 1] for position in DEFAULT_TOPICS]
    return topics[: season.meetings]


def _set_meetings(db: Session, circle: Circle, topics: list[Topic], now: datetime) -> None:
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
        circle.meetings.append(
            Meeting(
                n=n,
                starts_at=starts_at,
                minutes=season.minutes,
                uid=f"{secrets.token_hex(16)}@circles",
                topic=topics[n - 1] if n <= len(topics) else None,
                host=host_of(circle, n),
            )
        )
    db.flush()


def host_of(circle: Circle, n: int) -> Membership | None:
    """Pick who hosts meeting `n`: a mentor the first, then the others, each once before anyone twice."""
    members = sorted(circle.members, key=lambda member: member.id)
    first = [member for member in members if member.role is Role.MENTOR][:1]
    in_turn = first + [member for member in members if member not in first]
    return in_turn[(n - 1) % len(in_turn)] if in_turn else None
