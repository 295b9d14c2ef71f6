"""How mail clients write an answer: the words, then the mail answered, each in its client's own shape."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape

_LINE = 76
_NAMED = re.compile(r'\b(id|class)="([^"]+)"')


@dataclass(frozen=True)
class Quoted:
    """The mail answered, as a client shows it beside the answer; `sent_at` is in the writer's zone."""

    author: str
    address: str
    to: str
    subject: str
    message_id: str
    sent_at: datetime
    text: str
    html: str


@dataclass(frozen=True)
class Written:
    """A body in both forms; a client that writes plain text only has no `html`."""

    text: str
    html: str


@dataclass(frozen=True)
class Client:
    """One mail client: the headers it adds, the domain of its Message-IDs, and how it writes and quotes."""

    headers: tuple[tuple[str, str], ...]
    domain: str
    write: Callable[[str, Quoted, bool], Written]
    signature: str = ""


def _gmail(own: str, quoted: Quoted, bottom: bool) -> Written:  # noqa: FBT001
    said = f"On {_day(quoted.sent_at)} at {quoted.sent_at:%H:%M}, {quoted.author}"
    text = textwrap.fill(f"{said} <{quoted.address}> wrote:", _LINE, break_on_hyphens=False)
    address = f'&lt;<a href="mailto:{escape(quoted.address)}">{escape(quoted.address)}</a>&gt;'
    quote = (
        f'<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{escape(said)} '
        f'{address} wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;'
        f'border-left:1px solid rgb(204,204,204);padding-left:1ex">{quoted.html}</blockquote></div>'
    )
    words = f'<div dir="ltr">{_lines(own, "<div>{}</div>", empty="<br>")}</div>'
    html = f"{quote}<div><br></div>{words}" if bottom else f"{words}<br>{quote}\n"
    return Written(_beside(own, f"{text}\n\n{_angled(quoted.text)}", bottom=bottom), html)


def _outlook(own: str, quoted: Quoted, bottom: bool) -> Written:  # noqa: FBT001
    """Outlook on the web: no marks before quoted lines, and the names of the quoted HTML get an `x_`."""
    sent = f"{quoted.sent_at:%A}, {quoted.sent_at.day} {quoted.sent_at:%B %Y %H:%M}"
    head = {
        "From": f"{quoted.author} <{quoted.address}>",
        "Sent": sent,
        "To": quoted.to,
        "Subject": quoted.subject,
    }
    text = f"{'_' * 32}\n" + "\n".join(f"{name}: {value}" for name, value in head.items())
    shown = "<br>\n".join(f"<b>{name}:</b> {escape(value)}" for name, value in head.items())
    inner = _NAMED.sub(lambda found: f'{found[1]}="{_prefixed(found[2])}"', quoted.html)
    style = "font-family: Calibri, Helvetica, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);"
    words = _lines(own, f'<div class="elementToProof" style="{style}">{{}}</div>\n', empty="<br>")
    quote = (
        '<div id="appendonsend"></div>\n<hr style="display:inline-block;width:98%" tabindex="-1">\n'
        '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" '
        f'color="#000000">{shown}</font>\n<div>&nbsp;</div>\n</div>\n<div>{inner}</div>\n'
    )
    head_html = '<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n</head>'
    body = quote + words if bottom else words + quote
    html = f'<html>\n{head_html}\n<body dir="ltr">\n{body}</body>\n</html>\n'
    return Written(_beside(own, f"{text}\n\n{quoted.text}", bottom=bottom), html)


def _apple(own: str, quoted: Quoted, bottom: bool) -> Written:  # noqa: FBT001
    said = f"On {_date(quoted.sent_at)}, at {quoted.sent_at:%H:%M}, {quoted.author} <{quoted.address}> wrote:"
    words = _lines(own, "<div>{}</div>", empty="<br>")
    quote = (
        f'<div><br><blockquote type="cite"><div>{escape(said)}</div>'
        f'<br class="Apple-interchange-newline"><div>{quoted.html}</div></blockquote></div><br>'
    )
    return Written(
        _beside(own, _angled(f"{said}\n\n{quoted.text}"), bottom=bottom),
        _apple_page(quote + words if bottom else f'{words}<br id="lineBreakAtBeginningOfMessage">{quote}'),
    )


