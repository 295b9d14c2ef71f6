"""`POST /inbound/raw`: any server or script that holds INBOUND_KEY hands a raw mail on."""

from flask import g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Conflict, Unauthorized

from circles.domain.webhooks import is_same, raw_signature
from circles.web.hooks import blueprint
from circles.web.hooks.delivery import key, once, take, told


@blueprint.post("/raw")
def raw() -> ResponseReturnValue:
    """Take the body as the mail; its recipient, the time and the signature stand in the head."""
    timestamp, recipient, signature = (
        request.headers.get(f"Circles-{name}", "") for name in ("Timestamp", "Recipient", "Signature")
    )
    body: bytes = g.pop("body")
    expected = raw_signature(key(g.runtime.settings, request.endpoint), timestamp, recipient, body)
    if not is_same(signature, expected):
        raise Unauthorized(
            "Circles-Signature is not the HMAC-SHA256, in hexadecimal, of Circles-Timestamp,"
            " Circles-Recipient and the SHA-256 of the body, with INBOUND_KEY and a dot between them."
        )
    once(timestamp, f"raw:{expected}", Conflict)
    return told(take(body, recipient, door="raw"))
