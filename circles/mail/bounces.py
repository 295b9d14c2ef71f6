"""Reports about mail of ours: not delivered (RFC 3464), or called spam (ARF, RFC 5965).

Only what stands in the header, or in the structure that it announces, says that a mail is a report: words
about bounces in a person's mail, and reports that a person passes on, are none.
"""

import re
from email.message import Message
from email.parser import BytesHeaderParser

from circles.domain.replies.values import Bounce
from circles.mail import bounce_text
from circles.mail.bounce_header import Head, tells_of_failure
from circles.mail.bounce_text import addresses
from circles.mail.parts import children, content, header_text, outer_parts

_MOST_GROUPS = 200
_STATUS = frozenset(["message/delivery-status", "message/global-delivery-status"])
_RECEIPT = frozenset(["message/disposition-notification", "message/global-disposition-notification"])
_RETURNED = frozenset(
    [
        "message/rfc822",
        "message/global",
        "text/rfc822-headers",
        "message/rfc822-headers",
        "message/global-headers",
    ]
)
_NO_COMPLAINTS = frozenset(["not-spam", "auth-failure"])
_MESSAGE_ID = re.compile(r"(?im)^message-id:[ \t]*(<[^<>\s]{1,250}>)")
_XTEXT = re.compile(r"\+[0-9A-F]{2}")
_JUNK = re.compile(r"(?i)complaint about message from [0-9a-f:.]{3,45}$")
_TAG = re.compile(r"<(?![^<>@]{0,400}@)[^<>]{0,2000}>")  # but not an address in brackets

Group = dict[str, str]
"""The fields that a report has about one recipient, by their lower-case names."""


def bounce(message: Message, text: str) -> Bounce | None:
    """Read a bounce or a complaint; None for any other mail.

    `text` is the readable part. Delayed mail is a temporary bounce. A report of success is none.
    """
    head = Head(message)
    parts = list(outer_parts(message))
    for part in parts if head.may_report else []:
        kind = part.get_content_type()
        if kind == "message/feedback-report":
            return _complaint(part, parts)
        if kind in _STATUS:
            return _delivery_status(part, parts, text, head)
        if kind in _RECEIPT:
            return _refused_by_rule(part, parts, head)
    if head.local == "staff" and _JUNK.match(head.subject):
        return _junk_report(parts)
    return _by_words(message, parts, text, head)


def _complaint(report: Message, parts: list[Message]) -> Bounce | None:
    fields = [pair for group in _groups(report) for pair in group]
    kind = next((value for name, value in fields if name == "feedback-type"), "abuse").strip().lower()
    if kind in _NO_COMPLAINTS:
        return None
    who = [value for name, value in fields if name in {"original-rcpt-to", "removal-recipient"}]
    path = [value for name, value in fields if name == "original-mail-from"]
    return Bounce(
        addresses(who),
        permanent=True,
        complaint=True,
        message_id=_original(parts),
        reason=kind[:200],
        return_path=next(iter(addresses(path)), None),
    )


def _junk_report(parts: list[Message]) -> Bounce:
    """Read a complaint in the older form that Microsoft uses: the mail itself, with one header more."""
    enclosed = [
        child for part in parts if part.get_content_type() == "message/rfc822" for child in children(part)
    ]
    who = [str(each.get("x-hmxmroriginalrecipient", "")) for each in enclosed]
    return Bounce(addresses(who), permanent=True, complaint=True, message_id=_original(parts), reason="junk")


def _delivery_status(report: Message, parts: list[Message], text: str, head: Head) -> Bounce | None:
    failed: list[str] = []
    delayed: list[str] = []
    reasons: list[str] = []
    for group in map(dict, _groups(report)):
        action, status = group.get("action", "").lower(), group.get("status", "")
        if not (action or "final-recipient" in group or "original-recipient" in group):
            continue
        lasting = _is_lasting(action, status or bounce_text.status(group.get("diagnostic-code", "")))
        if lasting is not None:
            (failed if lasting else delayed).append(_recipient(group))
        reasons.append(" ".join(f"{status} {group.get('diagnostic-code', '')}".split())[:200])
    if not reasons:
        told = bounce_text.told(text)
        who = bounce_text.named(told, head.ours, head.failed)
        return Bounce(
            who,
            permanent=bounce_text.is_lasting(told),
            message_id=_original(parts),
            reason=bounce_text.reason(told),
        )
    if not failed and not delayed:
        return None
    who = addresses(failed or delayed) or head.failed
    return Bounce(who, permanent=bool(failed), message_id=_original(parts), reason=reasons[0])


