"""When a row can meet: the zone by whose clocks it would, the starts that will do, and the one it takes."""

import numpy as np

from circles.domain.grouping.kernel.numbers import WORDS, first_of, holds, inner, is_empty, words

WEEK_MINUTES = 7 * 24 * 60
_BEYOND = 4  # how many may be lacking before the search no longer sees a difference
_EVERY = np.array(words((1 << 336) - 1), dtype=np.uint64)
_WORKING = np.array(
    words(sum(1 << (day * 48 + half) for day in range(5) for half in range(16, 38))), dtype=np.uint64
)  # 08:00-19:00


@inner
def set_hours(people, law, table, into, count):
    """Set a trial row's zone, the starts that will do and the best of them; give how many can't come."""
    zone = table.zone[into] = _zone(people, law, table, into, count)
    clock = people.clock[zone]
    starts, best = table.starts[into], table.best[into]
    allowed = count - min(law.quorum, count) if law.quorum >= 0 else 0
    if allowed == 0:
        for w in range(WORDS):
            common = people.free[table.person[into, 0], clock, w]
            for seat in range(1, count):
                common &= people.free[table.person[into, seat], clock, w]
            starts[w] = best[w] = common
        if not is_empty(starts):
            return 0
    _climb(people, law, table, into, count, clock, allowed)
    ladder = table.ladder
    lacking = 0
    while lacking <= allowed + _BEYOND and is_empty(ladder[lacking]):
        lacking += 1
    enough = min(max(allowed, lacking), allowed + _BEYOND)
    for w in range(WORDS):
        starts[w] = ladder[enough, w]
        best[w] = ladder[min(lacking, allowed + _BEYOND), w]
    return max(0, lacking - allowed)


@inner
def _climb(people, law, table, into, count, clock, allowed):
    """Write ladder[k], the starts at which at most k can't come; with a quorum all mentors must."""
    top = allowed + _BEYOND
    ladder = table.ladder
    for k in range(top + 1):
        for w in range(WORDS):
            ladder[k, w] = _EVERY[w]
    for seat in range(count):
        person = table.person[into, seat]
        must = law.quorum >= 0 and _serves(people, law, table, into, count, seat)
        for k in range(top, -1, -1):
            for w in range(WORDS):
                free = people.free[person, clock, w]
                below = ladder[k - 1, w] if k > 0 and not must else np.uint64(0)
                ladder[k, w] = (ladder[k, w] & free) | below


@inner
def _serves(people, law, table, into, count, seat):
    """Tell whether someone is a mentor here: every mentor, of the either only as many as are needed."""
    role = people.role[table.person[into, seat]]
    if role != 1:
        return role == 2
    before = 0
    for other in range(count):
        person = table.person[into, other]
        before += people.role[person] == 2 or (people.role[person] == 1 and person < table.person[into, seat])
    return before < law.mentors_lo


@inner
def _zone(people, law, table, into, count):
    """Choose the commonest zone, among equals a mentor's, then the first by name (zones are in order)."""
    first = people.zone[table.person[into, 0]]
    alike = True
    for seat in range(1, count):
        alike = alike and people.zone[table.person[into, seat]] == first
    if alike:
        return first
    chosen, most, of_mentor = np.int64(-1), 0, False
    for seat in range(count):
        zone = people.zone[table.person[into, seat]]
        times, mentored = 0, False
        for other in range(count):
            if people.zone[table.person[into, other]] == zone:
                times += 1
                mentored = mentored or _serves(people, law, table, into, count, other)
        if (
            times > most
            or (times == most and mentored and not of_mentor)
            or (times == most and mentored == of_mentor and zone < chosen)
        ):
            chosen, most, of_mentor = zone, times, mentored
    return chosen


@inner
def set_start(people, law, table, row, into, count, other):
    """Choose a trial row's hour: the kept one, else where most can come, in working hours, the earliest.

    Gives 1 if every hour is taken by other circles of its mentors, else 0.
    """
    starts, best = table.starts[into], table.best[into]
    wanted = table.kept_start[row, people.clock[table.zone[into]]]
    if wanted >= 0 and not holds(starts, wanted):
        wanted = np.int64(-1)
    if not _is_busy(people, table, into, count):
        table.start[into] = wanted if wanted >= 0 else _earliest(starts, best)
        return 0
    if wanted >= 0 and not _is_taken(people, law, table, row, into, count, other, wanted):
        table.start[into] = wanted
        return 0
    for group in range(3):
        for start in range(336):
            if (
                holds(starts if group == 2 else best, start)
                and (group or holds(_WORKING, start))
                and not _is_taken(people, law, table, row, into, count, other, start)
            ):
                table.start[into] = start
                return 0
    table.start[into] = _earliest(starts, best)
    return 1


@inner
def _earliest(starts, best):
    start = first_of(best, _WORKING)
    if start < 0:
        start = first_of(best, _EVERY)
    if start < 0:
        start = first_of(starts, _EVERY)
    return max(0, start)


@inner
def _is_busy(people, table, into, count):
    for seat in range(count):
        person = table.person[into, seat]
        if people.units_first[person + 1] - people.units_first[person] > 1:
            return True
    return False


@inner
def _is_taken(people, law, table, row, into, count, other, start):
    """Tell whether a member meets another circle at that hour, rows that are changing left aside."""
    for seat in range(count):
        person = table.person[into, seat]
        for k in range(people.units_first[person], people.units_first[person + 1]):
            place = table.place[people.units[k]]
            if place >= 0 and place not in (row, other) and people.units[k] != table.unit[into, seat]:  # noqa: SIM102
                if clash(people, law, table, into, start, place):
                    return True
    return False


@inner
def clash(people, law, table, into, start, place):
    """Tell whether meetings may overlap; between zones an hour's distance is asked for as well."""
    zone, other = table.zone[into], table.zone[place]
    apart = law.minutes + (0 if zone == other else 60)
    for way in range(people.begins.shape[1]):
        distance = (
            people.begins[people.clock[zone], way, start]
            - people.begins[people.clock[other], way, table.start[place]]
        ) % WEEK_MINUTES
        if min(distance, WEEK_MINUTES - distance) < apart:
            return True
    return False


@inner
def trials_clash(people, law, table):
    """Tell whether the two trial rows share someone and meet at one hour."""
    one, two = table.taken.shape[0] - 2, table.taken.shape[0] - 1
    for a in range(table.taken[one]):
        person = table.person[one, a]
        if people.units_first[person + 1] - people.units_first[person] > 1:
            for b in range(table.taken[two]):
                if table.person[two, b] == person and clash(people, law, table, one, table.start[one], two):
                    return True
    return False
