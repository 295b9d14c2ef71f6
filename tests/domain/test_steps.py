"""The steps on a trail that stand, and what a break was before one of them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from circles.domain import steps
from circles.domain.steps import Step

LISBON = "Europe/Lisbon"
DAY = timedelta(days=1)
FIRST = datetime(2027, 1, 4, 9, tzinfo=UTC)
TWO_WEEKS, A_MONTH = "takes a break until 2027-01-18", "takes a break until 2027-02-04"
BACK, UNDONE = "is back from the break", "the break is taken back"
MOVED = "asked for another circle than Circle 1"


def trail(*lines: str) -> list[Step]:
    return [Step(FIRST + n * DAY, what) for n, what in enumerate(lines)]


@pytest.mark.parametrize(
    ("lines", "stand"),
    [
        ((TWO_WEEKS, BACK), (TWO_WEEKS, BACK)),
        ((TWO_WEEKS, UNDONE), ()),
        ((TWO_WEEKS, BACK, "the break ends 2027-01-19T00:00:00+00:00 again"), (TWO_WEEKS,)),
        ((TWO_WEEKS, MOVED, UNDONE), (MOVED,)),
        (("joined", "offered more hours", UNDONE), ("joined",)),
    ],
)
def test_an_undo_takes_the_last_step_of_a_break_off_what_stands(
    lines: tuple[str, ...], stand: tuple[str, ...]
) -> None:
    assert tuple(each.what for each in steps.standing(trail(*lines))) == stand


def test_what_one_mail_said_of_a_break_twice_is_undone_as_one() -> None:
    twice = [Step(FIRST, A_MONTH), Step(FIRST, TWO_WEEKS), Step(FIRST + DAY, UNDONE)]
    assert steps.standing(twice) == []


@pytest.mark.parametrize(
    ("lines", "was"),
    [
        ((), None),
        ((A_MONTH,), steps.end_of(date(2027, 2, 4), LISBON)),
        ((A_MONTH, MOVED), steps.end_of(date(2027, 2, 4), LISBON)),
        ((A_MONTH, BACK), FIRST + DAY),
        ((A_MONTH, "left", "joined"), None),
    ],
)
def test_a_break_was_before_what_the_step_before_made_of_it(
    lines: tuple[str, ...], was: datetime | None
) -> None:
    stand = steps.standing(trail(*lines, TWO_WEEKS))
    assert steps.break_before(stand, stand[-1], LISBON) == was
