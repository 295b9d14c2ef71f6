"""The ways a visitor goes about the demo, and a picture of each step."""

import re
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Download, FloatRect, Locator, Page, Response, expect

from tests.e2e.visitor import ZONE

WIDTH = 1200
LONG = 60.0
"""Seconds for what a worker does on a busy machine."""


class Story:
    """A page, and how one gets about from it."""

    def __init__(self, page: Page, pictures: Path) -> None:
        self.page = page
        self._pictures = pictures
        self.opened: list[str] = []
        """Address of every page that was shown."""
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        if response.status == 200:
            self.opened.append(response.url)

    def picture(self, name: str, *, of: Page | None = None, height: int = 0) -> None:
        """Keep a picture of the whole page, of another one, or of the top of it."""
        page = of or self.page
        page.wait_for_load_state()  # the mail in its frame too
        top = FloatRect(x=0, y=0, width=WIDTH, height=height) if height else None
        page.screenshot(path=self._pictures / f"{name}.png", full_page=True, clip=top)

    def keep(self, download: Download) -> Path:
        """Keep a download under the name the page gives it."""
        path = self._pictures / download.suggested_filename
        download.save_as(path)
        return path

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow a link."""
        self.page.get_by_role("link", name=name).first.click()

    def see(self, heading: str | re.Pattern[str]) -> None:
        """Wait for a heading: what a worker does may take a while."""
        expect(self.page.get_by_role("heading", name=heading).first).to_be_visible(timeout=LONG * 1000)

    def item(self, text: str) -> Locator:
        """Find the items of any list that say this."""
        return self.page.get_by_role("listitem").filter(has_text=text)

    def open_season(self) -> None:
        """Go to the season that takes people, from wherever we are."""
        self.page.goto("/")
        self.press("Sign in")
        takes_people = self.page.get_by_text("open", exact=True)
        self.page.get_by_role("listitem").filter(has=takes_people).get_by_role("link").click()

    def open_first_meeting(self, person: str) -> None:
        """Go to the first meeting of somebody's circle, as an organizer does."""
        self.page.goto("/")
        self.press("Sign in")
        self.follow("People")
        self.page.get_by_label("Name or address").fill(person)
        self.press("Show")
        self.follow(re.compile(r"^Circle \d+"))
        self.page.get_by_role("table").get_by_role("link").first.click()
        self.see(re.compile("^Meeting 1"))

    def open_mailbox(self, reader: str) -> Locator:
        """Open somebody's mailbox and find the mails in it, newest first."""
        self.page.goto("/demo/mail")
        box = self.page.get_by_role("navigation", name="Mailboxes").get_by_role("link", name=reader)
        self._reload_until(box)
        box.click()
        self.see(f"{reader}'s mail")
        return self.page.locator(".mail-list").get_by_role("link")

    def open_mail(self, reader: str, subject: str) -> None:
        """Open somebody's newest mail of this subject; it may take a moment to come."""
        mail = self.open_mailbox(reader).filter(has_text=subject).first
        self._reload_until(mail)
        mail.click()
        self.see(subject)

    def _reload_until(self, what: Locator) -> None:
        deadline = time.monotonic() + LONG
        while not what.is_visible():
            assert time.monotonic() < deadline, f"{what} did not come"
            self.page.wait_for_timeout(200)
            self.page.reload()

    def answer(self, text: str) -> None:
        """Answer the open mail in our own words, and wait until it is read."""
        self.page.get_by_label("Or in your own words").fill(text)
        self.press("Send")
        self.see(re.compile("^We (noted|took back|did|changed)"))

    def go_to(self, at: datetime) -> None:
        """Move the clock to an instant."""
        here = at.astimezone(ZoneInfo(ZONE))
        self.page.goto("/demo/clock")
        self.page.get_by_label("Day", exact=True).fill(f"{here:%Y-%m-%d}")
        self.page.get_by_label(re.compile("^Hour")).fill(f"{here:%H:%M}")
        self.page.get_by_role("button", name="Go there").click(timeout=LONG * 1000)
        self.see(f"It is {here:%a} {here.day} {here:%b}, {here:%H:%M}")
