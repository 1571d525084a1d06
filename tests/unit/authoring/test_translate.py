"""A translation is brought up to date, and no work of a translator is lost."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.authoring.translate import Updated, update_translation
from roleplay.diagnostics import Span
from roleplay.errors import RoleplayError
from roleplay.schema.reading import SourceText


def texts(**by_path: str) -> list[SourceText]:
    """Return texts by their paths."""
    return [SourceText(path, text, Span("scenario.yaml")) for path, text in by_path.items()]


def entries(path: Path) -> dict[str, polib.POEntry]:
    """Return the live entries of a PO file by path."""
    return {entry.msgctxt: entry for entry in polib.pofile(str(path)) if not entry.obsolete}


def translate(path: Path, **by_path: str) -> None:
    """Write translations into a PO file, as a translator would."""
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if entry.msgctxt in by_path:
            entry.msgstr = by_path[entry.msgctxt]
            entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalogue.save()


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Return a PO file in which two texts are translated."""
    path = tmp_path / "en.po"
    update_translation(path, "en", texts(title="Judul", brief="Ringkas"))
    translate(path, title="Title", brief="Brief")
    return path


def test_new_file_holds_every_text_empty(tmp_path: Path) -> None:
    """A new translation has an entry for each text, in order, to be filled in."""
    path = tmp_path / "en.po"
    updated = update_translation(path, "en", texts(title="Judul", brief="Ringkas"))

    assert updated == Updated(path, 0, 2, 0)
    assert [(entry.msgctxt, entry.msgid, entry.msgstr) for entry in polib.pofile(str(path))] == [
        ("title", "Judul", ""),
        ("brief", "Ringkas", ""),
    ]
    assert polib.pofile(str(path)).metadata["Language"] == "en"


def test_what_is_up_to_date_stays_to_the_byte(catalogue: Path) -> None:
    """Bringing up to date what already is changes nothing."""
    update_translation(catalogue, "en", texts(title="Judul", brief="Ringkas"))
    before = catalogue.read_bytes()

    assert update_translation(catalogue, "en", texts(title="Judul", brief="Ringkas")) == Updated(
        catalogue, 2, 0, 0
    )
    assert catalogue.read_bytes() == before


def test_changed_text_is_stale(catalogue: Path) -> None:
    """A text that was changed keeps its translation, marked fuzzy with what it was a translation of."""
    updated = update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas"))
    entry = entries(catalogue)["title"]

    assert updated == Updated(catalogue, 1, 0, 1)
    assert (entry.msgstr, entry.fuzzy, entry.previous_msgid) == ("Title", True, "Judul")


def test_stale_stays_stale_until_somebody_looks(catalogue: Path) -> None:
    """A second run does not take a stale translation for a good one."""
    for _time in range(2):
        updated = update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas"))

    assert updated.stale == 1
    assert entries(catalogue)["title"].previous_msgid == "Judul"
    translate(catalogue, title="New title")
    assert update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas")).stale == 0


def test_words_of_translators_are_kept(catalogue: Path) -> None:
    """Remarks on an entry and the name in the head of the file stay."""
    written = polib.pofile(str(catalogue))
    written.metadata["Last-Translator"] = "Sari"
    written[0].tcomment = "sengaja pendek"
    written.save()
    update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas"))

    assert polib.pofile(str(catalogue)).metadata["Last-Translator"] == "Sari"
    assert entries(catalogue)["title"].tcomment == "sengaja pendek"


def test_moved_text_keeps_its_translation(catalogue: Path) -> None:
    """A text that stands elsewhere now is translated as it was."""
    updated = update_translation(catalogue, "en", texts(heading="Judul", brief="Ringkas"))

    assert updated == Updated(catalogue, 2, 0, 0)
    assert (entries(catalogue)["heading"].msgstr, entries(catalogue)["heading"].fuzzy) == ("Title", False)


def test_gone_text_is_kept_aside_and_comes_back(catalogue: Path) -> None:
    """The translation of a text that was taken out is kept, and used when the text is back."""
    update_translation(catalogue, "en", texts(brief="Ringkas"))
    assert set(entries(catalogue)) == {"brief"}
    update_translation(catalogue, "en", texts(brief="Ringkas"))
    updated = update_translation(catalogue, "en", texts(title="Judul", brief="Ringkas"))

    assert updated == Updated(catalogue, 2, 0, 0)
    assert entries(catalogue)["title"].msgstr == "Title"


@pytest.mark.parametrize("damage", [b"msgid", b"\xff\xfe", b"Judul: Title\n"], ids=["cut", "bytes", "words"])
def test_broken_file_is_left_as_it_is(damage: bytes, tmp_path: Path) -> None:
    """What is no PO file is told in words and not touched, and no draft is left behind."""
    path = tmp_path / "en.po"
    path.write_bytes(damage)
    with pytest.raises(RoleplayError, match=r"en\.po"):
        update_translation(path, "en", texts(title="Judul"))

    assert path.read_bytes() == damage
    assert list(tmp_path.iterdir()) == [path]


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20
)


@settings(max_examples=40, deadline=None)
@given(sources=st.dictionaries(st.from_regex(r"[a-z]{1,5}", fullmatch=True), words, min_size=1, max_size=5))
def test_any_text_survives(sources: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whatever an author or translator writes is read back as it was written."""
    path = tmp_path_factory.mktemp("po") / "en.po"
    update_translation(path, "en", texts(**sources))
    translate(path, **{name: f"{text} (en)" for name, text in sources.items()})
    updated = update_translation(path, "en", texts(**sources))

    assert updated == Updated(path, len(sources), 0, 0)
    assert {name: entry.msgid for name, entry in entries(path).items()} == sources
