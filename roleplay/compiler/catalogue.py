"""Reads the translation of a file, and says what is missing or stale in it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polib

from roleplay.cleaning import clean
from roleplay.compiler.report import Report
from roleplay.diagnostics import Span
from roleplay.i18n import _
from roleplay.schema.reading import SourceText, Translation

MAX_BYTES: Final = 2_000_000
PLACEHOLDER: Final = re.compile(r"\{([^{}\n]{0,64})\}")


def read_catalogue(path: Path, name: str, language: str, report: Report) -> Translation | None:
    """Return the usable entries of a PO file, or None when there is none or it cannot be read."""
    entries = _entries(path, name, report)
    if entries is None:
        return None
    texts = {
        clean(entry.msgctxt or ""): (clean(entry.msgid), clean(entry.msgstr))
        for entry in entries
        if entry.msgstr and not entry.fuzzy and not entry.obsolete
    }
    return Translation(language, texts)


def _entries(path: Path, name: str, report: Report) -> polib.POFile | None:
    try:
        if path.stat().st_size > MAX_BYTES:
            report.error("RP501", Span(name), _("this translation is larger than 2 MB"))
            return None
        data = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        report.error("RP501", Span(name), _("this translation cannot be read"), _("Save it as UTF-8 text."))
        return None
    try:
        # polib takes a text that is the name of a file for that file; no name of a file ends so.
        return polib.pofile(data + "\n", encoding="utf-8", check_for_duplicates=False)
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as reason:
        line = re.search(r"line (\d+)", str(reason))
        span = Span(name, int(line[1]) if line else 1)
        report.error("RP501", span, _("this is not a well-formed PO file"), _("Open it in a PO editor."))
        return None


def check_translation(
    texts: Sequence[SourceText], translation: Translation, name: str, report: Report
) -> None:
    """Report the texts of a file that its translation lacks, or translates from an older wording."""
    for source in texts:
        known, translated = translation.texts.get(source.path, ("", ""))
        if not translated:
            message = _("no translation for '{path}'").format(path=source.path)
            report.warning("RP502", Span(name), message, _("Run: roleplay translate"))
        elif known != source.text:
            message = _("the translation of '{path}' is of an older text").format(path=source.path)
            report.warning("RP503", Span(name), message, _("Run: roleplay translate"))
        elif set(PLACEHOLDER.findall(known)) != set(PLACEHOLDER.findall(translated)):
            message = _("the translation of '{path}' uses other {{words}} than its source").format(
                path=source.path
            )
            report.warning("RP504", Span(name), message)
