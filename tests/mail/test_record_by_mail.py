"""Who came and who will do what, as a mail says it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from circles.domain.statement import Said
from circles.domain.words import (
    Attendance,
    FollowUpState,
    IncomingState,
    MailKind,
    MeetingState,
    Role,
    Source,
)
from circles.mail.parse import parse
from circles.models import FollowUp, Note, Outgoing, Poll
from circles.services import attendance, follow_ups, outbox, people, timeline
from tests.mail.post import LINES, Post, promised, recap
from tests.services.stage import AFTER, MEETS, by


def test_structured_lines_record_who_came_and_what_was_promised(post: Post) -> None:
    incoming = post.reply(recap(post), LINES, now=AFTER)
    first = post.stage.first
    standings = attendance.attendance(post.db, [first])
    known = {name: standings.get((first.id, member.id)) for name, member in post.stage.members.items()}
    assert {name: standing.value for name, standing in known.items() if standing} == {
        "Ana": "came",
        "Dee": "came",
        "Bo": "missed",
    }
    kept = post.db.scalars(select(FollowUp)).one()
    assert (kept.owner, kept.text) == (post.stage.members["Dee"], "send the reading list")
    assert str(kept.due) == "2027-01-15"
    assert incoming.outcome["noted"][0] == "Ana and Dee came, Bo missed."


@pytest.mark.parametrize("words", ["Maybe I'll send the deck by Friday.", "I might send the deck by Friday."])
def test_what_is_only_perhaps_promised_is_proposed_and_recorded_when_sent_back(
    post: Post, words: str
) -> None:
    incoming = post.reply(recap(post), words, now=AFTER)
    assert not post.db.scalars(select(FollowUp)).all()
    [line] = incoming.outcome["proposed"]
    receipt = post.sent(MailKind.RECEIPT, "Ana", AFTER)
    assert line in receipt.decode()
    assert post.count(MailKind.UNSURE, "Ana") == 0
    post.reply(receipt, line, now=AFTER + timedelta(minutes=1))
    kept = post.db.scalars(select(FollowUp)).one()
    assert (kept.owner, kept.text) == (post.stage.members["Ana"], "send the deck")
    assert line.endswith(f"{kept.due:%a} {kept.due.day} {kept.due:%b}")


def test_give_me_a_week_puts_a_follow_up_off_as_the_button_says(post: Post) -> None:
    kept = promised(post, "send the deck")
    outbox.post(post.db, MailKind.FOLLOW_UP, post.stage.person("Dee"), f"followup:{kept.id}", AFTER)
    post.reply(post.sent(MailKind.FOLLOW_UP, "Dee", AFTER), "Give me a week", now=AFTER)
    assert str(kept.due) == "2027-01-19"


def test_done_closes_the_follow_up_the_mail_was_about(post: Post) -> None:
    promise = follow_ups.Promise("send the deck", post.stage.members["Dee"], AFTER.date())
    kept = follow_ups.open_one(
        post.db, post.stage.circle, post.stage.first, promise, by("Ana", post.stage, AFTER)
    )
    outbox.post(post.db, MailKind.FOLLOW_UP, post.stage.person("Dee"), f"followup:{kept.id}", AFTER)
    post.reply(post.sent(MailKind.FOLLOW_UP, "Dee", AFTER), "done", now=AFTER)
    assert kept.state is FollowUpState.DONE


def test_the_day_that_is_named_says_which_meeting_it_was(post: Post) -> None:
    after_both = post.stage.second.starts_at + timedelta(hours=2)
    post.reply(post.invite("Ana"), "Met: 12 January", now=after_both)
    assert (post.stage.first.state, post.stage.second.state) == (MeetingState.HELD, MeetingState.PLANNED)


def test_who_came_is_told_with_the_day_where_the_answered_mail_was_about_another(post: Post) -> None:
    incoming = post.reply(post.shown_to("Ana"), "Attended: Ana, Bo", now=AFTER)
    assert incoming.outcome["noted"] == ["Ana and Bo came (Tue 12 Jan)."]


def test_a_meeting_held_on_another_day_is_told_with_that_day(post: Post) -> None:
    incoming = post.reply(recap(post), "Met: Wednesday", now=AFTER + timedelta(days=2))
    assert incoming.outcome["noted"] == ["Your circle met (Wed 13 Jan)."]
    assert post.stage.first.state is MeetingState.HELD


def test_done_closes_the_only_one_that_is_open_though_none_was_shown(post: Post) -> None:
    kept = promised(post, "send the deck")
    post.reply(post.invite("Dee"), "done", now=AFTER)
    assert kept.state is FollowUpState.DONE


def test_done_with_two_open_closes_neither(post: Post) -> None:
    kept = [promised(post, "send the deck"), promised(post, "book a room")]
    incoming = post.reply(post.shown_to("Dee", *kept), "done", now=AFTER)
    assert [each.state for each in kept] == [FollowUpState.OPEN] * 2
    post.reply(post.sent(MailKind.UNSURE, "Dee", AFTER), "Done 2", now=AFTER)
    assert (incoming.state, kept[1].state) == (IncomingState.REVIEW, FollowUpState.DONE)


def test_later_opens_again_what_was_done(post: Post) -> None:
    kept = promised(post, "send the deck")
    mail = post.shown_to("Dee", kept)
    post.reply(mail, "Done 1", now=AFTER)
    post.reply(mail, "Later 1", now=AFTER + timedelta(minutes=1))
    assert (kept.state, kept.due) == (FollowUpState.OPEN, AFTER.date() + timedelta(weeks=1))


def test_undoing_a_second_done_says_that_it_still_is(post: Post) -> None:
    kept = promised(post, "send the deck")
    mail = post.shown_to("Dee", kept)
    post.reply(mail, "Done 1", now=AFTER)
    first = post.sent(MailKind.RECEIPT, "Dee", AFTER)
    again = AFTER + timedelta(minutes=1)
    post.reply(mail, "Done 1", now=again)
    undone = post.reply(post.sent(MailKind.RECEIPT, "Dee", again), "Undo", now=again).outcome["undone"]
    assert undone == ["“send the deck” is still done: that was not said in that mail alone."]
    post.reply(first, "Undo", now=again)
    assert kept.state is FollowUpState.OPEN


def test_what_was_taken_back_is_not_closed(post: Post) -> None:
    kept = promised(post, "send the deck")
    mail = post.shown_to("Dee", kept)
    kept.void_by = "organizer:1"
    incoming = post.reply(mail, "Done 1", now=AFTER)
    assert kept.state is FollowUpState.OPEN
    assert "taken back" in incoming.outcome["reason"]


def test_who_left_closes_nothing_of_the_circle(post: Post) -> None:
    kept = promised(post, "book a room", owner=None)
    outbox.post(post.db, MailKind.TOPIC, post.stage.person("Bo"), f"meeting:{post.stage.second.id}", AFTER)
    mail = post.sent(MailKind.TOPIC, "Bo", AFTER)
    [row] = post.db.scalars(select(Outgoing).where(Outgoing.kind == MailKind.TOPIC))
    row.shown = [{"n": 1, "follow_up": kept.id}]
    people.leave(post.db, post.stage.members["Bo"], AFTER)
    post.reply(mail, "Done 1", now=AFTER)
    assert kept.state is FollowUpState.OPEN


def test_nobody_closes_what_another_promised(post: Post) -> None:
    promise = follow_ups.Promise("send the deck", post.stage.members["Bo"], AFTER.date())
    kept = follow_ups.open_one(
        post.db, post.stage.circle, post.stage.first, promise, by("Ana", post.stage, AFTER)
    )
    incoming = post.reply(post.invite("Dee"), "done", now=AFTER)
    assert kept.state is FollowUpState.OPEN
    assert incoming.state is IncomingState.REVIEW


@pytest.mark.parametrize(
    "words",
    [
        "Next: Ana - x - 0001-01-01",
        "Next: Ana - x - 9999-12-31",
        "Pause until 31/12/9999",
        "Pause 99999999999 weeks",
        "Place: " + "x" * 20_000,
    ],
)
def test_dates_nobody_means_are_told_and_leave_the_season_as_it_was(post: Post, words: str) -> None:
    post.reply(post.invite("Bo"), words)
    assert post.stage.members["Bo"].paused_until is None
    assert not [kept for kept in post.db.scalars(select(FollowUp)) if kept.due]
    assert not any(member.intro for member in post.stage.circle.members)
    timeline.post_due(post.db, MEETS - timedelta(days=1))


def test_what_is_refused_keeps_nothing_else_of_the_mail_from_the_record(post: Post) -> None:
    post.reply(recap(post), "Next: Ana - water the plants - Friday\nNext: Bo - x - 9999-12-31", now=AFTER)
    kept = post.db.scalars(select(FollowUp)).one()
    assert kept.text == "water the plants"
    topic_mail = post.shown_to("Ana", kept)
    told = post.reply(topic_mail, "Done 1\nPause until 31/12/9999", now=AFTER + timedelta(minutes=1))
    assert kept.state is FollowUpState.DONE
    assert told.outcome["noted"] == ["“water the plants” is done. Thank you!"]


@pytest.mark.parametrize(
    ("mentor", "dee"), [(False, "Sam Lee (2)"), (True, "Sam Lee (mentor)"), (True, "sam (mentor)")]
)
def test_two_of_the_very_same_name_are_told_apart_by_mail(post: Post, mentor: bool, dee: str) -> None:
    for name in ("Bo", "Dee"):
        post.stage.members[name].person.name = "Sam Lee"
    seat = next(each for each in post.stage.circle.members if each.participant is post.stage.members["Dee"])
    seat.role = Role.MENTOR if mentor else seat.role
    incoming = post.reply(recap(post), f"Attended: Ana, {dee}\nNext: {dee} - call Carl - Friday", now=AFTER)
    told = attendance.attendance(post.db, [post.stage.first])
    assert {who for _, who in told} == {post.stage.members[name].id for name in ("Ana", "Dee")}
    called = "Sam Lee (mentor)" if mentor else "Sam Lee (2)"
    assert incoming.outcome["noted"][0] == f"Ana and {called} came."
    assert post.db.scalars(select(FollowUp)).one().owner is post.stage.members["Dee"]
    unclear = post.reply(recap(post), "Attended: Ana, Sam Lee", now=AFTER + timedelta(minutes=1))
    assert unclear.state is IncomingState.REVIEW
    both = "Sam Lee (mentee) and Sam Lee (mentor)" if mentor else "Sam Lee (1) and Sam Lee (2)"
    assert unclear.outcome["noted"] == ["Ana came.", f"“Sam Lee” fits {both}: please write the whole name."]
    assert unclear.outcome["not_done"] == unclear.outcome["noted"][1:]


def test_who_tells_of_a_meeting_a_while_after_reads_of_which_day_it_was_noted(post: Post) -> None:
    told = post.reply(recap(post), "Attended: Ana\nI take with me: patience", now=AFTER + timedelta(days=8))
    noted = told.outcome["noted"]
    assert noted[0] == "Ana came (Tue 12 Jan)."
    assert noted[-1] == "It is of your meeting on Tue 12 Jan."


@pytest.mark.parametrize("words", ["Everyone came", "We met, everyone came"])
def test_everyone_came_of_a_latecomer_says_that_they_met_where_each_has_told_themselves(
    post: Post, words: str
) -> None:
    mail, first = recap(post), post.stage.first
    for name in ("Bo", "Carl", "Dee"):
        said = by(name, post.stage, AFTER)
        attendance.say_attendance(post.db, first, post.stage.members[name], Attendance.MISSED, said, AFTER)
    ana = next(each for each in post.stage.circle.members if each.participant is post.stage.members["Ana"])
    ana.joined_at = AFTER - timedelta(hours=1)
    told = post.reply(mail, words, now=AFTER)
    assert told.outcome["noted"] == ["Your circle met (Tue 12 Jan)."]
    assert first.state is MeetingState.HELD


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Attended: Ana, Bo, Carl, Dee", True),
        ("Ana, Bo, Carl and Dee came", True),
        ("Bo, Carl, Dee and I were there", True),
        ("Attended: everyone", False),
        ("All of us were there", False),
        ("Yes, everyone came", False),
    ],
)
def test_everyone_stands_for_those_only_who_have_not_told_themselves_and_names_for_each_who_is_named(
    post: Post, words: str, kept: bool
) -> None:
    mail, first, dee = recap(post), post.stage.first, post.stage.members["Dee"]
    attendance.say_attendance(post.db, first, dee, Attendance.MISSED, by("Dee", post.stage, AFTER), AFTER)
    told = post.reply(mail, words, now=AFTER)
    standing = attendance.attendance(post.db, [first])[first.id, dee.id]
    assert standing.value is Attendance.MISSED
    assert bool(standing.dissent) is kept
    assert ("Dee" in told.outcome["noted"][-1]) is kept


@pytest.mark.parametrize("words", ["Next: Bo - 31 January", "Next: Dee", "TODO: Bo - Dee - Friday"])
def test_a_name_and_a_day_without_anything_to_do_is_no_follow_up(post: Post, words: str) -> None:
    told = post.reply(recap(post), words, now=AFTER)
    assert not post.db.scalars(select(FollowUp)).all()
    assert told.state is IncomingState.REVIEW


@pytest.mark.parametrize(
    "words",
    [
        "Yes\nI take with me: patience. Also Inês, Carl was rude, can you talk to him?",
        "Yes\nI take with me: patience.\nInês, is the room free next time?",
    ],
)
def test_what_one_takes_with_them_beside_words_for_us_waits_for_a_person_and_that_is_said(
    post: Post, words: str
) -> None:
    told = post.reply(recap(post), words, now=AFTER)
    assert told.state is IncomingState.REVIEW
    assert told.outcome["reason"].startswith("What follows “I take with me:” is not shared")
    assert not post.db.scalars(select(Note)).all()
    assert post.stage.first.state is MeetingState.HELD


def test_ok_thanks_to_what_asks_whether_the_circle_met_says_nothing_of_it(post: Post) -> None:
    post.reply(recap(post), "ok thanks", now=AFTER)
    assert post.stage.first.state is MeetingState.PLANNED


def told_by_an_organizer(post: Post, name: str, value: Attendance) -> None:
    told = Said("organizer:1", Source.ORGANIZER, AFTER)
    attendance.say_attendance(post.db, post.stage.first, post.stage.members[name], value, told, AFTER)


def test_who_came_by_their_own_word_reads_where_the_organizers_stands_against_it(post: Post) -> None:
    told_by_an_organizer(post, "Ana", Attendance.MISSED)
    noted = post.reply(recap(post), "Attended: Ana, Bo", now=AFTER).outcome["noted"]
    assert noted == ["Ana and Bo came.", "An organizer has said otherwise, and that stands."]


def test_nobody_reads_of_another_word_where_the_organizers_is_the_same(post: Post) -> None:
    told_by_an_organizer(post, "Ana", Attendance.CAME)
    assert post.reply(recap(post), "Attended: Ana", now=AFTER).outcome["noted"] == ["Ana came."]


@pytest.mark.parametrize(
    ("source", "stands"),
    [
        (Source.REPLY, "Others say that it took place, and that stands until an organizer decides."),
        (Source.ORGANIZER, "An organizer has said otherwise, and that stands."),
    ],
)
def test_who_says_that_they_did_not_meet_reads_whose_word_stands_against_it(
    post: Post, source: Source, stands: str
) -> None:
    if source is Source.ORGANIZER:
        told = Said("organizer:1", source, AFTER)
        attendance.say_held(post.db, post.stage.first, told, AFTER, held=True)
    else:
        bo = post.stage.members["Bo"]
        told = by("Bo", post.stage, AFTER)
        attendance.say_attendance(post.db, post.stage.first, bo, Attendance.CAME, told, AFTER)
    noted = post.reply(recap(post), "Didn't meet", now=AFTER).outcome["noted"]
    assert noted == ["Your circle did not meet (Tue 12 Jan).", stands]
    assert post.stage.first.state is MeetingState.HELD


def test_number_without_a_day_moves_no_meeting(post: Post) -> None:
    kept = promised(post, "send the deck")
    told = post.reply(post.shown_to("Dee", kept), "Move 1", now=AFTER)
    assert told.outcome["reason"].startswith("Move it to which day?")
    assert not post.db.scalars(select(Poll)).all()
    assert told.state is IncomingState.REVIEW


def test_receipt_names_the_lines_that_were_not_noted(post: Post) -> None:
    lines = "Attended: Ana, Dee\nNext: Dee - ask for a raise - Friday\nNext: Zed - call - Friday"
    told = post.reply(recap(post), lines, now=AFTER)
    assert "Dee: ask for a raise by Fri 15 Jan." in told.outcome["noted"]
    receipt = parse(post.sent(MailKind.RECEIPT, "Ana", AFTER)).text or ""
    assert "Not noted, since we were not sure of it:\n\n- Next: Zed - call - Friday" in receipt


def test_what_is_sure_of_a_mail_is_no_reason_to_read_it(post: Post) -> None:
    told = post.reply(recap(post), "Bo came. Next: Zed - call", now=AFTER)
    assert told.outcome["noted"] == ["Bo came."]
    assert told.outcome["reason"] == "Nobody in the circle is surely meant by 'Zed'."


def test_who_corrects_that_they_met_reads_of_no_others_who_say_so(post: Post) -> None:
    later = AFTER + timedelta(hours=1)
    post.reply(recap(post), "Everyone came", now=AFTER)
    told = post.reply(recap(post), "Sorry, wrong circle: we didn't meet", now=later)
    assert told.outcome["noted"] == ["Your circle did not meet (Tue 12 Jan)."]
    assert post.stage.first.state is MeetingState.NOT_HELD


@pytest.mark.parametrize(
    "words", ["Done the thing", "Done 7", "1 done", "Done: the deck", "Move 2 yesterday"]
)
def test_who_names_no_follow_up_that_we_know_sees_their_open_ones_and_can_answer_with_a_number(
    post: Post, words: str
) -> None:
    promised(post, "send the deck")
    kept = promised(post, "find a room")
    post.reply(post.invite("Dee"), words, now=AFTER)
    unsure = post.sent(MailKind.UNSURE, "Dee", AFTER)
    text = parse(unsure).text or ""
    assert re.search(r"1[.)] send the deck.*\n.*2[.)] find a room", text)
    assert "Done 1" in text
    assert "Maybe" not in text
    assert re.search(r"[.]\s+So we have not changed", text)
    post.reply(unsure, "Done 2", now=AFTER + timedelta(minutes=1))
    assert kept.state is FollowUpState.DONE


@pytest.mark.parametrize(
    ("words", "came"),
    [
        ("Everyone came", {"Ana", "Bo", "Carl", "Dee"}),
        ("Attended: Ana, Bo\nMissed: Carl", {"Ana", "Bo"}),
        ("Bo and Dee came.", {"Bo", "Dee"}),
    ],
)
def test_who_was_there_and_left_the_day_after_is_among_those_who_came(
    post: Post, words: str, came: set[str]
) -> None:
    asked = recap(post)
    people.leave(post.db, post.stage.members["Bo"], AFTER + timedelta(days=1))
    incoming = post.reply(asked, words, now=AFTER + timedelta(days=2))
    known = attendance.attendance(post.db, [post.stage.first])
    names = {each.id: name for name, each in post.stage.members.items()}
    assert {names[of] for (_, of), each in known.items() if each.value is Attendance.CAME} == came
    assert "Bo" in incoming.outcome["noted"][0]


def test_everyone_who_came_is_nobody_who_had_left_by_then(post: Post) -> None:
    asked = recap(post)
    people.leave(post.db, post.stage.members["Bo"], MEETS - timedelta(days=1))
    incoming = post.reply(asked, "Everyone came", now=AFTER)
    assert incoming.outcome["noted"] == ["Ana, Carl and Dee came."]


def test_nothing_is_asked_of_who_has_left_since(post: Post) -> None:
    asked = recap(post)
    people.leave(post.db, post.stage.members["Bo"], AFTER + timedelta(days=1))
    words = "Attended: Bo\nNext: Bo - send the deck - Friday\nSwap Bo"
    incoming = post.reply(asked, words, now=AFTER + timedelta(days=2))
    assert incoming.outcome["noted"] == ["Bo came.", "Bo has left the circle."]
    assert not post.db.scalars(select(FollowUp)).all()
    assert incoming.outcome["reason"] == "Bo has left the circle."
