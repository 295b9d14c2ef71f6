"""Somebody before a screen: a browser of their own that tells of everything that goes wrong in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, WebError

REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.violatedDirective} forbids ${event.blockedURI} on ${event.documentURI}`));
"""
ZONE = "Europe/Lisbon"


@dataclass
class Visitor:
    """A page, and what its browser complained of."""

    page: Page
    complaints: list[str] = field(default_factory=list)


@contextmanager
def visitor(browser: Browser, url: str, **options: object) -> Iterator[Visitor]:
    """Open a fresh browser profile; nothing may be said on its console, and no page may fail.

    A form that is shown again with what is to mend (422) has not failed.
    """
    context = browser.new_context(
        base_url=url,
        locale="en-GB",
        timezone_id=ZONE,
        **options,  # type: ignore[arg-type]  # passed on as they are
    )
    context.set_default_timeout(20_000)
    context.add_init_script(REPORT_VIOLATIONS)
    found = Visitor(context.new_page())

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "status of 422" not in message.text:
            found.complaints.append(f"{message.text} ({message.page.url if message.page else ''})")

    def fail(error: WebError) -> None:
        found.complaints.append(str(error.error))

    def look(response: Response) -> None:
        if response.status >= 400 and response.status != 422:
            found.complaints.append(f"{response.status} {response.url}")

    context.on("console", hear)
    context.on("weberror", fail)
    context.on("response", look)
    try:
        yield found
        assert found.complaints == []
    finally:
        context.close()
