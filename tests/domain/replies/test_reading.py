"""What a reply says, by the words on its lines."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.replies import Bounce, Context, Mail, Member, Reading
from circles.domain.replies.reading import read
from circles.domain.replies.values import DOUBT

NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)  # a Tuesday
MEMBERS = (
    Member("Ana Sousa", "ana@example.org"),
    Member("Bo Larsen", "bo@example.org"),
    Member("Carl Weiß", "carl@example.org"),
    Member("Dee Ray", "dee@example.org"),
)


def _read(text: str, kind: str | None = "topic", **known: Any) -> Reading:
    context = Context("ana@example.org", MEMBERS, zone="Europe/Lisbon", kind=kind, **known)
    return read(Mail(sender="ana@example.org", date=NOW, text=text), context, NOW)


def _commands(reading: Reading) -> list[tuple[str, ...]]:
    return [(command.name, *command.args) for command in reading.commands]


@pytest.mark.parametrize(
    ("text", "rsvp"),
    [
        ("Yes", "yes"),
        ("YES!!", "yes"),
        ("Yes, see you there", "yes"),
        ("yes please", "yes"),
        ("Yes, can't wait!", "yes"),
        ("Yes, sorry for the late reply", "yes"),
        ("Yes but I'll be ten minutes late", "yes"),
        ("Hi all,\n\nYes, I'll be there.\n\nAna", "yes"),
        ("Sure!", "yes"),
        ("RSVP: yes", "yes"),
        ("Yes, see you there. Where do we meet?", "yes"),
        ("No problem, I'll be there", "yes"),
        ("I'll be there", "yes"),
        ("Count me in!", "yes"),
        ("No", "no"),
        ("No, sorry, sick today", "no"),
        ("No, sorry, but have fun!", "no"),
        ("No. See you next time!", "no"),
        ("Unfortunately I can't make it this week", "no"),
        ("Sorry, can't make it", "no"),
        ("Maybe", "maybe"),
        ("Not sure yet", "maybe"),
        ("Maybe, depends on my train", "maybe"),
        ("I might be able to join", "maybe"),
        ("Hi, yes!", "yes"),
        ("Hi Bo, I'll be there.", "yes"),
        ("Dear Bo and Carl, I can't come.", "no"),
        ("Good morning everyone! No, sorry.", "no"),
        ("hi bo\nyes", "yes"),
        ("Bo, see you there", "yes"),
        ("I'll attend the first half of the session", "yes"),
        ("I have to cancel, my son is ill", "no"),
        ("Absolutely not", "no"),
    ],
)
def test_plain_answer_is_recorded(text: str, rsvp: str) -> None:
    found = _read(text)
    assert (found.rsvp, found.unsure) == (rsvp, False)


@pytest.mark.parametrize(
    "text",
    [
        "Yes?",
        "Yes if the train runs",
        "Yes, unless it rains",
        "Yes, probably",
        "Yes and no",
        "Yes, I can't make it",
        "No, I can come",
        "No, but I can join at 6",
        "Yes. Actually no, I can't come.",
        "Yes.\nBut only if we start later.",
        "Yes, Bo can't come",
        "I won't be able to come if Bo is away",
        "Yes to Tuesday, no to Thursday",
        "Carl can't make Thursday",
        "Thursday is good for Bo, not for me",
        "No, the link works for me",
        "No, I meant the other document",
        "Nobody said I can't come",
    ],
)
def test_condition_question_or_contradiction_is_asked_about(text: str) -> None:
    found = _read(text)
    assert found.unsure
    assert found.says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the lovely session",
        "No idea",
        "No worries at all",
        "Maybe we could talk about books",
        "OK thanks for letting us know",
        "Please stop sending so many mails",
        "The help of a mentor is worth a lot",
        "Nobody said it was easy",
        "Sure, question 2 is the hard one",
        "I will pass on the book to the next reader",
        "Done is better than perfect",
        "We are busy people",
        "> Yes",
        "No. 7 in the list is wrong",
        "I'll come back to you tomorrow about it",
        "I'm coming down with something",
        "I am attending a conference on Thursday",
        "I can make the slides",
        "I'll be there for you",
        "Happy to join a different circle",
        "I must cancel my subscription to the gym",
        "I have to skip lunch",
        "Count me in for the newsletter",
        "Looking forward to seeing the notes",
        "Confirmed cases are rising in town",
        'Dee wrote "I can\'t come" to me',
        "Hi Bo",
    ],
)
def test_talk_is_not_acted_on(text: str) -> None:
    found = _read(text)
    assert found.says_nothing
    assert not found.unsure


@pytest.mark.parametrize(
    ("language", "yes", "no", "maybe"),
    [
        ("de", "Ja, gerne", "Nein, leider nicht", "Vielleicht"),
        ("fr", "Oui, à jeudi", "Non, désolée", "Peut-être"),
        ("es", "Sí, nos vemos", "No puedo", "Quizás"),
        ("it", "Sì, ci vediamo", "No, mi dispiace", "Forse"),
        ("pt", "Sim, até quinta", "Não posso", "Talvez"),
        ("nl", "Ja, tot dan en groeten", "Nee, helaas", "Misschien"),
        ("da", "Ja, vi ses", "Nej, desværre", "Måske"),
        ("sv", "Ja, vi ses", "Nej, tyvärr", "Kanske"),
        ("nb", "Ja, vi ses", "Nei, dessverre", "Kanskje"),
        ("fi", "Kyllä, nähdään", "Ei, valitettavasti", "Ehkä"),
        ("pl", "Tak, do zobaczenia", "Nie, niestety", "Może"),
    ],
)
def test_answers_are_read_in_the_language_of_the_person(language: str, yes: str, no: str, maybe: str) -> None:
    found = [_read(text, language=language).rsvp for text in (yes, no, maybe)]
    assert found == ["yes", "no", "maybe"]


def test_answer_in_another_language_counts_only_if_it_means_one_thing() -> None:
    assert _read("Ja, gerne").rsvp == "yes"
    assert _read("Ja, aber nur wenn es geht").unsure
    assert _read("Tak").rsvp is None  # yes in Polish, thanks in Danish


@pytest.mark.parametrize("kind", ["confirm", "import-invite", "seat", "swap-ask", "ask"])
def test_yes_takes_up_what_was_offered(kind: str) -> None:
    assert _commands(_read("Yes, that's me", kind)) == [("join",)]
    assert _commands(_read("No", kind)) == [("decline",)]
    assert _read("Yes", kind).rsvp is None
    assert _read("Maybe", kind).unsure


def test_yes_to_did_you_meet_is_about_the_meeting() -> None:
    assert _read("Yes, we met", "recap-ask").met == "held"
    assert _read("No, we didn't", "recap-ask").met == "not_held"
    assert _read("Yes", "recap-ask").rsvp is None
    own = _read("No, I was sick", "recap-ask")
    assert (own.met, dict(own.attendance)) == (None, {"ana@example.org": "missed"})


def test_yes_where_a_number_was_asked_for_is_asked_about() -> None:
    assert _read("Yes", "move-poll").unsure
    assert _read("Yes", "survey").unsure


@pytest.mark.parametrize(
    ("text", "came", "missed"),
    [
        ("Attended: Ana, Bo", "ana bo", ""),
        ("Attended: me and Bo\nMissed: Carl", "ana bo", "carl"),
        ("*Attended:* Ana (late), Bo & Dee.", "ana bo dee", ""),
        ("- Attended: Sousa\n- Missed: B. Larsen", "ana", "bo"),
        ("attended: CARL WEISS", "carl", ""),
        ("Attended: everyone but Carl", "ana bo dee", "carl"),
        ("Everyone came", "ana bo carl dee", ""),
        ("Everyone except Bo came.", "ana carl dee", "bo"),
        ("Attended: Ana\nThe talk was good.\nAttended: Dee", "ana dee", ""),
        ("Missed: nobody", "", ""),
        ("Attended: bo@example.org", "bo", ""),
    ],
)
def test_attendance_lines_are_read(text: str, came: str, missed: str) -> None:
    found = _read(text, "recap-ask")
    wanted = {f"{name}@example.org": "came" for name in came.split()}
    wanted |= {f"{name}@example.org": "missed" for name in missed.split()}
    assert dict(found.attendance) == wanted
    assert not found.unsure


def test_everything_on_one_line_between_slashes_is_read() -> None:
    line = "Attended: Ana, Dee / Missed: Bo / Next: Dee - send the reading list - Friday"
    for text in (line, line.replace(" / ", "\n")):
        found = _read(text, "recap-ask")
        assert [email for email, value in found.attendance.items() if value == "came"] == [
            "ana@example.org",
            "dee@example.org",
        ]
        assert found.attendance["bo@example.org"] == "missed"
        assert [(f.owner, f.text, f.due) for f in found.follow_ups] == [
            ("dee@example.org", "send the reading list", date(2026, 3, 6))
        ]


def test_unknown_name_is_asked_about_and_the_others_are_recorded() -> None:
    found = _read("Attended: Ana, Bob", "recap-ask")
    assert dict(found.attendance) == {"ana@example.org": "came"}
    assert found.unsure


def test_member_who_both_came_and_missed_is_asked_about() -> None:
    found = _read("Attended: Ana, Bo\nMissed: Bo", "recap-ask")
    assert dict(found.attendance) == {"ana@example.org": "came"}
    assert found.unsure


@pytest.mark.parametrize(
    ("text", "met", "met_on"),
    [
        ("Met: Monday", "held", date(2026, 3, 2)),
        ("Met: yes", "held", None),
        ("Met: 24 February", "held", date(2026, 2, 24)),
        ("We met on Thursday.", "held", date(2026, 2, 26)),
        ("We met yesterday", "held", date(2026, 3, 2)),
        ("Met: no", "not_held", None),
        ("Didn't meet", "not_held", None),
        ("Sorry, we didn't meet this week", "not_held", None),
    ],
)
def test_whether_they_met_is_read(text: str, met: str, met_on: date | None) -> None:
    found = _read(text, "recap-ask")
    assert (found.met, found.met_on, found.unsure) == (met, met_on, False)


def test_meeting_in_the_future_or_both_held_and_not_is_asked_about() -> None:
    assert _read("Met: 5 May 2030", "recap-ask").unsure
    both = _read("Yes\nDidn't meet", "recap-ask")
    assert (both.met, both.unsure) == (None, True)


@pytest.mark.parametrize(
    ("line", "owner", "text", "due"),
    [
        ("Next: Bo - send the deck - Friday", "bo@example.org", "send the deck", date(2026, 3, 6)),
        ("TODO: Bo – call Rui – 3/4", "bo@example.org", "call Rui", date(2026, 4, 3)),
        ("Action: Carl — book a room — next Tuesday", "carl@example.org", "book a room", date(2026, 3, 10)),
        ("Follow-up: Dee: read chapter 2 by 9 March", "dee@example.org", "read chapter 2", date(2026, 3, 9)),
        (
            "next: bo will write to Kim by end of the month",
            "bo@example.org",
            "write to Kim",
            date(2026, 3, 31),
        ),
        ("Next: all - bring a question", "circle", "bring a question", None),
        ("Next: me - book a table - EOD", "ana@example.org", "book a table", date(2026, 3, 3)),
        ("Next: send the deck - in 2 weeks", "ana@example.org", "send the deck", date(2026, 3, 17)),
        ("Next: Remember to send the deck", "ana@example.org", "Remember to send the deck", None),
        ("Next: Bo - a call - the long one", "bo@example.org", "a call - the long one", None),
    ],
)
def test_follow_up_lines_are_read(line: str, owner: str, text: str, due: date | None) -> None:
    found = _read(line, "recap-ask")
    assert [(f.owner, f.text, f.due) for f in found.follow_ups] == [(owner, text, due)]
    assert found.own_text[slice(*found.follow_ups[0].span)] == line


@pytest.mark.parametrize(
    "line",
    ["Next: Zed - send the deck - Friday", "Next: Bo - send the deck - 31/2", "Next:", "Next: Bob: call"],
)
def test_follow_up_of_nobody_or_on_no_day_is_asked_about(line: str) -> None:
    found = _read(line, "recap-ask")
    assert found.unsure
    assert found.says_nothing


def test_follow_up_for_two_is_recorded_for_each() -> None:
    found = _read("Next: Ana and Bo - write a page - tomorrow", "recap-ask")
    assert [f.owner for f in found.follow_ups] == ["ana@example.org", "bo@example.org"]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Stop", ("leave",)),
        ("LEAVE.", ("leave",)),
        ("Please stop", ("leave",)),
        ("unsubscribe", ("leave",)),
        ("Pause", ("pause",)),
        ("Pause 2 weeks", ("pause", "2026-03-17")),
        ("Pause until 1 April please", ("pause", "2026-04-01")),
        ("Busy", ("busy",)),
        ("Resume", ("resume",)),
        ("Undo", ("undo",)),
        ("Help!", ("help",)),
        ("My data", ("my-data",)),
        ("Delete my data", ("delete-my-data",)),
        ("Pass", ("pass",)),
        ("Swap Bo", ("swap", "bo@example.org")),
        ("Swap with Carl", ("swap", "carl@example.org")),
        ("Place: https://meet.example/abc", ("place", "https://meet.example/abc")),
        ("Place: the corner table", ("place", "the corner table")),
        ("Circle: running ten minutes late", ("circle", "running ten minutes late")),
        ("Move", ("move",)),
        ("Move to Friday", ("move", "2026-03-06")),
        ("Hello,\n\nResume\n\nThanks,\nAna", ("resume",)),
    ],
)
def test_command_lines_are_read(text: str, command: tuple[str, ...]) -> None:
    found = _read(text)
    assert _commands(found) == [command]
    assert not found.unsure


@pytest.mark.parametrize(
    ("language", "text", "rsvp"),
    [
        ("en", "No. Pause until 15 April", "no"),
        ("en", "No, please pause until 15 April.", "no"),
        ("en", "Pause until 15 April, so no", "no"),
        ("en", "Please pause until 15 April. I can't come.", "no"),
        ("en", "Sorry, I can't make it. Pause until April 15, 2026", "no"),
        ("en", "Yes - pause until 15 April", "yes"),
        ("de", "Nein. Pause bis 15. April", "no"),
        ("fr", "Pause jusqu'au 15 avril, donc non", "no"),
        ("es", "No. Pausa hasta el 15 de abril", "no"),
    ],
)
def test_a_break_on_the_line_of_an_answer_is_read_with_it(language: str, text: str, rsvp: str) -> None:
    found = _read(text, language=language)
    assert (found.rsvp, _commands(found), found.unsure) == (rsvp, [("pause", "2026-04-15")], False)


@pytest.mark.parametrize(
    "text",
    ["No. Pause until 15 April?", "No. Dee's team has a pause until 15 April", "No. Pause until she is back"],
)
def test_a_break_that_is_not_asked_for_plainly_is_none(text: str) -> None:
    assert not _commands(_read(text))


def test_a_break_far_behind_an_answer_is_asked_about() -> None:
    """Its whole line would have to be looked at once more from each of its full stops."""
    found = _read("No. " + "I am so sorry. " * 30 + "Pause until 15 April")
    assert (_commands(found), "pause.unclear" in {rule.id for rule in found.rules}) == ([], True)


def test_numbers_in_columns_are_read_without_end_of_ways() -> None:
    """As many as there are: each would double the time if there were two ways to read a blank."""
    assert not _commands(_read("1" + "  7" * 60 + "  sheets x1", "topic"))
    assert not _commands(_read("Done" + "  7" * 60 + "  sheets x1", "topic"))


@pytest.mark.parametrize(
    "text", ["I wonder what to do.\nStop", "Stop?", "Swap Bob", "Place: ftp://x.example/y"]
)
def test_command_below_talk_in_doubt_or_for_nobody_is_not_obeyed(text: str) -> None:
    assert _read(text).commands == ()


SHOWN = ((1, "send the deck"), (2, "read a book"))


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("Done 2", [("done", "2")]),
        ("Done 1 and 2", [("done", "1"), ("done", "2")]),
        ("Drop 1", [("drop", "1")]),
        ("Later 2", [("later", "2")]),
        ("Move 2 Friday", [("move", "2", "2026-03-06")]),
        ("Move 1 to 9 March", [("move", "1", "2026-03-09")]),
        ("Yes\nDone 1", [("done", "1")]),
    ],
)
def test_numbers_name_the_follow_ups_that_were_shown(text: str, commands: list[tuple[str, ...]]) -> None:
    found = _read(text, follow_ups=SHOWN)
    assert _commands(found) == commands
    assert not found.unsure


@pytest.mark.parametrize("text", ["Done", "Done 3", "Later", "Move 2 whenever"])
def test_number_that_is_missing_or_was_not_shown_is_asked_about(text: str) -> None:
    found = _read(text, follow_ups=SHOWN)
    assert found.commands == ()
    assert found.unsure


def test_one_follow_up_needs_no_number() -> None:
    one = {"kind": "follow-up", "follow_ups": SHOWN[:1]}
    assert _commands(_read("Done!", **one)) == [("done", "1")]
    assert _commands(_read("Yes", **one)) == [("done", "1")]
    assert _commands(_read("drop it", **one)) == [("drop", "1")]
    assert _commands(_read("Move Friday", **one)) == [("move", "1", "2026-03-06")]
    assert _commands(_read("Later", "follow-up")) == [("later",)]


def test_digits_are_slots_or_a_score_where_one_was_asked_for() -> None:
    slots = tuple((n, NOW) for n in (1, 2, 3))
    assert _commands(_read("1 3", "move-poll", slots=slots)) == [("slots", "1", "3")]
    assert _commands(_read("1, 2 and 3.", "move-poll", slots=slots)) == [("slots", "1", "2", "3")]
    assert _read("2 9", "move-poll", slots=slots).unsure
    assert _commands(_read("4 - a good hour", "survey")) == [("score", "4")]
    assert _read("1 3").commands == ()


@pytest.mark.parametrize(
    ("subject", "rsvp"),
    [
        ("Accepted: Circle 1", "yes"),
        ("Declined: Circle 1", "no"),
        ("Tentative: Circle 1", "maybe"),
        ("Tentatively Accepted: Circle 1", "maybe"),
        ("Zugesagt: Circle 1", "yes"),
        ("Abgelehnt: Circle 1", "no"),
        ("Mit Vorbehalt: Circle 1", "maybe"),
        ("Accepté\u00a0: Circle 1", "yes"),
        ("Rechazada: Circle 1", "no"),
        ("Wstępnie: Circle 1", "maybe"),
        ("New Time Proposed: Circle 1", None),
        ("Re: Accepted: Circle 1", None),
        ("Accepted", None),
        ("Canceled: Circle 1", None),
    ],
)
@pytest.mark.parametrize("attachments", [(), ("winmail.dat",)])
def test_the_verdict_of_a_mail_program_counts_where_nothing_else_is_in_its_mail(
    subject: str, rsvp: str | None, attachments: tuple[str, ...]
) -> None:
    context = Context("ana@example.org", MEMBERS, zone="Europe/Lisbon", kind=None)
    found = read(Mail(subject=subject, attachments=attachments), context, NOW)
    assert (found.rsvp, found.unsure) == (rsvp, rsvp is None and bool(attachments))
    beside_words = read(Mail(subject=subject, text="I am not coming", attachments=attachments), context, NOW)
    assert beside_words.rsvp == "no"


def test_subject_alone_can_leave_but_not_beside_words() -> None:
    context = Context("ana@example.org", MEMBERS)
    assert _commands(read(Mail(subject="leave"), context, NOW)) == [("leave",)]
    assert read(Mail(subject="leave", text="Hello there"), context, NOW).commands == ()


def test_a_question_is_left_to_a_person() -> None:
    found = _read("Where do we meet this week?")
    assert found.unsure
    assert found.says_nothing


def test_what_we_sent_is_no_evidence_but_the_same_words_typed_are() -> None:
    sent = "-- Reply above this line --\nReply with one line, as\nAttended: Ana, Bo\nYes, we met\n"
    quoted = "\n".join(f"> {line}" for line in sent.splitlines())
    typed = (
        f"Attended: Ana, Bo\n\nOn Mon, 2 Mar 2026 at 09:00, Circle <c@circles.example> wrote:\n\n{quoted}\n"
    )
    assert set(_read(typed, "recap-ask", sent_text=sent).attendance) == {"ana@example.org", "bo@example.org"}
    only_quoted = typed.removeprefix("Attended: Ana, Bo\n")
    assert _read(only_quoted, "recap-ask", sent_text=sent).says_nothing


def test_own_and_quoted_words_that_cannot_be_told_apart_record_nothing() -> None:
    found = _read("On Mon, 2 Mar 2026 at 09:00, Circle <c@circles.example> wrote:\n\nAttended: Ana\nYes\n")
    assert found.says_nothing
    assert found.unsure


def test_dates_count_from_the_mail_where_its_writer_lives() -> None:
    late = datetime(2026, 3, 6, 5, tzinfo=UTC)  # Friday here, still Thursday in Honolulu
    mail = Mail(date=late, text="Next: send it - Friday")
    for zone, due in (("Europe/Lisbon", date(2026, 3, 13)), ("Pacific/Honolulu", date(2026, 3, 6))):
        assert read(mail, Context("ana@example.org", zone=zone), late).follow_ups[0].due == due
    assert read(mail, Context("ana@example.org", zone="Nowhere/Land"), late).follow_ups[0].due == date(
        2026, 3, 13
    )


HEADERS = {
    "loop": Mail(sender="circles+abc@circles.example", text="Yes"),
    "bounce": Mail(sender="mailer-daemon@mx.example", bounce=Bounce(("bo@example.org",), permanent=True)),
    "complaint": Mail(bounce=Bounce((), permanent=True, complaint=True)),
    "calendar": Mail(
        calendar=b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n", headers=(("auto-submitted", "auto-generated"),)
    ),
    "automatic": Mail(headers=(("auto-submitted", "auto-replied"),), text="Yes"),
    "refused": Mail(refused="The mail has more than 1,000 parts."),
}


@pytest.mark.parametrize("kind", HEADERS)
def test_mail_that_no_person_wrote_records_nothing(kind: str) -> None:
    context = Context("ana@example.org", MEMBERS, kind="topic")
    found = read(HEADERS[kind], context, NOW, frozenset({"circles@circles.example"}))
    assert found.kind == kind
    assert found.says_nothing


def test_our_own_invite_sent_back_with_words_is_a_persons_mail() -> None:
    mail = Mail(text="Yes", calendar=b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n")
    found = read(mail, Context("ana@example.org", MEMBERS), NOW)
    assert (found.kind, found.rsvp) == ("human", "yes")


def test_without_a_context_kind_and_own_words_are_still_given() -> None:
    found = read(Mail(text="Yes\n\n-- \nAna"), None, NOW)
    assert (found.kind, found.own_text, found.rsvp) == ("human", "Yes", None)


PIECES = (
    *("Yes", "no", "maybe", "if", "but", "everyone", "met", "didn't meet", "Ana", "Bo", "Friday", "until"),
    *(
        "Attended:",
        "Missed:",
        "Next:",
        "From:",
        "Sent:",
        "To:",
        "Subject:",
        "On",
        "wrote:",
        "Done",
        "Move",
        "Pause",
    ),
    *(
        "-",
        "–",
        "/",
        ",",
        ".",
        "?",
        "!",
        "'",
        "’",
        ">",
        "-- ",
        "\n",
        "1",
        "2",
        "0",
        "31/2",
        "2026-02-31",
        "999",
    ),
)
WORDS = st.lists(st.sampled_from(PIECES), max_size=40)


@given(
    st.one_of(st.text(max_size=300), WORDS.map(" ".join)),
    st.sampled_from(["topic", "recap-ask", "move-poll", None]),
)
def test_no_text_makes_reading_raise(text: str, kind: str | None) -> None:
    found = _read(text, kind, follow_ups=SHOWN, sent_text="Attended: Ana\nYes")
    assert all(0 <= rule.span[0] <= rule.span[1] <= len(found.own_text) for rule in found.rules if rule.span)


def test_a_sentence_that_a_mail_program_broke_is_read_whole() -> None:
    found = _read(
        "As you asked: we met on Monday as planned, and Ana and Bo\ncame, Carl couldn't.", "recap-ask"
    )
    assert dict(found.attendance) == {
        "ana@example.org": "came",
        "bo@example.org": "came",
        "carl@example.org": "missed",
    }


def test_a_list_below_a_keyword_is_read_item_by_item() -> None:
    found = _read("Next steps:\n- Bo: book the room by Friday\n- Dee will send her notes", "recap-ask")
    assert [(each.owner, each.text, each.due) for each in found.follow_ups] == [
        ("bo@example.org", "book the room", date(2026, 3, 6)),
        ("dee@example.org", "send her notes", None),
    ]


@pytest.mark.parametrize(
    ("text", "owner", "what", "due"),
    [
        ("I'll send the deck by Friday", "ana", "send the deck", date(2026, 3, 6)),
        ("Bo is going to book the room tomorrow.", "bo", "book the room", date(2026, 3, 4)),
        ("We agreed that Dee writes the summary", "dee", "write", None),
    ],
)
def test_a_promise_in_a_sentence_is_a_follow_up(text: str, owner: str, what: str, due: date | None) -> None:
    (found,) = _read(text).follow_ups
    assert (found.owner, found.due) == (f"{owner}@example.org", due)
    assert found.text.startswith(what)


@pytest.mark.parametrize(
    "text",
    [
        "I already sent the deck",
        "Could Bo send the slides?",
        "I'll send it if I find it",
        "I might book a room",
    ],
)
def test_what_is_past_asked_or_conditional_is_no_follow_up(text: str) -> None:
    assert not _read(text).follow_ups


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("I might book a room", ["book a room"]),
        ("If I find time I will write the summary", ["write the summary"]),
        ("I'll try to call Bo and maybe I'll send the deck", ["call Bo", "send the deck"]),
        ("I will send it when I find it", ["send it when I find it"]),
        ("I won't send the deck", []),
        ("Bo said he will send the deck", []),
        ("Should I send the deck?", []),
    ],
)
def test_what_is_not_certain_is_only_proposed(text: str, proposed: list[str]) -> None:
    found = _read(text)
    assert not found.follow_ups
    assert [each.text for each in found.proposed] == proposed


@pytest.mark.parametrize(
    ("text", "language", "command"),
    [
        ("Rückgängig", "de", "undo"),
        ("aide", "fr", "help"),
        ("pausa", "es", "pause"),
        ("afmelden", "nl", "leave"),
    ],
)
def test_commands_are_read_in_the_language_of_the_person(text: str, language: str, command: str) -> None:
    assert _commands(_read(text, language=language)) == [(command,)]


@pytest.mark.parametrize(
    "text",
    [
        "I don't think I can make it",
        "There is no chance I can make it",
        "I'm far from sure I can make it",
        "Bo thinks I can make it",
        "Nobody thinks I can make it",
        "Yes for Bo",
        "Yes on behalf of Bo",
        "Bo: I can make it",
        "I'll skip this chapter",
        "I'll be there as soon as my child is better",
    ],
)
def test_what_is_denied_or_others_or_elsewhere_is_not_recorded(text: str) -> None:
    assert _read(text, kind="invite").rsvp is None


def test_who_speaks_for_two_speaks_for_themselves_too() -> None:
    assert _read("Neither Bo nor I can make it", kind="invite").rsvp == "no"
    assert _read("I told Bo I can make it", kind="invite").rsvp == "yes"


@pytest.mark.parametrize(
    "text", ["I'll skip this one", "I have to miss this because I'm ill", "I'll skip this month"]
)
def test_what_is_skipped_is_the_meeting_unless_a_thing_is_named(text: str) -> None:
    assert _read(text, kind="invite").rsvp == "no"


TO_DO = ((1, "find a room"), (2, "write to Carl"), (3, "read chapter 2"))


@pytest.mark.parametrize(
    ("text", "language", "args"),
    [
        ("Move 3 5 March", "en", ("3", "2026-03-05")),
        ("Move 2 to next Tuesday", "en", ("2", "2026-03-10")),
        ("Move 1 in 2 weeks", "en", ("1", "2026-03-17")),
        ("Move #2 to 12/3", "en", ("2", "2026-03-12")),
        ("Move 1 today", "en", ("1", "2026-03-03")),
        ("Verschieben 2 27. März", "de", ("2", "2026-03-27")),
        ("Reporter 1 au 5 mars", "fr", ("1", "2026-03-05")),
        ("Mover 3 al 5 de marzo", "es", ("3", "2026-03-05")),
    ],
)
def test_number_of_a_follow_up_is_told_from_the_day_it_moves_to(
    text: str, language: str, args: tuple[str, ...]
) -> None:
    found = _read(text, language=language, follow_ups=TO_DO)
    assert (_commands(found), found.unsure) == ([("move", *args)], False)


@pytest.mark.parametrize(
    ("text", "language", "why"),
    [
        ("Move 3 yesterday", "en", "That day is past: Mon 2 Mar 2026"),
        ("Move 1 5 January", "en", "That day is past: Mon 5 Jan 2026"),
        ("Move 1 to 5 January", "en", "That day is past: Mon 5 Jan 2026"),
        ("Move 2 last Monday", "en", "That day is past: Mon 2 Mar 2026"),
        ("Move 2 2026-01-05", "en", "That day is past: Mon 5 Jan 2026"),
        ("Move to 5 January", "en", "That day is past: Mon 5 Jan 2026"),
        ("Move 2 31 February", "en", "Not a day: '31 February'"),
        ("Move 2 whenever", "en", "Not a day: 'whenever'"),
        ("Verschieben 2 5. Januar", "de", "That day is past: Mon 5 Jan 2026"),
        ("Flytt 1 i går", "nb", "That day is past: Mon 2 Mar 2026"),
    ],
)
def test_follow_up_is_not_moved_to_a_day_that_was_or_is_none(text: str, language: str, why: str) -> None:
    found = _read(text, language=language, follow_ups=TO_DO)
    assert (found.commands, found.unsure) == ((), True)
    assert found.rules[-1].text == why


def test_day_of_a_month_is_no_number_where_nothing_else_is_its_day() -> None:
    assert _commands(_read("Move 14 March", "follow-up", follow_ups=TO_DO[:1])) == [
        ("move", "1", "2026-03-14")
    ]


@pytest.mark.parametrize(
    ("text", "language", "commands"),
    [
        ("1 done", "en", [("done", "1")]),
        ("#2: done", "en", [("done", "2")]),
        ("1 and 3 are done", "en", [("done", "1"), ("done", "3")]),
        ("3 later", "en", [("later", "3")]),
        ("Drop all", "en", [("drop", "1"), ("drop", "2"), ("drop", "3")]),
        ("Done - 2", "en", [("done", "2")]),
        ("Done 1, 2, and 3", "en", [("done", "1"), ("done", "2"), ("done", "3")]),
        ("All done!", "en", [("done", "1"), ("done", "2"), ("done", "3")]),
        ("Done: find a room", "en", [("done", "1")]),
        ("Done the room", "en", [("done", "1")]),
        ("Done with reading chapter 2", "en", [("done", "3")]),
        ("1 erledigt", "de", [("done", "1")]),
        ("Erledigt: room", "de", [("done", "1")]),
        ("2 fait", "fr", [("done", "2")]),
        ("todo hecho", "es", [("done", "1"), ("done", "2"), ("done", "3")]),
        ("1 klar", "sv", [("done", "1")]),
    ],
)
def test_follow_up_is_meant_by_its_number_its_words_or_with_all(
    text: str, language: str, commands: list[tuple[str, ...]]
) -> None:
    found = _read(text, language=language, follow_ups=TO_DO)
    assert (_commands(found), found.unsure) == (commands, False)


@pytest.mark.parametrize(
    ("text", "language", "commands"),
    [
        ("Done 1. Drop 2", "en", [("done", "1"), ("drop", "2")]),
        ("1 is done, 2 drop", "en", [("done", "1"), ("drop", "2")]),
        ("Drop 1, done 2", "en", [("drop", "1"), ("done", "2")]),
        ("Drop 1, 2 and done 3", "en", [("drop", "1"), ("drop", "2"), ("done", "3")]),
        ("2, 3 done but drop 1, thanks!", "en", [("done", "2"), ("done", "3"), ("drop", "1")]),
        ("Done the room. Move 2 to 14 March", "en", [("done", "1"), ("move", "2", "2026-03-14")]),
        ("Done 1. I called him yesterday. Drop 2", "en", [("done", "1"), ("drop", "2")]),
        ("1 erledigt, 2 streichen", "de", [("done", "1"), ("drop", "2")]),
        ("Fait 1, laisser tomber 2", "fr", [("done", "1"), ("drop", "2")]),
    ],
)
def test_several_follow_ups_of_one_line_are_read_each(
    text: str, language: str, commands: list[tuple[str, ...]]
) -> None:
    found = _read(text, "follow-up", language=language, follow_ups=TO_DO)
    assert (_commands(found), found.unsure) == (commands, False)


@pytest.mark.parametrize(
    ("text", "shown", "commands", "unnoted"),
    [
        ("Done. Drop 2", 1, [("done", "1")], "Drop 2"),
        ("Done. Drop 2", 3, [("drop", "2")], "Done"),
        ("Done. Bo has it now. Drop 2", 1, [("done", "1")], "Drop 2"),
        ("Done 1. 2 is not done yet", 3, [("done", "1")], "2 is not done yet"),
    ],
)
def test_what_is_not_noted_of_several_follow_ups_is_asked_about(
    text: str, shown: int, commands: list[tuple[str, ...]], unnoted: str
) -> None:
    found = _read(text, "follow-up", follow_ups=TO_DO[:shown])
    spans = [rule.span for rule in found.rules if rule.id.startswith("number.") and rule.confidence == DOUBT]
    assert (_commands(found), found.unsure) == (commands, True)
    assert [text[slice(*span)].strip() for span in spans if span] == [unnoted]


@pytest.mark.parametrize(
    "text",
    ["Yes. Drop by at 2", "Yes. I'll be there at 2 or so", "Done 1 is better than none", "Yes, 1 and all"],
)
def test_numbers_in_talk_are_no_follow_up(text: str) -> None:
    assert not _read(text, follow_ups=TO_DO).commands


@pytest.mark.parametrize("text", ["Done: the deck", "Done: both", "Done 9", "7 done", "Done"])
def test_follow_up_that_could_be_several_or_none_is_asked_about(text: str) -> None:
    found = _read(text, follow_ups=TO_DO)
    assert (found.commands, found.unsure) == ((), True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Done is better than perfect", "en"),
        ("Drop by anytime", "en"),
        ("Later this week works", "en"),
        ("Fait beau ici", "fr"),
        ("Klar att jag kommer", "sv"),
        ("Klaar voor donderdag", "nl"),
    ],
)
def test_words_of_talk_are_no_follow_up(text: str, language: str) -> None:
    assert not _read(text, language=language, follow_ups=TO_DO).commands


MEETS = datetime(2026, 3, 10, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "language", "until"),
    [
        ("Pause please, I'm travelling until 20 March", "en", ("2026-03-20",)),
        ("Pause me please, I can't come", "en", ()),
        ("No, please pause me", "en", ()),
        ("Pause bitte, ich kann nicht kommen", "de", ()),
        ("Pausa por favor, no puedo ir", "es", ()),
    ],
)
def test_break_asked_for_in_the_same_breath_as_a_no_is_read(
    text: str, language: str, until: tuple[str, ...]
) -> None:
    found = _read(text, "invite", language=language, meeting_starts_at=MEETS)
    assert (found.rsvp, _commands(found), found.unsure) == ("no", [("pause", *until)], False)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Pause please, I am travelling until the 20th", "en"),
        ("Please pause me until I'm back, I can't come on Tuesday", "en"),
        ("Pause for me please, I'm on holiday", "en"),
        ("Pause until further notice", "en"),
        ("Pause 0 days", "en"),
        ("No, pause until I'm back", "en"),
        ("No - pause 2 weeks - I am moving", "en"),
        ("Non, pause jusqu'à mon retour", "fr"),
        ("Pause zero weeks", "en"),
        ("Pause 0 Tage", "de"),
        ("Pause 0 jours", "fr"),
        ("Pause bitte, ich bin bis zum 20. auf Reisen", "de"),
        ("Pause s'il vous plaît, je suis en voyage jusqu'au 20 mars", "fr"),
    ],
)
def test_break_that_is_not_plain_is_asked_about_and_not_dropped(text: str, language: str) -> None:
    found = _read(text, "invite", language=language, meeting_starts_at=MEETS)
    assert (found.commands, found.unsure) == ((), True)
    assert "pause.unclear" in {rule.id for rule in found.rules}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Break a leg everyone! Yes", "en"),
        ("Pause buttons are great. Yes", "en"),
        ("Yes. Pause for thought!", "en"),
        ("Break-out rooms would be nice. Yes", "en"),
        ("Przerwa w dostawie prądu", "pl"),
        ("Pause déjeuner à midi", "fr"),
    ],
)
def test_word_of_a_break_in_talk_is_no_wish_for_one(text: str, language: str) -> None:
    rules = _read(text, "invite", language=language, meeting_starts_at=MEETS).rules
    assert not any("pause" in rule.id for rule in rules)
