"""Surveys and last words by mail: recorded, confirmed, undone, and a person reads what is unclear."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from circles.domain.words import (
    FollowUpState,
    IncomingState,
    MailKind,
    MeetingState,
    NoteKind,
    SeasonState,
    Source,
)
from circles.mail.parse import parse
from circles.models import Note, SurveyAnswer
from circles.services import outbox, people, surveys
from tests.mail.post import Post, promised
from tests.services.stage import AFTER

LATER = AFTER + timedelta(days=1)


def survey(post: Post, name: str = "Bo") -> bytes:
    post.stage.first.state = MeetingState.HELD
    outbox.post(post.db, MailKind.SURVEY, post.stage.person(name), f"meeting:{post.stage.first.id}", AFTER)
    return post.sent(MailKind.SURVEY, name, AFTER)


def report(post: Post, name: str = "Bo") -> bytes:
    [membership] = [
        each for each in post.stage.circle.memberships if each.participant is post.stage.members[name]
    ]
    at = post.stage.second.starts_at + timedelta(days=4)
    outbox.post(post.db, MailKind.SEASON_REPORT, post.stage.person(name), f"membership:{membership.id}", at)
    return post.sent(MailKind.SEASON_REPORT, name, at)


def answers(post: Post) -> list[tuple[int | None, str]]:
    found = surveys.standing(post.db, [post.stage.first.id])
    return [(each.score, each.line) for each in found]


def test_a_number_is_recorded_with_its_line_and_confirmed(post: Post) -> None:
    incoming = post.reply(survey(post), "4/5 because the talks are good", now=LATER)
    [kept] = post.db.scalars(select(SurveyAnswer)).all()
    assert (kept.participant, kept.score, kept.line) == (
        post.stage.members["Bo"],
        4,
        "because the talks are good",
    )
    assert (kept.source, kept.incoming_id) == (Source.REPLY, incoming.id)
    assert incoming.state is IncomingState.READ
    assert incoming.outcome["noted"] == ["4 of 5 for Circle 1: “because the talks are good”."]
    assert post.count(MailKind.RECEIPT, "Bo") == 1


def test_the_latest_answer_counts_and_undo_brings_the_one_before_back(post: Post) -> None:
    mail = survey(post)
    post.reply(mail, "4 - good", now=LATER)
    post.reply(mail, "I'd say a 2", now=LATER + timedelta(minutes=1))
    assert answers(post) == [(2, "")]
    receipt = post.sent(MailKind.RECEIPT, "Bo", LATER)
    undone = post.reply(receipt, "undo", now=LATER + timedelta(minutes=2))
    assert undone.outcome["undone"] == ["Your 2 of 5 for Circle 1 no longer counts."]
    assert answers(post) == [(4, "good")]


@pytest.mark.parametrize("text", ["4\n5", "Great!", "4.5"])
def test_an_answer_that_is_not_plain_goes_to_a_person_and_records_nothing(post: Post, text: str) -> None:
    incoming = post.reply(survey(post), text, now=LATER)
    assert (answers(post), incoming.state) == ([], IncomingState.REVIEW)
    assert incoming.outcome["examples"] == ["4", "4 - good talks"]
    unsure = post.sent(MailKind.UNSURE, "Bo", LATER)
    post.reply(unsure, "4", now=LATER + timedelta(minutes=1))
    assert answers(post) == [(4, "")]


def test_a_number_that_may_be_another_is_asked_back(post: Post) -> None:
    incoming = post.reply(survey(post), "I'd say a 3, maybe 4", now=LATER)
    assert answers(post) == []
    assert incoming.outcome["reason"].startswith("We could not tell which number you mean.")
    assert post.count(MailKind.UNSURE, "Bo") == 1


def test_a_question_beside_the_number_is_read_by_a_person(post: Post) -> None:
    incoming = post.reply(survey(post), "4 - could we meet earlier?", now=LATER)
    assert (answers(post), incoming.state) == ([(4, "could we meet earlier?")], IncomingState.REVIEW)


def test_what_stands_beside_a_number_is_no_answer_and_no_attendance(post: Post) -> None:
    incoming = post.reply(survey(post), "5\nI can't come next time, and Dee missed this one.", now=LATER)
    assert len(incoming.outcome["noted"]) == 1
    assert post.answer("Bo") is None


def test_somebody_who_left_may_still_say_how_it_was_even_after_years(post: Post) -> None:
    mail = survey(post)
    people.leave(post.db, post.stage.members["Bo"], LATER)
    post.reply(mail, "2 - too early in the day", now=LATER + timedelta(days=800))
    assert answers(post) == [(2, "too early in the day")]


def test_once_a_season_is_anonymised_no_answer_is_kept(post: Post) -> None:
    mail = survey(post)
    post.stage.season.state = SeasonState.ANONYMISED
    incoming = post.reply(mail, "4", now=LATER)
    assert answers(post) == []
    assert "no longer kept" in incoming.outcome["reason"]


def test_the_survey_says_who_reads_the_answer(post: Post) -> None:
    text = str(parse(survey(post)).text)
    assert "Inês will read your number and your line, with your name." in text
    assert "Your circle will not see them." in text
    for n in range(1, 6):
        assert f"/survey?score={n}" in text


@pytest.mark.parametrize("text", ["Dee", "Yes! I'll call Dee by Friday."])
def test_a_last_word_is_kept_confirmed_and_undone(post: Post, text: str) -> None:
    at = post.stage.second.starts_at + timedelta(days=4)
    incoming = post.reply(report(post), text, now=at)
    [kept] = post.db.scalars(select(Note).where(Note.kind == NoteKind.LAST_WORD)).all()
    assert (kept.text, kept.participant, kept.void_by) == (text, post.stage.members["Bo"], None)
    assert incoming.state is IncomingState.READ
    assert incoming.outcome["noted"] == [f"We keep this for the organizers: “{text}”"]
    post.reply(post.sent(MailKind.RECEIPT, "Bo", at), "undo", now=at + timedelta(minutes=1))
    assert kept.void_by


def test_a_command_below_a_last_word_is_obeyed_and_the_word_kept(post: Post) -> None:
    promise = promised(post, "send the deck", "Bo")
    at = post.stage.second.starts_at + timedelta(days=4)
    incoming = post.reply(report(post), "I will talk with Dee.\n\nDone 1", now=at)
    assert promise.state is FollowUpState.DONE
    assert incoming.outcome["noted"] == [
        "We keep this for the organizers: “I will talk with Dee.”",
        "“send the deck” is done. Thank you!",
    ]


def test_a_question_beside_a_last_word_is_read_by_a_person_and_the_word_kept(post: Post) -> None:
    at = post.stage.second.starts_at + timedelta(days=4)
    incoming = post.reply(report(post), "I will talk with Dee.\nWhen is the next season?", now=at)
    assert incoming.state is IncomingState.REVIEW
    assert incoming.outcome["noted"] == ["We keep this for the organizers: “I will talk with Dee.”"]


def test_a_question_after_the_season_is_read_by_a_person(post: Post) -> None:
    at = post.stage.second.starts_at + timedelta(days=4)
    incoming = post.reply(report(post), "When is the next season?", now=at)
    assert incoming.state is IncomingState.REVIEW
    assert not post.db.scalars(select(Note)).all()


@pytest.mark.parametrize("label", ["My thoughts", "Thought", "I take with me", "About me"])
def test_nothing_in_a_survey_is_shared_with_the_circle_whatever_its_label(post: Post, label: str) -> None:
    incoming = post.reply(survey(post), f"2\n{label}: Dee never lets anybody speak", now=LATER)
    assert post.db.scalars(select(Note)).all() == []
    assert not any(member.intro for member in post.stage.circle.members)
    assert [score for score, _ in answers(post)] == [2]
    assert "Dee never lets" not in " ".join(incoming.outcome["unnoted"])


def test_a_last_word_with_a_label_is_kept_and_not_named_as_not_noted(post: Post) -> None:
    at = post.stage.second.starts_at + timedelta(days=4)
    incoming = post.reply(report(post), "One thing: I will talk with Marta", now=at)
    assert incoming.outcome["noted"] == [
        "We keep this for the organizers: “One thing: I will talk with Marta”"
    ]
    assert not incoming.outcome["unnoted"]


def test_a_score_is_kept_though_the_wish_to_leave_beside_it_is_asked_about(post: Post) -> None:
    mail = survey(post)
    later = post.reply(mail, "3\nToo long.\n\nLeave", now=LATER)
    assert later.outcome["trust"]["level"] == "B"
    assert answers(post) == [(3, "Too long.")]
    assert post.count(MailKind.ASK, "Bo") == 1
