"""`roleplay check`: check content files and say what is wrong where."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from roleplay.app.checking import check_content
from roleplay.app.documents import CheckReport
from roleplay.app.roots import content_root_of, existing
from roleplay.authoring.annotations import github, place_in, sarif
from roleplay.authoring.check import Checked
from roleplay.authoring.fixing import fix
from roleplay.cleaning import clean_line
from roleplay.cli.findings import print_finding
from roleplay.cli.languages import tell_borrowed
from roleplay.cli.options import AsJson, Content, Lang, folders
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _, active_language, ngettext


class Form(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help=_("Files or folders; everything without them."))
    ] = None,
    form: Annotated[
        Form, typer.Option("--as", help=_("The form: for people, for programs, or for a code host."))
    ] = Form.TEXT,
    is_fixing: Annotated[bool, typer.Option("--fix", help=_("First mend what is plainly misspelt."))] = False,
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Check content; exit code 1 when there is an error."""
    within = existing(paths or ())
    around = tuple(dict.fromkeys(content_root_of(path) for path in within))
    desk = desk_here((*folders(content), *around))
    if is_fixing:
        _mend(desk.roots, within)
    checked = check_content(desk, within)
    if within and not checked.files and not checked.diagnostics:
        raise RoleplayError(
            _("There is no content in {path}.").format(path=within[0]),
            _("A content folder holds the folders scenarios and personas."),
        )
    _print(checked, Form.JSON if as_json else form, desk.roots)
    for language in checked.unheard:
        tell_borrowed(language)
    return ExitCode.PROBLEMS if any(item.is_error for item in checked.diagnostics) else ExitCode.DONE


def _mend(roots: tuple[Path, ...], within: tuple[Path, ...]) -> None:
    for done in fix(roots, within):
        text = _("{place}  mended: '{old}' is now '{new}'")
        line = text.format(place=done.span, old=done.fix.old, new=done.fix.new)
        sys.stderr.write(clean_line(line) + "\n")


def _print(checked: Checked, form: Form, roots: tuple[Path, ...]) -> None:
    place = place_in(roots, Path.cwd())
    match form:
        case Form.JSON:
            print_json(CheckReport.of(checked.diagnostics, checked.files))
        case Form.SARIF:
            print_json(sarif(checked.diagnostics, place, active_language()))
        case Form.GITHUB:
            for line in github(checked.diagnostics, place):
                sys.stdout.write(clean_line(line) + "\n")
        case Form.TEXT:
            _show(CheckReport.of(checked.diagnostics, checked.files))


def _show(report: CheckReport) -> None:
    for item in report.findings:
        print_finding(item)
    errors = ngettext("{count} error", "{count} errors", report.errors).format(count=report.errors)
    warnings = ngettext("{count} warning", "{count} warnings", report.warnings).format(count=report.warnings)
    files = ngettext("{count} file", "{count} files", report.files).format(count=report.files)
    notes = ngettext("{count} note", "{count} notes", report.notes).format(count=report.notes)
    found = (
        _("{errors}, {warnings}, {notes} in {files}")
        if report.notes
        else _("{errors}, {warnings} in {files}")
    )
    sys.stdout.write(found.format(errors=errors, warnings=warnings, notes=notes, files=files) + "\n")
