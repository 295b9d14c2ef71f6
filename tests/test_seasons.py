"""Random seasons: whatever people do and whenever, mails stay kind, and none goes twice or too early."""

import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

from circles.db import Database
from circles.domain.statement import Said
from circles.domain.words import (
    Attendance,
    FollowUpState,
    MailKind,
    MeetingState,
    OutgoingState,
    ParticipantState,
    Rsvp,
    Source,
)
from circles.errors import CirclesError
from circles.mail import demo_replies
from circles.mail.compose import compose
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.models import Address, FollowUp, Outgoing, Participant, Table
from circles.services import (
    attendance,
    departures,
    follow_ups,
    hosting,
    inbox,
    meetings,
    moving,
    outbox,
    people,
    personal_page,
    reachability,
    timeline,
)
from circles.services.outbox import CALENDAR
from circles.services.personal_page import Preferences
from circles.simulation.kindness import unkind, untraceable
from circles.vault import Vault
from tests.databases import SECRET_KEY
from tests.mail.post import LINKS, SITE
from tests.services.stage import NOW, published

NAMES = st.sampled_from(["Ana", "Bo", "Carl", "Dee"])
ZONES = {"Bo": "Asia/Kolkata", "Carl": "America/St_Johns", "Dee": "Pacific/Chatham"}
FAR = st.sampled_from(["Asia/Tokyo", "America/Sao_Paulo", "Pacific/Auckland", "Europe/Lisbon"])
WHICH = st.integers(0, 1)
REPLIES = st.sampled_from(
    [
        *("Yes", "No, sorry", "Maybe", "Everyone came", "Attended: Ana, Bo\nMissed: Carl", "We didn't meet"),
        *("Next: Bo - send the list - Friday", "Done", "Drop", "Undo", "Undo", "Pause 2 weeks", "Resume"),
        *("Pass", "Swap Ana", "Move", "1 2", "None", "4 - good talks", "Circle: see you at the café then"),
        *("Place: the reading room", "Busy", "Help", "I would like to talk about how we say no to projects."),
    ]
)
BEFORE_ITS_REQUEST = CALENDAR - {MailKind.CANCEL}


