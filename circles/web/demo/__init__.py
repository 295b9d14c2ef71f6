"""The demo: a mailbox that shows every mail, answers them as people would, and a clock that can be moved."""

from flask import Blueprint

blueprint = Blueprint("demo", __name__)

from circles.web.demo import (  # noqa: E402  # they hang their pages on the blueprint
    answering,
    clock,
    mailbox,
    start,
)

__all__ = ["answering", "blueprint", "clock", "mailbox", "start"]
