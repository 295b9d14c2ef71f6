"""What people say in their own words: hundreds of bodies, each with what a careful person would record."""

import pytest

from benchmarks.replies import CORPUS, lines_of, pair
from benchmarks.tally import recorded_rows, silent_row

PAIRS = [pair(line) for line in lines_of(CORPUS / "sentences.jsonl")]


@pytest.mark.parametrize("row", recorded_rows("sentences", PAIRS), ids=lambda row: row["group"])
def test_what_is_recorded_is_nearly_always_right_and_nearly_all_there_is(row):
    assert row["precision %"] >= 98
    assert row["recall %"] >= 85


def test_hardly_anything_is_recorded_of_what_is_uncertain_or_about_something_else():
    assert silent_row("sentences", PAIRS)["recorded %"] <= 0.5
