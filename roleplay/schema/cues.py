"""The model of a cue file: how techniques and traps sound in one language."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from roleplay.content.tree import ListNode, MapNode, Node
from roleplay.diagnostics import Span
from roleplay.schema.convert import converter, wrong_kind
from roleplay.schema.reading import BAD, Bad, Reading
from roleplay.schema.scenario import Format, Language
from roleplay.schema.shapes import Plain


class PhrasesFile(Struct, frozen=True):
    """Cues and words as they stand, one or a list."""

    phrases: tuple[str, ...]

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> PhrasesFile | Bad:
        """Read a text or a list of texts; spaces in them are folded."""
        items = node.items if isinstance(node, ListNode) else (node,)
        texts = [converter(Plain)(item, path, reading) for item in items]
        return BAD if BAD in texts else PhrasesFile(tuple(" ".join(text.split()) for text in texts))


class WordsFile(Struct, frozen=True):
    """Lists of words under free names, which may hold spaces."""

    lists: Mapping[str, tuple[str, ...]]

    @staticmethod
    def read(node: Node, path: str, reading: Reading) -> WordsFile | Bad:
        """Read a mapping of such lists."""
        if not isinstance(node, MapNode):
            return wrong_kind(node, "a mapping", reading)
        lists: dict[str, tuple[str, ...]] = {}
        for key, child in node.entries:
            phrases = PhrasesFile.read(child, path, reading)
            if not isinstance(phrases, Bad):
                lists[key.value] = phrases.phrases
        return WordsFile(lists)


_NONE = PhrasesFile(())


class SoundsFile(Struct, frozen=True, rename={"unless": "not"}):
    """How one label or sign sounds, with sentences that must and must not be heard as it."""

    span: Span
    any: PhrasesFile = _NONE
    unless: PhrasesFile = _NONE
    opens: PhrasesFile = _NONE
    asks: PhrasesFile = _NONE
    alone: PhrasesFile = _NONE
    yes: PhrasesFile = _NONE
    no: PhrasesFile = _NONE


class CueTableFile(Struct, frozen=True):
    """A whole cue file."""

    span: Span
    format: Format
    language: Language
    labels: Mapping[str, SoundsFile]
    signs: Mapping[str, SoundsFile] = {}
    words: WordsFile = WordsFile({})
    kinds: WordsFile = WordsFile({})
    spelling: WordsFile = WordsFile({})
