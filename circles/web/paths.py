"""What may stand in an address of ours; anything else is the address of no page."""

from werkzeug.routing import BaseConverter, IntegerConverter, Map

LARGEST = 2**31 - 1  # of an INTEGER in PostgreSQL


class RowId(IntegerConverter):
    """The id of a row."""

    regex = r"\d{1,10}"

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST)


class Slug(BaseConverter):
    """The word for a program in its sign-up link."""

    regex = "[a-z0-9-]+"


def number(text: str) -> int:
    """Read a number that a database can hold; raises ValueError, as int() does."""
    found = int(text)
    if abs(found) > LARGEST:
        raise ValueError(f"{found} is too large")
    return found
