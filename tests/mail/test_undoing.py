"""Undo by mail: what was recorded from one mail is taken back, and nothing else."""

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select

from circles.domain.words import (
    MailKind,
    ParticipantState,
    Rsvp,
)
from circles.mail.parse import parse
from circles.models import FollowUp
from circles.services import attendance, current, next_season, people
from tests.mail.post import LINES, SOON, Post, recap
from tests.services.stage import AFTER
from tests.services.test_next_season import AUTUMN


def test_undo_takes_it_back_and_a_second_undo_says_nothing_is_left(post: Post) -> None:
    post.reply(recap(post), LINES, now=AFTER)
    receipt = post.sent(MailKind.RECEIPT, "Ana", AFTER)
    undone = post.reply(receipt, "UNDO", now=AFTER)
    assert not attendance.attendance(post.db, [post.stage.first])
    assert post.db.scalars(select(FollowUp)).one().void_by == f"incoming:{undone.id}"
    again = post.reply(receipt, "undo", now=AFTER + timedelta(minutes=1))
    assert again.outcome["undone"] == []
    assert post.count(MailKind.UNDO_DONE, "Ana") == 2


def test_undoing_a_place_brings_the_old_one_back_and_leaves_the_answer(post: Post) -> None:
    post.reply(post.invite("Ana"), "Yes")
    later = SOON + timedelta(hours=1)
    post.reply(post.invite("Ana"), "Place: https://meet.example/ana", now=later)
    post.reply(post.sent(MailKind.RECEIPT, "Ana", later), "undo", now=later)
    assert (post.stage.circle.place, post.answer("Ana")) == ("", Rsvp.YES)


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("Yes", True),
        ("Place: Room 5", True),
        ("Pause 2 weeks\n\nIf Bo comes, I may come, too.", True),  # what is unread is receipted
        ("Move Thu 17:00", False),  # and a move stays, which its receipt need not be asked for
        ("Swap Ana", False),
    ],
)
def test_a_receipt_offers_undo_only_where_that_would_take_something_back(
    post: Post, text: str, *, offered: bool
) -> None:
    post.reply(post.invite("Ana"), text)
    receipt = parse(post.sent(MailKind.RECEIPT, "Ana"))
    assert ("Wrong?" in (receipt.text or ""), "Wrong?" in (receipt.html or "")) == (offered, offered)
    undone = post.reply(post.invite("Ana"), "Undo", now=SOON + timedelta(minutes=1)).outcome["undone"]
    assert bool(undone) == offered


def test_undo_goes_back_behind_all_that_one_mail_said(post: Post) -> None:
    ana, circle = post.stage.members["Ana"], post.stage.circle
    said = "Place: Room 5\nPlace: Room 6\nPause until 1 March\nPause until 1 February"
    told = post.reply(post.invite("Ana"), said)
    assert (circle.place, ana.paused_until is None) == ("Room 6", False)
    post.reply(post.invite("Ana"), "Undo", now=SOON + timedelta(minutes=1))
    assert (circle.place, ana.paused_until) == ("", None), told.outcome


def test_undoing_what_somebody_has_replaced_since_leaves_what_stands(post: Post) -> None:
    later = SOON + timedelta(hours=1)
    post.reply(post.invite("Ana"), "Place: https://meet.example/ana")
    first = post.sent(MailKind.RECEIPT, "Ana")
    post.reply(post.invite("Bo"), "Yes\n\nI build bridges and like tea.", now=later)
    second = post.sent(MailKind.RECEIPT, "Bo")
    for words in ("Yes\n\nI keep bees and three cats.", "Place: https://meet.example/bo"):
        post.reply(post.invite("Bo"), words, now=later)
    [bo] = [each for each in post.stage.circle.members if each.participant is post.stage.members["Bo"]]
    assert post.reply(first, "undo", now=later).outcome["undone"] == []
    assert post.reply(second, "undo", now=later).outcome["undone"] == ["Bo's answer “yes” no longer counts."]
    assert (post.stage.circle.place, bo.intro) == ("https://meet.example/bo", "I keep bees and three cats.")


def test_undo_leaves_what_the_same_mail_says(post: Post) -> None:
    post.reply(post.invite("Bo"), "No")
    told = post.reply(post.invite("Bo"), "Yes\n\nUndo", now=SOON + timedelta(minutes=1))
    assert told.outcome["undone"] == ["Bo's answer “no” no longer counts."]
    assert post.answer("Bo") is Rsvp.YES


def test_undo_takes_back_a_break_and_nothing_said_before_it(post: Post) -> None:
    post.reply(post.invite("Bo"), "Yes")
    bo, invite = post.stage.members["Bo"], post.invite("Bo")
    minutes = (SOON + timedelta(minutes=n) for n in range(1, 9))
    post.reply(invite, "Pause 2 weeks", now=next(minutes))
    until = bo.paused_until
    assert until is not None
    post.reply(invite, "Resume", now=next(minutes))
    post.reply(invite, "Undo", now=next(minutes))
    assert bo.paused_until == until
    undone = post.reply(post.sent(MailKind.PAUSED, "Bo"), "Undo", now=next(minutes))
    assert undone.outcome["undone"] == ["You are on no break."]
    assert (bo.paused_until, post.answer("Bo")) == (None, Rsvp.YES)


