"""What any mail may say: who reads it, what it is about, and times in the reader's zone.

Templates see `Facts`, and `CircleFacts` for a mail about a circle; what they don't ask for is not looked up.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain import cadence
from circles.domain.holdings import Section, in_words
from circles.domain.tongue import either, listed, say, tongue
from circles.domain.waiting_words import to_themselves
from circles.domain.wording import rhythm
from circles.domain.words import MailKind, MeetingState, OutgoingState
from circles.errors import NotFound, NothingToSay
from circles.mail.about import About, look_up, reader_of
from circles.mail.away_facts import AwayFacts, LeftFacts
from circles.mail.batch import Batch
from circles.mail.links import Links
from circles.mail.message import LONGEST_NAME, clean
from circles.mail.naming import first_name
from circles.models import Meeting, Membership, Organizer, Outgoing, Participant, Person, Season
from circles.services import attendance, imports, offers, undo
from circles.services.current import running
from circles.services.digests import Digest, digest
from circles.services.holdings import holdings
from circles.services.people import IN
from circles.services.retention import UNCONFIRMED_KEPT
from circles.services.season_ends import SeasonEnd, season_end
from circles.services.wishes import filled_in_at, their_yes

EXCERPT = 200
"""Characters of somebody's own words that a mail repeats."""
MOST_LINES = 12
"""Lines under one heading of the mail that says what is held."""


