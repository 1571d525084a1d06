"""Asks a trainee to rate a talk, criterion by criterion, without seeing what others gave; then shows that."""

import re
from typing import Final

from roleplay.app.hosting.messages import Criterion, Mark, Panel, PanelCriterion, Rate
from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.courier import Courier
from roleplay.i18n import _, ngettext
from roleplay.terminal.joined_room import JoinedRoom
from roleplay.terminal.news_prompt import NewsPrompt
from roleplay.terminal.screen import Screen
from roleplay.terminal.watching import CalledAway

_RATED: Final = re.compile(r"([1-5-])[\s.,:]*(.*)")

_MOST_REASONS: Final = 8
"""Reasons that are shown of one criterion; each is shown once."""


class Rating:
    """The rating of one talk by one seat."""

    def __init__(
        self, panel: Panel, screen: Screen, prompt: NewsPrompt, room: JoinedRoom, courier: Courier
    ) -> None:
        self._panel = panel
        self._screen = screen
        self._prompt = prompt
        self._room = room
        self._courier = courier

    def run(self) -> bool:
        """Ask for everything that is not rated yet; return False when the trainee leaves."""
        show_spoken(self._screen, self._panel)
        self._screen.line()
        self._screen.line(
            _("Rate each criterion: a level from 1 to 5, or - for no occasion; then a reason if you like."),
            "quiet",
        )
        given = {mark.criterion for mark in self._panel.mine}
        for number, criterion in enumerate(self._panel.criteria, 1):
            if criterion.id in given:
                continue
            show_criterion(self._screen, criterion, f"{number}/{len(self._panel.criteria)}")
            while (mark := self._asked(criterion)) is None:
                if not self._is_open():
                    self._prompt.take_back()
                    return True
            if mark.criterion == "" or not self._give(mark):
                return mark.criterion != ""
        self._screen.line(_("All rated. The result is shown when everybody is done."), "good")
        return True

    def _asked(self, criterion: Criterion) -> Mark | None:
        """Return what was typed for a criterion, None for what was none, a mark of nothing to leave."""
        self._screen.flush()
        try:
            typed = self._prompt.ask()
        except CalledAway:
            self._prompt.step_aside()
            self._room.tell()
            return None
        except KeyboardInterrupt:
            typed = None
        if typed is None or typed.text.lower() == "q":
            return Mark("", None)
        mark = read_mark(criterion.id, typed.text)
        if mark is None:
            self._screen.line(_("Begin with a number from 1 to 5 or with -, for example: 4 asked first"))
        return mark

    def _give(self, mark: Mark) -> bool:
        try:
            self._courier.send(Rate(self._panel.session, (mark,)))
        except Refused as error:
            self._screen.line(error.message, "warning", hang=2)
            return False
        except KeyboardInterrupt:
            return False
        return True

    def _is_open(self) -> bool:
        update = self._room.update
        is_same = (
            update is not None and update.panel is not None and update.panel.session == self._panel.session
        )
        return is_same and update is not None and update.phase == "panel" and not self._room.is_gone


def read_mark(criterion: str, text: str) -> Mark | None:
    """Return the level and the reason that were typed, None for anything else."""
    found = _RATED.fullmatch(text.strip())
    if found is None or found[2][:1].isdigit():
        return None
    return Mark(criterion, None if found[1] == "-" else int(found[1]), found[2].strip())


def show_spoken(screen: Screen, panel: Panel) -> None:
    """Write the talk that is rated."""
    screen.line()
    screen.line(f"“{panel.title}”", "bold")
    who = {"officer": _("OFFICER"), "customer": _("CUSTOMER"), "facilitator": _("CUSTOMER")}
    for line in panel.spoken:
        if line.who == "act":
            screen.line(f"[{line.text}]", "warning")
        else:
            style = "bold" if line.who == "officer" else "customer"
            screen.labelled(who[line.who], line.text, style)


def show_criterion(screen: Screen, criterion: Criterion, place: str) -> None:
    """Write one criterion with what its levels look like."""
    screen.line()
    screen.line(f"{place}  {criterion.title}", "bold")
    for level, anchor in criterion.anchors:
        screen.line(f"{level}  {anchor}", indent=4, hang=3)


def show_results(screen: Screen, panel: Panel) -> None:
    """Write what came of a rating, without names."""
    screen.line()
    screen.line(_("How the room rated it"), "bold")
    for item in panel.results:
        _show_result(screen, item)
    for text in panel.summary:
        screen.line(text, "quiet", hang=2)


def _show_result(screen: Screen, item: PanelCriterion) -> None:
    levels = [level for level, _reason in item.levels]
    counts = [(level, levels.count(level)) for level in (1, 2, 3, 4, 5, None)]
    told = "   ".join(f"{level or '–'} ×{count}" for level, count in counts if count)
    screen.line(item.title, "bold")
    screen.line(told or _("nobody rated it"), indent=4)
    if item.machine is not None:
        screen.line(_("the program: {level}").format(level=item.machine), "quiet", indent=4)
    reasons = sorted({(level or 0, reason) for level, reason in item.levels if reason})
    for level, reason in reasons[:_MOST_REASONS]:
        screen.line(f"{level or '–'}  “{reason}”", "quiet", indent=4, hang=3)
    if (more := len(reasons) - _MOST_REASONS) > 0:
        screen.line(
            ngettext("and {count} further reason", "and {count} further reasons", more).format(count=more),
            "quiet",
            indent=4,
        )
