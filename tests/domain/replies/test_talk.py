"""What only sounds like an answer, an account or a promise, and what is not said for certain."""

from datetime import UTC, datetime
from typing import Any

import pytest

from circles.domain.replies import Context, Mail, Member, Reading
from circles.domain.replies.reading import read

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MEMBERS = (
    Member("Ana Sousa", "ana@example.org"),
    Member("Bo Larsen", "bo@example.org"),
    Member("Carl Weiß", "carl@example.org"),
    Member("Dee Ray", "dee@example.org"),
)


def _read(text: str, kind: str = "topic", **known: Any) -> Reading:
    context = Context("ana@example.org", MEMBERS, zone="Europe/Lisbon", kind=kind, **known)
    return read(Mail(sender="ana@example.org", date=NOW, text=text), context, NOW)


def _commands(reading: Reading) -> list[tuple[str, ...]]:
    return [(command.name, *command.args) for command in reading.commands]


@pytest.mark.parametrize(
    "text",
    [
        "It's not true that Bo was there.",
        "I doubt that Carl came.",
        "None of Bo, Carl and Dee came.",
        "Last month Carl came, this time only Bo and I were there.",
        "Attended: Ana, Bo?",
        "Missed: Carl, I think",
        "Yes, we will meet on Friday.",
        "Yes, next week.",
    ],
)
def test_meeting_that_is_to_come_or_not_told_for_certain_is_asked_about(text: str) -> None:
    found = _read(text, "recap-ask")
    assert found.unsure
    assert found.says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Carl was there in spirit.",
        "Carl came home late.",
        "Carl didn't show his slides.",
        "Dee couldn't make sense of it.",
        "Dee was away from her camera.",
        "Dee was ill last month.",
        "Dee was busy taking notes.",
        "Bo had to cancel his trip.",
        "Bo wasn't there until the second half.",
        "We met our targets.",
        "We met a lot of resistance.",
        "We meet tomorrow.",
    ],
)
def test_what_only_sounds_like_a_meeting_is_not_recorded(text: str) -> None:
    assert _read(text, "recap-ask").says_nothing


@pytest.mark.parametrize("text", ["Bo was ill yesterday.", "Bo was busy yesterday but is back at work."])
def test_reason_for_missing_counts_only_where_who_came_is_asked(text: str) -> None:
    assert _read(text).says_nothing
    assert _read(text, "recap-ask").attendance == {"bo@example.org": "missed"}


@pytest.mark.parametrize(
    "text", ["I was late last time, sorry again for that.", "I was there yesterday.", "Bo came yesterday."]
)
def test_that_one_alone_came_counts_only_where_it_is_asked(text: str) -> None:
    assert _read(text).says_nothing
    assert _read(text, "invite").says_nothing


def test_day_of_a_meeting_to_come_is_not_that_of_one_that_was_not_held() -> None:
    found = _read("No, we meet next Tuesday.", "recap-ask")
    assert (found.met, found.met_on) == ("not_held", None)


@pytest.mark.parametrize(
    "text",
    ["Next: nothing", "TODO: none", "Action: n/a", "Next: -", "Next: Thursday", "Place: ?", "Swap Bo?"],
)
def test_keyword_without_anything_to_record_is_asked_about(text: str) -> None:
    found = _read(text)
    assert found.unsure
    assert found.says_nothing


@pytest.mark.parametrize("text", ["Yes", "Yes, done!", "Yes, I sent it yesterday.", "Yes I did"])
def test_yes_to_a_follow_up_is_done(text: str) -> None:
    found = _read(text, "follow-up", follow_ups=((1, "send the deck"),))
    assert _commands(found) == [("done", "1")]


@pytest.mark.parametrize("text", ["Yes, soon", "Yes, working on it", "Yes, half of it", "ok thanks", "Sure"])
def test_yes_to_a_follow_up_with_more_to_come_is_asked_about(text: str) -> None:
    found = _read(text, "follow-up", follow_ups=((1, "send the deck"),))
    assert found.unsure
    assert found.says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "I'll run a bit late.",
        "I'll show up on Friday.",
        "I'll write soon.",
        "I will report back.",
        "I have to teach on Friday.",
        "Will do!",
        "I'll find my way.",
        "I'll put my kids to bed first.",
    ],
)
def test_what_one_will_do_without_doing_anything_for_the_circle_is_no_follow_up(text: str) -> None:
    assert _read(text).says_nothing


