"""`roleplay translate`: make, bring up to date and count the translations of content files."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from roleplay.app.documents import TranslatedFile, TranslationReport
from roleplay.app.roots import content_root_of, existing
from roleplay.app.translate import translate
from roleplay.cleaning import clean_line
from roleplay.cli.exit import tell
from roleplay.cli.languages import tell_borrowed
from roleplay.cli.options import AsJson, Lang
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here
from roleplay.compiler.cues import ear_language
from roleplay.errors import ExitCode
from roleplay.i18n import _, is_language


class Action(StrEnum):
    """What to do with translations."""

    UPDATE = "update"
    STATUS = "status"


def command(
    action: Annotated[
        Action,
        typer.Argument(
            metavar="update|status",
            help=_(
                "update: make PO files or bring them up to date. status: count what is done and what is not."
            ),
        ),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[language] [paths]...",
            help=_(
                "Two or three letters name a language, as in ms; then files or folders, everything without."
            ),
        ),
    ] = None,
    as_json: AsJson = False,
    lang: Lang = None,
) -> ExitCode:
    """Work on the PO files beside content files; status: exit code 1 when something is missing or stale."""
    names = list(words or ())
    language = names.pop(0) if names and is_language(names[0]) else None
    within = existing([Path(name) for name in names])
    around = tuple(dict.fromkeys(content_root_of(path) for path in within))
    done = translate(action.value, desk_here(around).roots, language, within)
    if as_json:
        print_json(done.report)
    else:
        _show(done.report)
    for problem in done.problems:
        tell(problem.message, problem.hint)
    for name in sorted({item.language for item in done.report.files}):
        if ear_language(name) != name:
            tell_borrowed(name)
    has_gaps = action is Action.STATUS and done.report.translated < done.report.texts
    return ExitCode.PROBLEMS if has_gaps or done.problems else ExitCode.DONE


def _show(report: TranslationReport) -> None:
    for item in report.files:
        _show_line(item.path, item)
    if len(report.files) > 1:
        _show_line(_("total"), report)


def _show_line(name: str, item: TranslatedFile | TranslationReport) -> None:
    line = _("{name}: {translated} of {texts} translated, {missing} missing, {stale} stale").format(
        name=name, translated=item.translated, texts=item.texts, missing=item.missing, stale=item.stale
    )
    sys.stdout.write(f"{item.percent:>3}%  {clean_line(line)}\n")
