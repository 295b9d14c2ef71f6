"""What is kept of a mail that quotes ours opens nothing, and the rest of it stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.veil import veiled


@pytest.mark.parametrize(
    "text",
    [
        "On Mon, Our circle <circles+nuqqabc2347xyzabcdefghij@reply.example.org> wrote:",
        "CIRCLES+NUQQABC2347XYZABCDEFGHIJ@REPLY.EXAMPLE.ORG",
        "mailto:circles%2Bnuqqabc2347xyzabcdefghij@reply.example.org?subject=Leave",
        "I'll be there: https://circles.example/me/WzEsMF0.nuqqabc2347xyzabcdefghij/rsvp/3?answer=yes",
        "<https://circles.example/calendar/WzEsMF0.nuqqabc2347xyzabcdefghij.ics>",
        "> https://circles.example/address/MQ.nuqqabc2347xyzabcdefgh=\n> ij",
        "https://circles.example/sign-in/MQ.nuqqabc2347xyzabcdefghij",
    ],
)
def test_a_link_or_reply_address_is_kept_by_its_place_alone(text: str) -> None:
    assert "nuqqabc2347" not in veiled(text).lower()
    assert len(veiled(text)) == len(text)
    assert veiled({"removed": [{"text": text, "n": 1}]}) == {"removed": [{"text": veiled(text), "n": 1}]}


@pytest.mark.parametrize(
    "text",
    [
        "Yes, https://meet.example.org/our-room-1234567890 is fine.",
        "circles+ana@example.org is mine, and so is ana+circles@example.org.",
        "Our calendar/agenda: see /me/",
    ],
)
def test_words_and_other_links_stay(text: str) -> None:
    assert veiled(text) == text


@given(st.text())
def test_places_in_a_text_stay_the_same(text: str) -> None:
    assert len(veiled(text)) == len(text)
