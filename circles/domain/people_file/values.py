"""What a people file says: its people, and what in it needs somebody's eye."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from circles.domain.availability import Hours
from circles.domain.words import Role


@dataclass(frozen=True)
class Row:
    """One person of the file.

    `id` is the file's own key, else the address. `apart` and `together` hold ids of this file where it knows
    the person, else what was written, addresses normalised. `line` says where it stood, not who it is.
    """

    line: int = field(compare=False)
    id: str
    name: str
    email: str
    role: Role
    circles: int
    topics: tuple[str, ...]
    zone: str
    availability: tuple[Hours, ...]
    attributes: Mapping[str, str]
    apart: tuple[str, ...]
    together: tuple[str, ...]
    language: str


@dataclass(frozen=True)
class Problem:
    """What one cell needs: a blocking one keeps its row out until it is mended, any other is a hint.

    `column` is the name of the people file's column, or "" for the whole row; `found` the cell as it was;
    `expected` says in the rest of a sentence how it departs from that; `fix` what to do; `suggestion` is the
    value that would mend it, or "".
    """

    line: int
    column: str
    found: str
    expected: str
    fix: str
    blocking: bool
    suggestion: str = ""

    @property
    def sentence(self) -> str:
        """Say where, what was found, what was expected and what to do."""
        column = self.column.replace("_", " ").capitalize()
        where = f"Row {self.line}, {column}" if column else f"Row {self.line}"
        found = f"`{self.found[:80]}`" if self.found else "it"
        return f"{where}: {found} {self.expected}. {self.fix}"


@dataclass(frozen=True)
class SkippedRow:
    """A record that gave no person, with its cells, so that it can be handed back and mended."""

    line: int
    cells: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class PeopleFile:
    """A file as it was read: `rows` can be used as they are, `skipped_rows` can't.

    `unknown_columns` are those kept as further attributes; `header` is the first line, cleaned.
    """

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    skipped_rows: tuple[SkippedRow, ...]
    header: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    delimiter_name: str
    encoding: str