def test_weekend_to_come_is_a_day() -> None:
    (found,) = _read("I'll review the draft this weekend.").follow_ups
    assert (found.text, str(found.due)) == ("review the draft", "2026-03-07")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ich komme später darauf zurück."),
        ("de", "Ich komme aus Berlin."),
        ("de", "Ich bin dabei, das Dokument zu schreiben."),
        ("fr", "Je viens de lire le document."),
        ("fr", "Je participe au projet de Bo."),
        ("fr", "Je ne peux pas ouvrir le fichier."),
        ("es", "Voy a leer el documento."),
        ("es", "No puedo abrir el archivo."),
        ("es", "Si puedo leo el libro"),
        ("it", "Vengo da Roma."),
        ("it", "Non posso aprire il file."),
        ("pt", "Vou ler o documento."),
        ("pt", "Não posso abrir o ficheiro."),
        ("nl", "Ik kom uit Utrecht."),
        ("nl", "Ik kan het bestand niet openen."),
        ("da", "Jeg kommer til at læse bogen."),
        ("sv", "Jag kommer ihåg det."),
        ("nb", "Jeg kommer fra Bergen."),
        ("fi", "Tulen Turusta."),
        ("fi", "En voi avata tiedostoa."),
        ("pl", "Będę czytać książkę."),
        ("pl", "Nie mogę otworzyć pliku."),
    ],
)
def test_verb_of_coming_that_goes_on_as_something_else_is_no_answer(language: str, text: str) -> None:
    assert _read(text, language=language).says_nothing


@pytest.mark.parametrize(
    ("language", "text", "rsvp"),
    [
        ("de", "Ich kann am Donnerstag leider nicht kommen", "no"),
        ("fr", "Je ne peux pas venir jeudi.", "no"),
        ("es", "No puedo ir el jueves", "no"),
        ("it", "Non posso venire", "no"),
        ("da", "Jeg kommer på torsdag.", "yes"),
        ("fi", "Tulen torstaina.", "yes"),
        ("pl", "Nie mogę przyjść", "no"),
    ],
)
def test_verb_of_coming_is_an_answer(language: str, text: str, rsvp: str) -> None:
    assert _read(text, language=language).rsvp == rsvp


@pytest.mark.parametrize(
    "text",
    [
        "Yes!!! Benfica won 3-0!",
        "Yes that's right.",
        "Yes, the parking is free there.",
        "Sicher ist sicher",
        "Non, c'est un autre document",
        "Nein, das Dokument fehlt noch",
        "Oui, c'est vrai",
        "No conflict in the second chapter.",
    ],
)
def test_yes_or_no_that_goes_on_about_something_else_is_no_answer(text: str) -> None:
    assert _read(text).says_nothing


@pytest.mark.parametrize(
    ("language", "text", "rsvp"),
    [
        ("de", "Ja, das passt", "yes"),
        ("de", "Nein, der Donnerstag geht nicht", "no"),
        ("fr", "Oui, la date me convient", "yes"),
        ("es", "No, lo siento", "no"),
        ("da", "Nej desværre, er på ferie", "no"),
        ("en", "Yes! And sorry about last week.", "yes"),
        ("en", "No meeting for me this week", "no"),
    ],
)
def test_yes_or_no_that_goes_on_about_the_day_or_oneself_is_an_answer(
    language: str, text: str, rsvp: str
) -> None:
    assert _read(text, language=language).rsvp == rsvp


@pytest.mark.parametrize(("text", "rsvp"), [("👍", "yes"), ("👍🏽", "yes"), ("👍👍", "yes"), ("👎🏻", "no")])
def test_thumb_alone_is_an_answer(text: str, rsvp: str) -> None:
    assert _read(text).rsvp == rsvp


THURSDAY = datetime(2026, 3, 5, 17, tzinfo=UTC)


@pytest.mark.parametrize("text", ["I'm free on Friday.", "I can do Wednesday.", "I can't come on Friday."])
def test_answer_for_another_day_than_that_of_the_meeting_is_asked_about(text: str) -> None:
    found = _read(text, meeting_starts_at=THURSDAY)
    assert found.unsure
    assert found.says_nothing


