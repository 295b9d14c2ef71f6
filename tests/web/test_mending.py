"""A form that can't be used as it came: it comes back as it was filled in, the fault beside its field."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from flask import Flask
from selectolax.lexbor import LexborHTMLParser, LexborNode

from circles.runtime import Runtime
from circles.services import circles
from tests.web import seasons
from tests.web.browser import Browser
from tests.web.test_participant import link, meeting_ids

NOW = datetime.now(UTC)
HOST = "Ana Sousa"


@pytest.fixture
def browser(app: Flask, runtime: Runtime) -> Browser:
    """Be who hosts the first meetings, with one behind and one ahead."""
    with runtime.transaction() as db:
        season = seasons.publish(db, seasons.add_program(db, NOW), NOW)
        circle = circles.of_season(db, season)[0]
        for meeting in circle.meetings:
            meeting.host = circle.memberships[0]
    browser = Browser(app)
    browser.open(link(runtime, HOST))
    return browser


def filled(node: LexborNode | None) -> str:
    """Give what a field holds."""
    assert node is not None
    if node.tag == "select":
        chosen = node.css_first("option[selected]")
        return (chosen.attributes["value"] or "") if chosen else ""
    return node.text() if node.tag == "textarea" else node.attributes.get("value") or ""


@pytest.mark.parametrize(
    ("path", "action", "typed", "field"),
    [
        ("/me/meetings/{past}/moved", "", {"day": "2020-02-01", "at": "18:30"}, "day"),
        ("/me/meetings/{next}/move", "", {"day": "2020-02-01", "at": "18:30"}, "day"),
        ("/me/meetings/{next}/move", "/me/meetings/{next}/ask", {"reason": "x" * 301}, "reason"),
        ("/me/meetings/{past}/survey", "", {"score": "4", "line": "x" * 1001}, "line"),
        (
            "/me/meetings/{past}/recap",
            "",
            {
                "met": "yes",
                "came": "2",
                "complete": "yes",
                "takes": "Ask first.",
                "may_quote": "yes",
                "promise": "send the list",
                "owner": "3",
                "due": "Friday",
            },
            "due",
        ),
        ("/me/meetings/{past}/recap", "", {"promise": "send the list", "due": "2030-01-31"}, "met-yes"),
        ("/me/pause", "", {"until": "2020-02-01"}, "until"),
        ("/me/addresses", "", {"email": "nobody"}, "email"),
        ("/me/link", "", {"email": "nobody"}, "email"),
        ("/join/harbour-mentoring", "/join/harbour-mentoring/wait", {"email": "nobody"}, "email"),
    ],
)
def test_what_was_typed_stays_and_the_fault_stands_beside_it(
    browser: Browser, runtime: Runtime, path: str, action: str, typed: dict[str, object], field: str
) -> None:
    past, following, *_ = meeting_ids(runtime, HOST)
    path, action = (each.format(past=past, next=following) for each in (path, action or path))
    answer = browser.press(path, action, typed)
    assert answer.status_code == 422
    page = LexborHTMLParser(answer.text)
    [summary] = page.css("#errors")
    said = summary.css_first("a")
    assert said is not None
    assert said.attributes["href"] == f"#{field}"
    assert page.css_first(f"#{field}") is not None
    beside = [each.text(strip=True) for each in page.css(".invalid-feedback")]
    assert beside == [said.text(strip=True)]
    for name, value in typed.items():
        ticks = page.css(f'input[name="{name}"][type=checkbox], input[name="{name}"][type=radio]')
        kept = [each.attributes["value"] for each in ticks if "checked" in each.attributes]
        assert (kept or [filled(page.css_first(f'[name="{name}"]'))]) == [value], name
    assert not re.search(r"\bNone\b", unescape(page.body.text() if page.body else ""))
