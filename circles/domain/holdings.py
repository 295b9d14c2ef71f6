"""What is held about one person, said in plain words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from circles.domain.cadence import local

Held = Mapping[str, Any]
"""As `circles.services.holdings` gives it: texts, numbers, instants, dates, and lists and maps of them."""


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
        return Section(self.title, [*self.lines[:most], f"... and {more} more"])


def in_words(held: Held, zone: str) -> list[Section]:
    """Say everything that is held, with its times in `zone`; empty sections are left out."""
    sections = [
        Section("About you", _named(held["you"], zone)),
        Section("Your addresses", [_address(each, zone) for each in held["addresses"]]),
        *(section for season in held["seasons"] for section in _season(season, zone)),
        Section("What was done with your entry", [_note(each, zone) for each in held["notes"]]),
        Section("Your mails to us", [_received(each, zone) for each in held["mails_from_you"]]),
        Section("Our mails to you", _sent(held["mails_to_you"])),
    ]
    return [section for section in sections if section.lines]


def _season(season: Held, zone: str) -> Iterable[Section]:
    name = season["season"]
    of_its_own = {"circles", "follow_ups", "season", "seats_offered", "suggested_about_you"}
    plain = {key: value for key, value in season.items() if key not in of_its_own}
    offered = [_offer(each, zone) for each in (*season["seats_offered"], *season["suggested_about_you"])]
    yield Section(name, [*_named(plain, zone), *offered])
    for circle in season["circles"]:
        whole = {key: value for key, value in circle.items() if key not in {"meetings", "circle", "shared"}}
        shared = [_shared(each, zone) for each in circle["shared"]]
        meetings = [line for meeting in circle["meetings"] for line in _meeting(meeting, zone)]
        yield Section(f"{name}, {circle['circle']}", [*_named(whole, zone), *shared, *meetings])
    yield Section(f"{name}, what you said you would do", [_follow_up(e, zone) for e in season["follow_ups"]])


def _meeting(meeting: Held, zone: str) -> Iterable[str]:
    when = f"Meeting on {_say(meeting['starts_at'], zone)}"
    for answer in meeting["answers"]:
        said = f"{answer['answer']} by {answer['by']} on {_say(answer['at'], zone)}"
        yield f"{when}: you answered {said}{_void(answer)}"
    for held in meeting["you_told"]:
        yield f"{when}: you told us that the circle {held['value']}{_void(held)}"
    for told in meeting["attendance"]:
        yield f"{when}: {told['told_by']} told us that you {told['value']}{_void(told)}"
    for proposal in meeting["proposals"]:
        note = f", with the note: {proposal['note']}" if proposal["note"] else ""
        yield f"{when}: you proposed {_say(proposal['starts_at'], zone)} ({proposal['state']}){note}"
    yield from (f"{when}: {line}" for line in _asked(meeting, zone))


def _asked(meeting: Held, zone: str) -> Iterable[str]:
    if meeting["your_words_on_the_topic"]:
        yield f"your words on the topic as its host: {_say(meeting['your_words_on_the_topic'], zone)}"
    for asked in meeting["asked_for_another_time"]:
        why = f": {asked['why']}" if asked["why"] else ""
        yield f"you asked for another time on {_say(asked['at'], zone)}{why}"
    for answer in meeting["times_that_suit"]:
        times = " and ".join(_say(each, zone) for each in answer["times"]) or "none of the times"
        yield f"{times} would suit you, you said on {_say(answer['at'], zone)}{_void(answer)}"
    for found in meeting["how_you_find_the_circle"]:
        line = f", with the line: {found['line']}" if found["line"] else ""
        score = f"{found['score']} of 5" if found["score"] is not None else "no number"
        yield f"you gave your circle {score} on {_say(found['at'], zone)}{line}{_void(found)}"


def _shared(said: Held, zone: str) -> str:
    kind = said["kind"].replace("_", " ")
    return f"You shared on {_say(said['at'], zone)} ({kind}){_void(said)}: {said['text']}"


def _offer(offer: Held, zone: str) -> str:
    what = (
        f"A seat in {offer['circle']}"
        if "circle" in offer
        else f"Suggested: {offer['what'].replace('_', ' ')}"
    )
    why = f", because: {offer['why']}" if offer["why"] else ""
    return f"{what} ({offer['state']}), {_say(offer['at'], zone)}{why}"


def _follow_up(promise: Held, zone: str) -> str:
    due = f", due {_say(promise['due'], zone)}" if promise["due"] else ""
    return f"{promise['text']} ({promise['state']}{due}){_void(promise)}"


def _address(address: Held, zone: str) -> str:
    said = [address["address"]]
    if address["waits_for_its_yes"]:
        said.append("waits for the yes in our mail to it")
    if address["written_to"]:
        said.append("we write to this one")
    if address["confirmed_at"]:
        said.append(f"confirmed on {_say(address['confirmed_at'], zone)}")
    if address["bounce"]:
        said.append(f"mail to it came back: {address['bounce']}")
    return ", ".join(said)


def _note(line: Held, zone: str) -> str:
    return f"{_say(line['at'], zone)}: {line['what']}"


def _received(mail: Held, zone: str) -> str:
    kept = ", the mail itself is still kept" if mail["kept_whole"] else ""
    answers = f"in answer to our {mail['answers'].replace('-', ' ')} mail" if mail["answers"] else ""
    subject = mail["subject"] or answers or "without a subject"
    words = f": {mail['words']}" if mail["words"] else ""
    sender = f", from {mail['sender']}" if mail["sender"] else ", not proved to be yours"
    return f"{_say(mail['received_at'], zone)}{sender}, {subject}{kept}{words}"


def _sent(mails: Sequence[Held]) -> list[str]:
    return [f"{kind}: {n}" for kind, n in sorted(Counter(mail["kind"] for mail in mails).items())]


def _named(values: Held, zone: str) -> list[str]:
    """Say each value under its name; what is empty is not said."""
    said = {name: _say(value, zone) for name, value in values.items() if value}
    return [f"{name.replace('_', ' ').capitalize()}: {value}" for name, value in said.items()]


def _say(value: object, zone: str) -> str:
    if isinstance(value, datetime):
        at = local(value, zone)
        return f"{at.day} {at:%b %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {each}" for name, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return str(value)


def _void(said: Held) -> str:
    return ", undone since" if said["undone"] else ""
