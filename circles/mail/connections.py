"""Try the servers that take our mail and keep what comes in; name what a URL gets wrong."""

import smtplib
import socket
import ssl
from contextlib import suppress
from imaplib import IMAP4
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from imap_tools.errors import ImapToolsError

from circles.domain.finding import Finding, fault, good, warning
from circles.mail.imap import Mailbox

PATIENCE_SECONDS = 10.0
_PORTS = {"smtp": 25, "smtps": 465, "imap": 143, "imaps": 993}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def check_imap(url: str) -> Finding:
    """Connect as fetching does, sign in and open the folder; changes nothing there."""
    parts = urlsplit(url)
    what = f"IMAP server {parts.hostname}:{_port(parts)}"
    try:
        with Mailbox(url) as mailbox:
            if mailbox.can_idle:
                return good(what, "The mailbox is open to us, and tells of new mail at once.")
            return warning(
                what,
                "The mailbox is open to us, and the server does not tell of new mail (IDLE).",
                "Nothing need be done: we look every minute.",
            )
    except (OSError, IMAP4.error, ImapToolsError) as error:
        return fault(what, *_explained(error, parts, PATIENCE_SECONDS))


def check_smtp(url: str, mail_from: str, patience: float = PATIENCE_SECONDS) -> Finding:
    """Connect as sending does, sign in, and offer a mail without sending it.

    It waits at most `patience` seconds for each answer.
    """
    parts = urlsplit(url)
    what = f"SMTP server {parts.hostname}:{_port(parts)}"
    starttls = parse_qs(parts.query).get("tls") == ["starttls"]
    encrypted = starttls or parts.scheme == "smtps"
    if parts.username and not encrypted and parts.hostname not in _HERE:
        return fault(
            what,
            "The password would cross the network for all to read.",
            "Write SMTP_URL as smtp://…?tls=starttls, or as smtps://…",
        )
    try:
        with _connected(parts, patience) as server:
            return _talk(what, server, parts, mail_from, starttls=starttls)
    except (OSError, smtplib.SMTPException) as error:
        return fault(what, *_explained(error, parts, patience))


def _port(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def _connected(parts: SplitResult, patience: float) -> smtplib.SMTP:
    host = parts.hostname or ""
    if parts.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(host, _port(parts), timeout=patience, context=context)
    return smtplib.SMTP(host, _port(parts), timeout=patience)


def _talk(what: str, server: smtplib.SMTP, parts: SplitResult, mail_from: str, *, starttls: bool) -> Finding:
    server.ehlo()
    offers_tls = server.has_extn("starttls")
    if starttls and not offers_tls:
        return fault(
            what,
            "It does not offer STARTTLS, which SMTP_URL asks for.",
            "Use the port for submission (587), or smtps:// with port 465.",
        )
    if starttls:
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    code, answer = server.mail(mail_from)
    server.rset()
    if code // 100 != 2:
        return fault(
            what,
            f"It does not take mail from {mail_from}: {code} {answer.decode('utf-8', 'replace')}",
            "Let it send for that address, or change MAIL_FROM.",
        )
    if offers_tls and not starttls and parts.scheme != "smtps" and parts.hostname not in _HERE:
        return warning(
            what, "It takes our mail, unencrypted, and offers STARTTLS.", "Add ?tls=starttls to SMTP_URL."
        )
    return good(what, f"It takes mail from {mail_from}.")


_FAULTS: tuple[tuple[type[Exception], str, str], ...] = (
    (
        socket.gaierror,
        "Nobody knows the name {host}.",
        "Mend the host in {setting}, or the DNS of this machine.",
    ),
    (
        ConnectionRefusedError,
        "Nothing listens on port {port}.",
        "Start the server, or mend the port in {setting}.",
    ),
    (
        ssl.SSLCertVerificationError,
        "Its certificate can't be trusted: {error.verify_message}.",
        "Give the server a certificate for {host}, or name it in {setting} as its certificate does.",
    ),
    (
        ssl.SSLError,
        "It does not speak TLS from the start.",
        "Write {setting} as {plain}://{host}:{port}?tls=starttls",
    ),
    (
        smtplib.SMTPAuthenticationError,
        "It does not take our name and password ({error.smtp_code}).",
        "Mend them in {setting}.",
    ),
    (
        ImapToolsError,
        "It does not let us into the mailbox: {error}",
        "Mend user, password or folder in {setting}.",
    ),
    (
        IMAP4.error,
        "It does not let us into the mailbox: {error}",
        "Mend user, password or folder in {setting}.",
    ),
)
"""What each fault of a connection means, and what to do about it; the first that fits counts."""


def _explained(error: Exception, parts: SplitResult, patience: float) -> tuple[str, str]:
    """Say what went wrong, and what to do about it."""
    host, port, plain = parts.hostname or "", _port(parts), parts.scheme.rstrip("s")
    setting = f"{plain.upper()}_URL"
    for kind, said, remedy in _FAULTS:
        if isinstance(error, kind):
            known = {"error": error, "host": host, "port": port, "plain": plain, "setting": setting}
            return said.format(**known), remedy.format(**known)
    if not parts.scheme.endswith("s") and _speaks_tls(host, port, patience):
        return "It speaks TLS from the start.", f"Write {setting} as {parts.scheme}s://{host}:{port}"
    return f"It does not answer as a mail server does: {error}.", f"See that {setting} names the right port."


def _speaks_tls(host: str, port: int, patience: float) -> bool:
    """Tell whether a server answers to a greeting of TLS; who it is does not matter here."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        suppress(OSError),
        socket.create_connection((host, port), timeout=patience) as plain,
        context.wrap_socket(plain, server_hostname=host),
    ):
        return True
    return False
