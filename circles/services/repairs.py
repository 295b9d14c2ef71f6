"""A circle that has lost people: what could be done for it is proposed to an organizer, not done silently."""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select, update
from sqlalchemy.orm import Session

from circles.domain.grouping.effect import Effect
from circles.domain.grouping.explain import count
from circles.domain.tongue import say, say_n, speaking
from circles.domain.words import (
    MeetingState,
    OfferState,
    ParticipantState,
    Role,
    SuggestionKind,
    SuggestionState,
)
from circles.models import Circle, Meeting, Membership, Outgoing, Participant, Season, SeatOffer, Suggestion
from circles.services import asked_first, fitting, follow_ups, free_seats, lanes, meetings, offers, seats
from circles.services.attendance import upcoming
from circles.services.audit import note
from circles.services.offers import Among

_IS_REPAIR = (Suggestion.kind != SuggestionKind.FREE_SEAT) & (Suggestion.state == SuggestionState.OPEN)
_REFILLS = 2
"""How many of those who wait are proposed."""


def look_again(db: Session, circle: Circle, now: datetime, *, lost: bool) -> None:
    """Weigh anew what a circle needs that somebody has joined, or left (`lost`), and offer its free seats.

    What was proposed for it or with it no longer holds, nor what else was for a circle that is weighed anew;
    while no decision waits, its seats are offered.
    """
    seats.lock(db, circle.season)
    if not seats.is_running(circle.season):
        return
    db.expire(circle, ["memberships"])
    if not circle.members:
        offers.end_in(db, circle, now)
    weighed = {circle.id} if lost else set()
    weighed |= set(db.scalars(select(Suggestion.circle_id).where(_IS_REPAIR, _touches(circle))))
    stale = (_IS_REPAIR & Suggestion.circle_id.in_(weighed)) | _of_who_has_gone(circle)
    put_away = update(Suggestion).where(Suggestion.state == SuggestionState.OPEN, stale)
    moot = put_away.values(state=SuggestionState.MOOT, settled_at=now)
    db.execute(moot.execution_options(synchronize_session="fetch"))
    for each in fitting.with_people(db, weighed):
        if needs(each) and upcoming(each.meetings, now) is not None:
            _propose(db, each, now)
    _explain_offers(db, circle, now)
    offers.fill(db, circle.season, now, Among(circles=[circle.id]))


def weigh_all(db: Session, season: Season, now: datetime) -> None:
    """Weigh anew the circles of a season that asks more, or less, of them now."""
    proposed = select(Suggestion.id).where(_IS_REPAIR)
    for circle in db.scalars(select(Circle).where(Circle.season_id == season.id).order_by(Circle.id)).all():
        if needs(circle) or db.scalar(proposed.where(_touches(circle)).limit(1)):
            look_again(db, circle, now, lost=True)


def wait_no_more(db: Session, participant: Participant, now: datetime) -> None:
    """Weigh anew the circles for which somebody was proposed who waits for no seat any more, or not now."""
    proposed = select(Suggestion).where(
        Suggestion.participant_id == participant.id, Suggestion.state == SuggestionState.OPEN
    )
    for suggestion in db.scalars(proposed).all():
        look_again(db, suggestion.circle, now, lost=True)


def heed_break(db: Session, participant: Participant, now: datetime) -> None:
    """Ask nobody who waits about a seat during a break: one whose mail has not left goes to the next.

    Who is back before that one's mail has left is asked again, and not after them.
    """
    until, season = participant.paused_until, participant.season
    if participant.state is not ParticipantState.WAITLISTED:
        return
    if until is None or until <= now:
        instead = asked_first.call_back(db, participant)
        for each in (participant.id, *([instead.participant_id] if instead else ())):
            offers.fill(db, season, now, Among(people=[each]))
        return
    wait_no_more(db, participant, now)
    during = (SeatOffer.participant_id == participant.id) & (Outgoing.due_at < until)
    if offered := asked_first.call_off(db, during, asked_first.ON_A_BREAK):
        offers.fill(db, season, now, Among(circles=[offered.circle_id]))


def _explain_offers(db: Session, circle: Circle, now: datetime) -> None:
    """Say anew to who is asked about a seat why it fits, now that others are in the circle."""
    asked = select(SeatOffer).where(SeatOffer.circle_id == circle.id, SeatOffer.state == OfferState.OPEN)
    for offered in db.scalars(asked).all() if circle.members else ():
        with speaking(offered.participant.person.language):
            offered.why = offers.why(offers.placing(db, circle, offered.participant, now)) or offered.why


def seat(db: Session, offered: SeatOffer, now: datetime) -> Membership | None:
    """Take an offered seat; raises NotAllowed where it has gone. None while it is kept for another."""
    membership = offers.take(db, offered, now)
    if membership is None:
        return None
    look_again(db, membership.circle, now, lost=False)
    wait_no_more(db, offered.participant, now)
    return membership


def needs(circle: Circle) -> str:
    """Say what a circle lacks, in a sentence or two; empty where it can go on as it is."""
    season, members = circle.season, circle.members
    lacks = []
    if is_small(circle):
        few = say_n(
            "{circle} has {n} person, and needs {least}.",
            "{circle} has {n} people, and needs {least}.",
            len(members),
            circle=circle.name,
            n=count(len(members)),
            least=count(season.size_lo),
        )
        lacks.append(few)
    if members and season.mentors_lo and all(each.participant.role is Role.MENTEE for each in members):
        lacks.append(say("{circle} has no mentor any more.", circle=circle.name))
    return " ".join(lacks)


