"""Which other times a circle is asked about: a rule over hours, zones and changes of clocks."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from circles.domain.availability import Hours, parse
from circles.domain.new_times import MOST, STEP, Guest, Wanted, best, free_at

LISBON = "Europe/Lisbon"
OLD = datetime(2027, 1, 12, 10, tzinfo=UTC)  # a Tuesday
ZONES = ("Europe/Lisbon", "Asia/Tokyo", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe")


def wanted(old: datetime = OLD, minutes: int = 60, days: int = 10, asked: datetime | None = None) -> Wanted:
    return Wanted(old, minutes, LISBON, old - timedelta(days=2), old + timedelta(days=days), asked)


def guest(hours: str, zone: str = LISBON, *, host: bool = False) -> Guest:
    return Guest(zone, parse(hours), is_host=host)


def here(starts: list[datetime]) -> list[str]:
    return [each.astimezone(ZoneInfo(LISBON)).strftime("%a %d %H:%M") for each in starts]


def test_the_hour_at_which_most_are_free_is_offered() -> None:
    guests = [guest("Tue 10-11; Thu 17-18"), guest("Tue 10-11; Thu 17-18"), guest("Fri 9-10")]
    assert here(best(guests, wanted())) == ["Thu 14 17:00", "Tue 19 10:00", "Thu 21 17:00"]


def test_days_share_the_offer_instead_of_one_evening() -> None:
    guests = [guest("Mon-Fri 16-22")] * 4
    offered = best(guests, wanted())
    assert len(offered) == MOST
    assert len({each.date() for each in offered}) == MOST


def test_one_evening_is_offered_several_times_where_no_other_day_serves() -> None:
    guests = [guest("Wed 18-22")] * 4
    offered = best(guests, wanted(days=6))
    assert here(offered) == ["Wed 13 18:00", "Wed 13 19:00", "Wed 13 20:00", "Wed 13 21:00"]


def test_a_day_that_serves_many_fewer_takes_no_place() -> None:
    guests = [guest("Wed 18-21")] * 4 + [guest("Wed 18-21; Fri 9-10")] * 2
    assert "Fri 15 09:00" not in here(best(guests, wanted(days=6)))


def test_of_two_that_suit_as_many_the_host_decides() -> None:
    guests = [guest("Wed 9-10; Thu 9-10"), guest("Wed 9-10"), guest("Thu 9-10", host=True)]
    offered = best(guests, wanted(days=4))
    assert here(offered) == ["Wed 13 09:00", "Thu 14 09:00"]
    alone = Wanted(OLD, 60, LISBON, OLD, OLD + timedelta(days=4))
    assert free_at(guests, offered[0], alone) == free_at(guests, offered[1], alone) == 2


def test_what_was_asked_for_is_offered_though_nobody_told_that_hour() -> None:
    asked = OLD + timedelta(days=3, hours=1)
    assert asked in best([guest("Wed 9-10")] * 3, wanted(asked=asked))
    assert asked + timedelta(days=30) not in best([guest("Wed 9-10")] * 3, wanted(asked=asked))


def test_who_meets_elsewhere_or_is_on_a_break_is_not_free() -> None:
    wednesday = OLD + timedelta(days=1)
    busy = Guest(LISBON, parse("Wed 10-11"), taken=((wednesday, wednesday + timedelta(minutes=30)),))
    away = Guest(LISBON, parse("Wed 10-11"), away_until=OLD + timedelta(days=2))
    assert free_at([busy, away], wednesday, wanted()) == 0
    assert free_at([busy, away], wednesday + timedelta(weeks=1), wanted()) == 2


def test_who_told_no_hours_is_taken_to_be_free_at_the_usual_hour() -> None:
    offered = best([Guest(LISBON)] * 3, wanted())
    assert {each.time() for each in offered} == {time(10)}
    assert all(each.weekday() < 5 for each in offered)
    assert Counter(here(offered)).most_common(1)[0][1] == 1


def test_nothing_is_offered_where_no_two_are_free_together() -> None:
    assert best([guest("Mon 9-10"), guest("Wed 9-10")], wanted()) == []


def test_the_hour_that_clocks_skip_is_no_time_and_the_one_they_show_twice_is_not_offered() -> None:
    night = [guest("Sun 00:00-04:00")] * 3
    spring, autumn = datetime(2027, 3, 26, 12, tzinfo=UTC), datetime(2027, 10, 29, 12, tzinfo=UTC)
    assert here(best(night, wanted(spring, days=3))) == ["Sun 28 00:00", "Sun 28 02:00", "Sun 28 03:00"]
    assert here(best(night, wanted(autumn, days=3))) == ["Sun 31 00:00", "Sun 31 02:00", "Sun 31 03:00"]


hours = st.builds(
    lambda weekday, start, length: Hours(weekday, start * 30, min(start * 30 + length * 30, 1440)),
    st.integers(0, 6),
    st.integers(0, 46),
    st.integers(1, 24),
)
guests = st.lists(
    st.builds(Guest, st.sampled_from(ZONES), st.lists(hours, max_size=5).map(tuple), st.booleans()),
    min_size=2,
    max_size=6,
)
olds = st.sampled_from([date(2027, 1, 12), date(2027, 3, 25), date(2027, 10, 28), date(2027, 11, 4)])


@given(guests, olds, st.sampled_from([30, 45, 60, 90]), st.integers(0, 47))
def test_each_offer_is_in_the_window_and_read_from_clocks_without_doubt(
    guests: list[Guest], day: date, minutes: int, half_hour: int
) -> None:
    old = datetime.combine(day, time(), UTC) + STEP * half_hour
    looked_for = wanted(old, minutes)
    offered = best(guests, looked_for)
    assert len(offered) <= MOST
    assert offered == sorted(offered)
    for n, at in enumerate(offered):
        assert looked_for.since <= at < looked_for.until
        assert free_at(guests, at, looked_for) >= 2
        assert all(abs(at - other) >= timedelta(minutes=minutes) for other in (old, *offered[:n]))
        for each in guests:
            zone = ZoneInfo(each.zone)
            shown = at.astimezone(zone).replace(tzinfo=None)
            readings = {shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
            assert readings == {at}


@given(guests, olds)
def test_nobody_is_free_at_a_minute_outside_their_hours(guests: list[Guest], day: date) -> None:
    looked_for = wanted(datetime.combine(day, time(12), UTC))
    for at in best(guests, looked_for):
        told = [each for each in guests if each.hours]
        free = sum(_minute_by_minute(each, at, looked_for.minutes) for each in told)
        assert free <= free_at(guests, at, looked_for) <= free + len(guests) - len(told)


def _minute_by_minute(guest: Guest, at: datetime, minutes: int) -> bool:
    zone = ZoneInfo(guest.zone)
    shown = [(at + timedelta(minutes=n)).astimezone(zone) for n in range(minutes)]
    return all(
        any(
            each.weekday == one.weekday() and each.start <= one.hour * 60 + one.minute < each.end
            for each in guest.hours
        )
        for one in shown
    )
