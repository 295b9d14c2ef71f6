"""Joining, changing one's mind, pausing and leaving."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain import steps
from circles.domain.addresses import normalise
from circles.domain.availability import parse
from circles.domain.cadence import local, zone_info
from circles.domain.words import MailKind, ParticipantState, Role, SeasonState
from circles.errors import Invalid, NotAllowed
from circles.models import Address, Membership, Participant, Person, Program, Season
from circles.services import (
    addresses,
    breaks,
    cant_come,
    departures,
    follow_ups,
    hosting,
    in_turn,
    lanes,
    offers,
    outbox,
    people_words,
    reachability,
    repairs,
    retention,
    seats,
)
from circles.services.audit import note
from circles.services.wishes import Wish, called, forget, grant, keep

IN = frozenset({ParticipantState.CONFIRMED, ParticipantState.WAITLISTED, ParticipantState.PLACED})
MOST_REQUESTS_A_DAY = 5
USUAL_BREAK = timedelta(weeks=2)
LONGEST_BREAK = timedelta(days=366)


def sign_up(db: Session, season: Season, wish: Wish, now: datetime) -> None:
    """Take a sign-up and mail a confirmation; whoever is in already gets a mail that says so.

    An address from which mail came back is written to again, one whose owner complained is not. Nothing tells
    the caller which of these happened. Raises Invalid for an address, zone or hours that can't be used and
    NotAllowed when the season takes no more people.
    """
    email = normalise(wish.email)
    zone_info(wish.zone)
    parse(wish.availability)
    if not wish.name.strip():
        raise Invalid("We need a name to call you by.", field="name")
    if not accepts_sign_ups(season, now):
        raise NotAllowed(f"Sign-up for {season.name} is closed.")
    in_turn.hold_program(db, season.program_id)  # before any address, as an import does
    if not reachability.lift(db, email, "a new sign-up", now):
        return
    person = _find_or_add(db, season.program_id, wish, now)
    participant = find_participant(db, season.id, person.id)
    if participant is not None and participant.state in IN:
        _ask_again(db, participant, MailKind.ALREADY_IN, now)
        return
    if participant is None:
        state = ParticipantState.UNCONFIRMED
        participant = Participant(season=season, person=person, state=state, enrolled_at=now)
        db.add(participant)
    keep(participant, wish, now)
    db.flush()
    _ask_again(db, participant, MailKind.CONFIRM, now)


def wait_for_next(db: Session, program: Program, email: str, now: datetime) -> None:
    """Keep an address to be told of the program's next season. Raises Invalid for one that can't be used.

    One that is suppressed is not kept. Nothing tells the caller which of these happened.
    """
    if reachability.suppressed(db, [normalise(email)]):
        return
    whoever = Wish("", email, Role.MENTEE, program.zone, language=program.language)
    _find_or_add(db, program.id, whoever, now).waits_since = now


def accepts_sign_ups(season: Season, now: datetime) -> bool:
    """Tell whether the season is open and its closing date, if any, is not past.

    One whose circles meet takes people only until a date that its organizer has set: they wait for a seat.
    """
    closes_on = season.signup_closes_on
    if season.state is SeasonState.PUBLISHED:
        return closes_on is not None and closes_on >= now.date()
    return season.state is SeasonState.OPEN and (closes_on is None or closes_on >= now.date())


def open_season(program: Program, now: datetime) -> Season | None:
    """Give the next season that takes people."""
    taking = (season for season in program.seasons if accepts_sign_ups(season, now))
    return min(taking, key=lambda season: season.starts_on, default=None)


def confirm(db: Session, participant: Participant, now: datetime, *, as_filled_in: bool = False) -> bool:
    """Join: the answer to a confirm or invitation mail. False if they were in already.

    Somebody who declined or left comes back the same way: only they can press it. It ends a break of before;
    one from their other seasons holds for this one, too. What was filled in for who did not sign up anew
    holds only where they were told of it: anybody can type an address.
    """
    seats.take_turn(db, participant)
    if participant.state in IN:
        return False
    if participant.season.state in {SeasonState.CLOSED, SeasonState.ANONYMISED}:
        raise NotAllowed(people_words.is_over(participant.season))
    if as_filled_in or participant.state is ParticipantState.UNCONFIRMED:
        grant(participant, now)
    forget(participant)
    address = participant.person.addresses[0]
    address.confirmed_at = address.confirmed_at or now
    reachability.welcome_back(db, address.normalised)
    participant.person.waits_since = None
    if is_paused(participant, now):
        _set_break(db, participant, now, now)
    elsewhere = breaks.held(db, [participant.person_id], now)
    participant.paused_until = elsewhere.get(participant.person_id, participant.paused_until)
    if participant.season.state is SeasonState.PUBLISHED:
        seats.come_back(db, participant, now)
        for membership in memberships(db, participant):
            repairs.look_again(db, membership.circle, now, lost=False)
        offers.fill(db, participant.season, now, offers.Among(people=[participant.id]))
    else:
        participant.state = ParticipantState.CONFIRMED
        to, season = _to(participant), _about(participant)
        outbox.post(db, MailKind.JOINED, to, season, now, version=participant.request)
    _note(db, participant, "joined", now)
    return True


def decline(db: Session, participant: Participant, now: datetime) -> None:
    """Say no: a sign-up is deleted, an invitation is declined for good and what was filled in forgotten."""
    seats.take_turn(db, participant)
    if participant.state in IN:
        raise NotAllowed(people_words.already_in())
    if participant.state is ParticipantState.UNCONFIRMED:
        retention.forget(db, participant)
        return
    participant.state = ParticipantState.DECLINED
    forget(participant)
    participant.topics, participant.availability = [], ""
    participant.hopes = participant.needs = ""
    _note(db, participant, "declined", now)


def leave(db: Session, participant: Participant, now: datetime, *, goodbye: bool = True) -> None:
    """Leave the season: meetings to come are taken off the calendar, a `goodbye` mail follows."""
    seats.take_turn(db, participant)
    if participant.state is ParticipantState.LEFT:
        return
    participant.state = ParticipantState.LEFT
    promised = follow_ups.open_of(db, [participant.id])
    to, season = _to(participant), _about(participant)
    about = {season, *(f"followup:{each.id}" for each in promised)}
    left = memberships(db, participant)
    for membership in left:
        seats.vacate(db, membership, now)
    lanes.withdraw(db, to, about)
    if goodbye:
        participant.request += 1
        outbox.post(db, MailKind.LEFT, to, season, now, version=participant.request)
    _note(db, participant, "left", now)
    offers.withdraw(db, participant, now)
    repairs.wait_no_more(db, participant, now)
    for membership in left:
        repairs.look_again(db, membership.circle, now, lost=True)


def pause(
    db: Session, participant: Participant, last_day: date | None, now: datetime, *, tell: bool = True
) -> datetime:
    """Take a break from a season until the end of a day in their zone, else two weeks; gives the instant.

    It is told once. Whoever says so themselves means all their seasons: `circles.services.current`.
    """
    _must_be_in(participant)
    today = local(now, participant.person.zone).date()
    last = last_day or today + USUAL_BREAK
    if not today <= last <= today + LONGEST_BREAK:
        raise Invalid(people_words.too_long_a_break(last), field="until")
    until = steps.end_of(last, participant.person.zone)
    if participant.paused_until == until:
        return until
    _set_break(db, participant, until, now)
    if tell:
        participant.request += 1
        to, season = _to(participant), _about(participant)
        outbox.post(db, MailKind.PAUSED, to, season, now, version=participant.request)
    _note(db, participant, f"{steps.TAKES_A_BREAK}{last.isoformat()}", now)
    return until


def resume(db: Session, participant: Participant, now: datetime) -> None:
    """End a break; it stays on record that it ended now, as their circle is told."""
    _must_be_in(participant)
    if is_paused(participant, now):
        _set_break(db, participant, now, now)
        _note(db, participant, steps.IS_BACK, now)


def set_break(db: Session, participant: Participant, until: datetime | None, who: str, now: datetime) -> None:
    """Set when a break ends, or that there is none, as an Undo does; nobody is written to."""
    _set_break(db, participant, until, now)
    what = f"the break ends {until.isoformat()} again" if until else "the break is taken back"
    note(db, participant.season.program_id, who, f"participant:{participant.id}", what, now)


def _set_break(db: Session, participant: Participant, until: datetime | None, now: datetime) -> None:
    seats.lock(db, participant.season)
    mine = memberships(db, participant)
    in_turn.hold_circles(db, [each.circle_id for each in mine])
    participant.paused_until = until
    departures.reconsider(db, participant, now)
    for membership in mine:
        hosting.reassign(db, membership.circle, now, anew=True)
        cant_come.heed_all(db, membership.circle, now)
    repairs.heed_break(db, participant, now)


def is_paused(participant: Participant, now: datetime) -> bool:
    """Tell whether they asked not to be written to now."""
    return participant.paused_until is not None and participant.paused_until > now


def send_link(db: Session, season: Season, email: str, now: datetime) -> None:
    """Mail somebody a new link to their page; says nothing about whether the address is known."""
    person = find_person(db, season.program_id, normalise(email))
    participant = find_participant(db, season.id, person.id) if person else None
    if participant is not None and participant.state in IN:
        _ask_again(db, participant, MailKind.LINK, now)


def find_person(db: Session, program_id: int, email: str) -> Person | None:
    """Find a program's person by any of their addresses, given normalised."""
    address = addresses.find(db, program_id, email)
    return address.person if address else None


