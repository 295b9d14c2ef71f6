"""What our buttons say, which may be written back: read as in English, whatever language they are in."""

from dataclasses import replace
from functools import cache

from circles.domain.replies.courtesies import bared
from circles.domain.replies.languages import answers, words
from circles.domain.replies.segments import Segment
from circles.domain.replies.values import Context
from circles.domain.tongue import Tongue, speaking, tongue

_COMING = ("I'll be there", "I can't", "Not sure yet")
_OF = {
    **dict.fromkeys(("invite", "update", "resent", "topic", "reminder"), _COMING),
    "recap-ask": ("Yes, we met", "No, we didn't", "We moved it"),
    "conflict": ("Yes, I was there", "No, I missed it"),
    "follow-up": ("Done", "Give me a week", "Drop it"),
    "move-poll": ("None suits me",),
    "swap-ask": ("Yes, I'll host", "Not this time", "I'll host", "Hand it on"),
    "check-in": ("Busy right now", "Move me elsewhere", "I'd rather leave"),
    "seat": ("Yes, I'd like it", "No, thank you"),
    "import-invite": ("Yes, I'd like to join", "No, thank you"),
    "ask": ("Yes, do it",),
    "confirm": ("Yes, that's me",),
    "address": ("Yes, that's mine",),
    "paused": ("Come back now",),
    "left": ("Come back",),
}
"""The buttons that answer, by the kind of their mail."""


def pressed(segment: Segment, context: Context) -> Segment:
    """Give the English words of a button of the answered mail; any other line, or one that asks, as it is."""
    said = bared(segment, context).text
    button = in_english(said, context.kind, context.language)
    return (
        segment
        if button == said or "?" in segment.text
        else replace(segment, text=button.ljust(len(segment.text)))
    )


def in_english(text: str, kind: str | None, language: str) -> str:
    """Give the English words of the button that a text is, in reply to a mail of this kind; else the text."""
    with speaking(language):
        said = words(text)
        button = _buttons(tongue(), kind).get(said)
    return button if button and said not in answers(language) else text


@cache
def _buttons(spoken: Tongue, kind: str | None) -> dict[str, str]:
    return {words(spoken.sentence(button)): button for button in _OF.get(kind or "", ())}
