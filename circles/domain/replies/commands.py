"""Commands: whole lines at the head of the own text. A sentence that contains "stop" is none."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import islice

from circles.domain.replies.budget import MOST_PLAIN_CHARACTERS
from circles.domain.replies.check_in import how_they_are
from circles.domain.replies.clauses import answered
from circles.domain.replies.command_words import PLAIN, in_english
from circles.domain.replies.courtesies import bared, is_courtesy
from circles.domain.replies.dates import read_date
from circles.domain.replies.done_lines import follow_up_line, shown
from circles.domain.replies.draft import Draft
from circles.domain.replies.languages import words
from circles.domain.replies.lead_cues import THANKS
from circles.domain.replies.leads import leading
from circles.domain.replies.other_times import names_an_hour, slots_line
from circles.domain.replies.segments import Segment
from circles.domain.replies.sentences import Sentence, sentences
from circles.domain.replies.values import WHOM_TO_ASK

_NOW = re.compile(r" now$")
_POLITE = re.compile(r"^(?:please )+|(?: (?:please|thanks|thank you|now))+$")
_BEHIND = {*PLAIN, "move", "swap", "done", "drop"} - {"busy"}
_OF_A_FOLLOW_UP = {"move", "done", "drop"}
_NAMES = {phrase: name for name, phrases in PLAIN.items() for phrase in phrases.split("|")}
_MOVE = re.compile(
    r"(?i)move(?: it| this| that|(?P<meeting> (?:the|our|this) meeting))?"
    r"(?:\s+#?(?P<number>\d{1,2}))?(?:\s+(?:to\s+(?!\d\d?[:.]\d))?(?P<day>\S.*?))?\s*[.!]*"
)
"""In Finnish "to 17:00" is Thursday at five."""
_PLEASE = (
    r"(?:please|thanks|thank you|bitte|danke|s'il (?:vous|te) pla[iî]t|svp|por favor|per favore|alsjeblieft"
    r"|alstublieft|tak|takk|tack|kiitos|proszę)"
)
_PAUSE = re.compile(
    rf"(?i)(?:{_PLEASE}\s+)?(?:pause|break)(?:\s+(?:me|us|mich|moi)\b)?(?:\s+(?P<rest>.+?))?\s*[.!]*"
)
_WISH = re.compile(
    rf"(?i)\W*(?:{_PLEASE}\W+)?(?:pause|break)\s*(?:[,:;!.–]|-(?!\w)|\d|(?:me|us|my|our|zero|until|till|bis"
    rf"|jusqu\w*|hasta|fino|até|tot|til|for(?! thought| breath| effect)|from|while|as|because"
    rf"|{_PLEASE})(?!\w))"
)
_TILL = re.compile(
    r"(?i)\b(?:until|till?|through|bis|jusqu'(?:au|à)|hasta|fino al?|até|tot|asti|saakka|do)\s"
)
_NO_TIME = re.compile(r"0+\b(?![.:/-])")
_STOP = re.compile(
    r"(?i)[.,;:!–—-]+\s+(?:(?:and|so|und|also|et|donc|y|así que|e|quindi|por isso|en|dus|og|och|så|ja|joten|i"
    r"|więc)\s+)*"
)
_JOINT = re.compile(
    r"(?i)(?:(?<![.,;!/])[.,;!/]++|\s(?:and|but|und|aber|et|mais|y|pero|e|ma|mas|en|maar|og|men|och|ja|mutta|i"
    r"|ale)(?=\s))\s+"
)
_NUMBER = re.compile(r"#?\s*\d{1,2}")
_KIND = re.compile(rf"(?:please|sorry|{THANKS})(?: (?:so much|very much|a lot|all|everyone))?")
_OF_FOLLOW_UP = re.compile(
    r"(?:(?:and|but|please|also|only|just) )*(?:(?:done|drop|later) (?:(?:with|no|number|nr) )*\d{1,2}\b"
    r"|\d{1,2} (?:(?:is|are|isn't|aren't|not|can|should|be) )*(?:done|drop|dropped|later)\b)"
)
_SWAP = re.compile(r"(?i)swap(?:\s+(?:with|to))?\s+(?P<name>.+?)\s*[.!]*")


def command(segment: Segment, draft: Draft) -> bool:
    """Read a line that is a command and nothing else but a courtesy; tell whether it was one."""
    if "?" in segment.text:
        return False
    pieces = _pieces(segment) if _NUMBER.search(segment.text) else []
    if how_they_are(segment, draft) or (len(pieces) > 1 and _read_pieces(pieces, draft)):
        return True
    alone = _POLITE.sub("", words(in_english(segment.text, draft.context.language)))
    line = segment
    if len(segment.text) <= MOST_PLAIN_CHARACTERS:
        segment = bared(segment, draft.context)
    segment = replace(segment, text=in_english(segment.text, draft.context.language))
    said = _NOW.sub("", words(segment.text))
    if said in _NAMES and (alone in _NAMES or not is_a_no(segment, draft)):
        draft.command(_NAMES[said], span=segment.span)
        return True
    return any(rule(segment, draft) for rule in _RULES) or slots_line(line, draft)


def is_a_no(segment: Segment, draft: Draft) -> bool:
    """Tell whether a line is Busy or Pass, which is a no beside or below an apology.

    It is none of who was asked how they are, or hosts and so passes that on.
    """
    said = words(in_english(bared(segment, draft.context).text, draft.context.language))
    name, kind = _NAMES.get(_NOW.sub("", said)), draft.context.kind
    hosts = draft.context.hosts or kind == "topic-draft"
    return (name == "busy" and kind != "check-in") or (said in {"pass", "i pass"} and not hosts)


def later_sentence(sentence: Sentence, draft: Draft) -> bool:
    """Read a sentence of talk that is about follow-ups and their numbers; tell whether it was one.

    One that may be is asked about where the same mail asked for something already, which is noted.
    """
    if draft.line_asks_or_counts or not draft.context.follow_ups or not _NUMBER.search(sentence.text):
        return False
    piece = Segment(sentence.text.strip(), sentence.span)
    if _read_pieces(_pieces(piece), draft):
        return True
    if draft.commands and _OF_FOLLOW_UP.match(sentence.said):
        draft.ask("number.meant", "May be about a follow-up: please write its number", sentence.span)
    return False


def _pieces(segment: Segment) -> list[Segment]:
    """Cut a line into what it says of one follow-up after the other: "Done 1, 2 and drop 3" are two."""
    if len(segment.text) > MOST_PLAIN_CHARACTERS:
        return [segment]
    found: list[tuple[int, int]] = []
    start = 0
    joints = [joint.span() for joint in _JOINT.finditer(segment.text)]
    for end, following in [*joints, (len(segment.text), 0)]:
        text, before = segment.text[start:end], segment.text[slice(*found[-1])] if found else ""
        listed = _NUMBER.fullmatch(text) and not _NUMBER.match(before)
        if found and (listed or _NUMBER.fullmatch(before)):
            found[-1] = (found[-1][0], end)
        elif text.strip():
            found.append((start, end))
        start = following
    return [_part(segment, *span) for span in found]


def _read_pieces(pieces: list[Segment], draft: Draft) -> bool:
    """Read a line that is about follow-ups, and of which nothing is about anything else but a kind word."""
    trial = replace(draft, commands=[], rules=[], unsure=False)
    telling = [piece for piece in pieces if not _KIND.fullmatch(words(piece.text))]
    for piece in telling:
        english = replace(piece, text=in_english(piece.text, draft.context.language))
        if not (follow_up_line(english, trial) or _move(english, trial)):
            return False
    new = [each for each in trial.commands if each not in draft.commands]
    about = [said for said in (*draft.commands, *new) if said.name not in {"slots", "score"}]
    named = [each for said in about for each in said.args if each.isdecimal()]
    if len(set(named)) < len(named):
        return False  # of one, two things are said
    draft.commands += new
    draft.rules += trial.rules
    draft.unsure |= trial.unsure
    return bool(telling)


def subject_command(subject: str, draft: Draft) -> None:
    """Read the subject that a List-Unsubscribe link writes into a mail without words."""
    if _NAMES.get(words(subject)) == "leave":
        draft.command("leave", span=(0, 0))


def break_beside_answer(segment: Segment, draft: Draft) -> Segment:
    """Read the break a line asks for besides its answer, "No. Pause until 15 March"; give the rest of it."""
    if "?" in segment.text:
        return segment
    for stop in _STOP.finditer(segment.text):
        parts = _part(segment, 0, stop.start()), _part(segment, stop.end(), len(segment.text))
        for asks, rest in (parts, parts[::-1]):
            english = replace(asks, text=in_english(asks.text, draft.context.language))
            if is_courtesy(rest.text, draft.context.language):
                continue
            if _is_break(english, draft) and _answers(rest, draft) and _pause(_till(english, rest), draft):
                return rest
    return segment


def _till(asks: Segment, rest: Segment) -> Segment:
    """Give a break without its length the day beside it: "Pause please, I'm away until 20 March"."""
    till = _TILL.search(rest.text) if not _length(asks) else None
    return replace(asks, text=f"pause until {rest.text[till.end() :]}") if till else asks


def wish_for_a_break(segment: Segment, draft: Draft) -> None:
    """Ask about a sentence that begins as Pause does, or goes on so behind its answer, and is no command."""
    for sentence in sentences(segment):
        lead = leading(sentence, draft.context)
        behind = sentence.after(len(lead[1].split())) if lead else sentence
        if any(_WISH.match(in_english(each.text, draft.context.language)) for each in (sentence, behind)):
            draft.ask("pause.unclear", f"May ask for a break: {sentence.text.strip()[:80]!r}", sentence.span)


def command_behind(segment: Segment, draft: Draft) -> None:
    """Ask about a sentence behind an answer that alone on its line would be a command: "No. Leave".

    What has been read already is not: "Yes. Done 1", or the "Yes. Done" that answers what is asked of one.
    """
    is_answered = draft.context.kind == "follow-up" and bool(draft.commands)
    asked_for = _BEHIND - _OF_A_FOLLOW_UP if is_answered else _BEHIND
    for sentence in islice(sentences(segment), 1, None):
        what = sentence.text.strip()
        trial = replace(draft, commands=[], rules=[], unsure=False)
        is_command = command(Segment(what, sentence.span), trial)
        unread = {each.name for each in trial.commands if each not in draft.commands}
        if is_command and unread & asked_for:
            draft.ask("command.behind", f"Only a line of its own asks for this: {what!r}", sentence.span)


def _part(segment: Segment, start: int, end: int) -> Segment:
    offset = segment.span[1] - len(segment.text)
    return replace(segment, text=segment.text[start:end], span=(offset + start, offset + end))


def _answers(segment: Segment, draft: Draft) -> bool:
    return any(
        leading(each, draft.context) or answered(each.pieces(), draft.context.language)
        for each in sentences(segment)
    )


def _move(segment: Segment, draft: Draft) -> bool:
    """Read a Move of the follow-up that is named, or the only one; an hour says that the meeting is meant."""
    match = _MOVE.fullmatch(segment.text)
    if match is None:
        return False
    number, day = _number_and_day(match["number"], match["day"] or "", draft)
    when = match["day"] or ""
    if day and day < draft.calendar.today:
        draft.ask("move.past", f"That day is past: {day:%a} {day.day} {day:%b} {day.year}", segment.span)
        return True
    if when and day is None:
        if number:
            draft.ask("move.unclear", f"Not a day: {when[:60]!r}", segment.span)
        return bool(number)
    args = (day.isoformat(),) if day else ()
    kept = draft.context.kind == "follow-up" or (draft.context.follow_ups and not names_an_hour(when))
    if number or (kept and day and not match["meeting"]):
        meant = shown(number, draft, segment.span)
        if meant is None:
            return True
        args = (*meant, *args)
    draft.command("move", *args, span=segment.span)
    return True


def _number_and_day(number: str | None, when: str, draft: Draft) -> tuple[str | None, date | None]:
    """Tell the number of a follow-up from the day behind it, and from that of a month: "Move 14 January".

    A day that was is given where the words are no day to come, so that this can be said.
    """
    whole = f"{number} {when}" if number and when and not when[0].isdecimal() else ""
    for past in (False, True):
        if day := read_date(when, draft.calendar, past=past) if when else None:
            return number, day
        if day := read_date(whole, draft.calendar, past=past) if whole else None:
            return None, day
    return number, None


def _length(segment: Segment) -> str:
    """Give what a line says of how long a break is."""
    match = _PAUSE.fullmatch(segment.text)
    rest = match["rest"] or "" if match else ""
    return re.sub(rf"(?i)^(?:for|until|till)\s+|(?:^|[\s,]+){_PLEASE}$", "", rest).strip()


def _is_break(segment: Segment, draft: Draft) -> bool:
    """Tell whether a line asks for a break and for nothing else; of no length, too, about which we ask."""
    if _PAUSE.fullmatch(segment.text) is None:
        return False
    rest = _length(segment)
    return not rest or _NO_TIME.match(rest) is not None or read_date(rest, draft.calendar) is not None


def _pause(segment: Segment, draft: Draft) -> bool:
    if not _is_break(segment, draft):
        return False
    rest = _length(segment)
    until = read_date(rest, draft.calendar) if rest else None
    if _NO_TIME.match(rest):
        draft.ask("pause.unclear", f"No length of a break: {rest[:60]!r}", segment.span)
        return True
    draft.command("pause", *([until.isoformat()] if until else []), span=segment.span)
    return True


def _swap(segment: Segment, draft: Draft) -> bool:
    match = _SWAP.fullmatch(segment.text)
    if match is None:
        return False
    email = draft.roster.person(match["name"])
    if email:
        draft.command("swap", email, span=segment.span)
    else:
        end = segment.span[1] - len(segment.text) + match.end("name")
        draft.note(WHOM_TO_ASK, "Whom to ask to host", (end - len(match["name"]), end))
        why = f"Nobody in the circle is surely meant by {match['name'][:60]!r}"
        draft.ask("swap.unknown", why, segment.span)
    return True


_RULES: tuple[Callable[[Segment, Draft], bool], ...] = (
    follow_up_line,
    _move,
    _pause,
    _swap,
)
