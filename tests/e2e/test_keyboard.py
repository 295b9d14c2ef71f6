"""Signing up with nothing but a keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.running_demo import Demo
from tests.e2e.visitor import visitor

pytestmark = pytest.mark.e2e

FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it), part = it.closest(".part");
  const ring = (of) => of.outlineStyle !== "none" || of.boxShadow !== "none";
  return {
    name: it.ariaLabel || it.labels?.[0]?.innerText || it.innerText,
    ring: ring(style) || (part !== null && ring(getComputedStyle(part))),
  };
}"""


@pytest.fixture
def page(chromium: Browser, demo: Demo) -> Iterator[Page]:
    with visitor(chromium, demo.url, viewport={"width": 1000, "height": 700}) as somebody:
        somebody.page.goto("/join/springboard")
        yield somebody.page


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Go on to what bears a name; whatever has the focus on the way must show it."""
    for _ in range(80):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        assert focused["ring"], f"{focused['name']!r} has the focus and doesn't show it"
        if focused["name"].casefold() == name.casefold():
            return
    raise AssertionError(f"{name!r} can't be reached with the keyboard")


def test_someone_signs_up_with_the_keyboard_alone(page: Page) -> None:
    tab_to(page, "Skip to the page")
    page.keyboard.press("Enter")
    tab_to(page, "Your name")
    page.keyboard.type("Kim Keys")
    tab_to(page, "Email")
    page.keyboard.type("kim@example.org")
    tab_to(page, "someone who wants guidance")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("someone with experience to share")).to_be_checked()
    tab_to(page, "asking for advice")
    page.keyboard.press("Space")
    tab_to(page, "Time zone")
    page.keyboard.type("Europe/Ber")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")
    tab_to(page, "Tuesday 09-12")
    page.keyboard.press("Space")
    expect(page.get_by_label("Tuesday 09-12")).to_be_checked()
    tab_to(page, "Send me the confirmation mail")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    expect(page.get_by_text("kim@example.org")).to_be_visible()


def test_what_is_missing_is_named_and_one_key_away(page: Page) -> None:
    tab_to(page, "Email")
    page.keyboard.press("Enter")
    expect(page.locator("#errors")).to_be_focused()
    tab_to(page, "We need an address to write to, such as ana@example.org.")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Email")).to_be_focused()
    expect(page.get_by_label("Email")).to_have_attribute("aria-invalid", "true")
