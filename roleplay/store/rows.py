"""What a database gives back, as records and events: with every type checked, whatever database it is."""

from typing import Any, Final, TypeVar

import msgspec

from roleplay.i18n import _
from roleplay.store.codec import Codec
from roleplay.store.errors import DamagedError, unreadable
from roleplay.store.record import GroupRecord, SessionRecord

Value = TypeVar("Value")

SESSION_FIELDS: Final = ", ".join(SessionRecord.__struct_fields__)
GROUP_FIELDS: Final = ", ".join(GroupRecord.__struct_fields__)
"""The columns in the order in which `as_session` and `as_group` take them."""


def as_session(row: tuple[Any, ...]) -> SessionRecord:
    """Return a row of the sessions as a record. Raises DamagedError when it is none."""
    return typed(dict(zip(SessionRecord.__struct_fields__, row, strict=True)), SessionRecord)


def as_group(row: tuple[Any, ...]) -> GroupRecord:
    """Return a row of the groups as a record, with true and false also where they are 1 and 0."""
    named = dict(zip(GroupRecord.__struct_fields__, row, strict=True))
    if named["is_closed"] in (0, 1):
        named["is_closed"] = bool(named["is_closed"])
    return typed(named, GroupRecord)


def as_events(found: Any, codec: Codec[Value], after: int, version: int, owner: str) -> tuple[Value, ...]:
    """Return the events of rows of number, format and data that begin after number `after`.

    `version` is how many there are at least. Raises DamagedError when one is missing.
    """
    rows = whole(found, tuple[int, int, bytes], after, version, owner)
    return tuple(codec.decode(written, data) for _number, written, data in rows)


def whole(found: Any, kind: type[Value], after: int, version: int, owner: str) -> list[Value]:
    """Return rows whose first column counts on from `after`. Raises DamagedError when one is missing."""
    # More than `version` is no damage: another process may have appended in between.
    last = after + len(found)
    if last < version or [row[0] for row in found] != list(range(after + 1, last + 1)):
        raise DamagedError(_("events of session {id} are missing").format(id=owner))
    return [typed(row, kind) for row in found]


def typed(found: Any, kind: type[Value]) -> Value:
    """Return what a database gave as a `kind`. Raises DamagedError when it is none."""
    try:
        return msgspec.convert(found, kind)
    except msgspec.ValidationError as error:
        raise unreadable(error) from error
