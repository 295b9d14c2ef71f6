"""Mail built to cost time or memory: it is refused, or cut to what is read, and never raises.

How long each takes is measured elsewhere; here stand the caps that keep it short.
"""

from datetime import UTC, datetime

import pytest

from circles.domain.replies import Context, Member, Reading
from circles.domain.replies.reading import read
from circles.domain.words import IncomingKind
from circles.mail import precheck
from circles.mail.calendar_in import read_replies
from circles.mail.html_cap import MOST_TAGS, capped
from circles.mail.parse import parse
from circles.mail.parts import MOST_HEADER_CHARACTERS, decode

NOW = datetime(2026, 3, 4, tzinfo=UTC)
MEMBERS = tuple(Member(name, f"{name.lower()}@example.org") for name in ("Ana", "Bo", "Carl", "Dora", "Eve"))
CONTEXT = Context("ana@example.org", MEMBERS, kind="topic", sent_text="Could you come?\n" * 20_000)
HEAD = b"From: Ana <ana@example.org>\r\nTo: circles+k7@circles.example\r\nSubject: Re: Topic\r\n"


def _text(words: bytes, kind: bytes = b"text/plain; charset=utf-8") -> bytes:
    return HEAD + b"Content-Type: " + kind + b"\r\n\r\n" + words


def _parts(*parts: bytes, kind: bytes = b"multipart/mixed") -> bytes:
    body = b"".join(b"--b\r\nContent-Type: " + part + b"\r\n" for part in parts)
    return HEAD + b"Content-Type: " + kind + b"; boundary=b\r\n\r\n" + body + b"--b--\r\n"


def _read(raw: bytes) -> Reading:
    return read(parse(raw), CONTEXT, NOW)


REFUSED = {
    "1,000 multiparts": (
        HEAD
        + b"".join(b"Content-Type: multipart/x; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(1_000)),
        "multiparts",
    ),
    "1,000 enclosed mails": (HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 1_000, "multiparts"),
    "messages of an unknown kind": (HEAD + b"Content-Type: message/news\r\n\r\n" * 1_000, "multiparts"),
    "100,000 parts": (_parts(*[b"text/plain\r\n\r\nx"] * 100_000), "parts"),
    "parts ended by CR": (_parts(*[b"text/plain\r\n\r\nx"] * 9_000).replace(b"\r\n", b"\r"), "parts"),
    "multipart in odd case": (_parts(*[b"text/plain\r\n\r\nx"] * 3_000, kind=b"MuLtIpArT/x"), "parts"),
    "100,000 header lines": (HEAD + b"X: y\r\n" * 100_000, "header lines"),
    "header lines ended by CR": (HEAD + b"X: y\r" * 9_000 + b"\r\nYes", "header lines"),
    "a header of 5 MB": (HEAD + b"X: " + b"y" * 5_000_000, "bytes of header"),
    "20 MB without a line": (b"\xff" * 20_000_000, "bytes of header"),
    "5,000 parameters": (_text(b"x", b"text/plain" + b"; a=b" * 5_000), "parameters in one header"),
    "parameters folded by CR": (_text(b"x", b"text/plain" + b";\r a=b" * 500), "parameters in one header"),
    "continuations": (
        _text(b"x", b"text/plain" + b"".join(b"; name*%d*=%%41" % n for n in range(5_000))),
        "parameters in one header",
    ),
    "60 parameters in 400 parts": (
        _parts(*[b"text/plain" + b"; a=b" * 60 + b"\r\n\r\nx"] * 400),
        "parameters",
    ),
    "a boundary of 100,000": (
        _text(b"x", b"multipart/x; boundary=" + b"b" * 100_000),
        "bytes in one Content",
    ),
    "26 MB": (_text(b"a" * 26_000_000), "bytes"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_mail_program_writes_is_refused_before_it_is_parsed(name: str) -> None:
    raw, why = REFUSED[name]
    reading = _read(raw)
    assert reading.kind is IncomingKind.REFUSED
    assert why in (parse(raw).refused or "")


READ = {
    "25 MB of words": _text(b"I can come, but maybe not. " * 900_000),
    "25 MB in one line": _text(b"a" * 24_900_000),
    "25 MB of line ends": _text(b"\r" * 24_900_000),
    "25 MB of HTML": _text(b"<p>Yes</p>" * 2_400_000, b"text/html"),
    "HTML 100,000 deep": _text(b"<div>" * 100_000, b"text/html"),
    "a million attributes": _text(b"<p " + b"a " * 1_000_000 + b">Yes</p>", b"text/html"),
    "39 multiparts": HEAD
    + b"".join(b"Content-Type: multipart/x; boundary=%d\r\n\r\n--%d\r\n" % (n, n) for n in range(39))
    + b"Content-Type: text/plain\r\n\r\nYes",
    "NUL everywhere": b"\0" * 200 + _text(b"Y\0e\0s\0" * 50_000),
    "NUL between the headers": _text(b"Yes").replace(b"a", b"\0a\0"),
    "broken base64": _text(b"=A=\r\n==" * 9_000, b"text/plain\r\nContent-Transfer-Encoding: base64"),
    "broken quoted-printable": _text(
        b"=\r\n=G" * 9_000, b"text/plain\r\nContent-Transfer-Encoding: quoted-printable"
    ),
    "broken uuencode": _text(
        b"begin 999 \xff\r\n\xff", b"text/plain\r\nContent-Transfer-Encoding: x-uuencode"
    ),
    "a charset that is a path": _text(b"\xff", b"text/plain; charset=../../etc/passwd"),
    "a boundary that is a pattern": _text(b"--((a+)+)+\r\n\r\nx", b'multipart/x; boundary="((a+)+)+"'),
    "an empty boundary": _text(b"--\r\n\r\nx" * 900, b'multipart/x; boundary=""'),
    "nothing": b"",
}


@pytest.mark.parametrize("name", READ)
def test_mail_that_is_only_odd_is_read_and_raises_nothing(name: str) -> None:
    assert parse(READ[name]).refused is None
    assert _read(READ[name]).kind is IncomingKind.HUMAN


@pytest.mark.parametrize(
    "line",
    [
        *(
            " ",
            "> ",
            "- ",
            "_",
            "On ",
            "a@",
            "9",
            ".",
            ",",
            "http://",
            "[(",
            "Re: ",
            "yes no ",
            "\u2028",
            "\ufdfa",
        ),
        *(
            "<a@b>",
            "Sent from my ",
            "Regards,",
            "1 and ",
            "i'll have to ",
            "sorry ",
            "From: ",
            "wrote: ",
            "*_",
        ),
        *(
            "Attended: a,",
            "Attended: all but ",
            "Next: a - ",
            "Next: A. ",
            "Met: on ",
            "done 1 ",
            "swap a",
            "move ",
        ),
    ],
)
def test_line_that_repeats_itself_for_64_kib_is_read_in_part(line: str) -> None:
    keyword, colon, rest = line.rpartition(": ") if line[0] in "ANM" else ("", "", line)
    words = f"{keyword}{colon}" + rest * (1_000 // len(rest))
    reading = _read(_text(f"{words}\r\n".encode() * 100))
    assert reading.kind is IncomingKind.HUMAN
    assert len(reading.own_text) <= 64 * 1024


@pytest.mark.parametrize(
    "words",
    [
        "Attended: " + "Ana, " * 10_000,
        "Attended: " + "q," * 450,
        "Next: Ana - send the deck - Friday\n" * 1_000,
        "swap x\n" * 1_000,
        "I can come and I will bring the deck.\n" * 500,
        "sorry " * 160,
    ],
)
def test_more_words_than_are_read_for_their_meaning_are_asked_about(words: str) -> None:
    reading = _read(_text(words.encode()))
    assert reading.unsure
    assert "cap" in [rule.id for rule in reading.rules]


def test_head_of_a_mail_has_no_more_lines_than_are_parsed_whatever_ends_them() -> None:
    for end in (b"\r\n", b"\r", b"\n"):
        head = precheck.head(b"x" + (b"y" + end) * 50_000)
        assert len(head.splitlines()) == precheck.MOST_PARSED_LINES


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000,
        "<div></x>" * 20_000,
        "<div><!--</div>-->" * 9_000,
        "<div a='</div>'>" * 9_000,
        "<div><style></div></style>" * 9_000,
        "<svg>" + "<li>" * 20_000,
        "<p>" + "".join(f"<b a{n}>" for n in range(500)) + "</p><p>x" * 20_000,
        "<p><b>x" * 20_000,
        "<b><div></b>" * 20_000,
        "<p " + " ".join(f"a{n}" for n in range(20_000)) + ">",
        "<p a=1 b=2 c=3>x" * 15_000,
        "<b>x</b>" * 30_000,
    ],
)
def test_html_is_cut_where_building_its_tree_would_cost_too_much(html: str) -> None:
    kept = capped(html)
    assert len(kept) < len(html)
    assert html.startswith(kept)
    assert kept.count("<") <= 2 * MOST_TAGS


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>x<br></td></tr></table>" * 400,
        "<div><p>one<p>two<ul><li>x<li>y</ul></div>" * 400,
        "<p><b>x</b> <span style='a:b'><i>y</i></span></p>" * 400,
        "<div><blockquote>" * 150 + "x" + "</blockquote></div>" * 150,
        "<style>p > a { }</style><!--[if mso]><p></div><![endif]--><p>x</p>" * 200,
    ],
)
def test_html_as_people_send_it_is_kept_whole(html: str) -> None:
    assert capped(html) == html


