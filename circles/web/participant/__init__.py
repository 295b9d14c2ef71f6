"""A participant's private pages: reached by a signed link, shown on GET, acted on by POST only."""

from flask import Blueprint

blueprint = Blueprint("participant", __name__)

from circles.web.participant import (  # noqa: E402  # they hang their pages on the blueprint
    door,
    feed,
    follow_ups,
    home,
    meetings,
    proposals,
    taking_part,
    trail,
)

__all__ = ["blueprint", "door", "feed", "follow_ups", "home", "meetings", "proposals", "taking_part", "trail"]
