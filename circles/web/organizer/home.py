"""The organizer's first page: one sentence made from data, then what needs them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from circles.domain.cadence import zone_info
from circles.domain.words import (
    IncomingState,
    MeetingState,
    OutgoingState,
    ParticipantState,
    ProposalState,
    SeasonState,
)
from circles.models import Address, Circle, Incoming, Meeting, Outgoing, Participant, Person, Proposal, Season
from circles.services import reachability
from circles.services.people import IN
from circles.web.organizer import blueprint, own
from circles.web.organizer.condition import condition
from circles.web.organizer.people import UNREACHED
from circles.web.showing import count, day, moment

MOST_NAMED = 5
"""People who can't be reached are named one by one up to here."""
Numbers = dict[int, Counter[ParticipantState]]


@dataclass(frozen=True)
class Need:
    """One thing that waits for the organizer: what, why, and the button that leads there."""

    what: str
    why: str
    button: str
    url: str


@blueprint.get("/organizer/")
def home() -> ResponseReturnValue:
    """Show how the seasons stand and what waits."""
    program = own.organizer().program
    seasons = list(reversed(program.seasons))
    numbers = people_by_state(seasons)
    circles = published_circles(seasons)
    needs = [
        *_mail_needs(),
        *_unreached_needs(),
        *_proposal_needs(),
        *_season_needs(seasons, numbers),
        *_circle_needs(circles),
    ]
    return render_template(
        "organizer/home.html",
        seasons=seasons,
        numbers=numbers,
        needs=needs,
        headline=_headline(seasons, numbers, circles, needs),
    )


def people_by_state(seasons: Iterable[Season]) -> Numbers:
    """Count each season's people by state."""
    numbers: Numbers = {season.id: Counter() for season in seasons}
    rows = g.db.execute(
        select(Participant.season_id, Participant.state, func.count())
        .where(Participant.season_id.in_(numbers))
        .group_by(Participant.season_id, Participant.state)
    )
    for season_id, state, people in rows:
        numbers[season_id][state] = people
    return numbers


def published_circles(seasons: Iterable[Season]) -> list[Circle]:
    """Give the circles of the published seasons with their people and meetings."""
    ids = [season.id for season in seasons if season.state is SeasonState.PUBLISHED]
    wanted = select(Circle).where(Circle.season_id.in_(ids)).order_by(Circle.id)
    return list(g.db.scalars(wanted.options(own.MEMBERS, selectinload(Circle.meetings))))


def _headline(
    seasons: Sequence[Season], numbers: Numbers, circles: Sequence[Circle], needs: Sequence[Need]
) -> str:
    if not seasons:
        return "Welcome. Open your first season, and invite people to it."
    under_way = [season for season in reversed(seasons) if not _over(season)]
    sentences = [_standing(season, numbers, circles) for season in under_way[:2]]
    waiting = "Nothing needs you today." if not needs else f"{_things(len(needs))} you."
    return " ".join([*(sentences or ["No season is under way."]), waiting])


def _things(n: int) -> str:
    return "One thing needs" if n == 1 else f"{n} things need"


def _standing(season: Season, numbers: Numbers, circles: Sequence[Circle]) -> str:
    joined = sum(numbers[season.id][state] for state in IN)
    if season.state is not SeasonState.PUBLISHED:
        so_many = count(joined, "person has", "people have") if joined else "nobody has"
        return f"{season.name} is open: {so_many} joined{'' if joined else ' yet'}."
    today = _today()
    if season.starts_on > today:
        return f"{season.name} starts on {day(season.starts_on)} with {count(joined, 'person', 'people')}."
    mine = [circle for circle in circles if circle.season_id == season.id]
    week_ago = g.now - timedelta(days=7)
    met = sum(
        any(m.state is MeetingState.HELD and week_ago <= m.starts_at <= g.now for m in circle.meetings)
        for circle in mine
    )
    week = (today - season.starts_on).days // 7 + 1
    return (
        f"{season.name}, week {week} of {_weeks(season)}."
        f" {met} of {count(len(mine), 'circle')} met in the last seven days."
    )


def _over(season: Season) -> bool:
    past = season.starts_on + timedelta(weeks=_weeks(season)) < _today()
    return past or season.state in {SeasonState.CLOSED, SeasonState.ANONYMISED}


def _weeks(season: Season) -> int:
    return (season.meetings - 1) * season.every_weeks + 1


