"""Handing a meeting on by mail: Pass, Swap, and the answers of who is asked."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, OutgoingState, PollState, Rsvp
from circles.errors import NothingToSay
from circles.mail.parse import parse
from circles.models import Incoming, Outgoing, Poll
from circles.services import attendance, circles, hosting, meetings, outbox, people
from tests.mail.post import SOON, Post
from tests.services.stage import AFTER, MEETS, NOW, by

EVE = MEETS - timedelta(days=1)
"""A Monday: everybody has the topic by then."""
AN_HOUR_BEFORE = MEETS - timedelta(hours=1)


def hosts(post: Post) -> list[str]:
    return [each.host.participant.person.name for each in post.stage.circle.meetings if each.host]


def noted(incoming: Incoming) -> str:
    return " ".join(incoming.outcome["noted"])


def ask(post: Post, name: str = "Bo", now: datetime = SOON) -> bytes:
    """Let Ana, who hosts, ask another member to; give the mail they get."""
    post.reply(post.invite("Ana"), f"Swap {name}", now=now)
    return post.sent(MailKind.SWAP_ASK, name, now)


def ticking(start: datetime) -> Iterator[datetime]:
    return (start + timedelta(minutes=n) for n in range(1, 60))


# --- Pass ---


def test_pass_hands_the_meeting_on_and_its_host_takes_the_turn_of_the_next(post: Post) -> None:
    assert hosts(post) == ["Ana", "Bo"]
    passed = post.reply(post.invite("Ana"), "Pass")
    assert hosts(post) == ["Bo", "Ana"]
    assert "Bo hosts the meeting on Tue 12 Jan" in noted(passed)
    assert "Bo hosts the meeting on Tue 12 Jan" in post.sent(MailKind.RECEIPT, "Ana").decode()


def test_pass_goes_past_who_was_asked_and_said_no_while_there_are_others(post: Post) -> None:
    post.reply(ask(post, "Bo"), "No")
    post.reply(post.invite("Ana"), "Pass")
    assert hosts(post) == ["Carl", "Bo"]


def test_weeks_ahead_the_new_host_hears_of_it_with_the_draft_of_the_topic(post: Post) -> None:
    post.reply(post.invite("Ana"), "Pass")
    assert post.count(MailKind.SWAP_ASK, "Bo") == 0


@pytest.mark.parametrize("now", [EVE, AN_HOUR_BEFORE])
def test_when_everybody_has_the_topic_the_new_host_is_told_at_once(post: Post, now: datetime) -> None:
    post.reply(post.invite("Ana"), "Pass", now=now)
    told = post.sent(MailKind.SWAP_ASK, "Bo", now).decode()
    assert "Subject: You host Circle 1 on Tue 12 Jan" in told
    [mail] = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.SWAP_ASK))
    assert mail.due_at == now


def test_who_does_not_host_gets_a_kind_answer_with_their_own_turn(post: Post) -> None:
    passed = post.reply(post.invite("Bo"), "Pass")
    assert hosts(post) == ["Ana", "Bo"]
    assert passed.state is IncomingState.READ
    assert "Ana hosts the meeting on Tue 12 Jan" in noted(passed)
    assert "Your turn is on Tue 9 Feb" in noted(passed)


def test_who_said_no_or_is_on_a_break_is_passed_over(post: Post) -> None:
    post.reply(post.invite("Bo"), "No")
    people.pause(post.db, post.stage.members["Carl"], MEETS.date(), NOW)
    post.reply(post.invite("Ana"), "Pass")
    assert hosts(post)[0] == "Dee"


def test_once_everybody_has_passed_it_stays_and_a_person_is_told(post: Post) -> None:
    minutes = ticking(SOON)
    for name in ("Ana", "Bo", "Carl"):
        post.reply(post.invite(name), "Pass", now=next(minutes))
    assert hosts(post)[0] == "Dee"
    last = post.reply(post.invite("Dee"), "Pass", now=next(minutes))
    assert hosts(post)[0] == "Dee"
    assert last.state is IncomingState.REVIEW
    assert "stays with you" in noted(last)
    assert "will read what you wrote" in post.sent(MailKind.RECEIPT, "Dee").decode()


def test_alone_in_the_circle_there_is_nobody_to_hand_it_to(post: Post) -> None:
    for name in ("Bo", "Carl", "Dee"):
        people.leave(post.db, post.stage.members[name], NOW)
    passed = post.reply(post.invite("Ana"), "Pass")
    assert hosts(post)[0] == "Ana"
    assert "Nobody else is in your circle" in noted(passed)


def test_a_pass_after_the_meeting_began_changes_nothing(post: Post) -> None:
    passed = post.reply(post.invite("Ana"), "Pass", now=AFTER)
    assert hosts(post) == ["Ana", "Bo"]
    assert "has begun" in noted(passed)


def test_a_pass_to_a_mail_about_what_was_hands_on_the_next_meeting(post: Post) -> None:
    outbox.post(post.db, MailKind.RECAP_ASK, post.stage.person("Bo"), f"meeting:{post.stage.first.id}", AFTER)
    post.reply(post.sent(MailKind.RECAP_ASK, "Bo", AFTER), "Pass", now=AFTER)
    assert hosts(post) == ["Ana", "Carl"]


def test_undo_takes_the_meeting_back_while_the_new_host_has_said_nothing(post: Post) -> None:
    post.reply(post.invite("Ana"), "Pass")
    undone = post.reply(post.sent(MailKind.RECEIPT, "Ana"), "Undo")
    assert hosts(post) == ["Ana", "Bo"]
    assert undone.outcome["undone"] == ["Ana hosts the meeting on Tue 12 Jan again."]
    assert post.count(MailKind.SWAP_ASK, "Bo") == 0


def test_undo_tells_a_new_host_who_knew_of_it_already(post: Post) -> None:
    post.reply(post.invite("Ana"), "Pass", now=EVE)
    told = post.sent(MailKind.SWAP_ASK, "Bo", EVE)
    arrived(post, "Bo")
    post.reply(post.sent(MailKind.RECEIPT, "Ana", EVE), "Undo", now=EVE + timedelta(minutes=1))
    relieved = post.sent(MailKind.SWAP_ASK, "Bo", EVE).decode()
    assert "Subject: Ana hosts Circle 1 on Tue 12 Jan" in relieved
    late = post.reply(told, "Yes", now=EVE + timedelta(minutes=2))
    assert hosts(post)[0] == "Ana"
    assert "Ana hosts the meeting on Tue 12 Jan, so there is nothing for you to do" in noted(late)


def test_undo_changes_nothing_once_the_new_host_has_said_yes(post: Post) -> None:
    post.reply(post.invite("Ana"), "Pass", now=EVE)
    post.reply(post.sent(MailKind.SWAP_ASK, "Bo", EVE), "Yes", now=EVE + timedelta(minutes=1))
    receipt = post.sent(MailKind.RECEIPT, "Ana", EVE)
    undone = post.reply(receipt, "Undo", now=EVE + timedelta(minutes=2))
    assert hosts(post)[0] == "Bo"
    assert "that stays" in undone.outcome["stays"][0]
    again = post.reply(receipt, "Undo", now=EVE + timedelta(minutes=3))
    assert again.outcome["undone"] == []


def test_whom_the_turn_came_to_may_say_no_and_it_goes_on(post: Post) -> None:
    post.reply(post.invite("Ana"), "Pass", now=EVE)
    post.reply(post.sent(MailKind.SWAP_ASK, "Bo", EVE), "No", now=EVE + timedelta(minutes=1))
    assert hosts(post)[0] == "Carl"
    assert post.count(MailKind.SWAP_ASK, "Carl") == 1


# --- The host leaves ---


@pytest.mark.parametrize("now", [EVE, AN_HOUR_BEFORE])
def test_when_the_host_leaves_the_next_is_told_at_once(post: Post, now: datetime) -> None:
    people.leave(post.db, post.stage.members["Ana"], now)
    [mail] = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.SWAP_ASK))
    assert (mail.to, mail.due_at) == (post.stage.person(hosts(post)[0]), now)


def test_weeks_ahead_a_leave_writes_to_nobody_about_hosting(post: Post) -> None:
    people.leave(post.db, post.stage.members["Ana"], NOW)
    assert not post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.SWAP_ASK)).all()


# --- Swap ---


def test_swap_asks_and_a_yes_hosts(post: Post) -> None:
    asked = ask(post)
    assert "Subject: Would you host Circle 1 on Tue 12 Jan?" in asked.decode()
    assert "We have asked Bo" in post.sent(MailKind.RECEIPT, "Ana").decode()
    assert hosts(post) == ["Ana", "Bo"]
    said = post.reply(asked, "Yes")
    assert hosts(post) == ["Bo", "Ana"]
    assert "You host the meeting on Tue 12 Jan." in noted(said)
    assert "Subject: Bo hosts Circle 1 on Tue 12 Jan" in post.sent(MailKind.SWAP_ASK, "Ana").decode()


def test_undo_asks_neither_of_two_who_were_asked_in_one_mail(post: Post) -> None:
    post.reply(post.invite("Ana"), "Swap Bo\nSwap Carl")
    post.reply(post.sent(MailKind.RECEIPT, "Ana"), "Undo")
    for name in ("Bo", "Carl"):
        assert "nothing" in noted(post.reply(post.sent(MailKind.SWAP_ASK, name), "Yes")).lower(), name
    assert hosts(post) == ["Ana", "Bo"]


@pytest.mark.parametrize(
    ("label", "host"), [("Yes, I'll host", "Bo"), ("I'll host", "Bo"), ("Not this time", "Ana")]
)
def test_what_the_buttons_say_can_be_written_as_well(post: Post, label: str, host: str) -> None:
    said = post.reply(ask(post), label)
    assert (said.state, hosts(post)[0]) == (IncomingState.READ, host)


@pytest.mark.parametrize("label", ["Hand it on", "I can't"])
def test_a_host_who_was_told_so_can_hand_it_on_as_the_button_says(post: Post, label: str) -> None:
    people.leave(post.db, post.stage.members["Ana"], EVE)
    post.reply(post.sent(MailKind.SWAP_ASK, "Bo", EVE), label, now=EVE + timedelta(minutes=1))
    assert hosts(post)[0] == "Carl"


def test_a_no_tells_who_asked_and_nothing_else_changes(post: Post) -> None:
    said = post.reply(ask(post), "No, sorry")
    assert hosts(post) == ["Ana", "Bo"]
    assert "That is fine" in noted(said)
    assert "Subject: Bo can't host on Tue 12 Jan" in post.sent(MailKind.SWAP_ASK, "Ana").decode()
    post.reply(post.sent(MailKind.SWAP_ASK, "Bo"), "No", now=SOON + timedelta(minutes=2))
    assert post.count(MailKind.SWAP_ASK, "Ana") == 1


def test_a_name_that_nobody_has_is_answered_with_whom_one_can_ask(post: Post) -> None:
    outbox.post(
        post.db, MailKind.TOPIC_DRAFT, post.stage.person("Ana"), f"meeting:{post.stage.first.id}", EVE
    )
    draft = post.sent(MailKind.TOPIC_DRAFT, "Ana", EVE)
    told = post.reply(draft, "Swap Zoe", now=EVE)
    why = "Nobody called “Zoe” is in your circle. You can ask Bo, Carl and Dee."
    assert told.outcome["reason"] == why
    assert told.outcome["examples"] == ["Swap Bo", "Pass"]
    assert why in (parse(post.sent(MailKind.UNSURE, "Ana", EVE)).text or "").replace("\n", " ")
    beside = post.reply(draft, "Yes\nSwap Zoe", now=EVE + timedelta(minutes=1))
    assert why in str(beside.outcome)
    assert beside.state is IncomingState.REVIEW


def test_a_name_that_fits_two_is_answered_with_both(post: Post) -> None:
    for name, called in (("Bo", "Kim Lind"), ("Dee", "Kim Okafor")):
        post.stage.members[name].person.name = called
    told = post.reply(post.invite("Ana"), "Swap with Kim")
    assert told.outcome["reason"] == "“Kim” fits Kim Lind and Kim Okafor: please write the whole name."
    assert told.outcome["examples"] == ["Swap Kim Lind", "Swap Kim Okafor", "Pass"]


def test_who_does_not_host_is_told_so_whatever_name_they_ask(post: Post) -> None:
    told = post.reply(post.invite("Carl"), "Swap Zoe")
    assert "Ana hosts the meeting on Tue 12 Jan" in str(told.outcome)


def test_asking_twice_is_one_mail(post: Post) -> None:
    ask(post)
    again = post.reply(post.invite("Ana"), "Swap Bo", now=SOON + timedelta(minutes=1))
    assert "has been asked already" in noted(again)
    assert post.count(MailKind.SWAP_ASK, "Bo") == 1


def test_of_two_who_are_asked_the_first_yes_hosts(post: Post) -> None:
    bo, carl = ask(post, "Bo"), ask(post, "Carl", SOON + timedelta(minutes=1))
    post.reply(carl, "Yes", now=SOON + timedelta(minutes=2))
    late = post.reply(bo, "Yes", now=SOON + timedelta(minutes=3))
    assert hosts(post)[0] == "Carl"
    assert "settled by now: Carl hosts" in noted(late)


def test_a_yes_is_too_late_once_the_meeting_has_moved_gone_or_begun(post: Post) -> None:
    asked, later = ask(post), SOON + timedelta(minutes=1)
    assert "has begun" in noted(post.reply(asked, "Yes", now=AFTER))
    meetings.reschedule(post.db, post.stage.first, MEETS + timedelta(days=1), "organizer:1", "", later)
    moved = post.reply(asked, "Yes!", now=later)
    assert "has moved since you were asked" in noted(moved)
    meetings.cancel(post.db, post.stage.first, "organizer:1", "", later)
    assert "is off" in noted(post.reply(asked, "Yes please", now=later))
    assert hosts(post)[0] == "Ana"


def test_a_yes_of_who_is_on_a_break_or_has_left_is_refused(post: Post) -> None:
    asked, later = ask(post), SOON + timedelta(minutes=1)
    people.pause(post.db, post.stage.members["Bo"], MEETS.date(), later)
    assert "You are on a break" in noted(post.reply(asked, "Yes", now=later))
    people.leave(post.db, post.stage.members["Bo"], later)
    left = post.reply(asked, "Yes!", now=later)
    assert hosts(post)[0] == "Ana"
    assert "You have left Springboard" in noted(left)


def test_whoever_is_on_a_break_is_not_asked(post: Post) -> None:
    people.pause(post.db, post.stage.members["Bo"], MEETS.date(), NOW)
    asked = post.reply(post.invite("Ana"), "Swap Bo")
    assert "Bo is on a break" in noted(asked)
    assert post.count(MailKind.SWAP_ASK, "Bo") == 0


def test_only_the_host_asks(post: Post) -> None:
    asked = post.reply(post.invite("Carl"), "Swap Dee")
    assert "Ana hosts the meeting" in noted(asked)
    assert post.count(MailKind.SWAP_ASK, "Dee") == 0


def test_undoing_a_question_makes_a_yes_to_it_worthless(post: Post) -> None:
    asked = ask(post)
    arrived(post, "Bo")
    post.reply(post.sent(MailKind.RECEIPT, "Ana"), "Undo", now=SOON + timedelta(minutes=1))
    post.reply(asked, "Yes", now=SOON + timedelta(minutes=2))
    assert hosts(post)[0] == "Ana"


def test_undoing_a_yes_gives_the_meeting_back_and_tells_its_host_who_can_not(post: Post) -> None:
    post.reply(ask(post), "Yes", now=SOON + timedelta(minutes=1))
    post.sent(MailKind.SWAP_ASK, "Ana")
    arrived(post, "Ana")
    post.reply(post.sent(MailKind.RECEIPT, "Bo"), "Undo", now=SOON + timedelta(minutes=2))
    assert hosts(post) == ["Ana", "Bo"]
    told = parse(post.sent(MailKind.SWAP_ASK, "Ana"))
    assert told.subject == "Bo can't host on Tue 12 Jan"
    assert "Bo can't host this meeting, so you still do" in " ".join(str(told.text).split())


def test_a_question_that_is_settled_before_it_leaves_is_not_sent(post: Post) -> None:
    post.reply(post.invite("Ana"), "Swap Bo")
    post.reply(post.invite("Ana"), "Swap Carl", now=SOON + timedelta(minutes=1))
    post.reply(post.sent(MailKind.SWAP_ASK, "Carl"), "Yes", now=SOON + timedelta(minutes=2))
    with pytest.raises(NothingToSay):
        post.sent(MailKind.SWAP_ASK, "Bo")


def test_who_could_not_come_and_says_yes_to_hosting_comes_after_all(post: Post) -> None:
    question = ask(post)
    bo = post.stage.members["Bo"]
    attendance.say_rsvp(post.db, post.stage.first, bo, Rsvp.NO, by("Bo", post.stage, SOON), SOON)
    post.reply(question, "Yes", now=SOON + timedelta(minutes=1))
    assert hosts(post)[0] == "Bo"
    assert post.answer("Bo") is Rsvp.YES
    told = " ".join(str(parse(post.sent(MailKind.RECEIPT, "Bo")).text).split())
    assert "You are coming: Tue 12 Jan" in told
    post.reply(post.sent(MailKind.RECEIPT, "Bo"), "Undo", now=SOON + timedelta(minutes=2))
    assert hosts(post)[0] == "Ana"
    assert post.answer("Bo") is Rsvp.NO


def test_a_host_who_can_come_after_all_ends_the_question_for_another_time(post: Post) -> None:
    question = ask(post)
    post.reply(question, "Yes", now=SOON + timedelta(minutes=1))
    post.reply(post.invite("Bo"), "No", now=SOON + timedelta(minutes=2))
    (poll,) = post.db.scalars(select(Poll))
    assert poll.state is PollState.OPEN
    post.reply(question, "Yes", now=SOON + timedelta(minutes=3))
    assert poll.state is not PollState.OPEN


def test_a_yes_to_a_question_about_hosting_is_no_answer_about_coming(post: Post) -> None:
    post.reply(ask(post), "Yes")
    assert post.answer("Bo") is None
    attendance.say_rsvp(
        post.db, post.stage.first, post.stage.members["Bo"], Rsvp.NO, by("Bo", post.stage, SOON), SOON
    )
    assert post.answer("Bo") is Rsvp.NO


def arrived(post: Post, name: str) -> None:
    for mail in post.db.scalars(select(Outgoing).where(Outgoing.to == post.stage.person(name))):
        mail.state = OutgoingState.SENT
    post.db.flush()


def test_publishing_tells_nobody_that_they_host(post: Post) -> None:
    assert not post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.SWAP_ASK)).all()
    circles.publish(post.db, post.stage.season, "organizer:1", NOW)
    assert hosting.assign(post.db, post.stage.circle, NOW) == []


def test_a_host_who_cannot_come_is_told_how_to_hand_it_on(post: Post) -> None:
    hint = "eply “Pass”"
    assert hint in noted(post.reply(post.invite("Ana"), "No"))
    assert hint not in noted(post.reply(post.invite("Bo"), "No"))
    assert hint not in noted(post.reply(post.invite("Ana"), "No\nPass", now=SOON + timedelta(minutes=1)))
    assert hosts(post)[0] == "Carl"


def test_where_it_is_too_late_to_ask_the_circle_the_meeting_goes_on_to_the_next_host(post: Post) -> None:
    late = MEETS - timedelta(hours=3)
    heard = post.reply(post.invite("Ana"), "No", now=late)
    assert "Bo hosts the meeting on Tue 12 Jan and is told." in noted(heard)
    assert hosts(post)[0] == "Bo"
    assert post.count(MailKind.SWAP_ASK, "Bo") == 1
    post.reply(post.sent(MailKind.RECEIPT, "Ana", late), "Undo", now=late + timedelta(minutes=5))
    assert hosts(post)[0] == "Ana"


def test_an_undo_gives_no_meeting_back_to_who_still_can_not_come(post: Post) -> None:
    late = MEETS - timedelta(hours=3)
    post.reply(post.invite("Ana"), "No", now=late)
    first = post.sent(MailKind.RECEIPT, "Ana", late)
    post.reply(post.invite("Ana"), "No, sorry.", now=late + timedelta(minutes=1))
    post.reply(first, "Undo", now=late + timedelta(minutes=2))
    assert hosts(post)[0] == "Bo"
    assert post.count(MailKind.SWAP_ASK, "Bo") == 1


def test_a_host_who_can_not_come_and_whom_nobody_can_follow_is_told_so(post: Post) -> None:
    late = MEETS - timedelta(hours=3)
    for n, name in enumerate(("Bo", "Carl", "Dee")):
        people.pause(post.db, post.stage.members[name], MEETS.date(), late + timedelta(minutes=n))
    heard = noted(post.reply(post.invite("Ana"), "No", now=late + timedelta(minutes=9)))
    assert "the meeting stays with you for now" in heard
    assert hosts(post)[0] == "Ana"


def test_who_is_back_from_a_break_in_time_is_told_then(post: Post) -> None:
    """Bo's break ends on Monday night, the meeting is on Tuesday at ten."""
    people.pause(post.db, post.stage.members["Bo"], EVE.date(), NOW)
    post.reply(post.invite("Ana"), "Pass", now=EVE)
    assert hosts(post)[0] == "Bo"
    [mail] = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.SWAP_ASK))
    assert mail.due_at == datetime(2027, 1, 12, tzinfo=UTC)


