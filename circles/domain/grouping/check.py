"""Judge a solution by the rules alone, apart from the search: it trusts nothing the search computed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from circles.domain.grouping.problem import Candidate, FormedCircle, Problem, Solution
from circles.domain.words import Role

_WEEK = timedelta(weeks=1)


def check(problem: Problem, solution: Solution) -> list[str]:
    """Give every violation of a hard rule as a sentence; none means that the solution may be used."""
    known = {each.id: each for each in problem.candidates}
    strangers = sorted({id for id in _everyone(solution) if id not in known})
    if strangers:
        return [f"{', '.join(strangers)} are no candidates."]
    faults = [*_places(problem, solution), *_pairs(problem, solution), *_pins(problem, solution, known)]
    for n, circle in enumerate(solution.circles, start=1):
        members = [known[id] for id in circle.members]
        rules = (*_sizes(problem, circle, members), *_loners(problem, members))
        faults += [f"Circle {n}: {fault}" for fault in (*rules, *_hours(problem, circle, known))]
    return [*faults, *_clashes(problem, solution)]


def _everyone(solution: Solution) -> Iterator[str]:
    for circle in solution.circles:
        yield from circle.members
        yield from circle.mentors
    yield from (each.id for each in solution.waitlist)


def _places(problem: Problem, solution: Solution) -> Iterator[str]:
    seats = Counter(id for circle in solution.circles for id in circle.members)
    waits = Counter(each.id for each in solution.waitlist)
    for each in problem.candidates:
        most = each.circles if each.role is Role.MENTOR else 1
        if seats[each.id] > most:
            yield f"{each.id} is in {seats[each.id]} circles and takes {most}."
        if (seats[each.id] > 0) + waits[each.id] != 1:
            yield f"{each.id} must be either in a circle or once on the waitlist."


def _pairs(problem: Problem, solution: Solution) -> Iterator[str]:
    rooms = [set(circle.members) for circle in solution.circles]
    for a, b in sorted(problem.apart):
        if any({a, b} <= room for room in rooms):
            yield f"{a} and {b} are to be apart."
    for a, b in sorted(problem.together):
        if any((a in room) != (b in room) for room in rooms):
            yield f"{a} and {b} are to be together."


def _pins(problem: Problem, solution: Solution, known: Mapping[str, Candidate]) -> Iterator[str]:
    counts = Counter(circle.kept for circle in solution.circles if circle.kept is not None)
    if any(n > 1 for n in counts.values()) or any(not 0 <= k < len(problem.keep) for k in counts):
        yield "A kept circle is continued by more than one circle, or by none that was given."
        return
    now = {circle.kept: set(circle.members) for circle in solution.circles}
    for k, kept in enumerate(problem.keep):
        here = now.get(k, set())
        present = {id for id in kept.members if id in known}
        if missing := sorted(id for id in kept.pinned if id in known and id not in here):
            yield f"{', '.join(missing)} are pinned to kept circle {k + 1}."
        if barred := sorted(kept.barred & here):
            yield f"{', '.join(barred)} are kept out of kept circle {k + 1}."
        if kept.locked and here != present:
            yield f"Kept circle {k + 1} is locked."


def _sizes(problem: Problem, circle: FormedCircle, members: list[Candidate]) -> Iterator[str]:
    rules = problem.rules
    if len(set(circle.members)) != len(circle.members) or not set(circle.mentors) <= set(circle.members):
        yield "each member counts once, and mentors are members."
    if not rules.size_lo <= len(circle.members) <= rules.size_hi:
        yield f"{len(circle.members)} people, expected {rules.size_lo}-{rules.size_hi}."
    if not rules.mentors_lo <= len(set(circle.mentors)) <= rules.mentors_hi:
        yield f"{len(circle.mentors)} mentors, expected {rules.mentors_lo}-{rules.mentors_hi}."
    for each in members:
        serves = each.id in circle.mentors
        if (each.role is Role.MENTOR and not serves) or (each.role is Role.MENTEE and serves):
            yield f"{each.id} is a {each.role} and serves as the other."


def _loners(problem: Problem, members: list[Candidate]) -> Iterator[str]:
    for name in sorted(problem.rules.never_alone):
        stated = Counter(each.attributes.get(name, "").casefold() for each in members)
        alone = sorted(value for value, n in stated.items() if value and n == 1)
        if alone:
            yield f"one person alone of {name} {', '.join(alone)}."


def _hours(problem: Problem, circle: FormedCircle, known: Mapping[str, Candidate]) -> Iterator[str]:
    members = [known[id] for id in circle.members]
    if circle.zone not in _zones(members, circle):
        yield f"it meets by the clocks of {circle.zone}."
    meetings = list(_meetings(problem, circle))
    can = {each.id for each in members if all(_free(each, at, problem.rules.minutes) for at in meetings)}
    quorum = problem.rules.quorum
    needed = len(members) if quorum is None else min(quorum, len(members))
    if len(can) < needed or not set(circle.mentors) <= can:
        cannot = [each.id for each in members if each.id not in can]
        yield f"the meeting is not inside the hours of {', '.join(cannot)} in every week."
    if set(circle.absent) != {each.id for each in members} - can:
        yield "it names others as absent than those who can't come."
    if not _is_slot(problem, circle):
        yield "its hour in UTC is not its local hour in the first week."


def _zones(members: list[Candidate], circle: FormedCircle) -> list[str]:
    """Give the commonest zone, among equals a mentor's, then the first by name; none for nobody."""
    times = Counter(each.zone for each in members)
    common = [zone for zone, n in times.items() if n == max(times.values())]
    mentors = [each.zone for each in members if each.id in circle.mentors and each.zone in common]
    return sorted(mentors or common)[:1]


