"""Two mails that every organizer meets: one that came back, and one that nobody but a person can read."""

from datetime import datetime
from email.utils import format_datetime

from circles.demo.letters import Letter
from circles.domain.cadence import local
from circles.mail.demo_replies import reply

PUZZLE = (
    "Hm, Bo from my team might come instead of me if the trains run again, otherwise it depends on the"
    " builders. Or was that the week after?"
)


def puzzle(letter: Letter, now: datetime) -> bytes:
    """Answer a mail in a way that no rule should guess at."""
    reader = letter.reader
    return reply(letter.mail, f"{reader.name} <{reader.email}>", PUZZLE, "apple", local(now, reader.zone))


def bounce(letter: Letter, return_path: str, now: datetime) -> bytes:
    """Report that a mail did not reach its reader: the mailbox is no more (RFC 3464)."""
    email = letter.reader.email
    domain = email.partition("@")[2]
    original = letter.mail
    return f"""\
Return-Path: <>
From: Mail Delivery System <mailer-daemon@mx.{domain}>
To: {return_path}
Subject: Undelivered Mail Returned to Sender
Date: {format_datetime(now)}
Message-ID: <{now:%Y%m%d%H%M%S}.bounce@mx.{domain}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_bounce"

--=_bounce
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered to {email}:
there is no such mailbox here. Please don't send it again.

--=_bounce
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.{domain}

Final-Recipient: rfc822; {email}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{email}>: no such mailbox here

--=_bounce
Content-Type: text/rfc822-headers

From: {original.header("from")}
To: {email}
Subject: {original.header("subject")}
Message-ID: {original.message_id}

--=_bounce--
""".replace("\n", "\r\n").encode("ascii", "replace")
