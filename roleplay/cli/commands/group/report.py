"""`roleplay group report`: what a group leaves behind, to print and for other programs."""

from pathlib import Path
from typing import Annotated

import typer

from roleplay.app.group_report import GroupReport, report_group
from roleplay.authoring.writing import check_free, put_file
from roleplay.cli.exit import tell
from roleplay.cli.options import Lang, StoreName
from roleplay.cli.playing import desk_here, opened_store
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _, activate


def command(
    code: Annotated[str, typer.Argument(metavar="code", help=_("The code of the group."))],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=_("Write the debrief pack to this file, as a page to print.")),
    ] = None,
    workbook: Annotated[
        Path | None, typer.Option("--xlsx", help=_("Write everything to this workbook."))
    ] = None,
    tables: Annotated[
        Path | None,
        typer.Option("--csv", help=_("Write everything to this folder, a table a file.")),
    ] = None,
    for_excel: Annotated[
        bool, typer.Option("--for-excel", help=_("Write tables as Excel opens them at a double click."))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=_("Write over files where they are there."))] = False,
    lang: Lang = None,
    store: StoreName = None,
) -> ExitCode:
    """Write what a group leaves behind."""
    if output is None and workbook is None and tables is None:
        raise RoleplayError(_("Say what to write."), _("Add -o debrief.html, --xlsx FILE or --csv FOLDER."))
    for path in (output, workbook):
        if path is not None:
            check_free(path, is_forced=force)
    desk = desk_here(store=store)
    with opened_store(desk) as opened:
        report = report_group(opened, code)
    if lang is None:
        activate(report.language)
    if output is not None:
        from roleplay.reporting.pack_page import page

        _write(output, page(report.pack).encode(), force)
    if workbook is not None:
        from roleplay.reporting.tables import room_tables
        from roleplay.reporting.xlsx_writer import workbook_bytes

        _write(workbook, workbook_bytes(room_tables(report.record), desk.clock()), force)
    if tables is not None:
        _write_tables(tables, report, is_for_excel=for_excel, is_forced=force)
    return ExitCode.DONE


def _write_tables(folder: Path, report: GroupReport, *, is_for_excel: bool, is_forced: bool) -> None:
    """Write a file a table into a folder, which is made where it is missing; all are free, or none is
    written."""
    from roleplay.reporting.csv_writer import csv_bytes, excel_csv_bytes
    from roleplay.reporting.tables import room_tables

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = _("{path} cannot be made: {reason}.").format(path=folder, reason=error.strerror)
        raise RoleplayError(message, _("Name another folder.")) from error
    written = excel_csv_bytes if is_for_excel else csv_bytes
    found = {folder / f"{table.id}.csv": written(table) for table in room_tables(report.record)}
    for path in found:
        check_free(path, is_forced=is_forced)
    for path, data in found.items():
        _write(path, data, is_forced)


def _write(path: Path, data: bytes, is_forced: bool) -> None:
    put_file(path, data, is_forced=is_forced)
    tell(_("Written: {path}").format(path=path))
