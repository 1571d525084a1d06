"""A content folder that is small and right, to be made wrong in one place."""

import re
from pathlib import Path
from typing import Final

import polib
import pytest

from roleplay.authoring.check import check
from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.diagnostics import Diagnostic
from roleplay.domain.encounter import Encounter

WHOLE: Final = "# whole file\n"

PLACES: Final = {
    "type": "personas/types/angry.yaml",
    "persona": "personas/pak-darto.yaml",
    "rubric": "rubrics/service.yaml",
    "scenario": "scenarios/thr/scenario.yaml",
    "walkthrough": "scenarios/thr/walkthroughs/short.yaml",
    "cues": "cues/id.yaml",
    "plan": "plans/day.yaml",
}

TEXTS: Final = {
    "type": """\
format: 1
id: angry
language: id
name: Marah
about: Datang dengan suara keras.
guide: Dengarkan dulu, baru jelaskan.
lines:
  again: "Jadi bagaimana?"
  unheard: "Maksudnya apa?"
limits:
  leave: {when: {patience: 0}, says: "Saya pulang saja.", ends: walked-out}
""",
    "persona": """\
format: 1
id: pak-darto
type: angry
language: id
name: Pak Darto
about: Buruh pabrik, 47 tahun.
looks: berdiri di depan loket
address: Bapak
call: Pak
officer: Mas
needs: Didengar sampai selesai.
mood: {tension: 60, trust: 40, clarity: 40, patience: 6}
""",
    "rubric": """\
format: 1
id: service
language: id
title: Pelayanan
about: Untuk setiap percakapan.
criteria:
  clarity:
    title: Kejelasan
    weight: 1
    levels: {5: {shown: explain}, 1: otherwise}
    anchors: {5: Menjelaskan., 1: Tidak menjelaskan.}
    source: UU 25/2009
  limits:
    title: Batas
    weight: 1
    applies: {shown: limit}
    levels: {5: {not_shown: rude}, 1: otherwise}
    anchors: {5: Tenang., 1: Kasar.}
    source: UU 25/2009
  thanks:
    title: Terima kasih
    weight: 2
    applies: {shown: thank}
    levels: {5: {shown: thank}, 1: otherwise}
    anchors: {5: Berterima kasih., 1: Tidak.}
    source: UU 25/2009
gates:
  accuracy: {title: Tidak keliru, when: {wrong: any}, caps: 2}
""",
    "scenario": """\
format: 1
id: thr
language: id
title: THR belum dibayar
summary: Pekerja menanyakan THR.
service: thr
place: Loket informasi
level: 1
rubric: service
personas: [pak-darto]
start: arrival
brief: Anda petugas loket informasi.
cards:
  deadline:
    text: THR dibayar paling lambat tujuh hari sebelum hari raya.
    source: Permenaker 6/2016
    checked: 2026-11-24
    tells: [tujuh hari]
knows:
  since: {says: "Sejak bulan Mei.", asks: [sejak kapan]}
wrong:
  voluntary: {says: [tidak wajib], card: deadline, note: THR wajib dibayar.}
goals:
  told: {told: deadline, text: Menjelaskan batas waktu}
vars:
  letters: {low: 0, high: 3}
nodes:
  arrival:
    says: "THR saya belum dibayar, {officer}."
    choices:
      explain: {text: "Batasnya tujuh hari, {call}.", shows: [explain], tells: [deadline], goto: done}
  done: {says: "Terima kasih.", ending: {outcome: resolved, debrief: Selesai.}}
  left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}
""",
    "walkthrough": """\
format: 1
persona: pak-darto
take: [explain]
expect: {outcome: resolved}
""",
    "cues": """\
format: 1
language: id
labels:
  apologize: {any: [mohon maaf]}
  explain: {any: [tujuh hari]}
  greet: {opens: [selamat pagi]}
""",
    "plan": """\
format: 1
title: Satu hari
language: id
rounds:
  - {scenario: thr, mode: assess}
""",
}

_SECTION: Final = re.compile(r"(?m)^(?=[a-z]+:)")


def merged(base: str, fragment: str) -> str:
    """Return `base` with the top-level keys of `fragment` in place of its own."""
    if fragment.startswith(WHOLE):
        return fragment
    keys = {part.partition(":")[0] for part in _SECTION.split(fragment)}
    kept = [part for part in _SECTION.split(base) if part.partition(":")[0] not in keys]
    return "".join((*kept, fragment))


def problems(root: Path) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong in a content folder. The one place that knows how it is checked."""
    return check([root]).diagnostics


class ContentFolder:
    """A content folder in which everything is right until something is put into it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for kind, text in TEXTS.items():
            self._write(PLACES[kind], text.encode())

    def put(self, file: str, fragment: str, syntax: str = "yaml") -> str:
        """Put a fragment into a file, by its kind or path, and return the path.

        Other nodes leave the walkthrough nothing to walk, so it goes.
        """
        if syntax == "po":
            return self._put_translation(fragment)
        path = PLACES.get(file, file)
        if syntax == "link":
            (self.root / path).symlink_to(fragment.strip())
            return path
        if file == "scenario" and "nodes:" in fragment:
            (self.root / PLACES["walkthrough"]).unlink(missing_ok=True)
        text = merged(TEXTS.get(file, TEXTS["persona"]), fragment)
        is_escaped = syntax == "bytes"
        data = (
            text.encode("ascii").decode("unicode_escape").encode("latin-1") if is_escaped else text.encode()
        )
        self._write(path, data)
        return path

    def place(self, file: str, words: str) -> tuple[int, int]:
        """Return the line and column, from 1, at which `words` last stand in a file."""
        before = (self.root / PLACES[file]).read_text(encoding="utf-8").rpartition(words)[0]
        return before.count("\n") + 1, len(before) - before.rfind("\n")

    def check(self) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong, by place."""
        return problems(self.root)

    def compile(self, language: str = "id", persona: str = "pak-darto") -> Encounter:
        """Return the encounter, which must compile."""
        compiled = compile_encounter(Library([self.root]), "thr", persona, language)
        assert compiled.encounter is not None, compiled.diagnostics
        return compiled.encounter

    def translate(self, texts: dict[str, str] | None = None) -> None:
        """Translate every text of the scenario into English; those in `texts`, by path, as they say."""
        library = Library([self.root])
        loaded = library.get("scenario", "thr", "id")
        assert loaded is not None
        catalogue = polib.POFile()
        for source in loaded.texts:
            translated = (texts or {}).get(source.path, f"(en) {source.text}")
            catalogue.append(polib.POEntry(msgctxt=source.path, msgid=source.text, msgstr=translated))
        self._write("scenarios/thr/en.po", str(catalogue).encode())

    def _put_translation(self, fragment: str) -> str:
        path = "scenarios/thr/en.po"
        if fragment.startswith(WHOLE):
            self._write(path, fragment.encode())
            return path
        self.translate()
        entries = {entry.msgctxt: entry for entry in polib.pofile(str(self.root / path))}
        entries.update((entry.msgctxt, entry) for entry in polib.pofile(fragment))
        catalogue = polib.POFile()
        catalogue.extend(entries.values())
        self._write(path, str(catalogue).encode())
        return path

    def _write(self, path: str, data: bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


@pytest.fixture
def content(tmp_path: Path) -> ContentFolder:
    """Return a content folder that is small and right."""
    return ContentFolder(tmp_path / "content")
