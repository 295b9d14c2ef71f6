"""What people write beside a command or an answer, and what changes nothing of it."""

import pytest

from circles.domain.replies import Context, Mail, Member
from circles.domain.replies.reading import read
from circles.domain.replies.segments import segments
from circles.domain.words import Attendance, Rsvp
from tests.domain.replies.test_labels import commands, said
from tests.domain.replies.test_reading import MEMBERS, NOW

BESIDE = {
    "en": ("please", "sorry", "thanks a lot"),
    "de": ("bitte", "tut mir leid", "danke"),
    "fr": ("s'il vous plaît", "désolée", "merci"),
    "es": ("por favor", "lo siento", "gracias"),
    "it": ("per favore", "mi dispiace", "grazie"),
    "pt": ("por favor", "desculpem", "obrigada"),
    "nl": ("alsjeblieft", "het spijt me", "bedankt"),
    "da": ("tak", "beklager", "desværre"),
    "sv": ("tack", "förlåt", "tyvärr"),
    "nb": ("takk", "beklager", "dessverre"),
    "fi": ("kiitos", "anteeksi", "valitettavasti"),
    "pl": ("proszę", "przepraszam", "dzięki"),
}


@pytest.mark.parametrize("language", BESIDE)
@pytest.mark.parametrize("line", ["{}, {kind}", "{}. {kind}!", "{} - {kind}", "{kind}, {}", "{} {kind}"])
def test_a_courtesy_beside_a_command_changes_nothing_of_it(language: str, line: str) -> None:
    for kind in BESIDE[language]:
        for command in ("Help", "Done 1", "Pause", "Leave", "Undo"):
            told = commands(line.format(command, kind=kind), language)
            assert told == commands(command, language), line.format(command, kind=kind)


@pytest.mark.parametrize(
    ("language", "wish"),
    [
        ("de", "Schönes Wochenende!"),
        ("fr", "Bonne soirée à tous"),
        ("es", "Que tengáis un buen día"),
        ("it", "Buona giornata"),
        ("pt", "Boa semana"),
        ("nl", "Fijne dag!"),
        ("da", "Ha en god dag"),
        ("sv", "Trevlig helg"),
        ("nb", "God helg"),
        ("fi", "Hyvää viikonloppua"),
        ("pl", "Miłego dnia"),
    ],
)
def test_a_wish_that_a_mail_ends_with_changes_nothing_of_what_stands_before_it(
    language: str, wish: str
) -> None:
    for command in ("Help", "Done 1", "Pause"):
        assert commands(f"{command}. {wish}", language) == commands(command, language)


@pytest.mark.parametrize(
    "text", ["Undo, Ana", "Undo - Ana", "“Undo”", "*Undo*", "(Undo)", "Hi Bo, Undo", "Hi, Undo"]
)
def test_the_writers_name_a_greeting_and_quotation_marks_change_nothing(text: str) -> None:
    assert commands(text, "en") == [("undo",)]


def test_a_swap_is_with_who_is_named_and_not_with_who_signs() -> None:
    assert commands("Swap Bo, thanks", "en") == commands("Swap Bo - Ana", "en") == commands("Swap Bo", "en")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("No, Ana", Rsvp.NO),
        ("yes - Ana", Rsvp.YES),
        ("Sorry, maybe", Rsvp.MAYBE),
        ("Sorry for the late reply,\nyes", Rsvp.YES),
        ("No, Bo", None),
    ],
)
def test_an_answer_is_read_beside_an_apology_and_the_writers_name(text: str, answer: Rsvp | None) -> None:
    assert said(text, "en").rsvp is answer


def test_a_command_is_read_below_a_line_that_is_a_courtesy() -> None:
    assert commands("Thanks for the reminder.\nUndo", "en") == [("undo",)]


