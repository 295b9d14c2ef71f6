"""Whole mails by which calendar programs answer an invite of ours, each in the shape its maker gives it."""

from base64 import encodebytes
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.utils import format_datetime, parseaddr
from quopri import encodestring

from icalendar import Calendar

from circles.mail.parse import parse

STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Press:
    """A button pressed in a calendar: on which invite, by whom, when, and what it says."""

    uid: str
    sequence: int
    starts_at: datetime
    organizer: str
    attendee: str
    sender: str
    partstat: str
    at: datetime
    comment: str = ""
    proposed: datetime | None = None

    @property
    def start(self) -> str:
        return (self.proposed or self.starts_at).strftime(STAMP)

    @property
    def stamp(self) -> str:
        return self.at.strftime(STAMP)


def press(invite: bytes, partstat: str, at: datetime, **what: object) -> Press:
    """Press a button on one of our mails."""
    mail = parse(invite)
    [event] = Calendar.from_ical(mail.calendar or b"").walk("VEVENT")
    reader = parseaddr(mail.header("to") or "")[1]
    organizer = parseaddr(mail.header("reply-to") or "")[1]
    starts_at = event["dtstart"].dt
    made = Press(
        str(event["uid"]), int(event["sequence"]), starts_at, organizer, reader, reader, partstat, at
    )
    return replace(made, **what)  # type: ignore[arg-type]


def google(it: Press) -> bytes:
    note = it.comment.replace("'", "&#39;").replace('"', "&quot;").replace("\n", "\\n")
    event = f"""DTSTART:{it.start}
DTSTAMP:{it.stamp}
ORGANIZER;CN=Circle 1 via Circles:mailto:{it.organizer}
UID:{it.uid}
ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={it.partstat};CN={it.attendee};X-NUM-GUESTS=0;X-RESPONSE-COMMENT="{note}":mailto:{it.attendee}
CREATED:20261201T110000Z
DESCRIPTION:Place to follow\\n\\nAnswer here or by replying to our mail.
LAST-MODIFIED:{it.stamp}
SEQUENCE:{it.sequence}
STATUS:CONFIRMED
SUMMARY:Circle 1: Getting to know each other
TRANSP:OPAQUE"""
    body = _calendar(
        "COUNTER" if it.proposed else "REPLY", "-//Google Inc//Google Calendar 70.9054//EN", event
    )
    words = part(
        "text/plain; charset=UTF-8; format=flowed; delsp=yes", f"{it.sender} has answered.", "base64"
    )
    inline = part("text/calendar; charset=UTF-8; method=REPLY", body, "base64")
    attached = part('application/ics; name="invite.ics"', body, "base64", 'attachment; filename="invite.ics"')
    inner = multi("alternative", "inner", words, inline)
    marks = "Auto-Submitted: auto-generated\nSender: Google Calendar <calendar-notification@google.com>\n"
    return whole(it, marks, multi("mixed", "outer", inner, attached))


def outlook(it: Press) -> bytes:
    """Answer as Outlook on a desk does, by plain SMTP."""
    event = f"""CLASS:PUBLIC
COMMENT:{it.comment}
CREATED:{it.stamp}
DTEND:{it.start}
DTSTAMP:{it.stamp}
DTSTART:{it.start}
LAST-MODIFIED:{it.stamp}
PRIORITY:5
SEQUENCE:{it.sequence}
SUMMARY;LANGUAGE=en-us:Accepted: Circle 1
TRANSP:OPAQUE
UID:{it.uid}
ATTENDEE;PARTSTAT={it.partstat}:MAILTO:{it.attendee}
X-ALT-DESC;FMTTYPE=text/html:<html><body>See; "you": there</body></html>
X-MICROSOFT-CDO-BUSYSTATUS:BUSY
X-MS-OLK-ORIGINALSTART:{it.starts_at.strftime(STAMP)}"""
    method = "COUNTER" if it.proposed else "REPLY"
    body = _calendar(method, "-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", event)
    words = part('text/plain; charset="us-ascii"', it.comment, "7bit")
    calendar = part(f'text/calendar; charset="utf-8"; method={method}', body, "7bit")
    return whole(
        it, "X-Mailer: Microsoft Outlook 16.0\n", multi("alternative", "----=_Next", words, calendar)
    )


