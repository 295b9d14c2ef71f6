"""Waiting, seats and silence by mail: what a reply to each does, and taking it back."""

from datetime import timedelta

import pytest

from circles.domain import cadence
from circles.domain.words import (
    IncomingState,
    MailKind,
    MeetingState,
    OfferState,
    OutgoingState,
    ParticipantState,
)
from circles.errors import NothingToSay
from circles.mail.parse import parse, plain_text
from circles.models import Membership
from circles.services import (
    attendance,
    current,
    follow_ups,
    freeing,
    meetings,
    offers,
    outbox,
    people,
    repairs,
    seat_clock,
    seat_words,
    seats,
)
from circles.services.current import step_back
from tests.mail.post import Post
from tests.services.stage import MEETS, NOW, by
from tests.services.test_current import in_two_seasons
from tests.services.test_repairs import second_circle
from tests.services.waiting import THURSDAYS, all_sent, arrives, mails, names, offers_to, waits

SOON = NOW + timedelta(hours=1)
DAY = timedelta(days=1)
SOON_AFTER = timedelta(hours=1)


def checked_in(post: Post) -> bytes:
    """Ask Dee how they are."""
    membership = next(m for m in post.stage.circle.members if m.participant is post.stage.members["Dee"])
    about = f"membership:{membership.id}"
    outbox.post(post.db, MailKind.CHECK_IN, post.stage.person("Dee"), about, NOW, version=2)
    return post.sent(MailKind.CHECK_IN, "Dee")


def test_a_question_how_they_are_names_the_last_meeting_so_that_a_later_one_differs(post: Post) -> None:
    day = cadence.day(post.stage.second.starts_at, post.stage.members["Dee"].person.zone)
    assert f"the last on {day}" in " ".join(str(plain_text(checked_in(post))).split())


def test_a_question_how_they_are_reproaches_nobody_who_may_have_been_there(post: Post) -> None:
    maybe = "Maybe you were there, and nobody told us."
    text = " ".join(str(plain_text(checked_in(post))).split())
    assert maybe in text
    assert "miss" not in text


def test_who_is_known_to_have_missed_it_is_not_told_that_nobody_told(post: Post) -> None:
    after = post.stage.second.starts_at + DAY
    dee = post.stage.members["Dee"]
    attendance.say_attendance(post.db, post.stage.second, dee, "missed", by("Ana", post.stage, after), after)
    assert "Maybe you were there" not in str(plain_text(checked_in(post)))


# --- Waiting ---


def test_hours_offered_in_reply_widen_theirs_and_bring_a_seat(post: Post) -> None:
    eva = arrives(post.db, post.stage, "Eva", hours=THURSDAYS)
    incoming = post.reply(post.sent(MailKind.WAITLISTED, "Eva"), "Tue 10:00 works\n\nBest, Eva")
    assert eva.availability == "Tue 10:00-11:00; Thu 10:00-12:00"
    assert incoming.outcome["noted"] == [
        "Your hours are now: Tue 10:00-11:00; Thu 10:00-12:00 (Lisbon time).",
        "A seat that fits is free: a mail about it follows.",
    ]
    assert incoming.state is IncomingState.READ
    assert post.count(MailKind.SEAT, "Eva") == 1
    receipt = post.sent(MailKind.RECEIPT, "Eva")
    assert b"Tue 10:00-11:00" in receipt
    post.reply(receipt, "Undo", now=SOON + DAY)
    assert eva.availability == THURSDAYS
    assert b"Your hours are again" in post.sent(MailKind.UNDO_DONE, "Eva")


def test_hours_that_fit_nothing_are_kept_and_what_would_help_is_told(post: Post) -> None:
    eva = arrives(post.db, post.stage, "Eva", hours=THURSDAYS)
    incoming = post.reply(post.sent(MailKind.WAITLISTED, "Eva"), "Fridays after 6pm")
    assert eva.availability == "Thu 10:00-12:00; Fri 18:00-22:00"
    assert incoming.outcome["noted"][1].startswith("No circle can meet at an hour when you are free.")


