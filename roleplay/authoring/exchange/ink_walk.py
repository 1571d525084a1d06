"""Walks through compiled ink from one place, as the story would, and gathers what it meets."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from typing import Any, Final

from roleplay.authoring.exchange.ink_evaluation import Evaluation
from roleplay.authoring.exchange.ink_tree import Container, Place, is_case, is_sequence, resolve
from roleplay.authoring.exchange.ink_values import told, truth
from roleplay.authoring.exchange.story import (
    ASSIGNMENT,
    BROKEN_JUMP,
    CONDITION,
    FALLBACK,
    FUNCTION,
    GLUE,
    SEQUENCE,
    THREAD,
    TUNNEL,
    UNKNOWN,
    VARIABLE_JUMP,
    Branch,
    Case,
    Jump,
    Link,
    Lost,
    Note,
    Piece,
    Remark,
    Said,
)
from roleplay.cleaning import clean_line
from roleplay.errors import RoleplayError
from roleplay.i18n import _

_MOST_STEPS: Final = 5_000_000
"""Items that are looked at in one story; 4 MB of ink have some 400,000."""

_HAS_CONDITION: Final = 0x1
_HAS_START: Final = 0x2
_HAS_CHOICE_ONLY: Final = 0x4
_IS_INVISIBLE: Final = 0x8
_IS_ONCE_ONLY: Final = 0x10

_IDLE: Final = frozenset(("nop", "void", "/ev", "/str", "out"))
_ENDS: Final = frozenset(("end", "done"))


def key_of(place: Place) -> str:
    """Return what names a place in a story of passages."""
    container, index = place
    names: list[str] = [str(index)]
    here: Container | None = container
    while here is not None and here.parent is not None:
        names.append(str(here.index) if here.index is not None else here.label)
        here = here.parent
    return ".".join(reversed(names))


def readable(place: Place) -> str:
    """Return a place as its author may know it: the names on the way to it."""
    return ".".join(place[0].titles()) or "start"


class Walk:
    """Walks from place to place.

    `entries` are the places at which other passages begin, `unfit` the variables that hold no whole numbers.
    """

    def __init__(self, entries: Mapping[Place, str], unfit: Set[str]) -> None:
        self.spoken: dict[str, str] = {}
        """What is said by a choice, by the place it leads to."""
        self.tags: list[str] = []
        self.led_to: list[Place] = []
        """The places that the last passage leads to."""
        self._entries = entries
        self._unfit = unfit
        self._steps = 0
        self._start: Place | None = None
        self._echo: str | None = None
        self._is_echoing = False
        self._is_thread = False
        self._tag: list[str] | None = None

    def passage(self, place: Place, *, is_choice: bool) -> tuple[Piece, ...]:
        """Return what the story meets from a place on until it waits, ends or goes elsewhere."""
        self.led_to = []
        self._start = place
        pieces = self._from(place, None)
        echo = self._taken_echo()
        if is_choice and echo is not None:
            pieces = self._without_spoken(key_of(place), echo, pieces)
        return tuple(pieces)

    def _taken_echo(self) -> str | None:
        echo, self._echo = self._echo, None
        return echo

    def _without_spoken(self, key: str, echo: str, pieces: list[Piece]) -> list[Piece]:
        """Keep what the choice says, to the end of its line, and return the rest."""
        line = echo
        taken = 0
        for piece in pieces:
            if not isinstance(piece, Said):
                break
            taken += 1
            if piece.text == "\n":
                break
            line += piece.text
        self.spoken[key] = clean_line(line)
        return pieces[taken:]

    def _from(self, place: Place, join: Container | None) -> list[Piece]:
        """Walk until the story goes elsewhere; within a condition, until it goes on in `join`."""
        pieces: list[Piece] = []
        evaluation = Evaluation(key_of, self._unfit)
        container, index = place
        while True:
            self._step()
            if index >= len(container.items):
                before, parent = container.index, container.parent
                if before is None or parent is None:
                    return pieces
                container, index = parent, before + 1
                continue
            item = container.items[index]
            if isinstance(item, Container) and not (is_case(item) or is_sequence(item)):
                container, index = item, 0
                continue
            if (container, index) != self._start and (container, index) in self._entries:
                self._jump(pieces, (container, index))
                return pieces
            if isinstance(item, Container):
                index = self._container(pieces, container, index, evaluation)
                continue
            is_over = not evaluation.take(container, item) and self._take(
                pieces, container, item, join, evaluation
            )
            pieces += evaluation.made
            evaluation.made.clear()
            if is_over:
                return pieces
            index += 1

    def _step(self) -> None:
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise RoleplayError(
                _("The story is too tangled to be followed."), _("Take it apart and import its parts.")
            )

    def _container(
        self, pieces: list[Piece], container: Container, index: int, evaluation: Evaluation
    ) -> int:
        """Take a condition or a changing text, and return the index of what follows it."""
        item = container.items[index]
        if evaluation.is_in_text:
            pieces.append(Lost("{…}", CONDITION if is_case(item) else SEQUENCE))
            evaluation.say("…")
            return index + 1
        if is_case(item):
            return self._branch(pieces, container, index, evaluation)
        texts = [evaluation.text_of(text) for name, text in item.named.items() if name[:1] == "s"]
        pieces += (Lost(clean_line("{" + "|".join(texts) + "}"), SEQUENCE), Said(texts[0]))
        return index + 1

    def _branch(self, pieces: list[Piece], container: Container, index: int, evaluation: Evaluation) -> int:
        cases: list[Case] = []
        is_known = True
        is_last = False
        while not is_last and index < len(container.items):
            case = container.items[index]
            if not isinstance(case, Container) or not is_case(case):
                break
            for item in case.items[:-1]:
                evaluation.take(case, item)
            is_last = not case.items[-1].get("c")
            value = None if is_last else evaluation.pop()
            when = None if value is None else truth(value)
            if value is not None and when is None:
                is_known = False
                pieces.append(Lost(f"{{{told(value)}: …}}", CONDITION))
            cases.append(Case(when, tuple(self._from((case.named["b"], 0), container))))
            index += 1
        if is_known:
            pieces.append(Branch(tuple(cases)))
        else:
            pieces += (piece for case in cases for piece in case.pieces)
        return index

    def _take(
        self,
        pieces: list[Piece],
        container: Container,
        item: Any,
        join: Container | None,
        evaluation: Evaluation,
    ) -> bool:
        """Take an item of the story. True when the story does not go on from here."""
        if isinstance(item, str):
            return self._take_sign(pieces, item)
        match item:
            case {"->": _path}:
                return self._divert(pieces, container, item, join, evaluation)
            case {"*": path}:
                self._choice(pieces, resolve(container, path), item.get("flg"), evaluation)
            case {"VAR=": str() as name}:
                evaluation.assign(name)
            case {"temp=": name}:
                value = evaluation.pop()
                self._is_echoing = name == "$r"
                if not self._is_echoing:
                    pieces.append(Lost(f"temp {name} = {told(value)}", ASSIGNMENT))
            case _:
                self._take_call(pieces, container, item, evaluation)
        return False

    def _take_call(
        self, pieces: list[Piece], container: Container, item: Any, evaluation: Evaluation
    ) -> None:
        """Take what ink does beside telling: tunnels, functions and tags."""
        match item:
            case {"->t->": path}:
                pieces.append(Lost(f"-> {path} ->", TUNNEL))
            case {"f()": str() as path} if path.endswith(".s") and (place := resolve(container, path)):
                self._echo = evaluation.text_of(place[0])
            case {"f()": path} | {"x()": path}:
                pieces.append(Lost(f"{path}()", FUNCTION))
            case {"#": text}:
                self._add_tag(pieces, str(text))
            case _:
                pieces.append(Lost(json.dumps(item, ensure_ascii=False)[:80], UNKNOWN))

    def _take_sign(self, pieces: list[Piece], sign: str) -> bool:
        if self._tag is not None and sign != "/#":
            self._tag.append(sign.removeprefix("^"))
        elif sign[:1] in ("^", "\n"):
            pieces.append(Said(sign.removeprefix("^")))
        elif sign in _ENDS:
            return True
        elif sign == "#":
            self._tag = []
        elif sign == "/#":
            self._add_tag(pieces, "".join(self._tag or ()))
            self._tag = None
        elif sign == "thread":
            self._is_thread = True
        elif sign in ("->->", "~ret"):
            pieces.append(Lost(sign, TUNNEL if sign == "->->" else FUNCTION))
            return True
        elif sign == "<>":
            pieces.append(Lost(sign, GLUE))
        elif sign not in _IDLE:
            pieces.append(Lost(sign[:80], UNKNOWN))
        return False

    def _add_tag(self, pieces: list[Piece], text: str) -> None:
        self.tags.append(text)
        pieces.append(Remark(clean_line(f"tag: {text}")))

    def _divert(
        self,
        pieces: list[Piece],
        container: Container,
        item: dict[str, Any],
        join: Container | None,
        evaluation: Evaluation,
    ) -> bool:
        path = item["->"]
        is_conditional = bool(item.get("c"))
        when = truth(evaluation.pop()) if is_conditional else None
        if item.get("var"):
            pieces.append(Lost(f"-> {path}", VARIABLE_JUMP))
            return not is_conditional
        place = resolve(container, path)
        if place is None:
            pieces.append(Lost(f"-> {path}", BROKEN_JUMP))
            return not is_conditional
        if self._is_thread:
            self._is_thread = False
            pieces.append(Lost(f"<- {path}", THREAD))
            return False
        if self._is_echoing:
            self._is_echoing = False
            self._echo = evaluation.text_of(place[0])
            return False
        if is_conditional:
            self._conditional_jump(pieces, place, when)
            return False
        if place[0] is not join or join.items[place[1] : place[1] + 1] != ["nop"]:
            self._jump(pieces, place)
        return True

    def _conditional_jump(self, pieces: list[Piece], place: Place, when: Any) -> None:
        jump: list[Piece] = []
        self._jump(jump, place)
        if when is None:
            pieces += (Lost(f"-> {readable(place)}", CONDITION), *jump)
        else:
            pieces.append(Branch((Case(when, tuple(jump)),)))

    def _jump(self, pieces: list[Piece], place: Place) -> None:
        self.led_to.append(place)
        pieces.append(Jump(key_of(place)))

    def _choice(
        self, pieces: list[Piece], place: Place | None, flags: object, evaluation: Evaluation
    ) -> None:
        bits = flags if isinstance(flags, int) else 0
        notes: list[Note] = []
        when = None
        if bits & _HAS_CONDITION:
            value = evaluation.pop()
            when = truth(value)
            if when is None:
                notes.append(Lost(f"{{{told(value)}}}", CONDITION))
        only = evaluation.words() if bits & _HAS_CHOICE_ONLY else ""
        text = clean_line((evaluation.words() if bits & _HAS_START else "") + only)
        if place is None:
            pieces.append(Lost(f"* {text}", BROKEN_JUMP))
            return
        if bits & _IS_INVISIBLE:
            notes.append(Lost(f"* -> {readable(place)}", FALLBACK))
        self.led_to.append(place)
        once = bool(bits & _IS_ONCE_ONLY) and not bits & _IS_INVISIBLE
        pieces.append(Link(text or "…", key_of(place), when=when, once=once, notes=tuple(notes)))
