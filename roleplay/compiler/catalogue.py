"""Reads the translation of a file, and says what is missing, stale or broken in it."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

import polib

from roleplay.cleaning import clean
from roleplay.compiler.report import Report
from roleplay.diagnostics import Span
from roleplay.i18n import LANGUAGES, _
from roleplay.schema.reading import SourceText, Translated, Translation, nearest

MAX_BYTES: Final = 2_000_000
PLACEHOLDER: Final = re.compile(r"\{([^{}\n]{0,64})\}")

_BRACES: Final = re.compile(r"\{[^{}\n]{0,64}\}|\{[^{}\s]{0,64}|[^{}\s]{0,64}\}")
"""A word in braces, or what is left of one."""


def read_catalogue(path: Path, name: str, language: str, report: Report) -> Translation | None:
    """Return the entries of a PO file, or None when there is none or it cannot be read."""
    entries = _entries(path, name, report)
    if entries is None:
        return None
    texts = {
        clean(entry.msgctxt or ""): Translated(
            clean(entry.msgid), clean(entry.msgstr), entry.linenum or 1, is_unsure=entry.fuzzy
        )
        for entry in entries
        if not entry.obsolete
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
    """Report the texts of a file whose translation is unsure or of an older wording.

    A text without any is reported only in the languages that are to be complete.
    """
    update = _("Run: roleplay translate update")
    for source in texts:
        found = translation.texts.get(source.path, Translated("", ""))
        span = Span(name, found.line)
        if not found.text:
            if translation.language in LANGUAGES:
                message = _("no translation for '{path}'").format(path=source.path)
                report.warning("RP502", span, message, update)
        elif found.is_unsure:
            message = _("the translation of '{path}' is marked as unsure").format(path=source.path)
            report.warning("RP502", span, message, _("Look it over, then take the mark “fuzzy” away."))
        elif found.source != source.text:
            message = _("the translation of '{path}' is of an older text").format(path=source.path)
            report.warning("RP503", span, message, update)


def check_placeholders(
    texts: Sequence[SourceText],
    translation: Translation,
    name: str,
    words: Collection[str] | None,
    report: Report,
) -> None:
    """Report translations in use in which words in braces are broken, left out or added.

    `words` are those that stand for something; None where braces mean nothing.
    """
    for source in texts:
        if not translation.of(source.path, source.text):
            continue
        found = translation.texts[source.path]
        span = Span(name, found.line)
        if words is not None and (broken := _broken(found, words)):
            message = _("'{word}' in the translation of '{path}' stands for nothing").format(
                word=broken, path=source.path
            )
            report.error("RP505", span, message, nearest(broken.strip("{}"), words))
        elif set(PLACEHOLDER.findall(found.source)) != set(PLACEHOLDER.findall(found.text)):
            message = _("the translation of '{path}' uses other {{words}} than its source").format(
                path=source.path
            )
            report.warning("RP504", span, message)


def _broken(entry: Translated, words: Collection[str]) -> str:
    """Return the first word in braces, or rest of one, that would be shown as it stands; nothing for none.

    Braces that the source shows as well are meant.
    """
    rest = PLACEHOLDER.sub(lambda match: "\n" if match[1] in words else match[0], entry.text)
    meant = _BRACES.findall(entry.source)
    return next((part for part in _BRACES.findall(rest) if part not in meant), "")
