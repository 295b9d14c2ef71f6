"""Offering free seats of circles that meet to those who wait; the first yes in time takes one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, bindparam, select, update
from sqlalchemy.orm import Session, joinedload

from circles.domain.cadence import next_allowed
from circles.domain.grouping import vacancies
from circles.domain.grouping.effect import Effect
from circles.domain.grouping.problem import FormedCircle
from circles.domain.tongue import say, speaking
from circles.domain.words import MailKind, OfferState, ParticipantState
from circles.errors import NotAllowed
from circles.models import Circle, Membership, Outgoing, Participant, Season, SeatOffer
from circles.services import asked_first, fitting, free_seats, inbox, outbox, seat_words, seats

LASTS = timedelta(days=3)
"""How long a seat is kept for who was asked, from when the mail leaves."""
STILL_GOOD = (OfferState.OPEN, OfferState.LAPSED, OfferState.AWAITED)
ALL_FULL = {"why": "all-full"}
"""Why somebody waits for whom nothing else is known: it no longer holds once any seat comes free."""
MOST_COMPARED = 60
"""In so many circles the hour is looked for that would help somebody most."""


@dataclass(frozen=True)
class Among:
    """Between whom seats are looked for: these circles or all, these people or all who wait."""

    circles: Collection[int] | None = None
    people: Collection[int] | None = None


EVERYBODY = Among()


def fill(db: Session, season: Season, now: datetime, among: Among = EVERYBODY) -> int:
    """Offer each free seat to who waits and fits best; give how many were offered.

    Circles about which an organizer is to decide wait for that. Nobody is asked twice about one circle, nor
    about two at once, nor during a break.
    """
    if not seats.is_running(season):
        return 0
    seats.lock(db, season)
    if not seats.is_running(season):
        return 0
    offered = 0
    while (people := free_seats.waiting(db, season, now, among.people)) and (
        more := _offer_round(db, season, people, among, now)
    ):
        offered += more  # who was asked sits there from now on, and may keep others away
    return offered


def _offer_round(db: Session, season: Season, who: Sequence[Participant], among: Among, now: datetime) -> int:
    """Offer one seat of each circle that has any."""
    free = free_seats.to_offer(db, season, who, now, among.circles)
    table = fitting.lay(db, season, free, who, now, promised_too=True)
    people = {each.id: each for each in who}
    awaited = asked_first.of(db, people)
    been_there = {(each.id, member.participant_id) for each in free for member in each.memberships}
    known = (been_there | free_seats.asked_before(db, people)) - awaited
    for circle in sorted(free, key=lambda each: (len(each.members), each.id)):
        last = free_seats.last_meeting(circle, now)
        suitors = [person for person, _ in table.suitors(circle)]
        for person in sorted(suitors, key=lambda each: (circle.id, each) not in awaited):
            is_new = person in people and (circle.id, person) not in known
            if is_new and next_allowed(now, people[person].person.zone) < last:
                offer(db, circle, people.pop(person), now)
                break
    anew = (each for each in people.values() if among.circles is None or each.wait == ALL_FULL)
    _explain(db, season, list(anew), now)
    return len(who) - len(people)


def offer(db: Session, circle: Circle, participant: Participant, now: datetime) -> SeatOffer:
    """Ask somebody whether they would like a seat; raises NotAllowed where none is free or fits."""
    due_at = next_allowed(now, participant.person.zone)
    last = free_seats.last_meeting(circle, now)
    if seats.room(db, circle, now) <= 0 or last <= due_at:
        raise NotAllowed(seats.full(circle))
    with speaking(participant.person.language):
        found = placing(db, circle, participant, now)
        fits = why(found)
    if not found.allowed:
        raise NotAllowed(found.reason)
    made = SeatOffer(
        circle=circle,
        participant=participant,
        why=fits,
        state=OfferState.OPEN,
        offered_at=now,
        expires_at=min(due_at + LASTS, last),
    )
    asked_first.step_down(db, circle, participant)
    db.add(made)
    participant.wait = {}
    db.flush()
    to, about = f"person:{participant.person_id}", f"seat:{made.id}"
    outbox.post(db, MailKind.SEAT, to, about, now, due_at=due_at, stale_at=made.expires_at)
    return made


def begin(db: Session, mails: Mapping[int, Outgoing], now: datetime) -> None:
    """Keep seats for their whole time from now on, as the mails about them, given by offer, leave.

    A mail that was refused says another day than this, so it is written anew; after a week it is given up.
    A seat of which somebody decides in this instant is left to them: whoever does may wait for its mail.
    """
    asked = select(SeatOffer).where(SeatOffer.id.in_(mails), SeatOffer.state == OfferState.OPEN)
    for offered in db.scalars(asked.with_for_update(skip_locked=True, key_share=True)) if mails else ():
        mail, last = mails[offered.id], free_seats.last_meeting(offered.circle, now)
        offered.expires_at, mail.raw = min(now + LASTS, last), None
        mail.stale_at = min(offered.expires_at, offered.offered_at + outbox.STALE_AFTER)


def take(db: Session, offered: SeatOffer, now: datetime) -> Membership | None:
    """Take an offered seat; twice is once. Raises NotAllowed, kindly, where it has gone to somebody else.

    A yes that comes late is as good as one in time while nobody else was asked. While somebody is, there is
    no seat yet: should they not take it, who said yes is asked first.
    """
    circle, participant = offered.circle, offered.participant
    seats.lock(db, circle.season)
    if not seats.is_running(circle.season):
        season = circle.season.name
        raise NotAllowed(say("{season} is over, so there is no seat to take in it any more.", season=season))
    db.refresh(offered, ["state"])
    db.refresh(participant, ["state"])
    there = next((each for each in circle.members if each.participant_id == participant.id), None)
    if there is not None:
        return there
    if participant.state is not ParticipantState.WAITLISTED:
        raise NotAllowed(seat_words.waits_no_more(participant))
    if offered.state not in STILL_GOOD:
        raise NotAllowed(seat_words.anothers())
    if not seats.meets_again(circle, now):
        raise NotAllowed(seat_words.meets_no_more())
    if seats.room(db, circle, now, but=offered.id) <= 0:
        if not _line_up(offered, now):
            raise NotAllowed(seat_words.anothers())
        return None
    was, offered.state = offered.state, OfferState.TAKEN
    found = placing(db, circle, participant, now)
    if not found.allowed:
        offered.state = was
        raise NotAllowed(seat_words.anothers())
    return place(db, circle, participant, found, now)


def _line_up(offered: SeatOffer, now: datetime) -> bool:
    """Let somebody be asked first after those for whom each free seat is kept; False where none is."""
    if not seats.is_kept(offered.circle, now):
        return False
    offered.state = OfferState.AWAITED
    return True


def decline(db: Session, offered: SeatOffer, now: datetime) -> None:
    """Refuse an offered seat, which then goes to the next; twice is once."""
    seats.lock(db, offered.circle.season)
    db.refresh(offered, ["state"])
    if offered.state in STILL_GOOD:
        offered.state = OfferState.DECLINED
        db.flush()
        fill(db, offered.circle.season, now, Among(circles=[offered.circle_id]))


def reopen(db: Session, offered: SeatOffer, now: datetime) -> bool:
    """Take a no back, as an Undo does; False where the seat was offered to somebody else meanwhile.

    Then they are asked first, should that one not take it.
    """
    seats.lock(db, offered.circle.season)
    waits = offered.participant.state is ParticipantState.WAITLISTED
    if not waits or open_to(db, offered.participant):
        return False
    if seats.room(db, offered.circle, now) <= 0:
        _line_up(offered, now)
        return False
    offered.state = OfferState.OPEN
    offered.expires_at = max(offered.expires_at, now + timedelta(days=1))
    return True


def withdraw(db: Session, participant: Participant, now: datetime) -> None:
    """Offer to others what somebody was offered who does not wait any more."""
    for offered in open_to(db, participant):
        decline(db, offered, now)


def end(db: Session, season: Season) -> None:
    """Offer no seat of a season any more, as it is over."""
    _end(db, SeatOffer.circle_id.in_(select(Circle.id).where(Circle.season_id == season.id)))


def end_in(db: Session, circle: Circle, now: datetime) -> None:
    """Offer no seat any more of a circle that everybody has left; who was asked fits elsewhere, perhaps."""
    asked = _end(db, SeatOffer.circle_id == circle.id)
    fill(db, circle.season, now, Among(people=asked))


def _end(db: Session, which: ColumnElement[bool]) -> list[int]:
    """End the offers that nobody has answered; give who was asked."""
    ended = update(SeatOffer).where(which, SeatOffer.state == OfferState.OPEN)
    lapsed = ended.values(state=OfferState.LAPSED).returning(SeatOffer.participant_id)
    return list(db.scalars(lapsed.execution_options(synchronize_session="fetch")))


def open_to(db: Session, participant: Participant) -> list[SeatOffer]:
    """Give the seats somebody is asked about."""
    asked = select(SeatOffer).where(
        SeatOffer.participant_id == participant.id, SeatOffer.state == OfferState.OPEN
    )
    return list(db.scalars(asked.options(joinedload(SeatOffer.circle))))


def at_hand(db: Session, offered: SeatOffer) -> SeatOffer:
    """Give the offer that an answer to one is for: who said yes too late is asked anew about that seat."""
    anew = (each for each in open_to(db, offered.participant) if each.circle_id == offered.circle_id)
    return next(anew, offered)


def overdue() -> Select[int, datetime]:
    """Select the offers that end by `now` and that nobody took in time, with their end as `at`."""
    return select(SeatOffer.id, SeatOffer.expires_at.label("at")).where(
        SeatOffer.state == OfferState.OPEN,
        SeatOffer.expires_at <= bindparam("now"),
        ~inbox.waits_from_before(SeatOffer.expires_at),
    )


def lapse(db: Session, ids: Collection[int], now: datetime) -> int:
    """Let offers nobody took in time go to the next; give how many there were. Each lapses once."""
    offered = select(SeatOffer.circle_id).where(SeatOffer.id.in_(ids))
    circles = db.scalars(select(Circle).where(Circle.id.in_(offered)).order_by(Circle.id)).all()
    seats.lock(db, *(circle.season for circle in circles))
    over = (
        update(SeatOffer)
        .where(SeatOffer.state == OfferState.OPEN, SeatOffer.id.in_(ids), SeatOffer.expires_at <= now)
        .values(state=OfferState.LAPSED)
        .returning(SeatOffer.circle_id)
        .execution_options(synchronize_session="fetch")
    )
    lapsed = list(db.scalars(over))
    for circle in circles:
        if circle.id in lapsed:
            fill(db, circle.season, now, Among(circles=[circle.id]))
    return len(lapsed)


# --- By hand ---


def placing(db: Session, circle: Circle, participant: Participant, now: datetime) -> Effect:
    """Give the effect of somebody who waits coming into a circle."""
    db.flush()
    circles = fitting.with_people(db, [circle.id])
    table = fitting.lay(db, circle.season, circles, [participant], now)
    return table.placing(participant, circle)


def place(db: Session, circle: Circle, participant: Participant, found: Effect, now: datetime) -> Membership:
    """Take somebody into a circle where that is allowed, and tell them why there."""
    if not found.allowed:
        raise NotAllowed(found.reason)
    why_here = _after(found).why.get(str(participant.id), "")
    membership = seats.join(db, circle, participant, now, why_here)
    withdraw(db, participant, now)
    return membership


def why(found: Effect) -> str:
    """Say why a seat fits, without naming anybody; "" where it does not."""
    return vacancies.why(_after(found)) if found.allowed else ""


def _after(found: Effect) -> FormedCircle:
    return next(each for each in found.circles.values() if each is not None)


def _explain(db: Session, season: Season, people: Sequence[Participant], now: datetime) -> None:
    """Keep why each of some people still waits, and what would help in a circle of few people."""
    circles = free_seats.free_circles(db, season, now, most=MOST_COMPARED) if people else []
    table = fitting.lay(db, season, circles, people, now) if circles else None
    waits = {int(each.id): each.wait for each in table.board.waiting()} if table else {}
    for participant in people:
        participant.wait = dict(waits.get(participant.id, ALL_FULL))
