"""What `find` and `translation_path` give for content folders."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from roleplay.content.find import ContentRef, find, translation_path
from roleplay.content.read import read

DEEPEST = "a" * 64


def make(root: Path, *names: str) -> Path:
    """Make a content folder with these files, each with a line of YAML."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("format: 1\n")
    return root


def found(*roots: Path) -> list[tuple[str, str, str]]:
    """Return kind, id and name of all content, where nothing is at fault."""
    refs, faults = find(roots)
    assert faults == ()
    return [(ref.kind, ref.id, ref.name) for ref in refs]


def faults_in(*roots: Path) -> list[tuple[str, str]]:
    """Return code and path of every fault."""
    return [(fault.code, fault.span.path) for fault in find(roots)[1]]


def test_every_kind_is_found_in_its_place_in_a_fixed_order(tmp_path: Path) -> None:
    """By kind, then by id, with the names that authors know."""
    root = make(
        tmp_path,
        "cues/id.yaml",
        "cues/en.yaml",
        "rubrics/complaint.yaml",
        "personas/types/angry.yaml",
        "personas/pak-darto.yaml",
        "personas/bu-sari.yaml",
        "scenarios/b/scenario.yaml",
        "scenarios/b/walkthroughs/good.yaml",
        "scenarios/b/walkthroughs/bad.yaml",
        "scenarios/a_1/scenario.yaml",
    )
    assert found(root) == [
        ("scenario", "a_1", "scenarios/a_1/scenario.yaml"),
        ("scenario", "b", "scenarios/b/scenario.yaml"),
        ("persona", "bu-sari", "personas/bu-sari.yaml"),
        ("persona", "pak-darto", "personas/pak-darto.yaml"),
        ("type", "angry", "personas/types/angry.yaml"),
        ("rubric", "complaint", "rubrics/complaint.yaml"),
        ("cues", "en", "cues/en.yaml"),
        ("cues", "id", "cues/id.yaml"),
        ("walkthrough", "b/bad", "scenarios/b/walkthroughs/bad.yaml"),
        ("walkthrough", "b/good", "scenarios/b/walkthroughs/good.yaml"),
    ]


def test_the_path_leads_to_the_file(tmp_path: Path) -> None:
    """What is found can be read."""
    (ref,), _ = find([make(tmp_path, "personas/x.yaml")])
    assert ref.path == tmp_path / "personas" / "x.yaml"
    document, faults = read(ref.path, ref.name)
    assert document is not None
    assert faults == ()


def test_a_folder_without_content_is_empty(tmp_path: Path) -> None:
    """Folders of the layout may be missing, and so may the content folder itself."""
    assert found(tmp_path, tmp_path / "gone") == []


def test_the_first_folder_with_an_id_wins(tmp_path: Path) -> None:
    """A later file of the same kind and id is silently left aside; of another kind it is not."""
    first = make(tmp_path / "1", "personas/x.yaml", "rubrics/x.yaml")
    second = make(tmp_path / "2", "personas/x.yaml", "personas/y.yaml", "cues/x.yaml")
    refs, faults = find([first, second])
    assert faults == ()
    assert [(ref.kind, ref.id, ref.path.is_relative_to(first)) for ref in refs] == [
        ("persona", "x", True),
        ("persona", "y", False),
        ("rubric", "x", True),
        ("cues", "x", False),
    ]


def test_a_scenario_brings_its_own_walkthroughs_only(tmp_path: Path) -> None:
    """Playthroughs of a scenario that is left aside belong to it, not to the one that won."""
    first = make(tmp_path / "1", "scenarios/x/scenario.yaml", "scenarios/x/walkthroughs/one.yaml")
    second = make(tmp_path / "2", "scenarios/x/scenario.yaml", "scenarios/x/walkthroughs/two.yaml")
    assert [ref[1] for ref in found(first, second)] == ["x", "x/one"]


def test_other_files_are_nobodys_business(tmp_path: Path) -> None:
    """Translations, notes, backups, hidden files and empty folders are passed over."""
    root = make(
        tmp_path,
        "README.md",
        "personas/x.yaml",
        "personas/x.en.po",
        "personas/x.yaml~",
        "personas/._x.yaml",
        "personas/notes.txt",
        "scenarios/README.md",
        "scenarios/.git/config.yaml",
        "scenarios/s/scenario.yaml",
        "scenarios/s/en.po",
        "scenarios/s/notes/draft.yaml",
    )
    (root / "scenarios" / "empty").mkdir()
    assert [ref[1] for ref in found(root)] == ["s", "x"]