def _today() -> date:
    here: date = g.now.astimezone(zone_info(own.organizer().zone)).date()
    return here


def _mail_needs() -> list[Need]:
    replies = g.db.scalar(
        select(func.count(Incoming.id))
        .join(Person)
        .where(Incoming.state == IncomingState.REVIEW, Person.program_id == own.organizer().program_id)
    )
    stuck = dict(
        g.db.execute(
            select(Outgoing.state, func.count())
            .where(
                Outgoing.state.in_((OutgoingState.HELD, OutgoingState.FAILED)),
                own.is_ours(),
                Outgoing.to.not_in([f"person:{each.person_id}" for each in _unreached()]),
            )
            .group_by(Outgoing.state)
        ).all()
    )
    needs = []
    if replies:
        what = count(replies, "reply wants a reader", "replies want a reader")
        needs.append(Need(what, "we were not sure what they mean", "Read", url_for("organizer.review")))
    if stuck:
        failed, held = stuck.get(OutgoingState.FAILED, 0), stuck.get(OutgoingState.HELD, 0)
        parts = [f"{failed} refused or come back"] if failed else []
        parts += [f"{held} in doubt whether it arrived"] if held else []
        what = count(failed + held, "mail is stuck", "mails are stuck")
        needs.append(Need(what, ", ".join(parts), "Look at them", url_for("organizer.outbox")))
    return needs


def _unreached() -> list[Address]:
    if "unreached" not in g:
        g.unreached = reachability.unreached(g.db, own.organizer().program_id)
    return g.unreached  # type: ignore[no-any-return]


def _unreached_needs() -> Iterable[Need]:
    zone = own.organizer().zone
    for address in _unreached()[:MOST_NAMED]:
        assert address.bounced_at is not None, "only such addresses are listed"
        name = address.person.name or address.written
        url = url_for("organizer.person", person_id=address.person_id)
        why = f"{address.bounce}, since {moment(address.bounced_at, zone)}"
        yield Need(f"{name} can't be reached", why, "See what to do", url)
    if (more := len(_unreached()) - MOST_NAMED) > 0:
        url = url_for("organizer.people", state=UNREACHED)
        what = f"{count(more, 'more person', 'more people')} can't be reached"
        yield Need(what, "mail to them comes back, or is not wanted", "See them all", url)


def _season_needs(seasons: Iterable[Season], numbers: Numbers) -> Iterable[Need]:
    for season in seasons:
        board = url_for("organizer.board", season_id=season.id)
        ready = numbers[season.id][ParticipantState.CONFIRMED]
        waiting = numbers[season.id][ParticipantState.WAITLISTED]
        if season.state is SeasonState.OPEN and ready:
            what = f"{count(ready, 'person waits', 'people wait')} for a circle in {season.name}"
            yield Need(what, "they have said yes and are ready to be placed", "Form circles", board)
        elif season.state is SeasonState.PUBLISHED and waiting and not _over(season):
            what = f"{count(waiting, 'person waits', 'people wait')} for a seat in {season.name}"
            yield Need(what, "no circle had room at their hours", "See why", board)


def _proposal_needs() -> Iterable[Need]:
    proposed = select(Proposal.id).where(
        Proposal.meeting_id == Meeting.id,
        Proposal.state == ProposalState.OPEN,
        Proposal.starts_at > g.now,
        Proposal.starts_at != Meeting.starts_at,
    )
    wanted = (
        select(Meeting)
        .join(Circle)
        .join(Season)
        .where(Season.program_id == own.organizer().program_id, Meeting.state == MeetingState.PLANNED)
        .where(Meeting.starts_at > g.now, proposed.exists())
        .options(joinedload(Meeting.circle))
        .order_by(Meeting.starts_at)
    )
    for meeting in g.db.scalars(wanted):
        url = url_for("organizer.meeting", meeting_id=meeting.id)
        what = f"Another time is proposed for {meeting.circle.name}, meeting {meeting.n}"
        yield Need(what, "its host or you take it or dismiss it", "See the times", url)


def _circle_needs(circles: Iterable[Circle]) -> Iterable[Need]:
    for circle in circles:
        state = condition(circle, g.now)
        if state.needs_care:
            url = url_for("organizer.circle", circle_id=circle.id)
            yield Need(f"{circle.name} is {state.word.lower()}", state.reason, "Open the circle", url)
