"""The draft of a season as rows: read, written, and stated as a problem to solve."""

from datetime import datetime, time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from circles.domain.draft import Draft, DraftCircle, Seat
from circles.domain.grouping import Problem
from circles.domain.words import Role
from circles.errors import Invalid, NotAllowed
from circles.models import Circle, Membership, Participant, Person, Season, loading
from circles.services import circles, locks


def present(db: Session, season: Season) -> Draft:
    """Read the circles as they stand, without those who have left."""
    return Draft(
        circles=tuple(_circle(row) for row in _rows(db, season)),
        waiting={each.id: each.wait for each in circles.placeable(db, season) if each.wait},
    )


def lay(db: Session, season: Season, draft: Draft, now: datetime) -> None:
    """Make the rows say what a draft says; who has left since it was made gets no place."""
    people = {each.id: each for each in circles.placeable(db, season)}
    rows = {row.id: row for row in _rows(db, season)}
    for n, circle in enumerate(draft.circles, start=1):
        row = rows.pop(circle.row or 0, None) or _new(db, season, circle)
        row.name = f"Circle {n}"
        row.zone, row.weekday, row.start = circle.zone, circle.weekday, circle.start
        row.why, row.score, row.terms = circle.why, circle.fit, dict(circle.terms)
        row.hours, row.warnings = list(circle.hours), list(circle.warnings)
        row.locked, row.barred = circle.locked, list(circle.barred)
        _seat(row, [seat for seat in circle.seats if seat.person in people], people, now)
    for row in rows.values():
        db.delete(row)
    placed = draft.placed
    for each in people.values():
        each.wait = {} if each.id in placed else dict(draft.waiting.get(each.id, {}))
    db.flush()


def _rows(db: Session, season: Season) -> list[Circle]:
    wanted = select(Circle).where(Circle.season_id == season.id).order_by(Circle.id).options(loading.MEMBERS)
    return list(db.scalars(wanted))


def _new(db: Session, season: Season, circle: DraftCircle) -> Circle:
    row = Circle(id=circle.row, season=season, place=season.place)  # one that comes back keeps its number
    db.add(row)
    return row


def _circle(row: Circle) -> DraftCircle:
    return DraftCircle(
        seats=tuple(
            Seat(member.participant_id, member.role, member.pinned, member.why)
            for member in sorted(
                row.members, key=lambda each: (each.role is Role.MENTEE, each.participant_id)
            )
            if member.participant.state in circles.PLACEABLE
        ),
        zone=row.zone,
        weekday=row.weekday,
        start=time(row.start.hour, row.start.minute),
        row=row.id,
        locked=row.locked,
        barred=tuple(row.barred),
        why=row.why,
        fit=row.score,
        terms=row.terms,
        hours=tuple(row.hours),
        warnings=tuple(row.warnings),
    )


def _seat(row: Circle, seats: list[Seat], people: dict[int, Participant], now: datetime) -> None:
    """Give a circle these members; who left the season meanwhile stays on record as having left."""
    known = {member.participant_id: member for member in row.memberships}
    wanted = {seat.person for seat in seats}
    for member in list(row.memberships):
        if member.participant_id not in wanted and member.left_at is None:
            row.memberships.remove(member)
    for seat in seats:
        member = known.get(seat.person) or _member(row, people[seat.person], now)
        member.left_at = None
        member.role, member.pinned, member.why = seat.role, seat.pinned, seat.why


def _member(row: Circle, participant: Participant, now: datetime) -> Membership:
    member = Membership(participant=participant, joined_at=now)
    row.memberships.append(member)
    return member


# --- What forming has to solve ---


def to_solve(db: Session, season: Season, draft: Draft) -> Problem:
    """State the season's problem; raises NotAllowed or Invalid with what keeps anything from being formed."""
    problem = circles.problem(db, season)
    ready, least = len(problem.candidates), season.size_lo
    if not ready:
        raise NotAllowed("Nobody is ready to be placed yet. Upload a list, or share the sign-up link.")
    if ready < least:
        raise NotAllowed(
            f"{_people(ready)} {'is' if ready == 1 else 'are'} ready, and a circle needs {least}. "
            f"Invite {least - ready} more, or allow smaller circles."
        )
    if fault := next(locks.faults(draft, problem, _who_left(db, season, draft)), ""):
        raise Invalid(fault, field="pins")
    return problem


def _who_left(db: Session, season: Season, draft: Draft) -> dict[int, list[str]]:
    """Name those who were in a circle of the draft and have left the season, by the circle's place."""
    places = {circle.row: n for n, circle in enumerate(draft.circles)}
    found = db.execute(
        select(Membership.circle_id, Person.name)
        .join(Membership.circle)
        .join(Membership.participant)
        .join(Participant.person)
        .where(
            Circle.season_id == season.id,
            or_(Membership.left_at.is_not(None), Participant.state.not_in(circles.PLACEABLE)),
        )
        .order_by(Person.name)
    )
    names: dict[int, list[str]] = {}
    for row, name in found:
        names.setdefault(places[row], []).append(name)
    return names


def _people(n: int) -> str:
    return "1 person" if n == 1 else f"{n} people"
