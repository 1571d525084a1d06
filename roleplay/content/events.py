"""YAML as a stream of events, from libyaml where PyYAML has it and from its slower twin in Python where not.

Events and not nodes: composing recurses in C and crashes the interpreter at some 30,000 nested brackets,
while a stream can be left at any depth, and scalars in it are the text that the author typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml import Event, MarkedYAMLError, ScalarEvent, Token, YAMLError


class Place(NamedTuple):
    """A place in the text; line and column count from 0, as YAML's own marks do."""

    line: int
    column: int


class NotYaml(Exception):
    """The parser cannot go on. Never leaves this room."""

    def __init__(self, problem: str, at: Place, context: str = "", since: Place | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        """What is wrong, in the parser's words."""
        self.at = at
        self.context = context
        """What the parser was doing, or nothing."""
        self.since = since
        """Where it began to do that."""


def events(text: str) -> Iterator[Event]:
    """Yield the events of `text`, which holds no character that cannot be seen. Raises `NotYaml`."""
    parser = _parser(text)
    try:
        yield from iter(parser.get_event, None)
    except MarkedYAMLError as error:
        at = _place(error.problem_mark or error.context_mark)
        since = _place(error.context_mark) if error.context_mark else None
        raise NotYaml(error.problem or "", at, error.context or "", since) from error
    except (YAMLError, ValueError, OverflowError) as error:
        # Both parsers let bare errors out: of UTF-8 that is spelt wrongly in a tag (libyaml), of an
        # escape beyond Unicode (Python). Neither says where.
        raise NotYaml(type(error).__name__, Place(0, 0)) from error


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of `text`, which has been read without an error, each with its places.

    Between two of them stand blanks, line ends and comments, and nothing else. Raises `NotYaml` where what
    follows the content cannot be divided into tokens.
    """
    parser: Any = _parser(text)
    try:
        while parser.check_token():
            yield parser.get_token()
    except MarkedYAMLError as error:
        raise NotYaml(error.problem or "", _place(error.problem_mark or error.context_mark)) from error


def quote_closing_at(text: str, end: Place) -> Place | None:
    """Return where the quoted text opened that closes right before `end`, in a text that may not be YAML."""
    try:
        for event in events(text):
            if isinstance(event, ScalarEvent) and event.style in ("'", '"') and _place(event.end_mark) == end:
                return _place(event.start_mark)
    except NotYaml:
        return None
    return None


def _parser(text: str) -> yaml.CSafeLoader | yaml.SafeLoader:
    # The loaders are used as parsers alone: they compose and construct nothing here.
    return yaml.CSafeLoader(text) if yaml.__with_libyaml__ else yaml.SafeLoader(text)


def _place(mark: Any) -> Place:
    return Place(mark.line, mark.column)
