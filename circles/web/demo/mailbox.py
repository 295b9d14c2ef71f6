"""Everyone's mail, side by side."""

from itertools import islice

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue
from icalendar import Calendar

from circles.domain.replies import Mail
from circles.web.demo import blueprint
from circles.web.demo.answering import CHIPS, CLIENTS
from circles.web.demo.checks import checks
from circles.web.demo.clock import days, zone_of_program
from circles.web.demo.headers import explained
from circles.web.demo.letters import answers_to, boxes, letter, newest

SHOWN = 60
TABS = {
    "looks": "Looks",
    "text": "Text",
    "headers": "Headers",
    "calendar": "Calendar",
    "raw": "Raw",
    "checks": "Checks",
}
WIDTHS = ("600", "360")
SCHEMES = ("light", "dark")
_HTML_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    # Stricter than our pages in all but the inline styles that mail needs; our own page may frame it.
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}


@blueprint.get("/demo/mail")
def mailboxes() -> ResponseReturnValue:
    """List the mailboxes, and the newest mails of one or of all."""
    known = boxes(g.db)
    key, search = request.args.get("box", ""), request.args.get("q", "")
    found = list(islice(newest(g.db, known, key, search), SHOWN))
    return render_template(
        "demo/mailboxes.html",
        boxes=known,
        box=known.get(key),
        search=search,
        letters=found,
        days=days(g.db, g.now, zone_of_program(g.db)),
    )


@blueprint.get("/demo/mail/<int:outgoing_id>")
def mail(outgoing_id: int) -> ResponseReturnValue:
    """Show one mail from one side: as it looks, as text, its headers, its calendar, its bytes, its checks."""
    shown = letter(g.db, outgoing_id)
    tabs = {name: text for name, text in TABS.items() if name != "calendar" or shown.mail.calendar}
    tab = _one_of(tuple(tabs), "tab")
    return render_template(
        "demo/mail.html",
        letter=shown,
        mail=shown.mail,
        tabs=tabs,
        tab=tab,
        width=_one_of(WIDTHS, "width"),
        scheme=_one_of(SCHEMES, "scheme"),
        widths=WIDTHS,
        schemes=SCHEMES,
        headers=explained(g.db, shown.mail, g.runtime.site, g.now.date()) if tab == "headers" else [],
        event=_event(shown.mail) if tab == "calendar" else [],
        checks=list(checks(shown.raw, shown.mail)) if tab == "checks" else [],
        answers=answers_to(g.db, outgoing_id),
        chips=CHIPS,
        clients=CLIENTS,
    )


@blueprint.get("/demo/mail/<int:outgoing_id>/html")
def html(outgoing_id: int) -> ResponseReturnValue:
    """Give the HTML of a mail as a mail program would show it, for a frame without scripts."""
    scheme = _one_of(SCHEMES, "scheme")
    page = letter(g.db, outgoing_id).mail.html or "<p>This mail has no HTML.</p>"
    # Whatever the visitor's system prefers, the switch on the page decides.
    page = page.replace("(prefers-color-scheme: dark)", "all" if scheme == "dark" else "not all")
    return Response(f"<base target=_blank>{page}", headers=_HTML_HEADERS)


def _event(shown: Mail) -> list[tuple[str, str]]:
    """Give the properties of a mail's event as name and value, parameters behind it."""
    if shown.calendar is None:
        return []
    calendar = Calendar.from_ical(shown.calendar)
    rows = [("METHOD", str(calendar.get("method", "")))]
    for line in calendar.events[0].content_lines():
        if line and not line.startswith(("BEGIN:", "END:")):
            name, parameters, value = line.parts()
            more = "".join(f" · {key}={each}" for key, each in parameters.items())
            rows.append((name, value + more))
    return rows


def _one_of(allowed: tuple[str, ...], name: str) -> str:
    wanted = request.args.get(name, "")
    return wanted if wanted in allowed else allowed[0]