def test_no_that_goes_on_as_a_yes_is_asked_about() -> None:
    found = _read("I'm away next week so Thursday is good", meeting_starts_at=THURSDAY)
    assert found.unsure
    assert found.says_nothing


def test_day_that_suits_counts_beside_one_that_does_not() -> None:
    assert _read("I can't do Wednesday but Thursday is fine.", meeting_starts_at=THURSDAY).rsvp == "yes"


def test_clause_without_a_subject_is_of_the_one_before() -> None:
    assert _read("I'm sick, won't be there.").rsvp == "no"
    assert _read("Got it, will be there.").rsvp == "yes"
    assert _read("Bo is sick, won't be there.").says_nothing


def test_who_drops_out_does_not_come() -> None:
    assert _read("Need to drop out of Thursday, sorry.").rsvp == "no"
    assert _read("I have to drop out of the race.").says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "I'll get a haircut.",
        "I'll send you a postcard.",
        "I have to open the shop on Thursday.",
        "I'll buy a new bike in spring.",
        "I'm going to the concert on Friday.",
        "I will call my mother tomorrow.",
        'Bo wrote: "I will send the slides by Friday."',
        '"Well. I will send the slides", he said.',
        "Next: I will not do anything",
        "Next: Bo won't send the deck",
    ],
)
def test_plan_of_ones_own_life_or_of_nothing_is_no_follow_up(text: str) -> None:
    assert _read(text, "recap-ask").says_nothing


@pytest.mark.parametrize(
    "text", ["I'll buy the book for the circle.", "I'll get the draft to Bo after lunch."]
)
def test_everyday_verb_is_a_follow_up_where_it_is_for_the_circle(text: str) -> None:
    assert _read(text, "recap-ask").follow_ups


def test_keyword_holds_for_the_lines_below_it_that_name_somebody() -> None:
    found = _read("Follow-ups:\nBo - share the link\nCarl: book a room - Friday", "recap-ask")
    assert [(each.owner, each.text) for each in found.follow_ups] == [
        ("bo@example.org", "share the link"),
        ("carl@example.org", "book a room"),
    ]


def _came_and_missed(text: str) -> tuple[str, str]:
    """Give the initials of who came, and of who missed."""
    attendance = _read(text, "recap-ask").attendance
    initials = {
        value: "".join(sorted(email[0] for email, said in attendance.items() if said == value))
        for value in ("came", "missed")
    }
    return initials["came"], initials["missed"]


@pytest.mark.parametrize(
    ("text", "came", "missed"),
    [
        ("Neither Bo nor Carl came.", "", "bc"),
        ("Bo didn't show up and neither did Dee.", "", "bd"),
        ("All except Dee, who was travelling.", "abc", "d"),
        ("We met without Dee; everyone else came.", "abc", "d"),
        ("I was there with Bo, but Carl and Dee missed it.", "ab", "cd"),
        ("Bo, Dee and I met on Monday.", "abd", ""),
        ("Carl and Dee joined me.", "acd", ""),
        ("Absent were Bo and Dee.", "", "bd"),
        ("The only ones missing were Bo and Dee.", "ac", "bd"),
        ("We were three: Bo, Carl, Dee and a guest.", "bcd", ""),
        ("Bo ✓\nCarl ✓\nDee ✗", "bc", "d"),
        ("Bo, Carl: present. Dee: absent.", "bc", "d"),
        ("Here's who came:\n- Ana\n- Bo\nDidn't come:\n- Dee", "ab", "d"),
        ("Dee came although she was ill.", "d", ""),
        ("Dee's train was cancelled, so she couldn't come.", "", "d"),
        ("Hi! Bo and Dee were there.", "bd", ""),
    ],
)
def test_who_came_is_read_in_many_forms(text: str, came: str, missed: str) -> None:
    assert _came_and_missed(text) == (came, missed)


@pytest.mark.parametrize(
    "text",
    [
        "We met at university.",
        "Dee and I met at a conference.",
        "We didn't meet the deadline.",
        "Nobody came to my birthday party.",
        "I assume that everyone came.",
        "Bo didn't bring the book and neither did Dee.",
    ],
)
def test_other_encounters_and_guesses_are_no_meeting(text: str) -> None:
    assert _read(text, "recap-ask").says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Absolutely hilarious.",
        "Certainly a good read.",
        "Yes to more coffee breaks!",
        "Yes!! Finally spring!",
        "No, not that one, the blue one.",
        "I'll be there for the kids on Friday.",
    ],
)
def test_adverb_or_cheer_about_something_else_is_no_answer(text: str) -> None:
    assert _read(text).says_nothing


