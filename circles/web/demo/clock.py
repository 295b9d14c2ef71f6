"""The demo's clock on a page: jump to what comes next, or to any day; and begin anew."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles import demo_clock
from circles.domain import cadence, timeline
from circles.domain.words import MeetingState, SeasonState
from circles.errors import CirclesError, Invalid
from circles.models import Circle, Meeting, Program, Season
from circles.web.demo import blueprint

LONGEST_JUMP = timedelta(days=400)


@dataclass(frozen=True)
class Jump:
    """Somewhere in time worth going to."""

    label: str
    to: datetime


@blueprint.app_context_processor
def demo_time() -> dict[str, object]:
    """Give every page of the demo its time."""
    return {"demo_now": g.get("now")}


@blueprint.get("/demo/clock")
def clock() -> ResponseReturnValue:
    """Show the demo's time and where it can go."""
    zone = _zone(g.db)
    return render_template(
        "demo/clock.html",
        now=g.now,
        zone=zone,
        jumps=_jumps(g.db, g.now, zone),
        local=cadence.local(g.now, zone),
    )


@blueprint.post("/demo/clock")
def go() -> ResponseReturnValue:
    """Let time pass; this view writes through its own transactions, one for each instant on the way."""
    runtime, now = g.runtime, g.now
    with runtime.transaction(read_only=True) as db:
        to = _wanted(_zone(db))
    if to <= now:
        raise Invalid("Time only goes forward here. Choose a moment that is still to come.", field="to")
    if to - now > LONGEST_JUMP:
        raise Invalid(f"That is more than {LONGEST_JUMP.days} days away. Go there in two jumps.", field="to")
    try:
        demo_clock.advance(runtime, to)
    except CirclesError as waiting:
        flash(str(waiting), "warning")
    return redirect(url_for("demo.clock"))


@blueprint.post("/demo/reset")
def reset() -> ResponseReturnValue:
    """Throw away everything that was done and make the sample program again."""
    from circles.demo import reset as begin_anew  # noqa: PLC0415  # seeding is needed for nothing else

    begin_anew(g.runtime)
    flash("The demo is as it was at the beginning.")
    return redirect(url_for("demo.start"))


def _wanted(zone: str) -> datetime:
    """Read an instant, or a local day and hour; raises Invalid for anything else."""
    try:
        if to := request.form.get("to"):
            return datetime.fromisoformat(to)
        return cadence.instant(
            datetime.fromisoformat(request.form.get("day", "")).date(),
            time.fromisoformat(request.form.get("hour", "09:00")),
            zone,
        )
    except ValueError:
        raise Invalid("Choose a day, such as 2027-03-31, and an hour, such as 17:00.", field="day") from None


def _jumps(db: Session, now: datetime, zone: str) -> list[Jump]:
    """Offer the next morning, and the moments around the next meeting."""
    tomorrow = cadence.local(now, zone).date() + timedelta(days=1)
    jumps = [Jump("Next morning", cadence.instant(tomorrow, time(9, 1), zone))]
    meeting = db.scalars(
        select(Meeting)
        .join(Circle)
        .join(Season)
        .where(
            Season.state == SeasonState.PUBLISHED,
            Meeting.state == MeetingState.PLANNED,
            Meeting.starts_at > now,
        )
        .order_by(Meeting.starts_at)
        .limit(1)
    ).first()
    if meeting is not None:
        jumps += [
            Jump(
                f"{timeline.TOPIC_DAYS} days before the next meeting: its topic goes out",
                cadence.days_before(meeting.starts_at, timeline.TOPIC_DAYS, zone) + timedelta(minutes=1),
            ),
            Jump(
                "The day before: the silent are reminded",
                cadence.days_before(meeting.starts_at, timeline.REMINDER_DAYS, zone) + timedelta(minutes=1),
            ),
            Jump(
                "Just after the next meeting",
                meeting.starts_at + timedelta(minutes=meeting.minutes + 1),
            ),
            Jump(
                "The day after it: who came?",
                meeting.starts_at + timedelta(days=1, minutes=meeting.minutes + 1),
            ),
        ]
    return [jump for jump in jumps if jump.to > now]


def _zone(db: Session) -> str:
    """Give the zone of the sample program."""
    return db.scalar(select(Program.zone).order_by(Program.id)) or "UTC"