def _meetings(problem: Problem, circle: FormedCircle) -> Iterator[datetime]:
    rules = problem.rules
    for n in range(7 * rules.weeks):
        day = rules.start + timedelta(days=n)
        if day.weekday() == circle.weekday:
            yield _at(day, circle.start, circle.zone)


def _at(day: date, start: time, zone: str) -> datetime:
    """Give a local time in UTC."""
    # fold=0 reads a missing hour by the clocks before the gap: forward; and of a doubled one the first
    return datetime.combine(day, start, ZoneInfo(zone)).astimezone(UTC)


def _free(person: Candidate, at: datetime, minutes: int) -> bool:
    clocks = ZoneInfo(person.zone)
    begin, end = (moment.astimezone(clocks) for moment in (at, at + timedelta(minutes=minutes)))
    if begin.utcoffset() == end.utcoffset():
        return _inside(person, begin, minutes)
    moments = (at + timedelta(minutes=m) for m in range(minutes))
    return all(_inside(person, moment.astimezone(clocks), 1) for moment in moments)


def _inside(person: Candidate, local: datetime, minutes: int) -> bool:
    """Tell whether the hours cover so many minutes of a clock that doesn't change meanwhile."""
    minute = local.weekday() * 1440 + local.hour * 60 + local.minute
    left = minutes
    while left > 0:
        day, of_day = divmod(minute % 10080, 1440)
        ends = [
            hours.end for hours in person.hours if hours.weekday == day and hours.start <= of_day < hours.end
        ]
        if not ends:
            return False
        left -= max(ends) - of_day
        minute += max(ends) - of_day
    return True


def _is_slot(problem: Problem, circle: FormedCircle) -> bool:
    monday = problem.rules.start - timedelta(days=problem.rules.start.weekday())
    days = [monday + timedelta(days=n) for n in range(-2, 10)]
    times = [_at(day, circle.start, circle.zone) for day in days if day.weekday() == circle.weekday]
    inside = [at for at in times if monday <= at.date() < monday + _WEEK]
    slots = {(at.weekday(), at.time()) for at in inside or times}
    return (circle.slot.weekday, circle.slot.start) in slots


def _clashes(problem: Problem, solution: Solution) -> Iterator[str]:
    length = timedelta(minutes=problem.rules.minutes)
    rooms: dict[str, list[FormedCircle]] = {}
    for circle in solution.circles:
        for id in set(circle.members):
            rooms.setdefault(id, []).append(circle)
    for id, circles in sorted(rooms.items()):
        for one, other in combinations(circles, 2):
            if any(abs(a - b) < length for a in _meetings(problem, one) for b in _meetings(problem, other)):
                yield f"{id} would be in two circles at one hour."
