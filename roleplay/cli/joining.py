"""Joins a hosted group from a terminal, or comes back to the seat that was taken from here before."""

import os
import random
import sys
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from roleplay.app.desk import Desk
from roleplay.app.hosting.messages import Invitation, Join, Update
from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.client import SeatLine
from roleplay.app.joining.content import FetchedContent
from roleplay.app.joining.courier import Courier
from roleplay.app.joining.following import Following
from roleplay.app.joining.line import LineDownError, not_a_host
from roleplay.app.joining.place import Link, Place, read_link, typed_code
from roleplay.app.joining.seats import KeptSeat, SeatFolder, can_be_kept, run_name
from roleplay.cli.exit import tell
from roleplay.cli.playing import desk_here
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _, activate, has_messages
from roleplay.terminal.inviting import ask_agreement, ask_line, ask_nickname, suggested_nickname
from roleplay.terminal.joined import Trainee
from roleplay.terminal.joined_room import JoinedRoom
from roleplay.terminal.news_prompt import NewsPrompt
from roleplay.terminal.screen import Screen, screen_for

_FOLDER: Final = "joined"


class JoinRequest(Struct, frozen=True):
    """One wish to join."""

    address: str | None
    code: str | None
    is_new: bool
    """True to take another seat than the one of before."""


class _Ear:
    """Looks for news once there is a room to hear it from."""

    def __init__(self) -> None:
        self.room: JoinedRoom | None = None

    def look(self) -> bool:
        return self.room is not None and self.room.look()


class _Terminal(Struct, frozen=True):
    screen: Screen
    prompt: NewsPrompt
    ear: _Ear


def join_group(request: JoinRequest) -> ExitCode:
    """Take part in a group until it is over or one leaves. Raises RoleplayError."""
    desk = desk_here()
    folder = SeatFolder(desk.data_folder / _FOLDER)
    link = read_link(request.address) if request.address else None
    code = typed_code(request.code or (link.code if link else ""))
    ear = _Ear()
    terminal = _Terminal(screen_for(sys.stdout, os.environ), NewsPrompt(sys.stdin, sys.stdout, ear.look), ear)
    kept = None if request.is_new else _seat_of_before(folder, link, code)
    if kept is None:
        kept = _take_seat(desk, folder, terminal, link, code)
    if kept is None:
        tell(_("You have not joined, and nothing was kept."))
        return ExitCode.DONE
    try:
        _take_part(desk, folder, terminal, kept)
    except LineDownError as error:
        raise RoleplayError(
            _("The group at {address} cannot be understood: {reason}.").format(
                address=kept.place.address, reason=error.reason
            ),
            _("Your seat is kept. Come back with: {command}").format(command=_return_with(kept)),
        ) from error
    return ExitCode.DONE


def _seat_of_before(folder: SeatFolder, link: Link | None, code: str) -> KeptSeat | None:
    """Return the seat that was taken from here before, if its group still knows it."""
    kept = folder.find(link.place if link else None, code)
    if kept is None:
        return None
    if link is not None and link.place != kept.place:
        kept = replace(kept, host=link.place.host, port=link.place.port)  # the group has moved
    try:
        SeatLine(kept.place, kept.token).update(0)
    except LineDownError:
        return kept  # it waits for the line
    except Refused as error:
        return None if error.reason == "unknown" else kept
    return kept


def _take_seat(
    desk: Desk, folder: SeatFolder, terminal: _Terminal, link: Link | None, code: str
) -> KeptSeat | None:
    """Ask for what is missing and take a seat; None when somebody does not agree."""
    screen, prompt = terminal.screen, terminal.prompt
    if link is None:
        link = read_link(
            ask_line(screen, prompt, _("At which address is the group?"), _("It stands on the board."))
        )
        code = code or typed_code(link.code)
    line = SeatLine(link.place)
    code, invitation = _invited(terminal, line, code)
    if has_messages(invitation.language):
        activate(invitation.language)
    if not ask_agreement(screen, prompt, invitation):
        return None
    nickname = ask_nickname(screen, prompt, suggested_nickname(desk.chance()))
    try:
        welcome = line.join(Join(code, nickname, invitation.digest))
        if not can_be_kept(code, welcome.seat):
            raise not_a_host()
    except LineDownError as error:
        raise _unreachable(link.place, error) from error
    except Refused as error:
        raise RoleplayError(error.message) from error
    kept = KeptSeat(
        link.place.host,
        link.place.port,
        code,
        invitation.title,
        invitation.language,
        welcome.seat,
        welcome.nickname,
        welcome.token,
    )
    if loss := folder.keep(kept):
        tell(_("Your seat cannot be kept on this computer: {reason}.").format(reason=loss))
    return kept


def _invited(terminal: _Terminal, line: SeatLine, code: str) -> tuple[str, Invitation]:
    """Return the code that is right and what it leads to."""
    while True:
        code = code or typed_code(
            ask_line(
                terminal.screen, terminal.prompt, _("The code of the group?"), _("It stands on the board.")
            )
        )
        try:
            return code, line.invitation(code)
        except LineDownError as error:
            raise _unreachable(line.place, error) from error
        except Refused as error:
            terminal.screen.line(error.message, "warning")
            code = ""


def _take_part(desk: Desk, folder: SeatFolder, terminal: _Terminal, kept: KeptSeat) -> None:
    if has_messages(kept.language):
        activate(kept.language)
    line = SeatLine(kept.place, kept.token)
    claim = folder.claim(kept, run_name())
    following: Following[Update] = Following(line.update, random.random)
    room = JoinedRoom(terminal.screen, following, claim)
    courier = Courier(line, claim, random.random, room.tell_line)
    trainee = Trainee(
        terminal.screen,
        terminal.prompt,
        room,
        courier,
        FetchedContent(line, desk.cache_folder),
        _return_with(kept),
    )
    terminal.ear.room = room
    following.start()
    try:
        trainee.run()
    finally:
        following.stop()


def _return_with(kept: KeptSeat) -> str:
    return f"roleplay join {kept.place.address}"


def _unreachable(place: Place, error: LineDownError) -> RoleplayError:
    return RoleplayError(
        _("The group at {address} cannot be reached: {reason}.").format(
            address=place.address, reason=error.reason
        ),
        _("Compare the address with the board, and see that this computer is in the same network."),
    )
