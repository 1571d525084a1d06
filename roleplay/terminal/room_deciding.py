"""One turn of a room up to the reveal: the teams decide, say why, and slips are mended.

Nothing that is shown here tells which reply is good.
"""

from typing import Final, Literal

from roleplay.app.ballot import Entry, Reason, Recall, Words, read_entry
from roleplay.app.room import LiveRoom
from roleplay.errors import RoleplayError
from roleplay.groups.room import Team, is_abstention
from roleplay.i18n import _
from roleplay.terminal.room_prompt import RoomPrompt
from roleplay.terminal.room_view import kept_part, show_decision, show_open, show_votes, team_label
from roleplay.terminal.screen import Screen

SKIPS_ALL: Final = "."
"""What leaves out all teams that would still be asked."""


class Deciding:
    """The teams of a room, deciding on a turn."""

    def __init__(self, room: LiveRoom, screen: Screen, prompt: RoomPrompt, minutes: float) -> None:
        """`minutes` are for discussing each turn; 0 for as long as it takes."""
        self._room = room
        self._screen = screen
        self._prompt = prompt
        self._minutes = minutes
        self._step: Literal["vote", "reason", "ready"] = "vote"

    def begin(self) -> None:
        """Show what is to be decided, and go on from what is decided already."""
        self._step = "vote"
        show_decision(self._screen, self._room)
        if not self._room.open_teams:
            self._to_reasons()
            return
        self._prompt.discuss(self._minutes)
        if self._room.votes:
            show_open(self._screen, self._room)
        else:
            self._invite()

    def take(self, text: str) -> bool:
        """Carry out what was typed; return True once the room may see how it decided."""
        if self._step == "ready" and not text:
            return True
        if self._step == "reason" and not self._is_entry(text):
            self._reason(text)
        elif not text:
            show_open(self._screen, self._room)
        elif self._enter(text):
            self._go_on()
        return False

    def take_reason(self, text: str) -> bool:
        """Take a reason that is told later, as in `2+ …`; return False for anything else."""
        try:
            entry = read_entry(text, len(self._room.teams), (), len(self._room.offers))
        except RoleplayError:
            return False
        if isinstance(entry, Reason):
            self._take(entry)
            return True
        return False

    def _invite(self) -> None:
        teams = self._room.teams
        count = len(teams)
        example = " ".join(("1", "3", "2")[:count])
        self._screen.line(
            _("Numbers up, all at once! In the order of the teams: {example}   ? help").format(
                example=f"{example} …" if count > 3 else example
            ),
            "quiet",
            hang=2,
        )
        if any(team_label(team) != team.name for team in teams):
            self._screen.line(", ".join(team_label(team) for team in teams), "quiet", hang=2)

    def _go_on(self) -> None:
        """Go on as far as the decisions allow."""
        if self._room.open_teams:
            self._step = "vote"
            show_open(self._screen, self._room)
        elif self._step == "vote":
            self._to_reasons()
        else:
            show_votes(self._screen, self._room)
            self._ask_next()

    def _enter(self, text: str) -> bool:
        """Take what was decided; say why it cannot be, and return False, where it makes no sense."""
        room = self._room
        still_open = [int(team.seat) for team in room.open_teams]
        try:
            entry = read_entry(text, len(room.teams), still_open, len(room.offers))
        except RoleplayError as error:
            self._screen.line(f"{error.message} {error.hint}", "warning", hang=2)
            return False
        if entry is None:
            self._screen.line(
                _("That is no decision. Type a number for each team, or 2: and the own words of team 2."),
                "warning",
                hang=2,
            )
            return False
        self._take(entry)
        return True

    def _take(self, entry: Entry) -> None:
        room, teams = self._room, self._room.teams
        match entry:
            case Recall():
                self._recall(entry.team)
            case Reason():
                self._note_reason(teams[entry.team - 1], entry.text)
            case Words():
                room.commit_words(teams[entry.team - 1], entry.text)
                if not room.is_heard(entry.text):
                    self._screen.line(
                        _("Kept. The program understands nothing in it; other words may do more."),
                        "warning",
                        hang=2,
                    )
            case _:
                offered = {camp.number: camp for camp in room.camps if camp.choice is not None}
                room.commit([(teams[mark.team - 1], offered.get(mark.number)) for mark in entry])

    def _recall(self, number: int | None) -> None:
        """Take back what a team decided, or the one that decided last."""
        votes = self._room.votes
        seat = next(reversed(votes), None) if number is None else str(number)
        for team in self._room.teams:
            if team.seat == seat and seat in votes:
                self._room.recall(team)
                return
        self._screen.line(_("There is nothing to take back yet."))

    def _note_reason(self, team: Team, text: str) -> None:
        vote = self._room.votes.get(team.seat)
        if vote is None or is_abstention(vote):
            self._screen.line(_("{team} has not decided.").format(team=team.name), "warning")
        else:
            self._room.give_reason(team, kept_part(self._screen, text))

    def _to_reasons(self) -> None:
        self._prompt.discuss(0)
        show_votes(self._screen, self._room)
        self._ask_next()

    def _ask_next(self) -> None:
        """Ask the next team for its reason, or offer to show how all decided."""
        to_ask = self._room.unasked_teams
        if not to_ask:
            self._step = "ready"
            self._screen.line(_("All have decided. Enter shows how; 2=3 still corrects."), "bold")
            return
        self._step = "reason"
        team = to_ask[0]
        taken = (
            str(camp.number) for camp in self._room.camps for vote in camp.votes if vote.team == team.seat
        )
        self._screen.line(
            _("{team} → {number}: why?   Enter skips, . skips all").format(
                team=team_label(team), number=next(taken, "–")
            ),
            hang=2,
        )

    def _reason(self, text: str) -> None:
        team, *_others = to_ask = self._room.unasked_teams
        if text == SKIPS_ALL:
            self._room.waive_reasons(to_ask)
        elif text:
            self._note_reason(team, text)
        else:
            self._room.waive_reasons([team])
        self._ask_next()

    def _is_entry(self, text: str) -> bool:
        """Return True when words where a reason is asked for are a correction."""
        try:
            return read_entry(text, len(self._room.teams), (), len(self._room.offers)) is not None
        except RoleplayError:
            return True
