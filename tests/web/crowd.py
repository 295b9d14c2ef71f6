"""A program with as many rows of each kind as wished, written in bulk: for what must not grow with them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from circles.db import seal
from circles.domain.draft import to_json
from circles.domain.words import (
    Attendance,
    IncomingKind,
    IncomingState,
    MailKind,
    MeetingState,
    NoteKind,
    OutgoingState,
    ParticipantState,
    PollState,
    Role,
    Rsvp,
    SeasonState,
    Source,
    SuggestionKind,
)
from circles.models import (
    Address,
    AttendanceEvent,
    Audit,
    Board,
    Circle,
    FollowUp,
    HeldEvent,
    Import,
    Incoming,
    Job,
    Meeting,
    Membership,
    Note,
    Outgoing,
    Participant,
    Person,
    Poll,
    PollAnswer,
    PollSlot,
    Proposal,
    RsvpEvent,
    Season,
    SeatOffer,
    Suggestion,
    SurveyAnswer,
    Table,
    Topic,
)
from circles.services import drafts, imports, programs

_WEEKLY = {
    "zone": "Europe/Lisbon",
    "weekday": 3,
    "start": time(17),
    "hours": ["Thu 17:00"],
    "why": "They fit.",
}
_BEHIND, _AHEAD = 2, 2
"""How many meetings every circle has had, and has to come."""


def put(db: Session, table: type[Table], rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Insert rows and give their ids, in their order."""
    first = (db.scalar(select(func.max(table.id))) or 0) + 1
    numbered = [{"id": n, **row} for n, row in enumerate(rows, first)]
    if numbered:
        db.execute(insert(table), numbered)
    return [row["id"] for row in numbered]