@pytest.mark.parametrize("text", ["Hi Ana, Fridays after 6pm", "Sorry, Fridays after 6pm - Eva"])
def test_hours_are_taken_beside_a_greeting_an_apology_and_a_name_that_no_circle_knows(
    post: Post, text: str
) -> None:
    eva = arrives(post.db, post.stage, "Eva", hours=THURSDAYS)
    post.reply(post.sent(MailKind.WAITLISTED, "Eva"), text)
    assert eva.availability == "Thu 10:00-12:00; Fri 18:00-22:00"


def test_an_offered_seat_is_declined_with_a_name_that_no_circle_knows(post: Post) -> None:
    arrives(post.db, post.stage, "Eva")
    incoming = post.reply(post.sent(MailKind.SEAT, "Eva"), "No, Eva")
    assert incoming.outcome["noted"] == ["The seat goes to the next. You keep your place in line."]


def test_hours_that_are_not_plain_change_nothing_and_a_person_reads_them(post: Post) -> None:
    eva = arrives(post.db, post.stage, "Eva", hours=THURSDAYS)
    incoming = post.reply(post.sent(MailKind.WAITLISTED, "Eva"), "Thursday evening is hard, maybe Friday")
    assert eva.availability == THURSDAYS
    assert incoming.state is IncomingState.REVIEW


def test_a_yes_to_the_waiting_list_answers_nothing(post: Post) -> None:
    arrives(post.db, post.stage, "Eva", hours=THURSDAYS)
    incoming = post.reply(post.sent(MailKind.WAITLISTED, "Eva"), "Yes")
    assert incoming.state is IncomingState.REVIEW
    assert incoming.outcome["examples"][0] == "Thu 17:00 works"


# --- A seat ---


def test_yes_takes_the_seat_and_undo_gives_it_back(post: Post) -> None:
    eva = arrives(post.db, post.stage, "Eva")
    incoming = post.reply(post.sent(MailKind.SEAT, "Eva"), "Yes please!")
    assert eva.state is ParticipantState.PLACED
    assert incoming.outcome["noted"] == [
        "You have a seat in Circle 1. The invite to its next meeting follows."
    ]
    assert b"Meet your circle" in post.sent(MailKind.INVITE, "Eva")
    post.reply(post.sent(MailKind.RECEIPT, "Eva"), "Undo")
    assert eva.state is ParticipantState.WAITLISTED
    assert "Eva" not in names(post.stage, post.db)


def test_who_joins_later_introduces_themselves_by_their_first_answer(post: Post) -> None:
    between = MEETS + 2 * DAY
    eva = arrives(post.db, post.stage, "Eva", between)
    post.reply(post.sent(MailKind.SEAT, "Eva", between), "Yes", now=between)
    invite = post.sent(MailKind.INVITE, "Eva", between)
    assert b"Meet your circle" in invite
    post.reply(invite, "Yes\nI teach physics and wonder what comes after it", now=between)
    (membership,) = [m for m in post.stage.circle.members if m.participant is eva]
    assert membership.intro == "I teach physics and wonder what comes after it"
    outbox.post(post.db, MailKind.TOPIC, post.stage.person("Bo"), f"meeting:{post.stage.second.id}", between)
    all_sent(post.db, NOW)
    topic = post.sent(MailKind.TOPIC, "Bo", between)
    assert b"Eva has joined the circle." in topic


def test_no_passes_the_seat_on_and_undo_takes_that_back(post: Post) -> None:
    eva = arrives(post.db, post.stage, "Eva")
    incoming = post.reply(post.sent(MailKind.SEAT, "Eva"), "No, sorry")
    (offer,) = offers_to(post.db, eva)
    assert (offer.state, eva.state) == (OfferState.DECLINED, ParticipantState.WAITLISTED)
    assert incoming.outcome["noted"] == ["The seat goes to the next. You keep your place in line."]
    post.reply(post.sent(MailKind.RECEIPT, "Eva"), "Undo")
    assert offer.state is OfferState.OPEN
    post.reply(post.sent(MailKind.SEAT, "Eva"), "Yes", now=SOON + timedelta(minutes=5))
    assert eva.state is ParticipantState.PLACED


def test_a_yes_to_a_seat_of_a_circle_that_everybody_has_left_reads_so(post: Post) -> None:
    eva = arrives(post.db, post.stage, "Eva")
    mail = post.sent(MailKind.SEAT, "Eva")
    for member in list(post.stage.circle.members):
        people.leave(post.db, member.participant, NOW)
    (offer,) = offers_to(post.db, eva)
    assert offer.state is OfferState.LAPSED, "another may be offered"
    incoming = post.reply(mail, "Yes")
    assert incoming.outcome["noted"] == [seat_words.meets_no_more()]
    assert eva.state is ParticipantState.WAITLISTED


