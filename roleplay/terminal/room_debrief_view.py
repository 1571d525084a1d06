"""Shows a room its debrief, and two ways side by side."""

from collections.abc import Callable
from functools import partial

from roleplay.domain.vocabulary import TRAPS
from roleplay.groups.ways import Future
from roleplay.i18n import _
from roleplay.reporting.debrief_words import fact_words, outcome_words
from roleplay.reporting.names import axis_name
from roleplay.reporting.receipt_words import MOVING_AXES
from roleplay.reporting.room_debrief import Parting, RoomDebrief, SplitDebrief, WayDebrief
from roleplay.reporting.room_words import (
    again_words,
    camp_title,
    debrief_scores,
    effect_words,
    end_words,
    questions,
    score_words,
    split_title,
    technique_words,
    unshown_words,
    way_words,
)
from roleplay.terminal.numbers import sparkline
from roleplay.terminal.room_view import shortened
from roleplay.terminal.screen import Screen


def show_parting(screen: Screen, parting: Parting) -> None:
    """Write what became of two ways from the reply on at which they parted."""
    left, right = parting.futures
    screen.line()
    screen.line(_("Two ways from reply {turn} on").format(turn=parting.turn), "bold")
    screen.line()
    screen.pair(
        "",
        _("Way {number}").format(number=parting.left),
        _("Way {number}").format(number=parting.right),
    )
    screen.pair(_("said"), f"“{shortened(left.reply)}”", f"“{shortened(right.reply)}”")
    for axis in MOVING_AXES:
        screen.pair(axis_name(axis), _course(screen, left, axis), _course(screen, right, axis))
    screen.pair(_("end"), end_words(left), end_words(right))
    screen.pair(_("scores"), score_words(left), score_words(right))


def _course(screen: Screen, future: Future, axis: str) -> str:
    """Return how an axis went."""
    values = tuple(getattr(mood, axis) for mood in future.moods)
    words = f"{values[0]} → {values[-1]}"
    return words if screen.is_plain or len(values) < 3 else f"{words}  {sparkline(values)}"


def show_ending(screen: Screen, future: Future) -> None:
    """Write how a talk ended."""
    screen.line()
    screen.line(_("THE END · {outcome}").format(outcome=end_words(future)), "bold")
    screen.line(future.ending)


def debrief_pages(screen: Screen, debrief: RoomDebrief) -> list[Callable[[], None]]:
    """Return what writes the debrief but for what the teams will do, a screenful each."""
    pages: list[Callable[[], None]] = [partial(_show_ways, screen, debrief)]
    pages += [partial(show_parting, screen, parting) for parting in debrief.partings]
    pages += [
        partial(_show_split, screen, split, place, len(debrief.ways))
        for place, split in enumerate(debrief.splits)
    ]
    if debrief.techniques:
        pages.append(partial(_show_techniques, screen, debrief))
    pages.append(partial(_show_questions, screen, debrief))
    return pages


def _show_ways(screen: Screen, debrief: RoomDebrief) -> None:
    for way in debrief.ways:
        _show_way(screen, way)


def _show_techniques(screen: Screen, debrief: RoomDebrief) -> None:
    _heading(screen, _("What your words did"))
    for done in debrief.techniques:
        style = "bad" if done.label in TRAPS else ""
        screen.line(technique_words(done), style, indent=3, hang=3)
    if debrief.unshown:
        _heading(screen, _("What no team tried"))
        for label in debrief.unshown:
            screen.line(unshown_words(label), indent=3, hang=3)


def _show_questions(screen: Screen, debrief: RoomDebrief) -> None:
    _heading(screen, _("To talk about"))
    for number, question in enumerate(questions(debrief), 1):
        screen.line(f"{number}  {question}", indent=3, hang=3)


def _heading(screen: Screen, text: str) -> None:
    screen.line()
    screen.line(text, "bold")


def _show_way(screen: Screen, way: WayDebrief) -> None:
    debrief = way.debrief
    _heading(screen, f"{way_words(way)}: {outcome_words(debrief)}")
    if debrief.ending:
        screen.line(debrief.ending, indent=3)
    screen.line(debrief_scores(debrief), indent=3, hang=2)
    for fact in debrief.facts:
        if fact.kind == "wrong":
            screen.line(f"✗  {fact_words(fact)}", "bad", indent=3, hang=3)


def _show_split(screen: Screen, split: SplitDebrief, place: int, ways: int) -> None:
    _heading(screen, _("Here you were furthest apart") if place == 0 else _("Here you were apart, too"))
    screen.line(split_title(split, ways), "bold", indent=3)
    screen.line(f"“{shortened(split.said)}”", "quiet", indent=3)
    for camp in split.camps:
        screen.line(camp_title(camp), indent=5, hang=2)
        screen.line(f"“{shortened(camp.text)}”", indent=7)
        screen.line(effect_words(split, camp), "quiet", indent=7)
        for team, reason in camp.reasons:
            screen.line(_("{team}: {reason}").format(team=team, reason=reason), indent=7, hang=2)


def show_actions(screen: Screen, debrief: RoomDebrief) -> None:
    """Write what the teams will do, and when to practise again."""
    if debrief.actions:
        _heading(screen, _("What we will do differently"))
        for team, text in debrief.actions:
            screen.line(_("{team}: {reason}").format(team=team, reason=text), indent=3, hang=3)
    screen.line()
    screen.line(again_words(debrief), "bold", hang=2)