def test_who_comes_to_host_late_is_asked_for_a_place_where_none_is_known(post: Post) -> None:
    soon = MEETS - timedelta(hours=1)
    people.leave(post.db, post.stage.members["Ana"], soon)
    told = post.sent(MailKind.SWAP_ASK, "Bo", soon)
    assert "Where do you meet? Nobody has said so far." in (parse(told).text or "")
    post.reply(told, "Place: the reading room", now=soon)
    assert post.stage.circle.place == "the reading room"
    assert "Where do you meet?" not in (parse(post.sent(MailKind.SWAP_ASK, "Bo", soon)).text or "")


# --- Who is back ---


def invited_to_the_second(post: Post, name: str) -> str:
    about = f"meeting:{post.stage.second.id}"
    outbox.post(post.db, MailKind.INVITE, post.stage.person(name), about, NOW)
    text = str(parse(post.invite(name)).text)
    all_sent(post)
    return text


def all_sent(post: Post) -> None:
    for mail in post.db.scalars(select(Outgoing).where(Outgoing.raw.is_not(None))):
        mail.state = OutgoingState.SENT


def test_who_was_invited_as_the_host_keeps_their_turn_when_another_is_back(post: Post) -> None:
    people.pause(post.db, post.stage.members["Bo"], post.stage.second.starts_at.date(), NOW)
    assert "Host: you" in invited_to_the_second(post, "Carl")
    people.resume(post.db, post.stage.members["Bo"], SOON)
    assert hosts(post) == ["Ana", "Carl"]


