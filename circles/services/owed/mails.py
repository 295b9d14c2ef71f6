"""The scheduled mails people have had of late, or are about to have."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import batches
from circles.domain import kindness
from circles.domain.words import OutgoingState
from circles.models import FollowUp, Meeting, Membership, Outgoing, Poll

LATE = timedelta(days=3)
"""How much later than it was due a mail may have left and still be found among those of a week."""
_CIRCLE_OF = {
    "meeting": select(Meeting.id, Meeting.circle_id),
    "followup": select(FollowUp.id, FollowUp.circle_id),
    "membership": select(Membership.id, Membership.circle_id),
    "poll": select(Poll.id, Meeting.circle_id).join(Poll.meeting),
}


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
        for row in db.execute(
            select(
                Outgoing.to, Outgoing.kind, Outgoing.about, Outgoing.state, Outgoing.due_at, Outgoing.sent_at
            ).where(
                Outgoing.kind.in_(kindness.URGENCY),
                Outgoing.to.in_(batch),
                Outgoing.state.in_(states),
                Outgoing.due_at >= since,
                Outgoing.id.not_in(but),
            )
        )
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
            rows = db.execute(of.where(of.selected_columns.id.in_(batch)))
            found |= {f"{noun}:{row.id}": row.circle_id for row in rows}
    return found