def test_a_late_yes_reads_who_is_asked_now_and_what_happens_next(post: Post) -> None:
    post.stage.season.size_hi = 5
    eva = arrives(post.db, post.stage, "Eva")
    mail = post.sent(MailKind.SEAT, "Eva")
    arrives(post.db, post.stage, "Gil")
    seat_clock.post_due(post.db, NOW + 4 * DAY)
    incoming = post.reply(mail, "Yes", now=NOW + 4 * DAY)
    assert eva.state is ParticipantState.WAITLISTED
    assert incoming.outcome["noted"] == [seat_words.kept_for_another()]
    assert incoming.state is IncomingState.READ
    assert b"If they don't take it, you are asked first" in post.sent(
        MailKind.RECEIPT, "Eva", NOW + 4 * DAY
    ).replace(b"=\r\n", b"").replace(b"\r\n", b" ")


def test_undo_takes_a_late_yes_back_so_that_they_are_asked_no_sooner_than_others(post: Post) -> None:
    post.stage.season.size_hi = 5
    eva = arrives(post.db, post.stage, "Eva")
    mail, late = post.sent(MailKind.SEAT, "Eva"), NOW + 4 * DAY
    gil = arrives(post.db, post.stage, "Gil")
    seat_clock.post_due(post.db, late)
    post.reply(mail, "Yes", now=late)
    receipt = post.sent(MailKind.RECEIPT, "Eva", late)
    undone = post.reply(receipt, "Undo", now=late + SOON_AFTER)
    assert undone.outcome["undone"] == [
        "You are no longer asked first about a seat in Circle 1. You keep your place in line."
    ]
    assert eva.state is ParticipantState.WAITLISTED
    offers.decline(post.db, offers_to(post.db, gil)[0], late + SOON_AFTER)
    assert not offers.open_to(post.db, eva)
    again = post.reply(receipt, "Undo", now=late + 2 * SOON_AFTER)
    assert again.outcome["undone"] == []


@pytest.mark.parametrize(
    ("word", "becomes"), [("Yes", ParticipantState.PLACED), ("No", ParticipantState.WAITLISTED)]
)
def test_who_is_asked_anew_about_a_seat_may_answer_its_first_mail(
    post: Post, word: str, becomes: ParticipantState
) -> None:
    post.stage.season.size_hi = 5
    eva = arrives(post.db, post.stage, "Eva")
    mail = post.sent(MailKind.SEAT, "Eva")
    gil, late = arrives(post.db, post.stage, "Gil"), NOW + 4 * DAY
    seat_clock.post_due(post.db, late)
    post.reply(mail, "Yes", now=late)
    offers.decline(post.db, offers_to(post.db, gil)[0], late)
    post.reply(mail, word, now=late + SOON_AFTER)
    assert eva.state is becomes
    assert not offers.open_to(post.db, eva)


# --- Silence ---


@pytest.mark.parametrize(
    "text",
    [
        "All good, thanks for asking",
        "Yes",
        "No",
        "Maybe",
        "No, not really",
        "Yes, all good but swamped",
        "👍",
    ],
)
def test_any_word_to_the_check_in_is_thanked_for_and_changes_nothing(post: Post, text: str) -> None:
    incoming = post.reply(checked_in(post), text)
    assert incoming.state is IncomingState.READ
    assert incoming.outcome["noted"] == ["Good to hear from you. Nothing changes: your seat stays yours."]
    assert "Dee" in names(post.stage, post.db)


def test_a_word_before_the_one_that_is_asked_for_takes_nothing_from_it(post: Post) -> None:
    post.reply(checked_in(post), "Yes!\nBusy")
    assert post.stage.members["Dee"].paused_until is not None


@pytest.mark.parametrize(
    "text",
    ["Move me elsewhere", "Please move me to another circle", "Move please", "I'd like another circle"],
)
def test_who_asks_for_another_circle_in_more_words_gets_in_line_for_one(post: Post, text: str) -> None:
    post.reply(checked_in(post), text)
    assert post.stage.members["Dee"].state is ParticipantState.WAITLISTED


