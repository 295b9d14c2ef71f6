"""Mails in the reader's language: the catalogues are whole, and every kind is written from each."""

import ast
import re
from datetime import UTC, date, datetime
from functools import cache

import pytest
from babel.messages.catalog import Message
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.domain import availability, cadence
from circles.domain.holdings import in_words
from circles.domain.replies.languages import language_of
from circles.domain.replies.marker import ABOVE_THIS_LINE
from circles.domain.replies.quoting import own_words
from circles.domain.tongue import LANGUAGES, known, listed, say, say_as, say_n, speaking, tongue
from circles.domain.topics import BUILT_IN, said
from circles.domain.words import MailKind
from circles.mail.tongues import catalogue, spoken
from circles.models import Table
from circles.services.holdings import holdings
from tests.mail.rows import Rows, an_outgoing
from tests.mail.test_compose import Page, db, empty, every_kind, letters, part, rows, text_of, written
from tests.mail.words import ROOT, TEMPLATE, collected, read
from tests.services.test_erasing import full_of_bo

__all__ = ["db", "empty", "rows"]  # fixtures
TRANSLATED = [language for language in spoken() if language != "en"]
in_each = pytest.mark.parametrize("language", TRANSLATED)
_FIELD = re.compile(r"\{(\w*)\}")


def strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def english(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


said_by_mails = cache(collected)


def keys(messages: object) -> set[object]:
    return {(message.context, message.id) for message in messages if message.id}


# --- The catalogues ---


def test_template_for_translators_holds_what_mails_say() -> None:
    assert keys(said_by_mails()) == keys(read(TEMPLATE)), "`make words` brings it up to date"


def test_no_sentence_in_the_code_escapes_who_collects_them() -> None:
    collected_ones = {text for message in said_by_mails() for text in english(message)}
    in_code = {
        argument.value
        for path in (ROOT / "circles").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"say", "say_n"}
        for argument in call.args[:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert in_code - collected_ones == set(), "a `say` within another call or an f-string is not found"


@in_each
def test_every_sentence_is_translated(language: str) -> None:
    known_ones = read(catalogue(language), language)
    assert keys(known_ones) == keys(said_by_mails()), "`make words` brings it up to date"
    assert not known_ones.obsolete
    lacking = [m.id for m in known_ones if m.id and (m.fuzzy or not all(strings(m)))]
    assert lacking == []


@in_each
def test_a_translation_has_the_fields_of_the_english_sentence(language: str) -> None:
    for message in read(catalogue(language), language):
        wanted = set(_FIELD.findall(english(message)[-1])) if message.id else set()
        for string in filter(None, strings(message) if message.id else ()):
            number = {"n"} if isinstance(message.id, tuple) else set()  # one may be spelled out
            assert set(_FIELD.findall(string)) | number == wanted | number, string
            assert not re.search(r"[{}]", _FIELD.sub("", string)), string


@in_each
def test_a_translation_is_no_markup_and_stands_on_one_line(language: str) -> None:
    for message in read(catalogue(language), language):
        for string in strings(message) if message.id else ():
            assert not re.search(r"[<>&\n]|^\s|\s$", string), string


@in_each
@given(value=st.text(min_size=1), n=st.integers(0, 10**9))
def test_odd_values_stand_in_a_sentence_as_they_are(language: str, value: str, n: int) -> None:
    with speaking(language):
        assert say("Hi {name},", name=value).count(value) >= 1
        assert value in say_as("reply", "Swap {name}", name=value)
        assert value in say_n(
            "{names} brings the experience; everyone brings questions.",
            "{names} bring the experience; everyone brings questions.",
            n,
            names=value,
        )
        assert listed([value]) == value


# --- Which language ---


@pytest.mark.parametrize(
    ("tag", "language"),
    [("de", "de"), ("de-AT", "de"), ("pt_BR", "pt"), ("NO", "nb"), ("nn-NO", "nb"), ("eo", "en"), ("", "en")],
)
def test_nearest_language_is_spoken_else_english(tag: str, language: str) -> None:
    assert known(tag) == language


def test_mails_speak_the_languages_replies_are_read_in() -> None:
    assert {language_of(language) for language in LANGUAGES} == set(LANGUAGES)
    assert set(ABOVE_THIS_LINE) == set(LANGUAGES)


def test_a_language_lasts_as_long_as_its_block() -> None:
    with speaking("de"):
        with speaking("eo"):
            assert say("Hello,") == "Hello,"
        assert tongue().language == "de"
    assert tongue().language == "en"


def test_a_language_ends_with_a_fault_in_its_block() -> None:
    with pytest.raises(ValueError, match="odd"), speaking("de"):
        raise ValueError("odd")
    assert tongue().language == "en"


# --- Dates, lists and numbers ---


@in_each
@given(on=st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_day_never_ends_a_sentence_twice(language: str, on: date) -> None:
    with speaking(language):
        shown = [tongue().short_day(on), tongue().short_day(on, year=True), tongue().day(on)]
    assert [each for each in shown if each.endswith(".") or str(on.day) not in each] == []


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Thu 3 Dec, 17:00-18:00 (Lisbon time)"),
        ("de", "Do., 3. Dezember, 17:00-18:00 (Ortszeit Lissabon)"),
        ("nb", "tor. 3. desember, 17:00-18:00 (lokal tid i Lisboa)"),
    ],
)
def test_times_are_shown_as_the_language_does(language: str, shown: str) -> None:
    with speaking(language):
        assert cadence.show(datetime(2026, 12, 3, 17, tzinfo=UTC), 60, "Europe/Lisbon") == shown


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Mon 09:00-24:00; Thu 17:00-19:30"),
        ("de", "Mo 09:00-24:00; Do 17:00-19:30"),
        ("da", "man. 09.00-24.00; tors. 17.00-19.30"),
    ],
)
def test_hours_of_a_week_are_shown_as_the_language_does(language: str, said: str) -> None:
    with speaking(language):
        assert availability.shown(availability.parse("Mon 9-24; Thu 17:00-19:30")) == said


