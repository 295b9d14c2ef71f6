"""A season in its organizers' hands once it is open: edited while circles meet, and closed.

What an edit changes for circles that meet already goes through circles/services/meetings.py, so that each
calendar hears of it once.
"""

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from circles.domain.cadence import zone_info
from circles.domain.causes import Cause
from circles.domain.rhythm import Hour, further, retimed
from circles.domain.words import MailKind, MeetingState, OutgoingState, SeasonState
from circles.errors import Invalid
from circles.models import Circle, Meeting, Outgoing, Season, loading
from circles.services import (
    anonymising,
    board,
    circles,
    hosting,
    in_turn,
    meetings,
    offers,
    repairs,
    season_rows,
    topics,
)
from circles.services.audit import note
from circles.services.programs import SeasonPlan, check_plan

FIELDS = tuple(each.name for each in fields(SeasonPlan))
ALWAYS = frozenset({"name", "anonymise_days"})
RUNNING = frozenset(FIELDS) - {"starts_on"}
"""What may still change once circles meet."""
MAY_CHANGE = {
    SeasonState.DRAFT: frozenset(FIELDS),
    SeasonState.OPEN: frozenset(FIELDS),
    SeasonState.PUBLISHED: RUNNING,
    SeasonState.CLOSED: ALWAYS,
    SeasonState.ANONYMISED: frozenset({"name"}),
}
STILL_SENT = (MailKind.CANCEL, MailKind.SEASON_REPORT, MailKind.LEFT, MailKind.LINK, MailKind.DATA)
"""What leaves after a season was closed: what frees a day, its thanks, and what somebody asked for."""
FORMED_FOR = frozenset(FIELDS) - {"name", "place", "signup_closes_on", "anonymise_days"}
"""What circles are formed by: with another value, forming may move everyone."""
SEATS = frozenset({"size_lo", "size_hi", "mentors_lo", "mentors_hi", "meetings"})
"""What may leave a seat free that was not: more people to a circle, or a meeting ahead again."""
FEWEST = frozenset({"size_lo", "mentors_lo"})
"""What a circle may be too small for that was not."""


def plan_of(season: Season) -> SeasonPlan:
    """Give what is decided about a season."""
    return SeasonPlan(**{name: getattr(season, name) for name in FIELDS})


def hold(db: Session, season: Season) -> None:
    """Wait for whoever is changing a season, and see what they made of it."""
    db.flush()  # a refresh would take back what is not written yet
    db.refresh(season, with_for_update={"key_share": True})


def edit(db: Session, season: Season, plan: SeasonPlan, who: str, now: datetime) -> None:
    """Change a season. Before it is published everything is free; later only meetings not yet begun change.

    Raises Invalid, naming the field, for a plan that can't work, and changes nothing then.
    """
    hold(db, season)
    was = plan_of(season)
    changed = [name for name in FIELDS if getattr(plan, name) != getattr(was, name)]
    if not changed:
        return
    _check(db, season, plan, was, now)
    with db.begin_nested():
        for name in changed:
            setattr(season, name, getattr(plan, name))
        if season.state is SeasonState.PUBLISHED:
            if plan.meetings > was.meetings:
                _choose_more_topics(db, season, was.meetings)
            for circle in _running(db, season):
                _change(db, circle, was, who, now)
            if FEWEST & set(changed):
                repairs.weigh_all(db, season, now)
            if SEATS & set(changed):
                offers.fill(db, season, now)
        elif FORMED_FOR & set(changed):
            board.unsettle(db, season, who, now)
        news = "; ".join(f"{name} {getattr(was, name)} → {getattr(plan, name)}" for name in changed)
        note(db, season.program_id, who, f"season:{season.id}", f"changed {news}", now)
        db.flush()


def wants_forming(db: Session, season: Season, changed: Collection[str]) -> bool:
    """Tell whether a draft was formed for a season that is another now."""
    formed_for = season.state is SeasonState.OPEN and FORMED_FOR & set(changed)
    return bool(formed_for) and bool(circles.of_season(db, season))


def _running(db: Session, season: Season) -> list[Circle]:
    wanted = select(Circle).where(Circle.season_id == season.id).order_by(Circle.id)
    return list(db.scalars(wanted.options(loading.MEETINGS, loading.MEMBERS)))


def _check(db: Session, season: Season, plan: SeasonPlan, was: SeasonPlan, now: datetime) -> None:
    fixed = [
        name
        for name in FIELDS
        if name not in MAY_CHANGE[season.state] and getattr(plan, name) != getattr(was, name)
    ]
    if fixed:
        raise Invalid(f"{season.name} is {season.state}, so this can't change any more.", field=fixed[0])
    today = now.astimezone(zone_info(season.program.zone)).date()
    if season.state is SeasonState.PUBLISHED:
        check_plan(replace(plan, signup_closes_on=None), today, was)
        _check_running(db, season, plan, was, now)
    else:
        check_plan(plan, today, was)
    if plan.anonymise_days != was.anonymise_days:
        anonymising.check_days(db, season, plan.anonymise_days, now)


