"""What was found in a scenario is remembered while nothing that it rests on has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.app import checking
from roleplay.app.checking import check_content
from roleplay.authoring import check as checks
from roleplay.i18n import activate, active_language

if TYPE_CHECKING:
    from roleplay.app.desk import Desk
    from roleplay.content.find import ContentRef
    from tests.unit.conftest import ContentFolder


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were checked anew since a test has cleared it."""
    seen: list[str] = []
    check_all = checks._Checker.check_all

    def noting(self: checks._Checker, together: tuple[ContentRef, ...]) -> checks.Found:
        seen.extend(ref.name for ref in together)
        return check_all(self, together)

    monkeypatch.setattr(checks._Checker, "check_all", noting)
    return seen


SCENARIO = "scenarios/thr/scenario.yaml"


def test_what_has_not_changed_is_not_looked_at_again(
    content: ContentFolder, desk: Desk, looked_at: list[str]
) -> None:
    """The second time a scenario and its walkthroughs are as they were, and the findings are the same."""
    content.put("scenario", "bands: {expert: 0..10, bogus: 1}\n")
    first = check_content(desk)
    assert SCENARIO in looked_at
    looked_at.clear()

    assert check_content(desk) == first
    assert first.diagnostics
    assert SCENARIO not in looked_at


@pytest.mark.parametrize(
    "path",
    [
        SCENARIO,
        "scenarios/thr/walkthroughs/short.yaml",
        "personas/pak-darto.yaml",
        "personas/types/angry.yaml",
        "rubrics/service.yaml",
        "cues/id.yaml",
    ],
)
def test_whatever_it_rests_on_is_seen_to_change(
    path: str, content: ContentFolder, desk: Desk, looked_at: list[str]
) -> None:
    """A changed scenario, walkthrough, persona, type, rubric or cue makes it be looked at again."""
    check_content(desk)
    looked_at.clear()
    file = content.root / path
    file.write_bytes(file.read_bytes() + b"# changed\n")
    check_content(desk)

    assert SCENARIO in looked_at


def test_new_files_are_seen(content: ContentFolder, desk: Desk, looked_at: list[str]) -> None:
    """A translation or a walkthrough that was not there makes it be looked at again."""
    check_content(desk)
    looked_at.clear()
    content.translate()
    check_content(desk)
    assert SCENARIO in looked_at
    looked_at.clear()
    folder = content.root / "scenarios/thr/walkthroughs"
    (folder / "another.yaml").write_bytes((folder / "short.yaml").read_bytes())
    check_content(desk)

    assert "scenarios/thr/walkthroughs/another.yaml" in looked_at


def test_findings_are_told_in_the_language_in_use(content: ContentFolder, desk: Desk) -> None:
    """What was found for somebody who reads Indonesian is not shown to one who reads English."""
    content.put("scenario", "title: '{nobody}'\n")
    before = active_language()
    try:
        activate("id")
        first = check_content(desk).diagnostics
        activate("en")
        second = check_content(desk).diagnostics
    finally:
        activate(before)

    assert [item.code for item in first] == [item.code for item in second]
    assert [item.message for item in first] != [item.message for item in second]


def test_the_code_that_checks_counts(desk: Desk, content: ContentFolder, looked_at: list[str],
                                     monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """Another version of the rules looks at everything again."""
    check_content(desk)
    looked_at.clear()
    monkeypatch.setattr(checking, "_CHECKING", ("compiler",))
    check_content(desk)

    assert SCENARIO in looked_at
