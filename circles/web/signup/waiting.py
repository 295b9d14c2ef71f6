"""Leaving an address while sign-up is closed, and having it deleted again by one tap."""

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from circles.errors import Invalid
from circles.models import Person
from circles.services import people, programs, waiting
from circles.web.fields import line
from circles.web.security import csrf, limiter
from circles.web.signup import OFTEN_ENOUGH, blueprint, closed_page


@blueprint.post("/join/<slug:slug>/wait")
@limiter.limit(OFTEN_ENOUGH)
def wait(slug: str) -> ResponseReturnValue:
    """Keep an address for the next season; the answer is the same whether or not we know it."""
    program = programs.program_by_slug(g.db, slug)
    if people.open_season(program, g.now) is not None:
        return redirect(url_for("signup.join", slug=program.slug))
    email = line(request.form.get("email"))
    try:
        _must_be_theirs(email)
        if not request.form.get("website"):
            people.wait_for_next(g.db, program, email, g.now)
    except Invalid as fault:
        return closed_page(program, email, str(fault)), 422
    return render_template("signup/waits.html", program=program, email=email)


@blueprint.get("/waiting/<token>")
def stop_waiting(token: str) -> ResponseReturnValue:
    """Show the one button that deletes an address."""
    person = _who_waits(token)
    return render_template("signup/stop_waiting.html", token=token, person=person, done=person is None)


@blueprint.post("/waiting/<token>")
@csrf.exempt  # type: ignore[untyped-decorator]  # a mail program presses it too (RFC 8058); the link proves whose
def forget_address(token: str) -> ResponseReturnValue:
    """Delete it."""
    if (person := _who_waits(token)) is not None:
        waiting.remove(g.db, person)
    return render_template("signup/stop_waiting.html", token=token, person=None, done=True)


def _who_waits(token: str) -> Person | None:
    """Give whose address waits; None where it is deleted, or where we never wrote the link."""
    number = g.runtime.links.read_waiting(token)
    person: Person | None = g.db.get(Person, number) if number is not None else None
    return person if person is not None and person.waits_since is not None else None


def _must_be_theirs(email: str) -> None:
    if g.runtime.site.is_ours(email):
        raise Invalid(
            f"{email} is an address of ours. Give the one at which you read your mail.", field="email"
        )
