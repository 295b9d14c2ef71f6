"""Look at all that mail stands on: the servers it passes, and the records that others look up."""

from collections.abc import Iterator

from circles.domain.finding import Finding, fault, good
from circles.errors import Invalid
from circles.mail import records
from circles.mail.connections import check_imap, check_smtp
from circles.mail.dkim import Signer
from circles.mail.dns import Dns
from circles.mail.receive import tls_context
from circles.settings import Settings


def of_mail(settings: Settings, signer: Signer | None, dns: Dns | None) -> Iterator[Finding]:
    """Check mail servers and DNS records; in the demo no mail leaves, so there is nothing to check."""
    if settings.demo:
        return
    yield check_smtp(settings.smtp_url, settings.mail_from)
    if settings.mail_tls_cert:
        yield _check_certificate(settings)
    if settings.imap_url:
        yield check_imap(settings.imap_url)
    if dns is None:
        return
    yield from records.check_all(settings.mail_from.rpartition("@")[2], settings.reply_domain, dns)
    if signer is not None:
        yield records.check_dkim(signer.domain, signer.selector, signer.public_key, dns)


def _check_certificate(settings: Settings) -> Finding:
    """See that the door can prove itself: otherwise it does not open at all."""
    what = "Certificate of MAIL_TLS_CERT"
    try:
        tls_context(settings.mail_tls_cert, settings.mail_tls_key)
    except Invalid as error:
        return fault(what, str(error), "Mend the files, or set neither: then nothing is encrypted.")
    return good(what, "It can be used; whether others trust it, they will tell.")