def exchange(it: Press) -> bytes:
    """Answer as Exchange and Microsoft 365 do: no ORGANIZER, a Windows zone, METHOD before PRODID."""
    lisbon = (it.proposed or it.starts_at).strftime(
        "%Y%m%dT%H%M%S"
    )  # in winter their clocks are those of UTC
    note = it.comment.replace(",", "\\,")
    event = f"""ATTENDEE;PARTSTAT={it.partstat};CN="Surname, First":MAILTO:{it.attendee}
COMMENT;LANGUAGE=en-GB:{note}\\n
UID:{it.uid}
SUMMARY;LANGUAGE=en-GB:Accepted: Circle 1
DTSTART;TZID=GMT Standard Time:{lisbon}
DTEND;TZID=GMT Standard Time:{lisbon}
CLASS:PUBLIC
PRIORITY:5
DTSTAMP:{it.stamp}
TRANSP:OPAQUE
STATUS:CONFIRMED
SEQUENCE:{it.sequence}
X-MICROSOFT-CDO-APPT-SEQUENCE:{it.sequence}
X-MICROSOFT-DISALLOW-COUNTER:FALSE"""
    zone = """BEGIN:VTIMEZONE
TZID:GMT Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""
    method = "COUNTER" if it.proposed else "REPLY"
    body = _calendar("", "Microsoft Exchange Server 2010", event, head=f"METHOD:{method}\n", zone=zone)
    words = part('text/plain; charset="iso-8859-1"', it.comment, "quoted-printable")
    html = part('text/html; charset="iso-8859-1"', f"<p>{it.comment}</p>", "quoted-printable")
    calendar = part(f'text/calendar; charset="utf-8"; method={method}', body, "base64")
    marks = "X-MS-Has-Attach:\nX-MS-TNEF-Correlator:\nThread-Topic: Circle 1\n"
    return whole(it, marks, multi("alternative", "_000_", words, html, calendar))


def apple(it: Press) -> bytes:
    """Answer as Calendar on a Mac does: nested, as a file, without a method in the MIME header."""
    whom = f'CN="First Surname";CUTYPE=INDIVIDUAL;EMAIL="{it.attendee}";PARTSTAT={it.partstat}'
    event = f"""ATTENDEE;{whom}:mailto:{it.attendee}
COMMENT:{it.comment}
DTEND:{it.start}
DTSTAMP:{it.stamp}
DTSTART:{it.start}
ORGANIZER;CN="Circle 1 via Circles";EMAIL="{it.organizer}":mailto:{it.organizer}
SEQUENCE:{it.sequence}
SUMMARY:Circle 1
UID:{it.uid}"""
    body = _calendar("REPLY", "-//Apple Inc.//macOS 14.2//EN", event)
    words = part("text/plain; charset=utf-8", "First Surname has answered your invitation.", "7bit")
    file = part(
        "text/calendar; name=iCal-20261201.ics", body, "quoted-printable", "attachment; filename=iCal.ics"
    )
    rest = part("text/html; charset=us-ascii", "<html><body></body></html>", "7bit")
    inner = multi("mixed", "Apple-Mail=_2", rest, file, rest)
    return whole(it, "X-Mailer: Apple Mail (2.3731)\n", multi("alternative", "Apple-Mail=_1", words, inner))


def ios(it: Press) -> bytes:
    """Answer as an iPhone does; another time stands in a parameter of an acceptance."""
    proposed = f";TO-ALL-PROPOSED-NEW-TIME={it.proposed.strftime(STAMP)}" if it.proposed else ""
    event = f"""UID:{it.uid}
DTSTAMP:{it.stamp}
SEQUENCE:{it.sequence}
ATTENDEE;CN=First;CUTYPE=INDIVIDUAL;EMAIL={it.attendee};PARTSTAT={it.partstat}{proposed}:mailto:{it.attendee}
DTSTART:{it.starts_at.strftime(STAMP)}
COMMENT:{it.comment}
ORGANIZER:mailto:{it.organizer}"""
    body = _calendar("REPLY", "-//Apple Inc.//iOS 17.2//EN", event)
    file = part('text/calendar; charset=utf-8; name="meeting.ics"; method=REPLY', body, "7bit", "inline")
    words = part("text/plain; charset=us-ascii", "", "7bit")
    return whole(it, "X-Mailer: iPhone Mail (21C62)\n", multi("alternative", "Apple-Mail-1", words, file))


def android(it: Press) -> bytes:
    """Answer as the mail program of Samsung and others on Android does: octets folded wherever they are."""
    event = f"""CLASS:PUBLIC
STATUS:CONFIRMED
X-MICROSOFT-CDO-INTENDEDSTATUS:BUSY
PRIORITY:5
SEQUENCE:{it.sequence}
ORGANIZER:MAILTO:{it.organizer}
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT={it.partstat}:MAILTO:{it.attendee}
UID:{it.uid}
COMMENT:{it.comment}
DTSTAMP:{it.stamp}
DTSTART:{it.start}"""
    body = _calendar("REPLY", "AndroidEmail", event)
    words = part("text/plain; charset=utf-8", "Yes", "base64")
    calendar = part("text/calendar; charset=utf-8; method=REPLY", body, "base64")
    return whole(it, "", multi("mixed", "--_com.samsung.android.email_1", words, calendar))


def thunderbird(it: Press) -> bytes:
    event = f"""CREATED:{it.stamp}
