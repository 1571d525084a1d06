"""A trainee who reads nothing is held to the very number that is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roleplay.authoring.trainees import play_out
from roleplay.diagnostics.definition import definition

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


def test_one_point_more_than_expected_is_told(content: ContentFolder) -> None:
    """Who always takes the longest reply may come to the top of the band, and to nothing above it."""
    rule = definition("RP701")
    assert rule is not None
    content.put("scenario", rule.right.text)
    total = play_out(content.compile(), "longest", 1).total
    assert total > 0
    for highest, is_told in ((total, False), (total - 1, True)):
        content.put("scenario", f"{rule.right.text}bands: {{longest: 0..{highest}}}\n")
        assert ("RP701" in [item.code for item in content.check()]) is is_told
