"""What participants change on their own page, and how they get a link to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.addresses import normalise
from circles.domain.availability import as_text, parse
from circles.domain.cadence import zone_info
from circles.domain.words import MailKind, ParticipantState
from circles.errors import Invalid
from circles.models import Address, Incoming, Outgoing, Participant, Person
from circles.services import offers, outbox, people, seats
from circles.services.audit import note
from circles.services.wishes import called, live_in


@dataclass(frozen=True)
class Preferences:
    """What they may set: the hours are those of a week in their zone, as in the people file."""

    name: str
    zone: str
    topics: tuple[str, ...]
    availability: str
    language: str = ""
    """Of our mails; "" leaves it as it is."""


def prefer(db: Session, participant: Participant, wanted: Preferences, now: datetime) -> None:
    """Set a participant's name, zone, language, topics and hours; if they wait for a seat, look for one.

    Raises Invalid that names the field.
    """
    zone_info(wanted.zone)
    if not wanted.name.strip():
        raise Invalid("We need a name to call you by.", field="name")
    availability = as_text(parse(wanted.availability))
    if participant.state is ParticipantState.WAITLISTED:
        seats.lock(db, participant.season)
    participant.availability = availability
    participant.topics = list(wanted.topics)
    participant.person.name = called(wanted.name)
    participant.person.language = wanted.language or participant.person.language
    live_in(participant.person, wanted.zone, now)
    _note(db, participant, "changed their hours, topics, zone, language or name", now)
    if participant.state is ParticipantState.WAITLISTED:
        offers.fill(db, participant.season, now, offers.Among(people=[participant.id]))


def renew_link(db: Session, participant: Participant, now: datetime) -> None:
    """Make every link they had worthless and mail them a new one."""
    participant.link_version += 1
    participant.request += 1
    outbox.post(
        db,
        MailKind.LINK,
        f"person:{participant.person_id}",
        f"season:{participant.season_id}",
        now,
        version=participant.request,
    )
    _note(db, participant, "made a new private link", now)


def send_data(db: Session, participant: Participant, now: datetime) -> bool:
    """Mail somebody all that we hold on them, a few times a day; tell whether it goes."""
    to = f"person:{participant.person_id}"
    if _had_enough(db, to, now):
        return False
    participant.request += 1
    about = f"season:{participant.season_id}"
    return outbox.post(db, MailKind.DATA, to, about, now, version=participant.request)


def send_data_to_who_waits(db: Session, incoming: Incoming, person: Person, now: datetime) -> None:
    """Mail all that we hold on who asks for it in answer to a mail about a season they are not in."""
    to = f"person:{person.id}"
    if person.participations:
        send_data(db, max(person.participations, key=lambda each: each.id), now)
    elif not _had_enough(db, to, now):
        about = db.scalars(select(Outgoing.about).where(Outgoing.id == incoming.answers_id)).one()
        outbox.post(db, MailKind.DATA, to, about, now, version=incoming.id)


def _had_enough(db: Session, to: str, now: datetime) -> bool:
    day_ago = now - timedelta(days=1)
    return outbox.posted_since(db, MailKind.DATA, to, day_ago) >= people.MOST_REQUESTS_A_DAY


def send_links(db: Session, email: str, now: datetime) -> None:
    """Mail whoever has this address a link to each of their pages; says nothing of whether anybody has.

    Raises Invalid for what is no address.
    """
    known = select(Address).where(Address.normalised == normalise(email), Address.counts)
    for address in db.scalars(known):
        for participant in address.person.participations:
            people.send_link(db, participant.season, email, now)


def _note(db: Session, participant: Participant, what: str, now: datetime) -> None:
    who = f"person:{participant.person_id}"
    note(db, participant.season.program_id, who, f"participant:{participant.id}", what, now)