@pytest.mark.parametrize(
    "text", ["Absolutely!", "Certainly, see you.", "Yes to Thursday!", "Yess!! Can't wait"]
)
def test_adverb_or_cheer_about_coming_is_an_answer(text: str) -> None:
    assert _read(text).rsvp == "yes"


@pytest.mark.parametrize(
    ("text", "came", "missed"),
    [
        ("In: Bo, Carl. Out: Dee.", "bc", "d"),
        ("Bo yes, Carl no.", "b", "c"),
        ("We met: Bo, Carl and I", "abc", ""),
        ("Bo came, the other two didn't.", "b", "cd"),
        ("Bo, Carl and I came, the other two didn't.", "", ""),  # only one is left
        ("Bo's kid was sick so he had to skip.", "", "b"),
        ("Dee had another appointment.", "", "d"),
        ("Dee cancelled an hour before.", "", "d"),
        ("Dee cancelled her subscription.", "", ""),
    ],
)
def test_who_came_is_read_from_labels_counts_and_reasons(text: str, came: str, missed: str) -> None:
    assert _came_and_missed(text) == (came, missed)


@pytest.mark.parametrize("text", ["I'll send you my love.", "We'll paint the fence on Sunday."])
def test_greeting_or_plan_of_ones_household_is_no_follow_up(text: str) -> None:
    assert _read(text).says_nothing


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Yes, please send it again."),
        ("en", "Yes, my son plays the piano too."),
        ("en", "No, I prefer tea."),
        ("en", "No, never heard of it."),
        ("en", "No, Bo wrote it."),
        ("en", "I can't attend to everything at once."),
        ("fr", "Non, je préfère le thé"),
        ("it", "Sì, ho letto il libro"),
    ],
)
def test_request_or_opinion_after_yes_or_no_is_no_answer(language: str, text: str) -> None:
    assert _read(text, language=language).says_nothing


@pytest.mark.parametrize(
    ("text", "rsvp"),
    [
        ("I'd love to join!", "yes"),
        ("I'd love to join, but I can't.", "no"),
        ("Perfect, see you on Thursday!", "yes"),
        ("Yes, I'll be five minutes late though.", "yes"),
        ("I'm skipping this one.", "no"),
        ("Can't on Thursday.", "no"),
        ("I'm not sure yet.", "maybe"),
        ("Maybe. Depends on my boss.", "maybe"),
    ],
)
def test_answer_in_ones_own_words_is_read(text: str, rsvp: str) -> None:
    assert _read(text).rsvp == rsvp


def test_number_of_those_who_came_has_to_be_that_of_the_circle() -> None:
    assert _came_and_missed("The four of us were there.") == ("abcd", "")
    assert _came_and_missed("The three of us were there.") == ("", "")
    assert _came_and_missed("All five came.") == ("", "")


@pytest.mark.parametrize(
    ("text", "came", "missed"),
    [
        ("Everyone was there besides me.", "bcd", "a"),
        ("Besides me, Bo was there.", "ab", ""),
        ("I overslept and missed it.", "", "a"),
        ("Dee was there on holiday once.", "", ""),
        ("Dee was absent from school a lot.", "", ""),
    ],
)
def test_exception_beside_and_second_verb_are_understood(text: str, came: str, missed: str) -> None:
    assert _came_and_missed(text) == (came, missed)


@pytest.mark.parametrize(
    ("text", "came", "missed"),
    [
        ("We met as planned on Monday - Bo, Carl and me.", "abc", ""),
        ("We met (Bo and I).", "ab", ""),
        ("Bo and I had a good meeting.", "ab", ""),
        ("Yes, all but Dee", "abc", "d"),
        ("Everyone with the exception of Bo was there.", "acd", "b"),
        ("Bo couldn't come, otherwise we were complete.", "acd", "b"),
        ("Bo was absent. The rest of us met as planned.", "acd", "b"),
        ("No Bo this time.", "", "b"),
        ("Bo was at a conference.", "", "b"),
        ("Bo failed to show up.", "", "b"),
        ("Bo did come after all.", "b", ""),
        ("Bo took notes.", "b", ""),
        ("No absences.", "abcd", ""),
        ("Bo (yes), Carl (no)", "b", "c"),
        ("✅ Bo\n❌ Carl", "b", "c"),
        ("Came:\nBo\nDee\nMissed:\nCarl\n\nAna", "bd", "c"),
        ("Bo was in a good mood.", "", ""),
        ("Bo hosted a party.", "", ""),
        ("Without Bo we would be lost.", "", ""),
    ],
)
def test_who_came_is_read_from_what_they_did_and_where_they_were(text: str, came: str, missed: str) -> None:
    assert _came_and_missed(text) == (came, missed)


