"""What takes itself back or contradicts itself is asked about; what only looks so is recorded."""

from datetime import UTC, datetime, timedelta

import pytest

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.reading import read

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MEMBERS = (
    Member("Ana Sousa", "ana@example.org"),
    Member("Bo Larsen", "bo@example.org"),
    Member("Carl Weiß", "carl@example.org"),
    Member("Dee Ray", "dee@example.org"),
)


def _read(text: str, kind: str = "reminder", language: str = "en") -> Reading:
    meets = NOW + timedelta(days=-1 if kind == "recap-ask" else 1)
    context = Context(
        "ana@example.org",
        MEMBERS,
        zone="Europe/Lisbon",
        kind=kind,
        language=language,
        meeting_starts_at=meets,
    )
    return read(Mail(sender="ana@example.org", date=NOW, text=text), context, NOW)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Yes, count me out", "en"),
        ("Yes, take me off the list", "en"),
        ("Yes please remove me from Thursday", "en"),
        ("Yes please cancel my spot", "en"),
        ("Yes, sadly I'm ill", "en"),
        ("Yes, I have to cancel", "en"),
        ("Yes, I wish to cancel", "en"),
        ("Ja, streich mich bitte", "de"),
        ("Oui, retirez-moi de la liste", "fr"),
        ("Ja, leider bin ich krank", "de"),
        ("Non, je viens", "fr"),
        ("Nein, ich komme", "de"),
        ("Nope, all good, see you tomorrow", "en"),
        ("No, nothing has changed", "en"),
    ],
)
def test_yes_or_no_that_the_rest_takes_back_is_asked_about(text: str, language: str) -> None:
    found = _read(text, language=language)
    assert found.unsure
    assert found.says_nothing


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Yes, see you there", "en", "yes"),
        ("Yes, but I'll be ten minutes late", "en", "yes"),
        ("No chance I'd miss it", "en", "yes"),
        ("No worries, I'll be there", "en", "yes"),
        ("No, I'm travelling", "en", "no"),
        ("No, I'm not coming, all good", "en", "no"),
        ("Not this time, sorry", "en", "no"),
        ("Nein, leider bin ich krank", "de", "no"),
        ("No puedo ir mañana, tengo guardia.", "es", "no"),
    ],
)
def test_yes_or_no_that_the_rest_bears_out_is_recorded(text: str, language: str, said: str) -> None:
    assert _read(text, language=language).rsvp == said


@pytest.mark.parametrize("text", ["Undo that? no", "Shall I bring cake? No"])
def test_answer_to_a_question_of_ones_own_is_asked_about(text: str) -> None:
    found = _read(text)
    assert found.unsure
    assert found.says_nothing


def test_answer_to_ones_own_question_about_coming_is_recorded() -> None:
    assert _read("Will I be there? No").rsvp == "no"


@pytest.mark.parametrize(
    "text",
    [
        "I said I'll send the deck by Friday but can't",
        "I promised to send the deck by Friday, but I couldn't",
    ],
)
def test_promise_taken_back_is_neither_a_follow_up_nor_a_no(text: str) -> None:
    found = _read(text, "topic")
    assert found.unsure
    assert found.says_nothing


def test_promise_of_who_cannot_come_is_kept() -> None:
    found = _read("I can't come but I'll send the deck by Friday", "topic")
    assert (found.rsvp, [each.text for each in found.follow_ups]) == ("no", ["send the deck"])


@pytest.mark.parametrize("text", ["Attended: Ana, Bo\nDidn't meet", "Everyone came\nDidn't meet"])
def test_who_came_to_a_meeting_that_was_not_held_is_asked_about(text: str) -> None:
    found = _read(text, "recap-ask")
    assert "conflict.met" in {rule.id for rule in found.rules}
    assert found.says_nothing


@pytest.mark.parametrize("text", ["Missed: Bo\nDidn't meet", "No, only Bo came"])
def test_who_missed_it_or_sat_there_alone_did_not_meet(text: str) -> None:
    found = _read(text, "recap-ask")
    assert (found.met, found.unsure, dict(found.attendance)) == ("not_held", False, {})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("I missed the last one, but I'm coming tomorrow", "yes"),
        ("I came last time, can't now", "no"),
    ],
)
def test_what_is_told_of_the_meeting_before_is_not_recorded_of_the_next(text: str, said: str) -> None:
    found = _read(text)
    assert (found.rsvp, dict(found.attendance)) == (said, {})


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Confirmed: the coffee machine is broken.", "topic"),
        ("Bo again!", "recap-ask"),
        ("Bo and Dee again!", "recap-ask"),
    ],
)
def test_word_that_may_mean_something_else_is_asked_about(text: str, kind: str) -> None:
    found = _read(text, kind)
    assert found.unsure
    assert found.says_nothing


