"""When a meeting was moved to, in answer to whether it was held: read to the last word, or asked about."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.dates import Calendar
from circles.domain.replies.other_times import Wish
from circles.domain.replies.put_off import moved_to
from circles.domain.replies.reading import read

NOW = datetime(2027, 1, 13, 9, tzinfo=UTC)  # a Wednesday
ASKED_ABOUT = date(2027, 1, 12)  # the Tuesday before
ANA = "ana@x.example"
FRIDAY = Wish(date(2027, 1, 15), time(17))
ASK = Wish()
ON_THE_DAY = NOW - timedelta(days=1)


def moved(text: str, language: str = "en", now: datetime = NOW) -> Wish | None:
    meets_at = datetime(2027, 1, 12, 10, tzinfo=UTC)
    members = (Member("Ana", ANA), Member("Bo", "bo@x.example"))
    context = Context(ANA, members, kind="recap-ask", language=language, meeting_starts_at=meets_at)
    said: Reading = read(Mail(sender=ANA, text=text, date=now), context, now)
    return moved_to(said, Calendar(now.date(), language), ASKED_ABOUT, "Ana")


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("We moved it to Friday", Wish(date(2027, 1, 15))),
        ("We moved it to Friday at 17:00.", Wish(date(2027, 1, 15), time(17))),
        ("No, we moved it to Tuesday", Wish(date(2027, 1, 19))),
        ("We've postponed the meeting to 20 January", Wish(date(2027, 1, 20))),
        ("Sorry, had to reschedule to 20/1, 18:00", Wish(date(2027, 1, 20), time(18))),
        ("Friday", Wish(date(2027, 1, 15))),
        ("15 January 17:00", Wish(date(2027, 1, 15), time(17))),
        ("No, Friday at 5pm instead", Wish(date(2027, 1, 15), time(17))),
        ("No. Friday at 5pm instead.", Wish(date(2027, 1, 15), time(17))),
        ("Didn't meet, next Tuesday instead", Wish(date(2027, 1, 19))),
        ("We didn't meet - 20 January, 18:00", Wish(date(2027, 1, 20), time(18))),
        ("We moved it", Wish()),
        ("No, Bo was ill on Friday", None),
        ("No, 2 people are on holiday", None),
        ("Yes, Friday at 5pm", None),
        ("Yes", None),
        ("We moved on to other topics", None),
        ("Friday we talked a lot", None),
        ("Ana will send the deck by Friday", None),
    ],
)
def test_where_a_meeting_was_moved_to_is_read_from_its_own_day(text: str, to: Wish | None) -> None:
    assert moved(text) == to


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Nein, Freitag um 17 Uhr stattdessen"),
        ("fr", "Non, vendredi à 17h plutôt"),
        ("es", "No, el viernes a las 17:00"),
        ("it", "No, venerdì alle 17:00 invece"),
        ("pt", "Não, sexta-feira às 17:00"),
        ("nl", "Nee, vrijdag om 17:00"),
        ("da", "Nej, fredag kl. 17.00 i stedet"),
        ("sv", "Nej, fredag kl 17:00 istället"),
        ("nb", "Nei, fredag kl. 17:00 i stedet"),
        ("fi", "Ei, perjantaina klo 17.00 sen sijaan"),
        ("pl", "Nie, w piątek o 17:00"),
    ],
)
def test_a_new_date_behind_a_no_is_read_in_the_language_of_the_person(language: str, text: str) -> None:
    assert moved(text, language) == FRIDAY


@pytest.mark.parametrize(
    "text",
    [
        "No, Friday at 17:00 instead, thanks",
        "No, this Friday 17:00, same place",
        "No, we'll do Friday at 5pm instead",
        "No, Fri. 5pm",
        "No, Fri., 15 Jan., 5 p.m. Thanks!",
        "No, 15.1. 17:00",
        "No, at 17:00 on Friday",
        "No, Friday at\n17:00",
        "No.\nFriday 17:00\nSee you!",
        "No, Friday at 17:00\n\nNext: Ana - send the deck - Monday",
        "No, Friday 17:00. Ana will send the deck by Monday.",
        "We moved it to Friday, 5pm, same place",
    ],
)
def test_a_day_and_an_hour_are_read_with_what_people_write_beside_them(text: str) -> None:
    assert moved(text) == FRIDAY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Nein, Fr. 17 Uhr"),
        ("de", "Nein, am 15.1. um 17 Uhr"),
        ("de", "Nein, am Freitag, den 15. Januar, um 17.00 Uhr, gleicher Ort"),
        ("de", "Wir haben uns nicht getroffen, stattdessen Freitag um 17 Uhr"),
        ("fr", "Non, plutôt ven. 15 janvier à 17 h, merci"),
        ("es", "No, mejor el viernes a las 17:00"),
        ("es", "No, 15 de enero, 17:00, mismo sitio, gracias"),
        ("it", "No, meglio venerdì alle 17, stesso posto"),
        ("pt", "Não, sexta às 17h em vez disso, obrigado"),
        ("nl", "Nee, vrijdag 15 jan. om 17:00"),
        ("nl", "Nee, vrijdag om 17 uur in plaats daarvan"),
        ("da", "Nej, den 15. januar kl. 17.00"),
        ("da", "Nej, fredag kl. 17 i stedet for"),
        ("sv", "Nej, fredag kl. 17 i stället"),
        ("nb", "Nei, heller fre. 15. jan. kl. 17, takk"),
        ("fi", "Ei, pe 15.1. klo 17, kiitos"),
        ("pl", "Nie, w piątek o 17 zamiast tego"),
        ("pl", "Nie, 15 stycznia o godz. 17, dzięki"),
    ],
)
def test_a_dot_ends_no_sentence_in_a_date_an_hour_or_a_short_word(language: str, text: str) -> None:
    assert moved(text, language) == FRIDAY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No, Friday 17-18"),
        ("en", "No, Friday afternoon"),
        ("en", "No, Friday, 17:00 Lisbon time"),
        ("en", "No, Bo can only do Friday"),
        ("en", "No, before Friday"),
        ("en", "No, not Tuesday but Friday"),
        ("en", "No, Friday. We start at 18:00 this time."),
        ("en", "No. Bo was ill. We'll try again on Friday."),
        ("en", "No Friday 17:00"),
        ("en", "No, Saturday 15 January"),
        ("en", "No, in two weeks"),
        ("en", "We moved it to Friday at Bo's place"),
        ("de", "Nein, nächsten Freitag"),
        ("fr", "Non, vendredi soir"),
        ("es", "No, el viernes a las 5 de la tarde"),
        ("pl", "Nie, w piątek wieczorem"),
    ],
)
def test_a_day_or_an_hour_among_words_not_understood_is_asked_about(language: str, text: str) -> None:
    assert moved(text, language) is not None
    assert moved(text, language).day is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No, on Tuesday"),
        ("en", "No, Tuesday at 17:00"),
        ("en", "Tuesday"),
        ("en", "No, 12 January"),
        ("en", "No, last Friday"),
        ("en", "No, yesterday"),
        ("de", "Nein, am Dienstag"),
        ("fr", "Non, vendredi dernier"),
        ("pl", "Nie, we wtorek"),
    ],
)
def test_the_day_asked_about_and_one_that_is_past_are_no_new_time(language: str, text: str) -> None:
    assert moved(text, language) is not None
    assert moved(text, language).day is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No, nobody had time on Tuesday"),
        ("en", "No, too busy this week"),
        ("en", "No. See you next month!"),
        ("en", "No. Ana will send the deck by Friday."),
        ("en", "We put Friday's notes in the folder"),
        ("de", "Nein, am Dienstag konnte keiner"),
        ("fr", "Non, personne ne pouvait mardi"),
    ],
)
def test_why_they_did_not_meet_is_no_new_time(language: str, text: str) -> None:
    assert moved(text, language) is None


@pytest.mark.parametrize(
    ("language", "text", "weeks"),
    [
        ("en", "We moved it by a week", 1),
        ("en", "No, we moved it by a week.", 1),
        ("en", "We moved it a week", 1),
        ("en", "We pushed it back by one week, same time", 1),
        ("en", "We postponed it for two weeks", 2),
        ("en", "We moved it by a fortnight", 2),
        ("en", "No, a week later", 1),
        ("en", "No, by a week", 1),
        ("de", "Nein, um eine Woche verschoben", 1),
        ("de", "Wir haben das Treffen um zwei Wochen verschoben", 2),
        ("fr", "Non, reportée d'une semaine", 1),
        ("es", "No, la aplazamos una semana", 1),
        ("it", "No, l'abbiamo spostata di due settimane", 2),
        ("pt", "Não, adiada uma semana", 1),
        ("nl", "Nee, we hebben het met een week verzet", 1),
        ("da", "Nej, udskudt to uger", 2),
        ("sv", "Nej, vi flyttade det en vecka", 1),
        ("nb", "Nei, utsatt en uke", 1),
        ("fi", "Ei, siirsimme kahdella viikolla", 2),
        ("pl", "Nie, przełożyliśmy o tydzień", 1),
    ],
)
def test_what_was_moved_by_so_many_weeks_keeps_its_weekday(language: str, text: str, weeks: int) -> None:
    to = ASKED_ABOUT + timedelta(weeks=weeks)
    assert moved(text, language) == moved(text, language, ON_THE_DAY) == Wish(to)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No, in two weeks"),
        ("en", "We'll meet in two weeks"),
        ("de", "Nein, in zwei Wochen"),
        ("fr", "Non, dans deux semaines"),
        ("nl", "Nee, over twee weken"),
        ("pl", "Nie, za dwa tygodnie"),
    ],
)
def test_in_so_many_weeks_is_plain_where_it_was_written_on_the_weekday_of_the_meeting(
    language: str, text: str
) -> None:
    assert moved(text, language, ON_THE_DAY) == Wish(date(2027, 1, 26))
    assert moved(text, language) == ASK


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "We moved it by about a week"),
        ("en", "We moved it by three days"),
        ("en", "We moved it by a month"),
        ("en", "We moved it forward a week"),
        ("en", "We moved it a week earlier"),
        ("en", "No, we'll try again in two weeks"),
        ("en", "No. Bo is ill. In two weeks."),
        ("en", "No, two weeks"),
        ("de", "Nein, leider auf nächste Woche verschoben"),
        ("de", "Nein, etwa eine Woche verschoben"),
        ("de", "Nein, nächste Woche"),
    ],
)
def test_how_far_it_was_moved_is_asked_about_where_no_day_is_plain(language: str, text: str) -> None:
    assert moved(text, language, ON_THE_DAY) == ASK


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No, Bo is away for two weeks"),
        ("en", "No. Ana will send the deck in two weeks."),
        ("de", "Nein, Bo war zwei Wochen im Urlaub"),
        ("fr", "Non, Bo était en voyage de 2 semaines"),
    ],
)
def test_so_many_weeks_of_something_else_are_no_new_time(language: str, text: str) -> None:
    assert moved(text, language, ON_THE_DAY) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hi all,\nwe moved it to Friday 17:00"),
        ("en", "hi ana,\nwe moved it to friday 17:00"),
        ("en", "Hello,\nfriday 17:00"),
        ("en", "Hi,\nno, friday 17:00"),
        ("en", "hi\nno\nfriday 17:00"),
        ("en", "Hi Ana, no, Friday 17:00"),
        ("en", "Hi, Friday 17:00"),
        ("en", "Thanks,\nno, friday 17:00"),
        ("en", "Good morning everyone,\nfriday 17:00\nThanks"),
        ("de", "Hallo Ana,\nnein, freitag 17 Uhr"),
        ("fr", "Bonjour,\nnon, vendredi à 17h"),
        ("sv", "Hej,\nnej, fredag kl 17:00"),
    ],
)
def test_a_greeting_takes_no_plain_date_away(language: str, text: str) -> None:
    assert moved(text, language) == FRIDAY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No.\n\nSee you all in two weeks"),
        ("en", "No\n\nSee you all in four weeks"),
        ("en", "No, sorry. See you in two weeks!"),
        ("en", "No\n\nThanks, see you in two weeks"),
        ("en", "No, Bo was ill, see you in 2 weeks, same time"),
        ("en", "No. See you in a month!"),
        ("en", "No, we'll see each other in two weeks"),
        ("de", "Nein. Wir sehen uns in zwei Wochen"),
        ("de", "Nein, bis in zwei Wochen!"),
        ("fr", "Non. On se voit dans deux semaines"),
        ("fr", "Non, à dans deux semaines"),
        ("es", "No, nos vemos en dos semanas"),
        ("es", "No. Hasta dentro de dos semanas"),
        ("it", "No, ci vediamo tra due settimane"),
        ("pt", "Não. Até daqui a duas semanas"),
        ("pt", "Não, vemo-nos em duas semanas"),
        ("nl", "Nee, tot over twee weken"),
        ("da", "Nej, vi ses om tre uger"),
        ("sv", "Nej, vi ses om två veckor"),
        ("nb", "Nei. Vi ses om to uker!"),
        ("fi", "Ei. Nähdään kahden viikon päästä"),
        ("pl", "Nie, do zobaczenia za dwa tygodnie"),
    ],
)
def test_a_farewell_until_some_weeks_from_now_moves_nothing(language: str, text: str) -> None:
    assert moved(text, language, ON_THE_DAY) is None
    assert moved(text, language) is None


@pytest.mark.parametrize(
    ("text", "to"),
    [
        ("No, see you all Friday 17:00", FRIDAY),
        ("No, see you Friday 17:00", ASK),
        ("No, see you in two weeks instead", ASK),
        ("We moved it. See you in two weeks", ASK),
        ("No, we moved it by two weeks. See you in two weeks", Wish(date(2027, 1, 26))),
        ("No, in two weeks. See you then!", Wish(date(2027, 1, 26))),
        ("No. See you in two weeks on Friday", ASK),
    ],
)
def test_a_farewell_with_a_day_or_beside_a_move_is_read_as_before(text: str, to: Wish) -> None:
    assert moved(text, "en", ON_THE_DAY) == to


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sorry for the late reply,\nwe moved it to Friday 17:00"),
        ("en", "Sorry for the late reply, we moved it to Friday 17:00"),
        ("de", "Sorry für die späte Antwort,\nverschoben auf Freitag 17 Uhr"),
        ("fr", "Désolée pour la réponse tardive,\nreportée à vendredi 17h"),
        ("es", "Perdón por la respuesta tardía,\nel viernes a las 17:00"),
    ],
)
def test_a_new_date_is_read_behind_an_apology(language: str, text: str) -> None:
    assert moved(text, language) == FRIDAY


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No, see you next week"),
        ("de", "Nein, bis nächste Woche"),
        ("fr", "Non, à la semaine prochaine"),
        ("es", "No, hasta la semana que viene"),
        ("it", "No, alla prossima settimana"),
        ("pt", "Não, até à próxima semana"),
        ("nl", "Nee, tot volgende week"),
        ("da", "Nej, vi ses næste uge"),
        ("sv", "Nej, vi ses nästa vecka"),
        ("nb", "Nei, vi ses neste uke"),
        ("fi", "Ei, nähdään ensi viikolla"),
        ("pl", "Nie, do zobaczenia w przyszłym tygodniu"),
    ],
)
def test_a_farewell_till_next_week_moves_nothing_and_asks_nothing(language: str, text: str) -> None:
    assert moved(text, language) is None


@pytest.mark.parametrize("text", ["No, next week", "No, next week instead", "We moved it to next week"])
def test_next_week_is_asked_about_where_it_may_be_the_new_time(text: str) -> None:
    assert moved(text) == ASK


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Wir haben es auf Freitag 17 Uhr verschoben"),
        ("de", "Nein, wir haben das Treffen auf Freitag, den 15.1., 17:00 verlegt."),
        ("de", "Hallo Bo, wir mussten es leider auf Freitag um 17 Uhr verschieben - Ana"),
        ("fr", "On l'a reportée à vendredi 17h"),
        ("fr", "On a dû reporter la réunion au vendredi 15 janvier à 17 heures"),
        ("es", "La hemos aplazado al viernes a las 17:00"),
        ("es", "Lo movimos al viernes a las 17"),
        ("it", "L'abbiamo spostata a venerdì alle 17"),
        ("pt", "Adiámos a reunião para sexta-feira às 17:00"),
        ("pt", "Tivemos de adiar para sexta às 17h"),
        ("nl", "We hebben het verzet naar vrijdag 17 uur"),
        ("nl", "We hebben het naar vrijdag om 17 uur verplaatst"),
        ("da", "Vi har flyttet mødet til fredag kl. 17.00"),
        ("sv", "Vi flyttade det till fredag kl 17, tack"),
        ("nb", "Vi har utsatt møtet til fredag kl. 17"),
        ("fi", "Siirsimme tapaamisen perjantaille klo 17"),
        ("pl", "Przełożyliśmy spotkanie na piątek na 17:00"),
    ],
)
def test_a_sentence_that_says_where_to_it_was_moved_is_read_in_every_language(
    language: str, text: str
) -> None:
    assert moved(text, language) == FRIDAY


@pytest.mark.parametrize(
    ("language", "text", "to"),
    [
        ("de", "Wir haben es verschoben", ASK),
        ("de", "Wir haben es auf nächste Woche verschoben", ASK),
        ("pl", "Przełożyliśmy spotkanie na piątek na 17", ASK),
        ("de", "Wir haben es nicht auf Freitag verschoben", None),
        ("de", "Wir haben Bos Vortrag auf Freitag verschoben", None),
        ("de", "Wir könnten es auf Freitag 17 Uhr verschieben", None),
        ("nb", "Jeg har flyttet til Oslo", None),
        ("nl", "We reported on Friday", None),
    ],
)
def test_what_may_be_no_move_to_a_plain_day_abroad_moves_nothing(
    language: str, text: str, to: Wish | None
) -> None:
    assert moved(text, language) == to


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Haben wir es auf Freitag verschoben"),
        ("de", "Haben wir das Treffen auf Freitag verschoben"),
        ("de", "Nein. Haben wir es auf Freitag verschoben"),
        ("de", "Wurde es auf Freitag verschoben"),
        ("sv", "Har vi flyttat det till fredag"),
        ("sv", "Flyttade vi det till fredag"),
        ("da", "Har vi flyttet det til fredag"),
        ("nb", "Har vi flyttet det til fredag"),
        ("nl", "Hebben we het verzet naar vrijdag"),
        ("nl", "Hebben we het naar vrijdag verzet"),
        ("fi", "Siirsimmekö sen perjantaille"),
        ("de", "Wir haben es auf Freitag verschoben. Das war letzte Woche."),
        ("de", "Auf Freitag verschoben. Dann abgesagt."),
        ("de", "Wir haben es auf Freitag verschoben. Bo war krank."),
        ("en", "We moved it to Friday. Then cancelled."),
        ("en", "We moved it to Friday. That was last week."),
    ],
)
def test_a_question_without_its_mark_or_a_move_that_is_taken_back_is_asked_about(
    language: str, text: str
) -> None:
    assert moved(text, language) == ASK


@pytest.mark.parametrize(
    "text",
    [
        "Alle waren da. Wir haben es auf Freitag verschoben",
        "Ja, wir haben uns getroffen. Wir haben es auf Freitag verschoben",
    ],
)
def test_nothing_moves_where_it_is_in_doubt_whether_they_met(text: str) -> None:
    assert moved(text, "de") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Hallo zusammen,\n\nwir haben es auf Freitag 17 Uhr verschoben.\n\nViele Grüße\nAna"),
        ("de", "Nein, leider nicht. Leider haben wir es auf Freitag 17 Uhr verschoben. Danke!"),
        ("de", "Wir haben uns nicht getroffen. Wir haben es auf Freitag 17 Uhr verschoben."),
        ("pt", "Não. Adiámos a reunião para sexta-feira às 17:00. Obrigado!"),
        ("en", "Bo cancelled. We moved it to Friday 17:00."),
    ],
)
def test_a_no_and_what_is_kind_beside_a_move_leave_it_as_it_is(language: str, text: str) -> None:
    assert moved(text, language) == FRIDAY


@pytest.mark.parametrize(
    ("language", "move", "ends"),
    [
        (
            "de",
            "Nein, verschoben auf Freitag 17 Uhr",
            "Bis dann!|Bis bald!|Danke und bis Freitag!|Bis Freitag um 17 Uhr!",
        ),
        (
            "de",
            "Nein, verschoben auf Freitag 17 Uhr",
            "Viele Grüße, Ana|LG Ana|Bis dann, Ana|Ana|Schönen Abend!",
        ),
        ("de", "Nein, verschoben auf Freitag 17 Uhr", "Euch noch eine schöne Woche!|Ich freue mich!"),
        (
            "fr",
            "Non, reporté à vendredi 17h",
            "À bientôt !|À vendredi !|Cordialement, Ana|Bon week-end|Bonne soirée",
        ),
        (
            "es",
            "No, movido al viernes a las 17:00",
            "¡Nos vemos!|Hasta el viernes|Saludos, Ana|Buen fin de semana",
        ),
        (
            "it",
            "No, spostato a venerdì alle 17",
            "Ci vediamo venerdì!|A presto|Un saluto, Ana|Buona giornata a tutti",
        ),
        ("pt", "Não, adiado para sexta-feira às 17:00", "Até lá!|Até sexta!|Um abraço, Ana|Boa semana!"),
        ("nl", "Nee, verzet naar vrijdag 17 uur", "Tot dan!|Tot vrijdag!|Groet, Ana|Fijne dag!"),
        ("da", "Nej, flyttet til fredag kl. 17", "Vi ses!|Vi ses på fredag!|Mvh Ana|God weekend!"),
        ("sv", "Nej, flyttat till fredag kl 17", "Vi ses!|Vi ses på fredag!|Hälsningar, Ana|Ha det bra!"),
        ("nb", "Nei, utsatt til fredag kl 17", "Vi ses da!|Hilsen Ana|God helg!|Gleder meg!"),
        (
            "fi",
            "Ei, siirretty perjantaille klo 17",
            "Nähdään!|Nähdään perjantaina!|Terveisin Ana|Hyvää viikonloppua!",
        ),
        (
            "pl",
            "Nie, przełożone na piątek 17:00",
            "Do zobaczenia!|Do zobaczenia w piątek!|Pozdrawiam, Ana|Miłego dnia!",
        ),
    ],
)
def test_a_farewell_a_wish_and_a_closing_leave_a_move_as_it_is(language: str, move: str, ends: str) -> None:
    for end in ends.split("|"):
        assert moved(f"{move}. {end}", language) == FRIDAY, end


@pytest.mark.parametrize(
    "below",
    [
        "Ich nehme mit: fragen hilft. Zuhören auch.",
        "Gedanke: Geduld hilft",
        "Kreis: Bringt Fragen mit",
        "Ort: Café Kranz",
        "Pause",
        "Undo",
        "Kreis: Geht Freitag bei allen?",
        "Gedanke: Freitag steht noch nicht fest",
        "Nächste Schritte:\n- Bo: schickt die Folien bis Dienstag",
    ],
)
def test_a_move_beside_words_under_a_label_or_a_command_is_asked_about(below: str) -> None:
    assert moved(f"Nein. Verschoben auf Freitag 17 Uhr.\n\n{below}", "de") == Wish(None, time(17))


def test_a_move_beside_an_undo_is_asked_about() -> None:
    assert moved("No, moved to Friday 5pm.\n\nUndo", "en") == Wish(None, time(17))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Nein, verschoben auf Freitag 17 Uhr. Bis Montag!"),
        ("de", "Nein, verschoben auf Freitag 17 Uhr. Bis Freitag 18 Uhr!"),
        ("de", "Nein, verschoben auf Freitag 17 Uhr. Bis nächste Woche!"),
        ("de", "Nein, verschoben auf Freitag 17 Uhr. Bis Bo wieder kann."),
        ("de", "Nein, verschoben auf Freitag 17 Uhr. Wir sehen uns nicht mehr."),
        ("de", "Nein, verschoben auf Freitag 17 Uhr. Viele Grüße, Bo"),
        ("de", "Nein, verschoben auf Freitag 17 Uhr.\n\nIch nehme mit: dann wurde es abgesagt"),
        ("da", "Nej, flyttet til fredag kl. 17. Vi ses ikke."),
        ("nl", "Nee, verzet naar vrijdag 17 uur. Tot dan toe afgezegd."),
        ("fi", "Ei, siirretty perjantaille klo 17. Nähdään maanantaina!"),
    ],
)
def test_what_is_more_than_a_farewell_beside_a_move_is_asked_about(language: str, text: str) -> None:
    assert moved(text, language) == Wish(None, time(17))
