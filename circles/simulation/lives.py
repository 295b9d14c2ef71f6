"""What happens to people while a season goes on, beside what they answer to our mails."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.demo.answer import Seed
from circles.demo.facts import Fact, personal
from circles.domain.words import MeetingState, Role
from circles.models import Address, Circle, Meeting, Person, Season
from circles.services import moving, people, personal_page
from circles.services.wishes import Wish
from circles.simulation.book import Book

ABROAD = ("Asia/Tokyo", "America/St_Johns", "Pacific/Auckland", "America/Sao_Paulo")
"""Where people move: far away, half an hour off, over the date line, and where clocks never change."""
ONE_IN = 30
"""How many people there are to each whose mailbox goes, and to each who moves abroad."""
LATE = (("Mateo Rivas", "mateo.rivas@late.example"), ("Ines Falk", "ines.falk@late.example"))
"""Who sign up in time, and say yes only when circles meet already."""


@dataclass(frozen=True)
class Happening:
    """Something that is done on a page: when, and what; it notes in the book what must be recorded."""

    at: datetime
    do: Callable[[Session, Book, datetime], None]


@dataclass(frozen=True)
class Lives:
    """Whose mailboxes go, and what happens on the pages."""

    gone: dict[str, datetime]
    """By address, from when mail to it comes back."""
    happenings: list[Happening]
    """In order."""


def drawn(db: Session, season: Season, seed: Seed) -> Lives:
    """Draw the lives of the people of a published season."""
    circles = db.scalars(select(Circle).where(Circle.season_id == season.id).order_by(Circle.id)).all()
    placed = sorted(member.participant.person.email for circle in circles for member in circle.members)
    chance = seed.chance("lives")
    some = max(1, len(placed) // ONE_IN)
    chosen = chance.sample(placed, 2 * some)
    begins = min(circle.meetings[0].starts_at for circle in circles)
    ends = max(circle.meetings[-1].starts_at for circle in circles)
    days = max(2, (ends - begins).days)

    def sometime() -> datetime:
        return begins + timedelta(days=chance.randrange(days), hours=chance.randrange(24))

    moves = [Happening(sometime(), _moves(email, chance.choice(ABROAD))) for email in chosen[some:]]
    last = chance.choice(circles).meetings[-1]
    off = Happening(last.starts_at - timedelta(days=chance.randrange(1, 20)), _put_off(last.id))
    return Lives(
        {email: sometime() for email in chosen[:some]}, sorted([*moves, off], key=lambda each: each.at)
    )


def sign_up_late(db: Session, season: Season, zone: str, now: datetime) -> None:
    """Sign up those who confirm it only when the circles are published."""
    for name, email in LATE:
        wish = Wish(name, email, Role.MENTEE, zone, availability="Tue 16:00-20:00; Thu 16:00-20:00")
        people.sign_up(db, season, wish, now)


def _moves(email: str, to: str) -> Callable[[Session, Book, datetime], None]:
    def move(db: Session, book: Book, now: datetime) -> None:
        person = db.scalars(select(Person).join(Address).where(Address.normalised == email)).one()
        participant = person.participations[-1]
        if participant.state not in people.IN:
            return
        wanted = personal_page.Preferences(
            person.name, to, tuple(participant.topics), participant.availability
        )
        book.moved(f"person:{person.id}", person.zone, now)
        personal_page.prefer(db, participant, wanted, now)
        book.note(f"page {now}", [Fact(personal(email, "zone"), to)])

    return move


def _put_off(meeting_id: int) -> Callable[[Session, Book, datetime], None]:
    def put_off(db: Session, _: Book, now: datetime) -> None:
        meeting = db.get_one(Meeting, meeting_id)
        if meeting.state is MeetingState.PLANNED and meeting.starts_at > now:
            to = meeting.starts_at + timedelta(days=2)
            moving.move(db, meeting, to, "organizer:1", "The room is taken.", now)

    return put_off
