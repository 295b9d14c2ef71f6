"""E-mail addresses: told apart, compared and gently corrected, never looked up on the net."""

import re

from email_validator import EmailNotValidError, validate_email
from rapidfuzz.distance import OSA

from circles.errors import Invalid

EXAMPLE = "ana@example.org"

_TOO_LONG = 255  # RFC 5321, 4.5.3.1.3: 254 fit; whatever follows, nobody needs to look at it

# A domain one slip away from one of the first is worth a question, unless it is one of the second.
_PROVIDERS = ("gmail.com", "googlemail.com", "hotmail.com", "icloud.com", "outlook.com", "yahoo.com")
_RIGHT_AS_THEY_STAND = ("email.com", "mail.com", "ymail.com", *_PROVIDERS)

# What is wrong with a refused address, as the rest of a sentence: the first that matches.
_COMPLAINTS = (
    (r"^$", "is empty"),
    (rf"(?s)^.{{{_TOO_LONG}}}", "is longer than any address"),
    (r"^[^@]*$", "has no @"),
    (r"[\s,;<>]|@.*@", "holds more than one address, or more than the address"),
    (r"^@", "has nothing before the @"),
    (r"^[^@]*[^\x00-\x7f]", "has letters before the @ that few mail servers take yet"),
    (r"@[^.]*\.?$", "has no ending like .org"),
    (r"(?i)\.(test|invalid|local|localhost|onion)$", "has an ending that no mail can reach"),
    (r"", "is not an address that mail can be sent to"),
)


def normalise(address: str) -> str:
    """Give the one form in which an address is stored and compared.

    Blanks around it go, letters become small on both sides of the @ and the domain becomes ASCII (IDNA 2008,
    RFC 5891). Dots and `+tags` stay: only the provider knows what they mean. Raises Invalid(field="email").
    """
    normalised, complaint = check(address)
    if not address.strip():
        raise Invalid(f"We need an address to write to, such as {EXAMPLE}.", "email")
    if complaint:
        raise Invalid(
            f"`{address.strip()[:80]}` {complaint}. Write the whole address, such as {EXAMPLE}.", "email"
        )
    return normalised


def check(address: str) -> tuple[str, str]:
    """Give the normalised address and "", or "" and what is wrong with it as the rest of a sentence.

    Letters beyond ASCII before the @ (RFC 6531) are refused: too few servers take them for mail to arrive.
    """
    address = address.strip()[:_TOO_LONG]
    try:
        known = validate_email(address, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return "", next(words for pattern, words in _COMPLAINTS if re.search(pattern, address))
    return f"{known.local_part}@{known.ascii_domain}".lower(), ""


def near_miss(address: str) -> str:
    """Guess what a normalised address at `gmial.com` was meant to be; "" where there is nothing to ask."""
    local, _, domain = address.rpartition("@")
    if domain in _RIGHT_AS_THEY_STAND:
        return ""
    meant = [name for name in _PROVIDERS if OSA.distance(domain, name, score_cutoff=1) == 1]
    return f"{local}@{meant[0]}" if meant else ""
