"""Why a reply led where it did: what was heard, which way was taken, and why not the ones before it."""

from typing import NamedTuple

from roleplay.authoring.why import Reason, explain
from roleplay.domain.encounter import Encounter, Hearing, Limit
from roleplay.domain.events import Entered, Said
from roleplay.domain.session import SessionState
from roleplay.domain.turn import Turn
from roleplay.engine.answer import answered, choice_of
from roleplay.engine.talk import LIMIT


class Weighed(NamedTuple):
    """One of the ways that free text could take, looked at."""

    number: int
    """1 for the first written."""
    goto: str
    holds: bool
    because: tuple[Reason, ...]
    """Its condition, part by part; nothing when it has none."""


class Met(NamedTuple):
    """A limit of the persona that the reply reached."""

    limit: Limit
    because: tuple[Reason, ...]


class Course(NamedTuple):
    """Where a reply led."""

    goto: str | None
    """The node that the choice or what was heard leads to; None where the talk stays."""
    weighed: tuple[Weighed, ...]
    """For free text each way up to the one taken, which is the last that holds; none for a choice."""
    met: Met | None
    entered: tuple[str, ...]
    """The nodes that the talk went on through."""


class NearLimit(NamedTuple):
    """A limit of the persona as it stands now."""

    limit: Limit
    is_met: bool
    because: tuple[Reason, ...]


def course(encounter: Encounter, turn: Turn) -> Course | None:
    """Return where a reply led and why, or None when nothing in it was understood."""
    if turn.receipt is None:
        return None
    node = encounter.nodes[turn.before.node]
    choice = choice_of(node, turn.response.choice)
    # What the ways and the limits look at: the officer has spoken, the customer has not answered yet.
    between = answered(turn.before, turn.response, choice, turn.receipt.after)
    weighed = _weighed(node.hears, between, turn) if choice is None else ()
    taken = weighed[-1].goto if weighed and weighed[-1].holds else None
    return Course(
        goto=choice.goto if choice else taken,
        weighed=weighed,
        met=_met(encounter, between, turn),
        entered=tuple(event.node for event in turn.events if isinstance(event, Entered)),
    )


def near_limits(encounter: Encounter, state: SessionState) -> tuple[NearLimit, ...]:
    """Return the limits of the persona, in the order in which they are looked at."""
    return tuple(
        NearLimit(limit, limit.id in state.limits, explain(limit.when, state))
        for limit in encounter.persona.limits
    )


def _weighed(hears: tuple[Hearing, ...], between: SessionState, turn: Turn) -> tuple[Weighed, ...]:
    weighed: list[Weighed] = []
    for number, hearing in enumerate(hears, 1):
        when = hearing.when
        because = explain(when, between, turn.response) if when is not None else ()
        holds = when is None or when.holds(between, turn.response)
        weighed.append(Weighed(number, hearing.goto, holds, because))
        if holds:
            break
    return tuple(weighed)


def _met(encounter: Encounter, between: SessionState, turn: Turn) -> Met | None:
    said = {event.line for event in turn.events if isinstance(event, Said)}
    for limit in encounter.persona.limits:
        if f"{LIMIT}{limit.id}" in said:
            return Met(limit, explain(limit.when, between, turn.response))
    return None
