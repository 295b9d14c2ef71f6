"""The scheduled mails people have had of late, or are about to have."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.orm import Session

from circles.db import batches
from circles.domain import kindness
from circles.domain.words import OutgoingState
from circles.models import FollowUp, Meeting, Membership, Outgoing, Poll

LATE = timedelta(days=3)
"""How much later than it was due a mail may have left and still be found among those of a week."""
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_CIRCLE_OF = {
    "meeting": select(Meeting.id, Meeting.circle_id).where(Meeting.id.in_(_IDS)),
    "followup": select(FollowUp.id, FollowUp.circle_id).where(FollowUp.id.in_(_IDS)),
    "membership": select(Membership.id, Membership.circle_id).where(Membership.id.in_(_IDS)),
    "poll": select(Poll.id, Meeting.circle_id).join(Poll.meeting).where(Poll.id.in_(_IDS)),
}
_SCHEDULED = select(
    Outgoing.to, Outgoing.kind, Outgoing.about, Outgoing.state, Outgoing.due_at, Outgoing.sent_at
).where(
    Outgoing.kind.in_(kindness.URGENCY),
    Outgoing.to.in_(bindparam("to", expanding=True)),
    Outgoing.state.in_(bindparam("states", expanding=True)),
    Outgoing.due_at >= bindparam("since"),
    Outgoing.id.not_in(bindparam("but", expanding=True)),
)


def mails(
    db: Session,
    people: Collection[int],
    now: datetime,
    states: Collection[OutgoingState],
    but: Collection[int] = (),
) -> dict[int, list[kindness.Mail]]:
    """Give by person the scheduled mails in these states, of the last seven days and to come, `but` some."""
    since = now - kindness.WEEK - LATE
    rows = [
        row
        for batch in batches([f"person:{person}" for person in sorted(people)])
        for row in db.execute(_SCHEDULED, {"to": batch, "states": states, "since": since, "but": but})
    ]
    by_about = circles(db, {row.about for row in rows})
    found: dict[int, list[kindness.Mail]] = {}
    for row in rows:
        if row.about not in by_about:
            continue  # what it was about is erased
        at = max(row.due_at, now) if row.state is OutgoingState.QUEUED else row.sent_at or row.due_at
        person = int(row.to.partition(":")[2])
        found.setdefault(person, []).append(kindness.Mail(row.kind, by_about[row.about], at))
    return found


def circles(db: Session, about: Collection[str]) -> dict[str, int]:
    """Give the circle of each thing that scheduled mails are about."""
    found: dict[str, int] = {}
    for noun, of in _CIRCLE_OF.items():
        ids = sorted(int(each.partition(":")[2]) for each in about if each.startswith(f"{noun}:"))
        for batch in batches(ids):
            rows = db.execute(of, {"ids": batch})
            found |= {f"{noun}:{row.id}": row.circle_id for row in rows}
    return found
