"""A published season as an organizer meets it: two circles, answers, a mail to read, mails that are stuck."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import seal
from circles.domain.draft import to_json
from circles.domain.statement import Said
from circles.domain.words import (
    Attendance,
    IncomingKind,
    IncomingState,
    MailKind,
    OutgoingState,
    ParticipantState,
    Role,
    Rsvp,
    Source,
)
from circles.models import Board, Circle, Incoming, Membership, Organizer, Outgoing, Participant, Season
from circles.services import attendance, circles, drafts, follow_ups, outbox, people, programs

STARTED = timedelta(days=12)
NAMES = ("Ana Sousa", "Bo Lindqvist", "Carl Whitmore", "Dee Adeyemi", "Eva Novak", "Finn Ohara")

FORMING = {
    "version": 0,
    "size_lo": 4,
    "size_hi": 8,
    "mentors_lo": 1,
    "mentors_hi": 2,
    "hours": 0,
    "topics": 2,
    "mix": 1,
    "again": 2,
}
"""The form of how circles are formed, as it comes."""


def add_program(db: Session, now: datetime, name: str = "Harbour Mentoring") -> Organizer:
    """A program with one open, empty season that starts in two weeks."""
    program = programs.add_program(db, name, "Europe/Lisbon", about="Peers who help each other along.")
    organizer = programs.add_organizer(db, program, f"olga@{program.slug}.example", "Olga Reis")
    plan = programs.SeasonPlan("Spring", starts_on=(now + timedelta(days=14)).date())
    programs.add_season(db, program, plan, f"organizer:{organizer.id}", now)
    return organizer


def season_of(organizer: Organizer) -> Season:
    return organizer.program.seasons[0]


def enrol(db: Session, season: Season, name: str, role: Role, now: datetime) -> Participant:
    """Somebody who said yes, free on Thursday afternoons."""
    email = f"{name.lower().replace(' ', '.')}@meadow.example"
    person = people.find_person(db, season.program_id, email) or people.add_person(
        db, season.program_id, name, email, "Europe/Lisbon", "en", now
    )
    participant = Participant(
        season=season,
        person=person,
        role=role,
        state=ParticipantState.CONFIRMED,
        availability="Thu 16:00-19:00",
        topics=["asking for advice"],
        attributes={"department": "Research"},
        enrolled_at=now,
    )
    db.add(participant)
    db.flush()
    return participant


def form(db: Session, season: Season, groups: int, size: int, now: datetime) -> list[Circle]:
    """Draft circles of `size`, each with one mentor."""
    return [form_one(db, season, n, size, now) for n in range(groups)]


def form_one(db: Session, season: Season, n: int, size: int, now: datetime) -> Circle:
    """Draft the circle number `n`, from 0."""
    circle = Circle(
        season=season,
        name=f"Circle {n + 1}",
        zone="Europe/Lisbon",
        weekday=3,
        start=time(17),
        why="Put together as all can meet Thursdays at 17:00 and four chose *asking for advice*.",
        score=82,
        terms={"topics": 40, "hours": 42},
        hours=["Thu 16:00", "Thu 17:00", "Thu 18:00"],
    )
    for place in range(size):
        name = NAMES[place] if n == 0 and place < len(NAMES) else f"Person{n} Number{place}"
        role = Role.MENTOR if place == 0 else Role.MENTEE
        circle.memberships.append(
            Membership(participant=enrol(db, season, name, role, now), role=role, joined_at=now)
        )
    db.add(circle)
    db.flush()
    return circle


def suggest_a_swap(db: Session, season: Season) -> None:
    """Let a suggestion wait in which the last two circles have exchanged all their people."""
    draft = drafts.present(db, season)
    *others, one, other = draft.circles
    swapped = (*others, replace(one, seats=other.seats), replace(other, seats=one.seats))
    board = db.get(Board, season.id) or Board(season_id=season.id)
    board.suggested = to_json(replace(draft, circles=swapped))
    db.add(board)


def publish(db: Session, organizer: Organizer, now: datetime, groups: int = 2, size: int = 4) -> Season:
    """A season published two weeks ago whose first meetings are over."""
    season = season_of(organizer)
    past = now - STARTED - timedelta(days=7)
    season.starts_on = (now - STARTED).date()
    form(db, season, groups, size, past)
    circles.publish(db, season, f"organizer:{organizer.id}", past)
    return season


def add_record(db: Session, season: Season, now: datetime) -> Incoming:
    """Answers, attendance, a follow-up, a reply nobody could read, and two stuck mails."""
    circle = circles.of_season(db, season)[0]
    ana, bo, carl, *_ = [member.participant for member in circle.members]
    first, second = circle.meetings[:2]
    by_ana = Said(f"person:{ana.person_id}", Source.REPLY, now - timedelta(days=1))
    attendance.say_attendance(db, first, ana, Attendance.CAME, by_ana, now)
    attendance.say_attendance(db, first, bo, Attendance.CAME, by_ana, now)
    attendance.say_rsvp(db, second, ana, Rsvp.YES, by_ana, now)
    attendance.say_rsvp(db, second, bo, Rsvp.NO, Said(f"person:{bo.person_id}", Source.CALENDAR, now), now)
    promise = follow_ups.Promise("share the course list", bo, (now + timedelta(days=6)).date())
    follow_ups.open_one(db, circle, first, promise, by_ana)
    for kind, state in ((MailKind.TOPIC, OutgoingState.HELD), (MailKind.REMINDER, OutgoingState.FAILED)):
        outbox.post(db, kind, f"person:{carl.person_id}", f"meeting:{second.id}", now)
        mail = db.scalars(select(Outgoing).order_by(Outgoing.id.desc()).limit(1)).one()
        mail.state, mail.error = state, "550 5.1.1 no such user"
    reply = Incoming(
        recipient="circles+x@reply.circles.example",
        hash=f"{carl.person_id:064}",
        raw=seal(db, b"Subject: Re: Thursday\r\n\r\nDepends on the ferry.\r\n"),
        state=IncomingState.REVIEW,
        kind=IncomingKind.HUMAN,
        received_at=now,
        due_at=now,
        sender=carl.person.email,
        subject="Re: Thursday",
        person_id=carl.person_id,
        outcome={
            "own_text": "Depends on the ferry <script>alert(1)</script>.",
            "removed": [{"text": "On Thursday Circles wrote:", "rule": "quote-header"}],
            "rules": [{"id": "rsvp.hedge", "text": "“depends” hedges", "confidence": 0.4, "span": [0, 7]}],
            "noted": [],
            "trust": {"level": "B", "why": "The address and the reply address belong together."},
            "reason": "“depends” hedges",
        },
    )
    db.add(reply)
    db.flush()
    return reply
