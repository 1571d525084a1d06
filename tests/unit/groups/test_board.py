"""The live board: what it counts by small steps is what counting everything anew gives."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.domain.mood import Mood
from roleplay.groups.board import MOST_NODES, MOST_STUCK, STATES, Board, Patience, SeatProgress
from roleplay.groups.quartiles import quartiles

PATIENCE = Patience(seconds=120, unheard=3)


def seat(name: str, **changes: object) -> SeatProgress:
    """Return a seat that plays and has just moved."""
    return replace(
        SeatProgress(
            seat=name,
            nickname=name.title(),
            scenario="thr",
            turn=1,
            node="arrival",
            state="playing",
            moods=(Mood(60, 40, 50, 8), Mood(50, 45, 50, 7)),
            last_active=1000.0,
            at_node_since=1000.0,
            unheard=0,
            outcome=None,
            techniques=frozenset(("greet",)),
        ),
        **changes,
    )


def board_of(*seats: SeatProgress) -> Board:
    """Return a board of these seats."""
    board = Board()
    for item in seats:
        board.update(item)
    return board


def test_counts_by_hand() -> None:
    """States, piles of those who play, outcomes, and techniques of those who have begun."""
    found = board_of(
        seat("a"),
        seat("b", node="relief", techniques=frozenset(("greet", "empathize"))),
        seat("c", node="relief"),
        seat("d", state="ended", outcome="resolved"),
        seat("e", state="lobby", turn=0, moods=(), techniques=frozenset(), node=""),
    ).view(1010, PATIENCE)

    assert (found.seats, found.states) == (
        5,
        {"lobby": 1, "playing": 3, "paused": 0, "ended": 1, "away": 0},
    )
    assert [(pile.node, pile.seats) for pile in found.piles] == [("relief", 2), ("arrival", 1)]
    assert found.outcomes == {"resolved": 1}
    assert (found.techniques["greet"].count, found.techniques["greet"].of) == (4, 4)
    assert found.techniques["empathize"].count == 1
    assert [point.count for point in found.moods["tension"]] == [4, 4]
    assert found.moods["tension"][1].middle == 50


def test_who_is_stuck() -> None:
    """By time at a node or by replies that were not understood, only who plays, the longest first."""
    board = board_of(
        seat("long", at_node_since=700),
        seat("longer", at_node_since=600),
        seat("unheard", at_node_since=999, unheard=3),
        seat("paused", at_node_since=100, state="paused"),
        seat("fine", at_node_since=900),
    )
    found = board.view(1000, PATIENCE)

    assert [item.seat for item in found.stuck] == ["longer", "long", "unheard"]
    assert (found.stuck_count, found.stuck[0].seconds) == (3, 400)
    assert board.view(1020, PATIENCE).stuck_count == 4


def test_what_a_projector_shows_is_limited() -> None:
    """However many there are, a few rows are shown and all are counted."""
    found = board_of(*(seat(f"s{place}", node=f"n{place}", at_node_since=0) for place in range(50))).view(
        1000, PATIENCE
    )

    assert (len(found.piles), len(found.stuck), found.stuck_count) == (MOST_NODES, MOST_STUCK, 50)


def test_a_seat_that_goes_leaves_nothing() -> None:
    """Taking off all seats leaves an empty board; taking one off twice is no fault."""
    board = board_of(seat("a"), seat("b", outcome="resolved", state="ended"))
    for name in ("a", "b", "b"):
        board.remove(name)

    assert board.view(0, PATIENCE) == Board().view(0, PATIENCE)


MOODS = st.lists(
    st.builds(Mood, st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 9)),
    max_size=6,
)
UPDATES = st.lists(
    st.builds(
        lambda name, state, node, moods, outcome, labels: seat(
            name,
            state=state,
            node=node,
            turn=max(len(moods) - 1, 0),
            moods=tuple(moods),
            outcome=outcome,
            techniques=frozenset(labels),
        ),
        st.sampled_from("abcd"),
        st.sampled_from(STATES),
        st.sampled_from(("arrival", "relief")),
        MOODS,
        st.sampled_from((None, "resolved", "walked-out")),
        st.sets(st.sampled_from(("greet", "rude"))),
    ),
    max_size=20,
)


@given(updates=UPDATES)
def test_small_steps_come_to_the_same(updates: list[SeatProgress]) -> None:
    """After any updates, taken back moods too, the board is that of the last word of each seat."""
    last = {item.seat: item for item in updates}
    found = board_of(*updates).view(1200, PATIENCE)

    assert found == board_of(*last.values()).view(1200, PATIENCE)
    for axis, points in found.moods.items():
        for turn, point in enumerate(points):
            values = [getattr(item.moods[turn], axis) for item in last.values() if turn < len(item.moods)]
            assert point == quartiles(values)
