"""Compiled ink as a tree: containers that know where they stand, and the paths that lead through them."""

from __future__ import annotations

from typing import Any, Final

from roleplay.errors import RoleplayError
from roleplay.i18n import _

DEEPEST: Final = 100
"""Levels of containers within each other; ink itself makes two or three for each star or condition."""


class Container:
    """A list of items, some of them containers, with more containers by name."""

    def __init__(self, parent: Container | None, label: str, index: int | None) -> None:
        self.parent = parent
        self.index = index
        """Its place in its parent; None for one that is only reached by its name."""
        self.label = label
        self.items: list[Any] = []
        self.named: dict[str, Container] = {}

    def child(self, step: str) -> Any:
        """Return what a step of a path leads to, None for nothing."""
        if step.isascii() and step.isdigit():
            return self.items[int(step)] if len(step) < 9 and int(step) < len(self.items) else None
        return self.named.get(step)

    def titles(self) -> list[str]:
        """Return the names on the way to it from the outermost, without those that are only numbers."""
        names: list[str] = []
        here: Container | None = self
        while here is not None:
            if here.label:
                names.append(here.label)
            here = here.parent
        return names[::-1]


Place = tuple[Container, int]
"""A container and the index of an item in it, perhaps one past the last."""


def build(root: Any) -> Container:
    """Return the tree of a story. Raises RoleplayError when it is none, or too deep to be one."""
    top = Container(None, "", None)
    waiting: list[tuple[Container, Any, int]] = [(top, root, 1)]
    while waiting:
        container, written, depth = waiting.pop()
        if not isinstance(written, list) or not written:
            raise _not_ink()
        if depth > DEEPEST:
            raise RoleplayError(
                _("The story lies more than {limit} levels deep.").format(limit=DEEPEST),
                _("Compile it anew with ink, or take it apart."),
            )
        *items, last = written
        named = last if isinstance(last, dict) else {}
        for index, item in enumerate(items):
            if isinstance(item, list):
                child = Container(container, _own_name(item), index)
                container.items.append(child)
                if child.label:
                    container.named[child.label] = child
                waiting.append((child, item, depth + 1))
            else:
                container.items.append(item)
        for name, item in named.items():
            if isinstance(item, list):
                container.named[name] = Container(container, name, None)
                waiting.append((container.named[name], item, depth + 1))
    return top


def _own_name(written: list[Any]) -> str:
    last = written[-1] if written else None
    name = last.get("#n") if isinstance(last, dict) else None
    return name if isinstance(name, str) else ""


def _not_ink() -> RoleplayError:
    return RoleplayError(
        _("This file holds no compiled ink story."),
        _("In Inky choose “Export to JSON”; that file can be imported."),
    )


def resolve(origin: Container, path: object) -> Place | None:
    """Return the place that a path leads to from an item of `origin`, None for nowhere."""
    if not isinstance(path, str) or len(path) > 2000:
        return None
    here: Any = origin
    steps = path.split(".")
    if path.startswith("."):
        steps = steps[1:]
        if steps[:1] != ["^"]:
            return None
        steps = steps[1:]
    else:
        while here.parent is not None:
            here = here.parent
    for number, step in enumerate(steps):
        if not isinstance(here, Container):
            return None
        if step == "^":
            here = here.parent
            continue
        if number == len(steps) - 1 and step.isascii() and step.isdigit():
            return settled((here, int(step))) if len(step) < 9 and int(step) <= len(here.items) else None
        here = here.child(step)
    return settled((here, 0)) if isinstance(here, Container) else None


def settled(place: Place) -> Place:
    """Return the same place in the innermost container that begins there."""
    container, index = place
    while index < len(container.items) and isinstance(inner := container.items[index], Container):
        if is_case(inner) or is_sequence(inner):
            break
        container, index = inner, 0
    return container, index


def is_case(container: Container) -> bool:
    """Tell whether a container is one case of a condition: it leads on to its own part `b`."""
    last = container.items[-1] if container.items else None
    return "b" in container.named and isinstance(last, dict) and last.get("->") == ".^.b"


def is_sequence(container: Container) -> bool:
    """Tell whether a container shows another text at each visit."""
    return "s0" in container.named and container.items[:2] == ["ev", "visit"]
