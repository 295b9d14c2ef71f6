"""Look at all that mail stands on: the server that takes ours, and the records that others look up."""

from collections.abc import Iterator

from circles.domain.finding import Finding
from circles.mail import records
from circles.mail.connections import check_smtp
from circles.mail.dns import Dns
from circles.settings import Settings


def of_mail(settings: Settings, dns: Dns | None) -> Iterator[Finding]:
    """Check the mail server and the DNS records; in the demo no mail leaves, so there is nothing to check."""
    if settings.demo:
        return
    yield check_smtp(settings.smtp_url, settings.mail_from)
    if dns is not None:
        yield from records.check_all(settings.mail_from.rpartition("@")[2], settings.reply_domain, dns)
