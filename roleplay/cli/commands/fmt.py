"""`roleplay fmt`: bring content files into one layout."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from roleplay.app.documents import Finding
from roleplay.app.roots import content_root_of, existing, nearest_content_folder
from roleplay.authoring.layout import LaidOut, content_files, lay_out_file
from roleplay.cleaning import clean_line
from roleplay.cli.findings import print_finding
from roleplay.cli.options import Lang
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _, ngettext


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help=_("Files or folders; without them the content folder you are in.")),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help=_("Change nothing, and list what would be changed."))
    ] = False,
    lang: Lang = None,
) -> ExitCode:
    """Bring content files into one layout; texts, comments and order stay as they are.

    Exit code 1 when a file could not be read, or with --check would be changed.
    """
    seen: Counter[str] = Counter()
    for path in dict.fromkeys(_files(existing(paths or ()))):
        done = lay_out_file(path, _shown(path), is_written=not check)
        seen[done.state] += 1
        _show(done, is_check=check)
    sys.stdout.write(_summary(seen, is_check=check) + "\n")
    is_left = seen["unreadable"] or seen["unlike"] or (check and seen["changed"])
    return ExitCode.PROBLEMS if is_left else ExitCode.DONE


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files that are named, and those of the folders. Raises RoleplayError when one has none."""
    if not paths:
        paths = (_folder_here(),)
    for path in paths:
        if not path.is_dir():
            if path.suffix != ".yaml":
                message = _("{path} is no content file.").format(path=path)
                raise RoleplayError(message, _("Content files end in .yaml."))
            yield path
            continue
        found = content_files(content_root_of(path), path)
        if not found:
            raise RoleplayError(
                _("There is no content in {path}.").format(path=path),
                _("A content folder holds the folders scenarios and personas."),
            )
        yield from found


def _folder_here() -> Path:
    folder = nearest_content_folder(Path.cwd())
    if folder is None:
        raise RoleplayError(
            _("There is no content in {path}.").format(path=Path.cwd()),
            _("A content folder holds the folders scenarios and personas."),
        )
    return folder


def _shown(path: Path) -> str:
    """Return a path as one would type it here."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # a link goes by its own name
    here = Path.cwd()
    return clean_line(str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute))


def _show(done: LaidOut, *, is_check: bool) -> None:
    for item in done.diagnostics:
        print_finding(Finding.of(item))
    message = {
        "same": "",
        "changed": _("{path}: would be changed") if is_check else _("{path}: changed"),
        "unreadable": _("{path}: left as it is, because it cannot be read"),
        "unlike": _("{path}: left as it is, because it would be read otherwise in the layout"),
    }[done.state]
    if message:
        sys.stdout.write(message.format(path=done.name) + "\n")


def _summary(seen: Counter[str], *, is_check: bool) -> str:
    count, rest = seen["changed"], seen["unreadable"] + seen["unlike"]
    if is_check:
        changed = ngettext("{count} file would be changed", "{count} files would be changed", count)
    else:
        changed = ngettext("{count} file changed", "{count} files changed", count)
    same = ngettext("{count} already in the layout", "{count} already in the layout", seen["same"])
    parts = [changed.format(count=count), same.format(count=seen["same"])]
    if rest:
        parts.append(ngettext("{count} left as it is", "{count} left as they are", rest).format(count=rest))
    return ", ".join(parts)
