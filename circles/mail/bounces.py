"""Reports about mail of ours: not delivered (RFC 3464), or called spam (ARF, RFC 5965)."""

import re
from collections.abc import Set as AbstractSet
from email.message import Message

from flufl.bounce import all_failures

from circles.domain.replies.values import Bounce
from circles.mail.parts import outer_parts

_ADDRESS = re.compile(r"[^\s<>;,:\"'()\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"(?im)^message-id:\s*(<[^<>\s]{1,250}>)")
_DAEMON = re.compile(r"(?i)mailer-?daemon|mail delivery (?:sub)?system|postmaster@|mail administrator")
_SUBJECT = re.compile(
    r"(?i)undeliver(?:ed|able)|delivery (?:status notification|failure|has failed|report|problem|error)"
    r"|returned (?:mail|to sender)|mail (?:delivery )?(?:failed|failure|system error)|failure notice"
    r"|not delivered|could not be delivered|mail could not|delivery.{0,12}(?:delayed|failed)"
    r"|message (?:status|delayed)|warning: "
    r"|unzustellbar|nicht zugestellt|non (?:remis|distribu)|échec de la remise|no se puede entregar"
    r"|no entregado|onbestelbaar|non recapitabile|mancato recapito|não (?:é possível entregar|entregue)"
    r"|kan ikke leveres|kunde inte levereras|ei voitu toimittaa|nie można dostarczyć|niedostarczon"
)
_DELAYED = re.compile(
    r"(?i)delayed|warning|still being retried|will (?:continue|keep) (?:to try|trying)|do not resend"
)
_TEMPORARY_STATUS = re.compile(r"\b4\.\d{1,3}\.\d{1,3}\b|^4\d\d[ -]", re.MULTILINE)
_PERMANENT_STATUS = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b|\b55\d[ -]")


def bounce(message: Message, text: str) -> Bounce | None:
    """Read a bounce or a complaint; None for any other mail.

    `text` is the readable part. Delayed mail is a temporary bounce. A report of success is none.
    """
    parts = list(outer_parts(message))
    complaint = next((p for p in parts if p.get_content_type() == "message/feedback-report"), None)
    if complaint is not None:
        return _complaint(complaint, parts)
    status = next((p for p in parts if p.get_content_type() == "message/delivery-status"), None)
    if status is not None:
        return _delivery_status(status, parts, text)
    return _by_headers(message, parts, text) if _says_bounce(message) else None


def _complaint(report: Message, parts: list[Message]) -> Bounce:
    fields = [pair for block in _blocks(report) for pair in block.items()]
    named = [
        str(value) for name, value in fields if name.lower() in {"original-rcpt-to", "removal-recipient"}
    ]
    kind = next((str(value) for name, value in fields if name.lower() == "feedback-type"), "abuse")
    return Bounce(_addresses(named), permanent=True, complaint=True, message_id=_original(parts), reason=kind)


def _delivery_status(report: Message, parts: list[Message], text: str) -> Bounce | None:
    failed: list[str] = []
    delayed: list[str] = []
    reasons: list[str] = []
    seen = False
    for block in _blocks(report):
        recipient = str(block.get("final-recipient") or block.get("original-recipient") or "")
        action, status = str(block.get("action", "")).strip().lower(), str(block.get("status", "")).strip()
        if not (recipient or action):
            continue
        seen = True
        if action == "failed" or (not action and status.startswith("5")):
            (delayed if status.startswith("4.2.2") else failed).append(recipient)
        elif action == "delayed" or (not action and status.startswith("4")):
            delayed.append(recipient)
        reasons.append(" ".join(f"{status} {block.get('diagnostic-code', '')}".split())[:200])
    if not seen:
        return Bounce(_addresses([text]), permanent=False, message_id=_original(parts))
    if not failed and not delayed:
        return None
    addresses = _addresses(failed or delayed)
    return Bounce(addresses, permanent=bool(failed), message_id=_original(parts), reason=reasons[0])


def _says_bounce(message: Message) -> bool:
    """Let only a header open the door: words about bounces in a person's mail are none."""
    if message.get("x-failed-recipients"):
        return True
    sender, subject = str(message.get("from", "")), str(message.get("subject", ""))
    if re.search(r"(?i)mailer-?daemon@", sender):
        return True
    from_daemon = bool(_DAEMON.search(sender)) or str(message.get("return-path", "")).strip() == "<>"
    return from_daemon and bool(_SUBJECT.search(subject))


def _by_headers(message: Message, parts: list[Message], text: str) -> Bounce:
    temporary, permanent = _scan(message)
    named = _addresses([str(value) for value in message.get_all("x-failed-recipients", [])])
    delayed = bool(_DELAYED.search(str(message.get("subject", "")))) or bool(
        _TEMPORARY_STATUS.search(text) and not _PERMANENT_STATUS.search(text)
    )
    recipients = named or permanent or temporary
    lasting = bool(permanent) or not (temporary or delayed)
    return Bounce(recipients, permanent=lasting and not delayed, message_id=_original(parts))


def _scan(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask the library that knows a hundred servers' wordings; it raises on some malformed reports."""
    try:
        temporary, permanent = all_failures(message)
    except Exception:  # noqa: BLE001  a detector's own fault must not lose the mail
        return (), ()
    return _addresses(_texts(temporary)), _addresses(_texts(permanent))


def _texts(found: AbstractSet[bytes]) -> list[str]:
    return sorted(address.decode("latin-1") for address in found)


def _blocks(report: Message) -> list[Message]:
    """Give the groups of fields of a report; the library parses each as a mail's header."""
    payload = report.get_payload()
    return [block for block in payload if isinstance(block, Message)] if isinstance(payload, list) else []


def _original(parts: list[Message]) -> str | None:
    """Find the Message-ID of the mail that came back, in the copy or the headers the report encloses."""
    for part in parts[1:]:
        if part.get_content_type() in {"message/rfc822", "text/rfc822-headers", "message/rfc822-headers"}:
            found = _MESSAGE_ID.search(_inner(part))
            if found:
                return found[1]
    return None


def _inner(part: Message) -> str:
    payload = part.get_payload()
    if isinstance(payload, list) and payload and isinstance(payload[0], Message):
        return "\n".join(f"{name}: {value}" for name, value in payload[0].items())
    return str(payload)[:20_000]


def _addresses(texts: list[str]) -> tuple[str, ...]:
    found = [match.lower() for text in texts for match in _ADDRESS.findall(text[:20_000])]
    return tuple(dict.fromkeys(found))[:50]
