"""One reply: from a state and a response to the next state and what happened."""

from msgspec.structs import replace

from roleplay.domain.encounter import Encounter, Node
from roleplay.domain.events import Event, MoodMoved, Replied, Unheard
from roleplay.domain.mood import Receipt
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.engine.answer import answered, choice_of
from roleplay.engine.lines import first_line, reaction_line, standing_line
from roleplay.engine.moving import move
from roleplay.engine.talk import Talk


def step(
    encounter: Encounter, state: SessionState, response: Response
) -> tuple[SessionState, tuple[Event, ...]]:
    """Return the state after a reply, and its events. A session that has ended stays as it is.

    A reply in which nothing was understood costs no turn and moves no mood. Raises KeyError when
    `response.choice` is no choice of the node.
    """
    if state.outcome is not None:
        return state, ()
    if response.choice is None and response.is_empty:
        return _unheard(encounter, state, response)
    node = encounter.nodes[state.node]
    choice = choice_of(node, response.choice)
    receipt = move(encounter.persona, state, response)
    talk = Talk(encounter, answered(state, response, choice, receipt.after), response)
    talk.events += [Replied(talk.state.turn, node.id, response), MoodMoved(talk.state.turn, receipt)]
    target = choice.goto if choice is not None else _heard(node, talk.state, response)
    _react(talk, state, receipt, target)
    return talk.state, tuple(talk.events)


def _heard(node: Node, state: SessionState, response: Response) -> str | None:
    for hearing in node.hears:
        if hearing.when is None or hearing.when.holds(state, response):
            return hearing.goto
    return None


def _react(talk: Talk, before: SessionState, receipt: Receipt, target: str | None) -> None:
    """Let the customer answer: a reaction, what was asked, then the new node or a word that nothing moved.

    An ending that the reply leads to comes before any limit: who is done does not walk out. Last words stand
    alone, without a reaction before them.
    """
    encounter, response = talk.encounter, talk.response
    is_last = target is not None and talk.leads_to_ending(target)
    limit = None if is_last else talk.reached_limit()
    if limit is not None and limit.ends is not None:
        talk.meet(limit)
        return
    if not is_last:
        reaction = reaction_line(encounter, talk.state, response, receipt)
        talk.say_line(reaction, is_counted=True)
    for fact in response.asks:
        if fact not in before.asked and fact not in before.volunteered:
            talk.reveal(fact, is_asked=True)
    if limit is not None:
        talk.meet(limit)
    if target is not None:
        talk.enter(target)
    else:
        _stay(talk)
    if not talk.state.is_ended:
        talk.volunteer()


def _stay(talk: Talk) -> None:
    node = talk.encounter.nodes[talk.state.node]
    if line := first_line(node.again, talk.state, talk.response):
        talk.say_line(line)
    else:
        talk.say_line(standing_line(talk.encounter, "again", talk.state, talk.response), is_counted=True)


def _unheard(
    encounter: Encounter, state: SessionState, response: Response
) -> tuple[SessionState, tuple[Event, ...]]:
    talk = Talk(encounter, replace(state, unheard=state.unheard + 1), response)
    talk.events.append(Unheard(state.turn, response.text))
    talk.say_line(standing_line(encounter, "unheard", talk.state, response), is_counted=True)
    return talk.state, tuple(talk.events)
