"""Damaged stores: moved aside, never deleted, replaced by a backup, and told."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest

from roleplay.domain.events import Event
from roleplay.errors import StoreError
from roleplay.store import DamagedError, Notice, NoticeKind, SqliteStore, Store, open_store
from roleplay.store.files import beside, is_suspect

Play = Callable[[Store, str], None]
Harm = Callable[[Path], None]
PAGE = 4096
MORNING = "2026-11-24T08:00:00+07:00"


def break_header(path: Path) -> None:
    path.write_bytes(b"\xff" * 100 + path.read_bytes()[100:])


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 3 * PAGE + 17])


def fill_with_garbage(path: Path) -> None:
    path.write_bytes(random.Random(7).randbytes(path.stat().st_size))


def fill_with_zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def cut_to_a_few_bytes(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def empty(path: Path) -> None:
    path.write_bytes(b"")


OBVIOUS = [break_header, truncate, fill_with_garbage, fill_with_zeros, cut_to_a_few_bytes]


def zero_a_page(path: Path) -> None:
    """Wipe a page in the midst of the events, which SQLite itself does not notice."""
    data = bytearray(path.read_bytes())
    page = next(at for at in range(len(data) // 2, len(data), PAGE) if data[at] == 13)
    data[page : page + PAGE] = bytes(PAGE)
    path.write_bytes(data)


def with_backup(path: Path, now: datetime, play: Play) -> None:
    """Have a backup made, with everything that is there and one session more."""
    store = open_store(path, now).store
    play(store, "backedup")
    store.close(now)
    assert list(path.parent.glob("*.backup-*"))


def reopened(path: Path, now: datetime) -> tuple[Store, Notice]:
    store, notices = open_store(path, now)
    assert isinstance(store, SqliteStore)
    (notice,) = notices
    assert notice.is_loud
    assert str(notice.path) in notice.message
    return store, notice


@pytest.mark.parametrize("harm", OBVIOUS)
def test_a_damaged_store_is_moved_aside(
    kept: Path, now: datetime, play: Play, events: tuple[Event, ...], harm: Harm
) -> None:
    """Without a backup an empty store begins; the damaged bytes lie where the notice says."""
    harm(kept)
    damaged = kept.read_bytes()
    store, notice = reopened(kept, now)
    assert notice.kind is NoticeKind.BEGUN_AFRESH
    assert notice.path.name == "sessions.db.damaged-20261124T060000Z"
    assert notice.path.read_bytes() == damaged
    assert store.sessions() == ()
    play(store, "abcd")
    store.close(now)
    healthy, notices = open_store(kept, now)
    assert notices == ()
    assert healthy.read("abcd") == events
    healthy.close(now)


@pytest.mark.parametrize("harm", [*OBVIOUS, empty])
def test_the_newest_backup_takes_its_place(
    kept: Path, now: datetime, play: Play, events: tuple[Event, ...], harm: Harm
) -> None:
    """With a backup all sessions in it are back at once, and the backup is still there."""
    with_backup(kept, now, play)
    harm(kept)
    damaged = kept.read_bytes()
    store, notice = reopened(kept, now)
    assert notice.kind is NoticeKind.RESTORED
    assert notice.path.read_bytes() == damaged
    assert len(store.sessions()) == 41
    assert store.read("backedup") == events
    play(store, "abcd")
    store.close(now)
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_the_log_goes_with_the_damaged_store(kept: Path, now: datetime, play: Play, ending: str) -> None:
    """What lies beside a store that was cut to nothing goes with it, and not into the one that follows."""
    with_backup(kept, now, play)
    empty(kept)
    beside(kept, ending).write_bytes(b"log" * 999)
    store, notice = reopened(kept, now)
    assert len(store.sessions()) == 41
    store.close(now)
    assert not beside(kept, ending).exists()
    assert beside(notice.path, ending).read_bytes() == b"log" * 999


def test_a_damaged_backup_is_passed_over(kept: Path, now: datetime, play: Play) -> None:
    """The newest backup that is sound is taken, however many newer ones are not."""
    with_backup(kept, now, play)
    good = next(kept.parent.glob("*.backup-*"))
    beside(kept, ".backup-0007-20261125").write_bytes(b"garbage" * 999)
    half = bytearray(good.read_bytes())
    half[len(half) // 2 :] = bytes(len(half) - len(half) // 2)
    beside(kept, ".backup-0006-20261125").write_bytes(half)
    break_header(kept)
    store, notice = reopened(kept, now)
    assert notice.kind is NoticeKind.RESTORED
    assert good.name in notice.message
    assert len(store.sessions()) == 41
    store.close(now)


def test_damage_on_one_day_is_kept_twice(kept: Path, now: datetime) -> None:
    """A second damaged store of the same second does not overwrite the first."""
    break_header(kept)
    first, notice = reopened(kept, now)
    first.close(now)
    before = notice.path.read_bytes()
    fill_with_zeros(kept)
    second, other = reopened(kept, now)
    second.close(now)
    assert other.path != notice.path
    assert notice.path.read_bytes() == before


def test_a_wiped_page_is_found_after_a_crash(kept: Path, now: datetime, play: Play) -> None:
    """When the program was not closed in order, every page is looked at before the store is used."""
    with_backup(kept, now, play)
    store = open_store(kept, now).store
    play(store, "crashed")
    log = beside(kept, "-wal").read_bytes()
    store.close(now)
    zero_a_page(kept)
    beside(kept, "-wal").write_bytes(log)
    again, notice = reopened(kept, now)
    assert notice.kind is NoticeKind.RESTORED
    assert len(again.sessions()) == 41
    again.close(now)


def test_a_wiped_page_is_found_while_reading(kept: Path, now: datetime, play: Play) -> None:
    """Sessions whose events are gone are never read as shorter ones; the next opening repairs the store."""
    with_backup(kept, now, play)
    zero_a_page(kept)
    store, notices = open_store(kept, now)
    assert notices == ()
    damaged = 0
    for record in store.sessions():
        try:
            assert len(store.read(record.id)) == record.version
        except DamagedError:
            damaged += 1
    store.close(now)
    assert damaged
    again, notice = reopened(kept, now)
    assert notice.kind is NoticeKind.RESTORED
    assert all(again.read(record.id) for record in again.sessions())
    again.close(now)
    assert not is_suspect(kept)


def test_a_damaged_store_is_never_backed_up(kept: Path, now: datetime, play: Play) -> None:
    """Damage that nobody met is found before a backup is made, told, and repaired at the next start."""
    with_backup(kept, now, play)
    before = {file: file.read_bytes() for file in kept.parent.glob("*.backup-*")}
    zero_a_page(kept)
    store = open_store(kept, now).store
    play(store, "later")
    (notice,) = store.close(now.replace(day=25))
    assert notice.kind is NoticeKind.DAMAGE_FOUND
    assert {file: file.read_bytes() for file in kept.parent.glob("*.backup-*")} == before
    again, notice = reopened(kept, now)
    assert notice.kind is NoticeKind.RESTORED
    again.close(now)


def test_a_full_disk_while_restoring_loses_nothing(
    kept: Path, now: datetime, play: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the backup cannot be copied, the damaged store stays where it is until there is room."""
    with_backup(kept, now, play)
    break_header(kept)
    damaged = kept.read_bytes()

    def no_room(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full_disk:
        full_disk.setattr("roleplay.store.opening.copy_store", no_room)
        _store, notices = open_store(kept, now)
        assert [notice.kind for notice in notices] == [NoticeKind.NOT_KEPT]
        assert "No space left" in notices[0].message
    assert kept.read_bytes() == damaged
    store, notice = reopened(kept, now)
    assert notice.kind is NoticeKind.RESTORED
    store.close(now)


def test_a_store_that_is_gone_is_told(kept: Path, now: datetime, play: Play) -> None:
    """A deleted store is not brought back in secret; the notice says where a backup is."""
    with_backup(kept, now, play)
    kept.unlink()
    store, notice = reopened(kept, now)
    assert notice.kind is NoticeKind.BACKUP_FOUND
    assert notice.path.exists()
    assert store.sessions() == ()
    store.close(now)


@pytest.mark.parametrize("seed", range(40))
def test_any_damage_is_told_in_words(kept: Path, now: datetime, seed: int) -> None:
    """Whatever bytes are changed, no session is read as a shorter one, and nothing but a StoreError comes."""
    chance = random.Random(seed)
    data = bytearray(kept.read_bytes())
    for _change in range(chance.choice((1, 5, 50))):
        # Half of the changes hit the first pages, where the tables are described.
        at = chance.randrange(len(data) if chance.random() < 0.5 else 3 * PAGE)
        data[at : at + chance.choice((1, 1, 8, 200))] = chance.randbytes(chance.choice((1, 8)))
    kept.write_bytes(data)
    for _opening in range(2):
        try:
            store = open_store(kept, now).store
        except StoreError:
            return
        with suppress(StoreError):
            use(store)
        store.close(now)


def use(store: Store) -> None:
    """Read everything there is, then write."""
    records = store.sessions()
    for record in records:
        with suppress(StoreError):
            events = store.read(record.id)
            assert len(events) >= record.version
            assert store.append(record.id, len(events), events[:1], MORNING) == len(events) + 1
        with suppress(StoreError):
            store.encounter(record.encounter)
