"""What the officer may choose from, and what a choice amounts to."""

from roleplay.domain.encounter import Choice, Encounter
from roleplay.domain.response import NOTHING, Evidence, Response
from roleplay.domain.session import SessionState
from roleplay.engine.chance import draw
from roleplay.engine.lines import with_drawn_words


def available_choices(encounter: Encounter, state: SessionState) -> tuple[Choice, ...]:
    """Return the choices that can be taken now, in the author's order; none once the session has ended."""
    if state.outcome is not None:
        return ()
    used = state.used
    found: list[Choice] = []
    for choice in encounter.nodes[state.node].choices:
        if choice.when is not None and not choice.when.holds(state, NOTHING):
            continue
        if choice.is_once and f"{state.node}.{choice.id}" in used:
            continue
        found.append(choice)
    return tuple(found)


def offered_choices(encounter: Encounter, state: SessionState) -> tuple[Choice, ...]:
    """Return the available choices in the order shown: shuffled by the seed, so that place tells nothing."""
    choices = available_choices(encounter, state)
    return tuple(sorted(choices, key=lambda choice: draw(state.seed, f"{state.node}.{choice.id}")))


def respond(
    encounter: Encounter, state: SessionState, choice: Choice, evidence: tuple[Evidence, ...] = ()
) -> Response:
    """Return the response that a choice stands for; `evidence` says which of its words show what."""
    text = with_drawn_words(encounter, state.seed, choice.text)
    return Response(text, choice.id, choice.shows, choice.tells, choice.asks, choice.wrong, evidence)
