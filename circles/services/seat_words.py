"""What somebody reads who can't have the seat they say yes to."""

from circles.domain.tongue import say, say_as
from circles.domain.words import ParticipantState
from circles.models import Participant


def kept_for_another() -> str:
    """Say what is true of a seat while somebody else is asked about it."""
    return say(
        "That seat is being offered to somebody else now. If they don't take it, you are asked first. You"
        " keep your place in line, also for any other seat that fits."
    )


def anothers() -> str:
    """Say kindly that a seat is somebody else's by now."""
    return say(
        "We are sorry: that seat has gone to somebody else meanwhile. You keep your place in line, and we"
        " write again as soon as another one fits."
    )


def meets_no_more() -> str:
    """Say kindly that nobody meets there any more."""
    return say(
        "We are sorry: that circle meets no more, so there is no seat in it. You keep your place in line, and"
        " we write as soon as a seat fits."
    )


def waits_no_more(participant: Participant) -> str:
    """Say why somebody who does not wait takes no seat."""
    if participant.state is ParticipantState.PLACED:
        return say("You have a seat in a circle already, so nothing has changed.")
    return say(
        "You have left, so no seat is kept for you. To come back, reply {resume} or use the button on your"
        " page.",
        resume=say_as("reply", "Resume"),
    )
