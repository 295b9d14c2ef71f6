"""Lines that say who does what next, and whose it is."""

from datetime import UTC, datetime

import pytest

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.reading import read

NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)  # a Tuesday
MEMBERS = (
    Member("Ana Sousa", "ana@example.org"),
    Member("Bo Larsen", "bo@example.org"),
    Member("Carl Weiß", "carl@example.org"),
    Member("Dee Ray", "dee@example.org"),
)


def _read(text: str, language: str = "en") -> Reading:
    context = Context("ana@example.org", MEMBERS, zone="Europe/Lisbon", language=language, kind="recap-ask")
    return read(Mail(sender="ana@example.org", date=NOW, text=text), context, NOW)


def _noted(text: str, language: str = "en") -> list[str]:
    """Give what is recorded, as "bo: send the deck 03-06"."""
    return [
        f"{each.owner.partition('@')[0]}: {each.text}{f' {each.due:%m-%d}' if each.due else ''}"
        for each in _read(text, language).follow_ups
    ]


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("Next: Bo - ask for a raise - 31 March", ["bo: ask for a raise 03-31"]),
        ("TODO: Carl - talk to his boss - 20 March", ["carl: talk to his boss 03-20"]),
        ("Action: me - call my mother - Friday", ["ana: call my mother 03-06"]),
        ("Next: Dee - look for a new job", ["dee: look for a new job"]),
        ("Follow-up: Dee: go to the dentist by Friday", ["dee: go to the dentist 03-06"]),
        ("Next: Bo will run a marathon by 1 May", ["bo: run a marathon 05-01"]),
        ("Next: Bo to write a novel", ["bo: write a novel"]),
        ("Next: all - plan a holiday", ["circle: plan a holiday"]),
        ("Next: I'll look for a new job", ["ana: look for a new job"]),
        (
            "Next: Bo will send the deck and Dee will call her mother",
            ["bo: send the deck", "dee: call her mother"],
        ),
        ("Next: Bo to write a novel, Dee to read it", ["bo: write a novel", "dee: read it"]),
        (
            "Next: Bo to write - Friday; and Dee and Carl to read - 1 April",
            ["bo: write 03-06", "dee: read 04-01", "carl: read 04-01"],
        ),
        ("Next: Bo to write, Carl to read - Friday", ["bo: write 03-06", "carl: read 03-06"]),
        ("Next: Bo to buy milk, eggs, me to cook", ["bo: buy milk, eggs", "ana: cook"]),
        ("Next: Bo: deck; Carl: room", ["bo: deck", "carl: room"]),
        ("Next: Bo/Carl: the deck; all: read it", ["bo: the deck", "carl: the deck", "circle: read it"]),
        ("Next: Bo: ask Carl: when; Dee: room", ["bo: ask Carl: when", "dee: room"]),
        ("Next: Bo - deck; Dee - room", ["bo: deck", "dee: room"]),
        ("Next: Bo - tell Ana, Dee - and Carl", ["bo: tell Ana, Dee - and Carl"]),
        ("Next: Bo: deck; then the room", ["bo: deck; then the room"]),
        ("Next: Bo to introduce Carl, Dee to Ana", ["bo: introduce Carl, Dee to Ana"]),
        ("Next: Bo to introduce Carl, Dee to the board", ["bo: introduce Carl, Dee to the board"]),
        ("Next: Bo to buy milk, Zed to cook", ["bo: buy milk, Zed to cook"]),
        ("Next: Bo and Dee - visit the beach", ["bo: visit the beach", "dee: visit the beach"]),
        ("Next: Ana - not work on weekends - 1 April", ["ana: not work on weekends 04-01"]),
        ("Next: Bo - never eat at the desk", ["bo: never eat at the desk"]),
        ("Next: Dee - learn not to panic", ["dee: learn not to panic"]),
        ("TODO: Dee - do not answer mails at night", ["dee: do not answer mails at night"]),
        ("Next:\n- Bo: ask for a raise\n- Dee: buy a car", ["bo: ask for a raise", "dee: buy a car"]),
    ],
)
def test_marked_line_with_an_owner_is_noted_whatever_it_is_about(text: str, noted: list[str]) -> None:
    assert (_noted(text), _read(text).unsure) == (noted, False)


@pytest.mark.parametrize(
    ("language", "text", "noted"),
    [
        (
            "es",
            "Tarea: Bo - no trabajar los fines de semana - viernes",
            "bo: no trabajar los fines de semana",
        ),
        ("pt", "Tarefa: Dee - a corrida em maio", "dee: a corrida em maio"),
        ("fr", "À faire: Carl - un concert avec sa mère", "carl: un concert avec sa mère"),
        ("de", "Nächstes: Dee - Baby Party planen", "dee: Baby Party planen"),
    ],
)
def test_marked_line_in_another_language_is_not_sieved_by_english_words(
    language: str, text: str, noted: str
) -> None:
    assert _noted(text, language)[0].startswith(noted)


@pytest.mark.parametrize(
    "text",
    [
        "Next: Bo - won't send the deck",
        "Next: Bo - he will not do it",
        "Next: Bo will not send the deck",
        "Next: Dee - not yet",
        "Next: Dee - not coming",
        "Next: Bo - nothing to do",
        "Next: Bo -",
        "Next: Bo - Dee - Friday",
        "Next: a long weekend!",
        "Next: go to the dentist - Friday",
        "Next: Zed - look for a new job",
    ],
)
def test_marked_line_of_nobody_or_of_nothing_is_asked_about(text: str) -> None:
    assert (_noted(text), _read(text).unsure) == ([], True)


