"""Leads a hosted group from a terminal: a live board, and keys for everything that a facilitator does."""

import random
from collections.abc import Callable, Mapping
from typing import Final, TextIO

from roleplay.app.hosting.messages import (
    Begin,
    Close,
    ClosePanel,
    Command,
    Continue,
    End,
    Mark,
    OpenPanel,
    Pause,
    RateAs,
    Remove,
    Say,
    TakeOver,
    Update,
)
from roleplay.app.hosting.overview import BoardUpdate, SeatRow
from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.client import LeadLine
from roleplay.app.joining.following import Following
from roleplay.app.joining.line import LineDownError
from roleplay.cleaning import clean_line
from roleplay.i18n import _
from roleplay.terminal.board_news import BoardNews
from roleplay.terminal.board_view import Numbers, cut, head_rows, ordered, seat_header, seat_row
from roleplay.terminal.keys import LiveScreen
from roleplay.terminal.news_prompt import LOOKING, NewsPrompt
from roleplay.terminal.rating import read_mark, show_criterion, show_results, show_spoken
from roleplay.terminal.reading_along import ReadingAlong
from roleplay.terminal.screen import Screen
from roleplay.terminal.watching import CalledAway

_REDRAW: Final = 1.0
"""Seconds after which the board is drawn again."""

_LEAST_ROWS: Final = 3


