"""Everything that was played, rated and measured in a room: what tables and the debrief pack are made of."""

from msgspec import Struct

from roleplay.groups.gain import GainReport
from roleplay.groups.panel_scores import TwoScores
from roleplay.groups.rating import Rating
from roleplay.groups.talks import Talk


class RoomRecord(Struct, frozen=True):
    """One room."""

    talks: tuple[Talk, ...]
    ratings: tuple[Rating, ...]
    """All that were ever given, by people and by the machine, in the order in which they came."""
    scores: tuple[TwoScores, ...]
    """Of the talks that were rated."""
    gain: GainReport | None
    """None where nothing was measured before and after."""
