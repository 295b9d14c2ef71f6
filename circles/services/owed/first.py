"""Who is asked first whether a circle met, and since when: its host, where a mail to them leaves."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    ScalarSelect,
    String,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session, aliased

from circles.domain import timeline
from circles.domain.words import MailKind, MeetingState, OutgoingState, ParticipantState
from circles.models import Address, Meeting, Membership, Outgoing, Participant, Person
from circles.services.lanes import REACHED

_OF_THESE: BindParameter[int] = bindparam("meetings", expanding=True)
_NOW: BindParameter[datetime] = bindparam("now", type_=Outgoing.due_at.type)


def load(db: Session, meetings: Collection[Any], now: datetime, until: datetime) -> dict[int, timeline.First]:
    """Give by meeting who is asked first, where one that begins by an instant is to be asked about at all.

    In one query, or none where that is no meeting.
    """
    ids = {each.id for each in meetings if each.state is MeetingState.PLANNED and each.starts_at <= until}
    rows = db.execute(_FIRST, {"meetings": ids, "now": now}) if ids else ()
    return {
        row.id: timeline.First(row.person_id, row.zone, row.paused_until, asked_at=row.asked_at)
        for row in rows
    }


def may_be_nobody() -> ColumnElement[bool]:
    """Tell whether a meeting has no host, or one who has left, can't be reached or may be on a break."""
    host, they = aliased(Membership), aliased(Participant)
    is_there = or_(they.paused_until.is_(None), they.paused_until <= Meeting.starts_at)
    return ~exists().where(
        host.id == Meeting.host_id,
        they.id == host.participant_id,
        *_is_asked(host, they),
        is_there,
    )


def _is_asked(host: type[Membership], they: type[Participant]) -> tuple[ColumnElement[bool], ...]:
    return (
        host.left_at.is_(None),
        host.of_who_was_in(Meeting.starts_at),
        they.state == ParticipantState.PLACED,
        ~_is_out_of_reach(they),
    )


def _is_out_of_reach(they: type[Participant]) -> ColumnElement[bool]:
    """Tell whether mail to the address that somebody chose last comes back."""
    latest = (
        select(Address.bounced_at)
        .where(Address.person_id == they.person_id)
        .order_by(Address.chosen_at.desc().nulls_last(), Address.id)
        .limit(1)
    )
    return latest.correlate_except(Address).scalar_subquery().is_not(None)


def _asked_at() -> ScalarSelect[datetime | None]:
    """Give when the host was asked or, while that mail is on its way, may be at the earliest.

    One that was tried counts from when it was posted: others don't wait for a server that is late.
    """
    at = case(
        (Outgoing.sent_at.is_not(None), Outgoing.sent_at),
        (Outgoing.attempts > 0, Outgoing.posted_at),
        (Outgoing.due_at < _NOW, _NOW),
        else_=Outgoing.due_at,
    )
    return (
        select(func.max(at))
        .where(
            Outgoing.kind == MailKind.RECAP_ASK,
            Outgoing.to == "person:" + cast(Person.id, String),
            Outgoing.about == "meeting:" + cast(Meeting.id, String),
            Outgoing.version == Meeting.moves,
            Outgoing.state.in_((OutgoingState.QUEUED, *REACHED)),
        )
        .correlate(Meeting, Person)
        .scalar_subquery()
    )


_FIRST = (
    select(
        Meeting.id,
        Person.id.label("person_id"),
        Person.zone,
        Participant.paused_until,
        _asked_at().label("asked_at"),
    )
    .join(Meeting.host)
    .join(Membership.participant)
    .join(Participant.person)
    .where(Meeting.id.in_(_OF_THESE), *_is_asked(Membership, Participant))
)
