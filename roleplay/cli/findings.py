"""Prints a mistake in content."""

import sys
from typing import Final

from roleplay.app.documents import Finding
from roleplay.cleaning import clean
from roleplay.i18n import N_, _

_SEVERITIES: Final = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}


def print_finding(item: Finding) -> None:
    """Print where a mistake is and what is wrong, and on a second line what to do."""
    place = f"{item.path}:{item.line}:{item.column}"
    severity = _(_SEVERITIES[item.severity])
    sys.stdout.write(clean(f"{place}  {severity} {item.code}  {item.message}") + "\n")
    more = _("More: roleplay explain {code}").format(code=item.code)
    sys.stdout.write(clean(f"    {item.hint}   {more}" if item.hint else f"    {more}") + "\n")
