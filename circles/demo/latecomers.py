"""Who comes and goes as the demo begins, so that there is a seat to offer, a suggestion and a vote to see."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.demo.letters import circle_number, last_sent_to
from circles.demo.past import Past
from circles.demo_people import published_sample
from circles.domain.availability import DAYS, parse
from circles.domain.cadence import local
from circles.domain.people_file import Row
from circles.domain.words import Role
from circles.mail.demo_replies import reply
from circles.models import Circle, Season
from circles.services import enrolment, offers, people
from circles.services.enrolment import Enrolment

LOSES_ITS_MENTOR = 5
"""A circle with one mentor, who leaves."""
HAS_A_SEAT = 1
"""A circle in which a seat is offered to one who comes late."""
MOVES = 2
"""A circle that looks for another time."""
NOBODYS_HOUR = "Sun 06:00-07:00"


def come_and_go(db: Session, past: Past, season: Season, enrolled: Enrolment, now: datetime) -> None:
    """Let three come late, one leave and one ask for another time."""
    circles = {circle_number(each): each for each in _circles(db, season)}
    loses, seat = circles[LOSES_ITS_MENTOR], circles[HAS_A_SEAT]
    rows = [
        _row("Amina Diallo", Role.MENTOR, loses, _hour(loses)),
        _row("Mira Costa", Role.MENTEE, seat, _hour(seat)),
        _row("Ola Berg", Role.MENTEE, seat, NOBODYS_HOUR),
    ]
    enrolment.bring_in(db, enrolled, enrolment.look_up(db, season, rows), now)
    db.flush()
    mentor = next(each for each in loses.members if each.role is Role.MENTOR)
    people.leave(db, mentor.participant, now)
    offers.fill(db, season, now)
    letter = last_sent_to(db, circles[MOVES].members[-1].participant.person)
    here = local(now, letter.reader.zone)
    past.receive(reply(letter.mail, letter.reader.email, "Move", "apple", here), letter.answer_address)
    past.deliver()


def _circles(db: Session, season: Season) -> Sequence[Circle]:
    return db.scalars(select(Circle).where(Circle.season_id == season.id)).all()


def _row(name: str, role: Role, circle: Circle, hours: str) -> Row:
    email = f"{name.lower().replace(' ', '.')}@harbour.example"
    like = published_sample()[0]
    return replace(
        like, id=email, name=name, email=email, role=role, zone=circle.zone, availability=parse(hours)
    )


def _hour(circle: Circle) -> str:
    """Give when a circle meets, as people write their hours."""
    begins = datetime.combine(circle.season.starts_on, circle.start)
    ends = begins + timedelta(minutes=circle.season.minutes)
    return f"{DAYS[circle.weekday]} {begins:%H:%M}-{ends:%H:%M}"
