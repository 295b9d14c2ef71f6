"""Pass, Swap, Circle:, Thought: and hours that suit, written in the languages of the people."""

import pytest
from sqlalchemy import select

from circles.domain.words import IncomingState, MailKind, NoteKind
from circles.models import Note
from tests.mail.post import Post
from tests.mail.test_hosting_by_mail import hosts
from tests.mail.test_notes_by_mail import BEFORE, topic
from tests.services.waiting import THURSDAYS, arrives


def speaks(post: Post, language: str, *names: str) -> None:
    for name in names:
        post.stage.members[name].person.language = language
    post.db.flush()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Ich passe"),
        ("de", "Weitergeben\n\nViele Grüße\nAna"),
        ("fr", "Je passe"),
        ("es", "Paso"),
        ("it", "Passo."),
        ("pt", "Passo"),
        ("pt-BR", "Passar adiante"),
        ("nl", "Ik pas"),
        ("da", "Giv videre"),
        ("sv", "Jag passar"),
        ("nb", "Gi videre"),
        ("fi", "Ohitan"),
        ("pl", "Pasuję"),
        ("pl", "Pass"),
    ],
)
def test_the_host_hands_on_in_their_language(post: Post, language: str, words: str) -> None:
    speaks(post, language, "Ana")
    passed = post.reply(post.invite("Ana"), words)
    assert hosts(post)[0] == "Bo"
    assert passed.state is IncomingState.READ


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Tauschen mit Bo"),
        ("de", "Tausche Bo"),
        ("fr", "Échanger avec Bo"),
        ("es", "Cambiar con Bo"),
        ("it", "Scambio con Bo"),
        ("pt", "Trocar com Bo"),
        ("nl", "Ruilen met Bo"),
        ("da", "Bytte med Bo"),
        ("sv", "Byta med Bo"),
        ("nb", "Bytt med Bo"),
        ("fi", "Vaihto: Bo"),
        ("pl", "Zamiana z Bo"),
        ("pl", "Swap Bo"),
    ],
)
def test_the_host_asks_another_in_their_language(post: Post, language: str, words: str) -> None:
    speaks(post, language, "Ana")
    asked = post.reply(post.invite("Ana"), words)
    assert post.count(MailKind.SWAP_ASK, "Bo") == 1
    assert asked.outcome["asked_to_host"]


def test_a_name_nobody_has_is_asked_about_as_it_was_written(post: Post) -> None:
    speaks(post, "de", "Ana")
    asked = post.reply(post.invite("Ana"), "Tauschen mit Jürgen")
    assert asked.state is IncomingState.REVIEW
    assert "'Jürgen'" in str(asked.outcome)


@pytest.mark.parametrize(
    "words", ["Ich passe auf meine Tochter auf", "Passt gut!", "Wir tauschen uns gerne aus"]
)
def test_a_sentence_that_begins_with_such_a_word_hands_nothing_on(post: Post, words: str) -> None:
    speaks(post, "de", "Ana")
    post.reply(post.invite("Ana"), words)
    assert hosts(post)[0] == "Ana"
    assert post.count(MailKind.SWAP_ASK, "Bo") == 0


@pytest.mark.parametrize(
    "word",
    [
        "Kreis",  # de
        "Cercle",
        "Círculo",
        "Circolo",
        "Kring",
        "Kreds",
        "Cirkel",
        "Sirkel",
        "Piiri",
        "Krąg",
    ],
)
def test_a_note_to_the_circle_begins_with_their_word_for_it(post: Post, word: str) -> None:
    post.reply(post.invite("Bo"), f"{word}: +10 min\n\nBo")
    assert [each.text for each in post.db.scalars(select(Note))] == ["+10 min"]
    assert post.count(MailKind.NOTE, "Ana") == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Gedanke: Wer früh fragt, fragt leichter."),
        ("fr", "Ma pensée : demander tôt, c'est demander mieux."),
        ("es", "Pensamiento: preguntar pronto ayuda siempre."),
        ("it", "Il mio pensiero: chiedere presto aiuta sempre."),
        ("pt", "Pensamento: perguntar cedo ajuda sempre."),
        ("nl", "Mijn gedachte: vroeg vragen helpt altijd."),
        ("da", "Min tanke: spørg hellere tidligt end sent."),
        ("sv", "Tanke: fråga hellre tidigt än sent."),
        ("nb", "Min tanke: spør heller tidlig enn sent."),
        ("fi", "Ajatus: kysy ajoissa."),
        ("pl", "Moja myśl: pytajcie wcześnie."),
    ],
)
def test_a_thought_begins_with_their_word_for_it(post: Post, language: str, words: str) -> None:
    speaks(post, language, "Bo")
    told = post.reply(topic(post, "Bo"), words, now=BEFORE)
    (note,) = post.db.scalars(select(Note))
    assert (note.kind, note.text) == (NoteKind.THOUGHT, words.partition(":")[2].strip())
    assert told.state is IncomingState.READ


def test_who_waits_offers_hours_in_their_language(post: Post) -> None:
    eva = arrives(post.db, post.stage, "Eva", hours=THURSDAYS)
    eva.person.language = "fi"
    told = post.reply(post.sent(MailKind.WAITLISTED, "Eva"), "Tiistaisin klo 10 sopii\n\nTerveisin\nEva")
    assert eva.availability == "Tue 10:00-11:00; Thu 10:00-12:00"
    assert told.state is IncomingState.READ
