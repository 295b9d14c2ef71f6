import pytest
from hypothesis import given
from hypothesis import strategies as st

from circles.domain.availability import Hours, as_text, joined, parse
from circles.errors import Invalid

hours_lists = st.lists(
    st.builds(
        lambda day, start, length: Hours(day, start, min(1440, start + length)),
        st.integers(0, 6),
        st.integers(0, 1439),
        st.integers(1, 600),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Mon 09:00-12:00; Thu 17:00-19:30", "Mon 09:00-12:00; Thu 17:00-19:30"),
        ("MON 9-12", "Mon 09:00-12:00"),
        ("monday 9\u201312", "Mon 09:00-12:00"),
        ("Tuesdays 9.30 - 11", "Tue 09:30-11:00"),
        ("Mon-Wed 9-10", "Mon 09:00-10:00; Tue 09:00-10:00; Wed 09:00-10:00"),
        ("Sat to Mon 9 to 10", "Mon 09:00-10:00; Sat 09:00-10:00; Sun 09:00-10:00"),
        ("Mon, Wed 9-10 and 14-15", "Mon 09:00-10:00; Mon 14:00-15:00; Wed 09:00-10:00; Wed 14:00-15:00"),
        ("Mon 9-12, Thu 5-7pm", "Mon 09:00-12:00; Thu 17:00-19:00"),
        ("Thu 9-5pm", "Thu 09:00-17:00"),
        ("Fri 22:00-24:00", "Fri 22:00-24:00"),
        ("Fri 22:00-00:00", "Fri 22:00-24:00"),
        ("Sun 22:00-02:00", "Mon 00:00-02:00; Sun 22:00-24:00"),
        ("Mon 9-11; Mon 10-12; Mon 12-13", "Mon 09:00-13:00"),
        ("  ;; ", ""),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text, read):
    assert as_text(parse(text)) == read


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mon", "a day without hours"),
        ("9-12", "hours without a day"),
        ("Mon 9-12; Foo 9-12", "Foo 9-12"),
        ("Mon 9-9", "no length"),
        ("Mon 25-26", "no clock shows"),
        ("Mon 9:70-12", "no clock shows"),
        ("monk 9-12", "monk"),
        ("always", "always"),
    ],
)
def test_what_is_not_understood_is_shown_with_an_example(text, found):
    with pytest.raises(Invalid) as refused:
        parse(text)
    assert refused.value.field == "availability"
    assert found in str(refused.value)
    assert "Thu 17:00-19:30" in str(refused.value)


@given(hours_lists)
def test_written_hours_are_read_back_the_same(hours):
    assert parse(as_text(hours)) == joined(hours)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        hours = parse(text)
    except Invalid:
        return
    assert parse(as_text(hours)) == hours
