"""Mails that were refused because of us: nobody whom they did not reach can help it."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import ColumnElement, String, cast, literal, select
from sqlalchemy.orm import Session, selectinload

from circles.domain.refusals import refuses_us
from circles.domain.words import OutgoingState
from circles.models import Organizer, Outgoing, Person


def mails_of(program_id: int) -> ColumnElement[bool]:
    """Restrict mails to send to those for a program's people and organizers."""
    people = select(literal("person:") + cast(Person.id, String)).where(Person.program_id == program_id)
    organizers = select(literal("organizer:") + cast(Organizer.id, String)).where(
        Organizer.program_id == program_id
    )
    return Outgoing.to.in_(people.union_all(organizers))


def blocked(db: Session, program_id: int) -> tuple[dict[str, int], set[int]]:
    """Count by domain a program's mails that were refused because of us, and give the ids of all."""
    failed = select(Outgoing.id, Outgoing.to, Outgoing.error).where(
        Outgoing.state == OutgoingState.FAILED, Outgoing.error != "", mails_of(program_id)
    )
    refused = {mail.id: mail.to for mail in db.execute(failed) if refuses_us(mail.error)}
    domains = _domains(db, set(refused.values()))
    return dict(Counter(domains[to] for to in refused.values()).most_common()), set(refused)


def _domains(db: Session, readers: Collection[str]) -> dict[str, str]:
    """Give the domain to which `person:4` and `organizer:2` are written; of who was erased, none is known."""
    people = select(Person).where(Person.id.in_(_ids(readers, "person:")))
    organizers = select(Organizer).where(Organizer.id.in_(_ids(readers, "organizer:")))
    emails = dict.fromkeys(readers, "")
    if emails:
        known = db.scalars(people.options(selectinload(Person.addresses)))
        emails |= {f"person:{each.id}": each.email for each in known}
        emails |= {f"organizer:{each.id}": each.email for each in db.scalars(organizers)}
    return {reader: email.rpartition("@")[2] or "somebody who left" for reader, email in emails.items()}


def _ids(readers: Collection[str], kind: str) -> list[int]:
    return [int(each.removeprefix(kind)) for each in readers if each.startswith(kind)]
