"""What every template may use: times with their zone, numbers with their noun, words for states."""

import re
from datetime import time

from flask import Flask
from markupsafe import Markup, escape

from circles.domain import cadence, refusals
from circles.domain.waiting_words import reason, remedy
from circles.domain.wording import count, day, moment
from circles.mail.marked import html
from circles.models import Meeting, Membership
from circles.runtime import Runtime
from circles.services import correspondence, guides

_DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
_LINK = Markup('<a class="breakable" href="{}" rel="noreferrer">{}</a>')
_STARRED = re.compile(r"\*([^*]+)\*")


def register(app: Flask, runtime: Runtime) -> None:
    """Give the templates their filters and the few values every page shows."""
    app.add_template_filter(cadence.show, "when")
    app.add_template_filter(cadence.place, "clocks")
    app.add_template_filter(cadence.last_day)
    app.add_template_filter(refusals.in_words, "refusal")
    for filter_ in (moment, day, words, count, called, emphasised, marked, reason, remedy):
        app.add_template_filter(filter_)
    app.add_template_filter(guides.title, "topic")
    app.add_template_filter(guides.of_meeting, "guide")
    app.add_template_filter(guides.told, "told")
    app.add_template_filter(skipped_hour)
    app.add_template_global(weekly)

    @app.context_processor
    def site() -> dict[str, object]:
        return {"site_name": runtime.settings.site_name, "demo": runtime.settings.demo}


def called(member: Membership) -> str:
    """Name a member so that nobody else of the circle has the same name."""
    apart = {each.id: name for each, name in correspondence.called(member.circle.memberships)}
    return apart.get(member.id, member.participant.person.name)


def weekly(weekday: int, start: time, zone: str) -> str:
    """Write a weekly hour as "Thursdays at 17:00 (Lisbon time)"."""
    return f"{_DAYS[weekday]} at {start:%H:%M} ({cadence.place(zone)})"


def skipped_hour(meeting: Meeting) -> str:
    """Say why a meeting begins later than its circle's others, on a day on which clocks skip their hour."""
    return cadence.skipped_hour(meeting.starts_at, meeting.circle.start, meeting.circle.zone)


def words(state: str) -> str:
    """Write a stored value for reading: `not_held` becomes "not held"."""
    return state.replace("_", " ").replace("-", " ")


def emphasised(text: str) -> Markup:
    """Show `*words*` as emphasis, and everything else as it is."""
    return Markup(_STARRED.sub(r"<em>\1</em>", str(escape(text))))  # noqa: S704  # escaped before


def marked(text: str) -> Markup:
    """Show the links and the emphasis of a guide, and everything else as it is."""
    return html(text, _LINK)
