"""Whose turn it is: everyone once before anyone twice, whoever leaves or is away."""

from hypothesis import given
from hypothesis import strategies as st

from circles.domain.hosting import Turn, deal, next_host

MEMBERS = (1, 2, 3, 4)


def test_everyone_hosts_once_in_order_before_the_first_does_again() -> None:
    hosted: list[int] = []
    for _ in range(6):
        host = next_host(MEMBERS, hosted)
        assert host is not None
        hosted.append(host)
    assert hosted == [1, 2, 3, 4, 1, 2]


def test_who_is_away_is_passed_over_and_is_next_when_back() -> None:
    assert next_host(MEMBERS, [1], {2}) == 3
    assert next_host(MEMBERS, [1, 3]) == 2


def test_with_everyone_away_somebody_hosts_all_the_same_and_without_members_nobody() -> None:
    assert next_host(MEMBERS, [1], MEMBERS) == 2
    assert next_host((), [1]) is None


@given(st.lists(st.sets(st.sampled_from(MEMBERS), min_size=1), max_size=30))
def test_nobody_hosts_twice_in_a_row_while_another_who_is_there_has_hosted_less(
    there: list[set[int]],
) -> None:
    hosted: list[int] = []
    for members in there:
        host = next_host(sorted(members), hosted)
        assert host in members
        others = [member for member in members if hosted.count(member) < hosted.count(host)]
        assert not others
        hosted.append(host)


def test_who_has_a_turn_to_come_gets_the_one_that_is_farthest_from_it() -> None:
    free = Turn(members=(1, 2, 3))
    assert deal([Turn(1), free, free, free, free, Turn(2)]) == [1, 3, 2, 1, 3, 2]
    assert deal([free, free, Turn(1), free, free]) == [2, 3, 1, 2, 3]


KEPT_OR_THERE = st.one_of(st.sampled_from(MEMBERS), st.sets(st.sampled_from(MEMBERS), min_size=1))


@given(st.lists(KEPT_OR_THERE, max_size=12))
def test_a_turn_that_is_kept_stays_and_is_dealt_to_nobody_else_while_another_has_fewer(
    given_turns: list[int | set[int]],
) -> None:
    turns = [Turn(each) if isinstance(each, int) else Turn(members=sorted(each)) for each in given_turns]
    hosts = deal(turns)
    for n, (turn, host) in enumerate(zip(turns, hosts, strict=True)):
        if turn.host is not None:
            assert host == turn.host
            continue
        theirs = [*hosts[:n], *(each.host for each in turns[n:])]
        assert host in turn.members
        assert theirs.count(host) == min(map(theirs.count, turn.members))
