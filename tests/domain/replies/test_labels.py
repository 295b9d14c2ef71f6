"""The words that lines begin with, and how long a break is, in each language of our mails."""

import pytest

from circles.domain.replies import Context, Mail, Reading
from circles.domain.replies.reading import read
from circles.domain.replies.sharing import take_away
from circles.domain.words import MeetingState
from tests.domain.replies.test_reading import MEMBERS, NOW

DAY = {
    "en": "Friday",
    "de": "Freitag",
    "fr": "vendredi",
    "es": "viernes",
    "it": "venerdì",
    "pt": "sexta-feira",
    "nl": "vrijdag",
    "da": "fredag",
    "sv": "fredag",
    "nb": "fredag",
    "fi": "perjantai",
    "pl": "piątek",
}


def said(text: str, language: str, kind: str = "topic") -> Reading:
    context = Context(
        "ana@example.org",
        MEMBERS,
        zone="Europe/Lisbon",
        language=language,
        kind=kind,
        follow_ups=((1, "read"),),
    )
    return read(Mail(sender="ana@example.org", date=NOW, text=text), context, NOW)


def commands(text: str, language: str) -> list[tuple[str, ...]]:
    return [(each.name, *each.args) for each in said(text, language).commands]


@pytest.mark.parametrize(
    ("language", "came", "missed"),
    [
        ("de", "Dabei", "Gefehlt"),
        ("fr", "Présents", "Absents"),
        ("es", "Asistieron", "Faltaron"),
        ("it", "Presenti", "Assenti"),
        ("pt", "Participantes", "Faltaram"),
        ("nl", "Aanwezig", "Afwezig"),
        ("da", "Til stede", "Fraværende"),
        ("sv", "Närvarande", "Frånvarande"),
        ("nb", "Til stede", "Fraværende"),
        ("fi", "Paikalla", "Poissa"),
        ("pl", "Obecni", "Nieobecni"),
    ],
)
def test_who_came_and_missed(language: str, came: str, missed: str) -> None:
    found = said(f"{came}: Ana, Bo\n{missed}: Carl", language, "recap-ask")
    assert {email.partition("@")[0]: value.value for email, value in found.attendance.items()} == {
        "ana": "came",
        "bo": "came",
        "carl": "missed",
    }


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("de", "Nächste Schritte"),
        ("de", "Als Nächstes"),
        ("fr", "Prochaine étape"),
        ("es", "Próximo paso"),
        ("it", "Da fare"),
        ("pt", "Próximo passo"),
        ("nl", "Volgende stap"),
        ("da", "Næste"),
        ("sv", "Nästa steg"),
        ("nb", "Neste"),
        ("fi", "Seuraavaksi"),
        ("pl", "Następny krok"),
    ],
)
def test_what_somebody_does_next(language: str, label: str) -> None:
    [promise] = said(f"{label}: Bo - xyz abc - {DAY[language]}", language, "recap-ask").follow_ups
    assert (promise.owner, promise.text) == ("bo@example.org", "xyz abc")
    assert promise.due is not None
    assert promise.due.isoformat() == "2026-03-06"


@pytest.mark.parametrize(
    ("language", "label", "day"),
    [
        ("en", "Next", "27. March"),
        ("de", "Nächstes", "27. März"),
        ("de", "Nächstes", "Fr., 27. März"),
        ("fr", "À faire", "ven. 27 mars"),
        ("es", "Siguiente", "vie, 27 mar"),
        ("it", "Da fare", "ven 27 mar"),
        ("pt", "Seguinte", "sexta, 27 de março"),
        ("nl", "Te doen", "vr 27 mrt"),
        ("da", "Næste", "fre. 27. marts"),
        ("sv", "Nästa", "fre 27 mars"),
        ("nb", "Neste", "fre. 27. mars"),
        ("fi", "Seuraavaksi", "pe 27. maaliskuuta"),
        ("pl", "Następnie", "pt., 27 marca"),
    ],
)
def test_day_with_a_full_stop_is_no_further_item(language: str, label: str, day: str) -> None:
    [promise] = said(f"{label}: Ana - xyz abc - {day}", language, "recap-ask").follow_ups
    assert promise.text == "xyz abc"
    assert promise.due is not None
    assert promise.due.isoformat() == "2026-03-27"


