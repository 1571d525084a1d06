"""The end of a room: its debrief page by page, and one thing that each team will do differently."""

from collections.abc import Callable

from roleplay.app.room import LiveRoom
from roleplay.groups.room import Team
from roleplay.i18n import _
from roleplay.terminal.room_debrief_view import debrief_pages, show_actions
from roleplay.terminal.room_deciding import SKIPS_ALL
from roleplay.terminal.room_view import kept_part
from roleplay.terminal.screen import Screen


class Closing:
    """A room that looks back."""

    def __init__(self, room: LiveRoom, screen: Screen) -> None:
        self._room = room
        self._screen = screen
        self._pages: list[Callable[[], None]] = []
        self._is_asking = False
        self._to_ask: list[Team] = []
        """Teams that are still asked for what they will do."""

    def begin(self) -> None:
        """Show the first page."""
        self._is_asking = False
        self._pages = debrief_pages(self._screen, self._room.debrief())
        self._turn_over()

    def take(self, text: str) -> bool:
        """Carry out what was typed; return True once the room is closed."""
        if self._is_asking:
            self._note_action(text)
        elif self._pages:
            self._turn_over()
            return False
        else:
            self._ask_actions()
        return self._ask_next()

    def show_all(self) -> None:
        """Write the debrief and what the teams will do."""
        debrief = self._room.debrief()
        for show in debrief_pages(self._screen, debrief):
            show()
        show_actions(self._screen, debrief)

    def _turn_over(self) -> None:
        """Show the next page; all at once where a screen is read aloud or in a pipe."""
        self._screen.turn_page()
        self._pages.pop(0)()
        while self._screen.is_plain and self._pages:
            self._pages.pop(0)()
        self._screen.line()
        if self._pages:
            self._screen.line(_("Enter: next   z: play a reply another way"), "quiet")
        else:
            self._screen.line(_("Enter: what each team will do differently"), "quiet")

    def _ask_actions(self) -> None:
        self._is_asking = True
        chosen = {team for team, _text in self._room.debrief().actions}
        self._to_ask = [team for team in self._room.teams if team.name not in chosen]
        self._screen.turn_page()
        self._screen.line(_("One thing that you will do differently from tomorrow on"), "bold")
        self._screen.line(_("What others can see or hear.   Enter skips, . skips all"), "quiet")

    def _ask_next(self) -> bool:
        if self._to_ask:
            self._screen.line()
            self._screen.line(self._to_ask[0].name, "bold")
            return False
        self._room.close()
        show_actions(self._screen, self._room.debrief())
        self._screen.line(
            _("Once more, or as a page: roleplay group room --resume {code} -o room.html").format(
                code=self._room.record.id
            ),
            "quiet",
            hang=2,
        )
        return True

    def _note_action(self, text: str) -> None:
        if text == SKIPS_ALL:
            self._to_ask = []
            return
        team = self._to_ask.pop(0)
        if text:
            self._room.choose_action(team, kept_part(self._screen, text))