def _is_lasting(action: str, status: str) -> bool | None:
    """Tell a failure for good from a delay; None when there is no failure. A full mailbox may be emptied."""
    if action.startswith(("fail", "error")):
        return not status.startswith("4.2.2")
    if action.startswith("delay"):
        return False
    none_failed = action.startswith(("deliver", "relay", "expand"))
    return status.startswith("5") if not none_failed and status[:1] in {"4", "5"} else None


def _recipient(group: Group) -> str:
    """Give the address we wrote to, rather than the one it was passed on to."""
    original, final = group.get("original-recipient", ""), group.get("final-recipient", "")
    return original if addresses([original]) and not (final and _XTEXT.search(original)) else final


def _refused_by_rule(report: Message, parts: list[Message], head: Head) -> Bounce | None:
    """Read a refusal sent as a read receipt, as filters at a mailbox do (RFC 5429); None for a receipt."""
    fields = {name: value for group in _groups(report) for name, value in group}
    disposition = fields.get("disposition", "").lower()
    if not (disposition.startswith("automatic-action") and "deleted" in disposition and head.says_failure):
        return None
    who = addresses([_recipient(fields)])
    return Bounce(who, permanent=True, message_id=_original(parts), reason=disposition[:200])


def _by_words(message: Message, parts: list[Message], text: str, head: Head) -> Bounce | None:
    """Read a bounce without a report: the header opens the door, and a weak sign asks for more inside."""
    if not (head.surely_bounce or head.maybe_bounce or head.perhaps_bounce):
        return None
    told = bounce_text.told(text or _readable(parts))
    who = bounce_text.named(told, head.ours, head.failed) or bounce_text.named(head.subject, head.ours)
    if not _is_borne_out(head, told, who):
        return None
    temporary: tuple[str, ...] = ()
    if not who:
        temporary, who = bounce_text.known_to_library(message, told)
    delayed = head.says_delayed or bounce_text.goes_on(told)
    lasting = not delayed and (bool(who) or not temporary)
    return Bounce(
        who or temporary,
        permanent=lasting,
        message_id=_original(parts),
        reason=bounce_text.reason(told),
    )


def _is_borne_out(head: Head, told: str, who: tuple[str, ...]) -> bool:
    """Weigh what the readable part shows: somebody is named, and an error has its code."""
    if head.surely_bounce or (head.maybe_bounce and head.report):
        return True
    if head.maybe_bounce:
        return bool(who) or bounce_text.has_status(told)
    if head.by_server and tells_of_failure(told):
        return bool(who)
    return bool(who) and bounce_text.has_reply(told)


def _readable(parts: list[Message]) -> str:
    """Give the words of a report that has them in HTML only, or whose parts are not told apart."""
    whole = parts[0].get_payload()
    if isinstance(whole, str) and parts[0].get_content_maintype() == "multipart":
        return whole[:20_000]
    html = next((part for part in parts if part.get_content_type() == "text/html"), None)
    return _TAG.sub("\n", content(html)[:20_000].decode("utf-8", "replace")) if html is not None else ""


def _groups(report: Message) -> list[list[tuple[str, str]]]:
    """Give the groups of fields of a report; the library parses each as a mail's header.

    It knows only delivery-status by name; of others the first group is a header, and the rest is its body.
    It leaves a report in base64 as it is, since there should be none (RFC 3464, 2.1).
    """
    found = children(report)[:_MOST_GROUPS]
    encoding = str(report.get("content-transfer-encoding", "")).strip().lower()
    if found and (encoding == "base64" or report.get_content_type() != "message/delivery-status"):
        if encoding == "base64":
            found[0]["Content-Transfer-Encoding"] = encoding
        blocks = re.split(rb"\r?\n\r?\n", content(found[0])[:100_000])[:_MOST_GROUPS]
        found = [found[0], *map(BytesHeaderParser().parsebytes, blocks)]
    return [[(name.lower(), header_text(str(value))) for name, value in each.raw_items()] for each in found]


def _original(parts: list[Message]) -> str | None:
    """Find the Message-ID of the mail that came back, in the copy or the headers the report encloses."""
    for part in parts[1:]:
        if part.get_content_type() in _RETURNED:
            found = _MESSAGE_ID.search(_inner(part))
            if found:
                return found[1]
    return None


def _inner(part: Message) -> str:
    enclosed = children(part)
    if enclosed:
        return "\n".join(f"{name}: {value}" for name, value in enclosed[0].items())
    return content(part)[:20_000].decode("latin-1")