LAST-MODIFIED:{it.stamp}
DTSTAMP:{it.stamp}
UID:{it.uid}
SUMMARY:Circle 1
DTSTART:{it.start}
ORGANIZER;RSVP=TRUE;CN=Circle 1;PARTSTAT=ACCEPTED;ROLE=CHAIR:mailto:{it.organizer}
ATTENDEE;CN=First;PARTSTAT={it.partstat};RSVP=TRUE;ROLE=REQ-PARTICIPANT:mailto:{it.attendee}
X-MOZ-RECEIVED-SEQUENCE:{it.sequence}
X-MOZ-RECEIVED-DTSTAMP:{it.stamp}
COMMENT:{it.comment}
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
END:VALARM"""
    body = _calendar("REPLY", "-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", event)
    words = part("text/plain; charset=UTF-8; format=flowed", f"{it.sender} has answered.", "8bit")
    calendar = part("text/calendar; method=REPLY; charset=UTF-8", body, "8bit")
    file = part('application/ics; name="invite.ics"', body, "8bit", 'attachment; filename="invite.ics"')
    inner = multi("alternative", "------------inner", words, calendar)
    return whole(it, "User-Agent: Mozilla Thunderbird\n", multi("mixed", "------------outer", inner, file))


def nextcloud(it: Press) -> bytes:
    """Answer as a server does that writes from an address of its own, and for the attendee."""
    event = f"""UID:{it.uid}
SEQUENCE:{it.sequence}
REQUEST-STATUS:2.0;Success
DTSTART:{it.start}
DTSTAMP:{it.stamp}
ORGANIZER;CN=Circle 1:mailto:{it.organizer}
ATTENDEE;PARTSTAT={it.partstat};CN=First:mailto:{it.attendee}
COMMENT:{it.comment}"""
    body = _calendar("REPLY", "-//Sabre//Sabre VObject 4.5.4//EN", event)
    calendar = part('text/calendar; method=REPLY; charset="utf-8"; name=event.ics', body, "base64", "inline")
    words = part("text/plain; charset=utf-8", "First has answered your invitation", "quoted-printable")
    server = replace(it, sender="invitations-noreply@cloud.example")
    return whole(server, f"Reply-To: {it.attendee}\n", multi("mixed", "_=_swift_1", words, calendar))


def zimbra(it: Press) -> bytes:
    event = f"""UID:{it.uid}
SUMMARY:Accept: Circle 1
ATTENDEE;PARTSTAT={it.partstat};SENT-BY="mailto:office@meadow.example":mailto:{it.attendee}
ORGANIZER;CN=Circle 1:mailto:{it.organizer}
DTSTART;TZID="Europe/Lisbon":{it.start.removesuffix("Z")}
SEQUENCE:{it.sequence}
DTSTAMP:{it.stamp}
COMMENT:{it.comment}"""
    method = "COUNTER" if it.proposed else "REPLY"
    body = _calendar(method, "Zimbra-Calendar-Provider", event)
    words = part("text/plain; charset=utf-8", "Yes, I will attend.", "7bit")
    html = part("text/html; charset=utf-8", "<p>Yes, I will attend.</p>", "7bit")
    calendar = part(f"text/calendar; charset=utf-8; method={method}; name=meeting.ics", body, "7bit")
    return whole(it, "X-Mailer: Zimbra 9.0\n", multi("alternative", "----=_Part_1", words, html, calendar))


def yahoo(it: Press) -> bytes:
    event = f"""UID:{it.uid}
DTSTAMP:{it.stamp}
DTSTART:{it.start}
SEQUENCE:{it.sequence}
ATTENDEE;PARTSTAT={it.partstat.lower()};CN=First;ROLE=REQ_PARTICIPANT;RSVP=FALSE:mailto:{it.attendee}
ORGANIZER;SENT-BY="mailto:{it.organizer}":mailto:{it.organizer}
COMMENT:{it.comment}"""
    body = _calendar("REPLY", "Zimbra-Calendar-Provider-Yahoo", event)
    calendar = part("text/calendar; charset=utf-8; method=REPLY", body, "base64")
    return whole(it, "", multi("alternative", "----=_y", part("text/plain", "Answered.", "7bit"), calendar))


def fastmail(it: Press) -> bytes:
    """Answer with nothing but the calendar."""
    event = f"""UID:{it.uid}
