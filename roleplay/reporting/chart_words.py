"""The words on a chart of a scenario, in the language in use."""

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Final

from roleplay.domain.chart import Arrow, Captions, Chart, ChartNode, Shade, Tint, Way
from roleplay.i18n import _, ngettext
from roleplay.reporting.names import outcome_name, stage_name

MOST_SAID: Final = 60
"""Characters of what the customer says in a label, and of the names on an arrow."""

_LINE: Final = 34
"""Characters on a line of it."""

ONCE: Final = "¹"
CONDITIONAL: Final = "?"


def captions(chart: Chart) -> Captions:
    """Return the words of a chart for a form that has none of its own."""
    return Captions(
        title=f"{shortened(chart.scenario)}: {shortened(chart.title)}",
        nodes=tuple(tuple(_caption(chart, node)) for node in chart.nodes),
        arrows=tuple(shortened(arrow_words(arrow)) for arrow in chart.arrows),
        limit=_("a limit of the customer"),
        limits=tuple(tuple(shortened(limit) for limit in node.limits) for node in chart.nodes),
        notes=(*tint_notes(chart), sign_words()),
    )


def _caption(chart: Chart, node: ChartNode) -> Iterable[str]:
    yield shortened(node.id)
    if kind := node_kind(chart, node):
        yield kind
    if node.says:
        yield from wrap(f"“{shortened(node.says)}”", _LINE)
    if figure := figure_words(chart.tint, node.id):
        yield figure


def shortened(text: str) -> str:
    """Return a text of at most `MOST_SAID` characters."""
    text = " ".join(text[: 20 * MOST_SAID].split())
    return text if len(text) <= MOST_SAID else text[: MOST_SAID - 1].rstrip() + "…"


def node_kind(chart: Chart, node: ChartNode) -> str:
    """Return how a talk ends at a node, or else whether it begins there and its stage, if it has one."""
    if node.outcome:
        return _("ending: {outcome}").format(outcome=outcome_name(node.outcome))
    parts = [_("start")] if node.id == chart.start else []
    return " · ".join((*parts, stage_name(node.stage)) if node.stage else parts)


def arrow_words(arrow: Arrow) -> str:
    """Return the names of the ways of an arrow, with how many they are where it is not one."""
    typed = [way for way in arrow.ways if way.kind == "typed"]
    others = [way for way in arrow.ways if way.kind != "typed"]
    if not others:
        return typed_words(typed)
    names = list(dict.fromkeys(map(way_name, others)))
    words = ", ".join(names)
    if len(names) > 1:
        words = f"{len(names)}: {words}"
    if typed:
        words += " " + ngettext("+{count} typed", "+{count} typed", len(typed)).format(count=len(typed))
    return words


def typed_words(ways: Sequence[Way]) -> str:
    """Return what typed replies must hold to go one way."""
    heard = "; ".join(dict.fromkeys(way.condition or _("anything else") for way in ways))
    if len(ways) == 1:
        return _("typed: {heard}").format(heard=heard)
    return _("{count} typed: {heard}").format(count=len(ways), heard=heard)


def way_name(way: Way) -> str:
    """Return the name of a way, with signs for one that is conditional or can be taken once."""
    signs = CONDITIONAL * way.is_conditional + ONCE * way.is_once
    match way.kind:
        case "call":
            name = _("calls")
        case "return":
            name = _("{name}, back from the call").format(name=way.name or way.condition or _("then"))
        case "onward":
            name = _("then")
        case "typed":
            name = way.condition or _("anything else")
        case _:
            name = way.name
    return name + signs


def way_notes(way: Way) -> str:
    """Return under which conditions a way is open, in words; nothing where it always is."""
    notes = []
    if way.condition and way.kind not in ("typed", "return"):
        notes.append(_("only when {condition}").format(condition=way.condition))
    if way.personas:
        notes.append(_("only with {names}").format(names=", ".join(way.personas)))
    if way.is_once:
        notes.append(_("once"))
    return "; ".join(notes)


def sign_words() -> str:
    """Return what the signs behind names mean."""
    return _("? is open under a condition, ¹ can be taken once.")


def figure_words(tint: Tint | None, node: str) -> str:
    """Return the number that colours a node, in two or three words; nothing where there are no colours."""
    if tint is None or not tint.nodes:
        return ""
    passage = tint.nodes.get(node)
    if passage is None or not passage.plays:
        return _("never reached")
    if tint.by is Shade.SCORE:
        return _("not rated") if passage.mean is None else _("score {score}").format(score=passage.mean)
    share = tint.share(node)
    return f"{share} %" if share else "< 1 %"


def passage_words(tint: Tint | None, node: str) -> str:
    """Return who came by a node, in a sentence; nothing where there are no colours."""
    if tint is None or not tint.nodes:
        return ""
    passage = tint.nodes.get(node)
    if passage is None or not passage.plays:
        return _("Never reached in {plays} plays.").format(plays=tint.plays)
    words = _("Reached in {count} of {plays} plays.").format(count=passage.plays, plays=tint.plays)
    if passage.mean is not None:
        words += " " + _("Mean total of these: {score}.").format(score=passage.mean)
    return words


def tint_title(tint: Tint) -> str:
    """Return what the colours show, as a heading."""
    if tint.by is Shade.REACH:
        return _("Colour: how many of a hundred simulated plays come by")
    if tint.by is Shade.SCORE:
        return _("Colour: the mean total of simulated plays that come by")
    return _("Colour: how many of a hundred finished sessions came by")


def tint_notes(chart: Chart) -> tuple[str, ...]:
    """Return what there is to know of the colours, a sentence each; nothing where none were asked for."""
    tint = chart.tint
    if tint is None:
        return ()
    notes = []
    if tint.by is Shade.PLAYS:
        counted = ngettext(
            "{count} finished session on this computer.",
            "{count} finished sessions on this computer.",
            tint.plays,
        )
        notes.append(counted.format(count=tint.plays))
        if not tint.nodes:
            notes.append(_("That is too few to tell anything, so there are no colours."))
        if tint.left_out:
            notes.append(
                _("Not counted: {count} that went by nodes which are no longer there.").format(
                    count=tint.left_out
                )
            )
    else:
        played = _("{plays} plays of simulated trainees who choose at random, with {personas}.")
        notes.append(played.format(plays=tint.plays, personas=", ".join(chart.personas)))
        notes.append(_("They choose and never type, so typed replies lead them nowhere."))
    return (tint_title(tint), *notes)