def is_small(circle: Circle) -> bool:
    """Tell whether a circle has fewer people than its season plans with, but some."""
    return 0 < len(circle.members) < circle.season.size_lo


def is_mended(circle: Circle, effect: Effect) -> bool:
    """Tell whether what is done for a circle gives it what it lacks: people, or else a mentor."""
    return is_small(circle) or any(after and after.mentors for after in effect.circles.values())


def why_go_on(circle: Circle) -> str:
    """Say that a circle can but go on without what it lacks."""
    if is_small(circle):
        return say(
            "{lack} Nobody who waits fits in, and no other circle fits all its people.", lack=needs(circle)
        )
    return say(
        "{lack} No mentor who waits fits in, and no other circle that has one fits all its people.",
        lack=needs(circle),
    )


def merge(db: Session, circle: Circle, into: Circle, who: str, now: datetime) -> None:
    """Let a circle go on in another one: its meetings are called off, and its people invited there.

    What they said they would do goes along.
    """
    cause = {"what": "merged", "circle": circle.name, "into": into.name}
    for meeting in circle.meetings:
        if meeting.state is MeetingState.PLANNED and meeting.starts_at > now:
            meetings.cancel(db, meeting, who, cause, now)
    follow_ups.carry_over(db, circle, into)
    for member in list(circle.members):
        member.left_at = now
        lanes.withdraw(db, f"person:{member.participant.person_id}", [f"membership:{member.id}"])
        with speaking(member.participant.person.language):
            why = say(
                "{circle} has become small, so it goes on together with {into}.",
                circle=circle.name,
                into=into.name,
            )
        seats.join(db, into, member.participant, now, why)
    asked = update(SeatOffer).where(SeatOffer.circle_id == circle.id, SeatOffer.state == OfferState.OPEN)
    db.execute(asked.values(state=OfferState.LAPSED))
    note(db, circle.season.program_id, who, f"circle:{circle.id}", f"goes on in {into.name}", now)
    note(db, circle.season.program_id, who, f"circle:{into.id}", f"goes on with {circle.name}", now)
    for each in (circle, into):
        look_again(db, each, now, lost=False)


def mergeable(db: Session, circle: Circle, now: datetime) -> list[Circle]:
    """Give the circles that have room for all people of one, an hour for them, and a meeting ahead."""
    members = (
        select(func.count())
        .where(Membership.circle_id == Circle.id, Membership.left_at.is_(None))
        .scalar_subquery()
    )
    ahead = exists().where(
        Meeting.circle_id == Circle.id, Meeting.starts_at > now, Meeting.state == MeetingState.PLANNED
    )
    season, own = circle.season, len(circle.members)
    wanted = select(Circle).where(
        Circle.season_id == season.id,
        Circle.id != circle.id,
        members > 0,
        members + own <= season.size_hi,
        ahead,
    )
    people = [member.participant for member in circle.members]
    found = db.scalars(wanted.order_by(Circle.id)).all()
    suits = fitting.at_their_hours(db, season, found, people, now, all_of_them=True)
    return fitting.with_people(db, [each.id for each in suits])


def _propose(db: Session, circle: Circle, now: datetime) -> None:
    """Write down who could join a circle, and which ones it could go into; else that it may go on."""
    others = mergeable(db, circle, now)
    waiting = free_seats.waiting(db, circle.season, now)
    table = fitting.lay(db, circle.season, [circle, *others], waiting, now)
    with speaking("en"):  # organizers read it, whoever's mail it is worked out for
        proposed = _suggestions(circle, table)
    for each in proposed:
        each.circle_id, each.state, each.made_at = circle.id, SuggestionState.OPEN, now
        db.add(each)
    db.flush()


def _suggestions(circle: Circle, table: fitting.Table) -> list[Suggestion]:
    lacks = needs(circle)
    suitors = [(person, effect) for person, effect in table.suitors(circle) if is_mended(circle, effect)]
    refills = [
        Suggestion(kind=SuggestionKind.REFILL, participant_id=person, why=f"{lacks} {_of_one(effect)}")
        for person, effect in suitors[:_REFILLS]
    ]
    mergers = [
        Suggestion(kind=SuggestionKind.MERGE, into_id=into.id, why=f"{lacks} {_of_all(into, effect)}")
        for into, effect in table.mergers(circle)
        if is_mended(circle, effect)
    ]
    return refills + mergers or [Suggestion(kind=SuggestionKind.GO_ON, why=why_go_on(circle))]


def _of_one(effect: Effect) -> str:
    return f"They are free when it meets; the fit goes from {effect.fit_before} to {effect.fit_after}."


def _of_all(into: Circle, effect: Effect) -> str:
    together = sum(len(circle.members) for circle in effect.circles.values() if circle)
    return (
        f"All its people are free when {into.name} meets. Together they would be {count(together)};"
        f" the fit goes from {effect.fit_before} to {effect.fit_after}."
    )


def _touches(circle: Circle) -> ColumnElement[bool]:
    """Select what is proposed for a circle or with it."""
    return or_(Suggestion.circle_id == circle.id, Suggestion.into_id == circle.id)


def _of_who_has_gone(circle: Circle) -> ColumnElement[bool]:
    """Select what is proposed of silent members of a circle who have left it."""
    gone = select(Membership.id).where(Membership.circle_id == circle.id, Membership.left_at.is_not(None))
    return Suggestion.membership_id.in_(gone)
