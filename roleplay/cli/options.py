"""Options that several commands have."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from roleplay.i18n import _


class Language(StrEnum):
    """The languages that --lang takes."""

    ID = "id"
    EN = "en"


Lang = Annotated[Language | None, typer.Option("--lang", help=_("Speak Indonesian (id) or English (en)."))]
"""Read before anything else, by `main`; it stands here so that the command line knows it."""

Content = Annotated[Path | None, typer.Option("--content", help=_("Look for content in this folder first."))]

AsJson = Annotated[bool, typer.Option("--json", help=_("Print data for programs."))]


def folders(content: Path | None) -> tuple[Path, ...]:
    """Return the content folders that were asked for."""
    return () if content is None else (content,)
