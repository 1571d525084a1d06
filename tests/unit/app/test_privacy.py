"""What is kept of people is shown, handed over and erased, whichever store it is in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
import pytest
from msgspec.structs import replace

from roleplay.app.erasing import erase, of_expired, of_group, of_older, of_seat, of_sessions
from roleplay.app.personal_data import all_data, as_page, data_of_seat, data_of_sessions
from roleplay.app.privacy import alone, check_reached, expired, what_is_kept
from roleplay.app.session import LiveSession
from roleplay.domain.group import (
    ActionChosen,
    GroupEvent,
    Joined,
    Messaged,
    Opened,
    Plan,
    Rated,
    Round,
    Seated,
)
from roleplay.errors import RoleplayError, StoreError
from roleplay.groups.consent import consent
from roleplay.i18n import speaking
from roleplay.store import (
    ConflictError,
    GroupRecord,
    MemoryStore,
    NotKeptError,
    Store,
    UnknownGroupError,
    UnknownSessionError,
    open_store,
)

if TYPE_CHECKING:
    from roleplay.app.desk import Desk
    from tests.unit.app.conftest import Begin
    from tests.unit.conftest import ContentFolder

NOW: Final = datetime(2026, 11, 24, 1, tzinfo=UTC)
PLAN: Final = Plan("Bimtek", "id", (Round("thr"),), keep_days=30)
SECRET: Final = "Wulandari"
AT: Final = "2026-11-24T08:00:00+07:00"
Meet = Callable[..., str]


@pytest.fixture(params=["memory", "sqlite"])
def kept_in(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A store of either kind."""
    store: Store = MemoryStore() if request.param == "memory" else open_store(tmp_path / "x.db", NOW).store
    yield store
    store.close(NOW)


@pytest.fixture
def meet(kept_in: Store, begin_session: Begin, content: ContentFolder) -> Meet:
    """Returns what keeps a group of two, so many days ago, and returns the session of the first."""

    def make(code: str = "7k2m9p4q", days: float = 0) -> str:
        at = (NOW - timedelta(days=days)).isoformat()
        kept_in.create_group(GroupRecord(code, "Bimtek", "Sleman", at, at, PLAN.keep_days))
        with speaking("id"):
            digest = consent(PLAN, "Sleman", is_shared=False).digest
        events: list[GroupEvent] = [Opened(PLAN)]
        names = {}
        for seat, nickname in (("s1", SECRET), ("s2", "Kusuma")):
            session = _played(kept_in, begin_session, content, code, seat, at)
            names[seat] = session
            events += [Joined(seat, nickname, "a" * 64, digest), Seated(seat, 0, session)]
        events += [
            Messaged("Mari mulai."),
            Messaged(f"Pelan, {SECRET}.", "s1"),
            Rated(names["s1"], "s2", "empathy", 4, f"{SECRET} hangat"),
            Rated(names["s2"], "s1", "empathy", 2, "kurang hangat"),
            ActionChosen("s1", "lebih sabar"),
        ]
        kept_in.append_to_group(code, 0, events, at)
        return names["s1"]

    return make


def _played(store: Store, begin_session: Begin, content: ContentFolder, code: str, seat: str, at: str) -> str:
    """Keep a session of a seat in a group and return its id."""
    live: LiveSession = begin_session(content.compile())
    live.say(f"Selamat pagi, saya {SECRET if seat == 's1' else 'Kusuma'}.")
    record = replace(
        live.record, group_id=code, seat=seat, site="Sleman", version=0, outcome=None, updated_at=at
    )
    store.create(record, live.encounter)
    store.append(record.id, 0, live.events, at)
    return record.id


def everything(store: Store) -> str:
    """Return all that a store tells of, as one text."""
    sessions = [(record, store.read(record.id)) for record in store.sessions()]
    groups = [(record, store.read_group(record.id)) for record in store.groups()]
    return msgspec.json.encode((sessions, groups)).decode()


def test_a_seat_is_erased_and_the_other_stays(kept_in: Store, meet: Meet) -> None:
    """The session and the words of one go, the figures and everything of the other stay."""
    mine = meet()
    before = kept_in.read_group("7k2m9p4q")
    erasure = of_seat(kept_in, "7K2M-9P4Q", "S1")
    assert [record.id for record in erasure.sessions] == [mine]
    assert erasure.seat is not None
    assert (erasure.seat.shared, erasure.seat.named) == (0, 0)
    erase(kept_in, erasure, AT)
    assert SECRET not in everything(kept_in)
    assert len(kept_in.sessions()) == 1
    after = kept_in.read_group("7k2m9p4q")
    assert len(after) == len(before)
    assert [event.level for event in after if isinstance(event, Rated)] == [4, 2]
    assert "Kusuma" in everything(kept_in)
    again = of_seat(kept_in, "7k2m9p4q", "s1")
    assert again.sessions == ()
    erase(kept_in, again, AT)
    assert kept_in.read_group("7k2m9p4q") == after


