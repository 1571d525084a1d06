"""Two scenarios as the two forms of one measurement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


def other_form(content: ContentFolder, fragment: str) -> None:
    """Add a scenario `lebaran` that is like the first, with a fragment at its end."""
    text = (content.root / "scenarios/thr/scenario.yaml").read_text(encoding="utf-8")
    folder = content.root / "scenarios/lebaran"
    folder.mkdir()
    written = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("pair:"))
    (folder / "scenario.yaml").write_text(
        written.replace("id: thr", "id: lebaran", 1) + fragment, encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("fragment", "codes"),
    [
        ("pair: {form: B, with: thr}\n", []),
        ("", ["RP323"]),
        ("pair: {form: A, with: thr}\n", ["RP323", "RP323"]),
        ("channel: chat\npair: {form: B, with: thr}\n", ["RP323", "RP323"]),
        ("pair: {form: B, with: tiada}\n", ["RP203", "RP323"]),
    ],
    ids=["a pair", "not named back", "the same form", "another channel", "named elsewhere"],
)
def test_forms_name_each_other_and_are_alike(fragment: str, codes: list[str], content: ContentFolder) -> None:
    """Each form names the other, is the other letter, and has the same rubric, level and channel."""
    content.put("scenario", "pair: {form: A, with: lebaran}\n")
    other_form(content, fragment)

    assert sorted(item.code for item in content.check()) == codes
