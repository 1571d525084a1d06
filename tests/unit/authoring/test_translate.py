"""A translation is brought up to date, and no work of a translator is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.authoring.translate import Coverage, Text, translation_coverage, update_translation
from roleplay.errors import RoleplayError


def texts(**by_path: str) -> list[Text]:
    """Return texts by their paths."""
    return [Text(path, text) for path, text in by_path.items()]


def coverage(path: Path, translated: int, stale: int, missing: int) -> Coverage:
    """Return how far an English translation has come."""
    return Coverage(path, "en", translated, stale, missing)


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

    assert updated == coverage(path, 0, 0, 2)
    assert [(entry.msgctxt, entry.msgid, entry.msgstr) for entry in polib.pofile(str(path))] == [
        ("title", "Judul", ""),
        ("brief", "Ringkas", ""),
    ]
    assert polib.pofile(str(path)).metadata["Language"] == "en"


def test_what_is_up_to_date_stays_to_the_byte(catalogue: Path) -> None:
    """Bringing up to date what already is changes nothing."""
    update_translation(catalogue, "en", texts(title="Judul", brief="Ringkas"))
    before = catalogue.read_bytes()

    assert update_translation(catalogue, "en", texts(title="Judul", brief="Ringkas")) == coverage(
        catalogue, 2, 0, 0
    )
    assert catalogue.read_bytes() == before


def test_changed_text_is_stale(catalogue: Path) -> None:
    """A text that was changed keeps its translation, marked fuzzy with what it was a translation of."""
    updated = update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas"))
    entry = entries(catalogue)["title"]

    assert updated == coverage(catalogue, 1, 1, 0)
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

    assert updated == coverage(catalogue, 2, 0, 0)
    assert (entries(catalogue)["heading"].msgstr, entries(catalogue)["heading"].fuzzy) == ("Title", False)


def test_gone_text_is_kept_aside_and_comes_back(catalogue: Path) -> None:
    """The translation of a text that was taken out is kept, and used when the text is back."""
    update_translation(catalogue, "en", texts(brief="Ringkas"))
    assert set(entries(catalogue)) == {"brief"}
    update_translation(catalogue, "en", texts(brief="Ringkas"))
    updated = update_translation(catalogue, "en", texts(title="Judul", brief="Ringkas"))

    assert updated == coverage(catalogue, 2, 0, 0)
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


@pytest.mark.parametrize(
    "entries",
    [
        'msgctxt "title"\nmsgid "Judul"\nmsgstr "Title"\n\n' * 2,
        'msgctxt "title"\nmsgid "Judul"\nmsgstr "One"\n\nmsgctxt "title"\nmsgid "Judul"\nmsgstr "Two"\n',
    ],
    ids=["same", "other"],
)
def test_entry_that_stands_twice_is_refused(entries: str, tmp_path: Path) -> None:
    """Of two translations of one text none is dropped: the file is left for a person to mend."""
    path = tmp_path / "en.po"
    path.write_text(entries, encoding="utf-8")
    with pytest.raises(RoleplayError, match="title"):
        update_translation(path, "en", texts(title="Judul"))

    assert path.read_text(encoding="utf-8") == entries


def test_name_stands_once_in_the_whole_file(catalogue: Path) -> None:
    """What gettext would refuse as a second entry of a name is not written, even as an obsolete one."""
    with catalogue.open("a", encoding="utf-8") as file:
        file.write('\n#~ msgctxt "title"\n#~ msgid "Judul"\n#~ msgstr "Heading"\n')
        file.write('\n#~ msgctxt "gone"\n#~ msgid "Lama"\n#~ msgstr "Old"\n')
    update_translation(catalogue, "en", texts(title="Judul", brief="Ringkas"))

    assert [(entry.msgctxt, entry.msgstr) for entry in polib.pofile(str(catalogue))] == [
        ("title", "Title"),
        ("brief", "Brief"),
        ("gone", "Old"),
    ]


def test_translation_that_finds_no_place_is_kept_aside(catalogue: Path) -> None:
    """A text that is replaced by one that was translated elsewhere takes that, and its own is kept."""
    update_translation(catalogue, "en", texts(title="Ringkas", brief="Ringkas"))

    aside = [entry for entry in polib.pofile(str(catalogue)) if entry.obsolete]
    assert entries(catalogue)["title"].msgstr == "Brief"
    assert [(entry.msgid, entry.msgstr) for entry in aside] == [("Judul", "Title")]


def test_status_is_what_an_update_would_find(catalogue: Path) -> None:
    """Counting writes nothing, and tells new, changed and unsure texts from finished ones."""
    written = polib.pofile(str(catalogue))
    written[1].flags.append("fuzzy")
    written.save()
    before = catalogue.read_bytes()
    wanted = texts(title="Judul baru", brief="Ringkas", place="Loket")

    assert translation_coverage(catalogue, "en", wanted) == coverage(catalogue, 0, 2, 1)
    assert catalogue.read_bytes() == before
    assert update_translation(catalogue, "en", wanted) == coverage(catalogue, 0, 2, 1)


def test_status_of_what_is_not_there(tmp_path: Path) -> None:
    """Without a PO file every text is missing, and none is made."""
    path = tmp_path / "en.po"

    assert translation_coverage(path, "en", texts(title="Judul")) == coverage(path, 0, 0, 1)
    assert not path.exists()


def test_notes_are_for_the_text_as_it_is(catalogue: Path) -> None:
    """Each entry carries the note of its text, and no note of an earlier day."""
    update_translation(catalogue, "en", [Text("title", "Judul", "The title.\nKeep it short.")])
    assert entries(catalogue)["title"].comment == "The title.\nKeep it short."
    update_translation(catalogue, "en", [Text("title", "Judul", "A title.")])

    assert entries(catalogue)["title"].comment == "A title."


def test_head_of_the_file_is_kept(catalogue: Path) -> None:
    """What a PO editor and a translator have put into the head of a file stays."""
    written = polib.pofile(str(catalogue))
    written.header = "Terjemahan Sari"
    written.metadata |= {"X-Generator": "Poedit 3.4", "Last-Translator": "Sari"}
    written.save()
    update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas"))

    read = polib.pofile(str(catalogue))
    assert read.header == "Terjemahan Sari"
    assert (read.metadata["X-Generator"], read.metadata["Last-Translator"]) == ("Poedit 3.4", "Sari")


def test_line_ends_of_the_file_are_kept(catalogue: Path) -> None:
    """A file that was saved with the line ends of Windows keeps them."""
    catalogue.write_bytes(catalogue.read_bytes().replace(b"\n", b"\r\n"))
    update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas"))
    data = catalogue.read_bytes()

    assert data.count(b"\r\n") == data.count(b"\n")
    assert update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas")).stale == 1


def test_full_disk_leaves_the_old_file(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new file cannot be written, the old one is there to the byte, with nothing beside it."""
    before = catalogue.read_bytes()

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RoleplayError, match=r"en\.po"):
        update_translation(catalogue, "en", texts(title="Judul baru"))

    assert catalogue.read_bytes() == before
    assert list(catalogue.parent.iterdir()) == [catalogue]


