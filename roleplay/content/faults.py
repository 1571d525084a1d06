"""Every fault that finding and reading can report: its code, its words and what to do about it.

The words stand here and nowhere else, so that they can be translated and documented in one place.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from roleplay.cleaning import clean_line
from roleplay.diagnostics import Diagnostic, Severity, Span

MAX_FAULTS: Final = 100
"""Errors, and likewise warnings, that are listed of one file; a file with more is of another kind."""

_SHOWN: Final = 120

_FOLLOWING: Final = frozenset({"RP002", "RP007"})
"""What may be but the consequence of a fault on the same line."""


class Fault(NamedTuple):
    """A kind of fault. `message` and `hint` are templates for `str.format`."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def at(self, span: Span, **words: str | int) -> Diagnostic:
        """Return the fault at a place, with the author's `words` made safe to show and cut to a line."""
        shown = {name: excerpt(str(word)) for name, word in words.items()}
        return Diagnostic(
            span, self.code, self.severity, self.message.format(**shown), self.hint.format(**shown)
        )


class Refused(Exception):
    """Reading stops here, with the fault that says why. Never leaves this room."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class Faults:
    """The faults of one file as they are found, at most `MAX_FAULTS` errors and as many warnings."""

    def __init__(self) -> None:
        self._errors: list[Diagnostic] = []
        self._warnings: list[Diagnostic] = []

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep a fault. Raises `Refused` at the first error too many; warnings too many are left out."""
        kept = self._errors if diagnostic.is_error else self._warnings
        if len(kept) < MAX_FAULTS:
            kept.append(diagnostic)
        elif diagnostic.is_error:
            raise Refused(TOO_MANY_FAULTS.at(diagnostic.span, limit=MAX_FAULTS))

    def end_with(self, last: Diagnostic) -> None:
        """Keep the fault that ended the reading, unless what stands there has been reported already.

        A mark such as `*` that is refused often makes the rest of its line unreadable: one fault. A text
        cut by ` #` may do the same: the error takes the place of the warning.
        """
        self._warnings = [warning for warning in self._warnings if warning.span != last.span]
        refused = (fault.code == MARK.code and fault.span.line == last.span.line for fault in self._errors)
        if last.code not in _FOLLOWING or not any(refused):
            self._errors.append(last)

    def listed(self) -> tuple[Diagnostic, ...]:
        """Return the faults in the order of their places."""
        return tuple(sorted(self._errors + self._warnings))


def excerpt(text: str, limit: int = _SHOWN) -> str:
    """Return `text` cleaned, on one line and not longer than `limit` characters."""
    line = clean_line(text[: 4 * limit])
    return line if len(line) <= limit else line[: limit - 1] + "…"


# RP001: the file cannot be read as text.
MISSING: Final = Fault("RP001", "There is no such file.", "Look at the spelling of its name.")
BROKEN_LINK: Final = Fault(
    "RP001", "This is a link to a file that is not there.", "Put the file itself here."
)
FORBIDDEN: Final = Fault("RP001", "This may not be read.", "Give yourself the right to read it.")
A_FOLDER: Final = Fault("RP001", "This is a folder; a file is needed.")
NOT_A_FILE: Final = Fault("RP001", "This is a device or a pipe; a file is needed.")
UNREADABLE: Final = Fault("RP001", "This cannot be read: {reason}.")
UTF16: Final = Fault(
    "RP001",
    "The file is saved as UTF-16 (“Unicode” in some editors).",
    "Save it again with the encoding UTF-8.",
)
NOT_UTF8: Final = Fault(
    "RP001",
    "The file is not saved as UTF-8: the letter here cannot be read.",
    "Save it again with the encoding UTF-8.",
)
NUL: Final = Fault(
    "RP001", "The file holds a NUL byte, so it is not a text file.", "Write it with a plain text editor."
)
CONTROL: Final = Fault(
    "RP001",
    "A character that cannot be seen stands here ({character}).",
    "Delete it; it often comes with text pasted from a word processor or a web page.",
)

