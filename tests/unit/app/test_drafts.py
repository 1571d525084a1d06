"""What is begun is right at once, stands where it belongs, and takes nothing's place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from roleplay.app.content import load_encounter
from roleplay.app.desk import Desk, set_up
from roleplay.app.drafts import DraftKind, Drafts, Wish
from roleplay.app.simulate import Effort, simulate
from roleplay.authoring.check import check
from roleplay.errors import RoleplayError
from roleplay.i18n import LANGUAGES
from roleplay.i18n.translate import activate, active_language
from tests.conftest import Shipped

PLACES = {
    DraftKind.SCENARIO: "scenarios/new-one/scenario.yaml",
    DraftKind.PERSONA: "personas/new-one.yaml",
    DraftKind.TYPE: "personas/types/new-one.yaml",
    DraftKind.RUBRIC: "rubrics/new-one.yaml",
}


@pytest.fixture(autouse=True)
def schemas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Schemas that cost nothing to make."""
    module = ModuleType("roleplay.schema.json_schema")
    monkeypatch.setattr(module, "content_schema", lambda kind: {"title": kind}, raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    """Messages in English, as they stand in the code."""
    before = active_language()
    activate("en")
    yield
    activate(before)


def desk_in(folder: Path, language: str = "id") -> Desk:
    """Return the desk of somebody who works in a content folder."""
    (folder / "scenarios").mkdir(parents=True, exist_ok=True)
    (folder / "personas").mkdir(exist_ok=True)
    return set_up({"ROLEPLAY_HOME": str(folder / ".home")}, folder, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", DraftKind)
def test_what_is_begun_has_no_fault(kind: DraftKind, language: str, tmp_path: Path) -> None:
    """Each kind of file, in each language, is checked without an error or a warning, in its place."""
    desk = desk_in(tmp_path, language)
    written = Drafts(desk, tmp_path).begin(Wish(kind, "new-one"))

    assert written[0] == tmp_path / PLACES[kind]
    assert f"language: {language}" in written[0].read_text(encoding="utf-8")
    assert check((tmp_path, *desk.roots), [tmp_path]) == ((), len(written), ())
    assert len(list((tmp_path / "schemas").iterdir())) == 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scenario_that_is_begun_teaches_what_it_should(language: str, tmp_path: Path) -> None:
    """Simulated trainees come to what is expected of them: nobody does well without reading."""
    desk = desk_in(tmp_path, language)
    Drafts(desk, tmp_path).begin(Wish(DraftKind.SCENARIO, "new-one"))
    found = simulate(desk, "new-one", None, Effort(seeds=2, states=500))

    assert [item.trainee for item in found.trainees if not item.is_inside] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_does_not_tell_the_best_choice(language: str, tmp_path: Path) -> None:
    """Each talk has four choices, and the good one is neither the longest nor the first written."""
    desk = desk_in(tmp_path, language)
    Drafts(desk, tmp_path).begin(Wish(DraftKind.SCENARIO, "new-one"))
    nodes = [node for node in load_encounter(desk, "new-one", None).nodes.values() if node.choices]

    assert [len(node.choices) for node in nodes] == [4, 4, 4]
    for node in nodes:
        good = [choice.id for choice in node.choices if choice.tells or choice.asks]
        assert len(good) == 1
        assert max(node.choices, key=lambda choice: len(choice.text)).id not in good
        assert node.choices[0].id not in good


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_can_bring_it_under_every_rubric(language: str, tmp_path: Path, shipped: Shipped) -> None:
    """With all personas, whatever the rubric, level and channel, there is no fault in it."""
    desk = desk_in(tmp_path, language)
    everybody = shipped.library.ids("persona")
    for number, rubric in enumerate(shipped.library.ids("rubric")):
        wish = Wish(
            DraftKind.SCENARIO,
            f"new-{number}",
            personas=everybody,
            rubric=rubric,
            level=1 + number % 5,
            channel=("counter", "phone", "chat")[number % 3],
        )
        Drafts(desk, tmp_path).begin(wish)

    found = check((tmp_path, *desk.roots), [tmp_path]).diagnostics

    assert found == ()


def test_one_builds_on_the_other(tmp_path: Path) -> None:
    """A type, a persona of it, a rubric and a scenario of them all, each begun anew, go together."""
    desk = desk_in(tmp_path)
    Drafts(desk, tmp_path).begin(Wish(DraftKind.TYPE, "tired"))
    with pytest.raises(RoleplayError, match="no persona of the type 'tired' yet"):
        Drafts(desk, tmp_path).people("tired")
    Drafts(desk, tmp_path).begin(Wish(DraftKind.PERSONA, "bu-rini", type="tired"))
    Drafts(desk, tmp_path).begin(Wish(DraftKind.RUBRIC, "ours"))
    drafts = Drafts(desk, tmp_path)
    assert (drafts.people("tired"), drafts.people("bu-rini")) == ("type:tired", "bu-rini")
    assert drafts.scenario_for("bu-rini") is None
    drafts.begin(Wish(DraftKind.SCENARIO, "all-new", personas=("type:tired",), rubric=drafts.rubric("ours")))

    assert drafts.scenario_for("bu-rini") == "all-new"
    assert check((tmp_path, *desk.roots), [tmp_path]) == ((), 5, ())
    assert load_encounter(desk, "all-new", None).persona.address == "Ibu"


def test_the_day_of_the_check_is_today(tmp_path: Path) -> None:
    """A card says that it was looked at on the day it was begun."""
    desk = desk_in(tmp_path)
    (path, _walkthrough) = Drafts(desk, tmp_path).begin(Wish(DraftKind.SCENARIO, "new-one"))

    assert f"checked: {desk.now()[:10]}\n" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["", "A", "a b", "-a", "../a", "a/b", "a.yaml", "con", "x" * 65, "\x1b[31m"])
def test_bad_ids_are_refused(name: str, tmp_path: Path) -> None:
    """An id that no file can have is refused with the rule, and nothing is written."""
    drafts = Drafts(desk_in(tmp_path), tmp_path)
    with pytest.raises(RoleplayError, match="cannot be an id") as refused:
        drafts.begin(Wish(DraftKind.SCENARIO, name))

    assert refused.value.hint
    assert "\x1b" not in refused.value.message
    assert not (tmp_path / "schemas").exists()


@pytest.mark.parametrize("kind", DraftKind)
def test_nothing_is_overwritten_or_hidden(kind: DraftKind, tmp_path: Path) -> None:
    """An id that is taken, here or in what comes with the program, is refused, and the file stays."""
    taken = {"scenario": "jkp-empat-bulan", "persona": "bu-sumi", "type": "angry", "rubric": "integrity"}
    desk = desk_in(tmp_path)
    (path, *_rest) = Drafts(desk, tmp_path).begin(Wish(kind, "new-one"))
    before = path.read_bytes()
    for name in ("new-one", taken[kind]):
        with pytest.raises(RoleplayError, match="is there already"):
            Drafts(desk, tmp_path).begin(Wish(kind, name, title="Other"))

    assert path.read_bytes() == before


def test_unknown_names_get_the_nearest(tmp_path: Path) -> None:
    """A misspelt persona, type or rubric is answered with the right one."""
    drafts = Drafts(desk_in(tmp_path), tmp_path)
    for ask, wrong, right in (
        (drafts.people, "bu-sumo", "'bu-sumi'"),
        (drafts.people, "type:angri", "'type:angry'"),
        (drafts.type, "angri", "'angry'"),
        (drafts.rubric, "integrit", "'integrity'"),
    ):
        with pytest.raises(RoleplayError, match=wrong) as refused:
            ask(wrong)
        assert right in refused.value.hint


def test_titles_are_text(tmp_path: Path) -> None:
    """A title is put on one line; braces, which would be replaced in a talk, are refused."""
    drafts = Drafts(desk_in(tmp_path), tmp_path)

    assert drafts.title(" No  \x1b[1m\n'way' ") == "No [1m 'way'"
    with pytest.raises(RoleplayError, match="cannot hold"):
        drafts.title("{name}")
