"""What was erased is in no file of the store any more, and nobody else loses anything by it."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from roleplay.domain.encounter import Encounter
from roleplay.domain.events import Event, Unheard
from roleplay.domain.group import ActionChosen, GroupEvent, Joined, Opened, Plan, Round
from roleplay.errors import StoreError
from roleplay.store import (
    GroupRecord,
    NoticeKind,
    RescuedStore,
    SessionRecord,
    SqliteStore,
    Store,
    UnknownGroupError,
    UnknownSessionError,
    find_copies,
    find_foreign_copies,
    open_store,
)
from roleplay.store import connection as connection_module
from roleplay.store.backups import find_backups
from roleplay.store.migrations import APPLICATION_ID

Play = Callable[[Store, str], None]
NewRecord = Callable[[str], SessionRecord]
MORNING = "2026-11-24T08:00:00+07:00"
NOON = "2026-11-24T12:00:00+07:00"
SECRET = "Saya Wulandari, dan gaji saya ditahan"
"""What somebody said who wants it gone."""
OTHER = "Saya Kusuma, dan saya tidak keberatan"
GROUP = "7k2m9p4q"
PLAN = Plan("Bimtek", "id", (Round("jkp"),))


def say(store: Store, record: SessionRecord, encounter: Encounter, *texts: str) -> None:
    """Keep a session in which somebody said something."""
    store.create(record, encounter)
    store.append(record.id, 0, [Unheard(turn, text) for turn, text in enumerate(texts)], MORNING)


def meet(store: Store) -> tuple[GroupEvent, ...]:
    """Keep a group of two, and return how its events stand once the first is erased."""
    store.create_group(GroupRecord(GROUP, "Bimtek", "", MORNING, MORNING, 90))
    first = (Joined("s1", SECRET, "a" * 64, "c" * 64), ActionChosen("s1", f"{SECRET}, ya"))
    others = (Joined("s2", OTHER, "b" * 64, "c" * 64), ActionChosen("s2", OTHER))
    store.append_to_group(GROUP, 0, (Opened(PLAN), *first, *others), MORNING)
    blank = (replace(first[0], nickname="", token=""), replace(first[1], text=""))
    return (Opened(PLAN), *blank, *others)


def holding(folder: Path, phrase: str = SECRET) -> list[str]:
    """Return the names of the files in which a phrase stands, in any encoding that a program may use."""
    forms = [phrase.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted(
        file.name
        for file in folder.iterdir()
        if any(form in file.read_bytes() or form in file.name.encode() for form in forms)
    )


def ids_in(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT id FROM sessions ORDER BY id")]


@pytest.fixture
def both(path: Path, now: datetime, encounter: Encounter, new_record: NewRecord) -> Iterator[SqliteStore]:
    """A store with a session of either person, and a backup of each of the three days before."""
    store = open_store(path, now - timedelta(days=4)).store
    say(store, new_record("mine"), encounter, SECRET, SECRET * 300)
    say(store, new_record("theirs"), encounter, OTHER, OTHER * 300)
    meet(store)
    for day in range(4, 0, -1):
        store.close(now - timedelta(days=day))
        store = open_store(path, now).store
        store.append_to_group(GROUP, store.group(GROUP).version, [ActionChosen("s2", OTHER)], MORNING)
    assert isinstance(store, SqliteStore)
    assert len(holding(path.parent)) > 4, "store, log and backups"
    yield store
    store.close(now)


def test_what_was_erased_stands_in_no_file(both: SqliteStore, path: Path, now: datetime) -> None:
    """Not in the store, its log, its shared memory or its backups, while it is open and once it is closed."""
    events = both.read_group(GROUP)
    blank = [
        replace(event, nickname="", token="")
        if isinstance(event, Joined) and event.seat == "s1"
        else replace(event, text="")
        if isinstance(event, ActionChosen) and event.seat == "s1"
        else event
        for event in events
    ]
    both.erase(["mine"], {GROUP: blank}, NOON)
    assert holding(path.parent) == []
    assert both.close(now) == ()
    assert holding(path.parent) == []
    store, notices = open_store(path, now)
    assert notices == ()
    assert store.read_group(GROUP) == tuple(blank)
    assert [record.id for record in store.sessions()] == ["theirs"]
    store.close(now)


def test_others_lose_nothing(both: SqliteStore, path: Path, now: datetime) -> None:
    """Every backup still has the sessions and groups of the others, is sound, and opens as a store."""
    both.erase(["mine"], {}, NOON)
    both.close(now)
    backups = find_backups(path)
    assert [backup.day for backup in backups] == ["20261124", "20261123", "20261122"]
    for number, backup in enumerate(backups):
        assert ids_in(backup.path) == ["theirs"]
        copy = path.parent / str(number) / path.name
        copy.parent.mkdir()
        copy.write_bytes(backup.path.read_bytes())
        store, notices = open_store(copy, now)
        assert notices == ()
        assert store.read("theirs") == (Unheard(0, OTHER), Unheard(1, OTHER * 300))
        assert store.read_group(GROUP)[:5] == both_events(SECRET)
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            store._connection.execute("DELETE FROM events")  # type: ignore[attr-defined]
        store.close(now)


def both_events(name: str) -> tuple[GroupEvent, ...]:
    return (
        Opened(PLAN),
        Joined("s1", name, "a" * 64, "c" * 64),
        ActionChosen("s1", f"{name}, ya"),
        Joined("s2", OTHER, "b" * 64, "c" * 64),
        ActionChosen("s2", OTHER),
    )


def test_a_whole_group_is_taken_out_of_backups(both: SqliteStore, path: Path, now: datetime) -> None:
    """A group that is taken out whole is in no backup either, and its code is told to be erased."""
    both.erase(["mine"], {GROUP: None}, NOON)
    assert holding(path.parent) == []
    for backup in find_backups(path):
        with closing(sqlite3.connect(backup.path)) as connection:
            assert connection.execute("SELECT count(*) FROM groups").fetchone() == (0,)
            assert connection.execute("SELECT count(*) FROM group_events").fetchone() == (0,)
    with pytest.raises(UnknownGroupError, match="was erased on 2026-11-24"):
        both.read_group(GROUP)


def test_a_fresh_backup_is_made(
    path: Path, now: datetime, encounter: Encounter, new_record: NewRecord
) -> None:
    """After something was erased the newest backup is as the store is, also on a day that has one."""
    store = open_store(path, now).store
    say(store, new_record("mine"), encounter, SECRET)
    store.close(now)
    store = open_store(path, now).store
    say(store, new_record("theirs"), encounter, OTHER)
    store.erase(["mine"], {}, NOON)
    store.close(now)
    assert [ids_in(backup.path) for backup in find_backups(path)] == [["theirs"]]


def test_a_copy_of_an_older_version_is_cleaned(old_store: Callable[[int], Path], now: datetime) -> None:
    """A copy that an upgrade left, with the tables of its time, loses what was erased and nothing else."""
    path = old_store(1)
    store, _upgraded = open_store(path, now)
    (copy,) = find_copies(path)
    assert ids_in(copy) == ["4f7g2k9m", "8h3v5w6x"]
    store.erase(["4f7g2k9m"], {}, NOON)
    assert store.close(now) == ()
    assert ids_in(copy) == ["8h3v5w6x"]
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT DISTINCT session FROM events").fetchall() == [("8h3v5w6x",)]
        with pytest.raises(sqlite3.IntegrityError, match="only ever added"):
            connection.execute("DELETE FROM events")


def test_a_damaged_store_that_can_be_read_is_cleaned(both: SqliteStore, path: Path, now: datetime) -> None:
    """A store that was moved aside with its log is written anew in one file, with the others still in it."""
    aside = path.with_name(f"{path.name}.damaged-20261120T060000Z")
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        aside.with_name(aside.name + ending).write_bytes(source.read_bytes())
    both.erase(["mine"], {GROUP: None}, NOON)
    assert both.close(now) == ()
    assert holding(path.parent) == []
    (copy,) = (copy for copy in find_copies(path) if "damaged" in copy.name)
    assert ids_in(copy) == ["theirs"]
    assert list(path.parent.glob("*-wal")) == []


def test_what_cannot_be_cleaned_is_told_and_left(both: SqliteStore, path: Path, now: datetime) -> None:
    """A damaged file and a copy that somebody made stay as they are, and are named."""
    store = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    damaged = path.with_name(f"{path.name}.damaged-20261120T060000Z")
    damaged.write_bytes(b"garbage" + store)
    harmless = path.with_name(f"{path.name}.damaged-20261121T060000Z")
    harmless.write_bytes(b"garbage")
    empty = path.with_name(f"{path.name}.damaged-20261122T060000Z")
    empty.touch()
    by_hand = path.with_name("salinan saya.db")
    by_hand.write_bytes(path.read_bytes())
    strange = path.with_name("strange.db")
    with closing(sqlite3.connect(strange)) as connection:
        connection.executescript(f"PRAGMA application_id = {APPLICATION_ID}; CREATE TABLE events (words)")
    before = {file: file.read_bytes() for file in (damaged, by_hand, strange)}
    assert find_foreign_copies(path) == (by_hand, strange)
    both.erase(["mine"], {}, NOON)
    notices = both.close(now)
    assert not list(path.parent.glob("*.db-*")), "nothing was made beside what is not ours"
    assert [(notice.kind, notice.path) for notice in notices] == [
        (NoticeKind.COPY_LEFT, damaged),
        (NoticeKind.COPY_LEFT, by_hand),
    ]
    assert all(notice.is_loud for notice in notices)
    assert {file: file.read_bytes() for file in before} == before
    assert open_store(path, now).notices == (), "it is told once"


def test_a_copy_with_a_bad_page_is_told_and_left(both: SqliteStore, path: Path, now: datetime) -> None:
    """A copy that can be opened but is not sound is not made to look as if it were."""
    damaged = path.with_name(f"{path.name}.damaged-20261120T060000Z")
    data = bytearray(find_backups(path)[0].path.read_bytes())
    with closing(sqlite3.connect(find_backups(path)[0].path)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'encounters'"
        ).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data[(page - 1) * size : (page - 1) * size + 8] = b"\xff" * 8
    damaged.write_bytes(data)
    both.erase(["mine"], {GROUP: None}, NOON)
    (notice,) = both.close(now)
    assert (notice.kind, notice.path) == (NoticeKind.COPY_LEFT, damaged)
    assert damaged.read_bytes() == data


def test_what_is_erased_while_the_files_are_cleaned_is_cleaned_too(
    both: SqliteStore, path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that is killed after it erased more from the same group does not count as cleaned up."""
    events = both.read_group(GROUP)
    once = iter([True])

    def meanwhile(of: Path) -> tuple[Path, ...]:
        if next(once, False):
            with monkeypatch.context() as killed:
                for room in ("sqlite", "opening"):
                    killed.setattr(f"roleplay.store.{room}.clean_up", lambda *_arguments: ())
                other = open_store(path, now).store
                other.erase([], {GROUP: both_events("")[:3] + events[3:]}, NOON)
        return find_foreign_copies(of)

    monkeypatch.setattr("roleplay.store.erasing.find_foreign_copies", meanwhile)
    both.erase(["mine"], {GROUP: events}, NOON)
    assert holding(path.parent) != []
    store, notices = open_store(path, now)
    assert notices == ()
    assert holding(path.parent) == []
    store.close(now)


