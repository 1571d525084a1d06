"""`roleplay privacy`: show, hand over and erase what is kept of people."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer

from roleplay.app.desk import Desk
from roleplay.app.erasing import Erasure, erase, of_expired, of_group, of_older, of_seat, of_sessions
from roleplay.app.kept_documents import PersonalData
from roleplay.app.personal_data import all_data, as_page, data_of_seat, data_of_sessions
from roleplay.app.privacy import check_reached, what_is_kept
from roleplay.authoring.writing import put_file
from roleplay.cli.exit import tell
from roleplay.cli.kept import show_erasure, show_kept
from roleplay.cli.options import AsJson, Lang
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here, opened_store
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _
from roleplay.store import Store
from roleplay.terminal.prompt import Prompt


class Action(StrEnum):
    """What to do with what is kept."""

    SHOW = "show"
    EXPORT = "export"
    ERASE = "erase"


_TAKES: Final = {
    Action.SHOW: ("--json",),
    Action.EXPORT: ("--session", "--group", "--seat", "--all", "--to", "--force"),
    Action.ERASE: ("--session", "--group", "--seat", "--older-than", "--yes"),
}
"""The options of each action."""

_WHOSE: Final = ("--session", "--group", "--all", "--older-than")
"""Those that say whose; one is needed."""

_EXPIRED: Final = "expired"
_PAGES: Final = (".html", ".htm")


def command(
    action: Annotated[
        Action,
        typer.Argument(
            metavar="show|export|erase",
            help=_(
                "show: what is kept here and since when. export: write down everything about somebody. "
                "erase: take it out for good."
            ),
        ),
    ],
    session: Annotated[
        list[str] | None, typer.Option("--session", help=_("This session; may be given more than once."))
    ] = None,
    group: Annotated[str | None, typer.Option("--group", help=_("The group with this code."))] = None,
    seat: Annotated[str | None, typer.Option("--seat", help=_("Only this seat of the group."))] = None,
    everything: Annotated[bool, typer.Option("--all", help=_("Export everything about everybody."))] = False,
    older_than: Annotated[
        str | None,
        typer.Option(
            "--older-than",
            metavar="<days|expired>",
            help=_("Erase what was last used so many days ago, or groups whose days are over (expired)."),
        ),
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option("--to", "-o", help=_("Export to this folder, or file that ends in .html or .json.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace the file if it is there."))] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Erase without asking."))] = False,
    as_json: AsJson = False,
    lang: Lang = None,
) -> ExitCode:
    """Show, export or erase what is kept of people on this computer."""
    given = {
        "--session": session,
        "--group": group,
        "--seat": seat,
        "--all": everything,
        "--older-than": older_than,
        "--to": to,
        "--force": force,
        "--yes": yes,
        "--json": as_json,
    }
    _check_options(action, [name for name, value in given.items() if value])
    desk = desk_here()
    with opened_store(desk) as store:
        check_reached(store)
        match action:
            case Action.SHOW:
                found = what_is_kept(desk, store)
                print_json(found) if as_json else show_kept(found)
            case Action.EXPORT:
                data = _data(desk, store, session or [], group, seat)
                _write(store, data, to or Path(), is_forced=force)
            case Action.ERASE:
                return _erase(desk, store, _erasure(desk, store, session or [], group, seat, older_than), yes)
    return ExitCode.DONE


def _check_options(action: Action, given: list[str]) -> None:
    """Raise RoleplayError when options are missing, too many or of another action."""
    look = _("Look at: roleplay {name} --help").format(name="privacy")
    for option in given:
        if option not in _TAKES[action]:
            raise RoleplayError(
                _("{option} does not go with {action}.").format(option=option, action=action), look
            )
    whose = [option for option in _WHOSE if option in _TAKES[action]]
    if whose and sum(option in whose for option in given) != 1:
        raise RoleplayError(_("Whose? Give one of: {options}").format(options=", ".join(whose)), look)
    if "--seat" in given and "--group" not in given:
        raise RoleplayError(_("A seat belongs to a group."), _("Add --group and its code."))
    if action is Action.EXPORT:
        if "--group" in given and "--seat" not in given:
            raise RoleplayError(
                _("What is kept of a group is about several people."),
                _("Add --seat and the code of one seat."),
            )
        if "--to" not in given:
            raise RoleplayError(
                _("Where to?"), _("Add --to and a folder, or a file that ends in .html or .json.")
            )


def _data(desk: Desk, store: Store, sessions: list[str], group: str | None, seat: str | None) -> PersonalData:
    if sessions:
        return data_of_sessions(store, sessions, desk.now())
    if group and seat:
        return data_of_seat(store, group, seat, desk.now())
    return all_data(store, desk.now())


def _write(store: Store, data: PersonalData, to: Path, *, is_forced: bool) -> None:
    """Write the page, the data or, into a folder, both."""
    text = msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"
    if to.suffix.lower() == ".json":
        files = {to: text}
    elif to.suffix.lower() in _PAGES:
        files = {to: as_page(store, data)}
    else:
        _make_folder(to)
        files = {to / "privacy.html": as_page(store, data), to / "privacy.json": text}
    for path, content in files.items():
        put_file(path, content.encode(), is_forced=is_forced)
        tell(_("Written: {path}").format(path=path))
    tell(_("Give it to the person whose it is, and to nobody else."))


def _make_folder(folder: Path) -> None:
    """Make a folder for its owner alone, where there is none."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        message = _("{path} cannot be written: {reason}.").format(path=folder, reason=error.strerror)
        raise RoleplayError(message, _("Name another folder.")) from error


def _erasure(
    desk: Desk, store: Store, sessions: list[str], group: str | None, seat: str | None, older_than: str | None
) -> Erasure:
    if sessions:
        return of_sessions(store, sessions)
    if group:
        return of_seat(store, group, seat) if seat else of_group(store, group)
    if older_than == _EXPIRED:
        return of_expired(store, desk.clock())
    if not older_than or not older_than.isascii() or not older_than.isdecimal() or len(older_than) > 5:
        raise RoleplayError(
            _("'{value}' is no number of days.").format(value=older_than),
            _("Give a whole number of days, or: expired"),
        )
    return of_older(store, desk.clock(), int(older_than))


def _erase(desk: Desk, store: Store, erasure: Erasure, is_sure: bool) -> ExitCode:
    """Say what will go, ask where nobody has said yes, and erase it."""
    if erasure.is_empty:
        tell(_("There is nothing to erase."))
        return ExitCode.DONE
    show_erasure(erasure)
    if not is_sure and not _agrees():
        tell(_("Nothing was erased."))
        return ExitCode.DONE
    erase(store, erasure, desk.now())
    tell(
        _("Erased."),
        _("Exports, printed pages and other backups of this computer are not touched."),
    )
    return ExitCode.DONE


def _agrees() -> bool:
    """Ask at a terminal. Raises RoleplayError where there is nobody to ask."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise RoleplayError(
            _("Nothing was erased, because nobody can be asked."), _("To erase it, add --yes.")
        )
    tell(_("It cannot be had back. Type yes and Enter to erase it; anything else keeps it."))
    typed = Prompt(sys.stdin, sys.stdout).ask()
    return typed is not None and typed.text.casefold() in ("yes", "ya", _("yes"))
