"""The page on a season draws what the timeline does."""

from tests.season_drawing import PATH, drawing


def test_the_drawing_of_a_season_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == drawing(), "run python -m tests.season_drawing"
