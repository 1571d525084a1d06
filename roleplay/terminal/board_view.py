"""The board of a hosted group as rows of a terminal: who needs help first, then everybody, page by page."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from roleplay.app.hosting.overview import BoardUpdate, SeatRow
from roleplay.cleaning import clean_line
from roleplay.groups.state import Phase
from roleplay.i18n import _
from roleplay.reporting.names import axis_name, label_name, outcome_name
from roleplay.reporting.receipt_words import MOVING_AXES
from roleplay.terminal.numbers import sparkline

_ORDER: Final = ("playing", "paused", "away", "lobby", "ended")
"""States in the order in which their seats are shown, after those that need help."""

_MOST_SHOWN: Final = 5
"""Techniques, or nodes, on one row."""

_NAME: Final = 20
_WHERE: Final = 18
_MINUTE: Final = 60


class Numbers:
    """A number for each seat that stays the same however the rows are ordered."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def learn(self, rows: Sequence[SeatRow]) -> None:
        """Give a number to every seat that has none yet."""
        for row in rows:
            self._numbers.setdefault(row.seat, len(self._numbers) + 1)

    def of(self, seat: str) -> int:
        """Return the number of a seat."""
        return self._numbers[seat]

    def find(self, text: str, rows: Sequence[SeatRow]) -> SeatRow | None:
        """Return the seat whose number or nickname was typed, or the only one whose nickname begins so."""
        typed = clean_line(text).casefold()
        if typed.isdecimal():
            return next((row for row in rows if self.of(row.seat) == int(typed)), None)
        alike = [row for row in rows if typed and clean_line(row.nickname).casefold().startswith(typed)]
        exact = [row for row in alike if clean_line(row.nickname).casefold() == typed]
        found = exact or alike
        return found[0] if len(found) == 1 else None


def phase_words(phase: Phase) -> str:
    """Return where a group stands, in a word or two."""
    return {
        "lobby": _("waiting for the first round"),
        "playing": _("playing"),
        "debrief": _("between rounds"),
        "panel": _("rating a talk"),
        "closed": _("over"),
    }[phase]


def head_rows(board: BoardUpdate) -> Iterator[str]:
    """Yield what stands above the seats."""
    paused = " · " + _("PAUSED") if board.is_paused else ""
    where = _("round {number} of {count}").format(number=board.round, count=board.rounds)
    yield f"{clean_line(board.title)} · {where} · {phase_words(board.phase)}{paused}"
    code = clean_line(board.code).upper()
    yield _("Code {code} · {address} · {people} joined, {connected} connected").format(
        code=f"{code[:4]}-{code[4:]}",
        address=clean_line(board.address),
        people=board.people,
        connected=board.connected,
    )
    if board.panel is not None:
        yield _("Rated by {count} of {of}").format(count=board.panel.rated, of=board.panel.of)
    yield from figure_rows(board)


def figure_rows(board: BoardUpdate) -> Iterator[str]:
    """Yield the figures of the room, a row each; nothing of those that there are not yet."""
    view = board.view
    courses = [
        f"{axis_name(axis)} {sparkline(tuple(round(each.middle) for each in view.moods[axis]))}"
        for axis in MOVING_AXES
        if view.moods.get(axis)
    ]
    if courses:
        yield _("Mood of the room: {courses}").format(courses="  ".join(courses))
    if view.piles:
        piles = (f"{clean_line(pile.node)} {pile.seats}" for pile in view.piles[:_MOST_SHOWN])
        yield _("Where they are: {piles}").format(piles=" · ".join(piles))
    shown = sorted(view.techniques.items(), key=lambda item: -item[1].count)[:_MOST_SHOWN]
    used = [f"{_label(label)} {rate.count}/{rate.of}" for label, rate in shown if rate.count]
    if used:
        yield _("Shown so far: {labels}").format(labels=" · ".join(used))
    if view.outcomes:
        yield _("Ended: {outcomes}").format(outcomes=outcomes_words(view.outcomes))


def outcomes_words(outcomes: Mapping[str, int]) -> str:
    """Return how talks ended, in one line."""
    return " · ".join(f"{outcome_name(name)} {count}" for name, count in outcomes.items())


def ordered(rows: Sequence[SeatRow]) -> list[SeatRow]:
    """Return the seats with those that need help first; the rest stays in the order of joining."""
    return sorted(rows, key=lambda row: (not row.is_stuck, _ORDER.index(row.state)))


def seat_header() -> str:
    """Return the row above the seats."""
    return _row("", "#", _("Name"), _("Reply"), _("Tens."), _("Trust"), _("Where"), _("Still"))


def seat_row(row: SeatRow, number: int) -> str:
    """Return one seat as a row."""
    mark = "!" if row.is_stuck else "»" if row.is_taken_over else " "
    nickname = clean_line(row.nickname)
    if row.state in ("lobby", "away") and not row.persona:
        return _row(mark, f"{number}", nickname, "", "", "", state_words(row), "")
    return _row(
        mark,
        f"{number}",
        nickname,
        f"{row.turn}",
        f"{row.tension}",
        f"{row.trust}",
        state_words(row),
        still_words(row.idle_seconds) if row.state == "playing" else "",
    )


def state_words(row: SeatRow) -> str:
    """Return where a seat is: the node while it plays, else its state."""
    if row.outcome is not None:
        return _("ended: {outcome}").format(outcome=outcome_name(row.outcome))
    if row.state == "away":
        return _("away")
    if row.is_taken_over:
        return _("with you")
    return clean_line(row.node) if row.persona else _("waiting")


def still_words(seconds: int) -> str:
    """Return for how long nothing was done."""
    if seconds < _MINUTE:
        return _("{seconds} s").format(seconds=seconds)
    return _("{minutes} min").format(minutes=seconds // _MINUTE)


def cut(text: str, width: int) -> str:
    """Return a text cut to so many columns."""
    total = 0
    for place, sign in enumerate(text):
        total += _columns(sign)
        if total > width:
            return text[: max(place - 1, 0)] + "…"
    return text


def _row(*parts: str) -> str:
    mark, number, name, reply, tension, trust, where, still = parts
    left = f"{mark:<1}{number:>3} {_fill(name, _NAME)}"
    return f"{left} {reply:>6} {tension:>6} {trust:>7}  {_fill(where, _WHERE)} {still:>7}".rstrip()


def _fill(text: str, width: int) -> str:
    text = cut(text, width)
    return text + " " * (width - sum(map(_columns, text)))


def _columns(sign: str) -> int:
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _label(label: str) -> str:
    return label_name(label).lower()
