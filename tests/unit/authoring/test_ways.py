"""What a search that was given up has not seen is no fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.authoring import ways
from roleplay.diagnostics.definition import definition

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


@pytest.mark.parametrize("code", ["RP312", "RP313"])
def test_nothing_is_claimed_of_what_was_not_searched(
    code: str, content: ContentFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search that stops at its limit reports no choice and no ending as never reached."""
    rule = definition(code)
    assert rule is not None
    content.put(rule.wrong.file, rule.wrong.text)
    assert code in [item.code for item in content.check()]
    monkeypatch.setattr(ways, "MOST_STATES", 1)

    assert code not in [item.code for item in content.check()]
