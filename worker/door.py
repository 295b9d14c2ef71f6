"""The SMTP door of this runtime: what it accepts goes to the inbox before it is answered."""

from collections.abc import Mapping

from circles.mail.dialogue import Visitors
from circles.mail.entrance import Taken, take_in
from circles.mail.receive import Door, tls_context
from circles.runtime import Runtime


def door(runtime: Runtime) -> Door:
    """Make the door that stands at MAIL_LISTEN; raises Invalid when its certificate can't be used."""
    settings = runtime.settings

    def accepts(recipient: str) -> bool:
        return runtime.site.accepts(recipient, runtime.now().date())

    def take(raw: bytes, recipient: str, way: Mapping[str, str]) -> Taken:
        with runtime.transaction() as db:
            return take_in(db, runtime.site, raw, recipient, way, runtime.now(), settings.mail_size_limit)

    host, _, port = settings.mail_listen.rpartition(":")
    return Door(
        accepts,
        take,
        host=host,
        port=int(port),
        size_limit=settings.mail_size_limit,
        visitors=Visitors(settings.mail_connections_per_peer),
        tls=tls_context(settings.mail_tls_cert, settings.mail_tls_key) if settings.mail_tls_cert else None,
    )
