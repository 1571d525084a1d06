"""The log of a group as a running host knows it: what is added is kept first."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Final

from roleplay.app.hosting.journal import Journal
from roleplay.app.hosting.refused import Refused, not_kept
from roleplay.domain.group import GroupEvent
from roleplay.groups.state import GroupState, after, read_group
from roleplay.i18n import _
from roleplay.store import AppendToGroup, GroupRecord, NotKeptError, Write

_TRIES: Final = 5
"""Times that an event is tried again when another host wrote in between."""


class GroupLog:
    """A group's events, and where they have left it."""

    def __init__(
        self, journal: Journal, record: GroupRecord, events: Sequence[GroupEvent], now: Callable[[], str]
    ) -> None:
        self.record = record
        self.state: GroupState = read_group(events)
        self._journal = journal
        self._now = now
        self._planned = record.version
        """The version that the group has once everything that is being written is kept."""
        self._plan = 0
        """Counts the plans that came to nothing: all that was written by one of them is written anew."""
        self._catching = asyncio.Lock()

    async def keep(self, *events: GroupEvent, before: Sequence[Write] = ()) -> None:
        """Have `events` of the group kept, after other writes, and go on by them. Raises Refused."""
        at = self._now()
        for _attempt in range(_TRIES):
            plan, planned = self._plan, self._planned
            self._planned += len(events)
            try:
                outcomes = await self._journal.write(
                    *before, AppendToGroup(self.record.id, planned, events, at)
                )
            except NotKeptError as error:
                self._drop(plan)
                raise not_kept(error) from error
            if isinstance(outcomes[-1], int):
                await self._apply(events, planned, at)
                return
            before = ()
            async with self._catching:
                if plan == self._plan:
                    await self._catch_up(at)
                    self._drop(plan)
        raise Refused("busy", _("The group is busy. Try again."))

    def _drop(self, plan: int) -> None:
        """Plan anew from what is kept, once for all that this plan was for."""
        if plan == self._plan:
            self._plan += 1
            self._planned = self.record.version

    async def _apply(self, events: Sequence[GroupEvent], planned: int, at: str) -> None:
        """Go on by events that were kept as those after version `planned`."""
        if planned > self.record.version:
            await self._catch_up(at)
        elif planned == self.record.version:
            for event in events:
                self.state = after(self.state, event)
            self.record = self.record.after(events, at)

    async def _catch_up(self, at: str) -> None:
        """Go on by what another host has kept."""
        version = self.record.version
        events = await self._journal.ask(lambda store: store.read_group(self.record.id, version))
        if version == self.record.version:
            for event in events:
                self.state = after(self.state, event)
            self.record = self.record.after(events, at)
        self._planned = max(self._planned, self.record.version)
