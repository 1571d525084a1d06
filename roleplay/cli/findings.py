"""Prints a mistake in content."""

import sys

from roleplay.app.documents import Finding
from roleplay.cleaning import clean
from roleplay.i18n import _


def print_finding(item: Finding) -> None:
    """Print where a mistake is and what is wrong, and on a second line what to do."""
    place = f"{item.path}:{item.line}:{item.column}"
    severity = _("error") if item.severity == "error" else _("warning")
    sys.stdout.write(clean(f"{place}  {severity} {item.code}  {item.message}") + "\n")
    more = _("More: roleplay explain {code}").format(code=item.code)
    sys.stdout.write(clean(f"    {item.hint}   {more}" if item.hint else f"    {more}") + "\n")