@pytest.mark.parametrize("text", ["Confirmed: I'll be there", "Already in my calendar, see you at 17:00"])
def test_answer_with_a_colon_is_recorded(text: str) -> None:
    assert _read(text).rsvp == "yes"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No. Yes.", "en"),
        ("No! I mean yes", "en"),
        ("Maybe. Yes.", "en"),
        ("Yes. Maybe.", "en"),
        ("Nein. Ja.", "de"),
        ("Non. Je veux dire oui.", "fr"),
        ("No. Sí.", "es"),
    ],
)
def test_another_answer_right_behind_the_first_is_asked_about(text: str, language: str) -> None:
    found = _read(text, language=language)
    assert (found.rsvp, found.unsure) == (None, True)


@pytest.mark.parametrize("text", ["No. No!", "Yes. Yes, gladly.", "No. I mean, I can't."])
def test_the_same_answer_twice_is_one(text: str) -> None:
    found = _read(text)
    assert found.rsvp
    assert not found.unsure


@pytest.mark.parametrize(
    ("text", "language", "said", "behind"),
    [
        ("No. Leave", "en", "no", "Leave"),
        ("No. Please stop. Thanks", "en", "no", "Please stop."),
        ("Yes! Undo that.", "en", "yes", "Undo that."),
        ("No. Swap Bo", "en", "no", "Swap Bo"),
        ("Yes. Move Friday 10:00", "en", "yes", "Move Friday 10:00"),
        ("Nein. Austreten", "de", "no", "Austreten"),
    ],
)
def test_command_behind_an_answer_is_asked_about(text: str, language: str, said: str, behind: str) -> None:
    found = _read(text, language=language)
    assert (found.rsvp, found.commands, found.unsure) == (said, (), True)
    (rule,) = (each for each in found.rules if each.id == "command.behind")
    assert rule.span
    assert text[slice(*rule.span)].strip() == behind


@pytest.mark.parametrize("text", ["Yes. I'll leave at six.", "No. I can't stop them.", "Yes. Help yourself!"])
def test_command_words_in_a_sentence_behind_an_answer_are_none(text: str) -> None:
    assert not [each for each in _read(text).rules if each.id == "command.behind"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Yes. Done.", "follow-up"),
        ("Yes! Done it.", "follow-up"),
        ("No. Busy.", "reminder"),
        ("Sorry, no. Busy.", "topic"),
    ],
)
def test_command_that_is_a_reason_or_was_read_already_is_not_asked_about(text: str, kind: str) -> None:
    found = read(
        Mail(sender="ana@example.org", date=NOW, text=text),
        Context(
            "ana@example.org",
            MEMBERS,
            kind=kind,
            meeting_starts_at=NOW + timedelta(days=1),
            follow_ups=((1, "send the list"),),
        ),
        NOW,
    )
    assert not found.unsure
    assert found.rsvp or found.commands


def _topic(text: str) -> Reading:
    promised = ((1, "send the list"), (2, "book the room"), (3, "write it up"))
    context = Context("ana@example.org", MEMBERS, kind="topic", follow_ups=promised)
    return read(Mail(sender="ana@example.org", date=NOW, text=text), context, NOW)


@pytest.mark.parametrize(
    ("text", "obeyed", "unsure"),
    [
        ("Yes. Done 1.", ["done 1"], False),
        ("Done 3. Drop 3.", ["done 3"], True),
        ("1. done 2. drop", [], False),
        ("Yes\n\nOur plan: 1. done 2. drop 3. later", [], False),
        ("Where do we meet? 1 done.", [], True),
        ("Done 3. Have you got the slides?", [], True),
    ],
)
def test_what_is_said_of_a_follow_up_counts_once_and_in_no_list_or_question(
    text: str, obeyed: list[str], unsure: bool
) -> None:
    found = _topic(text)
    assert [" ".join((each.name, *each.args)) for each in found.commands] == obeyed
    assert found.unsure == unsure


def test_number_of_a_time_is_none_of_a_follow_up() -> None:
    context = Context(
        "ana@example.org",
        MEMBERS,
        kind="move-poll",
        follow_ups=((1, "send the list"), (2, "book the room")),
        slots=((1, NOW + timedelta(days=2)), (2, NOW + timedelta(days=3))),
    )
    found = read(Mail(sender="ana@example.org", date=NOW, text="1\n\nDone 1, drop 2"), context, NOW)
    assert [(each.name, each.args) for each in found.commands] == [
        ("slots", ("1",)),
        ("done", ("1",)),
        ("drop", ("2",)),
    ]
