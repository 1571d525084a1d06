"""`roleplay hear`: show what is heard in a reply, and why."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from roleplay.app.content import load_cue_table
from roleplay.app.documents import Heard, HeardLine
from roleplay.cleaning import clean
from roleplay.cli.languages import tell_borrowed
from roleplay.cli.options import AsJson, Content, Lang, folders
from roleplay.cli.output import print_json, print_json_line
from roleplay.cli.playing import desk_here
from roleplay.domain.response import Response
from roleplay.errors import ExitCode, RoleplayError
from roleplay.hearing import Ear
from roleplay.i18n import _, active_language, has_messages, interface_languages
from roleplay.reporting.names import label_name


class ReplyLine(msgspec.Struct, frozen=True):
    """One line of a file of replies."""

    ref: str
    reply: str
    lang: str = ""
    citizen: str = ""


def command(
    text: Annotated[str | None, typer.Argument(help=_("The reply."))] = None,
    citizen: Annotated[str, typer.Option("--citizen", help=_("What the customer said before."))] = "",
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", help=_("Read replies from a file, one JSON object a line."))
    ] = None,
    why: Annotated[bool, typer.Option("--why", help=_("Show what each was heard by."))] = False,
    as_json: AsJson = False,
    content: Content = None,
    lang: Lang = None,
) -> ExitCode:
    """Hear one reply, or a file of them."""
    ears = _Ears(content)
    if jsonl is not None:
        for line in _read(jsonl):
            response = ears.of(line.lang or active_language()).hear(
                clean(line.reply), citizen=clean(line.citizen)
            )
            print_json_line(HeardLine(line.ref, response.shows, response.evidence))
        return ExitCode.DONE
    if text is None:
        raise RoleplayError(_("There is nothing to hear."), _('Try: roleplay hear "Selamat pagi, Bu"'))
    response = ears.of(active_language()).hear(clean(text), citizen=clean(citizen))
    if as_json:
        print_json(Heard(response))
    else:
        _show(response, why=why)
    return ExitCode.DONE


class _Ears:
    """The ears that were needed so far, by language."""

    def __init__(self, content: Path | None) -> None:
        self._desk = desk_here(folders(content))
        self._ears: dict[str, Ear] = {}

    def of(self, language: str) -> Ear:
        if language not in self._ears:
            table = load_cue_table(self._desk, language)
            self._ears[language] = Ear(table)
            if table.language != language:
                tell_borrowed(language)
        return self._ears[language]


def _read(path: Path) -> Iterator[ReplyLine]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for number, row in enumerate(file, 1):
                if row.strip():
                    yield _line(row, path, number)
    except OSError as error:
        message = _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror)
        raise RoleplayError(message) from error


def _line(row: str, path: Path, number: int) -> ReplyLine:
    try:
        line = msgspec.json.decode(row, type=ReplyLine)
    except (msgspec.DecodeError, RecursionError) as error:
        message = _("{path}:{line} is not a reply: {reason}").format(path=path, line=number, reason=error)
        hint = _('Each line reads like {"ref": "1", "lang": "id", "citizen": "…", "reply": "…"}')
        raise RoleplayError(message, hint) from error
    if line.lang and not has_messages(line.lang):
        message = _("{path}:{line}: there is no language '{name}'").format(
            path=path, line=number, name=line.lang
        )
        raise RoleplayError(message, _("Languages: {names}").format(names=", ".join(interface_languages())))
    return line


def _show(response: Response, *, why: bool) -> None:
    if not response.shows:
        sys.stdout.write(_("Nothing was heard in that.") + "\n")
    for label in response.shows:
        sys.stdout.write(f"{label:<13} {label_name(label)}\n")
        for item in response.evidence:
            if item.label == label:
                doubt = "  " + _("(not sure)") if item.is_uncertain else ""
                sys.stdout.write(f"{'':<13} “{clean(item.quote)}”{doubt}\n")
                if why:
                    sys.stdout.write(f"{'':<15} {clean(item.reason)}\n")