@pytest.mark.parametrize(
    ("text", "came", "missed"),
    [
        ("Three of us came, Carl was ill.", "abd", "c"),
        ("We were two, Bo and Dee were ill.", "ac", "bd"),
        ("Three out of four, Dee was absent.", "abc", "d"),
        ("Two of us came, Carl was ill.", "", "c"),
        ("Four of us have cats.", "", ""),
    ],
)
def test_number_of_those_who_came_is_that_of_the_others(text: str, came: str, missed: str) -> None:
    assert _came_and_missed(text) == (came, missed)


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("Yes, that was me.", "join"),
        ("That was me", "join"),
        ("No, that was not me", "decline"),
        ("Sorry, that wasn't me!", "decline"),
        ("Not mine", "decline"),
        ("It was not me who wrote that", "decline"),
    ],
)
def test_whose_a_mail_was_can_be_said_without_yes_or_no(text, command):
    assert _commands(_read(text, kind="ask")) == [(command,)]
    assert _commands(_read(text)) == []


@pytest.mark.parametrize("text", ["No, that was me", "Was that me?", "Not my circle, not my monkeys"])
def test_whose_a_mail_was_is_not_guessed(text):
    assert _commands(_read(text, kind="ask")) == []


@pytest.mark.parametrize(
    "text",
    [
        *("It's done", "I did it yesterday.", "Sent it on Friday", "I've sent it out"),
        *("It's done, I sent it yesterday", "Done, sent it on Friday", "I sent it yesterday, so it's done"),
        *("Sorry for the delay, it's done", "Finally done, as promised!"),
    ],
)
def test_one_follow_up_can_be_called_done_in_ones_own_words(text):
    assert _commands(_read(text, kind="follow-up", follow_ups=((1, "send the deck"),))) == [("done", "1")]
    assert _commands(_read(text, kind="topic", follow_ups=((1, "send the deck"),))) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Not done yet", "Is it done?", "Done with this circle", "I did not", "It's almost done"),
        *("It's done, I'll send it tomorrow", "It's done, but not yet sent", "Done, and Bo's too"),
        *("It's done, isn't it?", "I sent it, but it came back", "As promised"),
    ],
)
def test_a_follow_up_is_not_done_by_words_that_do_not_say_so(text):
    assert ("done", "1") not in _commands(_read(text, kind="follow-up", follow_ups=((1, "send the deck"),)))


@pytest.mark.parametrize("kind", ["paused", "left", "note", "waitlisted"])
@pytest.mark.parametrize("text", ["Yes", "No"])
def test_a_bare_yes_or_no_to_what_asked_for_neither_is_no_answer_to_an_invitation(kind, text):
    found = _read(text, kind)
    assert found.rsvp is None
    assert found.unsure


@pytest.mark.parametrize(
    "text",
    ["Not yet", "No, not yet, sorry", "No", "Still working on it.", "Haven't done it yet", "Noch nicht"],
)
def test_what_is_not_done_yet_stays_open(text: str) -> None:
    found = _read(text, "follow-up", follow_ups=((1, "send the deck"),))
    assert _commands(found) == [("open", "1")]
    assert not found.unsure


