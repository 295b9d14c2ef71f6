"""The people file is read with patience, and written so that it can be read again."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from circles.domain.availability import Hours, joined
from circles.domain.people_file import (
    PeopleFile,
    Problem,
    Row,
    neutralise,
    read_people,
    write_people,
    write_skipped,
    write_table,
)
from circles.domain.people_file.cells import clean, restore
from circles.domain.people_file.columns import known
from circles.domain.people_file.table import MAX_BYTES, MAX_ROWS
from circles.domain.words import Role
from circles.errors import Invalid


def read(text: str, **options: bool) -> PeopleFile:
    return read_people(text.encode(), "Europe/Lisbon", "pt", **options)


def only_problem(text: str) -> Problem:
    (problem,) = read(text).problems
    return problem


def refusal(data: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        read_people(data)
    return str(refused.value)


def test_every_column_is_read():
    file = read(
        "id,name,email,role,circles,topics,timezone,availability,department,site,seniority,apart,together,language,"
        "Shoe size\n"
        "p1,Ana Sousa,Ana@Example.org,Mentor,2,negotiation; public speaking,Europe/Berlin,"
        "Mon 09:00-12:00; Thu 17:00-19:30,Design,Porto,4,p2; boss@example.org,p3,de,39\n"
        "p2,,boss@example.org,,,,,,,,,,,,\n"
        "p3,,c@example.org,EITHER,,,,,,,,,,,\n"
    )
    assert file.problems == ()
    assert file.rows[0] == Row(
        line=2,
        id="p1",
        name="Ana Sousa",
        email="ana@example.org",
        role=Role.MENTOR,
        circles=2,
        topics=("negotiation", "public speaking"),
        zone="Europe/Berlin",
        availability=(Hours(0, 540, 720), Hours(3, 1020, 1170)),
        attributes={"department": "Design", "site": "Porto", "seniority": "4", "Shoe size": "39"},
        apart=("p2",),  # named by id and by address
        together=("p3",),
        language="de",
    )
    assert [row.role for row in file.rows] == [Role.MENTOR, Role.MENTEE, Role.EITHER]
    assert file.unknown_columns == ("Shoe size",)


def test_address_alone_is_enough_and_the_rest_has_defaults():
    (row,) = read("email\nana@example.org\n").rows
    assert row == Row(
        line=2,
        id="ana@example.org",
        name="",
        email="ana@example.org",
        role=Role.MENTEE,
        circles=1,
        topics=(),
        zone="Europe/Lisbon",
        availability=(),
        attributes={},
        apart=(),
        together=(),
        language="pt",
    )


@pytest.mark.parametrize(
    ("delimiter", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "vertical bar")]
)
def test_delimiter_is_the_one_that_splits_the_header_into_most_known_columns(delimiter: str, name: str):
    text = 'Name|E-mail|Time zone|Topics|a, b; c\nAna|ana@example.org|Europe/Kiev|"x; y"|z\n'
    file = read(text.replace("|", delimiter).replace("a, b; c", "notes"))
    assert file.delimiter_name == name
    assert file.rows[0].topics == ("x", "y")
    assert file.rows[0].zone == "Europe/Kiev"


def test_list_cells_full_of_semicolons_do_not_make_a_comma_file_a_semicolon_file():
    file = read('"please; be; kind; all",email,topics\n,ana@example.org,a; b; c\n')
    assert file.delimiter_name == "comma"
    assert file.rows[0].topics == ("a", "b", "c")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_make_no_difference(encoding: str, name: str, line_end: str):
    text = line_end.join(["email,name", "goncalo@example.org,Gonçalo", "jose@example.org,José", ""])
    file = read_people(text.encode(encoding))
    assert [(row.line, row.name) for row in file.rows] == [(2, "Gonçalo"), (3, "José")]
    assert file.encoding == name


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes):
    for candidate in (data, b"email,name,topics\n" + data):
        with suppress(Invalid):
            file = read_people(candidate)
            assert all(problem.sentence.startswith("Row ") for problem in file.problems)
            assert len(file.rows) + len(file.skipped_rows) > 0


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("E-Mail", "email"),
        ("\ufeff EMAIL ", "email"),
        ("email address", "email"),
        ("Time zone", "timezone"),
        ("time-zone", "timezone"),
        ("TimeZone:", "timezone"),
        ("First\xa0name", "first_name"),
        ("Family name", "last_name"),
        ("Avail\u200bability", "availability"),
        ("Keep apart", "apart"),
        ("Shoe size", None),
        ("", None),
    ],
)
def test_header_is_known_in_all_its_spellings(title: str, column: str | None):
    assert known(title) == column


def test_what_nobody_sees_is_dealt_with():
    (row,) = read(
        "email,name,role\n\u200ba@example.org\ufeff,\xa0Ana\xa0\u200b  Sousa ,\u2060mentor\u200d\n"
    ).rows
    assert (row.email, row.name, row.role) == ("a@example.org", "Ana Sousa", Role.MENTOR)


def test_joiner_inside_a_persian_name_stays():
    assert read("email,name\na@example.org,علی\u200cرضا\n").rows[0].name == "علی\u200cرضا"


def test_first_and_last_name_make_a_name_where_there_is_none():
    file = read(
        "email,name,first name,surname\na@example.org,,Ana,Sousa\nb@example.org,Bo,X,Y\nc@example.org,,Cy,\n"
    )
    assert [row.name for row in file.rows] == ["Ana Sousa", "Bo", "Cy"]


def test_lines_are_those_of_the_file_where_a_record_begins():
    file = read('\n\nemail,name\n\n"a@example.org","Ana\nSousa"\n , \nb@example.org,Bo\nc@exmaple,Cy\n')
    assert [(row.line, row.name) for row in file.rows] == [(5, "Ana Sousa"), (8, "Bo")]
    assert [problem.line for problem in file.problems] == [9]


def test_first_line_that_only_names_the_separator_is_passed_over():
    file = read("sep=;\r\nemail;topics\r\na@example.org;x\r\n")
    assert [(row.line, row.topics) for row in file.rows] == [(3, ("x",))]


def test_list_cell_is_split_at_line_ends_too():
    assert read('email,topics\na@example.org,"x\ny;x; "\n').rows[0].topics == ("x", "y")


def test_problem_says_where_what_was_found_what_was_expected_and_what_to_do():
    problem = only_problem("email,name\nana@example.org,Ana\nbo@exmaple,Bo\n")
    assert problem.sentence == (
        "Row 3, Email: `bo@exmaple` has no ending like .org. "
        "Write the whole address, such as ana@example.org."
    )
    assert problem.blocking


@pytest.mark.parametrize(
    ("column", "cell", "expected", "suggestion"),
    [
        ("timezone", "Lisboa", "is not a time zone we know", "Europe/Lisbon"),
        ("timezone", "Europe/Berln", "is not a time zone we know", "Europe/Berlin"),
        ("timezone", "São Paulo", "is not a time zone we know", "America/Sao_Paulo"),
        ("timezone", "Lagos, Nigeria", "is not a time zone we know", "Africa/Lagos"),
        ("timezone", "PST", "is not a time zone we know", ""),
        ("timezone", "localtime", "is not a time zone we know", ""),
        ("timezone", "../etc/passwd", "is not a time zone we know", ""),
        ("role", "Mentorin", "is not mentor, mentee or either", "mentor"),
        ("role", "boss", "is not mentor, mentee or either", ""),
        ("circles", "0", "is not a number of circles from 1 to 20", ""),
        ("circles", "two", "is not a number of circles from 1 to 20", ""),
        ("availability", "Mon 9", "can't be read as weekly hours", ""),
    ],
)
def test_cell_that_cannot_be_read_keeps_its_row_out(column: str, cell: str, expected: str, suggestion: str):
    file = read(f'email,{column}\nana@example.org,"{cell}"\n')
    (problem,) = file.problems
    assert (problem.column, problem.found, problem.expected) == (column, cell, expected)
    assert problem.suggestion == suggestion
    assert suggestion in problem.fix
    assert problem.blocking
    assert file.rows == ()
    assert [skipped.line for skipped in file.skipped_rows] == [2]


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("seniority", "senior", "is not a number from 1 to 5"),
        ("language", "Português", "is not a language code such as pt"),
        ("apart", "nobody@example.org", "is nobody in this file"),
        ("together", "p77", "is nobody in this file"),
    ],
)
def test_lesser_trouble_is_a_hint_and_the_row_stays(column: str, cell: str, expected: str):
    file = read(f"email,{column}\nana@example.org,{cell}\n")
    (problem,) = file.problems
    assert (problem.found, problem.expected, problem.blocking) == (cell, expected, False)
    assert len(file.rows) == 1
    assert "seniority" not in file.rows[0].attributes
    assert file.rows[0].language == "pt"


@pytest.mark.parametrize("zone", ["Asia/Calcutta", "Europe/Kiev", "UTC", "europe/lisbon", "America/New York"])
def test_any_known_zone_is_taken_old_names_included(zone: str):
    (row,) = read(f"email,timezone\nana@example.org,{zone}\n").rows
    assert row.zone.casefold() == zone.casefold().replace(" ", "_")


@pytest.mark.parametrize(
    ("header", "cells"), [("name", "x" * 101), ("first_name,last_name", f"{'x' * 50},{'y' * 50}")]
)
def test_name_nobody_could_be_called_by_keeps_its_row_out(header: str, cells: str):
    file = read(f"email,{header}\nana@example.org,{cells}\nbo@example.org,{cells[1:]}\n")
    assert [row.email for row in file.rows] == ["bo@example.org"]
    (problem,) = file.problems
    assert problem.blocking
    assert "makes a name of 101 characters. Shorten it to 100 at most." in problem.sentence


def test_slip_in_a_well_known_domain_is_only_asked_about():
    file = read("email\nana@gmial.com\n")
    (problem,) = file.problems
    assert (problem.blocking, problem.suggestion) == (False, "ana@gmail.com")
    assert problem.fix == "Did you mean ana@gmail.com?"
    assert file.rows[0].email == "ana@gmial.com"


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    file = read("email,role,timezone\nana,chief,Mars\n")
    assert [problem.column for problem in file.problems] == ["email", "role", "timezone"]
    assert len(file.skipped_rows) == 1


def test_first_row_of_an_address_wins_and_the_later_is_left_out():
    file = read("email,name\nana@example.org,Ana\nANA@Example.ORG ,Another\n")
    assert [row.name for row in file.rows] == ["Ana"]
    (problem,) = file.problems
    assert (problem.line, problem.expected, problem.blocking) == (3, "is also in row 2", False)
    assert [skipped.line for skipped in file.skipped_rows] == [3]


def test_later_row_of_an_address_is_taken_where_the_first_cannot_be():
    file = read("email,timezone\nana@example.org,Mars\nana@example.org,UTC\n")
    assert [row.line for row in file.rows] == [3]


def test_two_people_with_one_id_are_a_problem_and_with_one_name_a_hint():
    file = read("id,email,name\np1,a@example.org,Ana\np1,b@example.org,Bo\np3,c@example.org,ana\n")
    assert [(p.line, p.column, p.blocking) for p in file.problems] == [(3, "id", True), (4, "name", False)]
    assert [row.line for row in file.rows] == [2, 4]


def test_row_longer_than_the_header_is_not_guessed_at():
    file = read("email;topics;role\nana@example.org;x;y;mentor\n")
    (problem,) = file.problems
    assert problem.sentence == (
        "Row 2: it has 4 cells where the first line names 3. "
        "Put quotes around a cell that holds the character between the columns."
    )
    assert file.rows == ()


def test_short_rows_and_trailing_empty_cells_are_fine():
    file = read("email,name,topics,,\na@example.org\nb@example.org,Bo,x,,,,\n")
    assert file.problems == ()
    assert [row.name for row in file.rows] == ["", "Bo"]


def test_mentions_become_ids_and_a_mention_of_oneself_goes():
    file = read(
        "id,email,together\np1,a@example.org,p1; B@Example.org; p3\n"
        "p2,b@example.org,\np3,c@example.org,a@example.org\n"
    )
    assert [row.together for row in file.rows] == [("p2", "p3"), (), ("p1",)]


def test_id_will_do_for_forming_but_not_for_import():
    text = "id,availability\np1,Mon 9-12\np2,Tue 9-12\n"
    assert [(row.id, row.email) for row in read(text, need_email=False).rows] == [("p1", ""), ("p2", "")]
    with pytest.raises(Invalid, match="We need an `email` column, and found `id`, `availability`"):
        read(text)


def test_row_without_id_and_address_is_nobody():
    file = read("id,email,name\n,,Ana\np2,,Bo\n", need_email=False)
    assert [row.id for row in file.rows] == ["p2"]
    assert [(p.line, p.column, p.blocking) for p in file.problems] == [(2, "email", True)]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n\r\n", "The file is empty."),
        (b"email,name\r\n , \r\n", "The file names its columns but nobody."),
        (b"PK\x03\x04\x14\x00\x06", "This looks like an Excel file; save it as CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This looks like an Excel file; save it as CSV"),
        (b"email\n\x00\x01\x02", "This is not a text file."),
        ("email\na@example.org".encode("utf-16-le"), "This is not a text file."),
        (b"name,role\nAna,mentor\n", "We need an `email` column, and found `name`, `role`."),
        (b"name:email\nAna:ana@example.org\n", "We need an `email` column, and found `name:email`."),
        (b"email,E-mail\na@example.org,b\n", "Two columns are called `email`: the 1st and the 2nd."),
        (b'email,name\na@example.org,"Ana\nb@example.org,Bo\n', "Line 2: the quotes don't match"),
        (b"x" * (MAX_BYTES + 1), "The file has 5.0 MB; we take up to 5 MB."),
        (b"email\n" + b"a\n" * (MAX_ROWS + 1), "The file has more than 20,000 rows."),
        (b"email" + b"," * 200 + b"\na@example.org", "The file has 201 columns; we take up to 200."),
    ],
)
def test_file_that_cannot_be_used_is_refused_with_its_reason(data: bytes, reason: str):
    assert refusal(data).startswith(reason)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+351 21", "'+351 21"),
        ("-", "'-"),
        ("@ana", "'@ana"),
        ("\tx", "'\tx"),
        ("'=1", "''=1"),
        ("''", "'''"),
        ("'t Hooft", "'t Hooft"),
        ("'", "'"),
        ("Ana", "Ana"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula_and_none_is_changed_for_good(cell: str, written: str):
    assert neutralise(cell) == written
    assert restore(written) == cell


@given(st.text(alphabet="'=+-@\t\rab", max_size=6) | st.text())
def test_restoring_undoes_neutralising_exactly(cell: str):
    written = neutralise(cell)
    assert restore(written) == cell
    assert not written.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text(alphabet="aé \xa0\u200b\u200c\u200d\n\x1c\u202e") | st.text())
def test_cleaning_twice_changes_nothing_more(cell: str):
    assert clean(clean(cell)) == clean(cell)


def test_names_like_t_hooft_come_back_from_an_export():
    (row,) = read("email,name,notes\na@example.org,'t Hooft,'=SUM(A1)\n").rows
    assert (row.name, row.attributes["notes"]) == ("'t Hooft", "=SUM(A1)")
    assert "'t Hooft" in write_people([row])
    assert "'=SUM(A1)" in write_people([row])


cleaned = st.text(max_size=12).map(clean) | st.sampled_from(
    ["=1+1", "'", "''=", "'t Hooft", "-", "a,b", 'say "x"']
)
words = cleaned.filter(bool)
listed = st.lists(words.map(lambda text: clean(text.replace(";", ""))).filter(bool), max_size=3, unique=True)
hours = st.builds(
    lambda day, start, length: Hours(day, start * 30, (start + length) * 30),
    st.integers(0, 6),
    st.integers(0, 40),
    st.integers(1, 7),
)


@st.composite
def people(draw: st.DrawFn) -> list[Row]:
    ids = draw(
        st.lists(words.filter(lambda text: ";" not in text and "@" not in text), max_size=4, unique=True)
    )
    others = st.lists(st.sampled_from([*ids, "p?", "away@example.org"]), max_size=2, unique=True)
    further = draw(st.lists(words.filter(lambda title: known(title) is None), max_size=2, unique=True))
    rows = []
    for n, key in enumerate(ids):
        given_attributes = st.dictionaries(st.sampled_from(["department", "site", *further]), words)
        rows.append(
            Row(
                line=0,
                id=key,
                name=draw(cleaned),
                email=f"p{n}@example.org",
                role=draw(st.sampled_from(Role)),
                circles=draw(st.integers(1, 20)),
                topics=tuple(draw(listed)),
                zone=draw(st.sampled_from(["Europe/Lisbon", "Asia/Calcutta", "UTC"])),
                availability=joined(draw(st.lists(hours, max_size=3))),
                attributes=draw(given_attributes),
                apart=tuple(other for other in draw(others) if other != key),
                together=(),
                language=draw(st.sampled_from(["en", "pt-BR"])),
            )
        )
    return rows


@given(people().filter(bool))
@settings(max_examples=60)
def test_people_written_are_read_back_unchanged(rows: list[Row]):
    again = read_people(write_people(rows).encode())
    assert list(again.rows) == rows
    assert not any(problem.blocking for problem in again.problems)


def test_skipped_rows_are_handed_back_with_their_reason_and_read_again_once_mended():
    file = read('E-mail;Zone;Topics\na@exmaple;UTC;"x; y"\nb@example.org;UTC;z\nb@example.org\n')
    text = write_skipped(file)
    assert text.splitlines()[0] == "E-mail,Zone,Topics,why"
    assert "a@exmaple,UTC,x; y,Row 2, Email: `a@exmaple` has no ending like .org." in text.replace('"', "")
    assert "b@example.org,,,Row 4, Email: `b@example.org` is also in row 3." in text.replace('"', "")
    mended = read(text.replace("a@exmaple,", "a@example.org,"))
    assert [(row.email, row.topics) for row in mended.rows] == [
        ("a@example.org", ("x", "y")),
        ("b@example.org", ()),
    ]
    assert mended.unknown_columns == ()


def test_any_table_is_written_without_formulas():
    assert write_table(["name", "=note"], [["Ana", "-1"]]) == "name,'=note\r\nAna,'-1\r\n"
