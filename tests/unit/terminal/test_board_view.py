"""The board fits a terminal, and a seat keeps its number however the rows are ordered."""

import io

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from roleplay.app.hosting.messages import Criterion, Mark, Panel, PanelCriterion, SpokenLine
from roleplay.app.hosting.overview import BoardUpdate, PanelProgress, SeatRow
from roleplay.cleaning import clean_line
from roleplay.groups.board import Board, Patience
from roleplay.terminal.board_news import BoardNews
from roleplay.terminal.board_view import Numbers, cut, head_rows, ordered, seat_header, seat_row
from roleplay.terminal.rating import read_mark, show_results
from roleplay.terminal.screen import Screen
from tests.functional.program import acting, columns

ROW = SeatRow(
    "s1", "Ani", "Pak Darto", "t", 3, "arrival", "playing", None, 50, 40, 30, 75, False, False, True
)


def board(*rows: SeatRow) -> BoardUpdate:
    view = Board().view(0, Patience())
    return BoardUpdate(
        1, "playing", 1, 3, False, "abcd1234", "192.168.1.5:8700", "A day", 2, 1, view, rows, 0, None, 0
    )


@given(st.text(max_size=60), st.text(max_size=40), st.integers(0, 100_000))
def test_a_seat_fits_a_row_whatever_it_is_called(nickname: str, node: str, seconds: int) -> None:
    """A row has at most 80 columns, and nothing in it acts on the terminal."""
    row = replace(ROW, nickname=nickname, node=node, idle_seconds=seconds)
    told = seat_row(row, 60)
    assert columns(told) < 80
    assert acting(told, allowed="") == set()
    assert columns(seat_header()) < 80


@given(st.text(max_size=200), st.integers(5, 80))
def test_a_text_is_cut_to_columns(text: str, width: int) -> None:
    """Wide letters count twice; what fits stays whole."""
    cleaned = clean_line(text)
    told = cut(cleaned, width)
    assert columns(told) <= width
    assert told == cleaned or columns(cleaned) > width


def test_those_who_need_help_come_first_and_numbers_stay() -> None:
    """Stuck, playing, away, ended; the number is that of the first sight of a seat."""
    rows = [
        replace(ROW, seat="a", state="ended", outcome="resolved"),
        replace(ROW, seat="b"),
        replace(ROW, seat="c", is_stuck=True),
        replace(ROW, seat="d", state="away"),
    ]
    numbers = Numbers()
    numbers.learn(rows)
    numbers.learn(ordered(rows))
    assert [(row.seat, numbers.of(row.seat)) for row in ordered(rows)] == [
        ("c", 3),
        ("b", 2),
        ("d", 4),
        ("a", 1),
    ]


def test_a_seat_is_found_by_number_or_nickname() -> None:
    """A beginning is enough where it is the only one; a whole nickname is always meant itself."""
    rows = [replace(ROW, seat=name, nickname=name) for name in ("Ani", "Ani 2", "Budi")]
    numbers = Numbers()
    numbers.learn(rows)
    found = [numbers.find(text, rows) for text in ("3", "bu", "ANI", "an", "", "9")]
    assert [row.seat if row else None for row in found] == ["Budi", "Budi", "Ani", None, None, None]


def test_what_changes_is_told_in_lines_once() -> None:
    """Who joined, who needs help, and how far a rating is; nothing when nothing changed."""
    numbers, news = Numbers(), BoardNews()
    first = board(ROW)
    numbers.learn(first.rows)
    assert any("1 Ani" in text for text in news.of(first, numbers))
    assert list(news.of(first, numbers)) == []
    stuck = replace(board(replace(ROW, is_stuck=True)), is_paused=True)
    assert len(list(news.of(stuck, numbers))) == 2
    rated = replace(stuck, phase="panel", panel=PanelProgress("x", "s1", 1, 2))
    assert len(list(news.of(rated, numbers))) == 2
    assert len(list(head_rows(rated))) == 3


def test_a_rating_is_read_as_it_is_typed() -> None:
    """A level or a dash, then perhaps a reason; a number that is no level is none."""
    assert read_mark("c", "4 asked first") == Mark("c", 4, "asked first")
    assert read_mark("c", "- no occasion") == Mark("c", None, "no occasion")
    assert read_mark("c", "5") == Mark("c", 5)
    for text in ("", "0", "6", "45", "4 2", "good", "q"):
        assert read_mark("c", text) is None


def test_results_name_each_reason_once_and_not_all() -> None:
    """Sixty reasons do not fill three screens."""
    levels = tuple((3, f"reason {number % 20}") for number in range(60))
    panel = Panel("s", "A talk", (SpokenLine("customer", "Hi"),), (Criterion("c", "Warmth", ()),), ())
    out = io.StringIO()
    show_results(Screen(out), replace(panel, results=(PanelCriterion("Warmth", levels, 4),)))
    assert out.getvalue().count("reason ") == 8
    assert "3 ×60" in out.getvalue()