def test_a_name_in_the_words_of_others_is_told(kept_in: Store, meet: Meet) -> None:
    """What others wrote stays, and it is counted where the nickname stands in it."""
    meet()
    version = kept_in.group("7k2m9p4q").version
    kept_in.append_to_group("7k2m9p4q", version, [Messaged(f"Bagus, {SECRET}!")], AT)
    erasure = of_seat(kept_in, "7k2m9p4q", "s1")
    assert erasure.seat is not None
    assert erasure.seat.named == 1


def test_what_several_played_is_nobodys_alone(kept_in: Store, meet: Meet) -> None:
    """A session that two seats share stays when one of them is erased, and that is told."""
    mine = meet()
    version = kept_in.group("7k2m9p4q").version
    kept_in.append_to_group("7k2m9p4q", version, [Seated("s2", 1, mine)], AT)
    erasure = of_seat(kept_in, "7k2m9p4q", "s1")
    assert erasure.seat is not None
    assert (erasure.sessions, erasure.seat.shared) == ((), 1)


def test_a_whole_group_is_erased(kept_in: Store, meet: Meet) -> None:
    """A group goes with all its sessions, and no other group with it."""
    meet()
    meet("other000")
    erase(kept_in, of_group(kept_in, "7k2m9p4q"), AT)
    assert [group.id for group in kept_in.groups()] == ["other000"]
    assert {record.group_id for record in kept_in.sessions()} == {"other000"}
    with pytest.raises(UnknownGroupError):
        of_group(kept_in, "7k2m9p4q")


def test_a_session_of_a_group_takes_along_what_was_said_about_it(kept_in: Store, meet: Meet) -> None:
    """Erasing a session alone blanks the reasons about it in its group, and no more."""
    mine = meet()
    erase(kept_in, of_sessions(kept_in, [mine, mine.upper()]), AT)
    reasons = [event.reason for event in kept_in.read_group("7k2m9p4q") if isinstance(event, Rated)]
    assert reasons == ["", "kurang hangat"]
    with pytest.raises(UnknownSessionError):
        of_sessions(kept_in, [mine])


def test_a_group_that_goes_on_is_erased_all_the_same(kept_in: Store, meet: Meet) -> None:
    """What happens in a group while it is written anew is neither lost nor does it stop the erasure."""
    meet()
    real = kept_in.erase
    tries = []

    class Busy:
        """A store in which somebody says something each time that a seat is to be erased, three times."""

        def __getattr__(self, name: str) -> object:
            return getattr(kept_in, name)

        def erase(self, *arguments: object) -> None:
            tries.append(1)
            if len(tries) < 4:
                version = kept_in.group("7k2m9p4q").version
                kept_in.append_to_group("7k2m9p4q", version, [Messaged(f"{len(tries)}")], AT)
            real(*arguments)  # type: ignore[arg-type]

    erase(Busy(), of_seat(kept_in, "7k2m9p4q", "s1"), AT)  # type: ignore[arg-type]
    assert SECRET not in everything(kept_in)
    assert [event.text for event in kept_in.read_group("7k2m9p4q")[-3:] if isinstance(event, Messaged)] == [
        "1",
        "2",
        "3",
    ]


@pytest.mark.parametrize(
    ("error", "told"), [(ConflictError("7k2m9p4q"), "in use"), (NotKeptError("full"), "full")]
)
def test_an_erasure_that_cannot_be_done_is_told(
    kept_in: Store, meet: Meet, monkeypatch: pytest.MonkeyPatch, error: StoreError, told: str
) -> None:
    """Where the store does not take it nothing is erased, the reason is said, and trying comes to an end."""
    meet()
    before = everything(kept_in)

    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(kept_in, "erase", fail)
    with pytest.raises(StoreError, match=told) as caught:
        erase(kept_in, of_seat(kept_in, "7k2m9p4q", "s1"), AT)
    assert "erase again" in caught.value.hint
    assert everything(kept_in) == before


def test_days_are_counted_from_the_last_use(kept_in: Store, meet: Meet) -> None:
    """A group is over when its days have passed since anything happened in it or in its sessions."""
    meet("old00000", 30.01)
    meet("young000", 29.99)
    late = meet("used0000", 60)
    kept_in.append(late, kept_in.record(late).version, [], AT)
    assert {group.id for group in expired(kept_in, NOW)} == {"old00000", "used0000"}
    kept_in.append(late, kept_in.record(late).version, kept_in.read(late)[-1:], AT)
    assert {group.id for group in expired(kept_in, NOW)} == {"old00000"}
    erasure = of_expired(kept_in, NOW)
    assert [group.id for group in erasure.groups] == ["old00000"]
    erase(kept_in, erasure, AT)
    assert {group.id for group in kept_in.groups()} == {"young000", "used0000"}
    assert of_expired(kept_in, NOW).is_empty


