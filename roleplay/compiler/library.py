"""Every file of the content folders, each read once and when it is first needed."""

from collections.abc import Container, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from msgspec import Struct

from roleplay.compiler.catalogue import (
    PLACEHOLDER,
    check_placeholders,
    check_translation,
    read_catalogue,
)
from roleplay.compiler.report import Report
from roleplay.content.find import ContentRef, Kind, find, translation_path, translations
from roleplay.content.read import read
from roleplay.content.tree import Document, MapNode, TextNode
from roleplay.diagnostics import Diagnostic
from roleplay.i18n import LANGUAGES, _
from roleplay.schema.parse import FILE_MODELS, parse
from roleplay.schema.reading import SourceText, nearest

TRANSLATED: Final[tuple[Kind, ...]] = ("scenario", "persona", "type", "rubric")
"""The kinds of file that have translations beside them."""

PERSON_WORDS: Final = ("name", "address", "call", "officer")
"""The words in braces that stand for the customer and the officer."""

M = TypeVar("M", bound=Struct)


class Loaded(NamedTuple):
    """One file in one language: its model, and everything found wrong with it by itself."""

    ref: ContentRef
    document: Document | None
    file: Struct | None
    texts: tuple[SourceText, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[Path, ...]
    """The files that decide what it is; its translation among them, even when there is none yet."""
    draft: Struct | None = None
    """The file, or what could be read of it: good for further checks and nothing else."""
    is_whole: bool = True
    """Every text is in the language that was asked for."""

    def as_model(self, model: type[M]) -> M | None:
        """Return the file as `model`, or None when a mistake stands in the way."""
        return self.file if isinstance(self.file, model) else None

    def declared(self, section: str) -> tuple[str, ...]:
        """Return the names written under a top-level key, those of unreadable entries too."""
        if self.document is not None and isinstance(self.document.root, MapNode):
            for key, node in self.document.root.entries:
                if key.value == section and isinstance(node, MapNode):
                    return tuple(name.value for name, _child in node.entries)
        return ()


class Library:
    """The content found under some folders; the first folder that has a name wins."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = tuple(roots)
        self.refs, self.diagnostics = find(roots)
        self._refs: dict[tuple[Kind, str], ContentRef] = {(ref.kind, ref.id): ref for ref in self.refs}
        self._documents: dict[Path, tuple[Document | None, tuple[Diagnostic, ...]]] = {}
        self._loaded: dict[Path, dict[str, Loaded]] = {}

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """Return the ids of every file of a kind."""
        return tuple(name for found, name in self._refs if found == kind)

    def get(self, kind: Kind, name: str, language: str) -> Loaded | None:
        """Return the file of that kind and id in `language`, or None when there is none."""
        ref = self._refs.get((kind, name))
        return None if ref is None else self.load(ref, language)

    def load(self, ref: ContentRef, language: str) -> Loaded:
        """Return a file in `language`; in its own where it is not translated."""
        by_language = self._loaded.setdefault(ref.path, {})
        if language not in by_language:
            by_language[language] = self._load(ref, language)
        return by_language[language]

    def languages(self, ref: ContentRef) -> tuple[str, ...]:
        """Return the languages to look at for a file: the complete ones, and those it has a PO file for."""
        return tuple(dict.fromkeys((*LANGUAGES, *(translations(ref) if ref.kind in TRANSLATED else ()))))

    def forget(self, ref: ContentRef) -> None:
        """Let go of a file that nobody will ask for again, so that a check of many stays small."""
        self._documents.pop(ref.path, None)
        self._loaded.pop(ref.path, None)

    @property
    def sources(self) -> frozenset[Path]:
        """Every file that has decided something so far, translations that are not there yet among them."""
        return frozenset(
            path
            for by_language in self._loaded.values()
            for loaded in by_language.values()
            for path in loaded.sources
        )

    def forget_files(self, paths: Container[Path]) -> None:
        """Let go of what was read from any of these files, so that it is read anew when it is needed."""
        for ref in self.refs:
            known = {*self.languages(ref), *self._loaded.get(ref.path, ())}
            if ref.path in paths or any(translation_path(ref, name) in paths for name in known):
                self.forget(ref)

    def _load(self, ref: ContentRef, language: str) -> Loaded:
        if ref.path not in self._documents:
            self._documents[ref.path] = read(ref.path, ref.name)
        document, problems = self._documents[ref.path]
        if document is None:
            return Loaded(ref, None, None, (), problems, (ref.path,))
        report = Report()
        source = source_language(document)
        is_translatable = ref.kind in TRANSLATED and language != source
        po_path = translation_path(ref, language)
        if language != source and not (is_translatable and po_path.exists()):
            loaded = self.load(ref, source)
            if is_translatable:
                return loaded._replace(sources=(ref.path, po_path), is_whole=False)
            return loaded
        po_name = f"{ref.name.rpartition('/')[0]}/{po_path.name}"
        translation = read_catalogue(po_path, po_name, language, report) if is_translatable else None
        parsed = parse(document, FILE_MODELS[ref.kind], translation)
        words = _words(ref, parsed.draft)
        if translation is not None:
            check_translation(parsed.texts, translation, po_name, report)
            check_placeholders(parsed.texts, translation, po_name, words, report)
        sources = (ref.path, po_path) if is_translatable else (ref.path,)
        _check_name(ref, parsed.file, report)
        _check_placeholders(parsed.texts, words, report)
        found = (*problems, *parsed.diagnostics, *report.diagnostics)
        is_whole = not is_translatable or (
            translation is not None and all(translation.of(each.path, each.text) for each in parsed.texts)
        )
        return Loaded(ref, document, parsed.file, parsed.texts, found, sources, parsed.draft, is_whole)


def source_language(document: Document) -> str:
    """Return the language a file says it is written in, the first of ours where it says none."""
    if isinstance(document.root, MapNode):
        for key, node in document.root.entries:
            if key.value == "language" and isinstance(node, TextNode) and node.value in LANGUAGES:
                return node.value
    return LANGUAGES[0]


def _words(ref: ContentRef, file: Struct | None) -> tuple[str, ...] | None:
    """Return the words that may stand in braces in a file, or None where braces mean nothing."""
    match ref.kind:
        case "scenario":
            return (*PERSON_WORDS, *getattr(file, "vary", ()))
        case "persona" | "type":
            return PERSON_WORDS
    return None


def _check_placeholders(texts: Sequence[SourceText], words: Sequence[str] | None, report: Report) -> None:
    if words is None:
        return
    for source in texts:
        for word in PLACEHOLDER.findall(source.text):
            if word not in words:
                message = _("'{{{word}}}' stands for nothing here").format(word=word)
                report.error("RP108", source.span, message, nearest(word, words))


def _check_name(ref: ContentRef, file: Struct | None, report: Report) -> None:
    name = getattr(file, "id", None)
    if name is not None and name.value != ref.id:
        message = _("the id is '{id}', but the file is named '{name}'").format(id=name.value, name=ref.id)
        report.error("RP109", name.span, message, _("Make the two the same."))
