"""What people write beside a command or an answer, and what changes nothing of it."""

import pytest

from circles.domain.replies import Context, Mail
from circles.domain.replies.reading import read
from circles.domain.replies.segments import segments
from circles.domain.words import Attendance, Rsvp
from tests.domain.replies.test_labels import commands, said
from tests.domain.replies.test_reading import NOW

BESIDE = {
    "en": ("please", "sorry", "thanks a lot"),
    "de": ("bitte", "tut mir leid", "danke"),
    "fr": ("s'il vous plaît", "désolée", "merci"),
    "es": ("por favor", "lo siento", "gracias"),
    "it": ("per favore", "mi dispiace", "grazie"),
    "pt": ("por favor", "desculpem", "obrigada"),
    "nl": ("alsjeblieft", "het spijt me", "bedankt"),
    "da": ("tak", "beklager", "desværre"),
    "sv": ("tack", "förlåt", "tyvärr"),
    "nb": ("takk", "beklager", "dessverre"),
    "fi": ("kiitos", "anteeksi", "valitettavasti"),
    "pl": ("proszę", "przepraszam", "dzięki"),
}


@pytest.mark.parametrize("language", BESIDE)
@pytest.mark.parametrize("line", ["{}, {kind}", "{}. {kind}!", "{} - {kind}", "{kind}, {}", "{} {kind}"])
def test_a_courtesy_beside_a_command_changes_nothing_of_it(language: str, line: str) -> None:
    for kind in BESIDE[language]:
        for command in ("Pass", "Done 1", "Pause", "Leave", "Undo"):
            told = commands(line.format(command, kind=kind), language)
            assert told == commands(command, language), line.format(command, kind=kind)


@pytest.mark.parametrize(
    "text", ["Pass, Ana", "Pass - Ana", "“Pass”", "*Pass*", "(Pass)", "Hi Bo, Pass", "Hi, Pass"]
)
def test_the_writers_name_a_greeting_and_quotation_marks_change_nothing(text: str) -> None:
    assert commands(text, "en") == [("pass",)]


def test_a_swap_is_with_who_is_named_and_not_with_who_signs() -> None:
    assert commands("Swap Bo, thanks", "en") == commands("Swap Bo - Ana", "en") == commands("Swap Bo", "en")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("No, Ana", Rsvp.NO),
        ("yes - Ana", Rsvp.YES),
        ("Sorry, maybe", Rsvp.MAYBE),
        ("Sorry for the late reply,\nyes", Rsvp.YES),
        ("No, Bo", None),
    ],
)
def test_an_answer_is_read_beside_an_apology_and_the_writers_name(text: str, answer: Rsvp | None) -> None:
    assert said(text, "en").rsvp is answer


def test_a_command_is_read_below_a_line_that_is_a_courtesy() -> None:
    assert commands("Thanks for the reminder.\nPass", "en") == [("pass",)]


def test_a_keyword_right_behind_a_greeting_is_read() -> None:
    assert said("Hi Bo, Missed: Carl", "en", "recap-ask").attendance


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Everyone came thanks"),
        ("en", "Everyone came, sorry!"),
        ("en", "Everyone came - Ana"),
        ("de", "Alle waren da, danke"),
        ("de", "Alle waren da - Ana"),
        ("fi", "Kaikki olivat paikalla, kiitos"),
        ("pl", "Wszyscy byli, dzięki"),
    ],
)
def test_that_all_came_is_read_beside_a_courtesy_and_the_writers_name(language: str, text: str) -> None:
    found = said(text, language, "recap-ask")
    assert set(found.attendance.values()) == {Attendance.CAME}
    assert found.everyone


def test_an_apology_that_tells_of_somebody_is_no_courtesy_beside_that_all_came() -> None:
    found = said("Everyone came. Sorry that Bo couldn't make it.", "en", "recap-ask")
    assert "bo@example.org" not in found.attendance
    assert found.unsure


@pytest.mark.parametrize(
    ("language", "text", "command"),
    [
        ("de", "Hallo Ana, Keine Zeit", "busy"),
        ("de", "Hallo Ana, Wechseln", "move"),
        ("fr", "Bonjour Ana, Quitter", "leave"),
        ("pl", "Cześć Ana, Brak Czasu", "busy"),
    ],
)
def test_how_somebody_is_is_read_right_behind_a_greeting(language: str, text: str, command: str) -> None:
    assert [each.name for each in said(text, language, "check-in").commands] == [command]


@pytest.mark.parametrize("name", ["Ana", "Ana Meadow"])
def test_a_name_is_known_of_who_has_no_circle_yet(name: str) -> None:
    context = Context("eva@example.org", kind="seat", name=name)
    found = read(Mail(sender="eva@example.org", text=f"No, {name}", date=NOW), context, NOW)
    assert [each.name for each in found.commands] == ["decline"]
    assert not found.unsure


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Hallo Ana, Keine", ["Keine"]),
        ("Bonjour Ana, Aucune", ["Aucune"]),
        ("Cześć Ana, Żaden", ["Żaden"]),
        ("Cześć Ana, Tak", ["Tak"]),
        ("Hallo Ana, Bo", []),
        ("Hej Bo, Inga", []),  # a name as well
    ],
)
def test_a_greeting_takes_names_and_no_word_that_none_suits(text: str, lines: list[str]) -> None:
    assert [each.text for each in segments(text)] == lines
