"""Say in words why a circle is as it is and why each of its people is in it."""

from collections import Counter
from collections.abc import Sequence

from circles.domain.cadence import place
from circles.domain.grouping.problem import Candidate, FormedCircle, Slot
from circles.domain.grouping.score import ONE
from circles.domain.grouping.seating import Circle, Seating
from circles.domain.grouping.slots import each_start, slot_of

_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905


def formed(seating: Seating, circle: Circle) -> FormedCircle:
    """Give a circle with its hour, its score and the sentences that explain it."""
    shape = circle.shape
    people = seating.problem.candidates
    mentors = seating.roster.mentors(shape.people)
    members = (*mentors, *(n for n in shape.people if n not in mentors))
    absent = [n for n in members if not seating.roster.free(n, shape.zone) >> shape.start & 1]
    hours = shape.starts.bit_count()
    worth = seating.scores.circle(shape.people, hours)
    terms = seating.scores.terms(shape.people, hours)
    slot = slot_of(shape.start)
    return FormedCircle(
        members=tuple(people[n].id for n in members),
        mentors=tuple(people[n].id for n in mentors),
        zone=shape.zone,
        weekday=slot.weekday,
        start=slot.start,
        slot=seating.week.utc_slot(shape.start, shape.zone),
        hours=tuple(slot_of(start) for start in each_start(shape.starts)),
        score=round(100 * worth.total / ONE, 2),
        fit=max(0, min(100, round(100 * sum(terms.values()) / ONE))),
        terms={term: round(100 * value / ONE, 1) for term, value in terms.items()},
        because=_because(seating, members, len(absent), slot, shape.zone),
        why={people[n].id: _why(seating, circle, n, members, mentors) for n in members},
        warnings=tuple(_warnings(seating, members)),
        absent=tuple(people[n].id for n in absent),
        kept=circle.kept,
    )


def when(slot: Slot, zone: str) -> str:
    """Write a weekly hour as "Thursdays at 17:00 (Lisbon time)"."""
    return f"{_DAYS[slot.weekday]} at {slot.start:%H:%M} ({place(zone)})"


def count(n: int) -> str:
    """Write a small number as a word."""
    return _NUMBERS[n] if 0 < n < len(_NUMBERS) else str(n)


def listed(words: Sequence[str]) -> str:
    """Join words as "Ana, Bo and Carl"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _because(seating: Seating, members: Sequence[int], absent: int, slot: Slot, zone: str) -> str:
    everyone = "both" if len(members) == 2 else f"all {count(len(members))}"
    able = f"{count(len(members) - absent)} of {count(len(members))}" if absent else everyone
    topics = Counter(topic for n in members for topic in seating.problem.candidates[n].topics)
    shared = sorted((-times, topic) for topic, times in topics.items() if times > 1)
    can = f"{able} can meet {when(slot, zone)}"
    if not shared:
        return can
    times, topic = -shared[0][0], shared[0][1]
    return f"{can} and {'all' if times == len(members) else count(times)} chose *{topic}*"


def _why(
    seating: Seating, circle: Circle, person: int, members: Sequence[int], mentors: Sequence[int]
) -> str:
    """Write one sentence to a member: the hour on their own clocks, who shares what, who mentors."""
    people = seating.problem.candidates
    clauses = [_hour(seating, circle, person)]
    others = [people[n] for n in members if n != person]
    if topic := _shared_topic(people[person], others):
        clauses.append(topic)
    if person in mentors:
        clauses.append("your experience leads the way")
    elif mentors:
        names = [people[n].name for n in mentors]
        clauses.append(f"{listed(names)} {'mentors' if len(names) == 1 else 'mentor'}")
    return f"{', '.join(clauses[:-1])}, and {clauses[-1]}." if len(clauses) > 1 else f"{clauses[0]}."


def _hour(seating: Seating, circle: Circle, person: int) -> str:
    reader = seating.problem.candidates[person].zone
    shape = circle.shape
    first, *later = seating.week.local_starts(shape.start, shape.zone, reader)
    able = seating.roster.free(person, shape.zone) >> shape.start & 1
    shift = f", {later[0].start:%H:%M} while the clocks differ," if later else ""
    return f"{when(first, reader)}{shift} {'suit all of you' if able else 'suit most of you'}"


def _shared_topic(person: Candidate, others: Sequence[Candidate]) -> str:
    """Name the topic that most of the others share, and up to three of them."""
    holders = {topic: [each for each in others if topic in each.topics] for topic in sorted(person.topics)}
    topic = max(holders, key=lambda each: len(holders[each]), default="")
    who = holders.get(topic)
    if not who:
        return ""
    names = [each.name for each in who[:3]] + ([f"{count(len(who) - 3)} more"] if len(who) > 3 else [])
    return f"you share *{topic}* with {listed(names)}"


def _warnings(seating: Seating, members: Sequence[int]) -> list[str]:
    people = [seating.problem.candidates[n] for n in members]
    same = Counter(each.attributes.get("department", "") for each in people)
    teams = [
        f"{count(n).capitalize()} people from the same department, {name}."
        for name, n in sorted(same.items())
        if name and n > 1 and seating.problem.rules.mix.get("department")
    ]
    again = [
        f"{one.name} and {other.name} were in a circle together before."
        for k, one in enumerate(people)
        for other in people[k + 1 :]
        if seating.problem.history.get((one.id, other.id)) or seating.problem.history.get((other.id, one.id))
    ]
    return teams + again
