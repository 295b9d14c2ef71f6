"""The commands of a reply: one word on a line of its own, such as Leave or Done 2.

account.py      taking part: Leave, Pause, Undo, Help ...
circle.py       the circle and its meetings: Place, Move
hosting.py      who hosts: Pass, Swap
follow_ups.py   what somebody said they would do: Done, Later, Drop
"""

from functools import partial

from circles.domain.replies import Reading
from circles.services.acting import Acting
from circles.services.commands import account, circle, follow_ups, hosting

_READ_WITH_THEIR_WORDS = frozenset({"score", "circle", "about", "slots"})
"""By steps of their own, before any command is obeyed."""
_ANSWERED_BY_THEMSELVES = frozenset({"help", "undo", "leave", "pause", "busy", "join", "decline", "my-data"})
"""Their own mail is answer enough."""
_COMMANDS = account.COMMANDS | circle.COMMANDS | follow_ups.COMMANDS | hosting.COMMANDS


def obey(acting: Acting, reading: Reading) -> None:
    """Do what each command asks, and know whether any was done that needs no receipt."""
    for command in reading.commands:
        if command.name not in _READ_WITH_THEIR_WORDS:
            before = len(acting.not_done)
            acting.carefully(partial(_COMMANDS[command.name], acting, command))
            done = len(acting.not_done) == before
            acting.obeyed |= done and command.name in _ANSWERED_BY_THEMSELVES
