"""The line about oneself that the first invite asks for: what is shared, and what stays with us."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.introduction import introduction, marked_introduction, may_hold_introduction
from circles.domain.replies.reading import read
from circles.domain.words import Rsvp

NOW = datetime(2027, 1, 6, 10, tzinfo=UTC)
OTHERS = ["Bo Berg", "Carl Diaz"]


def reading(text: str, language: str = "en") -> Reading:
    context = Context(
        writer="eva@x.example",
        members=(Member("Eva", "eva@x.example"), Member("Bo Berg", "bo@x.example")),
        zone="Europe/Lisbon",
        language=language,
        kind="invite",
        meeting_starts_at=datetime(2027, 1, 12, 10, tzinfo=UTC),
    )
    return read(Mail(sender="eva@x.example", text=text), context, NOW)


def shared(text: str, language: str = "en") -> str | None:
    return introduction(reading(text, language), language, OTHERS)


@pytest.mark.parametrize(
    ("language", "yes", "line"),
    [
        ("en", "Yes", "I teach physics and love hiking"),
        ("en", "Yes, see you there", "I'm a nurse from Porto. I keep bees, and have two kids."),
        ("en", "Maybe", "Nice to meet you all! I work at a library and I paint."),
        ("en", "yes", "I'm from Lisbon and I love old maps."),
        ("en", "Yes!", "Software engineer by day, baker by night."),
        ("en", "Yes", "Nurse from Porto, hobby beekeeper."),
        ("en", "Yes\n\nHi all,", "I'm Eva and I work in logistics."),
        ("en", "Yes", "I've worked in libraries all my life."),
        ("en", "Yes", "Born in Goa, living in Lisbon."),
        ("de", "Ja, gern.", "Krankenschwester aus Graz, zwei Kinder."),
        ("fr", "Oui", "Infirmière à Lyon et grande lectrice"),
        ("es", "Sí", "Profesora de música en Cádiz"),
        ("it", "Sì", "Insegnante di Torino e madre di due"),
        ("pt", "Sim", "Professora em Braga e padeira amadora"),
        ("nl", "Ja", "Ik ben bakker en heb drie kippen."),
        ("sv", "Ja", "Sjuksköterska från Malmö och hundägare"),
        ("de", "Ja", "Ich unterrichte Physik und wandere gern"),
        ("de", "Ja, gerne", "Ich bin Krankenschwester und liebe die Berge."),
        ("fr", "Oui", "J'enseigne la physique et j'adore la randonnée"),
        ("fr", "Oui", "Je suis infirmière à Lyon et je chante dans un chœur."),
        ("es", "Sí", "Enseño física y me encanta el senderismo"),
        ("es", "Sí", "Soy enfermera en Cádiz y toco la guitarra."),
        ("it", "Sì", "Insegno fisica e amo le escursioni"),
        ("pt", "Sim", "Ensino física e adoro caminhadas"),
        ("pt", "Sim", "Trabalho no Porto e gosto de cozinhar."),
        ("nl", "Ja", "Ik geef natuurkunde en hou van wandelen"),
        ("da", "Ja", "Jeg underviser i fysik og elsker at vandre"),
        ("sv", "Ja", "Jag undervisar i fysik och älskar att vandra"),
        ("nb", "Ja", "Jeg underviser i fysikk og elsker å gå på tur"),
        ("fi", "Kyllä", "Opetan fysiikkaa ja rakastan vaeltamista"),
        ("pl", "Tak", "Uczę fizyki i kocham wędrówki"),
        ("pl", "Yes", "I design bridges and sing in a choir."),
    ],
)
def test_a_line_that_says_who_one_is_is_shared_beside_the_answer(language: str, yes: str, line: str) -> None:
    assert shared(f"{yes}\n\n{line}", language) == line


def test_a_sentence_that_says_that_one_comes_is_the_answer_and_no_part_of_the_line() -> None:
    text = "Ja, gerne\n\nIch bin Krankenschwester und liebe die Berge. Ich freue mich auf euch!"
    assert shared(text, "de") == "Ich bin Krankenschwester und liebe die Berge."
    assert shared("Yes, I'm coming. I teach physics and love hiking.") == "I teach physics and love hiking."


PRIVATE = [
    ("en", "I might be late, my mother is in hospital"),
    ("en", "I have to leave at half past ten"),
    ("en", "I no longer work at Meadow, I was fired"),
    ("en", "Nurse said that I must rest"),
    ("en", "Doctor and then straight to you"),
    ("en", "Mechanic at ten so I come straight after"),
    ("en", "My therapist in Porto thinks it helps"),
    ("en", "The teacher of my son wants to see me"),
    ("de", "Mein Architekt aus Graz braucht mich dann"),
    ("en", "I work late that day because of layoffs"),
    ("en", "I teach on Tuesday mornings."),
    ("en", "I teach physics. My divorce is heavy on me."),
    ("en", "Tuesday mornings are hard for me"),
    ("en", "This date clashes with my court hearing"),
    ("en", "Running between clinic visits at the moment but fine"),
    ("en", "I am a bit worried about meeting so many people"),
    ("en", "I like the idea, although I am still grieving"),
    ("en", "Please use my other address eva@home.example"),
    ("de", "Ich bin gerade in Behandlung und bald müde"),
    ("de", "Ich arbeite bei Meadow, aber man hat mir gekündigt"),
    ("fr", "Je suis en traitement et vite fatiguée"),
    ("fr", "Je travaille chez Meadow jusqu'à mon licenciement"),
    ("es", "Estoy de baja por una depresión larga"),
    ("es", "Trabajo en turno de noche esa semana"),
    ("it", "Sono in cura per la schiena, scusate"),
    ("pt", "Estou a passar por um divórcio difícil"),
    ("nl", "Ik ben een beetje ziek van de chemo"),
    ("da", "Jeg er lige blevet skilt og træt"),
    ("sv", "Jag jobbar på kvällen den veckan"),
    ("nb", "Jeg er sykmeldt og sliter med angst"),
    ("fi", "Olen hoidossa ja väsyn nopeasti"),
    ("pl", "Jestem w trakcie leczenia i szybko się męczę"),
]


@pytest.mark.parametrize(("language", "line"), PRIVATE)
@pytest.mark.parametrize("yes", ["Yes\n\n", "Maybe\n", ""])
def test_what_may_be_a_reason_or_meant_for_us_is_not_shared(language: str, line: str, yes: str) -> None:
    assert shared(f"{yes}{line}", language) is None


@pytest.mark.parametrize(
    "text",
    [
        "Yes\nI teach physics. Will there be parking near the house?",
        "Yes\nI work with Bo and know him well",
        "No\n\nI teach physics and love hiking",
        "Yes\nPlace: the reading room\nI teach physics and love hiking",
        "Yes\nI love hiking. Thursdays would be easier.",
    ],
)
def test_a_line_about_oneself_beside_anything_else_is_not_shared(text: str) -> None:
    assert shared(text) is None


@pytest.mark.parametrize(
    ("language", "text", "line"),
    [
        ("en", "Yes\nAbout me: nurse, two cats, and I can't stand mornings", None),
        ("en", "About me:\nI fix clocks", "I fix clocks"),
        ("de", "Ja\nÜber mich: Krankenpfleger aus Köln", "Krankenpfleger aus Köln"),
        ("fr", "Oui\nÀ propos de moi : infirmière à Lyon", "infirmière à Lyon"),
        ("es", "Sobre mí: enfermera", "enfermera"),
        ("it", "Su di me: infermiera", "infermiera"),
        ("pt", "Sobre mim: enfermeira", "enfermeira"),
        ("nl", "Over mij: verpleegster", "verpleegster"),
        ("da", "Om mig: sygeplejerske", "sygeplejerske"),
        ("sv", "Om mig: sjuksköterska", "sjuksköterska"),
        ("nb", "Om meg: sykepleier", "sykepleier"),
        ("fi", "Minusta: sairaanhoitaja", "sairaanhoitaja"),
        ("pl", "O mnie: pielęgniarka", "pielęgniarka"),
    ],
)
def test_a_line_that_says_what_it_is_needs_no_other_sign(language: str, text: str, line: str | None) -> None:
    found = reading(text, language)
    assert marked_introduction(found) == (line or "nurse, two cats, and I can't stand mornings")
    assert found.rsvp in {Rsvp.YES, None}


@pytest.mark.parametrize(
    "text", ["Yes", "Yes\n\nThanks!", "Yes, see you there", "No\nI am ill in bed", "Hm?"]
)
def test_where_nothing_is_left_to_share_nothing_is_said_of_it(text: str) -> None:
    assert not may_hold_introduction(reading(text))


@given(st.text(st.sampled_from("I teach aboutme:\n.,?yesb "), max_size=120))
def test_any_words_are_read(text: str) -> None:
    found = reading(text)
    assert (introduction(found, "en", OTHERS) or "x").strip()
    assert marked_introduction(found) != ""
