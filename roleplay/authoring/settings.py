"""What the authors of a content folder take otherwise than a check does, from its `check.yaml`."""

import os
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from roleplay.compiler.report import Report
from roleplay.content.read import read
from roleplay.diagnostics import Diagnostic, Severity, Span
from roleplay.diagnostics.definition import codes, definition
from roleplay.i18n import _
from roleplay.schema.check_settings import CheckSettingsFile, IgnoreFile, SeverityFile
from roleplay.schema.parse import parse
from roleplay.schema.reading import nearest

NAME: Final = "check.yaml"


class Settings:
    """The settings of some content folders, the first folder first."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self.diagnostics: list[Diagnostic] = []
        """What is wrong with the settings themselves."""
        self._severity: dict[str, str] = {}
        self._ignore: list[IgnoreFile] = []
        self._used: set[Span] = set()
        for root in roots:
            if os.path.lexists(root / NAME):
                self._read(root / NAME)

    def apply(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """Yield what remains of the findings, as bad as the authors take them."""
        for item in found:
            if self._is_ignored(item):
                continue
            becomes = self._severity.get(item.code, item.severity)
            if becomes != "off":
                yield item._replace(severity=Severity(becomes))

    def unused(self) -> tuple[Diagnostic, ...]:
        """Return what is ignored in vain, once everything has been checked."""
        report = Report()
        for ignore in self._ignore:
            if ignore.span not in self._used:
                message = _("nothing is ignored by this: no {code} at {path}")
                hint = _("Take it out; the fault is gone, or the path has changed.")
                report.warning("RP111", ignore.span, message.format(code=ignore.code, path=ignore.path), hint)
        return tuple(report.diagnostics)

    def _read(self, path: Path) -> None:
        document, problems = read(path, NAME)
        self.diagnostics += problems
        if document is None:
            return
        parsed = parse(document, CheckSettingsFile)
        self.diagnostics += parsed.diagnostics
        if parsed.file is None:
            return
        report = Report()
        for wish in parsed.file.severity:
            if _can_be_changed(wish, report):
                self._severity.setdefault(wish.code, wish.becomes)
        self._ignore += [wish for wish in parsed.file.ignore if _can_be_changed(wish, report)]
        self.diagnostics += report.diagnostics

    def _is_ignored(self, item: Diagnostic) -> bool:
        for ignore in self._ignore:
            if (
                item.code == ignore.code
                and fnmatchcase(item.span.path, ignore.path)
                and ignore.says.casefold() in item.message.casefold()
            ):
                self._used.add(ignore.span)
                return True
        return False


def _can_be_changed(wish: SeverityFile | IgnoreFile, report: Report) -> bool:
    """Return True for a code that is no error; errors keep content from working, so they stay."""
    rule = definition(wish.code)
    if rule is None:
        message = _("there is no code '{code}'").format(code=wish.code)
        report.error("RP110", wish.span, message, nearest(wish.code, codes()))
    elif rule.severity is Severity.ERROR:
        message = _("{code} is an error, and errors cannot be left aside").format(code=wish.code)
        report.error("RP110", wish.span, message, _("Mend what it reports."))
    return rule is not None and rule.severity is not Severity.ERROR
