"""A browser without scripts: it opens pages, fills forms in with their token, and follows links."""

import re
from html import unescape

from flask import Flask
from werkzeug.test import TestResponse


class Browser:
    """One person's browser with its cookies."""

    def __init__(self, app: Flask, base_url: str = "http://circles.example") -> None:
        self.client = app.test_client()
        self.base_url = base_url

    def open(self, path: str) -> TestResponse:
        return self.client.get(path, base_url=self.base_url)

    def press(self, page: str, action: str, data: dict[str, object] | None = None) -> TestResponse:
        """Send the form of a page that goes to `action`, as a press on its button does."""
        token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', self.open(page).text)
        assert token, f"{page} has no form"
        return self.client.post(action, data={"csrf_token": token[1], **(data or {})}, base_url=self.base_url)

    def walk(self, start: str, within: str) -> dict[str, TestResponse]:
        """Open a page and every page it leads to, by links that begin with `within`."""
        seen: dict[str, TestResponse] = {}
        waiting = [start]
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen[path] = self.open(path)
            waiting += [unescape(link) for link in re.findall(rf'href="({within}[^"#]*)', seen[path].text)]
        return seen
