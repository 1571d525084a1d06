"""Reads the text of a Twine passage: words, links, and the simplest macros of Harlowe and SugarCube."""

import html
import re
from bisect import bisect_right
from typing import Final, Literal

from roleplay.authoring.exchange.expressions import assignments, condition
from roleplay.authoring.exchange.story import (
    CODE,
    IMAGE,
    MACRO,
    MARKUP,
    TEXT_OF_VARIABLE,
    TOO_DEEP,
    UNCLOSED,
    Lost,
    Piece,
    Remark,
    Said,
)
from roleplay.authoring.exchange.twee_frames import Frame, Frames
from roleplay.authoring.exchange.twee_links import link, link_in_quotes, quoted
from roleplay.cleaning import clean_line

Dialect = Literal["", "harlowe", "sugarcube", "other"]
"""Whose macros a story uses; empty where it does not say."""

_TOKEN: Final = re.compile(
    r"<!--|/\*|/%|<%|<<|\[\[|\[img\[|\([A-Za-z][\w-]*:|\|[\w-]*>\[|</?[A-Za-z]|\$[A-Za-z_]|\]|\\\n"
)
_CLOSERS: Final = {"<!--": "-->", "/*": "*/", "/%": "%/", "<%": "%>", "[[": "]]", "[img[": "]]", "<<": ">>"}
_TAG: Final = re.compile(r"<(/?)([A-Za-z][\w-]*)[^<>]*>")
_VARIABLE: Final = re.compile(r"\$([A-Za-z_]\w*)")
_MARKUP: Final = re.compile(r"(?<!:)(//|''|\*\*|__|~~|\^\^)(?=\S)([^\n]{1,200}?)(?<=\S)\1")
_MACRO: Final = re.compile(r"(/?[A-Za-z=-][\w-]*)\s*(.*)\Z", re.DOTALL)
_HARLOWE: Final = frozenset(
    """
    alert align append background box click click-append click-replace cond confirm count current-date
    current-time cycling-link display dropdown either else else-if elseif enchant event font for forget-undos
    go-to goto hide history hook if link link-goto link-repeat link-replace link-reveal link-reveal-goto live
    load-game mouseover mouseout num prepend print prompt put random replace save-game saved-games set show
    stop str text text-color text-colour text-rotate text-size text-style transition transition-arrive
    transition-depart undo unless visits
    """.split()
)
"""Names by which a macro is known where the story does not say that it is of Harlowe."""

_NAMED: Final = re.compile(r"<[\w-]+\|")
"""The name of a hook, after it."""

_BREAKS: Final = frozenset(("br", "p", "div", "hr", "li"))
_RAW: Final = frozenset(("script", "style"))


def read_body(text: str, line: int, dialect: Dialect) -> tuple[Piece, ...]:
    """Return the pieces of a passage whose text begins at `line`. Linear in its length."""
    return _Body(text, line, dialect).read()


