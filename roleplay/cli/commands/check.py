"""`roleplay check`: check content files and say what is wrong where."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from roleplay.app.documents import CheckReport
from roleplay.app.roots import content_root_of, existing
from roleplay.authoring.check import check
from roleplay.cli.findings import print_finding
from roleplay.cli.options import AsJson, Content, Lang, folders
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _, ngettext


def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help=_("Files or folders; everything without them."))
    ] = None,
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Check content; exit code 1 when there is an error."""
    within = existing(paths or ())
    around = tuple(dict.fromkeys(content_root_of(path) for path in within))
    checked = check(desk_here((*folders(content), *around)).roots, within)
    report = CheckReport.of(checked.diagnostics, checked.files)
    if within and not report.files and not report.findings:
        raise RoleplayError(
            _("There is no content in {path}.").format(path=within[0]),
            _("A content folder holds the folders scenarios and personas."),
        )
    if as_json:
        print_json(report)
    else:
        _show(report)
    return ExitCode.PROBLEMS if report.errors else ExitCode.DONE


def _show(report: CheckReport) -> None:
    for item in report.findings:
        print_finding(item)
    errors = ngettext("{count} error", "{count} errors", report.errors).format(count=report.errors)
    warnings = ngettext("{count} warning", "{count} warnings", report.warnings).format(count=report.warnings)
    files = ngettext("{count} file", "{count} files", report.files).format(count=report.files)
    sys.stdout.write(
        _("{errors}, {warnings} in {files}").format(errors=errors, warnings=warnings, files=files) + "\n"
    )
