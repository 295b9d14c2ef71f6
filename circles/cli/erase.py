"""`circles erase`: all that is held on the owner of an address, in every program."""

import sys
from collections.abc import Sequence

import click
from sqlalchemy import select

from circles.cli.context import must_be_current, opened_runtime
from circles.domain.addresses import normalise
from circles.errors import NotFound
from circles.models import Address, Organizer
from circles.runtime import Runtime
from circles.services import privacy
from circles.services.privacy import Erased

GONE = "Nothing but a hash is left of the address; it keeps imports from bringing it back."
WAITS = "One last mail has not left yet. The address goes as soon as it has, and within a day in any case."


@click.command(epilog="Example: circles erase ana@example.org")
@click.argument("email")
@click.option("--yes", is_flag=True, help="Don't ask first. At no terminal nothing is asked anyway.")
def erase(email: str, *, yes: bool) -> None:
    """Delete all that is held on the owner of an address, in every program.

    They leave their circles, and one last mail tells them that it is done. This can't be undone.
    """
    normalised = normalise(email)
    if not yes and sys.stdin.isatty():
        click.confirm(f"Delete all that is held on {email}? This can't be undone.", abort=True)
    with opened_runtime() as runtime:
        must_be_current(runtime)
        for each in _erase(runtime, normalised):
            click.echo(_sentence(each))
        click.echo(_what_is_left(runtime, normalised))


def _erase(runtime: Runtime, email: str) -> Sequence[Erased]:
    """Erase it, and send the last mails here and now: no worker need run."""
    from worker import delivery

    with runtime.transaction() as db:
        erased = privacy.erase_address(db, email, runtime.now())
        if not erased:
            raise NotFound(f"Nothing here holds {email}. Look at its spelling; letter case does not matter.")
        posted = [row for task, row in db.info["wake"] if task == "deliver"]
    delivery.deliver(runtime, posted)
    with runtime.transaction() as db:
        privacy.finish(db)
    return erased


def _sentence(erased: Erased) -> str:
    where = f"Erased from {erased.program}" if erased.program else "Erased where it only wrote to us"
    counts = (
        _counted(erased.seasons, "season"),
        _counted(erased.addresses, "address", "addresses"),
        f"{_counted(erased.received, 'mail')} from them",
        f"{_counted(erased.sent, 'mail')} to them",
    )
    return f"{where}: {', '.join(counts)}."


def _counted(n: int, one: str, many: str = "") -> str:
    return f"{n} {one if n == 1 else many or one + 's'}"


def _what_is_left(runtime: Runtime, email: str) -> str:
    with runtime.transaction(read_only=True) as db:
        waits = db.scalar(select(Address.id).where(Address.normalised == email).limit(1)) is not None
        runs = [each.program.name for each in db.scalars(select(Organizer).where(Organizer.email == email))]
    left = [WAITS if waits else GONE]
    if runs:
        left.append(f"As an organizer it still runs {', '.join(runs)}.")
    return "\n".join(left)
