"""What is plainly misspelt is mended, nothing else is touched, and nothing is made worse."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.authoring import fixing
from roleplay.authoring.check import check
from roleplay.authoring.fixing import fix
from roleplay.errors import RoleplayError
from roleplay.schema.reading import misspelt

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

WHERE = "scenarios/thr/scenario.yaml"


def scenario(content: ContentFolder, right: str, wrong: str) -> bytes:
    """Put one mistake into the scenario; return the file as it was before."""
    path = content.root / WHERE
    before = path.read_bytes()
    assert right.encode() in before
    path.write_bytes(before.replace(right.encode(), wrong.encode(), 1))
    return before


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("summary: Pekerja", "sumary: Pekerja"),
        ("shows: [explain]", "shows: [explian]"),
        ("shows: [explain]", "shows: ['explian']"),
        ("tells: [deadline]", "tells: [deadlin]"),
        ("goto: done", "goto: donne"),
        ("personas: [pak-darto]", "personas: [pak-drato]"),
        ("outcome: resolved", "outcome: resolvd"),
        ("told: deadline", "told: dedaline"),
    ],
)
def test_a_misspelt_word_is_mended(right: str, wrong: str, content: ContentFolder) -> None:
    """A key, a name or a word that can only be one known word becomes it, and the rest of the file stays."""
    before = scenario(content, right, wrong)
    (done,) = fix([content.root])

    assert (content.root / WHERE).read_bytes().replace(b"'explain'", b"explain") == before
    assert done.span.path == WHERE
    assert (done.fix.old, done.fix.new) in [
        (old, new) for old in wrong.replace("'", "").split() for new in right.split()
    ] or done.fix.new in right
    assert content.check() == ()


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("goto: done", "goto: elsewhere"), ("shows: [explain]", "shows: [xyz]"), ("title: THR", "title: : THR")],
)
def test_what_is_not_plain_is_left(right: str, wrong: str, content: ContentFolder) -> None:
    """Where nobody can say what was meant, the file stays as it is."""
    scenario(content, right, wrong)
    as_written = (content.root / WHERE).read_bytes()

    assert fix([content.root]) == ()
    assert (content.root / WHERE).read_bytes() == as_written


@pytest.mark.parametrize(
    ("word", "known", "mended"),
    [
        ("resolvd", ("resolved", "unresolved"), "resolved"),
        ("arival", ("arrival", "arrivals"), None),
        ("done1", ("done2", "done3"), None),
        ("x", ("done",), None),
    ],
)
def test_a_word_is_mended_only_where_no_other_can_be_meant(
    word: str, known: tuple[str, ...], mended: str | None
) -> None:
    """Of two words that are about as near, neither is taken."""
    found = misspelt(word, known)

    assert (found.new if found else None) == mended


def test_a_change_that_mends_nothing_is_taken_back(
    content: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in which there are as many errors afterwards is as it was before."""
    scenario(content, "goto: done", "goto: donne")
    as_written = (content.root / WHERE).read_bytes()
    found = check([content.root])
    monkeypatch.setattr(fixing, "check", lambda roots, within=(): found)

    assert fix([content.root]) == ()
    assert (content.root / WHERE).read_bytes() == as_written


def test_several_mistakes_on_a_line_are_mended(content: ContentFolder) -> None:
    """Changes on one line do not move each other's places."""
    before = scenario(content, "shows: [explain], tells: [deadline], goto: done",
                      "show: [explian], tells: [deadlin], goto: donee")  # fmt: skip
    fix([content.root])
    fix([content.root])

    assert (content.root / WHERE).read_bytes() == before


def test_lines_end_as_before(content: ContentFolder) -> None:
    """A file with the line ends of another system keeps them."""
    path = content.root / WHERE
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n").replace(b"sumary", b"summary"))
    before = path.read_bytes()
    path.write_bytes(before.replace(b"summary:", b"sumary:"))
    fix([content.root])

    assert path.read_bytes() == before


def test_a_file_that_cannot_be_written_is_told(
    content: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told, and the file stays as it was."""
    scenario(content, "summary: Pekerja", "sumary: Pekerja")
    as_written = (content.root / WHERE).read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RoleplayError, match="No space left"):
        fix([content.root])
    assert (content.root / WHERE).read_bytes() == as_written
