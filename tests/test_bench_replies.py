"""`circles bench replies`: what is counted, how a library is guarded, and where the tables go."""

import time
from pathlib import Path

import pytest

from benchmarks import replies, unquoting
from benchmarks.report import Report
from benchmarks.tally import recorded_rows, silent_row
from circles.domain.replies import Mail
from circles.errors import CirclesError


def test_precision_and_recall_count_each_attendance_by_itself() -> None:
    expected = {"attendance": {"ana": "came", "bo": "missed", "dee": "came"}}
    found = {"attendance": {"ana": "came", "bo": "came"}}
    (row,) = recorded_rows("x", [(expected, found)])
    assert (row["expected"], row["recorded"], row["right"]) == (3, 2, 1)
    assert (row["precision %"], row["recall %"]) == (50, pytest.approx(100 / 3))


def test_a_follow_up_is_right_when_owner_and_day_are_and_its_text_holds_the_words() -> None:
    found = {"follow_ups": [{"owner": "bo", "text": "Send the deck", "due": None}]}
    for wanted, right in (("deck", 1), ("list", 0)):
        expected = {"follow_ups": [{"owner": "bo", "text_has": wanted, "due": None}]}
        assert recorded_rows("x", [(expected, found)])[0]["right"] == right


def test_what_is_recorded_where_nothing_should_be_is_counted() -> None:
    pairs = [({}, {"rsvp": "yes"}), ({"ask": True}, {"rsvp": None}), ({"rsvp": "no"}, {"rsvp": "no"})]
    row = silent_row("x", pairs)
    assert (row["nothing to record"], row["recorded"], row["recorded %"]) == (2, 1, 50)


def test_a_library_that_fails_or_hangs_is_wrong_and_no_more() -> None:
    def hangs(mail: Mail) -> str:
        time.sleep(10)
        return mail.subject

    def fails(mail: Mail) -> str:
        raise RuntimeError(mail.subject)

    assert unquoting.own_words(hangs, Mail(), 0.05) is None
    assert unquoting.own_words(fails, Mail(), 1) is None
    assert unquoting.own_words(lambda mail: mail.subject, Mail(subject="Yes"), 1) == "Yes"


def test_a_library_that_is_here_finds_the_words_above_a_quotation() -> None:
    mail = Mail(
        text="Yes\n\nOn Mon, 2 Mar 2026 at 09:00, Circle <c@circles.example> wrote:\n> Do you come?\n> Bye\n"
    )
    for name, reader in unquoting.installed().items():
        assert (name, (unquoting.own_words(reader, mail, 5) or "").strip()) == (name, "Yes")


def test_tables_go_between_their_marks_and_the_rest_of_the_page_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# Mine\n\n<!-- circles bench x --write -->\nold\n<!-- end of x -->\n\n## More\n", "utf-8"
    )
    for seconds in (1.0, 2.0):
        more = [[{"mails": 7}], [{"lines": 8}]]
        Report("x", "A test.", replies.SHORT, [{"seconds": seconds}], more=more, page=page).write()
    text = page.read_text("utf-8")
    assert text.startswith("# Mine\n\n<!-- circles bench x --write -->\nA test.\n")
    assert text.endswith("<!-- end of x -->\n\n## More\n")
    assert ("|       2 |" in text, "|     7 |" in text, "|     8 |" in text) == (True, True, True)
    assert ("|       1 |" in text, "old" in text) == (False, False)


def test_a_page_without_the_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Mine\n<!-- circles bench x --write -->\n", "utf-8")
    with pytest.raises(CirclesError, match="lacks the marks"):
        Report("x", "A test.", replies.SHORT, [{"seconds": 1.0}], page=page).write()
    assert page.read_text("utf-8") == "# Mine\n<!-- circles bench x --write -->\n"
