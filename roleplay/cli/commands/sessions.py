"""`roleplay sessions`: list the sessions on this computer."""

from typing import Annotated

import typer

from roleplay.app.documents import SessionList
from roleplay.cli.exit import tell
from roleplay.cli.options import AsJson, Lang, StoreName
from roleplay.cli.output import print_json, print_table
from roleplay.cli.playing import desk_here, opened_store, tell_damaged
from roleplay.errors import ExitCode
from roleplay.i18n import _
from roleplay.reporting.names import outcome_name


def command(
    unfinished: Annotated[
        bool, typer.Option("--unfinished", help=_("Only those that can be resumed."))
    ] = False,
    as_json: AsJson = False,
    lang: Lang = None,
    store: StoreName = None,
) -> ExitCode:
    """List sessions, the last played first."""
    desk = desk_here(store=store)
    with opened_store(desk) as opened:
        listing = opened.listing()
    records = tuple(record for record in listing.records if not (unfinished and record.outcome))
    damaged = tuple(entry.id for entry in listing.damaged)
    if as_json:
        print_json(SessionList(records, damaged))
        return ExitCode.DONE
    tell_damaged(desk, damaged)
    if not records:
        if not damaged:
            tell(_("There are no sessions yet. Begin with: roleplay play"))
        return ExitCode.DONE
    has_sites = len({record.site for record in records}) > 1
    columns = (_("id"), _("last played"), _("scenario"), _("persona"), _("mode"), _("outcome"))
    print_table(
        (*columns, _("office")) if has_sites else columns,
        (
            (
                record.id,
                record.updated_at[:16].replace("T", " "),
                record.scenario,
                record.persona,
                record.mode,
                outcome_name(record.outcome) if record.outcome else _("unfinished"),
                *((record.site,) if has_sites else ()),
            )
            for record in records
        ),
    )
    return ExitCode.DONE
