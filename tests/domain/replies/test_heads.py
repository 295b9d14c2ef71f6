"""The head of a mail: what is read there, and what stands above or behind it."""

import pytest

from tests.domain.replies.test_labels import said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "STOP - START - CONTINUE"),
        ("en", "LEAVE - not yet"),
        ("en", "UNSUBSCRIBE – I have no time"),
        ("de", "AUSTRETEN - keine Zeit"),
        ("fr", "QUITTER - pas le temps"),
        ("fi", "LOPETA - ei aikaa"),
        ("sv", "LÄMNA - ingen tid"),
        ("pl", "WYPISZ MNIE - brak czasu"),
    ],
)
def test_a_shouted_word_for_leaving_with_words_behind_a_dash_is_asked_about(language: str, text: str) -> None:
    found = said(f"{text}\nYes", language)
    assert (found.commands, found.rsvp) == ((), None)
    assert "leave.unclear" in [each.id for each in found.rules]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("topic", "RESUME - my CV is attached"),
        ("topic", "Yes.\nSTOP - LOOK - LISTEN"),
        ("topic", "PASS - the salt"),
        ("invite", "BUSY - not any more"),
    ],
)
def test_any_other_shouted_word_with_a_dash_is_no_command(kind: str, text: str) -> None:
    assert not said(text, "en", kind).commands
