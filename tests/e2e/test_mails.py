"""Every kind of mail in a browser: on a narrow screen, in light and in dark, with the longest of words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from circles.db import Database
from circles.domain.words import MailKind
from circles.mail.compose import compose
from circles.mail.parse import parse
from tests.e2e.test_pages import NARROW, too_wide, violations
from tests.mail.rows import NOW, a_season, an_outgoing
from tests.mail.test_compose import LINKS, SITE

pytestmark = pytest.mark.e2e

SEEN = ("color-contrast", "link-in-text-block", "link-name", "list", "empty-heading")
LONG = "Maximiliana-Wolfeschlegelsteinhausenbergerdorff"


@pytest.fixture
def mails(database: Database) -> Iterator[dict[MailKind, str]]:
    """Each kind as HTML, to a reader with a long name whose circle meets at a long address."""
    with database.transaction() as db:
        rows = a_season(db)
        rows.circle.place = "https://meet.example.org/" + "a" * 150
        rows.people[0].name = rows.people[1].name = LONG
        outgoing = {kind: an_outgoing(db, kind) for kind in MailKind}
        yield {
            kind: parse(compose(db, each, SITE, LINKS, NOW).raw).html or "" for kind, each in outgoing.items()
        }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_mail_is_legible_on_a_narrow_screen(
    chromium: Browser, mails: dict[MailKind, str], scheme: str
) -> None:
    context = chromium.new_context(viewport=NARROW, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    faults = []
    for kind, html in mails.items():
        page.set_content(html)
        faults += [f"{kind}: {fault}" for fault in (*violations(page, SEEN), *too_wide(page))]
    context.close()
    assert faults == []