def test_who_gave_up_a_seat_is_not_told_when_that_circle_meets(post: Post) -> None:
    post.reply(checked_in(post), "Move")
    text = str(parse(post.sent(MailKind.RECEIPT, "Dee")).text)
    assert "You have given up your seat in Circle 1" in text
    assert "When: " not in text


def test_who_gives_up_one_of_two_seats_keeps_the_other_and_can_undo_it(post: Post) -> None:
    dee = post.stage.members["Dee"]
    mail = checked_in(post)
    other = second_circle(post.db, post.stage)
    other.memberships.append(Membership(participant=dee, role=dee.role, joined_at=NOW))
    post.db.flush()
    incoming = post.reply(mail, "Move")
    assert incoming.outcome["noted"] == [
        "You have given up your seat in Circle 1. Nothing changes in your other circle."
    ]
    post.reply(post.sent(MailKind.RECEIPT, "Dee"), "Undo")
    assert "Dee" in names(post.stage, post.db)


@pytest.mark.parametrize(
    "text",
    ["I'd rather leave", "I want to leave", "Leave, sorry", "Leave. Thanks for everything!", "Hi Ana, Leave"],
)
def test_who_would_rather_leave_is_heard(post: Post, text: str) -> None:
    assert post.reply(checked_in(post), text).outcome["request"].startswith("take you out")


@pytest.mark.parametrize(
    "text",
    [
        "I can't do this any more",
        "No, I would prefer to leave, sorry",
        "No. Leave",
        "Is there an option to move? I moved house",
        "Take me out, it is too much",
    ],
)
def test_what_may_be_a_wish_is_never_taken_for_a_kind_word(post: Post, text: str) -> None:
    incoming = post.reply(checked_in(post), text)
    assert incoming.state is IncomingState.REVIEW
    assert "your seat stays yours" not in " ".join(incoming.outcome["noted"])
    assert "Dee" in names(post.stage, post.db)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Alles gut, danke!", IncomingState.READ),
        ("Ich würde eigentlich lieber aufhören.", IncomingState.REVIEW),
    ],
)
def test_more_than_a_few_words_of_another_language_are_for_a_person(
    post: Post, text: str, state: IncomingState
) -> None:
    post.stage.members["Dee"].person.language = "de"
    assert post.reply(checked_in(post), text).state is state


def test_who_says_in_passing_that_they_are_busy_hears_of_the_break(post: Post) -> None:
    noted = post.reply(checked_in(post), "I'm fine, just busy at work").outcome["noted"]
    assert noted[1] == "For two weeks without mails, reply “Busy”."


@pytest.mark.parametrize("text", ["I was busy", "not busy any more", "no longer so busy"])
def test_who_was_busy_takes_no_break_and_hears_of_none(post: Post, text: str) -> None:
    incoming = post.reply(checked_in(post), text)
    assert len(incoming.outcome["noted"]) == 1
    assert not people.is_paused(post.stage.members["Dee"], NOW + DAY)


def test_a_question_to_the_check_in_is_for_a_person(post: Post) -> None:
    assert post.reply(checked_in(post), "Could somebody call me?").state is IncomingState.REVIEW


@pytest.mark.parametrize(
    "text",
    ["Busy", "Busy, sorry!", "very busy at the moment, sorry", "Busy - Dee", "Thanks!\nBusy"],
)
def test_busy_is_a_break_of_two_weeks(post: Post, text: str) -> None:
    post.reply(checked_in(post), text)
    assert people.is_paused(post.stage.members["Dee"], NOW + 14 * DAY)
    assert "Dee" in names(post.stage, post.db)


def test_move_gives_up_the_seat_for_another_and_undo_takes_it_back(post: Post) -> None:
    incoming = post.reply(checked_in(post), "Move")
    dee = post.stage.members["Dee"]
    assert dee.state is ParticipantState.WAITLISTED
    assert incoming.outcome["noted"] == ["You have given up your seat in Circle 1 and wait for another one."]
    assert b"You asked for another circle" in post.sent(MailKind.WAITLISTED, "Dee")
    post.reply(post.sent(MailKind.RECEIPT, "Dee"), "Undo")
    assert (dee.state, "Dee" in names(post.stage, post.db)) == (ParticipantState.PLACED, True)


