"""Everything in the vocabulary has a name for people, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from roleplay.domain.vocabulary import (
    ACTS,
    AXES,
    BANDS,
    LABELS,
    OUTCOMES,
    STAGES,
    SUBSTANCE,
    TECHNIQUES,
)
from roleplay.i18n import LANGUAGES, activate, active_language
from roleplay.reporting import names

VOCABULARY: dict[Callable[[str], str], tuple[str, ...]] = {
    names.label_name: (*LABELS, *SUBSTANCE, "turn", "bounds"),
    names.advice: TECHNIQUES,
    names.stage_name: STAGES,
    names.axis_name: AXES,
    names.outcome_name: OUTCOMES,
    names.act_name: ACTS,
    names.quadrant_name: ("right-and-warm", "right-but-cold", "warm-but-wrong", "neither", "not-rated"),
}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Speak each language in turn."""
    before = active_language()
    activate(request.param)
    yield request.param
    activate(before)


@pytest.mark.parametrize("naming", VOCABULARY, ids=lambda naming: naming.__name__)
def test_every_word_has_its_own_name(naming: Callable[[str], str], language: str) -> None:
    """No word is without a name, and no two have the same."""
    found = [naming(word) for word in VOCABULARY[naming]]

    assert all(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("naming", VOCABULARY, ids=lambda naming: naming.__name__)
def test_names_differ_between_languages(naming: Callable[[str], str]) -> None:
    """Indonesian names are translated, but for the few words that are the same in both."""
    before = active_language()
    spoken = {}
    for language in LANGUAGES:
        activate(language)
        spoken[language] = [naming(word) for word in VOCABULARY[naming]]
    activate(before)
    same = [name for name, other in zip(spoken["id"], spoken["en"], strict=True) if name == other]

    assert same == []


def test_bands_change_every_twenty_points(language: str) -> None:
    """Each axis has five words, the lowest for 0 to 19 and the highest to 100."""
    for axis in BANDS:
        words = [names.band_name(axis, value) for value in range(101)]
        assert len(dict.fromkeys(words)) == 5, (axis, language)
        assert [words.count(word) for word in dict.fromkeys(words)] == [20, 20, 20, 20, 21]
