"""What asks us to keep something private, in twelve languages, and what only speaks of it."""

import pytest

from circles.domain.replies.sharing import asks_for_privacy, marked_thought, take_away
from tests.domain.replies.test_sharing import read


@pytest.mark.parametrize(
    "request_",
    [
        "Private!",
        "Keep this between us",
        "This is between us.",
        "Just between us",
        "This is between me and Ana",
        "This stays with you, please.",
        "Please don't mention it to the others.",
        "Nobody else should know this",
        "I don't want the others to know.",
        "(not for the circle)",
        "Please keep private.",
        "Keep this strictly private",
        "For you only",
        "Just for Ana.",
        "Pls dont share",
        "This must not be shared with anyone.",
        "Do not show this to anyone",
        "I am telling you this in confidence",
        "What follows is confidential",
        "Could this please remain confidential?",
        "Das muss unter uns bleiben",
        "Je vous le dis entre nous",
        "Dit moet onder ons blijven",
        "Det ska stanna mellan oss",
        "Bitte sag es niemandem.",
        "Nicht für die anderen.",
        "Das soll keiner erfahren.",
        "Nur für dich",
        "Das ist vertraulich",
        "À garder pour toi.",
        "Merci de ne pas en parler aux autres.",
        "Ne le dites à personne.",
        "Personne d'autre ne doit le savoir",
        "Pas pour le groupe",
        "No se lo digas a nadie.",
        "No lo menciones a los demás",
        "No es para los demás",
        "Solo para ti",
        "Non dirlo a nessuno.",
        "Non per gli altri",
        "Nessun altro deve saperlo",
        "Solo per te",
        "Não conte a ninguém.",
        "Não é para o grupo",
        "Ninguém mais deve saber",
        "Mantenha isto privado",
        "Niet verder vertellen alsjeblieft.",
        "Vertel het aan niemand.",
        "Niet voor de anderen",
        "Graag tussen ons houden.",
        "Lad være med at dele det.",
        "Ikke til de andre",
        "Kun til dig",
        "Berätta inte för någon.",
        "Säg inget till de andra.",
        "Inte för de andra",
        "Ikke si det til noen.",
        "Ingen andre skal vite det",
        "Nevn det ikke for de andre",
        "Tämä jää meidän väliseksi.",
        "Älä mainitse tätä muille",
        "Kenenkään muun ei tarvitse tietää",
        "Proszę nie mówić innym.",
        "Nie dla innych",
        "Tylko dla ciebie",
        "Please share this anonymously",
        "Anonymously, please",
        "I'd like to stay anonymous",
        "Without my name, please",
        "Please don't use my name.",
        "Leave my name out of it",
        "Bitte anonym",
        "Bitte ohne meinen Namen",
        "Anonymement svp",
        "Sans mon nom, merci",
        "Sin mi nombre, por favor",
        "In forma anonima? No: senza il mio nome",
        "Sem o meu nome",
        "Zonder mijn naam graag",
        "Anonymt, tak",
        "Utan mitt namn, tack",
        "Uten navnet mitt",
        "Nimettömänä, kiitos",
        "Bez mojego nazwiska",
        "Please don't share her name.",
        "Don't share Carl's story",
        "Don't share any of it",
        "Don't share a word of it",
        "Don't share all of this",
        "Don't share the above",
        "Don't share the rest",
        "Don't share the part about Carl",
        "Please do not share details.",
        "Don't share my boss's name",
        "Don't share Carl's story, he asked me not to.",
        "Never share this",
        "Share with nobody",
        "No names, please",
        "For the organiser only",
        "Teile Carls Geschichte bitte nicht.",
        "Ne partage pas l'histoire de Carl",
        "No compartas la historia de Carl",
        "Non condividere la storia di Carl",
        "In forma anonima",
        "Não partilhes a história do Carl",
        "Deel niet wat Carl zei",
        "Del ikke.",
        "Må ikke deles",
        "Del ikke dette",
        "Dela inte Carls historia",
        "Älä jaa Carlin tarinaa",
        "Nie udostępniaj historii Carla",
    ],
)
def test_what_is_asked_of_us_or_stands_alone_keeps_a_thought_from_the_circle(request_: str) -> None:
    for text in (f"Thought: I may quit, said I\n{request_}", f"{request_}\nThought: I may quit."):
        assert asks_for_privacy(text)
        assert marked_thought(read(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "The trust between us is what matters",
        "The difference between you and me is age",
        "Don't tell people what to do, ask them.",
        "Don't tell others what to do.",
        "Don't forward mails at night",
        "Praise aloud, criticise privately",
        "Give feedback in private, praise in public",
        "I run a confidential helpline",
        "I grew in confidence",
        "A problem kept secret grows",
        "Keep it quiet when you doubt",
        "Marathons are not for everyone",
        "Don't share bad news at night",
        "No names came up",
        "People who never share this get lonely",
        "Teile schlechte Nachrichten nicht am Freitag",
        "Ne partage pas de mauvaises nouvelles le vendredi",
        "No compartas malas noticias un viernes",
        "Non condividere brutte notizie di venerdì",
        "Não partilhes más notícias à sexta",
        "Deel slecht nieuws niet op vrijdag",
        "Del ikke dårlige nyheder en fredag",
        "Del ikke dårlige nyheter en fredag",
        "Dela inte dåliga nyheter på en fredag",
        "Älä jaa huonoja uutisia perjantaina",
        "Nie udostępniaj złych wiadomości w piątek",
        "An anonymous letter once saved me",
        "Call people by their name",
        "Vertrauen unter uns ist das Wichtigste",
        "Ich mache das nicht für andere, sondern für mich",
        "L'entraide entre nous compte plus que tout",
        "La confianza entre nosotros es lo primero",
        "La fiducia tra noi è tutto",
        "A confiança entre nós é tudo",
        "Het vertrouwen onder ons groeit",
        "Tilliden mellem os vokser",
        "Förtroendet mellan oss växer",
        "Tilliten mellom oss vokser",
        "Zaufanie między nami rośnie",
        "Luottamuksellinen ilmapiiri auttaa",
    ],
)
def test_a_thought_that_speaks_of_what_is_private_or_between_people_is_shared(text: str) -> None:
    assert not asks_for_privacy(text)
    assert marked_thought(read(f"Thought: {text}")) == text