@pytest.mark.parametrize("text", ["Not yet?", "No idea", "Not yet sure what you mean", "Not yet"])
def test_not_yet_is_about_a_follow_up_only_where_one_was_asked_about(text: str) -> None:
    kind = "topic" if text == "Not yet" else "follow-up"
    assert _commands(_read(text, kind, follow_ups=((1, "send the deck"),))) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Not gonna make it, stuck at work", "no"),
        ("Got a clash on Wednesday, sorry - have fun!", "no"),
        ("I'm in Berlin that day, but I'll dial in.", "yes"),
        ("I've got a meeting at that time, so no.", "no"),
        ("Yes, but I'll be ten minutes late.", "yes"),
        ("Bo is on holiday that day.", None),
        ("I'm on holiday next Monday.", None),
        ("No, my son plays the piano", None),
        ("It doesn't work for me, the link gives an error.", None),
        ("He wrote: I can't come", None),
        ("I'm 90% sure I can make it", None),
        ("unfortunatly i cant come", "no"),
        ("I'll come if my train is on time.", None),
    ],
)
def test_clauses_of_a_sentence_count_together(text: str, said: str | None) -> None:
    assert _read(text, "reminder", meeting_starts_at=datetime(2026, 3, 11, 17, tzinfo=UTC)).rsvp == said


@pytest.mark.parametrize(
    ("text", "came", "missed"),
    [
        ("Carl was there for the first half, Bo for the second.", "bc", ""),
        ("Dee missing, rest there", "abc", "d"),
        ("+ Bo / - Carl", "b", "c"),
        ("Besides me, Bo and Dee came.", "abd", ""),
        ("Except Carl, Bo and Dee came.", "", ""),
        ("Nobody was missing except Bo.", "acd", "b"),
        ("Only Bo turned up.", "b", "cd"),
        ("It was just Bo and me.", "ab", "cd"),
        ("Bo was twenty minutes late but he came.", "b", ""),
        ("Carl (not Dee) came.", "c", "d"),
        ("Not everyone came.", "", ""),
        ("Bo came and couldn't stay.", "b", ""),
        ("Carl's brother said he came.", "", ""),
        ("Carl wasn't there the month before either.", "", ""),
        ("Paula was there, Bo for the second half.", "", ""),
    ],
)
def test_who_came_is_read_where_every_word_is_known(text: str, came: str, missed: str) -> None:
    assert _came_and_missed(text) == (came, missed)


@pytest.mark.parametrize(
    ("language", "text", "came", "missed"),
    [
        ("de", "Alle außer Carl waren da", "abd", "c"),
        ("de", "Nur Bo und ich", "ab", "cd"),
        ("de", "Carl war krank, die anderen waren alle da", "abd", "c"),
        ("fr", "Bo et Dee étaient là, pas Carl", "bd", "c"),
        ("es", "Todos menos Carl", "abd", "c"),
        ("sv", "Bo och Dee var med men inte Carl", "bd", "c"),
        ("de", "War Bo da?", "", ""),
        ("de", "Bo und Paula waren da", "", ""),
    ],
)
def test_who_came_is_read_in_the_language_of_the_person(
    language: str, text: str, came: str, missed: str
) -> None:
    attendance = _read(text, "recap-ask", language=language).attendance
    assert (
        {k[0] for k, v in attendance.items() if v == "came"},
        {k[0] for k, v in attendance.items() if v == "missed"},
    ) == (
        set(came),
        set(missed),
    )


@pytest.mark.parametrize(
    ("language", "text", "met"),
    [
        ("de", "Wir haben uns am Montag getroffen", "held"),
        ("de", "Ist leider ausgefallen", "not_held"),
        ("fr", "On s'est vus lundi", "held"),
        ("es", "No nos reunimos.", "not_held"),
        ("pl", "Odwołane", "not_held"),
        ("de", "Vielleicht haben wir uns getroffen", None),
        ("de", "Haben wir uns getroffen?", None),
    ],
)
def test_whether_you_met_is_read_in_the_language_of_the_person(
    language: str, text: str, met: str | None
) -> None:
    assert _read(text, "recap-ask", language=language).met == met


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        (
            "Next: Bo books the room, Dee brings the projector",
            [("bo", "books the room"), ("dee", "brings the projector")],
        ),
        (
            "Next steps: 1) Bo collects feedback 2) I book a room",
            [("bo", "collects feedback"), ("ana", "book a room")],
        ),
        ("Next: a long weekend!", []),
        ("Bo said he would share the recording by Friday.", [("bo", "share the recording")]),
        ("Bo said he would share the recording.", []),
        ("I'm sending the notes tomorrow", [("ana", "sending the notes")]),
        ("I'll send it later", []),
        ("Carl will write when he's back", []),
    ],
)
def test_tasks_are_read_in_more_shapes(text: str, tasks: list[tuple[str, str]]) -> None:
    found = _read(text, "recap-ask").follow_ups
    assert [(each.owner.partition("@")[0], each.text) for each in found] == tasks


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sorry, my son is ill.", "no"),
        ("My cat is sick.", None),
        ("Something urgent has come up at work.", "no"),
        ("I'm on holiday in August.", None),
    ],
)
def test_a_reason_alone_is_a_no_only_where_the_meeting_is_meant(text: str, said: str | None) -> None:
    assert _read(text, "reminder").rsvp == said