def test_a_keyword_right_behind_a_greeting_is_read() -> None:
    assert said("Hi Bo, Missed: Carl", "en", "recap-ask").attendance


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Everyone came thanks"),
        ("en", "Everyone came, sorry!"),
        ("en", "Everyone came - Ana"),
        ("de", "Alle waren da, danke"),
        ("de", "Alle waren da - Ana"),
        ("fi", "Kaikki olivat paikalla, kiitos"),
        ("pl", "Wszyscy byli, dzięki"),
    ],
)
def test_that_all_came_is_read_beside_a_courtesy_and_the_writers_name(language: str, text: str) -> None:
    found = said(text, language, "recap-ask")
    assert set(found.attendance.values()) == {Attendance.CAME}
    assert found.everyone


def test_an_apology_that_tells_of_somebody_is_no_courtesy_beside_that_all_came() -> None:
    found = said("Everyone came. Sorry that Bo couldn't make it.", "en", "recap-ask")
    assert "bo@example.org" not in found.attendance
    assert found.unsure


@pytest.mark.parametrize(
    ("language", "text", "command"),
    [
        ("de", "Hallo Ana, Keine Zeit", "busy"),
        ("de", "Hallo Ana, Wechseln", "move"),
        ("fr", "Bonjour Ana, Quitter", "leave"),
        ("pl", "Cześć Ana, Brak Czasu", "busy"),
    ],
)
def test_how_somebody_is_is_read_right_behind_a_greeting(language: str, text: str, command: str) -> None:
    assert [each.name for each in said(text, language, "check-in").commands] == [command]


@pytest.mark.parametrize("name", ["Ana", "Ana Meadow"])
def test_a_name_is_known_of_who_has_no_circle_yet(name: str) -> None:
    context = Context("eva@example.org", kind="seat", name=name)
    found = read(Mail(sender="eva@example.org", text=f"No, {name}", date=NOW), context, NOW)
    assert [each.name for each in found.commands] == ["decline"]
    assert not found.unsure


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Hallo Ana, Keine", ["Keine"]),
        ("Bonjour Ana, Aucune", ["Aucune"]),
        ("Cześć Ana, Żaden", ["Żaden"]),
        ("Cześć Ana, Tak", ["Tak"]),
        ("Hallo Ana, Bo", []),
        ("Hej Bo, Inga", []),  # a name as well
    ],
)
def test_a_greeting_takes_names_and_no_word_that_none_suits(text: str, lines: list[str]) -> None:
    assert [each.text for each in segments(text)] == lines


SWALLOWS = [
    ("en", "ask", "Yes, sorry that was not me"),
    ("en", "ask", "No, that's fine"),
    ("en", "invite", "Yes, thanks for asking but no"),
    ("en", "invite", "Yes, thanks for asking but I can't"),
    ("en", "invite", "Yes, that's ok but I'll miss it"),
    ("en", "invite", "Yes, sorry that I can't come"),
    ("en", "invite", "Yes, that's fine if it ends before noon"),
    ("en", "invite", "Yes, thanks for asking but make it Friday"),
    ("en", "swap-ask", "Yes, thanks for asking but I can't host"),
    ("en", "conflict", "Yes, sorry that I missed it"),
    ("de", "invite", "Ja, danke für die Einladung aber ich kann nicht"),
    ("fr", "invite", "Oui, désolé de ne pas pouvoir venir"),
    ("fr", "invite", "Oui, merci pour l'invitation mais je ne peux pas"),
    ("es", "invite", "Sí, siento no poder ir"),
    ("es", "invite", "Sí, gracias por preguntar pero no puedo"),
    ("it", "invite", "Sì, mi dispiace non poter venire"),
    ("pt", "invite", "Sim, obrigada pelo convite mas não posso"),
    ("nl", "invite", "Ja, sorry dat ik niet kan"),
    ("da", "invite", "Ja, beklager jeg kan ikke komme"),
    ("sv", "invite", "Ja, förlåt jag kan inte"),
    ("nb", "invite", "Ja, unnskyld jeg kommer ikke"),
    ("fi", "invite", "Kyllä, kiitos kutsusta mutta en pääse"),
    ("pl", "invite", "Tak, dziękuję za zaproszenie ale nie mogę"),
]


