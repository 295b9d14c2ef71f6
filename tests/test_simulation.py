"""The simulated season: its people keep to the seed, and no fact that is lost or misread stays unseen."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import pytest

from circles.demo.facts import Fact, FactType, Key
from circles.demo.letters import Letter, Reader
from circles.demo.past import put_off
from circles.demo.script import Script
from circles.domain.words import MailKind
from circles.simulation.book import Book
from circles.simulation.lives import LATE
from circles.simulation.report import Report, compared

ANA = Reader("ana@meadow.example", "Ana Sousa", "Europe/Lisbon")
BO = Reader("bo@meadow.example", "Bo Lind", "Europe/Stockholm")
CY = Reader("cy@meadow.example", "Cy Roth", "Europe/Berlin")
NOW = datetime(2027, 2, 3, 12, tzinfo=UTC)
RSVP = Key(1, 2, FactType.RSVP, ANA.email)
CAME = Key(1, 2, FactType.ATTENDANCE, BO.email)


def letter(kind: MailKind, meeting: int = 2, *, hosts: bool = False) -> Letter:
    return Letter(
        id=1,
        kind=kind,
        raw=b"",
        reader=ANA,
        sent_at=NOW - timedelta(hours=3),
        circle=1,
        meeting=meeting,
        starts_at=datetime(2027, 2, 4, 17, tzinfo=UTC),
        hosts=hosts,
        members=(ANA, BO),
    )


def test_the_same_seed_answers_the_same_and_another_does_not():
    letters = [letter(MailKind.INVITE, meeting) for meeting in range(1, 30)]
    one, again, other = (
        [script.answer(each, NOW) for each in letters] for script in (Script(3), Script(3), Script(4))
    )
    assert one == again != other
    assert any(one)
    assert not all(one)


def test_what_is_put_off_is_written_on_the_same_day_however_long_the_machine_takes():
    two_days = timedelta(days=2)
    assert {put_off(NOW + timedelta(seconds=took), two_days) for took in (0, 0.3, 95)} == {NOW + two_days}


def test_a_quiet_circle_answers_nothing():
    script = Script(1, quiet=frozenset({1}))
    assert not any(script.answer(letter(kind, hosts=True), NOW) for kind in MailKind)


def test_nobody_answers_whether_they_come_once_it_has_begun():
    late = datetime(2027, 2, 4, 17, 1, tzinfo=UTC)
    answers = [Script(seed).answer(letter(MailKind.REMINDER), late) for seed in range(30)]
    assert not any(answers)


def test_nobody_answers_for_a_time_that_no_longer_holds():
    told_before = replace(letter(MailKind.TOPIC), is_stale=True)
    answers = [Script(seed).answer(told_before, NOW) for seed in range(60)]
    said = {fact.key.about for answer in answers if answer for fact in answer.facts if fact.value}
    assert said <= {"leave", "pause"}


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        (MailKind.SURVEY, r"[1-5]( - .+)?"),
        (MailKind.MOVE_POLL, r"None|[1-3](( |, | and )[1-3])*"),
        (MailKind.SWAP_ASK, r"(?i)yes.*|no.*"),
        (MailKind.SEAT, r"Yes|No"),
        (MailKind.CHECK_IN, r"Busy|Move|Leave"),
    ],
)
def test_people_answer_what_they_are_asked(kind, answer):
    asked = replace(letter(kind), slots=3, closes_at=NOW + timedelta(days=1))
    answers = [each for seed in range(40) if (each := Script(seed).answer(asked, NOW))]
    assert answers
    assert all(re.fullmatch(answer, each.text) and each.facts for each in answers)


def test_nobody_answers_a_vote_that_was_counted():
    counted = replace(letter(MailKind.MOVE_POLL), slots=3, closes_at=NOW)
    assert not any(Script(seed).answer(counted, NOW) for seed in range(40))


@pytest.mark.parametrize(
    ("back", "asked"),
    [
        (NOW + timedelta(days=1), {"Swap Cy"}),
        (NOW, {"Swap Bo", "Swap Cy"}),
        (None, {"Swap Bo", "Swap Cy"}),
    ],
    ids=["back before the meeting, but away now", "just back", "never away"],
)
def test_a_host_asks_only_who_is_there_when_they_ask(back, asked):
    draft = replace(
        letter(MailKind.TOPIC_DRAFT, hosts=True),
        starts_at=NOW + timedelta(days=10),
        members=(ANA, replace(BO, away_until=back), CY),
    )
    answers = [Script(seed).answer(draft, NOW) for seed in range(200)]
    assert {each.text for each in answers if each and each.text.startswith("Swap")} == asked


def test_a_host_says_of_everyone_whether_they_came():
    scripts = [Script(seed) for seed in range(20)]
    told = [script.answer(letter(MailKind.RECAP_ASK, hosts=True), NOW) for script in scripts]
    with_attendance = [answer for answer in told if answer and "ttended" in answer.text]
    assert with_attendance
    for answer in with_attendance:
        facts = {fact.key.person: fact.value for fact in answer.facts if fact.key.type is FactType.ATTENDANCE}
        assert facts == {ANA.email: "came", BO.email: "missed"}
        assert "Attended: Ana\nMissed: Bo" in answer.text


@pytest.mark.parametrize("kind", [MailKind.UPDATE, MailKind.MOVE_POLL, MailKind.RECAP_ASK])
def test_who_has_left_answers_no_mail_of_before(kind):
    asked = replace(letter(kind), slots=3, closes_at=NOW + timedelta(days=1))
    gone = replace(asked, members=(replace(asked.reader, email="other@example.org"),))
    assert any(Script(seed).answer(asked, NOW) for seed in range(40))
    assert not any(Script(seed).answer(gone, NOW) for seed in range(40))


def test_the_last_thing_said_stands_until_it_is_taken_back():
    book = Book()
    book.note("<1>", [Fact(RSVP, "yes")])
    book.note("<2>", [Fact(RSVP, "no")])
    assert book.facts() == {RSVP: "no"}
    book.undo("<2>")
    assert book.facts() == {RSVP: "yes"}
    book.undo("<1>")
    assert book.facts() == {RSVP: None}


def test_what_takes_the_place_of_a_no_says_nothing_where_there_is_none():
    book, instead = Book(), Fact(RSVP, "yes", instead_of="no")
    book.note("<1>", [instead])
    assert book.facts() == {RSVP: None}
    book.note("<2>", [Fact(RSVP, "no")])
    book.note("<3>", [instead])
    assert book.facts() == {RSVP: "yes"}


def test_what_others_have_built_on_is_not_taken_back():
    book = Book()
    book.note("<1>", [Fact(CAME, "came"), Fact(Key(1, 2, FactType.FOLLOW_UP, BO.email, "send it"), "open")])
    book.note("<2>", [Fact(CAME, "came")])
    assert not book.may_undo("<1>")
    assert book.may_undo("<2>")
    assert not book.may_undo("<never heard of>")


@pytest.mark.parametrize(
    ("said", "record"),
    [
        ({RSVP: "yes"}, {}),
        ({RSVP: "yes"}, {RSVP: "no"}),
        ({RSVP: None}, {RSVP: "yes"}),
        ({}, {RSVP: "yes"}),
    ],
    ids=["lost", "misread", "read from a machine or taken back", "out of thin air"],
)
def test_a_record_that_differs_from_what_was_said_is_not_ok(said, record):
    facts = compared(said, record, {ANA.email: 1})
    assert [fact["ok"] for fact in facts] == [False]
    assert not Report([], facts, {}, []).ok


def test_what_is_recorded_as_it_was_said_is_ok_unless_a_promise_is_broken():
    facts = compared({RSVP: "yes", CAME: None}, {RSVP: "yes"}, {})
    assert Report([], facts, {}, []).ok
    assert not Report([], facts, {}, ["a mail went twice"]).ok


@pytest.mark.slow
def test_a_season_played_by_real_workers_is_recorded_as_it_was_said(tmp_path: Path):
    out = tmp_path / "season"
    options = ["--simulate", "--people", "12", "--meetings", "1", "--seed", "2", "--out", out]
    played = subprocess.run(
        [sys.executable, "-m", "circles.cli", "demo", *options],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        cwd=tmp_path,
    )
    assert played.returncode == 0, played.stdout + played.stderr
    found = json.loads((out / "report.json").read_text("utf-8"))
    assert set(found) == {"circles", "facts", "mails", "ok"}
    assert found["ok"]
    members = {email for circle in found["circles"] for email in circle["members"]}
    assert len(members - {email for _, email in LATE}) == 12
    assert {fact["type"] for fact in found["facts"]} <= {"rsvp", "attendance", "met", "follow_up", "command"}
    assert sum(fact["type"] == "rsvp" for fact in found["facts"]) >= 5
    assert len(list((out / "outgoing").glob("*.eml"))) == sum(found["mails"].values())
    for path in (*(out / "outgoing").glob("*.eml"), *(out / "incoming").glob("*.eml")):
        mail = message_from_bytes(path.read_bytes(), policy=SMTP)
        assert mail.keys()[0] == "X-Envelope-To"
        assert "@" in mail["X-Envelope-To"]
        assert mail["From"]
        assert mail["Subject"]
