"""What a circle is told of a break or of somebody who left, and what who is away is asked."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, ParticipantState, Role, Rsvp, SeasonState
from circles.mail.parse import parse
from circles.models import Audit, Circle, Membership, Outgoing, Participant
from circles.services import circles, moving, outbox, people, privacy, programs, seats, timeline, undo
from circles.services.wishes import Wish
from tests.mail.post import SITE, SOON, Post, read_stored
from tests.services.stage import AFTER, MEETS, NOW, enrol
from tests.services.waiting import all_sent, offers_to, waits

DAY = timedelta(days=1)
ON_A_BREAK = "Carl is taking a break."
HAS_LEFT = "You have left Springboard, so nothing has changed. To come back, reply Resume."


def sent(post: Post, kind: MailKind, name: str, n: int, now=NOW) -> str:  # type: ignore[no-untyped-def]
    """Post and send a mail about a meeting, and give its text."""
    meeting = post.stage.circle.meetings[n - 1]
    outbox.post(post.db, kind, post.stage.person(name), f"meeting:{meeting.id}", now, version=9)
    text = str(parse(post.sent(kind, name, now)).text)
    all_sent(post.db, now)
    return text


def on_a_break(post: Post, until=MEETS + 20 * DAY) -> None:  # type: ignore[no-untyped-def]
    all_sent(post.db)
    people.pause(post.db, post.stage.members["Carl"], until.date(), SOON)


@pytest.mark.parametrize("mail", ["invite", "topic"])
def test_leave_in_capitals_with_a_reason_behind_a_dash_is_asked_about(post: Post, mail: str) -> None:
    letter = post.invite("Bo")
    if mail == "topic":
        outbox.post(post.db, MailKind.TOPIC, post.stage.person("Bo"), f"meeting:{post.stage.first.id}", NOW)
        letter = post.sent(MailKind.TOPIC, "Bo")
    told = post.reply(letter, "LEAVE - my boss is a monster")
    assert not told.outcome["commands"]
    assert told.outcome["examples"] == ["Leave"]
    assert "Leave" in str(parse(post.sent(MailKind.UNSURE, "Bo")).text)


@pytest.mark.parametrize("words", ["Leave - my boss is a monster?", "Thought: x\n\nLEAVE - or change it"])
def test_a_word_that_only_looks_like_it_is_no_leave(post: Post, words: str) -> None:
    told = post.reply(post.invite("Bo"), words)
    assert "leave" not in [name for name, *_ in told.outcome["commands"]]


def test_a_break_is_told_once_and_so_is_its_end(post: Post) -> None:
    on_a_break(post)
    assert ON_A_BREAK in sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY)
    for kind, at in ((MailKind.REMINDER, MEETS - DAY), (MailKind.INVITE, MEETS + DAY)):
        assert ON_A_BREAK not in sent(post, kind, "Dee", 1 if at < MEETS else 2, at)
    back = MEETS + 24 * DAY
    assert "Carl is back from a break." in sent(post, MailKind.TOPIC, "Dee", 2, back)
    reminded = sent(post, MailKind.REMINDER, "Dee", 2, back + 2 * DAY)
    assert "Carl" not in reminded.partition("Since our last")[2]


def test_who_comes_back_early_is_told_of_as_well(post: Post) -> None:
    on_a_break(post)
    assert ON_A_BREAK in sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY)
    people.resume(post.db, post.stage.members["Carl"], MEETS - 2 * DAY)
    assert "Carl is back from a break." in sent(post, MailKind.REMINDER, "Dee", 1, MEETS - DAY)
    assert "Carl is back" not in sent(post, MailKind.INVITE, "Dee", 2, MEETS + DAY)


def test_who_was_on_a_break_when_circles_were_published_is_introduced_by_their_first_invite(
    post: Post,
) -> None:
    people.pause(post.db, post.stage.members["Carl"], (MEETS + 10 * DAY).date(), NOW)
    assert ON_A_BREAK in str(parse(post.invite("Dee")).text)
    for mail in post.db.scalars(select(Outgoing).where(Outgoing.to == post.stage.person("Carl"))):
        outbox.withhold(mail, "a break")
    all_sent(post.db)
    outbox.post(post.db, MailKind.INVITE, post.stage.person("Carl"), f"meeting:{post.stage.second.id}", AFTER)
    raw = post.sent(MailKind.INVITE, "Carl", MEETS + 12 * DAY)
    invite = parse(raw)
    assert invite.subject == "Meet your circle: Ana, Bo and Dee"
    assert "add one line about yourself" in " ".join(str(invite.text).split())
    post.reply(raw, "Yes\nI grow tomatoes on a balcony", now=MEETS + 12 * DAY)
    assert post.stage.circle.members[2].intro == "I grow tomatoes on a balcony"
    assert "your circle meets again" in sent(post, MailKind.INVITE, "Dee", 2, MEETS + DAY)


def test_who_takes_a_seat_during_a_break_is_read_to_have_joined_and_to_be_away(post: Post) -> None:
    all_sent(post.db)
    sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY)
    eve = waits(post.db, post.stage, "Eve")
    people.pause(post.db, eve, (MEETS + 20 * DAY).date(), MEETS - 4 * DAY - timedelta(hours=1))
    seats.join(post.db, post.stage.circle, eve, MEETS - 3 * DAY)
    told = sent(post, MailKind.REMINDER, "Dee", 1, MEETS - DAY)
    assert "- Eve has joined the circle.\n- Eve is taking a break." in told
    assert "Eve is" not in sent(post, MailKind.INVITE, "Dee", 2, MEETS + DAY)
    assert "Eve is back from a break." in sent(post, MailKind.TOPIC, "Dee", 2, MEETS + 24 * DAY)


def test_of_a_break_that_nobody_was_told_of_its_end_is_not_told_either(post: Post) -> None:
    on_a_break(post)
    people.resume(post.db, post.stage.members["Carl"], SOON + DAY)
    told = sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY)
    assert "break" not in told.partition("Since our last")[2]


def test_a_no_and_a_break_on_one_line_are_both_taken(post: Post) -> None:
    post.reply(post.invite("Carl"), "No. Pause until 15 February")
    assert post.answer("Carl") is Rsvp.NO
    assert post.count(MailKind.PAUSED, "Carl") == 1
    assert post.stage.members["Carl"].paused_until > MEETS + 30 * DAY


@pytest.mark.parametrize("asks", [MailKind.CONFIRM, MailKind.IMPORT_INVITE])
def test_what_was_filled_in_at_sign_up_holds_with_a_yes_to_the_mail_that_says_so(
    post: Post, asks: MailKind
) -> None:
    season, bo = post.stage.season, post.stage.members["Bo"]
    season.state, bo.state = SeasonState.OPEN, ParticipantState.INVITED
    outbox.post(post.db, MailKind.IMPORT_INVITE, post.stage.person("Bo"), f"season:{season.id}", NOW)
    wish = Wish("Bo Berg", "bo@meadow.example", Role.MENTEE, "Asia/Tokyo", availability="Mon 7-9")
    people.sign_up(post.db, season, wish, SOON)
    told = str(parse(post.sent(MailKind.CONFIRM, "Bo", SOON)).text)
    assert "what was filled in now holds: Bo, Tokyo time and English" in " ".join(told.split())
    assert "We delete the sign-up on Tue 15 Dec" in " ".join(told.split())
    post.reply(post.sent(asks, "Bo", SOON), "Yes", now=SOON + DAY)
    assert bo.state is ParticipantState.CONFIRMED
    assert (bo.person.zone == "Asia/Tokyo", bo.availability == "Mon 7-9") == (asks is MailKind.CONFIRM,) * 2


def test_the_mail_about_a_break_names_the_day_that_was_said(post: Post) -> None:
    post.reply(post.invite("Carl"), "Pause until 1 March")
    mail = parse(post.sent(MailKind.PAUSED, "Carl", SOON))
    assert mail.subject == "You're on a break till Mon 1 Mar"
    assert "you are on a break till Mon 1 Mar." in str(mail.text)


def test_a_break_undone_comes_to_nothing_and_a_return_undone_is_a_break_again(post: Post) -> None:
    invite = post.invite("Carl")
    post.reply(invite, "Pause until 1 March")
    until = post.stage.members["Carl"].paused_until
    post.reply(invite, "Resume", now=SOON + DAY)
    post.reply(invite, "Undo", now=SOON + 2 * DAY)
    assert post.stage.members["Carl"].paused_until == until


def test_who_leaves_after_the_topic_went_is_named_in_the_reminder(post: Post) -> None:
    all_sent(post.db)
    sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY)
    people.leave(post.db, post.stage.members["Bo"], MEETS - 3 * DAY)
    assert "Bo has left the circle." in sent(post, MailKind.REMINDER, "Dee", 1, MEETS - DAY)
    assert "Bo has left" not in sent(post, MailKind.INVITE, "Dee", 2, MEETS + DAY)


def test_who_leaves_and_comes_back_is_told_of_to_those_who_read_that_they_had_left(post: Post) -> None:
    all_sent(post.db)
    sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY)
    people.leave(post.db, post.stage.members["Bo"], MEETS - 3 * DAY)
    assert "Bo has left the circle." in sent(post, MailKind.REMINDER, "Dee", 1, MEETS - 2 * DAY)
    people.confirm(post.db, post.stage.members["Bo"], MEETS - 2 * DAY + timedelta(hours=1))
    assert "Bo has joined the circle." in sent(post, MailKind.INVITE, "Dee", 2, MEETS + DAY)
    assert "Bo has" not in sent(post, MailKind.TOPIC, "Dee", 2, MEETS + 24 * DAY)


def test_of_who_leaves_and_comes_back_between_two_mails_nothing_is_told(post: Post) -> None:
    all_sent(post.db)
    sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY)
    people.leave(post.db, post.stage.members["Bo"], MEETS - 3 * DAY)
    people.confirm(post.db, post.stage.members["Bo"], MEETS - 2 * DAY)
    assert "Bo has" not in sent(post, MailKind.REMINDER, "Dee", 1, MEETS - DAY)


def test_who_was_on_a_break_is_not_asked_whether_the_circle_met(post: Post) -> None:
    on_a_break(post, MEETS + DAY)
    all_sent(post.db)
    for days in range(6):
        timeline.post_due(post.db, AFTER + days * DAY)
        all_sent(post.db, AFTER + days * DAY)
    assert post.count(MailKind.RECAP_ASK, "Dee") == 1
    assert post.count(MailKind.RECAP_ASK, "Carl") == 0


def test_a_host_who_came_and_then_takes_a_break_is_asked_once_that_is_over(post: Post) -> None:
    all_sent(post.db)
    ana = post.stage.members["Ana"]
    people.pause(post.db, ana, (AFTER + DAY).date(), AFTER)
    timeline.post_due(post.db, AFTER + DAY)
    assert post.count(MailKind.RECAP_ASK, "Ana") == 0
    timeline.post_due(post.db, AFTER + 2 * DAY)
    assert post.count(MailKind.RECAP_ASK, "Ana") == 1
    assert "Attended: Ana, Bo, Carl, Dee\n" in str(parse(post.sent(MailKind.RECAP_ASK, "Ana", AFTER)).text)


def test_the_line_to_report_with_names_who_was_in_the_circle_then_and_not_away(post: Post) -> None:
    on_a_break(post)
    bo = next(each for each in post.stage.circle.members if each.participant is post.stage.members["Bo"])
    bo.joined_at = AFTER
    assert "Attended: Ana, Dee\n" in sent(post, MailKind.RECAP_ASK, "Ana", 1, AFTER)


def test_who_leaves_during_a_break_and_comes_back_is_on_no_break(post: Post) -> None:
    on_a_break(post)
    carl = post.stage.members["Carl"]
    people.leave(post.db, carl, SOON + DAY)
    post.reply(post.sent(MailKind.LEFT, "Carl", SOON + DAY), "Resume", now=SOON + 2 * DAY)
    assert carl.state is ParticipantState.PLACED
    assert not people.is_paused(carl, SOON + 2 * DAY)
    assert "Carl" not in sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY).partition("Since our last")[2]


def test_who_was_read_to_be_on_a_break_leaves_and_comes_back_is_read_to_be_back(post: Post) -> None:
    on_a_break(post)
    assert ON_A_BREAK in sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY)
    people.leave(post.db, post.stage.members["Carl"], MEETS - 3 * DAY)
    people.confirm(post.db, post.stage.members["Carl"], MEETS - 2 * DAY)
    assert "Carl is back from a break." in sent(post, MailKind.REMINDER, "Dee", 1, MEETS - DAY)


def test_those_who_were_erased_are_read_to_have_left_without_what_stands_for_a_name(post: Post) -> None:
    all_sent(post.db)
    sent(post, MailKind.TOPIC, "Dee", 1, MEETS - 4 * DAY)
    for name in ("Ana", "Bo"):
        privacy.erase(post.db, post.stage.members[name].person, MEETS - 3 * DAY)
    people.leave(post.db, post.stage.members["Carl"], MEETS - 3 * DAY)
    told = sent(post, MailKind.REMINDER, "Dee", 1, MEETS - DAY)
    assert "- 2 others have left the circle.\n- Carl has left the circle.\n" in told


@pytest.mark.parametrize(
    "words",
    [
        *("Yes", "Pass", "Circle: hello", "Pause", "Pause 2 weeks", "Busy", "Swap Carl", "Move 1 Friday"),
        *("Place: https://meet.example/bo", "Thought: hello", "I take with me: courage", "Done", "Done 2"),
        *("Next: Bo - send the deck - Friday", "Attended: Ana", "Yes\nAttended: Ana"),
    ],
)
def test_who_has_left_is_told_so_and_how_to_come_back(post: Post, words: str) -> None:
    invite = post.invite("Bo")
    people.leave(post.db, post.stage.members["Bo"], NOW)
    told = post.reply(invite, words)
    assert told.state is IncomingState.READ
    assert told.outcome["noted"] == told.outcome["not_done"] == [HAS_LEFT]
    assert told.outcome["unnoted"] == []
    text = str(parse(post.sent(MailKind.RECEIPT, "Bo")).text)
    assert "reply Resume" in text
    assert "Host: " not in text, "when and where the others meet is no news for who has left"
    assert post.answer("Bo") is None


@pytest.mark.parametrize("words", ["2", "None", "all but 2"])
def test_who_has_left_is_told_so_when_they_answer_which_other_times_suit(post: Post, words: str) -> None:
    moving.ask(post.db, post.stage.first, post.stage.person("Carl"), NOW)
    all_sent(post.db)
    timeline.post_due(post.db, NOW)
    asked = post.sent(MailKind.MOVE_POLL, "Bo", NOW)
    people.leave(post.db, post.stage.members["Bo"], NOW)
    told = post.reply(asked, words)
    assert (told.state, told.outcome["noted"]) == (IncomingState.READ, [HAS_LEFT])
    more = post.reply(asked, f"{words}\n\nCould somebody from the team ring me?")
    assert (more.state, more.outcome["noted"]) == (IncomingState.REVIEW, [HAS_LEFT])


@pytest.mark.parametrize("words", ["Attended: Ana", "Thought: hello"])
def test_what_else_somebody_asks_who_has_left_is_read_by_a_person(post: Post, words: str) -> None:
    invite = post.invite("Bo")
    people.leave(post.db, post.stage.members["Bo"], NOW)
    told = post.reply(invite, f"{words}\n\nCan I have a certificate?")
    assert (told.state, told.outcome["noted"]) == (IncomingState.REVIEW, [HAS_LEFT])


@pytest.mark.parametrize(
    "words",
    ["Yes", "Pause", "Place: https://meet.example/bo", "Circle: hello", "Thought: hello", "Swap Carl"],
)
def test_what_else_somebody_writes_who_has_left_is_read_by_a_person(post: Post, words: str) -> None:
    invite = post.invite("Bo")
    people.leave(post.db, post.stage.members["Bo"], NOW)
    told = post.reply(invite, f"{words}\n\nCould somebody from the team ring me?")
    assert (told.state, told.outcome["noted"]) == (IncomingState.REVIEW, [HAS_LEFT])
    assert told.outcome["reason"]
    assert "reply Resume" in str(parse(post.sent(MailKind.RECEIPT, "Bo")).text)


def test_who_leaves_with_a_thought_is_not_told_that_they_had_left_before(post: Post) -> None:
    told = post.reply(post.invite("Bo"), "Leave\nThought: hello")
    post.reply(post.sent(MailKind.ASK, "Bo"), "Yes")
    read_stored(post.db, told.id, SITE, SOON)
    assert post.stage.members["Bo"].state is ParticipantState.LEFT
    assert told.outcome["noted"][0] == "We bring your thought along: “hello”"
    assert HAS_LEFT not in told.outcome["noted"]


@pytest.mark.parametrize("words", ["Pause 0 days", "Pause until yesterday", "Pause until I am back"])
def test_a_break_that_is_none_ends_no_other_and_the_answer_shows_how_to_ask_for_one(
    post: Post, words: str
) -> None:
    post.reply(post.invite("Carl"), "Pause until 15 February")
    until = post.stage.members["Carl"].paused_until
    told = post.reply(post.invite("Carl"), words, now=SOON + DAY)
    assert post.stage.members["Carl"].paused_until == until
    assert told.outcome["examples"] == ["Pause 2 weeks"]
    assert post.count(MailKind.UNSURE, "Carl") == 1


def in_two_seasons(post: Post) -> dict[str, Participant]:
    """Seat everybody in a circle of a second season of the program, too, that meets on Thursdays."""
    plan = programs.SeasonPlan("Summer", (MEETS + DAY).date(), meetings=2)
    season = programs.add_season(post.db, post.stage.program, plan, "organizer:1", NOW)
    circle = Circle(season=season, name="Circle 9", zone="Europe/Lisbon", weekday=3, start=time(10))
    post.db.add(circle)
    others = {}
    for name, first in post.stage.members.items():
        kept = {"role": first.role, "state": ParticipantState.CONFIRMED, "enrolled_at": NOW}
        others[name] = Participant(season=season, person=first.person, availability="Thu 10-12", **kept)
        seat = Membership(participant=others[name], role=first.role, joined_at=NOW)
        circle.memberships.append(seat)
    post.db.flush()
    circles.publish(post.db, season, "organizer:1", NOW)
    return others


def test_who_pauses_in_one_season_pauses_in_every_one_they_are_in_and_one_mail_says_so(post: Post) -> None:
    second = in_two_seasons(post)
    post.reply(post.invite("Carl"), "Pause until 1 March")
    until = post.stage.members["Carl"].paused_until
    assert until is not None
    assert second["Carl"].paused_until == until
    assert second["Dee"].paused_until is None
    text = " ".join(str(parse(post.sent(MailKind.PAUSED, "Carl", SOON)).text).split())
    assert "till Mon 1 Mar, from all you take part in: Spring and Summer." in text
    assert "Your places in the circles stay yours." in text
    assert 'All your circles are told is "Carl is taking a break".' in text
    assert post.count(MailKind.PAUSED, "Carl") == 1
    all_sent(post.db)
    for days in range(60):
        timeline.post_due(post.db, SOON + days * DAY)
    nudges = {MailKind.TOPIC, MailKind.REMINDER, MailKind.RECAP_ASK, MailKind.TOPIC_DRAFT}
    assert not sum(post.count(kind, "Carl") for kind in nudges)


def test_each_circle_reads_of_a_break_from_all_seasons_and_each_organizer_finds_it(post: Post) -> None:
    carl = in_two_seasons(post)["Carl"]
    all_sent(post.db)
    post.reply(post.invite("Carl"), "Pause until 1 March")
    [meeting, *_] = next(each.circle.meetings for each in people.memberships(post.db, carl))
    for about in (post.stage.first, meeting):
        outbox.post(post.db, MailKind.TOPIC, post.stage.person("Dee"), f"meeting:{about.id}", SOON)
        mail = parse(post.sent(MailKind.TOPIC, "Dee", SOON + DAY))
        assert ON_A_BREAK in str(mail.text)
        all_sent(post.db, SOON + DAY)
    told = [f"participant:{each.id}" for each in (post.stage.members["Carl"], carl)]
    noted = select(Audit.about).where(Audit.what.startswith("takes a break until"))
    assert sorted(post.db.scalars(noted)) == sorted(told)


def test_a_return_and_an_undo_are_about_every_season_a_break_was_from(post: Post) -> None:
    first, second = post.stage.members["Carl"], in_two_seasons(post)["Carl"]
    invite = post.invite("Carl")
    post.reply(invite, "Pause until 1 March")
    until = first.paused_until
    post.reply(invite, "Resume", now=SOON + DAY)
    assert (first.paused_until, second.paused_until) == (SOON + DAY, SOON + DAY)
    post.reply(invite, "Undo", now=SOON + 2 * DAY)
    assert (first.paused_until, second.paused_until) == (until, until)
    post.reply(invite, "Undo", now=SOON + 3 * DAY)
    assert (first.paused_until, second.paused_until) == (None, None)


def test_a_break_of_one_season_is_undone_as_it_was_kept_before_breaks_were_of_all(post: Post) -> None:
    incoming = post.reply(post.invite("Carl"), "Pause until 1 March")
    incoming.outcome = {**incoming.outcome, "paused": incoming.outcome["paused"][0]}
    post.reply(post.invite("Carl"), "Undo", now=SOON + DAY)
    assert post.stage.members["Carl"].paused_until is None


def test_who_joins_another_season_during_a_break_is_on_it_there_too_and_reads_so(post: Post) -> None:
    plan = programs.SeasonPlan("Autumn", (MEETS + 200 * DAY).date(), meetings=2)
    autumn = programs.add_season(post.db, post.stage.program, plan, "organizer:1", NOW)
    carl = post.stage.members["Carl"]
    kept = {"role": carl.role, "state": ParticipantState.INVITED, "enrolled_at": NOW}
    also = Participant(season=autumn, person=carl.person, **kept)
    post.db.add(also)
    paused = post.reply(post.invite("Carl"), "Pause until 1 March")
    people.confirm(post.db, also, SOON)
    assert also.paused_until == carl.paused_until
    joined = " ".join(str(parse(post.sent(MailKind.JOINED, "Carl", SOON)).text).split())
    assert (
        "You are on a break till Mon 1 Mar, and it goes for Autumn, too. To end it, reply Resume." in joined
    )
    assert "on a break" not in str(parse(post.sent(MailKind.JOINED, "Carl", MEETS + 100 * DAY)).text)
    undo.undo(post.db, paused, post.stage.person("Carl"), SOON + DAY)
    assert (carl.paused_until, also.paused_until) == (None, None)


def test_who_comes_to_wait_for_a_seat_during_a_break_is_not_asked_and_reads_so(post: Post) -> None:
    plan = programs.SeasonPlan("Autumn", (MEETS + 200 * DAY).date(), meetings=2)
    autumn = programs.add_season(post.db, post.stage.program, plan, "organizer:1", NOW)
    eva = enrol(post.db, autumn, "Eva")
    people.pause(post.db, eva, date(2027, 3, 1), NOW)
    kept = {"role": eva.role, "availability": eva.availability, "enrolled_at": NOW}
    also = Participant(season=post.stage.season, person=eva.person, state=ParticipantState.INVITED, **kept)
    post.db.add(also)
    post.db.flush()
    post.stage.members["Eva"] = also
    people.confirm(post.db, also, SOON)
    assert (also.state, offers_to(post.db, also)) == (ParticipantState.WAITLISTED, [])
    waits = " ".join(str(parse(post.sent(MailKind.WAITLISTED, "Eva", SOON)).text).split())
    assert "You are on a break till Mon 1 Mar, and it goes for Spring, too." in waits