def _find_or_add(db: Session, program_id: int, wish: Wish, now: datetime) -> Person:
    """Give the person of an address; two who come at once with a new one wait for each other."""
    in_turn.hold_program(db, program_id)
    found = find_person(db, program_id, normalise(wish.email))
    return found or add_person(db, program_id, wish.name, wish.email, wish.zone, wish.language, now)


def find_participant(db: Session, season_id: int, person_id: int) -> Participant | None:
    """Find a person's part in a season."""
    theirs = select(Participant).where(Participant.season_id == season_id, Participant.person_id == person_id)
    return db.scalars(theirs).one_or_none()


def add_person(
    db: Session, program_id: int, name: str, email: str, zone: str, language: str, now: datetime
) -> Person:
    """Add a person with their first address."""
    person = Person(program_id=program_id, name=called(name), zone=zone, language=language, created_at=now)
    written = email.strip()
    normalised = normalise(written)
    addresses.release(db, program_id, [normalised])
    person.addresses.append(
        Address(program_id=program_id, normalised=normalised, written=written, chosen_at=now)
    )
    db.add(person)
    db.flush()
    return person


def memberships(db: Session, participant: Participant) -> list[Membership]:
    """Give the circles they are in now."""
    return seats.held_by(db, participant)


def _ask_again(db: Session, participant: Participant, kind: MailKind, now: datetime) -> None:
    """Post one more mail of a kind that is sent on request, but not more than a few a day."""
    day_ago = now - timedelta(days=1)
    if outbox.posted_since(db, kind, _to(participant), day_ago) < MOST_REQUESTS_A_DAY:
        participant.request += 1
        outbox.post(db, kind, _to(participant), _about(participant), now, version=participant.request)


def _must_be_in(participant: Participant) -> None:
    if participant.state not in IN:
        raise NotAllowed(people_words.not_in(participant.season))


def _to(participant: Participant) -> str:
    return f"person:{participant.person_id}"


def _about(participant: Participant) -> str:
    return f"season:{participant.season_id}"


def _note(db: Session, participant: Participant, what: str, now: datetime) -> None:
    note(db, participant.season.program_id, _to(participant), f"participant:{participant.id}", what, now)
