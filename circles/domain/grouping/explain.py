"""Say in words why a circle is as it is and why each of its people is in it."""

from collections import Counter
from collections.abc import Sequence

from circles.domain.cadence import place
from circles.domain.grouping.problem import Candidate, FormedCircle, Slot
from circles.domain.grouping.score import ONE
from circles.domain.grouping.seating import Circle, Seating
from circles.domain.grouping.slots import each_start, slot_of
from circles.domain.tongue import listed, say, say_as, say_n, speaking, tongue


def formed(seating: Seating, circle: Circle) -> FormedCircle:
    """Give a circle with its hour, its score and the sentences that explain it, to each in their language."""
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
    days = (
        say_as("weekly", "Mondays"),
        say_as("weekly", "Tuesdays"),
        say_as("weekly", "Wednesdays"),
        say_as("weekly", "Thursdays"),
        say_as("weekly", "Fridays"),
        say_as("weekly", "Saturdays"),
        say_as("weekly", "Sundays"),
    )
    hour = tongue().clock(slot.start)
    return say("{days} at {hour} ({clocks})", days=days[slot.weekday], hour=hour, clocks=place(zone))


def count(n: int) -> str:
    """Write a small number as a word."""
    words = (
        say_as("people", "one"),
        say_as("people", "two"),
        say_as("people", "three"),
        say_as("people", "four"),
        say_as("people", "five"),
        say_as("people", "six"),
        say_as("people", "seven"),
        say_as("people", "eight"),
        say_as("people", "nine"),
        say_as("people", "ten"),
        say_as("people", "eleven"),
        say_as("people", "twelve"),
    )
    return words[n - 1] if 0 < n <= len(words) else str(n)


def _because(seating: Seating, members: Sequence[int], absent: int, slot: Slot, zone: str) -> str:
    can = _can(len(members), absent, when(slot, zone))
    topics = Counter(topic for n in members for topic in seating.problem.candidates[n].topics)
    shared = sorted((-times, topic) for topic, times in topics.items() if times > 1)
    if not shared:
        return can
    times, topic = -shared[0][0], shared[0][1]
    if times == len(members):
        return say("{can_meet} and all chose *{topic}*", can_meet=can, topic=topic)
    return say("{can_meet} and {people} chose *{topic}*", can_meet=can, people=count(times), topic=topic)


def _can(members: int, absent: int, when: str) -> str:
    if absent:
        able = count(members - absent)
        return say("{able} of {people} can meet {when}", able=able, people=count(members), when=when)
    if members == 2:
        return say("both can meet {when}", when=when)
    return say("all {people} can meet {when}", people=count(members), when=when)


def _why(
    seating: Seating, circle: Circle, person: int, members: Sequence[int], mentors: Sequence[int]
) -> str:
    """Write one sentence to a member: the hour on their own clocks, who shares what, who mentors."""
    with speaking(seating.problem.candidates[person].language):
        *clauses, last = _clauses(seating, circle, person, members, mentors)
        return say("{clauses}, and {last}.", clauses=", ".join(clauses), last=last) if clauses else f"{last}."


def _clauses(
    seating: Seating, circle: Circle, person: int, members: Sequence[int], mentors: Sequence[int]
) -> list[str]:
    people = seating.problem.candidates
    clauses = [_hour(seating, circle, person)]
    others = [people[n] for n in members if n != person]
    if topic := _shared_topic(people[person], others):
        clauses.append(topic)
    if person in mentors:
        clauses.append(say("your experience leads the way"))
    elif mentors:
        names = listed([people[n].name for n in mentors])
        clauses.append(say_n("{names} mentors", "{names} mentor", len(mentors), names=names))
    return clauses


def _hour(seating: Seating, circle: Circle, person: int) -> str:
    reader = seating.problem.candidates[person].zone
    shape = circle.shape
    first, *later = seating.week.local_starts(shape.start, shape.zone, reader)
    able = seating.roster.free(person, shape.zone) >> shape.start & 1
    hour = when(first, reader)
    if later:
        shifted = tongue().clock(later[0].start)
        hour = say("{when}, {hour} while the clocks differ,", when=hour, hour=shifted)
    if able:
        return say("{when} suit all of you", when=hour)
    return say("{when} suit most of you", when=hour)


def _shared_topic(person: Candidate, others: Sequence[Candidate]) -> str:
    """Name the topic that most of the others share, and up to three of them."""
    holders = {topic: [each for each in others if topic in each.topics] for topic in sorted(person.topics)}
    topic = max(holders, key=lambda each: len(holders[each]), default="")
    who = holders.get(topic)
    if not who:
        return ""
    names = [each.name for each in who[:3]]
    if len(who) > 3:
        names.append(say("{people} more", people=count(len(who) - 3)))
    return say("you share *{topic}* with {names}", topic=topic, names=listed(names))


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