def test_what_is_older_than_some_days(
    kept_in: Store, meet: Meet, begin_session: Begin, content: ContentFolder
) -> None:
    """Sessions played alone and whole groups go by when they were last used, whatever their days are."""
    meet("old00000", 8)
    meet("young000", 6)
    for name, days in (("aaaa", 8), ("bbbb", 6)):
        live = begin_session(content.compile())
        at = (NOW - timedelta(days=days)).isoformat()
        kept_in.create(replace(live.record, id=name, version=0, updated_at=at), live.encounter)
        kept_in.append(name, 0, live.events, at)
    assert {record.id for record in alone(kept_in)} == {"aaaa", "bbbb"}
    erase(kept_in, of_older(kept_in, NOW, 7), AT)
    assert {record.id for record in alone(kept_in)} == {"bbbb"}
    assert [group.id for group in kept_in.groups()] == ["young000"]
    assert {record.group_id for record in kept_in.sessions()} == {None, "young000"}


def test_everything_about_a_seat_is_handed_over(kept_in: Store, meet: Meet) -> None:
    """The copy has the words of one, what they agreed to, what was thought of them, and no other's name."""
    mine = meet()
    data = data_of_seat(kept_in, "7k2m9p4q", "s1", AT)
    assert [session.record.id for session in data.sessions] == [mine]
    assert data.sessions[0].events == kept_in.read(mine)
    (seat,) = data.seats
    assert seat.agreed_to[0].endswith("“Bimtek”")
    assert len(seat.agreed_to) == 8
    assert (seat.about.nickname, seat.about.messages) == (SECRET, (f"Pelan, {SECRET}.",))
    assert seat.messages_to_all == ("Mari mulai.",)
    assert seat.erase_from.startswith("2026-12-24")
    page = as_page(kept_in, data)
    for text in (
        f"Selamat pagi, saya {SECRET}.",
        f"{SECRET} hangat",
        "kurang hangat",
        "lebih sabar",
        "Mari mulai.",
    ):
        assert text in page
    for text in (page, msgspec.json.encode(data).decode()):
        assert "Kusuma" not in text


def test_everything_is_everybodys(kept_in: Store, meet: Meet, begin_session: Begin) -> None:
    """All data is each seat of each group and each session."""
    mine = meet()
    meet("other000")
    data = all_data(kept_in, AT)
    assert len(data.seats) == 4
    assert len(data.sessions) == 4
    assert [session.record.id for session in data_of_sessions(kept_in, [mine, mine], AT).sessions] == [mine]


def test_an_open_assessment_is_handed_over_without_its_scores(
    kept_in: Store, begin_session: Begin, content: ContentFolder
) -> None:
    """The words and events are theirs; how they score is not told before the end."""
    live = begin_session(content.compile())
    live.say("Selamat pagi, <b>Pak</b>.")
    live.say("xyz")
    kept_in.create(replace(live.record, mode="assess", version=0), live.encounter)
    kept_in.append(live.record.id, 0, live.events, AT)
    data = data_of_sessions(kept_in, [live.record.id], AT)
    assert data.sessions[0].debrief is None
    page = as_page(kept_in, data)
    assert "Selamat pagi, &lt;b&gt;Pak&lt;/b&gt;." in page
    assert "has not ended" in page
    assert "<table" not in page


def test_a_seat_that_nobody_took(kept_in: Store, meet: Meet) -> None:
    """The seats that there are, are named; a group without any says so."""
    meet()
    with pytest.raises(RoleplayError, match="no seat s9") as caught:
        of_seat(kept_in, "7k2m9p4q", "s9")
    assert "s1, s2" in caught.value.hint
    with pytest.raises(RoleplayError, match="no seat s9"):
        data_of_seat(kept_in, "7k2m9p4q", "s9", AT)
    kept_in.create_group(GroupRecord("empty000", "", "", AT, AT, 1))
    with pytest.raises(RoleplayError, match="Nobody"):
        of_seat(kept_in, "empty000", "s1")


def test_what_is_kept_is_counted_without_a_word(desk: Desk, meet: Meet, kept_in: Store) -> None:
    """Numbers, days and places are shown, and nothing that anybody said."""
    meet("old00000", 45)
    meet()
    (desk.data_folder / "sessions.db.backup-0001-20261101").write_bytes(b"x" * 1234)
    found = what_is_kept(desk, kept_in)
    assert (found.sessions, found.sessions_alone) == (4, 0)
    assert {group.id: (group.seats, group.sessions, group.is_expired) for group in found.groups} == {
        "old00000": (2, 2, True),
        "7k2m9p4q": (2, 2, False),
    }
    assert found.since is not None
    assert found.since.startswith("2026-10-10")
    assert [(copy.name[-20:], copy.size, copy.is_ours) for copy in found.copies] == [
        ("backup-0001-20261101", 1234, True)
    ]
    assert SECRET not in msgspec.json.encode(found).decode()


def test_a_store_that_cannot_be_reached_is_not_empty() -> None:
    """Nobody is told that nothing is kept where the store could not be opened."""
    with pytest.raises(StoreError, match="cannot be reached"):
        check_reached(MemoryStore())
