"""The organizer's mail of Monday morning: what needs them, how the week will be, and how the last one was."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import String, case, cast, func, literal, select
from sqlalchemy.orm import Session

from circles.domain import cadence
from circles.domain.digest import StillOpen, is_late, monday_after, still_open, week_due, week_of
from circles.domain.need import Need
from circles.domain.tongue import say, say_n
from circles.domain.words import (
    IncomingKind,
    MailKind,
    MeetingState,
    NoteKind,
    ParticipantState,
    SeasonState,
)
from circles.models import (
    Circle,
    Incoming,
    Meeting,
    Note,
    Organizer,
    Outgoing,
    Participant,
    Person,
    Season,
)
from circles.services import anonymising, condition, outbox, standing, surveys
from circles.services.needs import needs

WEEK = timedelta(days=7)
MOST_QUOTED = 2
LONGEST_QUOTE = 200
_WORTH_READING = timedelta(days=2)


@dataclass(frozen=True)
class Digest:
    """What a digest says; empty where there is nothing to say."""

    headline: str
    needs: Sequence[Need]
    """Those that are new, or of which there is more than a week ago."""
    still: Sequence[StillOpen]
    days: Sequence[str]
    """Of the week to come, those on which circles meet, with who meets when."""
    clocks: str
    """Whose hours those are, as "Lisbon time"."""
    went_well: Sequence[str]
    numbers: Sequence[tuple[str, str]]
    shown: list[dict[str, Any]]
    """What the next one compares with; it names nobody."""

    @property
    def is_empty(self) -> bool:
        """Whether it would take an organizer's time for nothing."""
        return not (self.needs or self.still or self.days or self.went_well)


def post_due(db: Session, now: datetime) -> int:
    """Post the digests that are due, once a week to each organizer; give how many were new.

    After Monday only to who has had one before: who runs a program since that day waits for the next.
    """
    found = db.execute(_ORGANIZERS).all()
    new = [each.program_id for each in found if _lacks_one(each, now) and _post(db, each, now)]
    if new:
        anonymising.note_told(db, set(new), now)
    return len(new)


def _lacks_one(organizer: Any, now: datetime) -> bool:
    week, last = week_due(now, organizer.zone), organizer.last
    if week is None:
        return False
    return not is_late(now, organizer.zone) if last is None else last < week


def _post(db: Session, organizer: Any, now: datetime) -> bool:
    to, about = f"organizer:{organizer.id}", f"program:{organizer.program_id}"
    week = week_of(now, organizer.zone)
    return outbox.post(db, MailKind.DIGEST, to, about, now, version=week, stale_at=now + _WORTH_READING)


def next_due(db: Session, now: datetime) -> datetime | None:
    """Give when the next digest is due to anybody."""
    return min((monday_after(now, zone) for zone in db.scalars(_ZONES)), default=None)


_ORGANIZERS = select(
    Organizer.id,
    Organizer.program_id,
    Organizer.zone,
    select(func.max(Outgoing.version))
    .where(
        Outgoing.kind == MailKind.DIGEST, Outgoing.to == literal("organizer:") + cast(Organizer.id, String)
    )
    .correlate(Organizer)
    .scalar_subquery()
    .label("last"),
).order_by(Organizer.id)
_ZONES = select(Organizer.zone).distinct()


def digest(db: Session, organizer: Organizer, now: datetime) -> Digest:
    """Sum up a program for one of its organizers, as it stands `now`."""
    seasons = list(reversed(organizer.program.seasons))
    numbers = standing.people_by_state(db, seasons)
    circles = standing.published_circles(db, seasons)
    glances = condition.glance(db, circles, now)
    waiting = needs(db, organizer, seasons, numbers, glances, now)
    today = cadence.local(now, organizer.zone).date()
    under_way = [season for season in seasons if _is_under_way(season, circles, today)]
    meeting = [circle for circle in circles if circle.season in under_way]
    silent = sum(len(glances[circle].silent) for circle in meeting)
    since = _open_since(waiting, _shown_last(db, organizer, now))
    new = [need for need in waiting if need.key not in since]
    return Digest(
        headline=_headline(under_way, meeting, len(waiting), len(new), now, today),
        needs=new,
        still=[
            still_open(need, since[need.key], organizer.zone, today) for need in waiting if need.key in since
        ],
        days=_days(_ahead(meeting, now), organizer.zone),
        clocks=cadence.place(organizer.zone),
        went_well=_went_well(db, circles, now),
        numbers=_numbers(db, organizer.program_id, meeting, silent, now) if under_way else (),
        shown=[
            {"need": need.key, "newest": need.newest, "since": since.get(need.key, today).isoformat()}
            for need in waiting
        ],
    )


def _is_under_way(season: Season, circles: Sequence[Circle], today: date) -> bool:
    has_begun = season.state is SeasonState.PUBLISHED and season.starts_on <= today
    return has_begun and not standing.is_over(season, circles, today)


def _headline(
    seasons: Sequence[Season],
    circles: Sequence[Circle],
    waiting: int,
    new: int,
    now: datetime,
    today: date,
) -> str:
    weeks = [standing.in_weeks(season, circles, today) for season in seasons]
    parts = [say("week {week}", week=week) for week, _ in weeks] if len(weeks) == 1 else []
    met, known, untold = standing.met_lately(circles, now)
    if known:
        parts.append(say_n("{met} of {n} circle met", "{met} of {n} circles met", known, met=met))
    if untold:
        parts.append(say_n("nobody has told us of {n} circle", "nobody has told us of {n} circles", untold))
    if new:
        parts.append(say_n("{n} thing needs you", "{n} things need you", waiting))
    elif waiting:
        parts.append(say_n("{n} thing still needs you", "{n} things still need you", waiting))
    return ", ".join(parts) or say("the week ahead")


