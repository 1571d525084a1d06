"""The live board of a hosted group, brought up to date by what has changed since it was looked at last."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from roleplay.app.hosting.host import Host
from roleplay.app.hosting.overview import BoardUpdate, PanelProgress, SeatRow
from roleplay.app.hosting.seat import Seat
from roleplay.domain.vocabulary import LABELS
from roleplay.groups.board import Board, Patience, SeatProgress

MOST_ROWS: Final = 80
"""Seats that are told one by one: more are not read on any screen."""

GONE: Final = 12.0
"""Seconds without a sign of life after which a seat counts as away: longer than between two polls."""

_ATTENTION: Final = ("away", "playing", "paused", "lobby", "ended")
"""States in the order in which their seats may need the facilitator."""


class _Look(NamedTuple):
    """What decides how a seat stands on the board."""

    news: int
    state: str


class GroupBoard:
    """Counts the seats of a host. Only those that changed are counted anew."""

    def __init__(self, host: Host, patience: Patience = Patience()) -> None:  # noqa: B008  # it is frozen
        self._host = host
        self._patience = patience
        self._board = Board()
        self._looks: dict[str, _Look] = {}
        self._progress: dict[str, SeatProgress] = {}

    def update(self, number: int, address: str, now: float, guesses: int) -> BoardUpdate:
        """Return what is seen at `now`, in seconds of the host's own clock. Looks at each seat once or twice.

        `number` is that of the news, `guesses` are the wrong codes so far.
        """
        seats = [self._host.known(name) for name in self._host.state.seats]
        for seat in seats:
            self._count(seat, now)
        for name in self._looks.keys() - self._host.state.seats.keys():
            self._board.remove(name)
            del self._looks[name], self._progress[name]
        state = self._host.state
        shown = self._first_needed(seats, now) if len(seats) > MOST_ROWS else seats
        return BoardUpdate(
            number=number,
            phase=state.phase,
            round=state.round + 1,
            rounds=len(state.plan.rounds),
            is_paused=state.is_paused,
            code=self._host.record.id,
            address=address,
            title=state.plan.title,
            people=len(seats),
            connected=sum(is_connected(seat, now) for seat in seats),
            view=self._board.view(now, self._patience),
            rows=tuple(self._row(seat, now) for seat in shown),
            left_out=len(seats) - len(shown),
            panel=self._panel(),
            guesses=guesses,
        )

    def _count(self, seat: Seat, now: float) -> None:
        look = _Look(seat.news.number, self._state_of(seat, now))
        if self._looks.get(seat.id) != look:
            self._looks[seat.id] = look
            self._progress[seat.id] = self._progress_of(seat, look.state, now)
            self._board.update(self._progress[seat.id])

    def _state_of(self, seat: Seat, now: float) -> str:
        talk = seat.talk
        if talk is not None and talk.state.is_ended:
            return "ended"
        if not is_connected(seat, now):
            return "away"
        if talk is None or self._host.state.phase != "playing":
            return "lobby"
        return "paused" if self._host.state.is_paused else "playing"

    def _progress_of(self, seat: Seat, state: str, now: float) -> SeatProgress:
        nickname = self._host.state.seats[seat.id].nickname
        before = self._progress.get(seat.id)
        talk = seat.talk
        if talk is None:
            return SeatProgress(
                seat.id, nickname, "", 0, "", state, (), seat.moved_at, seat.moved_at, 0, None, frozenset()
            )
        stands = talk.state
        here = (talk.encounter.scenario, stands.node, state)
        stays = before is not None and (before.scenario, before.node, before.state) == here
        return SeatProgress(
            seat=seat.id,
            nickname=nickname,
            scenario=talk.encounter.scenario,
            turn=stands.turn,
            node=stands.node,
            state=state,
            moods=tuple(reached.mood for reached in talk.states),
            last_active=seat.moved_at,
            at_node_since=before.at_node_since if before is not None and stays else now,
            unheard=stands.unheard,
            outcome=stands.outcome,
            techniques=frozenset(label for label in LABELS if label in stands.shown),
        )

    def _is_stuck(self, progress: SeatProgress, now: float) -> bool:
        return progress.state == "playing" and (
            now - progress.at_node_since >= self._patience.seconds
            or progress.unheard >= self._patience.unheard
        )

    def _first_needed(self, seats: Sequence[Seat], now: float) -> list[Seat]:
        """Return the seats that have a row where not all have, in the order in which they were taken."""

        def need(seat: Seat) -> tuple[bool, int, float]:
            progress = self._progress[seat.id]
            return not self._is_stuck(progress, now), _ATTENTION.index(progress.state), progress.last_active

        chosen = {seat.id for seat in sorted(seats, key=need)[:MOST_ROWS]}
        return [seat for seat in seats if seat.id in chosen]

    def _row(self, seat: Seat, now: float) -> SeatRow:
        progress = self._progress[seat.id]
        talk = seat.talk
        mood = None if talk is None else talk.state.mood
        return SeatRow(
            seat=seat.id,
            nickname=progress.nickname,
            persona="" if talk is None else talk.encounter.persona.name,
            scenario="" if talk is None else talk.encounter.title,
            turn=progress.turn,
            node=progress.node,
            state=progress.state,
            outcome=progress.outcome,
            tension=mood.tension if mood else 0,
            trust=mood.trust if mood else 0,
            clarity=mood.clarity if mood else 0,
            idle_seconds=max(int(now - seat.moved_at), 0),
            is_stuck=self._is_stuck(progress, now),
            is_taken_over=seat.is_taken_over,
            is_connected=is_connected(seat, now),
        )

    def _panel(self) -> PanelProgress | None:
        state = self._host.state
        if state.panel is None:
            return None
        raters = {item.rater for item in state.ratings if item.session == state.panel}
        talks = ((seat.id, seat.talk) for seat in self._host.seats.values())
        owner = next((name for name, talk in talks if talk and talk.record.id == state.panel), "")
        return PanelProgress(state.panel, owner, len(raters & state.seats.keys()), len(state.seats))


def is_connected(seat: Seat, now: float) -> bool:
    """Tell whether somebody sits there: a socket or a poll is open, or was a moment ago."""
    return seat.connections > 0 or now - seat.seen_at < GONE
