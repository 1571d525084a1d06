"""`roleplay group room`: a whole room plays together at one projector."""

import os
import sys
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from roleplay.app.content import list_scenarios, load_encounter
from roleplay.app.desk import Desk
from roleplay.app.room import LiveRoom, World, open_room, resume_room
from roleplay.app.room_teams import name_teams
from roleplay.authoring.writing import check_free, put_file
from roleplay.cli.exit import tell
from roleplay.cli.options import Content, Lang, StoreName, folders
from roleplay.cli.playing import desk_here, ear_for, opened_store
from roleplay.cli.request import checked_seed
from roleplay.domain.encounter import Encounter
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _, activate
from roleplay.reporting.room_words import consent_words
from roleplay.store import Store
from roleplay.terminal.menu import pick
from roleplay.terminal.room import RoomPlayer
from roleplay.terminal.room_lobby import ask_consent, ask_teams
from roleplay.terminal.room_prompt import RoomPrompt
from roleplay.terminal.screen import Screen, screen_for


class _Wish(NamedTuple):
    """What a new room is to play, and who is in it."""

    scenario: str | None
    persona: str | None
    names: tuple[str, ...]
    """Empty where they are asked for."""
    seed: int | None


def command(
    scenario: Annotated[
        str | None, typer.Argument(help=_("The scenario; a list is shown without it."))
    ] = None,
    teams: Annotated[
        int | None, typer.Option("--teams", help=_("How many teams there are, 2 to 12."))
    ] = None,
    team: Annotated[
        list[str] | None, typer.Option("--team", help=_("The name of a team; once for each."))
    ] = None,
    persona: Annotated[str | None, typer.Option("--persona", help=_("Who brings it."))] = None,
    discuss: Annotated[
        float,
        typer.Option("--discuss", min=0, max=60, help=_("Minutes to discuss a reply; the time runs down.")),
    ] = 0,
    code: Annotated[
        str | None,
        typer.Option("--resume", metavar="<code>", help=_("Go on with a room, or see its debrief again.")),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=_("Write the debrief to this file, as a page to print.")),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Write over the file where it is there."))] = False,
    seed: Annotated[int | None, typer.Option("--seed", help=_("Draw everything from this number."))] = None,
    content: Content = None,
    lang: Lang = None,
    store: StoreName = None,
) -> ExitCode:
    """Play a scenario with a whole room."""
    if output is not None:
        check_free(output, is_forced=force)
    names = name_teams(team or (), teams) if team or teams is not None else ()
    wish = _Wish(scenario, persona, names, checked_seed(seed))
    if code is not None and any(part is not None and part != () for part in wish):
        raise RoleplayError(
            _("A room that goes on keeps its scenario, its teams and its customer."),
            _("Leave out everything but --resume, --discuss and -o."),
        )
    desk = desk_here(folders(content), store)
    screen = screen_for(sys.stdout, os.environ)
    prompt = RoomPrompt(sys.stdin, sys.stdout, screen)
    with opened_store(desk, is_for_play=True) as opened:
        room = _begun(desk, opened, screen, prompt, wish) if code is None else _resumed(desk, opened, code)
        if room is not None:
            is_over = RoomPlayer(room, screen, prompt, discuss).run()
            if output is not None:
                _write_page(output, room, is_over=is_over, is_forced=force)
    return ExitCode.DONE


def _world(desk: Desk) -> World:
    return World(desk.now, desk.chance, lambda language: ear_for(desk, language))


def _resumed(desk: Desk, store: Store, code: str) -> LiveRoom:
    """Return a room as it was left, in the language it was begun in."""
    room = resume_room(store, code, _world(desk))
    activate(room.language)
    return room


def _begun(desk: Desk, store: Store, screen: Screen, prompt: RoomPrompt, wish: _Wish) -> LiveRoom | None:
    """Return a new room once it has its teams and knows what is kept, None when nobody wants it."""
    encounter = _chosen(desk, screen, prompt, wish)
    if encounter is None:
        return None
    screen.line(f"“{encounter.title}”", "bold")
    names = wish.names or ask_teams(screen, prompt)
    if not ask_consent(screen, prompt):
        return None
    seed = desk.chance() if wish.seed is None else wish.seed
    return open_room(store, encounter, seed, names, consent_words(), _world(desk))


def _chosen(desk: Desk, screen: Screen, prompt: RoomPrompt, wish: _Wish) -> Encounter | None:
    """Return what is played; without a scenario offer what there is, None when nothing is picked."""
    if wish.scenario is not None:
        return load_encounter(desk, wish.scenario, wish.persona)
    picked = pick(screen, prompt, (), list_scenarios(desk))
    if picked is None:
        return None
    return load_encounter(desk, picked.scenario or "", wish.persona or picked.persona)


def _write_page(path: Path, room: LiveRoom, *, is_over: bool, is_forced: bool) -> None:
    """Write the debrief of a room that is over; say how it can be had where it is not."""
    if not is_over:
        tell(_("The page is written when the room is over."))
        return
    from roleplay.reporting.room_page import room_page

    put_file(path, room_page(room.debrief()).encode(), is_forced=is_forced)
    tell(_("Written: {path}").format(path=path))
