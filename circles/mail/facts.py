"""What a mail may say: the rows it is about, in its reader's own words, zone and place in the circle.

Templates see a `Facts` and nothing else of the database; what a template does not ask for is not looked up.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain import cadence
from circles.domain.words import FollowUpState, MailKind, MeetingState, Role, Rsvp
from circles.errors import NotFound
from circles.mail.about import About, look_up, row, split
from circles.mail.calendar_out import is_web, place_of
from circles.mail.links import Links
from circles.mail.message import clean
from circles.mail.told import Told, last_told
from circles.models import (
    Circle,
    FollowUp,
    Meeting,
    Membership,
    Organizer,
    Outgoing,
    Participant,
    Person,
    RsvpEvent,
    Season,
    Topic,
)

UNCONFIRMED_DAYS = 14
"""A sign-up nobody confirms is deleted after so many days."""
_NOON = time(12)
_EXCERPT = 200


@dataclass(frozen=True)
class Numbered:
    """A follow-up under the number by which a reply may name it."""

    n: int
    follow_up: FollowUp
    due: str
    late: bool


@dataclass
class Facts:
    """All that the templates of one mail can say."""

    db: Session
    outgoing: Outgoing
    links: Links
    now: datetime
    shown: list[dict[str, Any]] = field(default_factory=list)
    """The numbered follow-ups a template has shown."""

    @cached_property
    def about(self) -> About:
        return look_up(self.db, self.outgoing)

    @cached_property
    def reader(self) -> Person | Organizer:
        return reader(self.db, self.outgoing)

    @property
    def name(self) -> str:
        return first_name(self.reader.name)

    @cached_property
    def _home(self) -> str:
        return self.links.personal(self.participant)

    def link(self, page: str = "") -> str:
        """Link to the reader's private page, or to one below it such as "leave"."""
        return f"{self._home}/{page}" if page else self._home

    @cached_property
    def participant(self) -> Participant:
        """The reader's part in the season, or in their latest one where the mail is about none."""
        if self.membership is not None:
            return self.membership.participant
        theirs = select(Participant).where(Participant.person_id == self.reader.id)
        if self.about.season is not None:
            theirs = theirs.where(Participant.season_id == self.about.season.id)
        found = self.db.scalars(theirs.order_by(Participant.id.desc())).first()
        if found is None:
            raise NotFound(f"{self.outgoing.to} takes no part in what {self.outgoing.about} is about.")
        return found

    @cached_property
    def membership(self) -> Membership | None:
        """The reader's place in the circle, also after they left it."""
        if self.about.circle is None or not isinstance(self.reader, Person):
            return None
        theirs = (m for m in self.about.circle.memberships if m.participant.person_id == self.reader.id)
        return next(theirs, None)

    @property
    def circle(self) -> Circle:
        assert self.about.circle is not None
        return self.about.circle

    @property
    def meeting(self) -> Meeting:
        assert self.about.meeting is not None
        return self.about.meeting

    @property
    def season(self) -> Season:
        return self.about.season or self.participant.season

    @property
    def outcome(self) -> defaultdict[str, Any]:
        """What was read in the mail we answer; what is missing is empty."""
        assert self.about.incoming is not None
        return defaultdict(str, self.about.incoming.outcome)

    @property
    def excerpt(self) -> str:
        """The first words of the mail we answer."""
        return clean(self.outcome["own_text"], _EXCERPT)

    @property
    def counts(self) -> list[tuple[str, str]]:
        """What an import did, as counted by it."""
        assert self.about.upload is not None
        counted = self.about.upload.result.items()
        return [
            (str(name).replace("_", " ").capitalize(), str(n)) for name, n in counted if isinstance(n, int)
        ]

    # --- Joining ---

    @property
    def delete_on(self) -> datetime:
        return self.participant.enrolled_at + timedelta(days=UNCONFIRMED_DAYS)

    @property
    def enrolled_by(self) -> str:
        return clean(self.participant.enrolled_by, 80)

    @property
    def forming(self) -> str:
        """Say when circles are formed."""
        closes = self.season.signup_closes_on
        if closes is not None:
            return f"On {self.day(closes)} sign-up closes and circles are formed."
        return f"Circles are formed before {self.day(self.season.starts_on)}."

    @property
    def rhythm(self) -> str:
        weeks = self.season.every_weeks
        return {1: "every week", 2: "every two weeks"}.get(weeks, f"every {weeks} weeks")

    # --- When and where ---

    def day(self, on: date) -> str:
        """Write a local date, or the local date of an instant, as "Thu 3 Dec"."""
        zone = self.reader.zone
        at = on if isinstance(on, datetime) else cadence.instant(on, _NOON, zone)
        return cadence.show(at, 0, zone).partition(",")[0]

    def clock(self, at: datetime) -> str:
        """Write the local hour of an instant as "17:00 (Lisbon time)"."""
        zone = self.reader.zone
        return f"{cadence.local(at, zone):%H:%M} ({cadence.place(zone)})"

    @cached_property
    def when(self) -> str:
        return cadence.show(self.meeting.starts_at, self.meeting.minutes, self.reader.zone)

    @cached_property
    def where(self) -> str:
        """The place, or "" while it is to follow."""
        return place_of(self.circle)

    @property
    def where_is_link(self) -> bool:
        return is_web(self.where)

    @cached_property
    def near(self) -> str:
        """Say "today", "tomorrow" or a day of the meeting as seen from the reader's now."""
        zone = self.reader.zone
        ahead = cadence.local(self.meeting.starts_at, zone).date() - cadence.local(self.now, zone).date()
        return {0: "today", 1: "tomorrow"}.get(ahead.days, self.day(self.meeting.starts_at))

    @property
    def weekday(self) -> str:
        return cadence.local(self.meeting.starts_at, self.reader.zone).strftime("%A")

    @property
    def coming_up(self) -> bool:
        """Whether the mail is about a meeting that has not begun."""
        meeting = self.about.meeting
        return meeting is not None and meeting.state == MeetingState.PLANNED and meeting.starts_at > self.now

    @property
    def next_meeting(self) -> Meeting | None:
        later = (m for m in self.circle.meetings if m.n > self.meeting.n and m.state == MeetingState.PLANNED)
        return next(later, None)

    @cached_property
    def clocks_changed(self) -> bool:
        """Whether this meeting is at another hour for the reader than the last, though not for the circle."""
        before = next((m for m in self.circle.meetings if m.n == self.meeting.n - 1), None)
        if before is None:
            return False
        moved = [
            cadence.local(before.starts_at, zone).time() != cadence.local(self.meeting.starts_at, zone).time()
            for zone in (self.reader.zone, self.circle.zone)
        ]
        return moved == [True, False]

    # --- Who ---

    @cached_property
    def others(self) -> list[Membership]:
        """The members beside the reader, mentors first."""
        others = [m for m in self.circle.members if m is not self.membership]
        return sorted(others, key=lambda m: (m.role != Role.MENTOR, m.id))

    def called(self, membership: Membership) -> str:
        """Call a member by their first name, or by the whole one where two share it."""
        name = membership.participant.person.name
        first = first_name(name)
        shared = sum(
            first_name(m.participant.person.name).lower() == first.lower() for m in self.circle.members
        )
        return first if shared < 2 else clean(name, 80)

    @property
    def everyone(self) -> list[str]:
        """What to call each member in a reply, as the examples show it."""
        return [self.called(m) for m in self.circle.members]

    @property
    def other_names(self) -> list[str]:
        return [self.called(m) for m in self.others]

    @property
    def mentor_names(self) -> list[str]:
        return [self.called(m) for m in self.others if m.role == Role.MENTOR]

    @property
    def introductions(self) -> list[str]:
        """One line for each other member: who they are, and what they wrote about themselves."""
        return [self._introduction(m) for m in self.others]

    @property
    def intros(self) -> list[str]:
        return [self._introduction(m) for m in self.others if m.intro]

    def _introduction(self, member: Membership) -> str:
        name = clean(member.participant.person.name, 80) + (" (mentor)" if member.role == Role.MENTOR else "")
        return f'{name}: "{clean(member.intro, _EXCERPT)}"' if member.intro else name

    @property
    def why(self) -> str:
        """Why these people were put together, as the forming explained it to this member."""
        return (self.membership.why if self.membership else "") or self.circle.why

    @property
    def host(self) -> str:
        host = self.meeting.host
        if host is None:
            return ""
        return "you" if host is self.membership else self.called(host)

    @property
    def has_left(self) -> bool:
        return self.membership is None or self.membership.left_at is not None

    @property
    def organizers(self) -> str:
        return spoken([clean(o.name, 80) for o in self.about.program.organizers], "or") or "an organizer"

    # --- What was said ---

    @cached_property
    def answers(self) -> dict[int, Rsvp]:
        """The answer that stands, by participant: the latest said that nobody has undone."""
        said = select(RsvpEvent).where(RsvpEvent.meeting_id == self.meeting.id, RsvpEvent.void_by.is_(None))
        events = self.db.scalars(said.order_by(RsvpEvent.said_at, RsvpEvent.id))
        return {event.participant_id: event.value for event in events}

    @property
    def answer(self) -> Rsvp | None:
        return self.answers.get(self.participant.id)

    @property
    def count(self) -> str:
        """Say how many have said yes, as "4 of 6 have said yes."."""
        members = self.circle.members
        yes = sum(self.answers.get(m.participant_id) is Rsvp.YES for m in members)
        return f"{yes or 'None'} of {len(members)} {'has' if yes == 1 else 'have'} said yes."

    @property
    def topic(self) -> Topic | None:
        return self.meeting.topic

    @cached_property
    def follow_ups(self) -> list[Numbered]:
        """The reader's open follow-ups and the circle's, by date, under the numbers they are shown with."""
        mine = (FollowUp.owner_id == self.participant.id) | FollowUp.owner_id.is_(None)
        still_open = (FollowUp.state == FollowUpState.OPEN) & FollowUp.void_by.is_(None)
        rows = self.db.scalars(select(FollowUp).where(FollowUp.circle_id == self.circle.id, mine, still_open))
        return self._number(sorted(rows, key=lambda row: (row.due or date.max, row.id)))

    @cached_property
    def follow_up(self) -> Numbered:
        """The one follow-up a nudge is about."""
        assert self.about.follow_up is not None
        return self._number([self.about.follow_up])[0]

    @property
    def promises(self) -> list[str]:
        """The open follow-ups in words, in the order of their numbers."""
        return [_promise(numbered) for numbered in self.follow_ups]

    @property
    def they(self) -> str:
        return "You" if self.follow_up.follow_up.owner_id is not None else "Your circle"

    def _number(self, rows: list[FollowUp]) -> list[Numbered]:
        today = cadence.local(self.now, self.reader.zone).date()
        self.shown += [{"n": n, "follow_up": row.id} for n, row in enumerate(rows, 1)]
        return [
            Numbered(n, row, self.day(row.due) if row.due else "", row.due is not None and row.due < today)
            for n, row in enumerate(rows, 1)
        ]

    # --- What happened since our last mail ---

    @cached_property
    def told(self) -> Told | None:
        """The time and place this reader's calendar has now; None if nothing of it is kept."""
        return last_told(self.db, self.outgoing)

    @property
    def has_moved(self) -> bool:
        """Whether the reader knows another time than the one that stands."""
        return self.told is None or self.told.starts_at != self.meeting.starts_at

    @cached_property
    def thread_root(self) -> Outgoing | None:
        """The first invite of this circle to this reader: all later mails are filed under it."""
        return self.db.scalars(self._circle_mails(MailKind.INVITE).order_by(Outgoing.id)).first()

    @cached_property
    def news(self) -> list[str]:
        """One line for everyone who came, left or took a break since the reader's last mail of this kind."""
        last = self._circle_mails(MailKind.INVITE, MailKind.TOPIC).where(Outgoing.sent_at.is_not(None))
        told = self.db.scalars(last.order_by(Outgoing.sent_at.desc())).first()
        if told is None or told.sent_at is None:
            return []
        return [line for m in self.circle.memberships if (line := self._news_of(m, told.sent_at))]

    def _news_of(self, membership: Membership, since: datetime) -> str:
        name = self.called(membership)
        if membership is self.membership:
            return ""
        if membership.left_at is not None:
            return f"{name} has left the circle." if membership.left_at > since else ""
        until = membership.participant.paused_until
        if until is not None and until > self.now:
            return f"{name} is taking a break."
        return f"{name} has joined the circle." if membership.joined_at > since else ""

    def _circle_mails(self, *kinds: MailKind) -> Any:
        meetings = [f"meeting:{meeting.id}" for meeting in self.circle.meetings]
        return select(Outgoing).where(
            Outgoing.to == self.outgoing.to, Outgoing.kind.in_(kinds), Outgoing.about.in_(meetings)
        )


def reader(db: Session, outgoing: Outgoing) -> Person | Organizer:
    """Give whom a mail is for; raises NotFound when they have been deleted since."""
    noun, number = split(outgoing.to)
    return row(db, Organizer, number) if noun == "organizer" else row(db, Person, number)


def _promise(numbered: Numbered) -> str:
    text = clean(numbered.follow_up.text, _EXCERPT)
    if not numbered.due:
        return text
    return f"{text} ({'was due' if numbered.late else 'by'} {numbered.due})"


def first_name(name: str) -> str:
    """Give the first word of a name, the way one greets."""
    return clean(name, 80).partition(" ")[0] or "there"


def spoken(words: list[str], last: str = "and") -> str:
    """Join words as one says them: "Ana, Bo and Carl"."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
