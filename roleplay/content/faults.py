"""Every fault that finding and reading can report: its code, its words and what to do about it.

The words stand here and nowhere else, so that they can be translated and documented in one place.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from roleplay.cleaning import clean_line
from roleplay.diagnostics import Diagnostic, Severity, Span
from roleplay.i18n import N_, _

MAX_FAULTS: Final = 100
"""Errors, and likewise warnings, that are listed of one file; a file with more is of another kind."""

_SHOWN: Final = 120

_FOLLOWING: Final = frozenset({"RP002", "RP007"})
"""What may be but the consequence of a fault on the same line."""


class Fault(NamedTuple):
    """A kind of fault. `message` and `hint` are templates for `str.format`, translated in `at`."""

    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def at(self, span: Span, **words: str | int) -> Diagnostic:
        """Return the fault at a place, with the author's `words` made safe to show and cut to a line."""
        shown = {name: excerpt(str(word)) for name, word in words.items()}
        message = _(self.message).format(**shown)
        # The message of nothing is the header of the catalogue.
        hint = _(self.hint).format(**shown) if self.hint else ""
        return Diagnostic(span, self.code, self.severity, message, hint)


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
    """Return `text` cleaned, on one line, at most `limit` characters; … where nothing of it can be seen."""
    line = clean_line(text[: 4 * limit]) or "…"
    return line if len(line) <= limit else line[: limit - 1] + "…"


# RP001: the file cannot be read as text.
MISSING: Final = Fault("RP001", N_("There is no such file."), N_("Look at the spelling of its name."))
BROKEN_LINK: Final = Fault(
    "RP001", N_("This is a link to a file that is not there."), N_("Put the file itself here.")
)
FORBIDDEN: Final = Fault("RP001", N_("This may not be read."), N_("Give yourself the right to read it."))
A_FOLDER: Final = Fault("RP001", N_("This is a folder; a file is needed."))
NOT_A_FILE: Final = Fault("RP001", N_("This is a device or a pipe; a file is needed."))
UNREADABLE: Final = Fault("RP001", N_("This cannot be read: {reason}."))
UTF16: Final = Fault(
    "RP001",
    N_("The file is saved as UTF-16 (“Unicode” in some editors)."),
    N_("Save it again with the encoding UTF-8."),
)
NOT_UTF8: Final = Fault(
    "RP001",
    N_("The file is not saved as UTF-8: the letter here cannot be read."),
    N_("Save it again with the encoding UTF-8."),
)
NUL: Final = Fault(
    "RP001",
    N_("The file holds a NUL byte, so it is not a text file."),
    N_("Write it with a plain text editor."),
)
CONTROL: Final = Fault(
    "RP001",
    N_("A character that cannot be seen stands here ({character})."),
    N_("Delete it; it often comes with text pasted from a word processor or a web page."),
)

# RP002: the YAML cannot be understood.
SYNTAX: Final = "RP002"
COLON_IN_TEXT: Final = Fault(
    SYNTAX, N_("Text that holds a colon and a space needs quotes."), N_("Write: {fix}")
)
FIRST_SIGN: Final = Fault(SYNTAX, N_("Text that begins with {sign} needs quotes."), N_("Write: {fix}"))
TEXT_AFTER_QUOTE: Final = Fault(
    SYNTAX, N_("The text is over where its quote closes, but more follows: {rest}"), N_("Write: {fix}")
)
QUOTE_OPEN: Final = Fault(
    SYNTAX, N_("The quote {sign} that opens here is never closed."), N_("Put {sign} at its end.")
)
QUOTE_RUNS_ON: Final = Fault(
    SYNTAX,
    N_("The quote {sign} that opens here closes only on line {line}."),
    N_("Put {sign} at the end of the text; write a quote within it as {escaped}."),
)
BAD_ESCAPE: Final = Fault(
    SYNTAX,
    N_('Between "…" a backslash has a meaning of its own, and none with what follows here.'),
    N_("Write two backslashes for one, or put the text between '…'."),
)
TAB: Final = Fault(SYNTAX, N_("The line is set in with a tab."), N_("Use spaces only, two for each step."))
TEXT_AFTER_BLOCK: Final = Fault(
    SYNTAX,
    N_("After {sign} the text begins on the next line, set in."),
    N_("Begin a new line after it; if {sign} belongs to the text, write: {fix}"),
)
LIST_ON_LINE: Final = Fault(
    SYNTAX,
    N_("A list begins on the line below its name."),
    N_("Begin a new line before the dash; if it belongs to the text, write: {fix}"),
)
CUT_OFF: Final = Fault(
    SYNTAX,
    N_("“ #” begins a comment, so the text stops here and what follows cannot be understood."),
    N_("Put the text in quotes."),
)
BRACKET_OPEN: Final = Fault(
    SYNTAX,
    N_("The {sign} that opens here is not closed, or a comma is missing."),
    N_("Close it with {close}."),
)
BRACKET_OPEN_AT_END: Final = Fault(
    SYNTAX,
    N_("A [ or {{ is not closed, or holds nothing where something is needed."),
    N_("Look at the commas, ] and }}."),
)
BRACKET_TOO_MANY: Final = Fault(SYNTAX, N_("There is a {sign} too many."), N_("Delete it."))
NO_NAME: Final = Fault(SYNTAX, N_("A name is missing before the colon."), N_("Write “name: value”."))
SPACE_AFTER_COLON: Final = Fault(SYNTAX, N_("A space is missing after the colon."), N_("Write: {fix}"))
NO_COLON: Final = Fault(
    SYNTAX,
    N_("The line has no name and colon: {line}"),
    N_("Write “name: value”; if it belongs to the text above, set it in further than the name of that text."),
)
SET_IN_TOO_FAR: Final = Fault(
    SYNTAX,
    N_("The line is set in further than line {above}, which has its value already."),
    N_("Let it begin in column {column}; if it belongs to the text above, put that whole text in quotes."),
)
OUT_OF_LINE: Final = Fault(
    SYNTAX,
    N_("The line begins in column {column} and lines up with nothing above it."),
    N_("What belongs together begins in the same column."),
)
DASH_AMONG_NAMES: Final = Fault(
    SYNTAX,
    N_("A list item stands where a name and colon is needed."),
    N_("A list is set in further than the name it belongs to, or begins in the same column right below it."),
)
NAME_AMONG_ITEMS: Final = Fault(
    SYNTAX,
    N_("A name stands where the next item of a list is needed."),
    N_("Begin the item with a dash and a space, or set the line in as far as what it belongs to."),
)
CONFLICT: Final = Fault(
    SYNTAX,
    N_("Two versions of the file were merged and the place was left undecided."),
    N_("Keep one of the two and delete the lines of <<<<<<<, ======= and >>>>>>>."),
)
AFTER_THE_END: Final = Fault(
    SYNTAX,
    N_("The content is over before this: {rest}"),
    N_("If it is one text, put the whole of it in quotes."),
)
NOT_UNDERSTOOD: Final = Fault(
    SYNTAX, N_("The line cannot be understood ({problem})."), N_("Look at this line and the one above it.")
)

