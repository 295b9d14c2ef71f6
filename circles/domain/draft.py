"""The draft of a season's circles: what organizers look at, change by hand and compare, as frozen values.

People are numbers (a participant's id), circles stand in the order of their names: Circle 1 is the first.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import time
from typing import Any

from circles.domain.availability import DAYS
from circles.domain.grouping.problem import FormedCircle, Kept, Solution, Wait
from circles.domain.waiting_words import TAKEN_OUT
from circles.domain.words import Role


@dataclass(frozen=True)
class Seat:
    """A person's place in a circle; `pinned` stays when circles are formed anew."""

    person: int
    role: Role
    pinned: bool = False
    why: str = ""


@dataclass(frozen=True)
class DraftCircle:
    """A circle of a draft with what explains it; `row` is where it is kept, None if it is new."""

    seats: tuple[Seat, ...]
    zone: str
    weekday: int
    start: time
    row: int | None = None
    locked: bool = False
    barred: tuple[int, ...] = ()
    """Those an organizer took out, whom forming anew doesn't put back."""
    why: str = ""
    fit: int = 0
    terms: Mapping[str, float] = field(default_factory=dict)
    hours: tuple[str, ...] = ()
    """The starts that would do, as "Tue 17:00" in `zone`."""
    warnings: tuple[str, ...] = ()

    @property
    def people(self) -> frozenset[int]:
        return frozenset(seat.person for seat in self.seats)

    @property
    def hour(self) -> tuple[int, time, str]:
        """When it meets: weekday (Monday 0), local time, zone."""
        return self.weekday, self.start, self.zone


@dataclass(frozen=True)
class Draft:
    """All circles of a season, and those who wait with a reason."""

    circles: tuple[DraftCircle, ...] = ()
    waiting: Mapping[int, Wait] = field(default_factory=dict)

    @property
    def placed(self) -> frozenset[int]:
        return frozenset(person for circle in self.circles for person in circle.people)

    @property
    def fit(self) -> int:
        """0-100, how well people suit each other: the mean of the circles' fit over everyone placed."""
        seats = sum(len(circle.seats) for circle in self.circles)
        return round(sum(circle.fit * len(circle.seats) for circle in self.circles) / max(1, seats))


def kept(draft: Draft, *, by_hand: bool = False) -> tuple[Kept, ...]:
    """State the circles for forming anew; `by_hand` leaves out the pins: who moves people may move any."""
    return tuple(
        Kept(
            members=tuple(str(seat.person) for seat in circle.seats),
            mentors=tuple(str(seat.person) for seat in circle.seats if seat.role is Role.MENTOR),
            zone=circle.zone,
            weekday=circle.weekday,
            start=circle.start,
            pinned=frozenset(str(seat.person) for seat in circle.seats if seat.pinned and not by_hand),
            barred=frozenset() if by_hand else frozenset(map(str, circle.barred)),
            locked=circle.locked,
        )
        for circle in draft.circles
    )


def suggested(solution: Solution, before: Draft) -> Draft:
    """Give the draft a solution makes of the one it was formed from: its locks and pins stay."""
    old = dict(enumerate(before.circles))
    circles = (
        explained(formed, old.get(-1 if formed.kept is None else formed.kept)) for formed in solution.circles
    )
    return Draft(tuple(circles), {int(each.id): each.wait for each in solution.waitlist})


def explained(formed: FormedCircle, old: DraftCircle | None) -> DraftCircle:
    """Give a circle as it was explained, with the locks it has."""
    pinned = {seat.person for seat in old.seats if seat.pinned} if old else set()
    return DraftCircle(
        seats=tuple(
            Seat(
                int(member),
                Role.MENTOR if member in formed.mentors else Role.MENTEE,
                int(member) in pinned,
                formed.why.get(member, ""),
            )
            for member in formed.members
        ),
        zone=formed.zone,
        weekday=formed.weekday,
        start=formed.start,
        row=old.row if old else None,
        locked=old.locked if old else False,
        barred=old.barred if old else (),
        why=f"Put together as {formed.because}.",
        fit=formed.fit,
        terms=dict(formed.terms),
        hours=tuple(f"{DAYS[slot.weekday]} {slot.start:%H:%M}" for slot in formed.hours),
        warnings=formed.warnings,
    )


def moved(draft: Draft, became: Mapping[int, FormedCircle | None], *, out: bool) -> Draft:
    """Move somebody by hand: pinned where they come, and if they only go `out`, kept out from there.

    `became` explains every circle that changes, by its place in the draft; None closes it.
    """
    circles: list[DraftCircle] = []
    for n, circle in enumerate(draft.circles):
        formed = became.get(n, ...)
        if formed is None:
            continue
        circles.append(circle if formed is ... else _by_hand(explained(formed, circle), circle, out=out))
    changed = replace(draft, circles=tuple(circles))
    waiting = {each: wait for each, wait in draft.waiting.items() if each not in changed.placed}
    for each in sorted(draft.placed - changed.placed):
        waiting[each] = {"why": TAKEN_OUT}
    return replace(changed, waiting=waiting)


def _by_hand(after: DraftCircle, before: DraftCircle, *, out: bool) -> DraftCircle:
    came, gone = after.people - before.people, before.people - after.people
    seats = tuple(replace(seat, pinned=seat.pinned or seat.person in came) for seat in after.seats)
    barred = (set(before.barred) | (gone if out else set())) - came
    return replace(after, seats=seats, barred=tuple(sorted(barred)))


def locked(draft: Draft, n: int, *, on: bool) -> Draft:
    """Lock or unlock the circle in place `n`."""
    return _with(draft, n, replace(draft.circles[n], locked=on))


def pinned(draft: Draft, n: int, person: int, *, on: bool) -> Draft:
    """Lock or unlock somebody in the circle in place `n`."""
    circle = draft.circles[n]
    seats = tuple(replace(seat, pinned=on) if seat.person == person else seat for seat in circle.seats)
    return _with(draft, n, replace(circle, seats=seats))


def _with(draft: Draft, n: int, circle: DraftCircle) -> Draft:
    return replace(draft, circles=(*draft.circles[:n], circle, *draft.circles[n + 1 :]))


def to_json(draft: Draft) -> dict[str, Any]:
    """Write a draft for a JSON column."""
    circles = [asdict(circle) | {"start": circle.start.isoformat()} for circle in draft.circles]
    return {"circles": circles, "waiting": {str(each): wait for each, wait in draft.waiting.items()}}


def from_json(written: Mapping[str, Any]) -> Draft:
    """Read what `to_json` has written."""
    return Draft(
        tuple(map(_circle, written["circles"])),
        {int(each): wait for each, wait in written["waiting"].items()},
    )


def _circle(written: Mapping[str, Any]) -> DraftCircle:
    return DraftCircle(
        **dict(written)
        | {
            "start": time.fromisoformat(written["start"]),
            "seats": tuple(Seat(**dict(seat) | {"role": Role(seat["role"])}) for seat in written["seats"]),
            "barred": tuple(written["barred"]),
            "hours": tuple(written["hours"]),
            "warnings": tuple(written["warnings"]),
        }
    )
