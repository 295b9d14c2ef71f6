"""What came of a season: a page that prints well, and the same as CSV."""

from collections.abc import Callable, Iterable

from flask import g, render_template
from flask.typing import ResponseReturnValue

from circles.domain import cadence
from circles.domain.people_file import write_table
from circles.domain.words import SeasonState
from circles.errors import NotFound
from circles.models import Circle, FollowUp, Participant, SurveyAnswer
from circles.services import reports
from circles.services.reports import MeetingReport, Report
from circles.web.organizer import blueprint, own
from circles.web.organizer.people import csv_file

HEADER = ("circle", "meeting", "when", "state", "members", "said yes", "came", "missed", "not known")
FOLLOW_UPS = ("circle", "who", "what", "due", "state")
SURVEYS = ("circle", "meeting", "who", "score", "line", "when")


@blueprint.get("/organizer/seasons/<int:season_id>/report")
def report(season_id: int) -> ResponseReturnValue:
    """Show a season's circles, meetings, follow-ups and surveys, with what is not known beside what is."""
    season = own.season(season_id)
    found = reports.report(g.db, season, g.now)
    return render_template("organizer/report.html", season=season, report=found)


@blueprint.get("/organizer/seasons/<int:season_id>/report.csv")
def report_csv(season_id: int) -> ResponseReturnValue:
    """Export a row for each meeting that was to be by now."""
    return _table(season_id, "meetings")


@blueprint.get("/organizer/seasons/<int:season_id>/report/<slug:table>.csv")
def report_table(season_id: int, table: str) -> ResponseReturnValue:
    """Export one of the tables of the report."""
    return _table(season_id, table)


def _table(season_id: int, table: str) -> ResponseReturnValue:
    if table not in _TABLES:
        raise NotFound("There is no such table in the report.")
    header, rows = _TABLES[table]
    found = reports.report(g.db, own.season(season_id), g.now)
    name = "report" if table == "meetings" else table
    return csv_file(write_table(header, rows(found)), f"{name}.csv")


def _meetings(found: Report) -> Iterable[tuple[str, ...]]:
    return (_meeting(each) for circle in found.circles for each in circle.meetings)


def _meeting(row: MeetingReport) -> tuple[str, ...]:
    meeting = row.meeting
    when = cadence.local(meeting.starts_at, meeting.circle.zone).isoformat(timespec="minutes")
    members = row.came + row.missed + row.unknown
    numbers = (members, row.said_yes, row.came, row.missed, row.unknown)
    return (meeting.circle.name, str(meeting.n), when, meeting.state, *map(str, numbers))


def _follow_ups(found: Report) -> Iterable[tuple[str, ...]]:
    return (_follow_up(each) for rows in found.follow_ups.values() for each in rows)


def _follow_up(row: FollowUp) -> tuple[str, ...]:
    who = _called(row.circle, row.owner) if row.owner else "the circle"
    return (row.circle.name, who, row.text, row.due.isoformat() if row.due else "", row.state)


def _surveys(found: Report) -> Iterable[tuple[str, ...]]:
    return map(_answer, found.answers)


def _answer(row: SurveyAnswer) -> tuple[str, ...]:
    circle = row.meeting.circle
    when = cadence.local(row.said_at, circle.zone).isoformat(timespec="minutes")
    score = "" if row.score is None else str(row.score)
    who = _called(circle, row.participant)
    return (circle.name, str(row.meeting.n), who, score, row.line, when)


def _called(circle: Circle, who: Participant) -> str:
    """Give a name; of an anonymised season the numbers stay without one."""
    return "" if circle.season.state is SeasonState.ANONYMISED else who.person.name


_TABLES: dict[str, tuple[tuple[str, ...], Callable[[Report], Iterable[tuple[str, ...]]]]] = {
    "meetings": (HEADER, _meetings),
    "follow-ups": (FOLLOW_UPS, _follow_ups),
    "surveys": (SURVEYS, _surveys),
}
