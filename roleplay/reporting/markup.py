"""Builds HTML from elements; every text on the way in is cleaned and escaped."""

from html import escape
from typing import Final

from roleplay.cleaning import clean

_VOID: Final = frozenset(("meta", "br", "input"))


class Markup(str):
    """Text that is HTML already, and is not escaped again. Made here, and of the style sheet."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str) -> Markup:
    """Return an element. In the names of attributes, `_` stands for `-`; a last `_` is dropped: `class_`."""
    shown = "".join(
        f' {name.removesuffix("_").replace("_", "-")}="{escape(clean(value), quote=True)}"'
        for name, value in attributes.items()
    )
    if tag in _VOID:
        return Markup(f"<{tag}{shown}>")
    return Markup(f"<{tag}{shown}>{join(*children)}</{tag}>")


def join(*parts: str) -> Markup:
    """Return parts one after the other, escaped where they are plain text."""
    return Markup(
        "".join(part if isinstance(part, Markup) else escape(clean(part), quote=True) for part in parts)
    )
