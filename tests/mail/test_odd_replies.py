"""Replies that come late, twice, to two addresses of ours, or about somebody else."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, OutgoingState, ParticipantState, Rsvp
from circles.mail import demo_replies
from circles.mail.parse import parse
from circles.mail.reading import read_stored
from circles.mail.sender import UNKNOWN, Verdict
from circles.models import Circle, FollowUp, Incoming, Membership, Note, Outgoing, Participant
from circles.services import circles, inbox, people, programs, seasons
from tests.mail.post import SITE, SOON, Post
from tests.services.stage import MEETS, NOW

PROVED = Verdict("pass", "DMARC passed.")
LATER = MEETS + timedelta(days=60)


def address(mail: bytes) -> str:
    return str(parse(mail).header("reply-to")).rpartition("<")[2].strip("> ")


def take(post: Post, raw: bytes, recipient: str, now: datetime = SOON, verdict: Verdict = PROVED) -> Incoming:
    stored = inbox.store(post.db, raw, recipient, now)
    assert stored is not None
    read_stored(post.db, stored, SITE, now, verdict)
    return post.db.get_one(Incoming, stored)


def test_one_mail_to_two_addresses_of_ours_is_acted_on_once(post: Post) -> None:
    invite = post.invite("Bo")
    people.send_link(post.db, post.stage.season, "bo@meadow.example", NOW)
    other = address(post.sent(MailKind.LINK, "Bo"))
    words = "Yes\nCircle: I bring cake\nNext: Bo - bring plates - Friday"
    raw = demo_replies.reply(invite, "bo@meadow.example", words, "gmail", SOON)
    for recipient in (address(invite), other):
        last = take(post, raw, recipient)
    assert len(post.db.scalars(select(Note)).all()) == 1
    assert len(post.db.scalars(select(FollowUp)).all()) == 1
    assert post.count(MailKind.NOTE, "Ana") == post.count(MailKind.RECEIPT, "Bo") == 1
    assert (last.state, post.answer("Bo")) == (IncomingState.READ, Rsvp.YES)
    assert "another address of ours" in last.outcome["reason"]


def test_a_mail_to_two_addresses_that_is_proven_theirs_is_acted_on_though_its_copy_was_put_aside(
    post: Post,
) -> None:
    invite = post.invite("Bo")
    people.send_link(post.db, post.stage.season, "bo@meadow.example", NOW)
    other = address(post.sent(MailKind.LINK, "Bo"))
    raw = demo_replies.reply(invite, "bo@meadow.example", "Leave", "gmail", SOON)
    asked, copy = (take(post, raw, recipient, verdict=UNKNOWN) for recipient in (address(invite), other))
    assert (inbox.waits_for_proof(asked), inbox.waits_for_proof(copy)) == (True, False)
    inbox.answer_ask(post.db, asked, theirs=True)
    read_stored(post.db, asked.id, SITE, SOON)
    assert post.stage.members["Bo"].state is ParticipantState.LEFT


def test_of_a_mail_to_two_addresses_the_one_that_shows_who_wrote_it_counts(post: Post) -> None:
    invite = post.invite("Bo")
    raw = demo_replies.reply(invite, "bo@meadow.example", "No", "gmail", SOON)
    asked, sure = (take(post, raw, recipient) for recipient in (SITE.mail_from, address(invite)))
    assert [each.outcome["trust"]["level"] for each in (asked, sure)] == ["C", "A"]
    assert post.answer("Bo") is Rsvp.NO
    assert not inbox.waits_for_proof(asked)
    ask = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.ASK)).one()
    assert ask.state is OutgoingState.SUPERSEDED


def test_one_mail_to_the_address_of_another_member_changes_nothing_for_them(post: Post) -> None:
    invite = post.invite("Bo")
    raw = demo_replies.reply(invite, "bo@meadow.example", "Yes", "gmail", SOON)
    take(post, raw, address(post.invite("Carl")))
    take(post, raw, address(invite))
    assert (post.answer("Bo"), post.answer("Carl")) == (Rsvp.YES, None)


@pytest.mark.parametrize("words", ["Dee can't come, she is ill", "Yes\nDee is not well, so it is only me"])
def test_words_about_another_member_are_no_introduction(post: Post, words: str) -> None:
    post.reply(post.invite("Bo"), words)
    (bo,) = [each for each in post.stage.circle.members if each.participant is post.stage.members["Bo"]]
    assert bo.intro == ""


@pytest.mark.parametrize("words", ["Dee: yes", "Yes, and Dee is coming too", "No, Dee comes instead of me"])
def test_nobody_answers_for_another_member(post: Post, words: str) -> None:
    told = post.reply(post.invite("Bo"), words)
    assert (post.answer("Bo"), post.answer("Dee")) == (None, None)
    assert told.state is IncomingState.REVIEW


def test_of_two_that_contradict_each_other_the_one_written_last_stands_whichever_comes_last(
    post: Post,
) -> None:
    invite = post.invite("Bo")
    yes = demo_replies.reply(invite, "bo@meadow.example", "Yes", "gmail", SOON)
    no = demo_replies.reply(invite, "bo@meadow.example", "No", "gmail", SOON - timedelta(minutes=1))
    for raw in (yes, no):
        last = take(post, raw, address(invite))
    assert post.answer("Bo") is Rsvp.YES
    assert last.outcome["noted"][0].startswith("What you wrote later stands. You are coming")


def test_one_doubt_about_an_account_is_told_once(post: Post) -> None:
    incoming = post.reply(post.invite("Bo"), "We met, everyone came")
    assert incoming.outcome["reason"] == "No meeting of yours has ended within the last three weeks."


# --- After the season ---


def next_season(post: Post) -> dict[str, Participant]:
    """Close the season, and publish the next one with the same people."""
    old = post.stage
    seasons.close(post.db, old.season, "organizer:1", LATER)
    plan = programs.SeasonPlan("Summer", (LATER + timedelta(days=14)).date(), meetings=2)
    season = programs.add_season(post.db, old.program, plan, "organizer:1", LATER)
    circle = Circle(season=season, name="Circle 1", zone="Europe/Lisbon", weekday=1, start=time(10))
    found = {}
    for name, before in old.members.items():
        found[name] = Participant(
            season=season,
            person=before.person,
            role=before.role,
            state=ParticipantState.CONFIRMED,
            availability="Tue 10:00-12:00",
            enrolled_at=LATER,
        )
        post.db.add(found[name])
        circle.memberships.append(Membership(participant=found[name], role=before.role, joined_at=LATER))
    post.db.add(circle)
    post.db.flush()
    circles.publish(post.db, season, "organizer:1", LATER)
    return found


def test_leave_in_answer_to_a_mail_of_last_season_leaves_the_one_that_runs(post: Post) -> None:
    old_invite, now = post.invite("Bo"), LATER + timedelta(hours=1)
    members = next_season(post)
    raw = demo_replies.reply(old_invite, "bo@meadow.example", "Leave", "gmail", now)
    take(post, raw, address(old_invite), now)
    assert members["Bo"].state is ParticipantState.LEFT
    left = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.LEFT)).all()
    assert [each.about for each in left] == [f"season:{members['Bo'].season_id}"]


def test_a_break_asked_for_in_answer_to_a_mail_of_last_season_is_one_of_the_next(post: Post) -> None:
    old_invite, now = post.invite("Bo"), LATER + timedelta(hours=1)
    members = next_season(post)
    post.reply(old_invite, "Pause 2 weeks", now=now)
    assert members["Bo"].paused_until is not None


@pytest.mark.parametrize("words", ["Yes", "No"])
def test_a_yes_or_no_to_a_meeting_of_last_season_counts_for_no_other(post: Post, words: str) -> None:
    old_invite, now = post.invite("Bo"), LATER + timedelta(hours=1)
    members = next_season(post)
    told = post.reply(old_invite, words, now=now)
    assert told.state is IncomingState.REVIEW
    assert "The meeting on Tue 12 Jan" in str(told.outcome)
    assert post.answer("Bo") is None
    assert members["Bo"].state is ParticipantState.PLACED


def test_who_answers_the_first_invite_after_the_meeting_is_not_told_how_to_introduce_themselves(
    post: Post,
) -> None:
    told = post.reply(post.invite("Dee"), "I'll be there next time", now=MEETS + timedelta(hours=3))
    assert told.outcome["examples"] == ["Attended: Dee", "Missed: Dee"]
    assert "About me" not in told.outcome["reason"]
