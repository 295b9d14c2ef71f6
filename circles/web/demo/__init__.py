"""The demo: a mailbox that shows every mail, answers them as people would, and a clock that can be moved."""

from flask import Blueprint

blueprint = Blueprint("demo", __name__)


@blueprint.get("/demo/mail")
def mailboxes() -> str:
    return ""
