"""A score with its line, and a last word: what was asked for is read, and nothing else of it is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.looking_back import last_word, survey_line
from circles.domain.replies.reading import read

NOW = datetime(2027, 3, 10, 12, tzinfo=UTC)
MEMBERS = (Member("Ana", "ana@meadow.example"), Member("Bo", "bo@meadow.example"))


def reply(kind: str, text: str, language: str = "en") -> Reading:
    context = Context(
        "ana@meadow.example",
        MEMBERS,
        kind=kind,
        language=language,
        meeting_starts_at=datetime(2027, 3, 9, 10, tzinfo=UTC),
        follow_ups=((1, "send the deck"),) if kind == "season-report" else (),
    )
    return read(Mail(sender="ana@meadow.example", text=text, date=NOW), context, NOW)


@pytest.mark.parametrize(
    ("text", "score", "line"),
    [
        ("4", 4, ""),
        ("4 - good talks", 4, "good talks"),
        ("4/5 because I couldn't come twice", 4, "because I couldn't come twice"),
        ("4 / 5", 4, ""),
        ("4 out of 5 stars for the talks", 4, "stars for the talks"),
        ("I'd say a 3", 3, ""),
        ("I would give it a solid 4, the talks are short", 4, "the talks are short"),
        ("My score: 2", 2, ""),
        ("It's a 5!", 5, ""),
        ("Five!", 5, ""),
        ("Sorry, I meant 3", 3, ""),
        ("Sorry, 3", 3, ""),
        ("Oops - I meant 2: too short", 2, "too short"),
        ("Entschuldigung, ich meinte 3", 3, ""),
        ("5\n\nSorry, I meant 3", 3, ""),
        ("4\nI mean 2\nThanks", 2, "Thanks"),
        ("4\nOops, I mean 2: too short", 2, "too short"),
        ("3 (too early in the day)", 3, "too early in the day"),
        ("5 :)", 5, ""),
        ("Hi Inês,\n\n5!\nI can't come next time, sorry\n\nBest,\nAna", 5, "I can't come next time, sorry"),
        ("Good so far.\n4", 4, "Good so far."),
        ("4\nNext: Bo - send the deck - Friday\nThe rest is fine.", 4, "The rest is fine."),
        ("4\nPause", 4, ""),
    ],
)
def test_a_number_from_one_to_five_is_the_score_and_the_rest_is_its_line(text, score, line):
    found = reply("survey", text)
    assert survey_line(found) == (score, line)
    assert (found.rsvp, found.met, dict(found.attendance)) == (None, None, {})
    assert not found.unsure


@pytest.mark.parametrize(
    "text",
    [
        *("4.5", "3-4", "4, 5", "4 or 5", "2 people came", "3 of 5 came", "3/5 people came", "10", "0", "6"),
        *("4th", "5 pm works", "3 weeks", "4/5/2027", "not a 5", "I wouldn't say a 5", "between 3 and 4"),
        *("Great!", "one thing is that we start late", "4?", "1 3", "4\n5", ""),
    ],
)
def test_what_may_mean_something_else_is_no_score(text):
    assert survey_line(reply("survey", text)) is None


@pytest.mark.parametrize(
    "text",
    [
        *("I'd say a 3, maybe 4", "3, or rather a 4!", "3\nmaybe 4", "4 - almost 5", "3, perhaps four stars"),
        *("3; no, 4!", "3, vielleicht 4", "3, peut-être 4", "3, maybe 3.5", "3, maybe 4 - good talks"),
    ],
)
def test_a_score_that_may_be_another_is_none(text):
    assert survey_line(reply("survey", text)) is None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "4, maybe 2 of us spoke",
            "4, up from 3 last time",
            "5, or 4 for the room",
            "4 because 2 came late",
        ),
        *("4, almost 10 people came", "3-ish", "4, better than the 3 before"),
    ],
)
def test_a_number_of_something_else_beside_a_score_is_one_of_its_words(text):
    assert (survey_line(reply("survey", text)) or (0,))[0] == int(text[0])


@pytest.mark.parametrize("line", ["I mean 2: listening", "I mean 3, maybe 4 people spoke"])
def test_i_mean_that_goes_on_puts_no_score_right(line):
    assert survey_line(reply("survey", f"4\n{line}")) == (4, line)


@pytest.mark.parametrize("rest", ["", "!", ", sorry", " - Ana", " (typo)", ", all the best, Ana"])
def test_i_mean_puts_a_score_right_beside_no_more_than_a_courtesy(rest):
    assert (survey_line(reply("survey", f"4\nI mean 2{rest}")) or (0,))[0] == 2


def test_a_question_beside_a_score_is_for_a_person_and_the_score_counts():
    found = reply("survey", "4 - could we meet earlier?")
    assert survey_line(found) == (4, "could we meet earlier?")
    assert found.unsure


def test_a_number_is_a_score_only_where_one_was_asked_for():
    assert survey_line(reply("topic", "4 - good talks")) is None
    assert survey_line(reply("season-report", "4 - good talks")) is None


@given(st.integers(1, 5), st.text(st.characters(codec="utf-8", exclude_characters="?\r\n"), max_size=400))
def test_whatever_stands_behind_a_score_it_is_that_score_or_none(score, words):
    found = survey_line(reply("survey", f"{score} - {words}"))
    assert found is None or (found[0] == score and len(found[1]) <= 300)


@pytest.mark.parametrize(
    "text",
    [
        "Rui",
        "Yes, I will write to Bo next month.",
        "I'll send Bo the deck by Friday",
        "3 people: Bo and two more",
    ],
)
def test_a_last_word_is_kept_as_it_is_and_promises_nothing(text):
    found = reply("season-report", text)
    assert last_word(found) == text
    assert found.says_nothing


@pytest.mark.parametrize(
    "text", ["Done 1\nMarta, I think", "Marta, I think\n\nDone 1", "Done 1\n\nMarta, I think"]
)
def test_a_last_word_may_stand_beside_a_command(text):
    found = reply("season-report", text)
    assert last_word(found) == "Marta, I think"
    assert [command.name for command in found.commands] == ["done"]


@pytest.mark.parametrize("text", ["Marta. Stop. Done 1.", "Marta, and then I leave", "Marta / Pass"])
def test_words_within_a_line_of_others_are_no_command(text):
    found = reply("season-report", text)
    assert not found.commands
    assert last_word(found) == text


@pytest.mark.parametrize(
    "text",
    [
        "Marta, I think\nDone 1",
        "What the next circle should know:\nListen.\nPause.\nAsk.",
        "I will speak with Marta.\n- Listen\n- Stop\n- Leave",
        "- Stop\n- Listen",
        "What I learned:\n\n- Leave",
        "My list:\nDone\nUndo\nMove",
        "I learned that one has to take a\nbreak.\n\nThank you all",
        "What helped us most:\n\nPause",
        "Good:\n\nPause",
        "Listen.\n\nAsk.\n\nPause.",
        "I had wanted to leave\n\nPause\n\nbut I am glad that I stayed.",
    ],
)
def test_a_word_within_a_list_or_a_paragraph_is_no_command(text):
    for kind, above in (("season-report", ""), ("survey", "4\n"), ("survey", "4\n\n")):
        assert {each.name for each in reply(kind, above + text).commands} <= {"score"}


@pytest.mark.parametrize(
    "text", ["2 - Sorry, I am just too\nbusy\nto come to all", "3\nToo long.\n\nPlease\nstop"]
)
def test_prose_beside_a_score_is_its_line_whatever_word_a_line_of_it_is(text):
    assert survey_line(reply("survey", text)) == (int(text[0]), " ".join(text[1:].split()).removeprefix("- "))


@pytest.mark.parametrize(
    "text",
    [
        "4 - good talks\nPause",
        "4\nGood talks.\n\nPause",
        "4\nGood.\n\nPause\n\nThanks!",
        "4\nTiring.\n\nPause\nThanks",
        "4\nGood talks.\n\nPause\nThanks\nBo",
    ],
)
def test_a_command_counts_at_the_head_and_as_the_one_line_of_the_last_paragraph(text):
    assert [each.name for each in reply("survey", text).commands] == ["score", "pause"]


@pytest.mark.parametrize("below", ["When is the next season?", "Done 7"])
def test_what_is_asked_beside_a_last_word_is_for_a_person_and_the_word_is_kept(below):
    for text in (f"Marta, I think\n\n{below}", f"{below}\nMarta, I think"):
        found = reply("season-report", text)
        assert last_word(found) == "Marta, I think"
        assert found.unsure


@pytest.mark.parametrize("text", ["When is the next season?", "Leave", "", "> quoted"])
def test_a_question_or_a_command_is_no_last_word(text):
    assert last_word(reply("season-report", text)) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Done 1, thanks"),
        ("en", "Sorry, done 1"),
        ("en", "Done 1\nAna"),
        ("de", "Erledigt 1, danke"),
        ("de", "Erledigt 1.\nVielen Dank!"),
        ("fi", "Valmis 1, kiitos"),
    ],
)
def test_a_courtesy_or_a_name_beside_a_command_is_no_last_word(language: str, text: str) -> None:
    found = reply("season-report", text, language)
    assert [each.name for each in found.commands] == ["done"]
    assert last_word(found, language, "Ana Meadow") is None
