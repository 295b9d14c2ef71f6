"""Signing in."""

from flask import session

from circles.models import Organizer


def log_in(organizer: Organizer) -> None:
    """Let this browser act as an organizer until it is closed or signs out."""
    session.clear()
    session["organizer"] = organizer.id
