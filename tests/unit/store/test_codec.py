"""Events and encounters to bytes and back."""

from collections.abc import Mapping
from functools import cache
from types import ModuleType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Contested, Entered, Event, HandedBack, Improvised, TookOver
from roleplay.errors import StoreError
from roleplay.store import DamagedError
from roleplay.store.codec import ENCOUNTERS, EVENTS, Codec

SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=8),
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    type(None): st.none(),
}


@cache
def values_of(kind: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for whatever the domain's types are made of."""
    if kind in SCALARS:
        return SCALARS[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if isinstance(kind, UnionType):
        return st.one_of([values_of(one) for one in sorted(inner, key=lambda one: hasattr(one, "parts"))])
    if origin is tuple:
        return st.lists(values_of(inner[0]), max_size=2).map(tuple)
    if origin is Mapping:
        return st.dictionaries(values_of(inner[0]), values_of(inner[1]), max_size=2)
    hints = get_type_hints(kind)
    return st.deferred(lambda: st.builds(kind, **{name: values_of(hint) for name, hint in hints.items()}))


@given(values_of(Event))
@settings(max_examples=200, deadline=None)
def test_every_event_survives(event: Event) -> None:
    """An event of any kind, with any text and number in it, is read back equal."""
    assert EVENTS.decode(EVENTS.format, EVENTS.encode(event)) == event


@given(values_of(Encounter))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_encounter_survives(encounter: Encounter) -> None:
    """An encounter with any content, conditions within conditions included, is read back equal."""
    assert ENCOUNTERS.decode(ENCOUNTERS.format, ENCOUNTERS.encode(encounter)) == encounter


def test_every_kind_of_event_is_among_the_samples(events: tuple[Event, ...]) -> None:
    """The events that the other tests keep leave no kind out but what is newer than the oldest store."""
    assert {type(event) for event in events} == set(get_args(Event)) - {
        Contested,
        TookOver,
        Improvised,
        HandedBack,
    }


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"type":"entered","turn":"1","node":"a"}',
        b'{"type":"entered","turn":1}',
        b'{"type":"unknown"}',
        b'{"type":"entered","turn":1,"node":"\xff"}',
        b'{"type":"entered","turn":1,"node":' + b"[" * 100_000,
    ],
)
@pytest.mark.parametrize("written", [1, 2])
def test_a_broken_event_is_damage(data: bytes, written: int) -> None:
    """Bytes that are no event, in the format of today or before, are a DamagedError and nothing else."""
    codec: Codec[Event] = Codec(Event, msgspec.json, (lambda plain: plain,))
    with pytest.raises(DamagedError, match="cannot be read back"):
        codec.decode(written, data)


@pytest.mark.parametrize("data", [b"", b"\xc1", b"\x80", b"\x91" * 100_000])
def test_a_broken_encounter_is_damage(data: bytes) -> None:
    """Bytes that are no encounter are a DamagedError and nothing else."""
    with pytest.raises(DamagedError, match="cannot be read back"):
        ENCOUNTERS.decode(ENCOUNTERS.format, data)


def test_a_format_that_never_was_is_damage() -> None:
    """Formats count from 1."""
    with pytest.raises(DamagedError):
        EVENTS.decode(0, EVENTS.encode(Entered(1, "a")))


def test_an_event_of_a_later_program_is_told() -> None:
    """What a newer program wrote is no damage; the error says what to do."""
    with pytest.raises(StoreError, match="newer") as caught:
        EVENTS.decode(EVENTS.format + 1, b"{}")
    assert not isinstance(caught.value, DamagedError)
    assert "newer version" in caught.value.hint


@pytest.mark.parametrize("wire", [msgspec.json, msgspec.msgpack])
def test_old_values_are_upcast_step_by_step(wire: ModuleType) -> None:
    """A value of an old format goes through every upcast since, in order; one of today through none."""

    def rename(plain: dict[str, Any]) -> dict[str, Any]:
        return {"node" if key == "place" else key: value for key, value in plain.items()}

    def count_from_one(plain: dict[str, Any]) -> dict[str, Any]:
        return plain | {"turn": plain["turn"] + 1, "node": plain["node"].lower()}

    codec: Codec[Event] = Codec(Event, wire, (rename, count_from_one))
    first = wire.encode({"type": "entered", "turn": 0, "place": "Desk"})
    second = wire.encode({"type": "entered", "turn": 0, "node": "Desk"})
    assert codec.format == 3
    assert codec.decode(1, first) == Entered(1, "desk")
    assert codec.decode(2, second) == Entered(1, "desk")
    assert codec.decode(3, codec.encode(Entered(1, "Desk"))) == Entered(1, "Desk")
