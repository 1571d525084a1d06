"""Ears made of the shipped cue tables, ears made of a few cues, and readers without any."""

from collections.abc import Callable, Mapping

import msgspec
import pytest

from roleplay.compiler.cues import compile_cues
from roleplay.domain.cues import Cues, CueTable
from roleplay.hearing import Ear
from roleplay.hearing.normalize import Reader
from tests.conftest import Shipped

LANGUAGES = ("id", "en")


@pytest.fixture(scope="session")
def tables(shipped: Shipped) -> Mapping[str, CueTable]:
    """Return the shipped cue tables by language, without weights: what cues and rules hear by themselves."""
    compiled = {language: compile_cues(shipped.library, language) for language in LANGUAGES}
    return {
        language: msgspec.structs.replace(cues.table, weights=None)
        for language, cues in compiled.items()
        if cues.table is not None
    }


@pytest.fixture(scope="session")
def ears(tables: Mapping[str, CueTable]) -> Mapping[str, Ear]:
    """Return the ears of the shipped languages."""
    return {language: Ear(table) for language, table in tables.items()}


@pytest.fixture(params=LANGUAGES)
def ear(request: pytest.FixtureRequest, ears: Mapping[str, Ear]) -> Ear:
    """Return each shipped ear in turn."""
    language: str = request.param
    return ears[language]


@pytest.fixture(scope="session")
def readers(tables: Mapping[str, CueTable]) -> Mapping[str, Reader]:
    """Return readers that know the shipped spelling and the words `tolong`, `hangus` and `sorry`."""
    known = frozenset({"tolong", "hangus", "sorry", "diproses"})
    return {language: Reader(language, table.spelling, known) for language, table in tables.items()}


@pytest.fixture(scope="session")
def hears_all() -> Callable[..., Ear]:
    """Return a maker of ears that hear `thank` by the cues given and know a few words."""

    def make(*cues: str, **kinds: tuple[str, ...]) -> Ear:
        words = {"filler": ("pak", "ya"), "lead": ("lalu",), "feeling": ("kesal", "tidak enak", "khawatir*")}
        return Ear(CueTable("id", {"thank": Cues(any=cues, **kinds)}, words=words))

    return make
