"""A walkthrough is played, and whatever comes out otherwise than written is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

TAKE = "take: [explain]\n"


def found(content: ContentFolder) -> list[tuple[str, str]]:
    """Return the codes and messages of everything that is wrong."""
    return [(item.code, item.message) for item in content.check()]


@pytest.mark.parametrize(
    "expect",
    [
        "{outcome: resolved}",
        "{total: 100, manner: 95..100, substance: 100}",
        "{goals: [told], wrong: [], shown: [explain]}",
    ],
)
def test_walkthrough_that_comes_out_is_silent(expect: str, content: ContentFolder) -> None:
    """What comes out as written is not reported."""
    content.put("walkthrough", f"{TAKE}expect: {expect}\n")

    assert found(content) == []


@pytest.mark.parametrize(
    ("expect", "told"),
    [
        ("{outcome: partly}", ("outcome", "partly", "resolved")),
        ("{total: 0..99}", ("total", "0..99", "100")),
        ("{manner: 10..20}", ("manner", "10..20", "100")),
        ("{substance: 0}", ("substance", "0..0", "100")),
        ("{wrong: [voluntary]}", ("wrong", "voluntary")),
        ("{shown: [empathize]}", ("empathize",)),
    ],
)
def test_what_comes_out_otherwise_is_told(expect: str, told: tuple[str, ...], content: ContentFolder) -> None:
    """A difference names what was wanted, what was found, who brought it and in which language."""
    content.put("walkthrough", f"{TAKE}expect: {expect}\n")
    reports = found(content)

    assert {code for code, _message in reports} == {"RP601"}
    assert all(word in message for _code, message in reports for word in (*told, "pak-darto"))


def test_goal_that_is_not_met_is_told(content: ContentFolder) -> None:
    """A goal counts as met in full alone, and a wrong fact that was said is told."""
    content.put("scenario", SHORT_CUT)
    content.put("walkthrough", "take: [short]\nexpect: {goals: [told], wrong: []}\n")
    messages = [message for code, message in found(content) if code == "RP601"]

    assert any("told" in message for message in messages)
    assert any("voluntary" in message for message in messages)


SHORT_CUT = """\
nodes:
  arrival:
    says: "THR saya belum dibayar, {officer}."
    choices:
      explain: {text: "Batasnya tujuh hari, {call}.", shows: [explain], tells: [deadline], goto: done}
      short: {text: "Itu tidak wajib, {call}.", wrong: [voluntary], goto: done}
  done: {says: "Terima kasih.", ending: {outcome: resolved, debrief: Selesai.}}
  left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}
"""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("take: [explein]\nexpect: {outcome: resolved}\n", "explein"),
        ("take: [explain, explain]\nexpect: {outcome: resolved}\n", "explain"),
        (f"{TAKE}expect: {{goals: [nothing]}}\n", "nothing"),
        (f"persona: bu-sari\n{TAKE}expect: {{outcome: resolved}}\n", "bu-sari"),
    ],
    ids=["choice", "after the end", "goal", "persona"],
)
def test_walkthrough_that_cannot_be_walked_is_told(text: str, word: str, content: ContentFolder) -> None:
    """A step, goal or persona that is not there is reported by its name."""
    content.put("walkthrough", text)
    reports = found(content)

    assert {code for code, _message in reports} == {"RP602"}
    assert all(word in message for _code, message in reports)


def test_free_text_is_heard(content: ContentFolder) -> None:
    """A step in words is heard as a trainee's would be."""
    content.put("walkthrough", 'take: [{says: "Mohon maaf, Pak."}]\nexpect: {shown: [apologize]}\n')
    assert found(content) == []
    content.put("walkthrough", 'take: [{says: "Entahlah."}]\nexpect: {shown: [apologize]}\n')
    assert [code for code, _message in found(content)] == ["RP601"]


def test_walkthrough_of_choices_is_walked_in_both_languages(content: ContentFolder) -> None:
    """Choices alone must come out the same in every language."""
    content.translate()
    content.put("walkthrough", f"{TAKE}expect: {{outcome: partly}}\n")
    messages = [message for code, message in found(content) if code == "RP601"]

    assert sum("(pak-darto, id)" in message for message in messages) == 1
    assert sum("(pak-darto, en)" in message for message in messages) == 1
