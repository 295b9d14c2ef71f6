"""Check the DNS records that decide whether our mail is let in, and whether replies find us."""

import base64
import re
from collections.abc import Iterator, Sequence

from circles.domain.finding import Finding, fault, good, warning
from circles.mail.authenticate import organization
from circles.mail.dns import Dns, DnsFailed

MOST_LOOKUPS = 10
"""Beyond these, servers give up on an SPF record (RFC 7208, 4.6.4)."""
_TERM = re.compile(
    r"[+?~-]?(?:all|(?:include|exists):[^\s:/]\S*|(?:a|mx|ptr)(?:[:/]\S+)?|ip4:[\d.]+(?:/\d+)?"
    r"|ip6:[\da-f:.]+(?:/\d+)?)|[a-z][\w.-]*=\S*",
    re.IGNORECASE,
)
"""What an SPF record is made of (RFC 7208, 12); one word of anything else, and none of it counts."""
_LOOKING_UP = re.compile(r"[+?~-]?(include:|a\b|mx\b|ptr\b|exists:)|redirect=", re.IGNORECASE)
_FOLLOWED = re.compile(r"(?:[+?~-]?include:|redirect=)(\S+)", re.IGNORECASE)


def check_mx(reply_domain: str, dns: Dns) -> Finding:
    """See that replies find a mail server (RFC 5321, 5.1; RFC 7505)."""
    what = f"MX of {reply_domain}"
    try:
        hosts = [record.partition(" ")[2].strip(" .") for record in dns(reply_domain, "MX")]
        if not hosts and (dns(reply_domain, "A") or dns(reply_domain, "AAAA")):
            return warning(
                what,
                f"There is none, so servers try {reply_domain} itself.",
                f"Add an MX record for {reply_domain} that names the server which takes its mail.",
            )
    except DnsFailed as error:
        return _untold(what, error)
    if not hosts:
        return fault(
            what,
            "There is none, so no reply can reach us.",
            f"Add an MX record for {reply_domain} that names the server which takes its mail.",
        )
    if hosts == [""]:
        return fault(
            what, "It says that the domain takes no mail.", "Replace it by one that names your mail server."
        )
    return good(what, f"Replies go to {', '.join(sorted(hosts))}.")


def check_spf(domain: str, dns: Dns) -> Finding:
    """See that a domain says which servers send for it (RFC 7208)."""
    what = f"SPF of {domain}"
    try:
        found = [text for text in dns(domain, "TXT") if re.match(r"v=spf1(\s|$)", text, re.IGNORECASE)]
        if len(found) != 1:
            return _not_one(what, domain, found)
        if (wrong := _wrong(what, found[0])) is not None:
            return wrong
        lookups = _lookups(found[0], dns, MOST_LOOKUPS + 1)
    except DnsFailed as error:
        return _untold(what, error)
    if lookups > MOST_LOOKUPS:
        return fault(
            what,
            f"It takes more than {MOST_LOOKUPS} look-ups, so servers take it for broken.",
            "Leave out what no longer sends, or name addresses with ip4: and ip6:.",
        )
    if not re.search(r"(?:^|\s)(?:[-~]all\b|redirect=)", found[0], re.IGNORECASE):
        return warning(what, f"“{found[0]}” rules nobody out.", "End it with -all or ~all.")
    return good(what, f"“{found[0]}”; the server that sends our mail must be among these.")


def _wrong(what: str, record: str) -> Finding | None:
    """Find a word that SPF does not know, or that lets everybody send."""
    odd = next((term for term in record.split()[1:] if not _TERM.fullmatch(term)), None)
    if odd is not None:
        return fault(
            what,
            f"“{odd}” is nothing SPF knows, so none of “{record}” counts.",
            "Mend that word. Servers are named by mx, a, include:, ip4: or ip6:.",
        )
    if re.search(r"(?:^|\s)\+?all\b", record, re.IGNORECASE):
        return fault(what, f"“{record}” lets everybody send.", "End it with -all instead.")
    return None


