"""A wrong choice that teaches nothing of its own is told, and no choice that does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

RIGHT = 'right: {text: "Batasnya tujuh hari.", shows: [explain], tells: [deadline], goto: left}'
SOFT = 'soft: {text: "Terima kasih, tenang saja.", shows: [thank, dismiss], goto: left%s}'
SHORT = 'short: {text: "Sudah, tenang saja.", shows: [dismiss], goto: left%s}'


def told(content: ContentFolder, *choices: str) -> list[tuple[str, str]]:
    """Return what is reported of the choices of one node, each with the name that its message begins with."""
    written = "".join(f"      {choice}\n" for choice in choices)
    content.put(
        "scenario",
        f'nodes:\n  arrival:\n    says: "THR saya belum dibayar."\n    choices:\n{written}'
        '  left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}\n',
    )
    found = [item for item in content.check() if item.code in ("RP333", "RP335") or item.is_error]
    return [(item.code, item.message.split("'")[1]) for item in found]


@pytest.mark.parametrize("order", [(SOFT, SHORT), (SHORT, SOFT)], ids=["better first", "worse first"])
def test_the_same_fault_with_less_beside_it_is_told(order: tuple[str, str], content: ContentFolder) -> None:
    """Of two wrong choices with one fault and one way on, the one that is nowhere better is told."""
    assert told(content, RIGHT, *(choice % "" for choice in order)) == [("RP335", "short")]


@pytest.mark.parametrize(
    ("soft", "short"),
    [
        (SOFT % "", SHORT.replace("[dismiss]", "[dismiss, blame]") % ""),
        (SOFT % "", SHORT.replace("[dismiss]", "[blame]") % ""),
        (SOFT % "", SHORT.replace("[dismiss]", "[dismiss, own]") % ""),
        (SOFT % "", SHORT % ", wrong: [voluntary]"),
        (SOFT % "", SHORT % ", asks: [since]"),
        (SOFT % "", SHORT.replace(", goto: left", "") % ""),
        (SOFT % "", SHORT % ", set: {letters: 1}"),
        (SOFT % "", SHORT % ", note: Terdengar malas."),
        (SOFT % ", when: {mood: furious}", SHORT % ""),
        (SOFT % ", when: {mood: furious}", SHORT % ", when: {mood: venting}"),
    ],
    ids=["a fault more", "another fault", "a merit", "a wrong fact", "a question", "no way", "a variable",
         "a note", "another not always there", "or never then"],
)  # fmt: skip
def test_what_teaches_something_is_not_told(soft: str, short: str, content: ContentFolder) -> None:
    """Another fault, merit, way, effect or note is a lesson; so is a choice that stands alone at times."""
    assert told(content, RIGHT, soft, short) == []


@pytest.mark.parametrize(
    ("soft", "short"),
    [
        ("", ", when: {mood: furious}"),
        (", when: {mood: furious}", ", when: {mood: furious}"),
        (", when: {mood: furious}", ", when: {trust: low, mood: furious}"),
        (", once: true", ""),
        (", note: Sama saja.", ", note: Sama saja."),
        (", note: Sama saja.", ""),
    ],
)
def test_what_is_always_beside_it_is_found(soft: str, short: str, content: ContentFolder) -> None:
    """The other one counts where it is there whenever the choice is, or was taken already."""
    assert told(content, RIGHT, SOFT % soft, SHORT % short) == [("RP335", "short")]


def test_of_equals_the_first_stays(content: ContentFolder) -> None:
    """Of wrong choices that count alike all but the first are told; the one with a note stays."""
    other = SHORT.replace("short", "other").replace("Sudah", "Ya")
    third = SHORT.replace("short", "third").replace("Sudah", "Lho")

    assert told(content, RIGHT, SHORT % "", other % "", third % "") == [
        ("RP335", "other"),
        ("RP335", "third"),
    ]
    assert told(content, RIGHT, SHORT % "", other % ", note: Terdengar malas.") == [("RP335", "short")]


def test_a_right_choice_may_be_better_than_others(content: ContentFolder) -> None:
    """That a right choice beats a wrong or a poorer right one is what choices are for."""
    plain = 'plain: {text: "Tujuh hari.", tells: [deadline], goto: left}'

    assert told(content, RIGHT, plain, SHORT % "") == []


def test_where_all_count_alike_it_is_told_once(content: ContentFolder) -> None:
    """A node with nothing to decide is told as such, and no choice of it is told besides."""
    other = SHORT.replace("short", "other").replace("Sudah", "Ya")

    assert told(content, SHORT % "", other % "") == [("RP333", "arrival")]
