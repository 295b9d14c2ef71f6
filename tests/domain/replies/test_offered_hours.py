"""The hours somebody offers who waits for a circle: plain ones are taken, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.availability import DAYS, as_text
from circles.domain.replies import Reading
from circles.domain.replies.offered_hours import offered_hours
from circles.domain.words import IncomingKind


def offered(words: str, minutes: int = 60, language: str = "en") -> str:
    return as_text(offered_hours(Reading(IncomingKind.HUMAN, words), minutes, language, "Eva Monteiro"))


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("Thu 17:00 works", "Thu 17:00-18:00"),
        ("Thu 17:00 works.\n\nBest,\nEva Monteiro", "Thu 17:00-18:00"),
        ("Hi Inês,\nTuesdays after 6pm", "Tue 18:00-22:00"),
        ("Mon-Wed 18:00-20:00", "Mon 18:00-20:00; Tue 18:00-20:00; Wed 18:00-20:00"),
        ("Mon–Wed 18:00–20:00 works for me, too", "Mon 18:00-20:00; Tue 18:00-20:00; Wed 18:00-20:00"),
        ("I could also do Fridays 9-12 and Thursday at 17:00", "Thu 17:00-18:00; Fri 09:00-12:00"),
        ("Mon 09:00-12:00; Thu 17:00-19:30", "Mon 09:00-12:00; Thu 17:00-19:30"),
        ("17:00 on Thursdays would work", "Thu 17:00-18:00"),
        ("5pm on Thursdays, 6pm on Fridays", "Thu 17:00-18:00; Fri 18:00-19:00"),
        ("Tuesday or Wednesday at 5 pm", "Tue 17:00-18:00; Wed 17:00-18:00"),
        ("Thu 17:00 or 19:00", "Thu 17:00-18:00; Thu 19:00-20:00"),
        ("Thu 17:00 and 19:00", "Thu 17:00-18:00; Thu 19:00-20:00"),
        ("I'm free Monday mornings", "Mon 09:00-12:00"),
        ("Wednesdays 5-7pm are fine", "Wed 17:00-19:00"),
        ("Fridays before 10am", "Fri 07:00-10:00"),
        ("Any weekday from 18:00 onwards", "; ".join(f"{day} 18:00-22:00" for day in DAYS[:5])),
        ("Saturdays any time", "Sat 08:00-20:00"),
        ("Between 6 and 8pm on Thursdays", "Thu 18:00-20:00"),
        ("Thu 17h30", "Thu 17:30-18:30"),
        ("Wednesday 8.30 a.m.", "Wed 08:30-09:30"),
    ],
)
def test_plain_hours_are_taken(words: str, hours: str) -> None:
    assert offered(words) == hours


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Thank you, I'll wait.",
        "Thursday does not work",
        "Thu 17:00 works, Friday doesn't",
        "Would Thu 17:00 be possible?",
        "Maybe Thu 17:00",
        "Thursdays",
        "17:00 works",
        "Thursday at 5",  # in the morning or in the afternoon
        "Thursday from 5 to 7",
        "Thu 14 January 17:00",
        "Next Thursday 17:00 works",
        "Thursday 17:00 if the baby sleeps",
        "Thu 25:00",
        "Thursday 18:00-17:00",
        "I have met people on Thu 17:00 before",
        "Mon 9-12, Thursday",
        "Call me on 912 345 678",
        "Thu 17:00 works\nFridays are my yoga day",
    ],
)
def test_where_it_is_not_plain_nothing_is_taken(words: str) -> None:
    assert offered(words) == ""


@pytest.mark.parametrize(
    ("language", "words", "hours"),
    [
        ("de", "Donnerstags um 17 Uhr geht", "Thu 17:00-18:00"),
        ("de", "Do 17:00 passt mir, oder Fr. ab 18 Uhr", "Thu 17:00-18:00; Fri 18:00-22:00"),
        ("de", "Mo-Mi 18-20 Uhr\n\nViele Grüße, Eva", "Mon 18:00-20:00; Tue 18:00-20:00; Wed 18:00-20:00"),
        ("de", "Ich kann dienstags nachmittags", "Tue 14:00-18:00"),
        ("fr", "Le jeudi à 17h me convient", "Thu 17:00-18:00"),
        ("fr", "Les mardis après 18h30", "Tue 18:30-22:00"),
        ("fr", "Lundi de 9h à 12h", "Mon 09:00-12:00"),
        ("es", "Los jueves a las 17:00 me va bien", "Thu 17:00-18:00"),
        ("es", "Martes de 18:00 a 20:00", "Tue 18:00-20:00"),
        ("es", "Puedo los viernes por la mañana", "Fri 09:00-12:00"),
        ("it", "Giovedì alle 17:00 va bene", "Thu 17:00-18:00"),
        ("it", "Il martedì dopo le 18", "Tue 18:00-22:00"),
        ("it", "Lunedì dalle 9 alle 12", "Mon 09:00-12:00"),
        ("pt", "Quinta-feira às 17h dá", "Thu 17:00-18:00"),
        ("pt", "Às terças depois das 18h", "Tue 18:00-22:00"),
        ("pt", "Segundas das 9h às 12h", "Mon 09:00-12:00"),
        ("nl", "Donderdag om 17.00 uur kan", "Thu 17:00-18:00"),
        ("nl", "Dinsdagen na 18 uur", "Tue 18:00-22:00"),
        ("nl", "ma-wo van 18 tot 20 uur", "Mon 18:00-20:00; Tue 18:00-20:00; Wed 18:00-20:00"),
        ("da", "Torsdag kl. 17.00 passer", "Thu 17:00-18:00"),
        ("da", "Tirsdage efter kl. 18", "Tue 18:00-22:00"),
        ("sv", "Torsdagar kl 17.00 passar", "Thu 17:00-18:00"),
        ("sv", "Måndagar mellan 9 och 12", "Mon 09:00-12:00"),
        ("nb", "Torsdag kl. 17.00 passer", "Thu 17:00-18:00"),
        ("nb", "Tirsdager etter kl 18", "Tue 18:00-22:00"),
        ("fi", "Torstaisin klo 17 sopii", "Thu 17:00-18:00"),
        ("fi", "Tiistaina klo 18 jälkeen", "Tue 18:00-22:00"),
        ("pl", "Czwartek o 17:00 pasuje", "Thu 17:00-18:00"),
        ("pl", "We wtorki po 18:00", "Tue 18:00-22:00"),
        ("pl", "Poniedziałki od 9 do 12", "Mon 09:00-12:00"),
        ("pl", "Thu 17:00 works", "Thu 17:00-18:00"),
        ("de", "I can do Fri 17:00", "Fri 17:00-18:00"),
    ],
)
def test_hours_are_taken_in_the_language_of_the_person(language: str, words: str, hours: str) -> None:
    assert offered(words, language=language) == hours


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Donnerstags um 17 Uhr geht leider nicht"),
        ("de", "Do 17 Uhr geht\naber nur mit Kind"),
        ("de", "Donnerstag um 5"),
        ("de", "I can't do Fri 17:00"),
        ("fr", "Le jeudi à 17h, sauf en juin"),
        ("es", "Quizás el jueves a las 17:00"),
        ("it", "Giovedì alle 17 se posso"),
        ("pt", "Quinta às 17h não dá"),
        ("nl", "Donderdag om 17 uur kan ik niet"),
        ("da", "Torsdag kl. 17, hvis det er online"),
        ("sv", "Nästa torsdag kl 17"),
        ("nb", "Torsdag 14. januar kl 17"),
        ("fi", "Torstai klo 17 ei sovi"),
        ("pl", "W czwartek o 17:00 nie mogę"),
    ],
)
def test_where_it_is_not_plain_in_their_language_nothing_is_taken(language: str, words: str) -> None:
    assert offered(words, language=language) == ""


def test_one_hour_alone_is_as_long_as_a_meeting() -> None:
    assert offered("Thu 17:00 works", minutes=90) == "Thu 17:00-18:30"


@given(st.text(max_size=60))
def test_no_words_raise(words: str) -> None:
    offered_hours(Reading(IncomingKind.HUMAN, words), 60)


@given(st.lists(st.sampled_from(["Thu", "17:00", "-", "18:00", "not", "after 6pm", "Mondays", "at", "x"])))
def test_whatever_is_taken_can_be_written_and_read_again(words: list[str]) -> None:
    found = offered_hours(Reading(IncomingKind.HUMAN, " ".join(words)), 60)
    assert all(0 <= each.start < each.end for each in found)
    assert "not" not in words or not found


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Hi Ana, Thu 17:00 works"),
        ("en", "Sorry, Thu 17:00"),
        ("en", "Thu 17:00 works, sorry"),
        ("en", "Thu 17:00 - Eva"),
        ("en", "“Thu 17:00”"),
        ("en", "Hi, Thursdays 17:00-18:00, thanks for asking"),
        ("de", "Hallo Ana, Do 17:00 passt"),
        ("de", "Hallo, Donnerstag 17:00"),
        ("fr", "Bonjour Ana, jeudi 17:00, Eva Monteiro"),
        ("pl", "Przepraszam, czwartek 17:00"),
    ],
)
def test_a_greeting_an_apology_and_the_writers_name_change_no_hours(language: str, words: str) -> None:
    assert offered(words, language=language) == "Thu 17:00-18:00"


def test_a_regret_beside_hours_may_be_a_no() -> None:
    assert offered("Do 17:00 leider", language="de") == ""
