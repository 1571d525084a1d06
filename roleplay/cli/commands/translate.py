"""`roleplay translate`: make or bring up to date the translation of content files."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from roleplay.app.roots import content_root_of, existing
from roleplay.authoring.translate import update_translation
from roleplay.cleaning import clean_line
from roleplay.cli.options import Lang, Language
from roleplay.cli.playing import desk_here
from roleplay.compiler.library import Library, source_language
from roleplay.content.find import translation_path
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import LANGUAGES, _

_TRANSLATED = ("scenario", "persona", "type", "rubric")


def command(
    paths: Annotated[list[Path], typer.Argument(help=_("Content files, or folders of them."))],
    to: Annotated[
        Language | None, typer.Option("--to", help=_("Into this language; every other one without it."))
    ] = None,
    lang: Lang = None,
) -> ExitCode:
    """Write the PO files beside content files."""
    within = existing(paths)
    library = Library(desk_here(tuple(dict.fromkeys(content_root_of(path) for path in within))).roots)
    wanted = [path.resolve() for path in within]
    refs = [
        ref
        for ref in library.refs
        if ref.kind in _TRANSLATED and any(ref.path.resolve().is_relative_to(path) for path in wanted)
    ]
    if not refs:
        raise RoleplayError(
            _("There is nothing to translate there."), _("Name a scenario, persona, type or rubric file.")
        )
    for ref in refs:
        loaded = library.load(ref, LANGUAGES[0])
        if loaded.document is None:
            continue
        source = source_language(loaded.document)
        texts = library.load(ref, source).texts
        for language in LANGUAGES:
            if language != source and to in (None, language):
                done = update_translation(translation_path(ref, language), language, texts)
                report = _("{path}: {translated} translated, {missing} missing, {stale} stale").format(
                    path=done.path, translated=done.translated, missing=done.missing, stale=done.stale
                )
                sys.stdout.write(clean_line(report) + "\n")
    return ExitCode.DONE