# RP003: a name given twice.
DUPLICATE: Final = Fault(
    "RP003", N_("“{key}” is on line {first} and again here."), N_("Keep one of the two.")
)

# RP004: what YAML can do and Roleplay does not read.
MARK: Final = Fault(
    "RP004",
    N_("{mark} is a reference of YAML, which Roleplay does not read."),
    N_('Write the value itself; if it is text, put it in quotes: "{mark} …"'),
)
TAG: Final = Fault(
    "RP004",
    N_("{mark} is a type mark of YAML, which Roleplay does not read."),
    N_('Leave it out; if it is text, put it in quotes: "{mark} …"'),
)
MERGE: Final = Fault("RP004", N_("The merge key << is not read."), N_("Write out what it would bring."))
COMPLEX_KEY: Final = Fault(
    "RP004",
    N_("A name must be plain text, not a list or a mapping."),
    N_("Put a name that begins with [ or {{ in quotes."),
)
DIRECTIVE: Final = Fault(
    "RP004", N_("A line that begins with a percent sign is a YAML directive."), N_("Leave it out.")
)
SEVERAL: Final = Fault(
    "RP004",
    N_("A second document begins here; a file holds one."),
    N_("Put it in a file of its own, or leave out ---."),
)

# RP005: more than Roleplay reads.
TOO_BIG: Final = Fault("RP005", N_("The file is larger than {limit} bytes."), N_("Divide it."))
TOO_DEEP: Final = Fault(
    "RP005", N_("Lists and mappings are nested deeper than {limit}."), N_("Look for a [ or {{ too many.")
)
TOO_MANY_VALUES: Final = Fault("RP005", N_("The file has more than {limit} values."), N_("Divide it."))
TOO_MANY_FAULTS: Final = Fault(
    "RP005", N_("The file has more than {limit} faults."), N_("Mend those listed first.")
)

# RP006: text that a comment may have cut.
CUT_TEXT: Final = Fault(
    "RP006",
    N_("“ #” begins a comment, so the text stops before it."),
    N_("If it belongs to the text, put the text in quotes; if it is a comment, write a space after the #."),
    Severity.WARNING,
)

# RP007: nothing to work with.
EMPTY: Final = Fault("RP007", N_("The file is empty."), N_("Begin with “format: 1”."))
TOP_LIST: Final = Fault(
    "RP007", N_("The file is a list; it must be names with values."), N_("Leave out the first dash.")
)
TOP_TEXT: Final = Fault(
    "RP007",
    N_("The file is one text; it must be names with values."),
    N_("Write a space after each colon: “id: pak-darto”."),
)

# RP008: a name that cannot be an id.
BAD_ID: Final = Fault(
    "RP008",
    N_("“{id}” cannot be an id, so this is left out."),
    N_("Use small letters, digits, - and _, at most 64, and begin with a letter or digit."),
)
DEVICE_ID: Final = Fault(
    "RP008",
    N_("“{id}” is the name of a device on Windows, so this is left out."),
    N_("Give it another name."),
)
BAD_ENDING: Final = Fault(
    "RP008", N_("Content files end in .yaml, so this is left out."), N_("Name it {fix}.")
)
NO_FOLDER: Final = Fault(
    "RP008", N_("A scenario has a folder of its own, so this is left out."), N_("Name it {fix}.")
)
NO_SCENARIO: Final = Fault(
    "RP008",
    N_("The folder has no scenario.yaml, so it is left out."),
    N_("If {file} is the scenario, name it scenario.yaml."),
)

# RP009: a link out of the content folder.
LEADS_OUT: Final = Fault(
    "RP009",
    N_("This is a link out of the content folder, so it is left out."),
    N_("Put the file or folder itself here."),
)