def test_items_that_are_counted_on_one_line_are_one_each() -> None:
    found = said("Next: 1. Bo - xyz - 12. March 2. Ana - abc - 3. April", "en", "recap-ask")
    assert [(each.text, str(each.due)[5:]) for each in found.follow_ups] == [
        ("xyz", "03-12"),
        ("abc", "04-03"),
    ]


@pytest.mark.parametrize("me", ["ja", "Ja", "mnie"])
def test_polish_me_is_the_writer(me: str) -> None:
    [promise] = said(f"Następnie: {me} - xyz abc", "pl", "recap-ask").follow_ups
    assert (promise.owner, promise.text) == ("ana@example.org", "xyz abc")


@pytest.mark.parametrize(
    ("language", "place", "topic"),
    [
        ("de", "Ort", "Thema"),
        ("fr", "Lieu", "Thème"),
        ("es", "Lugar", "Tema"),
        ("it", "Luogo", "Tema"),
        ("pt", "Local", "Tema"),
        ("nl", "Plaats", "Thema"),
        ("da", "Sted", "Tema"),
        ("sv", "Plats", "Tema"),
        ("nb", "Sted", "Tema"),
        ("fi", "Paikka", "Teema"),
        ("pl", "Miejsce", "Temat spotkania"),
    ],
)
def test_where_the_circle_meets_and_what_it_talks_about(language: str, place: str, topic: str) -> None:
    assert commands(f"{place}: Room 7\n{topic}: Saying no", language) == [
        ("place", "Room 7"),
        ("topic", "Saying no"),
    ]


@pytest.mark.parametrize("header", ["Emne", "Ämne", "Aihe", "Onderwerp", "Temat"])
def test_the_head_of_a_quoted_mail_is_no_topic(header: str) -> None:
    assert commands(f"{header}: Re: Thursday", "sv") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Pause for two weeks"),
        ("de", "Pause 2 Wochen"),
        ("de", "Pause für zwei Wochen"),
        ("fr", "Pause 2 semaines"),
        ("fr", "Pause pendant deux semaines"),
        ("es", "Pausa 2 semanas"),
        ("es", "Pausa hasta el 17 de marzo"),
        ("it", "Pausa 2 settimane"),
        ("it", "Pausa fino al 17 marzo"),
        ("pt", "Pausa 2 semanas"),
        ("pt", "Pausa por duas semanas"),
        ("nl", "Pauze 2 weken"),
        ("nl", "Pauze tot 17 maart"),
        ("da", "Pause 2 uger"),
        ("da", "Pause i to uger"),
        ("sv", "Paus 2 veckor"),
        ("sv", "Paus till 17 mars"),
        ("nb", "Pause 2 uker"),
        ("fi", "Tauko 2 viikkoa"),
        ("fi", "Tauko kaksi viikkoa"),
        ("pl", "Przerwa 2 tygodnie"),
        ("pl", "Przerwa do 17 marca"),
    ],
)
def test_how_long_a_break_is(language: str, text: str) -> None:
    assert commands(text, language) == [("pause", "2026-03-17")]


@pytest.mark.parametrize(
    ("language", "done", "drop", "move"),
    [
        ("de", "Erledigt", "Streichen", "Verschieben"),
        ("fr", "Fait", "Laisser tomber", "Reporter"),
        ("es", "Hecho", "Descartar", "Aplazar"),
        ("it", "Fatto", "Lascia perdere", "Sposta"),
        ("pt", "Feito", "Descartar", "Adiar"),
        ("nl", "Klaar", "Laat vallen", "Verplaats"),
        ("da", "Færdig", "Drop det", "Flyt"),
        ("sv", "Klart", "Stryk", "Flytta"),
        ("nb", "Ferdig", "Stryk", "Flytt"),
        ("fi", "Valmis", "Unohda", "Siirrä"),
        ("pl", "Gotowe", "Porzuć", "Przesuń"),
    ],
)
def test_what_became_of_a_follow_up(language: str, done: str, drop: str, move: str) -> None:
    assert commands(f"{done} 1", language) == [("done", "1")]
    assert commands(f"{drop} 1", language) == [("drop", "1")]
    assert commands(f"{move} 1 {DAY[language]}", language) == [("move", "1", "2026-03-06")]


