"""What a reply to a mail of before a meeting says once that meeting is over."""

from datetime import UTC, datetime, timedelta

import pytest

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.reading import read

MEETS = datetime(2026, 3, 3, 10, tzinfo=UTC)
MEMBERS = (Member("Ana Sousa", "ana@example.org"), Member("Bo Larsen", "bo@example.org"))
HOUR = timedelta(hours=1)


def _read(text: str, language: str = "en", kind: str = "topic", at: datetime = MEETS + 2 * HOUR) -> Reading:
    context = Context(
        "ana@example.org", MEMBERS, language=language, kind=kind, meeting_starts_at=MEETS, meeting_minutes=60
    )
    return read(Mail(sender="ana@example.org", date=at, text=text), context, at)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("I was there, it was lovely", "en", "came"),
        ("I was there but left early", "en", "came"),
        ("I attended, thank you", "en", "came"),
        ("Yes, I was there, it was lovely", "en", "came"),
        ("I joined late", "en", "came"),
        ("I wasn't there", "en", "missed"),
        ("I missed it because my train was late", "en", "missed"),
        ("Sorry, I couldn't come", "en", "missed"),
        ("No, I missed it", "en", "missed"),
        ("I didn't make it, hope it went well", "en", "missed"),
        ("I was ill", "en", "missed"),
        ("Ich war da, es war schön", "de", "came"),
        ("Ich war nicht da", "de", "missed"),
        ("J'étais là, c'était super", "fr", "came"),
        ("Je n'étais pas là", "fr", "missed"),
        ("Estuve allí, fue genial", "es", "came"),
        ("No pude ir", "es", "missed"),
        ("Jag var inte där", "sv", "missed"),
    ],
)
@pytest.mark.parametrize("kind", ["topic", "invite", "reminder"])
def test_whether_one_was_there_is_read_once_the_meeting_is_over(
    text: str, language: str, told: str, kind: str
) -> None:
    found = _read(text, language, kind)
    assert (found.attendance, found.rsvp) == ({"ana@example.org": told}, None)
    assert not found.unsure


@pytest.mark.parametrize(
    "text",
    [
        "I was there if that counts",
        "I think I was there",
        "I was there last year",
        "I wasn't there, was it good?",
        "I was there in spirit",
        "I missed you all",
        "I missed my train",
        "I missed the point of question 2",
        "I couldn't come up with an idea",
        "I came across a good book",
        "I was in a meeting",
        "I am so sorry about the noise!",
        "I can't come next time",
        "Thank you all!",
        "Thanks everyone",
        "Bo and me",
    ],
)
def test_other_words_after_a_meeting_tell_of_nobody(text: str) -> None:
    assert not _read(text).attendance


@pytest.mark.parametrize("text", ["I missed it", "I was ill", "I didn't come", "I was there, it was lovely"])
@pytest.mark.parametrize("at", [MEETS - HOUR, MEETS + HOUR / 2])
def test_the_same_words_before_its_end_tell_of_no_attendance(text: str, at: datetime) -> None:
    assert not _read(text, at=at).attendance


@pytest.mark.parametrize(("text", "rsvp"), [("No, sorry", "no"), ("Yes", "yes"), ("I'm ill", "no")])
def test_words_of_coming_stay_an_answer(text: str, rsvp: str) -> None:
    assert _read(text).rsvp == rsvp


@pytest.mark.parametrize(
    "text",
    [
        "Thank you all!",
        "Thanks, everyone",
        "Thanks to all of you",
        "Cheers all",
        "Thanks all, see you next time",
    ],
)
def test_thanks_to_everyone_are_no_word_of_who_came_also_where_that_was_asked(text: str) -> None:
    assert not _read(text, kind="recap-ask").attendance


@pytest.mark.parametrize("text", ["Thanks, all here", "Thanks, everyone came"])
def test_who_came_is_read_behind_thanks(text: str) -> None:
    assert len(_read(text, kind="recap-ask").attendance) == len(MEMBERS)


@pytest.mark.parametrize("text", ["Thanks everyone, Bo came", "Thank you all - Bo was there"])
def test_whom_a_sentence_thanks_first_did_not_come_by_that(text: str) -> None:
    assert list(_read(text, kind="recap-ask").attendance) == ["bo@example.org"]
