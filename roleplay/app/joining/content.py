"""The content of talks, fetched from a host once."""

from pathlib import Path
from typing import Final

from roleplay.app.joining.client import SeatLine, read_encounter
from roleplay.app.joining.line import LARGEST, LineDownError
from roleplay.app.private_file import write_private
from roleplay.domain.encounter import Encounter
from roleplay.store.codec import ENCOUNTERS

_FOLDER: Final = "joined"


class FetchedContent:
    """Content by its digest, from the cache of this user or from the host."""

    def __init__(self, line: SeatLine, cache_folder: Path) -> None:
        self._line = line
        self._folder = cache_folder / _FOLDER

    def get(self, digest: str) -> Encounter:
        """Return the content with this digest. Raises Refused and LineDownError."""
        path = self._folder / f"{digest}.encounter"
        if digest.isalnum():
            try:
                with path.open("rb") as file:
                    return read_encounter(file.read(LARGEST), digest)
            except (OSError, LineDownError):
                pass  # not there yet, or damaged: the host has it
        encounter = self._line.encounter(digest)
        write_private(path, ENCOUNTERS.encode(encounter))
        return encounter
