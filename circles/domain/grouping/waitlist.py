"""Say why someone waits: the first rule that binds, and the cheapest way out of it."""

from circles.domain.grouping.problem import Candidate, Wait, Waiting
from circles.domain.grouping.seating import Circle, Seating
from circles.domain.grouping.slots import each_start


def waitlist(seating: Seating, numbers: dict[int, int]) -> tuple[Waiting, ...]:
    """Explain everyone without a circle; `numbers` gives the number people see on each circle."""
    units = {
        n: unit for unit in reversed(range(len(seating.roster.units))) for n in seating.roster.units[unit]
    }
    return tuple(
        Waiting(person.id, _wait(seating, numbers, n, units[n]))
        for n, person in enumerate(seating.problem.candidates)
        if not seating.places[n]
    )


def _wait(seating: Seating, numbers: dict[int, int], n: int, unit: int) -> Wait:
    if not seating.problem.candidates[n].hours:
        return {"why": "no-hours"}
    if not seating.roster.ever_free(n):
        return {"why": "too-short", "minutes": seating.problem.rules.minutes}
    if partners := [k for k in seating.roster.units[unit] if k != n]:
        return _for_group(seating, partners, unit)
    if not seating.circles:
        return _nothing_formed(seating)
    return _blocked(seating, numbers, n, unit)


def _for_group(seating: Seating, partners: list[int], unit: int) -> Wait:
    people = seating.problem.candidates
    names = [people[k].name for k in partners]
    silent = [people[k].name for k in partners if not people[k].hours]
    if silent:
        return {"why": "silent-partner", "partners": names, "silent": silent}
    return {"why": "no-room-together" if seating.roster.room(unit) else "no-common-hour", "partners": names}


def _nothing_formed(seating: Seating) -> Wait:
    rules = seating.problem.rules
    able = [n for n in range(len(seating.roster.number)) if seating.roster.ever_free(n)]
    mentors = sum(seating.roster.could_mentor(n) for n in able)
    others = sum(not seating.roster.is_mentor(n) for n in able)
    for why, needed, there in (
        ("too-few-people", rules.size_lo, len(able)),
        ("too-few-mentors", rules.mentors_lo, mentors),
        ("too-few-mentees", rules.size_lo - rules.mentors_hi, others),
    ):
        if there < needed:
            return {"why": why, "needed": needed, "able": there, "lacking": needed - there}
    return {"why": "no-hour-for-all", "needed": rules.size_lo}


def _blocked(seating: Seating, numbers: dict[int, int], n: int, unit: int) -> Wait:
    """Tell shared hours from full circles and pairs kept apart; an hour to add is the cheapest way out."""
    helps = _what_helps(seating, numbers, n, unit)
    shares = [at for at, circle in seating.circles.items() if _shares_hour(seating, circle, n)]
    if not shares:
        return {"why": "no-shared-hour", **helps}
    full = all(len(seating.circles[at].shape.people) >= seating.problem.rules.size_hi for at in shares)
    why = "full" if full else "enough-mentors" if seating.roster.is_mentor(n) else "another-rule"
    return {"why": why, "circles": sorted(numbers[at] for at in shares)[:3], **helps}


def _shares_hour(seating: Seating, circle: Circle, n: int) -> bool:
    return bool(circle.shape.starts & seating.roster.free(n, circle.shape.zone))


def _what_helps(seating: Seating, numbers: dict[int, int], n: int, unit: int) -> Wait:
    """Find the circle with a place that asks for the fewest further half-hours."""
    person = seating.problem.candidates[n]
    offers = [
        (seating.week.lacking(person, start, circle.shape.zone), numbers[at], start, at)
        for at, circle in seating.circles.items()
        if not circle.locked and seating.roster.has_place((*circle.units, unit), circle.kept)
        for start in each_start(circle.shape.starts)
    ]
    if not offers:
        return _more_room(seating, n)
    _, number, start, at = min(offers)
    return _hour(seating, person, number, start, seating.circles[at].shape.zone)


def _hour(seating: Seating, person: Candidate, number: int, start: int, zone: str) -> Wait:
    slot = seating.week.local_starts(start, zone, person.zone)[0]
    hour = {"weekday": slot.weekday, "start": f"{slot.start:%H:%M}", "zone": person.zone}
    return {"helps": "an-hour", "circle": number, **hour}


def _more_room(seating: Seating, n: int) -> Wait:
    rules = seating.problem.rules
    if not seating.roster.is_mentor(n):
        return {"helps": "a-mentor", "allowed": rules.size_hi + 1}
    if any(len(circle.shape.people) < rules.size_hi for circle in seating.circles.values()):
        return {"helps": "more-mentors", "allowed": rules.mentors_hi + 1}
    return {"helps": "more-people", "allowed": rules.size_hi + 1}
