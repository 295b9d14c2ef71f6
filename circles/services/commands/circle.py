"""Commands about a circle and its meetings: Place, Topic, Move."""

from collections.abc import Callable

from circles.domain.replies import Command
from circles.domain.tongue import say
from circles.services import meetings, shaping
from circles.services.acting import Acting
from circles.services.commands import follow_ups


def _place(acting: Acting, command: Command) -> None:
    if acting.found.circle is None:
        acting.doubt_circle()
        return
    circle, place = acting.found.circle, command.args[0]
    was = circle.place
    meetings.set_place(acting.db, circle, place, acting.said.by, acting.now)
    if circle.place != was:
        _, first, *_ = acting.kept.get("placed", [circle.id, was])
        acting.kept["placed"] = [circle.id, first, circle.place]
    acting.noted.append(say("Your circle meets here: {place}", place=circle.place))


def _topic(acting: Acting, command: Command) -> None:
    shaping.choose_topic(acting, command.args[0])


def _move(acting: Acting, command: Command) -> None:
    """Move the follow-up that is named; that of a meeting is read with its words (other_times.py)."""
    if len(command.args) > 1:
        follow_ups.move(acting, command)


COMMANDS: dict[str, Callable[[Acting, Command], None]] = {
    "place": _place,
    "topic": _topic,
    "move": _move,
}
