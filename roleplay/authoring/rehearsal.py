"""A talk that an author tries out: replies on a seed, played anew whenever what they are given to changes."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec import Struct

from roleplay.authoring.why import Reason, explain
from roleplay.domain.encounter import Choice, Encounter
from roleplay.domain.events import Event, Said
from roleplay.domain.session import SessionState
from roleplay.domain.turn import Turn
from roleplay.engine import available_choices, offered_choices, respond, start, step
from roleplay.hearing import Ear
from roleplay.i18n import _


class Reply(NamedTuple):
    """A reply as it can be given again: a choice by its id, or words."""

    text: str
    """What was typed, or the words of the choice when it was taken."""
    choice: str | None = None


class Loss(NamedTuple):
    """The first reply that could not be given again."""

    number: int
    """1 for the first reply."""
    reply: Reply
    message: str
    because: tuple[Reason, ...] = ()
    """Why the choice is not offered, part by part."""


class Offer(NamedTuple):
    """A choice of the place where the talk stands."""

    choice: Choice
    is_offered: bool
    is_used: bool
    """True when it has been taken and is offered once alone."""
    because: tuple[Reason, ...]
    """Its condition, part by part; nothing when it has none."""


class Rehearsal(Struct, frozen=True):
    """A talk so far. Nothing in it changes; a reply makes another one."""

    encounter: Encounter
    seed: int
    first: SessionState
    """Before the first reply."""
    opening: tuple[Event, ...]
    """What the customer says before it, among other events."""
    turns: tuple[Turn, ...] = ()
    """One for each reply, also for one in which nothing was understood."""

    @property
    def state(self) -> SessionState:
        """Where the talk stands."""
        return self.turns[-1].after if self.turns else self.first

    @property
    def last_events(self) -> tuple[Event, ...]:
        """What happened since the officer last spoke."""
        return self.turns[-1].events if self.turns else self.opening

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that happened."""
        return (*self.opening, *(event for turn in self.turns for event in turn.events))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices that can be taken, in the order shown to a trainee."""
        return offered_choices(self.encounter, self.state)


def begin(encounter: Encounter, seed: int) -> Rehearsal:
    """Return a talk before the first reply."""
    return Rehearsal(encounter, seed, *start(encounter, seed))


def choose(talk: Rehearsal, choice: Choice) -> Rehearsal:
    """Return the talk after a choice that is offered."""
    before = talk.state
    response = respond(talk.encounter, before, choice)
    after, events = step(talk.encounter, before, response)
    return _with(talk, Turn(before, after, response, events))


def say(talk: Rehearsal, text: str, ear: Ear) -> Rehearsal:
    """Return the talk after a reply in words, heard as a trainee's would be."""
    before = talk.state
    spoken = " ".join(event.text for event in talk.last_events if isinstance(event, Said))
    response = ear.hear(
        text, encounter=talk.encounter, node=before.node, citizen=spoken, turn=before.turn + 1
    )
    after, events = step(talk.encounter, before, response)
    return _with(talk, Turn(before, after, response, events))


def rehearse(
    encounter: Encounter, seed: int, replies: Iterable[Reply], ear: Callable[[], Ear]
) -> tuple[Rehearsal, Loss | None]:
    """Return the talk in which the replies are given, up to the first that cannot be, and why it cannot."""
    talk = begin(encounter, seed)
    for number, reply in enumerate(replies, 1):
        if talk.state.is_ended:
            return talk, Loss(number, reply, _("The talk has ended before it."))
        if reply.choice is None:
            talk = say(talk, reply.text, ear())
            continue
        offered = {choice.id: choice for choice in available_choices(encounter, talk.state)}
        if reply.choice not in offered:
            return talk, _lost(talk, number, reply)
        talk = choose(talk, offered[reply.choice])
    return talk, None


def offers(encounter: Encounter, state: SessionState) -> tuple[Offer, ...]:
    """Return every choice of the place where a talk stands, in the author's order, and why it is offered."""
    offered = {choice.id for choice in available_choices(encounter, state)}
    return tuple(
        Offer(
            choice,
            choice.id in offered,
            choice.is_once and f"{state.node}.{choice.id}" in state.used,
            explain(choice.when, state) if choice.when is not None else (),
        )
        for choice in encounter.nodes[state.node].choices
    )


def _with(talk: Rehearsal, turn: Turn) -> Rehearsal:
    return Rehearsal(talk.encounter, talk.seed, talk.first, talk.opening, (*talk.turns, turn))


def _lost(talk: Rehearsal, number: int, reply: Reply) -> Loss:
    node = talk.state.node
    for offer in offers(talk.encounter, talk.state):
        if offer.choice.id == reply.choice:
            if offer.is_used:
                message = _("The choice '{choice}' has been taken already, and is offered once.")
            else:
                message = _("The choice '{choice}' is not offered here any more.")
            return Loss(number, reply, message.format(choice=reply.choice), offer.because)
    message = _("The talk is at '{node}', and there is no choice '{choice}'.")
    return Loss(number, reply, message.format(node=node, choice=reply.choice))
