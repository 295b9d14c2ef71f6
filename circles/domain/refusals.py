"""What a mail server means by its no: the status codes of RFC 3463 and RFC 7505, in plain words."""

import re

from circles.domain.tongue import say

_STATUS = re.compile(r"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])")
_WORDS = {
    "1.1": "there is no such mailbox",
    "1.2": "its domain takes no mail",
    "1.6": "the mailbox has moved",
    "1.7": "its mail server takes no mail from our address",
    "1.8": "its mail server takes no mail from our domain",
    "1.10": "its domain takes no mail",
    "2.1": "the mailbox is switched off",
    "2.2": "the mailbox is full",
    "2.3": "our mail was too long for it",
    "3.4": "our mail was too long for it",
    "4.1": "its mail server could not be reached",
    "4.4": "its domain has no mail server",
    "4.7": "its mail server could not be reached for days",
}
_KINDS = {
    "1": "the address can't be used",
    "2": "the mailbox takes no mail",
    "3": "its mail server takes no mail",
    "4": "its mail server could not be reached",
    "7": "its mail server refuses our mail",
}
_ABOUT_US = frozenset({"1.7", "1.8", "2.3", "3.4"})
"""Our address, our domain, and twice the length of our mail."""
_GONE = frozenset({"2.1"})
_POLICY = re.compile(
    r"(?i)\b(?:block(?:ed|list(?:ed)?)|black-?list(?:ed)?|denylisted|banned|spam\w*|dnsbl|rbl|spf|dkim|dmarc"
    r"|reputation|polic(?:y|ies)|unsolicited|reverse dns|ptr record|listed (?:at|by|in|on))\b"
)
"""What servers write that give no code, or one that says nothing."""


def in_words(answer: str) -> str:
    """Say what a server's answer, or a report's reason, is about; codes and addresses are left out."""
    detail = _detail(answer)
    vague = _KINDS["7"] if refuses_us(answer) else "our mail comes back"
    return _WORDS.get(detail) or _KINDS.get(detail.partition(".")[0]) or vague


def told(words: str) -> str:
    """Say in the language in effect what `in_words` gave, which is kept in English."""
    ours = {
        "there is no such mailbox": say("there is no such mailbox"),
        "its domain takes no mail": say("its domain takes no mail"),
        "the mailbox has moved": say("the mailbox has moved"),
        "its mail server takes no mail from our address": say(
            "its mail server takes no mail from our address"
        ),
        "its mail server takes no mail from our domain": say("its mail server takes no mail from our domain"),
        "the mailbox is switched off": say("the mailbox is switched off"),
        "the mailbox is full": say("the mailbox is full"),
        "our mail was too long for it": say("our mail was too long for it"),
        "its mail server could not be reached": say("its mail server could not be reached"),
        "its domain has no mail server": say("its domain has no mail server"),
        "its mail server could not be reached for days": say("its mail server could not be reached for days"),
        "the address can't be used": say("the address can't be used"),
        "the mailbox takes no mail": say("the mailbox takes no mail"),
        "its mail server takes no mail": say("its mail server takes no mail"),
        "its mail server refuses our mail": say("its mail server refuses our mail"),
        "our mail comes back": say("our mail comes back"),
        "they marked our mail as spam": say("they marked our mail as spam"),
    }
    return ours.get(words, words)


def refuses_address(answer: str) -> bool:
    """Tell whether a refusal for good is about the recipient's address: there is none, or it is shut."""
    detail = _detail(answer)
    return detail in _GONE or (detail.startswith("1.") and detail not in _ABOUT_US)


def refuses_us(answer: str) -> bool:
    """Tell whether a refusal is about us, our server or our mail: its recipient can't help it.

    Where the code names nothing (X.0.X, X.3.X, X.5.X, none at all), the words are asked.
    """
    detail = _detail(answer)
    if detail in _ABOUT_US or detail.startswith(("6.", "7.")):
        return True
    return detail[:1] not in {"1", "2", "4"} and _POLICY.search(answer) is not None


def _detail(answer: str) -> str:
    """Give subject and detail of the first status code that says something, such as "1.1"; "" without one."""
    found = [match[0][2:] for match in _STATUS.finditer(answer)]
    return next((each for each in found if not each.startswith("0.")), "")