def test_leaving_has_no_undo_and_an_undo_of_it_takes_back_nothing_older(post: Post) -> None:
    post.reply(post.invite("Bo"), "Yes\nAbout me: I am Bo")
    people.leave(post.db, post.stage.members["Bo"], SOON + timedelta(hours=2))
    later = SOON + timedelta(hours=3)
    told = post.reply(post.sent(MailKind.LEFT, "Bo", later), "Undo", now=later)
    assert told.outcome["undone"] == []
    assert told.outcome["stays"] == ["Leaving has no undo. To come back, reply Resume."]
    assert post.answer("Bo") is Rsvp.YES
    post.reply(post.sent(MailKind.UNDO_DONE, "Bo", later), "Resume", now=later + timedelta(hours=1))
    assert post.stage.members["Bo"].state is ParticipantState.PLACED


def test_who_has_left_still_undoes_the_mail_whose_receipt_they_answer(post: Post) -> None:
    post.reply(post.invite("Bo"), "No\nAbout me: I am Bo")
    receipt = post.sent(MailKind.RECEIPT, "Bo")
    people.leave(post.db, post.stage.members["Bo"], SOON + timedelta(hours=2))
    told = post.reply(receipt, "Undo", now=SOON + timedelta(hours=3))
    assert "Bo's answer “no” no longer counts." in told.outcome["undone"]


NOTHING = "There is nothing to take back now."


@pytest.mark.parametrize("by_page", [False, True])
def test_undo_after_leaving_and_coming_back_takes_back_nothing_older(post: Post, *, by_page: bool) -> None:
    invite, bo = post.invite("Bo"), post.stage.members["Bo"]
    minutes = (SOON + timedelta(minutes=n) for n in range(1, 9))
    post.reply(invite, "Yes", now=next(minutes))
    current.step_back(post.db, bo, next(minutes))
    if by_page:
        people.confirm(post.db, bo, next(minutes))
    else:
        post.reply(invite, "Resume", now=next(minutes))
    told = post.reply(invite, "Undo", now=next(minutes)).outcome
    assert (told["undone"], told["stays"]) == ([], [f"{NOTHING} To leave, reply Leave."])
    assert (bo.state, post.answer("Bo")) == (ParticipantState.PLACED, Rsvp.YES)
    post.reply(invite, "No", now=next(minutes))
    told = post.reply(invite, "Undo", now=next(minutes)).outcome
    assert told["undone"] == ["Bo's answer “no” no longer counts."]


def test_undo_after_saying_no_to_an_invitation_takes_back_nothing_older(post: Post) -> None:
    post.reply(post.invite("Bo"), "Yes")
    next_season.follow(post.db, post.stage.season, AUTUMN, "organizer:1", SOON, invite=True)
    invitation, later = post.sent(MailKind.IMPORT_INVITE, "Bo", SOON), SOON + timedelta(hours=1)
    post.reply(invitation, "No", now=later)
    told = post.reply(invitation, "Undo", now=later + timedelta(hours=1)).outcome
    how = "To join after all, reply Yes to the mail that invited you."
    assert (told["undone"], told["stays"]) == ([], [f"{NOTHING} {how}"])
    assert post.answer("Bo") is Rsvp.YES
    post.reply(invitation, "Yes", now=later + timedelta(hours=2))
    assert post.count(MailKind.JOINED, "Bo") == 1


def test_undo_of_a_no_to_hosting_takes_back_nothing_older(post: Post) -> None:
    post.reply(post.invite("Bo"), "Yes")
    post.reply(post.invite("Ana"), "Swap Bo")
    asked, later = post.sent(MailKind.SWAP_ASK, "Bo", SOON), SOON + timedelta(hours=1)
    post.reply(asked, "No", now=later)
    told = post.reply(asked, "Undo", now=later + timedelta(hours=1)).outcome
    assert (told["undone"], told["stays"]) == ([], [NOTHING])
    assert post.answer("Bo") is Rsvp.YES


def test_undo_after_a_break_was_ended_on_the_page_takes_back_nothing_older(post: Post) -> None:
    minutes = (SOON + timedelta(minutes=n) for n in count())
    invite, bo = post.invite("Bo"), post.stage.members["Bo"]
    post.reply(invite, "No", now=next(minutes))
    post.reply(invite, "Pause 2 weeks", now=next(minutes))
    current.resume(post.db, bo, next(minutes))
    told = post.reply(invite, "Undo", now=next(minutes)).outcome
    assert (told["undone"], told["stays"]) == ([], [NOTHING])
    assert post.answer("Bo") is Rsvp.NO


def test_undo_after_a_break_was_ended_by_mail_goes_back_behind_that_and_then_behind_the_break(
    post: Post,
) -> None:
    minutes = (SOON + timedelta(minutes=n) for n in count())
    invite, bo = post.invite("Bo"), post.stage.members["Bo"]
    for said in ("No", "Pause 2 weeks", "Resume"):
        post.reply(invite, said, now=next(minutes))
    undone = [post.reply(invite, "Undo", now=next(minutes)).outcome["undone"] for _ in range(3)]
    no = "Bo's answer “no” no longer counts."
    assert undone == [["You are on your break again."], ["You are on no break."], [no]]
    assert not people.is_paused(bo, next(minutes))
