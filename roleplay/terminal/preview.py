"""Plays a scenario for its author at a prompt: replies, looks behind them, and takes up what is saved."""

from collections.abc import Callable, Mapping
from typing import TextIO

from roleplay.app.preview import Preview
from roleplay.authoring.rehearsal import Rehearsal
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.terminal.inspector_view import show_inspector
from roleplay.terminal.preview_view import (
    show_keys,
    show_news,
    show_place,
    show_problems,
    show_title,
    show_way,
)
from roleplay.terminal.prompt import LONGEST, Typed
from roleplay.terminal.screen import Screen
from roleplay.terminal.watching import CalledAway, WatchingPrompt


class Previewer:
    """One author, one scenario, one prompt."""

    def __init__(self, preview: Preview, screen: Screen, source: TextIO, out: TextIO) -> None:
        self._preview = preview
        self._screen = screen
        self._prompt = WatchingPrompt(source, out, preview.has_news, lambda: preview.pause)
        self._keys: Mapping[str, Callable[[Rehearsal], None]] = {
            "u": self._undo,
            "r": self._restart,
            "i": lambda talk: show_inspector(screen, talk, is_full=True),
            "g": lambda talk: screen.line(
                _("g NODE goes to one of: {nodes}").format(nodes=", ".join(talk.encounter.nodes)), hang=2
            ),
        }

    def run(self) -> bool:
        """Play until the author leaves; return True when the files can be played as they are then."""
        talk = self._preview.talk
        if talk is None:
            self._show_problems()
        else:
            show_title(self._screen, talk)
            self._screen.line(_("Type a number or your own reply. ? help   i inspector   q quit"), "quiet")
            show_place(self._screen, talk, self._preview.left_out)
        while self._take_turn():
            pass
        self._screen.flush()
        return not self._preview.problems

    def _take_turn(self) -> bool:
        """Ask once and carry out what was typed, or take up what was saved; return False to leave."""
        self._screen.flush()
        try:
            typed = self._prompt.ask()
        except CalledAway:
            self._screen.line()
            self._take_up()
            return True
        except KeyboardInterrupt:
            typed = None
        if typed is None:
            self._screen.line()
            return False
        if typed.text.lower() == "q":
            return False
        if self._preview.has_news(waits=not self._prompt.is_watching):
            self._take_up()
            if self._prompt.is_watching:
                # It was an answer to the old text.
                self._prompt.put_back(typed.text)
                return True
        self._carry_out(typed)
        return True

    def _take_up(self) -> None:
        news = self._preview.refresh()
        talk, problems = self._preview.talk, self._preview.problems
        show_news(self._screen, news, talk, problems)
        if talk is not None and not problems:
            show_place(self._screen, talk, self._preview.left_out)

    def _carry_out(self, typed: Typed) -> None:
        talk, text = self._preview.talk, typed.text
        if text == "?":
            show_keys(self._screen)
        elif talk is None:
            self._show_problems()
        elif action := self._keys.get(text.lower()):
            action(talk)
        elif text[:2].lower() == "g " and " " not in text[2:]:
            self._go_to(talk, text[2:])
        elif talk.state.is_ended:
            self._screen.line(_("The talk has ended. Type u, r, g NODE or q."))
        else:
            self._reply(talk, typed)

    def _reply(self, talk: Rehearsal, typed: Typed) -> None:
        text, choices = typed.text, talk.choices
        if text.isdecimal() and len(text) < 4:
            if not 1 <= int(text) <= len(choices):
                self._screen.line(
                    _("Choose a number from 1 to {count}, or type a reply.").format(count=len(choices))
                )
                return
            self._follow(self._preview.choose(talk, choices[int(text) - 1]))
        elif not text:
            self._screen.line(
                _("Say something, or choose a number from 1 to {count}.").format(count=len(choices))
            )
        elif len(text) == 1:
            self._screen.line(_("'{key}' is not a key here. Type ? for help.").format(key=text))
        else:
            if typed.is_cut:
                self._screen.line(
                    _("Only the first {count} characters were heard.").format(count=LONGEST), "warning"
                )
            self._follow(self._preview.say(talk, text))

    def _follow(self, talk: Rehearsal) -> None:
        show_inspector(self._screen, talk, is_full=False)
        show_place(self._screen, talk, self._preview.left_out)

    def _undo(self, talk: Rehearsal) -> None:
        back = self._preview.undo(talk)
        if back is None:
            self._screen.line(_("There is nothing to take back yet."))
            return
        self._screen.line(_("Taken back. You are here again:"), "warning")
        show_place(self._screen, back, self._preview.left_out)

    def _restart(self, talk: Rehearsal) -> None:
        show_place(self._screen, self._preview.restart(talk), self._preview.left_out)

    def _go_to(self, talk: Rehearsal, node: str) -> None:
        try:
            way = self._preview.go_to(talk, node)
        except RoleplayError as error:
            self._screen.line(f"{error.message} {error.hint}", hang=2)
            return
        show_way(self._screen, node, way)
        if way.choices is not None and self._preview.talk is not None:
            self._follow(self._preview.talk)

    def _show_problems(self) -> None:
        show_problems(self._screen, self._preview.problems)
        self._screen.line(_("There is no talk until this is mended."))
