"""What a mail server of ours found out about a sender, as it notes it in Authentication-Results (RFC 8601).

Anybody can write such a field. It counts when its authserv-id is pinned and it is the topmost of all, above
everything an author writes: our own server adds on top, and removes what others wrote in its name.
"""

from collections.abc import Collection
from itertools import islice

from authres import AuthenticationResultsHeader, AuthResError, FeatureContext, dmarc

from circles.mail.precheck import header_fields
from circles.mail.sender import SINGULAR, UNKNOWN, Verdict

NAME = b"authentication-results"
MOST_FIELDS = 20
MOST_FIELD_BYTES = 10_000
_AUTHORS = frozenset(SINGULAR) | {"dkim-signature"}
_GRAMMAR = FeatureContext(dmarc)


def noted(raw: bytes, domain: str, trusted: Collection[str]) -> Verdict:
    """Give the verdict on a From domain that a server of ours noted; "none" where there is none to trust.

    `trusted` are authserv-ids, in any case. Only the topmost field is read: a second may be the sender's.
    """
    top = _topmost(raw)
    server = str(top.authserv_id).lower() if top else ""
    if top is None or server not in {each.lower() for each in trusted}:
        return UNKNOWN
    results = _results(top, domain)
    if "fail" in results:
        return Verdict("fail", f"{server} found that DMARC fails for {domain}.")
    if results == {"pass"}:
        return Verdict("pass", f"{server} found that DMARC passes for {domain}.")
    return UNKNOWN


def is_doubted(raw: bytes, domain: str) -> bool:
    """Tell whether any server on the way noted that DMARC fails: nobody forges that to be believed."""
    fields = (value for name, value in _named(raw) if name == NAME)
    parsed = (_parsed(value) for value in islice(fields, MOST_FIELDS))
    return any("fail" in _results(field, domain) for field in parsed if field)


def _topmost(raw: bytes) -> AuthenticationResultsHeader | None:
    """Read the first field, unless something that an author writes stands above it."""
    above = (
        value if name == NAME else b"" for name, value in _named(raw) if name == NAME or _is_author(name)
    )
    return _parsed(next(above, b""))


def _is_author(name: bytes) -> bool:
    return name.decode("latin-1").strip() in _AUTHORS


def _named(raw: bytes) -> list[tuple[bytes, bytes]]:
    parts = (field.partition(b":") for field in header_fields(raw))
    return [(name.lower(), value) for name, _, value in parts]


def _parsed(value: bytes) -> AuthenticationResultsHeader | None:
    """Read a field's value; None for one that is not plain ASCII or not in the grammar."""
    if len(value) > MOST_FIELD_BYTES:
        return None
    try:
        return _GRAMMAR.parse(f"Authentication-Results: {value.decode('ascii').strip()}")
    except (UnicodeDecodeError, AuthResError, ValueError, RecursionError):
        return None


def _results(field: AuthenticationResultsHeader, domain: str) -> set[str]:
    """Give what it says of DMARC; "other" is a result for another domain than that of the strict From."""
    return {
        str(result.result) if str(result.header_from or "").lower() == domain else "other"
        for result in field.results
        if isinstance(result, dmarc.DMARCAuthenticationResult)
    }
