"""When a circle is asked for another time: at the next decent hour, before all else, while answers count."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from circles.domain.kindness import Mail
from circles.domain.timeline import Poll, State, due, plan
from circles.domain.words import MailKind

FRIDAY_NIGHT = datetime(2027, 1, 8, 21, tzinfo=UTC)
MONDAY = datetime(2027, 1, 11, 9, tzinfo=UTC)
POLL = Poll(
    id=4,
    circle=3,
    person=1,
    zone="Europe/Lisbon",
    opened_at=FRIDAY_NIGHT,
    closes_at=MONDAY + timedelta(days=3),
)


def test_a_poll_opened_on_friday_night_goes_on_monday_morning() -> None:
    [asked] = plan(State(polls=[POLL]))
    assert (asked.kind, asked.about, asked.at, asked.until) == (
        MailKind.MOVE_POLL,
        "poll:4",
        MONDAY,
        POLL.closes_at,
    )
    assert due(State(polls=[POLL]), FRIDAY_NIGHT) == []
    assert [each.kind for each in due(State(polls=[POLL]), MONDAY)] == [MailKind.MOVE_POLL]


def test_who_is_on_a_break_until_it_closes_is_not_asked() -> None:
    back_in_time = replace(POLL, paused_until=MONDAY + timedelta(days=1))
    too_late = replace(POLL, paused_until=POLL.closes_at)
    assert [each.at for each in plan(State(polls=[back_in_time]))] == [MONDAY + timedelta(days=1)]
    assert list(plan(State(polls=[too_late]))) == []


@pytest.mark.parametrize("open_for", [timedelta(hours=4), timedelta(hours=47), timedelta(days=2)])
def test_a_poll_waits_behind_another_mail_of_the_day_unless_less_than_a_day_would_be_left_to_answer(
    open_for: timedelta,
) -> None:
    poll = replace(POLL, closes_at=MONDAY + open_for)
    state = State(polls=[poll], mails={1: [Mail(MailKind.REMINDER, POLL.circle, MONDAY)]})
    waits = timedelta(days=1) if open_for == timedelta(days=2) else timedelta()
    assert [each.at for each in due(state, MONDAY)] == [MONDAY + waits]
    at_night = MONDAY + timedelta(hours=13)
    assert all(each.at > at_night for each in due(state, at_night))
