"""The content that comes with the program: complete, right by its own rules, and reachable."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from roleplay.app.translate import translate
from roleplay.authoring.check import check
from roleplay.compiler.library import Loaded
from roleplay.content.find import translation_path
from roleplay.domain.encounter import Encounter
from roleplay.domain.session import SessionState
from roleplay.engine import available_choices, respond, start, step
from roleplay.i18n import LANGUAGES
from roleplay.schema.persona import TypeFile
from roleplay.schema.walkthrough import WalkthroughFile

if TYPE_CHECKING:
    from tests.conftest import Shipped

ROOT = Path(__file__).parents[2]
FOLDERS = ("scenarios", "personas", "rubrics")

ADDRESS = {
    "id": re.compile(r"\b(?:Bapak|Ibu|Pak|Bu|Mbak|Mas|Kak)\b(?!\s+[A-Z])"),
    "en": re.compile(
        r"\b(?:[Ss]ir|[Mm]adam|[Mm]a['’]am|Mister|Miss)\b|\b(?:Mr|Mrs|Ms|Pak|Bu|Mas|Mbak)\b\.?(?!\s+[A-Z])"
    ),
}
"""Words by which somebody is addressed; with a name behind them they speak of somebody else."""

QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")


@pytest.fixture(scope="session")
def scenarios(shipped: Shipped) -> tuple[str, ...]:
    """Return the ids of the shipped scenarios."""
    return shipped.library.ids("scenario")


def loaded(shipped: Shipped, language: str) -> Iterator[Loaded]:
    """Return every file that is translated, in a language."""
    for ref in shipped.library.refs:
        if ref.kind not in ("walkthrough", "cues", "plan"):
            yield shipped.library.load(ref, language)


def anyone(shipped: Shipped, scenario: str, language: str = "id") -> Encounter:
    """Return a scenario with its default persona."""
    persona = next(persona for name, persona in shipped.pairs if name == scenario)
    return shipped.encounter(scenario, persona, language)


def test_everything_checks_clean() -> None:
    """No file of the scenarios, personas and rubrics has a mistake or a warning, walkthroughs included."""
    checked = check([ROOT], [ROOT / folder for folder in FOLDERS])

    assert [f"{item.span} {item.code} {item.message}" for item in checked.diagnostics] == []
    assert checked.files > 20


def test_every_file_has_a_translation(shipped: Shipped) -> None:
    """Every file that has texts has a PO file for every language but its own."""
    missing = [
        f"{file.ref.name}: {language}"
        for language in LANGUAGES
        for file in loaded(shipped, language)
        if language != getattr(file.file, "language", "")
        and not translation_path(file.ref, language).is_file()
    ]

    assert missing == []


def test_translations_are_as_an_update_leaves_them(tmp_path: Path) -> None:
    """`roleplay translate update` would change nothing: every text has its note, and all is translated."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    done = translate("update", [tmp_path], None, ())
    changed = [
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.rglob("*.po")
        if path.read_bytes() != (ROOT / path.relative_to(tmp_path)).read_bytes()
    ]

    assert changed == []
    assert {item.language: item.missing + item.stale for item in done.report.files}["en"] == 0
    assert len(done.report.files) > 100


def test_every_persona_and_type_can_be_read(shipped: Shipped) -> None:
    """Every persona and type is there in both languages, and tells how to serve such a user."""
    for language in LANGUAGES:
        for name in shipped.library.ids("type"):
            found = shipped.library.get("type", name, language)
            file = found.as_model(TypeFile) if found else None
            assert file is not None
            assert file.guide


def test_every_admitted_persona_can_be_played_in_both_languages(shipped: Shipped) -> None:
    """Every scenario compiles with every persona it admits, and the matter is the same in both languages."""
    for scenario, persona in shipped.pairs:
        written, translated = (shipped.encounter(scenario, persona, language) for language in LANGUAGES)
        assert written.title != translated.title
        assert list(written.nodes) == list(translated.nodes)
        assert written.persona.mood == translated.persona.mood