# RP008


@pytest.mark.parametrize(
    "name",
    [
        "Pak Darto",
        "Darto",
        "pak.darto",
        "-x",
        "_x",
        "é",
        DEEPEST + "a",
        "con",
        "nul",
        "aux",
        "prn",
        "com1",
        "lpt9",
    ],
)
def test_a_name_that_cannot_be_an_id_is_left_out_and_reported(tmp_path: Path, name: str) -> None:
    """In files and in the folders of scenarios alike, with the path."""
    root = make(tmp_path, f"personas/{name}.yaml", f"scenarios/{name}/scenario.yaml", "rubrics/ok.yaml")
    refs, faults = find([root])
    assert [ref.id for ref in refs] == ["ok"]
    assert [(fault.code, fault.span.path) for fault in faults] == [
        ("RP008", f"personas/{name}.yaml"),
        ("RP008", f"scenarios/{name}"),
    ]


@pytest.mark.parametrize("name", ["a", "0", "pak-darto", "a_b", "com", "com10", "console", DEEPEST])
def test_a_name_that_can_be_an_id_is_found(tmp_path: Path, name: str) -> None:
    """Up to 64 characters, and names that only resemble devices."""
    assert found(make(tmp_path, f"cues/{name}.yaml")) == [("cues", name, f"cues/{name}.yaml")]


@pytest.mark.parametrize(
    ("name", "reported", "fix"),
    [
        ("personas/x.yml", "personas/x.yml", "x.yaml"),
        ("personas/x.YAML", "personas/x.YAML", "x.yaml"),
        ("scenarios/x.yaml", "scenarios/x.yaml", "scenarios/x/scenario.yaml"),
        ("scenarios/x/scenario.yml", "scenarios/x", "scenario.yml"),
        ("scenarios/x/x.yaml", "scenarios/x", "x.yaml"),
        ("scenarios/x/Scenario.yaml", "scenarios/x", "Scenario.yaml"),
    ],
)
def test_what_seems_to_be_content_by_its_ending_is_reported(
    tmp_path: Path, name: str, reported: str, fix: str
) -> None:
    """An author who misses a file learns what to name it."""
    refs, (fault,) = find([make(tmp_path, name)])
    assert refs == ()
    assert (fault.code, fault.span.path) == ("RP008", reported)
    assert fix in fault.hint


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_hostile_file_name_cannot_act_on_a_terminal(tmp_path: Path) -> None:
    """Escapes in names of files, and bytes that are no text, come out cleaned."""
    make(tmp_path, "personas/x\x1b]0;owned\x07.yaml")
    (tmp_path / "rubrics").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "rubrics") + b"/\xff.yaml")).write_text("a: b\n")
    _, faults = find([tmp_path])
    assert [fault.code for fault in faults] == ["RP008", "RP008"]
    for fault in faults:
        shown = f"{fault.span} {fault.message} {fault.hint}"
        assert shown.isprintable()
        assert shown.encode()


# RP009


def link_file(root: Path, outside: Path) -> str:
    """Link a persona to a file outside."""
    (root / "personas").mkdir()
    (root / "personas" / "x.yaml").symlink_to(outside / "personas" / "x.yaml")
    return "personas/x.yaml"


def link_scenario(root: Path, outside: Path) -> str:
    """Link the folder of a scenario outside."""
    (root / "scenarios").mkdir()
    (root / "scenarios" / "x").symlink_to(outside / "scenarios" / "x")
    return "scenarios/x"


def link_scenario_file(root: Path, outside: Path) -> str:
    """Link the file of a scenario outside."""
    (root / "scenarios" / "x").mkdir(parents=True)
    (root / "scenarios" / "x" / "scenario.yaml").symlink_to(outside / "scenarios" / "x" / "scenario.yaml")
    return "scenarios/x/scenario.yaml"


def link_walkthroughs(root: Path, outside: Path) -> str:
    """Link the walkthroughs of a scenario outside."""
    make(root, "scenarios/y/scenario.yaml")
    (root / "scenarios" / "y" / "walkthroughs").symlink_to(outside / "scenarios" / "x")
    return "scenarios/y/walkthroughs"


def link_folder(root: Path, outside: Path) -> str:
    """Link a folder of the layout outside, with the types within it."""
    (root / "personas").symlink_to(outside / "personas")
    return "personas"


def link_relative(root: Path, outside: Path) -> str:
    """Link outside by way of `..`."""
    (root / "cues").mkdir()
    (root / "cues" / "x.yaml").symlink_to(Path("..", "..", outside.name, "personas", "x.yaml"))
    return "cues/x.yaml"