def test_cities_are_named_in_portuguese_as_in_portugal() -> None:
    with speaking("pt"):
        shown = cadence.show(datetime(2026, 12, 3, 17, tzinfo=UTC), 60, "America/New_York")
    assert "Nova Iorque" in shown


def test_lists_and_numbers_are_joined_as_the_language_does() -> None:
    with speaking("de"):
        assert listed(["Ana", "Bo", "Carl {0}"]) == "Ana, Bo und Carl {0}"
        assert tongue().number(12345) == "12.345"


# --- Mails ---


def speak(rows: Rows, language: str) -> None:
    rows.season.program.language = language
    for person in rows.people:
        person.language = language


def stored(db: Session) -> str:
    """Give all that is stored, of which what somebody wrote stays as it is."""
    tables = Table.metadata.sorted_tables
    return " ".join(str(value) for table in tables for row in db.execute(select(table)) for value in row)


def sentences(text: str) -> list[str]:
    """Give what looks like a sentence, of three words and more."""
    found = (each.strip() for each in re.split(r"(?<=[.?!:])\s|\n", text))
    return [each for each in found if re.match(r"[A-Za-z']+ [a-z']+ [a-z']+", each)]


@in_each
@every_kind
def test_every_kind_is_written_in_every_language(
    db: Session, rows: Rows, kind: MailKind, language: str
) -> None:
    mail = an_outgoing(db, kind)
    in_english = text_of(db, mail)
    speak(rows, language)
    _, message = written(db, mail)
    html = part(message, "text/html")
    page = Page(html)
    assert page.open == []
    assert f'<html lang="{language}">' in html
    assert message["Content-Language"] == language
    text = part(message, "text/plain")
    assert text.startswith(ABOVE_THIS_LINE[language])
    assert letters(" ".join(page.words[:40]))
    both = set(sentences(text)) & set(sentences(in_english))
    kept = stored(db)
    left_in_english = {message.id for message in read(catalogue(language)) if message.string == message.id}
    assert [each for each in both - left_in_english if each not in kept] == []


@in_each
def test_all_that_is_held_on_somebody_is_said_in_every_language(db: Session, language: str) -> None:
    held = holdings(db, full_of_bo(db).members["Bo"].person)
    kept = stored(db)
    in_english = in_words(held, "UTC")
    with speaking(language):
        said = in_words(held, "UTC")
    assert len(said) == len(in_english)
    left = {line for section in said for each in section.lines for line in sentences(each)}
    left &= {line for section in in_english for each in section.lines for line in sentences(each)}
    assert [each for each in left if each not in kept] == []


def test_a_hostile_name_stays_a_name_in_another_language(db: Session, rows: Rows) -> None:
    speak(rows, "de")
    rows.ana.participant.person.name = "{0}{name.__class__}<b>&%s"
    mail = an_outgoing(db, MailKind.INVITE)
    _, message = written(db, mail)
    assert "Hallo {0}{name.__class__}<b>&%s," in part(message, "text/plain")
    assert "Hallo {0}{name.__class__}&lt;b&gt;&amp;%s," in part(message, "text/html")


def test_built_in_topics_are_translated_and_ones_own_are_not(db: Session, rows: Rows) -> None:
    speak(rows, "de")
    topic = rows.meetings[0].topic
    assert topic is not None
    topic.title, topic.questions = "Saying no", ["Why so?", BUILT_IN[0].questions[0]]
    text = text_of(db, an_outgoing(db, MailKind.TOPIC))
    assert "Nein sagen" in text
    assert "1. Why so?" in text
    assert "2. Wer hat sich Zeit für dich genommen" in text
    assert said("Saying no") == "Saying no"


def test_an_organizers_mail_is_in_the_language_of_the_program(db: Session, rows: Rows) -> None:
    rows.season.program.language = "de"
    assert "Hallo Rui," in text_of(db, an_outgoing(db, MailKind.TEST))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_below_our_marker_is_ours_in_every_language(language: str) -> None:
    marker = ABOVE_THIS_LINE[language]
    for line in (marker, marker.upper(), f"*{marker}*"):
        assert own_words(f"Yes, see you!\n\n{line}\n\nSome words of ours\n").text == "Yes, see you!"


def test_calendar_says_the_topic_in_the_readers_language(db: Session, rows: Rows) -> None:
    speak(rows, "de")
    topic = rows.meetings[0].topic
    assert topic is not None
    topic.title = "Saying no"
    _, message = written(db, an_outgoing(db, MailKind.INVITE))
    assert "SUMMARY:Circle 7: Nein sagen" in part(message, "text/calendar")
