"""Reads the links of a Twine passage in each of their forms."""

import html
import re
from typing import Final

from roleplay.authoring.exchange.expressions import assignments
from roleplay.authoring.exchange.story import ASSIGNMENT, CODE, OUTSIDE, Effect, Link, Lost, Note, Piece
from roleplay.cleaning import clean_line

_ADDRESS: Final = re.compile(r"\w+://|mailto:|javascript:", re.IGNORECASE)
_QUOTED: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_MARKED: Final = re.compile(r"\A\[\[([^\]]*)\]\]\s*(.*)\Z", re.DOTALL)


def link(inner: str, line: int) -> tuple[Piece, ...]:
    """Return what stands between `[[` and `]]` as a link, or as lost when it leads out of the story.

    The last `->` or else the first `<-` divides text and passage, then the last `|`, as in Twine itself.
    """
    written, _sign, setter = inner.partition("][")
    text, target = _divided(written)
    target = clean_line(html.unescape(target))
    shown = clean_line(f"[[{inner}]]")
    if _ADDRESS.match(target):
        return (Lost(shown, OUTSIDE, line),)
    if not target or target[0] in "$_":
        return (Lost(shown, CODE, line),)
    effects: list[Effect] = []
    notes: list[Note] = []
    for part, effect in assignments(setter):
        if effect is None:
            notes.append(Lost(part, ASSIGNMENT, line))
        else:
            effects.append(effect)
    spoken = clean_line(html.unescape(text)) or target
    return (Link(spoken, target, line, effects=tuple(effects), notes=tuple(notes)),)


def _divided(written: str) -> tuple[str, str]:
    for text, sign, target in (
        written.rpartition("->"),
        tuple(reversed(written.partition("<-"))),
        written.rpartition("|"),
    ):
        if sign:
            return text, target
    return written, written


def link_in_quotes(rest: str, line: int) -> Link | None:
    """Return the link that a macro makes of `"text" "passage"`, of `"text"` alone, or of `[[a link]]`.

    The target is empty where none is given. None for every other form.
    """
    if marked := _MARKED.match(rest):
        made = link(marked[1], line)[0]
        return made if isinstance(made, Link) and not marked[2] else None
    parts = [match[1] or match[2] or "" for match in _QUOTED.finditer(rest)]
    between = _QUOTED.sub("", rest).strip(" \t\n,")
    if between or not 1 <= len(parts) <= 2:
        return None
    target = clean_line(parts[1]) if len(parts) == 2 else ""
    return Link(clean_line(html.unescape(parts[0])) or target, target, line)


def quoted(rest: str) -> str | None:
    """Return the one text in quotes, or the passage of the one link, that a macro is given."""
    if marked := _MARKED.match(rest):
        return clean_line(_divided(marked[1])[1])
    match = _QUOTED.fullmatch(rest)
    return clean_line(match[1] or match[2] or "") if match else None
