"""What is not kept: sign-ups nobody confirmed, and the raw bytes of mail."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import BindParameter, String, bindparam, cast, delete, exists, select, update
from sqlalchemy.orm import Session

from circles.domain.words import IncomingState, MailKind, OutgoingState, ParticipantState
from circles.models import Address, Incoming, Outgoing, Participant, Person
from circles.services import inbox
from circles.services.outbox import BLOCKING
from circles.services.wishes import ALL_WITH_THEIR_YES

UNCONFIRMED_KEPT = timedelta(days=14)
SENT_KEPT = timedelta(days=60)
"""For as long as its reply address is good for an answer that is compared with what we wrote."""
ASK_KEPT = timedelta(days=7)
"""For as long as a mail waits for a yes to the question whether it is theirs."""
MOST_AT_ONCE = 500


def sweep(db: Session, now: datetime, *, keep_received: timedelta, keep_sent: bool) -> bool:
    """Forget what is over its time, and tell whether there may be more of it.

    What waits for a person keeps its bytes until it is dealt with.
    """
    old = db.scalars(_OLD_SIGN_UPS, {"before": now - UNCONFIRMED_KEPT}).all()
    for participant in old:
        forget(db, participant)
    db.execute(_OLD_FORMS, {"filled_in_before": (now - UNCONFIRMED_KEPT).astimezone(UTC).isoformat()})
    db.execute(_OLD_RECEIVED, {"before": now - keep_received, "asked_since": now - ASK_KEPT})
    if not keep_sent:
        db.execute(_OLD_SENT, {"before": now - SENT_KEPT})
    return len(old) == MOST_AT_ONCE


_BEFORE: BindParameter[datetime] = bindparam("before")
_OLD_SIGN_UPS = (
    select(Participant)
    .where(Participant.state == ParticipantState.UNCONFIRMED, Participant.enrolled_at < _BEFORE)
    .limit(MOST_AT_ONCE)
)
_OLD_FORMS = (
    update(Participant)
    .where(
        Participant.wait["why"].as_string() == ALL_WITH_THEIR_YES,
        Participant.wait["since"].as_string() < bindparam("filled_in_before"),
    )
    .values(wait={})
    .execution_options(synchronize_session="fetch")
)
_ASKED_ABOUT = exists().where(  # if a mail is theirs, lately: we could not act on it without its bytes
    Outgoing.kind == MailKind.ASK,
    Outgoing.about == "incoming:" + cast(Incoming.id, String),
    Outgoing.posted_at >= bindparam("asked_since"),
)
_OLD_RECEIVED = (
    update(Incoming)
    .where(
        Incoming.raw.is_not(None),
        Incoming.received_at < _BEFORE,
        Incoming.state.in_((IncomingState.READ, IncomingState.DONE, IncomingState.QUARANTINED)),
        ~_ASKED_ABOUT,
    )
    .values(raw=None)
    .execution_options(synchronize_session=False)
)
_OLD_SENT = (
    update(Outgoing)
    .where(
        Outgoing.raw.is_not(None),
        Outgoing.posted_at < _BEFORE,
        Outgoing.state.in_((OutgoingState.SENT, OutgoingState.FAILED, OutgoingState.SUPERSEDED)),
    )
    .values(raw=None)
    .execution_options(synchronize_session=False)
)


def forget(db: Session, participant: Participant) -> None:
    """Delete a sign-up, and the person too if that was all we knew of them."""
    person = participant.person
    db.delete(participant)
    db.flush()
    forget_person(db, person)


def forget_person(db: Session, person: Person) -> None:
    """Delete a person who takes part in nothing and waits for no season."""
    others = select(Participant.id).where(Participant.person_id == person.id)
    if person.waits_since is not None or db.scalars(others.limit(1)).first() is not None:
        return
    to_them = (Outgoing.to == f"person:{person.id}", Outgoing.state.not_in(BLOCKING))
    db.execute(update(Outgoing).where(*to_them).values(raw=None, shown=[], error=""))
    inbox.wipe(db, Incoming.person_id == person.id)
    db.flush()
    db.execute(update(Incoming).where(Incoming.person_id == person.id).values(person_id=None))
    db.execute(delete(Address).where(Address.person_id == person.id))
    db.execute(delete(Person).where(Person.id == person.id))
    db.expire_all()
