"""`POST /inbound/postmark`: Postmark's inbound webhook, with the raw mail in it.

Postmark signs nothing; a name and a password in the address are what it can be known by. It may bring a mail
twice, which is taken once.
"""

import json
from contextlib import suppress

from flask import g, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import InternalServerError, Unauthorized

from circles.domain.webhooks import is_same
from circles.web.hooks import blueprint
from circles.web.hooks.delivery import key, take, told

CHALLENGE = WWWAuthenticate("basic", {"realm": "inbound mail"})


class Delivery(BaseModel):
    """The fields that are read, by Postmark's names; the library builds no other one."""

    RawEmail: bytes
    OriginalRecipient: str | None = None


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
    delivery = _read(g.pop("body"))
    if delivery is None:
        raise InternalServerError(
            "There is no RawEmail. Tick `Include raw email content in JSON payload` beside the webhook."
        )
    return told(take(delivery.RawEmail, delivery.OriginalRecipient, door="postmark"))


def _read(body: bytes) -> Delivery | None:
    """Read what is needed of it; None where that is not there."""
    with suppress(ValidationError):
        return Delivery.model_validate_json(body)
    with suppress(ValueError, RecursionError):  # half a character, which only the standard library reads
        content = json.loads(body)
        if isinstance(content, dict) and isinstance(raw := content.get("RawEmail"), str):
            recipient = content.get("OriginalRecipient")
            ours = recipient if isinstance(recipient, str) else None
            return Delivery(RawEmail=raw.encode(errors="replace"), OriginalRecipient=ours)
    return None
