"""What we hold about one person in a program: everything of theirs, nothing of others."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from circles.domain.words import MailKind, OutgoingState, PairKind, TrustLevel
from circles.models import (
    AttendanceEvent,
    Audit,
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
from circles.services import season_words

OF_OTHERS = "somebody else"
BELONGS = {PairKind.APART: "apart from somebody else", PairKind.TOGETHER: "together with somebody else"}
TELLERS = {"person": "another member", "organizer": "an organizer"}

Event = TypeVar("Event", RsvpEvent, AttendanceEvent, Proposal)


def holdings(db: Session, person: Person) -> dict[str, Any]:
    """Give all of it as texts, numbers, instants (UTC) and dates, in lists and maps.

    Others are in it as "another member" and "an organizer" only; what they wrote is not in it at all.
    """
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
                "bounce": address.bounce,
            }
            for address in person.addresses
        ],
        "seasons": [_season(db, each) for each in sorted(person.participations, key=lambda part: part.id)],
        "notes": _notes(db, person),
        "mails_from_you": _received(db, person),
        "mails_to_you": _sent(db, person),
    }


def _season(db: Session, participant: Participant) -> dict[str, Any]:
    mine = select(Membership).where(Membership.participant_id == participant.id).order_by(Membership.id)
    for_all = and_(FollowUp.owner_id.is_(None), FollowUp.said_by == f"person:{participant.person_id}")
    for_all &= FollowUp.circle_id.in_(mine.with_only_columns(Membership.circle_id).order_by(None))
    promised = select(FollowUp).where(or_(FollowUp.owner_id == participant.id, for_all)).order_by(FollowUp.id)
    pairs = select(Pair.kind).where(or_(Pair.a_id == participant.id, Pair.b_id == participant.id))
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
        "why_you_wait": f"{participant.waiting_reason} {participant.waiting_remedy}".replace("*", "").strip(),
        "follows_calendar_since": participant.feed_since,
        **season_words.of_season(db, participant),
        "belongs": [BELONGS[kind] for kind in db.scalars(pairs)],
        "circles": [_circle(db, each) for each in db.scalars(mine)],
        "follow_ups": [
            {
                "text": each.text,
                "for_the_whole_circle": each.owner_id is None,
                "due": each.due,
                "state": each.state.value,
                "said_at": each.created_at,
                "undone": each.void_by is not None,
            }
            for each in db.scalars(promised)
        ],
    }


def _circle(db: Session, membership: Membership) -> dict[str, Any]:
    return {
        "circle": membership.circle.name,
        "role": membership.role.value,
        "joined_at": membership.joined_at,
        "left_at": membership.left_at,
        "why_you_are_in_it": membership.why.replace("*", ""),
        "about_yourself": membership.intro,
        **season_words.of_circle(db, membership.circle, membership.participant),
        "meetings": [_meeting(db, each, membership.participant) for each in membership.circle.meetings],
    }


def _meeting(db: Session, meeting: Meeting, participant: Participant) -> dict[str, Any]:
    answers = _of(db, RsvpEvent, meeting, participant)
    told = _of(db, AttendanceEvent, meeting, participant)
    proposals = _of(db, Proposal, meeting, participant)
    mine = (HeldEvent.meeting_id == meeting.id, HeldEvent.said_by == f"person:{participant.person_id}")
    held = db.scalars(select(HeldEvent).where(*mine).order_by(HeldEvent.id))
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
            for each in answers
        ],
        "attendance": [
            {
                "value": each.value.value,
                "told_by": _teller(each.said_by, participant),
                "at": each.said_at,
                "undone": each.void_by is not None,
            }
            for each in told
        ],
        "you_told": [
            {
                "value": "met" if each.held else "did not meet",
                "at": each.said_at,
                "undone": each.void_by is not None,
            }
            for each in held
        ],
        "proposals": [
            {"starts_at": each.starts_at, "note": each.note, "state": each.state.value} for each in proposals
        ],
        **season_words.of_meeting(db, meeting, participant),
    }


def _of(db: Session, table: type[Event], meeting: Meeting, participant: Participant) -> Sequence[Event]:
    theirs = (table.meeting_id == meeting.id, table.participant_id == participant.id)
    return db.scalars(select(table).where(*theirs).order_by(table.id)).all()


def _teller(said_by: str, participant: Participant) -> str:
    if said_by == f"person:{participant.person_id}":
        return "you"
    return TELLERS.get(said_by.partition(":")[0], OF_OTHERS)


def _notes(db: Session, person: Person) -> list[dict[str, Any]]:
    about = [f"person:{person.id}", *(f"participant:{each.id}" for each in person.participations)]
    lines = select(Audit).where(Audit.program_id == person.program_id, Audit.about.in_(about))
    return [{"at": line.at, "what": line.what} for line in db.scalars(lines.order_by(Audit.id))]


def _received(db: Session, person: Person) -> list[dict[str, Any]]:
    """Give their mails; of one that may be a stranger's only that it came."""
    theirs = select(Incoming).where(Incoming.person_id == person.id).order_by(Incoming.id.desc())
    return [_mail(each) for each in db.scalars(theirs)]


def _mail(mail: Incoming) -> dict[str, Any]:
    said = mail.outcome if _is_theirs(mail) else {}
    return {
        "received_at": mail.received_at,
        "sender": mail.sender if said else "",
        "subject": mail.subject if said else "",
        "words": said.get("own_text", ""),
        "noted": list(said.get("noted") or said.get("undone") or []),
        "state": mail.state.value,
        "kept_whole": mail.raw is not None,
    }


def _is_theirs(mail: Incoming) -> bool:
    """Tell whether they are known to have written it: a forwarded mail may be answered by somebody else."""
    level = mail.outcome.get("trust", {}).get("level")
    return level in {TrustLevel.A, TrustLevel.B} or bool(mail.outcome.get("proven"))


def _sent(db: Session, person: Person) -> list[dict[str, Any]]:
    """Give our mails to them; one that asked at an address whether it is theirs went to whoever reads it."""
    theirs = select(Outgoing).where(
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
            "kept_whole": mail.raw is not None,
        }
        for mail in db.scalars(theirs.order_by(Outgoing.id))
    ]