def test_if_all_missed_it_whether_you_met_is_asked_about() -> None:
    found = _read("Everyone was ill.", "recap-ask")
    assert found.unsure
    assert found.says_nothing


@pytest.mark.parametrize(
    "text",
    [
        "Bo came out as a fan of the band.",
        "I'm writing on behalf of nobody but myself.",
        "My company had its yearly do and everyone came, even the people from Warsaw.",
        "Bo took notes on his napkin at the wedding.",
        "We met all our targets this quarter.",
    ],
)
def test_nothing_is_recorded_of_who_came_beside_an_unknown_word(text: str) -> None:
    assert _read(text, "recap-ask").says_nothing


@pytest.mark.parametrize(
    ("text", "missed"),
    [
        ("Couldn't go, the truck broke down outside town.", "ana"),
        ("I was somewhere over the Atlantic and missed it.", "ana"),
        ("I had a burst pipe at home and couldn't be there.", "ana"),
        ("Bo didn't make it, his parrot needed the vet.", "bo"),
    ],
)
def test_why_somebody_missed_it_may_be_told_in_any_words(text: str, missed: str) -> None:
    assert _read(text, "recap-ask").attendance == {f"{missed}@example.org": "missed"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich konnte leider nicht, mein Zug fiel aus.", "de"),
        ("Yo no pude ir, estaba trabajando.", "es"),
        ("Ik kon zelf niet, ik had griep.", "nl"),
        ("En päässyt paikalle, olin töissä.", "fi"),
    ],
)
def test_writer_may_tell_in_their_language_why_they_missed_it(text: str, language: str) -> None:
    found = _read(text, "recap-ask", language=language)
    assert found.attendance == {"ana@example.org": "missed"}
    assert found.met is None


def test_what_is_told_of_nobody_after_a_comma_takes_nothing_back() -> None:
    found = _read("Bo came, it felt very warm.", "recap-ask")
    assert found.attendance == {"bo@example.org": "came"}


def test_sentence_after_a_list_of_who_came_is_read_by_itself() -> None:
    found = _read("Present: Bo, Dee. Carl was excused.", "recap-ask")
    assert found.attendance == {
        "bo@example.org": "came",
        "dee@example.org": "came",
        "carl@example.org": "missed",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Will any of you be at the design festival? I'll be there with my students.",
        "Somebody asked me what a circle is and I had to admit I don't know yet.",
        "My sister told me I can come.",
    ],
)
def test_answer_amid_unknown_words_or_to_another_question_is_not_recorded(text: str) -> None:
    assert _read(text, "invite").rsvp is None


def test_answer_after_a_question_about_the_meeting_is_recorded() -> None:
    assert _read("Hi, which room is it? I'll be there.", "invite").rsvp == "yes"


def test_task_with_a_day_is_recorded_unasked_only_for_the_circle() -> None:
    text = "I'll give a webinar on Friday, here's the sign-up page."
    assert not _read(text, "invite").follow_ups
    assert _read("I'll send the slides by Friday.", "invite").follow_ups


