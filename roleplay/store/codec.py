"""Turns events and encounters to bytes and back, whichever version of the program wrote them."""

from collections.abc import Callable
from functools import cached_property
from types import ModuleType
from typing import Any, Final, Generic, TypeVar

import msgspec

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.domain.group import GroupEvent
from roleplay.errors import StoreError
from roleplay.i18n import _
from roleplay.store.errors import DamagedError, unreadable

Value = TypeVar("Value")
Upcast = Callable[[dict[str, Any]], dict[str, Any]]
"""Brings a value, as plain data, from one format to the next."""


class Codec(Generic[Value]):
    """How one kind of value is written and read."""

    def __init__(self, kind: Any, wire: ModuleType, upcasts: tuple[Upcast, ...] = ()) -> None:
        """`wire` is `msgspec.json` or `msgspec.msgpack`; the first upcast leads from format 1 to 2."""
        self._kind = kind
        self._wire = wire
        self._upcasts = upcasts

    @property
    def format(self) -> int:
        """The format that is written, from 1."""
        return len(self._upcasts) + 1

    @cached_property
    def _decoder(self) -> Any:
        return self._wire.Decoder(self._kind)

    def encode(self, value: Value) -> bytes:
        """Return `value` in the format of today. Raises StoreError for text that is not Unicode."""
        try:
            encoded: bytes = self._wire.encode(value)
        except UnicodeEncodeError as error:
            raise StoreError(
                _("Text that is not Unicode cannot be kept."), _("Type it anew, without what was pasted.")
            ) from error
        return encoded

    def decode(self, written: int, data: bytes) -> Value:
        """Return the value that was written in the format `written`, with every type in it checked.

        Raises StoreError when the format is of a later version, DamagedError when `data` is not such a value.
        """
        if written > self.format:
            raise StoreError(
                _("The session was played with a newer version of roleplay."),
                _("Install a newer version of roleplay to go on with it."),
            )
        if written < 1:
            raise DamagedError
        try:
            return self._decode(written, data)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise unreadable(error) from error

    def _decode(self, written: int, data: bytes) -> Value:
        if written == self.format:
            value: Value = self._decoder.decode(data)
            return value
        plain: dict[str, Any] = self._wire.decode(data, type=dict[str, Any])
        for upcast in self._upcasts[written - 1 :]:
            plain = upcast(plain)
        upcast_value: Value = msgspec.convert(plain, self._kind)
        return upcast_value


EVENT_UPCASTS: Final[tuple[Upcast, ...]] = ()
"""Add one at the end whenever an event changes so that events of before can no longer be read."""

ENCOUNTER_UPCASTS: Final[tuple[Upcast, ...]] = ()
"""Likewise for encounters."""

GROUP_EVENT_UPCASTS: Final[tuple[Upcast, ...]] = ()
"""Likewise for what happens in groups."""

EVENTS: Final[Codec[Event]] = Codec(Event, msgspec.json, EVENT_UPCASTS)
ENCOUNTERS: Final[Codec[Encounter]] = Codec(Encounter, msgspec.msgpack, ENCOUNTER_UPCASTS)
GROUP_EVENTS: Final[Codec[GroupEvent]] = Codec(GroupEvent, msgspec.json, GROUP_EVENT_UPCASTS)
