"""`roleplay group list`: the groups that are kept."""

from roleplay.cli.options import Lang, StoreName
from roleplay.cli.output import print_table
from roleplay.cli.playing import desk_here, opened_store
from roleplay.errors import ExitCode
from roleplay.i18n import _


def command(lang: Lang = None, store: StoreName = None) -> ExitCode:
    """List the groups, the last that something happened in first."""
    with opened_store(desk_here(store=store)) as opened:
        groups = opened.groups()
    rows = [
        (
            group.id,
            group.started_at[:16].replace("T", " "),
            _("over") if group.is_closed else _("open"),
            group.site,
            group.title,
        )
        for group in groups
    ]
    print_table((_("code"), _("begun"), _("state"), _("office"), _("title")), rows)
    return ExitCode.DONE
