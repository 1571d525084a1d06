"""How often something may be tried: sixty people behind one address get in at once, a guesser gets nowhere.

Nothing here reads a clock: every method is told the time, in seconds that never go back.
"""

from ipaddress import IPv6Address, ip_address
from typing import Final, NamedTuple

from msgspec import Struct

_MOST_KEYS: Final = 10_000
"""Addresses or tokens that are remembered; the one heard of longest ago makes room."""


class Pace(NamedTuple):
    """How many may come at once, and how many a second in the long run."""

    burst: int
    rate: float


WRONG_CODES: Final = Pace(60, 1)
"""From one address. A code has 40 bits: in eight hours this finds one of 38 million."""

ALL_WRONG_CODES: Final = Pace(600, 10)
"""From everywhere: one of 3.8 million."""

WRONG_TOKENS: Final = Pace(120, 4)
"""Seats and secrets that are not known, from one address; of those pages that a group of before left open."""

JOINS: Final = Pace(300, 20)
"""From everywhere: one writes them faster, but who has the code should not fill the group by a loop."""

REQUESTS: Final = Pace(40, 10)
"""Of one seat or facilitator: more than anybody clicks, and than three open pages ask."""


class _Bucket(Struct):
    """What is left of a pace."""

    left: float
    at: float


class Gate:
    """Lets each key through at a pace."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, key: str, now: float) -> float:
        """Return the seconds until `key` may come, 0 when it may now. Takes nothing."""
        return max((1 - self._filled(key, now).left) / self._pace.rate, 0)

    def take(self, key: str, now: float) -> float:
        """Let `key` through and return 0, or return the seconds until it may come."""
        if (seconds := self.wait(key, now)) > 0:
            return seconds
        self._filled(key, now).left -= 1
        return 0

    def _filled(self, key: str, now: float) -> _Bucket:
        bucket = self._buckets.pop(key, None)
        if bucket is None:
            bucket = _Bucket(self._pace.burst, now)
            if len(self._buckets) >= _MOST_KEYS:
                del self._buckets[next(iter(self._buckets))]
        bucket.left = min(bucket.left + (now - bucket.at) * self._pace.rate, self._pace.burst)
        bucket.at = now
        self._buckets[key] = bucket  # at the end: it was heard of last
        return bucket


class Limits:
    """Every limit of one server."""

    def __init__(self) -> None:
        self.guesses = 0
        """Wrong codes so far."""
        self._wrong_codes = Gate(WRONG_CODES)
        self._all_wrong_codes = Gate(ALL_WRONG_CODES)
        self._wrong_tokens = Gate(WRONG_TOKENS)
        self._joins = Gate(JOINS)
        self._requests = Gate(REQUESTS)

    def wait_for_code(self, address: str, now: float) -> float:
        """Return the seconds until a code from this address is looked at, the right one too."""
        return max(self._wrong_codes.wait(network_of(address), now), self._all_wrong_codes.wait("", now))

    def note_wrong_code(self, address: str, now: float) -> None:
        """Remember that a code was wrong. Right ones cost nothing."""
        self.guesses += 1
        self._wrong_codes.take(network_of(address), now)
        self._all_wrong_codes.take("", now)

    def wait_for_token(self, address: str, now: float) -> float:
        """Return the seconds until a token or secret from this address is looked at."""
        return self._wrong_tokens.wait(network_of(address), now)

    def note_wrong_token(self, address: str, now: float) -> None:
        """Remember that a token or secret was wrong."""
        self._wrong_tokens.take(network_of(address), now)

    def join(self, now: float) -> float:
        """Let somebody join and return 0, or return the seconds until they may."""
        return self._joins.take("", now)

    def request(self, who: str, now: float) -> float:
        """Let a seat or the facilitator ask for something and return 0, or the seconds until they may."""
        return self._requests.take(who, now)


def network_of(address: str) -> str:
    """Return what one person can hardly change: an address, or the first 64 bits of one of version 6."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped is not None:
            return str(parsed.ipv4_mapped)
        return str(IPv6Address(int(parsed) >> 64 << 64))
    return address
