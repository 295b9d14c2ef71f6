"""The demo's clock on a page: jump to what comes next, or to any day; and begin anew."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from circles import demo_clock
from circles.domain import cadence, timeline
from circles.domain.wording import count
from circles.domain.words import MailKind, MeetingState, SeasonState
from circles.errors import CirclesError, Invalid
from circles.models import Circle, Meeting, Program, Season
from circles.services.timeline import foreseen
from circles.web.demo import blueprint

LONGEST_JUMP = timedelta(days=400)
MORNING = time(9, 5)
"""When one arrives on a day: the mails of the morning have left."""
_QUESTIONS = {
    MailKind.RECAP_ASK: "of who came",
    MailKind.CONFLICT: "of who was there",
    MailKind.MOVE_POLL: "of when to meet instead",
    MailKind.SURVEY: "of how it is",
    MailKind.CHECK_IN: "of how somebody is",
}
"""What mails ask that have a question for a name."""
_AHEAD = and_(Season.state == SeasonState.PUBLISHED, Meeting.state == MeetingState.PLANNED)


@dataclass(frozen=True)
class Jump:
    """Somewhere in time worth going to."""

    label: str
    to: datetime


@dataclass(frozen=True)
class Day:
    """A day of the season's timeline: how far ahead it is, and what happens on it."""

    ahead: int
    date: date
    mails: tuple[str, ...] = ()
    meets: int = 0
    """How many circles meet."""


@blueprint.app_context_processor
def demo_time() -> dict[str, object]:
    """Give every page of the demo its time."""
    return {"demo_now": g.get("now")}


@blueprint.get("/demo/clock")
def clock() -> ResponseReturnValue:
    """Show the demo's time and where it can go."""
    zone = zone_of_program(g.db)
    return render_template(
        "demo/clock.html",
        now=g.now,
        zone=zone,
        jumps=_jumps(g.db, g.now, zone),
        days=days(g.db, g.now, zone),
        local=cadence.local(g.now, zone),
    )


@blueprint.post("/demo/clock")
def go() -> ResponseReturnValue:
    """Let time pass; this view writes through its own transactions, one for each instant on the way."""
    runtime, now = g.runtime, g.now
    with runtime.transaction(read_only=True) as db:
        to = _wanted(zone_of_program(db), now)
    if to <= now:
        raise Invalid("Time only goes forward here. Choose a moment that is still to come.", field="to")
    if to - now > LONGEST_JUMP:
        raise Invalid(f"That is more than {LONGEST_JUMP.days} days away. Go there in two jumps.", field="to")
    try:
        demo_clock.advance(runtime, to)
    except CirclesError as waiting:
        flash(str(waiting), "warning")
    back = request.form.get("back") == "mail"
    return redirect(url_for("demo.mailboxes" if back else "demo.clock"))


@blueprint.post("/demo/reset")
def reset() -> ResponseReturnValue:
    """Throw away everything that was done and make the sample program again."""
    from circles.demo import reset as begin_anew  # noqa: PLC0415  # seeding is needed for nothing else

    begin_anew(g.runtime)
    flash("The demo is as it was at the beginning.")
    return redirect(url_for("demo.start"))


def _wanted(zone: str, now: datetime) -> datetime:
    """Read an instant, a morning so many days ahead, or a local day and hour; raises Invalid for others."""
    try:
        if ahead := request.form.get("ahead"):
            ahead_by = timedelta(days=min(int(ahead), LONGEST_JUMP.days))
            morning = cadence.instant(cadence.local(now, zone).date() + ahead_by, MORNING, zone)
            return morning if ahead_by else now  # before nine, today's morning is still to come
        if to := request.form.get("to"):
            return datetime.fromisoformat(to)
        return cadence.instant(
            datetime.fromisoformat(request.form.get("day", "")).date(),
            time.fromisoformat(request.form.get("hour", "09:00")),
            zone,
        )
    except ValueError:
        raise Invalid("Choose a day, such as 2027-03-31, and an hour, such as 17:00.", field="day") from None


def days(db: Session, now: datetime, zone: str) -> list[Day]:
    """Give the days from tomorrow to the last on which anything of a season is known to happen."""
    today = cadence.local(now, zone).date()
    mails: dict[date, Counter[MailKind]] = {}
    for due in foreseen(db, now):
        mails.setdefault(cadence.local(due.at, zone).date(), Counter())[due.kind] += 1
    starts = select(Meeting.starts_at).join(Circle).join(Season).where(_AHEAD, Meeting.starts_at > now)
    meets = Counter(cadence.local(at, zone).date() for at in db.scalars(starts))
    last = max((*mails, *meets, today))
    return [
        Day(
            ahead,
            day := today + timedelta(days=ahead),
            tuple(_counted(n, kind) for kind, n in sorted(mails.get(day, Counter()).items())),
            meets[day],
        )
        for ahead in range(1, min((last - today).days, LONGEST_JUMP.days) + 1)
    ]


def _counted(n: int, kind: MailKind) -> str:
    if kind in _QUESTIONS:
        return f"{count(n, 'question')} {_QUESTIONS[kind]}"
    return count(n, kind.replace("-", " "))


def _jumps(db: Session, now: datetime, zone: str) -> list[Jump]:
    """Offer the next morning, and the moments around the next meeting."""
    tomorrow = cadence.local(now, zone).date() + timedelta(days=1)
    jumps = [Jump("Next morning", cadence.instant(tomorrow, time(9, 1), zone))]
    meeting = db.scalars(
        select(Meeting)
        .join(Circle)
        .join(Season)
        .where(_AHEAD, Meeting.starts_at > now)
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


def zone_of_program(db: Session) -> str:
    """Give the zone of the sample program."""
    return db.scalar(select(Program.zone).order_by(Program.id)) or "UTC"
