"""Findings of a check in the forms that code hosts and editors take."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from roleplay import __version__
from roleplay.diagnostics import Diagnostic, Severity
from roleplay.diagnostics.definition import definition

SARIF: Final = "2.1.0"
"""The version of the OASIS standard that is written."""

Place = Callable[[str], str]
"""Returns where a content file is, from where the check was called."""


def sarif(found: Iterable[Diagnostic], place: Place, language: str) -> dict[str, Any]:
    """Return a SARIF log with one result a finding, and the rules that were broken."""
    items = tuple(found)
    used = sorted({item.code for item in items})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": SARIF,
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "roleplay",
                        "semanticVersion": __version__,
                        "rules": [_rule(code, language) for code in used],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(item, used.index(item.code), place) for item in items],
            }
        ],
    }


def _rule(code: str, language: str) -> dict[str, Any]:
    rule = definition(code)
    if rule is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": rule.title[language]},
        "fullDescription": {"text": rule.explanation[language]},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(item: Diagnostic, rule: int, place: Place) -> dict[str, Any]:
    return {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": str(item.severity),
        "message": {"text": _message(item)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": place(item.span.path).replace(os.sep, "/")},
                    "region": {"startLine": item.span.line, "startColumn": item.span.column},
                }
            }
        ],
    }


def _message(item: Diagnostic) -> str:
    return f"{item.message}\n{item.hint}" if item.hint else item.message


def github(found: Iterable[Diagnostic], place: Place) -> Iterable[str]:
    """Yield the lines by which a GitHub workflow shows findings beside the code."""
    for item in found:
        keys = f"file={_escaped(place(item.span.path))},line={item.span.line},col={item.span.column}"
        text = _message(item).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        kind = "notice" if item.severity is Severity.NOTE else str(item.severity)
        yield f"::{kind} {keys},title={item.code}::{text}"


def _escaped(value: str) -> str:
    for sign in "%\r\n:,":
        value = value.replace(sign, f"%{ord(sign):02X}")
    return value


def place_in(roots: Iterable[Path], here: Path) -> Place:
    """Return what finds a content file in the first of the folders that has it, told from `here`."""
    folders = tuple(roots)

    def place(name: str) -> str:
        for folder in folders:
            if (folder / name).exists():
                return os.path.relpath(folder / name, here)
        return name

    return place
