"""The head of a mail: what is read there, and what stands above or behind it."""

import pytest

from tests.domain.replies.test_labels import said


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "STOP - START - CONTINUE"),
        ("en", "LEAVE - not yet"),
        ("en", "UNSUBSCRIBE – I have no time"),
        ("de", "AUSTRETEN - keine Zeit"),
        ("fr", "QUITTER - pas le temps"),
        ("fi", "LOPETA - ei aikaa"),
        ("sv", "LÄMNA - ingen tid"),
        ("pl", "WYPISZ MNIE - brak czasu"),
    ],
)
def test_a_shouted_word_for_leaving_with_words_behind_a_dash_is_asked_about(language: str, text: str) -> None:
    found = said(f"{text}\nYes", language)
    assert (found.commands, found.rsvp) == ((), None)
    assert "leave.unclear" in [each.id for each in found.rules]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("topic", "RESUME - my CV is attached"),
        ("topic", "Yes.\nSTOP - LOOK - LISTEN"),
        ("topic", "PASS - the salt"),
        ("invite", "BUSY - not any more"),
    ],
)
def test_any_other_shouted_word_with_a_dash_is_no_command(kind: str, text: str) -> None:
    assert not said(text, "en", kind).commands


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("topic", "Thanks for the topic.\n\nPause\n\nListen\n\nAsk"),
        ("topic", "Thank you!\n\nStop\n\nis what I say to my boss"),
        ("topic", "Thanks!\n\nLeave.\n\nThat is what my mentor said to me."),
        ("topic", "Thank you.\n\nDelete my data\n\nwas what I asked the other company."),
        ("recap-ask", "Thank you!\n\nNo\n\none was late"),
        ("follow-up", "Thank you!\n\nDone\n\nis better than perfect"),
        ("seat", "Thanks for the offer.\n\nYes\n\nBut is it online?"),
        ("seat", "Thanks for the offer.\nYes. But not yet"),
    ],
)
def test_what_stands_below_a_courtesy_is_read_only_where_nothing_else_follows(kind: str, text: str) -> None:
    assert said(text, "en", kind).says_nothing


@pytest.mark.parametrize("text", ["Done?", "Done? Thanks", "Thanks. Done?"])
def test_a_button_with_a_question_mark_is_asked_about(text: str) -> None:
    found = said(text, "en", "follow-up")
    assert (found.commands, found.unsure) == ((), True)


ALL_BUT_CARL = [
    ("de", "Alle waren da, bis auf Carl"),
    ("fr", "Tout le monde est venu sauf Carl"),
    ("es", "Vinieron todos menos Carl"),
    ("it", "C'erano tutti tranne Carl"),
    ("pt", "Vieram todos exceto Carl"),
    ("nl", "Iedereen was er behalve Carl"),
    ("da", "Alle kom undtagen Carl"),
    ("sv", "Alla kom utom Carl"),
    ("nb", "Alle kom unntatt Carl"),
    ("fi", "Kaikki olivat paikalla paitsi Carl"),
]
REGRETS = {
    "de": "leider",
    "fr": "dommage",
    "es": "lamentablemente",
    "it": "purtroppo",
    "pt": "infelizmente",
    "nl": "helaas",
    "da": "desværre",
    "sv": "tyvärr",
    "nb": "dessverre",
    "fi": "valitettavasti",
}


@pytest.mark.parametrize("mark", [",", ""])
@pytest.mark.parametrize(("language", "text"), ALL_BUT_CARL)
def test_a_regret_beside_all_but_one_turns_nothing_round(language: str, text: str, mark: str) -> None:
    told = came(f"{text}{mark} {REGRETS[language]}", language)
    assert told == came(text, language)
    assert sorted(told.values()) == ["came", "came", "came", "missed"]
    assert told["carl@example.org"] == "missed"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Alle kamen, schade dass Carl fehlte"),
        ("fr", "Tout le monde est venu, dommage que Carl était absent"),
        ("en", "Everyone came last time"),
    ],
)
def test_that_all_came_and_one_did_not_or_another_time_is_asked_about(language: str, text: str) -> None:
    found = said(text, language, "recap-ask")
    assert (dict(found.attendance), found.unsure) == ({}, True)


def came(text: str, language: str) -> dict[str, str]:
    return {email: value.value for email, value in said(text, language, "recap-ask").attendance.items()}
