"""Bring rows of a people file into a season, many in a few statements."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from circles.db import is_postgresql
from circles.domain.availability import as_text
from circles.domain.cadence import next_allowed
from circles.domain.people_file import Row
from circles.domain.words import MailKind, ParticipantState, SeasonState
from circles.models import Address, Audit, Participant, Person, Season
from circles.services import addresses, breaks, outbox, reachability
from circles.services.pairs import GONE


@dataclass(frozen=True)
class Enrolment:
    """Into which season people are brought, and on whose word."""

    season: Season
    enrolled_by: str
    """Who says that they know about it; "" invites them, to join by saying yes."""
    who: str
    """Who does it, for the audit trail: `organizer:2` or `circles`."""
    source: str
    """The file they stand in."""


@dataclass(frozen=True)
class Known:
    """Some rows by what we know of their people; each row stands in one place."""

    strangers: Sequence[Row]
    returning: Mapping[int, Row]
    """By person id: not in this season yet, but known from another."""
    already: Sequence[tuple[Participant, Row]]
    twice: int
    """Further rows of one who returns: a person may have several addresses."""
    refused: int
    """They left, said no, or must not be written to."""

    def counts(self) -> dict[str, int]:
        """Count the rows; `changed` are those of `already` that `fill_gaps` would change."""
        return {
            "new": len(self.strangers) + len(self.returning),
            "already": len(self.already) + self.twice,
            "changed": sum(1 for participant, row in self.already if _gaps(participant, row)),
            "refused": self.refused,
        }


def look_up(db: Session, season: Season, rows: Sequence[Row]) -> Known:
    """Sort rows by what we know of their people, in three queries. Nobody who left or declined is revived."""
    suppressed = reachability.suppressed(db, [row.email for row in rows])
    people = _people(db, season, rows)
    parts = _parts(db, set(people.values()))
    strangers, already, twice, refused = [], [], 0, 0
    returning: dict[int, Row] = {}
    for row in rows:
        person_id = people.get(row.email, 0)
        history = parts[person_id]
        here = next((part for part in history if part.season_id == season.id), None)
        last = here or next(iter(history), None)
        if row.email in suppressed or (last and last.state in GONE):
            refused += 1
        elif not person_id:
            strangers.append(row)
        elif here:
            already.append((here, row))
        elif person_id in returning:
            twice += 1
        else:
            returning[person_id] = row
    return Known(strangers, returning, already, twice, refused)


def refusing(db: Session, people: Collection[int]) -> set[int]:
    """Give those of some people who left what they were last in, or said no to what they were last asked."""
    return {person for person, parts in _parts(db, people).items() if parts[0].state in GONE}


def fill_gaps(known: Known) -> None:
    """Fill what is empty of those who are in already; what is there stays."""
    for participant, row in known.already:
        for name, value in _gaps(participant, row).items():
            setattr(participant, name, value)


def bring_in(db: Session, enrolment: Enrolment, known: Known, now: datetime) -> None:
    """Add the people who are new and their part in the season, and post each their first mail."""
    knows = bool(enrolment.enrolled_by)
    state, mail = _welcome(enrolment.season) if knows else (ParticipantState.INVITED, MailKind.IMPORT_INVITE)
    joining = {**_add_people(db, enrolment.season, known.strangers, now), **known.returning}
    if not joining:
        return
    if knows:
        _confirm(db, joining, now)
    every = {
        "season_id": enrolment.season.id,
        "state": state,
        "enrolled_by": enrolment.enrolled_by,
        "enrolled_at": now,
    }
    away = breaks.held(db, known.returning, now) if knows else {}
    rows = [
        {**every, "person_id": person_id, "paused_until": away.get(person_id), **_wishes(row)}
        for person_id, row in joining.items()
    ]
    ids = db.scalars(insert(Participant).returning(Participant.id), rows)
    _note(db, enrolment, list(ids), now)
    outbox.post_to_all(
        db,
        mail,
        f"season:{enrolment.season.id}",
        {f"person:{person_id}": next_allowed(now, row.zone) for person_id, row in joining.items()},
        now,
    )


def _welcome(season: Season) -> tuple[ParticipantState, MailKind]:
    """Give how somebody begins who is enrolled: where circles meet already they wait for a seat."""
    if season.state is SeasonState.PUBLISHED:
        return ParticipantState.WAITLISTED, MailKind.WAITLISTED
    return ParticipantState.CONFIRMED, MailKind.JOINED


def _people(db: Session, season: Season, rows: Sequence[Row]) -> dict[str, int]:
    """Find the program's people by normalised address."""
    known = select(Address).where(
        Address.program_id == season.program_id,
        Address.normalised.in_([row.email for row in rows]),
        Address.counts,
    )
    return {address.normalised: address.person_id for address in db.scalars(known)}


