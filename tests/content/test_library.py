"""The library as a whole: who comes, with what, and that nobody does well in it without reading."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

import pytest
from msgspec.structs import replace

from roleplay.authoring.trainees import play_out
from roleplay.authoring.walk import check_walkthrough
from roleplay.compiler.report import Report
from roleplay.domain.encounter import Choice, Encounter, Line
from roleplay.domain.mood import Mood
from roleplay.domain.response import Response
from roleplay.domain.session import SessionState
from roleplay.domain.vocabulary import CHANNELS, LABELS, TECHNIQUES, TRAPS
from roleplay.engine import start
from roleplay.i18n import LANGUAGES
from roleplay.schema.walkthrough import WalkthroughFile

if TYPE_CHECKING:
    from tests.conftest import Shipped
    from tests.content.conftest import Runs

PASS: Final = 60
"""Three of five: what a rubric calls adequate."""
TRICKS: Final = ("longest", "first-written", "politest")
SIMULATED: Final = frozenset(
    "expert warm-but-empty rule-reciter defensive stuffer longest first-offered random".split()
)
"""Trainees of whom every scenario says what they come to."""
TENSIONS: Final = {"calm": 10, "challenging": 50, "furious": 85}
"""A tension in each of the three ranges of mood that reactions are written for."""
CHANCE_OF_LONGEST: Final = 0.3
"""Nodes have four or five choices, one or two of them good: one would be the longest about as often."""


@pytest.fixture(scope="session")
def scenarios(shipped: Shipped) -> tuple[str, ...]:
    """Return the ids of the shipped scenarios."""
    return shipped.library.ids("scenario")


def by_default(shipped: Shipped, scenario: str, language: str = "id") -> Encounter:
    """Return a scenario with its default persona."""
    persona = next(persona for name, persona in shipped.pairs if name == scenario)
    return shipped.encounter(scenario, persona, language)


def texts(lines: tuple[Line, ...]) -> list[str]:
    """Return what may be said."""
    return [text for line in lines for text in line.texts]


def test_the_library_is_whole(shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """There are 24 customer types, 36 personas, 30 scenarios, and each type is somebody's."""
    people = {encounter.persona.id: encounter.persona.type for encounter in shipped.encounters()}

    assert len(shipped.library.ids("type")) >= 24
    assert len(shipped.library.ids("persona")) >= 36
    assert len(scenarios) >= 30
    assert set(people) == set(shipped.library.ids("persona")), "somebody is admitted nowhere"
    assert set(people.values()) == set(shipped.library.ids("type"))