def _not_one(what: str, domain: str, found: Sequence[str]) -> Finding:
    if found:
        return fault(what, f"There are {len(found)}, so none counts.", "Make one of them.")
    return fault(
        what,
        "There is none, so many servers will not let our mail in.",
        f"Add a TXT record for {domain} that names your mail server, such as: v=spf1 mx -all",
    )


def _lookups(record: str, dns: Dns, most: int) -> int:
    """Count the look-ups an SPF record takes with all it includes; stops at `most`."""
    count = sum(1 for term in record.split()[1:] if _LOOKING_UP.match(term))
    for domain in _FOLLOWED.findall(record):
        if count >= most or "%" in domain:
            break
        further = [text for text in dns(domain, "TXT") if text.lower().startswith("v=spf1")]
        count += sum(_lookups(text, dns, most - count) for text in further[:1])
    return count


def check_dmarc(domain: str, dns: Dns) -> Finding:
    """See that a domain, or its organization, says what to do with forgeries (RFC 7489)."""
    what = f"DMARC of {domain}"
    try:
        found = _policies(domain, dns) or _policies(organization(domain), dns)
    except DnsFailed as error:
        return _untold(what, error)
    if len(found) > 1:
        return fault(what, f"There are {len(found)} records, so none counts.", "Leave one.")
    if not found:
        return fault(
            what,
            "There is none, so large mailboxes may refuse our mail, and anybody may write in our name.",
            f"Add a TXT record for _dmarc.{domain}, such as: v=DMARC1; p=quarantine",
        )
    policy = re.search(r";\s*p\s*=\s*(\w+)", found[0], re.IGNORECASE)
    if policy is None or policy[1].lower() not in {"none", "quarantine", "reject"}:
        return fault(what, f"“{found[0]}” has no policy.", "Add p=quarantine after v=DMARC1;.")
    if policy[1].lower() == "none":
        return warning(what, "It asks for nothing (p=none).", "Set p=quarantine once your mail passes.")
    return good(what, f"“{found[0]}”")


def _policies(domain: str, dns: Dns) -> list[str]:
    return [text for text in dns(f"_dmarc.{domain}", "TXT") if re.match(r"v\s*=\s*DMARC1\b", text)]


def check_dkim(domain: str, selector: str, public_key: bytes, dns: Dns) -> Finding:
    """See that the DNS has the key we sign with (RFC 6376, 3.6.1); `public_key` is `p=` decoded."""
    what = f"DKIM key {selector} of {domain}"
    name = f"{selector}._domainkey.{domain}"
    p = base64.b64encode(public_key).decode("ascii")
    try:
        found = dns(name, "TXT")
    except DnsFailed as error:
        return _untold(what, error)
    keys = [_key(text) for text in found]
    if public_key in keys:
        return good(what, "The DNS has the key that we sign with.")
    if any(key == b"" for key in keys):
        return fault(what, "The DNS says that this key is revoked.", f"Put back p={p[:12]}…, or use another.")
    said = "The DNS has another key." if found else "The DNS has none, so our signatures count for nothing."
    return fault(what, said, f"Add a TXT record for {name}: v=DKIM1; p={p}")


def _key(text: str) -> bytes | None:
    found = re.search(r"(?:^|;)\s*p\s*=([^;]*)", text)
    try:
        return base64.b64decode(re.sub(r"\s", "", found[1])) if found else None
    except ValueError:
        return None


def _untold(what: str, error: DnsFailed) -> Finding:
    return warning(what, f"The DNS gave no answer ({error}).", "Try again; see that this machine reaches it.")


def check_all(mail_domain: str, reply_domain: str, dns: Dns) -> Iterator[Finding]:
    """Check all records but the DKIM key, which only those who sign have."""
    yield check_mx(reply_domain, dns)
    for domain in dict.fromkeys([mail_domain, reply_domain]):
        yield check_spf(domain, dns)
        yield check_dmarc(domain, dns)