def _parts(db: Session, people: Collection[int]) -> Mapping[int, list[Participant]]:
    """Find what these people took part in, the latest first."""
    parts: dict[int, list[Participant]] = defaultdict(list)
    theirs = select(Participant).where(Participant.person_id.in_(people)).order_by(Participant.id.desc())
    for part in db.scalars(theirs):
        parts[part.person_id].append(part)
    return parts


def _gaps(participant: Participant, row: Row) -> dict[str, Any]:
    """Give what the row says and we don't know yet."""
    gaps: dict[str, Any] = {}
    if row.availability and not participant.availability:
        gaps["availability"] = as_text(row.availability)
    if row.topics and not participant.topics:
        gaps["topics"] = list(row.topics)
    if row.attributes.keys() - participant.attributes.keys():
        gaps["attributes"] = {**row.attributes, **participant.attributes}
    return gaps


def _add_people(db: Session, season: Season, rows: Sequence[Row], now: datetime) -> dict[int, Row]:
    if not rows:
        return {}
    every = {"program_id": season.program_id, "created_at": now}
    values = [
        {**every, "name": row.name or _called(row.email), "zone": row.zone, "language": row.language}
        for row in rows
    ]
    # SQLite numbers the rows of a statement in their order, PostgreSQL does when asked to.
    numbered = insert(Person).returning(Person.id, Person.name, sort_by_parameter_order=is_postgresql(db))
    added = sorted((n, name) for n, name in db.execute(numbered, values))
    assert [name for _, name in added] == [value["name"] for value in values]
    people = {n: row for (n, _), row in zip(added, rows, strict=True)}
    addresses.release(db, season.program_id, [row.email for row in rows])
    chosen = {"program_id": season.program_id, "chosen_at": now}
    first = [
        {**chosen, "person_id": n, "normalised": row.email, "written": row.email} for n, row in people.items()
    ]
    db.execute(insert(Address), first)
    return people


def _confirm(db: Session, people: Iterable[int], now: datetime) -> None:
    """Take the organizer's word that mail reaches these people where we write to them."""
    theirs = (Address.person_id.in_(people), Address.chosen_at.is_not(None), Address.confirmed_at.is_(None))
    db.execute(update(Address).where(*theirs).values(confirmed_at=now))


def _wishes(row: Row) -> dict[str, Any]:
    return {
        "role": row.role,
        "circles": row.circles,
        "availability": as_text(row.availability),
        "topics": list(row.topics),
        "attributes": dict(row.attributes),
    }


def _called(email: str) -> str:
    """Make a name to call somebody by from the address, where the file gives none."""
    return " ".join(email.partition("@")[0].replace(".", " ").replace("_", " ").split()).title()


def _note(db: Session, enrolment: Enrolment, participants: Sequence[int], now: datetime) -> None:
    how = "enrolled" if enrolment.enrolled_by else "invited"
    every = {
        "program_id": enrolment.season.program_id,
        "at": now,
        "who": enrolment.who,
        "what": f"{how} by the import of {enrolment.source}",
    }
    db.execute(insert(Audit), [{**every, "about": f"participant:{n}"} for n in participants])
