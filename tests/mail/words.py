"""Collect the sentences that mails say, and bring every catalogue up to date: `make words`.

`make words NEW=fr` begins a catalogue. What is new comes out empty, never guessed at: a test asks for it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from circles.domain import holdings, topics
from circles.domain.tongue import LANGUAGES
from circles.mail.tongues import CATALOGUES, catalogue

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = CATALOGUES / "mails.pot"
_KEYWORDS = {"say": None, "say_n": (1, 2), "say_as": ((1, "c"), 2)}
REPLIES = {"reply", "seat"}
"""Contexts of what is sent back to us; "seat" is for what is said in English as of a meeting."""
_JINJA = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
_NOTE = (
    "A reader may send this back to us as it stands. Translate it only into words that we understand in"
    " your language (docs/translating.md says how to try it), else leave it in English."
)
_HEAD = "# The sentences of the mails of Circles; docs/translating.md says how to translate them."


def collected() -> Catalog:
    """Collect all that templates, code and the built-in topics say."""
    catalog = Catalog(project="Circles", header_comment=_HEAD, charset="utf-8")
    for path, message, context in _said():
        where = [(path.relative_to(ROOT).as_posix(), 0)]
        catalog.add(
            message, context=context, locations=where, auto_comments=[_NOTE] if context in REPLIES else ()
        )
    return catalog


def _said() -> Iterator[tuple[Path, str | tuple[str, ...], str | None]]:
    for method, paths, options in (
        ("python", sorted((ROOT / "circles").rglob("*.py")), {}),
        ("jinja2", sorted((ROOT / "templates/email").rglob("*.*")), _JINJA),
    ):
        for path in paths:
            with path.open("rb") as source:
                for _, message, _, context in extract(method, source, _KEYWORDS, (), options):
                    yield path, message, context
    for words in sorted(topics.WORDS):
        yield ROOT / "circles/domain/topics.py", words, "topic"
    for words in sorted(holdings.WORDS):
        yield ROOT / "circles/domain/holdings.py", words, "held"


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as written:
        return read_po(written, locale=language, charset="utf-8")


def main(new: list[str]) -> None:
    """Write the template, and each catalogue with what it lacks."""
    template = collected()
    if TEMPLATE.exists():
        template.creation_date = read(TEMPLATE).creation_date
    _write(TEMPLATE, template)
    for language in LANGUAGES:
        path = catalogue(language)
        if path.exists() or language in new:
            known = read(path, language) if path.exists() else Catalog(language, header_comment=_HEAD)
            known.update(template, no_fuzzy_matching=True, keep_user_comments=True)
            known.obsolete.clear()
            _write(path, known)
            lacking = sum(not _is_done(message.string) for message in known if message.id)
            sys.stdout.write(f"{language}: {lacking} of {len(known)} to translate\n")


def _is_done(string: str | tuple[str, ...]) -> bool:
    return bool(string) and (isinstance(string, str) or all(string))


def _write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as into:
        write_po(into, catalog, width=110, sort_by_file=True, include_lineno=False)


if __name__ == "__main__":
    main(sys.argv[1:])