def test_every_kind_of_talk_can_be_practised(shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """Talks take place at the counter, by phone and in chat, at five levels, under each rubric."""
    talks = [by_default(shipped, name) for name in scenarios]

    assert {talk.channel for talk in talks} == set(CHANNELS)
    assert {talk.level for talk in talks} == {1, 2, 3, 4, 5}
    assert {talk.rubric.id for talk in talks} == set(shipped.library.ids("rubric"))


def test_three_people_may_bring_each_scenario(shipped: Shipped) -> None:
    """Every scenario admits three personas or more."""
    counted = Counter(scenario for scenario, _persona in shipped.pairs)

    assert {name: count for name, count in counted.items() if count < 3} == {}


def test_every_technique_can_be_trained_and_every_trap_tempts(
    shipped: Shipped, scenarios: tuple[str, ...]
) -> None:
    """Each technique is in a good choice of three scenarios, each trap in choices of three."""
    good: dict[str, set[str]] = defaultdict(set)
    bad: dict[str, set[str]] = defaultdict(set)
    for name in scenarios:
        for node in by_default(shipped, name).nodes.values():
            for choice in node.choices:
                for label in choice.shows:
                    (good if is_good(choice) else bad)[label].add(name)

    assert {label: good[label] for label in TECHNIQUES if len(good[label]) < 3} == {}
    assert {label: bad[label] for label in TRAPS if len(bad[label]) < 3} == {}


def is_good(choice: Choice) -> bool:
    """Return True when a choice does no harm."""
    return not choice.wrong and set(choice.shows).isdisjoint(TRAPS)


def worth(choice: Choice) -> tuple[bool, int]:
    """Return what tells the best choice at first sight: harmless, then substance and techniques."""
    return is_good(choice), 2 * (len(choice.tells) + len(choice.asks)) + len(choice.shows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_does_not_tell_the_best_choice(
    language: str, shipped: Shipped, scenarios: tuple[str, ...]
) -> None:
    """Across the library the best choice is no more often the longest, or the first, than by chance."""
    nodes = [
        node.choices
        for name in scenarios
        for node in by_default(shipped, name, language).nodes.values()
        if len(node.choices) > 2 and any(map(is_good, node.choices))
    ]
    longest = sum(
        worth(max(node, key=lambda item: len(item.text))) == max(map(worth, node)) for node in nodes
    )
    first = sum(worth(node[0]) == max(map(worth, node)) for node in nodes)

    assert longest / len(nodes) < CHANCE_OF_LONGEST
    assert first / len(nodes) < CHANCE_OF_LONGEST


@pytest.mark.parametrize("trick", TRICKS)
def test_a_trick_passes_almost_nowhere(trick: str, runs: Runs, scenarios: tuple[str, ...]) -> None:
    """Who always takes the longest, the first written or the politest reply fails in 9 of 10 scenarios."""
    totals: dict[str, list[int]] = defaultdict(list)
    for (scenario, _persona, _seed), run in runs.everywhere(trick, seeds=2).items():
        totals[scenario].append(run.total)
    passed = [name for name, found in totals.items() if sum(found) / len(found) >= PASS]

    assert len(passed) <= len(scenarios) // 10, passed


def test_no_customer_line_is_used_twice(shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """No two scenarios share a line of a customer, in either language."""
    for language in LANGUAGES:
        where: dict[str, set[str]] = defaultdict(set)
        for name in scenarios:
            file = shipped.scenario(name, language)
            for node in file.nodes.values():
                for written in (node.says, node.again):
                    for line in written.lines if written else ():
                        for text in line.texts:
                            where[re.sub(r"\W+", " ", text.casefold()).strip()].add(name)
        assert {text: found for text, found in where.items() if len(found) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_repeats_a_line(language: str, shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """Within a scenario no customer line and no reply stands twice."""
    for name in scenarios:
        file = shipped.scenario(name, language)
        lines = [
            re.sub(r"\W+", " ", text.casefold()).strip()
            for node in file.nodes.values()
            for written in (node.says, node.again)
            for line in (written.lines if written else ())
            for text in line.texts
        ]
        replies = [choice.text.casefold() for node in file.nodes.values() for choice in node.choices.values()]
        assert [text for text, count in Counter((*lines, *replies)).items() if count > 1] == [], name


def test_everybody_has_something_to_say(shipped: Shipped) -> None:
    """Every persona reacts to every technique and trap in two ways at least, calm, challenging or furious."""
    missing = []
    for encounter in {item.persona.id: item for item in shipped.encounters()}.values():
        state = start(encounter, 1)[0]
        for mood, tension in TENSIONS.items():
            felt = _with_tension(state, tension)
            for label in LABELS:
                said = [
                    line
                    for line in encounter.persona.lines.get(label, ())
                    if line.when is None or line.when.holds(felt, Response(text=""))
                ]
                if len(texts(tuple(said))) < 2:
                    missing.append(f"{encounter.persona.id} {label} {mood}")

    assert missing == []


def _with_tension(state: SessionState, tension: int) -> SessionState:
    mood = state.mood
    return replace(state, mood=Mood(tension, mood.trust, mood.clarity, mood.patience))


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str, shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """What is spoken has no sentence over 30 words, and nine in ten have 16 at most."""
    counts: list[int] = []
    for name in scenarios:
        for node in by_default(shipped, name, language).nodes.values():
            for text in (*texts(node.says), *(choice.text for choice in node.choices), node.model):
                for sentence in re.split(r"[.!?…:;]+", text):
                    words = len(sentence.split())
                    assert words <= 30, (name, node.id, sentence)
                    counts += [words] if words else []
    counts.sort()

    assert counts[len(counts) * 9 // 10] <= 16


def test_walkthroughs_land_alike_in_both_languages(shipped: Shipped) -> None:
    """A walkthrough of choices comes out as written whichever language it is played in."""
    wrong = []
    for ref in shipped.library.refs:
        if ref.kind != "walkthrough":
            continue
        file = shipped.library.load(ref, "id").as_model(WalkthroughFile)
        assert file is not None
        if any(take.says for take in file.take):
            continue
        scenario = ref.id.partition("/")[0]
        persona = file.persona.value if file.persona else by_default(shipped, scenario).persona.id
        for language in LANGUAGES:
            report = Report()
            check_walkthrough(file, shipped.encounter(scenario, persona, language), lambda _: None, report)
            wrong += [f"{ref.name} {item.message}" for item in report.diagnostics]

    assert wrong == []


def means(shipped: Shipped, scenario: str, trainee: str, language: str) -> int:
    """Return the mean total of a trainee in a scenario, as `roleplay simulate` counts it."""
    totals = [
        play_out(shipped.encounter(scenario, persona, language), trainee, seed).total
        for name, persona in shipped.pairs
        if name == scenario
        for seed in (1, 2, 3)
    ]
    return round(sum(totals) / len(totals))


@pytest.mark.parametrize("language", LANGUAGES)
def test_simulated_trainees_land_in_their_bands(
    language: str, shipped: Shipped, scenarios: tuple[str, ...]
) -> None:
    """Every scenario says what simulated trainees come to, and in both languages they do."""
    outside = []
    for name in scenarios:
        bands = shipped.scenario(name).bands
        assert set(bands) >= SIMULATED, name
        for trainee, band in bands.items():
            mean = means(shipped, name, trainee, language)
            if not band.low <= mean <= band.high:
                outside.append(f"{name} {trainee} {mean}, not {band.low}..{band.high}")

    assert outside == []


def test_two_pairs_measure_alike(shipped: Shipped, scenarios: tuple[str, ...]) -> None:
    """Two pairs of forms are as hard for simulated trainees, within 15 points; who only harms is left out."""
    forms = {name: file.pair for name in scenarios if (file := shipped.scenario(name)).pair}
    assert len(forms) >= 4
    for name, pair in forms.items():
        assert pair is not None
        other = pair.other.value
        apart = {
            trainee: (means(shipped, name, trainee, "id"), means(shipped, other, trainee, "id"))
            for trainee in ("expert", "hinted", "warm-but-empty", "rule-reciter", "random")
        }
        assert {key: both for key, both in apart.items() if abs(both[0] - both[1]) > 15} == {}, (name, other)
        goals = [len(by_default(shipped, form).goals) for form in (name, other)]
        assert abs(goals[0] - goals[1]) <= 1
