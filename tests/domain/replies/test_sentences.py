"""What people say in their own words: thousands of bodies, each with what a careful person would record."""

import pytest

from benchmarks.replies import CORPUS, lines_of, pair
from benchmarks.tally import GROUPS, recorded_rows, silent_row


@pytest.fixture(scope="module")
def pairs():
    return [pair(line) for line in lines_of(CORPUS / "sentences.jsonl")]


def test_what_is_recorded_is_nearly_always_right_and_nearly_all_there_is(pairs):
    rows = recorded_rows("sentences", pairs)
    assert [row["group"] for row in rows] == list(GROUPS)
    assert [row for row in rows if row["precision %"] < 98 or row["recall %"] < 85] == []


def test_hardly_anything_is_recorded_of_what_is_uncertain_or_about_something_else(pairs):
    assert silent_row("sentences", pairs)["recorded %"] <= 0.5
