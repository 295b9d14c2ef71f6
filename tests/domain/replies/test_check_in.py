"""How somebody is: that they are busy, would like another circle or would rather leave, and what is none."""

import pytest

from tests.domain.replies.test_labels import said


def asked(text: str, language: str) -> list[str]:
    return [each.name for each in said(text, language, "check-in").commands]


@pytest.mark.parametrize(
    ("language", "busy", "move", "leave"),
    [
        ("en", "Busy at the moment, sorry", "Move, please", "I'd rather leave. Thanks for everything"),
        ("de", "Gerade viel zu tun, tut mir leid", "Lieber anderswo", "Ich möchte aussteigen, danke"),
        ("fr", "Pas le temps en ce moment, désolée", "Ailleurs, s'il vous plaît", "Je préfère partir"),
        ("es", "Ahora no tengo tiempo, lo siento", "Buscadme otro sitio", "Prefiero dejarlo, gracias"),
        ("it", "Adesso non ho tempo, mi dispiace", "Cercatemi un altro posto", "Preferisco uscire"),
        ("pt", "Agora não tenho tempo, desculpem", "Procurem-me outro lugar", "Prefiro sair, obrigada"),
        ("nl", "Nu even druk, sorry", "Liever een andere kring", "Ik stop liever, bedankt"),
        ("da", "Har travlt lige nu, beklager", "Flyt mig et andet sted hen", "Jeg vil hellere stoppe"),
        ("sv", "Har mycket just nu, tyvärr", "Flytta mig någon annanstans", "Jag vill hellre sluta"),
        ("nb", "Har det travelt nå, beklager", "Flytt meg et annet sted", "Jeg vil heller slutte, takk"),
        ("nb", "Travelt på jobb", "Flytt meg et annet sted", "Jeg vil heller slutte, takk"),
        ("fi", "Juuri nyt on kiire, anteeksi", "Siirtäkää minut muualle", "Haluan mieluummin lähteä"),
        ("pl", "Teraz nie mam czasu, przepraszam", "Przenieście mnie gdzie indziej", "Wolę odejść"),
    ],
)
def test_each_answer_is_read_with_what_people_write_beside_it(
    language: str, busy: str, move: str, leave: str
) -> None:
    assert [asked(text, language) for text in (busy, move, leave)] == [["busy"], ["move"], ["leave"]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I was busy"),
        ("en", "not busy any more"),
        ("en", "no longer so busy"),
        ("en", "busy but I'll be there next time"),
        ("en", "Busy? Not at all"),
        ("en", "I moved house"),
        ("de", "Ich war beschäftigt"),
        ("de", "Nicht mehr so viel zu tun"),
        ("fr", "J'étais débordée"),
        ("es", "Ya no estoy ocupada"),
        ("it", "Ero impegnato"),
        ("pt", "Estava ocupado"),
        ("nl", "Niet meer zo druk"),
        ("da", "Jeg har ikke travlt"),
        ("sv", "Jag var upptagen"),
        ("nb", "Ikke så travelt lenger"),
        ("fi", "Ei ole enää kiire"),
        ("pl", "Nie jestem już zajęta"),
    ],
)
def test_who_was_busy_or_is_no_more_asks_for_nothing(language: str, text: str) -> None:
    assert asked(text, language) == []
