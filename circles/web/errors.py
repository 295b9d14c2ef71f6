"""Errors become pages: what happened, and what to do about it."""

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from circles.errors import CirclesError, Invalid, NotAllowed, NotFound

STATUS: dict[type[CirclesError], int] = {NotFound: 404, NotAllowed: 403, Invalid: 422}
SENTENCES = {
    400: "Your browser sent something we can't read. Go back, load the page again, and try once more.",
    404: "There is no such page. The link may be old, or may have lost its end in a mail.",
    405: "This page can't be reached that way. Go back and press its button once more.",
    413: "That is more than we can take at once. Files may have up to 5 MB.",
    429: "That was a lot in a short time. Wait a few minutes, then try again.",
    500: "Something went wrong on our side, and nothing was saved. Try again in a few minutes.",
}


def register(app: Flask) -> None:
    """Show every error as a page with its status, and never a traceback."""
    app.register_error_handler(CirclesError, _on_purpose)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _by_status)


def _on_purpose(error: Exception) -> ResponseReturnValue:
    assert isinstance(error, CirclesError)
    return _page(str(error), STATUS.get(type(error), 422))


def _stale_form(_: Exception) -> ResponseReturnValue:
    return _page("This page was open for a long time. Go back, load it again, and press the button.", 400)


def _by_status(error: Exception) -> ResponseReturnValue:
    assert isinstance(error, HTTPException)
    if error.code is None or error.code < 400:
        return error
    return _page(SENTENCES.get(error.code, SENTENCES[400]), error.code)


def _page(sentence: str, status: int) -> ResponseReturnValue:
    return render_template("error.html", sentence=sentence, status=status, back=_back(status)), status


def _back(status: int) -> str:
    """Give the page to go on from: the form that sent too much, or what its reader sees first."""
    if status == 413:
        return request.path
    return next((home for home in ("/organizer/", "/me", "/demo") if request.path.startswith(home)), "")