@pytest.mark.parametrize("kind", ["topic", "recap-ask"])
def test_line_without_words_says_nothing(kind: str) -> None:
    assert _read("❤️", kind).says_nothing


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("Sorry, no time to write today, more tomorrow.", "recap-ask", "en"),
        ("At work we had a meeting on Monday where nobody came.", "recap-ask", "en"),
        ("I'm going to visit him on Thursday.", "topic", "en"),
        ("Já vos digo, estou a conduzir.", "reminder", "pt"),
    ],
)
def test_what_is_told_of_other_things_is_not_recorded(text: str, kind: str, language: str) -> None:
    assert _read(text, kind, language=language).says_nothing


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Not me, sorry.", "no"),
        ("en", "I'd better not come, I'm coughing.", "no"),
        ("en", "I don't have time for this one.", "no"),
        ("en", "That'll work.", "yes"),
        ("en", "I'm definitely up for this one.", "yes"),
        ("en", "Ready for it!", "yes"),
        ("en", "I'm a maybe for now.", "maybe"),
        ("en", "My boss might call a meeting, so I'm a maybe for now.", "maybe"),
        ("en", "It's a maybe: I'm waiting for the vet.", "maybe"),
        ("en", "idk yet maybe", "maybe"),
        ("en", "I'm going to have to say no to this one.", "no"),
        ("en", "I'm afraid I have a dinner that evening and need to decline.", "no"),
        ("en", "You may count on my presence.", "yes"),
        ("en", "Dear Sir/Madam, I will be attending the session without fail.", "yes"),
        ("en", "I just wanted to say that I am definitely coming", "yes"),
        ("en", "hii yes i can come :)", "yes"),
        ("en", "Yes from me, I've got cover.", "yes"),
        ("en", "Yep ill be home by then so yes", "yes"),
        ("fr", "Ce ne sera pas possible pour moi.", "no"),
        ("fr", "Je participerai avec grand plaisir.", "yes"),
        ("es", "Puede que sí, puede que no.", "maybe"),
        ("it", "Non è possibile per me.", "no"),
        ("it", "Ok, ci sto!", "yes"),
        ("it", "Non saprei ancora dire.", "maybe"),
        ("pt", "Vou com todo o gosto.", "yes"),
        ("pt", "Sinceramente ainda não sei.", "maybe"),
        ("nl", "Uiteraard!", "yes"),
        ("nl", "Gaat hem niet worden, sorry.", "no"),
        ("nl", "Ik weet het echt nog niet.", "maybe"),
        ("da", "Det bliver ikke til noget for mig.", "no"),
        ("da", "Jeg glæder mig til at se jer.", "yes"),
        ("sv", "Det blir inget för mig, tyvärr.", "no"),
        ("sv", "Vet faktiskt inte.", "maybe"),
        ("nb", "Ser fram til å møte dere.", "yes"),
        ("nb", "Er faktisk usikker.", "maybe"),
        ("fi", "En ole ihan varma.", "maybe"),
        ("fi", "Minut voi laskea mukaan.", "yes"),
        ("pl", "Jeszcze się waham.", "maybe"),
        ("pl", "No pewnie!", "yes"),
    ],
)
def test_answer_in_a_turn_of_phrase_is_read(language: str, text: str, value: str) -> None:
    assert _read(text, "reminder", language=language).rsvp == value


@pytest.mark.parametrize(
    "text",
    [
        "Dee asked me to say that she is ill and can't come.",
        "Carl says he's ill and can't come.",
        "Bo is ill and can't come.",
    ],
)
def test_what_a_named_member_cannot_do_is_no_answer_of_the_writer(text: str) -> None:
    assert _read(text, "reminder").rsvp is None


def test_thanks_to_a_member_leave_an_answer_the_writers() -> None:
    assert _read("Thanks Dee, I'm ill and can't come.", "reminder").rsvp == "no"


@pytest.mark.parametrize(
    "text",
    [
        "I promised to fetch her on Thursday, so I'm afraid you'll have to do without me.",
        "Sadly I have to cancel: I'm covering his list on Thursday.",
        "I can't make it because I'm covering his list on Thursday.",
    ],
)
def test_reason_of_a_refusal_is_no_follow_up(text: str) -> None:
    assert not _read(text, "reminder").follow_ups


@pytest.mark.parametrize(
    "text",
    [
        "I can't come: I'll send the deck by Friday.",
        "I can't make it as I'm away, but I'll send the deck by Friday.",
    ],
)
def test_promise_beside_a_refusal_is_a_follow_up(text: str) -> None:
    found = _read(text, "reminder")
    assert (found.rsvp, [each.text for each in found.follow_ups]) == ("no", ["send the deck"])


def test_that_you_did_meet_is_recorded_whatever_follows() -> None:
    found = _read("We did meet, and it was exactly what I needed.", "recap-ask")
    assert found.met == "held"


def test_chatter_beside_who_came_is_passed_over() -> None:
    found = _read("right so bo came and dee came but carl didnt lol", "recap-ask")
    assert found.attendance == {
        "bo@example.org": "came",
        "dee@example.org": "came",
        "carl@example.org": "missed",
    }
