"""Mails that machines send about mail of ours, in the shapes of many servers, and mails that only look so.

All go to our address and are about bo@example.org; each is a sender, a subject, more headers and a body.
"""

from email.header import Header
from pathlib import Path

DATA = Path(__file__).parent.parent / "data" / "bounces"
BO = "bo@example.org"
US = "circles+k7@circles.example"
DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.example.org>"
POSTMASTER = "postmaster@mx.example.org"
EXCHANGE = "Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@corp.example.org>"
OUR_ID = "<invite.1@circles.example>"
ORIGINAL = (
    f"From: Springboard <{US}>\nTo: Bo <{BO}>\nCc: zoe@elsewhere.example\nSubject: Thursday\n"
    f"Message-ID: {OUR_ID}\n\nWrite to eva@elsewhere.example\n"
)
PERMANENT = f"permanent {BO}"
TEMPORARY = f"temporary {BO}"


def mail(
    sender: str, subject: str, body: str, *headers: str, kind: str = "text/plain; charset=utf-8"
) -> bytes:
    """Write a mail to us."""
    written = subject if subject.isascii() else Header(subject, "utf-8").encode()
    head = [f"From: {sender}", f"To: {US}", f"Subject: {written}", "Date: Tue, 3 Mar 2026 10:00:00 +0000"]
    return "\r\n".join([*head, *headers, f"Content-Type: {kind}", "", body.replace("\n", "\r\n")]).encode()


def parts(*bodies: tuple[str, str]) -> str:
    """Write the parts of a multipart, each a content type and a body."""
    return "".join(f"--b\nContent-Type: {kind}\n\n{body}\n" for kind, body in bodies) + "--b--\n"


def group(action: str = "failed", status: str = "5.1.1", **fields: str) -> str:
    """Write the fields about one recipient; `final`, `original` and `code` may be given."""
    final = fields.get("final", f"rfc822; {BO}")
    lines = [f"Original-Recipient: {fields['original']}"] if "original" in fields else []
    lines += [f"Final-Recipient: {final}", f"Action: {action}", f"Status: {status}"]
    lines += [f"Diagnostic-Code: smtp; {fields['code']}"] if "code" in fields else []
    return "\n".join(lines) + "\n"


def dsn(
    sender: str, subject: str, fields: str, *headers: str, words: str = "Sorry.", form: str = ""
) -> bytes:
    """Write a report of RFC 3464."""
    body = parts(
        ("text/plain; charset=utf-8", words),
        (form or "message/delivery-status", f"Reporting-MTA: dns; mx.example.org\n\n{fields}"),
        ("message/rfc822", ORIGINAL),
    )
    return mail(
        sender, subject, body, *headers, kind="multipart/report; report-type=delivery-status; boundary=b"
    )


def arf(fields: str, returned: str = ORIGINAL) -> bytes:
    """Write a complaint of RFC 5965."""
    body = parts(
        ("text/plain", "This is an email abuse report."),
        ("message/feedback-report", f"User-Agent: Loop/1.0\nVersion: 1\n{fields}"),
        ("message/rfc822", returned),
    )
    return mail(
        "fbl@mail.example",
        "Abuse report",
        body,
        kind="multipart/report; report-type=feedback-report; boundary=b",
    )


def in_words(name: str) -> list[tuple[str, bytes, str]]:
    """Read mails from tests/data/bounces: `#### name -> expected`, headers, an empty line, a body."""
    found = []
    for record in (DATA / f"{name}.txt").read_text(encoding="utf-8").split("#### ")[1:]:
        title, _, rest = record.partition("\n")
        head, _, body = rest.partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        kind = fields.pop("Content-Type", "text/plain; charset=utf-8")
        sender, subject = fields.pop("From"), fields.pop("Subject")
        more = [": ".join(field) for field in fields.items()]
        called, _, expected = title.partition(" -> ")
        raw = mail(sender, subject, body.replace("{original}", ORIGINAL), *more, kind=kind)
        found.append((called, raw, expected))
    return found


