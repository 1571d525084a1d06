"""What a host tells on its terminal: where to join, and what happens."""

import os
import sys
from collections.abc import Iterator, Sequence
from typing import Final, TextIO

from msgspec import Struct

from roleplay.cleaning import clean_line
from roleplay.groups.state import GroupState, Phase
from roleplay.i18n import _, ngettext

_DARK: Final = "\x1b[30;107m"
"""Black on white, as a camera reads it, whatever the colours of the terminal are."""

_PLAIN: Final = "\x1b[0m"

_MARGIN: Final = 2
"""Light modules around the code; phones do with two of the four that the standard asks for."""


class Links(Struct, frozen=True):
    """How a hosted group is reached."""

    places: tuple[str, ...]
    """Addresses with ports, the one that people are told first."""
    code: str
    secret: str
    own: str
    """The address by which this computer reaches it itself."""
    port: int

    @property
    def place(self) -> str:
        """The address that people are told."""
        return self.places[0]

    @property
    def invitation(self) -> str:
        """What a camera reads."""
        return f"http://{self.place}/?code={self.code}"


def shown_code(code: str) -> str:
    """Return a join code as it is read aloud: XXXX-XXXX."""
    return f"{code[:4]}-{code[4:]}".upper()


def told_links(title: str, links: Links) -> Iterator[str]:
    """Yield the lines that tell how to join and to lead a group."""
    rows = [
        (_("In a browser:"), f"http://{links.place}/"),
        (_("In a terminal:"), f"roleplay join {links.place}"),
        (_("Code:"), shown_code(links.code)),
    ]
    if links.places[1:]:
        rows.append(
            (_("Or, on another network:"), ", ".join(f"http://{other}/" for other in links.places[1:]))
        )
    width = max(len(label) for label, _value in rows)
    yield clean_line(title)
    yield ""
    yield from (f"  {label}{' ' * (width - len(label))}  {value}" for label, value in rows)
    yield ""
    yield _("Your own page. Who has this link leads the group; show it to nobody:")
    yield f"  http://{links.place}/lead#{links.secret}"
    yield _("The board for the projector:")
    yield f"  http://{links.place}/board#{links.secret}"
    yield ""


def qr_rows(text: str) -> Sequence[str]:
    """Return a QR code as rows of half blocks, dark modules drawn."""
    import segno

    matrix = [list(row) for row in segno.make(text, error="l", micro=False).matrix_iter(border=_MARGIN)]
    if len(matrix) % 2:
        matrix.append([0] * len(matrix[0]))
    blocks = {(0, 0): " ", (1, 1): "█", (1, 0): "▀", (0, 1): "▄"}
    return [
        "".join(blocks[bool(upper), bool(lower)] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(matrix[::2], matrix[1::2], strict=True)
    ]


def print_qr(stream: TextIO, text: str, columns: int, lines: int) -> None:
    """Print a QR code where the terminal is large enough for it and shows colours."""
    if not stream.isatty() or os.environ.get("NO_COLOR"):
        return
    rows = qr_rows(text)
    if len(rows[0]) <= columns and len(rows) <= lines:
        stream.write("".join(f"{_DARK}{row}{_PLAIN}\n" for row in rows))


class Told:
    """What of a group has been told already."""

    def __init__(self, state: GroupState) -> None:
        self._state = state

    def news(self, state: GroupState) -> Iterator[str]:
        """Yield a line for each thing of note that happened since the last time."""
        before, self._state = self._state, state
        for name in state.seats.keys() - before.seats.keys():
            people = ngettext("{count} person", "{count} people", len(state.seats)).format(
                count=len(state.seats)
            )
            yield _("{nickname} has joined; {people}.").format(
                nickname=clean_line(state.seats[name].nickname), people=people
            )
        for name in before.seats.keys() - state.seats.keys():
            nickname = clean_line(before.seats[name].nickname)
            yield _("{nickname} was taken out of the group.").format(nickname=nickname)
        if (state.phase, state.round) != (before.phase, before.round):
            yield _phase_words(state.phase, state.round + 1)
        if state.is_paused != before.is_paused:
            yield _("The group is paused.") if state.is_paused else _("The group goes on.")


def _phase_words(phase: Phase, number: int) -> str:
    match phase:
        case "lobby":
            return _("Waiting for the first round.")
        case "playing":
            return _("Round {number} has begun.").format(number=number)
        case "debrief":
            return _("Round {number} has ended.").format(number=number)
        case "panel":
            return _("A talk is being rated.")
        case "closed":
            return _("The group is over.")


def print_lines(lines: Iterator[str]) -> None:
    """Print lines at once, also into a pipe."""
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()
