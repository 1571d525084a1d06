"""Options that several commands have."""

from pathlib import Path
from typing import Annotated

import typer

from roleplay.cli.languages import checked_language
from roleplay.i18n import _, interface_languages


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

AsJson = Annotated[bool, typer.Option("--json", help=_("Print data for programs."))]


def folders(content: Path | None) -> tuple[Path, ...]:
    """Return the content folders that were asked for."""
    return () if content is None else (content,)