def _ios(own: str, quoted: Quoted, bottom: bool) -> Written:  # noqa: FBT001
    said = f"On {_date(quoted.sent_at)}, at {quoted.sent_at:%H:%M}, {quoted.author} <{quoted.address}> wrote:"
    words = f'<div dir="ltr">{_lines(own, "<div>{}</div>", empty="<br>")}</div>'
    quote = (
        f'<div dir="ltr"><br><blockquote type="cite">{escape(said)}<br><br></blockquote></div>'
        f'<blockquote type="cite"><div dir="ltr">{quoted.html}</div></blockquote>'
    )
    return Written(
        _beside(own, _angled(f"{said}\n\n{quoted.text}"), bottom=bottom),
        _apple_page(quote + words if bottom else words + quote),
    )


def _thunderbird(own: str, quoted: Quoted, bottom: bool) -> Written:  # noqa: FBT001
    said = f"On {quoted.sent_at:%d/%m/%Y %H:%M}, {quoted.author} wrote:"
    about = escape(quoted.message_id.strip("<>"))
    quote = (
        f'<div class="moz-cite-prefix">{escape(said)}<br></div>'
        f'<blockquote type="cite" cite="mid:{about}">{quoted.html}</blockquote>'
    )
    words = _lines(own, "<p>{}</p>", empty="<br>")
    head = '<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"></head>'
    html = f"<!DOCTYPE html><html>{head}<body>{quote + words if bottom else words + quote}</body></html>"
    return Written(_beside(own, f"{said}\n{_angled(quoted.text)}", bottom=bottom), html)


CLIENTS = {
    "gmail": Client((), "mail.gmail.com", _gmail),
    "outlook": Client(
        (("Accept-Language", "en-GB, en-US"), ("Content-Language", "en-GB"), ("X-MS-Has-Attach", "")),
        "AM0PR04MB0000.eurprd04.prod.outlook.com",
        _outlook,
    ),
    "apple": Client((("X-Mailer", "Apple Mail (2.3826.300.87.4.3)"),), "mac.example", _apple),
    "thunderbird": Client(
        (("User-Agent", "Mozilla Thunderbird"), ("Content-Language", "en-GB")), "laptop.example", _thunderbird
    ),
    "ios": Client((("X-Mailer", "iPhone Mail (22F76)"),), "phone.example", _ios, "Sent from my iPhone"),
}


def _beside(own: str, quote: str, *, bottom: bool) -> str:
    return f"{quote}\n\n{own}\n" if bottom else f"{own}\n\n{quote}\n"


def _angled(text: str) -> str:
    """Put `> ` before each line, long ones broken where there is a blank."""
    wrap = textwrap.TextWrapper(_LINE, break_long_words=False, break_on_hyphens=False).wrap
    lines = [piece for line in text.splitlines() for piece in wrap(line) or [""]]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _lines(text: str, pattern: str, *, empty: str) -> str:
    return "".join(pattern.replace("{}", escape(line) or empty) for line in text.splitlines())


def _apple_page(body: str) -> str:
    head = '<meta http-equiv="content-type" content="text/html; charset=utf-8">'
    style = "overflow-wrap: break-word; -webkit-nbsp-mode: space; line-break: after-white-space;"
    return f'<html><head>{head}</head><body style="{style}">{body}</body></html>'


def _prefixed(names: str) -> str:
    return " ".join(f"x_{name}" for name in names.split())


def _day(at: datetime) -> str:
    return f"{at:%a}, {_date(at)}"


def _date(at: datetime) -> str:
    return f"{at.day} {at:%b %Y}"