@pytest.mark.parametrize(
    "text",
    [
        "Bo will ask for a raise by 31 March.",
        "Dee is going to the dentist on Friday.",
        "I'll call my mother on Friday.",
        "Carl will talk to his boss.",
        "We agreed: Bo will get a haircut by Friday.",
        "I'm going to run a marathon in May.",
    ],
)
def test_plan_of_a_life_in_free_text_stays_private(text: str) -> None:
    assert _noted(text) == []


def test_month_of_a_promise_makes_it_no_perhaps() -> None:
    assert _noted("I'll send the report by 1 May.") == ["ana: send the report 05-01"]
    assert _noted("I may send the report by 1 June.") == []


@pytest.mark.parametrize(
    ("language", "text", "noted"),
    [
        ("en", "Action: we all read chapter 2", "circle: read chapter 2"),
        ("en", "TODO: all of us bring a question by Friday", "circle: bring a question 03-06"),
        ("en", "Next: each of us writes a page - Friday", "circle: writes a page 03-06"),
        ("en", "Next: let's all try one question at work", "circle: try one question at work"),
        ("en", "Next: all to read the paper", "circle: read the paper"),
        ("en", "Next: our circle - read chapter 2", "circle: read chapter 2"),
        ("en", "Action: everyone please send a photo", "circle: send a photo"),
        ("de", "Nächstes: wir alle - Kapitel 2 lesen", "circle: Kapitel 2 lesen"),
        ("de", "Aufgabe: Wir lesen alle das Buch - Freitag", "circle: lesen alle das Buch 03-06"),
        ("fr", "À faire: tout le monde - lire le chapitre 2", "circle: lire le chapitre 2"),
        ("fr", "À faire: nous tous - lire", "circle: lire"),
        ("es", "Tarea: todos leemos el capítulo 2", "circle: leemos el capítulo 2"),
        ("it", "Da fare: noi tutti - leggere", "circle: leggere"),
        ("sv", "Nästa: vi alla - läsa kapitel 2", "circle: läsa kapitel 2"),
    ],
)
def test_marked_line_that_begins_with_all_of_us_is_the_circles(language: str, text: str, noted: str) -> None:
    assert (_noted(text, language), _read(text, language).unsure) == ([noted], False)


@pytest.mark.parametrize(
    ("language", "text", "noted"),
    [
        ("en", "TODO: Ana/Bo - write a page", ["ana: write a page", "bo: write a page"]),
        ("en", "Next: Bo / Dee: find a room", ["bo: find a room", "dee: find a room"]),
        ("de", "Nächstes: Bo/Carl - schreiben", ["bo: schreiben", "carl: schreiben"]),
        ("en", "Next: Bo and Carl read chapter 2", ["bo: read chapter 2", "carl: read chapter 2"]),
        ("en", "Next: Bo wants to talk to his boss", ["bo: wants to talk to his boss"]),
        ("en", "Action: Bo, please send the deck - Friday", ["bo: send the deck 03-06"]),
        ("fr", "À faire: Bo lit le chapitre 2", ["bo: lit le chapitre 2"]),
        ("pl", "Zadanie: Dee czyta rozdział 2", ["dee: czyta rozdział 2"]),
    ],
)
def test_marked_line_is_of_those_whom_it_begins_with(language: str, text: str, noted: list[str]) -> None:
    assert _noted(text, language) == noted


@pytest.mark.parametrize(
    ("language", "text", "noted"),
    [
        ("en", "TODO: all slides into the folder", "ana: all slides into the folder"),
        ("en", "Next: use the we/they exercise", "ana: use the we/they exercise"),
        ("es", "Tarea: todos los apuntes a la carpeta", "ana: todos los apuntes a la carpeta"),
        ("de", "Aufgabe: alle Unterlagen ablegen", "ana: alle Unterlagen ablegen"),
        ("en", "Next: me - send the deck", "ana: send the deck"),
        ("fi", "Next: me - send the deck", "ana: send the deck"),
        ("en", "Next: book the room for all of us", "ana: book the room for all of us"),
        ("en", "Next: let us know what you think", "ana: let us know what you think"),
    ],
)
def test_marked_line_of_nobody_else_is_its_writers(language: str, text: str, noted: str) -> None:
    assert _noted(text, language) == [noted]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Next: Bo or Carl - send the deck"),
        ("en", "Next: Bo or Carl send the deck"),
        ("en", "Next: both of us - call"),
        ("en", "Next: we both - call"),
        ("en", "Next: us two - call"),
        ("en", "Next: everyone but Bo reads"),
        ("en", "Next: all of us except Dee read"),
        ("de", "Nächstes: wir beide - anrufen"),
        ("fr", "À faire: nous deux - lire"),
        ("en", "Next: somebody books the room"),
        ("en", "Next: everyone else - read"),
        ("en", "Next: he reads chapter 2"),
        ("en", "Next: Bo and Zed - read"),
        ("de", "Nächstes: alle lesen Kapitel 2"),
        ("de", "Nächstes: jemand - Raum buchen"),
    ],
)
def test_marked_line_of_whom_is_not_sure_is_asked_about(language: str, text: str) -> None:
    assert (_noted(text, language), _read(text, language).unsure) == ([], True)
