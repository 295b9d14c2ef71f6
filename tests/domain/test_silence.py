"""Who has fallen silent: two meetings missed in a row without a word."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from circles.domain.silence import Gathering, second_missed

JOINED = datetime(2027, 1, 1, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def met(n: int, *, came: bool = False) -> Gathering:
    begins = JOINED + n * WEEK
    return Gathering(n, begins, begins + timedelta(hours=1), came)


def silent(*gatherings: Gathering, word: datetime | None = None, back: datetime | None = None) -> int | None:
    found = second_missed(gatherings, JOINED, word, back)
    return found.n if found else None


def test_one_missed_meeting_is_no_silence_and_the_second_in_a_row_is() -> None:
    assert silent(met(1)) is None
    assert silent(met(1), met(2)) == 2


def test_however_many_more_are_missed_it_stays_the_same_silence() -> None:
    assert silent(met(1), met(2), met(3), met(4)) == 2


def test_who_came_in_between_is_not_silent() -> None:
    assert silent(met(1), met(2, came=True), met(3)) is None
    assert silent(met(1), met(2, came=True), met(3), met(4)) == 4


def test_a_word_begins_the_count_anew() -> None:
    assert silent(met(1), met(2), word=met(1).starts_at) is None
    assert silent(met(1), met(2), word=met(1).starts_at - timedelta(minutes=1)) == 2
    assert silent(met(1), met(2), met(3), word=met(1).ends_at) == 3


def test_what_was_before_they_joined_or_during_a_break_was_not_theirs_to_miss() -> None:
    assert silent(met(-1), met(1)) is None
    assert silent(met(1), met(2), met(3), back=met(2).ends_at) is None


@given(st.lists(st.booleans(), max_size=8), st.integers(0, 9))
def test_whoever_came_last_or_spoke_last_is_never_silent(came: list[bool], spoke: int) -> None:
    gatherings = [met(n, came=each) for n, each in enumerate(came, 1)]
    word = met(spoke).starts_at if spoke else None
    found = second_missed(gatherings, JOINED, word)
    if found is not None:
        since = gatherings[found.n - 2 :]
        assert len(since) >= 2
        assert not any(each.came for each in since[:2])
        assert all(word is None or word < each.starts_at for each in since)
