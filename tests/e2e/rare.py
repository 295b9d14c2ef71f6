"""A season in which everything has come about that the demo shows rarely, and the pages that this brings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain.statement import Said
from circles.domain.words import (
    Attendance,
    IncomingKind,
    IncomingState,
    MeetingState,
    ParticipantState,
    Role,
    Source,
    SuggestionKind,
)
from circles.models import (
    Circle,
    FollowUp,
    Incoming,
    Organizer,
    Participant,
    Season,
    SeatOffer,
    SignIn,
    Suggestion,
)
from circles.runtime import Runtime
from circles.services import addresses, attendance, circles, moving, notes, offers, people, swaps
from tests.web import seasons

LONG = "mentorship" * 12
"""A word without a place to break it."""


@dataclass(frozen=True)
class Rare:
    """A page: its path, and the link by which its reader comes in; "" for organizers and everybody."""

    path: str
    link: str = ""


class World:
    """A circle that talks, moves, disagrees and waits; `pages` lists what comes of it."""

    def __init__(self, db: Session, runtime: Runtime, organizer: Organizer, now: datetime) -> None:
        self.db, self.runtime, self.organizer, self.now = db, runtime, organizer, now
        self.season = seasons.publish(db, organizer, now)
        seasons.add_record(db, self.season, now)
        self.circle, self.other = circles.of_season(db, self.season)
        self.ana, self.bo, self.carl, self.dee = (each.participant for each in self.circle.members)
        self.past, self.ahead = self.circle.meetings[:2]
        self.ahead.host = self.circle.memberships[0]
        db.flush()

    def pages(self) -> Iterator[Rare]:
        yield from self.of_the_host()
        yield from self.of_words()
        yield from self.of_what_was()
        yield from self.of_newcomers()
        yield from self.of_seats()
        yield from self.of_addresses()
        yield from self.of_organizers()

    def me(self, who: Participant, path: str) -> Rare:
        return Rare(f"/me{path}", self.runtime.links.personal(who))

    def said(self, who: Participant) -> Said:
        return Said(f"person:{who.person_id}", Source.REPLY, self.now)

    def of_the_host(self) -> Iterator[Rare]:
        assert self.ahead.host is not None
        swaps.ask(self.db, self.ahead, self.ahead.host, self.circle.memberships[3], self.now)
        ahead = f"/meetings/{self.ahead.id}"
        for page in ("host", "host?answer=no", "topic", "move"):
            yield self.me(self.ana, f"{ahead}/{page}")
        yield self.me(self.dee, f"{ahead}/host?answer=no")
        yield self.me(self.bo, f"{ahead}/host")

    def of_words(self) -> Iterator[Rare]:
        notes.relay(self.db, self.circle, self.bo, f"A book: {LONG}", self.said(self.bo), self.now)
        notes.bring_along(self.db, self.ahead, self.bo, f"Ask: {LONG}", self.said(self.bo), self.now)
        poll = moving.ask(self.db, self.ahead, f"person:{self.bo.person_id}", self.now, reason=LONG)
        yield self.me(self.bo, f"/circles/{self.circle.id}/notes")
        yield self.me(self.ana, f"/meetings/{self.ahead.id}")
        yield self.me(self.bo, f"/meetings/{self.ahead.id}/move")
        yield self.me(self.dee, f"/polls/{poll.id}")
        yield self.me(self.dee, f"/polls/{poll.id}?none=yes")

    def of_what_was(self) -> Iterator[Rare]:
        for who, value in ((self.bo, Attendance.CAME), (self.carl, Attendance.MISSED)):
            attendance.say_attendance(self.db, self.past, self.dee, value, self.said(who), self.now)
        promise = self.db.scalars(select(FollowUp)).first()
        assert promise is not None
        promise.text = LONG
        past = f"/meetings/{self.past.id}"
        yield self.me(self.dee, f"{past}/there")
        yield self.me(self.ana, f"{past}/recap?met=yes")
        yield self.me(self.ana, f"{past}/moved")
        yield self.me(self.ana, f"{past}/survey?score=4")
        yield self.me(self.ana, f"/circles/{self.circle.id}/last-word")
        yield self.me(self.bo, f"/follow-ups/{promise.id}?answer=later")
        yield self.me(self.carl, f"/check-in/{self.circle.memberships[2].id}?answer=leave")

    def of_newcomers(self) -> Iterator[Rare]:
        for name, state in (
            ("Una New", ParticipantState.UNCONFIRMED),
            ("Ivo Invited", ParticipantState.INVITED),
            ("Lea Left", ParticipantState.LEFT),
            ("Dan Declined", ParticipantState.DECLINED),
        ):
            somebody = seasons.enrol(self.db, self.season, name, Role.MENTEE, self.now)
            somebody.state = state
            yield self.me(somebody, "/confirm")
            yield self.me(somebody, "")

    def of_seats(self) -> Iterator[Rare]:
        zoe = seasons.enrol(self.db, self.season, "Zoe Zimmer", Role.MENTEE, self.now)
        zoe.state, zoe.wait = ParticipantState.WAITLISTED, {"why": "all-full"}
        offers.fill(self.db, self.season, self.now)
        offer = self.db.scalars(select(SeatOffer).where(SeatOffer.participant == zoe)).one()
        yield self.me(zoe, f"/seat/{offer.id}")
        yield self.me(zoe, "")
        yield Rare(f"/organizer/seasons/{self.season.id}/seat/{zoe.id}")
        yield Rare(f"/organizer/seasons/{self.season.id}/seat/{zoe.id}?circle={self.other.id}")
        yield Rare(f"/organizer/people/{zoe.person_id}")

    def of_addresses(self) -> Iterator[Rare]:
        program, url = self.season.program, self.runtime.settings.public_url
        addresses.add(self.db, self.bo.person, f"bo@{'long.' * 12}example", self.now)
        people.wait_for_next(self.db, program, "eve@brook.example", self.now)
        eve = people.find_person(self.db, program.id, "eve@brook.example")
        assert eve is not None
        asked = SignIn(organizer=self.organizer, browser_hash="h", expires_at=self.now + timedelta(minutes=9))
        self.db.add(asked)
        self.db.flush()
        links = self.runtime.links
        new = self.bo.person.addresses[-1]
        for link in (links.address(new), links.waiting(eve), links.sign_in(asked)):
            yield Rare(link.removeprefix(url))
        yield self.me(self.bo, "/addresses")
        yield Rare(f"/join/{program.slug}")

    def of_organizers(self) -> Iterator[Rare]:
        _suggest(self.circle, self.other, self.dee, self.now, self.db)
        _keep_apart(self.carl, self.now, self.db)
        for page in ("review", "suggestions", f"circles/{self.circle.id}", f"meetings/{self.ahead.id}"):
            yield Rare(f"/organizer/{page}")
        yield Rare(f"/organizer/meetings/{self.past.id}")
        for page in ("", "/topics", "/report", "/publish", "/board"):
            yield Rare(f"/organizer/seasons/{self.season.id}{page}")


def at_the_end(db: Session, runtime: Runtime, season: Season) -> Iterator[Rare]:
    """Let no circle meet again, and list what is seen then."""
    for circle in circles.of_season(db, season):
        for meeting in circle.meetings:
            meeting.state = MeetingState.HELD if meeting.n == 1 else MeetingState.CANCELLED
        member = circle.members[0].participant
        yield Rare(f"/me/circles/{circle.id}/last-word", runtime.links.personal(member))
        yield Rare("/me", runtime.links.personal(member))
    yield Rare(f"/organizer/seasons/{season.id}/report")
    yield Rare(f"/organizer/seasons/{season.id}")


def _suggest(circle: Circle, other: Circle, dee: Participant, now: datetime, db: Session) -> None:
    for kind, about in (
        (SuggestionKind.FREE_SEAT, {"membership": circle.memberships[1]}),
        (SuggestionKind.REFILL, {"participant": dee}),
        (SuggestionKind.MERGE, {"into": other}),
        (SuggestionKind.GO_ON, {}),
    ):
        db.add(
            Suggestion(circle=circle, kind=kind, why="They share *asking for advice*.", made_at=now, **about)
        )


def _keep_apart(carl: Participant, now: datetime, db: Session) -> None:
    db.add(
        Incoming(
            recipient="circles+x@reply.circles.example",
            hash="apart",
            state=IncomingState.QUARANTINED,
            kind=IncomingKind.HUMAN,
            received_at=now,
            due_at=now,
            sender=f"{LONG}@evil.example",
            subject=f"Re: {LONG}",
            person_id=carl.person_id,
            outcome={"trust": {"level": "D", "why": "Nothing shows who wrote it."}},
        )
    )
