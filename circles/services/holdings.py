"""What we hold about one person in a program: everything of theirs, nothing of others."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from circles.db import WHOLE
from circles.domain.refusals import in_words
from circles.domain.waiting_words import in_full
from circles.domain.words import MailKind, OutgoingState, PairKind, TrustLevel
from circles.models import (
    AttendanceEvent,
    Audit,
    Circle,
    FollowUp,
    HeldEvent,
    Incoming,
    Meeting,
    Membership,
    Outgoing,
    Pair,
    Participant,
    Person,
    Proposal,
    RsvpEvent,
)
from circles.services.season_words import Key, SeasonWords, by

OF_OTHERS = "somebody else"
BELONGS = {PairKind.APART: "apart from somebody else", PairKind.TOGETHER: "together with somebody else"}
TELLERS = {"person": "another member", "organizer": "an organizer"}

Event = TypeVar("Event", RsvpEvent, AttendanceEvent, Proposal)


def holdings(db: Session, person: Person) -> dict[str, Any]:
    """Give all of it as texts, numbers, instants (UTC) and dates, in lists and maps.

    Others are in it as "another member" and "an organizer" only, but for whom the person named in their own
    words, and whom we named to them as why they are in a circle; what others wrote is not in it at all.
    """
    record = _Record(db, person)
    return {
        "you": {
            "name": person.name,
            "program": person.program.name,
            "time_zone": person.zone,
            "language": person.language,
            "known_since": person.created_at,
            "waits_for_the_next_season_since": person.waits_since,
        },
        "addresses": [
            {
                "address": address.written,
                "waits_for_its_yes": not address.counts,
                "written_to": address is person.addresses[0],
                "confirmed_at": address.confirmed_at,
                "bounced_at": address.bounced_at,
                "bounce": in_words(address.bounce),
            }
            for address in person.addresses
        ],
        "seasons": [record.of_season(each) for each in record.participants],
        "notes": _notes(db, person, record),
        "mails_from_you": _received(db, person, record),
        "mails_to_you": _sent(db, person),
    }


class _Record:
    """What somebody said and what was said of them in all their seasons, found at once."""

    def __init__(self, db: Session, person: Person) -> None:
        enrolled = select(Participant).where(Participant.person_id == person.id).order_by(Participant.id)
        self.participants = db.scalars(enrolled.options(joinedload(Participant.season))).all()
        ids = [each.id for each in self.participants]
        seats = select(Membership).where(Membership.participant_id.in_(ids)).order_by(Membership.id)
        meetings = selectinload(Circle.meetings, chunksize=WHOLE).joinedload(Meeting.host)
        loaded = seats.options(joinedload(Membership.circle).options(meetings))
        self._seats = by(db, loaded, "participant_id")
        circles = [seat.circle for seats in self._seats.values() for seat in seats]
        met = [meeting.id for circle in circles for meeting in circle.meetings]
        self._words = SeasonWords(db, ids, met)
        self._pairs = db.scalars(select(Pair).where(or_(Pair.a_id.in_(ids), Pair.b_id.in_(ids)))).all()
        by_them = f"person:{person.id}"
        for_all = and_(FollowUp.owner_id.is_(None), FollowUp.said_by == by_them)
        for_all &= FollowUp.circle_id.in_({circle.id for circle in circles})
        promised = select(FollowUp).where(or_(FollowUp.owner_id.in_(ids), for_all)).order_by(FollowUp.id)
        self._promised = db.scalars(promised).all()
        self._answers = _of(db, RsvpEvent, met, ids)
        self._told = _of(db, AttendanceEvent, met, ids)
        self._proposals = _of(db, Proposal, met, ids)
        others = (
            select(Person.name)
            .join(Person.participations)
            .join(Membership, Membership.participant_id == Participant.id)
        )
        near = others.where(Membership.circle_id.in_({each.id for each in circles}), Person.id != person.id)
        self._others = _names(db.scalars(near), person.name)
        held = select(HeldEvent).where(HeldEvent.meeting_id.in_(met), HeldEvent.said_by == by_them)
        self._held = by(db, held.order_by(HeldEvent.id), "meeting_id")

    def unnamed(self, text: str) -> str:
        """Give words of ours without the names of who is in a circle with them."""
        return self._others.sub(TELLERS["person"], text) if self._others else text

    def of_season(self, participant: Participant) -> dict[str, Any]:
        seats = self._seats.get((participant.id,), ())
        here = {seat.circle_id for seat in seats}
        return {
            "season": participant.season.name,
            "role": participant.role.value,
            "state": participant.state.value,
            "enrolled_at": participant.enrolled_at,
            "enrolled_by": participant.enrolled_by,
            "on_a_break_until": participant.paused_until,
            "hours": participant.availability,
            "topics": list(participant.topics),
            "hopes": participant.hopes,
            "what_makes_it_easier": participant.needs,
            "further_fields": dict(participant.attributes),
            "circles_you_would_take": participant.circles,
            "why_you_wait": in_full(participant.wait),
            "follows_calendar_since": participant.feed_since,
            **self._words.of_season(participant),
            "belongs": [
                BELONGS[each.kind] for each in self._pairs if participant.id in {each.a_id, each.b_id}
            ],
            "circles": [self._of_circle(each, participant) for each in seats],
            "follow_ups": [
                {
                    "text": each.text,
                    "for_the_whole_circle": each.owner_id is None,
                    "due": each.due,
                    "state": each.state.value,
                    "said_at": each.created_at,
                    "undone": each.void_by is not None,
                }
                for each in self._promised
                if each.owner_id == participant.id or (each.owner_id is None and each.circle_id in here)
            ],
        }

    def _of_circle(self, membership: Membership, participant: Participant) -> dict[str, Any]:
        return {
            "circle": membership.circle.name,
            "role": membership.role.value,
            "joined_at": membership.joined_at,
            "left_at": membership.left_at,
            "had_left_at": membership.absent_from,
            "came_back_at": membership.absent_until,
            "why_you_are_in_it": membership.why.replace("*", ""),
            "about_yourself": membership.intro,
            **self._words.of_circle(membership.circle, participant),
            "meetings": [self._of_meeting(each, participant) for each in membership.circle.meetings],
        }

    def _of_meeting(self, meeting: Meeting, participant: Participant) -> dict[str, Any]:
        key = (meeting.id, participant.id)
        return {
            "starts_at": meeting.starts_at,
            "state": meeting.state.value,
            "you_host": meeting.host is not None and meeting.host.participant_id == participant.id,
            "answers": [
                {
                    "answer": each.value.value,
                    "by": each.source.value,
                    "at": each.said_at,
                    "undone": each.void_by is not None,
                }
                for each in self._answers.get(key, ())
            ],
            "attendance": [
                {
                    "value": each.value.value,
                    "told_by": _teller(each.said_by, participant),
                    "at": each.said_at,
                    "undone": each.void_by is not None,
                }
                for each in self._told.get(key, ())
            ],
            "you_told": [
                {
                    "value": "met" if each.held else "did not meet",
                    "at": each.said_at,
                    "undone": each.void_by is not None,
                }
                for each in self._held.get((meeting.id,), ())
            ],
            "proposals": [
                {"starts_at": each.starts_at, "note": each.note, "state": each.state.value}
                for each in self._proposals.get(key, ())
            ],
            **self._words.of_meeting(meeting, participant),
        }


def _names(others: Iterable[str], own: str) -> re.Pattern[str] | None:
    """Match the whole and the first names of others, whole ones first; a name they share stays."""
    names = {part for name in others for part in (name, name.split()[0]) if name.strip()}
    longest_first = sorted(names - {own, *own.split()[:1]}, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if longest_first else None


def _of(
    db: Session, table: type[Event], meetings: Sequence[int], participants: Sequence[int]
) -> Mapping[Key, Sequence[Event]]:
    theirs = (table.meeting_id.in_(meetings), table.participant_id.in_(participants))
    return by(db, select(table).where(*theirs).order_by(table.id), "meeting_id", "participant_id")


def _teller(said_by: str, participant: Participant) -> str:
    if said_by == f"person:{participant.person_id}":
        return "you"
    return TELLERS.get(said_by.partition(":")[0], OF_OTHERS)


def _notes(db: Session, person: Person, record: _Record) -> list[dict[str, Any]]:
    about = [f"person:{person.id}", *(f"participant:{each.id}" for each in person.participations)]
    lines = select(Audit).where(Audit.program_id == person.program_id, Audit.about.in_(about))
    return [
        {"at": line.at, "what": record.unnamed(line.what)} for line in db.scalars(lines.order_by(Audit.id))
    ]


def _received(db: Session, person: Person, record: _Record) -> list[dict[str, Any]]:
    """Give their mails; of one that may be a stranger's only that it came."""
    theirs = (
        select(Incoming, Incoming.raw.is_not(None), Outgoing.kind)
        .outerjoin(Incoming.answers)
        .where(Incoming.person_id == person.id)
        .order_by(Incoming.id.desc())
    )
    return [_mail(record, each, answers, kept=kept) for each, kept, answers in db.execute(theirs)]


