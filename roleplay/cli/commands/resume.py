"""`roleplay resume`: go on with a session that was paused."""

from typing import Annotated

import typer

from roleplay.cli.options import Lang, StoreName
from roleplay.cli.playing import resume_session
from roleplay.errors import ExitCode
from roleplay.i18n import _


def command(
    session: Annotated[
        str | None, typer.Argument(help=_("The id of the session; the last unfinished one without it."))
    ] = None,
    lang: Lang = None,
    store: StoreName = None,
) -> ExitCode:
    """Go on with a session."""
    return resume_session(session, store)