def test_a_copy_that_went_further_is_told(both: SqliteStore, path: Path, now: datetime) -> None:
    """Where a copy knows more of a group than the store, nobody can say whose words those are."""
    events = both.read_group(GROUP)
    ahead = path.with_name(f"{path.name}.damaged-20261120T060000Z")
    ahead.write_bytes(find_backups(path)[0].path.read_bytes())
    with closing(sqlite3.connect(ahead)) as connection:
        connection.execute(
            "INSERT INTO group_events (group_id, number, format, at, data) VALUES (?, 99, 1, '', '{}')",
            (GROUP,),
        )
        connection.commit()
    both.erase([], {GROUP: both_events("")[:3] + events[3:]}, NOON)
    (notice,) = both.close(now)
    assert (notice.kind, notice.path) == (NoticeKind.COPY_LEFT, ahead)


def test_an_unfinished_copy_goes(both: SqliteStore, path: Path) -> None:
    """What a program that was killed left of a backup may hold anything, and is of no use to anybody."""
    part = path.with_name(f"{path.name}.backup-0009-20261124.part-4711")
    part.write_text(SECRET, encoding="utf-8")
    strange = path.with_name("notes.part-4711")
    strange.write_text("precious", encoding="utf-8")
    both.erase(["mine"], {GROUP: None}, NOON)
    assert not part.exists()
    assert strange.read_text(encoding="utf-8") == "precious"


