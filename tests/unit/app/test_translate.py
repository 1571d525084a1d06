"""Which translations are updated and counted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from roleplay.app.roots import builtin_root
from roleplay.app.translate import translate
from roleplay.errors import RoleplayError

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder


@pytest.fixture(autouse=True)
def _standing_in_content(content: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the content folder."""
    monkeypatch.chdir(content.root)


def made(content: ContentFolder) -> set[str]:
    """Return the PO files that are there."""
    return {path.relative_to(content.root).as_posix() for path in content.root.rglob("*.po")}


def test_everything_is_updated_into_every_complete_language(content: ContentFolder) -> None:
    """Without paths and language, each file gets a PO file for each complete language but its own."""
    done = translate("update", [content.root], None, ())

    assert made(content) == {
        "scenarios/thr/en.po",
        "personas/pak-darto.en.po",
        "personas/types/angry.en.po",
        "rubrics/service.en.po",
    }
    assert {item.path for item in done.report.files} == made(content)
    assert done.report.missing == done.report.texts == sum(item.texts for item in done.report.files)


def test_one_file_is_updated_into_a_new_language(content: ContentFolder) -> None:
    """Naming a language and a file makes that one PO file, in a language that nobody knew before."""
    translate("update", [content.root], "jv", [content.root / "personas" / "pak-darto.yaml"])

    assert made(content) == {"personas/pak-darto.jv.po"}
    written = polib.pofile(str(content.root / "personas/pak-darto.jv.po"))
    assert written.metadata["Language"] == "jv"
    assert "sapaan" in next(entry.comment for entry in written if entry.msgctxt == "call").lower()


def test_a_language_that_is_there_is_looked_after(content: ContentFolder) -> None:
    """Without a language, a file that has a PO file in a fourth one has that updated too."""
    scenario = content.root / "scenarios" / "thr"
    translate("update", [content.root], "jv", [scenario])
    done = translate("status", [content.root], None, [scenario])

    assert [(item.path, item.language) for item in done.report.files] == [
        ("scenarios/thr/en.po", "en"),
        ("scenarios/thr/jv.po", "jv"),
    ]


def test_status_writes_nothing(content: ContentFolder) -> None:
    """Counting makes no file."""
    done = translate("status", [content.root], "ms", ())

    assert made(content) == set()
    assert (done.report.translated, done.report.percent) == (0, 0)


def test_hundred_percent_is_all(content: ContentFolder) -> None:
    """A share is rounded down, so that one text that is missing leaves less than a hundred percent."""
    persona = content.root / "personas/pak-darto.yaml"
    translate("update", [content.root], "en", [persona])
    path = content.root / "personas/pak-darto.en.po"
    catalogue = polib.pofile(str(path))
    shares = []
    for entry in catalogue:
        entry.msgstr = "x"
        catalogue.save(str(path))
        shares.append(translate("status", [content.root], "en", [persona]).report.percent)

    assert shares == [14, 28, 42, 57, 71, 85, 100]


def test_a_file_with_mistakes_keeps_its_translation(content: ContentFolder) -> None:
    """A mistake hides texts, so the translation of that file is left alone, and the others are updated."""
    content.translate()
    before = (content.root / "scenarios/thr/en.po").read_bytes()
    content.put("scenario", "nodes: {arrival: {says: [[]]}}\n")
    done = translate("update", [content.root], "en", ())

    assert (content.root / "scenarios/thr/en.po").read_bytes() == before
    assert ["scenarios/thr/scenario.yaml" in problem.message for problem in done.problems] == [True]
    assert len(done.report.files) == 3


def test_a_broken_translation_does_not_stop_the_others(content: ContentFolder) -> None:
    """What is no PO file is told and left alone; everything else is counted."""
    broken = content.root / "personas/pak-darto.en.po"
    broken.write_text("Nama: Name\n", encoding="utf-8")
    done = translate("update", [content.root], "en", ())

    assert [broken.name in problem.message for problem in done.problems] == [True]
    assert broken.read_text(encoding="utf-8") == "Nama: Name\n"
    assert len(done.report.files) == 3


@pytest.mark.parametrize(("language", "within"), [("id", "scenarios"), ("en", "cues"), (None, "cues")])
def test_nothing_to_translate(language: str | None, within: str, content: ContentFolder) -> None:
    """A folder without translatable files, or the language in which everything is written, is refused."""
    with pytest.raises(RoleplayError):
        translate("update", [content.root], language, [content.root / within])

    assert made(content) == set()


def test_what_comes_with_the_program_is_not_everything(content: ContentFolder) -> None:
    """Everything is one's own content; what is built in belongs to it only where one stands in it."""
    done = translate("status", [content.root, builtin_root()], "en", ())

    assert len(done.report.files) == 4
    assert all(not Path(item.path).is_absolute() for item in done.report.files)
