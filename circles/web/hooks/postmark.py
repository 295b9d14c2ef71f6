"""`POST /inbound/postmark`: Postmark's inbound webhook, with the raw mail in it.

Postmark signs nothing; a name and a password in the address are what it can be known by. It may bring a mail
twice, which is taken once.
"""

from flask import g, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import InternalServerError, Unauthorized

from circles.domain.webhooks import is_same
from circles.web.hooks import blueprint
from circles.web.hooks.delivery import key, take, told

CHALLENGE = WWWAuthenticate("basic", {"realm": "inbound mail"})


@blueprint.post("/postmark")
def postmark() -> ResponseReturnValue:
    """Take `RawEmail` for `OriginalRecipient`; all else that Postmark tells is in the mail itself."""
    login = request.authorization
    given = f"{login.username}:{login.password}" if login is not None and login.type == "basic" else ""
    if not is_same(given, key(g.runtime.settings, request.endpoint)):
        raise Unauthorized(
            "The name and password in the webhook's address are not those of INBOUND_POSTMARK_LOGIN.",
            www_authenticate=CHALLENGE,
        )
    try:
        content = request.get_json(force=True, silent=True)
    except RecursionError:  # lists within lists, which Postmark never sends
        content = None
    raw, recipient = (
        (content.get("RawEmail"), content.get("OriginalRecipient"))
        if isinstance(content, dict)
        else (None, None)
    )
    if not isinstance(raw, str):
        raise InternalServerError(
            "There is no RawEmail. Tick `Include raw email content in JSON payload` beside the webhook."
        )
    ours = recipient if isinstance(recipient, str) else None
    return told(take(raw.encode(errors="replace"), ours, door="postmark"))
