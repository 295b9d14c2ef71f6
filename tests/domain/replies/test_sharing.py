"""Which words of a reply are meant for others, and which are for a person only."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.replies import Context, Member, Reading, reading
from circles.domain.replies.introduction import marked_introduction
from circles.domain.replies.sharing import (
    LONGEST,
    is_thanks,
    marked_thought,
    may_be_thought,
    take_away,
    thought,
)
from circles.domain.replies.values import Mail
from circles.domain.topics import BUILT_IN
from circles.domain.words import Attendance, MeetingState, Rsvp

TOPIC = "\n".join([BUILT_IN[1].title, BUILT_IN[1].opening, *BUILT_IN[1].questions])
NAMES = ("Bo Lind", "Carl Moe")
NOW = datetime(2027, 1, 8, 9, tzinfo=UTC)
MEMBERS = (Member("Bo Lind", "bo@meadow.example"), Member("Carl Moe", "carl@meadow.example"))
WORDS = st.text(max_size=600)


def read(text: str, kind: str = "topic") -> Reading:
    context = Context(
        "bo@meadow.example", MEMBERS, kind=kind, meeting_starts_at=datetime(2027, 1, 12, 17, tzinfo=UTC)
    )
    return reading.read(Mail(sender="bo@meadow.example", text=text), context, NOW)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Question 2: vague worries make vague questions, I find.", "Question 2: vague worries"),
        ("Yes\n\nThe second question: my worry fits into no five minutes.", "The second question"),
        ("Thought: quem pergunta cedo aprende mais", "quem pergunta cedo"),
        ("No\n\nMy thought: ask sooner", "ask sooner"),
        (
            "I can't come on Tuesday, but my thought is that asking early saves pride.",
            "asking early saves pride",
        ),
        ("Hi all,\n\nThought: I waited too long\n\nInês, please call me.", "I waited too long"),
    ],
)
def test_a_thought_is_what_stands_beside_the_answer(text: str, kept: str) -> None:
    found = thought(read(text), "en", TOPIC, NAMES)
    assert found is not None
    assert found.startswith(kept)
    assert "call me" not in found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Yes",
        "See you there, looking forward to it!",
        "No, my son is ill and I must stay with him for the whole of the week.",
        "No\n\nI have another meeting at that time which I can't move any more.",
        "Is the room on the second floor, as it was the last time?",
        "Please send me the list of everybody who takes part in this season.",
        "I find this hard, and please do not share it with anybody else here.",
        "Next: Carl - bring the book - Friday",
        "Circle: I bring the book that we talked about last time",
        "Pass",
        "I ask you not to write to my work address.",
        "I do not want advice from people I have never met.",
        "Question 2 on the form asks for my salary, and I leave that out.",
        "I asked for advice on question 3 and Carl gave me none.",
    ],
)
def test_what_is_private_asked_or_nothing_is_no_thought(text: str) -> None:
    assert thought(read(text), "en", TOPIC, NAMES) is None


@pytest.mark.parametrize(
    "text", ["I protect my mornings, and nobody gets an hour of mine.", "No, I am away all week long"]
)
def test_of_other_words_their_writer_may_say_that_they_are_a_thought(text: str) -> None:
    reading = read(text)
    assert thought(reading, "en", TOPIC, NAMES) is None
    assert marked_thought(read(f"Thought: {text}")) == text
    assert (may_be_thought(reading) is not None) == (reading.rsvp is None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Yes\n\nI take with me: ask sooner", "ask sooner"),
        (
            "Yes\nOne thing I take with me is that a vague question is homework.",
            "One thing I take with me is",
        ),
        ("Everyone came\nMy takeaway: nobody's road was straight", "nobody's road was straight"),
        ("Attended: Bo, Carl\nWhat struck me: we ask only those who agree.", "What struck me"),
    ],
)
def test_what_somebody_takes_with_them_stands_beside_who_came(text: str, kept: str) -> None:
    found = take_away(read(text, "recap-ask"), NAMES)
    assert found is not None
    assert found.startswith(kept)


@pytest.mark.parametrize(
    "text",
    [
        "Yes",
        "No, we could not agree on a day that suits everybody.",
        "Yes, great talk, thanks all!",
        "Attended: Bo\nCarl was absent once more, which is a pity for all of us.",
        "Yes\nCould you tell Carl that the next one is on a Friday",
    ],
)
def test_what_blames_or_asks_is_taken_with_nobody(text: str) -> None:
    assert take_away(read(text, "recap-ask"), NAMES) is None


@pytest.mark.parametrize(
    "text",
    [
        "Yes\n\nI take with me: courage\nI promised to send the slides by Friday",
        "Attended: Bo, Carl\nTake-away: courage\nNext: Carl - call - Friday",
        "Everyone came\nI take with me: courage.\nThanks all, see you next time",
    ],
)
def test_after_its_label_one_word_is_enough_to_take_along(text: str) -> None:
    assert (take_away(read(text, "recap-ask"), NAMES) or "").rstrip(".") == "courage"
    assert marked_thought(read("Thought: patience")) == "patience"


@pytest.mark.parametrize("word", ["nothing", "nothing yet", "-", "nichts", "..."])
def test_nothing_is_no_word_to_take_along(word: str) -> None:
    assert take_away(read(f"Yes\nI take with me: {word}", "recap-ask"), NAMES) is None
    assert marked_thought(read(f"Thought: {word}")) is None


@pytest.mark.parametrize("text", ["thanks!", "Thank you so much, Bo", "\U0001f44d", "Noted."])
def test_thanks_ask_for_no_answer(text: str) -> None:
    assert is_thanks(read(text, "note"))


@pytest.mark.parametrize(
    "text", ["", "Yes", "No", "Thanks, but who brings the key?", "Thanks, I have the key", "Leave"]
)
def test_anything_more_than_thanks_is_not_thanks(text: str) -> None:
    assert not is_thanks(read(text, "note"))


@given(WORDS, st.sampled_from(["topic", "recap-ask", "note"]))
def test_what_is_shared_was_written_and_is_never_endless(text: str, kind: str) -> None:
    reading = read(text, kind)
    for found in (thought(reading, "en", TOPIC, NAMES), take_away(reading, NAMES)):
        if found is not None:
            assert 0 < len(found) <= LONGEST
            assert set(found.split()) <= set(reading.own_text.split()) | {""} or found[0] in reading.own_text
    is_thanks(reading)


@given(WORDS)
def test_a_question_is_never_shared(text: str) -> None:
    assert thought(read(f"{text}\nWho brings the key?"), "en") is None
    assert take_away(read(f"{text}\nWho brings the key?", "recap-ask")) is None


@given(
    st.lists(
        st.text(st.characters(exclude_characters=":", exclude_categories=("C", "Z")), min_size=1), max_size=30
    )
)
def test_only_the_paragraph_below_the_word_is_for_the_circle(more: list[str]) -> None:
    reading = read("Circle:\nI bring the book\n\n" + " ".join(["For Inês", *more]))
    passed_on = [command.args[0] for command in reading.commands if command.name == "circle"]
    assert passed_on in ([], ["I bring the book"])


def test_a_yes_to_a_note_is_no_answer_about_coming() -> None:
    assert read("Yes", "note").rsvp is None
    assert read("I can't come on Tuesday.", "note").rsvp is Rsvp.NO


OK_THANKS = {
    "en": "ok thanks",
    "de": "ok danke",
    "fr": "d'accord, merci",
    "es": "vale, gracias",
    "it": "va bene, grazie",
    "pt": "ok obrigada",
    "nl": "prima, bedankt!",
    "da": "ok tak",
    "sv": "ok, tack",
    "nb": "fint, takk",
    "fi": "ok kiitos",
    "pl": "dobrze, dziękuję",
}


@pytest.mark.parametrize("language", OK_THANKS)
@pytest.mark.parametrize("kind", ["recap-ask", "catch-up", "cancel", "note", "conflict", "receipt"])
def test_ok_thanks_is_a_kind_word_where_no_yes_was_asked_for(language: str, kind: str) -> None:
    found = reading_of(OK_THANKS[language], language, kind)
    assert found.says_nothing
    assert is_thanks(found)


@pytest.mark.parametrize("kind", ["invite", "topic", "reminder"])
def test_ok_thanks_to_an_invitation_is_a_yes(kind: str) -> None:
    assert reading_of("ok thanks", "en", kind).rsvp is Rsvp.YES


def reading_of(text: str, language: str, kind: str) -> Reading:
    context = Context("bo@meadow.example", MEMBERS, language=language, kind=kind, meeting_starts_at=NOW)
    return reading.read(Mail(sender="bo@meadow.example", text=text), context, NOW)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Cancel the meeting"),
        ("en", "Please cancel Tuesday's meeting, everybody is away"),
        ("en", "Let's call the session off"),
        ("de", "Bitte sagt das Treffen am Dienstag ab"),
        ("fr", "Annulez la réunion s'il vous plaît"),
        ("es", "Cancelad la reunión, por favor"),
        ("it", "Annullate l'incontro"),
        ("pt", "Cancelem o encontro"),
        ("nl", "Annuleer de bijeenkomst"),
        ("da", "Aflys mødet"),
        ("sv", "Ställ in mötet"),
        ("nb", "Avlys møtet"),
        ("fi", "Perukaa tapaaminen"),
        ("pl", "Odwołajcie spotkanie"),
    ],
)
def test_who_wants_a_meeting_called_off_has_not_said_that_they_cannot_come(language: str, text: str) -> None:
    for kind in ("invite", "topic-draft", "reminder"):
        found = reading_of(text, language, kind)
        assert (found.rsvp, found.commands, found.unsure) == (None, (), True)


def test_who_has_to_cancel_cannot_come() -> None:
    assert reading_of("Sorry, I have to cancel", "en", "invite").rsvp is Rsvp.NO


@pytest.mark.parametrize(
    "below",
    [
        "Yes",
        "Next: Bo - send Carl the book - Monday",
        "Place: https://meet.example/x",
        "Pause 2 weeks",
        "Pass",
    ],
)
@pytest.mark.parametrize("above", ["", "Yes. ", "Thanks, this came just in time for me.\n"])
def test_a_thought_ends_before_a_line_of_its_own(above: str, below: str) -> None:
    found, alone = read(f"{above}Thought: ask early,\nask twice.\n{below}"), read(below)
    assert thought(found, "en", TOPIC, NAMES) == "ask early, ask twice."
    assert found.commands == alone.commands
    assert [each.text for each in found.follow_ups] == [each.text for each in alone.follow_ups]
    assert above == "Yes. " or found.rsvp is alone.rsvp


@pytest.mark.parametrize("beside", ["\nDone 7", "\n\nWho brings the key?"])
def test_what_is_asked_elsewhere_holds_back_no_thought_and_nothing_taken_along(beside: str) -> None:
    found = read(f"Thought: ask early.{beside}")
    assert marked_thought(found) == thought(found, "en", TOPIC, NAMES) == "ask early."
    assert found.unsure
    assert take_away(read(f"Everyone came\nI take with me: patience{beside}", "recap-ask")) == "patience"
    asked_before = f"{beside.strip()}\n\nI take with me: patience"
    assert take_away(read(asked_before, "recap-ask")) == "patience"


@pytest.mark.parametrize(
    "request_",
    [
        "Could you keep this between you and me, please?",
        "Please don't share this.",
        "This is confidential.",
        "I'd rather you didn't tell the others",
        "Das bleibt unter uns.",
        "Bitte nicht weitersagen",
        "Entre nous, s'il vous plaît",
        "Por favor, no lo compartas",
        "Per favore non condividerlo",
        "Não partilhes isto, por favor",
        "Deel dit niet",
        "Det bliver mellem os",
        "Dela det inte",
        "Ikke del dette",
        "Älä jaa tätä",
        "Nie mów nikomu",
    ],
)
def test_who_asks_anywhere_to_keep_something_private_has_nothing_of_the_mail_shared(request_: str) -> None:
    for text in (f"Thought: I may quit.\n\n{request_}", f"{request_}\n\nThought: I may quit."):
        found = read(text)
        assert found.unsure
        assert marked_thought(found) is None
        assert thought(found, "en", TOPIC, NAMES) is None
        assert marked_introduction(read(f"About me: I may quit.\n\n{request_}", "invite")) is None
    assert take_away(read(f"Yes\nI take with me: to quit\n\n{request_}", "recap-ask")) is None


@pytest.mark.parametrize(
    "text", ["I never tell people what I think", "What we don't share makes us lonely", "Ich teile das nicht"]
)
def test_a_thought_that_speaks_of_sharing_is_one(text: str) -> None:
    assert marked_thought(read(f"Thought: {text}")) == text


@pytest.mark.parametrize("text", ["Thought: ask early. Why wait?", "Thought: ask early.\nWho has the key?"])
def test_what_is_asked_within_a_thought_holds_it_back(text: str) -> None:
    assert marked_thought(read(text)) is None


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "I take with me: patience\nEveryone came", "patience"),
        ("en", "Everyone came\nPlace: https://meet.example/x\nI take with me: patience", "patience"),
        ("en", "Everyone came\nI take with me: patience\nCircle: thanks all", "patience"),
        ("en", "Everyone came\nI take with me: patience\nThought: ask early", "patience"),
        ("de", "Ich nehme mit: Geduld\nPause 2 Wochen", "Geduld"),
        ("de", "Ja\nIch nehme mit: Geduld\n\nPause bis 3. Februar", "Geduld"),
        ("fi", "Vien mukanani: malttia\nPiiri: kiitos", "malttia"),
    ],
)
def test_what_is_taken_along_ends_before_a_line_of_its_own(language: str, text: str, kept: str) -> None:
    assert take_away(reading_of(text, language, "recap-ask"), NAMES) == kept


@pytest.mark.parametrize(
    "more", ["No one regrets it.", "Yes, I mean it.", "- help\n- pass it on", "Stop at ten."]
)
def test_a_thought_goes_on_over_prose_and_lists(more: str) -> None:
    found = read(f"Thought: ask early,\n{more}\nand often.")
    assert not found.commands
    assert found.rsvp is None
    assert marked_thought(found) == f"ask early, {' '.join(more.split())} and often."


@pytest.mark.parametrize(
    "more",
    [
        "Yes, I really mean this.",
        "Of course. I was young.",
        "Pause for a second before you ask.",
        "Pass it on",
        "Undo that",
        "I waited.\nYes.\nFor years.",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_no_prose_below_a_thought_is_an_answer_or_a_command(between: str, more: str) -> None:
    found = read(f"Thought: ask early.{between}{more}")
    is_asked = between == "\n\n" and more.startswith(("Yes", "Of course", "Pause"))
    assert (found.rsvp, found.commands, found.unsure) == (None, (), is_asked)
    shared = f"ask early. {' '.join(more.split())}" if between == "\n" else "ask early."
    assert marked_thought(found) == shared


def test_a_small_word_below_a_line_that_ends_no_sentence_goes_on_with_it() -> None:
    found = read("Thought: we should never\nstop")
    assert (found.commands, marked_thought(found)) == ((), "we should never stop")


@pytest.mark.parametrize("below", ["Pause 2 weeks", "Leave", "Yes", "Done 1"])
@pytest.mark.parametrize("between", ["\n", ".\n", "\n\n"])
def test_the_last_lines_below_a_thought_are_read_as_they_would_be_alone(between: str, below: str) -> None:
    if (between, below) == ("\n", "Leave"):
        return  # may go on with the words right above it
    found, alone = read(f"Thought: ask early{between}{below}"), read(below)
    assert (found.rsvp, found.commands) == (alone.rsvp, alone.commands)
    assert (marked_thought(found) or "").rstrip(".") == "ask early"


@pytest.mark.parametrize(
    "text",
    [
        "Thought: ask early\nLeave",
        "Thought: my aunt told me\nStop, please",
        "Thought: the hardest word is\nNo",
        "Thought: ask early\nyes",
        "Mein Gedanke: manchmal braucht man eine\nPause",
    ],
)
def test_a_small_line_right_below_a_thought_that_ends_no_sentence_is_asked_about(text: str) -> None:
    found = reading_of(text, "de" if text.startswith("Mein") else "en", "topic")
    assert (found.rsvp, found.commands, found.unsure) == (None, (), True)
    assert marked_thought(found) is None


@pytest.mark.parametrize(
    "below",
    [
        "- Pause 2 weeks\n- Pass",
        "1. Yes\n2. Pause 2 weeks",
        "- Yes",
        "Also:\n\nPause",
        "Pause\nI am tired.",
        "Leave\nIt is too much.",
        "Please pause me for 3 weeks, I'm moving house.",
        "- Listen\n- Pause\n- Leave",
        "Listen.\n\nPause.",
    ],
)
def test_what_may_be_for_us_or_prose_below_a_thought_is_asked_about_and_never_obeyed(below: str) -> None:
    found = read(f"Thought: what helps me.\n\n{below}")
    assert (found.rsvp, found.commands, found.unsure) == (None, (), True)
    assert marked_thought(found) == "what helps me."


@pytest.mark.parametrize("below", ["- Pause 2 weeks\n- Pass", "- be kind\n- Delete my data"])
def test_a_list_that_may_be_for_us_in_the_paragraph_of_a_thought_holds_it_back(below: str) -> None:
    found = read(f"Thought: ask early.\n{below}")
    assert (found.commands, found.unsure, marked_thought(found)) == ((), True, None)


@pytest.mark.parametrize("text", ["1. Be kind\n2. Be brief\n3. Say no", "- Be kind\n- No"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_small_item_among_thoughts_is_no_answer(between: str, text: str) -> None:
    found = read(f"Thoughts:{between}{text}")
    assert (found.rsvp, found.unsure) == (None, False)
    assert " ".join(text.split()).endswith(marked_thought(found) or "?")


@pytest.mark.parametrize("text", ["I'll be there for others", "I can't make it without friends"])
def test_an_answer_within_a_thought_is_asked_about_and_takes_back_none(text: str) -> None:
    found = read(f"Yes\n\nThought: {text}")
    assert (found.rsvp, found.unsure, marked_thought(found)) == (Rsvp.YES, True, None)
    found = read("Thought: No, I am away all week long")
    assert (found.rsvp, found.unsure) == (None, True)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("I can't come.", Rsvp.NO),
        ("I'll be there!", Rsvp.YES),
        ("See you on Tuesday!", Rsvp.YES),
        ("Count me in", Rsvp.YES),
        ("I can't make it, sorry", Rsvp.NO),
        ("Not sure yet", Rsvp.MAYBE),
    ],
)
@pytest.mark.parametrize(
    "above", ["Thought: ask early.", "Thought:\nask early", "Thought:\n- ask early\n- listen"]
)
def test_an_answer_without_a_yes_or_no_is_read_right_below_a_thought(
    above: str, line: str, value: Rsvp
) -> None:
    found = read(f"{above}\n{line}\nBo")
    assert (found.rsvp, found.unsure) == (value, False)
    assert (marked_thought(found) or "").endswith(above[-7:])


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("Gedanke: früher fragen\nIch komme", "de", Rsvp.YES),
        ("Pensée : demander.\nJe viens", "fr", Rsvp.YES),
        ("Pensamiento: preguntar.\nNo puedo ir", "es", Rsvp.NO),
        ("Gedachte: vragen.\nIk kom", "nl", Rsvp.YES),
        ("Pensée : demander.\n\nOui, à mardi !", "fr", Rsvp.YES),
        ("Gedanke: fragen.\n\nJa, bis Dienstag!", "de", Rsvp.YES),
        ("Tanke: spørge.\n\nJa, vi ses tirsdag!", "da", Rsvp.YES),
        ("Myśl: pytać.\n\nTak, do wtorku!", "pl", Rsvp.YES),
    ],
)
def test_an_answer_below_a_thought_is_read_in_the_language_of_its_writer(
    text: str, language: str, value: Rsvp
) -> None:
    found = reading_of(text, language, "topic")
    assert (found.rsvp, found.unsure) == (value, False)
    assert marked_thought(found)


@pytest.mark.parametrize("above", ["I learned to say", "What I never said aloud:", "It is hard to say that"])
def test_what_somebody_says_in_a_thought_is_no_answer(above: str) -> None:
    found = read(f"Thought: {above}\nI can't come")
    assert (found.rsvp, found.unsure) == (None, True)
    assert read("Thought: I waited.\nI can't come.\nFor years.").rsvp is None
    assert read("Thought: I work too much.\nMy son is ill.").rsvp is None


@pytest.mark.parametrize(
    ("items", "below", "value"),
    [
        ("- ask early\n- leave", "Yes", Rsvp.YES),
        ("- ask early\n- listen", "No, sorry", Rsvp.NO),
        ("1. ask\n2. listen", "No", Rsvp.NO),
    ],
)
def test_an_answer_without_a_bullet_right_below_a_list_of_thoughts_is_read(
    items: str, below: str, value: Rsvp
) -> None:
    found = read(f"Thought:\n{items}\n{below}")
    assert (found.rsvp, found.unsure, found.commands) == (value, False, ())
    assert (marked_thought(found) or "").endswith(items[-4:])


@pytest.mark.parametrize("below", ["leave", "Pass"])
def test_a_command_right_below_a_list_of_thoughts_is_asked_about(below: str) -> None:
    found = read(f"Thought:\n- ask early\n- listen\n{below}")
    assert (found.commands, found.unsure, marked_thought(found)) == ((), True, None)


def test_what_is_told_of_a_meeting_is_read_below_a_list_of_takeaways() -> None:
    found = read("I take with me:\n- courage\n- patience\nYes", "recap-ask")
    assert (found.met, take_away(found, NAMES)) == (MeetingState.HELD, "courage - patience")
    assert len(read("My takeaways:\n- courage\n- patience\nEveryone came", "recap-ask").attendance) > 1


@pytest.mark.parametrize("answer", ["Yes.", "No, sorry."])
def test_an_answer_below_a_thought_and_what_its_writer_will_do_are_both_read(answer: str) -> None:
    found = read(f"Thought: ask early.\n\n{answer} I'll send the deck by Friday.")
    assert (found.rsvp is not None, found.unsure, len(found.follow_ups)) == (True, False, 1)
    assert marked_thought(found) == "ask early."


def test_what_its_writer_will_do_is_read_beside_an_answer_that_is_asked_about() -> None:
    found = read("Thought: ask early.\n\nYes, I really mean this. I'll send the deck by Friday.")
    assert (found.rsvp, found.unsure, len(found.follow_ups)) == (None, True, 1)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_an_answer_below_words_on_a_question_of_the_topic_is_read_and_not_shared(between: str) -> None:
    found = read(f"Question 2: I ask my mum.{between}Yes", "topic")
    assert (found.rsvp, found.unsure) == (Rsvp.YES, False)
    assert thought(found, "en", "Ask\nWhom do you ask?") == "Question 2: I ask my mum."
    assert read("Hi, on question 2\n\nNo. My son is ill and I'd stay home", "topic").rsvp is Rsvp.NO


def test_items_below_a_label_that_is_a_numbered_item_stand_beside_it() -> None:
    found = read("1. Thought: ask early\n2. Pass")
    assert ([each.name for each in found.commands], marked_thought(found)) == (["pass"], "ask early")


@pytest.mark.parametrize(
    ("text", "name"), [("Yes, done", "done"), ("It's done", "done"), ("Not yet", "open"), ("Later", "later")]
)
def test_what_became_of_a_follow_up_counts_below_a_thought(text: str, name: str) -> None:
    context = Context("bo@meadow.example", MEMBERS, kind="follow-up", follow_ups=((1, "send the deck"),))
    found = reading.read(
        Mail(sender="bo@meadow.example", text=f"Thought: ask early.\n\n{text}"), context, NOW
    )
    assert ([each.name for each in found.commands], found.unsure) == ([name], False)


def test_items_below_a_label_that_is_an_item_stand_beside_it() -> None:
    found = read("- Everyone came\n- I take with me: patience\n- Pause 2 weeks", "recap-ask")
    assert (take_away(found, NAMES), [each.name for each in found.commands]) == ("patience", ["pause"])
    found = read("Thought: two things help\n- listen\n- pause")
    assert (found.commands, marked_thought(found)) == ((), "two things help - listen - pause")


def test_labels_of_one_kind_are_joined_and_several_kinds_are_each_kept() -> None:
    assert marked_thought(read("Thought: ask early.\nThought: and often.")) == "ask early. and often."
    text = "Yes. I take with me: patience\nThought: ask early\nOne thing: ask sooner\nPause 2 weeks"
    found = read(text, "recap-ask")
    assert take_away(found, NAMES) == "patience; ask sooner"
    assert marked_thought(found) == "ask early"
    assert (found.met is not None, [each.name for each in found.commands]) == (True, ["pause"])


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "No, but here's my thought: ask early", "ask early"),
        ("de", "Nein. Mein Gedanke: früh fragen", "früh fragen"),
        ("pl", "Nie. Moja myśl: pytaj wcześnie", "pytaj wcześnie"),
    ],
)
def test_a_label_behind_an_answer_on_its_line_counts_and_so_does_the_answer(
    language: str, text: str, kept: str
) -> None:
    found = reading_of(text, language, "topic")
    assert (found.rsvp, marked_thought(found)) == (Rsvp.NO, kept)


def test_a_day_within_a_command_is_no_item_of_a_list() -> None:
    found = reading_of("Ich nehme mit: Geduld\n\nPause bis 3. Februar", "de", "recap-ask")
    assert [(each.name, *each.args) for each in found.commands] == [("pause", "2027-02-03")]


def test_a_break_below_what_somebody_learned_is_a_break_and_is_not_shared() -> None:
    found = read("Everyone came\nI learned to wait\nPause 2 weeks", "recap-ask")
    assert [each.name for each in found.commands] == ["pause"]
    assert take_away(found, NAMES) is None


def test_answers_that_contradict_each_other_hold_back_no_thought() -> None:
    found = read("No\nThought: ask early\nYes")
    assert (found.rsvp, found.unsure, marked_thought(found)) == (None, True, "ask early")


@pytest.mark.parametrize(
    ("language", "text", "rsvp"),
    [
        ("en", "Yes, thanks", Rsvp.YES),
        ("en", "Yes, definitely", Rsvp.YES),
        ("en", "Yes, but 10 minutes late\nThanks!", Rsvp.YES),
        ("en", "Yes\nBo", Rsvp.YES),
        ("en", "Hi all,\nNo\nI am ill.", Rsvp.NO),
        ("de", "Ja danke", Rsvp.YES),
        ("de", "Nein, leider nicht\nDanke", Rsvp.NO),
        ("fr", "Non, désolé", Rsvp.NO),
        ("es", "Sí, claro", Rsvp.YES),
        ("pl", "Tak, dziękuję", Rsvp.YES),
        ("fi", "Kyllä kiitos", Rsvp.YES),
    ],
)
def test_a_plain_answer_in_a_paragraph_below_a_thought_counts(language: str, text: str, rsvp: Rsvp) -> None:
    found = reading_of(f"Thought: ask early.\n\n{text}", language, "topic")
    assert (found.rsvp, found.unsure, marked_thought(found)) == (rsvp, False, "ask early.")


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("No, we didn't", MeetingState.NOT_HELD),
        ("Yes, except Carl", MeetingState.HELD),
        ("Yes, yesterday", MeetingState.HELD),
        ("Yes\nThanks all!", MeetingState.HELD),
        ("No\nSorry", MeetingState.NOT_HELD),
    ],
)
def test_whether_you_met_counts_below_what_somebody_takes_along(text: str, met: MeetingState) -> None:
    found = read(f"I take with me: patience\n\n{text}", "recap-ask")
    assert (found.met, found.unsure) == (met, False)
    assert found.attendance.get("carl@meadow.example") == (Attendance.MISSED if "Carl" in text else None)


@pytest.mark.parametrize(
    "text", ["Yes, I really mean this.", "Yes\nI'll bring tea.", "Of course. I was young."]
)
def test_an_answer_that_goes_on_below_a_thought_is_asked_about_unless_it_was_given_before(text: str) -> None:
    found = read(f"Thought: ask early.\n\n{text}")
    assert (found.rsvp, found.unsure, marked_thought(found)) == (None, True, "ask early.")
    found = read(f"Yes\n\nThought: ask early.\n\n{text}")
    assert (found.rsvp, marked_thought(found)) == (Rsvp.YES, "ask early.")
    assert read(f"No\n\nThought: ask early.\n\n{text}").rsvp is None


@pytest.mark.parametrize("below", ["Leave", "Pause 2 weeks", "Undo"])
@pytest.mark.parametrize("courtesy", ["Thanks", "Sorry!", "Bo", "Thanks,\nBo"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_courtesy_or_a_name_below_a_command_hides_it_not(between: str, courtesy: str, below: str) -> None:
    found = read(f"Thought: ask early.{between}{below}\n{courtesy}")
    assert (found.commands, marked_thought(found)) == (read(below).commands, "ask early.")
    assert read(f"Thought: ask early.{between}{below}, please").commands == found.commands


@pytest.mark.parametrize(
    "text",
    [
        "Thoughts:\n1. My aunt\n2. Courage\n3. Pass",
        "Thought: three steps\n1. Listen\n2. Pause\n3. Help",
        "Thought: what helps me.\nListen.\nAsk.\nPause.",
        "Thought: the two words of my life:\nYes.\nNo.",
        "Thought:\n\nPause",
    ],
)
def test_an_item_or_a_word_in_a_row_in_the_paragraph_of_a_thought_is_prose(text: str) -> None:
    found = read(text)
    assert (found.rsvp, found.commands, found.unsure) == (None, (), False)
    assert marked_thought(found)


@pytest.mark.parametrize(
    "text", ["I learned to say\nNo", "I learned to say\nStop", "I learned\n1. Ask\n2. Leave"]
)
def test_the_last_word_of_what_somebody_learned_is_no_answer(text: str) -> None:
    found = read(f"Everyone came\n{text}", "recap-ask")
    assert (found.commands, found.unsure, found.met) == ((), False, None)
    assert take_away(found) == " ".join(text.split())