@dataclass
class Facts:
    """All that the templates of one mail can say."""

    db: Session
    outgoing: Outgoing
    links: Links
    now: datetime
    batch: Batch

    @cached_property
    def about(self) -> About:
        return look_up(self.db, self.outgoing)

    @cached_property
    def reader(self) -> Person | Organizer:
        return reader_of(self.db, self.outgoing)

    @property
    def name(self) -> str:
        return first_name(self.reader.name)

    @property
    def language(self) -> str:
        """The reader's language; an organizer's is their program's."""
        return self.reader.language if isinstance(self.reader, Person) else self.about.program.language

    @cached_property
    def _home(self) -> str:
        return self.links.personal(self.participant)

    def link(self, page: str = "") -> str:
        """Link to the reader's private page, or to one below it such as "leave"."""
        return f"{self._home}/{page}" if page else self._home

    @property
    def leave_link(self) -> str:
        """Where one leaves: a season or, for who waits for one, the list of those."""
        if isinstance(self.reader, Person) and (
            self.outgoing.kind is MailKind.SEASON_OPEN or self.only_waits
        ):
            return self.links.waiting(self.reader)
        return self.link("leave")

    @property
    def only_waits(self) -> bool:
        """Whether the reader takes part in nothing, or not in what this is about: they have no page."""
        in_a_circle = self.membership is not None  # known already: that saves nearly every mail a look-up
        if in_a_circle or not isinstance(self.reader, Person):
            return False
        return not self.reader.participations or bool(self.about.incoming and self.outcome["waits"])

    @property
    def join_link(self) -> str:
        return self.links.page(f"/join/{self.about.program.slug}")

    @cached_property
    def earlier_season(self) -> str:
        """The name of the last season, before the one this is about, in which the reader was; "" for none."""
        theirs = (
            select(Season.name)
            .join(Participant, Participant.season_id == Season.id)
            .where(Participant.person_id == self.reader.id, Season.id != self.season.id)
            .where(Participant.state.in_(IN), Season.starts_on < self.season.starts_on)
        )
        name = self.db.scalar(theirs.order_by(Season.starts_on.desc()).limit(1))
        return clean(name or "", LONGEST_NAME)

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
    def season(self) -> Season:
        return self.about.season or self.participant.season

    @property
    def outcome(self) -> defaultdict[str, Any]:
        """What was read in the mail we answer; what is missing is empty."""
        assert self.about.incoming is not None
        return defaultdict(str, self.about.incoming.outcome)

    @cached_property
    def can_undo(self) -> bool:
        """Whether an Undo would take back anything recorded from the mail we answer."""
        assert self.about.incoming is not None
        return undo.has_record(self.db, self.about.incoming)

    @property
    def excerpt(self) -> str:
        """The first words of the mail we answer."""
        return clean(self.outcome["own_text"], EXCERPT)

    @property
    def addresses(self) -> list[str]:
        """The reader's addresses that count, the one we write to first."""
        assert isinstance(self.reader, Person)
        first, *others = [each.written for each in self.reader.addresses if each.counts]
        return [say("{address} (we write to this one)", address=first), *others]

    @property
    def counts(self) -> list[tuple[str, str]]:
        """What an import did, as counted by it."""
        assert self.about.upload is not None
        return imports.counted(self.about.upload)

    @property
    def held(self) -> list[Section]:
        """All that is held on the reader, shortened to what a mail can carry."""
        assert isinstance(self.reader, Person)
        sections = in_words(holdings(self.db, self.reader), self.reader.zone)
        return [section.clipped(EXCERPT).shortened(MOST_LINES) for section in sections]

    @cached_property
    def digest(self) -> Digest:
        """Sum up the program; raises NothingToSay where that is nothing."""
        assert isinstance(self.reader, Organizer)
        found = digest(self.db, self.reader, self.now)
        if found.is_empty:
            raise NothingToSay("nothing needs them, and no circle meets this week")
        return found

    @property
    def shown(self) -> list[dict[str, Any]]:
        """What a mail that is about no circle has shown: a digest, what needed its reader."""
        return self.digest.shown if self.outgoing.kind is MailKind.DIGEST else []

    @cached_property
    def ending(self) -> SeasonEnd:
        """Sum up the season."""
        return season_end(self.db, self.season, self.now)

    # --- Joining and leaving ---

    @property
    def is_in(self) -> bool:
        """Whether the reader takes part in any season that is not over."""
        assert isinstance(self.reader, Person)
        return any(each.state in IN for each in running(self.reader))

    @property
    def delete_on(self) -> datetime:
        return filled_in_at(self.participant) + UNCONFIRMED_KEPT

    @property
    def their_yes(self) -> str:
        """Name what holds with the yes of somebody we know; of the name its first word, as one greets."""
        filled_in = their_yes(self.participant)
        return listed([*map(first_name, filled_in[:1]), *filled_in[1:]])

    @property
    def enrolled_by(self) -> str:
        return clean(self.participant.enrolled_by, LONGEST_NAME)

    @cached_property
    def is_first(self) -> bool:
        """Tell whether no mail before this one has said that they are in, and by whom."""
        told = select(Outgoing.id).where(
            Outgoing.kind.in_((MailKind.JOINED, MailKind.WAITLISTED)),
            Outgoing.to == self.outgoing.to,
            Outgoing.about == f"season:{self.season.id}",
            Outgoing.state != OutgoingState.SUPERSEDED,
            Outgoing.id != self.outgoing.id,
        )
        return self.db.scalar(told.limit(1)) is None

    def untold(self, meeting: Meeting) -> bool:
        """Whether it is not known if the reader came to a meeting."""
        known = attendance.attendance(self.db, [meeting]).get((meeting.id, self.participant.id))
        return known is None or known.value is None

    @property
    def waiting(self) -> str:
        """Why they wait for a circle, and what would help."""
        return to_themselves(self.participant.wait)

    @property
    def no_hours(self) -> str:
        """Say that no hours of theirs are on record, by which they could be placed; "" where some are."""
        return "" if self.participant.availability else to_themselves({"why": "no-hours"})

    @cached_property
    def seat_follows(self) -> bool:
        """Tell whether they are asked about a seat already."""
        return bool(offers.open_to(self.db, self.participant))

    @property
    def forming(self) -> str:
        """Say when circles are formed."""
        closes = self.season.signup_closes_on
        if closes is not None:
            return say("On {day} sign-up closes and circles are formed.", day=self.day(closes))
        return say("Circles are formed before {day}.", day=self.day(self.season.starts_on))

    @property
    def rhythm(self) -> str:
        return rhythm(self.season.every_weeks)

    @property
    def is_alone(self) -> bool:
        """Whether all others have left the reader's circle; raises NothingToSay where one is in it again."""
        seat = self.about.membership
        if seat is None or seat.left_at is not None:
            return False
        if len(seat.circle.members) > 1:
            raise NothingToSay("somebody is in their circle again")
        return True

    # --- When and where ---

    def day(self, on: date) -> str:
        """Write a local date, or the local date of an instant, as "Thu 3 Dec"."""
        return cadence.day(on, self.reader.zone) if isinstance(on, datetime) else tongue().short_day(on)

    @property
    def away(self) -> AwayFacts:
        """Their break."""
        return AwayFacts(self.participant, self.now)

    @property
    def left(self) -> LeftFacts:
        return LeftFacts(self)

    def clock(self, at: datetime) -> str:
        """Write the local hour of an instant as "17:00 (Lisbon time)"."""
        zone = self.reader.zone
        return say("{hour} ({clocks})", hour=cadence.clock(at, zone), clocks=cadence.place(zone))

    @property
    def coming_up(self) -> bool:
        """Whether the mail is about a meeting that has not begun, of a circle that the reader is in."""
        meeting, membership = self.about.meeting, self.membership
        if meeting is None or membership is None or membership.left_at is not None:
            return False
        return meeting.state == MeetingState.PLANNED and meeting.starts_at > self.now

    @property
    def organizers(self) -> str:
        names = [clean(o.name, LONGEST_NAME) for o in self.about.program.organizers]
        return either(names) or say("an organizer")
