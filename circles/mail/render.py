"""Render a mail: its body is written once, in blocks, and rendered twice, as text and as HTML.

`templates/email/<kind>/` holds `subject.txt` and `body.j2`. The blocks have one set of macros
for text and one for HTML under the same names, so the two forms can't drift apart.
"""

import re
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from circles.domain.replies.marker import ABOVE_THIS_LINE
from circles.domain.tongue import listed, say, say_as, say_n, tongue
from circles.domain.words import MailKind
from circles.mail.circle_facts import CircleFacts
from circles.mail.facts import Facts
from circles.mail.marked import FORMS
from circles.mail.message import LONGEST_SUBJECT, clean

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "email"
_SPEECH: dict[str, Callable[..., str]] = {"say": say, "say_as": say_as, "say_n": say_n}
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True)
class Words:
    """A mail as people read it."""

    subject: str
    text: str
    html: str


def render(kind: MailKind, facts: Facts, circle: CircleFacts | None) -> Words:
    """Render one mail; raises jinja2.UndefinedError when a template asks for what is not there."""
    context = {"mail": facts, "link": facts.link, **({"circle": circle} if circle else {})}
    text, html = (_environment(form).get_template(f"{kind}/body.j2") for form in ("text", "html"))
    subject = _environment("text").get_template(f"{kind}/subject.txt").render(context)
    return Words(
        subject=clean(subject, LONGEST_SUBJECT),
        text=_BLANK_LINES.sub("\n\n", text.render(context)).strip(),
        html=html.render(context, subject=subject.strip()),
    )


class _Environment(Environment):
    """What the templates of one form have in common."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give them as one dictionary, not as one on top of another: each mail goes through all of them."""
        return {**self.globals, **(d or {})}


@cache
def _environment(form: str) -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=form == "html",  # plain text has nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters |= {"flat": _flat, "marked": FORMS[form], "listed": listed}
    environment.globals |= {"layout": f"_blocks/layout.{form}.j2", "language": _language, "marker": _marker}
    environment.globals |= {
        name: speak if form == "text" else _marking_up(speak) for name, speak in _SPEECH.items()
    }
    blocks = environment.get_template(f"_blocks/{form}.j2").module
    environment.globals |= {name: block for name, block in vars(blocks).items() if callable(block)}
    return environment


def _language() -> str:
    return tongue().language


def _marker() -> str:
    return ABOVE_THIS_LINE[tongue().language]


def _marking_up(speak: Callable[..., str]) -> Callable[..., Markup]:
    """Say it as HTML: the sentence is ours, its fields are escaped unless they are HTML already."""

    def marked_up(*said: Any, **fields: object) -> Markup:
        return Markup(speak(*said, **{name: escape(field) for name, field in fields.items()}))  # noqa: S704

    return marked_up


def _flat(words: object) -> str:
    """Put words on one line: nothing quoted can begin a line of its own."""
    return " ".join(str(words).split())