def test_a_store_in_use_is_cleaned_later(
    both: SqliteStore, path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program reads, what was erased cannot be seen; its traces go when there is time."""
    both._connection.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        both.erase(["mine"], {GROUP: None}, NOON)
        with pytest.raises(UnknownSessionError):
            both.read("mine")
        before = find_backups(path)
        (notice,) = both.close(now)
        assert find_backups(path) == before, "no more copies are made meanwhile"
        assert notice.kind is NoticeKind.TRACES_LEFT
        assert "another program is using it" in notice.message
        monkeypatch.setattr(connection_module, "BUSY_SECONDS", 0.05)
        again, notices = open_store(path, now)
        assert [notice.kind for notice in notices] == [NoticeKind.TRACES_LEFT]
        assert [record.id for record in again.sessions()] == ["theirs"]
        again.close(now)
    assert holding(path.parent) != []
    last, notices = open_store(path, now)
    assert notices == ()
    assert holding(path.parent) == []
    last.close(now)


def test_an_erased_session_does_not_come_back(
    both: SqliteStore, now: datetime, encounter: Encounter, new_record: NewRecord
) -> None:
    """Whoever still plays it is told, and what they have of it in memory is not written down again."""
    played = (Unheard(0, SECRET), Unheard(1, SECRET * 300))
    record = both.record("mine")
    rescued = RescuedStore(both, record, encounter, (*played, Unheard(2, "x")), NOON)
    both.erase(["mine"], {}, NOON)
    with pytest.raises(UnknownSessionError, match="was erased on 2026-11-24"):
        both.append("mine", 2, [Unheard(2, "x")], NOON)
    assert not rescued.keep()
    with pytest.raises(StoreError, match="was erased"):
        both.create(new_record("mine"), encounter)
    assert [record.id for record in both.sessions()] == ["theirs"]


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_erased_leaves_no_bytes(
    path: Path, now: datetime, encounter: Encounter, new_record: NewRecord, seed: int
) -> None:
    """Sessions of all sizes, appended in turns, some of them erased one by one: none of their words stay."""
    chance = random.Random(seed)
    store = open_store(path, now).store
    names = [f"play{number}" for number in range(24)]
    for name in names:
        store.create(new_record(name), encounter)
    for _ in range(400):
        name = chance.choice(names)
        events: list[Event] = [Unheard(1, f"said in {name}, " * chance.choice((1, 1, 5, 40, 400)))]
        store.append(name, store.record(name).version, events, MORNING)
    store.close(now)
    store = open_store(path, now).store
    assert len(find_backups(path)) == 1
    gone = chance.sample(names, 12)
    for name in gone[:4]:
        store.erase([name], {}, NOON)
        assert holding(path.parent, f"said in {name},") == []
    store.erase(gone[4:], {}, NOON)
    assert [name for name in names if holding(path.parent, f"said in {name},") == []] == sorted(
        gone, key=names.index
    )
    assert store.close(now) == ()
