"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from roleplay.cli.languages import checked_language
from roleplay.errors import RoleplayError
from roleplay.i18n import _, interface_languages
from roleplay.store.address import Address


def _checked(context: typer.Context, language: str | None) -> str | None:
    return None if language is None else checked_language(language, context.params.get("content"))


Lang = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="<language>",
        callback=_checked,
        help=_("The language: {languages}, or one that the content is translated into.").format(
            languages=", ".join(interface_languages())
        ),
    ),
]
"""Read before anything else, by `main`; it stands here so that the command line refuses what there is not."""

Content = Annotated[
    Path | None,
    typer.Option("--content", is_eager=True, help=_("Look for content in this folder first.")),
]
"""Eager: which languages there are hangs on it."""

Force = Annotated[bool, typer.Option("--force", help=_("Replace the file if it is there."))]


def _without_password(store: str | None) -> str | None:
    if store is not None and Address(store).has_password:
        raise RoleplayError(
            _("Everybody on this computer can read a password on the command line."),
            _("Put it into PGPASSWORD or the file .pgpass, or the whole address into ROLEPLAY_STORE."),
        )
    return store


StoreName = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="<address|file>",
        callback=_without_password,
        help=_("The database or the file that holds the sessions."),
    ),
]

AsJson = Annotated[bool, typer.Option("--json", help=_("Print data for programs."))]


def folders(content: Path | None) -> tuple[Path, ...]:
    """Return the content folders that were asked for."""
    return () if content is None else (content,)
