"""From people to CSV that `read_people` reads back unchanged, and that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable, Sequence

from circles.domain import availability
from circles.domain.people_file.cells import neutralise
from circles.domain.people_file.columns import ATTRIBUTES, Column
from circles.domain.people_file.values import PeopleFile, Row

_NOT_WRITTEN = {Column.FIRST_NAME, Column.LAST_NAME, Column.WHY}
_COLUMNS = tuple(str(column) for column in Column if column not in _NOT_WRITTEN)


def write_table(header: Sequence[str], records: Iterable[Sequence[str]]) -> str:
    """Write CSV (RFC 4180) with every cell neutralised."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    for record in (header, *records):
        writer.writerow([neutralise(cell) for cell in record])
    return text.getvalue()


def write_people(rows: Iterable[Row]) -> str:
    """Write a people file: the known columns in their order, then further attributes as they first appear."""
    rows = tuple(rows)
    further = dict.fromkeys(name for row in rows for name in row.attributes if name not in ATTRIBUTES)
    header = (*_COLUMNS, *further)
    return write_table(header, ([cells.get(name, "") for name in header] for cells in map(_cells, rows)))


def write_skipped(people: PeopleFile) -> str:
    """Write the rows that were skipped under their own header, with the reason in a further column `why`."""
    width = len(people.header)
    records = ((*row.cells[:width], *[""] * (width - len(row.cells)), row.why) for row in people.skipped_rows)
    return write_table((*people.header, Column.WHY), records)


def _cells(row: Row) -> dict[str, str]:
    return dict(row.attributes) | {
        Column.ID: row.id,
        Column.NAME: row.name,
        Column.EMAIL: row.email,
        Column.ROLE: row.role,
        Column.CIRCLES: str(row.circles),
        Column.TOPICS: "; ".join(row.topics),
        Column.TIMEZONE: row.zone,
        Column.AVAILABILITY: availability.as_text(row.availability),
        Column.APART: "; ".join(row.apart),
        Column.TOGETHER: "; ".join(row.together),
        Column.LANGUAGE: row.language,
    }
