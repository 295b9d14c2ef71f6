"""Whether the domain in From stands behind a mail: DMARC (RFC 7489), by a server of ours or by ourselves.

The From that counts is our own strict one: no library's reading of that field is asked.
"""

import ipaddress
from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

import spf
from authheaders.dmarc_lookup import get_org_domain

from circles.mail import authserv, signatures
from circles.mail.dns import Dns, DnsFailed, Limited
from circles.mail.sender import UNKNOWN, Verdict, strict_from

MOST_QUERIES = 30
MOST_SECONDS = 10.0
LONGEST_SPF = 4_000
"""Octets of a record, ten times what RFC 7208 (3.4) wants; the library is slow with longer ones."""
PASSED_ON = frozenset({"mailgun", "postmark"})
"""Doors of services that add no note of their own, so that any they bring may be the sender's."""
Policy = Mapping[str, str]
"""The tags of a DMARC record."""


def authenticate(
    raw: bytes,
    envelope: Mapping[str, str],
    dns: Dns | None,
    trusted_authserv: Collection[str],
    now: datetime,
) -> Verdict:
    """Say whether a mail comes from the domain of its strict From.

    The verdict of a server we trust (`trusted_authserv`) counts first; else, given a DNS, ours: "fail" where
    the domain publishes a DMARC policy and nothing aligned with it passes, "none" where it has none or the
    DNS fails. `envelope` holds `door`, `ip`, `helo` and `mail_from` as far as they are known.
    """
    sender = strict_from(raw)
    if sender is None:
        return UNKNOWN
    domain = sender.rpartition("@")[2]
    trusted = () if envelope.get("door") in PASSED_ON else trusted_authserv
    verdict = authserv.noted(raw, domain, trusted)
    if verdict.result == "none" and dns is not None:
        # Behind a server of ours, whoever connects is that server: its address proves nothing.
        seen = {} if trusted_authserv else envelope
        verdict = _judge(raw, domain, seen, Limited(dns, most=MOST_QUERIES, seconds=MOST_SECONDS), now)
    if verdict.result == "none" and authserv.is_doubted(raw, domain):
        return Verdict("fail", f"A server on its way found that DMARC fails for {domain}.")
    return verdict


def _judge(raw: bytes, domain: str, envelope: Mapping[str, str], dns: Dns, now: datetime) -> Verdict:
    try:
        policy = _policy(domain, dns)
    except DnsFailed as failure:
        return Verdict("none", f"The DNS did not say whether {domain} has a DMARC record ({failure}).")
    if policy is None:
        return Verdict("none", f"{domain} has no DMARC record.")
    signed = signatures.signers(
        raw, lambda signer: _aligned(signer, domain, policy.get("adkim", "r")), dns, now
    )
    if signed.domains:
        return Verdict("pass", f"DMARC passes for {domain}: {min(signed.domains)} signed it (DKIM).")
    sent_by, unsure = _sent_by(envelope, domain, policy.get("aspf", "r"), dns)
    if sent_by:
        return Verdict("pass", f"DMARC passes for {domain}: {sent_by} lets {envelope['ip']} send (SPF).")
    if signed.unsure or unsure:
        return Verdict("none", f"The DNS gave no answer that is needed to authenticate {domain}.")
    return Verdict("fail", f"DMARC fails for {domain}: no signature or sender of its own holds.")


def _policy(domain: str, dns: Dns) -> Policy | None:
    """Find the DMARC record of a domain, else of its organization (RFC 7489, 6.6.3)."""
    for name in dict.fromkeys([domain, organization(domain)]):
        found = [_tags(text) for text in dns(f"_dmarc.{name}", "TXT") if _is_policy(text)]
        if found:
            return found[0] if len(found) == 1 and _is_usable(found[0]) else None
    return None


def _is_policy(text: str) -> bool:
    return text.partition(";")[0].replace(" ", "") == "v=DMARC1"


def _tags(text: str) -> Policy:
    parts = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip().lower() for name, _, value in parts if value}


def _is_usable(policy: Policy) -> bool:
    """Tell whether it asks for anything; what it asks to be done (p, sp, pct) does not change who wrote."""
    asked = {"none", "quarantine", "reject"}
    return (policy.get("p") in asked and policy.get("sp", "none") in asked) or "rua" in policy


def _aligned(found: str, domain: str, mode: str) -> bool:
    return found == domain or (mode != "s" and organization(found) == organization(domain))


@lru_cache(maxsize=4096)
def organization(domain: str) -> str:
    """Give the organizational domain: one label below the public suffix (RFC 7489, 3.2)."""
    found = str(get_org_domain(domain) or "")
    # For a suffix that is on no list, the library gives the suffix itself.
    return found if "." in found else ".".join(domain.split(".")[-2:])


def _sent_by(envelope: Mapping[str, str], domain: str, mode: str, dns: Dns) -> tuple[str, bool]:
    """Give the aligned domain that lets this client send ("" for none), and whether the DNS left it open."""
    ip, mail_from, helo = (str(envelope.get(key) or "") for key in ("ip", "mail_from", "helo"))
    sender = mail_from.strip("<>").lower()
    identity = sender.rpartition("@")[2] if sender else helo.lower()
    if not _is_public(ip) or sender.count("@") > 1 or not _aligned(identity, domain, mode):
        return "", False
    try:
        result = _Spf(dns, ip, sender, helo).check()[0]
    except DnsFailed:
        result = "temperror"
    except Exception:  # noqa: BLE001  # a record of theirs that the library fails on lets nobody send
        result = "permerror"
    return (identity if result == "pass" else ""), result == "temperror"


def _is_public(ip: str) -> bool:
    """Tell whether a client came from outside: one of this network only hands on what others sent."""
    try:
        return ipaddress.ip_address(ip).is_global
    except ValueError:
        return False


class _Spf(spf.query):  # type: ignore[misc]  # it comes without types
    """An SPF check (RFC 7208) that asks the DNS it is given."""

    def __init__(self, dns: Dns, ip: str, sender: str, helo: str) -> None:
        super().__init__(i=ip, s=sender, h=helo, strict=True)
        self._dns = dns

    def dns(self, name: str, qtype: str, cnames: object = None, *, ignore_void: bool = False) -> list[Any]:
        """Give records in the shapes the library reads, and count those that are empty as it does."""
        found = self._dns(str(name), qtype)
        if not found and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > spf.MAX_VOID_LOOKUPS:
                raise spf.PermError("Void lookup limit exceeded")
        if qtype == "TXT":
            return [(text.encode("latin-1", "replace"),) for text in found if len(text) <= LONGEST_SPF]
        if qtype == "MX":
            parts = (text.split() for text in found)
            return [(int(each[0]), each[-1].rstrip(".")) for each in parts]
        return found
