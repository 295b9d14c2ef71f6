"""Links and emphasis in the words of a guide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.marks import Piece, fault, pieces, plain


def test_links_and_emphasis_are_told_from_words() -> None:
    found = list(pieces("See [the list](https://a.example/x) and *try* **it**: https://b.example/y_(z)."))
    assert found == [
        Piece("See "),
        Piece("the list", link="https://a.example/x"),
        Piece(" and "),
        Piece("try", emphasis=True),
        Piece(" "),
        Piece("it", strong=True),
        Piece(": "),
        Piece("https://b.example/y_(z)", link="https://b.example/y_(z)"),
        Piece("."),
    ]


def test_a_text_without_formats_says_where_a_link_leads() -> None:
    assert plain("[a list](https://a.example) *now*") == "a list (https://a.example) *now*"
    assert plain("https://a.example") == "https://a.example"


@given(st.text(st.sampled_from('ab*[]()!<>:/.@ht ps?=&"'), max_size=80))
def test_no_word_is_lost_and_every_link_leads_to_the_web(text: str) -> None:
    for piece in pieces(text):
        assert piece.words
        assert not piece.link or piece.link.startswith(("http://", "https://"))
        assert not set(piece.link) & set("<>\"'() \n") or "(" in piece.link


@pytest.mark.parametrize(
    "text",
    [
        "[bank.example](https://evil.example)",
        "[bank․example](https://evil.example)",
        "[https://bank.example](https://evil.example)",
        "[pay](https://bank.example@evil.example)",
        "[run](javascript:alert(1))",
        "![x](https://tracker.example/1.gif)",
    ],
)
def test_what_would_mislead_stays_the_words_it_is(text: str) -> None:
    assert all(
        (piece.words != "pay" and "bank" not in piece.words) or not piece.link for piece in pieces(text)
    )
    assert fault(text)


@pytest.mark.parametrize(
    "text",
    [
        "[www.a.example](https://a.example/b)",
        "[the a.example page](https://www.a.example)",
        "5 < 6 > 4",
        "e.g. *this*",
    ],
)
def test_honest_words_are_taken(text: str) -> None:
    assert fault(text) == ""
