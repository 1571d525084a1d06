"""Limits that end a talk, where one of them cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


@pytest.mark.parametrize("who", ["pak-darto", '"type:angry"'])
def test_a_limit_that_cannot_be_read_is_told_alone(who: str, content: ContentFolder) -> None:
    """The ending that it would lead to is not called unreachable, however the persona is named."""
    content.put("scenario", f"personas: [{who}]\n")
    content.put("type", "limits:\n  leave: {when: {patience: 0}, says: Sudah., ends: walked-uot}\n")
    codes = {item.code for item in content.check()}

    assert codes
    assert not any(code.startswith("RP30") for code in codes), codes
