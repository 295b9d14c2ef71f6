"""From the bytes of an upload to its records: encoding, delimiter, header, lines."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from circles.domain.people_file import columns
from circles.domain.people_file.cells import clean, restore
from circles.errors import Invalid

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 200

_DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "vertical bar": "|"}
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # XLSX and ODS are zip files; XLS is an OLE file
_DELIMITER_HINT = re.compile(r'\A\ufeff?"?sep=(.)"?\r?\n', re.IGNORECASE)  # a first line for Excel alone

Record = tuple[int, list[str]]


@dataclass(frozen=True)
class Table:
    """A cleaned header and, with the line each begins on, the records that are not empty."""

    header: tuple[str, ...]
    records: tuple[Record, ...]
    delimiter_name: str
    encoding: str


def read_table(data: bytes, is_known: Callable[[str], object] = columns.known) -> Table:
    """Read CSV in any common dress; raises Invalid when it is no table, holds nobody or is too large.

    `is_known` tells whether a title is one expected: the delimiter is the one that yields most of them.
    """
    text, encoding = _decode(data)
    known = {name: _columns_known(text, _DELIMITERS[name], is_known) for name in _DELIMITERS}
    delimiter_name = max(_DELIMITERS, key=lambda name: known[name])
    records = _records(text, _DELIMITERS[delimiter_name])
    _, titles = next(records, (0, []))
    if not titles:
        raise Invalid("The file is empty. Its first line names the columns, then comes one person a line.")
    if len(titles) > MAX_COLUMNS:
        raise Invalid(f"The file has {len(titles):,} columns; we take up to {MAX_COLUMNS}. Remove some.")
    people = tuple(islice(records, MAX_ROWS + 1))
    if not people:
        raise Invalid("The file names its columns but nobody. Add one line for each person.")
    if len(people) > MAX_ROWS:
        raise Invalid(
            f"The file has more than {MAX_ROWS:,} rows. Split it, and import one part after the other."
        )
    return Table(tuple(map(clean, titles)), people, delimiter_name, encoding)


def _decode(data: bytes) -> tuple[str, str]:
    if len(data) > MAX_BYTES:
        raise Invalid(
            f"The file has {len(data) / 1e6:.1f} MB; we take up to {MAX_BYTES / 1e6:.0f} MB. "
            "Split it, and import one part after the other."
        )
    if data.startswith(_SPREADSHEETS):
        raise Invalid("This looks like an Excel file; save it as CSV (in Excel: CSV UTF-8) and try again.")
    text, encoding = _as_text(data)
    if "\0" in text:
        raise Invalid("This is not a text file. Save the table as CSV (in Excel: CSV UTF-8) and try again.")
    return text, encoding


def _as_text(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"


def _columns_known(text: str, delimiter: str, is_known: Callable[[str], object]) -> int:
    try:
        _, header = next(_records(text, delimiter), (0, []))
    except Invalid:  # quotes that don't fit this delimiter may fit another
        return -1
    return sum(1 for title in header if is_known(title))


def _records(text: str, delimiter: str) -> Iterator[Record]:
    """Yield each record that is not empty with the line of the file, from 1, on which it begins."""
    body = io.StringIO(text, newline="")
    skipped = 1 if _DELIMITER_HINT.match(text) else 0
    for _ in range(skipped):
        body.readline()
    reader = csv.reader(body, delimiter=delimiter, strict=True)
    line = 1 + skipped
    try:
        for cells in reader:
            if any(map(clean, cells)):
                yield line, [restore(cell) for cell in cells]
            line = 1 + skipped + reader.line_num
    except csv.Error:
        raise Invalid(
            f"Line {line}: the quotes don't match, or a cell is too long. A cell that begins with a quote "
            "ends with one, and a quote inside it is written twice."
        ) from None
