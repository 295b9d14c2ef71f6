"""The name servers this machine is told to use."""

import dns.exception
import dns.name
import dns.resolver

from circles.mail.dns import DnsFailed

PATIENCE_SECONDS = 3.0
"""How long one question may take."""
MOST_KNOWN = 1000
"""Answers kept until they expire."""

_NO_SUCH_NAME = (
    dns.resolver.NXDOMAIN,
    *(dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel, dns.name.BadEscape),
)
"""A name that can't be is no failure of the DNS: who writes it into a mail gains no doubt in their favour."""


class NameServers:
    """Gives records as circles.mail.dns.Dns tells; where nobody is to be asked, that is a failure too."""

    def __init__(self) -> None:
        self._resolver: dns.resolver.Resolver | None = None

    def __call__(self, name: str, kind: str) -> list[str]:
        """Ask for the records of a name and a type; raises DnsFailed."""
        try:
            if self._resolver is None:
                self._resolver = dns.resolver.Resolver()
                self._resolver.cache = dns.resolver.LRUCache(MOST_KNOWN)
            found = self._resolver.resolve(name, kind, lifetime=PATIENCE_SECONDS, raise_on_no_answer=False)
        except _NO_SUCH_NAME:
            return []
        except (dns.exception.DNSException, OSError) as error:
            raise DnsFailed(f"{type(error).__name__} for {kind}") from error
        return [_text(kind, record) for record in found.rrset or ()]


def _text(kind: str, record: object) -> str:
    if kind == "TXT":
        return b"".join(record.strings).decode("latin-1")  # type: ignore[attr-defined]  # of its class TXT
    return str(record).rstrip(".")
