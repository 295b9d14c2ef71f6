"""Who has fallen silent: two meetings in a row have passed without a word."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from circles.domain.silence import Gathering, in_silence

JOINED = datetime(2027, 1, 1, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def met(n: int, *, came: bool | None = None, yes: bool = False) -> Gathering:
    begins = JOINED + n * WEEK
    return Gathering(n, begins, begins + timedelta(hours=1), came, said_yes=yes)


def silent(*gatherings: Gathering, word: datetime | None = None, back: datetime | None = None) -> int | None:
    found = in_silence(gatherings, JOINED, word, back)
    return found[1].n if found else None


def test_one_meeting_without_a_word_is_no_silence_and_the_second_in_a_row_is() -> None:
    assert silent(met(1)) is None
    assert silent(met(1), met(2)) == 2


def test_however_many_more_pass_it_stays_the_same_silence() -> None:
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


def test_a_yes_of_which_nobody_tells_counts_for_nothing_and_the_count_goes_on_past_it() -> None:
    assert silent(met(1, yes=True), met(2)) is None
    assert silent(met(1), met(2, yes=True)) is None
    assert silent(met(1), met(2, yes=True), met(3)) == 3
    assert silent(met(1, yes=True), met(2, yes=True), met(3, yes=True)) is None


def test_who_is_known_to_have_missed_it_or_came_did_so_whatever_they_had_said() -> None:
    assert silent(met(1, yes=True, came=False), met(2, came=False)) == 2
    assert silent(met(1), met(2, yes=True, came=True), met(3)) is None


def test_something_is_known_of_a_meeting_that_was_held_or_that_they_missed() -> None:
    at = (1, JOINED, JOINED + timedelta(hours=1))
    assert not Gathering(*at).is_known_of
    assert not Gathering(*at, said_yes=True).is_known_of
    assert Gathering(*at, was_held=True).is_known_of
    assert Gathering(*at, came=False).is_known_of


@given(st.lists(st.sampled_from([None, True, False]), max_size=8), st.integers(0, 9))
def test_whoever_came_last_or_spoke_last_is_never_silent(came: list[bool | None], spoke: int) -> None:
    gatherings = [met(n, came=each) for n, each in enumerate(came, 1)]
    word = met(spoke).starts_at if spoke else None
    if found := in_silence(gatherings, JOINED, word):
        since = gatherings[found[0].n - 1 :]
        assert list(found) == since
        assert len(since) >= 2
        assert not any(each.came for each in since[:2])
        assert all(word is None or word < each.starts_at for each in since)
