"""The readable part of a bounce: whom it names, and whether it is for good."""

import re
from email.message import Message

from flufl.bounce import all_failures

from circles.domain.replies.languages import alternatives

MOST_CHARACTERS = 8_000
MOST_LINES = 150
MOST_LINE_CHARACTERS = 300
MOST_ADDRESSES = 50

_ADDRESS = r"[^\s<>;,:\"'()\[\]：，；（）【】「」]{1,64}@\w(?:[\w.-]{0,250}\w)?"
_ANY_ADDRESS = re.compile(_ADDRESS, re.IGNORECASE)

# From here on it is the mail that came back, which names others.
_RETURNED = re.compile(
    "(?i)"
    + alternatives(r"""
        [-=*_\s]{2,}(?:the |this is a |a |start of )?(?:copy of|header|returned|forwarded)\b
        [-=*_\s]{2,}(?:the |this is a |a |start of )?original\b(?![ -](?:recipient|address))
        [-=*_\s]{2,}below\b
        (?:return-path|received|message-id|dkim-signature|x-mailer): |message (?:headers|text) follows?
        included is a copy|your message reads|original message headers
    """)
)
# What the servers said to each other names others as well: it is looked at last.
_TRANSCRIPT = re.compile(r"(?i)[-=*_\s]{2,}(?:transcript of|session transcript)\b")
# A line that is an address alone, or starts with one that a colon or an error follows, or gives it a name;
# then one in brackets; then any.
_SHAPES = tuple(
    re.compile(rf"(?i){pattern}")
    for pattern in (
        rf"\s*<({_ADDRESS})>(?::|\.{{3}})?(?:\s.*)?$",
        rf"[\s*•\"-]*<?({_ADDRESS})>?\"?\s*(?:$|:|\(generated|\(reason|on \d|#<)",
        rf".*(?:recipient|address|mailbox|user|to)\S{{0,4}}[:=]\s*(?:<|\[?smtp:|\[|\w+; ?)?({_ADDRESS})",
        rf".*[\(（\['\"<](?:smtp:)?({_ADDRESS})[\)）\]'\">]",
        rf".*?(?:^|[\s：;])({_ADDRESS})(?:[\s.,:;]|$)",
    )
)
_PASSED_ON = re.compile(rf"(?i).*\((?:generated|expanded|forwarded) from:?\s+<?({_ADDRESS})")
_NOBODY = re.compile(r"(?:mailer-?daemon|postmaster|abuse|support|help|helpdesk|admin|noreply)@")
_GOES_ON = re.compile(
    "(?i)"
    + alternatives("""
        (?<!not going )(?:will|to) (?:continue|keep|be retried|retry|try again|be made|try to deliver)
        still being retried
        (?:do not|don't|no) need to (?:resend|re-send|take any action|do anything)|no action is required
        not yet been delivered|has been delayed|delivery attempts will|warning message only|do not resend
        will be attempted|weiterhin versuch|wird erneut versucht|nouvelle tentative|se seguirá intentando
    """)
)
_GIVEN_UP = re.compile(
    r"(?i)permanent(?:ly)?\b|giv(?:en|ing) up|fatal error|returned to sender|not going to try again"
)
_REPLY = re.compile(r"(?:\b[45]\d\d[ -]|#)[45]\.[0-7]\.\d{1,3}\b")  # unlike a date, a street or a telephone
_CODE = re.compile(r"(?:[\w-]{1,20};)?\s*([45]\d\d)\b")
_TEMPORARY_STATUS = re.compile(r"\b4\.\d{1,3}\.\d{1,3}\b|(?:^|[\s:>])4\d\d[ -]", re.MULTILINE)
_PERMANENT_STATUS = re.compile(r"\b5\.\d{1,3}\.\d{1,3}\b|(?:^|[\s:>(])55\d(?:[ -]|$)", re.MULTILINE)


def told(text: str) -> str:
    """Give what a machine says itself, without the mail that it returns."""
    lines = [line[:MOST_LINE_CHARACTERS] for line in text[:MOST_CHARACTERS].splitlines()[:MOST_LINES]]
    end = next((n for n, line in enumerate(lines) if n and _RETURNED.match(line)), len(lines))
    return "\n".join(lines[:end])


def named(text: str, not_these: frozenset[str], failed: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Find whom a report names as not reached; the surest shape that occurs counts alone.

    An address we wrote to comes before those it was passed on to, which the header names (`failed`).
    """
    lines = text.splitlines()
    written_to = addresses([match[1] for line in lines if (match := _PASSED_ON.match(line))])
    if written_to or failed:
        return written_to or failed
    said = next((n for n, line in enumerate(lines) if _TRANSCRIPT.match(line)), len(lines))
    return _named(lines[:said], not_these) or _named(lines[said:], not_these)


def _named(lines: list[str], not_these: frozenset[str]) -> tuple[str, ...]:
    for shape in _SHAPES:
        found = [match[1] for line in lines if (match := shape.match(line))]
        kept = [each for each in addresses(found) if each not in not_these and not _NOBODY.match(each)]
        if kept:
            return tuple(kept)
    return ()


def addresses(texts: list[str]) -> tuple[str, ...]:
    """Find every address in these texts, lower-case, each once."""
    found = [match.lower() for text in texts for match in _ANY_ADDRESS.findall(text[:2_000])]
    return tuple(dict.fromkeys(found))[:MOST_ADDRESSES]


def goes_on(text: str) -> bool:
    """Tell whether the server will try again."""
    if _PERMANENT_STATUS.search(text):
        return False
    return bool(_GOES_ON.search(text)) or bool(_TEMPORARY_STATUS.search(text) and not _GIVEN_UP.search(text))


def is_lasting(text: str) -> bool:
    """Tell whether it says that the failure is for good."""
    return bool(_PERMANENT_STATUS.search(text))


def reason(text: str) -> str:
    """Give the line with the error's code; "" without one."""
    lines = [" ".join(line.split())[:200] for line in text.splitlines()]
    codes = (_REPLY, _PERMANENT_STATUS, _TEMPORARY_STATUS)
    return next((line for code in codes for line in lines if code.search(line)), "")


def status(text: str) -> str:
    """Give the code that an error starts with; "" without one."""
    found = _CODE.match(text)
    return found[1] if found else ""


def has_status(text: str) -> bool:
    """Tell whether it holds the code of an error (RFC 5321, RFC 3463)."""
    return bool(_PERMANENT_STATUS.search(text) or _TEMPORARY_STATUS.search(text))


def has_reply(text: str) -> bool:
    """Tell whether it holds both codes, as servers answer, or the longer one as qmail and Exchange do."""
    return bool(_REPLY.search(text))


def known_to_library(message: Message, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Ask the library that knows a hundred servers' wordings for temporary and permanent failures.

    It reads every line a hundred times, so it sees a few; and it raises on some malformed reports.
    """
    small = Message()
    for name in ("From", "Subject", "X-Mailer"):
        small[name] = str(message.get(name, ""))[:200].replace("\n", " ").replace("\r", " ")
    small.set_payload(text, "utf-8")
    try:
        temporary, permanent = all_failures(small)
    except Exception:  # noqa: BLE001  a detector's own fault must not lose the mail
        return (), ()
    return tuple(addresses(_sorted(temporary))), tuple(addresses(_sorted(permanent)))


def _sorted(found: frozenset[bytes]) -> list[str]:
    return sorted(address.decode("latin-1") for address in found)