REPORTS: list[tuple[str, bytes, str]] = [
    (
        "postfix",
        dsn(
            DAEMON,
            "Undelivered Mail Returned to Sender",
            group(original=f"rfc822;{BO}", code="550 5.1.1 User unknown"),
            "Return-Path: <>",
            "Auto-Submitted: auto-replied",
            words=f"This is the mail system at host mx.\n\n<{BO}>: host mail said: 550 5.1.1 User unknown",
        ),
        PERMANENT,
    ),
    (
        "postfix delayed",
        dsn(DAEMON, "Delayed Mail (still being retried)", group("delayed", "4.4.1")),
        TEMPORARY,
    ),
    (
        "postfix expired",
        dsn(DAEMON, "Undelivered Mail Returned to Sender", group("failed", "4.4.1")),
        PERMANENT,
    ),
    ("greylisted", dsn(DAEMON, "Delayed Mail", group("delayed", "4.2.0", code="450 Greylisted")), TEMPORARY),
    (
        "sendmail",
        dsn(
            "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>",
            "Returned mail: see transcript for details",
            group(final=f"RFC822; {BO}"),
        ),
        PERMANENT,
    ),
    (
        "sendmail warning",
        dsn(
            "Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>",
            "Warning: could not send message for past 4 hours",
            group("delayed", "4.4.2"),
        ),
        TEMPORARY,
    ),
    ("quota", dsn(DAEMON, "Undelivered Mail Returned to Sender", group(status="5.2.2")), PERMANENT),
    ("quota for now", dsn(DAEMON, "Undelivered Mail Returned to Sender", group(status="4.2.2")), TEMPORARY),
    ("policy", dsn(DAEMON, "Undelivered Mail", group(status="5.7.1", code="554 5.7.1 spam")), PERMANENT),
    ("opensmtpd", dsn(DAEMON, "Delivery status notification: error", group("error", "5.0.0")), PERMANENT),
    ("comment on action", dsn(DAEMON, "Mail failed", group("failed (bad destination)")), PERMANENT),
    ("no address type", dsn(DAEMON, "Mail failed", group(final=f"<{BO}>")), PERMANENT),
    ("capitals", dsn(DAEMON, "Mail failed", group("Failed", final="RFC822;Bo@Example.ORG")), PERMANENT),
    ("no action", dsn(DAEMON, "Mail failed", f"Final-Recipient: rfc822; {BO}\nStatus: 5.1.2\n"), PERMANENT),
    (
        "forwarded on",
        dsn(DAEMON, "Mail failed", group(final="rfc822; bo@home.example", original=f"rfc822;{BO}")),
        PERMANENT,
    ),
    (
        "one of two failed",
        dsn(
            DAEMON, "Mail failed", group("delivered", "2.0.0", final="rfc822; al@a.example") + "\n" + group()
        ),
        PERMANENT,
    ),
    (
        "international",
        dsn(
            DAEMON,
            "Undelivered Mail",
            group(final="utf-8; bö@exämple.example"),
            form="message/global-delivery-status",
        ),
        "permanent bö@exämple.example",
    ),
    (
        "gmail",
        dsn(
            "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            "Delivery Status Notification (Failure)",
            group(),
            f"X-Failed-Recipients: {BO}",
        ),
        PERMANENT,
    ),
    (
        "gmail delay",
        dsn(
            "Mail Delivery Subsystem <mailer-daemon@googlemail.com>",
            "Delivery Status Notification (Delay)",
            group("delayed", "4.4.1"),
        ),
        TEMPORARY,
    ),
    (
        "amazon",
        dsn("MAILER-DAEMON@eu-west-1.amazonses.com", "Delivery Status Notification (Failure)", group()),
        PERMANENT,
    ),
    (
        "domino",
        dsn(
            "Postmaster@corp.example.org",
            f"DELIVERY FAILURE: User bo ({BO}) not listed in Domino Directory",
            group(status="5.0.0"),
        ),
        PERMANENT,
    ),
    (
        "courier",
        dsn('"Courier mail server at mx.example.org" <@>', "NOTICE: mail delivery status.", group()),
        PERMANENT,
    ),
    (
        "courier delay",
        dsn(
            '"Courier mail server at mx.example.org" <@>', "WARNING: delayed mail.", group("delayed", "4.0.0")
        ),
        TEMPORARY,
    ),
    (
        "mimecast",
        dsn("Postmaster <postmaster@mx.example.org>", "[Postmaster] Email Delivery Failure", group()),
        PERMANENT,
    ),
    *[
        (f"exchange {subject}", dsn(EXCHANGE, f"{subject} Thursday", group(status="5.1.10")), PERMANENT)
        for subject in (
            "Undeliverable:",
            "Unzustellbar:",
            "Non remis :",
            "No se puede entregar:",
            "Onbestelbaar:",
            "Non recapitabile:",
            "Não é possível entregar:",
            "Kan ikke leveres:",
            "Olevererbart:",
            "Toimittamaton:",
            "Nie można dostarczyć:",
            "配信不能:",
            "无法送达:",
        )
    ],
    ("exchange delay", dsn(EXCHANGE, "Zustellung verzögert: Thursday", group("delayed", "4.4.7")), TEMPORARY),
    (
        "refused by sieve",
        mail(
            f"Bo <{BO}>",
            "Automatically rejected mail",
            parts(
                ("text/plain", "Your message was automatically rejected by Dovecot Mail Delivery Agent."),
                (
                    "message/disposition-notification",
                    f"Final-Recipient: rfc822; {BO}\nDisposition: automatic-action/sent; deleted\n",
                ),
            ),
            kind="multipart/report; report-type=disposition-notification; boundary=b",
        ),
        PERMANENT,
    ),
]

COMPLAINTS: list[tuple[str, bytes, str]] = [
    ("yahoo", arf(f"Feedback-Type: abuse\nOriginal-Rcpt-To: {BO}\n"), f"complaint {BO}"),
    ("aol, redacted", arf("Feedback-Type: abuse\nRedacted-Address: redacted\n"), "complaint "),
    ("opt-out", arf(f"Feedback-Type: opt-out\nRemoval-Recipient: <{BO}>\n"), f"complaint {BO}"),
    ("fraud", arf(f"Feedback-Type: fraud\nOriginal-Rcpt-To: <{BO}>\n"), f"complaint {BO}"),
    (
        "amazon",
        arf(
            f"Feedback-Type: abuse\nSource-IP: 192.0.2.1\nOriginal-Rcpt-To: {BO}\nOriginal-Mail-From: "
            f"<{US}>\n"
        ),
        f"complaint {BO}",
    ),
    (
        "microsoft",
        mail(
            "staff@hotmail.com",
            "complaint about message from 192.0.2.1",
            parts(("message/rfc822", f"X-HmXmrOriginalRecipient: {BO}\n{ORIGINAL}")),
            kind="multipart/mixed; boundary=b",
        ),
        f"complaint {BO}",
    ),
]

NOT_FAILED: list[tuple[str, bytes]] = [
    ("delivered", dsn(DAEMON, "Successful Mail Delivery Report", group("delivered", "2.0.0"))),
    ("relayed", dsn(EXCHANGE, "Relayed: Thursday", group("relayed", "2.0.0"))),
    ("expanded", dsn(DAEMON, "Successful Mail Delivery Report", group("expanded", "2.0.0"))),
    ("not spam", arf("Feedback-Type: not-spam\n")),
    ("dmarc", arf("Feedback-Type: auth-failure\nAuth-Failure: dmarc\n")),
]
