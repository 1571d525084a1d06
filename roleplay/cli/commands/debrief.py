"""`roleplay debrief`: show the debrief of a session again."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from roleplay.cli.exit import tell
from roleplay.cli.options import AsJson, Force, Lang, StoreName
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here, last_session, opened_store
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _
from roleplay.reporting.debrief import Debrief, build_debrief
from roleplay.terminal.debrief_view import show_debrief
from roleplay.terminal.screen import screen_for


def command(
    session: Annotated[
        str | None, typer.Argument(help=_("The id of the session; the last one without it."))
    ] = None,
    as_json: AsJson = False,
    html: Annotated[
        Path | None, typer.Option("--html", help=_("Write a page to this file, ready to print."))
    ] = None,
    force: Force = False,
    lang: Lang = None,
    store: StoreName = None,
) -> ExitCode:
    """Show, print or write a debrief."""
    debrief = _debrief(session, store)
    if html is not None:
        _write_page(html, debrief, is_forced=force)
    elif as_json:
        print_json(debrief)
    else:
        show_debrief(screen_for(sys.stdout, os.environ), debrief)
    return ExitCode.DONE


def _debrief(session: str | None, name: str | None) -> Debrief:
    with opened_store(desk_here(store=name)) as store:
        record = store.record(session) if session is not None else last_session(store)
        if record.mode == "assess" and record.outcome is None:
            raise RoleplayError(
                _("The assessment {id} has not ended yet.").format(id=record.id),
                _("Go on with: roleplay resume {id}").format(id=record.id),
            )
        encounter, events = store.encounter(record.encounter), store.read(record.id)
    return build_debrief(encounter, events, record.id, record.mode, record.started_at)


def _write_page(path: Path, debrief: Debrief, *, is_forced: bool) -> None:
    from roleplay.authoring.writing import put_file
    from roleplay.reporting.html import page

    put_file(path, page(debrief).encode(), is_forced=is_forced)
    tell(_("Written: {path}").format(path=path))
