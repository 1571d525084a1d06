"""A turn in the making: the next state and its events, built up together."""

from typing import Final

from msgspec.structs import replace

from roleplay.domain.encounter import Encounter, Limit, Line
from roleplay.domain.events import Acted, Ended, Entered, Event, Revealed, Said
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.engine.chance import pick
from roleplay.engine.lines import first_line, with_drawn_words

MOST_PASSES: Final = 100
"""Nodes entered in one go. The compiler refuses circles, so only unchecked content gets there."""

RETURN: Final = "return"
"""The way out of a sub-dialogue."""


LIMIT: Final = "limits."
"""How the id of a limit's words begins."""


class Talk:
    """What the customer does after a reply. Holds the newest state; never changes the one it began with."""

    def __init__(self, encounter: Encounter, state: SessionState, response: Response) -> None:
        self.encounter = encounter
        self.state = state
        self.response = response
        self.events: list[Event] = []

    def say(self, name: str, text: str) -> None:
        """Speak a text once more."""
        text = with_drawn_words(self.encounter, self.state.seed, text)
        self.events.append(Said(self.state.turn, name, text))

    def say_line(self, line: Line | None, *, is_counted: bool = False) -> None:
        """Speak a line, if there is one; `is_counted` remembers it as spoken."""
        if line is None:
            return
        spoken = self.state.said.get(line.id, 0)
        text = line.texts[0]
        if len(line.texts) > 1:
            visit = self.state.visits.get(self.state.node, 0)
            text = pick(self.state.seed, f"{line.id}.{visit}.{spoken}", line.texts)
        self.say(line.id, text)
        if is_counted:
            self.state = replace(self.state, said={**self.state.said, line.id: spoken + 1})

    def reveal(self, fact: str, *, is_asked: bool) -> None:
        """Tell a fact."""
        self.events.append(Revealed(self.state.turn, fact, is_asked))
        self.say(f"knows.{fact}", self.encounter.facts[fact].says)

    def volunteer(self) -> None:
        """Tell unasked whatever the customer is ready to tell."""
        for fact in self.encounter.facts.values():
            if fact.volunteers is None or fact.id in self.state.asked or fact.id in self.state.volunteered:
                continue
            if fact.volunteers.holds(self.state, self.response):
                self.state = replace(self.state, volunteered=self.state.volunteered | {fact.id})
                self.reveal(fact.id, is_asked=False)

    def enter(self, target: str) -> None:
        """Go to a node and on through every node that waits for nobody."""
        for _pass in range(MOST_PASSES):
            state = self.state
            name, calls = target, state.calls
            if target == RETURN and calls:
                name, calls = calls[-1], calls[:-1]
            node = self.encounter.nodes[name]
            if node.call is not None and node.goto not in (None, RETURN):
                calls = (*calls, node.goto)
            visits = {**state.visits, name: state.visits.get(name, 0) + 1}
            self.state = replace(state, node=name, visits=visits, calls=calls)
            self.events.append(Entered(state.turn, name, calls))
            self.say_line(first_line(node.says, self.state, self.response))
            if node.ending is not None:
                self.end(node.ending.outcome, name)
                return
            onward = node.call or node.goto
            if onward is None:
                return
            target = onward

    def leads_to_ending(self, target: str) -> bool:
        """Return True when going to `target` ends the talk with nobody speaking in between."""
        for _pass in range(MOST_PASSES):
            node = self.encounter.nodes.get(target)
            if node is None or node.ending is not None:
                return node is not None
            if node.call is not None or node.goto is None:
                return False
            target = node.goto
        return False

    def end(self, outcome: str, node: str) -> None:
        """End the session."""
        self.state = replace(self.state, outcome=outcome, ending=node)
        self.events.append(Ended(self.state.turn, outcome, node))

    def reached_limit(self) -> Limit | None:
        """Return the first limit that has been reached and not been met before: one a reply, as people do."""
        for limit in self.encounter.persona.limits:
            if limit.id not in self.state.limits and limit.when.holds(self.state, self.response):
                return limit
        return None

    def meet(self, limit: Limit) -> None:
        """Let a limit happen."""
        self.state = replace(self.state, limits=self.state.limits | {limit.id})
        if limit.does is not None:
            self.state = replace(self.state, did=self.state.did | {limit.does})
            self.events.append(Acted(self.state.turn, limit.id, limit.does))
        self.say(f"{LIMIT}{limit.id}", limit.says)
        if limit.ends is not None:
            node = self.encounter.endings[limit.ends]
            self.state = replace(self.state, node=node)
            self.end(limit.ends, node)
