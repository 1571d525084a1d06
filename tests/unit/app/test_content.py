"""Content at the desk: compiled when it has to be, kept as long as it holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from roleplay.app import compiling
from roleplay.app.cache import Cache
from roleplay.app.content import list_scenarios, load_cue_table, load_encounter
from roleplay.app.desk import Desk
from roleplay.app.errors import ContentError
from roleplay.errors import ExitCode, RoleplayError

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


@pytest.fixture
def no_compiler(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let compiling be a failure of the test."""

    def refuse(*_arguments: object) -> None:
        pytest.fail("compiled, though the cache holds")

    for name in ("compile_now", "summarise", "compile_cues_now"):
        monkeypatch.setattr(compiling, name, refuse)


def test_default_persona_is_the_first(desk: Desk) -> None:
    """Without a persona the scenario's first one brings it."""
    assert load_encounter(desk, "thr", None) == load_encounter(desk, "thr", "pak-darto")


def test_second_time_comes_from_the_cache(desk: Desk, request: pytest.FixtureRequest) -> None:
    """What was compiled is not compiled again, and is the same."""
    first = load_encounter(desk, "thr", None), list_scenarios(desk), load_cue_table(desk, "id")
    request.getfixturevalue("no_compiler")

    assert (load_encounter(desk, "thr", None), list_scenarios(desk), load_cue_table(desk, "id")) == first


@pytest.mark.parametrize("kind", ["scenario", "persona", "type", "rubric"])
def test_changed_file_is_compiled_again(kind: str, desk: Desk, content: ContentFolder) -> None:
    """A change in any of the four files of an encounter is seen at once."""
    old = load_encounter(desk, "thr", None)
    words = {
        "scenario": "title: Baru",
        "persona": "name: Pak Baru",
        "type": "name: Baru",
        "rubric": "title: Baru",
    }
    content.put(kind, words[kind] + "\n")

    assert load_encounter(desk, "thr", None).digest != old.digest


def test_default_persona_follows_the_types(desk: Desk, content: ContentFolder) -> None:
    """Who is the first of a type is looked up again when any persona changes."""
    kind = (content.root / "personas/types/angry.yaml").read_text(encoding="utf-8")
    content.put("personas/types/calm.yaml", "# whole file\n" + kind.replace("id: angry", "id: calm", 1))
    person = (content.root / "personas/pak-darto.yaml").read_text(encoding="utf-8")
    other = person.replace("id: pak-darto", "id: bu-ani", 1).replace("type: angry", "type: calm", 1)
    content.put("personas/bu-ani.yaml", "# whole file\n" + other)
    content.put("scenario", 'personas: ["type:angry"]\n')
    assert load_encounter(desk, "thr", None).persona.id == "pak-darto"
    content.put("personas/bu-ani.yaml", "# whole file\n" + other.replace("type: calm", "type: angry", 1))

    assert load_encounter(desk, "thr", None).persona.id == "bu-ani"


def test_new_translation_is_seen(desk: Desk, content: ContentFolder) -> None:
    """A translation that was not there when the cache was written is used."""
    english = replace(desk, language="en")
    before = load_encounter(english, "thr", None).title
    content.translate()

    assert load_encounter(english, "thr", None).title == f"(en) {before}"


def test_new_scenario_is_listed(desk: Desk, content: ContentFolder) -> None:
    """A scenario that was added is in the list at once."""
    assert [item.id for item in list_scenarios(desk)] == ["thr"]
    text = (content.root / "scenarios/thr/scenario.yaml").read_text(encoding="utf-8")
    content.put("scenarios/other/scenario.yaml", "# whole file\n" + text.replace("id: thr", "id: other", 1))

    assert [item.id for item in list_scenarios(desk)] == ["other", "thr"]


def test_list_tells_who_may_bring_it(desk: Desk) -> None:
    """A listed scenario names its personas with their type."""
    (summary,) = list_scenarios(desk)

    assert [(person.id, person.name, person.type) for person in summary.personas] == [
        ("pak-darto", "Pak Darto", "Marah")
    ]


@pytest.mark.parametrize(("scenario", "persona"), [("thx", None), ("thr", "pak-dart")])
def test_unknown_name_gets_the_nearest(scenario: str, persona: str | None, desk: Desk) -> None:
    """A name that is not there is told with the one that was meant."""
    with pytest.raises(RoleplayError) as caught:
        load_encounter(desk, scenario, persona)

    assert (persona or scenario) in caught.value.message
    assert ("pak-darto" if persona else "thr") in caught.value.hint


