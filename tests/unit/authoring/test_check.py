"""The check of a content folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roleplay.authoring.check import check

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


def test_right_content_is_silent(content: ContentFolder) -> None:
    """Where everything is right nothing is told, and every file was looked at."""
    checked = check([content.root])

    assert checked.diagnostics == ()
    assert checked.files == 7


def test_empty_folder_is_silent(tmp_path: Path) -> None:
    """A folder without content has no mistakes."""
    assert check([tmp_path]) == ((), 0, ())


def test_mistakes_of_every_file_are_told_by_place(content: ContentFolder) -> None:
    """Mistakes in several files are all told, each once, in the order of files and lines."""
    content.put("scenario", "level: 9\nbrief: 'Untuk {nobody}.'\n")
    content.put("persona", "mood: {tension: 600, trust: 40, clarity: 40, patience: 6}\n")
    found = check([content.root]).diagnostics

    assert {item.span.path.rpartition("/")[2] for item in found} == {"scenario.yaml", "pak-darto.yaml"}
    assert list(found) == sorted(set(found))


def test_check_can_be_narrowed(content: ContentFolder) -> None:
    """Checking a part tells the mistakes of that part alone."""
    content.put("scenario", "level: 9\n")
    content.put("persona", "mood: {tension: 600, trust: 40, clarity: 40, patience: 6}\n")
    persona = check([content.root], [content.root / "personas"])

    assert persona.files == 2
    assert {item.span.path for item in persona.diagnostics} == {"personas/pak-darto.yaml"}


@pytest.mark.parametrize(
    ("cues", "is_silent"),
    [
        ('{any: [mohon maaf], yes: ["Mohon maaf, Pak."], no: ["Baik, Pak."]}', True),
        ('{any: [mohon maaf], yes: ["Baik, Pak."]}', False),
        ('{any: [mohon maaf], no: ["Mohon maaf, Pak."]}', False),
    ],
)
def test_sentences_beside_cues_are_tests(cues: str, is_silent: bool, content: ContentFolder) -> None:
    """A sentence that must be heard and is not, or must not and is, is a mistake."""
    content.put("cues", f"labels: {{apologize: {cues}, explain: {{any: [tujuh hari]}}}}\n")
    codes = [item.code for item in content.check()]

    assert codes == ([] if is_silent else ["RP401"])


@pytest.mark.parametrize(
    ("tells", "is_silent"),
    [
        ('{any: [tujuh hari], yes: ["Paling lambat tujuh hari."]}', True),
        ('{any: [tujuh hari], yes: ["Paling lambat sebulan."]}', False),
        ('{any: [tujuh hari], no: ["Paling lambat tujuh hari."]}', False),
    ],
)
def test_sentences_beside_a_card_are_tests(tells: str, is_silent: bool, content: ContentFolder) -> None:
    """The cues of a scenario are tested by their sentences in the same way."""
    card = "{text: Tujuh hari., source: UU 1, checked: 2026-11-24, tells: %s}"
    content.put("scenario", f"cards:\n  deadline: {card % tells}\n")
    codes = [item.code for item in content.check()]

    assert codes == ([] if is_silent else ["RP401"])


def test_checking_twice_is_checking_once(content: ContentFolder) -> None:
    """The same folder has the same mistakes, and checking changes no file."""
    content.put("scenario", "level: 9\n")
    before = {path: path.read_bytes() for path in content.root.rglob("*") if path.is_file()}

    assert check([content.root]) == check([content.root])
    assert {path: path.read_bytes() for path in content.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("shows", "text", "words"),
    [
        ("[explain]", "Batasnya tujuh hari.", ""),
        ("[explain]", "Batasnya tujuh hari, sabar.", "dismiss (“sabar”)"),
        ("[explain, dismiss]", "Batasnya tujuh hari.", "does not hear dismiss"),
        ("[apologize]", "Batasnya tujuh hari.", "does not hear apologize"),
        ("[explain, apologize]", "Batasnya tujuh hari.", ""),
    ],
)
def test_author_and_ear_are_compared(shows: str, text: str, words: str, content: ContentFolder) -> None:
    """A choice that the ear would judge otherwise is reported; a difference of detail is not."""
    content.put("cues", "labels: {explain: {any: [tujuh hari]}, dismiss: {any: [sabar]}}\n")
    content.put(
        "scenario",
        "nodes:\n"
        f'  arrival: {{says: "THR?", choices: {{one: {{text: "{text}", shows: {shows}, goto: left}}}}}}\n'
        "  left: {says: Pulang., ending: {outcome: walked-out, debrief: Warga pergi.}}\n",
    )
    found = [item.message for item in content.check() if item.code == "RP403"]

    assert bool(found) is bool(words)
    assert not words or words in found[0]


def test_own_cues_settle_what_author_and_ear_do_not_agree_on(content: ContentFolder) -> None:
    """`sounds` of the scenario make a label heard, or keep it from being heard."""
    content.put("cues", "labels: {explain: {any: [tujuh hari]}, dismiss: {any: [sabar]}}\n")
    nodes = (
        "nodes:\n"
        '  arrival: {says: "THR?", choices: {one: {text: "Sabar itu tujuh.", shows: [close], goto: left}}}\n'
        "  left: {says: Pulang., ending: {outcome: walked-out, debrief: Warga pergi.}}\n"
    )
    content.put("scenario", nodes)
    assert "RP403" in {item.code for item in content.check()}
    content.put("scenario", nodes + "sounds: {dismiss: {not: [sabar itu]}, close: {any: [itu tujuh]}}\n")
    assert "RP403" not in {item.code for item in content.check()}


def test_cues_of_a_persona_are_tested(content: ContentFolder) -> None:
    """The sentences beside the `sounds` of a persona are tried where that persona comes."""
    content.put("persona", 'sounds: {thank: {any: [matur nuwun], yes: ["Matur nuwun, Pak."]}}\n')
    assert content.check() == ()
    content.put("persona", 'sounds: {thank: {any: [matur nuwun], yes: ["Suwun, Pak."]}}\n')
    assert [item.code for item in content.check()] == ["RP401"]


CUES_EN = (
    "format: 1\nlanguage: en\nlabels:\n  explain: {any: [seven days]}\n  greet: {opens: [good morning]}\n"
)
ENGLISH = {
    "cards.deadline.tells": "seven days",
    "knows.since.asks": "since when",
    "wrong.voluntary.says": "need not",
    "nodes.arrival.choices.explain.text": "The limit is seven days, {call}.",
}


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"cards.deadline.tells": "hp*"}, ["RP402"]),
        ({"nodes.arrival.choices.explain.text": "Hello, {call}."}, ["RP403"]),
    ],
    ids=["right", "unreadable cue", "another choice"],
)
def test_a_translation_is_heard_too(
    changed: dict[str, str], codes: list[str], content: ContentFolder
) -> None:
    """Cues and choices of a translated scenario are held to the ear of that language, and so it is told."""
    (content.root / "cues" / "en.yaml").write_text(CUES_EN, encoding="utf-8")
    content.translate({**ENGLISH, **changed})
    found = [item for item in content.check() if item.code.startswith("RP4")]

    assert [item.code for item in found] == codes
    assert all(item.message.endswith("[en]") for item in found)


def test_an_unfinished_translation_is_not_heard(content: ContentFolder) -> None:
    """While a text is missing in a language, its cues are not tested there."""
    (content.root / "cues" / "en.yaml").write_text(CUES_EN, encoding="utf-8")
    content.translate({**ENGLISH, "cards.deadline.tells": "hp*", "title": ""})

    assert [item.code for item in content.check()] == ["RP502"]


def test_a_language_without_an_ear_is_heard_by_the_indonesian_one(content: ContentFolder) -> None:
    """Cues are held to the Indonesian ear, choices to none, and the check says that the ear is borrowed."""
    content.translate({**ENGLISH, "cards.deadline.tells": "tujuh hari", "title": "Bonus"})
    (content.root / "scenarios/thr/en.po").rename(content.root / "scenarios/thr/ms.po")
    checked = check([content.root])

    assert (checked.diagnostics, checked.unheard) == ((), ("ms",))


def test_cues_of_half_a_translation_are_not_tested(content: ContentFolder) -> None:
    """Where the sentences beside a cue are not translated yet, they are not held to the translated cue."""
    card = "{text: Tujuh hari., source: UU 1, checked: 2026-11-24, tells: {any: [hari], yes: [Tujuh hari.]}}"
    content.put("scenario", f"cards: {{deadline: {card}}}\n")
    content.translate({"cards.deadline.tells.any": "pekan", "cards.deadline.tells.yes": ""})
    (content.root / "scenarios/thr/en.po").rename(content.root / "scenarios/thr/ms.po")

    assert content.check() == ()


@pytest.mark.parametrize("title", ["Bonus", ""], ids=["whole", "in part"])
def test_an_unreadable_cue_is_told_in_every_language(title: str, content: ContentFolder) -> None:
    """A cue that no ear could read is told, whole translation or not, since it would stop the play."""
    content.translate({**ENGLISH, "cards.deadline.tells": "hp*", "title": title})
    (content.root / "scenarios/thr/en.po").rename(content.root / "scenarios/thr/ms.po")

    assert [item.code for item in content.check()] == ["RP402"]


def test_an_unreadable_cue_does_not_end_the_check(content: ContentFolder) -> None:
    """A cue that cannot be read is told once, though a walkthrough types words that it would be tried on."""
    content.put("scenario", "sounds: {greet: [hp*]}\n")
    content.put("walkthrough", "take: [{says: Selamat pagi}]\n")

    assert [item.code for item in content.check()] == ["RP402"]