@pytest.mark.parametrize(("language", "kind", "text"), SWALLOWS)
def test_a_courtesy_with_a_clause_of_its_own_swallows_no_answer(language: str, kind: str, text: str) -> None:
    found = said(text, language, kind)
    assert found.rsvp is not Rsvp.YES
    assert ("join",) not in [(each.name, *each.args) for each in found.commands]
    assert "came" not in [each.value for each in found.attendance.values()]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No, thanks to you I'll be there"),
        ("en", "No, sorry for the late reply but I'll be there"),
        ("it", "No, scusate vengo"),
        ("es", "No, gracias por cambiarlo ahora puedo ir"),
    ],
)
def test_nor_does_it_swallow_a_yes_behind_a_no(language: str, text: str) -> None:
    assert said(text, language, "invite").rsvp is not Rsvp.NO


@pytest.mark.parametrize(
    "text",
    [
        "Leave, thanks for asking but I'd rather stay",
        "Delete my data. Thanks for asking but not yet",
        "Undo, thanks for noticing that it isn't needed",
        "Thanks for the mail.\nStop\nworrying about me",
        "Thanks to you all I learned to\nstop",
        "Thanks for telling me to\npause",
        "Thanks for the topic.\nPause\nListen\nAsk",
        "Thanks for your patience.\nStop\nBo",
        "Best wishes, stop",
    ],
)
def test_a_command_within_prose_beside_a_courtesy_asks_for_nothing(text: str) -> None:
    assert commands(text, "en") == []


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [
        ("en", "follow-up", "Done, thanks for your patience but the slides are missing"),
        ("en", "follow-up", "Sorry that it isn't\ndone"),
        ("en", "follow-up", "Thanks for asking but it's not done yet.\nDone\nby Friday"),
        ("en", "follow-up", "Thanks for asking.\nDone\nby Friday"),
        ("en", "recap-ask", "Thanks for teaching me to say\nno"),
        ("en", "recap-ask", "Thanks to Carl who stepped in.\nNo\none was late"),
        ("en", "ask", "Thanks for checking but that wasn't me.\nYes"),
        ("en", "seat", "Thanks for the offer but I found another group.\nYes, really"),
        ("fr", "topic", "Désolé de ne pas pouvoir venir.\nOui, dommage !"),
        ("en", "confirm", "Thanks for asking.\nYes"),
        ("en", "confirm", "Thanks. Yes"),
    ],
)
def test_what_stands_below_or_beside_more_than_a_courtesy_is_not_recorded(
    language: str, kind: str, text: str
) -> None:
    assert said(text, language, kind).says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for the reminder.\nYes",
        "Thanks for the reminder\n\nYes",
        "Sorry for the late reply, thanks for asking.\n\nYes\n\nBest wishes\nAna",
        "Thanks for the invitation!\nYes\nThanks\nAna",
        "Yes, thanks for organising this",
        "Yes. Best wishes Ana",
    ],
)
def test_an_answer_beside_a_whole_courtesy_is_read(text: str) -> None:
    assert said(text, "en").rsvp is Rsvp.YES


NO_AS_WELL = [
    ("en", "Sorry, I'm busy"),
    ("en", "I'm busy, sorry!"),
    ("en", "Pass, sorry"),
    ("en", "Sorry, pass"),
    ("de", "Pass, leider"),
    ("en", "Sorry about that.\nPass"),
    ("sv", "Tyvärr, upptagen"),
    ("pl", "Pasuję, przykro mi"),
    ("pl", "Niestety pasuję"),
]


