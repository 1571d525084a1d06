"""Makes, updates and counts the translations of content files. Importing this loads the compiler."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from roleplay.app.documents import TranslatedFile, TranslationReport
from roleplay.app.roots import builtin_root
from roleplay.authoring.translate import Coverage, translation_coverage, update_translation
from roleplay.authoring.translator_notes import noted
from roleplay.compiler.library import TRANSLATED, Library, source_language
from roleplay.content.find import ContentRef, translation_path
from roleplay.errors import RoleplayError
from roleplay.i18n import LANGUAGES, _, speaking

Action = Literal["update", "status"]


class Translated(NamedTuple):
    """How far translations have come, and why some could not be looked at."""

    report: TranslationReport
    problems: tuple[RoleplayError, ...]


def translate(
    action: Action, roots: Sequence[Path], language: str | None, within: Sequence[Path]
) -> Translated:
    """Update or count the translations of what lies at or below the paths, of everything without them.

    None for `language` takes every language that is to be complete or has a PO file. What comes with the
    program belongs to everything only where one stands in it. Raises RoleplayError when there is nothing.
    """
    library = Library(roots)
    refs = tuple(_selected(library, within))
    if not refs:
        raise RoleplayError(
            _("There is nothing to translate there."),
            _("Name a scenario, persona, type or rubric file, or a folder of them."),
        )
    coverages: list[Coverage] = []
    problems: list[RoleplayError] = []
    for ref in refs:
        try:
            coverages += _translated(action, library, ref, language, problems)
        finally:
            library.forget(ref)
    if not coverages and not problems:
        raise RoleplayError(_("What is there is written in '{language}' itself.").format(language=language))
    return Translated(_report(coverages), tuple(problems))


def _selected(library: Library, within: Sequence[Path]) -> Iterator[ContentRef]:
    wanted = [path.resolve() for path in within or library.roots]
    builtin = builtin_root().resolve()
    if not within and not Path.cwd().resolve().is_relative_to(builtin):
        wanted = [path for path in wanted if path != builtin]
    for ref in library.refs:
        path = ref.path.resolve()
        if ref.kind in TRANSLATED and any(path.is_relative_to(place) for place in wanted):
            yield ref


def _translated(
    action: Action, library: Library, ref: ContentRef, language: str | None, problems: list[RoleplayError]
) -> Iterator[Coverage]:
    """Yield how far each translation of a file has come; a file with mistakes has texts that nobody knows."""
    document = library.load(ref, LANGUAGES[0]).document
    source = source_language(document) if document else LANGUAGES[0]
    loaded = library.load(ref, source)
    if loaded.file is None or any(item.is_error for item in loaded.diagnostics):
        message = _("{path} has mistakes; its translations were left as they are.").format(
            path=_shown(ref.path)
        )
        problems.append(RoleplayError(message, _("Run: roleplay check {path}").format(path=_shown(ref.path))))
        return
    with speaking(source):
        texts = noted(ref.kind, loaded.file, loaded.texts)
    for target in (language,) if language else library.languages(ref):
        path = translation_path(ref, target)
        if target == source:
            continue
        try:
            if action == "update":
                yield update_translation(path, target, texts)
            else:
                yield translation_coverage(path, target, texts)
        except RoleplayError as problem:
            problems.append(problem)


def _report(coverages: Iterable[Coverage]) -> TranslationReport:
    files = tuple(
        TranslatedFile(
            _shown(item.path),
            item.language,
            item.texts,
            item.translated,
            item.stale,
            item.missing,
            _percent(item.translated, item.texts),
        )
        for item in coverages
    )
    texts, translated = sum(item.texts for item in files), sum(item.translated for item in files)
    return TranslationReport(
        files,
        texts,
        translated,
        sum(item.stale for item in files),
        sum(item.missing for item in files),
        _percent(translated, texts),
    )


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 100


def _shown(path: Path) -> str:
    """Return a path as somebody who stands here would write it."""
    absolute = path.absolute()
    here = Path.cwd()
    return str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute)
