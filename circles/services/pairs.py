"""Who must, or must not, be in one circle, as a people file says it."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from circles.db import batches, insert_new
from circles.domain.people_file import Problem, Row
from circles.domain.words import PairKind, ParticipantState
from circles.models import Address, Pair, Participant, Season

GONE = frozenset({ParticipantState.LEFT, ParticipantState.DECLINED})
MENTIONS = frozenset({*PairKind})
"""The columns of a people file that name other people are called as the pairs they make."""
MOST_ERRORS = 100

Mention = tuple[Row, PairKind, str]


def add(db: Session, season: Season, rows: Sequence[Row]) -> list[str]:
    """Add the pairs that rows name, people being in already; give a sentence for each that can't be.

    A pair that is there stays as it is. Somebody of the file who was refused makes no pair and no sentence.
    """
    emails = {row.id: row.email for row in rows}
    mentions = list(_mentions(rows))
    named = {emails.get(other, other) for _, _, other in mentions} | {row.email for row, _, _ in mentions}
    ids = _participant_ids(db, season, named)
    pairs: dict[tuple[int, int], PairKind] = {}
    errors = []
    for row, kind, other in mentions:
        a, b = ids.get(row.email), ids.get(emails.get(other, other))
        if b is None and other not in emails:
            errors.append(f"Row {row.line}, {kind.capitalize()}: `{other}` is nobody in this season.")
        if a is None or b is None or a == b:
            continue
        if pairs.setdefault((min(a, b), max(a, b)), kind) is not kind:
            errors.append(f"Row {row.line}: `{other}` is to be both apart and together; we keep them apart.")
    new = [{"season_id": season.id, "a_id": a, "b_id": b, "kind": kind} for (a, b), kind in pairs.items()]
    for piece in batches(new):
        insert_new(db, Pair, piece)
    return errors[:MOST_ERRORS]


def without_known(db: Session, season: Season, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Leave out the hints about people who are not in the file, but in the season already."""
    hints = {problem.found for problem in problems if _is_hint(problem)}
    known = _participant_ids(db, season, hints)
    return tuple(each for each in problems if not (_is_hint(each) and each.found in known))


def _is_hint(problem: Problem) -> bool:
    return problem.column in MENTIONS


def _mentions(rows: Iterable[Row]) -> Iterator[Mention]:
    """Give every mention, those who belong apart first: where both are said, that is the safer."""
    for row in rows:
        yield from ((row, PairKind.APART, other) for other in row.apart)
    for row in rows:
        yield from ((row, PairKind.TOGETHER, other) for other in row.together)


def _participant_ids(db: Session, season: Season, emails: Iterable[str]) -> dict[str, int]:
    """Find those who are in the season, by normalised address."""
    found: dict[str, int] = {}
    for piece in batches(sorted(emails)):
        rows = db.execute(
            select(Address.normalised, Participant.id)
            .join(Participant, Participant.person_id == Address.person_id)
            .where(
                Participant.season_id == season.id,
                Participant.state.not_in(GONE),
                Address.normalised.in_(piece),
                Address.counts,
            )
        )
        found.update((email, participant_id) for email, participant_id in rows)
    return found
