"""What the officer's own words change in a state: played live and read back, it is the same."""

from roleplay.domain.encounter import Choice, Node
from roleplay.domain.mood import Mood
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState


def choice_of(node: Node, name: str | None) -> Choice | None:
    """Return the choice of that name, None for free text. Raises KeyError when the node has none of it."""
    if name is None:
        return None
    for choice in node.choices:
        if choice.id == name:
            return choice
    raise KeyError(f"node {node.id!r} has no choice {name!r}")


def answered(state: SessionState, response: Response, choice: Choice | None, mood: Mood) -> SessionState:
    """Return the state with all that the officer's words changed in it; `mood` is the one they led to."""
    shown = state.shown
    if response.shows:
        shown = dict(shown)
        for label in response.shows:
            shown[label] = shown.get(label, 0) + 1
    variables, used = state.variables, state.used
    if choice is not None:
        if choice.is_once:
            used |= {f"{state.node}.{choice.id}"}
        if choice.effects:
            variables = dict(variables)
            for effect in choice.effects:
                wanted = effect.amount + (0 if effect.is_absolute else variables[effect.variable])
                variables[effect.variable] = min(max(wanted, effect.low), effect.high)
    return SessionState(
        state.seed,
        state.node,
        state.turn + 1,
        mood,
        max(state.peak, mood.tension),
        shown,
        state.told.union(response.tells) if response.tells else state.told,
        state.asked.union(response.asks) if response.asks else state.asked,
        state.volunteered,
        state.wrong.union(response.wrong) if response.wrong else state.wrong,
        variables,
        state.visits,
        state.said,
        used,
        state.did,
        state.limits,
        state.calls,
        0,
        None,
        None,
    )
