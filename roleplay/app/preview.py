"""Plays a scenario for its author, and plays it again from the start whenever a file of it is saved.

Nothing is kept as a session: what an author tries is no trainee's record. Importing this loads the compiler.
"""

from collections.abc import Mapping
from typing import NamedTuple

from roleplay.app.desk import Desk
from roleplay.app.draft import Draft, Drafts
from roleplay.authoring.rehearsal import Loss, Rehearsal, Reply, choose, rehearse, say
from roleplay.authoring.way import Way, shortest_way
from roleplay.diagnostics import Diagnostic
from roleplay.domain.encounter import Choice
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.schema.reading import nearest


class News(NamedTuple):
    """What came of a save."""

    files: tuple[str, ...]
    """What was saved, as its author knows it."""
    was_at: str
    """The node where the talk stood before; empty when there was no talk yet."""
    replies: int
    """How many replies were to be given again."""
    loss: Loss | None
    """The first of them that could not be, if there is one."""


class Preview:
    """A talk with its author's replies: `talk` is the last that could be had, `problems` why none is newer.

    The replies are kept as they were given even where the files do not let all of them be given again: mend
    the file, and the talk is back where it was.
    """

    def __init__(self, desk: Desk, scenario: str, persona: str | None, seed: int) -> None:
        """Raises RoleplayError when there is no such scenario, or the persona cannot bring it."""
        self.seed = seed
        self.talk: Rehearsal | None = None
        self.problems: tuple[Diagnostic, ...] = ()
        self.left_out: Mapping[str, tuple[str, ...]] = {}
        """By node, the choices that can never be offered with this persona."""
        self._drafts = Drafts(desk, scenario, persona)
        self._replies: tuple[Reply, ...] = ()
        self._past: list[tuple[Reply, ...]] = []
        self._saved: tuple[str, ...] = ()
        self._take_up(self._drafts.compile())

    @property
    def pause(self) -> float:
        """Seconds until it is worth looking for saved files again."""
        return self._drafts.pause

    def has_news(self, *, waits: bool = False) -> bool:
        """Return whether a file was saved; `waits` stays until nothing is being written any more."""
        self._saved = tuple(dict.fromkeys((*self._saved, *self._drafts.saved(waits=waits))))
        return bool(self._saved)

    def refresh(self) -> News:
        """Take up what was saved, and play the replies again. With mistakes in it the old talk stays."""
        files, self._saved = self._saved, ()
        was_at = self.talk.state.node if self.talk else ""
        loss = self._take_up(self._drafts.compile())
        return News(files, was_at, len(self._replies), loss)

    def choose(self, talk: Rehearsal, choice: Choice) -> Rehearsal:
        """Take a choice that is offered, and return the talk after it."""
        return self._go_on(choose(talk, choice), Reply(choice.text, choice.id))

    def say(self, talk: Rehearsal, text: str) -> Rehearsal:
        """Reply in words, and return the talk after that."""
        return self._go_on(say(talk, text, self._drafts.ear), Reply(text))

    def undo(self, talk: Rehearsal) -> Rehearsal | None:
        """Take back the last reply, jump or restart; return the talk as it was, None when there is none."""
        while self._past:
            self._replies = self._past.pop()
            before = self._play(talk)
            if _given(before) != _given(talk):
                return before
        return None

    def restart(self, talk: Rehearsal) -> Rehearsal:
        """Return the talk from its beginning."""
        self._remember(talk)
        self._replies = ()
        return self._play(talk)

    def go_to(self, talk: Rehearsal, node: str) -> Way:
        """Take the shortest way by choices to a node, from the beginning; where there is none, stay.

        Raises RoleplayError for a node that there is not.
        """
        if node not in talk.encounter.nodes:
            message = _("There is no node '{name}'.").format(name=node)
            raise RoleplayError(message, nearest(node, talk.encounter.nodes))
        way = shortest_way(talk.encounter, self.seed, node)
        if way.choices is not None:
            self._remember(talk)
            self._replies = tuple(Reply(choice.text, choice.id) for choice in way.choices)
            self._play(talk)
        return way

    def _go_on(self, talk: Rehearsal, reply: Reply) -> Rehearsal:
        before = self._replies[: len(talk.turns) - 1]
        self._past.append(before)
        self._replies = (*before, reply)
        self.talk = talk
        return talk

    def _remember(self, talk: Rehearsal) -> None:
        self._past.append(self._replies[: len(talk.turns)])

    def _play(self, talk: Rehearsal) -> Rehearsal:
        played, _loss = rehearse(talk.encounter, self.seed, self._replies, lambda: self._drafts.ear)
        self.talk = played
        return played

    def _take_up(self, draft: Draft) -> Loss | None:
        self.problems = tuple(sorted(item for item in draft.diagnostics if item.is_error))
        if draft.encounter is None:
            return None
        self.left_out = draft.left_out
        self.talk, loss = rehearse(draft.encounter, self.seed, self._replies, lambda: self._drafts.ear)
        return loss


def _given(talk: Rehearsal) -> list[tuple[str, str | None]]:
    return [(turn.response.text, turn.response.choice) for turn in talk.turns]
