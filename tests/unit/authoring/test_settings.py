"""What an author takes otherwise than a check does is kept to, with a reason, and never hides an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.authoring.check import check
from roleplay.diagnostics.definition import definition

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

LONG = "Saya sudah " + "sangat " * 30 + "lama menunggu."
NODES = f"""\
nodes:
  arrival:
    says: "{LONG}"
    choices:
      explain: {{text: "Batasnya tujuh hari, {{call}}.", shows: [explain], tells: [deadline], goto: done}}
  done: {{says: "Terima kasih.", ending: {{outcome: resolved, debrief: Selesai.}}}}
  left: {{says: "Saya pulang.", ending: {{outcome: walked-out, debrief: Warga pergi.}}}}
"""
WHERE = "scenarios/thr/scenario.yaml"


def codes_with(content: ContentFolder, settings: str) -> list[tuple[str, str]]:
    """Return the codes found, and how bad they are, with these settings."""
    content.put("scenario", NODES)
    content.put("check.yaml", f"# whole file\nformat: 1\n{settings}")
    return [(item.code, str(item.severity)) for item in content.check()]


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        ("", [("RP506", "warning")]),
        ("severity: [{code: RP506, becomes: error, reason: x}]\n", [("RP506", "error")]),
        ("severity: [{code: RP506, becomes: note, reason: x}]\n", [("RP506", "note")]),
        ('severity: [{code: RP506, becomes: "off", reason: x}]\n', []),
        (f"ignore: [{{code: RP506, path: {WHERE}, reason: x}}]\n", []),
        ('ignore: [{code: RP506, path: "scenarios/*", reason: x}]\n', []),
        (f"ignore: [{{code: RP506, path: {WHERE}, reason: x, says: 34 words}}]\n", []),
        (f"ignore: [{{code: RP506, path: {WHERE}, reason: x, says: nothing}}]\n",
         [("RP111", "warning"), ("RP506", "warning")]),
        ("ignore: [{code: RP506, path: personas/x.yaml, reason: x}]\n",
         [("RP111", "warning"), ("RP506", "warning")]),
        (f"ignore: [{{code: RP506, path: {WHERE}}}]\n", [("RP102", "error"), ("RP506", "warning")]),
        ("severity: [{code: RP201, becomes: warning, reason: x}]\n",
         [("RP110", "error"), ("RP506", "warning")]),
        ("severity: [{code: RP999, becomes: error, reason: x}]\n",
         [("RP110", "error"), ("RP506", "warning")]),
    ],
)  # fmt: skip
def test_settings_are_kept_to(settings: str, found: list[tuple[str, str]], content: ContentFolder) -> None:
    """A warning can be worse, off, or ignored where and because somebody says so; nothing else can."""
    assert codes_with(content, settings) == found


def test_a_note_can_be_taken_otherwise_too(content: ContentFolder) -> None:
    """What is a note of itself can be made worse, or ignored."""
    rule = definition("RP336")
    assert rule is not None
    wishes = (
        "severity: [{code: RP336, becomes: warning, reason: x}]",
        "ignore: [{code: RP336, path: '*', reason: x}]",
    )
    for wish, found in zip(wishes, ([("RP336", "warning")], []), strict=True):
        content.put("check.yaml", f"# whole file\nformat: 1\n{wish}\n")
        content.put("scenario", rule.wrong.text)

        assert [(item.code, str(item.severity)) for item in content.check() if item.code == "RP336"] == found


@pytest.mark.parametrize("what", ["folder", "link to nothing", "not text"])
def test_settings_that_are_no_file_are_told(what: str, content: ContentFolder) -> None:
    """A `check.yaml` that cannot be read is an error, and everything is reported as if there were none."""
    content.put("scenario", NODES)
    path = content.root / "check.yaml"
    if what == "folder":
        path.mkdir()
    elif what == "link to nothing":
        path.symlink_to("nowhere.yaml")
    else:
        path.write_bytes(b"\x00")
    found = [(item.code, str(item.severity), item.span.path) for item in content.check()]

    assert found == [("RP001", "error", "check.yaml"), ("RP506", "warning", WHERE)]


def test_what_is_ignored_elsewhere_is_not_in_vain_in_a_part(content: ContentFolder) -> None:
    """A check of some files says nothing of what is ignored in others."""
    codes_with(content, f"ignore: [{{code: RP506, path: {WHERE}, reason: x}}]\n")

    assert check([content.root], [content.root / "personas"]).diagnostics == ()


def test_an_error_is_never_left_aside(content: ContentFolder) -> None:
    """Whatever is ignored, content that cannot be played is told as such."""
    content.put("scenario", NODES.replace("goto: done", "goto: gone"))
    content.put("check.yaml", '# whole file\nformat: 1\nignore: [{code: RP201, path: "*", reason: x}]\n')

    assert "RP201" in [item.code for item in content.check() if item.is_error]
