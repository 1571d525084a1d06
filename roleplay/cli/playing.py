"""Puts a session together from store, content and terminal, and plays it."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from roleplay.app.content import list_scenarios, load_cue_table, load_encounter
from roleplay.app.desk import Desk, set_up
from roleplay.app.session import LiveSession, begin, resume
from roleplay.cli.exit import tell
from roleplay.cli.request import PlayRequest
from roleplay.domain.encounter import Encounter
from roleplay.errors import ExitCode, RoleplayError
from roleplay.i18n import _, activate, active_language, ngettext
from roleplay.store import MemoryStore, Notice, SessionRecord, Store, open_store
from roleplay.terminal.play import Player
from roleplay.terminal.prompt import Prompt
from roleplay.terminal.screen import screen_for

if TYPE_CHECKING:
    from roleplay.hearing import Ear

_MOST_UNFINISHED: Final = 5
"""Sessions that the menu offers to go on with."""


def desk_here(content: tuple[Path, ...] = (), store: str | None = None) -> Desk:
    """Return the desk of whoever runs the program, where it is run. `store` is what --store names."""
    return set_up(os.environ, Path.cwd(), active_language(), content, store)


@contextmanager
def opened_store(desk: Desk, *, is_for_play: bool = False) -> Iterator[Store]:
    """Open the store for a command, say what it has to tell, and close it well.

    Only who plays can go on where it cannot be reached; a list of nothing would be taken for the truth.
    """
    opened = open_store(desk.store, desk.clock(), or_in_memory=is_for_play)
    tell_all(opened.notices)
    try:
        yield opened.store
    finally:
        tell_all(opened.store.close(desk.clock()))


def tell_all(notices: Iterable[Notice]) -> None:
    """Say what happened to the store; what must not be overlooked begins with a word in capitals."""
    for notice in notices:
        tell(_("ATTENTION: {message}").format(message=notice.message) if notice.is_loud else notice.message)


def play(request: PlayRequest) -> ExitCode:
    """Play what was asked for; without a scenario, offer what there is."""
    desk = desk_here(request.content, request.store)
    with opened_store(desk, is_for_play=True) as store:
        if request.scenario is None:
            code = _play_from_menu(desk, store, request)
        else:
            encounter = load_encounter(desk, request.scenario, request.persona)
            code = _play(desk, _begin(desk, store, encounter, request))
        if request.store is not None and not isinstance(store, MemoryStore):
            tell(_("Look there with: --store {store}").format(store=desk.store))
        return code


def resume_session(session_id: str | None, store: str | None = None) -> ExitCode:
    """Go on with a session, the last unfinished one for None, in the language it was begun in.

    Raises StoreError for an unknown one, RoleplayError when there is none.
    """
    desk = desk_here(store=store)
    with opened_store(desk) as opened:
        return _resume(desk, opened, session_id or last_session(opened, unfinished_only=True).id)


def last_session(store: Store, *, unfinished_only: bool = False) -> SessionRecord:
    """Return the session played last. Raises RoleplayError when there is none."""
    for record in store.sessions(unfinished_only=unfinished_only):
        if record.group_id is None or not unfinished_only:
            return record
    raise RoleplayError(_("There is no such session yet."), _("Begin with: roleplay play"))


def tell_damaged(desk: Desk, ids: Sequence[str]) -> None:
    """Say which sessions are left out because their entry in the list cannot be read, and what helps."""
    if not ids:
        return
    message = ngettext(
        "The entry of session {ids} in the list is damaged, so the session is left out.",
        "The entries of the sessions {ids} in the list are damaged, so these sessions are left out.",
        len(ids),
    )
    hint = _("Nothing was changed. A copy of the last days beside {path} may have it whole.")
    tell(message.format(ids=", ".join(ids)), hint.format(path=desk.store))


def _begin(desk: Desk, store: Store, encounter: Encounter, request: PlayRequest) -> LiveSession:
    seed = desk.chance() if request.seed is None else request.seed
    ear = ear_for(desk, encounter.language)
    return begin(store, encounter, request.mode, seed, now=desk.now, chance=desk.chance, ear=ear)


def _resume(desk: Desk, store: Store, session_id: str) -> ExitCode:
    record = store.record(session_id)
    if record.outcome is not None:
        raise RoleplayError(
            _("Session {id} has ended.").format(id=record.id),
            _("See it again: roleplay debrief {id}").format(id=record.id),
        )
    if record.group_id is not None:
        raise RoleplayError(
            _("Session {id} belongs to group {group}.").format(id=record.id, group=record.group_id),
            _hint_for_group(record),
        )
    activate(record.language)
    return _play(desk, resume(store, record.id, now=desk.now, ear=ear_for(desk, record.language)))


def _hint_for_group(record: SessionRecord) -> str:
    """Return how a session of a group goes on: a seat has one of its own, a room of teams does not."""
    from roleplay.groups.room import ROOM

    if record.seat != ROOM:
        return _("Go on where it is hosted: roleplay join, or the page in your browser.")
    return _("Go on with the group: roleplay group room --resume {group}").format(group=record.group_id)


def _play(desk: Desk, session: LiveSession) -> ExitCode:
    screen = screen_for(sys.stdout, os.environ)
    player = Player(session, screen, Prompt(sys.stdin, sys.stdout))
    player.play(session.last_words())
    return ExitCode.DONE


def _play_from_menu(desk: Desk, store: Store, request: PlayRequest) -> ExitCode:
    from roleplay.terminal.menu import pick

    screen = screen_for(sys.stdout, os.environ)
    listing = store.listing()
    tell_damaged(desk, [entry.id for entry in listing.damaged])
    alone = (item for item in listing.records if item.outcome is None and item.group_id is None)
    unfinished = tuple(islice(alone, _MOST_UNFINISHED))
    picked = pick(screen, Prompt(sys.stdin, sys.stdout), unfinished, list_scenarios(desk))
    if picked is None:
        return ExitCode.DONE
    if picked.session is not None:
        return _resume(desk, store, picked.session)
    encounter = load_encounter(desk, picked.scenario or "", request.persona or picked.persona)
    return _play(desk, _begin(desk, store, encounter, request))


def ear_for(desk: Desk, language: str) -> Callable[[], "Ear"]:
    """Return what makes the ear of a language when it is first needed, and the same one afterwards."""
    made: list[Ear] = []

    def ear() -> "Ear":
        if not made:
            from roleplay.hearing import Ear

            made.append(Ear(load_cue_table(desk, language)))
        return made[0]

    return ear
