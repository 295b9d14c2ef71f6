"""From a table to people: each cell read, and what can't be read named with its line and its remedy."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz, process

from circles.domain import addresses, availability
from circles.domain.availability import Hours
from circles.domain.people_file import cells, columns, zones
from circles.domain.people_file.columns import ATTRIBUTES, OURS, Column
from circles.domain.people_file.table import read_table
from circles.domain.people_file.values import PeopleFile, Problem, Row, SkippedRow
from circles.domain.words import Role
from circles.errors import Invalid

MAX_CIRCLES = 20
MAX_NAME = 100
"""Characters, wherever somebody is given a name."""


def read_people(
    data: bytes, default_zone: str = "UTC", default_language: str = "en", *, need_email: bool = True
) -> PeopleFile:
    """Read a people file (CSV or TSV); without `need_email` an id will do in place of an address.

    Of two rows with one address the first that can be used wins, and the later is skipped with a hint. Raises
    Invalid when the file as a whole can't be used; what is wrong with a row is a Problem.
    """
    table = read_table(data)
    places = columns.match(table.header, need_email=need_email)
    rows: list[Row] = []
    problems: list[Problem] = []
    skipped: list[SkippedRow] = []
    seen = _Seen()
    for line, record in table.records:
        given = _Given(line, {name: record[at] for name, at in places.items() if at < len(record)})
        if any(map(cells.clean, record[len(table.header) :])):
            given.object_to_length(len(record), len(table.header))
            row = None  # its cells stand under the wrong columns
        else:
            row = _row(given, default_zone, default_language, need_email=need_email)
        if row and seen.takes(row, given):
            rows.append(row)
        else:
            why = " ".join(problem.sentence for problem in given.problems)
            skipped.append(SkippedRow(line, tuple(record), why))
        problems.extend(given.problems)
    settled, unknown = _settle_references(rows)
    return PeopleFile(
        rows=settled,
        problems=tuple(sorted([*problems, *unknown], key=lambda problem: problem.line)),
        skipped_rows=tuple(skipped),
        header=table.header,
        unknown_columns=tuple(name for name in places if name not in OURS),
        delimiter_name=table.delimiter_name,
        encoding=table.encoding,
    )


@dataclass
class _Given:
    """The cells of one record by column, and what we had to say about them."""

    line: int
    cells: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    def text(self, column: str) -> str:
        return cells.clean(self.cells.get(column, ""))

    def items(self, column: str) -> tuple[str, ...]:
        return cells.items(self.cells.get(column, ""))

    def object(self, column: str, expected: str, fix: str, suggestion: str = "") -> None:
        self._add(column, expected, fix, suggestion, blocking=True)

    def remark(self, column: str, expected: str, fix: str, suggestion: str = "") -> None:
        self._add(column, expected, fix, suggestion, blocking=False)

    def object_to_length(self, found: int, expected: int) -> None:
        self.object(
            "",
            f"has {found} cells where the first line names {expected}",
            "Put quotes around a cell that holds the character between the columns.",
        )

    @property
    def blocked(self) -> bool:
        return any(problem.blocking for problem in self.problems)

    def _add(self, column: str, expected: str, fix: str, suggestion: str, *, blocking: bool) -> None:
        found = self.text(column)
        self.problems.append(Problem(self.line, column, found, expected, fix, blocking, suggestion))


@dataclass
class _Seen:
    """On which line each address, id and name stood first, of the rows that are used."""

    addresses: dict[str, int] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)

    def takes(self, row: Row, given: _Given) -> bool:
        """Tell whether the row is used, saying why not; one that is used is remembered."""
        if given.blocked:
            return False
        if row.email in self.addresses:
            line = self.addresses[row.email]
            given.remark(Column.EMAIL, f"is also in row {line}", "The first is kept and this one left out.")
            return False
        if row.id in self.ids:
            given.object(
                Column.ID, f"is also the id of row {self.ids[row.id]}", "Give each person their own."
            )
            return False
        if row.name and row.name.casefold() in self.names:
            line = self.names[row.name.casefold()]
            given.remark(Column.NAME, f"is also in row {line}", "Two people, or one with two addresses?")
        self._remember(row)
        return True

    def _remember(self, row: Row) -> None:
        self.ids[row.id] = row.line
        if row.email:
            self.addresses[row.email] = row.line
        self.names.setdefault(row.name.casefold(), row.line)


def _row(given: _Given, default_zone: str, default_language: str, *, need_email: bool) -> Row:
    email = _email(given, need_email=need_email)
    return Row(
        line=given.line,
        id=given.text(Column.ID) or email,
        name=_name(given),
        email=email,
        role=_role(given),
        circles=_circles(given),
        topics=given.items(Column.TOPICS),
        zone=_zone(given) or default_zone,
        availability=_hours(given),
        attributes=_attributes(given),
        apart=given.items(Column.APART),
        together=given.items(Column.TOGETHER),
        language=_language(given) or default_language,
    )


def _name(given: _Given) -> str:
    whole = given.text(Column.NAME)
    name = whole or f"{given.text(Column.FIRST_NAME)} {given.text(Column.LAST_NAME)}".strip()
    if len(name) > MAX_NAME:
        given.object(
            Column.NAME if whole else Column.FIRST_NAME,
            f"makes a name of {len(name)} characters",
            f"Shorten it to {MAX_NAME} at most.",
        )
    return name


def _email(given: _Given, *, need_email: bool) -> str:
    written = given.text(Column.EMAIL)
    if not written and not need_email and given.text(Column.ID):
        return ""
    email, complaint = addresses.check(written)
    if complaint:
        given.object(Column.EMAIL, complaint, f"Write the whole address, such as {addresses.EXAMPLE}.")
    elif meant := addresses.near_miss(email):
        given.remark(Column.EMAIL, "is unusual", f"Did you mean {meant}?", meant)
    return email


def _role(given: _Given) -> Role:
    written = given.text(Column.ROLE).casefold()
    if not written:
        return Role.MENTEE
    if written in {*Role}:
        return Role(written)
    near = process.extractOne(written[:40], [*Role], scorer=fuzz.partial_ratio, score_cutoff=80)
    meant = str(near[0]) if near else ""
    fix = f"Did you mean {meant}?" if meant else "Write one of these three words."
    given.object(Column.ROLE, "is not mentor, mentee or either", fix, meant)
    return Role.MENTEE


def _circles(given: _Given) -> int:
    written = given.text(Column.CIRCLES)
    if not written:
        return 1
    if re.fullmatch(r"[0-9]{1,2}", written) and 1 <= int(written) <= MAX_CIRCLES:
        return int(written)
    given.object(
        Column.CIRCLES,
        f"is not a number of circles from 1 to {MAX_CIRCLES}",
        "Write how many circles this person takes, or leave it empty for one.",
    )
    return 1


def _zone(given: _Given) -> str:
    written = given.text(Column.TIMEZONE)
    zone = zones.find(written)
    if written and not zone:
        meant = zones.nearest(written)
        fix = f"Did you mean {meant}?" if meant else "Write a name such as Europe/Lisbon."
        given.object(Column.TIMEZONE, "is not a time zone we know", fix, meant)
    return zone


def _hours(given: _Given) -> tuple[Hours, ...]:
    try:
        return availability.parse(given.text(Column.AVAILABILITY))
    except Invalid as refusal:
        given.object(Column.AVAILABILITY, "can't be read as weekly hours", str(refusal))
        return ()


def _attributes(given: _Given) -> dict[str, str]:
    names = [name for name in given.cells if name in ATTRIBUTES or name not in OURS]
    attributes = {str(name): text for name in names if (text := given.text(name))}
    seniority = attributes.get(Column.SENIORITY, "1")
    if seniority not in {"1", "2", "3", "4", "5"}:
        given.remark(Column.SENIORITY, "is not a number from 1 to 5", "It is left out.")
        del attributes[Column.SENIORITY]
    return attributes


def _language(given: _Given) -> str:
    written = given.text(Column.LANGUAGE).replace("_", "-")
    if not written or re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", written):
        return written
    given.remark(
        Column.LANGUAGE, "is not a language code such as pt", "The program's language is used instead."
    )
    return ""


def _settle_references(rows: Iterable[Row]) -> tuple[tuple[Row, ...], list[Problem]]:
    """Put ids in the place of addresses in `apart` and `together`; a mention of oneself goes."""
    rows = tuple(rows)
    ids = {row.email: row.id for row in rows if row.email} | {row.id: row.id for row in rows}
    settled = tuple(
        replace(row, apart=_others(row, row.apart, ids), together=_others(row, row.together, ids))
        for row in rows
    )
    problems = [
        Problem(
            row.line,
            column,
            person,
            "is nobody in this file",
            "Check it, unless you added them before.",
            blocking=False,
        )
        for row in settled
        for column, people in ((Column.APART, row.apart), (Column.TOGETHER, row.together))
        for person in people
        if person not in ids
    ]
    return settled, problems


def _others(row: Row, mentioned: Iterable[str], ids: Mapping[str, str]) -> tuple[str, ...]:
    people = dict.fromkeys(_person(written, ids) for written in mentioned)
    return tuple(person for person in people if person != row.id)


def _person(written: str, ids: Mapping[str, str]) -> str:
    if written in ids:
        return ids[written]
    address, _ = addresses.check(written)
    return ids.get(address, address or written)
