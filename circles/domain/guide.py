"""A discussion guide and the Markdown it is written in; docs/topics.md describes the format.

`write` and `read` are each other's inverse for every guide that `check` accepts.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from circles.domain import marks
from circles.domain.tongue import say
from circles.errors import Invalid

MOST_CHARACTERS = 12_000
MOST_QUESTIONS = 8
LONGEST = {
    "title": 120,
    "opening": 1000,
    "questions": 400,
    "opening_round": 500,
    "closing_round": 500,
    "reading": 1000,
    "host_note": 2000,
    "words": 1500,
}
"""Characters of each part, for questions of each one."""

_HEADINGS = {
    "questions": "Questions",
    "opening_round": "Opening round",
    "closing_round": "Closing round",
    "reading": "Reading",
    "host_note": "Note for the host",
}
_FIELDS = {heading.casefold(): field for field, heading in _HEADINGS.items()} | {"why it matters": "opening"}
_HEADING = re.compile(r"(?P<level>#{1,6})\s*(?P<words>.*)")
_ITEM = re.compile(r"(?:\d{1,2}[.)]|[-*•])\s+(?P<words>\S.*)")
# Controls, line separators, half surrogates, and marks that turn the direction of what follows.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


@dataclass(frozen=True)
class Guide:
    """What a circle talks about. Paragraphs are parted by a blank line; what is empty is left out."""

    title: str
    opening: str = ""
    """Why it matters, in two or three sentences."""
    questions: tuple[str, ...] = ()
    opening_round: str = ""
    closing_round: str = ""
    reading: str = ""
    host_note: str = ""
    """Only the host reads it."""


@dataclass(frozen=True)
class _Line:
    number: int
    text: str


def flat(text: str) -> str:
    """Put a text on one line, without what is no character to read."""
    return " ".join(_UNSAFE.sub(" ", text).split())


def paragraphs(text: str) -> str:
    """Give a text as a guide keeps it: each paragraph on one line, a blank line between two."""
    parts = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return "\n\n".join(filter(None, map(flat, parts)))


def questions(text: str) -> tuple[str, ...]:
    """Give the questions of a list, or the lines of a text that is none."""
    items = _items([_Line(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()])
    return tuple(item.text for item in items)


def check(guide: Guide, words: str = "") -> None:
    """Refuse, naming the field, a guide that can't be shown as it was meant."""
    if not guide.title:
        raise Invalid(say("It needs a title, such as Asking for advice."), field="title")
    values: dict[str, Any] = asdict(guide) | {"words": words}
    for field, value in values.items():
        for text in value if field == "questions" else [value]:
            if fault := _fault(field, text):
                raise Invalid(say("In {part} we {fault}", part=_called(field), fault=fault), field=field)
    if fault := _too_many(guide.questions):
        raise Invalid(fault, field="questions")


def adapted(guide: Guide, changes: Mapping[str, Any]) -> Guide:
    """Put what a host changed in the place of what a topic says."""
    known = {field.name for field in fields(Guide)}
    changed = {name: value for name, value in changes.items() if name in known}
    if "questions" in changed:
        changed["questions"] = tuple(changed["questions"])
    return replace(guide, **changed)


def write(guide: Guide) -> str:
    """Write a guide in Markdown."""
    parts = [f"# {guide.title}", _escaped(guide.opening)]
    for field, heading in _HEADINGS.items():
        value = getattr(guide, field)
        if field == "questions":
            value = "\n".join(f"{n}. {question}" for n, question in enumerate(value, 1))
        else:
            value = _escaped(value)
        parts += [f"## {heading}", value] if value else []
    return "\n\n".join(filter(None, parts)) + "\n"


def read(text: str) -> Guide:
    """Read a guide; raises Invalid that says the line, what was expected and found, and what to do."""
    if len(text) > MOST_CHARACTERS:
        raise Invalid(
            f"A topic has {MOST_CHARACTERS} characters at most, and this one {len(text)}. Shorten it.",
            field="text",
        )
    title, sections = _sections(text)
    _must_be_fine("title", title)
    found: dict[str, Any] = {"title": title.text}
    found |= {field: _part(field, lines) for field, lines in sections.items()}
    if fault := _too_many(found.get("questions", ())):
        raise Invalid(fault, field="text")
    if not found.get("questions"):
        raise Invalid(
            "We expected questions and found none. Write a line “## Questions” and below it"
            " lines such as “1. What would you do again?”.",
            field="text",
        )
    return Guide(**found)


