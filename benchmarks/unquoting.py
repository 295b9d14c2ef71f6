"""Libraries that find the writer's own words in a reply, each used as its documentation says.

They are no part of Circles: only `circles bench replies` imports them, where they are installed. Of the ways
in which each can be used, this is the one that gets most of our mails right.
"""

import re
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from types import FrameType

from circles.domain.replies import Mail

Reader = Callable[[Mail], str]
_RULE, _ESCAPE = re.compile(r"(?m)^\* \* \*$"), re.compile(r"\\(?=[-+.*#])")


def installed() -> Mapping[str, Reader]:
    """Give the libraries that are here, by name."""
    modules = {"html2text", *(module for module, _ in _READERS.values())}
    missing = {module for module in modules if find_spec(module) is None}
    if "html2text" in missing:
        return {}
    return {name: reader for name, (module, reader) in _READERS.items() if module not in missing}


def own_words(reader: Reader, mail: Mail, seconds: float) -> str | None:
    """Give what a library takes for the writer's words; None if it fails or takes too long."""
    try:
        with _limit(seconds):
            return reader(mail)
    except Exception:  # noqa: BLE001  a failure of any kind counts as a wrong answer
        return None


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Interrupt a block; in the main thread only."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"Signal {number} after {seconds} s, in {frame}")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _text(html: str) -> str:
    """Make text of HTML for those that read text only, with ">" before what is quoted, as mail clients do."""
    from html2text import HTML2Text  # noqa: PLC0415  # only this benchmark needs it

    writer = HTML2Text(bodywidth=0)
    writer.ignore_links = writer.ignore_images = writer.ignore_emphasis = True
    return _ESCAPE.sub("", _RULE.sub("", writer.handle(html)))


def _plain(mail: Mail) -> str:
    return _text(mail.html or "") if mail.text is None else mail.text


def _email_reply_parser(mail: Mail) -> str:
    from email_reply_parser import EmailReplyParser  # noqa: PLC0415

    return str(EmailReplyParser.parse_reply(_plain(mail)))


def _mail_parser_reply(mail: Mail) -> str:
    """Let it know all its languages, and cut signatures too."""
    from mailparser_reply import EmailReplyParser  # noqa: PLC0415
    from mailparser_reply.constants import MAIL_LANGUAGES  # noqa: PLC0415

    return str(EmailReplyParser(languages=list(MAIL_LANGUAGES)).read(_plain(mail)).replies[0].body)


def _quotequail(mail: Mail) -> str:
    """Read text, else HTML: what stands above and below the quotation."""
    from quotequail import unwrap, unwrap_html  # noqa: PLC0415

    if mail.text is not None:
        found = unwrap(mail.text)
        return mail.text if found is None else f"{found.get('text_top', '')}\n{found.get('text_bottom', '')}"
    found = unwrap_html(mail.html or "")
    return _text(
        mail.html or "" if found is None else found.get("html_top", "") + found.get("html_bottom", "")
    )


def _unquotemail(mail: Mail) -> str:
    """Read both parts."""
    from unquotemail import Unquote  # noqa: PLC0415

    return str(Unquote(mail.html, mail.text).get_text())


_READERS: Mapping[str, tuple[str, Reader]] = {
    "mail-parser-reply": ("mailparser_reply", _mail_parser_reply),
    "quotequail": ("quotequail", _quotequail),
    "unquotemail": ("unquotemail", _unquotemail),
    "email-reply-parser": ("email_reply_parser", _email_reply_parser),
}
