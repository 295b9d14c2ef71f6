"""The Markdown of a discussion guide: read, written, refused."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain import guide as guides
from circles.domain.guide import Guide, adapted, check, flat, paragraphs, questions, read, write
from circles.domain.topics import BUILT_IN, OPEN_TALK
from circles.errors import Invalid

WRITTEN = """\
# Asking for advice

A good question is a gift. A vague one is homework.

It shows trust.

## Questions

1. When did you last wait too long to ask?
2. Whom do you ask *only* because they will agree?

## Opening round

In one sentence each: a question you carry around.

## Closing round

One thing I will do before we meet again.

## Reading

[How to ask](https://example.org/ask)

## Note for the host

Take two questions and try them.
"""

_TEXT = st.text(st.sampled_from(string.ascii_letters + "#1234.)-*•\\ é雨[]!?'\"&_`~|"), max_size=60)
_LINES = _TEXT.map(flat)
_PARAGRAPHS = st.lists(_LINES, max_size=3).map(lambda parts: "\n\n".join(filter(None, parts)))
GUIDES = st.builds(
    Guide,
    title=_LINES.filter(bool),
    opening=_PARAGRAPHS,
    questions=st.lists(_LINES.filter(bool), min_size=1, max_size=guides.MOST_QUESTIONS).map(tuple),
    opening_round=_PARAGRAPHS,
    closing_round=_PARAGRAPHS,
    reading=_PARAGRAPHS,
    host_note=_PARAGRAPHS,
)


def test_a_guide_is_read_part_by_part() -> None:
    assert read(WRITTEN) == Guide(
        "Asking for advice",
        "A good question is a gift. A vague one is homework.\n\nIt shows trust.",
        ("When did you last wait too long to ask?", "Whom do you ask *only* because they will agree?"),
        "In one sentence each: a question you carry around.",
        "One thing I will do before we meet again.",
        "[How to ask](https://example.org/ask)",
        "Take two questions and try them.",
    )
    assert write(read(WRITTEN)) == WRITTEN


@given(GUIDES)
def test_what_is_written_reads_as_the_same(guide: Guide) -> None:
    assert read(write(guide)) == guide


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    for written in (text, f"# A\n\n{text}\n\n## Questions\n\n1. B"):
        try:
            guide = read(written)
        except Invalid as refusal:
            assert str(refusal).endswith((".", "#"))  # noqa: PT017
        else:
            check(guide)
            assert read(write(guide)) == guide


@pytest.mark.parametrize("guide", BUILT_IN, ids=lambda guide: guide.title)
def test_the_built_in_topics_are_guides_as_anybody_could_write_them(guide: Guide) -> None:
    assert read(write(guide)) == guide
    assert 3 <= len(guide.questions) <= 4
    assert all((guide.opening, guide.opening_round, guide.closing_round, guide.host_note))


def test_a_list_may_be_written_with_any_sign_and_over_several_lines() -> None:
    written = "# Title\n## questions\n- one\n  goes on\n* two\n3) three"
    assert read(written).questions == ("one goes on", "two", "three")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Line 1: we expected the title, such as “# Asking for advice”, found nothing."),
        ("Advice", "Line 1: we expected the title"),
        ("## Questions\n1. a", "Line 1: we expected the title"),
        ("# A\n\n# B", "Line 3: we expected one title, at the top, found “# B”."),
        ("# A\n\n## Homework\nb", "Line 3: we expected one of ## Questions, ## Opening round"),
        ("# A\n## Questions\nWhat is it?", "Line 3: we expected a question such as “1. What helped?”"),
        ("# A\n## Questions\n1. b\n## Questions\n1. c", "Line 4: we expected each heading once"),
        ("# A\n\nwords", "We expected questions and found none."),
        (
            f"# {'a' * 121}\n## Questions\n1. b",
            "Line 1, the title: we expected 120 characters at most, found 121.",
        ),
        (f"# A\n## Questions\n1. b\n2. {'c' * 401}", "Line 4, the questions: we expected 400 characters"),
        ("# A\n## Questions\n" + "1. b\n" * 9, "We expected 8 questions at most, found 9."),
        ("# A\n" + "words " * 2500, "A topic has 12000 characters at most"),
        (
            "# A\n\nLook: ![cat](https://cats.example/1.png)",
            "Line 3, why it matters: we expected words or a link",
        ),
        ("# A\n\n<img src=x onerror=y>", "found the HTML “<img src=x onerror=y>”"),
        ("# A\n\n</div><script>", "found the HTML “</div>”"),
        ("# A\n\n[here](javascript:alert(1))", "expected a link such as [words](https://example.org)"),
        ("# A\n\n[bank.example](https://evil.example)", "whose words say what it is, found “bank.example”"),
        ("# A\n\n[log in](https://bank.example@evil.example)", "expected a link such as"),
    ],
)
def test_a_guide_that_cannot_be_shown_is_refused_with_line_and_remedy(text: str, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read(text)
    assert said in str(refusal.value)


def test_what_is_no_character_to_read_is_dropped() -> None:
    assert flat("a\u202eb\x00c\u2028d\ud800") == "a b c d"
    assert paragraphs("one\r\ntwo\r\n\r\n three ") == "one two\n\nthree"


def test_questions_are_the_items_of_a_list_or_else_the_lines() -> None:
    assert questions("1. one\n2. two\n   goes on") == ("one", "two goes on")
    assert questions("one\n\ntwo") == ("one", "two")


def test_a_host_changes_some_parts_and_leaves_the_others() -> None:
    changed = adapted(OPEN_TALK, {"questions": ["What now?"], "words": "Hello", "by": "person:1"})
    assert changed.questions == ("What now?",)
    assert changed.title == OPEN_TALK.title


@pytest.mark.parametrize(
    ("guide", "words", "field"),
    [
        (Guide(""), "", "title"),
        (Guide("A", questions=("b" * 401,)), "", "questions"),
        (Guide("A", questions=("b",) * 9), "", "questions"),
        (Guide("A"), "![x](https://tracker.example/1.gif)", "words"),
        (Guide("A"), "w" * 1501, "words"),
    ],
)
def test_what_a_host_changes_is_held_to_the_same(guide: Guide, words: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check(guide, words)
    assert refusal.value.field == field