def test_broken_content_is_not_played(desk: Desk, content: ContentFolder) -> None:
    """Content with a mistake is refused with the place of the mistake, and nothing is cached."""
    content.put("scenario", "level: 9\n")
    for _time in range(2):
        with pytest.raises(ContentError, match=r"scenario\.yaml:\d+:\d+  RP") as caught:
            load_encounter(desk, "thr", None)
        assert caught.value.code == ExitCode.PROBLEMS
    content.put("scenario", "level: 3\n")

    assert load_encounter(desk, "thr", None).level == 3


def test_broken_cues_are_refused(desk: Desk, content: ContentFolder) -> None:
    """A cue table with mistakes is refused in words."""
    content.put("cues", "labels: {sing: {any: [la la la]}}\n")
    with pytest.raises(ContentError, match="cues/id"):
        load_cue_table(desk, "id")


@pytest.mark.parametrize("damage", [b"", b"\x00", b"not an entry", None], ids=["empty", "nul", "text", "cut"])
def test_damaged_entry_is_as_good_as_none(damage: bytes | None, tmp_path: Path) -> None:
    """An entry that was cut short or overwritten is not there, and can be written again."""
    cache, key = Cache(tmp_path / "cache", ()), ("key",)
    cache.save(key, "value", ())
    (entry,) = (tmp_path / "cache").iterdir()
    entry.write_bytes(entry.read_bytes()[:-3] if damage is None else damage)

    assert cache.load(key, str) is None
    cache.save(key, "value", ())
    assert cache.load(key, str) == "value"


def test_entry_holds_for_its_own_key_kind_and_roots(tmp_path: Path) -> None:
    """An entry is found under its key and roots alone, and only as what it is."""
    cache = Cache(tmp_path / "cache", (tmp_path,))
    cache.save(("key",), "value", ())

    assert cache.load(("key",), str) == "value"
    assert cache.load(("other",), str) is None
    assert cache.load(("key",), int) is None
    assert Cache(tmp_path / "cache", ()).load(("key",), str) is None


def test_entry_falls_with_its_sources(tmp_path: Path) -> None:
    """An entry holds while every file it was made from is there and the same."""
    source = tmp_path / "source.yaml"
    source.write_text("one", encoding="utf-8")
    cache = Cache(tmp_path / "cache", (tmp_path,))
    cache.save(("key",), "value", (source,))
    assert cache.load(("key",), str) == "value"
    source.write_text("two", encoding="utf-8")
    assert cache.load(("key",), str) is None
    source.write_text("one", encoding="utf-8")
    assert cache.load(("key",), str) == "value"
    source.unlink()
    assert cache.load(("key",), str) is None


def test_entry_of_another_edition_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the program compiled is not used."""
    Cache(tmp_path / "cache", ()).save(("key",), "value", ())
    assert Cache(tmp_path / "cache", ()).load(("key",), str) == "value"
    monkeypatch.setattr("roleplay.app.cache.__version__", "0")

    assert Cache(tmp_path / "cache", ()).load(("key",), str) is None


def test_entry_of_other_code_is_stale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was compiled before the code that compiles changed is not used, whatever the version says."""
    for room in ("compiler", "content", "domain", "schema"):
        (tmp_path / room).mkdir()
    code = tmp_path / "compiler" / "join.py"
    code.write_text("one", encoding="utf-8")
    monkeypatch.setattr("roleplay.app.cache._PACKAGE", tmp_path)
    Cache(tmp_path / "cache", ()).save(("key",), "value", ())
    assert Cache(tmp_path / "cache", ()).load(("key",), str) == "value"
    code.write_text("another", encoding="utf-8")

    assert Cache(tmp_path / "cache", ()).load(("key",), str) is None


def test_disk_that_refuses_costs_time_alone(desk: Desk, tmp_path: Path) -> None:
    """Where nothing can be cached, content is compiled each time."""
    (tmp_path / "cache").write_text("a file where the folder should be", encoding="utf-8")

    assert load_encounter(desk, "thr", None) == load_encounter(desk, "thr", None)


def test_saving_leaves_no_drafts(tmp_path: Path) -> None:
    """After a save there is the entry and nothing else."""
    cache = Cache(tmp_path / "cache", ())
    cache.save(("key",), "value", ())
    cache.save(("key",), "other", ())

    assert [path.suffix for path in (tmp_path / "cache").iterdir()] == [".compiled"]
