"""Conditions and assignments in the simple forms of Harlowe and SugarCube."""

import re
from typing import Final

from roleplay.authoring.exchange.story import Effect
from roleplay.authoring.exchange.terms import MIRRORED, Compare, Term, Visited, both, either, negated

LIMIT: Final = 1000
"""The largest whole number that a variable of a scenario may hold."""

_LONGEST: Final = 1000
"""Characters of an expression; whatever is longer is no simple one."""

_DEEPEST: Final = 8

_TOKEN: Final = re.compile(
    r"""\s*(?:(?P<variable>\$[A-Za-z_]\w*)|(?P<number>\d+(?![\w.]))|(?P<text>"[^"]*"|'[^']*')"""
    r"""|(?P<sign>===|!==|==|!=|<=|>=|&&|\|\||[<>!()-])|(?P<word>[A-Za-z]\w*))"""
)
_SIGNS: Final = {
    **{sign: sign for sign in ("<", "<=", ">", ">=", "==", "!=")},
    "===": "==",
    "!==": "!=",
    "is": "==",
    "isnot": "!=",
    "eq": "==",
    "neq": "!=",
    "lt": "<",
    "lte": "<=",
    "gt": ">",
    "gte": ">=",
}
_VISITS: Final = ("visited", "hasvisited")
_ASSIGNMENT: Final = re.compile(
    r"\s*\$(?P<name>[A-Za-z_]\w*)\s*(?:(?P<step>\+\+|--)|(?P<sign>\+=|-=|=|to\b)\s*(?P<value>.+?))\s*\Z"
)
_SUM: Final = re.compile(r"(?:it|\$(?P<name>[A-Za-z_]\w*))\s*(?P<sign>[+-])\s*(?P<number>\d{1,3})\Z")
_INTO: Final = re.compile(r"\s*(?P<value>\S+)\s+into\s+(?P<target>\$[A-Za-z_]\w*)\s*\Z")
_TRUTHS: Final = {"true": 1, "false": 0}


class _TooHard(Exception):
    """The expression is not of the simple forms. Never leaves this module."""


def condition(text: str) -> Term | None:
    """Return the condition, or None when it is not about whole numbers, true and false, and visits."""
    try:
        return _Reader(_tokens(text)).whole()
    except _TooHard:
        return None


def assignments(text: str) -> list[tuple[str, Effect | None]]:
    """Return every assignment in the text, as it stands there and as an effect, None where it is none."""
    return [(part.strip(), _assignment(part)) for part in re.split("[;,]", text) if part.strip()]


def _assignment(text: str) -> Effect | None:
    if into := _INTO.match(text):
        text = f"{into['target']} to {into['value']}"
    match = _ASSIGNMENT.match(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    name = match["name"]
    if match["step"]:
        return Effect(name, 1 if match["step"] == "++" else -1, is_absolute=False)
    value = match["value"]
    if match["sign"] in ("+=", "-="):
        is_small = re.fullmatch(r"\d{1,3}", value, re.ASCII)
        return Effect(name, int(match["sign"][0] + value), is_absolute=False) if is_small else None
    if (added := _SUM.match(value)) and added["name"] in (None, name):
        return Effect(name, int(added["sign"] + added["number"]), is_absolute=False)
    if value in _TRUTHS:
        return Effect(name, _TRUTHS[value], is_absolute=True)
    if re.fullmatch(r"\d{1,4}", value, re.ASCII) and int(value) <= LIMIT:
        return Effect(name, int(value), is_absolute=True)
    return None


def _tokens(text: str) -> list[tuple[str, str]]:
    if len(text) > _LONGEST:
        raise _TooHard
    text, place = text.strip(), 0
    tokens: list[tuple[str, str]] = []
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise _TooHard
        tokens.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return tokens


class _Reader:
    """Reads one condition from its tokens."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0

    def whole(self) -> Term:
        term = self._some()
        if self._place < len(self._tokens):
            raise _TooHard
        return term

    def _some(self) -> Term:
        term = self._every()
        while self._take("or", "||"):
            term = either(term, self._every())
        return term

    def _every(self) -> Term:
        term = self._single()
        while self._take("and", "&&"):
            term = both(term, self._single())
        return term

    def _single(self) -> Term:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooHard
        if self._take("not", "!"):
            term = negated(self._single())
        elif self._take("("):
            term = self._some()
            self._need(")")
        else:
            term = self._comparison()
        self._depth -= 1
        return term

    def _comparison(self) -> Term:
        left = self._operand()
        if isinstance(left, Visited):
            return left
        sign = self._sign()
        if sign is None:
            if isinstance(left, int):
                raise _TooHard
            return Compare(left, "!=", 0)
        right = self._operand()
        if isinstance(left, str) and isinstance(right, int):
            return Compare(left, sign, right)
        if isinstance(left, int) and isinstance(right, str):
            return Compare(right, MIRRORED[sign], left)
        raise _TooHard

    def _operand(self) -> str | int | Visited:
        is_negative = self._take("-")
        kind, value = self._next()
        if kind == "number" and len(value) <= 4 and int(value) <= LIMIT:
            return -int(value) if is_negative else int(value)
        if is_negative:
            raise _TooHard
        if kind == "variable":
            return value[1:]
        if kind == "word" and value in _TRUTHS:
            return _TRUTHS[value]
        if kind == "word" and value.lower() in _VISITS:
            self._need("(")
            kind, name = self._next()
            self._need(")")
            if kind == "text":
                return Visited(name[1:-1])
        raise _TooHard

    def _sign(self) -> str | None:
        _kind, value = self._tokens[self._place] if self._place < len(self._tokens) else ("", "")
        sign = _SIGNS.get(value)
        if sign is not None:
            self._place += 1
            if value == "is" and self._take("not"):
                return "!="
        return sign

    def _take(self, *values: str) -> bool:
        if self._place < len(self._tokens) and self._tokens[self._place][1] in values:
            self._place += 1
            return True
        return False

    def _need(self, value: str) -> None:
        if not self._take(value):
            raise _TooHard

    def _next(self) -> tuple[str, str]:
        if self._place >= len(self._tokens):
            raise _TooHard
        self._place += 1
        return self._tokens[self._place - 1]