@pytest.mark.parametrize("has_left", [False, True])
def test_undo_of_move_by_the_last_member_lets_the_circle_meet_again(post: Post, *, has_left: bool) -> None:
    first, second = post.stage.circle.meetings
    meetings.cancel(post.db, second, "organizer:1", "", NOW)
    mail = checked_in(post)
    for name in ("Ana", "Bo", "Carl"):
        people.leave(post.db, post.stage.members[name], NOW)
    post.reply(mail, "Move")
    assert first.state is MeetingState.CANCELLED
    receipt = post.sent(MailKind.RECEIPT, "Dee")
    if has_left:
        all_sent(post.db, SOON)
    undone = post.reply(receipt, "Undo", now=SOON + SOON_AFTER)
    assert undone.outcome["undone"] == ["You are in Circle 1 again."]
    assert (post.stage.members["Dee"].state, names(post.stage, post.db)) == (ParticipantState.PLACED, ["Dee"])
    assert (first.state, second.state) == (MeetingState.PLANNED, MeetingState.CANCELLED)
    invite = parse(post.sent(MailKind.INVITE, "Dee", SOON + SOON_AFTER))
    assert invite.calendar_method == "REQUEST"


@pytest.mark.parametrize("has_left", [False, True])
def test_undo_of_move_calls_the_offer_off_while_nobody_has_heard_of_it(post: Post, *, has_left: bool) -> None:
    post.stage.season.size_lo, post.stage.season.size_hi = 3, 4
    eva, dee = arrives(post.db, post.stage, "Eva"), post.stage.members["Dee"]
    assert offers_to(post.db, eva) == []
    post.reply(checked_in(post), "Move")
    assert [each.state for each in offers_to(post.db, eva)] == [OfferState.OPEN]
    receipt = post.sent(MailKind.RECEIPT, "Dee")
    if has_left:
        all_sent(post.db, SOON)
    undone = post.reply(receipt, "Undo", now=SOON + SOON_AFTER)
    if has_left:
        assert undone.outcome["undone"] == []
        assert undone.outcome["stays"] == ["Your seat in Circle 1 has gone meanwhile."]
        told = parse(post.sent(MailKind.UNDO_DONE, "Dee"))
        assert told.header("subject") == "No mail can undo that"
        assert "Your seat in Circle 1 has gone meanwhile." in str(told.text)
        assert dee.state is ParticipantState.WAITLISTED
        return
    assert undone.outcome["undone"] == ["You are in Circle 1 again."]
    assert (dee.state, eva.state) == (ParticipantState.PLACED, ParticipantState.WAITLISTED)
    assert offers.open_to(post.db, eva) == []
    assert [mail.state for mail in mails(post.db, post.stage, "Eva", MailKind.SEAT)] == [
        OutgoingState.SUPERSEDED
    ]
    people.leave(post.db, dee, SOON + DAY)
    assert len(offers.open_to(post.db, eva)) == 1
    assert len(mails(post.db, post.stage, "Eva", MailKind.SEAT)) == 2


def test_leave_is_asked_about_where_nothing_proves_who_wrote(post: Post) -> None:
    incoming = post.reply(checked_in(post), "Leave")
    assert incoming.outcome["request"].startswith("take you out")
    assert post.count(MailKind.ASK, "Dee") == 1


def test_who_left_comes_back_as_the_button_says(post: Post) -> None:
    dee = post.stage.members["Dee"]
    people.leave(post.db, dee, NOW)
    post.reply(post.sent(MailKind.LEFT, "Dee"), "Come back")
    assert dee.state is ParticipantState.PLACED


def test_who_was_freed_comes_back_by_one_word(post: Post) -> None:
    stage = post.stage
    membership = next(m for m in stage.circle.members if m.participant is stage.members["Dee"])
    freeing.free(post.db, membership, "organizer:1", NOW)
    told = post.sent(MailKind.LEFT, "Dee")
    assert b"is free now for somebody who waits" in told.replace(b"=\r\n", b"").replace(b"\r\n", b" ")
    post.reply(told, "Resume")
    assert stage.members["Dee"].state is ParticipantState.PLACED


