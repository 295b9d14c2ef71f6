"""Read stored mail and act on it: each mail in a transaction of its own."""

from collections.abc import Sequence

import structlog
from sqlalchemy.exc import OperationalError

from circles.mail import reading
from circles.mail.authenticate import authenticate
from circles.mail.sender import UNKNOWN, Verdict
from circles.runtime import Runtime

log = structlog.get_logger()


def receive(runtime: Runtime, ids: Sequence[int]) -> None:
    """Read each mail once; a mail that can't be read is put before an organizer, not lost.

    Where the database can't be used just now (a lock, a lost connection), the mail waits for the next tick.
    """
    for row in ids:
        try:
            verdict = _authenticated(runtime, row)
            with runtime.transaction() as db:
                reading.read_stored(db, row, runtime.site, runtime.now(), verdict)
        except OperationalError as error:
            log.warning("mail waits for the database", incoming=row, error=type(error).__name__)
        except Exception as error:
            log.exception("mail can't be read", incoming=row)
            with runtime.transaction() as db:
                reading.put_aside(db, row, runtime.site, type(error).__name__, runtime.now())


def _authenticated(runtime: Runtime, row: int) -> Verdict:
    """Tell who wrote a mail, before the transaction that reads it: a slow DNS must hold no lock."""
    with runtime.transaction(read_only=True) as db:
        evidence = reading.evidence(db, row)
    if evidence is None:
        return UNKNOWN
    raw, envelope = evidence
    return authenticate(raw, envelope, runtime.dns, runtime.settings.trusted_authservs, runtime.now())