class _Body:
    """Reads one passage from left to right."""

    def __init__(self, text: str, line: int, dialect: Dialect) -> None:
        self._text = text
        self._dialect = dialect
        self._first_line = line
        self._line_ends = [match.start() for match in re.finditer("\n", text)]
        self._ends = {**_pairs(text, "(", ")"), **_pairs(text, "[", "]")}
        self._never: set[str] = set()
        self._frames = Frames()
        self._place = 0

    def read(self) -> tuple[Piece, ...]:
        while match := _TOKEN.search(self._text, self._place):
            self._say(match.start())
            self._place = match.start()
            self._take(match[0], match.end())
        self._say(len(self._text))
        for opened in self._frames.close_all():
            self._add(Lost(clean_line(opened), UNCLOSED, self._line(len(self._text))))
        return self._frames.pieces()

    def _take(self, sign: str, end: int) -> None:
        if sign == "]":
            self._close_bracket()
        elif sign[0] == "(":
            self._take_harlowe(sign[1:-1].lower(), end)
        elif sign[0] == "$":
            self._take_variable()
        elif sign[0] == "|":
            self._lose(sign[:-1], MARKUP)
            self._open(Frame("plain", sign), end - 1)
        elif sign == "\\\n":
            self._place = end
        elif sign in _CLOSERS:
            self._take_closed(sign, end)
        else:
            self._take_tag()

    def _take_closed(self, sign: str, end: int) -> None:
        close = self._find(_CLOSERS[sign], end)
        if sign == "<<" and close >= 0:
            close = self._end_of_macro(end, close)
        if close < 0:
            self._plain(end)
            return
        inner = self._text[end:close]
        after = close + len(_CLOSERS[sign])
        line = self._line(self._place)
        self._place = after
        if sign == "<<":
            self._take_sugarcube(inner, line)
        elif sign == "[[":
            self._frames.add(*link(inner, line))
        elif sign == "[img[":
            self._frames.add(Lost(clean_line(f"[img[{inner}]]"), IMAGE, line))
            if "][" in inner:
                self._frames.add(*link(f"…|{inner.split('][')[1]}", line))
        elif sign == "<%":
            self._frames.add(Lost(clean_line(f"<%{inner}%>"), CODE, line))
        elif remark := clean_line(inner):
            self._frames.add(Remark(remark))

    def _end_of_macro(self, start: int, close: int) -> int:
        """Return where a macro of SugarCube ends: not within quotes."""
        for _time in range(3):
            if self._text.count('"', start, close) % 2 == 0:
                return close
            further = self._find(">>", close + 2)
            if further < 0 or "\n" in self._text[close:further]:
                return close
            close = further
        return close

    def _take_sugarcube(self, inner: str, line: int) -> None:
        match = _MACRO.match(inner.strip())
        name, rest = (match[1], match[2]) if match else ("", "")
        shown = clean_line(f"<<{inner}>>")
        match name:
            case "if":
                self._frames.open_if(condition(rest), shown, line)
            case "elseif" | "else":
                is_last = name == "else" and not rest.startswith("if")
                when = None if is_last else condition(rest.removeprefix("if"))
                self._frames.next_case(when, shown, line, is_last=is_last)
            case "/if" | "/link" | "/button":
                if not self._frames.close(name[1:]):
                    self._frames.add(Lost(shown, UNCLOSED, line))
            case "link" | "button":
                self._frames.open_link(name, link_in_quotes(rest, line), shown, line)
            case "set":
                self._assign(rest, shown, line)
            case "goto":
                self._jump(rest, shown, line)
            case "script":
                self._skip(shown, "<</script>>")
            case "print" | "=" | "-" if variable := _VARIABLE.fullmatch(rest):
                self._frames.add(Lost(shown, TEXT_OF_VARIABLE, line), Said(f"({variable[1]})"))
            case _:
                self._frames.add(Lost(shown, MACRO, line))

    def _take_harlowe(self, name: str, end: int) -> None:
        close = self._ends.get(self._place)
        if close is None or self._dialect == "sugarcube" or not self._is_macro(name):
            self._plain(end)
            return
        rest = self._text[end:close].strip()
        shown = clean_line(self._text[self._place : close + 1])
        line = self._line(self._place)
        hook = self._hook(close + 1)
        self._place = close + 1
        plain = name.replace("-", "")
        if hook is not None and plain in ("if", "unless", "elseif", "else"):
            self._open(
                self._frames.case(plain, None if plain == "else" else condition(rest), shown, line), hook
            )
        elif hook is not None and plain in ("link", "linkrepeat", "linkreveal", "linkreplace"):
            self._open(Frame("link", shown, link=link_in_quotes(rest, line)), hook)
        elif plain in ("set", "put"):
            self._assign(rest, shown, line)
        elif plain == "goto":
            self._jump(rest, shown, line)
        elif plain == "linkgoto":
            self._frames.add(link_in_quotes(rest, line) or Lost(shown, MACRO, line))
        elif plain == "print" and (variable := _VARIABLE.fullmatch(rest)):
            self._frames.add(Lost(shown, TEXT_OF_VARIABLE, line), Said(f"({variable[1]})"))
        else:
            self._frames.add(Lost(shown, MACRO, line))
            if hook is not None:
                self._open(Frame("plain", shown), hook)

    def _is_macro(self, name: str) -> bool:
        return self._dialect == "harlowe" or name in _HARLOWE

    def _hook(self, place: int) -> int | None:
        """Return where the hook of a macro that ended before `place` opens, or None when it has none."""
        while place < len(self._text) and self._text[place].isspace():
            place += 1
        if self._text.startswith("[", place) and place in self._ends:
            is_link = (
                self._text.startswith("[[", place) and self._ends[place] == self._ends.get(place + 1, -9) + 1
            )
            after = self._text.find("[", place + 2) if is_link else -1
            # `[[[text->passage]]]` is a hook around a link, `[[text->passage]]` a link.
            return None if is_link and after != place + 2 else place
        return None

    def _open(self, frame: Frame, hook: int) -> None:
        """Go into the hook that opens at `hook`."""
        self._place = hook + 1
        if hook not in self._ends:
            return
        frame.end = self._ends[hook]
        if not self._frames.push(frame):
            self._lose(frame.shown, TOO_DEEP)

    def _close_bracket(self) -> None:
        if not self._frames.close_at(self._place):
            self._frames.add(Said("]"))
        self._place += 1
        if named := _NAMED.match(self._text, self._place):
            self._lose(named[0], MARKUP)
            self._place = named.end()

    def _assign(self, rest: str, shown: str, line: int) -> None:
        for written, effect in assignments(rest):
            self._frames.assign(effect, written or shown, line)

    def _jump(self, rest: str, shown: str, line: int) -> None:
        self._frames.jump(quoted(rest), shown, line)

    def _take_variable(self) -> None:
        match = _VARIABLE.match(self._text, self._place)
        assert match is not None
        self._lose(match[0], TEXT_OF_VARIABLE)
        self._frames.add(Said(f"({match[1]})"))
        self._place = match.end()

    def _take_tag(self) -> None:
        match = _TAG.match(self._text, self._place)
        if match is None:
            self._plain(self._place + 1)
            return
        name = match[2].lower()
        self._place = match.end()
        if name in _RAW and not match[1]:
            self._skip(clean_line(match[0]), f"</{name}>")
        elif name in _BREAKS:
            self._frames.add(Said("\n"))
        else:
            self._lose(clean_line(match[0]), IMAGE if name == "img" else MARKUP)

    def _skip(self, shown: str, closer: str) -> None:
        """Leave out everything to a closing tag."""
        end = self._find(closer, self._place)
        self._lose(shown, UNCLOSED if end < 0 else CODE)
        self._place = self._place if end < 0 else end + len(closer)

    def _find(self, closer: str, start: int) -> int:
        """Return where `closer` stands, -1 when nowhere; looked for in vain but once."""
        if closer in self._never:
            return -1
        place = self._text.find(closer, start)
        if place < 0:
            self._never.add(closer)
        return place

    def _plain(self, end: int) -> None:
        self._frames.add(Said(self._text[self._place : end]))
        self._place = end

    def _say(self, end: int) -> None:
        """Take the text before `end` as words."""
        if end <= self._place:
            return
        text = self._text[self._place : end]
        if self._dialect == "harlowe":
            text = re.sub(r"\{(?![a-z0-9][a-z0-9_-]*\})|(?<![a-z0-9_-])\}", "", text)
        for _time in range(3):
            for marked in _MARKUP.finditer(text):
                self._lose(clean_line(marked[0]), MARKUP)
            text, count = _MARKUP.subn(r"\2", text)
            if not count:
                break
        self._frames.add(Said(html.unescape(text)))

    def _lose(self, what: str, reason: str) -> None:
        self._add(Lost(what, reason, self._line(self._place)))

    def _add(self, piece: Piece) -> None:
        self._frames.add(piece)

    def _line(self, place: int) -> int:
        return self._first_line + bisect_right(self._line_ends, place - 1)


def _pairs(text: str, opener: str, closer: str) -> dict[int, int]:
    """Return where each bracket that is closed closes."""
    opened: list[int] = []
    ends: dict[int, int] = {}
    for match in re.finditer(f"[{re.escape(opener)}{re.escape(closer)}]", text):
        if match[0] == opener:
            opened.append(match.start())
        elif opened:
            ends[opened.pop()] = match.start()
    return ends
