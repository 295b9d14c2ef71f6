"""The page on a season draws what the timeline does."""

import re

import pytest

from circles.domain import timeline
from circles.domain.kindness import MOST_NUDGES, URGENCY
from circles.domain.words import MailKind
from tests.season_drawing import PATH, drawing

WORDS = PATH.with_suffix(".md").read_text(encoding="utf-8")
NUMBERS = {1: "once", 2: "two", 3: "three"}


def test_the_drawing_of_a_season_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == drawing(), "run python -m tests.season_drawing"


@pytest.mark.parametrize("kind", [MailKind.INVITE, MailKind.UPDATE, MailKind.CANCEL, *URGENCY])
def test_the_page_says_when_each_mail_of_a_season_goes(kind: MailKind) -> None:
    assert re.search(rf"^\| (?:[\w-]+, )*{kind}(?:, [\w-]+)* \|", WORDS, re.MULTILINE)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (MailKind.TOPIC_DRAFT, f"{timeline.TOPIC_DRAFT_DAYS} days before"),
        (MailKind.TOPIC, f"{timeline.TOPIC_DAYS} days before"),
        (MailKind.FOLLOW_UP, f"{timeline.FOLLOW_UP_DAYS} days before"),
        (MailKind.SURVEY, "meetings {} and {}".format(*timeline.SURVEYED)),
    ],
)
def test_the_page_says_the_numbers_that_hold(kind: MailKind, said: str) -> None:
    (row,) = re.findall(rf"^\| {kind} \|.*$", WORDS, re.MULTILINE)
    assert said in row


def test_the_page_says_how_many_nudges_there_are_at_most() -> None:
    assert f"at most {NUMBERS[MOST_NUDGES]} within any seven days" in WORDS
