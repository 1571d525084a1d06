"""Follows the evaluations in compiled ink, from `ev` to `/ev`, and the texts that are made there."""

from __future__ import annotations

import json
from collections.abc import Callable, Set
from typing import Any

from roleplay.authoring.exchange.ink_tree import Container, resolve
from roleplay.authoring.exchange.ink_values import (
    BINARY,
    CONSTANT,
    UNARY,
    Number,
    Unknown,
    Value,
    Variable,
    Visits,
    Words,
    binary,
    effect,
    told,
    unary,
)
from roleplay.authoring.exchange.story import (
    ASSIGNMENT,
    FUNCTION,
    SEQUENCE,
    TEXT_OF_VARIABLE,
    UNKNOWN,
    Lost,
    Piece,
    Said,
)

Key = Callable[[tuple[Container, int]], str]


class Evaluation:
    """A stack of values, and the texts that are being made.

    `key` names the places that are counted; `unfit` are the variables that hold no whole numbers.
    """

    def __init__(self, key: Key, unfit: Set[str] = frozenset()) -> None:
        self.made: list[Piece] = []
        """What came of it for the story; taken away by whoever walks."""
        self.assigned: dict[str, Value] = {}
        """The last value of every variable that was set."""
        self._key = key
        self._unfit = unfit
        self._stack: list[Value] = []
        self._modes: list[str] = ["story"]
        self._texts: list[list[str]] = []

    @property
    def is_in_text(self) -> bool:
        """True while a text is made that the story does not show."""
        return "text" in self._modes

    def pop(self) -> Value:
        """Take the last value away."""
        return self._stack.pop() if self._stack else Unknown("?")

    def words(self) -> str:
        """Take the last value away, as a text."""
        value = self.pop()
        return value.value if isinstance(value, Words) else ""

    def take(self, container: Container, item: Any) -> bool:
        """Take an item of `container`; False when it is for the story and not for the evaluation."""
        if item == "ev":
            self._modes.append("value")
            return True
        if item == "du":
            self._stack += self._stack[-1:]
            return True
        if item == "pop":
            self.pop()
            return True
        match self._modes[-1]:
            case "value":
                self._take_value(container, item)
            case "text":
                self._take_text(container, item)
            case _:
                return False
        return True

    def assign(self, name: str) -> None:
        """Set a variable to the last value."""
        value = self.pop()
        self.assigned[name] = value
        self.made.append(effect(name, value) or Lost(f"{name} = {told(value)}", ASSIGNMENT))

    def say(self, text: str) -> None:
        """Add to the text that is being made, or to the story."""
        if self._texts:
            self._texts[-1].append(text)
        else:
            self.made.append(Said(text))

    def _take_value(self, container: Container, item: Any) -> None:
        match item:
            case "/ev":
                self._modes.pop()
            case "str":
                self._modes.append("text")
                self._texts.append([])
            case "out":
                self._show(self.pop())
            case bool() | int():
                self._stack.append(Number(int(item)))
            case str():
                self._take_sign(item)
            case dict():
                self._take_reference(container, item)
            case _:
                self._stack.append(Unknown(str(item)[:40]))

    def _take_sign(self, sign: str) -> None:
        if sign in BINARY:
            right, left = self.pop(), self.pop()
            self._stack.append(binary(sign, left, right))
        elif sign in UNARY:
            self._stack.append(unary(sign, self.pop()))
        elif sign in CONSTANT:
            self._stack.append(Unknown(sign))
        elif sign != "nop":
            self.made.append(Lost(sign, UNKNOWN))

    def _take_reference(self, container: Container, item: dict[str, Any]) -> None:
        match item:
            case {"VAR?": str() as name}:
                self._stack.append(Unknown(name) if name in self._unfit else Variable(name))
            case {"CNT?": path}:
                place = resolve(container, path)
                self._stack.append(Visits(self._key(place)) if place else Unknown(str(path)[:80]))
            case {"VAR=": str() as name}:
                self.assign(name)
            case {"temp=": name}:
                value = self.pop()
                if name != "$r":
                    self.made.append(Lost(f"temp {name} = {told(value)}", ASSIGNMENT))
            case {"f()": path} | {"x()": path}:
                for _argument in range(_count(item.get("exArgs"))):
                    self.pop()
                self.made.append(Lost(f"{path}()", FUNCTION))
                self._stack.append(Unknown(f"{path}()"))
            case {"list": _list}:
                self._stack.append(Unknown("list"))
            case _:
                self._stack.append(Unknown(json.dumps(item, ensure_ascii=False)[:80]))

    def _take_text(self, container: Container, item: Any) -> None:
        match item:
            case "/str":
                self._modes.pop()
                self._stack.append(Words("".join(self._texts.pop())))
            case str() if item[:1] in ("^", "\n"):
                self.say(item.removeprefix("^"))
            case {"->": path} | {"f()": path} if not item.get("var"):
                place = resolve(container, path)
                self.say(self.text_of(place[0]) if place else "")
            case "<>" | "nop":
                pass
            case _:
                self.made.append(Lost(json.dumps(item, ensure_ascii=False)[:80], UNKNOWN))

    def text_of(self, container: Container) -> str:
        """Return the words that stand in a container itself; what else stands there is lost."""
        words: list[str] = []
        for item in container.items:
            match item:
                case str() if item[:1] in ("^", "\n"):
                    words.append(item.removeprefix("^"))
                case {"VAR?": name}:
                    words.append(f"({name})")
                    self.made.append(Lost(f"{{{name}}}", TEXT_OF_VARIABLE))
                case Container():
                    self.made.append(Lost("{…}", SEQUENCE))
                case {"->": _path} if item.get("var"):
                    break
        return "".join(words)

    def _show(self, value: Value) -> None:
        match value:
            case Words() | Number():
                self.say(told(value))
            case Variable(added=0):
                self.made.append(Lost(f"{{{value.name}}}", TEXT_OF_VARIABLE))
                self.say(f"({value.name})")
            case _:
                shown = told(value)
                self.made.append(Lost(f"{{{shown}}}", TEXT_OF_VARIABLE))
                self.say(f"({shown})" if shown in self._unfit else "(…)")


def _count(written: object) -> int:
    """Return how many arguments a call takes, at most 20."""
    return min(written, 20) if isinstance(written, int) and written > 0 else 0
