"""How a room decides: votes that stand, camps, who speaks first, and how far apart the teams are."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from roleplay.domain.group import (
    ActionChosen,
    Committed,
    Disclosed,
    Doubted,
    GroupEvent,
    Joined,
    Recalled,
    Waived,
)
from roleplay.groups.room import (
    Camp,
    Offer,
    Team,
    actions,
    camps,
    disagreement,
    doubt,
    is_abstention,
    is_disclosed,
    largest,
    smallest_first,
    teams,
    unasked,
    votes,
)

OFFERS = (Offer("a", "Ya."), Offer("b", "Tidak."), Offer("c", "Nanti."))
ROOM = tuple(Team(str(number), f"Meja {number}") for number in range(1, 13))


def vote(team: str, choice: str | None, text: str = "", turn: int = 1, session: str = "one") -> Committed:
    return Committed(session, turn, team, choice, text, "")


def decided(choices: Sequence[str | None]) -> tuple[Camp, ...]:
    """Return the camps of teams that took these choices, None for own words."""
    standing = {
        str(number): vote(str(number), choice, f"Kata {number}.") for number, choice in enumerate(choices, 1)
    }
    return camps(OFFERS, standing, ROOM)


def test_the_last_decision_of_a_team_counts() -> None:
    """A later decision takes the place of one before it, and one that is taken back is gone."""
    events: list[GroupEvent] = [vote("1", "a"), vote("2", "a"), vote("1", "b"), vote("3", "c")]
    assert {seat: item.choice for seat, item in votes(events, "one", 1).items()} == {
        "2": "a",
        "1": "b",
        "3": "c",
    }
    events.append(Recalled("one", 1, "3"))
    assert list(votes(events, "one", 1)) == ["2", "1"], "who decided last is last"


def test_each_team_is_asked_once_why() -> None:
    """Who gave a reason, gave none when asked, or did not decide is not asked; who decided anew is."""
    events: list[GroupEvent] = [
        vote("1", "a"),
        vote("2", "a"),
        vote("3", None),
        Committed("one", 1, "4", "b", "", "sopan"),
    ]
    assert unasked(events, "one", 1) == {"1", "2"}
    events.append(Waived("one", 1, "1"))
    assert unasked(events, "one", 1) == {"2"}
    events += [Recalled("one", 1, "4"), vote("4", "c")]
    assert unasked(events, "one", 1) == {"2", "4"}
    assert unasked(events, "one", 2) == frozenset()


def test_decisions_of_other_turns_do_not_count() -> None:
    """A turn of another session, or another turn, has votes of its own."""
    events = [vote("1", "a"), vote("1", "b", turn=2), vote("1", "c", session="two")]

    assert votes(events, "one", 1)["1"].choice == "a"
    assert votes(events, "one", 2)["1"].choice == "b"
    assert votes(events, "two", 1)["1"].choice == "c"
    assert votes(events, "two", 2) == {}


def test_what_else_is_read_from_the_events() -> None:
    """Teams, reveal, doubt and actions are those of the events."""
    events: list[GroupEvent] = [
        Joined("1", "Meja 1", "", ""),
        Joined("2", "Meja 2", "", ""),
        Disclosed("one", 1),
        Doubted("one", 1, "Takut"),
        Doubted("one", 2, ""),
        ActionChosen("1", "Lama"),
        ActionChosen("1", "Baru"),
    ]

    assert teams(events) == ROOM[:2]
    assert [is_disclosed(events, "one", turn) for turn in (1, 2)] == [True, False]
    assert [doubt(events, "one", turn) for turn in (1, 2, 3)] == ["Takut", "", None]
    assert actions(events) == {"1": "Baru"}


def test_camps_keep_the_numbers_of_the_screen() -> None:
    """Replies on offer keep their numbers, taken or not; own words follow, by team."""
    found = decided(["c", None, "c", None])

    assert [(camp.number, camp.choice, camp.size) for camp in found] == [
        (1, "a", 0),
        (2, "b", 0),
        (3, "c", 2),
        (4, None, 1),
        (5, None, 1),
    ]
    assert [camp.text for camp in found[3:]] == ["Kata 2.", "Kata 4."]


def test_who_abstains_is_in_no_camp() -> None:
    """A team that does not want to decide is counted nowhere."""
    silent = vote("1", None)
    found = camps(OFFERS, {"1": silent, "2": vote("2", "a")}, ROOM)

    assert is_abstention(silent)
    assert sum(camp.size for camp in found) == 1
    assert largest(camps(OFFERS, {"1": silent}, ROOM)) == ()


def test_the_fewest_speak_first() -> None:
    """Camps come by size, the smallest first and equals by number; the largest is the default."""
    found = decided(["b", "a", "b", "c", "b", "a"])

    assert [camp.choice for camp in smallest_first(found)] == ["c", "a", "b"]
    assert [camp.choice for camp in largest(found)] == ["b"]
    assert [camp.choice for camp in largest(decided(["b", "a"]))] == ["a", "b"], "a tie"


def test_how_far_apart() -> None:
    """None when all agree, everything when nobody does; the more even the camps, the further apart."""
    assert disagreement(decided(["a"] * 6)) == 0
    assert disagreement(decided([None] * 6)) == 100
    assert disagreement(decided(["a"])) == 0
    assert disagreement(decided([])) == 0
    assert (
        disagreement(decided(["a"] * 5 + ["b"]))
        < disagreement(decided(["a"] * 3 + ["b"] * 3))
        < disagreement(decided(["a", "a", "b", "b", "c", "c"]))
    )


@given(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=2, max_size=12))
def test_disagreement_counts_pairs(choices: list[str | None]) -> None:
    """It is the share of pairs of teams that are not of one camp, and no team is lost or counted twice."""
    found = decided(choices)
    pairs = list(combinations(choices, 2))
    apart = sum(one != other or one is None for one, other in pairs)

    assert disagreement(found) == round(100 * apart / len(pairs))
    assert sorted(item.team for camp in found for item in camp.votes) == sorted(
        str(number) for number in range(1, len(choices) + 1)
    )
