"""What an author takes otherwise than a check does is kept to, with a reason, and never hides an error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.authoring.check import check

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


def test_what_is_ignored_elsewhere_is_not_in_vain_in_a_part(content: ContentFolder) -> None:
    """A check of some files says nothing of what is ignored in others."""
    codes_with(content, f"ignore: [{{code: RP506, path: {WHERE}, reason: x}}]\n")

    assert check([content.root], [content.root / "personas"]).diagnostics == ()


def test_an_error_is_never_left_aside(content: ContentFolder) -> None:
    """Whatever is ignored, content that cannot be played is told as such."""
    content.put("scenario", NODES.replace("goto: done", "goto: gone"))
    content.put("check.yaml", '# whole file\nformat: 1\nignore: [{code: RP201, path: "*", reason: x}]\n')

    assert "RP201" in [item.code for item in content.check() if item.is_error]
