"""Webhooks: mail that another service hands on by HTTP. One whose key is not set is shut."""

from flask import Blueprint

from circles.web.security import csrf

blueprint = Blueprint("hooks", __name__, url_prefix="/inbound")
csrf.exempt(blueprint)  # a service has no cookie; what it knows is a key

from circles.web.hooks import mailgun, postmark, raw  # noqa: E402  # they hang themselves on the blueprint

__all__ = ["blueprint", "mailgun", "postmark", "raw"]
