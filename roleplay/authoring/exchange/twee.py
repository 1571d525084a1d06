"""Reads Twee 3, the text format of Twine, into a story."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, NamedTuple

import msgspec

from roleplay.authoring.exchange.story import (
    BAD_DATA,
    BAD_HEADER,
    CODE,
    DUPLICATE,
    LAYOUT,
    NO_START,
    SPECIAL,
    Effect,
    Jump,
    Link,
    Lost,
    Note,
    Passage,
    Piece,
    Remark,
    Story,
)
from roleplay.authoring.exchange.twee_body import Dialect, read_body
from roleplay.cleaning import clean_line
from roleplay.domain.vocabulary import OUTCOMES, STAGES
from roleplay.errors import RoleplayError
from roleplay.i18n import _

_NAME: Final = re.compile(r"((?:\\.|[^\[\]{}\\])*)")
_TAGS: Final = re.compile(r"\s*\[((?:\\.|[^\[\]\\])*)\]")
_ESCAPED: Final = re.compile(r"\\(.)")
_CODE_TAGS: Final = frozenset(("script", "stylesheet", "widget", "twine.audio", "twine.image", "twine.video"))
_SPECIAL_TAGS: Final = frozenset(("header", "footer", "debug-header", "debug-footer", "twine.private"))
_SPECIAL: Final = frozenset(
    """
    StoryAuthor StoryBanner StoryCaption StoryDisplayTitle StoryIncludes StoryInterface StoryMenu
    StorySettings StoryShare StorySubtitle PassageDone PassageFooter PassageHeader PassageReady
    """.split()
)
_BEGINNINGS: Final = ("StoryInit",)
_DIALECTS: Final[dict[str, Dialect]] = {"harlowe": "harlowe", "sugarcube": "sugarcube"}

STAGE_TAG: Final = "stage-"
OUTCOME_TAG: Final = "outcome-"
"""How the tags begin that tell the stage of a node and the outcome of an ending."""

GOTO_TAG: Final = "goto"
"""The tag of a node whose one link is not a choice: the talk goes on by itself."""


class _Raw(NamedTuple):
    title: str
    tags: tuple[str, ...]
    body: str
    line: int
    has_layout: bool


def read_twee(text: str, name: str) -> Story:
    """Return the story in the text of a Twee file; `name` is its title where it gives none.

    Raises RoleplayError when there is no passage in it.
    """
    reader = _Reader()
    for raw in _passages(text, reader.notes):
        reader.take(raw)
    if not reader.raws:
        raise RoleplayError(
            _("There is no passage in this file."),
            _("A Twee file has lines such as “:: Start”, each with its text below it."),
        )
    return reader.story(name)


def _passages(text: str, notes: list[Note]) -> Iterator[_Raw]:
    """Yield the passages; what stands before the first is a remark."""
    lines = re.split(r"\r\n|\r|\n", text)
    starts = [place for place, line in enumerate(lines) if line.startswith("::")]
    if before := clean_line(" ".join(lines[: starts[0]] if starts else ())):
        notes.append(Remark(before))
    for start, end in pairwise([*starts, len(lines)]):
        if raw := _header(lines[start][2:], start + 1, notes):
            yield raw._replace(body="\n".join(lines[start + 1 : end]).rstrip())


def _header(text: str, line: int, notes: list[Note]) -> _Raw | None:
    named = _NAME.match(text)
    title = clean_line(_ESCAPED.sub(r"\1", named[1])) if named else ""
    rest = text[named.end() if named else 0 :]
    tagged = _TAGS.match(rest)
    tags = tuple(_ESCAPED.sub(r"\1", tag) for tag in tagged[1].split()) if tagged else ()
    rest = rest[tagged.end() if tagged else 0 :].strip()
    layout = _json(rest) if rest.startswith("{") else None
    if not title or (rest and not isinstance(layout, dict)):
        notes.append(Lost(f"::{text}", BAD_HEADER, line))
    title = title or clean_line(text)
    return _Raw(title, tags, "", line, bool(rest)) if title else None


def _json(text: str) -> Any:
    """Return the JSON document in a text, None for what is none."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return None


