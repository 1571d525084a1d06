"""The file of weights beside a cue file: found, and refused when it is not whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from roleplay.compiler.cues import compile_cues
from roleplay.compiler.library import Library
from roleplay.domain.cues import Weights
from roleplay.errors import RoleplayError

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

WHOLE = Weights(("own", "thank"), 0.1, "w:makasih\nw:cek", bytes([128, 158, 158, 128]), (-20, -20), (0, 0))


def put(content: ContentFolder, data: bytes) -> None:
    """Put weights into the content folder."""
    (content.root / "cues" / "id.weights").write_bytes(data)


def test_weights_beside_the_cues_are_used(content: ContentFolder) -> None:
    """The table of a language brings its weights, and is made from their file too."""
    assert compile_cues(Library([content.root]), "id").table.weights is None  # type: ignore[union-attr]
    put(content, msgspec.msgpack.encode(WHOLE))
    compiled = compile_cues(Library([content.root]), "id")
    assert compiled.table is not None
    assert compiled.table.weights == WHOLE
    assert content.root / "cues" / "id.weights" in compiled.sources


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xc1",
        msgspec.msgpack.encode(WHOLE)[:-3],
        msgspec.msgpack.encode(msgspec.structs.replace(WHOLE, rows=WHOLE.rows[:-1])),
        msgspec.msgpack.encode(msgspec.structs.replace(WHOLE, biases=(0,))),
        msgspec.msgpack.encode(msgspec.structs.replace(WHOLE, thresholds=())),
        msgspec.msgpack.encode(msgspec.structs.replace(WHOLE, labels=("own", "gone"))),
    ],
)
def test_damaged_weights_are_refused(data: bytes, content: ContentFolder) -> None:
    """A file that is not whole is never half heard: the error names it and what to do."""
    put(content, data)
    with pytest.raises(RoleplayError, match=r"id\.weights"):
        compile_cues(Library([content.root]), "id")
