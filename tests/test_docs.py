"""What a stranger reads first is true: links lead somewhere, files are there, and commands can be given."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from circles.cli import main

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
every_page = pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])


def anchors(page: Path) -> set[str]:
    """Give the headings of a page as links name them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@every_page
def test_links_lead_to_a_page_and_to_a_heading_of_it(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, heading = link.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), link
        assert not heading or heading in anchors(found), link


@every_page
def test_files_that_are_named_are_there(page: Path) -> None:
    named = re.findall(
        r"`((?:circles|worker|tests|templates|docs|deploy|benchmarks)/[\w./-]+)`", page.read_text("utf-8")
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


def commands(page: Path) -> Iterator[str]:
    """Find the commands that stand in a line of their own or between backticks."""
    text = page.read_text(encoding="utf-8")
    yield from re.findall(r"^ {4}(circles .+?)(?: {2,}#.*)?$", text, re.MULTILINE)
    yield from re.findall(r"`(circles [a-z][^`]*)`", text)


@every_page
def test_commands_are_ones_that_can_be_given(page: Path) -> None:
    assert isinstance(main, click.Group)
    for written in commands(page):
        _, name, *rest = shlex.split(re.sub(r"[][|<]|\.\.\.", " ", written))
        command = main.get_command(click.Context(main), name)
        assert command is not None, written
        options = {option for each in command.params for option in each.opts}
        assert {word for word in rest if word.startswith("--")} <= options, written
