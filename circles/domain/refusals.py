"""What a mail server means by its no: the status codes of RFC 3463 and RFC 7505, in plain words."""

import re

_STATUS = re.compile(r"(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])")
_WORDS = {
    "1.1": "there is no such mailbox",
    "1.2": "its domain takes no mail",
    "1.6": "the mailbox has moved",
    "1.10": "its domain takes no mail",
    "2.1": "the mailbox is switched off",
    "2.2": "the mailbox is full",
    "2.3": "our mail was too long for it",
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
_ABOUT_THE_SENDER = frozenset({"1.7", "1.8"})


def in_words(answer: str) -> str:
    """Say what a server's answer, or a report's reason, is about; codes and addresses are left out."""
    detail = _detail(answer)
    return _WORDS.get(detail) or _KINDS.get(detail.partition(".")[0]) or "our mail comes back"


def refuses_address(answer: str) -> bool:
    """Tell whether a refusal for good is about the recipient's address (X.1.X in RFC 3463), not about us."""
    detail = _detail(answer)
    return detail.startswith("1.") and detail not in _ABOUT_THE_SENDER


def _detail(answer: str) -> str:
    """Give subject and detail of the first status code, such as "1.1"; "" without one."""
    found = _STATUS.search(answer)
    return found[0][2:] if found else ""
