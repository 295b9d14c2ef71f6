"""Answers to our mails as real clients send them, for the demo mailbox and the simulation."""

from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime, formataddr, parseaddr
from hashlib import sha256
from typing import Literal

from icalendar import Calendar, Event
from selectolax.lexbor import LexborHTMLParser

from circles.domain.replies.values import Mail
from circles.domain.words import Rsvp
from circles.errors import Invalid
from circles.mail.demo_clients import CLIENTS, Quoted
from circles.mail.message import clean, clean_name
from circles.mail.parse import parse

ClientName = Literal["gmail", "outlook", "apple", "thunderbird", "ios"]

_QP = Charset("utf-8")
_QP.body_encoding = QP
_SMTP = compat32.clone(linesep="\r\n")
_PRESSED = {Rsvp.YES: "accepted", Rsvp.NO: "declined", Rsvp.MAYBE: "tentatively accepted"}
_PARTSTAT = {Rsvp.YES: "ACCEPTED", Rsvp.NO: "DECLINED", Rsvp.MAYBE: "TENTATIVE"}
_MACHINE = (
    ("Auto-Submitted", "auto-replied"),
    ("X-Autoreply", "yes"),
    ("Precedence", "bulk"),
)


def reply(
    original: bytes | Mail,
    sender: str,
    text: str,
    client: ClientName,
    now: datetime,
    *,
    auto: bool = False,
    bottom: bool = False,
) -> bytes:
    """Answer a mail of ours as a client would: the words, the quoted original, the client's own shape.

    `sender` is an address, with or without a name before it; `now` is aware, in the writer's zone. `bottom`
    puts the words below the quote; `auto` makes it an answering machine's: its headers, and no quote.
    """
    original = _read(original)
    style = CLIENTS[client]
    own = f"{text.strip()}\n\n{style.signature}" if style.signature and not auto else text.strip()
    subject = f"Automatic reply: {original.subject}" if auto else _answering(original.subject)
    mark = _mark(original, sender, own, now)
    mail = MIMEMultipart("alternative", boundary=f"=_{mark}")
    _write_headers(mail, original, sender, subject, now)
    mail["Message-ID"] = f"<{mark}@{style.domain}>"
    if original.message_id:  # the thread is kept as RFC 5322, 3.6.4 says
        mail["In-Reply-To"] = original.message_id
        mail["References"] = " ".join(dict.fromkeys((*original.references, original.message_id)))
    for name, value in _MACHINE if auto else style.headers:
        mail[name] = value
    if auto:
        mail.attach(_part(own + "\n", "plain"))
    else:
        written = style.write(own, _quoted(original, now), bottom)
        mail.attach(_part(written.text, "plain"))
        mail.attach(_part(written.html, "html"))
    return mail.as_bytes(policy=_SMTP)


def calendar_reply(original: bytes | Mail, sender: str, partstat: Rsvp, now: datetime) -> bytes:
    """Press a calendar's button: an iTIP REPLY (RFC 5546, 3.2.3) in the shape Google gives it.

    Like those of all calendars it does not say which mail it answers.

    Raises Invalid when the mail brings no event.
    """
    original = _read(original)
    asked = _event(original)
    said = _PARTSTAT[partstat]
    data = _answer(asked, said, now)
    summary = clean(str(asked.get("summary", "")), 200)
    name, address = parseaddr(sender)
    mark = _mark(original, sender, said, now)
    alternative = MIMEMultipart("alternative", boundary=f"=_{mark}_")
    alternative.attach(_part(f"{name or address} has {_PRESSED[partstat]} this invitation.\n", "plain"))
    alternative.attach(_calendar_part(data, "text/calendar; charset=UTF-8; method=REPLY"))
    mail = MIMEMultipart("mixed", boundary=f"=_{mark}")
    mail.attach(alternative)
    mail.attach(_calendar_part(data, 'application/ics; name="invite.ics"'))
    _write_headers(mail, original, sender, f"{said.title()}: {summary}", now)
    mail["Message-ID"] = f"<calendar-{mark}@google.com>"
    mail["Auto-Submitted"] = "auto-generated"  # as Google marks what a person pressed
    return mail.as_bytes(policy=_SMTP)


def _read(original: bytes | Mail) -> Mail:
    return original if isinstance(original, Mail) else parse(original)


def answer_address(original: Mail) -> str:
    """Give the address an answer to this mail goes to: Reply-To, else From."""
    return parseaddr(original.header("reply-to") or original.header("from") or "")[1]


def _quoted(original: Mail, now: datetime) -> Quoted:
    author, address = parseaddr(original.header("from") or "")
    body = LexborHTMLParser(original.html or "").body
    return Quoted(
        author=author or address,
        address=address,
        to=original.header("to") or "",
        subject=original.subject,
        message_id=original.message_id or "",
        sent_at=(original.date or now).astimezone(now.tzinfo),
        text=(original.text or "").strip("\n"),
        html=(body.inner_html or "").strip() if body else "",
    )


def _write_headers(mail: MIMEMultipart, original: Mail, sender: str, subject: str, now: datetime) -> None:
    """Write the headers every answer has."""
    name, address = parseaddr(sender)
    to = original.header("reply-to") or original.header("from") or ""
    mail["From"] = formataddr((clean_name(name), address))
    mail["To"] = formataddr(parseaddr(to))
    mail["Subject"] = Header(clean(subject, 250), header_name="Subject").encode()
    mail["Date"] = format_datetime(now)


def _answering(subject: str) -> str:
    return subject if subject.lower().startswith("re:") else f"Re: {subject}"


def _part(text: str, subtype: str) -> MIMEText:
    return MIMEText(text, subtype, _QP)  # type: ignore[arg-type]  # a Charset is taken, though typed as str


def _calendar_part(data: bytes, content_type: str) -> MIMEText:
    part = MIMEText(data.decode(), "plain", "utf-8")
    part.replace_header("Content-Type", content_type)
    if content_type.startswith("application/"):
        part["Content-Disposition"] = 'attachment; filename="invite.ics"'
    return part


def _mark(original: Mail, sender: str, said: str, now: datetime) -> str:
    """Make the same mark for the same answer at the same instant, so that pressing twice sends one mail."""
    about = "\n".join((original.message_id or "", sender, said, now.isoformat()))
    return sha256(about.encode()).hexdigest()[:40]


def _event(original: Mail) -> Event:
    if original.calendar is None:
        raise Invalid("This mail brings no calendar event, so there is nothing to accept or decline.")
    return Calendar.from_ical(original.calendar).events[0]


def _answer(asked: Event, partstat: str, now: datetime) -> bytes:
    calendar = Calendar()
    for name, value in (
        ("prodid", "-//Google Inc//Google Calendar 70.9054//EN"),
        ("version", "2.0"),
        ("method", "REPLY"),
    ):
        calendar.add(name, value)
    event = Event()
    for name in ("uid", "sequence", "dtstart", "dtend", "summary", "organizer"):
        event[name] = asked[name]
    event.add("dtstamp", now)
    attendee = asked["attendee"]
    attendee.params["PARTSTAT"] = partstat
    attendee.params.pop("RSVP", None)
    event["attendee"] = attendee
    calendar.add_component(event)
    data: bytes = calendar.to_ical()
    return data
