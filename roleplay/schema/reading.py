"""What one reading of a file gathers: its mistakes, its texts, and the translation it is read in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from roleplay.content.faults import excerpt
from roleplay.diagnostics import Diagnostic, Fix, Severity, Span
from roleplay.i18n import _

MESSAGE: Final = 240
"""The most characters of a message: it may quote a value of any length."""


_SURE: Final = 0.8
"""Likeness, 0 to 1, from which a word is taken for a misspelling of another without asking."""

_APART: Final = 0.1
"""How much less alike the next word must be."""


class Name(NamedTuple):
    """A name in a file and its place, so that a name that leads nowhere can be shown."""

    value: str
    span: Span


class SourceText(NamedTuple):
    """A text that people read, and its path in the file."""

    path: str
    text: str
    span: Span
    shown: str
    """What it is in the language of the reading: `text` itself where that is its own, or it has no other."""


class Translated(NamedTuple):
    """What a translation says for one text."""

    source: str
    """The text that it is a translation of."""
    text: str
    """Empty where there is none yet."""
    line: int = 1
    """Where it stands in its file, from 1."""
    is_unsure: bool = False
    """Somebody has to look it over first: fuzzy."""


class Translation(NamedTuple):
    """The translation of one file, by the path of each text."""

    language: str
    texts: Mapping[str, Translated]

    def of(self, path: str, text: str) -> str:
        """Return the translation of a text, empty where there is none that can be used."""
        found = self.texts.get(path)
        return found.text if found and found.source == text and not found.is_unsure else ""


class Bad:
    """Stands for a value that could not be read; the reason has been reported."""


BAD: Final = Bad()


class Reading:
    """The mistakes and texts found while one file is read."""

    def __init__(self, translation: Translation | None = None) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.texts: list[SourceText] = []
        self.is_draft = False
        """True when something that a file must have at its top is lost."""
        self._translation = translation

    def report(self, code: str, span: Span, message: str, hint: str = "", fix: Fix | None = None) -> Bad:
        """Note an error and return the value that stands for it."""
        self.diagnostics.append(Diagnostic(span, code, Severity.ERROR, excerpt(message, MESSAGE), hint, fix))
        return BAD

    def text(self, path: str, text: str, span: Span) -> str:
        """Note a text for translators and return it in the language of this reading."""
        shown = (self._translation and self._translation.of(path, text)) or text
        self.texts.append(SourceText(path, text, span, shown))
        return shown


def closest(word: str, words: Sequence[str]) -> str:
    """Return the one of `words` that was probably meant by `word`, or nothing."""
    import difflib  # 4 ms, and only mistakes need it

    return next(iter(difflib.get_close_matches(word, words, n=1, cutoff=0.6)), "")


def misspelt(word: str, known: Iterable[str]) -> Fix | None:
    """Return the change that makes `word` the one known word it can only have been meant to be, if any."""
    import difflib

    close = difflib.get_close_matches(word, sorted(known), n=2, cutoff=_SURE)
    likeness = [difflib.SequenceMatcher(None, word, other).ratio() for other in close]
    if not close or (len(close) > 1 and likeness[0] - likeness[1] < _APART):
        return None
    return Fix(word, close[0])


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the known word nearest to `word`, or lists the known ones."""
    words = sorted(known)
    if close := closest(word, words):
        return _("Did you mean '{word}'?").format(word=close)
    if not words:
        return ""
    listed = ", ".join(words[:40])
    return _("Known here: {words}").format(words=listed)
