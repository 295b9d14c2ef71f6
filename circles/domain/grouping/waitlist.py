"""Say why someone waits: the first rule that binds, and the cheapest way out of it."""

from circles.domain.grouping.explain import when
from circles.domain.grouping.problem import Candidate, Waiting
from circles.domain.grouping.seating import Circle, Seating
from circles.domain.grouping.slots import each_start
from circles.domain.tongue import listed, speaking


def waitlist(seating: Seating, numbers: dict[int, int]) -> tuple[Waiting, ...]:
    """Explain everyone without a circle; `numbers` gives the number people see on each circle."""
    units = {
        n: unit for unit in reversed(range(len(seating.roster.units))) for n in seating.roster.units[unit]
    }
    with speaking("en"):  # organizers read it, whoever's mail it is worked out for
        return tuple(
            Waiting(person.id, *_reason(seating, numbers, n, units[n]))
            for n, person in enumerate(seating.problem.candidates)
            if not seating.places[n]
        )


def _reason(seating: Seating, numbers: dict[int, int], n: int, unit: int) -> tuple[str, str]:
    person = seating.problem.candidates[n]
    minutes = seating.problem.rules.minutes
    if not person.hours:
        return "No hours were given.", "Ask when they could meet; two or three hours a week are enough."
    if not seating.roster.ever_free(n):
        return (
            f"The hours given never hold a meeting of {minutes} minutes that begins on the half-hour.",
            f"Ask for one stretch of {minutes} minutes or more, or make the meetings shorter.",
        )
    if partners := [k for k in seating.roster.units[unit] if k != n]:
        return _for_group(seating, partners, unit)
    if not seating.circles:
        return _nothing_formed(seating)
    return _blocked(seating, numbers, n, unit)


def _for_group(seating: Seating, partners: list[int], unit: int) -> tuple[str, str]:
    people = seating.problem.candidates
    names = listed([people[k].name for k in partners])
    silent = [people[k].name for k in partners if not people[k].hours]
    if silent:
        reason = f"They are to be together with {names}, and {listed(silent)} gave no hours."
        return reason, f"Ask {listed(silent)} for hours, or let them be placed apart."
    if not seating.roster.room(unit):
        reason = f"They are to be together with {names} and share no hour with them."
        return reason, "Ask them for an hour in common, or let them be placed apart."
    reason = f"No circle has room and an hour for them together with {names}."
    return reason, "Ask them for more hours in common, or let them be placed apart."


def _nothing_formed(seating: Seating) -> tuple[str, str]:
    rules = seating.problem.rules
    able = [n for n in range(len(seating.roster.number)) if seating.roster.ever_free(n)]
    mentors = sum(seating.roster.could_mentor(n) for n in able)
    if len(able) < rules.size_lo:
        return (
            f"A circle needs {rules.size_lo} people, and {len(able)} can be placed so far.",
            f"Invite {rules.size_lo - len(able)} more, or allow smaller circles.",
        )
    if mentors < rules.mentors_lo:
        return (
            f"A circle needs {rules.mentors_lo} to mentor, and {mentors} can so far.",
            f"Find {rules.mentors_lo - mentors} more who would mentor.",
        )
    others = sum(not seating.roster.is_mentor(n) for n in able)
    fewest = rules.size_lo - rules.mentors_hi
    if others < fewest:
        return (
            f"A circle needs {fewest} who don't mentor, and {others} can be placed so far.",
            "Invite more mentees, or allow more mentors in a circle.",
        )
    return (
        f"No hour brings {rules.size_lo} people and their mentor together.",
        "Ask for more hours, or allow smaller circles.",
    )


def _blocked(seating: Seating, numbers: dict[int, int], n: int, unit: int) -> tuple[str, str]:
    """Tell shared hours from full circles and pairs kept apart; an hour to add is the cheapest way out."""
    shares = [at for at, circle in seating.circles.items() if _shares_hour(seating, circle, n)]
    if not shares:
        return "No circle can meet at an hour when they are free.", _hour_to_add(seating, numbers, n, unit)
    names = listed([str(numbers[at]) for at in sorted(shares, key=lambda at: numbers[at])[:3]])
    circles = f"Circle {names}" if len(shares) == 1 else f"Circles {names}"
    full = [at for at in shares if len(seating.circles[at].shape.people) >= seating.problem.rules.size_hi]
    if len(full) == len(shares):
        reason = f"{circles} could meet when they are free, but {'is' if len(shares) == 1 else 'are'} full."
    elif seating.roster.is_mentor(n):
        reason = f"{circles} could meet when they are free, with no place for another mentor."
    else:
        reason = (
            f"{circles} could meet when they are free; a pair to keep apart or another rule stands between."
        )
    return reason, _hour_to_add(seating, numbers, n, unit)


def _shares_hour(seating: Seating, circle: Circle, n: int) -> bool:
    return bool(circle.shape.starts & seating.roster.free(n, circle.shape.zone))


def _hour_to_add(seating: Seating, numbers: dict[int, int], n: int, unit: int) -> str:
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
    return _offer(seating, person, number, start, seating.circles[at].shape.zone)


def _offer(seating: Seating, person: Candidate, number: int, start: int, zone: str) -> str:
    slot = seating.week.local_starts(start, zone, person.zone)[0]
    return f"If {when(slot, person.zone)} were possible, there is a place in circle {number}."


def _more_room(seating: Seating, n: int) -> str:
    rules = seating.problem.rules
    if seating.roster.is_mentor(n):
        has_room = any(len(circle.shape.people) < rules.size_hi for circle in seating.circles.values())
        allowed = (
            f"{rules.mentors_hi + 1} mentors in a circle"
            if has_room
            else f"{rules.size_hi + 1} people in one"
        )
        return f"Invite mentees for a further circle, or allow {allowed}."
    return f"Find one more mentor for a further circle, or allow {rules.size_hi + 1} people in one."