def test_a_mark_of_a_host_without_a_meeting_is_about_the_meeting_of_its_mail(post: Post) -> None:
    people.pause(post.db, post.stage.members["Bo"], post.stage.second.starts_at.date(), NOW)
    invited_to_the_second(post, "Carl")
    for mail in post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.INVITE)):
        mail.shown = [{"host": "you"}] if mail.shown else []  # as marks were kept at first
    people.resume(post.db, post.stage.members["Bo"], SOON)
    assert hosts(post) == ["Ana", "Carl"]


def test_who_was_invited_while_another_hosted_gives_the_turn_back(post: Post) -> None:
    assert "Host: Bo" in invited_to_the_second(post, "Carl")
    people.pause(post.db, post.stage.members["Bo"], post.stage.second.starts_at.date(), NOW)
    assert hosts(post) == ["Ana", "Carl"]
    people.resume(post.db, post.stage.members["Bo"], SOON)
    assert hosts(post) == ["Ana", "Bo"]


def test_who_was_told_by_a_receipt_that_they_host_keeps_their_turn_when_another_is_back(post: Post) -> None:
    about = f"meeting:{post.stage.second.id}"
    outbox.post(post.db, MailKind.INVITE, post.stage.person("Carl"), about, NOW)
    invite = post.invite("Carl")
    people.pause(post.db, post.stage.members["Bo"], post.stage.second.starts_at.date(), NOW)
    post.reply(invite, "Yes", now=SOON)
    receipt = post.sent(MailKind.RECEIPT, "Carl", SOON)
    assert "Host: you" in str(parse(receipt).text)
    all_sent(post)
    people.resume(post.db, post.stage.members["Bo"], SOON)
    assert hosts(post) == ["Ana", "Carl"]
