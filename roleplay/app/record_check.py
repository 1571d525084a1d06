"""Checks a file of statements, whoever wrote it."""

from pathlib import Path
from typing import Final

from roleplay.app.record_documents import RecordFault, RecordReport
from roleplay.errors import RoleplayError
from roleplay.i18n import _
from roleplay.reporting.xapi.reading import read_statements
from roleplay.reporting.xapi.validate import validate

MOST_BYTES: Final = 200_000_000
"""The largest file that is checked."""


def check_file(file: Path) -> RecordReport:
    """Return what is wrong with the statements in a file: a JSON list, one alone, or one a line.

    Raises RoleplayError for a file that cannot be read.
    """
    faults: list[RecordFault] = []
    numbers: dict[str, int] = {}
    number = 0
    for number, (line, statement, trouble) in enumerate(read_statements(_text(file)), 1):
        if trouble is not None:
            faults.append(RecordFault(number, line, "$", trouble))
            continue
        faults += [RecordFault(number, line, *fault) for fault in validate(statement)]
        name = statement.get("id") if isinstance(statement, dict) else None
        if isinstance(name, str) and (first := numbers.setdefault(name.lower(), number)) != number:
            message = _("is the id of statement {number} too.").format(number=first)
            faults.append(RecordFault(number, line, "$.id", message))
    return RecordReport(statements=number, faults=tuple(faults))


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise RoleplayError(
                _("{path} is larger than {size} MB.").format(path=file, size=MOST_BYTES // 1_000_000),
                _("Check it in parts."),
            )
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = _("{path} cannot be read: {reason}.").format(path=file, reason=error.strerror)
        raise RoleplayError(message, _("Name another file.")) from error
    except UnicodeDecodeError as error:
        reason = _("it is not text in UTF-8")
        message = _("{path} cannot be read: {reason}.").format(path=file, reason=reason)
        raise RoleplayError(message, _("Save it as UTF-8.")) from error
