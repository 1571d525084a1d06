"""From a story to the plan of a scenario: ids, ways on, variables, and the mending that a talk needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final

from roleplay.authoring.exchange.arriving import carry_effects
from roleplay.authoring.exchange.drafts import Draft, Way, drafted
from roleplay.authoring.exchange.mending import mend
from roleplay.authoring.exchange.names import Names, slug
from roleplay.authoring.exchange.plan import NOTHING, Line, Plan, PlannedChoice, PlannedNode
from roleplay.authoring.exchange.story import (
    BRACES,
    DEAD_LINK,
    STAND_IN,
    VISIT,
    Link,
    Lost,
    Note,
    Passage,
    Story,
)
from roleplay.authoring.exchange.terms import Term, Visited, leaves
from roleplay.authoring.exchange.variables import declare
from roleplay.cleaning import clean_line
from roleplay.compiler.catalogue import PLACEHOLDER
from roleplay.compiler.library import PERSON_WORDS
from roleplay.compiler.scenario import RETURN
from roleplay.domain.condition import ANY
from roleplay.schema.convert import ID

UNDECIDED: Final = "unresolved"
"""The outcome of an ending that the story does not tell."""

_TAKEN_BY_NODES: Final = (RETURN, ANY)
_CHOICE_WORDS: Final = 4
_CHOICE_LENGTH: Final = 28


def planned(story: Story, limit_outcomes: Iterable[str]) -> Plan:
    """Return the plan of a scenario that `roleplay check` finds whole.

    `limit_outcomes` are the outcomes by which the persona can end the talk; each gets an ending.
    """
    return _Planner(story).plan(tuple(limit_outcomes))


class _Planner:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._names = Names(_TAKEN_BY_NODES)
        self._drafts = {key: drafted(passage) for key, passage in story.passages.items()}
        self._passing = self._only_passing(_never_passed(story, self._drafts))
        self._ids = {
            key: self._names.unique(slug(passage.title) or "passage")
            for key, passage in story.passages.items()
            if key not in self._passing
        }
        self._missing: dict[str, str] = {}
        self._words: dict[str, None] = {}

    def plan(self, limit_outcomes: tuple[str, ...]) -> Plan:
        """Return the plan."""
        ids = {key: self._ids[self._arrival(key)] for key in self._story.passages}
        nodes = {ids[key]: self._node(key) for key in self._ids}
        for title, name in self._missing.items():
            nodes[name] = PlannedNode(name, title, [Line(None, NOTHING)], outcome=UNDECIDED)
        plan = Plan(
            self._story.title,
            ids[self._story.start],
            nodes,
            {**ids, **self._missing},
            words=list(self._words),
            notes=[*self._story.notes, *(note for key in self._passing for note in self._drafts[key].notes)],
        )
        for outcome in limit_outcomes:
            if all(node.outcome != outcome for node in nodes.values()):
                name = self._names.unique(slug(outcome))
                nodes[name] = PlannedNode(
                    name, outcome, [Line(None, NOTHING)], outcome=outcome, is_outcome_known=True
                )
        mend(plan, limit_outcomes, self._names)
        arrivals = {name: self._drafts[key].effects for key, name in self._ids.items()}
        starts = carry_effects(plan, arrivals, self._story.values)
        declare(plan, starts)
        return plan

    def _only_passing(self, kept: Set[str]) -> set[str]:
        """Return the passages that do nothing but lead on, and do not lead back to themselves.

        `kept` are those that must be nodes all the same when something is set in them. Where it matters
        whether the story has been there, a passage is a node too.
        """
        visited = {passage for draft in self._drafts.values() for passage in _visits(draft)}
        passing = {
            key
            for key, draft in self._drafts.items()
            if _is_passing(draft) and key not in visited and not (draft.effects and key in kept)
        }
        for key in tuple(passing):
            seen: set[str] = set()
            here = key
            while here in passing and here not in seen:
                seen.add(here)
                here = self._drafts[here].ways[0].jump.target
            if here in seen or here not in self._drafts:
                passing -= seen
        return passing

    def _arrival(self, key: str) -> str:
        """Return the passage at which the story arrives that goes to `key`."""
        return [key, *(self._drafts[passed].ways[0].jump.target for passed in self._passed(key))][-1]

    def _passed(self, key: str) -> Iterator[str]:
        """Yield the passages through which the story passes as it goes to `key`."""
        while key in self._passing:
            yield key
            key = self._drafts[key].ways[0].jump.target

    def _target(self, key: str, notes: list[Note], line: int) -> str:
        """Return the node for a passage, one that stands in where there is no such passage."""
        if key in self._story.passages:
            return self._ids[self._arrival(key)]
        notes.append(Lost(key, DEAD_LINK, line))
        if key not in self._missing:
            self._missing[key] = self._names.unique(slug(key) or "passage")
        return self._missing[key]

    def _node(self, key: str) -> PlannedNode:
        passage, draft = self._story.passages[key], self._drafts[key]
        node = PlannedNode(
            self._ids[key], passage.title, [], stage=passage.stage, line=passage.line, notes=draft.notes
        )
        for when, text in draft.lines or [Line(None, NOTHING)]:
            known = self._known(when, node.notes)
            if when is None or known is not None:
                node.says.append(Line(known, self._worded(text, node.notes, node.line)))
        self._lead_on(node, passage, draft)
        return node

    def _lead_on(self, node: PlannedNode, passage: Passage, draft: Draft) -> None:
        names = Names()
        for link in draft.links:
            node.choices.append(self._choice(link, names))
        is_plain = not draft.links and len(draft.ways) == 1 and draft.ways[0].when is None
        if is_plain:
            jump = draft.ways[0].jump
            node.goto = self._target(jump.target, node.notes, jump.line)
            return
        for way in draft.ways:
            node.choices.append(self._stand_in(way, names))
        if not node.choices:
            node.outcome = passage.outcome or UNDECIDED
            node.is_outcome_known = bool(passage.outcome)

    def _choice(self, link: Link, names: Names) -> PlannedChoice:
        notes = list(link.notes)
        target = self._target(link.target, notes, link.line)
        passed = [effect for key in self._passed(link.target) for effect in self._drafts[key].effects]
        return PlannedChoice(
            names.unique(link.name or slug(link.text, _CHOICE_WORDS, _CHOICE_LENGTH) or "choice"),
            self._worded(link.text, notes, link.line),
            "" if link.stays else target,
            self._known(link.when, notes),
            link.once and not link.stays,
            (*link.effects, *passed),
            link.shows,
            notes,
        )

    def _stand_in(self, way: Way, names: Names) -> PlannedChoice:
        """Return the choice for a jump that a scenario cannot make by itself."""
        passage = self._story.passages.get(way.jump.target)
        told = passage.title if passage else way.jump.target
        notes: list[Note] = [Lost(told, STAND_IN, way.jump.line)]
        target = self._target(way.jump.target, notes, way.jump.line)
        name = names.unique(slug(f"to {target}"))
        return PlannedChoice(name, f"{NOTHING} ({target})", target, self._known(way.when, notes), notes=notes)

    def _known(self, when: Term | None, notes: list[Note]) -> Term | None:
        """Return a condition whose passages are nodes; another is noted and given up."""
        for leaf in leaves(when):
            if isinstance(leaf, Visited) and leaf.passage not in self._ids:
                notes.append(Lost(leaf.passage, VISIT))
                return None
        return when

    def _worded(self, text: str, notes: list[Note], line: int) -> str:
        """Return a text in which braces stand for nothing but words that are declared."""

        def settle(match: re.Match[str]) -> str:
            word = match[1]
            if word in PERSON_WORDS:
                return match[0]
            if ID.match(word):
                self._words[word] = None
                return match[0]
            notes.append(Lost(match[0], BRACES, line))
            return word

        return clean_line(PLACEHOLDER.sub(settle, text)) or NOTHING


def _is_passing(draft: Draft) -> bool:
    has_content = draft.lines or draft.links or any(isinstance(note, Lost) for note in draft.notes)
    return not has_content and len(draft.ways) == 1 and draft.ways[0].when is None


def _visits(draft: Draft) -> Iterator[str]:
    """Yield the passages on whose visits something hangs."""
    whens = [item.when for part in (draft.lines, draft.links, draft.ways) for item in part]
    yield from (leaf.passage for when in whens for leaf in leaves(when) if isinstance(leaf, Visited))


def _never_passed(story: Story, drafts: Mapping[str, Draft]) -> set[str]:
    """Return the passages to which the story comes otherwise than by a choice."""
    return {story.start, *(way.jump.target for draft in drafts.values() for way in draft.ways)}
