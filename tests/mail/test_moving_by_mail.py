"""Another time for a meeting, from the wish to the new calendar, as mails say it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from circles.domain.words import (
    Attendance,
    IncomingState,
    MailKind,
    MeetingState,
    OutgoingState,
    PollState,
    Rsvp,
)
from circles.errors import NothingToSay
from circles.mail.parse import parse, plain_text
from circles.models import Note, Outgoing, Poll, RsvpEvent
from circles.services import (
    attendance,
    cant_come,
    departures,
    hosting,
    meetings,
    moving,
    outbox,
    people,
    poll_answers,
    seasons,
    timeline,
)
from tests.mail.post import Post, promised, recap
from tests.services.stage import AFTER, MEETS, NOW, ORGANIZER, by
from tests.services.waiting import all_sent

MONDAY = datetime(2027, 1, 4, 10, tzinfo=UTC)
EVERYONE = ("Ana", "Bo", "Carl", "Dee")


@pytest.fixture
def post(post: Post) -> Post:
    """Let all be free on Wednesday mornings, too, and have had their invites."""
    for name in EVERYONE:
        post.stage.members[name].availability = "Tue 10:00-11:00; Wed 10:00-11:00"
        post.invite(name)
    for row in post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.INVITE)):
        row.state, row.sent_at = OutgoingState.SENT, row.posted_at
    return post


def poll_of(post: Post) -> Poll:
    found = moving.poll_of(post.db, post.stage.first)
    assert found is not None
    return found


def asked(post: Post, by_whom: str = "Bo", text: str = "Move") -> dict[str, bytes]:
    """Let somebody wish for another time; give the polls that go out, by reader."""
    post.reply(post.invite(by_whom), text, now=MONDAY)
    timeline.post_due(post.db, MONDAY)
    return {name: post.sent(MailKind.MOVE_POLL, name, MONDAY) for name in EVERYONE}


def words(mail: bytes) -> str:
    return parse(mail).text or ""


def updates(post: Post) -> int:
    return sum(post.count(MailKind.UPDATE, name) for name in EVERYONE)


def test_a_members_move_asks_the_circle_and_says_so(post: Post) -> None:
    polls = asked(post)
    assert "Bo asks whether Circle 1 could meet at another time than Tue 12 Jan, 10:00-11:00" in words(
        polls["Carl"]
    )
    assert "you asked for another time" in words(polls["Bo"])
    assert "1. Wed 13 Jan, 10:00-11:00 (Lisbon time)" in words(polls["Dee"])
    receipt = words(post.sent(MailKind.RECEIPT, "Bo", MONDAY))
    assert "We ask your circle which of" in receipt
    assert "the meeting stays as it is" in receipt


def test_who_was_reminded_this_morning_is_asked_for_another_time_all_the_same(post: Post) -> None:
    reminded = MEETS - timedelta(days=1, hours=1)
    for morning in (reminded - timedelta(days=3), reminded):
        timeline.post_due(post.db, morning)
        all_sent(post.db, morning)
    assert post.count(MailKind.REMINDER, "Carl") == 1
    now = reminded + timedelta(hours=2)
    post.reply(post.invite("Bo"), "Move", now=now)
    timeline.post_due(post.db, now)
    polls = select(Outgoing).where(Outgoing.kind == MailKind.MOVE_POLL)
    rows = post.db.scalars(polls).all()
    assert len(departures.hold_back(post.db, rows, now)) == len(EVERYONE)


def test_what_is_written_beside_the_times_that_suit_is_shared_with_nobody(post: Post) -> None:
    polls = asked(post, "Ana")
    told = post.reply(polls["Bo"], "1\nMy thoughts: Ana cancels too often", now=MONDAY)
    assert post.db.scalars(select(Note)).all() == []
    assert "What follows “Thought:” is shared only in reply to a mail about a meeting." in " ".join(
        told.outcome["noted"]
    )


def test_the_numbers_that_suit_most_move_the_meeting(post: Post) -> None:
    polls = asked(post, "Ana")
    post.reply(polls["Ana"], "1 and 2", now=MONDAY)
    post.reply(polls["Bo"], "2, 3", now=MONDAY)
    post.reply(polls["Carl"], "None", now=MONDAY)
    wednesday = poll_of(post).slots[1].starts_at
    last = post.reply(polls["Dee"], "the first two", now=MONDAY)
    assert post.stage.first.starts_at == wednesday
    assert "Everyone has answered: you meet" in " ".join(last.outcome["noted"])
    assert updates(post) == 4
    told = words(post.sent(MailKind.UPDATE, "Carl", MONDAY))
    assert "It suits 3 of you, and none of the other times suits more." in told
    assert "Since the time is new, please answer again." in told


def test_each_answer_gets_a_receipt_with_the_times_it_chose(post: Post) -> None:
    incoming = post.reply(asked(post)["Carl"], "1", now=MONDAY)
    assert incoming.state is IncomingState.READ
    assert incoming.outcome["noted"] == ["These times suit you: Wed 13 Jan, 10:00-11:00 (Lisbon time)."]


def test_undo_takes_an_answer_back_and_the_latest_counts(post: Post) -> None:
    mail = asked(post)["Carl"]
    post.reply(mail, "1", now=MONDAY)
    post.reply(mail, "3", now=MONDAY + timedelta(minutes=1))
    assert poll_answers.suits(poll_of(post))[3] == 1
    post.reply(post.sent(MailKind.RECEIPT, "Carl", MONDAY), "Undo", now=MONDAY + timedelta(minutes=2))
    assert poll_answers.suits(poll_of(post))[1] == 1
    done = words(post.sent(MailKind.UNDO_DONE, "Carl", MONDAY))
    assert "Carl's answer about other times no longer counts." in done


def test_undo_of_a_move_ends_the_question(post: Post) -> None:
    polls = asked(post)
    post.reply(post.sent(MailKind.RECEIPT, "Bo", MONDAY), "Undo", now=MONDAY)
    assert poll_of(post).state is PollState.WITHDRAWN
    late = post.reply(polls["Carl"], "1", now=MONDAY)
    assert late.outcome["noted"] == ["Nothing has changed. Another time is no longer looked for."]


def test_after_an_undone_move_most_who_cannot_come_are_asked_with_numbers_of_their_own(post: Post) -> None:
    old = asked(post)
    post.reply(post.sent(MailKind.RECEIPT, "Bo", MONDAY), "Undo", now=MONDAY)
    tuesday = MONDAY + timedelta(days=1)
    for name in ("Bo", "Carl", "Dee"):
        last = post.reply(post.invite(name), "No", now=tuesday)
    assert "Most of you can't come, so we ask your circle for another time." in last.outcome["noted"]
    timeline.post_due(post.db, tuesday)
    assert [post.count(MailKind.MOVE_POLL, name) for name in EVERYONE] == [2, 2, 2, 2]
    late = post.reply(old["Carl"], "1", now=tuesday)
    anew = "Your circle was asked anew since: the times, and numbers, of the newer mail count."
    assert late.outcome["noted"] == [f"Nothing has changed. {anew}"]
    new = post.sent(MailKind.MOVE_POLL, "Carl", tuesday)
    assert "most of Circle 1 can't come" in words(new)
    assert post.reply(new, "1", now=tuesday).outcome["noted"][0].startswith("These times suit you")


def test_the_host_moves_the_meeting_with_a_day_and_an_hour(post: Post) -> None:
    post.reply(post.invite("Ana"), "Move Thursday 17:00", now=MONDAY)
    assert post.stage.first.starts_at == datetime(2027, 1, 14, 17, tzinfo=UTC)  # in the meeting's week
    assert updates(post) == 4
    receipt = words(post.sent(MailKind.RECEIPT, "Ana", MONDAY))
    assert "Your circle meets Thu 14 Jan, 17:00-18:00 (Lisbon time), instead of Tue 12 Jan" in receipt
    undone = post.reply(post.sent(MailKind.RECEIPT, "Ana", MONDAY), "Undo", now=MONDAY)
    stays = "A meeting that has moved stays there. “Move” with a day and an hour moves it again."
    assert (undone.outcome["undone"], undone.outcome["stays"]) == ([], [stays])
    assert stays in receipt
    answer = parse(post.sent(MailKind.UNDO_DONE, "Ana", MONDAY))
    assert answer.subject == "No mail can undo that"
    assert stays in " ".join(str(plain_text(post.sent(MailKind.UNDO_DONE, "Ana", MONDAY))).split())
    assert "done:" not in (answer.text or "")


def test_a_host_who_names_the_time_that_stands_is_not_told_that_it_has_moved(post: Post) -> None:
    incoming = post.reply(post.invite("Ana"), "Move Tue 10:00", now=MONDAY)
    assert incoming.outcome["noted"] == ["Nothing has changed. The proposed time is the one that stands."]
    assert (post.stage.first.moves, updates(post)) == (0, 0)


def test_a_circle_is_not_asked_about_the_time_that_stands(post: Post) -> None:
    incoming = post.reply(post.invite("Bo"), "Move Tue 10:00", now=MONDAY)
    assert incoming.outcome["noted"] == ["Nothing has changed. The proposed time is the one that stands."]
    assert moving.poll_of(post.db, post.stage.first) is None


def test_an_undo_of_more_than_a_move_takes_back_the_rest_and_says_that_the_move_stays(post: Post) -> None:
    post.reply(post.invite("Ana"), "Place: Room 5\nMove Thu 17:00", now=MONDAY)
    post.reply(post.sent(MailKind.RECEIPT, "Ana", MONDAY), "Undo", now=MONDAY)
    answer = parse(post.sent(MailKind.UNDO_DONE, "Ana", MONDAY))
    assert answer.subject == "Undone, but for what no mail can undo"
    assert "stays there" in (answer.text or "")
    assert (post.stage.circle.place, post.stage.first.moves) == ("", 1)


def test_an_undo_on_its_own_says_of_a_move_what_one_in_answer_to_its_receipt_says(post: Post) -> None:
    post.reply(post.invite("Ana"), "Yes", now=MONDAY)
    post.reply(post.invite("Ana"), "Move Thu 17:00", now=MONDAY + timedelta(minutes=1))
    said = [
        post.reply(post.invite("Ana"), "Undo", now=MONDAY + timedelta(minutes=n)).outcome for n in (2, 3, 4)
    ]
    undone = [each["undone"] + each["stays"] for each in said]
    stays = "A meeting that has moved stays there. “Move” with a day and an hour moves it again."
    assert undone == [[stays], ["Ana's answer “yes” no longer counts."], []]
    assert post.stage.first.starts_at == datetime(2027, 1, 14, 17, tzinfo=UTC)


def test_the_hour_another_member_wishes_for_is_among_the_times_asked(post: Post) -> None:
    polls = asked(post, "Bo", "Move Thursday 17:00")
    assert post.stage.first.starts_at == MEETS
    assert "Thu 14 Jan, 17:00-18:00 (Lisbon time)" in words(polls["Dee"])


@pytest.mark.parametrize("name", ["Ana", "Bo"])
def test_whose_wish_is_past_the_next_meeting_reads_of_that_on_their_own_clocks(post: Post, name: str) -> None:
    post.stage.members[name].person.zone = "Asia/Tokyo"
    [noted] = post.reply(post.invite(name), "Move Fri 12 Feb 17:00", now=MONDAY).outcome["noted"]
    assert "Tue 9 Feb, 19:00-20:00 (Tokyo time)" in noted


def test_a_wish_past_the_next_meeting_asks_nobody_and_says_what_can_be_done(post: Post) -> None:
    incoming = post.reply(post.invite("Bo"), "Move Fri 12 Feb 17:00", now=MONDAY)
    [noted] = incoming.outcome["noted"]
    assert noted == (
        "Nothing has changed. That is not before the next meeting of your circle,"
        " Tue 9 Feb, 10:00-11:00 (Lisbon time). Choose an earlier time."
    )
    assert moving.poll_of(post.db, post.stage.first) is None


def test_who_wishes_for_a_time_that_nobody_can_be_asked_about_is_told_so(post: Post) -> None:
    said = post.reply(post.invite("Bo"), "Move Mon 8 Feb 17:00", now=MONDAY).outcome["noted"]
    assert said[0].startswith("We ask your circle which of 3 other times suit.")
    assert said[1].startswith("Mon 8 Feb, 17:00-18:00 (Lisbon time) is not among these times:")


def test_a_wish_to_begin_half_an_hour_later_is_among_the_times_asked(post: Post) -> None:
    polls = asked(post, "Bo", "Move Tue 12 Jan 10:30")
    assert "1. Tue 12 Jan, 10:30-11:30 (Lisbon time)" in words(polls["Dee"])


def test_one_other_time_is_spoken_of_as_one(post: Post) -> None:
    for member in post.stage.circle.members:
        member.participant.availability = "Tue 10:00-11:00"
    post.stage.second.starts_at = MEETS + timedelta(days=10)
    post.db.flush()
    noted = post.reply(post.invite("Bo"), "Move", now=MONDAY).outcome["noted"][0]
    assert noted.startswith("We ask your circle whether another time suits. You get that mail, too.")


def test_an_hour_of_the_night_is_asked_about(post: Post) -> None:
    incoming = post.reply(post.invite("Ana"), "Move Thu 5:00", now=MONDAY)
    assert post.stage.first.starts_at == MEETS
    assert "Is 05:00 meant?" in incoming.outcome["reason"]


def test_when_most_answer_no_the_circle_is_asked_by_itself(post: Post) -> None:
    said = [post.reply(post.invite(name), "No", now=MONDAY) for name in ("Bo", "Carl", "Dee")]
    line = "Most of you can't come, so we ask your circle for another time."
    assert [line in each.outcome["noted"] for each in said] == [False, False, True]
    timeline.post_due(post.db, MONDAY)
    asked = words(post.sent(MailKind.MOVE_POLL, "Ana", MONDAY))
    assert "most of Circle 1 can't come on Tue 12 Jan" in asked


FOR_ITS_HOST = (
    "You host this meeting, so we ask your circle for another time. To hand it on instead, reply “Pass”."
)
NO_LONGER = "Your circle is no longer asked for another time; the meeting stays as it is."


def test_when_its_host_says_no_the_circle_is_asked_by_itself(post: Post) -> None:
    said = post.reply(post.invite("Ana"), "No", now=MONDAY).outcome["noted"]
    assert said[1:] == [FOR_ITS_HOST]
    timeline.post_due(post.db, MONDAY)
    assert "Ana hosts Circle 1 on Tue 12 Jan, 10:00-11:00 (Lisbon time) and can't come." in words(
        post.sent(MailKind.MOVE_POLL, "Bo", MONDAY)
    )
    assert "you host Circle 1 on Tue 12 Jan, 10:00-11:00 (Lisbon time) and can't come." in words(
        post.sent(MailKind.MOVE_POLL, "Ana", MONDAY)
    )


def test_a_no_with_the_meeting_handed_on_asks_the_circle_nothing(post: Post) -> None:
    said = post.reply(post.invite("Ana"), "No, I am away.\nPass", now=MONDAY).outcome["noted"]
    assert FOR_ITS_HOST not in said
    assert moving.poll_of(post.db, post.stage.first) is None


@pytest.mark.parametrize("word", ["Pass", "Yes", "Undo"])
def test_the_circle_is_asked_no_longer_once_a_host_can_come(post: Post, word: str) -> None:
    post.reply(post.invite("Ana"), "No", now=MONDAY)
    later = MONDAY + timedelta(hours=1)
    mail = post.sent(MailKind.RECEIPT, "Ana", MONDAY) if word == "Undo" else post.invite("Ana")
    heard = post.reply(mail, word, now=later).outcome
    assert NO_LONGER in [*heard.get("noted", ()), *heard.get("undone", ())]
    assert poll_of(post).state is PollState.WITHDRAWN
    timeline.post_due(post.db, later)
    assert [post.count(MailKind.MOVE_POLL, name) for name in EVERYONE] == [0, 0, 0, 0]


def test_a_question_that_nobody_heard_is_asked_when_its_host_says_no_again(post: Post) -> None:
    invite, minutes = post.invite("Ana"), (MONDAY + timedelta(minutes=n) for n in range(3))
    said = [post.reply(invite, word, now=next(minutes)).outcome["noted"] for word in ("No", "Yes", "No")]
    assert [FOR_ITS_HOST in each for each in said] == [True, False, True]
    timeline.post_due(post.db, MONDAY + timedelta(minutes=3))
    assert [post.count(MailKind.MOVE_POLL, name) for name in EVERYONE] == [1, 1, 1, 1]


def test_a_question_that_was_heard_is_not_asked_again_for_the_same_host(post: Post) -> None:
    post.reply(post.invite("Ana"), "No", now=MONDAY)
    timeline.post_due(post.db, MONDAY)
    for row in post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.MOVE_POLL)):
        row.state = OutgoingState.SENT
    poll_of(post).state = PollState.WITHDRAWN
    post.reply(post.invite("Ana"), "No", now=MONDAY + timedelta(minutes=1))
    assert poll_of(post).state is PollState.WITHDRAWN
    assert hosting.lacks_host(post.db, post.stage.first) is False, "it has gone on to the next"


@pytest.mark.parametrize("leaves", [False, True])
def test_a_question_that_was_heard_is_counted_and_nothing_moves_once_a_host_can_come(
    post: Post, *, leaves: bool
) -> None:
    post.reply(post.invite("Ana"), "No", now=MONDAY)
    timeline.post_due(post.db, MONDAY)
    polls = {name: post.sent(MailKind.MOVE_POLL, name, MONDAY) for name in EVERYONE}
    for row in post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.MOVE_POLL)):
        row.state = OutgoingState.SENT
    if leaves:
        people.leave(post.db, post.stage.members["Ana"], MONDAY + timedelta(hours=1))
    else:
        post.reply(post.invite("Ana"), "Yes", now=MONDAY + timedelta(hours=1))
    for name in EVERYONE[leaves:]:
        heard = post.reply(polls[name], "1", now=MONDAY + timedelta(hours=2))
        assert heard.outcome["noted"][0].startswith("These times suit you")
    assert (poll_of(post).state, post.stage.first.starts_at) == (PollState.WITHDRAWN, MEETS)
    friday = MONDAY + timedelta(days=4)
    outbox.post(post.db, MailKind.TOPIC, post.stage.person("Bo"), f"meeting:{post.stage.first.id}", friday)
    topic = words(post.sent(MailKind.TOPIC, "Bo", friday))
    who = "Somebody else hosts now" if leaves else "Who hosts can come after all"
    assert f"{who}, so this time stands." in topic


@pytest.mark.parametrize("change", ["Undo", "Pass", "leaves"])
def test_who_was_not_asked_yet_is_not_asked_once_a_host_can_come(post: Post, change: str) -> None:
    post.reply(post.invite("Ana"), "No", now=MONDAY)
    timeline.post_due(post.db, MONDAY)
    to_bo = select(Outgoing).where(Outgoing.to == post.stage.person("Bo"))
    post.db.scalars(to_bo.where(Outgoing.kind == MailKind.MOVE_POLL)).one().state = OutgoingState.SENT
    if change == "leaves":
        people.leave(post.db, post.stage.members["Ana"], MONDAY)
    else:
        mail = post.sent(MailKind.RECEIPT, "Ana", MONDAY) if change == "Undo" else post.invite("Ana")
        post.reply(mail, change, now=MONDAY)
    assert poll_of(post).state is PollState.OPEN
    with pytest.raises(NothingToSay):
        post.sent(MailKind.MOVE_POLL, "Carl", MONDAY)


@pytest.mark.parametrize("heard", [True, False])
def test_an_undo_of_the_no_that_made_them_the_most_ends_the_question_unless_it_was_heard(
    post: Post, *, heard: bool
) -> None:
    for name in ("Bo", "Carl", "Dee"):
        post.reply(post.invite(name), "No", now=MONDAY)
    if heard:
        timeline.post_due(post.db, MONDAY)
        for mail in post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.MOVE_POLL)):
            mail.state = OutgoingState.SENT
    undone = post.reply(post.sent(MailKind.RECEIPT, "Dee", MONDAY), "Undo", now=MONDAY)
    gone = "Dee's answer “no” no longer counts."
    ended = "Your circle is no longer asked for another time; the meeting stays as it is."
    assert undone.outcome["undone"] == [gone, *([] if heard else [ended])]
    assert undone.outcome["stays"] == ([poll_answers.runs_already()] if heard else [])
    assert poll_of(post).state is (PollState.OPEN if heard else PollState.WITHDRAWN)


def answered_by_all(post: Post, text: str) -> bytes:
    """Let Ana, who hosts, say no, and all answer the question that comes of it; give her receipt."""
    post.reply(post.invite("Ana"), "No", now=MONDAY)
    receipt = post.sent(MailKind.RECEIPT, "Ana", MONDAY)
    timeline.post_due(post.db, MONDAY)
    for name in EVERYONE:
        post.reply(post.sent(MailKind.MOVE_POLL, name, MONDAY), text, now=MONDAY + timedelta(hours=1))
    return receipt


def test_an_undo_of_a_hosts_no_says_where_the_meeting_has_moved_by_then(post: Post) -> None:
    undone = post.reply(answered_by_all(post, "1"), "Undo", now=MONDAY + timedelta(hours=2))
    assert undone.outcome["undone"] == ["Ana's answer “no” no longer counts."]
    stays = "The meeting has moved already, to Wed 13 Jan, 10:00-11:00 (Lisbon time)."
    assert undone.outcome["stays"] == [stays]


def test_an_undo_of_a_hosts_no_says_who_hosts_where_it_has_gone_on_to_another(post: Post) -> None:
    undone = post.reply(answered_by_all(post, "None"), "Undo", now=MONDAY + timedelta(hours=2))
    assert undone.outcome["undone"] == ["Ana's answer “no” no longer counts."]
    stays = "Bo hosts the meeting on Tue 12 Jan: that stays, as they count on it by now."
    assert undone.outcome["stays"] == [stays]


def test_the_day_of_a_meeting_to_come_has_no_year_also_before_the_turn_of_it(post: Post) -> None:
    answered_by_all(post, "None")
    (no,) = post.db.scalars(select(RsvpEvent).where(RsvpEvent.value == Rsvp.NO))
    (said,) = cant_come.came_of(post.db, no, NOW)
    assert said.startswith("Bo hosts the meeting on Tue 12 Jan: ")


def test_the_circle_is_asked_for_the_sake_of_who_hosts_by_now(post: Post) -> None:
    post.reply(post.invite("Ana"), "No", now=MONDAY)
    timeline.post_due(post.db, MONDAY)
    for row in post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.MOVE_POLL)):
        row.state = OutgoingState.SENT
    post.reply(post.invite("Ana"), "Pass", now=MONDAY)
    post.reply(post.invite("Bo"), "No", now=MONDAY)
    assert "Bo hosts Circle 1" in words(post.sent(MailKind.MOVE_POLL, "Carl", MONDAY))


def test_a_question_for_the_hosts_sake_goes_on_for_most_who_cannot_come(post: Post) -> None:
    post.reply(post.invite("Ana"), "No", now=MONDAY)
    for name in ("Bo", "Carl", "Dee"):
        post.reply(post.invite(name), "No", now=MONDAY)
    post.reply(post.invite("Ana"), "Yes", now=MONDAY + timedelta(hours=1))
    assert (poll_of(post).state, poll_of(post).asked_by) == (PollState.OPEN, "")


def test_where_no_other_time_suits_a_meeting_goes_on_to_a_host_who_can_come(post: Post) -> None:
    post.reply(post.invite("Ana"), "No", now=MONDAY)
    timeline.post_due(post.db, MONDAY)
    for name in ("Bo", "Carl", "Dee"):
        post.reply(post.sent(MailKind.MOVE_POLL, name, MONDAY), "None", now=MONDAY)
    moving.settle_due(post.db, MONDAY + timedelta(days=4))
    host = post.stage.first.host
    assert (poll_of(post).state, post.stage.first.starts_at) == (PollState.EMPTY, MEETS)
    assert host is not None
    assert host.participant is post.stage.members["Bo"]


def test_a_meeting_goes_on_to_another_host_also_where_a_member_had_wished_to_move_it(post: Post) -> None:
    polls = asked(post, "Bo")
    post.reply(post.invite("Ana"), "No", now=MONDAY)
    for name in EVERYONE:
        post.reply(polls[name], "None", now=MONDAY)
    host = post.stage.first.host
    assert poll_of(post).state is PollState.EMPTY
    assert host is not None
    assert host.participant is not post.stage.members["Ana"]


def test_a_hosts_calendar_that_declines_asks_the_circle_too(post: Post) -> None:
    post.press(post.invite("Ana"), Rsvp.NO, now=MONDAY)
    assert poll_of(post).state is PollState.OPEN


def test_the_calendars_no_counts_like_the_written_one(post: Post) -> None:
    for name in ("Bo", "Carl", "Dee"):
        post.press(post.invite(name), Rsvp.NO, now=MONDAY)
    assert poll_of(post).state is PollState.OPEN


def test_the_new_time_comes_with_the_reason_of_who_asked(post: Post) -> None:
    ana = post.stage.person("Ana")
    poll = moving.ask(post.db, post.stage.first, ana, MONDAY, reason="The room is taken.")
    for name in EVERYONE:
        moving.answer(post.db, poll, post.stage.members[name], [1], by(name, post.stage, MONDAY), MONDAY)
    told = words(post.sent(MailKind.UPDATE, "Carl", MONDAY))
    assert "the meeting on Tue 12 Jan has moved to Wed 13 Jan, 10:00-11:00 (Lisbon time)." in told
    assert "Ana wrote: “The room is taken.”" in told


def test_too_late_is_said_kindly_with_what_to_do(post: Post) -> None:
    incoming = post.reply(post.invite("Bo"), "Move", now=MEETS - timedelta(hours=2))
    assert incoming.state is IncomingState.READ
    [noted] = incoming.outcome["noted"]
    assert noted.startswith("Nothing has changed. It is too late to ask everyone")
    assert "“Circle: ...”" in noted


def test_who_wishes_for_another_time_where_none_could_be_offered_is_told_so(post: Post) -> None:
    late = MEETS - timedelta(hours=5)
    for n, name in enumerate(("Bo", "Carl", "Dee")):
        post.reply(post.invite(name), "No", now=late + timedelta(minutes=n))
    noted = post.reply(post.invite("Bo"), "Move", now=late + timedelta(minutes=9)).outcome["noted"][0]
    assert "It is too late to ask everyone for another time." in noted


def test_a_second_wish_is_told_that_the_circle_is_being_asked(post: Post) -> None:
    asked(post)
    incoming = post.reply(post.invite("Carl"), "Move", now=MONDAY)
    assert "being asked for another time already" in incoming.outcome["noted"][0]


def test_an_answer_after_the_count_changes_nothing_and_says_why(post: Post) -> None:
    polls = asked(post, "Ana")
    for name in EVERYONE:
        post.reply(polls[name], "1", now=MONDAY)
    late = post.reply(polls["Bo"], "3", now=MONDAY + timedelta(hours=1))
    assert "counted already, and the meeting has moved" in late.outcome["noted"][0]
    assert post.stage.first.moves == 1


def test_an_answer_read_after_the_meeting_is_told_that_it_has_been(post: Post) -> None:
    polls = asked(post)
    moving.settle_due(post.db, MONDAY + timedelta(days=4))
    late = post.reply(polls["Bo"], "1", now=MEETS + timedelta(days=1))
    assert "The meeting has been, so there is nothing left to choose." in late.outcome["noted"][0]


def test_yes_to_a_poll_is_asked_about_with_the_words_that_answer_it(post: Post) -> None:
    incoming = post.reply(asked(post)["Carl"], "Yes", now=MONDAY)
    assert incoming.state is IncomingState.REVIEW
    assert incoming.outcome["examples"] == ["1 3", "None"]


def test_once_the_answers_are_counted_no_numbers_are_asked_for(post: Post) -> None:
    polls = asked(post, "Ana")
    for name in EVERYONE:
        post.reply(polls[name], "1", now=MONDAY)
    incoming = post.reply(polls["Carl"], "Yes", now=MONDAY + timedelta(hours=1))
    assert incoming.state is IncomingState.REVIEW
    assert incoming.outcome["examples"] == []


def test_a_time_that_stands_after_all_is_said_in_one_line_of_the_next_mail(post: Post) -> None:
    asked(post)
    all_sent(post.db, MONDAY)
    topic_at = datetime(2027, 1, 8, 9, tzinfo=UTC)
    timeline.post_due(post.db, topic_at)
    assert poll_of(post).state is PollState.EMPTY
    line = "We looked for another time and none suited enough of you, so this one stands."
    assert words(post.sent(MailKind.TOPIC, "Carl", topic_at)).count(line) == 1


def test_a_move_in_answer_to_an_older_time_is_told_the_new_one(post: Post) -> None:
    invite = post.invite("Bo")
    meetings.reschedule(post.db, post.stage.first, MEETS + timedelta(days=1), "organizer:1", "", MONDAY)
    incoming = post.reply(invite, "Move", now=MONDAY)
    assert incoming.outcome["noted"] == [
        "The meeting has moved already, to Wed 13 Jan, 10:00-11:00 (Lisbon time)."
    ]


def test_a_move_in_answer_to_the_poll_on_an_older_time_is_told_the_new_one(post: Post) -> None:
    polls = asked(post)
    meetings.reschedule(post.db, post.stage.first, MEETS + timedelta(days=1), "organizer:1", "", MONDAY)
    incoming = post.reply(polls["Carl"], "Move", now=MONDAY)
    assert incoming.outcome["noted"][0].startswith("The meeting has moved already, to Wed 13 Jan")


@pytest.mark.parametrize("text", ["Move", "Move Friday", "Move 19 Jan 10:00"])
def test_a_move_in_answer_to_a_mail_about_a_meeting_that_is_over_asks_nobody(post: Post, text: str) -> None:
    outbox.post(post.db, MailKind.TOPIC, post.stage.person("Dee"), f"meeting:{post.stage.first.id}", MONDAY)
    incoming = post.reply(post.sent(MailKind.TOPIC, "Dee", MONDAY), text, now=AFTER)
    assert incoming.state is IncomingState.REVIEW
    assert incoming.outcome["reason"].startswith("That meeting has begun.")
    assert moving.poll_of(post.db, post.stage.second) is None


def test_a_move_in_answer_to_a_follow_up_asks_for_its_day(post: Post) -> None:
    kept = promised(post, "send the deck")
    outbox.post(post.db, MailKind.FOLLOW_UP, post.stage.person("Dee"), f"followup:{kept.id}", AFTER)
    incoming = post.reply(post.sent(MailKind.FOLLOW_UP, "Dee", AFTER), "Move", now=AFTER)
    assert incoming.outcome["reason"] == "Move it to which day? Write it, as in “Move 1 Friday”."
    assert moving.poll_of(post.db, post.stage.second) is None


def test_a_meeting_that_was_moved_to_a_day_ahead_is_put_off(post: Post) -> None:
    post.reply(recap(post), "No, we moved it to Friday at 17:00", now=AFTER)
    first = post.stage.first
    assert (first.starts_at, first.state) == (datetime(2027, 1, 15, 17, tzinfo=UTC), MeetingState.PLANNED)
    assert updates(post) == 4


def test_the_new_day_may_come_an_hour_after_the_no(post: Post) -> None:
    mail = recap(post)
    post.reply(mail, "No", now=AFTER)
    post.reply(mail, "We moved it to Friday at 17:00", now=AFTER + timedelta(hours=1))
    first = post.stage.first
    assert (first.starts_at, first.state) == (datetime(2027, 1, 15, 17, tzinfo=UTC), MeetingState.PLANNED)
    assert updates(post) == 4


def test_a_meeting_that_was_moved_to_a_day_that_is_past_was_held(post: Post) -> None:
    incoming = post.reply(recap(post), "We moved it to Thursday", now=AFTER + timedelta(days=3))
    assert (post.stage.first.starts_at, post.stage.first.state) == (MEETS, MeetingState.HELD)
    assert incoming.outcome["noted"] == ["Your circle met (Thu 14 Jan)."]
    assert updates(post) == 0


@pytest.mark.parametrize(
    "text",
    ["No, 22 January instead", "Didn't meet, moved to 22 January", "No, we'll meet on 22 January instead"],
)
def test_a_new_day_counts_more_than_the_no_before_it(post: Post, text: str) -> None:
    post.reply(recap(post), text, now=AFTER)
    assert post.stage.first.starts_at == datetime(2027, 1, 22, 10, tzinfo=UTC)
    assert post.stage.first.state is MeetingState.PLANNED


@pytest.mark.parametrize("text", ["Moved to next week", "We moved it to the end of the month"])
def test_moved_to_a_week_without_a_day_is_asked_about(post: Post, text: str) -> None:
    incoming = post.reply(recap(post), text, now=AFTER)
    assert incoming.outcome["reason"].startswith("Moved to which day?")
    assert updates(post) == 0


@pytest.mark.parametrize("text", ["We moved it by a week", "Hi Ana,\nno, we pushed it back one week"])
def test_a_meeting_that_was_moved_by_a_week_is_put_off_and_not_noted_as_not_held(
    post: Post, text: str
) -> None:
    post.reply(recap(post), text, now=AFTER)
    first = post.stage.first
    assert (first.starts_at, first.state) == (MEETS + timedelta(weeks=1), MeetingState.PLANNED)
    assert updates(post) == 4


@pytest.mark.parametrize("text", ["No, Friday at Bo's kitchen", "No, on Tuesday", "No, yesterday"])
def test_a_day_behind_a_no_that_is_not_plain_is_asked_about(post: Post, text: str) -> None:
    incoming = post.reply(recap(post), text, now=AFTER)
    assert incoming.outcome["reason"].startswith("Moved to which day?")
    assert (post.stage.first.starts_at, post.stage.first.state) == (MEETS, MeetingState.PLANNED)
    assert updates(post) == 0


def test_an_hour_of_the_night_that_a_meeting_was_moved_to_is_asked_about(post: Post) -> None:
    incoming = post.reply(recap(post), "No, Friday at 5", now=AFTER)
    assert incoming.outcome["reason"].startswith("Is 05:00 meant?")
    assert post.stage.first.starts_at == MEETS


def test_in_a_closed_season_nothing_is_put_off(post: Post) -> None:
    mail = recap(post)
    seasons.close(post.db, post.stage.season, "organizer:1", AFTER)
    incoming = post.reply(mail, "We moved it to Friday at 17:00", now=AFTER)
    assert post.stage.first.starts_at == MEETS
    assert "Spring is closed" in incoming.outcome["noted"][0]


def test_moved_without_a_day_is_asked_about(post: Post) -> None:
    incoming = post.reply(recap(post), "We moved it", now=AFTER)
    assert incoming.outcome["reason"].startswith("Moved to which day?")
    assert post.stage.first.state is MeetingState.PLANNED


@pytest.mark.parametrize(("text", "value"), [("Yes", Attendance.CAME), ("No, I was ill", Attendance.MISSED)])
def test_who_is_asked_once_whether_they_were_there_settles_it(
    post: Post, text: str, value: Attendance
) -> None:
    first, dee = post.stage.first, post.stage.members["Dee"]
    for name, said in (("Bo", Attendance.CAME), ("Carl", Attendance.MISSED)):
        attendance.say_attendance(post.db, first, dee, said, by(name, post.stage, AFTER), AFTER)
    assert attendance.attendance(post.db, [first])[first.id, dee.id].is_disputed
    thursday = datetime(2027, 1, 14, 9, tzinfo=UTC)
    timeline.post_due(post.db, thursday)
    incoming = post.reply(post.sent(MailKind.CONFLICT, "Dee", thursday), text, now=thursday)
    standing = attendance.attendance(post.db, [first])[first.id, dee.id]
    assert (standing.value, standing.is_disputed, len(standing.dissent)) == (value, False, 1)
    assert incoming.state is IncomingState.READ
    assert post.count(MailKind.CONFLICT, "Dee") == 1
    assert post.count(MailKind.CONFLICT, "Bo") == 0


def test_who_was_on_a_break_is_asked_once_they_are_back_whether_they_were_there(post: Post) -> None:
    first, dee = post.stage.first, post.stage.members["Dee"]
    people.pause(post.db, dee, (AFTER + timedelta(days=7)).date(), AFTER)
    for name, said in (("Bo", Attendance.CAME), ("Carl", Attendance.MISSED)):
        attendance.say_attendance(post.db, first, dee, said, by(name, post.stage, AFTER), AFTER)
    posted = []
    for days in range(12):
        timeline.post_due(post.db, datetime(2027, 1, 13, 9, tzinfo=UTC) + timedelta(days=days))
        posted.append(post.count(MailKind.CONFLICT, "Dee"))
    assert posted == [0] * 7 + [1] * 5


def test_nobody_is_asked_about_a_meeting_that_was_not_held_as_the_organizer_says(post: Post) -> None:
    first, dee = post.stage.first, post.stage.members["Dee"]
    for name, said in (("Bo", Attendance.CAME), ("Carl", Attendance.MISSED)):
        attendance.say_attendance(post.db, first, dee, said, by(name, post.stage, AFTER), AFTER)
    attendance.say_held(post.db, first, ORGANIZER, AFTER, held=False)
    timeline.post_due(post.db, datetime(2027, 1, 14, 9, tzinfo=UTC))
    assert post.count(MailKind.CONFLICT, "Dee") == 0


def test_everyone_came_leaves_alone_who_said_otherwise_of_themselves(post: Post) -> None:
    first, members = post.stage.first, post.stage.members
    said = by("Dee", post.stage, AFTER)
    attendance.say_attendance(post.db, first, members["Dee"], Attendance.MISSED, said, AFTER)
    incoming = post.reply(recap(post), "Everyone came", now=AFTER)
    known = attendance.attendance(post.db, [first])
    assert {name: known[first.id, each.id].value for name, each in members.items()} == {
        "Ana": Attendance.CAME,
        "Bo": Attendance.CAME,
        "Carl": Attendance.CAME,
        "Dee": Attendance.MISSED,
    }
    assert not known[first.id, members["Dee"].id].dissent
    assert incoming.outcome["noted"] == ["Ana, Bo and Carl came."]


def test_the_poll_mail_shows_the_same_numbers_when_it_is_written_anew(post: Post) -> None:
    asked(post)
    row = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.MOVE_POLL)).first()
    assert row is not None
    outbox.postpone(row, MONDAY + timedelta(hours=1))
    before = row.shown
    name = next(each for each in EVERYONE if post.stage.person(each) == row.to)
    post.sent(MailKind.MOVE_POLL, name, MONDAY + timedelta(hours=1))
    assert row.shown == before
    assert [each["n"] for each in row.shown] == [slot.n for slot in poll_of(post).slots]