DTSTAMP:{it.stamp}
DTSTART:{it.start}
SEQUENCE:{it.sequence}
ORGANIZER:mailto:{it.organizer}
ATTENDEE;PARTSTAT={it.partstat};X-JMAP-ID=a;EMAIL={it.attendee}:mailto:{it.attendee}
COMMENT:{it.comment}"""
    body = _calendar("REPLY", "-//CyrusIMAP.org/Cyrus 3.9//EN", event)
    return whole(it, "", part("text/calendar; charset=utf-8; method=REPLY", body, "quoted-printable"))


def proton(it: Press) -> bytes:
    event = f"""UID:{it.uid}
DTSTAMP:{it.stamp}
DTSTART:{it.start}
SEQUENCE:{it.sequence}
ORGANIZER:mailto:{it.organizer}
ATTENDEE;PARTSTAT={it.partstat};X-PM-TOKEN=0a1b:mailto:{it.attendee.replace("@", "%40")}
COMMENT:{it.comment}"""
    body = _calendar("REPLY", "-//Proton AG//ProtonCalendar 5//EN", event)
    words = part("text/plain; charset=utf-8", f"{it.attendee} accepted your invitation", "quoted-printable")
    file = part(
        "text/calendar; method=REPLY; filename=invite.ics", body, "base64", "attachment; filename=invite.ics"
    )
    return whole(it, "", multi("mixed", "b1", words, file))


def notes(it: Press) -> bytes:
    """Answer as Lotus Notes does."""
    event = f"""ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT={it.partstat};CN="First Surname/Meadow"
 ;RSVP=FALSE:mailto:{it.attendee}
COMMENT;ALTREP="CID:<FFFF__=0ABBE548DFE235B58f9e8a93d@meadow.example>":{it.comment}
CLASS:PUBLIC
DTSTAMP:{it.stamp}
DTSTART:{it.start}
ORGANIZER:mailto:{it.organizer}
SEQUENCE:{it.sequence}
UID:{it.uid}
X-LOTUS-CHARSET:UTF-8
X-LOTUS-UPDATE-SEQ:1"""
    method = "COUNTER" if it.proposed else "REPLY"
    body = _calendar(method, "-//Lotus Development Corporation//NONSGML Notes 9.0//EN_C", event)
    calendar = part(f"text/calendar; method={method}; charset=UTF-8", body, "base64")
    html = part("text/html; charset=UTF-8", "<p></p>", "base64")
    return whole(it, "X-Mailer: Lotus Notes Release 9.0\n", multi("alternative", "0__=0ABB", html, calendar))


Client = Callable[[Press], bytes]
CLIENTS: tuple[Client, ...] = (
    *(google, outlook, exchange, apple, ios, android, thunderbird, nextcloud, zimbra),
    *(yahoo, fastmail, proton, notes),
)
PROPOSING: tuple[Client, ...] = (google, outlook, exchange, ios, zimbra, notes)


def _calendar(method: str, product: str, event: str, *, head: str = "", zone: str = "") -> str:
    named = f"METHOD:{method}\n" if method else ""
    text = (
        f"BEGIN:VCALENDAR\n{head}PRODID:{product}\nVERSION:2.0\n{named}{zone}"
        f"BEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    return "".join(_folded(line) for line in text.splitlines())


def _folded(line: str) -> str:
    """Fold at 75 octets, as some do in the middle of a letter."""
    octets = line.encode()
    pieces = [octets[:75], *(octets[n : n + 74] for n in range(75, len(octets), 74))]
    return b"\n ".join(pieces).decode("utf-8", "surrogateescape") + "\n"


def part(content_type: str, text: str, encoding: str, disposition: str = "") -> str:
    octets = text.encode("utf-8", "surrogateescape")
    coded = {"base64": encodebytes, "quoted-printable": encodestring}.get(encoding, bytes)(octets)
    placed = f"Content-Disposition: {disposition}\n" if disposition else ""
    return (
        f"Content-Type: {content_type}\n{placed}Content-Transfer-Encoding: {encoding}\n\n"
        f"{coded.decode('utf-8', 'surrogateescape')}"
    )


def multi(subtype: str, boundary: str, *parts: str) -> str:
    inside = "".join(f"--{boundary}\n{part}\n" for part in parts)
    return f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n{inside}--{boundary}--\n'


def whole(it: Press, marks: str, body: str) -> bytes:
    late = it.at + timedelta(seconds=3)
    text = (
        f"From: First Surname <{it.sender}>\nTo: {it.organizer}\nSubject: Accepted: Circle 1\n"
        f"Date: {format_datetime(late)}\nMessage-ID: <{it.stamp}.{it.partstat}@meadow.example>\n"
        f"MIME-Version: 1.0\n{marks}{body}"
    )
    return text.replace("\n", "\r\n").encode("utf-8", "surrogateescape")
