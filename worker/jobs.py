"""The functions RQ calls. Arguments are ids as strings: nothing of a person ever lies in Redis."""

from circles.runtime import current
from worker import delivery, long_work, reading, sweep


def deliver(ids: list[str]) -> None:
    """Send mails of the outbox."""
    delivery.deliver(current(), [int(row) for row in ids])


def receive(ids: list[str]) -> None:
    """Read mails of the inbox and act on them."""
    reading.receive(current(), [int(row) for row in ids])


def run(ids: list[str]) -> None:
    """Do long work that a page shows the progress of."""
    for row in ids:
        long_work.run(current(), int(row))


def tick() -> None:
    """Post what is due and sweep what was not woken."""
    sweep.tick(current())
