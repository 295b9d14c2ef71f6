"""A season with one circle, and one outgoing mail of each kind about it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from circles.domain.words import (
    IncomingState,
    MailKind,
    NoteKind,
    OutgoingState,
    ParticipantState,
    Role,
    Rsvp,
    SeasonState,
    Source,
)
from circles.models import (
    Address,
    Circle,
    FollowUp,
    Import,
    Incoming,
    Meeting,
    Membership,
    Note,
    Organizer,
    Outgoing,
    Participant,
    Person,
    Poll,
    PollSlot,
    Program,
    Proposal,
    RsvpEvent,
    Season,
    SeatOffer,
    SignIn,
    Topic,
)

NOW = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
MEETS = datetime(2026, 1, 14, 17, 0, tzinfo=UTC)
PEOPLE = (
    ("Marta Lima", "Europe/Lisbon", Role.MENTOR),
    ("Ana Sousa", "Europe/Lisbon", Role.MENTEE),
    ("Aiko 田中", "Asia/Tokyo", Role.MENTEE),
    ("Bo Berg", "Europe/Stockholm", Role.MENTEE),
    ("Tom O'Neil", "America/New_York", Role.MENTEE),
)
ANA = 1
OUTCOME: dict[str, Any] = {
    "noted": ["Ana and Bo came, Tom missed.", "Ana sends the deck by Fri 16 Jan."],
    "proposed": ["Next: Bo - write to Aiko - Fri 16 Jan"],
    "unnoted": ["Next: Zed - call"],
    "left_over": True,
    "undone": ["Ana and Bo came, Tom missed."],
    "answer": "yes",
    "reason": "Bo or Bob?",
    "request": "take you out of Springboard",
    "own_text": "Bo came <b>& left</b>\nearly",
    "meeting": 1,
}
ABOUT = {
    MailKind.CONFIRM: "season:1",
    MailKind.ALREADY_IN: "season:1",
    MailKind.SIGN_IN: "signin:1",
    MailKind.IMPORT_INVITE: "season:1",
    MailKind.JOINED: "season:1",
    MailKind.WAITLISTED: "season:1",
    MailKind.INVITE: "meeting:1",
    MailKind.UPDATE: "meeting:1",
    MailKind.CANCEL: "meeting:1",
    MailKind.RESENT: "meeting:1",
    MailKind.PROPOSAL: "proposal:1",
    MailKind.TOPIC_DRAFT: "meeting:1",
    MailKind.TOPIC: "meeting:1",
    MailKind.REMINDER: "meeting:1",
    MailKind.RECAP_ASK: "meeting:1",
    MailKind.CONFLICT: "meeting:1",
    MailKind.CATCH_UP: "meeting:1",
    MailKind.FOLLOW_UP: "followup:1",
    MailKind.MOVE_POLL: "poll:1",
    MailKind.SWAP_ASK: "meeting:1",
    MailKind.NOTE: "note:1",
    MailKind.CHECK_IN: "membership:2",
    MailKind.SEAT: "seat:1",
    MailKind.SURVEY: "meeting:1",
    MailKind.PAUSED: "season:1",
    MailKind.LEFT: "season:1",
    MailKind.RECEIPT: "incoming:1",
    MailKind.UNSURE: "incoming:1",
    MailKind.HELP: "incoming:1",
    MailKind.UNDO_DONE: "incoming:1",
    MailKind.ASK: "incoming:1",
    MailKind.LINK: "season:1",
    MailKind.DATA: "season:1",
    MailKind.ERASED: "program:1",
    MailKind.ADDRESS: f"address:{ANA + 1}",
    MailKind.ADDRESSES: f"address:{ANA + 1}",
    MailKind.DIGEST: "program:1",
    MailKind.SEASON_REPORT: "membership:2",
    MailKind.SEASON_OPEN: "season:1",
    MailKind.IMPORT_DONE: "import:1",
    MailKind.TEST: "program:1",
}
TO_ORGANIZERS = {MailKind.SIGN_IN, MailKind.DIGEST, MailKind.IMPORT_DONE, MailKind.TEST}
UNLISTED = TO_ORGANIZERS | {MailKind.ADDRESS, MailKind.ERASED}
"""To organizers, to who may be a stranger, or who is gone: no participant's link, no list to leave."""


@dataclass
class Rows:
    """The rows of the season, all flushed."""

    season: Season
    circle: Circle
    people: list[Person]
    meetings: list[Meeting]

    @property
    def ana(self) -> Membership:
        return self.circle.memberships[ANA]


