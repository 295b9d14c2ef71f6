"""What is held about one person, said in plain words, in the language in effect."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from circles.domain.availability import parse, shown
from circles.domain.cadence import local
from circles.domain.tongue import listed, say, say_as, tongue
from circles.domain.words import (
    FollowUpState,
    MailKind,
    NoteKind,
    OfferState,
    ParticipantState,
    ProposalState,
    Role,
    Rsvp,
    Source,
    SuggestionKind,
    SuggestionState,
)
from circles.errors import Invalid

Held = Mapping[str, Any]
"""As `circles.services.holdings` gives it: texts, numbers, instants, dates, and lists and maps of them."""
LABELS = (
    *("Name", "Program", "Time zone", "Language", "Known since", "Waits for the next season since"),
    *("Role", "State", "Enrolled at", "Enrolled by", "On a break until", "Hours", "Topics", "Hopes"),
    *("What makes it easier", "Further fields", "Circles you would take", "Why you wait"),
    *("Follows calendar since", "You may be quoted", "Belongs", "Joined at", "Left at"),
    *("Had left at", "Came back at"),
    *("Why you are in it", "About yourself"),
)
"""What stands before a value: its name in the file."""
_WHO = ("you", "another member", "an organizer", "somebody else")
_BELONGS = ("apart from somebody else", "together with somebody else")
_VOCABULARIES: tuple[type[StrEnum], ...] = (
    *(Role, ParticipantState, Rsvp, Source, ProposalState, FollowUpState, NoteKind),
    *(OfferState, SuggestionKind, SuggestionState, MailKind),
)


def plain(code: str) -> str:
    """Give a word of a vocabulary as one writes it."""
    return code.replace("_", " ").replace("-", " ")


WORDS = frozenset({*LABELS, *_WHO, *_BELONGS, *(plain(each) for kind in _VOCABULARIES for each in kind)})
"""The names and words of ours that values have; only these are translated, never what somebody wrote."""
_OF_OURS = frozenset({"role", "state", "belongs"})
"""Whose values are of WORDS."""


@dataclass(frozen=True)
class Section:
    """One heading and what stands under it."""

    title: str
    lines: Sequence[str]

    def clipped(self, most: int) -> "Section":
        """Give each line at most so many characters long."""
        return Section(self.title, [e if len(e) <= most else f"{e[:most]} ..." for e in self.lines])

    def shortened(self, most: int) -> "Section":
        """Give at most so many lines, the first ones, and say how many more there are."""
        more = len(self.lines) - most
        if more <= 0:
            return self
        return Section(self.title, [*self.lines[:most], say("... and {n} more", n=tongue().number(more))])


def in_words(held: Held, zone: str) -> list[Section]:
    """Say everything that is held, with its times in `zone`; empty sections are left out."""
    sections = [
        Section(say("About you"), _named(held["you"], zone)),
        Section(say("Your addresses"), [_address(each, zone) for each in held["addresses"]]),
        *(section for season in held["seasons"] for section in _season(season, zone)),
        Section(say("What was done with your entry"), [_note(each, zone) for each in held["notes"]]),
        Section(say("Your mails to us"), [_received(each, zone) for each in held["mails_from_you"]]),
        Section(say("Our mails to you"), _sent(held["mails_to_you"])),
    ]
    return [section for section in sections if section.lines]


def _season(season: Held, zone: str) -> Iterable[Section]:
    name = season["season"]
    of_its_own = {"circles", "follow_ups", "season", "seats_offered", "suggested_about_you"}
    rest = {key: value for key, value in season.items() if key not in of_its_own}
    offered = [_offer(each, zone) for each in (*season["seats_offered"], *season["suggested_about_you"])]
    yield Section(name, [*_named(rest, zone), *offered])
    for circle in season["circles"]:
        whole = {key: value for key, value in circle.items() if key not in {"meetings", "circle", "shared"}}
        shared = [_shared(each, zone) for each in circle["shared"]]
        meetings = [line for meeting in circle["meetings"] for line in _meeting(meeting, zone)]
        yield Section(f"{name}, {circle['circle']}", [*_named(whole, zone), *shared, *meetings])
    promised = [_follow_up(each, zone) for each in season["follow_ups"]]
    yield Section(say("{season}, what you said you would do", season=name), promised)


def _meeting(meeting: Held, zone: str) -> Iterable[str]:
    when = _say(meeting["starts_at"], zone)
    for line in (*_answered(meeting, zone), *_asked(meeting, zone)):
        yield say("Meeting on {when}: {what}", when=when, what=line)


def _answered(meeting: Held, zone: str) -> Iterable[str]:
    for answer in meeting["answers"]:
        said, by, at = _word(answer["answer"]), _word(answer["by"]), _say(answer["at"], zone)
        yield _void(answer, say("you answered {answer} by {by} on {at}", answer=said, by=by, at=at))
    for held in meeting["you_told"]:
        met = held["value"] == "met"
        told = say("you told us that the circle met")
        yield _void(held, told if met else say("you told us that the circle did not meet"))
    for told in meeting["attendance"]:
        who, came = _word(told["told_by"]), told["value"] == "came"
        there = say("{who} told us that you came", who=who)
        yield _void(told, there if came else say("{who} told us that you missed", who=who))
    for proposal in meeting["proposals"]:
        time, state = _say(proposal["starts_at"], zone), _word(proposal["state"])
        yield _with(say("you proposed {time} ({state})", time=time, state=state), proposal["note"])


def _asked(meeting: Held, zone: str) -> Iterable[str]:
    if words := meeting["your_words_on_the_topic"]:
        yield say("your words on the topic as its host: {words}", words=_pieces(words))
    for asked in meeting["asked_for_another_time"]:
        line = say("you asked for another time on {at}", at=_say(asked["at"], zone))
        yield _valued(line, asked["why"]) if asked["why"] else line
    for answer in meeting["times_that_suit"]:
        at, times = _say(answer["at"], zone), listed([_say(each, zone) for each in answer["times"]])
        none = say("none of the times would suit you, you said on {at}", at=at)
        some = say("{times} would suit you, you said on {at}", times=times, at=at)
        yield _void(answer, some if times else none)
    for found in meeting["how_you_find_the_circle"]:
        at, score = _say(found["at"], zone), found["score"]
        none = say("you gave your circle no number on {at}", at=at)
        some = say("you gave your circle {score} of 5 on {at}", score=score, at=at)
        yield _void(found, _with(none if score is None else some, found["line"]))


def _pieces(made: Held) -> str:
    """Give what a host wrote, piece by piece, without what the pieces are called in the file."""
    pieces = (each if isinstance(each, list | tuple) else [each] for each in made.values())
    return " / ".join(str(each) for several in pieces for each in several if each)


def _shared(said: Held, zone: str) -> str:
    at, kind = _say(said["at"], zone), _word(said["kind"])
    return _valued(_void(said, say("You shared on {at} ({kind})", at=at, kind=kind)), said["text"])


def _offer(offer: Held, zone: str) -> str:
    state, at, why = _word(offer["state"]), _say(offer["at"], zone), offer["why"]
    if "circle" in offer:
        line = say("A seat in {circle} ({state}), {at}", circle=offer["circle"], state=state, at=at)
    else:
        line = say("Suggested: {what} ({state}), {at}", what=_word(offer["what"]), state=state, at=at)
    return say("{line}, because: {why}", line=line, why=why) if why else line


def _follow_up(promise: Held, zone: str) -> str:
    text, state, due = promise["text"], _word(promise["state"]), promise["due"]
    until = say("{state}, due {day}", state=state, day=_say(due, zone)) if due else state
    return _void(promise, f"{text} ({until})")


def _address(address: Held, zone: str) -> str:
    said = [address["address"]]
    if address["waits_for_its_yes"]:
        said.append(say("waits for the yes in our mail to it"))
    if address["written_to"]:
        said.append(say("we write to this one"))
    if address["confirmed_at"]:
        said.append(say("confirmed on {at}", at=_say(address["confirmed_at"], zone)))
    if address["bounce"]:
        said.append(say("mail to it came back: {why}", why=address["bounce"]))
    return ", ".join(said)


def _note(line: Held, zone: str) -> str:
    return _valued(_say(line["at"], zone), line["what"])


def _received(mail: Held, zone: str) -> str:
    sender, answers = mail["sender"], mail["answers"]
    asked = say("in answer to our {kind} mail", kind=_word(answers)) if answers else ""
    said = [
        _say(mail["received_at"], zone),
        say("from {sender}", sender=sender) if sender else say("not proved to be yours"),
        mail["subject"] or asked or say("without a subject"),
    ]
    if mail["kept_whole"]:
        said.append(say("the mail itself is still kept"))
    line = ", ".join(said)
    return _valued(line, mail["words"]) if mail["words"] else line


def _sent(mails: Sequence[Held]) -> list[str]:
    kinds = Counter(_word(mail["kind"]) for mail in mails)
    return [_valued(kind, tongue().number(n)) for kind, n in sorted(kinds.items())]


def _named(values: Held, zone: str) -> list[str]:
    """Say each value under its name; what is empty is not said."""
    return [
        _valued(_word(name.replace("_", " ").capitalize()), _value(name, value, zone))
        for name, value in values.items()
        if value
    ]


def _value(name: str, value: object, zone: str) -> str:
    if value is True:
        return _word("yes")
    if name in _OF_OURS:
        words = value if isinstance(value, list) else [value]
        return ", ".join(_word(str(each)) for each in words)
    if name == "hours":
        return _hours(str(value))
    return _say(value, zone)


def _hours(text: str) -> str:
    """Write hours in the language in effect, or as they stand where nothing could read them."""
    try:
        return shown(parse(text))
    except Invalid:
        return text


def _say(value: object, zone: str) -> str:
    if isinstance(value, datetime):
        at = local(value, zone)
        return f"{tongue().day(at.date())}, {tongue().clock(at.time())}"
    if isinstance(value, date):
        return tongue().day(value)
    if isinstance(value, Mapping):
        return "; ".join(_valued(str(name), str(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return str(value)


def _word(code: str) -> str:
    """Say a word of WORDS; any other stands as it is."""
    word = plain(code)
    return say_as("held", word) if word in WORDS else code


def _valued(name: str, value: str) -> str:
    return say("{name}: {value}", name=name, value=value)


def _with(line: str, words: str) -> str:
    return say("{line}, with the words: {words}", line=line, words=words) if words else line


def _void(said: Held, line: str) -> str:
    return say("{line}, undone since", line=line) if said["undone"] else line
