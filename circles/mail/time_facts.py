"""What a mail may say of other times for a meeting: what was proposed, what a circle is asked about."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import select

from circles.domain import cadence
from circles.domain.tongue import say
from circles.domain.wording import moment, wrote
from circles.domain.words import MailKind, PollState
from circles.errors import NothingToSay
from circles.mail.facts import EXCERPT
from circles.mail.message import LONGEST_NAME, clean
from circles.models import Organizer, Outgoing, Poll, Proposal
from circles.services import moving
from circles.services.lanes import REACHED

if TYPE_CHECKING:
    from circles.mail.circle_facts import CircleFacts

SAY_IT = frozenset({MailKind.TOPIC, MailKind.REMINDER})


class TimeFacts:
    """Other times, on the reader's clocks."""

    def __init__(self, circle: CircleFacts) -> None:
        self._circle = circle

    # --- What was proposed ---

    @property
    def _proposal(self) -> Proposal:
        assert self._circle.mail.about.proposal is not None
        return self._circle.mail.about.proposal

    @property
    def proposer(self) -> str:
        """Who proposes it."""
        return self._member(f"person:{self._proposal.participant.person_id}")

    @property
    def proposed(self) -> str:
        """When it should be instead."""
        return cadence.show(self._proposal.starts_at, self._proposal.minutes, self._circle.mail.reader.zone)

    @property
    def proposal_note(self) -> str:
        """What the proposer wrote beside it."""
        return clean(self._proposal.note, EXCERPT)

    # --- What is asked ---

    @cached_property
    def poll(self) -> Poll:
        """The poll a mail is about; raises NothingToSay where a host who can't come no longer hosts."""
        poll = self._circle.mail.about.poll
        assert poll is not None
        if moving.is_moot(self._circle.mail.db, poll):
            raise NothingToSay("who hosts can come, so the meeting stays")
        return poll

    @property
    def asker(self) -> str:
        """Who wishes for another time; "" where it was asked by itself."""
        return self._member(self.poll.asked_by)

    @property
    def asker_is_reader(self) -> bool:
        return self.poll.asked_by == self._circle.mail.outgoing.to

    @property
    def absent_host(self) -> str:
        """Who hosts and can't come, where that is why the circle is asked, else ""."""
        members = self._circle.row.memberships
        host = next((each for each in members if each.id == self.poll.for_host), None)
        return self._circle.called(host) if host else ""

    @property
    def reader_is_absent_host(self) -> bool:
        mine = self._circle.membership
        return mine is not None and mine.id == self.poll.for_host

    @property
    def reason(self) -> str:
        """Why, in their words, which they knew would be shared."""
        return clean(self.poll.reason, EXCERPT)

    @cached_property
    def offered(self) -> list[str]:
        """The times, in the order of the numbers by which a reply may name them."""
        self._circle.shown += [{"n": slot.n, "slot": slot.id} for slot in self.poll.slots]
        minutes, zone = self._circle.meeting.minutes, self._circle.mail.reader.zone
        return [cadence.show(slot.starts_at, minutes, zone) for slot in self.poll.slots]

    @property
    def example(self) -> str:
        """Numbers as one may answer them."""
        return "1 3" if len(self.poll.slots) > 2 else "1"

    @property
    def closes(self) -> str:
        """When the answers are counted."""
        return moment(self.poll.closes_at, self._circle.mail.reader.zone)

    # --- What came of it ---

    @property
    def is_on_again(self) -> bool:
        """Whether it is when the reader thinks, yet was moved or off meanwhile: earlier answers are void."""
        told, meeting = self._circle.told, self._circle.meeting
        return (
            told is not None
            and told.starts_at == meeting.starts_at
            and told.sequence < meeting.moved_sequence
        )

    def must_be_news(self) -> None:
        """Raise NothingToSay where the reader's calendar shows all as it is, and their answer counts."""
        circle = self._circle
        if not (circle.has_moved or self.is_on_again or circle.has_new_length or circle.has_new_place):
            raise NothingToSay("what had changed is as it was")

    @property
    def was(self) -> str:
        """When the reader thinks a moved meeting is: the day, or where that stays the hour; "" if unknown."""
        mail, told = self._circle.mail, self._circle.told
        if told is None:
            return ""
        day = mail.day(told.starts_at)
        hour = cadence.clock(told.starts_at, mail.reader.zone)
        return day if day != mail.day(self._circle.meeting.starts_at) else f"{day}, {hour}"

    @property
    def known(self) -> str:
        """From when till when the reader thinks the meeting is; as it is where nothing of that is kept."""
        known = self._circle.told or self._circle.meeting
        return cadence.show(known.starts_at, known.minutes, self._circle.mail.reader.zone)

    @cached_property
    def stands(self) -> str:
        """Say that a time stands though another was looked for, in the next mails about it."""
        if self._circle.mail.outgoing.kind not in SAY_IT:
            return ""
        poll = self._of_move(self._circle.meeting.moves)
        if poll is not None and poll.state is PollState.OPEN:
            return say(
                "Your circle is being asked about another time. Till that is counted, this one stands."
            )
        if poll is not None and poll.state is PollState.EMPTY:
            return say("We looked for another time and none suited enough of you, so this one stands.")
        if poll is not None and poll.for_host is not None and self._was_asked(poll):
            if poll.for_host == self._circle.meeting.host_id:
                return say("Who hosts can come after all, so this time stands.")
            return say("Somebody else hosts now, so this time stands.")
        return ""

    def _was_asked(self, poll: Poll) -> bool:
        """Tell whether the reader was asked which of the times of a poll suit them."""
        outgoing = self._circle.mail.outgoing
        asked = select(Outgoing.id).where(
            Outgoing.kind == MailKind.MOVE_POLL,
            Outgoing.to == outgoing.to,
            Outgoing.about == f"poll:{poll.id}",
            Outgoing.state.in_(REACHED),
        )
        return self._circle.mail.db.scalars(asked).first() is not None

    @cached_property
    def wrote(self) -> str:
        """Say why another time than the earlier one was asked for, with who wrote it; "" where nobody did."""
        poll = self._of_move(self._circle.meeting.moves - 1)
        if poll is None or poll.state is not PollState.SETTLED:
            return ""
        return wrote(self._member(poll.asked_by), clean(poll.reason, EXCERPT))

    def _of_move(self, moves: int) -> Poll | None:
        return self._circle.mail.batch.poll(self._circle.meeting, moves)

    def _member(self, who: str) -> str:
        """Name a member, or an organizer, as the circle knows them."""
        noun, _, number = who.partition(":")
        if noun == "organizer":
            organizer = self._circle.mail.db.get(Organizer, int(number))
            return clean(organizer.name, LONGEST_NAME) if organizer else say("An organizer")
        members = self._circle.row.memberships
        found = next((each for each in members if f"person:{each.participant.person_id}" == who), None)
        return self._circle.called(found) if found else ""