class Crowd:
    """A running, a draft and some closed seasons; the attributes say where a page finds one of each.

    There are `circles` circles in the running and in the draft season, and `each` of all that one circle, or
    one person, has several of.
    """

    def __init__(self, db: Session, circles: int, each: int, now: datetime) -> None:
        self.db, self.each, self.now = db, each, now
        self.name = f"Crowd of {circles}"
        self.program = programs.add_program(db, self.name, "Europe/Lisbon")
        self.organizer = programs.add_organizer(db, self.program, f"olga@{circles}.example", "Olga Reis").id
        self.said = {"source": Source.REPLY, "said_at": now - timedelta(days=1)}
        self.running = self._season("Spring", SeasonState.PUBLISHED, timedelta(days=-20))
        self.draft = self._season("Autumn", SeasonState.OPEN, timedelta(days=60))
        self.closed = [
            self._season(f"Season {n}", SeasonState.CLOSED, timedelta(days=-300 - 100 * n))
            for n in range(each)
        ]
        self.topic = db.scalars(select(func.min(Topic.id)).where(Topic.program_id == self.program.id)).one()
        self._form(circles)
        self._say()
        self._promise()
        self._look_for_other_times()
        self._wait()
        self._suggest()
        self._write()
        self._keep_record()
        db.flush()

    def _season(self, name: str, state: SeasonState, starts_in: timedelta) -> int:
        began = None if state is SeasonState.OPEN else self.now + starts_in - timedelta(days=9)
        season = Season(
            program=self.program,
            name=name,
            state=state,
            starts_on=(self.now + starts_in).date(),
            size_lo=2,
            published_at=began,
            closed_at=self.now - timedelta(days=90) if state is SeasonState.CLOSED else None,
        )
        self.db.add(season)
        self.db.flush()
        return season.id

    def _form(self, circles: int) -> None:
        """Seat two people in every circle, and `each` more, who have been here before, in the first."""
        self.people = self._people("Person", 2 * circles + self.each)
        seats = self._enrol(self.running, self.people, ParticipantState.PLACED)
        pairs = [seats[n : n + 2] for n in range(0, 2 * circles, 2)]
        self.circles = self._circles(self.running, circles)
        self.seated = [[*pairs[0], *seats[2 * circles :]], *pairs[1:]]
        self.members = [
            self._seat(circle, people) for circle, people in zip(self.circles, self.seated, strict=True)
        ]
        for circle in self.circles[1 : self.each]:
            self._seat(circle, pairs[0][:1])
        self.meetings = [
            self._meetings(
                circle, members[0], self.each if n == 0 else _BEHIND, self.each if n == 0 else _AHEAD
            )
            for n, (circle, members) in enumerate(zip(self.circles, self.members, strict=True))
        ]
        self.behind, self.ahead = self.meetings[0][: self.each], self.meetings[0][self.each :]
        drafted = self._enrol(self.draft, self.people[: 2 * circles], ParticipantState.CONFIRMED)
        self.drawn = self._circles(self.draft, circles)
        for n, circle in enumerate(self.drawn):
            self._seat(circle, drafted[2 * n : 2 * n + 2])
        self.drafted = drafted[0]
        for season in self.closed:
            circle, *_ = self._circles(season, 1)
            self._seat(circle, self._enrol(season, self.people[: self.each], ParticipantState.PLACED))
        board = Board(season_id=self.draft, step="moved somebody", changed_by=f"organizer:{self.organizer}")
        board.before = to_json(drafts.present(self.db, self.db.get_one(Season, self.draft)))
        board.suggested, board.changed_at = board.before, self.now
        self.db.add(board)

    def _people(self, name: str, how_many: int) -> list[int]:
        program = {"program_id": self.program.id}
        people = put(
            self.db,
            Person,
            [
                {**program, "name": f"{name} {n}", "zone": "Europe/Lisbon", "created_at": self.now}
                for n in range(how_many)
            ],
        )
        addresses = [(person, f"{name}{person}@meadow.example".lower()) for person in people]
        given = {"confirmed_at": self.now, "chosen_at": self.now}
        put(
            self.db,
            Address,
            [
                {
                    **program,
                    **given,
                    "person_id": person,
                    "normalised": email,
                    "written": email,
                    "bounced_at": self.now if n % 2 else None,
                }
                for n, (person, email) in enumerate(addresses)
            ],
        )
        return people

    def _enrol(self, season: int, people: Sequence[int], state: ParticipantState) -> list[int]:
        """Enrol people who are free on Thursday afternoons; every other one is a mentor."""
        return put(
            self.db,
            Participant,
            [
                {
                    "season_id": season,
                    "person_id": person,
                    "role": (Role.MENTOR, Role.MENTEE)[n % 2],
                    "state": state,
                    "availability": "Thu 16:00-19:00",
                    "topics": ["asking for advice"],
                    "enrolled_at": self.now,
                    "wait": {"why": "no-shared-hour"} if state is ParticipantState.WAITLISTED else {},
                }
                for n, person in enumerate(people)
            ],
        )

    def _circles(self, season: int, how_many: int) -> list[int]:
        return put(
            self.db,
            Circle,
            [{**_WEEKLY, "season_id": season, "name": f"Circle {n + 1}"} for n in range(how_many)],
        )

    def _seat(self, circle: int, participants: Sequence[int]) -> list[int]:
        joined = {"circle_id": circle, "joined_at": self.now - timedelta(days=300)}
        return put(
            self.db,
            Membership,
            [
                {**joined, "participant_id": participant, "role": (Role.MENTOR, Role.MENTEE)[n % 2]}
                for n, participant in enumerate(participants)
            ],
        )

    def _meetings(self, circle: int, host: int, behind: int, ahead: int) -> list[int]:
        return put(
            self.db,
            Meeting,
            [
                {
                    "circle_id": circle,
                    "n": n,
                    "starts_at": self.now + timedelta(days=3 * (n - behind) - 2),
                    "minutes": 60,
                    "uid": f"{circle}-{n}",
                    "host_id": host,
                    "topic_id": self.topic,
                    "state": MeetingState.HELD if n < behind else MeetingState.PLANNED,
                }
                for n in range(1, behind + ahead + 1)
            ],
        )

    def _voices(self) -> list[dict[str, Any]]:
        """What each member of the first circle says begins with this."""
        rows = self.db.execute(
            select(Participant.id, Participant.person_id).where(Participant.id.in_(self.seated[0]))
        )
        return [{"participant_id": each, "said_by": f"person:{person}", **self.said} for each, person in rows]

    def _say(self) -> None:
        """Let all in the first circle answer everything; elsewhere one missed twice, and it is disputed."""
        voices = self._voices()
        put(
            self.db,
            RsvpEvent,
            [{"meeting_id": each, "value": Rsvp.YES, **voice} for each in self.ahead for voice in voices],
        )
        here = [{"meeting_id": each, **voice} for each in self.behind for voice in voices]
        put(self.db, AttendanceEvent, [{"value": Attendance.CAME, **row} for row in here])
        put(self.db, SurveyAnswer, [{"score": 4, "line": "It helps.", **row} for row in here])
        words = [{"circle_id": self.circles[0], "text": "A word.", **voice} for voice in voices]
        put(
            self.db,
            Note,
            [
                {"kind": kind, "meeting_id": meeting, **word}
                for kind in (NoteKind.THOUGHT, NoteKind.RECAP, NoteKind.CIRCLE)
                for meeting in self.meetings[0]
                for word in words
            ],
        )
        other = [
            (meeting, pair)
            for meetings, pair in zip(self.meetings[1:], self.seated[1:], strict=True)
            for meeting in meetings[:_BEHIND]
        ]
        a_word = {"said_by": f"person:{self.people[0]}", **self.said}
        for place, value in enumerate((Attendance.MISSED, Attendance.CAME)):
            put(
                self.db,
                AttendanceEvent,
                [
                    {"meeting_id": m, "participant_id": pair[place], "value": value, **a_word}
                    for m, pair in other
                ],
            )
        put(
            self.db,
            HeldEvent,
            [
                {"meeting_id": meeting, "held": held, **self.said, "said_by": f"person:{self.people[held]}"}
                for meeting in (self.behind[-1], *(meeting for meeting, _ in other))
                for held in (True, False)
            ],
        )

    def _promise(self) -> None:
        made = {"due": self.now.date(), "created_at": self.now - timedelta(days=2), "text": "share the list"}
        everybody = [
            (circle, meetings[0], owner)
            for circle, meetings, owners in zip(self.circles, self.meetings, self.seated, strict=True)
            for owner in owners
        ]
        self.follow_ups = put(
            self.db,
            FollowUp,
            [
                {
                    **made,
                    "circle_id": circle,
                    "meeting_id": meeting,
                    "owner_id": owner,
                    "said_by": f"person:{self.people[0]}",
                }
                for circle, meeting, owner in everybody
                for _ in range(2)
            ],
        )

    def _look_for_other_times(self) -> None:
        """Let a poll run in the first circle, and have ended without a time in every other."""
        asked = {"moves": 0, "opened_at": self.now, "closes_at": self.now + timedelta(days=2)}
        asked_by = {"asked_by": f"person:{self.people[0]}", **asked}
        coming = [self.ahead[0], *(meetings[_BEHIND] for meetings in self.meetings[1:])]
        self.polls = put(
            self.db,
            Poll,
            [
                {"meeting_id": meeting, "state": PollState.EMPTY if n else PollState.OPEN, **asked_by}
                for n, meeting in enumerate(coming)
            ],
        )
        put(
            self.db,
            PollSlot,
            [
                {"poll_id": poll, "n": n, "starts_at": self.now + timedelta(days=5, hours=n)}
                for poll in self.polls
                for n in (1, 2, 3)
            ],
        )
        put(self.db, PollAnswer, [{"poll_id": self.polls[0], "slots": [1, 2], **v} for v in self._voices()])
        another = {"starts_at": self.now + timedelta(days=6), "minutes": 60, "proposed_at": self.now}
        put(
            self.db,
            Proposal,
            [
                {"meeting_id": meeting, "participant_id": one, **another}
                for meeting, seated in zip(coming, self.seated, strict=True)
                for one in seated
            ],
        )

    def _wait(self) -> None:
        """Let some wait, each with an offer, the first of them with one of several circles."""
        waiting = self._people("Waiting", len(self.circles) // 2 + self.each)
        self.waiting = self._enrol(self.running, waiting, ParticipantState.WAITLISTED)
        offered = {"why": "They fit.", "offered_at": self.now, "expires_at": self.now + timedelta(days=3)}
        places = [*zip(self.circles, self.waiting, strict=False)]
        places += [(circle, self.waiting[0]) for circle in self.circles[1 : self.each]]
        self.offers = put(
            self.db,
            SeatOffer,
            [{"circle_id": circle, "participant_id": one, **offered} for circle, one in places],
        )

    def _suggest(self) -> None:
        made = {"why": "They are silent.", "made_at": self.now}
        into = self.circles[0]
        put(
            self.db,
            Suggestion,
            [
                row
                for circle, members, one in zip(
                    self.circles[1:], self.members[1:], self.waiting * 3, strict=False
                )
                for row in (
                    {
                        "kind": SuggestionKind.FREE_SEAT,
                        "circle_id": circle,
                        "membership_id": members[0],
                        **made,
                    },
                    {"kind": SuggestionKind.MERGE, "circle_id": circle, "into_id": into, **made},
                    {"kind": SuggestionKind.REFILL, "circle_id": circle, "participant_id": one, **made},
                )
            ],
        )

    def _write(self) -> None:
        """Let mails be stuck on their way to everybody, and replies wait to be read; the first has many."""
        to = [*self.people, *(self.people[:1] * self.each)]
        posted = {"posted_at": self.now, "due_at": self.now, "stale_at": self.now + timedelta(days=9)}
        mails = put(
            self.db,
            Outgoing,
            [
                {
                    **posted,
                    "kind": MailKind.TOPIC,
                    "to": f"person:{person}",
                    "about": f"meeting:{self.ahead[0]}",
                    "version": n,
                    "lane": f"{person}",
                    "message_id": f"{self.program.id}-{n}",
                    "state": (OutgoingState.FAILED, OutgoingState.HELD, OutgoingState.QUEUED)[n % 3],
                    "error": "550 5.1.1 no such user",
                }
                for n, person in enumerate(to)
            ],
        )
        raw = seal(self.db, b"Subject: Re: Thursday\r\n\r\nDepends on the ferry.\r\n")
        self.replies = put(
            self.db,
            Incoming,
            [
                {
                    "recipient": f"membership:{self.members[0][0]}",
                    "hash": f"{mail:064}",
                    "raw": raw,
                    "state": IncomingState.REVIEW,
                    "kind": IncomingKind.HUMAN,
                    "received_at": self.now,
                    "due_at": self.now,
                    "person_id": person,
                    "answers_id": mail,
                    "outcome": {
                        "own_text": "Depends on the ferry.",
                        "noted": [],
                        "reason": "“depends” hedges",
                    },
                }
                for person, mail in zip(to, mails, strict=True)
            ],
        )

    def _keep_record(self) -> None:
        first, one = self.seated[0][0], self.people[0]
        things = (
            f"person:{one}",
            f"participant:{first}",
            f"circle:{self.circles[0]}",
            f"season:{self.running}",
        )
        changed = {"program_id": self.program.id, "at": self.now, "what": "changed something"}
        put(
            self.db,
            Audit,
            [
                {"who": who, "about": about, **changed}
                for about in (*things, f"meeting:{self.behind[-1]}", f"meeting:{self.ahead[0]}")
                for who in (f"organizer:{self.organizer}", f"person:{one}")
                for _ in range(self.each)
            ],
        )
        season, organizer = self.db.get_one(Season, self.draft), self.program.organizers[0]
        people = [f"New {n},new{n}@{self.program.slug}.example,mentee" for n in range(10 * self.each)]
        table = "\n".join(["Name,Email,Role", *people]).encode()
        self.upload = imports.upload(self.db, season, organizer, "people.csv", table, self.now).id
        again = {"season_id": self.draft, "organizer_id": self.organizer, "uploaded_at": self.now}
        put(
            self.db,
            Import,
            [{"filename": f"{n}.csv", "sha256": f"{n}", "result": {}, **again} for n in range(self.each)],
        )
        work = {"program_id": self.program.id, "kind": "form", "about": f"season:{self.draft}", "result": {}}
        self.jobs = put(
            self.db, Job, [{**work, "created_at": self.now, "due_at": self.now} for _ in range(self.each)]
        )
