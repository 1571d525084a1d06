"""Puts a hosted group together from store, content and server, and shows it on the terminal."""

import importlib.util
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from roleplay.app.desk import Desk
from roleplay.app.documents import Finding
from roleplay.app.hosting.around import new_secret, surroundings
from roleplay.app.hosting.host import Host
from roleplay.app.hosting.journal import Journal
from roleplay.app.hosting.leading import Leading, remember, remembered
from roleplay.app.hosting.messages import Invitation
from roleplay.app.hosting.opening import open_group, resume_group
from roleplay.app.plan import plan_of
from roleplay.cli.exit import tell
from roleplay.cli.findings import print_finding
from roleplay.cli.hosting_words import Links, Told, print_lines, print_qr, shown_code, told_links
from roleplay.cli.playing import desk_here, ear_for, tell_all
from roleplay.domain.group import Plan
from roleplay.errors import ExitCode, RoleplayError
from roleplay.groups.consent import consent
from roleplay.groups.state import read_group
from roleplay.i18n import _, activate
from roleplay.store import Address, Notice, Store, open_store
from roleplay.store.record import group_id

if TYPE_CHECKING:
    from roleplay.server.running import Running

_LOOKING: Final = 0.3
"""Seconds between two looks at what there is to tell."""


class HostRequest(Struct, frozen=True):
    """One wish to host."""

    plan: str | None
    port: int | None
    address: str
    """Empty: all of this computer's."""
    site: str
    resume: str | None
    """The code of a group that was hosted before."""
    content: tuple[Path, ...]
    store: str | None = None
    """Another store than the usual one."""


def host_group(request: HostRequest) -> ExitCode:
    """Host a group until it is interrupted. Raises RoleplayError, ContentError and StoreError."""
    _require_extra()
    desk = desk_here(request.content, request.store)
    plan = None
    if request.plan is not None:
        planned = plan_of(desk, request.plan)
        if planned.plan is None:
            for item in planned.diagnostics:
                print_finding(Finding.of(item))
            return ExitCode.PROBLEMS
        plan = planned.plan
    _serve(desk, request, plan)
    return ExitCode.DONE


def _serve(desk: Desk, request: HostRequest, plan: Plan | None) -> None:
    from roleplay.server.ports import PORT, listen, local_addresses
    from roleplay.server.running import Opening, Running

    code = "" if request.resume is None else group_id(request.resume)
    known = remembered(desk.data_folder, code) if code else None
    listening = listen(request.address, request.port, known.port if known else PORT)
    port = int(listening.getsockname()[1])
    addresses = (request.address,) if request.address else local_addresses() or ("127.0.0.1",)
    places = tuple(f"[{each}]:{port}" if ":" in each else f"{each}:{port}" for each in addresses)
    secret = known.secret if known else new_secret()
    group = _Group(desk, request.site, plan, code, secret)
    running = Running(listening, places[0], Opening(group.open, group.close), time.monotonic)
    try:
        host = running.start()
        _tell_opened(desk, group, Leading(secret, port), host.record.id)
        own = request.address or "127.0.0.1"
        _lead(host, Links(places, host.record.id, secret, own, port), running)
        tell(
            _("Hosting has stopped. The group stays open, and everything in it is kept."),
            _("Go on with: roleplay group host --resume {code}").format(code=shown_code(host.record.id)),
        )
    finally:
        running.stop()
        tell_all(group.farewell)


class _Group:
    """The group on the thread of its server."""

    def __init__(self, desk: Desk, site: str, plan: Plan | None, code: str, secret: str) -> None:
        """`plan` is that of a new group, `code` that of one to go on with."""
        self.notices: tuple[Notice, ...] = ()
        """What is to be said of the store that was opened."""
        self.farewell: tuple[Notice, ...] = ()
        """What is to be said of it at the end."""
        self._desk = desk
        self._site = site
        self._plan = plan
        self._code = code
        self._secret = secret
        self._journal = Journal(self._open_store)

    async def open(self) -> tuple[Host, Invitation]:
        """Open the group in its language. Raises RoleplayError, ContentError and StoreError."""
        plan, site = self._plan, self._site
        if plan is None:
            record = await self._journal.ask(lambda store: store.group(self._code))
            plan = read_group(await self._journal.ask(lambda store: store.read_group(self._code))).plan
            site = record.site
        activate(plan.language)
        desk = replace(self._desk, language=plan.language)
        ear = ear_for(desk, plan.language)
        ear()  # now, and not while sixty wait for their first reply to be heard
        asked = consent(plan, site, is_shared=isinstance(self._desk.store, Address))
        around = surroundings(desk, ear)
        if self._plan is None:
            host = await resume_group(self._journal, self._code, self._secret, around, asked.digest)
        else:
            host = await open_group(self._journal, plan, site, self._secret, around, asked.digest)
        return host, Invitation(plan.title, plan.language, asked.paragraphs, asked.digest)

    async def close(self) -> None:
        """Let go of the store."""
        self.farewell = await self._journal.close(lambda store: store.close(self._desk.clock())) or ()

    def _open_store(self) -> Store:
        # Nothing is answered before it is kept: a group in memory alone would break that promise.
        opened = open_store(self._desk.store, self._desk.clock(), or_in_memory=False)
        self.notices = opened.notices
        return opened.store


def _tell_opened(desk: Desk, group: _Group, leading: Leading, code: str) -> None:
    tell_all(group.notices)
    if loss := remember(desk.data_folder, code, leading):
        message = _("The facilitator's link cannot be kept for a restart: {reason}.").format(reason=loss)
        tell(message, _("After a restart there will be a new one."))


def _lead(host: Host, links: Links, running: "Running") -> None:
    """Show how to join and what happens, until somebody presses Ctrl-C."""
    signal.signal(signal.SIGTERM, _interrupt)
    size = shutil.get_terminal_size()
    print_lines(told_links(host.state.plan.title, links))
    print_qr(sys.stdout, links.invitation, size.columns, size.lines)
    try:
        if sys.stdin.isatty() and sys.stdout.isatty():
            _lead_here(links, running)
        told = Told(host.state)
        while running.is_alive:
            print_lines(told.news(host.state))
            time.sleep(_LOOKING)
    except KeyboardInterrupt:
        if sys.stdout.isatty():
            print_lines(iter(("",)))


def _lead_here(links: Links, running: "Running") -> None:
    """Lead from this terminal, again and again; return when there is nobody to type any more."""
    from roleplay.app.joining.place import Place
    from roleplay.cli.leading import lead

    while running.is_alive:
        try:
            input(_("Press Enter to lead from here, Ctrl-C to stop hosting. "))
        except EOFError:
            return
        lead(Place(links.own, links.port), links.secret)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _require_extra() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("aiohttp", "segno")):
        raise RoleplayError(
            _("Hosting a group needs two further libraries."),
            _("Install them: pip install 'roleplay-service[group]'"),
        )