@pytest.mark.parametrize(
    "text", ["Pausa caffè con Bo", "Pauze is fijn", "Flytt to uker", "Ein Monat", "Ort und Zeit sind gut"]
)
def test_words_that_only_begin_so_are_no_command(text: str) -> None:
    for language in DAY:
        assert not [each for each in commands(text, language) if each[0] in {"pause", "place"}]


@pytest.mark.parametrize(
    ("language", "met", "not_met", "mine", "delete"),
    [
        ("de", "Getroffen", "Wir haben uns nicht getroffen", "Meine Daten", "Meine Daten löschen"),
        ("fr", "Vus ", "On ne s’est pas vus", "Mes données", "Supprimer mes données"),
        ("es", "Nos vimos", "No nos vimos", "Mis datos", "Borrar mis datos"),
        ("it", "Ci siamo visti", "Non ci siamo visti", "I miei dati", "Cancella i miei dati"),
        ("pt", "Encontrámo-nos", "Não nos encontrámos", "Os meus dados", "Apagar os meus dados"),
        ("nl", "Bijeengekomen", "Niet bij elkaar gekomen", "Mijn gegevens", "Verwijder mijn gegevens"),
        ("da", "Mødtes", "Vi mødtes ikke", "Mine oplysninger", "Slet mine oplysninger"),
        ("sv", "Träffades", "Vi träffades inte", "Mina uppgifter", "Radera mina uppgifter"),
        ("nb", "Møttes", "Vi møttes ikke", "Mine opplysninger", "Slett mine opplysninger"),
        ("fi", "Tapasimme", "Emme tavanneet", "Omat tiedot", "Poista tietoni"),
        ("pl", "Spotkaliśmy się", "Nie spotkaliśmy się", "Moje dane", "Usuń moje dane"),
    ],
)
def test_fixed_lines_are_understood_below_any_mail(
    language: str, met: str, not_met: str, mine: str, delete: str
) -> None:
    assert said(f"{met}: {DAY[language]}", language, "help").met is MeetingState.HELD
    assert said(not_met, language, "help").met is MeetingState.NOT_HELD
    assert commands(mine, language) == [("my-data",)]
    assert commands(delete, language) == [("delete-my-data",)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Keine Zeit"), ("fr", "Pas le temps"), ("es", "Sin tiempo"), ("pl", "Brak czasu")],
)
def test_no_time_takes_a_break_only_where_we_asked_how_it_goes(language: str, text: str) -> None:
    asked, invited = said(text, language, "check-in"), said(text, language, "invite")
    assert [each.name for each in asked.commands] == ["busy"]
    assert invited.commands == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ich nehme mit: eine gute Frage"),
        ("fr", "Je retiens : une bonne question"),
        ("es", "Me llevo: una buena pregunta"),
        ("it", "Mi porto via: una buona domanda"),
        ("pt", "Levo comigo: uma boa pergunta"),
        ("nl", "Ik neem mee: een goede vraag"),
        ("da", "Det tager jeg med mig: et godt spørgsmål"),
        ("sv", "Det tar jag med mig: en bra fråga"),
        ("nb", "Det tar jeg med meg: et godt spørsmål"),
        ("fi", "Otan mukaani: hyvä kysymys"),
        ("pl", "Zabieram ze sobą: dobre pytanie"),
    ],
)
def test_what_one_takes_with_them_has_its_label_in_any_language(language: str, text: str) -> None:
    assert take_away(said(text, language, "recap-ask")) == text.partition(":")[2].strip()
