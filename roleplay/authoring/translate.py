"""Brings the translation of a file up to date, and counts how far it has come.

New texts are empty, changed ones fuzzy, gone ones kept aside: no work of a translator is lost.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import polib

from roleplay.authoring.writing import exchange_file
from roleplay.errors import RoleplayError
from roleplay.i18n import _

_HEADER: Final = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}

_ATTEMPTS: Final = 3
"""How often a file that somebody else has just saved is read anew."""


class Text(NamedTuple):
    """A text to be translated, and what its translator should know."""

    path: str
    text: str
    note: str = ""


class Coverage(NamedTuple):
    """How far the translation of a file has come."""

    path: Path
    language: str
    translated: int
    stale: int
    """Of an older text, or marked as unsure."""
    missing: int

    @property
    def texts(self) -> int:
        """How many texts there are."""
        return self.translated + self.stale + self.missing


def translation_coverage(path: Path, language: str, texts: Sequence[Text]) -> Coverage:
    """Return how far a translation has come, whether or not it is there.

    Raises RoleplayError when what is there is no PO file.
    """
    known = {entry.msgctxt: entry for entry in _parsed(path, _read(path)) if not entry.obsolete}
    found = [(source.text, known.get(source.path)) for source in texts]
    missing = sum(entry is None or not entry.msgstr for _text, entry in found)
    stale = sum(
        entry is not None and bool(entry.msgstr) and (entry.fuzzy or entry.msgid != text)
        for text, entry in found
    )
    return Coverage(path, language, len(found) - stale - missing, stale, missing)


def update_translation(path: Path, language: str, texts: Sequence[Text]) -> Coverage:
    """Write the PO file of a file's texts, keeping every translation there is.

    Raises RoleplayError when the file that is there is no PO file or keeps being changed, or the disk will
    not take it; it is left as it is then.
    """
    for _attempt in range(_ATTEMPTS):
        before = _read(path)
        new = _merged(_parsed(path, before), language, texts)
        data = str(new).encode()
        if b"\r\n" in before:
            data = data.replace(b"\n", b"\r\n")
        if data == before or exchange_file(path, before, data):
            live = [entry for entry in new if not entry.obsolete]
            stale = sum(entry.fuzzy for entry in live)
            missing = sum(not entry.msgstr for entry in live)
            return Coverage(path, language, len(live) - stale - missing, stale, missing)
    raise RoleplayError(
        _("{path} is being changed by another program.").format(path=path),
        _("Save and close it there, then try again; nothing was changed."),
    )


def _merged(old: polib.POFile, language: str, texts: Sequence[Text]) -> polib.POFile:
    """Return the file as it should be."""
    known = {entry.msgctxt: entry for entry in old if not entry.obsolete}
    # What nobody doubts comes last, and so is found first.
    by_text = {entry.msgid: entry for entry in sorted(old, key=_trust) if entry.msgstr}
    new = polib.POFile(wrapwidth=100)
    new.header = old.header
    new.metadata = {**old.metadata, **_HEADER, "Language": language}
    for text in texts:
        new.append(_entry(text, known.get(text.path), by_text))
    new.extend(_aside(old, new))
    return new


def _trust(entry: polib.POEntry) -> tuple[bool, bool]:
    return not entry.fuzzy, not entry.obsolete


def _entry(text: Text, kept: polib.POEntry | None, by_text: dict[str, polib.POEntry]) -> polib.POEntry:
    """Return the entry of a text: as it was, moved from where the same text stood, or stale, or empty."""
    same = kept if kept is not None and kept.msgid == text.text else by_text.get(text.text)
    found = same or kept
    entry = polib.POEntry(
        msgctxt=text.path, msgid=text.text, msgstr=found.msgstr if found else "", comment=text.note
    )
    if found is not None:
        entry.tcomment = found.tcomment
        entry.flags = [flag for flag in found.flags if flag != "fuzzy"]
        if found.msgstr and (same is None or found.fuzzy):
            entry.flags.append("fuzzy")
            entry.previous_msgid = found.previous_msgid if same else found.msgid
    return entry


def _aside(old: Iterable[polib.POEntry], new: Iterable[polib.POEntry]) -> list[polib.POEntry]:
    """Return, as obsolete, the translations that the new file would lose; gettext allows a name only once."""
    names = {(entry.msgctxt, entry.msgid) for entry in new}
    said = {(entry.previous_msgid if entry.fuzzy else entry.msgid, entry.msgstr) for entry in new}
    aside: list[polib.POEntry] = []
    for entry in old:
        name = (entry.msgctxt, entry.msgid)
        if entry.msgstr and name not in names and (entry.msgid, entry.msgstr) not in said:
            names.add(name)
            entry.obsolete, entry.comment = True, ""
            aside.append(entry)
    return aside


def _read(path: Path) -> bytes:
    """Return what a file holds, nothing where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        message = _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror)
        raise RoleplayError(message) from error


def _parsed(path: Path, data: bytes) -> polib.POFile:
    """Return the entries of a PO file. Raises RoleplayError where it is none, or has an entry twice."""
    try:
        # polib takes a text that is the name of a file for that file; no name of a file ends so.
        found = polib.pofile(data.decode("utf-8") + "\n", encoding="utf-8")
    except (OSError, ValueError, IndexError, AttributeError) as error:
        raise _malformed(path, str(error)) from error
    names: set[tuple[str | None, str]] = set()
    for entry in (each for each in found if not each.obsolete):
        name = (entry.msgctxt, entry.msgid)
        if name in names:
            raise _malformed(path, _("'{name}' stands in it twice").format(name=entry.msgctxt or entry.msgid))
        names.add(name)
    return found


def _malformed(path: Path, reason: str) -> RoleplayError:
    message = _("{path} is not a well-formed PO file: {reason}").format(path=path, reason=reason)
    return RoleplayError(message, _("Mend it or move it away; nothing was changed."))