def test_a_paragraph_for_us_only_holds_back_no_thought_above_it_but_one_that_it_goes_on_from() -> None:
    assert marked_thought(read("Thought: ask early\n\nFor you only: I am tired.")) == "ask early"
    for text in (
        "Thought: ask early\nFor you only: I am tired.",
        "Thought: ask early\n\nFor you only: do not tell anyone.",
        "Hello,\n\nFor you only: Thought: ask early",
        "For you only:\n\nThought: ask early",
        "Hi\n\nFor you only:\n\nThought: ask early",
    ):
        assert marked_thought(read(text)) is None


@pytest.mark.parametrize(
    "text",
    [
        "Thought: ask early\n\nThought: don't share Carl's story at work",
        "I take with me: courage.\n\nDon't share Carl's story at work",
        "Circle: don't share Carl's story\nat work, as I was fired over it",
        "Thought: don't share this with the group",
    ],
)
def test_what_is_advice_by_itself_asks_for_privacy_beside_other_words_for_others(text: str) -> None:
    assert asks_for_privacy(text)


def test_a_note_may_ask_the_circle_not_to_share_something() -> None:
    assert not asks_for_privacy("Circle: please don't share the link with others")


@pytest.mark.parametrize("kind", ["topic", "note", "season-report"])
@pytest.mark.parametrize("request_", ["Keep this between us", "Don't share Carl's story.", "Anonymously!"])
def test_a_note_to_the_circle_is_held_back_where_its_mail_asks_to_keep_something_private(
    kind: str, request_: str
) -> None:
    found = read(f"Circle: I may quit\n\n{request_}", kind)
    assert (found.commands, found.unsure) == ((), True)
    assert [each.name for each in read("Circle: I may quit", kind).commands] == ["circle"]


def test_what_somebody_takes_along_may_speak_of_sharing() -> None:
    text = "don't share bad news at night"
    assert take_away(read(f"Yes\n\nI take with me: {text}", "recap-ask")) == text


@pytest.mark.parametrize(
    "request_",
    [
        "Please don't share Carl's story",
        "Don't share Carl's bad news",
        "don't share carl's bad news",
        "Don't share the story about Ana",
        "Don't share anything about Carl",
        "Don't share the part about Carl please",
        "don't share names please",
        "Please don't share the details",
        "Never share Carl's story",
        "teilt Carls Geschichte bitte nicht weiter",
        "Teilt die Geschichte von Carl nicht",
        "Teilt Carls schlechte Nachrichten nicht",
        "ne partagez pas l'histoire de Carl",
        "no compartas malas noticias de Carl",
        "no compartas malas noticias, por favor",
        "non condividere la storia di Carl",
        "não partilhes a história do Carl",
        "Deel het verhaal van Carl niet",
        "Del ikke Carls historie",
        "dela inte Carls historia",
        "Älä jaa Carlin tarinaa",
        "nie udostępniaj historii Carla",
        "Please keep Carl's name out of this",
        "don't tell him",
    ],
)
def test_who_asks_not_to_share_a_story_is_heard_where_it_is_all_they_write_for_others(request_: str) -> None:
    for text in (
        f"Thought: {request_}",
        f"Thought: ask early. {request_}",
        f"Thought: ask early\n{request_}",
    ):
        assert asks_for_privacy(text)
        assert marked_thought(read(text)) is None
    assert take_away(read(f"Yes\n\nI take with me: {request_}", "recap-ask")) is None


@pytest.mark.parametrize(
    "text",
    ["Never share bad news on Fridays", "Don't tell him what to do", "Keep your name out of arguments"],
)
def test_advice_on_what_to_keep_is_shared_where_it_names_nobody(text: str) -> None:
    assert marked_thought(read(f"Thought: {text}")) == text
