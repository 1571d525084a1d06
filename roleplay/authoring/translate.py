"""Brings the translation of a file up to date: new texts empty, changed ones fuzzy, gone ones kept aside."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import polib

from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.schema.reading import SourceText

_HEADER: Final = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


class Updated(NamedTuple):
    """What became of a translation."""

    path: Path
    translated: int
    missing: int
    stale: int


def update_translation(path: Path, language: str, texts: Sequence[SourceText]) -> Updated:
    """Write the PO file of a file's texts, keeping every translation there is.

    Raises RoleplayError when the file that is there is no PO file, and leaves it as it is.
    """
    old = _read(path)
    known = {entry.msgctxt: entry for entry in old if not entry.obsolete}
    by_text = {entry.msgid: entry for entry in old if entry.msgstr}
    new = polib.POFile(wrapwidth=100)
    new.metadata = {**old.metadata, **_HEADER, "Language": language}
    for source in texts:
        new.append(_entry(source, known.pop(source.path, None), by_text))
    for entry in (*known.values(), *(item for item in old if item.obsolete)):
        if entry.msgstr and all(entry.msgid != kept.msgid for kept in new):
            entry.obsolete = True
            new.append(entry)
    draft = path.with_suffix(".new")
    new.save(str(draft))
    draft.replace(path)
    live = [entry for entry in new if not entry.obsolete]
    stale = sum(entry.fuzzy for entry in live)
    missing = sum(not entry.msgstr for entry in live)
    return Updated(path, len(live) - stale - missing, missing, stale)


def _entry(
    source: SourceText, kept: polib.POEntry | None, by_text: dict[str, polib.POEntry]
) -> polib.POEntry:
    """Return the entry of a text: as it was, moved from where the same text stood, or stale, or empty."""
    same = kept if kept is not None and kept.msgid == source.text else by_text.get(source.text)
    found = same or kept
    entry = polib.POEntry(msgctxt=source.path, msgid=source.text, msgstr=found.msgstr if found else "")
    if found is not None:
        entry.tcomment = found.tcomment
        entry.flags = [flag for flag in found.flags if flag != "fuzzy"]
        if found.msgstr and (same is None or found.fuzzy):
            entry.flags.append("fuzzy")
            entry.previous_msgid = found.previous_msgid if same else found.msgid
    return entry


def _read(path: Path) -> polib.POFile:
    if not path.exists():
        return polib.POFile()
    try:
        return polib.pofile(path.read_bytes().decode("utf-8"), encoding="utf-8")
    except (OSError, ValueError, IndexError, AttributeError) as error:
        message = _("{path} is not a well-formed PO file: {reason}").format(path=path, reason=error)
        raise RoleplayError(message, _("Mend it or move it away; nothing was changed.")) from error
