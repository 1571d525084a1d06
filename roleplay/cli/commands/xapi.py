"""`roleplay xapi`: learning records of sessions, to a file or a record store, and a check of such files."""

import os
import sys
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from roleplay.app.lrs import Lrs, endpoint_of
from roleplay.app.record_check import check_file
from roleplay.app.record_documents import RecordReport, SendReport
from roleplay.app.records import (
    HOME_VARIABLE,
    OUTBOX,
    Told,
    Wanted,
    credentials_of,
    is_open_to_others,
    learner_named,
    places_at,
    queue_sessions,
    send_waiting,
    tell_sessions,
)
from roleplay.authoring.writing import put_file
from roleplay.cleaning import clean_line
from roleplay.cli.exit import tell
from roleplay.cli.options import AsJson, Lang
from roleplay.cli.output import print_json
from roleplay.cli.playing import desk_here, opened_store, tell_all
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _, ngettext
from roleplay.store import open_outbox

_MOST_TOLD: Final = 200
"""Faults and refusals that are told one by one; --json has all of them."""


class Action(StrEnum):
    """What to do with learning records."""

    WRITE = "write"
    SEND = "send"
    CHECK = "check"


def command(
    action: Annotated[
        Action,
        typer.Argument(
            metavar="write|send|check",
            help=_("write: to a file. send: to a record store (LRS). check: look for faults in a file."),
        ),
    ],
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="[endpoint|file]",
            help=_("send: the address of the record store. check: the file."),
        ),
    ] = None,
    session: Annotated[
        str | None, typer.Option("--session", help=_("This session; all that have ended without it."))
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help=_("Also the sessions that have not ended."))
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", help=_("write: to this file, one statement a line if it ends in .jsonl; else a list.")
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Replace the file if it is there."))] = False,
    name: Annotated[
        str | None, typer.Option("--name", help=_("Who played, by name; nobody is named without it."))
    ] = None,
    mbox: Annotated[
        str | None,
        typer.Option("--mbox", help=_("Who played, by e-mail address; a pseudonym without it.")),
    ] = None,
    home: Annotated[
        str | None,
        typer.Option(
            "--home",
            envvar=HOME_VARIABLE,
            help=_("The address under which your office names activities; always the same one."),
        ),
    ] = None,
    credentials: Annotated[
        Path | None,
        typer.Option("--credentials", help=_("send: a file with one line, name:password.")),
    ] = None,
    refused: Annotated[
        bool, typer.Option("--refused", help=_("send: try those again that were refused before."))
    ] = False,
    as_json: AsJson = False,
    lang: Lang = None,
) -> ExitCode:
    """Write, send or check learning records."""
    _check_options(action, {"--to": to, "--force": force}, Action.WRITE)
    _check_options(action, {"--credentials": credentials, "--refused": refused}, Action.SEND)
    if action is Action.CHECK:
        return _check(Path(_given(place, _("Name the file to check."))), as_json=as_json)
    wanted = Wanted(session, everything, places_at(home), learner_named(name, mbox))
    if action is Action.SEND:
        address = _given(place, _("Name the record store: roleplay xapi send https://lrs.example.org/xapi"))
        return _send(address, wanted, credentials, with_refused=refused, as_json=as_json)
    if place is not None or as_json:
        raise RoleplayError(
            _("write takes neither a file after it nor --json."), _("Name the file with --to.")
        )
    return _write(wanted, to, is_forced=force)


def _check_options(action: Action, options: Mapping[str, object], owner: Action) -> None:
    """Refuse an option that another action has, so that nobody thinks it did something."""
    for option, value in options.items():
        if value and action is not owner:
            raise RoleplayError(
                _("{option} does not go with {action}.").format(option=option, action=action),
                _("Leave it out, or say: roleplay xapi {action}").format(action=owner),
            )


def _given(place: str | None, hint: str) -> str:
    if place is None:
        raise RoleplayError(_("Something is missing at the end of the command."), hint)
    return place


