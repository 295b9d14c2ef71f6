"""Replies to a season that is over: closed, what happened is still recorded; anonymised, nothing is."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from circles.domain.words import (
    FollowUpState,
    IncomingState,
    MailKind,
    OutgoingState,
    ParticipantState,
    SeasonState,
)
from circles.mail.parse import parse
from circles.models import FollowUp, Note, Outgoing
from circles.services import anonymising, attendance, outbox, people, seasons
from tests.mail.post import LINES, Post, promised, recap
from tests.searching import places
from tests.services.stage import AFTER, NOW

LATER = AFTER + timedelta(days=200)


def close(post: Post) -> None:
    seasons.close(post.db, post.stage.season, "organizer:1", AFTER)
    for mail in post.db.scalars(select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED)):
        mail.state = OutgoingState.SENT
    post.db.flush()


def new_mails(post: Post) -> list[MailKind]:
    waiting = select(Outgoing).where(Outgoing.state == OutgoingState.QUEUED).order_by(Outgoing.id)
    return [mail.kind for mail in post.db.scalars(waiting)]


def anonymised(post: Post) -> bytes:
    mail = recap(post)
    close(post)
    anonymising.note_told(post.db, [post.stage.program.id], LATER - anonymising.NOTICE)
    anonymising.sweep(post.db, LATER)
    post.db.expire_all()
    return mail


def test_a_late_reply_to_a_closed_season_is_recorded_with_a_receipt_and_no_other_mail(post: Post) -> None:
    mail = recap(post)
    close(post)
    told = post.reply(mail, LINES, now=AFTER + timedelta(days=1))
    known = attendance.attendance(post.db, [post.stage.first])
    assert len(known) == 3
    assert not post.db.scalars(select(FollowUp)).all()
    said = "Spring is over, so “send the reading list” is not noted: nobody would be reminded of it."
    assert said in told.outcome["noted"]
    assert new_mails(post) == [MailKind.RECEIPT]


def test_words_to_the_circle_of_a_closed_season_are_passed_on_to_nobody(post: Post) -> None:
    mail = recap(post)
    close(post)
    post.reply(mail, "Circle: shall we have a drink?", now=AFTER + timedelta(days=1))
    assert MailKind.NOTE not in new_mails(post)


@pytest.mark.parametrize(
    "text",
    [
        "Place: https://meet.example/us",
        "Pause 2 weeks",
        "Resume",
        "Circle: shall we have a drink?",
        "Topic: Saying no",
        "Pass",
        "Swap Bo",
        "Move Thu 17:00",
        "I am a nurse from Porto and keep bees.",
    ],
)
def test_what_would_have_come_is_over_in_a_closed_season_and_that_is_said_kindly(
    post: Post, text: str
) -> None:
    mail = post.invite("Ana")
    close(post)
    incoming = post.reply(mail, text, now=AFTER + timedelta(days=1))
    assert incoming.outcome["noted"] == ["Spring is over, so that changes nothing any more."]
    assert incoming.state is IncomingState.READ
    assert new_mails(post) == [MailKind.RECEIPT]
    ana = post.stage.members["Ana"]
    seat = next(each for each in post.stage.circle.members if each.participant is ana)
    assert (post.stage.circle.place, ana.paused_until, seat.intro) == ("", None, "")
    assert post.db.scalars(select(Note)).all() == []
    assert post.answer("Ana") is None


def test_a_no_to_a_meeting_that_was_called_off_with_its_season_is_answered_kindly(post: Post) -> None:
    mail = post.invite("Bo")
    seasons.close(post.db, post.stage.season, "organizer:1", NOW)
    incoming = post.reply(mail, "No, sorry")
    assert incoming.outcome["noted"] == ["Spring is over, so that changes nothing any more."]
    assert incoming.state is IncomingState.READ


def test_thanks_for_a_closed_season_are_left_at_that(post: Post) -> None:
    mail = post.invite("Bo")
    close(post)
    incoming = post.reply(mail, "Thank you all!", now=AFTER + timedelta(days=1))
    assert (incoming.state, new_mails(post)) == (IncomingState.READ, [])


def test_hours_offered_to_a_closed_season_are_over_and_a_question_waits_for_a_person(post: Post) -> None:
    mail = post.invite("Ana")
    close(post)
    ana = post.stage.members["Ana"]
    ana.state = ParticipantState.WAITLISTED
    outbox.post(post.db, MailKind.WAITLISTED, post.stage.person("Ana"), f"season:{post.stage.season.id}", NOW)
    waits = post.sent(MailKind.WAITLISTED, "Ana")
    incoming = post.reply(waits, "Thu 17:00 works", now=AFTER + timedelta(days=1))
    assert incoming.outcome["noted"] == ["Spring is over, so that changes nothing any more."]
    assert ana.availability == "Tue 10:00-12:00"
    asks = post.reply(mail, "Will there be another season?", now=AFTER + timedelta(days=2))
    assert asks.state is IncomingState.REVIEW


def test_in_a_closed_season_what_was_promised_is_still_done_and_people_still_leave(post: Post) -> None:
    promised(post, "send the reading list")
    mail = post.invite("Dee")
    close(post)
    post.reply(mail, "Done", now=AFTER + timedelta(days=1))
    assert [each.state for each in post.db.scalars(select(FollowUp))] == [FollowUpState.DONE]
    for text, kind in (("My data", MailKind.DATA), ("Help", MailKind.HELP)):
        post.reply(mail, text, now=AFTER + timedelta(days=2))
        assert kind in new_mails(post)
    people.leave(post.db, post.stage.members["Dee"], AFTER + timedelta(days=3))
    assert post.stage.members["Dee"].state is ParticipantState.LEFT


def test_nobody_joins_a_closed_season_by_a_late_yes(post: Post) -> None:
    mail = recap(post)
    post.stage.members["Ana"].state = ParticipantState.LEFT
    close(post)
    post.reply(mail, "Join", now=AFTER + timedelta(days=1))
    assert post.stage.members["Ana"].state is ParticipantState.LEFT


def test_a_reply_to_an_anonymised_season_records_nothing_and_waits_for_a_person(post: Post) -> None:
    mail = anonymised(post)
    incoming = post.reply(mail, LINES, now=LATER)
    assert attendance.attendance(post.db, [post.stage.first]) == {}
    assert post.db.scalars(select(FollowUp)).all() == []
    assert incoming.state is IncomingState.REVIEW
    assert "no longer kept" in incoming.outcome["reason"]


SURNAMES = {"Ana": "Quintanilha", "Bo": "Zwartkruis", "Carl": "Oyelowo-Brandt", "Dee": "Xhaferaj"}
SAID = "words-that-go"


def lived(post: Post) -> set[str]:
    """Let everybody say all that a season asks for, by mail; give their reply addresses and links."""
    for name, surname in SURNAMES.items():
        post.stage.members[name].person.name = f"{name} {surname}"
        post.stage.members[name].attributes = {"city": SAID}
    post.db.flush()
    secrets: set[str] = set()
    for name in SURNAMES:
        mail = post.invite(name)
        address, page = str(parse(mail).header("reply-to")), parse(mail).text or ""
        secrets |= {re.findall(r"\+(\w{20,})@", address)[0], re.findall(r"/me/([\w.-]{20,})", page)[0]}
        for text in (f"I keep bees and {SAID}.", "Yes", "Circle: " + SAID, f"Place: Room of {name}", "Move"):
            post.reply(mail, text)
    asked = recap(post)
    mine = f"Everyone came\nNext: Dee - {SAID} - Friday\nI take with me: {SAID}"
    post.reply(asked, mine, now=AFTER)
    outbox.post(post.db, MailKind.SURVEY, post.stage.person("Bo"), f"meeting:{post.stage.first.id}", AFTER)
    post.reply(post.sent(MailKind.SURVEY, "Bo", AFTER), f"4 - {SAID}", now=AFTER)
    return secrets


def test_of_who_was_in_an_anonymised_season_only_name_and_address_are_kept_and_nowhere_else(
    post: Post,
) -> None:
    secrets = lived(post)
    assert places(post.db, SAID)
    close(post)
    anonymising.note_told(post.db, [post.stage.program.id], LATER - anonymising.NOTICE)
    anonymising.sweep(post.db, LATER)
    post.db.expire_all()
    assert post.stage.season.state is SeasonState.ANONYMISED
    assert places(post.db, SAID) == []
    assert [where for secret in secrets for where in places(post.db, secret)] == []
    for name, surname in SURNAMES.items():
        assert places(post.db, surname) == ["person.name"]
        assert places(post.db, f"{name.lower()}@meadow") == ["address.normalised", "address.written"]
        assert places(post.db, f"Room of {name}") == []


def test_free_words_to_an_anonymised_season_are_kept_as_no_note(post: Post) -> None:
    mail = anonymised(post)
    post.reply(mail, "I take with me that asking is no weakness.", now=LATER)
    assert post.db.scalars(select(Note)).all() == []


def test_who_was_in_an_anonymised_season_still_gets_what_we_hold(post: Post) -> None:
    mail = anonymised(post)
    post.reply(mail, "My data", now=LATER)
    assert MailKind.DATA in new_mails(post)
