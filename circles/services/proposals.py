"""Other times that members propose for a meeting: only its host or an organizer takes one."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.cadence import check_day, show
from circles.domain.tongue import say, speaking
from circles.domain.words import MailKind, MeetingState, ProposalState
from circles.errors import Invalid, NotAllowed
from circles.models import Meeting, Participant, Proposal
from circles.services import in_turn, lanes, meetings, moving, openings, outbox
from circles.services.audit import note

MOST_OPEN = 3
"""Proposals of one member for one meeting that may wait at once: each is a mail to the host."""


def propose(
    db: Session, meeting: Meeting, participant: Participant, starts_at: datetime, words: str, now: datetime
) -> Proposal:
    """Write down another time and tell the host; the same time again is the same proposal.

    Raises NotAllowed where nothing can be proposed, Invalid for a time that can't be, OutOfOrder for one
    that is not between the circle's meetings before and after.
    """
    if meeting.state is not MeetingState.PLANNED or meeting.starts_at <= now:
        raise NotAllowed(say("Another time can be proposed only for a meeting that is still to come."))
    if starts_at <= now:
        raise Invalid(say("The proposed time is past."), field="starts_at")
    check_day(starts_at.date(), now.date(), "starts_at")
    openings.keep_order(db, meeting, starts_at, f"person:{participant.person_id}", now)
    theirs = [each for each in open_for(db, meeting, now) if each.participant_id == participant.id]
    known = db.scalars(
        select(Proposal).where(
            Proposal.meeting_id == meeting.id,
            Proposal.participant_id == participant.id,
            Proposal.starts_at == starts_at,
        )
    ).one_or_none()
    if known is not None and known.state is ProposalState.DISMISSED:
        raise NotAllowed(say("That time was proposed before, and dismissed."))
    if known is not None and known.state is ProposalState.OPEN:
        return known
    if len(theirs) >= MOST_OPEN:
        raise NotAllowed(
            say("{most} proposed times wait already. Take or dismiss one of them first.", most=MOST_OPEN)
        )
    proposal = known or Proposal(meeting=meeting, participant=participant, starts_at=starts_at)
    proposal.state, proposal.minutes = ProposalState.OPEN, meeting.minutes
    proposal.note, proposal.proposed_at = words, now
    db.add(proposal)
    db.flush()
    _tell_host(db, proposal, now)
    return proposal


def open_for(db: Session, meeting: Meeting, now: datetime) -> Sequence[Proposal]:
    """List the proposals for a meeting that can still be taken, the earliest time first."""
    return db.scalars(
        select(Proposal)
        .where(Proposal.meeting_id == meeting.id, Proposal.state == ProposalState.OPEN)
        .where(Proposal.starts_at > now, Proposal.starts_at != meeting.starts_at)
        .order_by(Proposal.starts_at, Proposal.id)
    ).all()


def may_settle(meeting: Meeting, participant: Participant) -> bool:
    """Tell whether a participant hosts a meeting, and so may take or dismiss what is proposed for it."""
    host = meeting.host
    return host is not None and host.left_at is None and host.participant_id == participant.id


def take(db: Session, proposal: Proposal, who: str, now: datetime) -> None:
    """Move the meeting to the proposed time; everyone is told and asked again."""
    _hold_open(db, proposal)
    meetings.must_be_ahead(proposal.meeting, now)
    _settle(db, proposal, ProposalState.TAKEN)
    cause = {"what": "proposed", "name": proposal.participant.person.name}
    moving.move(db, proposal.meeting, proposal.starts_at, who, cause, now)


def dismiss(db: Session, proposal: Proposal, who: str, now: datetime) -> None:
    """Leave the meeting as it is."""
    _hold_open(db, proposal)
    _settle(db, proposal, ProposalState.DISMISSED)
    circle = proposal.meeting.circle
    with speaking("en"):
        what = f"dismissed the proposed time {show(proposal.starts_at, proposal.minutes, circle.zone)}"
    note(db, circle.season.program_id, who, f"meeting:{proposal.meeting_id}", what, now)


def withdraw(db: Session, proposal: Proposal) -> None:
    """Take a proposal back, as its writer does by an Undo."""
    _settle(db, proposal, ProposalState.WITHDRAWN)


def _hold_open(db: Session, proposal: Proposal) -> None:
    """Wait for whoever is settling a proposal; raises NotAllowed where it is settled then."""
    in_turn.hold(db, proposal.meeting)
    db.refresh(proposal, with_for_update={"key_share": True})
    if proposal.state is not ProposalState.OPEN:
        raise NotAllowed(f"This proposal was {proposal.state} already.")


def _settle(db: Session, proposal: Proposal, state: ProposalState) -> None:
    proposal.state, proposal.note = state, ""  # their words are needed only while it waits
    if (host := proposal.meeting.host) is not None:
        lanes.withdraw(db, f"person:{host.participant.person_id}", [f"proposal:{proposal.id}"])


def _tell_host(db: Session, proposal: Proposal, now: datetime) -> None:
    """Write to the host; where there is none, the organizers see it among what needs them."""
    host = proposal.meeting.host
    if host is None or host.left_at is not None:
        return
    to, about = f"person:{host.participant.person_id}", f"proposal:{proposal.id}"
    version = lanes.next_version(db, MailKind.PROPOSAL, to, about)
    outbox.post(db, MailKind.PROPOSAL, to, about, now, version=version, stale_at=proposal.meeting.starts_at)
