"""What a facilitator may do with a hosted group, and when."""

import asyncio

from roleplay.app.hosting import messages
from roleplay.app.hosting.host import Host
from roleplay.app.hosting.messages import Done
from roleplay.app.hosting.panel import machine_ratings
from roleplay.app.hosting.refused import Refused
from roleplay.cleaning import clean_line
from roleplay.domain.group import (
    Closed,
    Continued,
    Messaged,
    PanelClosed,
    PanelOpened,
    Paused,
    Removed,
    RoundBegun,
    RoundEnded,
)
from roleplay.groups.state import LONGEST_NICKNAME
from roleplay.i18n import _

Steps = messages.Begin | messages.End | messages.OpenPanel | messages.ClosePanel
"""What leads the whole group from one phase to the next."""


class Facilitator:
    """Carries out what the facilitator asks for. Every method returns once it is kept, and raises Refused."""

    def __init__(self, host: Host) -> None:
        self._host = host

    async def do(self, asked: messages.Command) -> Done:
        """Do what the facilitator asks for."""
        match asked:
            case messages.TakeOver(seat=name):
                await self._host.talks.take_over(self._host.known(name))
            case messages.Speak(seat=name, text=text):
                await self._host.talks.improvise(self._host.known(name), text)
            case messages.HandBack(seat=name):
                await self._host.talks.hand_back(self._host.known(name))
            case messages.RateAs(name=name, session=session, marks=marks):
                rater = clean_line(name)[:LONGEST_NICKNAME]
                return await self._host.rate(f"facilitator:{rater}", session, marks)
            case _:
                async with self._host.turn:
                    await self._do(asked)
        self._host.tell_everybody()
        return Done()

    async def _do(self, asked: messages.Command) -> None:
        log = self._host.log
        if log.state.phase == "closed":
            raise Refused("not-now", _("This group is over."))
        match asked:
            case messages.Begin() | messages.End() | messages.OpenPanel() | messages.ClosePanel():
                await self._step(asked)
            case messages.Pause() | messages.Continue():
                wished = isinstance(asked, messages.Pause)
                if log.state.is_paused != wished:
                    await log.keep(Paused() if wished else Continued())
            case messages.Say(text=text, seat=name):
                if name:
                    self._host.known(name)
                await log.keep(Messaged(self._host.words(text), name))
            case messages.Remove(seat=name):
                self._host.known(name)
                await log.keep(Removed(name))
            case messages.Close():
                await log.keep(Closed())

    async def _step(self, asked: Steps) -> None:
        match asked:
            case messages.Begin():
                await self._begin_round()
            case messages.End():
                _require(self._host.state.phase == "playing")
                await self._host.log.keep(RoundEnded(self._host.state.round))
            case messages.OpenPanel(seat=name):
                await self._open_panel(name)
            case messages.ClosePanel():
                await self._close_panel()

    async def _begin_round(self) -> None:
        number = self._host.state.round + 1
        _require(self._host.state.phase != "playing")
        if number >= len(self._host.state.plan.rounds):
            raise Refused("not-now", _("There is no further round in the plan."))
        await self._host.log.keep(RoundBegun(number))
        await self._host.seat([self._host.known(name) for name in self._host.state.seats])

    async def _open_panel(self, name: str) -> None:
        _require(self._host.state.phase == "debrief")
        talk = self._host.known(name).talk
        if talk is None or not talk.state.turn:
            raise Refused("not-now", _("Nothing was said in this talk yet."))
        await self._host.log.keep(PanelOpened(talk.record.id))

    async def _close_panel(self) -> None:
        session = self._host.state.panel
        _require(session is not None)
        talk = self._host.talk_of(session or "")
        await self._host.log.keep(*machine_ratings(talk), PanelClosed(talk.record.id))
        # 0.4 s with sixty raters, in which nobody else should have to wait.
        await asyncio.to_thread(self._host.panel_outcome, talk)


def _require(is_so: bool) -> None:
    if not is_so:
        raise Refused("not-now", _("That cannot be done at this point of the group."))