def test_scenarios_are_large_enough(shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """A scenario has eight to twenty customer nodes, four endings, a good one and a walk-out among them."""
    for name in scenarios:
        nodes = anyone(shipped, name).nodes.values()
        outcomes = [node.ending.outcome for node in nodes if node.ending]
        assert 8 <= sum(bool(node.says) and node.ending is None for node in nodes) <= 20, name
        assert len(outcomes) >= 4, name
        assert "walked-out" in outcomes, name
        assert {"resolved", "boundary-held"} & set(outcomes), name


def test_every_card_says_where_it_is_from(shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """Each fact on the desk has a source, the day of its last check, and cues by which it is heard."""
    for name in scenarios:
        for card in anyone(shipped, name).cards.values():
            assert card.source, card.id
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", card.checked), card.id
            assert card.tells.any, card.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_of_a_node_differ(language: str, shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """At each node no two choices have the same id or the same words."""
    for name in scenarios:
        for node in anyone(shipped, name, language).nodes.values():
            ids, texts = (
                [choice.id for choice in node.choices],
                [choice.text.casefold() for choice in node.choices],
            )
            assert len(set(ids)) == len(ids), (name, node.id)
            assert len(set(texts)) == len(texts), (name, node.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_customers_are_addressed_by_placeholders(language: str, shipped: Shipped) -> None:
    """No reply or model line addresses the customer as one who may be somebody else; quotes of others may."""
    wrong = [
        f"{file.ref.name} {source.path}: {source.text}"
        for file in loaded(shipped, language)
        if file.ref.kind == "scenario"
        for source in file.texts
        if (".choices." in source.path and source.path.endswith(".text")) or source.path.endswith(".model")
        if ADDRESS[language].search(QUOTED.sub("", source.text))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_placeholder_reaches_the_screen(language: str, shipped: Shipped) -> None:
    """Once compiled, only the words that the seed draws stand in braces."""
    for pair in shipped.pairs:
        encounter = shipped.encounter(*pair, language)
        texts = [choice.text for node in encounter.nodes.values() for choice in node.choices]
        texts += [text for node in encounter.nodes.values() for line in node.says for text in line.texts]
        for text in texts:
            assert set(re.findall(r"\{(\w+)\}", text)) <= set(encounter.vary), (pair, text)


def explored(encounter: Encounter, wanted: set[str]) -> set[str]:
    """Return the nodes that choices lead to, looking wider until all `wanted` are found."""
    found: set[str] = set()
    front = [start(encounter, seed)[0] for seed in (1, 2)]
    while front and not wanted <= found:
        following: dict[tuple[object, ...], SessionState] = {}
        for state in front:
            found |= set(state.visits) | {state.node}
            for choice in available_choices(encounter, state):
                after, _events = step(encounter, state, respond(encounter, state, choice))
                mood = after.mood
                following[after.node, after.did, mood.tension // 10, mood.trust // 20, mood.patience] = after
        front = [state for state in following.values() if state.turn <= 12]
    return found


def test_every_node_and_ending_is_reached(shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """Choices lead some persona to every node and to every ending of every scenario."""
    for name in scenarios:
        missing = set(anyone(shipped, name).nodes)
        for scenario, persona in shipped.pairs:
            if scenario == name and missing:
                missing -= explored(shipped.encounter(scenario, persona), missing)
        assert missing == set(), name


def test_walkthroughs_are_narrow(shipped: Shipped) -> None:
    """Every scenario has five walkthroughs, each tells its outcome, and a band is at most 20 wide."""
    counted: Counter[str] = Counter()
    for ref in shipped.library.refs:
        if ref.kind != "walkthrough":
            continue
        file = shipped.library.load(ref, "id").as_model(WalkthroughFile)
        assert file is not None
        counted[ref.id.partition("/")[0]] += 1
        assert file.expect.outcome is not None, ref.name
        for band in (file.expect.total, file.expect.manner, file.expect.substance):
            assert band is None or band.high - band.low <= 20, ref.name

    assert set(counted) == set(shipped.library.ids("scenario"))
    assert min(counted.values()) >= 5