def _mail(record: _Record, mail: Incoming, answers: MailKind | None, *, kept: bool) -> dict[str, Any]:
    """Give a mail; the subject of one that answers ours is ours, and may name others."""
    said = mail.outcome if _is_theirs(mail) else {}
    return {
        "received_at": mail.received_at,
        "sender": mail.sender if said else "",
        "subject": mail.subject if said and answers is None else "",
        "answers": answers.value if answers else "",
        "words": said.get("own_text", ""),
        "noted": [record.unnamed(each) for each in _told(said)],
        "state": mail.state.value,
        "kept_whole": kept,
    }


def _told(said: dict[str, Any]) -> list[str]:
    """Give what the answer to a mail said: what was noted, or what an Undo took back and what not."""
    return said.get("noted") or [*said.get("undone", []), *said.get("stays", [])]


def _is_theirs(mail: Incoming) -> bool:
    """Tell whether they are known to have written it: a forwarded mail may be answered by somebody else."""
    level = mail.outcome.get("trust", {}).get("level")
    return level in {TrustLevel.A, TrustLevel.B} or bool(mail.outcome.get("proven"))


def _sent(db: Session, person: Person) -> list[dict[str, Any]]:
    """Give our mails to them; one that asked at an address whether it is theirs went to whoever reads it."""
    theirs = select(Outgoing, Outgoing.raw.is_not(None)).where(
        Outgoing.to == f"person:{person.id}",
        Outgoing.state != OutgoingState.SUPERSEDED,
        Outgoing.kind != MailKind.ADDRESS,
    )
    return [
        {
            "kind": mail.kind.value,
            "state": mail.state.value,
            "posted_at": mail.posted_at,
            "sent_at": mail.sent_at,
            "kept_whole": kept,
        }
        for mail, kept in db.execute(theirs.order_by(Outgoing.id))
    ]
