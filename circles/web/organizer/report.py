"""What came of a season: a page that prints well, and the same as CSV."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from circles.domain import cadence
from circles.domain.people_file import write_table
from circles.services import reports
from circles.web.organizer import blueprint, own
from circles.web.organizer.people import csv_file

HEADER = ("circle", "meeting", "when", "state", "members", "said yes", "came", "missed", "not known")


@blueprint.get("/organizer/seasons/<int:season_id>/report")
def report(season_id: int) -> ResponseReturnValue:
    """Show a season's circles, meetings and follow-ups, with what is not known beside what is."""
    season = own.season(season_id)
    found = reports.report(g.db, season, g.now)
    return render_template("organizer/report.html", season=season, report=found)


@blueprint.get("/organizer/seasons/<int:season_id>/report.csv")
def report_csv(season_id: int) -> ResponseReturnValue:
    """Export a row for each meeting that was to be by now."""
    found = reports.report(g.db, own.season(season_id), g.now)
    return csv_file(write_table(HEADER, map(_cells, _meetings(found))), "report.csv")


def _meetings(found: reports.Report) -> list[reports.MeetingReport]:
    return [each for circle in found.circles for each in circle.meetings]


def _cells(row: reports.MeetingReport) -> tuple[str, ...]:
    meeting = row.meeting
    when = cadence.local(meeting.starts_at, meeting.circle.zone).isoformat(timespec="minutes")
    numbers = (len(meeting.circle.members), row.said_yes, row.came, row.missed, row.unknown)
    return (meeting.circle.name, str(meeting.n), when, meeting.state, *map(str, numbers))