class Season(RuleBasedStateMachine):
    """A circle of four with two meetings, whose members, organizer and server do as they please."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        database = Database(f"sqlite:///{Path(self._folder.name) / 'season.sqlite3'}", Vault([SECRET_KEY]))
        self._database = database
        Table.metadata.create_all(database.engine)
        self._context = database.transaction()
        self.db = self._context.__enter__()
        self.now = NOW
        self.stage = published(self.db)
        self.zones: dict[str, list[tuple[datetime, str]]] = {}
        """Where people were before they moved, and until when."""
        for name, zone in ZONES.items():
            self.stage.members[name].person.zone = zone

    def teardown(self) -> None:
        self._context.__exit__(None, None, None)
        self._database.close()
        self._folder.cleanup()

    # --- Time ---

    @rule(hours=st.integers(1, 60))
    def live_on(self, hours: int) -> None:
        """The clock ticks and the workers work, from one thing due to the next."""
        until = self.now + timedelta(hours=hours)
        while self.now < until:
            self._work()
            due = [timeline.next_instant(self.db, self.now), self._next_mail()]
            self.now = min([until, *(each for each in due if each is not None and each > self.now)])

    @rule(days=st.integers(3, 9))
    def stop_the_server(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(hours=st.integers(1, 80))
    def stop_the_workers(self, hours: int) -> None:
        """The clock ticks, but nothing leaves."""
        until = self.now + timedelta(hours=hours)
        while self.now < until:
            timeline.post_due(self.db, self.now)
            self.now = min(until, timeline.next_instant(self.db, self.now) or until)
        timeline.post_due(self.db, self.now)

    @rule(
        to=st.sampled_from([timedelta(days=-4), timedelta(days=-1), timedelta(hours=2), timedelta(days=1)]),
        n=WHICH,
    )
    def live_until_near_a_meeting(self, to: timedelta, n: int) -> None:
        hours = (self.stage.circle.meetings[n].starts_at + to - self.now) // timedelta(hours=1)
        if hours > 0:
            self.live_on(hours)

    def _work(self) -> None:
        outbox.recover(self.db, self.now)
        timeline.post_due(self.db, self.now)
        assert timeline.post_due(self.db, self.now) == 0, "another clock at once posts nothing more"
        while claimed := outbox.claim(self.db, outbox.due(self.db, self.now), "worker", self.now):
            reached = reachability.withhold(self.db, claimed)
            for mail in departures.hold_back(self.db, reached, self.now):
                assert mail.stale_at > self.now, "nothing stale leaves"
                mail.state, mail.sent_at = OutgoingState.SENT, self.now
            self.db.flush()

    def _next_mail(self) -> datetime | None:
        waiting = select(Outgoing.due_at).where(Outgoing.state == OutgoingState.QUEUED)
        return self.db.scalars(waiting.order_by(Outgoing.due_at).limit(1)).first()

    # --- People ---

    def _member(self, name: str) -> Participant:
        return self.stage.members[name]

    def _said(self, name: str) -> Said:
        return Said(self.stage.person(name), Source.LINK, self.now)

    def _try(self, act: object, *args: object, **given: object) -> None:
        """Do what may be refused; a refusal changes nothing."""
        assert callable(act)
        try:
            with self.db.begin_nested():
                act(self.db, *args, **given)
        except CirclesError:
            self.db.expire_all()

    @rule(name=NAMES, n=WHICH, value=st.sampled_from(Rsvp))
    def answer(self, name: str, n: int, value: Rsvp) -> None:
        meeting = self.stage.circle.meetings[n]
        self._try(attendance.say_rsvp, meeting, self._member(name), value, self._said(name), self.now)

    @rule(name=NAMES, who=NAMES, n=WHICH, value=st.sampled_from(Attendance))
    def tell_who_came(self, name: str, who: str, n: int, value: Attendance) -> None:
        meeting = self.stage.circle.meetings[n]
        self._try(attendance.say_attendance, meeting, self._member(who), value, self._said(name), self.now)

    @rule(name=NAMES, days=st.integers(0, 9))
    def promise(self, name: str, days: int) -> None:
        due = self.now.date() + timedelta(days=days)
        promise = follow_ups.Promise("send the list", self._member(name), due)
        self._try(follow_ups.open_one, self.stage.circle, None, promise, self._said(name))

    @rule(name=NAMES, days=st.integers(1, 9), state=st.sampled_from(FollowUpState))
    def change_a_promise(self, name: str, days: int, state: FollowUpState) -> None:
        mine = select(FollowUp).where(FollowUp.owner_id == self._member(name).id)
        follow_up = self.db.scalars(mine.order_by(FollowUp.id.desc()).limit(1)).first()
        if follow_up is not None:
            due = self.now.date() + timedelta(days=days)
            self._try(follow_ups.change, follow_up, self._said(name), state=state, due=due)

    @rule(name=NAMES, days=st.integers(0, 40))
    def take_a_break(self, name: str, days: int) -> None:
        self._try(people.pause, self._member(name), self.now.date() + timedelta(days=days), self.now)

    @rule(name=NAMES)
    def come_back(self, name: str) -> None:
        self._try(people.resume, self._member(name), self.now)

    @rule(name=NAMES, sure=st.integers(0, 3))
    def leave(self, name: str, sure: int) -> None:
        if sure == 0:
            self._try(people.leave, self._member(name), self.now)

    @rule(name=NAMES)
    def come_back_after_leaving(self, name: str) -> None:
        if self._member(name).state is ParticipantState.LEFT:
            self._try(people.confirm, self._member(name), self.now)

    @rule(name=NAMES, zone=FAR)
    def move_abroad(self, name: str, zone: str) -> None:
        participant = self._member(name)
        wanted = Preferences(name, zone, tuple(participant.topics), participant.availability)
        self.zones.setdefault(self.stage.person(name), []).append((self.now, participant.person.zone))
        self._try(personal_page.prefer, participant, wanted, self.now)
        self.now += timedelta(minutes=1)  # a mail of that very instant is of either zone

    @rule(name=NAMES)
    def lose_the_mailbox(self, name: str) -> None:
        theirs = select(Outgoing).where(
            Outgoing.to == self.stage.person(name), Outgoing.state == OutgoingState.SENT
        )
        last = self.db.scalars(theirs.order_by(Outgoing.id.desc()).limit(1)).first()
        if last is not None:
            reachability.address_refused(self.db, last.id, "550 5.1.1 no such mailbox", self.now)

    @rule(name=NAMES)
    def get_it_back(self, name: str) -> None:
        reachability.lift(self.db, self._member(name).person.email, "organizer:1", self.now)

    @rule(name=NAMES, text=REPLIES)
    def reply(self, name: str, text: str) -> None:
        """Answer the newest mail, whatever it asks."""
        theirs = select(Outgoing).where(
            Outgoing.to == self.stage.person(name), Outgoing.state == OutgoingState.SENT
        )
        mail = self.db.scalars(theirs.order_by(Outgoing.id.desc()).limit(1)).first()
        if mail is None:
            return
        composed = compose(self.db, mail, SITE, LINKS, mail.sent_at or self.now)
        outbox.keep_bytes(self.db, mail, composed.raw, composed.shown)
        sender = f"{name} <{self._member(name).person.email}>"
        raw = demo_replies.reply(composed.raw, sender, text, "gmail", self.now)
        stored = inbox.store(self.db, raw, demo_replies.answer_address(parse(composed.raw)), self.now)
        if stored is not None:  # the same words at the same time are the same mail
            read_stored(self.db, stored, SITE, self.now)

    @rule(name=NAMES, n=WHICH)
    def hand_on(self, name: str, n: int) -> None:
        member = next((m for m in self.stage.circle.memberships if m.participant is self._member(name)), None)
        self._try(hosting.pass_on, self.stage.circle.meetings[n], member, self.now)

    @rule(name=NAMES, n=WHICH)
    def ask_for_another_time(self, name: str, n: int) -> None:
        self._try(moving.ask, self.stage.circle.meetings[n], self.stage.person(name), self.now)

    @rule(name=NAMES, n=WHICH, slots=st.sets(st.integers(1, 3)))
    def say_which_times_suit(self, name: str, n: int, slots: set[int]) -> None:
        poll = moving.poll_of(self.db, self.stage.circle.meetings[n])
        if poll is not None:
            self._try(moving.answer, poll, self._member(name), slots, self._said(name), self.now)

    # --- Organizer ---

    @rule(n=WHICH, days=st.integers(-3, 20))
    def move_a_meeting(self, n: int, days: int) -> None:
        meeting = self.stage.circle.meetings[n]
        to = meeting.starts_at + timedelta(days=days)
        self._try(meetings.reschedule, meeting, to, "organizer:1", "", self.now)

    @rule(n=WHICH, sure=st.integers(0, 3))
    def cancel_a_meeting(self, n: int, sure: int) -> None:
        if sure == 0:
            self._try(meetings.cancel, self.stage.circle.meetings[n], "organizer:1", "", self.now)

    @rule(place=st.sampled_from(["Room 1", "https://meet.example/1"]))
    def change_the_place(self, place: str) -> None:
        self._try(meetings.set_place, self.stage.circle, place, "organizer:1", self.now)

    # --- What holds whatever happens ---

    @invariant()
    def is_kind_and_traceable(self) -> None:
        assert not [*unkind(self.db, self.zones), *untraceable(self.db)]

    @invariant()
    def writes_nobody_whose_mailbox_is_gone(self) -> None:
        for address in self.db.scalars(select(Address).where(Address.bounced_at.is_not(None))):
            later = select(Outgoing).where(
                Outgoing.to == f"person:{address.person_id}", Outgoing.sent_at > address.bounced_at
            )
            assert self.db.scalars(later).first() is None

    @invariant()
    def sends_nothing_twice_and_cancels_nothing_unasked(self) -> None:
        sent = self.db.scalars(
            select(Outgoing)
            .where(Outgoing.state == OutgoingState.SENT)
            .order_by(Outgoing.sent_at, Outgoing.id)
        ).all()
        times = Counter((mail.kind, mail.to, mail.about, mail.version) for mail in sent)
        assert not [mail for mail, n in times.items() if n > 1]
        asked: set[str] = set()
        for mail in sent:
            assert mail.kind is not MailKind.CANCEL or mail.lane in asked
            if mail.kind in BEFORE_ITS_REQUEST:
                asked.add(mail.lane)

    @invariant()
    def has_a_host_for_every_meeting_ahead(self) -> None:
        for meeting in self.stage.circle.meetings:
            if meeting.state is MeetingState.PLANNED and meeting.starts_at > self.now:
                members = self.stage.circle.members
                assert meeting.host in members or not members


TestSeason = Season.TestCase
TestSeason.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
