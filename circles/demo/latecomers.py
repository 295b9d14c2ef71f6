"""Who comes and goes as the demo begins, so that there are a seat to offer, suggestions and a vote to see."""

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
from circles.services import enrolment, offers, people, personal_page
from circles.services.enrolment import Enrolment
from circles.services.personal_page import Preferences

LOSES_ITS_MENTOR = 5
"""A circle with one mentor, who leaves."""
HAS_A_SEAT = 1
"""A circle in which a seat is offered to one who comes late."""
MOVES = 2
"""A circle that looks for another time."""
SHRINKS, HAS_ROOM = 3, 6
"""A circle in which three stay, and the one that could take them in, for they can meet at its hour, too."""
STAY = 3
NOBODYS_HOUR = "Sun 06:00-07:00"


def come_and_go(db: Session, past: Past, season: Season, enrolled: Enrolment, now: datetime) -> None:
    """Let three come late, some leave and one ask for another time."""
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
    _shrink(db, circles[SHRINKS], circles[HAS_ROOM], now)
    offers.fill(db, season, now)
    letter = last_sent_to(db, circles[MOVES].members[-1].participant.person)
    here = local(now, letter.reader.zone)
    past.receive(reply(letter.mail, letter.reader.email, "Move", "apple", here), letter.answer_address)
    past.deliver()


def _shrink(db: Session, circle: Circle, into: Circle, now: datetime) -> None:
    """Let few stay in a circle, near one another, who tell that the hour of another one suits them, too."""
    near = [each.participant for each in circle.members if each.participant.person.zone == circle.zone][:STAY]
    for each in near:
        person, hours = each.person, f"{each.availability}; {_hour(into)}"
        wishes = Preferences(person.name, person.zone, tuple(each.topics), hours)
        personal_page.prefer(db, each, wishes, now)
    for member in circle.members:
        if member.participant not in near:
            people.leave(db, member.participant, now)


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
