"""Brings what a trainee says to the host, and does not rest before it is there."""

import time
from collections.abc import Callable

from roleplay.app.hosting.messages import Done, Request
from roleplay.app.hosting.refused import Refused
from roleplay.app.joining.client import BUSY, SeatLine, pauses
from roleplay.app.joining.line import LineDownError
from roleplay.app.joining.seats import Claim


class Courier:
    """One seat's requests, one after the other. What was not answered is kept, also when the program ends."""

    def __init__(
        self, line: SeatLine, claim: Claim, chance: Callable[[], float], tell: Callable[[str | None], None]
    ) -> None:
        """`tell` hears why something does not arrive, once, and None when it has arrived after all.

        `chance` gives numbers from 0 to 1.
        """
        self.claim = claim
        self._line = line
        self._chance = chance
        self._tell = tell

    def send(self, asked: Request) -> Done:
        """Have something done; wait for as long as the host cannot be reached.

        Raises Refused when it is not done, KeyboardInterrupt when the trainee does not want to wait: it is
        `pending` then.
        """
        self.claim.put(asked)
        try:
            done = self._sent(asked)
        except Refused:
            self.claim.clear()
            raise
        self.claim.clear()
        return done

    def _sent(self, asked: Request) -> Done:
        has_told = False
        for pause in pauses(self._chance()):
            try:
                done = self._line.do(asked)
            except LineDownError as error:
                reason = error.reason
            except Refused as error:
                if error.reason not in BUSY:
                    raise
                reason = error.message
            else:
                if has_told:
                    self._tell(None)
                return done
            if not has_told:
                self._tell(reason)
                has_told = True
            time.sleep(pause)
        raise AssertionError("there is always a further pause")
