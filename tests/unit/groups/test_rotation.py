"""Groups of three: everybody plays every part, nobody is alone, and people meet others."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.domain.triad import Group, Grouping, Meetings
from roleplay.groups.rotation import MOST, form_groups, meetings, sizes


def people(count: int) -> list[str]:
    return [f"Person {number}" for number in range(count)]


def parts_of(group: Group, place: int) -> Counter[str]:
    return Counter(group.part(place, number) for number in range(group.rounds))


def names_in(grouping: Grouping) -> list[str]:
    return sorted(name for group in grouping.groups for name in group.people)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (2, (2,)),
        (3, (3,)),
        (4, (4,)),
        (5, (3, 2)),
        (6, (3, 3)),
        (7, (3, 4)),
        (8, (4, 4)),
        (9, (3, 3, 3)),
        (10, (3, 3, 4)),
        (11, (3, 4, 4)),
    ],
)
def test_remainders_join_a_group(count: int, expected: tuple[int, ...]) -> None:
    """What is left over makes groups of four; two, and two of five, are a pair."""
    assert sizes(count) == expected


@pytest.mark.parametrize("count", range(2, MOST + 1))
def test_nobody_is_left_over(count: int) -> None:
    """For every number of people the groups hold all of them, in threes but for two groups at most."""
    found = sizes(count)

    assert sum(found) == count
    assert set(found) <= {2, 3, 4}
    assert sum(size != 3 for size in found) <= 2


@pytest.mark.parametrize("size", [2, 3, 4])
def test_everybody_plays_every_part(size: int) -> None:
    """Each is the actor once and the officer once, and watches in all other rounds of the group."""
    group = Group(tuple(people(size)))
    watching = {"observer": size - 2} if size > 2 else {}

    assert all(
        parts_of(group, place) == Counter({"actor": 1, "officer": 1, **watching}) for place in range(size)
    )


@pytest.mark.parametrize("size", [2, 3, 4])
def test_a_round_has_one_actor_and_one_officer(size: int) -> None:
    """In every round one plays, one serves, and the rest watch."""
    group = Group(tuple(people(size)))
    for number in range(size):
        parts = Counter(group.part(place, number) for place in range(size))

        assert (parts["actor"], parts["officer"], parts["observer"]) == (1, 1, size - 2)


@given(count=st.integers(2, 60), groupings=st.integers(1, 4), seed=st.integers(0, 999_999_999))
def test_a_grouping_holds_everybody_once(count: int, groupings: int, seed: int) -> None:
    """However many people and groupings: everybody is in exactly one group of each."""
    expected = sorted(people(count))

    assert [names_in(one) for one in form_groups(people(count), groupings, seed)] == [expected] * groupings


def test_the_seed_decides() -> None:
    """The same seed makes the same groups, another one others."""
    first = form_groups(people(24), 3, 7)

    assert form_groups(people(24), 3, 7) == first
    assert form_groups(people(24), 3, 8) != first


@pytest.mark.parametrize(
    ("count", "groupings"), [(9, 4), (15, 4), (18, 6), (23, 6), (24, 6), (25, 6), (26, 6), (60, 6), (200, 6)]
)
def test_people_meet_others(count: int, groupings: int) -> None:
    """As long as there are enough people, nobody sits with the same person twice."""
    pairs = groupings * sum(size * (size - 1) // 2 for size in sizes(count))
    found = [meetings(form_groups(people(count), groupings, seed)) for seed in range(1, 5)]

    assert found == [Meetings(pairs, 0)] * 4


def test_few_people_meet_again_no_more_than_they_must() -> None:
    """Six people in two groups of three twice: one pair of each group has to meet again."""
    assert meetings(form_groups(people(6), 2, 1)).again == 2


def test_the_odd_groups_change_hands() -> None:
    """Who was in a group of four is not in one again while others have not been."""
    groupings = form_groups(people(25), 4, 1)
    in_four = [
        name for one in groupings for group in one.groups if group.rounds == 4 for name in group.people
    ]

    assert max(Counter(in_four).values()) == 1


def test_meetings_count_pairs() -> None:
    """A pair counts once however often it meets; those who meet again are told apart."""
    one = Grouping((Group(("a", "b", "c")),))
    other = Grouping((Group(("a", "b", "d")),))

    assert meetings([one]) == Meetings(3, 0)
    assert meetings([one, other]) == Meetings(5, 1)


def test_sheets_and_groups_of_a_round() -> None:
    """A group is counted while it plays; each observer fills in a sheet, and a pair one together."""
    grouping = Grouping((Group(("a", "b", "c")), Group(("d", "e", "f", "g")), Group(("h", "i"))))

    assert grouping.rounds == 4
    assert [grouping.playing(number) for number in range(4)] == [3, 3, 2, 1]
    assert [grouping.sheets(number) for number in range(4)] == [4, 4, 3, 2]
