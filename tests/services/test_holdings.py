"""What somebody is shown of what we hold on them: everything of theirs, nothing of others."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import Database
from circles.domain.holdings import LABELS, in_words
from circles.domain.words import (
    Attendance,
    IncomingState,
    NoteKind,
    PairKind,
    Rsvp,
    Source,
    SuggestionKind,
)
from circles.models import Incoming, Note, Outgoing, Pair, Poll, SeatOffer, Suggestion, SurveyAnswer
from circles.services import addresses, attendance, follow_ups, proposals
from circles.services.audit import note
from circles.services.holdings import holdings
from tests.services.stage import AFTER, MEETS, NOW, Stage, by, published

NAMES = ("Ana", "Bo", "Carl", "Dee")
WISHES = {"hopes": str, "needs": str, "availability": str, "topics": lambda word: [word]}
SHARED = ("words to the circle", "reason to move", "survey", "seat", "suggestion")
OF_A_CIRCLE = ("intro", "promise", "shared promise", "proposal")
DEEDS = (*WISHES, *OF_A_CIRCLE, *SHARED, "field", "mail", "address", "note")


def canary(name: str, deed: str) -> str:
    return f"canary-{deed.replace(' ', '-')}-of-{name.lower()}"


def do(db: Session, stage: Stage, name: str, deed: str) -> None:
    """Let a member leave a word that is theirs alone in one place."""
    member, word = stage.members[name], canary(name, deed)
    if deed in WISHES:
        setattr(member, deed, WISHES[deed](word))
    elif deed == "field":
        member.attributes = {"team": word}
    elif deed == "address":
        addresses.add(db, member.person, f"{word}@brook.example", NOW)
    elif deed == "note":
        note(db, stage.program.id, "organizer:1", f"participant:{member.id}", word, NOW)
    elif deed == "mail":
        db.add(mail(stage, name, word, {"level": "B"}))
    elif deed in SHARED:
        share(db, stage, name, deed)
    else:
        do_in_the_circle(db, stage, name, deed)
    db.flush()


def share(db: Session, stage: Stage, name: str, deed: str) -> None:
    member, word = stage.members[name], canary(name, deed)
    seat = next(each for each in stage.circle.memberships if each.participant is member)
    said = {"participant": member, "source": Source.REPLY, "said_by": stage.person(name), "said_at": NOW}
    if deed == "words to the circle":
        db.add(Note(circle=stage.circle, kind=NoteKind.CIRCLE, text=word, **said))
    elif deed == "reason to move":
        asked = {"asked_by": stage.person(name), "reason": word, "opened_at": NOW, "closes_at": AFTER}
        db.add(Poll(meeting=stage.second, moves=NAMES.index(name), **asked))
    elif deed == "survey":
        db.add(SurveyAnswer(meeting=stage.first, score=4, line=word, **said))
    elif deed == "seat":
        offered = {"why": word, "offered_at": NOW, "expires_at": AFTER}
        db.add(SeatOffer(circle=stage.circle, participant=member, **offered))
    else:
        kind = SuggestionKind.FREE_SEAT
        db.add(Suggestion(circle=stage.circle, kind=kind, membership=seat, why=word, made_at=NOW))


def do_in_the_circle(db: Session, stage: Stage, name: str, deed: str) -> None:
    member, word = stage.members[name], canary(name, deed)
    if deed == "intro":
        next(each for each in stage.circle.memberships if each.participant is member).intro = word
    elif deed == "proposal":
        proposals.propose(db, stage.second, member, MEETS.replace(month=3), word, NOW)
    else:
        promise = follow_ups.Promise(word, member if deed == "promise" else None, None)
        follow_ups.open_one(db, stage.circle, stage.first, promise, by(name, stage, AFTER))


def mail(stage: Stage, name: str, word: str, trust: dict[str, str]) -> Incoming:
    return Incoming(
        recipient="circles+x@reply.example",
        hash=word,
        state=IncomingState.READ,
        received_at=NOW,
        due_at=NOW,
        sender=stage.members[name].person.email,
        subject=word,
        person=stage.members[name].person,
        outcome={"own_text": word, "trust": trust},
    )


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(DEEDS)), min_size=1))
def test_everything_of_theirs_is_in_it_and_nothing_of_others(
    database: Database, done: set[tuple[str, str]]
) -> None:
    with database.transaction() as db, db.begin_nested() as played:
        stage = published(db)
        for name, deed in sorted(done):
            do(db, stage, name, deed)
        for reader in NAMES:
            held = holdings(db, stage.members[reader].person)
            file = json.dumps(held, default=str)
            words = "\n".join(line for section in in_words(held, "Europe/Lisbon") for line in section.lines)
            for name, deed in done:
                assert (canary(name, deed) in file) == (name == reader)
                assert (canary(name, deed) in words) == (name == reader)
            assert {other for other in NAMES if f"{other.lower()}@meadow" in file} == {reader}
        played.rollback()


def test_words_of_ours_name_nobody_else_in_it(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.members["Bo"].person.name = "Bo Berg"
        asked = db.scalars(select(Outgoing).where(Outgoing.to == stage.person("Ana"))).first()
        told = mail(stage, "Ana", "Everyone came", {"level": "B"})
        told.subject, told.answers = "Re: Meet your circle: Bo, Carl and Dee", asked
        told.outcome |= {"noted": ["Ana, Bo, Carl and Dee came.", "Carla and Bob are not of it."]}
        note(db, stage.program.id, stage.person("Ana"), f"person:{told.person.id}", "asked Dee to host", NOW)
        db.add(told)
        db.flush()
        held = holdings(db, stage.members["Ana"].person)
        [kept] = held["mails_from_you"]
        assert (kept["subject"], kept["answers"], kept["words"]) == ("", "invite", "Everyone came")
        assert kept["noted"] == [
            "Ana, another member, another member and another member came.",
            "Carla and Bob are not of it.",
        ]
        assert not any(name in json.dumps(held, default=str) for name in ("Bo Berg", "Carl and", " Dee"))
        words = [line for section in in_words(held, "UTC") for line in section.lines]
        assert any("in answer to our invite mail" in line for line in words)


def test_what_somebody_made_of_a_topic_as_its_host_is_in_it_for_them_alone(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        stage.first.guide = {"words": "canary", "by": stage.person("Bo")}  # who has passed it on since
        db.flush()
        held = {name: holdings(db, stage.members[name].person) for name in NAMES}
        assert [name for name in NAMES if "canary" in json.dumps(held[name], default=str)] == ["Bo"]
        assert any("canary" in line for section in in_words(held["Bo"], "UTC") for line in section.lines)


def test_every_name_before_a_value_is_one_that_is_translated(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        held = holdings(db, stage.members["Bo"].person)
        season = held["seasons"][0]
    told_otherwise = {"season", "circle", "circles", "seats_offered", "suggested_about_you", "follow_ups"}
    told_otherwise |= {"shared", "meetings"}
    names = {*held["you"], *season, *season["circles"][0]} - told_otherwise
    assert {name.replace("_", " ").capitalize() for name in names} == set(LABELS)


def test_answers_and_who_told_of_attendance_are_in_it(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo = stage.members["Bo"]
        attendance.say_rsvp(db, stage.first, bo, Rsvp.MAYBE, by("Bo", stage, NOW), NOW)
        attendance.say_attendance(db, stage.first, bo, Attendance.CAME, by("Bo", stage, AFTER), AFTER)
        attendance.say_attendance(db, stage.first, bo, Attendance.MISSED, by("Carl", stage, AFTER), AFTER)
        meeting = holdings(db, bo.person)["seasons"][0]["circles"][0]["meetings"][0]
        assert [each["answer"] for each in meeting["answers"]] == ["maybe"]
        assert [(each["value"], each["told_by"]) for each in meeting["attendance"]] == [
            ("came", "you"),
            ("missed", "another member"),
        ]


def test_of_a_mail_that_may_be_a_strangers_only_that_it_came_is_in_it(database: Database) -> None:
    """Bo forwarded an invite, and whoever got it answered."""
    with database.transaction() as db:
        stage = published(db)
        db.add(mail(stage, "Bo", "a friend's words", {"level": "C"}))
        db.flush()
        held = holdings(db, stage.members["Bo"].person)
        assert len(held["mails_from_you"]) == 1
        assert "friend" not in json.dumps(held, default=str)


def test_that_they_belong_apart_from_somebody_is_in_it_without_the_name(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        a, b = sorted(stage.members[name].id for name in ("Bo", "Carl"))
        db.add(Pair(season_id=stage.season.id, a_id=a, b_id=b, kind=PairKind.APART))
        db.flush()
        assert holdings(db, stage.members["Bo"].person)["seasons"][0]["belongs"] == [
            "apart from somebody else"
        ]


def test_why_somebody_is_in_a_circle_or_waits_is_said_in_plain_words(database: Database) -> None:
    with database.transaction() as db:
        stage = published(db)
        bo = stage.members["Bo"]
        bo.wait = {"why": "full", "circles": [1]}
        seat = next(each for each in stage.circle.memberships if each.participant is bo)
        seat.why = "You share *asking for advice* with Ana."
        lines = [line for section in in_words(holdings(db, bo.person), "UTC") for line in section.lines]
        assert "Why you are in it: You share asking for advice with Ana." in lines
        assert "Why you wait: Circle 1 could meet when you are free, but is full." in lines
