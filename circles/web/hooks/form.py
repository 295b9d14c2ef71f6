"""Read a form that holds a whole mail, in about twice its size: the libraries take twenty times that."""

from urllib.parse import unquote_to_bytes

from flask import Request

URLENCODED = "application/x-www-form-urlencoded"
STEP = 65_536
"""Octets decoded at a time: each escape in them becomes an object of its own for a while."""

Form = dict[str, bytes]


def read_form(request: Request) -> Form:
    """Give the first value of each field, in the octets that were meant."""
    if request.mimetype != URLENCODED:
        return {name: value.encode() for name, value in request.form.items()}
    body = request.get_data(cache=False)
    form: Form = {}
    start = 0
    while start < len(body):
        end = body.find(b"&", start)
        end = end if end >= 0 else len(body)
        middle = body.find(b"=", start, end)
        middle = middle if middle >= 0 else end
        form.setdefault(
            _decoded(body, start, middle).decode("utf-8", "replace"), _decoded(body, middle + 1, end)
        )
        start = end + 1
    return form


def _decoded(body: bytes, start: int, end: int) -> bytes:
    """Undo the escapes of a part of a form, cutting none of them in two."""
    decoded = bytearray()
    while start < end:
        cut = min(start + STEP, end)
        if cut < end and (escape := body.rfind(b"%", cut - 2, cut)) > start:
            cut = escape
        decoded += unquote_to_bytes(body[start:cut].replace(b"+", b" "))
        start = cut
    return bytes(decoded)
