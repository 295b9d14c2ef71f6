"""What the host makes of the topic mail in reply to its draft."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.host_words import HostWords, host_words
from circles.domain.replies.reading import read
from circles.domain.words import Rsvp

NOW = datetime(2027, 1, 6, 10, tzinfo=UTC)
DRAFT = Context(
    writer="marta@x.example",
    members=(Member("Marta Lima", "marta@x.example"), Member("Bo Berg", "bo@x.example")),
    zone="Europe/Lisbon",
    kind="topic-draft",
    meeting_starts_at=datetime(2027, 1, 12, 10, tzinfo=UTC),
)


def reading(text: str) -> Reading:
    return read(Mail(sender="marta@x.example", text=text), DRAFT, NOW)


def said(text: str) -> HostWords:
    return host_words(reading(text))


def test_numbered_lines_are_questions_and_other_words_are_the_hosts_own() -> None:
    text = (
        "Hi all,\n\nPlease bring one story each.\n\n1. What did you fail at?\n2) Who knew?\n\nSee you there!"
    )
    assert said(text) == HostWords(
        ("What did you fail at?", "Who knew?"), "Please bring one story each.\n\nSee you there!"
    )


def test_a_question_says_nothing_about_who_is_coming() -> None:
    found = reading("1. I can't come to terms with no\n2. Done, or never done\n3. Pass")
    assert (found.rsvp, found.commands, found.follow_ups) == (None, (), ())
    assert len(host_words(found).questions) == 3


def test_a_question_goes_on_in_the_lines_right_below_it() -> None:
    assert said("1. What did you\n   fail at?\n2. Who knew?\n\nBring a pen.") == HostWords(
        ("What did you fail at?", "Who knew?"), "Bring a pen."
    )


@pytest.mark.parametrize(
    "text", ["Looks good!", "Fine, send it.", "Thanks!", "No changes.", "Perfect as it is, thanks"]
)
def test_a_kind_word_about_the_mail_is_not_for_the_circle(text: str) -> None:
    assert said(text) == HostWords(is_fine=True)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, I'm sick and can't come.",
        "Can we change the topic? I'd rather not talk about this.",
        "Who is coming so far?",
        "Is everybody in?",
        "Between us: I worry about Bo.",
        "I don't want to host this time.",
        "The link in your mail doesn't work.",
    ],
)
def test_what_may_be_meant_for_us_is_withheld(text: str) -> None:
    assert said(text) == HostWords(withheld=True)


@pytest.mark.parametrize(
    "text",
    [
        "I loved this one. What about you?",
        "What would you ask your younger self?",
        "Looking forward to seeing you all! Bring a story.",
        "I will send you the list by Friday.",
        "Wir sprechen diesmal Deutsch.",
    ],
)
def test_words_for_the_circle_are_taken_as_they_are(text: str) -> None:
    assert said(text) == HostWords(words=text)


@pytest.mark.parametrize(
    "text",
    [
        "Let's start with question 2",
        "Bring a photo of your desk",
        "This time we talk in pairs first. Everyone gets five minutes.",
        "Question 2 first, then the others.",
        "Let's skip the opening round.",
        "For Thursday: come with one question you never dared to ask.",
        "Before we meet, write down three things you learned this year.",
        "I'd like to start with a story about my first job.",
        "I'll bring coffee and cake.",
        "It would be great if you all brought a photo of your workplace.",
        "Bringt bitte ein Foto von eurem Schreibtisch mit. Lasst uns mit Frage 2 beginnen.",
        "Apportez une photo de votre bureau.",
        "Traed una foto de vuestra mesa.",
        "Portate una foto della vostra scrivania.",
        "Tragam uma fotografia da vossa mesa.",
        "Neem een foto van je bureau mee.",
        "Tag et billede af dit skrivebord med.",
        "Ta med en bild på ert skrivbord.",
        "La oss begynne med spørsmål 2.",
        "Ottakaa mukaan kuva työpöydästänne.",
        "Przynieście zdjęcie swojego biurka.",
    ],
)
def test_what_speaks_to_everyone_heads_the_mail_in_every_language(text: str) -> None:
    assert said(text) == HostWords(words=text)


@pytest.mark.parametrize(
    "text",
    [
        "Sorry, I'm ill and may not be able to lead it",
        "My phone number is 912345678 if you need me",
        "Bring a story. I start chemotherapy on Monday.",
        "We may have to call it off, there is a strike",
        "You can tell them that I was fired",
        "Bin krank und schaffe das kaum",
        "Wir sehen uns, auch wenn ich gerade wenig Kraft habe",
        "Je sors de l'hôpital, ce sera court",
        "Estoy de baja desde ayer",
        "Sono appena stata licenziata",
        "Estou sem voz e com febre",
        "Ik zit met een burn-out thuis",
        "Jeg er lige blevet skilt",
        "Jag har feber och ligger i sängen",
        "Jeg er sykmeldt denne uken",
        "Olen ollut sairaana koko viikon",
        "Jestem po operacji i ledwo mówię",
        "Rough week here",
    ],
)
def test_what_speaks_of_its_writer_is_withheld_in_every_language(text: str) -> None:
    assert said(text).words == ""


@pytest.mark.parametrize("text", ["Okay, I'll lead", "Yes, happy to lead", "I'll host it"])
def test_a_host_who_says_that_they_lead_is_coming(text: str) -> None:
    found = reading(text)
    assert (found.rsvp, host_words(found)) == (Rsvp.YES, HostWords())


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Please bring one story each. - Marta"),
        ("de", "Bitte bringt je eine Geschichte mit. Danke!"),
        ("fr", "Merci d'apporter chacun une histoire. Merci !"),
    ],
)
def test_a_courtesy_or_their_name_beside_words_for_everyone_withholds_none(language: str, text: str) -> None:
    assert host_words(reading(text), (), language, "Marta Lima").words == text


def test_commands_and_answers_are_no_words_for_the_circle() -> None:
    found = reading("Yes\nTopic: Saying no\nPlace: the reading room\n\nBring a pen.")
    assert found.rsvp is Rsvp.YES
    assert [(command.name, *command.args) for command in found.commands] == [
        ("topic", "Saying no"),
        ("place", "the reading room"),
    ]
    assert host_words(found) == HostWords(words="Bring a pen.")


@pytest.mark.parametrize(
    "text",
    [
        "Carl has been quiet, is he ok?",
        "Looks good but please let Bo lead",
        "Maybe\n\nI don't feel well",
    ],
)
def test_what_is_about_another_member_or_beside_a_maybe_is_withheld(text: str) -> None:
    assert host_words(reading(text), ["Bo Berg", "Carl Diaz"]) == HostWords(withheld=True)


def test_a_thought_is_brought_along_and_does_not_head_the_mail() -> None:
    assert said("Bring a pen.\nThought: be kind\nto each other\n\nSee you!") == HostWords(
        words="Bring a pen.\n\nSee you!"
    )


def test_questions_stand_beside_words_that_are_withheld() -> None:
    assert said("I can't come, sorry.\n\n1. What now?") == HostWords(("What now?",), withheld=True)


@given(st.text(st.sampled_from("12.) \n?ab,:-!TopicYesno"), max_size=200))
def test_any_words_are_read(text: str) -> None:
    found = said(text)
    assert all(found.questions)
    assert not (found.words and (found.is_fine or found.withheld))
