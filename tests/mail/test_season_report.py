"""The mail at the end of a season, to a member and to an organizer."""

import email
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.policy import compat32

import pytest
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.statement import Said
from circles.domain.words import Attendance, FollowUpState, MailKind, MeetingState, NoteKind, Source
from circles.mail.compose import Composed, compose
from circles.mail.parse import parse
from circles.models import FollowUp, Note
from circles.services import attendance, farewells, surveys
from tests.mail.rows import MEETS, Rows, a_season, an_outgoing
from tests.mail.test_compose import LINKS, SITE, Page, letters, part

OVER = MEETS + timedelta(weeks=5)


@pytest.fixture
def db(database: Database) -> Iterator[Session]:
    with database.transaction() as db:
        yield db


@pytest.fixture
def rows(db: Session) -> Rows:
    return a_season(db)


def at_the_end(db: Session, to: str = "", about: str = "") -> tuple[Composed, str, str]:
    """Give the mail as it leaves, its subject and its text."""
    composed = compose(db, an_outgoing(db, MailKind.SEASON_REPORT, to, about), SITE, LINKS, OVER)
    letter = email.message_from_bytes(composed.raw, policy=compat32)
    return composed, str(letter["Subject"]), part(letter, "text/plain").replace("\r\n", "\n")


def lived(db: Session, rows: Rows) -> None:
    """Let both meetings take place, with a word before, a word after, and something done."""
    for meeting in rows.meetings:
        meeting.state = MeetingState.HELD
    ana = rows.ana
    said = Said(f"person:{ana.participant.person_id}", Source.REPLY, OVER)
    ana.intro = "I draw bridges."
    attendance.say_attendance(db, rows.meetings[0], ana.participant, Attendance.CAME, said, OVER)
    db.add_all(
        [
            _note(rows, NoteKind.RECAP, "Ask sooner.", OVER - timedelta(days=1)),
            _note(rows, NoteKind.CIRCLE, "My train is late.", OVER),
            FollowUp(
                circle=rows.circle,
                owner=ana.participant,
                text="thank my old teacher",
                state=FollowUpState.DONE,
                said_by=said.by,
                created_at=OVER,
            ),
        ]
    )
    db.flush()


def _note(rows: Rows, kind: NoteKind, text: str, at: datetime) -> Note:
    person = f"person:{rows.ana.participant.person_id}"
    return Note(
        circle=rows.circle,
        participant=rows.ana.participant,
        kind=kind,
        text=text,
        source=Source.REPLY,
        said_by=person,
        said_at=at,
    )


def test_a_member_reads_what_they_wrote_first_and_last_and_what_they_did(db: Session, rows: Rows) -> None:
    lived(db, rows)
    _, subject, text = at_the_end(db)
    assert subject == "January to February, 2 meetings: thank you"
    assert "It met twice, and you were there once that we know of." in text
    for words in ("I draw bridges.", "Ask sooner.", "thank my old teacher", "1. send the reading list"):
        assert words in text
    assert "train" not in text
    assert "- Marta Lima (mentor)\n- Aiko 田中\n- Bo Berg\n- Tom O'Neil" in text
    assert "Who will you have a conversation with next?" in text
    assert "Rui Dias will read it, with your name, and nobody else." in text
    assert f"/circles/{rows.circle.id}/last-word" in text


def test_who_came_later_reads_of_what_was_since_and_of_nobody_who_had_left_before(
    db: Session, rows: Rows
) -> None:
    lived(db, rows)
    bo, between = rows.circle.memberships[3], MEETS + timedelta(days=1)
    rows.ana.joined_at = bo.left_at = between
    _, subject, text = at_the_end(db)
    assert subject == "February, 1 meeting: thank you"
    assert "While you were in it, it met once." in text
    assert "Bo Berg" not in text
    assert "- Tom O'Neil" in text


def test_of_a_circle_nobody_told_us_of_nothing_is_claimed(db: Session, rows: Rows) -> None:
    rows.ana.intro, rows.ana.participant.hopes = "", "Somebody to ask."
    _, subject, text = at_the_end(db)
    assert subject == "January to February with Circle 7: thank you"
    assert "met" not in text.partition("Thank you")[0]
    assert 'Before the first meeting you wrote:\n\n"Somebody to ask."' in text
    assert "And last you wrote" not in text


def test_an_organizer_gets_the_numbers_and_the_way_to_the_page(db: Session, rows: Rows) -> None:
    lived(db, rows)
    said = Said("person:4", Source.REPLY, OVER)
    bo = rows.circle.memberships[3]
    surveys.answer(db, rows.meetings[0], bo.participant, 4, "good talks", said, OVER)
    farewells.leave(db, bo, "Aiko", said, OVER)
    composed, subject, text = at_the_end(db, "organizer:1", "season:1")
    assert subject == "Spring is over: 1 circle, 2 meetings"
    assert "Follow-ups: 1 done, 1 open" in text
    assert "Surveys: 4.0 of 5 from 1 answer" in text
    assert "One person has left you a last word." in text
    assert "https://circles.example/organizer/seasons/1/report" in text
    assert "good talks" not in text
    assert "/me/" not in text
    assert parse(composed.raw).header("list-id") is None
    html = part(email.message_from_bytes(composed.raw, policy=compat32), "text/html")
    shown = letters(" ".join(Page(html).words))
    for line in text.splitlines():
        assert letters(line.partition("https://")[0]) in shown


def test_of_a_season_nobody_told_of_no_meeting_is_claimed(db: Session, rows: Rows) -> None:
    _, _, of_member = at_the_end(db)
    assert "In your circle were:" in of_member
    assert "You met:" not in of_member
    _, _, of_organizer = at_the_end(db, "organizer:1", "season:1")
    assert "is over. Thank you" in of_organizer
    assert "has met" not in of_organizer