def freed(post: Post) -> bytes:
    """Free Dee's seat after asking how they are; gives the mail that asked."""
    asked = checked_in(post)
    membership = next(m for m in post.stage.circle.members if m.participant is post.stage.members["Dee"])
    freeing.free(post.db, membership, "organizer:1", NOW)
    return asked


@pytest.mark.parametrize("text", ["Sorry! I was ill, I am back", "Yes", "I'd like to move back", "Move"])
def test_whose_seat_was_freed_is_told_so_and_how_to_come_back(post: Post, text: str) -> None:
    incoming = post.reply(freed(post), text)
    assert incoming.state is IncomingState.READ
    assert incoming.outcome["noted"] == [
        "Good to hear from you. You are not in Circle 1 any more.",
        (
            "To be in again, reply “Resume”: you have your seat back while it is free, and else you are told"
            " of the next one that fits."
        ),
    ]
    assert post.stage.members["Dee"].state is ParticipantState.LEFT
    post.reply(post.sent(MailKind.RECEIPT, "Dee"), "Resume")
    assert post.stage.members["Dee"].state is ParticipantState.PLACED


def test_who_gave_up_the_seat_and_waits_is_only_told_that_it_is_theirs_no_more(post: Post) -> None:
    asked = checked_in(post)
    post.reply(asked, "Move")
    incoming = post.reply(asked, "All good")
    assert incoming.outcome["noted"] == ["Good to hear from you. You are not in Circle 1 any more."]


def test_the_last_mail_names_all_seasons_that_were_left_and_is_no_last_one_to_who_is_still_in(
    post: Post,
) -> None:
    spring, autumn = in_two_seasons(post.db, post.stage)
    seat = next(each for each in post.stage.circle.members if each.participant is spring)
    freeing.free(post.db, seat, "organizer:1", NOW)
    assert "our last mail" not in plain(post.sent(MailKind.LEFT, "Bo"))
    people.confirm(post.db, spring, NOW)
    step_back(post.db, spring, SOON)
    told = plain(post.sent(MailKind.LEFT, "Bo", SOON))
    assert "That goes for Spring and Autumn. The button below brings you back to Spring." in told
    assert "This is our last mail about Springboard." in told
    assert autumn.state is ParticipantState.LEFT


def test_who_leaves_by_themselves_reads_what_a_resume_brings_back(post: Post) -> None:
    people.leave(post.db, post.stage.members["Dee"], NOW)
    told = plain(post.sent(MailKind.LEFT, "Dee"))
    assert 'reply "resume": you have your seat back while it is free' in told
    assert "list" not in told
    eva = waits(post.db, post.stage, "Eva")
    post.stage.members["Eva"] = eva
    people.leave(post.db, eva, NOW)
    waited = post.sent(MailKind.LEFT, "Eva")
    assert 'reply "resume", and you are signed up for Spring again' in plain(waited)
    post.reply(waited, "Resume", now=SOON)
    assert eva.state is ParticipantState.WAITLISTED


def test_the_only_one_left_in_a_circle_reads_once_why_nothing_comes_and_who_decides(post: Post) -> None:
    all_sent(post.db)
    for name in ("Ana", "Carl", "Dee"):
        people.leave(post.db, post.stage.members[name], NOW)
    told = post.sent(MailKind.LEFT, "Bo")
    assert parse(told).subject == "You are the only one in Circle 1 for now"
    assert "Inês will decide how it goes on" in plain(told)
    assert "our last mail" not in plain(told)
    assert mails(post.db, post.stage, "Bo", MailKind.SWAP_ASK) == []  # though all turns are Bo's by now
    arrives(post.db, post.stage, "Eva")
    assert post.count(MailKind.LEFT, "Bo") == 1


def test_who_is_joined_again_before_that_mail_leaves_does_not_get_it(post: Post) -> None:
    night = NOW + timedelta(hours=11)
    for name in ("Ana", "Carl", "Dee"):
        people.leave(post.db, post.stage.members[name], night)
    seats.join(post.db, post.stage.circle, post.stage.members["Dee"], night)
    with pytest.raises(NothingToSay):
        post.sent(MailKind.LEFT, "Bo", NOW + DAY)


# --- Two circles that go on as one ---


def plain(mail: bytes) -> str:
    """Give the words of a mail on one line."""
    return " ".join((parse(mail).text or "").split())


