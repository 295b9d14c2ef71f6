"""A form is read as the libraries read it, in any pieces, down to the octet."""

from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from circles.web.hooks import form
from circles.web.hooks.form import URLENCODED, read_form


def request(body: bytes) -> Request:
    return EnvironBuilder(method="POST", data=body, content_type=URLENCODED).get_request()


@given(st.dictionaries(st.text(max_size=9), st.text(max_size=99), max_size=5))
def test_what_was_written_is_read(fields: dict[str, str]) -> None:
    written = {name: value.encode() for name, value in fields.items()}
    assert read_form(request(urlencode(fields).encode())) == written


@given(st.text(alphabet="a%2B+&=é;", max_size=40))
def test_what_nobody_writes_is_read_as_the_library_reads_it(body: str) -> None:
    known = {name: value for name, value in reversed(parse_qsl(body, keep_blank_values=True)) if name}
    read = {
        name: value.decode("utf-8", "replace") for name, value in read_form(request(body.encode())).items()
    }
    assert {name: value for name, value in read.items() if name} == known


@pytest.mark.parametrize("shift", range(4))
def test_no_escape_is_cut_where_a_step_ends(shift: int) -> None:
    octets = b"x" * shift + bytes(range(256)) * (2 * form.STEP // 256)
    assert read_form(request(b"mail=" + urlencode({"": octets})[1:].encode() + b"&after=1")) == {
        "mail": octets,
        "after": b"1",
    }
