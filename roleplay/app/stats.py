"""Item statistics of a scenario, from the sessions that were really played on this computer."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby

from roleplay.app.content import load_encounter
from roleplay.app.desk import Desk
from roleplay.app.documents import Statistics
from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event
from roleplay.errors import StoreError
from roleplay.reporting.item_formulas import LEAST_FOR_CORRELATION, LEAST_PLAYS
from roleplay.reporting.item_statistics import ItemTally
from roleplay.reporting.plays import PlayReader
from roleplay.store import DamagedError, SessionRecord, Store, UnreachableError


def item_statistics(desk: Desk, store: Store, scenario: str, *, all_versions: bool = False) -> Statistics:
    """Return the figures of a scenario. Sessions are read one at a time; how many cannot be read is told.

    Raises RoleplayError when nobody has played it and there is no such scenario, ContentError when nobody has
    and it has mistakes, StoreError when the store cannot be used.
    """
    listing = store.listing()
    records = [record for record in listing.records if record.scenario == scenario]
    damaged = tuple(entry.id for entry in listing.damaged if entry.scenario == scenario)
    if not (records or damaged):
        load_encounter(desk, scenario, None)
    readable = _last_begun_first(_with_content(store, records))
    newest = _newest(store, readable)
    counted = [record for record in readable if all_versions or record.encounter in newest]
    tally, items = ItemTally(), dict[str, dict[str, None]]()
    for digest, group in _by_digest(counted):
        encounter = _encounter(store, digest)
        if encounter is None:
            continue
        if digest in newest:
            for node in encounter.nodes.values():
                if node.choices:
                    items.setdefault(node.id, {}).update(dict.fromkeys(choice.id for choice in node.choices))
        _count(store, encounter, group, tally)
    return Statistics(
        scenario=scenario,
        plays=tally.plays,
        ended=tally.ended,
        older=len(readable) - len(counted),
        unreadable=len(damaged) + len(records) - len(readable) + len(counted) - tally.plays,
        damaged=damaged,
        least_plays=LEAST_PLAYS,
        least_for_correlation=LEAST_FOR_CORRELATION,
        nodes=tally.nodes({node: tuple(choices) for node, choices in items.items()}),
        contested=tally.contested(),
    )


def _with_content(store: Store, records: Sequence[SessionRecord]) -> list[SessionRecord]:
    """Return the sessions whose content can be read."""
    digests = {record.encounter for record in records}
    kept = {digest for digest in digests if _encounter(store, digest) is not None}
    return [record for record in records if record.encounter in kept]


def _last_begun_first(records: Sequence[SessionRecord]) -> list[SessionRecord]:
    """Return the sessions whose beginning can be read; of equal ones the last played comes first."""
    begun: dict[str, datetime] = {}
    for record in records:
        try:
            begun[record.id] = datetime.fromisoformat(record.started_at).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return sorted(
        (record for record in records if record.id in begun), key=lambda item: begun[item.id], reverse=True
    )


def _by_digest(records: Sequence[SessionRecord]) -> Iterator[tuple[str, Iterator[SessionRecord]]]:
    """Yield the sessions of each content, so that one encounter at a time is in memory; the newest first."""
    order = {digest: place for place, digest in enumerate(dict.fromkeys(item.encounter for item in records))}
    return groupby(sorted(records, key=lambda item: order[item.encounter]), key=lambda item: item.encounter)


def _count(store: Store, encounter: Encounter, records: Iterator[SessionRecord], tally: ItemTally) -> None:
    reader = PlayReader(encounter)
    for record in records:
        events = _events(store, record)
        if events is None:
            continue
        try:
            play = reader.read(events)
        except (KeyError, ValueError):  # whole values that are not of this encounter: damage of another kind
            continue
        tally.add(play)


def _newest(store: Store, records: Sequence[SessionRecord]) -> frozenset[str]:
    """Return the digests of the newest content; `records` has the last begun first.

    A scenario has a digest for each persona and language. For each of them the last one played is the newest.
    Where that shows that the scenario was edited, those that were not played since are older too.
    """
    pairs: dict[tuple[str, str], list[int]] = {}
    for place, record in enumerate(records):
        pairs.setdefault((record.persona, record.language), []).append(place)
    edit = min((_before_edit(store, records, places) for places in pairs.values()), default=0)
    return frozenset(records[places[0]].encounter for places in pairs.values() if places[0] < edit)


def _before_edit(store: Store, records: Sequence[SessionRecord], places: Sequence[int]) -> int:
    """Return the place of the last session with the scenario as it was before; past all if it never changed.

    `places` are those of one persona in one language.
    """
    newest = records[places[0]].encounter
    seen = {newest}
    for place in places:
        digest = records[place].encounter
        if digest not in seen:
            seen.add(digest)
            if _differ(_encounter(store, newest), _encounter(store, digest)):
                return place
    return len(records)


def _differ(one: Encounter | None, other: Encounter | None) -> bool:
    """Return True when the scenario itself differs, and not only the persona who brings it."""
    if one is None or other is None:
        return True
    return (one.nodes, one.goals, one.rubric) != (other.nodes, other.goals, other.rubric)


def _encounter(store: Store, digest: str) -> Encounter | None:
    try:
        return store.encounter(digest)
    except StoreError as error:
        if _is_of_the_store(error):
            raise
        return None


def _events(store: Store, record: SessionRecord) -> tuple[Event, ...] | None:
    try:
        return store.read(record.id)
    except StoreError as error:
        if _is_of_the_store(error):
            raise
        return None


def _is_of_the_store(error: StoreError) -> bool:
    """Return True when nothing can be read, False when one thing is damaged, lost or of a later version."""
    return isinstance(error, UnreachableError) and not isinstance(error, DamagedError)
