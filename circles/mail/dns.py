"""Ask the DNS for the records that mail needs, with a limit on how long and how often."""

import time
from collections.abc import Callable

Dns = Callable[[str, str], list[str]]
"""Gives the records of a name and a type ("TXT", "MX", "A" ...) as text, an MX as "10 mx.example.org"; empty
where there are none. Raises DnsFailed, or anything else, when nobody can tell."""


class DnsFailed(Exception):
    """The DNS gave no answer: neither records nor the word that there are none."""


class TooManyQuestions(Exception):
    """A mail, or the records it leads to, wants more asked than any honest one."""


def resolver() -> Dns:
    """Ask the name servers this machine is told to use; connects to nothing yet."""
    asking: list[Dns] = []

    def ask(name: str, kind: str) -> list[str]:
        if not asking:
            from circles.mail.name_servers import NameServers  # noqa: PLC0415  # takes memory, and few ask

            asking.append(NameServers())
        return asking[0](name, kind)

    return ask


class Limited:
    """Questions that end after so many, or so many seconds; the same one is asked once."""

    def __init__(self, ask: Dns, *, most: int, seconds: float) -> None:
        self._ask, self._left = ask, most
        self._until = time.monotonic() + seconds
        self._known: dict[tuple[str, str], list[str]] = {}

    def __call__(self, name: str, kind: str) -> list[str]:
        """Ask; raises TooManyQuestions, or DnsFailed for whatever keeps the answer from coming in time."""
        question = (name.rstrip(".").lower(), kind)
        if question not in self._known:
            if self._left <= 0:
                raise TooManyQuestions
            if time.monotonic() > self._until:
                raise DnsFailed("too slow")
            self._left -= 1
            try:
                self._known[question] = self._ask(*question)
            except Exception as error:
                raise DnsFailed(type(error).__name__) from error
        return self._known[question]
