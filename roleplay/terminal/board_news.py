"""What has changed on a board, in lines, for a terminal that shows only lines."""

from collections.abc import Iterator

from roleplay.app.hosting.overview import BoardUpdate
from roleplay.cleaning import clean_line
from roleplay.i18n import _, ngettext
from roleplay.terminal.board_view import Numbers, figure_rows, outcomes_words, phase_words


class BoardNews:
    """Remembers what was told."""

    def __init__(self) -> None:
        self._before: BoardUpdate | None = None

    def of(self, board: BoardUpdate, numbers: Numbers) -> Iterator[str]:
        """Yield a line for each thing of note that changed since the last time."""
        before, self._before = self._before, board
        yield from _phase(before, board)
        yield from _people(before, board, numbers)
        yield from _talks(before, board, numbers)
        if board.panel is not None and (before is None or before.panel != board.panel):
            yield _("Rated by {count} of {of}").format(count=board.panel.rated, of=board.panel.of)


def _phase(before: BoardUpdate | None, board: BoardUpdate) -> Iterator[str]:
    if before is None or (before.phase, before.round) != (board.phase, board.round):
        where = _("round {number} of {count}").format(number=board.round, count=board.rounds)
        yield f"{clean_line(board.title)} · {where} · {phase_words(board.phase)}"
        if board.phase == "debrief":
            yield from figure_rows(board)
    if (before is not None and before.is_paused) != board.is_paused:
        yield _("The group is paused.") if board.is_paused else _("The group goes on.")


def _people(before: BoardUpdate | None, board: BoardUpdate, numbers: Numbers) -> Iterator[str]:
    known = {row.seat for row in before.rows} if before else set()
    fresh = [row for row in board.rows if row.seat not in known]
    if fresh:
        names = ", ".join(f"{numbers.of(row.seat)} {clean_line(row.nickname)}" for row in fresh)
        people = ngettext("{count} person", "{count} people", board.people).format(count=board.people)
        yield _("Joined: {names} ({people}).").format(names=names, people=people)


def _talks(before: BoardUpdate | None, board: BoardUpdate, numbers: Numbers) -> Iterator[str]:
    stuck = {row.seat for row in before.rows if row.is_stuck} if before else set()
    for row in board.rows:
        if row.is_stuck and row.seat not in stuck:
            yield _("Needs help: {number} {nickname}, at {node}.").format(
                number=numbers.of(row.seat), nickname=clean_line(row.nickname), node=clean_line(row.node)
            )
    if board.view.outcomes and (before is None or before.view.outcomes != board.view.outcomes):
        yield _("Ended: {outcomes}").format(outcomes=outcomes_words(board.view.outcomes))
