"""The shipped cue files: whole, readable, and true to their own examples."""

from collections.abc import Iterator, Mapping

import pytest

from roleplay.domain.cues import CueTable
from roleplay.domain.vocabulary import LABELS
from roleplay.hearing import Ear
from roleplay.hearing.normalize import Reader
from roleplay.schema.cues import CueTableFile, SoundsFile
from tests.conftest import Shipped

SIGNS = frozenset(
    "question request stated reported courtesy reason refusal composure rhetorical sympathy fact_question "
    "accept_gift accept_favour discloses gift favour data asks_more threat abuse past offer".split()
)
"""What the rules listen for beside techniques and traps."""


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Return each language in turn."""
    name: str = request.param
    return name


@pytest.fixture
def sounds(shipped: Shipped, language: str) -> Mapping[str, SoundsFile]:
    """Return what is written of every label."""
    loaded = shipped.library.get("cues", language, language)
    file = loaded.as_model(CueTableFile) if loaded else None
    assert file is not None
    return file.labels


def examples(sounds: Mapping[str, SoundsFile], *, is_wanted: bool) -> Iterator[tuple[str, str]]:
    for label, written in sounds.items():
        for sentence in (written.yes if is_wanted else written.no).phrases:
            yield label, sentence


def test_every_label_has_cues_and_examples(sounds: Mapping[str, SoundsFile]) -> None:
    """Every technique and trap has cues, a sentence that shows it and one that does not."""
    assert sorted(sounds) == sorted(LABELS)
    assert {
        label for label, written in sounds.items() if not (written.yes.phrases and written.no.phrases)
    } == set()


def test_examples_that_show_a_label(
    ears: Mapping[str, Ear], language: str, sounds: Mapping[str, SoundsFile]
) -> None:
    """Every `yes` sentence is heard as its label."""
    missed = [
        pair for pair in examples(sounds, is_wanted=True) if pair[0] not in ears[language].hear(pair[1]).shows
    ]

    assert missed == []


def test_examples_that_show_no_label(
    ears: Mapping[str, Ear], language: str, sounds: Mapping[str, SoundsFile]
) -> None:
    """No `no` sentence is heard as its label."""
    false = [
        pair for pair in examples(sounds, is_wanted=False) if pair[0] in ears[language].hear(pair[1]).shows
    ]

    assert false == []


def test_the_rules_find_what_they_listen_for(tables: Mapping[str, CueTable], language: str) -> None:
    """Every sign and list that the rules name is written in both languages."""
    table = tables[language]

    assert SIGNS <= set(table.signs)
    assert {"filler", "lead", "common", "bound", "question", "i", "means", "gloss"} <= set(table.words)


def test_everyday_spelling_leads_to_words(
    readers: Mapping[str, Reader], tables: Mapping[str, CueTable], language: str
) -> None:
    """What people type is read as the word it is listed under, and no variant is listed twice."""
    spelling = tables[language].spelling
    variants = [variant for listed in spelling.values() for variant in listed]

    assert len(variants) == len(set(variants))
    for word, listed in spelling.items():
        for variant in listed:
            assert readers[language].words(variant) == readers[language].words(word), variant
