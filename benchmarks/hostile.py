"""Mail that nobody sends by accident: to wear out whoever reads it."""

from collections.abc import Mapping

CALENDAR = (
    b"Content-Type: text/calendar; method=REPLY\r\n\r\n"
    b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:1\r\n"
)
HEADER = b"From: Ana <ana@example.org>\r\nTo: circles+abc@circles.example\r\nSubject: Re: Topic\r\n"


def mixed(*parts: bytes, kind: bytes = b"multipart/mixed", extra: bytes = b"") -> bytes:
    """Give a mail of these parts."""
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts)
    return HEADER + extra + b"Content-Type: " + kind + b"; boundary=b\r\n\r\n" + body + b"--b--\r\n"


def text_part(words: bytes, content_type: bytes = b"text/plain; charset=utf-8") -> bytes:
    """Give a part that holds these words."""
    return b"Content-Type: " + content_type + b"\r\n\r\n" + words


MAILS: Mapping[str, bytes] = {
    "nested 1,000 deep": HEADER
    + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1_000)
    ),
    "100,000 parts": mixed(*[text_part(b"x")] * 100_000),
    "25 MB of text": HEADER + b"\r\n" + b"word " * 4_900_000,
    "more than 25 MB": HEADER + b"\r\n" + b"a" * 26_000_000,
    "a line of 20 MB": HEADER + b"\r\n" + b"a" * 20_000_000,
    "20 MB of empty lines": HEADER + b"\r\n" + b"\n" * 20_000_000,
    "20 MB of attachment": mixed(
        text_part(b"Yes"),
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"A" * 76 + b"\r\n" * 10,
    )
    + (b"A" * 76 + b"\r\n") * 260_000,
    "a subject of 1 MB": HEADER + b"X-Subject: " + b"=?utf-8?q?a?= " * 70_000 + b"\r\n\r\nYes",
    "100,000 headers": HEADER + b"X: y\r\n" * 100_000 + b"\r\nYes",
    "10,000 parameters": HEADER + b"Content-Type: text/plain" + b"; a=b" * 10_000 + b"\r\n\r\nYes",
    "40 containers, many lines": HEADER
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(39))
    + b"\r\nx" * 300_000,
    "200,000 attendees": HEADER + CALENDAR + b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b.example\r\n" * 200_000,
    "10 MB of calendar": HEADER + CALENDAR + b"COMMENT:" + b"x" * 10_000_000,
    "quotes in a calendar": HEADER + CALENDAR + b'ATTENDEE;CN="a";' * 60_000,
    "folds of a calendar": HEADER + CALENDAR + b"COMMENT:" + b"x\r\n " * 9_000,
    "unknown charset": HEADER + b"Content-Type: text/plain; charset=klingon\r\n\r\n\xff\xfe",
}
TEXTS: Mapping[str, str] = {
    "one line of 10 MB": "On " + "a" * 10_000_000 + " wrote:",
    "a million lines": "> x\n" * 1_000_000,
    "attributions": "On Mon, 2 Mar 2026, a@b.example wrote:\n" * 100_000,
    "headers": "From: x\nSent: y\nTo: z\nSubject: w\n" * 50_000,
    "closings": "Best,\nAna\n" * 100_000,
    "delimiters": "-- \n" * 100_000,
    "dashes": "-" * 1_000_000,
    "angles": ">" * 1_000_000,
    "spaces": " " * 1_000_000 + "x",
    "starts": "On On On On " * 100_000,
    "addresses": ("[<(" * 60 + "a@b" * 60 + ":\n") * 1_000,
    "days and colons": ("On 2/3/26 9:00 <a@b.example> wrote:\n" + "x:\n") * 10_000,
    "drawn lines": ("-" * 149 + "x" + "-" * 149 + "\n") * 1_000,
    "sentences below a closing": ("Best,\nAna\n" + "a b " * 240 + ".\n") * 100,
    "postscripts": "PS: x\n" * 100_000,
    "words that are ours": ("> Can you come? " * 60 + "\n") * 1_000,
    "numbers in columns": ("1" + "  7" * 60 + "  sheets x1\n") * 1_000,
    "numbers behind a word": ("Done" + "  7" * 60 + "  sheets x1\n") * 1_000,
    "numbers far apart": ("1" + " " * 290 + "x2\n") * 1_000,
    "breaks upon breaks": ("pause . " * 37 + "\n") * 1_000,
    "one done after the other": ("done 1. " * 37 + "\n") * 1_000,
    "an item for each": ("Next: " + "Bo: x; " * 80 + "\n") * 1_000,
}
HTML = (
    "<p class=" + "._-" * 300 + ">",
    "<div>",
    "<blockquote type=cite>",
    "<b>x",
    "<table>",
    "<p>x",
    "<a href=x>",
    "<",
    "<!--",
    "&",
)


def endless(piece: str) -> str:
    """Repeat a piece of HTML for a million characters."""
    return piece * (1_000_000 // len(piece)) + "x"


def mails() -> dict[str, bytes]:
    """Give all of it as mails."""
    html = b"text/html; charset=utf-8"
    return {
        **MAILS,
        **{name: mixed(text_part(text.encode())) for name, text in TEXTS.items()},
        **{piece[:20]: mixed(text_part(endless(piece).encode(), html)) for piece in HTML},
    }