# RP002: the YAML cannot be understood.
SYNTAX: Final = "RP002"
COLON_IN_TEXT: Final = Fault(SYNTAX, "Text that holds a colon and a space needs quotes.", "Write: {fix}")
FIRST_SIGN: Final = Fault(SYNTAX, "Text that begins with {sign} needs quotes.", "Write: {fix}")
TEXT_AFTER_QUOTE: Final = Fault(
    SYNTAX, "The text is over where its quote closes, but more follows: {rest}", "Write: {fix}"
)
QUOTE_OPEN: Final = Fault(
    SYNTAX, "The quote {sign} that opens here is never closed.", "Put {sign} at its end."
)
QUOTE_RUNS_ON: Final = Fault(
    SYNTAX,
    "The quote {sign} that opens here closes only on line {line}.",
    "Put {sign} at the end of the text; write a quote within it as {escaped}.",
)
BAD_ESCAPE: Final = Fault(
    SYNTAX,
    'Between "…" a backslash has a meaning of its own, and none with what follows here.',
    "Write two backslashes for one, or put the text between '…'.",
)
TAB: Final = Fault(SYNTAX, "The line is set in with a tab.", "Use spaces only, two for each step.")
TEXT_AFTER_BLOCK: Final = Fault(
    SYNTAX,
    "After {sign} the text begins on the next line, set in.",
    "Begin a new line after it; if {sign} belongs to the text, write: {fix}",
)
LIST_ON_LINE: Final = Fault(
    SYNTAX,
    "A list begins on the line below its name.",
    "Begin a new line before the dash; if it belongs to the text, write: {fix}",
)
CUT_OFF: Final = Fault(
    SYNTAX,
    "“ #” begins a comment, so the text stops here and what follows cannot be understood.",
    "Put the text in quotes.",
)
BRACKET_OPEN: Final = Fault(
    SYNTAX, "The {sign} that opens here is not closed, or a comma is missing.", "Close it with {close}."
)
BRACKET_OPEN_AT_END: Final = Fault(
    SYNTAX,
    "A [ or {{ is not closed, or holds nothing where something is needed.",
    "Look at the commas, ] and }}.",
)
BRACKET_TOO_MANY: Final = Fault(SYNTAX, "There is a {sign} too many.", "Delete it.")
NO_NAME: Final = Fault(SYNTAX, "A name is missing before the colon.", "Write “name: value”.")
SPACE_AFTER_COLON: Final = Fault(SYNTAX, "A space is missing after the colon.", "Write: {fix}")
NO_COLON: Final = Fault(
    SYNTAX,
    "The line has no name and colon: {line}",
    "Write “name: value”; if it belongs to the text above, set it in further than the name of that text.",
)
SET_IN_TOO_FAR: Final = Fault(
    SYNTAX,
    "The line is set in further than line {above}, which has its value already.",
    "Let it begin in column {column}; if it belongs to the text above, put that whole text in quotes.",
)
OUT_OF_LINE: Final = Fault(
    SYNTAX,
    "The line begins in column {column} and lines up with nothing above it.",
    "What belongs together begins in the same column.",
)
DASH_AMONG_NAMES: Final = Fault(
    SYNTAX,
    "A list item stands where a name and colon is needed.",
    "A list is set in further than the name it belongs to, or begins in the same column right below it.",
)
NAME_AMONG_ITEMS: Final = Fault(
    SYNTAX,
    "A name stands where the next item of a list is needed.",
    "Begin the item with a dash and a space, or set the line in as far as what it belongs to.",
)
CONFLICT: Final = Fault(
    SYNTAX,
    "Two versions of the file were merged and the place was left undecided.",
    "Keep one of the two and delete the lines of <<<<<<<, ======= and >>>>>>>.",
)
AFTER_THE_END: Final = Fault(
    SYNTAX, "The content is over before this: {rest}", "If it is one text, put the whole of it in quotes."
)
NOT_UNDERSTOOD: Final = Fault(
    SYNTAX, "The line cannot be understood ({problem}).", "Look at this line and the one above it."
)

# RP003: a name given twice.
DUPLICATE: Final = Fault("RP003", "“{key}” is on line {first} and again here.", "Keep one of the two.")

# RP004: what YAML can do and Roleplay does not read.
MARK: Final = Fault(
    "RP004",
    "{mark} is a reference of YAML, which Roleplay does not read.",
    'Write the value itself; if it is text, put it in quotes: "{mark} …"',
)
TAG: Final = Fault(
    "RP004",
    "{mark} is a type mark of YAML, which Roleplay does not read.",
    'Leave it out; if it is text, put it in quotes: "{mark} …"',
)
MERGE: Final = Fault("RP004", "The merge key << is not read.", "Write out what it would bring.")
COMPLEX_KEY: Final = Fault(
    "RP004",
    "A name must be plain text, not a list or a mapping.",
    "Put a name that begins with [ or {{ in quotes.",
)
DIRECTIVE: Final = Fault("RP004", "A line that begins with % is a YAML directive.", "Leave it out.")
SEVERAL: Final = Fault(
    "RP004",
    "A second document begins here; a file holds one.",
    "Put it in a file of its own, or leave out ---.",
)

# RP005: more than Roleplay reads.
TOO_BIG: Final = Fault("RP005", "The file is larger than {limit} bytes.", "Divide it.")
TOO_DEEP: Final = Fault(
    "RP005", "Lists and mappings are nested deeper than {limit}.", "Look for a [ or {{ too many."
)
TOO_MANY_VALUES: Final = Fault("RP005", "The file has more than {limit} values.", "Divide it.")
TOO_MANY_FAULTS: Final = Fault("RP005", "The file has more than {limit} faults.", "Mend those listed first.")

# RP006: text that a comment may have cut.
CUT_TEXT: Final = Fault(
    "RP006",
    "“ #” begins a comment, so the text stops before it.",
    "If it belongs to the text, put the text in quotes; if it is a comment, write a space after the #.",
    Severity.WARNING,
)

# RP007: nothing to work with.
EMPTY: Final = Fault("RP007", "The file is empty.", "Begin with “format: 1”.")
TOP_LIST: Final = Fault(
    "RP007", "The file is a list; it must be names with values.", "Leave out the first dash."
)
TOP_TEXT: Final = Fault(
    "RP007",
    "The file is one text; it must be names with values.",
    "Write a space after each colon: “id: pak-darto”.",
)

# RP008: a name that cannot be an id.
BAD_ID: Final = Fault(
    "RP008",
    "“{id}” cannot be an id, so this is left out.",
    "Use small letters, digits, - and _, at most 64, and begin with a letter or digit.",
)
DEVICE_ID: Final = Fault(
    "RP008", "“{id}” is the name of a device on Windows, so this is left out.", "Give it another name."
)
BAD_ENDING: Final = Fault("RP008", "Content files end in .yaml, so this is left out.", "Name it {fix}.")
NO_FOLDER: Final = Fault(
    "RP008", "A scenario has a folder of its own, so this is left out.", "Name it {fix}."
)
NO_SCENARIO: Final = Fault(
    "RP008",
    "The folder has no scenario.yaml, so it is left out.",
    "If {file} is the scenario, name it scenario.yaml.",
)

# RP009: a link out of the content folder.
LEADS_OUT: Final = Fault(
    "RP009",
    "This is a link out of the content folder, so it is left out.",
    "Put the file or folder itself here.",
)