@pytest.mark.parametrize(
    "link", [link_file, link_scenario, link_scenario_file, link_walkthroughs, link_folder, link_relative]
)
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, link: Callable[[Path, Path], str]) -> None:
    """Of whatever level; one fault, and nothing beyond it is found."""
    outside = make(
        tmp_path / "root-outside",  # its name begins as the folder's does
        "personas/x.yaml",
        "personas/types/t.yaml",
        "scenarios/x/scenario.yaml",
        "scenarios/x/walkthroughs/w.yaml",
    )
    root = tmp_path / "root"
    root.mkdir()
    name = link(root, outside)
    refs, _ = find([root])
    assert faults_in(root) == [("RP009", name)]
    assert [ref.id for ref in refs if ref.id != "y"] == []


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    """Authors may share a file between two names, and the content folder may itself be a link."""
    root = make(tmp_path / "root", "personas/x.yaml", "scenarios/s/scenario.yaml")
    (root / "personas" / "y.yaml").symlink_to("x.yaml")
    (root / "scenarios" / "t").symlink_to("s")
    (tmp_path / "other").symlink_to(root)
    assert [ref[1] for ref in found(tmp_path / "other")] == ["s", "t", "x", "y"]


def test_links_that_lead_nowhere_or_in_circles_are_left_to_reading(tmp_path: Path) -> None:
    """They are found by name, nothing raises, and reading says what is wrong."""
    root = make(tmp_path, "scenarios/s/scenario.yaml")
    (root / "personas").mkdir()
    (root / "personas" / "gone.yaml").symlink_to("nowhere.yaml")
    (root / "personas" / "self.yaml").symlink_to("self.yaml")
    (root / "scenarios" / "loop").symlink_to("loop")
    (root / "scenarios" / "up").symlink_to("..")
    refs, faults = find([root])
    assert faults == ()
    assert [ref.id for ref in refs] == ["s", "gone", "self"]
    assert [read(ref.path, ref.name)[1][0].code for ref in refs if ref.kind == "persona"] == [
        "RP001",
        "RP001",
    ]


def test_a_folder_that_cannot_be_listed_is_reported(tmp_path: Path) -> None:
    """A file in the place of a folder does not pass in silence."""
    make(tmp_path, "rubrics", "cues/id.yaml")
    assert faults_in(tmp_path) == [("RP001", "rubrics")]


def test_a_thousand_scenarios_are_found_in_a_tenth_of_a_second(tmp_path: Path) -> None:
    """Finding must not be felt at start-up; measured in CPU time, the best of three."""
    for number in range(1_000):
        folder = tmp_path / "scenarios" / f"s{number}"
        folder.mkdir(parents=True)
        (folder / "scenario.yaml").touch()

    def seconds() -> float:
        began = time.process_time()
        assert len(find([tmp_path])[0]) == 1_000
        return time.process_time() - began

    assert min(seconds() for _ in range(3)) < 0.1


# translations and stamps


@pytest.mark.parametrize(
    ("kind", "name", "translation"),
    [
        ("scenario", "scenarios/x/scenario.yaml", "scenarios/x/en.po"),
        ("persona", "personas/pak-darto.yaml", "personas/pak-darto.en.po"),
        ("type", "personas/types/angry.yaml", "personas/types/angry.en.po"),
        ("rubric", "rubrics/complaint.yaml", "rubrics/complaint.en.po"),
    ],
)
def test_a_translation_lies_beside_its_file(tmp_path: Path, kind: str, name: str, translation: str) -> None:
    """In the folder of a scenario, and with the file's own name elsewhere."""
    (ref,), _ = find([make(tmp_path, name)])
    assert ref.kind == kind
    assert translation_path(ref, "en") == tmp_path / translation


def change_content(root: Path) -> None:
    """Write other text of the same length, later."""
    path = root / "personas" / "x.yaml"
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1))


def add_translation(root: Path) -> None:
    """Begin a translation."""
    make(root, "scenarios/s/en.po")


def remove_walkthrough(root: Path) -> None:
    """Delete a walkthrough."""
    (root / "scenarios/s/walkthroughs/w.yaml").unlink()


def test_a_reference_is_a_plain_value() -> None:
    """It can be made by hand, compared and kept in sets."""
    ref = ContentRef("persona", "x", Path("personas/x.yaml"), "personas/x.yaml")
    assert ref == ContentRef("persona", "x", Path("personas/x.yaml"), "personas/x.yaml")
    assert len({ref, ref._replace(id="y")}) == 2