def _check_running(db: Session, season: Season, plan: SeasonPlan, was: SeasonPlan, now: datetime) -> None:
    begun = select(func.max(Meeting.n)).join(Meeting.circle).where(Circle.season_id == season.id)
    begun = begun.where(Meeting.starts_at <= now, Meeting.state != MeetingState.CANCELLED)
    if plan.meetings < was.meetings and (most := db.scalar(begun) or 0) > plan.meetings:
        raise Invalid(
            f"Meeting {most} has begun in some circles, so the season can't have only {plan.meetings}.",
            field="meetings",
        )
    closes_on = plan.signup_closes_on
    if closes_on not in {None, was.signup_closes_on} and closes_on < now.date():
        raise Invalid(
            f"Sign-up would close on {closes_on:%d %B %Y}, which is past. Choose a day from today on,"
            " or leave it empty: nobody can sign up then.",
            field="signup_closes_on",
        )


# --- Circles that meet already ---


def _change(db: Session, circle: Circle, was: SeasonPlan, who: str, now: datetime) -> None:
    """Bring one circle in line with its season; what changes a calendar twice is sent once, as the last."""
    season = circle.season
    if season.place != was.place and circle.place in {"", was.place}:
        meetings.set_place(db, circle, season.place, who, now)
    if season.minutes != was.minutes:
        meetings.set_minutes(db, circle, season.minutes, who, now)
    if season.meetings < was.meetings:
        _call_off(db, circle, who, now)
    if season.every_weeks != was.every_weeks:
        _retime(db, circle, who, now)
    if season.meetings > was.meetings:
        _add(db, circle, was.meetings, who, now)
    hosting.reassign(db, circle, now)


def _hour(circle: Circle) -> Hour:
    return Hour(circle.weekday, circle.start, circle.zone)


def _now_has(season: Season) -> Cause:
    return {"what": "meetings", "season": season.name, "many": season.meetings}


def _call_off(db: Session, circle: Circle, who: str, now: datetime) -> None:
    cause = _now_has(circle.season)
    for meeting in circle.meetings:
        planned = meeting.state is MeetingState.PLANNED and meeting.starts_at > now
        if meeting.n > circle.season.meetings and planned:
            meetings.cancel(db, meeting, who, cause, now)


def _retime(db: Session, circle: Circle, who: str, now: datetime) -> None:
    cause = {"what": "rhythm", "weeks": circle.season.every_weeks}
    standing = [each for each in circle.meetings if each.state is not MeetingState.CANCELLED]
    times = retimed([each.starts_at for each in standing], _hour(circle), circle.season.every_weeks, now)
    for meeting, at in zip(standing, times, strict=True):
        if at != meeting.starts_at:
            meetings.retime(db, meeting, at, who, cause, now)


def _add(db: Session, circle: Circle, before: int, who: str, now: datetime) -> None:
    """Add meetings after the last one; one that was called off when there were to be fewer comes back."""
    season = circle.season
    standing = [each.starts_at for each in circle.meetings if each.state is not MeetingState.CANCELLED]
    last = max(standing or [each.starts_at for each in circle.meetings], default=None)
    if last is None or not circle.members:
        return
    numbers = range(before + 1, season.meetings + 1)
    times = further(last, _hour(circle), season.every_weeks, len(numbers), now)
    known = {each.n: each for each in circle.meetings}
    chosen = topics.of_season(db, season)
    cause = _now_has(season)
    for n, at in zip(numbers, times, strict=True):
        if n in known:
            meetings.take_up(db, known[n], at, who, cause, now)
        else:
            circles.add_meeting(circle, n, at, topics.at(chosen, n))
    db.flush()


def _choose_more_topics(db: Session, season: Season, before: int) -> None:
    """Give the further meetings topics that no other has, where the last one `before` them has one."""
    chosen = topics.of_season(db, season)
    others = [each for each in topics.to_choose(db, season.program_id) if each not in chosen]
    if len(chosen) >= before:
        wanted = max(len(chosen), season.meetings)
        season.topics = [each.id for each in [*chosen, *others][:wanted]]


# --- Closing ---


def ahead(db: Session, season: Season, now: datetime) -> Sequence[Meeting]:
    """Give the meetings that are still to come."""
    planned = (Circle.season_id == season.id, Meeting.state == MeetingState.PLANNED, Meeting.starts_at > now)
    return db.scalars(select(Meeting).join(Meeting.circle).where(*planned).order_by(Meeting.id)).all()


def close(db: Session, season: Season, who: str, now: datetime) -> None:
    """End a season for good: what is still to come is called off, and its mails stop. Twice is once.

    A draft that was never published goes with it: it says of nobody that they were in a circle.
    """
    hold(db, season)
    if season.state in {SeasonState.CLOSED, SeasonState.ANONYMISED}:
        return
    to_come = ahead(db, season, now)
    in_turn.hold_circles(db, [each.circle_id for each in to_come])
    for meeting in to_come:
        meetings.cancel(db, meeting, who, {"what": "closed", "season": season.name}, now)
    offers.end(db, season)
    if season.published_at is None:
        circles.drop_draft(db, season)
    season.state, season.closed_at = SeasonState.CLOSED, now
    waiting = update(Outgoing).where(
        Outgoing.about.in_(season_rows.named(season)),
        Outgoing.to.startswith("person:"),
        Outgoing.state == OutgoingState.QUEUED,
        Outgoing.kind.not_in(STILL_SENT),
    )
    db.execute(waiting.values(state=OutgoingState.SUPERSEDED).execution_options(synchronize_session="fetch"))
    note(db, season.program_id, who, f"season:{season.id}", f"closed {season.name}", now)
    db.flush()
