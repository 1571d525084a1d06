"""A text as the cues see it: plain words in clauses and sentences, each with its place in the original."""

from typing import NamedTuple

from msgspec import Struct


class Token(NamedTuple):
    """One word in its plain spelling."""

    word: str
    start: int
    """First character in the original text."""
    end: int
    """One past the last character in the original text."""
    clause: int
    """Number of its clause in the text, from 0."""
    is_quoted: bool
    """True between quotation marks."""


class Sentence(NamedTuple):
    """A run of tokens up to a mark that ends it."""

    first: int
    """Its first token."""
    last: int
    """One past its last token."""
    has_mark: bool
    """True when it ends in a question mark."""


class Reading(Struct, frozen=True):
    """A text taken apart."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]

    def words(self, first: int, last: int) -> list[str]:
        """Return the plain words of the tokens from `first` up to `last`."""
        return [token.word for token in self.tokens[first:last]]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where the tokens from `first` up to `last` stand in the original text."""
        return self.tokens[first].start, self.tokens[last - 1].end
