"""What people write beside a command or an answer, and what changes nothing of it."""

import pytest

from circles.domain.words import Rsvp
from tests.domain.replies.test_labels import commands, said

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
