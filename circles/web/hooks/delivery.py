"""What every webhook does: read the request whole, take its mail in once, and answer in a line of text.

200 means: don't send it again. It is in the database, or it is one that we will never take, which a refusal
would only have tried again for hours. A proof that does not hold, or was used before, is refused by 4xx;
whatever else goes wrong is answered by 5xx, so that the mail is sent again.
"""

from shutil import copyfileobj
from tempfile import SpooledTemporaryFile

from flask import current_app, g, request
from flask.typing import ResponseReturnValue
from structlog import get_logger
from werkzeug.exceptions import (
    ClientDisconnected,
    HTTPException,
    NotFound,
    ServiceUnavailable,
    Unauthorized,
)
from werkzeug.wsgi import get_input_stream

from circles.domain.webhooks import TOLERANCE, clock_fault, signed_at
from circles.mail.entrance import LARGE, ONE_LARGE, Taken, take_in
from circles.services import replays
from circles.settings import Settings
from circles.web.hooks import blueprint
from circles.web.hooks.form import read_form

log = get_logger()

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
MOST_OVERHEAD = 2
"""Times a mail's size that a provider's request may have: forms escape, and JSON tells attachments twice."""
LATER_SECONDS = 60
SENTENCES = {
    404: "There is no such webhook, or its INBOUND_ setting is empty.",
    413: "This is more than MAIL_SIZE_LIMIT allows.",
    503: "Another large mail is being taken in. Send this one again in a minute.",
    500: "Something went wrong on our side, and nothing was kept. Send it again in a few minutes.",
}


def key(settings: Settings, endpoint: str | None) -> str:
    """Give the secret of a webhook; empty where it is not in use."""
    secrets = {
        "hooks.raw": settings.inbound_key,
        "hooks.mailgun": settings.inbound_mailgun_key,
        "hooks.postmark": settings.inbound_postmark_login,
    }
    return secrets[endpoint or ""].get_secret_value()


@blueprint.before_request
def read_whole() -> None:
    """Read the request before a transaction is open: a slow sender must not hold the database's lock.

    Nor the turn of a large mail, so it comes to a file first. Then it is kept where the hook can take it
    away: a mail of full size must not be held twice. If it waited for its turn, it would keep a thread from
    the pages.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if not key(settings, request.endpoint):
        raise NotFound
    most = settings.mail_size_limit * (1 if request.endpoint == "hooks.raw" else MOST_OVERHEAD)
    request.max_content_length = request.max_form_memory_size = most + 1
    with SpooledTemporaryFile(max_size=LARGE) as spool:
        copyfileobj(get_input_stream(request.environ, max_content_length=most + 1), spool)
        if (request.content_length or spool.tell()) > spool.tell():
            raise ClientDisconnected("The connection broke before the whole mail had come.")
        if spool.tell() > LARGE:
            g.has_turn = ONE_LARGE.acquire(blocking=False)
            if not g.has_turn:
                raise ServiceUnavailable(retry_after=LATER_SECONDS)
        spool.seek(0)
        request.environ["wsgi.input"] = spool
        if request.endpoint == "hooks.mailgun":
            g.form = read_form(request)
        else:
            g.body = request.get_data(cache=False)


@blueprint.teardown_request
def let_the_next_in(_error: BaseException | None) -> None:
    """Give the turn of a large mail back, once it is committed."""
    if g.pop("has_turn", False):
        ONE_LARGE.release()


def once(timestamp: str, proof: str, replayed: type[HTTPException]) -> None:
    """Let a signed request through if it is fresh and has not been here; raises what refuses it."""
    signed = signed_at(timestamp)
    if signed is None:
        raise Unauthorized("The timestamp is not in whole seconds since 1970.")
    if fault := clock_fault(signed, g.now):
        raise Unauthorized(fault)
    if not replays.is_first(g.db, proof, signed + TOLERANCE):
        raise replayed("This request was taken already. Sign each one anew.")


def take(raw: bytes, recipient: str | None, **envelope: str) -> Taken:
    """Take a mail in; it is durable once the answer leaves."""
    runtime = g.runtime
    taken = take_in(g.db, runtime.site, raw, recipient, envelope, g.now, runtime.settings.mail_size_limit)
    if taken in {Taken.NOT_OURS, Taken.TOO_LARGE}:
        log.warning("mail was not taken", why=taken, door=envelope["door"])
    return taken


def told(taken: str) -> ResponseReturnValue:
    """Answer with what became of the mail."""
    return f"{taken}\n", 200, TEXT


@blueprint.errorhandler(HTTPException)
def refuse(error: HTTPException) -> ResponseReturnValue:
    """Say in a line what is wrong; a service's log is where it will be read."""
    status = error.code or 500
    is_own = type(error).description != error.description
    sentence = error.description if is_own else SENTENCES.get(status, error.description)
    log.warning("a webhook was refused", hook=request.endpoint, status=status, why=sentence)
    return f"{sentence}\n", status, [*TEXT.items(), *_told_machines(error)]


def _told_machines(error: HTTPException) -> list[tuple[str, str]]:
    return [
        (name, value) for name, value in error.get_headers() if name in {"WWW-Authenticate", "Retry-After"}
    ]