def test_in_a_merger_each_circle_reads_in_a_line_what_has_happened(post: Post) -> None:
    stage = post.stage
    other = second_circle(post.db, stage)
    all_sent(post.db)
    outbox.post(post.db, MailKind.INVITE, stage.person("Other1"), f"meeting:{other.meetings[0].id}", NOW)
    all_sent(post.db)
    for name in ("Carl", "Other1"):
        post.sent(MailKind.INVITE, name)
    repairs.merge(post.db, stage.circle, other, "organizer:1", SOON)
    assert "Circle 1 and Circle 2 go on together from now on." in plain(
        post.sent(MailKind.CANCEL, "Carl", SOON)
    )
    invite = plain(post.sent(MailKind.INVITE, "Carl", SOON))
    assert "Circle 1 has become small, so it goes on together with Circle 2." in invite
    outbox.post(post.db, MailKind.TOPIC, stage.person("Other1"), f"meeting:{other.meetings[0].id}", SOON)
    topic = plain(post.sent(MailKind.TOPIC, "Other1", SOON))
    assert "Ana, Bo, Carl and Dee have joined the circle." in topic


def test_after_a_merger_nobody_reads_a_second_time_of_a_break_but_who_is_new_to_it_does(post: Post) -> None:
    stage, later = post.stage, SOON + DAY
    other = second_circle(post.db, stage)
    about = f"meeting:{other.meetings[0].id}"
    outbox.post(post.db, MailKind.INVITE, stage.person("Other1"), about, NOW)
    all_sent(post.db)
    current.pause(post.db, stage.members["Bo"], None, SOON)
    outbox.post(post.db, MailKind.TOPIC, stage.person("Carl"), f"meeting:{stage.first.id}", SOON)
    assert "Bo is taking a break." in plain(post.sent(MailKind.TOPIC, "Carl", SOON))
    all_sent(post.db, SOON)
    repairs.merge(post.db, stage.circle, other, "organizer:1", later)
    assert "taking a break" not in plain(post.sent(MailKind.INVITE, "Carl", later))
    assert "Bo is taking a break." in plain(post.sent(MailKind.INVITE, "Dee", later))
    outbox.post(post.db, MailKind.TOPIC, stage.person("Other1"), about, later)
    assert "Bo is taking a break." in plain(post.sent(MailKind.TOPIC, "Other1", later))


def test_after_a_merger_what_was_promised_heads_the_topic_mails_of_the_circle_they_go_on_in(
    post: Post,
) -> None:
    stage = post.stage
    other = second_circle(post.db, stage)
    for owner in (stage.members["Bo"], None):
        promise = follow_ups.Promise("call the office" if owner else "find a room", owner)
        follow_ups.open_one(post.db, stage.circle, stage.first, promise, by("Ana", stage, NOW))
    people.leave(post.db, stage.members["Dee"], NOW)
    repairs.merge(post.db, stage.circle, other, "organizer:1", SOON)
    for name in ("Bo", "Other1"):
        about = f"meeting:{other.meetings[0].id}"
        outbox.post(post.db, MailKind.TOPIC, stage.person(name), about, SOON)
    topics = {name: plain(post.sent(MailKind.TOPIC, name, SOON)) for name in ("Bo", "Other1")}
    assert "call the office" in topics["Bo"]
    assert "find a room" in topics["Bo"]
    assert "call the office" not in topics["Other1"]
    assert "find a room" in topics["Other1"]


def test_who_waits_reads_nothing_of_a_circle_when_they_pause_or_leave(post: Post) -> None:
    eve = waits(post.db, post.stage, "Eve")
    current.pause(post.db, eve, None, NOW)
    paused = str(parse(post.sent(MailKind.PAUSED, "Eve")).text)
    step_back(post.db, eve, SOON)
    left = str(parse(post.sent(MailKind.LEFT, "Eve", SOON)).text)
    assert "you are on a break till Tue 15 Dec. Until then we won't remind you of anything.\n" in paused
    assert "circle" not in paused.partition("You get this")[0].replace("circles.example", "")
    assert "circle" not in left.replace("circles.example", "")
    step_back(post.db, post.stage.members["Bo"], SOON)
    assert "All your circle is told" in str(parse(post.sent(MailKind.LEFT, "Bo", SOON)).text)