class Leader:
    """One facilitator at one terminal."""

    def __init__(self, line: LeadLine, screen: Screen, source: TextIO, out: TextIO) -> None:
        self._line = line
        self._screen = screen
        self._following: Following[BoardUpdate] = Following(line.board, random.random)
        self._live = LiveScreen(source, out)
        self._is_live = LiveScreen.is_possible(source, out)
        self._look: Callable[[], bool] = _nothing
        self._prompt = NewsPrompt(source, out, self._has_news)
        self._numbers = Numbers()
        self._news = BoardNews()
        self._page = 0
        self._status = ""
        self._is_over = False
        self._keys: Mapping[str, Callable[[str], None]] = {
            "b": self._begin,
            "e": self._end,
            "p": self._pause,
            "m": self._message,
            "v": self._view,
            "t": self._take_over,
            "r": self._panel,
            "x": self._remove,
            "?": self._help,
            "Q": self._close,
        }

    def run(self) -> None:
        """Lead until the facilitator leaves, or the group is over."""
        self._following.start()
        try:
            self._wait_for_board()
            if self._is_live:
                self._run_live()
            else:
                self._run_plain()
        except KeyboardInterrupt:
            self._screen.line()
        finally:
            self._following.stop()
        self._screen.flush()

    def _has_news(self) -> bool:
        return self._look()

    @property
    def _board(self) -> BoardUpdate:
        board = self._following.latest
        assert board is not None
        return board

    def _wait_for_board(self) -> None:
        """Wait for the first board. Raises Refused for a wrong secret, LineDownError when nobody answers."""
        while self._following.latest is None:
            self._following.wait(LOOKING)
            if (refusal := self._following.refusal) is not None:
                raise Refused(refusal.reason, refusal.message)
            if (trouble := self._following.trouble) is not None:
                raise LineDownError(trouble)

    # --- a terminal ---------------------------------------------------------------------------------------

    def _run_live(self) -> None:
        while not self._is_over:
            with self._live.shown():
                key = self._key()
            if key in ("q", "\x04"):
                return
            # What a key asks and shows stands on the usual screen, where it can be scrolled back to.
            self._carry_out(key, "")

    def _key(self) -> str:
        """Draw the board again and again; return the first key that does more than turn the page."""
        while True:
            self._following.take()
            self._draw()
            key = self._live.key(_REDRAW)
            if key in (" ", "n", "\n"):
                self._page += 1
            elif key in self._keys or key in ("q", "\x04"):
                return key
            elif key:
                self._status = _("'{key}' is not a key here. Type ? for help.").format(key=clean_line(key))

    def _draw(self) -> None:
        board, size = self._board, self._live.size
        self._numbers.learn(board.rows)
        head = list(head_rows(board))
        rows = ordered(board.rows)
        room = max(size.lines - len(head) - 4, _LEAST_ROWS)
        pages = max(-(-len(rows) // room), 1)
        self._page %= pages
        shown = rows[self._page * room : (self._page + 1) * room]
        body = [seat_row(row, self._numbers.of(row.seat)) for row in shown]
        lines = [*head, "", seat_header(), *body]
        lines = lines[: size.lines - 2]
        lines += [""] * (size.lines - 2 - len(lines))
        lines += [self._status_row(pages), self._key_row()]
        self._live.draw([cut(line, size.columns - 1) for line in lines[: size.lines]])

    def _status_row(self, pages: int) -> str:
        if (trouble := self._following.trouble) is not None:
            return _("The line to the host is down ({reason}).").format(reason=trouble)
        more = _("page {number} of {count}, space turns").format(number=self._page + 1, count=pages)
        return " · ".join(part for part in (self._status, more if pages > 1 else "") if part)

    def _key_row(self) -> str:
        match self._board.phase:
            case "playing":
                return _("e end round  p pause  m message  v view  t take over  ? help  q leave")
            case "panel":
                return _("r rate, or close the rating  m message  v view  ? help  q leave")
            case "closed":
                return _("q leave")
        return _("b begin round  m message  r rate a talk  x remove  Q close  ? help  q leave")

    # --- a pipe -------------------------------------------------------------------------------------------

    def _run_plain(self) -> None:
        self._look = lambda: self._following.has_news
        self._screen.line(_("Type ? and Enter for help."), "quiet")
        while not self._is_over:
            self._following.take()
            self._numbers.learn(self._board.rows)
            for text in self._news.of(self._board, self._numbers):
                self._screen.line(text, hang=2)
            self._screen.flush()
            try:
                typed = self._prompt.ask()
            except CalledAway:
                self._prompt.step_aside()
                continue
            if typed is None or typed.text == "q":
                return
            key, _space, rest = typed.text.partition(" ")
            if key in self._keys:
                self._carry_out(key, rest.strip())
                self._screen.line(self._status)
            elif key:
                self._screen.line(_("'{key}' is not a key here. Type ? for help.").format(key=key[:20]))

    # --- what keys do -------------------------------------------------------------------------------------

    def _carry_out(self, key: str, rest: str) -> None:
        usual, self._look = self._look, _nothing
        self._status = ""
        try:
            self._keys[key](rest)
        except KeyboardInterrupt:
            self._screen.line()
        finally:
            self._look = usual

    def _do(self, asked: Command) -> bool:
        """Have something done; the status line tells what came of it."""
        try:
            self._line.do(asked)
        except Refused as error:
            self._status = error.message
        except LineDownError as error:
            self._status = _("The line to the host is down ({reason}). Try again.").format(
                reason=error.reason
            )
        else:
            self._status = _("Done.")
            return True
        return False

    def _ask(self, question: str, given: str = "") -> str:
        """Return what was given with the key, or what is typed now; nothing for nothing."""
        if given:
            return given
        self._screen.line()
        self._screen.line(question, "bold")
        self._screen.flush()
        typed = self._prompt.ask()
        return "" if typed is None else typed.text

    def _is_sure(self, question: str) -> bool:
        return self._ask(_("{question} (y/n)").format(question=question)).lower()[:1] in ("y", _("y"))

    def _seat(self, question: str, given: str = "") -> SeatRow | None:
        """Return the seat that is meant."""
        typed = self._ask(_("{question} (number or nickname)").format(question=question), given)
        found = self._numbers.find(typed, self._board.rows)
        if found is None and typed:
            self._status = _("There is no such seat.")
        return found

    def _begin(self, _rest: str) -> None:
        self._do(Begin())

    def _end(self, _rest: str) -> None:
        still = self._board.view.states.get("playing", 0)
        if self._is_sure(_("End the round for everybody? {count} still play.").format(count=still)):
            self._do(End())

    def _pause(self, _rest: str) -> None:
        self._do(Continue() if self._board.is_paused else Pause())

    def _message(self, rest: str) -> None:
        typed = self._ask(_("Message to everybody (or to one: 3: text)?"), rest)
        number, colon, text = typed.partition(":")
        if colon and (found := self._numbers.find(number, self._board.rows)) is not None:
            self._do(Say(text.strip(), found.seat))
        elif colon and number.strip().isdecimal():
            self._status = _("There is no such seat.")
        elif typed:
            self._do(Say(typed))

    def _remove(self, rest: str) -> None:
        row = self._seat(_("Take whom out of the group?"), rest)
        if row and self._is_sure(_("Take {name} out?").format(name=clean_line(row.nickname))):
            self._do(Remove(row.seat))

    def _close(self, _rest: str) -> None:
        if self._is_sure(_("End the group for good? Nobody can go on then.")) and self._do(Close()):
            self._is_over = True
            self._screen.line(_("The group is over."))

    def _take_over(self, rest: str) -> None:
        row = self._seat(_("Speak for whose customer?"), rest)
        if row is not None and self._do(TakeOver(row.seat)):
            self._read_along(row)

    def _view(self, rest: str) -> None:
        row = self._seat(_("Read along with whom?"), rest)
        if row is not None:
            self._read_along(row)

    def _read_along(self, row: SeatRow) -> None:
        following: Following[Update] = Following(
            lambda after: self._line.talk(row.seat, after), random.random
        )
        reading = ReadingAlong(row.seat, following, self._screen, self._prompt)
        self._look = lambda: reading.seen
        following.start()
        try:
            following.wait(LOOKING)
            while (asked := reading.run()) is not None:
                if not self._do(asked):
                    self._screen.line(self._status, "warning")
        finally:
            following.stop()
        self._status = ""

    def _help(self, _rest: str) -> None:
        for text in (
            _("b   begin the next round"),
            _("e   end this round"),
            _("p   pause, or go on"),
            _("m   message to everybody; 3: text goes to number 3 alone"),
            _("v   read along with somebody"),
            _("t   speak for somebody's customer; h hands back"),
            _("r   rate a talk together"),
            _("x   take somebody out of the group"),
            _("q   leave; the group goes on"),
            _("Q   end the group"),
            _("!   needs help: long at one place, or not understood"),
            _("»   you speak for the customer"),
        ):
            self._screen.line(text, hang=4)
        if self._is_live:
            self._ask(_("Enter goes back to the board."))

    # --- the panel ----------------------------------------------------------------------------------------

    def _panel(self, rest: str) -> None:
        if self._board.phase != "panel":
            row = self._seat(_("Rate whose talk together?"), rest)
            if row is not None:
                self._do(OpenPanel(row.seat))
            return
        choice = self._ask(
            _("r: rate it yourself    c: close the rating and show what came of it"), rest
        ).lower()
        if choice == "c" and self._do(ClosePanel()):
            self._show_results()
        elif choice == "r":
            self._rate()

    def _rated_by(self) -> Update | None:
        """Return what somebody sees who can see the talk that is rated."""
        progress, rows = self._board.panel, self._board.rows
        seat = progress.seat if progress and progress.seat else rows[0].seat if rows else ""
        try:
            return self._line.talk(seat, 0)
        except (Refused, LineDownError) as error:
            self._status = error.message if isinstance(error, Refused) else error.reason
            return None

    def _rate(self) -> None:
        update = self._rated_by()
        if update is None or update.panel is None:
            return
        panel = update.panel
        show_spoken(self._screen, panel)
        name = self._ask(_("Your name, as it is kept with the rating?"))
        marks: list[Mark] = []
        for number, criterion in enumerate(panel.criteria, 1):
            show_criterion(self._screen, criterion, f"{number}/{len(panel.criteria)}")
            mark = read_mark(criterion.id, self._ask(_("1 to 5, or -; then a reason. Enter leaves it out.")))
            if mark is not None:
                marks.append(mark)
        if marks and name:
            self._do(RateAs(name, panel.session, tuple(marks)))

    def _show_results(self) -> None:
        update = self._rated_by()
        if update is not None and update.panel is not None:
            show_results(self._screen, update.panel)
            if self._is_live:
                self._ask(_("Enter goes back to the board."))


def _nothing() -> bool:
    return False
