"""`POST /inbound/mailgun/mime`: a route of Mailgun forwards here, with the mail as it came.

Mailgun sends `body-mime` only to addresses that end in `mime`. It signs a time and a token and nothing of the
mail, so https must keep the rest; who wrote a mail is never believed because of the door it came by.
"""

from flask import g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import InternalServerError, NotAcceptable, Unauthorized

from circles.domain.webhooks import is_same, mailgun_signature
from circles.web.hooks import blueprint
from circles.web.hooks.delivery import key, once, take, told
from circles.web.hooks.form import Form

_FIELDS = ("timestamp", "token", "signature", "recipient", "sender")


@blueprint.post("/mailgun")
@blueprint.post("/mailgun/mime")
def mailgun() -> ResponseReturnValue:
    """Take the mail for each recipient; 406 is Mailgun's word for "don't try again"."""
    form: Form = g.pop("form")
    timestamp, token, signature, recipient, sender = (_text(form, name) for name in _FIELDS)
    expected = mailgun_signature(key(g.runtime.settings, request.endpoint), timestamp, token)
    if not is_same(signature, expected):
        raise Unauthorized("The signature is not made with the key in INBOUND_MAILGUN_KEY.")
    once(timestamp, f"mailgun:{token}", NotAcceptable)
    if "body-mime" not in form:
        raise InternalServerError(
            "There is no body-mime. The address in Mailgun's route must end in /inbound/mailgun/mime"
        )
    way = {"mail_from": sender.strip("<>")[:255]} if "sender" in form else {}
    recipients = [address.strip() for address in recipient.split(",")]
    return told(", ".join(take(form["body-mime"], address, door="mailgun", **way) for address in recipients))


def _text(form: Form, name: str) -> str:
    return form.get(name, b"").decode("utf-8", "replace")
