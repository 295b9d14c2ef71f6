"""What a mail server means by its no: the status codes of RFC 3463 and RFC 7505, in plain words."""

import re

from circles.domain.tongue import say

COMPLAINT = "complaint"
"""What stands for a status code where the reader called our mail spam."""
_STATUS = re.compile(r"(?<![\d.])[45]\.[0-7]\.\d{1,3}(?![\d.])")
_ABOUT_US = frozenset({"1.7", "1.8", "2.3", "3.4"})
"""Our address, our domain, and twice the length of our mail."""
_GONE = frozenset({"2.1"})
_POLICY = re.compile(
    r"(?i)\b(?:block(?:ed|list(?:ed)?)|black-?list(?:ed)?|denylisted|banned|spam\w*|dnsbl|rbl|spf|dkim|dmarc"
    r"|reputation|polic(?:y|ies)|unsolicited|reverse dns|ptr record|listed (?:at|by|in|on))\b"
)
"""What servers write that give no code, or one that says nothing."""


def status(answer: str) -> str:
    """Give the status code that says most of a server's answer, or of a report's reason: "5.1.1".

    Where none says anything, the words are asked: "5.7.0" where they are about us, else "5.0.0".
    """
    code = _code(answer)
    if code[2:3] in {"", "5"}:
        return "5.7.0" if refuses_us(answer) else "5.0.0"
    return code


def in_words(code: str) -> str:
    """Say in the language in effect what a status code is about; what is none stays as it is."""
    words = {
        "0": say("our mail comes back"),
        "1": say("the address can't be used"),
        "1.1": say("there is no such mailbox"),
        "1.2": say("its domain takes no mail"),
        "1.6": say("the mailbox has moved"),
        "1.7": say("its mail server takes no mail from our address"),
        "1.8": say("its mail server takes no mail from our domain"),
        "1.10": say("its domain takes no mail"),
        "2": say("the mailbox takes no mail"),
        "2.1": say("the mailbox is switched off"),
        "2.2": say("the mailbox is full"),
        "2.3": say("our mail was too long for it"),
        "3": say("its mail server takes no mail"),
        "3.4": say("our mail was too long for it"),
        "4": say("its mail server could not be reached"),
        "4.4": say("its domain has no mail server"),
        "4.7": say("its mail server could not be reached for days"),
        "6": say("its mail server refuses our mail"),
        "7": say("its mail server refuses our mail"),
        COMPLAINT: say("they marked our mail as spam"),
    }
    _, _, detail = code.partition(".")
    return words.get(detail) or words.get(detail.partition(".")[0]) or words.get(code, code)


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
    return _code(answer)[2:]


def _code(answer: str) -> str:
    found = (match[0] for match in _STATUS.finditer(answer))
    return next((each for each in found if each[2] != "0"), "")
