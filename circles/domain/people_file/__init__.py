"""The people file: one set of columns for the upload, for forming from a file, and for every export."""

from circles.domain.people_file.cells import neutralise
from circles.domain.people_file.reading import MAX_NAME, read_people
from circles.domain.people_file.values import PeopleFile, Problem, Row, SkippedRow
from circles.domain.people_file.writing import write_people, write_skipped, write_table

__all__ = [
    "MAX_NAME",
    "PeopleFile",
    "Problem",
    "Row",
    "SkippedRow",
    "neutralise",
    "read_people",
    "write_people",
    "write_skipped",
    "write_table",
]
