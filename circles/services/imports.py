"""Import a people file: kept as it came, rehearsed as often as one likes, run once.

A run takes one step a transaction and counts its rows in it, so a run that died goes on where it stopped and
no row counts twice. Who left, declined or is suppressed is never brought back.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import BATCH, batches, seal, unseal
from circles.domain.people_file import PeopleFile, Problem, Row, read_people, write_skipped
from circles.domain.tongue import say
from circles.domain.words import MailKind, SeasonState
from circles.errors import NotAllowed, NotFound
from circles.models import Import, Job, Organizer, Season
from circles.services import enrolment, in_turn, jobs, offers, outbox, pairs, seats
from circles.services.audit import note

OVER = frozenset({SeasonState.CLOSED, SeasonState.ANONYMISED})


@dataclass(frozen=True)
class Rehearsal:
    """What a run would do; nothing is written and nobody is written to."""

    new: int
    already: int
    would_change: int
    """Of those who are in already, how many would get a field filled that is empty now."""
    refused: int
    """They left, said no, or must not be written to."""
    skipped: int
    """Rows that can't be used as they stand."""
    problems: tuple[Problem, ...]
    rows: tuple[Row, ...]
    delimiter_name: str
    encoding: str
    seen_before: datetime | None
    """When the same file was last imported into this season."""


def upload(
    db: Session, season: Season, organizer: Organizer | None, filename: str, data: bytes, now: datetime
) -> Import:
    """Keep a file for rehearsal.

    Raises Invalid when it can't be read at all and NotAllowed when the season is over.
    """
    _refuse_if_over(season)
    _read(season, data)
    kept = Import(
        season=season,
        organizer_id=organizer.id if organizer else None,
        filename=PurePath(filename.replace("\\", "/")).name[:200] or "people.csv",
        sha256=hashlib.sha256(data).hexdigest(),
        raw=seal(db, data),
        uploaded_at=now,
    )
    db.add(kept)
    db.flush()
    return kept


def read(db: Session, upload: Import) -> PeopleFile:
    """Read the kept file; raises NotFound once it has been dropped."""
    if upload.raw is None:
        raise NotFound(f"{upload.filename} is no longer kept here. Upload it again.")
    return _read(upload.season, unseal(db, upload.raw))


def skipped_rows(db: Session, upload: Import) -> str:
    """Give the rows that can't be used as CSV under their own header, with the reason in a column `why`."""
    return write_skipped(read(db, upload))


def rehearse(db: Session, upload: Import) -> Rehearsal:
    """Tell what running it now would do."""
    people = read(db, upload)
    known = [enrolment.look_up(db, upload.season, rows).counts() for rows in batches(people.rows)]
    return Rehearsal(
        new=sum(each["new"] for each in known),
        already=sum(each["already"] for each in known),
        would_change=sum(each["changed"] for each in known),
        refused=sum(each["refused"] for each in known),
        skipped=len(people.skipped_rows),
        problems=pairs.without_known(db, upload.season, people.problems),
        rows=people.rows,
        delimiter_name=people.delimiter_name,
        encoding=people.encoding,
        seen_before=db.scalar(
            select(Import.run_at)
            .where(
                Import.season_id == upload.season_id,
                Import.sha256 == upload.sha256,
                Import.run_at.is_not(None),
                Import.id != upload.id,
            )
            .order_by(Import.run_at.desc())
            .limit(1)
        ),
    )


def confirm(db: Session, upload: Import, organizer: Organizer | None, now: datetime, *, knows: bool) -> Job:
    """Ask a worker to run it; `knows` says that these people know of it and may be written to.

    Raises NotAllowed when it was run before, or when the season is over.
    """
    db.refresh(upload, with_for_update={"key_share": True})
    if upload.run_at is not None:
        raise NotAllowed(
            f"{upload.filename} was imported on {upload.run_at:%d %B %Y}. To import it again, upload it once"
            " more: whoever is in already stays in, and nobody is asked twice."
        )
    _refuse_if_over(upload.season)
    upload.knows, upload.run_at = knows, now
    upload.organizer_id = organizer.id if organizer else None
    how = "enrolling people who know about it" if knows else "inviting people"
    note(db, upload.season.program_id, _who(upload), _about(upload), f"imported a file, {how}", now)
    return jobs.start(db, upload.season.program_id, "import", _about(upload), now)


def run_batch(db: Session, upload: Import, people: PeopleFile, now: datetime) -> int:
    """Bring in the next rows after those that are done; give how many are done in all.

    The number of queries does not grow with the rows. Two workers on one import take turns. Raises NotAllowed
    where the season has ended since it was confirmed.
    """
    seats.lock(db, upload.season)
    _refuse_if_over(upload.season)
    db.refresh(upload, with_for_update={"key_share": True})
    in_turn.hold_program(db, upload.season.program_id)
    done = _done(upload.result)
    known = enrolment.look_up(db, upload.season, people.rows[done : done + BATCH])
    counts = known.counts()
    enrolment.bring_in(db, _enrolment(db, upload), known, now)
    enrolment.fill_gaps(known)
    upload.result = {name: upload.result.get(name, 0) + n for name, n in counts.items()}
    return _done(upload.result)


def finish(db: Session, upload: Import, people: PeopleFile, now: datetime) -> dict[str, Any]:
    """Pair up who belongs apart or together and tell the organizer; gives the result. Twice does nothing.

    Where circles meet already, free seats are offered to whom they fit.
    """
    seats.lock(db, upload.season)
    db.refresh(upload, with_for_update={"key_share": True})
    if "errors" not in upload.result:
        errors = pairs.add(db, upload.season, people.rows)
        offers.fill(db, upload.season, now)
        upload.result = {**upload.result, "skipped": len(people.skipped_rows), "errors": errors}
        if upload.organizer_id is not None:
            outbox.post(db, MailKind.IMPORT_DONE, f"organizer:{upload.organizer_id}", _about(upload), now)
    return upload.result


def _enrolment(db: Session, upload: Import) -> enrolment.Enrolment:
    who = upload.season.program.name
    if upload.organizer_id is not None:
        who = db.get_one(Organizer, upload.organizer_id).name
    return enrolment.Enrolment(upload.season, who if upload.knows else "", _who(upload), upload.filename)


def _done(result: Mapping[str, int]) -> int:
    return sum(result.get(name, 0) for name in ("new", "already", "refused"))


def _read(season: Season, data: bytes) -> PeopleFile:
    return read_people(data, season.program.zone, season.program.language)


def _refuse_if_over(season: Season) -> None:
    if season.state in OVER:
        raise NotAllowed(
            f"{season.name} is over, so it takes no more people. Import them into another season."
        )


def _who(upload: Import) -> str:
    return f"organizer:{upload.organizer_id}" if upload.organizer_id is not None else "circles"


def _about(upload: Import) -> str:
    return f"import:{upload.id}"


def counted(upload: Import) -> list[tuple[str, str]]:
    """Say what a run did, as it counted: the rows of each kind."""
    kinds = {
        "new": say("New"),
        "already": say("Already here"),
        "refused": say("Asked us not to write"),
        "skipped": say("Left out"),
    }
    return [(said, str(upload.result[kind])) for kind, said in kinds.items() if upload.result.get(kind)]
