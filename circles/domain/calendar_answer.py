"""What a calendar's answer says, whichever program wrote it."""

from dataclasses import dataclass
from datetime import datetime

from circles.domain.words import Rsvp

ANSWERS = frozenset({"REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER"})
"""Methods (RFC 5546, 1.4) by which somebody answers an invite; the others are what an organizer sends."""
INVITES = frozenset({"REQUEST", "PUBLISH", "CANCEL", "ADD"})
_PARTSTATS = {"ACCEPTED": Rsvp.YES, "DECLINED": Rsvp.NO, "TENTATIVE": Rsvp.MAYBE}


@dataclass(frozen=True, slots=True)
class CalendarAnswer:
    """One iTIP answer (RFC 5546) about one event, read leniently; None where the answer does not say."""

    method: str | None = None
    uid: str | None = None
    sequence: int | None = None
    received_sequence: int | None = None
    """Of the invite that it answers, where the program says so beside its own."""
    dtstamp: datetime | None = None
    partstat: str | None = None
    attendee: str | None = None
    """Lower-case, without mailto:."""
    comment: str | None = None
    proposal: bool = False
    """It asks for another time, so it is never an acceptance."""
    starts_at: datetime | None = None
    """When (UTC) the event is, as the answer knows it; None in a proposal."""
    proposed_at: datetime | None = None
    """When (UTC) it should be instead."""
    error: str | None = None
    """Why it could not be read."""


def is_stale(
    answer: CalendarAnswer, starts_at: datetime, moved_sequence: int, told_at: datetime | None
) -> bool:
    """Tell whether an answer is to an earlier time of the meeting, which is no answer to the one that stands.

    `moved_sequence` is the meeting's SEQUENCE since its last change of time, `told_at` when the writer was
    told of that change (UTC); None when they were not told yet.
    """
    known = [each for each in (answer.sequence, answer.received_sequence) if each is not None]
    if known and min(known) < moved_sequence:
        return True
    if answer.starts_at is not None:
        return answer.starts_at != starts_at
    if known or not moved_sequence:
        return False
    return told_at is None or (answer.dtstamp is not None and answer.dtstamp < told_at.replace(microsecond=0))


def said_at(
    answer: CalendarAnswer, date: datetime | None, earliest: datetime, received_at: datetime
) -> datetime:
    """Give when an answer was given (UTC): by its DTSTAMP, else by the mail's Date, else when it came.

    Neither counts outside of the time from `earliest` to `received_at`: clocks may be wrong, and some
    programs repeat the invite's DTSTAMP. A DTSTAMP is a whole second, so its microseconds carry by how many
    seconds the Date is later: of two answers with one DTSTAMP the one that was sent later is the later one.
    """
    sent = date if date is not None and earliest <= date <= received_at else None
    stamp = answer.dtstamp
    if stamp is None or not earliest <= stamp <= received_at:
        return sent or received_at
    later = (sent - stamp).total_seconds() if sent else 0
    return stamp.replace(microsecond=min(max(int(later), 0), 999_999))


def rsvp_of(answer: CalendarAnswer) -> Rsvp | None:
    """Give the RSVP a REPLY states; None for a proposal, and for what is no yes, no or maybe."""
    plain = answer.method in {None, "REPLY"} and not answer.proposal
    return _PARTSTATS.get(answer.partstat or "") if plain else None
