"""What a mail about a circle may say: when and where it meets, who is in it, and what they said."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from circles.domain import cadence, causes
from circles.domain.tongue import say, say_as, say_n, tongue
from circles.domain.words import MailKind, MeetingState, Role, Rsvp
from circles.mail.calendar_out import Told, is_web, place_of
from circles.mail.end_facts import EndFacts
from circles.mail.facts import EXCERPT, Facts
from circles.mail.history import last_told
from circles.mail.host_facts import HostFacts
from circles.mail.message import LONGEST_NAME, clean
from circles.mail.naming import names
from circles.mail.news import expected, news
from circles.mail.note_facts import NoteFacts
from circles.mail.numbered import Numbered
from circles.mail.seat_facts import SeatFacts
from circles.mail.time_facts import TimeFacts
from circles.mail.topic_facts import TopicFacts
from circles.models import Circle, FollowUp, Meeting, Membership
from circles.services import errands, receipts
from circles.services.seats import is_first_of


@dataclass
class CircleFacts:
    """All that templates can say of one circle and its meeting."""

    mail: Facts
    shown: list[dict[str, Any]] = field(default_factory=list)
    """The numbered lists a template has shown: of follow-ups, or of times."""

    @property
    def row(self) -> Circle:
        assert self.mail.about.circle is not None
        return self.mail.about.circle

    @property
    def name(self) -> str:
        return self.row.name

    @property
    def meeting(self) -> Meeting:
        assert self.mail.about.meeting is not None
        return self.mail.about.meeting

    @property
    def membership(self) -> Membership | None:
        return self.mail.membership

    # --- When and where ---

    @cached_property
    def when(self) -> str:
        return cadence.show(self.meeting.starts_at, self.meeting.minutes, self.mail.reader.zone)

    @cached_property
    def where(self) -> str:
        """The place, or "" while it is to follow."""
        return place_of(self.row)

    @property
    def where_is_link(self) -> bool:
        return is_web(self.where)

    @cached_property
    def days_ahead(self) -> int:
        """How many days the meeting is ahead, on the reader's calendar."""
        zone = self.mail.reader.zone
        ahead = cadence.local(self.meeting.starts_at, zone).date() - cadence.local(self.mail.now, zone).date()
        return ahead.days

    @property
    def is_start(self) -> bool:
        """Whether this invite introduces the circle: the reader's first one, or after it met without them."""
        if self.membership is None or is_first_of(self.membership, self.meeting):
            return self.membership is not None
        first = self.mail.batch.first_invite(self.row, self.mail.outgoing.to)
        return first is None or first.message_id == self.mail.outgoing.message_id

    @cached_property
    def had_news(self) -> bool:
        """Whether the reader had a mail before that tells the circle's news."""
        return self.mail.batch.last_news(self.row, self.mail.outgoing.to) is not None

    @property
    def weekday(self) -> str:
        return tongue().weekday(cadence.local(self.meeting.starts_at, self.mail.reader.zone))

    @property
    def next_meeting(self) -> Meeting | None:
        later = (m for m in self.row.meetings if m.n > self.meeting.n and m.state == MeetingState.PLANNED)
        return next(later, None)

    @cached_property
    def clocks_changed(self) -> bool:
        """Whether this meeting is at another hour for the reader than the last, though not for the circle."""
        before = next((m for m in self.row.meetings if m.n == self.meeting.n - 1), None)
        return before is not None and [
            cadence.local(before.starts_at, zone).time() != cadence.local(self.meeting.starts_at, zone).time()
            for zone in (self.mail.reader.zone, self.row.zone)
        ] == [True, False]

    @property
    def skipped_hour(self) -> str:
        return cadence.skipped_hour(self.meeting.starts_at, self.row.start, self.row.zone)

    # --- Who ---

    @cached_property
    def others(self) -> list[Membership]:
        """The members beside the reader, mentors first."""
        others = [m for m in self.row.members if m is not self.membership]
        return sorted(others, key=lambda m: (m.role != Role.MENTOR, m.id))

    @cached_property
    def _names(self) -> dict[int, str]:
        return names(self.row)

    def called(self, membership: Membership) -> str:
        """Call a member by a name that no other one has."""
        return self._names[membership.id]

    @cached_property
    def everyone(self) -> list[str]:
        """What to call each member of then, but who was away."""
        return [self.called(m) for m in expected(self.mail, self.meeting)]

    @cached_property
    def is_deserted(self) -> bool:
        """Whether everybody but the reader is on a break when it meets."""
        return bool(self.others) and expected(self.mail, self.meeting) == [self.membership]

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
        name = clean(member.participant.person.name, LONGEST_NAME)
        if member.role == Role.MENTOR:
            name = say("{name} (mentor)", name=name)
        return (
            say('{name}: "{words}"', name=name, words=clean(member.intro, EXCERPT)) if member.intro else name
        )

    @property
    def why(self) -> str:
        """Why these people were put together, as the forming explained it to this member."""
        return (self.membership.why if self.membership else "") or self.row.why

    @property
    def host(self) -> str:
        host = self.meeting.host
        if host is None:
            return ""
        if host is not self.membership:
            return self.called(host)
        told = errands.you_host(self.meeting)
        if self.mail.outgoing.kind is not MailKind.SWAP_ASK and told not in self.shown:
            self.shown.append(told)  # they count on their turn from now on
        return say_as("host", "you")

    @property
    def has_left(self) -> bool:
        return self.membership is None or self.membership.left_at is not None

    # --- What was said ---

    @property
    def answer(self) -> Rsvp | None:
        return self.mail.batch.answers(self.meeting).get(self.mail.participant.id)

    @cached_property
    def count(self) -> str:
        """Say how many have said yes, as "4 of 6 have said yes so far."."""
        members, answers = self.row.members, self.mail.batch.answers(self.meeting)
        yes = sum(answers.get(m.participant_id) is Rsvp.YES for m in members)
        if not yes:
            return say("Nobody has said yes so far.")
        return say_n(
            "{n} of {members} has said yes so far.",
            "{n} of {members} have said yes so far.",
            yes,
            members=len(members),
        )

    @cached_property
    def topic(self) -> TopicFacts:
        return TopicFacts(self.mail, self.meeting, self.called)

    @cached_property
    def ending(self) -> EndFacts:
        return EndFacts(self)

    @cached_property
    def hosting(self) -> HostFacts:
        return HostFacts(self)

    @cached_property
    def seat(self) -> SeatFacts:
        return SeatFacts(self)

    @cached_property
    def shared(self) -> NoteFacts:
        return NoteFacts(self)

    @cached_property
    def times(self) -> TimeFacts:
        return TimeFacts(self)

    @cached_property
    def follow_ups(self) -> list[Numbered]:
        """The reader's open follow-ups and the circle's, by date, under the numbers they are shown with."""
        theirs = (None, self.mail.participant.id)
        rows = [each for each in self.mail.batch.open_follow_ups(self.row) if each.owner_id in theirs]
        return self._number(sorted(rows, key=lambda row: (row.due or date.max, row.id)))

    @cached_property
    def follow_up(self) -> Numbered:
        """The one follow-up a nudge is about."""
        assert self.mail.about.follow_up is not None
        return self._number([self.mail.about.follow_up])[0]

    @property
    def promises(self) -> list[str]:
        """The open follow-ups in words, in the order of their numbers."""
        return [numbered.words for numbered in self.follow_ups]

    @property
    def is_the_circles(self) -> bool:
        """Tell whether the circle said it would, and nobody in it by themselves."""
        return self.follow_up.follow_up.owner_id is None

    def _number(self, rows: list[FollowUp]) -> list[Numbered]:
        today = cadence.local(self.mail.now, self.mail.reader.zone).date()
        self.shown += [{"n": n, "follow_up": row.id} for n, row in enumerate(rows, 1)]
        return [
            Numbered(
                n,
                row,
                receipts.day(row.due, today) if row.due else "",
                row.due is not None and row.due < today,
            )
            for n, row in enumerate(rows, 1)
        ]

    # --- What the reader was told before ---

    @cached_property
    def told(self) -> Told | None:
        """The time and place this reader's calendar has now; None if nothing of it is kept."""
        return last_told(self.mail.db, self.mail.outgoing)

    @property
    def has_moved(self) -> bool:
        """Whether the reader knows another time than the one that stands."""
        return self.told is None or self.told.starts_at != self.meeting.starts_at

    @property
    def reason(self) -> str:
        """Why the meeting was moved or is off, in somebody's words or in ours; "" where nobody said."""
        return causes.in_words(self.meeting.cause or {}) or self.meeting.reason

    @property
    def has_new_length(self) -> bool:
        """Whether the reader's calendar shows another length than the one that stands."""
        return self.told is not None and self.told.minutes != self.meeting.minutes

    @property
    def has_new_place(self) -> bool:
        """Whether the reader's calendar shows another place than the one that stands."""
        return self.told is None or self.told.where != self.where

    @cached_property
    def news(self) -> list[str]:
        """Say who came, left or took a break since the reader's last such mail, each in one line."""
        return news(self.mail, self.row, self.called)
