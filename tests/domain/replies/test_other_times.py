"""Which times suit or are wished for, where a meeting moved to, whether one was there: in people's words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.dates import Calendar
from circles.domain.replies.other_times import Wish, wish
from circles.domain.replies.reading import read
from circles.domain.words import Rsvp

NOW = datetime(2027, 1, 13, 9, tzinfo=UTC)  # a Wednesday
TODAY = Calendar(NOW.date())
SLOTS = tuple((n, NOW) for n in (1, 2, 3))
ANA = "ana@x.example"


def reading(
    text: str, kind: str, follow_ups: tuple[tuple[int, str], ...] = (), language: str = "en"
) -> Reading:
    context = Context(
        writer=ANA,
        members=(Member("Ana", ANA), Member("Bo", "bo@x.example")),
        kind=kind,
        slots=SLOTS if kind == "move-poll" else (),
        follow_ups=follow_ups,
        language=language,
        meeting_starts_at=datetime(2027, 1, 12, 10, tzinfo=UTC),
    )
    return read(Mail(sender=ANA, text=text, date=NOW), context, NOW)


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1 3", "1 3"),
        ("1,3", "1 3"),
        ("1 and 3", "1 3"),
        ("1 & 3 please", "1 3"),
        ("#1 and #3", "1 3"),
        ("1) and 3)", "1 3"),
        ("1 or 2", "1 2"),
        ("Yes, 1 and 3", "1 3"),
        ("1 and 3 work for me", "1 3"),
        ("Option 2 please", "2"),
        ("2 works best", "2"),
        ("Only 2", "2"),
        ("I can do 1 and 3", "1 3"),
        ("the first two", "1 2"),
        ("first and third", "1 3"),
        ("the last one", None),
        ("1 yes, 2 no, 3 yes", "1 3"),
        ("1\n3", "1 3"),
        ("all", "1 2 3"),
        ("Any of them", "1 2 3"),
        ("all but 2", "1 3"),
        ("None", ""),
        ("none of them", ""),
        ("None of these work for me, sorry", ""),
        ("no 2", None),
        ("not 2", None),
        ("1 and 3 don't work", None),
        ("1-3", "1 2 3"),
        ("3-1", None),
        ("1st or 3rd", "1 3"),
        ("the 2nd", "2"),
        ("the first", "1"),
        ("any but 2", "1 3"),
        ("10-12", None),
        ("17:00", None),
        ("1?", None),
    ],
)
def test_a_poll_is_answered_in_many_shapes_and_never_by_a_guess(text: str, chosen: str | None) -> None:
    said = [" ".join(each.args) for each in reading(text, "move-poll").commands]
    assert said == ([] if chosen is None else [chosen])


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Wednesday works for me", "1"),
        ("Wed or Fri", "1 2"),
        ("only Friday, please", "2"),
        ("Saturday", None),  # two of the times are on one
        ("Monday", None),
        ("not Wednesday", None),
        ("I can't on Wednesday", None),
    ],
)
def test_a_weekday_stands_for_the_one_time_on_it(text: str, chosen: str | None) -> None:
    days = (NOW, NOW + timedelta(days=2), NOW + timedelta(days=3), NOW + timedelta(days=3, hours=2))
    context = Context(writer=ANA, kind="move-poll", slots=tuple(enumerate(days, 1)))
    found = read(Mail(sender=ANA, text=text, date=NOW), context, NOW)
    assert [" ".join(each.args) for each in found.commands] == ([] if chosen is None else [chosen])


@pytest.mark.parametrize(
    ("language", "text", "chosen"),
    [
        ("en", "Sorry, Friday", None),
        ("en", "Friday, I'm afraid", None),
        ("de", "Leider Freitag", None),
        ("fr", "Désolé, vendredi", None),
        ("da", "Desværre fredag", None),
        ("pl", "Niestety piątek", None),
        ("en", "Sorry, only Friday", "2"),
        ("en", "Sorry for the delay, Friday", "2"),
        ("de", "Freitag, danke", "2"),
    ],
)
def test_a_bare_day_beside_a_regret_is_asked_about(language: str, text: str, chosen: str | None) -> None:
    slots = ((1, NOW), (2, NOW + timedelta(days=2)))
    context = Context(writer=ANA, kind="move-poll", slots=slots, language=language)
    found = read(Mail(sender=ANA, text=text, date=NOW), context, NOW)
    assert [" ".join(each.args) for each in found.commands] == ([] if chosen is None else [chosen])
    assert found.unsure is (chosen is None)


@pytest.mark.parametrize(
    "kind",
    [
        *(
            "Thanks all",
            "Thanks, all!",
            "Thank you all,\nAna",
            "Cheers all",
            "Thanks so much all",
            "Sorry all",
        ),
        *("All best, Ana", "All best,\nAna", "Thanks everyone"),
    ],
)
def test_thanks_to_all_choose_nothing(kind: str) -> None:
    assert not reading(kind, "move-poll").commands
    for answer, chosen in (("2", "2"), ("None", ""), ("All", "1 2 3")):
        found = reading(f"{answer}\n\n{kind}", "move-poll")
        assert [" ".join(each.args) for each in found.commands] == [chosen]


@pytest.mark.parametrize(("line", "chosen"), [("2", "2"), ("None", "")])
@pytest.mark.parametrize("kind", ["Thanks all", "Thank you all", "Sorry all", "Thanks everyone"])
def test_a_choice_right_below_thanks_to_all_is_read(kind: str, line: str, chosen: str) -> None:
    assert [" ".join(each.args) for each in reading(f"{kind}\n{line}", "move-poll").commands] == [chosen]


@pytest.mark.parametrize(
    "text", ["All, thanks", "Thanks, all work", "Thanks! All.", "All of them, thanks all"]
)
def test_all_beside_thanks_are_all(text: str) -> None:
    assert [each.args for each in reading(text, "move-poll").commands] == [("1", "2", "3")]


@pytest.mark.parametrize("text", ["2 9", "1\nnone", "No"])
def test_what_was_not_offered_or_contradicts_itself_is_asked_about(text: str) -> None:
    assert reading(text, "move-poll").unsure


@given(st.text(max_size=40))
def test_words_choose_only_what_was_offered(text: str) -> None:
    for each in reading(text, "move-poll").commands:
        if each.name == "slots":
            assert set(each.args) <= {"1", "2", "3"}


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("Move", Wish()),
        ("Move Thu 17:00", Wish(date(2027, 1, 28), time(17))),
        ("Move to Thursday at 5pm", Wish(date(2027, 1, 28), time(17))),
        ("Move the meeting to Wednesday", Wish(date(2027, 1, 27))),
        ("Move it to 14 January 17:30", Wish(date(2027, 1, 14), time(17, 30))),
        ("Move 14 January", Wish(date(2027, 1, 14))),
        ("Move tomorrow noon", Wish(date(2027, 1, 14), time(12))),
        ("Move to next Thursday, 9:15", Wish(date(2027, 1, 14), time(9, 15))),
    ],
)
def test_a_wish_for_another_time_is_read_with_its_day_and_hour(text: str, wished: Wish) -> None:
    """A bare weekday is the one nearest to the meeting, which is on Tuesday the 26th."""
    found = reading(text, "topic")
    [move] = found.commands
    assert wish(found, move, TODAY, date(2027, 1, 26)) == wished


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("de", "Verschiebe Do 17:00|Verschieben auf Donnerstag 17 Uhr"),
        ("fr", "Déplacer jeu 17:00|Reporter à jeudi 17h"),
        ("es", "Mover jue 17:00|Aplazar al jueves 17:00"),
        ("it", "Sposta gio 17:00|Spostare a giovedì alle 17:00"),
        ("pt", "Mover qui 17:00|Adiar para quinta 17:00"),
        ("nl", "Verplaats do 17:00|Verzetten naar donderdag 17:00"),
        ("da", "Flyt tors 17:00|Flyt til torsdag kl. 17.00"),
        ("sv", "Flytta tors 17:00|Flytta till torsdag kl. 17:00"),
        ("nb", "Flytt tor 17:00|Flytt til torsdag kl. 17:00"),
        ("fi", "Siirrä to 17:00|Siirrä torstai klo 17.00|Siirrä torstaihin 17:00"),
        ("pl", "Przesuń czw 17:00|Przełóż na czwartek 17:00"),
    ],
)
def test_a_weekday_is_near_the_meeting_in_any_language(language: str, texts: str) -> None:
    for text in texts.split("|"):
        found = read(Mail(sender=ANA, text=text, date=NOW), Context(ANA, (), language=language), NOW)
        calendar = Calendar(NOW.date(), language)
        (move,) = found.commands
        assert wish(found, move, calendar, date(2027, 1, 26)) == Wish(date(2027, 1, 28), time(17)), text


@pytest.mark.parametrize("text", ["Move to next week", "Move to the end of the month", "Move it to eow"])
def test_a_week_without_a_day_names_none(text: str) -> None:
    found = reading(text, "invite")
    assert wish(found, found.commands[0], TODAY, date(2027, 1, 19)).day is None


@pytest.mark.parametrize(
    ("text", "chosen"), [("Yes", "1"), ("Yes, it works", "1"), ("No", ""), ("Maybe", None)]
)
def test_the_one_time_that_is_offered_takes_a_yes_or_no(text: str, chosen: str | None) -> None:
    context = Context(writer=ANA, kind="move-poll", slots=SLOTS[:1])
    found = read(Mail(sender=ANA, text=text, date=NOW), context, NOW)
    assert [" ".join(each.args) for each in found.commands] == ([] if chosen is None else [chosen])


def test_a_bare_weekday_that_is_past_is_that_of_the_next_week() -> None:
    found = reading("Move Monday 9am", "topic")
    assert wish(found, found.commands[0], TODAY, date(2027, 1, 14)) == Wish(date(2027, 1, 18), time(9))


def test_an_hour_says_that_the_meeting_is_meant_and_not_the_follow_up_shown() -> None:
    shown = ((1, "send the deck"),)
    assert reading("Move Friday", "topic", shown).commands[0].args == ("1", "2027-01-15")
    for text in ("Move Friday 17:00", "Move the meeting to Friday"):
        assert reading(text, "topic", shown).commands[0].args == ("2027-01-15",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Yes", "came"),
        ("Yes, I was there", "came"),
        ("I came a bit late", "came"),
        ("No", "missed"),
        ("No, I was ill", "missed"),
        ("I couldn't make it, sorry", "missed"),
        ("I missed it", "missed"),
        ("Maybe", None),
        ("I don't remember", None),
        ("Was I there?", None),
    ],
)
def test_whether_one_was_there_is_ones_own_word(text: str, told: str | None) -> None:
    found = reading(text, "conflict")
    assert dict(found.attendance) == ({ANA: told} if told else {})
    assert found.rsvp is None


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "Ich war leider nicht da", "missed"),
        ("de", "Ich war da", "came"),
        ("pt", "Não pude ir", "missed"),
        ("fr", "Je n'étais pas là", "missed"),
        ("es", "No estuve", "missed"),
        ("it", "Non c'ero", "missed"),
        ("nl", "Ik was er", "came"),
        ("fr", "J'étais là", "came"),
        ("it", "C'ero", "came"),
    ],
)
def test_whether_one_was_there_is_no_answer_to_the_next_invite_in_any_language(
    language: str, text: str, told: str
) -> None:
    found = reading(text, "conflict", language=language)
    assert dict(found.attendance) == {ANA: told}
    assert found.rsvp is None


@pytest.mark.parametrize(
    ("language", "text", "told", "rsvp"),
    [
        ("en", "I was there!", "came", None),
        ("en", "I was there on Tuesday", "came", None),
        ("en", "I did come to the meeting", "came", None),
        ("en", "No, I was there", "came", None),
        ("en", "I couldn't make it, sorry", "missed", None),
        ("en", "Sorry I missed it. See you on Tuesday", "missed", Rsvp.YES),
        ("de", "Ja, ich war da", "came", None),
        ("fr", "J'étais là", "came", None),
        ("es", "No pude ir", "missed", None),
        ("da", "Jeg kunne ikke komme", "missed", None),
        ("pl", "Byłam", "came", None),
        ("en", "I'm there", None, Rsvp.YES),
        ("en", "Yes, I'll be there", None, Rsvp.YES),
        ("en", "I can't make it", None, Rsvp.NO),
        ("de", "Ich bin dabei", None, Rsvp.YES),
        ("da", "Jeg kan ikke komme", None, Rsvp.NO),
        ("en", "I couldn't make it, but I may come in March", None, None),
    ],
)
def test_who_is_told_what_they_missed_may_say_that_they_were_there_or_come_next_time(
    language: str, text: str, told: str | None, rsvp: Rsvp | None
) -> None:
    found = reading(text, "catch-up", language=language)
    assert (dict(found.attendance), found.rsvp) == ({ANA: told} if told else {}, rsvp)


@pytest.mark.parametrize(
    ("language", "text", "told", "rsvp"),
    [
        ("en", "I was there!", "came", None),
        ("en", "No, I was there", "came", None),
        ("it", "C'ero anch'io", "came", None),
        ("nl", "Ja, ik was er", "came", None),
        ("en", "I'm there", None, Rsvp.YES),
        ("en", "I can't come, I missed the train", None, Rsvp.NO),
        ("en", "My thought: I was there when it broke", None, None),
        ("en", "I was there when it broke", None, None),
        ("en", "Was I there?", None, None),
        ("fr", "Je suis là", None, Rsvp.YES),
    ],
)
def test_in_answer_to_a_topic_only_so_many_words_say_that_one_was_at_the_meeting_before(
    language: str, text: str, told: str | None, rsvp: Rsvp | None
) -> None:
    found = reading(text, "topic", language=language)
    assert (dict(found.attendance), found.rsvp) == ({ANA: told} if told else {}, rsvp)


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("de", "Ich war dabei.", "came"),
        ("fr", "J’étais là !", "came"),
        ("fr", "j'etais la", "came"),
        ("fr", "Moi aussi, j'y étais, merci", "came"),
        ("es", "Yo también estuve", "came"),
        ("it", "C'ero", "came"),
        ("it", "c'ero anch'io", "came"),
        ("it", "ero presente", "came"),
        ("pt", "Eu estive lá", "came"),
        ("nl", "Ik was erbij", "came"),
        ("da", "Jeg var med", "came"),
        ("sv", "Jag var där", "came"),
        ("nb", "Jeg deltok", "came"),
        ("fi", "Olin paikalla", "came"),
        ("pl", "Byłam na spotkaniu", "came"),
        ("fr", "Je n'étais pas là", "missed"),
        ("fr", "J'étais pas là", "missed"),
        ("it", "Non c'ero", "missed"),
        ("it", "Non ci sono stata", "missed"),
        ("es", "No estuve", "missed"),
        ("pt", "Não fui", "missed"),
        ("pl", "Nie byłam", "missed"),
        ("fi", "En ollut paikalla", "missed"),
        ("fr", "Je serai là", None),
        ("it", "Ci sarò", None),
        ("es", "Fui al médico", None),
        ("fr", "J'étais là ?", None),
        ("fr", "Je crois que j'étais là", None),
        ("it", "C'ero la scorsa stagione", None),
        ("fr", "J'étais là la dernière fois", None),
    ],
)
def test_that_one_was_there_is_read_from_a_recap_in_any_language_and_nothing_near_it(
    language: str, text: str, told: str | None
) -> None:
    found = reading(text, "recap-ask", language=language)
    assert (dict(found.attendance), found.rsvp) == ({ANA: told} if told else {}, None)