def _part(field: str, lines: Sequence[_Line]) -> str | tuple[str, ...]:
    blocks = _items(lines, strict=True) if field == "questions" else _blocks(lines)
    for block in blocks:
        _must_be_fine(field, block)
    if field == "questions":
        return tuple(block.text for block in blocks)
    whole = "\n\n".join(block.text for block in blocks)
    if blocks:
        _must_be_fine(field, _Line(blocks[0].number, whole))
    return whole


def _sections(text: str) -> tuple[_Line, dict[str, list[_Line]]]:
    """Cut a document at its headings: its title, and the lines of each part."""
    lines = [_Line(n, line.strip()) for n, line in enumerate(re.split(r"\r\n|\r|\n", text), 1)]
    first = next((line for line in lines if line.text), _Line(1, ""))
    heading = _HEADING.fullmatch(first.text)
    title = flat(heading["words"]) if heading else ""
    if heading is None or len(heading["level"]) != 1 or not title:
        raise _error(first, "the title, such as “# Asking for advice”", first.text, "Begin with it.")
    sections: dict[str, list[_Line]] = {"opening": []}
    field = "opening"
    for line in lines[first.number :]:
        heading = _HEADING.fullmatch(line.text)
        if heading:
            field = _field(line, heading)
            if sections.get(field):
                raise _error(line, "each heading once", line.text, "Put what is below it under the first.")
            sections[field] = []
        else:
            sections[field].append(line)
    return _Line(first.number, title), sections


def _field(line: _Line, heading: re.Match[str]) -> str:
    if len(heading["level"]) == 1:
        raise _error(line, "one title, at the top", line.text, "Write other headings with ##.")
    field = _FIELDS.get(flat(heading["words"]).casefold())
    if field is None:
        known = ", ".join(f"## {each}" for each in _HEADINGS.values())
        raise _error(line, f"one of {known}", line.text, "Use one of these, or write the words without #.")
    return field


def _blocks(lines: Iterable[_Line]) -> list[_Line]:
    """Join the lines of each paragraph."""
    blocks: list[_Line] = []
    open_ = False
    for line in lines:
        text = flat(line.text.removeprefix("\\"))
        if not text:
            open_ = False
        elif open_:
            blocks[-1] = _Line(blocks[-1].number, f"{blocks[-1].text} {text}")
        else:
            blocks.append(_Line(line.number, text))
            open_ = True
    return blocks


def _items(lines: Iterable[_Line], *, strict: bool = False) -> list[_Line]:
    """Give the items of a list; a line that begins none goes on with the one before, unless that is lacking.

    Without `strict`, every line of a text that has no item is one.
    """
    lines = [line for line in lines if line.text]
    listed = strict or any(_ITEM.fullmatch(line.text) for line in lines)
    items: list[_Line] = []
    for line in lines:
        item = _ITEM.fullmatch(line.text)
        if item or not listed:
            items.append(_Line(line.number, flat(item["words"] if item else line.text)))
        elif items:
            items[-1] = _Line(items[-1].number, f"{items[-1].text} {flat(line.text)}")
        elif strict:
            raise _error(line, "a question such as “1. What helped?”", line.text, "Number it.")
    return [item for item in items if item.text]


def _must_be_fine(field: str, line: _Line) -> None:
    if fault := _fault(field, line.text):
        raise Invalid(f"Line {line.number}, {_called(field)}: we {fault}", field="text")


def _called(field: str) -> str:
    return {
        "title": say("the title"),
        "opening": say("why it matters"),
        "questions": say("the questions"),
        "opening_round": say("the opening round"),
        "closing_round": say("the closing round"),
        "reading": say("the reading"),
        "host_note": say("the note for the host"),
        "words": say("your own words"),
    }[field]


def _fault(field: str, text: str) -> str:
    """Say, after "we", what is wrong with a part of a guide; "" where nothing is."""
    if len(text) > LONGEST[field]:
        return say(
            "expected {most} characters at most, found {n}. Shorten it.", most=LONGEST[field], n=len(text)
        )
    return "" if field == "title" else marks.fault(text)


def _too_many(asked: Sequence[str]) -> str:
    if len(asked) <= MOST_QUESTIONS:
        return ""
    return say(
        "We expected {most} questions at most, found {n}. Three or four do well.",
        most=MOST_QUESTIONS,
        n=len(asked),
    )


def _error(line: _Line, expected: str, found: str, remedy: str) -> Invalid:
    shown = f"“{flat(found)[:60]}”" if found else "nothing"
    return Invalid(f"Line {line.number}: we expected {expected}, found {shown}. {remedy}", field="text")


def _escaped(text: str) -> str:
    """Keep a paragraph that begins like a heading, or with a backslash, from being read as one."""
    return "\n\n".join(
        f"\\{part}" if part.startswith(("#", "\\")) else part for part in text.split("\n\n") if part
    )
