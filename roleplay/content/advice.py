"""Explains in an author's words why a text is not YAML, and what to write instead.

The parser tells where it lost its way and what it was doing. What the author did is read from the
lines around that place, by the rules below: the first that knows answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from roleplay.content import faults
from roleplay.content.build import CUT
from roleplay.content.events import NotYaml, Place, quote_closing_at
from roleplay.content.faults import excerpt
from roleplay.content.source import LINE_END
from roleplay.diagnostics import Diagnostic, Span

_LINE: Final = re.compile(r"""(?P<head>[ \t]*(?:-[ \t]+)*(?:[^\s"'\[{#-][^:#]*:[ \t]+)?)(?P<value>.*)""")
"""A line of names: its dashes and name, and the value that follows."""

_GLUED: Final = re.compile(r"([ \t]*(?:-[ \t]+)*[A-Za-z_][\w-]*:)(\S.*)")
"""A name whose colon has no space after it."""

_CLOSED: Final = {"'": re.compile(r"'(?:[^']|'')*+'"), '"': re.compile(r'"(?:[^"\\]|\\.)*+"')}
_CONFLICT: Final = re.compile(r"<{7}|={7}|>{7}")
_LOOKED_AT_WHOLE: Final = ("an alias", "an anchor", "a tag", "a block scalar", "parsing a node")
_MARKS: Final = ("*", "&", "!")
_STOPPED_BY_A_SIGN: Final = ("cannot start", "node content", "mapping keys are not allowed")
_SIGNS: Final = frozenset("@`%*&!,]}?")
_VALUE_SHOWN: Final = 70


class _Scene(NamedTuple):
    """The place where the parser lost its way, and what it knew."""

    name: str
    text: str
    lines: list[str]
    problem: str
    at: Place
    context: str
    since: Place

    def span(self, at: Place) -> Span:
        return Span(self.name, at.line + 1, at.column + 1)

    @property
    def line(self) -> str:
        return self.lines[self.at.line]

    @property
    def begin(self) -> Place:
        """Where what cannot be understood begins: a mark is looked at to its end before it is refused."""
        return self.since if self.context.endswith(_LOOKED_AT_WHOLE) else self.at

    @property
    def character(self) -> str:
        return self.line[self.at.column : self.at.column + 1]

    @property
    def above(self) -> int:
        """The number of the last line above that says something; that of the line itself, if none does."""
        for number in range(self.at.line - 1, -1, -1):
            if self.lines[number].strip() and not self.lines[number].lstrip().startswith("#"):
                return number
        return self.at.line


_Rule = Callable[[_Scene], Diagnostic | None]


def explain(problem: NotYaml, text: str, name: str) -> Diagnostic:
    """Return why `text` cannot be read, as a fault in the file called `name`."""
    lines = LINE_END.split(text)
    at, since = _within(problem.at, lines), _within(problem.since or problem.at, lines)
    scene = _Scene(name, text, lines, problem.problem, at, problem.context, since)
    for rule in _RULES:
        if diagnostic := rule(scene):
            return diagnostic
    return faults.NOT_UNDERSTOOD.at(scene.span(at), problem=scene.problem)


def _conflict(scene: _Scene) -> Diagnostic | None:
    for number in (scene.since.line, scene.above, scene.at.line):
        if _CONFLICT.match(scene.lines[number]):
            return faults.CONFLICT.at(scene.span(Place(number, 0)))
    return None


def _quoted_scalar(scene: _Scene) -> Diagnostic | None:
    if not scene.context.endswith(("quoted scalar", "double-quoted scalar")):
        return None
    if "unexpected" in scene.problem:
        sign = scene.lines[scene.since.line][scene.since.column : scene.since.column + 1]
        return faults.QUOTE_OPEN.at(scene.span(scene.since), sign=sign)
    return faults.BAD_ESCAPE.at(scene.span(scene.at))


def _tab(scene: _Scene) -> Diagnostic | None:
    if scene.character == "\t" or "tab character" in scene.problem:
        return faults.TAB.at(scene.span(scene.at))
    return None


def _first_mark(scene: _Scene) -> Diagnostic | None:
    at, line = scene.begin, scene.lines[scene.begin.line]
    head, value = _divided(line)
    if not value.startswith(_MARKS) or at.column < len(head) or "flow" in scene.context:
        return None
    fix = _in_quotes(line, len(head))
    return faults.FIRST_SIGN.at(scene.span(Place(at.line, len(head))), sign=value[0], fix=fix)


def _first_sign(scene: _Scene) -> Diagnostic | None:
    stopped = any(words in scene.problem for words in _STOPPED_BY_A_SIGN)
    if not stopped and not scene.context.endswith(_LOOKED_AT_WHOLE):
        return None
    at, line = scene.begin, scene.lines[scene.begin.line]
    sign = line[at.column : at.column + 1]
    if sign not in _SIGNS:
        return None
    return faults.FIRST_SIGN.at(scene.span(at), sign=sign, fix=_in_quotes(line, at.column))


def _block_text(scene: _Scene) -> Diagnostic | None:
    if scene.context != "while scanning a block scalar":
        return None
    line, column = scene.lines[scene.since.line], scene.since.column
    fix = _in_quotes(line, column)
    return faults.TEXT_AFTER_BLOCK.at(scene.span(scene.since), sign=line[column : column + 1], fix=fix)


def _list_on_line(scene: _Scene) -> Diagnostic | None:
    if "sequence entries are not allowed" not in scene.problem:
        return None
    return faults.LIST_ON_LINE.at(scene.span(scene.at), fix=_in_quotes(scene.line, scene.at.column))


def _cut_off(scene: _Scene) -> Diagnostic | None:
    first = scene.since.line if "flow" in scene.context else scene.above
    for number in range(first, scene.at.line + 1):
        cut = CUT.search(scene.lines[number])
        if cut and (number, cut.start()) < scene.at and not _is_quoted(scene.lines[number]):
            return faults.CUT_OFF.at(scene.span(Place(number, cut.start() + 1)))
    return None


def _text_after_quote(scene: _Scene) -> Diagnostic | None:
    at, line = scene.begin, scene.lines[scene.begin.line]
    before = line[: at.column].rstrip()
    sign = before[-1:]
    if sign not in _CLOSED or line[at.column : at.column + 1] in ("", ":"):
        return None
    head, value = _divided(line)
    closed = _CLOSED[sign].match(value)
    if closed and len(head) + closed.end() == len(before):
        rest = value[closed.end() :]
        span = scene.span(Place(at.line, len(head)))
        return faults.TEXT_AFTER_QUOTE.at(span, rest=rest.strip(), fix=_in_quotes(line, len(head)))
    opened = quote_closing_at(scene.text, Place(at.line, len(before)))
    if opened is None or opened.line == at.line:
        return None
    escaped = "''" if sign == "'" else '\\"'
    return faults.QUOTE_RUNS_ON.at(scene.span(opened), sign=sign, line=at.line + 1, escaped=escaped)


def _no_name(scene: _Scene) -> Diagnostic | None:
    if scene.character != ":" or scene.line[: scene.at.column].strip(" -"):
        return None
    return faults.NO_NAME.at(scene.span(scene.at))


def _bracket_too_many(scene: _Scene) -> Diagnostic | None:
    if "block" not in scene.context or not re.fullmatch(r"[\]}]+\s*(?:#.*)?", scene.line[scene.at.column :]):
        return None
    return faults.BRACKET_TOO_MANY.at(scene.span(scene.at), sign=scene.character)


def _text_after_bracket(scene: _Scene) -> Diagnostic | None:
    head, value = _divided(scene.line)
    if not value.startswith(("[", "{")) or "block" not in scene.context:
        return None
    if scene.at.column <= len(head):
        return None
    span = scene.span(Place(scene.at.line, len(head)))
    return faults.FIRST_SIGN.at(span, sign=value[0], fix=_in_quotes(scene.line, len(head)))


def _colon_in_text(scene: _Scene) -> Diagnostic | None:
    if scene.character != ":":
        return None
    head, _ = _divided(scene.line)
    inside = scene.line[: scene.at.column]
    if "flow" in scene.context:
        start = max(inside.rfind(sign) for sign in (": ", "{", "[", ", ")) + 1
        start += len(inside[start:]) - len(inside[start:].lstrip())
    else:
        start = len(head)
    if start == 0 or start >= scene.at.column or not inside[:start].strip(" -\t"):
        return None
    return faults.COLON_IN_TEXT.at(scene.span(Place(scene.at.line, start)), fix=_in_quotes(scene.line, start))


def _bracket_open(scene: _Scene) -> Diagnostic | None:
    if "parsing a flow" not in scene.context:
        return None
    sign = scene.lines[scene.since.line][scene.since.column : scene.since.column + 1]
    if sign not in ("[", "{"):
        return faults.BRACKET_OPEN_AT_END.at(scene.span(scene.at))
    return faults.BRACKET_OPEN.at(scene.span(scene.since), sign=sign, close="]" if sign == "[" else "}")


def _no_colon(scene: _Scene) -> Diagnostic | None:
    if "could not find expected ':'" in scene.problem:
        number = scene.since.line
    elif "mapping values are not allowed" in scene.problem:
        number = scene.above
    else:
        return None
    line = scene.lines[number]
    span = scene.span(Place(number, _indent(line)))
    glued = _GLUED.fullmatch(line)
    if glued:
        return faults.SPACE_AFTER_COLON.at(span, fix=f"{glued[1]} {excerpt(glued[2], _VALUE_SHOWN)}")
    if ": " in line or line.rstrip().endswith(":"):
        return None
    return faults.NO_COLON.at(span, line=line)


def _set_in_too_far(scene: _Scene) -> Diagnostic | None:
    indent, due = _indent(scene.line), _name_column(scene.lines[scene.above])
    if "mapping values are not allowed" not in scene.problem or scene.above == scene.at.line or indent <= due:
        return None
    span = scene.span(Place(scene.at.line, indent))
    return faults.SET_IN_TOO_FAR.at(span, above=scene.above + 1, column=due + 1)


def _out_of_line(scene: _Scene) -> Diagnostic | None:
    if "parsing a block" not in scene.context or scene.line[: scene.at.column].strip():
        return None
    at = scene.since if _is_alone(scene) else scene.at
    span = scene.span(at)
    if scene.at.column != scene.since.column:
        return faults.OUT_OF_LINE.at(span, column=span.column)
    if "collection" in scene.context:
        return faults.NAME_AMONG_ITEMS.at(span)
    return faults.DASH_AMONG_NAMES.at(span) if scene.character == "-" else None


def _is_alone(scene: _Scene) -> bool:
    """Return True when the line that began the block is the one out of line: two that follow agree."""
    columns = [
        _indent(line)
        for line in scene.lines[scene.since.line :]
        if line.strip() and not line.lstrip().startswith("#")
    ]
    first, wanted = scene.since.column, scene.at.column
    end = next((place for place, column in enumerate(columns) if column < first), len(columns))
    return first < wanted and columns[:end].count(first) == 1 < columns[:end].count(wanted)


_RULES: Final[tuple[_Rule, ...]] = (
    _conflict,
    _quoted_scalar,
    _tab,
    _text_after_quote,
    _first_mark,
    _block_text,
    _list_on_line,
    _first_sign,
    _no_name,
    _bracket_too_many,
    _text_after_bracket,
    _cut_off,
    _colon_in_text,
    _bracket_open,
    _no_colon,
    _set_in_too_far,
    _out_of_line,
)


def _within(at: Place, lines: list[str]) -> Place:
    """Return the place, or the end of the text where libyaml names the line after the last."""
    return at if at.line < len(lines) else Place(len(lines) - 1, len(lines[-1]))


def _divided(line: str) -> tuple[str, str]:
    match = _LINE.match(line)
    assert match is not None
    return match["head"], match["value"]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _name_column(line: str) -> int:
    """Return the column, from 0, of the name in a line, behind its dashes."""
    return len(line) - len(line.lstrip(" \t-"))


def _is_quoted(line: str) -> bool:
    return _divided(line)[1].startswith(("'", '"'))


def _in_quotes(line: str, column: int) -> str:
    """Return the line with the text from `column` on in quotes; the text alone within a flow list."""
    head, value = line[:column], line[column:].rstrip()
    if re.search(r"[\[{,]", head):
        head, value = "", re.split(r"[,\]}](?:\s|$)|[\]}]", value, maxsplit=1)[0].rstrip() or value[:1]
    return head.lstrip() + _quote(excerpt(_without_outer_quotes(value), _VALUE_SHOWN))


def _without_outer_quotes(value: str) -> str:
    """Return `'It's late'` without its outer quotes, and `'one' and 'two'` as it is."""
    sign = value[:1]
    if len(value) < 2 or sign not in _CLOSED or not value.endswith(sign):
        return value
    closed = _CLOSED[sign].match(value)
    if closed and value[closed.end() : closed.end() + 1].isspace():
        return value
    return value[1:-1].replace("''", "'") if sign == "'" else value[1:-1].replace('\\"', '"')


def _quote(text: str) -> str:
    if '"' not in text:
        return '"' + text.replace("\\", "\\\\") + '"'
    return "'" + text.replace("'", "''") + "'"
