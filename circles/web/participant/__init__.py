"""A participant's private pages: reached by a signed link, shown on GET, acted on by POST only."""

from flask import Blueprint

blueprint = Blueprint("participant", __name__)

from circles.web.participant import (  # noqa: E402  # they hang their pages on the blueprint
    addresses,
    data,
    door,
    feed,
    follow_ups,
    home,
    hosting,
    looking_back,
    meetings,
    moved,
    notes,
    poll,
    presence,
    proposals,
    seats,
    taking_part,
    topic,
    trail,
)

__all__ = [
    "addresses",
    "blueprint",
    "data",
    "door",
    "feed",
    "follow_ups",
    "home",
    "hosting",
    "looking_back",
    "meetings",
    "moved",
    "notes",
    "poll",
    "presence",
    "proposals",
    "seats",
    "taking_part",
    "topic",
    "trail",
]