def _write(wanted: Wanted, to: Path | None, *, is_forced: bool) -> ExitCode:
    statements: list[str] = []
    sessions = unreadable = 0
    with opened_store(desk_here()) as store:
        for told in tell_sessions(store, wanted):
            if isinstance(told, Told):
                sessions += 1
                statements += [data.decode() for _id, data in told.statements]
            else:
                unreadable += 1
    if to is None:
        sys.stdout.write(_as_list(statements))
    else:
        is_lines = to.suffix.lower() == ".jsonl"
        text = "".join(f"{item}\n" for item in statements) if is_lines else _as_list(statements)
        put_file(to, text.encode(), is_forced=is_forced)
        tell(_("Written: {path}").format(path=to))
    tell(_counted(len(statements), sessions))
    if not sessions and not wanted.with_unfinished:
        tell(_("No session has ended yet; --all takes the others too."))
    _tell_unreadable(unreadable)
    return ExitCode.DONE


def _as_list(statements: list[str]) -> str:
    return "[\n" + ",\n".join(statements) + "\n]\n" if statements else "[]\n"


def _counted(statements: int, sessions: int) -> str:
    told = ngettext("{count} statement", "{count} statements", statements).format(count=statements)
    of = ngettext("{count} session", "{count} sessions", sessions).format(count=sessions)
    return _("{statements} of {sessions}.").format(statements=told, sessions=of)


def _tell_unreadable(count: int) -> None:
    if count:
        tell(_("Left out, cannot be read: {count}.").format(count=count))


def _send(
    address: str, wanted: Wanted, credentials: Path | None, *, with_refused: bool, as_json: bool
) -> ExitCode:
    desk = desk_here()
    lrs = Lrs(endpoint_of(address), credentials_of(credentials, os.environ))
    if credentials is not None and is_open_to_others(credentials):
        tell(
            _("Other people on this computer may read {path}.").format(path=credentials),
            _("Close it to them: chmod 600 {path}").format(path=credentials),
        )
    opened = open_outbox(desk.data_folder / OUTBOX, desk.clock())
    tell_all(opened.notices)
    try:
        with opened.outbox.alone():
            with opened_store(desk) as store:
                queued = queue_sessions(desk, store, opened.outbox, str(lrs.endpoint), wanted)
            if queued.statements:
                tell(_("New in the outbox: {told}").format(told=_counted(queued.statements, queued.sessions)))
            done = send_waiting(desk, opened.outbox, lrs, queued, wait=_wait, with_refused=with_refused)
    finally:
        opened.outbox.close()
    if as_json:
        print_json(done)
    else:
        _show_sent(done)
    return ExitCode.PROBLEMS if done.refused or done.waiting else ExitCode.DONE


def _wait(seconds: float, reason: str) -> None:
    message = _("Not sent yet ({reason}). Trying again in {seconds} s; Ctrl-C stops, nothing is lost.")
    tell(message.format(reason=reason, seconds=max(1, round(seconds))))
    time.sleep(seconds)


def _show_sent(done: SendReport) -> None:
    sys.stdout.write(_("Sent: {count}.").format(count=done.sent) + "\n")
    if done.there:
        sys.stdout.write(_("Were there already: {count}.").format(count=done.there) + "\n")
    if done.refused:
        sys.stdout.write(_("Refused: {count}.").format(count=len(done.refused)) + "\n")
        for item in done.refused[:_MOST_TOLD]:
            sys.stdout.write(f"  {item.id}  {clean_line(item.reason)}\n")
        _tell_more(len(done.refused))
    _tell_unreadable(done.unreadable)
    if done.waiting:
        why = done.silence or ""
        tell(
            _("Kept for later: {count} ({reason}).").format(count=done.waiting, reason=why),
            _("Nothing was lost. Send again with the same command."),
        )


def _tell_more(count: int) -> None:
    """Say how many were not told one by one."""
    if count > _MOST_TOLD:
        tell(_("… and {count} more, all of them in --json.").format(count=count - _MOST_TOLD))


def _check(file: Path, *, as_json: bool) -> ExitCode:
    found = check_file(file)
    if as_json:
        print_json(found)
    else:
        _show_faults(file, found)
    return ExitCode.PROBLEMS if found.faults else ExitCode.DONE


def _show_faults(file: Path, found: RecordReport) -> None:
    for item in found.faults[:_MOST_TOLD]:
        place, reason = clean_line(f"{file}:{item.line}"), clean_line(item.reason)
        sys.stdout.write(f"{place}  {clean_line(item.path)}  {reason}\n")
    _tell_more(len(found.faults))
    count = len({item.statement for item in found.faults})
    tell(
        _("{statements} checked, {count} with faults.").format(
            statements=ngettext("{count} statement", "{count} statements", found.statements).format(
                count=found.statements
            ),
            count=count,
        )
    )
