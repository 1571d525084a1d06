"""What is told of one reply: the question that it answers, what was said, and what was heard in it."""

from roleplay.cleaning import clean
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Replied, Unheard
from roleplay.domain.session import SessionState
from roleplay.reporting.xapi.model import Activity, Component, Definition, Result
from roleplay.reporting.xapi.names import QUESTION_TYPE, Places
from roleplay.scoring import alternatives


def question(encounter: Encounter, node: str, places: Places, *, is_typed: bool) -> Activity:
    """Return a node as a question, the same whenever it comes up.

    A typed reply follows no pattern at all, so its question is of the type `other`: in a `fill-in` the signs
    `[,]` would mean something. Which replies are correct is not told of a question: that depends on the talk.
    """
    name = {encounter.language: f"{encounter.title or encounter.scenario}: {node}"}
    if is_typed:
        place = places.typed(encounter.scenario, node)
        return Activity(place, Definition(name, QUESTION_TYPE, interaction_type="other"))
    choices = tuple(
        Component(choice.id, {encounter.language: choice.text}) for choice in encounter.nodes[node].choices
    )
    place = places.node(encounter.scenario, node)
    return Activity(place, Definition(name, QUESTION_TYPE, interaction_type="choice", choices=choices))


def reply_result(encounter: Encounter, before: SessionState, event: Replied, places: Places) -> Result:
    """Return what a reply came to; of one that was picked also what was offered and what stood best then."""
    response = event.response
    heard = {
        "shows": response.shows,
        "tells": response.tells,
        "asks": response.asks,
        "wrong": response.wrong,
    }
    text = clean(response.text)
    if response.choice is None:
        extensions = places.extensions({"turn": event.turn, "heard": heard})
        return Result(response=text, extensions=extensions)
    found = alternatives(encounter, before)
    highest = max((item.value for item in found), default=0)
    offered = {str(item.response.choice): item.value for item in found}
    extensions = places.extensions(
        {
            "turn": event.turn,
            "text": text,
            "heard": heard,
            "offered": sorted(offered),
            "best": sorted(name for name, value in offered.items() if value == highest),
        }
    )
    return Result(response=response.choice, extensions=extensions)


def unheard_result(event: Unheard, places: Places) -> Result:
    """Return what a typed reply came to in which nothing was understood; it spent no turn."""
    return Result(response=clean(event.text), extensions=places.extensions({"understood": False}))