# --- What is new, and what is open since the week before or longer ---


def _shown_last(db: Session, organizer: Organizer, now: datetime) -> list[dict[str, Any]]:
    """Give what the digest of the week before has shown; nothing where there was none."""
    last = select(Outgoing.shown).where(
        Outgoing.kind == MailKind.DIGEST,
        Outgoing.to == f"organizer:{organizer.id}",
        Outgoing.version == week_of(now - WEEK, organizer.zone),
    )
    return db.scalar(last) or []


def _open_since(waiting: Iterable[Need], shown: Iterable[dict[str, Any]]) -> dict[str, date]:
    """Give the day of the first digest that told of a need, for those of which there is nothing new."""
    last = {each["need"]: each for each in shown}
    return {
        need.key: date.fromisoformat(last[need.key]["since"])
        for need in waiting
        if need.key in last and need.newest <= last[need.key]["newest"]
    }


# --- This week, by day ---


def _ahead(circles: Iterable[Circle], now: datetime) -> list[Meeting]:
    planned = [
        meeting
        for circle in circles
        for meeting in circle.meetings
        if meeting.state is MeetingState.PLANNED and now < meeting.starts_at <= now + WEEK
    ]
    return sorted(planned, key=lambda meeting: (meeting.starts_at, meeting.circle_id))


def _days(meetings: Iterable[Meeting], zone: str) -> list[str]:
    """Write a line a day, as "Tue 12 Jan: 10:00 Circle 1, 17:00 Circle 2"."""
    days = groupby(meetings, key=lambda each: cadence.day(each.starts_at, zone))
    return [f"{on}: {', '.join(_hour(each, zone) for each in all_)}" for on, all_ in days]


def _hour(meeting: Meeting, zone: str) -> str:
    return f"{cadence.clock(meeting.starts_at, zone)} {meeting.circle.name}"


# --- The week that was ---


def _went_well(db: Session, circles: Sequence[Circle], now: datetime) -> list[str]:
    """Quote, without names, what people took with them who let us; a line from each of a few circles."""
    said = (
        select(Note.circle_id, Note.text)
        .join(Note.participant)
        .where(
            Note.circle_id.in_([circle.id for circle in circles]),
            Note.kind == NoteKind.RECAP,
            Note.void_by.is_(None),
            Note.said_at.between(now - WEEK, now),
            Participant.may_quote,
            Participant.state == ParticipantState.PLACED,
        )
        .order_by(Note.said_at.desc(), Note.id.desc())
    )
    of_circles: dict[int, str] = {}
    for circle_id, text in db.execute(said):
        of_circles.setdefault(circle_id, " ".join(text.split()))
    return [_shortened(text) for text in of_circles.values()][:MOST_QUOTED]


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rsplit(' ', 1)[0]} ..."


def _numbers(
    db: Session, program_id: int, circles: Sequence[Circle], silent: int, now: datetime
) -> list[tuple[str, str]]:
    """Count what there was in the last seven days, with how it was a week before beside it."""
    weeks = (now, now - WEEK)
    survey = _survey(db, circles, weeks)
    lately = [standing.met_lately(circles, at) for at in weeks]
    met = _beside(each.met for each in lately) if any(each.known for each in lately) else ""
    untold = _beside(each.untold for each in lately) if any(each.untold for each in lately) else ""
    return [
        (say("Circles"), f"{sum(bool(circle.members) for circle in circles)}"),
        (say("Met at their last date"), met),
        (say("Not known whether they met"), untold),
        (say("Replies"), _beside(_replies(db, program_id, now))),
        (say("Silent people"), _beside((silent, condition.silent_at(db, circles, now - WEEK)))),
        (say("Survey"), _beside(survey) if any(tally.count for tally in survey) else ""),
    ]


def _beside(weeks: Iterable[object]) -> str:
    now, before = weeks
    return say("{now} ({before} the week before)", now=now, before=before)


def _replies(db: Session, program_id: int, now: datetime) -> tuple[int, int]:
    """Count the mails that people wrote in the week before `now`, and in the one before that."""
    lately = func.count(case((Incoming.received_at > now - WEEK, 1)))
    wrote = (
        select(lately, func.count() - lately)
        .select_from(Incoming)
        .join(Person)
        .where(
            Person.program_id == program_id,
            Incoming.kind.in_((IncomingKind.HUMAN, IncomingKind.CALENDAR)),
            Incoming.received_at > now - 2 * WEEK,
            Incoming.received_at <= now,
        )
    )
    this_week, before = db.execute(wrote).one()
    return this_week, before


def _survey(db: Session, circles: Sequence[Circle], weeks: Sequence[datetime]) -> list[surveys.Tally]:
    """Count what people said of their circles in the week before each of some instants."""
    meetings = [each.id for circle in circles for each in circle.meetings if each.starts_at <= max(weeks)]
    said = surveys.standing(db, meetings)
    return [surveys.tally(each for each in said if until - WEEK < each.said_at <= until) for until in weeks]
