"""What a host tells on its terminal."""

import importlib.util
import io
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from roleplay.cli.hosting import HostRequest, host_group
from roleplay.cli.hosting_words import Links, Told, print_qr, qr_rows, shown_code, told_links
from roleplay.domain.group import Joined, Opened, Paused, Plan, Removed, Round, RoundBegun
from roleplay.errors import RoleplayError
from roleplay.groups.state import GroupState, after, read_group
from roleplay.i18n.translate import activate, active_language

LINKS = Links(("192.168.1.5:8700", "10.0.0.9:8700"), "abcd1234", "s3cret", "127.0.0.1", 8700)


class Screen(io.StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    before = active_language()
    activate("en")
    yield
    activate(before)


@pytest.fixture
def state() -> GroupState:
    return read_group([Opened(Plan("Day", "en", (Round("x"),)))])


def test_links_lead_where_people_are_to_go() -> None:
    """The first address everywhere, the others beside it; the secret in two links and nowhere else."""
    told = list(told_links("A\x1b[2J day", LINKS))

    assert told[0] == "A[2J day"
    assert any(line.endswith("http://192.168.1.5:8700/") for line in told)
    assert any(line.endswith("roleplay join 192.168.1.5:8700") for line in told)
    assert any(line.endswith("ABCD-1234") for line in told)
    assert any(line.endswith("http://10.0.0.9:8700/") for line in told)
    assert [line for line in told if "s3cret" in line] == [
        "  http://192.168.1.5:8700/lead#s3cret",
        "  http://192.168.1.5:8700/board#s3cret",
    ]
    assert max(map(len, told)) <= 80
    assert shown_code("abcd1234") == "ABCD-1234"


def test_the_picture_for_cameras_is_shown_where_it_fits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Square, on a terminal that is wide and high enough and shows colours; else not at all."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    rows = qr_rows(LINKS.invitation)
    wide, high = len(rows[0]), len(rows)
    assert abs(wide - 2 * high) <= 1
    assert set("".join(rows)) <= set(" █▀▄")

    def printed(stream: io.StringIO, columns: int, lines: int) -> str:
        print_qr(stream, LINKS.invitation, columns, lines)
        return stream.getvalue()

    assert printed(Screen(), wide, high).count("\n") == high
    assert printed(Screen(), wide - 1, high) == ""
    assert printed(Screen(), wide, high - 1) == ""
    assert printed(io.StringIO(), wide, high) == ""
    monkeypatch.setenv("NO_COLOR", "1")
    assert printed(Screen(), wide, high) == ""


def test_what_happens_is_told_once(state: GroupState) -> None:
    """Who joins and leaves, the rounds, and a pause, each a line, and nothing when nothing happened."""
    told = Told(state)
    joined = after(after(state, Joined("a", "Ani\x1b", "t", "c")), Joined("b", "Budi", "u", "c"))
    assert sorted(told.news(joined)) == ["Ani has joined; 2 people.", "Budi has joined; 2 people."]
    assert list(told.news(joined)) == []
    begun = after(after(joined, RoundBegun(0)), Removed("a"))
    assert list(told.news(begun)) == ["Ani was taken out of the group.", "Round 1 has begun."]
    paused = after(begun, Paused())
    assert list(told.news(paused)) == ["The group is paused."]
    assert list(told.news(replace(paused, is_paused=False, phase="closed"))) == [
        "The group is over.",
        "The group goes on.",
    ]


@pytest.mark.parametrize("missing", ["aiohttp", "segno"])
def test_what_hosting_needs_is_named(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has installed the program without the extra is told how to get it."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else object())
    with pytest.raises(RoleplayError) as told:
        host_group(HostRequest("x", None, "", "", None, ()))

    assert "roleplay-service[group]" in told.value.hint