class _Reader:
    """Gathers passages, and tells those of the story from those of the tool."""

    def __init__(self) -> None:
        self.raws: dict[str, _Raw] = {}
        self.notes: list[Note] = []
        self._title = ""
        self._start = ""
        self._dialect: Dialect = ""
        self._beginnings: list[_Raw] = []
        self._layouts = 0

    def take(self, raw: _Raw) -> None:
        self._layouts += raw.has_layout
        tags = {tag.lower() for tag in raw.tags}
        if raw.title == "StoryTitle":
            self._title = clean_line(raw.body)
        elif raw.title == "StoryData":
            self._take_data(raw)
        elif raw.title in _BEGINNINGS or "startup" in tags:
            self._beginnings.append(raw)
        elif tags & _CODE_TAGS:
            self.notes.append(Lost(f":: {raw.title} [{' '.join(raw.tags)}]", CODE, raw.line))
        elif raw.title in _SPECIAL or tags & _SPECIAL_TAGS:
            self.notes.append(Lost(f":: {raw.title}", SPECIAL, raw.line))
        elif raw.title in self.raws:
            self.notes.append(Lost(f":: {raw.title}", DUPLICATE, raw.line))
        else:
            self.raws[raw.title] = raw

    def _take_data(self, raw: _Raw) -> None:
        data = _json(raw.body)
        if not isinstance(data, dict):
            self.notes.append(Lost(":: StoryData", BAD_DATA, raw.line))
            return
        written = str(data.get("format", ""))
        self._dialect = _DIALECTS.get(written.lower(), "other" if written else "")
        self._start = clean_line(str(data.get("start", "")))
        told = {key: value for key, value in data.items() if key in ("ifid", "format", "format-version")}
        self.notes.append(Remark(clean_line(f"StoryData {json.dumps(told, ensure_ascii=False)}")))
        if "tag-colors" in data or "zoom" in data:
            self.notes.append(Lost("StoryData: tag-colors, zoom", LAYOUT, raw.line))
        if self._dialect == "other":
            self.notes.append(Lost(clean_line(written)[:60], CODE, raw.line))

    def story(self, name: str) -> Story:
        start = self._start or "Start"
        if start not in self.raws:
            if self._start:
                self.notes.append(Lost(self._start, NO_START))
            start = next(iter(self.raws))
        if self._layouts:
            self.notes.append(Lost("position, size", LAYOUT))
        values: dict[str, int] = {}
        for raw in self._beginnings:
            for piece in read_body(raw.body, raw.line + 1, self._dialect):
                if isinstance(piece, Effect):
                    before = 0 if piece.is_absolute else values.get(piece.name, 0)
                    values[piece.name] = max(-1000, min(1000, before + piece.amount))
                elif isinstance(piece, Lost | Remark):
                    self.notes.append(piece)
        passages = {title: self._passage(raw) for title, raw in self.raws.items()}
        return Story(self._title or name, start, passages, values, tuple(self.notes))

    def _passage(self, raw: _Raw) -> Passage:
        pieces: list[Piece] = list(read_body(raw.body, raw.line + 1, self._dialect))
        stages = [tag.removeprefix(STAGE_TAG) for tag in raw.tags if tag.startswith(STAGE_TAG)]
        outcomes = [tag.removeprefix(OUTCOME_TAG) for tag in raw.tags if tag.startswith(OUTCOME_TAG)]
        stage = next((tag for tag in stages if tag in STAGES), "")
        outcome = next((tag for tag in outcomes if tag in OUTCOMES), "")
        known = {STAGE_TAG + stage, OUTCOME_TAG + outcome}
        if GOTO_TAG in raw.tags and len(links := [piece for piece in pieces if isinstance(piece, Link)]) == 1:
            pieces[pieces.index(links[0])] = Jump(links[0].target, links[0].line)
            known.add(GOTO_TAG)
        if others := [tag for tag in raw.tags if tag not in known]:
            pieces.append(Remark(clean_line(f"tags: {' '.join(others)}")))
        return Passage(raw.title, tuple(pieces), raw.line, outcome, stage)
