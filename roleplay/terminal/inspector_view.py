"""Shows an author what a reply did and why, and how everything in the talk stands."""

from collections.abc import Iterable
from typing import Final

from roleplay.authoring.course import Course, Weighed, course, near_limits
from roleplay.authoring.rehearsal import Rehearsal
from roleplay.authoring.why import Reason, decisive
from roleplay.domain.events import Said
from roleplay.domain.mood import Mood
from roleplay.domain.response import Response
from roleplay.domain.turn import Turn
from roleplay.domain.vocabulary import AXES, BANDS, band
from roleplay.i18n import _
from roleplay.terminal.mood_view import show_causes
from roleplay.terminal.screen import Screen

_COLUMN: Final = 14
"""Where the values begin, under the customer's words."""


def show_inspector(screen: Screen, talk: Rehearsal, *, is_full: bool) -> None:
    """Write what the last reply did and why, and how everything stands.

    Of each condition the part that decides is told, and all of them when `is_full`.
    """
    screen.line()
    screen.line(_("Inspector") if is_full else _("Inspector (i tells more)"), "bold")
    if talk.turns:
        _show_turn(screen, talk, talk.turns[-1], is_full=is_full)
    else:
        _row(screen, _("mood"), _moods(talk.state.mood, talk.state.mood))
    _row(screen, _("lines"), ", ".join(item.line for item in talk.last_events if isinstance(item, Said)))
    _show_state(screen, talk)
    _show_limits(screen, talk, is_full=is_full)


def show_reasons(screen: Screen, reasons: Iterable[Reason], *, indent: int = 6) -> None:
    """Write the parts of a condition, each with whether it holds."""
    for reason in reasons:
        mark, style = ("✓", "good") if reason.holds else ("✗", "bad")
        screen.line(f"{mark} {reason.text}", style, indent=indent + 2 * reason.depth, hang=2)


def _show_turn(screen: Screen, talk: Rehearsal, turn: Turn, *, is_full: bool) -> None:
    if turn.response.choice is None:
        _show_heard(screen, turn.response)
    found = course(talk.encounter, turn)
    if found is None:
        _row(screen, _("way"), _("Nothing was understood: no turn passes and nothing moves."))
    else:
        _row(screen, _("way"), _way(turn, found))
        for weighed in found.weighed:
            _show_weighed(screen, weighed, is_full=is_full)
        _show_end_of_way(screen, found, is_full=is_full)
    _row(screen, _("mood"), _moods(turn.before.mood, turn.after.mood))
    if turn.receipt is not None:
        show_causes(screen, turn.receipt)


def _show_heard(screen: Screen, response: Response) -> None:
    """Write what the ear heard in typed words, each label with its quotes."""
    if response.is_empty:
        _row(screen, _("heard"), _("nothing"))
    for place, item in enumerate(response.evidence):
        doubt = " " + _("(not sure)") if item.is_uncertain else ""
        _row(screen, "" if place else _("heard"), f"{item.label} “{item.quote}”{doubt}")


def _way(turn: Turn, found: Course) -> str:
    """Return which way was taken, in a line."""
    goto = f"→ {found.goto}" if found.goto else _("the talk stays here")
    if turn.response.choice is not None:
        return _("choice {choice}: {goto}").format(choice=turn.response.choice, goto=goto)
    if found.goto is not None:
        return _("hears {number}: {goto}").format(number=found.weighed[-1].number, goto=goto)
    if found.weighed:
        return _("no hears holds: {goto}").format(goto=goto)
    return _("there is no hears here: {goto}").format(goto=goto)


def _show_weighed(screen: Screen, weighed: Weighed, *, is_full: bool) -> None:
    """Write one of the ways that typed words could take, and why it was taken or not."""
    mark, style = ("✓", "good") if weighed.holds else ("✗", "bad")
    head = f"{mark} hears {weighed.number} → {weighed.goto}"
    if is_full:
        screen.line(head, style, indent=6, hang=2)
        show_reasons(screen, weighed.because, indent=8)
    else:
        why = decisive(weighed.because) or _("it always holds")
        screen.line(f"{head}: {why}", style, indent=6, hang=2)


def _show_end_of_way(screen: Screen, found: Course, *, is_full: bool) -> None:
    """Write the limit that a reply reached, and the nodes that the talk went on through."""
    if found.met is not None:
        limit = found.met.limit
        _row(screen, _("limit"), _("{limit} is reached").format(limit=limit.id))
        show_reasons(screen, found.met.because, indent=_COLUMN + 2)
        if limit.ends is not None:
            _row(screen, "", _("It ends the talk, so the way above is not taken."))
    if len(found.entered) > 1:
        _row(screen, "", _("through {nodes}").format(nodes=" → ".join(found.entered)))


def _moods(before: Mood, after: Mood) -> str:
    """Return from where to where each axis went, with the author's words for its bands."""
    parts = []
    for axis in AXES:
        old, new = (_level(axis, getattr(mood, axis)) for mood in (before, after))
        parts.append(f"{axis} {old} → {new}" if old != new else f"{axis} {new}")
    return ", ".join(parts)


def _level(axis: str, value: int) -> str:
    return f"{value} ({band(axis, value)})" if axis in BANDS else f"{value}"


def _show_state(screen: Screen, talk: Rehearsal) -> None:
    state = talk.state
    facts = " · ".join(
        f"{key} {', '.join(sorted(getattr(state, key))) or '–'}"
        for key in ("told", "asked", "volunteered", "wrong")
    )
    _row(screen, _("facts"), facts)
    if talk.encounter.variables:
        numbers = (
            f"{name} {state.variables[name]} ({variable.low}..{variable.high})"
            for name, variable in talk.encounter.variables.items()
        )
        _row(screen, _("variables"), ", ".join(numbers))
    _row(screen, _("visits"), ", ".join(f"{name} {count}" for name, count in state.visits.items()))


def _show_limits(screen: Screen, talk: Rehearsal, *, is_full: bool) -> None:
    """Write the limits of the persona: which are reached, and what keeps the others away."""
    for place, near in enumerate(near_limits(talk.encounter, talk.state)):
        name = f"{near.limit.id} ({near.limit.does or near.limit.ends})"
        if near.is_met:
            text = _("{limit}: reached").format(limit=name)
        elif is_full:
            text = _("{limit}: not reached").format(limit=name)
        else:
            text = f"{name}: {decisive(near.because)}"
        _row(screen, "" if place else _("limits"), text)
        if is_full and not near.is_met:
            show_reasons(screen, near.because, indent=_COLUMN + 2)


def _row(screen: Screen, label: str, text: str) -> None:
    screen.labelled(label, text, column=_COLUMN)