@pytest.mark.parametrize(("language", "text"), NO_AS_WELL)
@pytest.mark.parametrize("kind", ["invite", "topic", "reminder"])
def test_busy_and_pass_beside_an_apology_are_a_no(language: str, text: str, kind: str) -> None:
    found = said(text, language, kind)
    assert found.rsvp is Rsvp.NO
    assert not found.commands


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Occupée, désolée"),
        ("de", "Beschäftigt, sorry"),
        ("nb", "Beklager, opptatt"),
        ("es", "Lo siento, ocupada"),
        ("nl", "Sorry, druk"),
    ],
)
def test_busy_beside_an_apology_asks_for_no_break_but_of_who_was_asked(language: str, text: str) -> None:
    assert not said(text, language, "reminder").commands
    assert [each.name for each in said(text, language, "check-in").commands] == ["busy"]


@pytest.mark.parametrize("text", ["Pass, sorry", "Sorry, pass", "Pass, Ana", "Sorry about that.\nPass"])
def test_who_hosts_passes_it_on_whatever_stands_beside(text: str) -> None:
    assert [each.name for each in said(text, "en", "topic-draft").commands] == ["pass"]
    host = Context("ana@example.org", MEMBERS, kind="topic", hosts=True)
    found = read(Mail(sender="ana@example.org", text=text, date=NOW), host, NOW)
    assert [each.name for each in found.commands] == ["pass"]


@pytest.mark.parametrize(
    "line", ["{}", "{}, dzięki", "Dziękuję, {}", "Dziękuję.\n{}", "{}, pozdrawiam", "{}!"]
)
@pytest.mark.parametrize("kind", ["invite", "topic", "topic-draft", "reminder", "update"])
def test_what_suits_a_polish_host_is_told_from_i_pass_by_its_accent(line: str, kind: str) -> None:
    host = Context("ana@example.org", MEMBERS, kind=kind, language="pl", hosts=True)
    for word, told in (
        ("pasuje", (Rsvp.YES, [])),
        ("Pasuję", (None, ["pass"])),
        ("Pasuje\u0328", (None, ["pass"])),
    ):
        found = read(Mail(sender="ana@example.org", text=line.format(word), date=NOW), host, NOW)
        assert (found.rsvp, [each.name for each in found.commands]) == told


@pytest.mark.parametrize(
    "line", ["Niestety pasuje", "Niestety, pasuje", "Pasuje, niestety", "Przepraszam, pasuje"]
)
def test_what_suits_a_polish_host_beside_a_regret_is_asked_about(line: str) -> None:
    host = Context("ana@example.org", MEMBERS, kind="topic", language="pl", hosts=True)
    found = read(Mail(sender="ana@example.org", text=line, date=NOW), host, NOW)
    assert found.unsure
    assert found.rsvp is None
    assert not found.commands


@pytest.mark.parametrize("kind", ["Sorry, everyone", "Sorry all", "Thanks, everyone!"])
def test_to_turn_to_everyone_tells_of_nobody(kind: str) -> None:
    assert not said(kind, "en", "recap-ask").attendance
    assert said(f"{kind}.\nYes", "en", "invite").rsvp is Rsvp.YES


@pytest.mark.parametrize(("text", "answer"), [("Lieber An, nein", Rsvp.NO), ("Liebe In, ja", Rsvp.YES)])
def test_a_greeting_takes_a_name_that_is_a_small_word_as_well(text: str, answer: Rsvp) -> None:
    assert said(text, "de", "invite").rsvp is answer


def test_a_day_is_no_writers_name() -> None:
    sunday = Context(
        "s@example.org", (Member("Sunday", "s@example.org"),), kind="follow-up", follow_ups=((1, "read"),)
    )
    found = read(Mail(sender="s@example.org", text="Move 1 - Sunday", date=NOW), sunday, NOW)
    assert ("move", "1") not in [(each.name, *each.args) for each in found.commands]


def test_an_answer_beside_a_courtesy_takes_its_whole_line() -> None:
    found = said("No, thanks", "en", "topic-draft")
    assert [rule.span for rule in found.rules if rule.id == "rsvp.no"] == [(0, 10)]
