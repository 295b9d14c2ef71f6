"""What the rules of the timeline look at, and what they find owed; instants are aware, zones IANA names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from circles.domain.kindness import Mail
from circles.domain.words import MailKind, Rsvp


@dataclass(frozen=True)
class Member:
    """A member as a meeting sees them."""

    person: int
    zone: str
    paused_until: datetime | None = None
    paused_since: datetime | None = None
    """When that break began, where it is known."""
    rsvp: Rsvp | None = None
    """Their standing answer to the meeting at hand."""
    posted: frozenset[MailKind] = frozenset()
    """The mails of the meeting, at its present time, that they have or are about to have."""
    had_topic_at: datetime | None = None
    """When they last had the topic of the meeting, if that was at an earlier time of it."""
    was_in: bool = True
    """Whether they are of the circle as it meets: had come by then, and not left for a while."""
    missed: bool = False
    """Whether they are known to have missed it."""
    is_disputed: bool = False
    """Whether others differ on them having been there, and they themselves have not said."""
    surveyed: bool = False
    """Whether they have answered how they find the circle."""


@dataclass(frozen=True)
class First:
    """Who is asked before the others whether they met: the host, where mail to them leaves."""

    person: int
    zone: str
    paused_until: datetime | None = None
    asked_at: datetime | None = None
    """When that left, or may leave at the earliest; None while it was not posted."""


@dataclass(frozen=True)
class Meeting:
    """A meeting of a circle; `previous_end` is when the one before it ends, None for the first."""

    id: int
    circle: int
    starts_at: datetime
    minutes: int
    moves: int
    sequence: int
    members: tuple[Member, ...]
    host: int | None
    """Person id."""
    known: bool
    """Somebody has said whether they met, or who came."""
    previous_end: datetime | None
    n: int = 1
    held: bool = False
    """It is known to have taken place."""
    is_unlikely: bool = False
    """More than half of those who take part have said that they can't come."""
    is_alone: bool = False
    """Only one is left of those whom it is for."""
    others_away: bool = False
    """All others whom it is for are on a break when it is."""
    host_may_know_more: bool = False
    """All that is known of it, members have said of themselves; its host has said nothing yet."""
    first: First | None = None
    """Who is asked first how it was; None where that is nobody."""
    noted_at: datetime | None = None
    """Since when there are words of it for those who missed it."""

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class FollowUp:
    """An open follow-up with a due date (local to its owner)."""

    id: int
    circle: int
    person: int
    zone: str
    due: date
    said_at: datetime
    paused_until: datetime | None = None


@dataclass(frozen=True)
class Poll:
    """A poll that is open, and one member who has not answered it."""

    id: int
    circle: int
    person: int
    zone: str
    opened_at: datetime
    closes_at: datetime
    paused_until: datetime | None = None


@dataclass(frozen=True)
class Silence:
    """A member who said nothing while two meetings in a row passed."""

    membership: int
    circle: int
    person: int
    zone: str
    meeting: int
    """The number of the second of the two in its circle, from 1."""
    since: datetime
    """When that meeting was over."""
    paused_until: datetime | None = None
    is_known_of: bool = False
    """Whether anything is known of one of the meetings that passed: else the circle as a whole is quiet."""
    is_missed: bool = False
    """Whether they are known to have missed one of them: of the others nobody has told whether they came."""


@dataclass(frozen=True)
class Ending:
    """A member whose circle has met for the last time."""

    membership: int
    circle: int
    person: int
    zone: str
    ended_at: datetime
    paused_until: datetime | None = None


@dataclass(frozen=True)
class State:
    """What the seasons owe mail for."""

    meetings: Sequence[Meeting] = ()
    follow_ups: Sequence[FollowUp] = ()
    polls: Sequence[Poll] = ()
    silences: Sequence[Silence] = ()
    endings: Sequence[Ending] = ()
    mails: Mapping[int, Sequence[Mail]] = field(default_factory=dict)
    """By person id, their scheduled mails of the last seven days and those that wait to leave."""


@dataclass(frozen=True)
class Due:
    """One mail that is owed: from `at` on, and no longer worth sending at `until`."""

    kind: MailKind
    person: int
    zone: str
    circle: int
    about: str
    version: int
    at: datetime
    until: datetime
    after: int | None = None
    """The person whose same mail is to leave a while before this one."""
