"""A trainee's day in a hosted group at a terminal: lobby, talks, rating, and one thing to do differently."""

import time
from typing import Final

from roleplay.app.hosting.messages import Act, Panel, Rate, Reply, Talk, Update
from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.client import pauses
from roleplay.app.joining.content import FetchedContent
from roleplay.app.joining.courier import Courier
from roleplay.app.joining.line import LineDownError
from roleplay.app.joining.remote import RemoteSession
from roleplay.i18n import _
from roleplay.terminal.joined_play import JoinedPlayer
from roleplay.terminal.joined_room import JoinedRoom
from roleplay.terminal.news_prompt import LOOKING, NewsPrompt
from roleplay.terminal.rating import Rating, show_results
from roleplay.terminal.screen import Screen
from roleplay.terminal.watching import CalledAway

_EVEN: Final = 0.5
"""Neither early nor late: the content of a talk is fetched when it begins, and that differs by itself."""


class Trainee:
    """One person in one group, until it is over or they leave."""

    def __init__(
        self,
        screen: Screen,
        prompt: NewsPrompt,
        room: JoinedRoom,
        courier: Courier,
        content: FetchedContent,
        return_with: str,
    ) -> None:
        """`return_with` is the command by which one comes back to this seat."""
        self._screen = screen
        self._prompt = prompt
        self._room = room
        self._courier = courier
        self._content = content
        self._return_with = return_with
        self._pending = courier.claim.pending
        self._rated: set[str] = set()
        """Panels that this person is done with."""
        self._shown: set[str] = set()
        """Panels whose results were shown."""
        self._has_acted = False
        self._draft = ""
        """What was typed of it when something else came first."""

    def run(self) -> None:
        """Go along with the group. Raises LineDownError when what comes cannot be from a host."""
        try:
            self._follow()
        except KeyboardInterrupt:
            self._screen.line()
            self._say_how_to_return()
        self._screen.flush()

    def _follow(self) -> None:
        while not self._room.is_gone:
            update = self._room.update
            if update is None:
                self._wait_quietly()
                self._room.tell()
                continue
            self._room.tell()
            self._deliver()
            if update.phase == "playing" and update.talk is not None and not update.talk.is_ended:
                goes_on = self._play(update.talk)
            elif update.phase == "panel" and update.panel and update.panel.session not in self._rated:
                goes_on = self._rate(update.panel)
            elif update.phase == "closed":
                self._show_results(update)
                self._ask_action(update)
                return
            else:
                goes_on = self._rest(update)
            if not goes_on:
                return

    def _deliver(self) -> None:
        """Bring to the host what was given before the program ended; a reply waits for its talk."""
        if isinstance(self._pending, Rate | Act):
            pending, self._pending = self._pending, None
            try:
                self._courier.send(pending)
            except Refused as error:
                self._screen.line(error.message, "warning", hang=2)

    def _play(self, talk: Talk) -> bool:
        session = self._session_of(talk)
        if session is None:
            return True
        pending, self._pending = self._pending, None
        self._room.session = session
        player = JoinedPlayer(session, self._screen, self._prompt, self._room, self._return_with)
        player.pending = pending if isinstance(pending, Reply) else None
        try:
            return player.play(session.last_words())
        finally:
            self._room.session = None
            self._prompt.take_back()

    def _session_of(self, talk: Talk) -> RemoteSession | None:
        """Return one's talk, once its content is here; None when it is no longer one's talk."""
        for pause in pauses(_EVEN):
            try:
                return RemoteSession(talk, self._content.get(talk.encounter), self._courier)
            except LineDownError as error:
                self._room.tell_line(error.reason)
            except Refused:
                time.sleep(pause)
                return None
            time.sleep(pause)
        return None

    def _rate(self, panel: Panel) -> bool:
        rating = Rating(panel, self._screen, self._prompt, self._room, self._courier)
        goes_on = rating.run()
        self._rated.add(panel.session)
        if not goes_on:
            self._say_how_to_return()
        return goes_on

    def _rest(self, update: Update) -> bool:
        """Wait for what comes next; return False when the trainee leaves."""
        self._show_results(update)
        is_last = update.phase == "debrief" and update.round == update.rounds
        if is_last and not self._ask_action(update):
            return True
        if update.phase == "playing" and update.talk is not None:
            self._screen.line(_("Your talk has ended. Others are still in theirs."), "quiet")
        self._screen.flush()
        if not self._prompt.is_watching:
            self._wait_quietly()
            return True
        while True:
            typed = self._asked()
            if typed is None:
                self._prompt.take_back()
                return True
            if typed.lower() == "q":
                self._say_how_to_return()
                return False
            self._screen.line(_("Nothing to do now: what comes next shows by itself. q leaves."), "quiet")

    def _ask_action(self, update: Update) -> bool:
        """Ask once for the one thing to do differently; return False when something else comes first."""
        if update.action or self._has_acted:
            return True
        self._screen.line()
        self._screen.line(_("What is the one thing that you will do differently from now on?"), "bold")
        self._screen.line(_("Write one sentence. Enter alone leaves it out."), "quiet")
        if self._draft:
            self._prompt.put_back(self._draft)
        typed = self._asked()
        self._draft = self._prompt.take_back()
        if typed is None:
            return False
        self._has_acted = True
        if typed and typed.lower() != "q":
            try:
                self._courier.send(Act(typed))
                self._screen.line(_("Kept."), "good")
            except Refused as error:
                self._screen.line(error.message, "warning", hang=2)
        return True

    def _show_results(self, update: Update) -> None:
        panel = update.panel
        if panel is not None and panel.results and panel.session not in self._shown:
            self._shown.add(panel.session)
            show_results(self._screen, panel)

    def _asked(self) -> str | None:
        """Return what was typed, `q` when nothing more can be, None when there is news."""
        self._screen.flush()
        try:
            typed = self._prompt.ask()
        except CalledAway:
            self._prompt.step_aside()
            return None
        return "q" if typed is None else typed.text

    def _wait_quietly(self) -> None:
        """Wait for news without asking for anything: what a pipe holds is for the talk."""
        self._screen.flush()
        while not self._room.look():
            time.sleep(LOOKING)

    def _say_how_to_return(self) -> None:
        self._screen.line(_("Your seat is kept. Come back with: {command}").format(command=self._return_with))
