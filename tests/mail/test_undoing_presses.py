"""Undo by mail after a press on a page: that press is taken back, and nothing older in its stead."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count

import pytest
from sqlalchemy import select

from circles.domain.statement import Said
from circles.domain.words import FollowUpState, MailKind, ParticipantState, Rsvp, Source
from circles.mail import demo_replies
from circles.mail.parse import parse
from circles.models import Incoming, Membership
from circles.services import attendance, current, follow_ups, freeing, offers, people, repairs, wishes
from tests.mail.post import SOON, Post
from tests.services.stage import NOW, by
from tests.services.waiting import arrives

NOTHING = "There is nothing to take back now."
ON_NO_BREAK, AGAIN = ["You are on no break."], ["You are in Circle 1 again."]


@pytest.fixture
def minutes() -> Iterator[datetime]:
    return (SOON + timedelta(minutes=n) for n in count())


def undo(post: Post, minutes: Iterator[datetime], kind: MailKind = MailKind.INVITE) -> list[str]:
    return said(post.reply(post.sent(kind, "Bo"), "Undo", now=next(minutes)))


def said(incoming: Incoming) -> list[str]:
    return [*incoming.outcome["undone"], *incoming.outcome["stays"]]


def seat_of(post: Post, name: str) -> Membership:
    mine = select(Membership).where(Membership.participant == post.stage.members[name])
    return post.db.scalars(mine.where(Membership.circle == post.stage.circle)).one()


def test_undo_takes_back_a_break_that_was_taken_on_the_page_and_then_what_is_older(
    post: Post, minutes: Iterator[datetime]
) -> None:
    bo = post.stage.members["Bo"]
    post.reply(post.invite("Bo"), "Yes", now=next(minutes))
    current.pause(post.db, bo, None, next(minutes))
    assert undo(post, minutes, MailKind.PAUSED) == ON_NO_BREAK
    assert (bo.paused_until, post.answer("Bo")) == (None, Rsvp.YES)
    assert undo(post, minutes) == ["Bo's answer “yes” no longer counts."]


def test_undo_sets_a_break_that_was_changed_on_the_page_as_it_was(
    post: Post, minutes: Iterator[datetime]
) -> None:
    bo = post.stage.members["Bo"]
    post.reply(post.invite("Bo"), "Pause until 11 December", now=next(minutes))
    until = bo.paused_until
    current.pause(post.db, bo, date(2027, 3, 1), next(minutes))
    assert undo(post, minutes) == ["You are on your break again."]
    assert bo.paused_until == until
    assert undo(post, minutes) == ON_NO_BREAK


def test_undo_of_a_return_goes_back_to_the_break_of_the_page_and_then_behind_it(
    post: Post, minutes: Iterator[datetime]
) -> None:
    post.reply(post.invite("Bo"), "Yes", now=next(minutes))
    current.pause(post.db, post.stage.members["Bo"], None, next(minutes))
    post.reply(post.invite("Bo"), "Resume", now=next(minutes))
    assert undo(post, minutes) == ["You are on your break again."]
    assert undo(post, minutes) == ON_NO_BREAK
    assert post.answer("Bo") is Rsvp.YES


def test_undo_after_a_page_s_break_takes_back_what_was_written_since_first(
    post: Post, minutes: Iterator[datetime]
) -> None:
    current.pause(post.db, post.stage.members["Bo"], None, next(minutes))
    post.reply(post.invite("Bo"), "No", now=next(minutes))
    assert undo(post, minutes)[0] == "Bo's answer “no” no longer counts."
    assert undo(post, minutes) == ON_NO_BREAK


def test_undo_after_a_break_is_over_takes_back_nothing_older(post: Post) -> None:
    bo, day = post.stage.members["Bo"], timedelta(days=1)
    post.reply(post.invite("Bo"), "Yes")
    post.reply(post.invite("Bo"), "Pause until 2 December", now=SOON + timedelta(minutes=1))
    bo.paused_until = None  # the clock forgets one that is over
    told = post.reply(post.invite("Bo"), "Undo", now=SOON + 3 * day)
    assert said(told) == [NOTHING]
    assert post.answer("Bo") is Rsvp.YES


def test_undo_gives_back_the_seat_that_was_given_up_on_the_page(
    post: Post, minutes: Iterator[datetime]
) -> None:
    bo = post.stage.members["Bo"]
    post.stage.season.size_lo = 2
    post.reply(post.invite("Bo"), "Circle: hello all", now=next(minutes))
    freeing.give_up(post.db, seat_of(post, "Bo"), next(minutes))
    assert bo.state is ParticipantState.WAITLISTED
    assert undo(post, minutes, MailKind.WAITLISTED) == AGAIN
    assert bo.state is ParticipantState.PLACED
    assert undo(post, minutes)[0].startswith("“hello all” is off")


def test_undo_of_a_seat_given_up_on_the_page_that_has_gone_says_so_and_takes_back_nothing_older(
    post: Post, minutes: Iterator[datetime]
) -> None:
    post.stage.season.size_lo, post.stage.season.size_hi = 2, 4
    eva = arrives(post.db, post.stage, "Eva")
    post.reply(post.invite("Bo"), "Yes", now=next(minutes))
    freeing.give_up(post.db, seat_of(post, "Bo"), next(minutes))
    [offered] = offers.open_to(post.db, eva)
    assert repairs.seat(post.db, offered, next(minutes)) is not None
    gone = ["Your seat in Circle 1 has gone meanwhile."]
    assert [undo(post, minutes) for _ in range(2)] == [gone, gone]
    assert post.stage.members["Bo"].state is ParticipantState.WAITLISTED


def test_undo_of_a_yes_to_a_seat_is_no_step_that_another_undo_takes_back(post: Post) -> None:
    post.stage.season.size_hi = 5
    eva = arrives(post.db, post.stage, "Eva")
    assert eva.state is ParticipantState.WAITLISTED
    mail = post.sent(MailKind.SEAT, "Eva")
    post.reply(mail, "Yes")
    told = [post.reply(mail, "Undo", now=SOON + timedelta(minutes=n)) for n in (1, 2)]
    assert said(told[0]) == ["You are no longer in Circle 1, and wait for another seat."]
    assert said(told[1]) == [f"{NOTHING} To leave, reply Leave."]
    assert eva.state is ParticipantState.WAITLISTED


def test_who_has_left_is_not_brought_back_by_the_undo_of_an_older_press(
    post: Post, minutes: Iterator[datetime]
) -> None:
    bo = post.stage.members["Bo"]
    current.pause(post.db, bo, None, next(minutes))
    freeing.free(post.db, seat_of(post, "Bo"), "organizer:1", next(minutes))
    assert undo(post, minutes) == ["Leaving has no undo. To come back, reply Resume."]
    assert people.is_paused(bo, NOW + timedelta(days=1))


@pytest.mark.parametrize("at_once", [True, False])
def test_undo_takes_back_the_later_of_two_mails_first_that_waited_to_be_read(
    post: Post, minutes: Iterator[datetime], *, at_once: bool
) -> None:
    invite = post.invite("Bo")
    reader = str(parse(invite).header("to"))
    stored = []
    for text in ("Pause", "Yes"):
        now = next(minutes)
        stored.append(post.store(invite, demo_replies.reply(invite, reader, text, "gmail", now), now))
    read_at = [next(minutes), next(minutes)]
    for each, now in zip(stored, read_at, strict=True):
        post.read(each, read_at[0] if at_once else now)
    assert undo(post, minutes) == ["Bo's answer “yes” no longer counts."]
    assert undo(post, minutes) == ON_NO_BREAK


def test_undo_takes_back_a_press_on_the_page_before_a_mail_that_came_earlier_and_was_read_later(
    post: Post, minutes: Iterator[datetime]
) -> None:
    invite, now = post.invite("Bo"), next(minutes)
    reader = str(parse(invite).header("to"))
    stored = post.store(invite, demo_replies.reply(invite, reader, "Yes", "gmail", now), now)
    current.pause(post.db, post.stage.members["Bo"], None, next(minutes))
    post.read(stored, next(minutes))
    assert undo(post, minutes) == ON_NO_BREAK
    assert undo(post, minutes) == ["Bo's answer “yes” no longer counts."]


@pytest.mark.parametrize("pressed", ["No", "Done"])
def test_undo_after_an_answer_on_a_page_takes_back_nothing_older(
    post: Post, minutes: Iterator[datetime], pressed: str
) -> None:
    bo, first, bo_s = post.stage.members["Bo"], post.stage.first, post.stage.person("Bo")
    promise = follow_ups.Promise("send the deck", bo)
    kept = follow_ups.open_one(post.db, post.stage.circle, first, promise, by("Ana", post.stage, NOW))
    post.reply(post.invite("Bo"), "Circle: hello all", now=next(minutes))
    said_there = Said(bo_s, Source.LINK, next(minutes))
    if pressed == "No":
        attendance.say_rsvp(post.db, first, bo, Rsvp.NO, said_there, said_there.at)
    else:
        follow_ups.change(post.db, kept, said_there, state=FollowUpState.DONE)
    assert [undo(post, minutes) for _ in range(2)] == [[NOTHING], [NOTHING]]
    post.reply(post.invite("Bo"), "Yes", now=next(minutes))
    assert undo(post, minutes) == ["Bo's answer “yes” no longer counts."]
    assert undo(post, minutes) == [NOTHING]


@pytest.mark.parametrize("by_page", [True, False])
def test_undo_takes_back_the_break_of_who_moved_to_another_zone_since(
    post: Post, minutes: Iterator[datetime], *, by_page: bool
) -> None:
    bo = post.stage.members["Bo"]
    post.reply(post.invite("Bo"), "Yes", now=next(minutes))
    if by_page:
        current.pause(post.db, bo, None, next(minutes))
    else:
        post.reply(post.invite("Bo"), "Pause", now=next(minutes))
    wishes.live_in(bo.person, "Asia/Tokyo", next(minutes))
    assert undo(post, minutes) == ON_NO_BREAK
    assert (bo.paused_until, post.answer("Bo")) == (None, Rsvp.YES)
