"""What we hold about them: to read, to take along, and to have deleted."""

import json
from datetime import date

from flask import Response, g, render_template
from flask.typing import ResponseReturnValue

from circles.domain.holdings import in_words
from circles.services import privacy
from circles.services.holdings import holdings
from circles.web.participant import blueprint
from circles.web.participant.reader import reader


@blueprint.get("/me/data")
def data() -> ResponseReturnValue:
    """Show all of it, in words."""
    participant = reader()
    sections = in_words(holdings(g.db, participant.person), participant.person.zone)
    return render_template("participant/data.html", participant=participant, sections=sections)


@blueprint.get("/me/data.json")
def data_file() -> ResponseReturnValue:
    """Hand out all of it as a file; times are UTC (RFC 3339)."""
    held = holdings(g.db, reader().person)
    written = json.dumps(held, ensure_ascii=False, indent=2, default=_instant_or_day)
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
    return Response(written + "\n", mimetype="application/json", headers=headers)


@blueprint.get("/me/erase")
def erase() -> ResponseReturnValue:
    """Ask whether they want everything deleted; it takes the button."""
    return render_template("participant/erase.html", participant=reader())


@blueprint.post("/me/erase")
def erase_now() -> ResponseReturnValue:
    """Delete everything; from then on no link of theirs opens anything."""
    participant = reader()
    privacy.erase(g.db, participant.person, g.now)
    return render_template("participant/erased.html", program=participant.season.program)


def _instant_or_day(value: date) -> str:
    return value.isoformat()
