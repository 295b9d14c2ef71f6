"""The rules together: what is owed, past and to come, and what of it may leave at an instant."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import chain
from types import MappingProxyType

from circles.domain import kindness
from circles.domain.cadence import MORNING, SATURDAY, instant, local, next_allowed
from circles.domain.kindness import URGENCY, Mail
from circles.domain.timeline.asking import of_ending, of_follow_up, of_poll, of_silence
from circles.domain.timeline.meetings import of_meeting
from circles.domain.timeline.values import Due, State
from circles.domain.words import MailKind

Mails = Mapping[int, Sequence[Mail]]
POSTED_AHEAD = (MailKind.MOVE_POLL, MailKind.RECAP_ASK)
"""The most urgent, posted before the day on which they may leave: from then on answers and others wait."""


def plan(state: State) -> Iterator[Due]:
    """Give every mail the seasons owe by themselves and have not posted, past and to come, in no order."""
    for meeting in state.meetings:
        for member in meeting.members:
            yield from of_meeting(meeting, member)
    yield from chain.from_iterable(map(of_follow_up, state.follow_ups))
    yield from chain.from_iterable(map(of_poll, state.polls))
    yield from chain.from_iterable(map(of_silence, state.silences))
    yield from chain.from_iterable(map(of_ending, state.endings))


def due(state: State, now: datetime) -> list[Due]:
    """List what is owed at `now` and still matters, with `at` as the instant when it may leave.

    Invites leave by themselves, and at once rather than miss their meeting. The others keep to the limits of
    kindness.py, the most urgent first: what has to wait is ranked anew on its day, among what that one owes.
    What would leave too late is not sent.
    """
    owed = [each for each in plan(state) if is_owed(each, now)]
    mails = {each.person: list(state.mails.get(each.person, ())) for each in owed}
    leaving = []
    for each in sorted(owed, key=lambda each: (_urgency(each.kind), each.until, each.about)):
        if each.kind is MailKind.INVITE:
            at = next_allowed(now, each.zone)
            leaving.append(replace(each, at=at if at < each.until else now))
            continue
        others = mails[each.person]
        allowed = kindness.departure(each.kind, each.circle, each.zone, others, now, each.until)
        if allowed is not None and allowed < each.until and not _waits(each, leaving):
            others.append(Mail(each.kind, each.circle, allowed))
            if each.kind in POSTED_AHEAD or _is_ranked(each, allowed, now):
                leaving.append(replace(each, at=allowed))
    return leaving


def _is_ranked(due: Due, at: datetime, now: datetime) -> bool:
    """Tell whether it is known what else is owed on the day on which a mail may leave.

    What fell due only on that day, or is of no use later on it, is not ranked with the rest.
    """
    ranked = kindness.ranked_at(at, due.zone)
    fell_due = local(due.at, due.zone).date()
    return now >= ranked or due.until <= ranked or fell_due == local(at, due.zone).date()


def _waits(due: Due, leaving: Iterable[Due]) -> bool:
    """Tell whether who is asked before somebody is asked only now."""
    first = (due.kind, due.about, due.after)
    return due.after is not None and any((each.kind, each.about, each.person) == first for each in leaving)


def _urgency(kind: MailKind) -> int:
    return URGENCY.index(kind) if kind in URGENCY else -1


def horizon(now: datetime, days: int, zones: Iterable[str]) -> datetime:
    """Give an instant (UTC) before which every meeting begins whose mail, so many days ahead, is due by now.

    It holds for readers in any of these zones.
    """
    return max((_horizon(now, days, zone) for zone in zones), default=now)


def _horizon(now: datetime, days: int, zone: str) -> datetime:
    day = _last_morning(now, zone)
    while (following := day + timedelta(days=1)).weekday() >= SATURDAY:
        day = following  # what belongs to a weekend has left on the Friday before
    return instant(day + timedelta(days=days + 1), time(), zone)


def over_before(now: datetime, zones: Iterable[str], days: int = 0) -> datetime:
    """Give an instant (UTC) before which everything was over whose mail is due by now, on the morning after.

    That is so many days later. It holds for readers in any of these zones; over a weekend it stands still.
    """
    return max((_over_before(now, zone) for zone in zones), default=now) - timedelta(days=days)


def _over_before(now: datetime, zone: str) -> datetime:
    day = _last_morning(now, zone)
    while day.weekday() >= SATURDAY:
        day -= timedelta(days=1)
    return instant(day, time(), zone)


def _last_morning(now: datetime, zone: str) -> date:
    """Give the last date on which it has been nine in a zone."""
    here = local(now, zone)
    return here.date() if here.time() >= time(MORNING) else here.date() - timedelta(days=1)


def is_owed(due: Due, now: datetime) -> bool:
    """Tell whether it is time for what is planned, and not too late."""
    return due.at <= now < due.until


def next_instant(
    planned: Iterable[Due], now: datetime, mails: Mails = MappingProxyType({})
) -> datetime | None:
    """Give the next instant after `now` at which anything more falls due.

    That is also when what has to wait may have a day, by the `mails` its reader has had.
    """
    instants = (each.at if each.at > now else _has_day_from(each, now, mails) for each in planned)
    return min((each for each in instants if each is not None), default=None)


def _has_day_from(due: Due, now: datetime, mails: Mails) -> datetime | None:
    others = mails.get(due.person, ())
    return kindness.has_day_from(due.kind, due.circle, due.zone, others, now, due.until)
