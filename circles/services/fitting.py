"""Who would fit where in a season whose circles meet: the rules of circles/domain/grouping on its rows."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import reduce
from operator import and_, or_

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.grouping import Kept, Problem, Rules, effect, repair, vacancies
from circles.domain.grouping.effect import Effect
from circles.domain.grouping.slots import SeasonWeek, start_of
from circles.domain.words import OfferState, PairKind, ParticipantState, Role
from circles.models import Circle, Pair, Participant, Season, SeatOffer, loading
from circles.services import circles as rows
from circles.services import standing

_LAST_NUMBER = re.compile(r"\d+$")
_WEEK = timedelta(weeks=1)
_THERE = (ParticipantState.PLACED, ParticipantState.WAITLISTED)


@dataclass(frozen=True)
class Table:
    """Circles that meet with those who wait, as they are now."""

    circles: Sequence[Circle]
    board: effect.Board
    rules: Rules
    bound: Mapping[int, Collection[int]]
    """By participant: those they are to be together with."""

    def suitors(self, circle: Circle) -> list[tuple[int, Effect]]:
        """Rank by participant id those who could take a seat in a circle, the best first."""
        at = self._at(circle)
        found = vacancies.suitors(self.board, at, self.rules)
        return [(int(person), each) for person, each in found if self._may_be_in(int(person), circle)]

    def placing(self, participant: Participant, circle: Circle) -> Effect:
        """Give the effect of somebody alone coming into a circle."""
        at, person = self._at(circle), str(participant.id)
        found = self.board.move(person, at)
        alone = vacancies.joined(found, at, self.board.of(at), person)
        if found.allowed and (alone is None or not self._may_be_in(participant.id, circle)):
            return Effect(allowed=False, reason="They are to be together with somebody who is not in it.")
        return found

    def mergers(self, circle: Circle) -> list[tuple[Circle, Effect]]:
        """Give the best circles that all people of a circle could go into."""
        found = repair.mergers(self.board, self._at(circle))
        return [(self.circles[each.to], each.effect) for each in found]

    def _at(self, circle: Circle) -> int:
        return self.circles.index(circle)

    def _may_be_in(self, person: int, circle: Circle) -> bool:
        """Tell whether all they are to be together with are in a circle already."""
        return set(self.bound.get(person, ())) <= {member.participant_id for member in circle.members}


def lay(
    db: Session,
    season: Season,
    circles: Sequence[Circle],
    waiting: Sequence[Participant],
    now: datetime,
    *,
    promised_too: bool = False,
) -> Table:
    """Set up circles that have members, and people who wait, to see who would fit.

    With `promised_too`, others who are asked about a seat sit there already.
    """
    promised = _promised(db, circles, {each.id for each in waiting}) if promised_too else {}
    seated = {each.participant_id: each.participant for circle in circles for each in circle.members}
    seated |= {each.id: each for offered in promised.values() for each in offered}
    people = [*seated.values(), *(each for each in waiting if each.id not in seated)]
    problem = _rest_of_season(rows.problem(db, season, people), season, now)
    kept = [_kept(circle, promised.get(circle.id, ())) for circle in circles]
    board = effect.board(problem, kept, [_number(n, circle) for n, circle in enumerate(circles, 1)])
    return Table(circles, board, problem.rules, _bound(db, season, waiting))


def at_their_hours(
    db: Session,
    season: Season,
    circles: Sequence[Circle],
    people: Sequence[Participant],
    now: datetime,
    *,
    all_of_them: bool = False,
) -> list[Circle]:
    """Give those of some circles whose hour suits any, or all, of some people: a look before the table."""
    problem = _rest_of_season(rows.problem(db, season, people), season, now)
    zones = {circle.zone for circle in circles}
    week = SeasonWeek(zones | {each.zone for each in problem.candidates}, problem.rules)
    free = {
        zone: reduce(
            and_ if all_of_them else or_, [week.free_starts(each, zone) for each in problem.candidates]
        )
        for zone in zones
    }
    begins = ((circle, start_of(circle.weekday, circle.start)) for circle in circles)
    return [circle for circle, start in begins if start is not None and free[circle.zone] >> start & 1]


def with_people(db: Session, circles: Collection[int]) -> list[Circle]:
    """Load circles with their people and meetings at once."""
    wanted = select(Circle).where(Circle.id.in_(circles)).order_by(Circle.id)
    loaded = wanted.options(loading.MEMBERS, loading.MEETINGS)
    return list(db.scalars(loaded.execution_options(populate_existing=True)))


def _rest_of_season(problem: Problem, season: Season, now: datetime) -> Problem:
    """Look only at the weeks ahead: whoever comes now need not have been free before."""
    end = season.starts_on + standing.weeks_of(season) * _WEEK
    start = max(season.starts_on, min(now.date(), end - _WEEK))
    weeks = max(1, -(-(end - start).days // 7))
    return replace(problem, rules=replace(problem.rules, start=start, weeks=weeks))


def _promised(db: Session, circles: Sequence[Circle], but: Collection[int]) -> dict[int, list[Participant]]:
    open_offers = select(SeatOffer).where(
        SeatOffer.circle_id.in_([circle.id for circle in circles]),
        SeatOffer.state == OfferState.OPEN,
        SeatOffer.participant_id.not_in(but),
    )
    found: dict[int, list[Participant]] = {}
    for offer in db.scalars(open_offers):
        found.setdefault(offer.circle_id, []).append(offer.participant)
    return found


def _kept(circle: Circle, promised: Sequence[Participant]) -> Kept:
    members = circle.members
    there = {member.participant_id for member in members}
    more = [str(each.id) for each in promised if each.id not in there]
    return Kept(
        members=(*(str(member.participant_id) for member in members), *more),
        mentors=tuple(str(member.participant_id) for member in members if member.role is Role.MENTOR),
        zone=circle.zone,
        weekday=circle.weekday,
        start=circle.start.replace(tzinfo=None),
        barred=frozenset(map(str, circle.barred)),
    )


def _number(n: int, circle: Circle) -> int:
    """Give the number people see on a circle."""
    found = _LAST_NUMBER.search(circle.name)
    return int(found[0]) if found else n


def _bound(db: Session, season: Season, waiting: Sequence[Participant]) -> dict[int, set[int]]:
    """Give those whom each of some people is to be together with, while they take part."""
    ids = {each.id for each in waiting}
    pairs = select(Pair).where(Pair.season_id == season.id, Pair.kind == PairKind.TOGETHER)
    found: dict[int, set[int]] = {}
    for pair in db.scalars(pairs):
        for one, other in ((pair.a_id, pair.b_id), (pair.b_id, pair.a_id)):
            if one in ids and db.get_one(Participant, other).state in _THERE:
                found.setdefault(one, set()).add(other)
    return found