def save_meanwhile(path: Path, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a translator save their work so many times just as the new file is complete."""
    saved = iter(range(times))
    synchronise = os.fsync

    def save(file: int) -> None:
        synchronise(file)
        if (number := next(saved, None)) is not None:
            path.write_bytes(path.read_bytes().replace(b"Brief", f"Brief {number}".encode()))

    monkeypatch.setattr(os, "fsync", save)


def test_what_is_saved_meanwhile_is_not_lost(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A translation that a PO editor saves in the middle of an update is in the updated file."""
    save_meanwhile(catalogue, 1, monkeypatch)
    update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas"))

    assert entries(catalogue)["title"].fuzzy
    assert entries(catalogue)["brief"].msgstr == "Brief 0"
    assert list(catalogue.parent.iterdir()) == [catalogue]


def test_file_that_does_not_rest_is_left_alone(catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is saved again and again by somebody else is theirs."""
    save_meanwhile(catalogue, 99, monkeypatch)
    with pytest.raises(RoleplayError, match=r"en\.po"):
        update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas"))

    assert not entries(catalogue)["title"].fuzzy
    assert list(catalogue.parent.iterdir()) == [catalogue]


def test_link_stays_a_link(catalogue: Path, tmp_path: Path) -> None:
    """A PO file that is a link to another place is updated there."""
    place = tmp_path / "elsewhere.po"
    catalogue.rename(place)
    catalogue.symlink_to(place)
    update_translation(catalogue, "en", texts(title="Judul baru", brief="Ringkas"))

    assert catalogue.is_symlink()
    assert entries(place)["title"].fuzzy


def test_mode_of_the_file_is_kept(catalogue: Path) -> None:
    """Who may read and write a file does not change with its content."""
    catalogue.chmod(0o664)
    update_translation(catalogue, "en", texts(title="Judul baru"))

    assert catalogue.stat().st_mode & 0o777 == 0o664


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="needs the tools of gettext")
def test_gettext_takes_every_file(catalogue: Path) -> None:
    """Stale, moved, gone and returned texts all leave a file in which gettext finds no fault."""
    for changed in (
        {"title": "Judul baru 100%", "brief": "Judul"},
        {"brief": "Judul baru 100%", "place": "Ringkas"},
        {"title": "Judul", "brief": "Ringkas", "place": "Judul"},
    ):
        update_translation(catalogue, "en", texts(**changed))
        checked = subprocess.run(
            ["msgfmt", "--check", "--check-format", "--output-file", os.devnull, str(catalogue)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stderr


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

    assert updated == coverage(path, len(sources), 0, 0)
    assert {name: entry.msgid for name, entry in entries(path).items()} == sources


@settings(max_examples=60, deadline=None)
@given(
    steps=st.lists(
        st.dictionaries(st.sampled_from("abc"), st.sampled_from(["satu", "dua", "tiga"]), max_size=3),
        min_size=1,
        max_size=5,
    )
)
def test_no_translation_is_ever_lost(
    steps: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """However texts change, move, go and return, every translation that was made is in the file still."""
    path = tmp_path_factory.mktemp("po") / "en.po"
    update_translation(path, "en", texts(a="satu", b="dua", c="tiga"))
    translate(path, a="one", b="two", c="three")
    for step in steps:
        update_translation(path, "en", texts(**step))
        written = polib.pofile(str(path), check_for_duplicates=True)
        assert {"one", "two", "three"} <= {entry.msgstr for entry in written}
        names = [(entry.msgctxt, entry.msgid) for entry in written]
        assert len(names) == len(set(names))