@pytest.mark.parametrize(
    "charset", ["idna", "punycode", "unicode_escape", "Raw-Unicode-Escape", "bz2-codec", "undefined"]
)
def test_charset_that_is_no_charset_is_not_tried(charset: str) -> None:
    assert decode(b"xn--a-\\u0041", charset) == "xn--a-\\u0041"


def test_name_of_an_attachment_is_read_by_the_same_rules_as_text() -> None:
    def named(value: bytes) -> tuple[str, ...]:
        return parse(
            _parts(b"image/png\r\nContent-Disposition: attachment; " + value + b"\r\n\r\nx")
        ).attachments

    assert named(b"filename*=utf-8''caf%C3%A9.png") == ("café.png",)
    assert named(b"filename*=punycode''a9") == ("a9",)
    assert len(named(b"filename=" + b"a" * 5_000)[0]) == 200


def test_headers_are_cut_where_they_flood() -> None:
    flood = HEAD.replace(b"Re: Topic", b"=?utf-8?q?a?= " * 10_000).replace(
        b"Ana <", b"=?utf-8?q?a?= " * 500 + b"<"
    )
    mail = parse(flood + b"\r\nYes")
    assert len(mail.subject) < MOST_HEADER_CHARACTERS


def test_hostile_calendar_is_an_answer_with_an_error_or_without_content() -> None:
    event = b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
    for lines in (
        b"ATTENDEE" + b";A=B" * 2_400 + b":y",
        b"COMMENT:" + b"\\" * 9_900,
        b"X" + b';A="b"' * 1_500,
    ):
        [answer] = read_replies(event + (lines + b"\r\n") * 90)
        assert (answer.method, answer.partstat) == ("REPLY", None)
    [answer] = read_replies(event + b"X:y\r\n" * 3_000)
    assert answer.error