def a_season(db: Session) -> Rows:
    """Add a program, a season of two meetings and one circle of five people, with something of everything."""
    program = Program(
        slug="springboard", name="Springboard", about="For people who start out.", zone="Europe/Lisbon"
    )
    season = Season(
        program=program,
        name="Spring",
        state=SeasonState.PUBLISHED,
        published_at=NOW - timedelta(days=5),
        starts_on=date(2026, 1, 12),
        place="",
    )
    organizer = Organizer(
        program=program, email="rui@organizers.example", name="Rui Dias", zone="Europe/Lisbon"
    )
    circle = Circle(
        season=season,
        name="Circle 7",
        zone="Europe/Lisbon",
        weekday=2,
        start=time(17),
        place="https://meet.example.org/seven?a=1&b=2",
    )
    db.add_all([program, season, organizer, circle])
    people = [_member(circle, *person) for person in PEOPLE]
    db.add_all(people)
    db.flush()
    topic = Topic(
        program=program,
        position=2,
        title="Asking for advice",
        opening="A good question is a gift: it shows trust. A vague one is homework.",
        questions=[
            "When did you last wait too long to ask? What held you back?",
            "Turn one worry of yours into a question that can be answered in five minutes.",
            "Whom do you ask only because they will agree?",
            "What did you do with the last advice you got, and did you tell the person?",
        ],
    )
    meetings = [
        Meeting(
            circle=circle,
            n=n,
            starts_at=MEETS + timedelta(weeks=4 * (n - 1)),
            minutes=60,
            uid=f"uid-{n}@circles.example",
            topic=topic,
            host=circle.memberships[0],
        )
        for n in (1, 2)
    ]
    db.add_all(meetings)
    db.flush()
    db.add_all([*_said(circle, meetings[0]), *_received(season, organizer, people[ANA])])
    db.flush()
    return Rows(season, circle, people, meetings)


def _member(circle: Circle, name: str, zone: str, role: Role) -> Person:
    first = name.partition(" ")[0].lower()
    person = Person(program=circle.season.program, name=name, zone=zone, created_at=NOW)
    person.addresses.append(
        Address(
            program_id=1,
            normalised=f"{first}@people.example",
            written=f"{first}@people.example",
            confirmed_at=NOW,
            chosen_at=NOW,
        )
    )
    participant = Participant(
        season=circle.season,
        person=person,
        role=role,
        state=ParticipantState.PLACED,
        enrolled_at=NOW - timedelta(days=6),
        enrolled_by="",
        wait={"why": "no-shared-hour"},
    )
    circle.memberships.append(
        Membership(
            participant=participant,
            role=role,
            joined_at=NOW - timedelta(days=5),
            intro="I build bridges." if name.startswith("Bo") else "",
            why="All five can meet on Wednesdays at 17:00, and four chose asking for advice.",
        )
    )
    return person


def _said(circle: Circle, meeting: Meeting) -> list[Any]:
    events = [
        RsvpEvent(
            meeting=meeting,
            participant=circle.memberships[who].participant,
            value=value,
            source=Source.REPLY,
            said_by=f"person:{circle.memberships[who].participant.person_id}",
            said_at=NOW - timedelta(hours=5 - who),
        )
        for who, value in ((0, Rsvp.YES), (3, Rsvp.NO), (3, Rsvp.YES))
    ]
    promise = FollowUp(
        circle=circle,
        meeting=meeting,
        owner=circle.memberships[ANA].participant,
        text="send the reading list",
        due=date(2026, 1, 16),
        said_by="person:2",
        created_at=NOW,
    )
    proposal = Proposal(
        meeting=meeting,
        participant=circle.memberships[3].participant,
        starts_at=MEETS + timedelta(days=1),
        minutes=60,
        note="I have a train to catch.",
        proposed_at=NOW,
    )
    return [*events, promise, proposal, *_asked(circle, meeting)]


def _asked(circle: Circle, meeting: Meeting) -> list[Any]:
    bo = circle.memberships[3].participant
    note = Note(
        circle=circle,
        meeting=meeting,
        participant=bo,
        kind=NoteKind.CIRCLE,
        text="I found the book we talked about.",
        source=Source.REPLY,
        said_by=f"person:{bo.person_id}",
        said_at=NOW,
    )
    poll = Poll(
        meeting=meeting,
        moves=0,
        asked_by=f"person:{bo.person_id}",
        reason="I have a train to catch.",
        opened_at=NOW,
        closes_at=NOW + timedelta(days=1),
        slots=[PollSlot(n=n, starts_at=MEETS + timedelta(days=n)) for n in (1, 2, 3)],
    )
    seat = SeatOffer(
        circle=circle,
        participant=circle.memberships[ANA].participant,
        why="You can all meet on Wednesdays at 17:00.",
        offered_at=NOW,
        expires_at=NOW + timedelta(days=3),
    )
    return [note, poll, seat]


def _received(season: Season, organizer: Organizer, ana: Person) -> list[Any]:
    return [
        Incoming(
            recipient="circles+x@reply.example",
            hash="h",
            state=IncomingState.READ,
            received_at=NOW,
            due_at=NOW,
            message_id="<theirs@mail.example>",
            person=ana,
            outcome=OUTCOME,
        ),
        SignIn(organizer=organizer, browser_hash="h", expires_at=NOW + timedelta(minutes=10)),
        Import(
            season=season,
            filename="people.csv",
            sha256="s",
            uploaded_at=NOW,
            result={"new": 212, "already": 14, "refused": 0, "skipped": 5, "errors": ["a"]},
        ),
    ]


def an_outgoing(db: Session, kind: MailKind, to: str = "", about: str = "", version: int = 0) -> Outgoing:
    """Add a queued mail, by default to Ana or to the organizer."""
    to = to or ("organizer:1" if kind in TO_ORGANIZERS else f"person:{ANA + 1}")
    about = about or ABOUT[kind]
    outgoing = Outgoing(
        kind=kind,
        to=to,
        about=about,
        version=version,
        lane=f"{about}>{to}",
        state=OutgoingState.QUEUED,
        posted_at=NOW,
        due_at=NOW,
        stale_at=NOW + timedelta(days=3),
        message_id=f"{kind}.{version}.{to}.{about}".replace(":", "-"),
    )
    db.add(outgoing)
    db.flush()
    return outgoing
