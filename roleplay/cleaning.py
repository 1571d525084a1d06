"""Makes text from files and people safe to show: nothing in it can act on a terminal or a page.

Used at every boundary: content as it is read, names and replies as they come in, and again where
text is printed, so that no path can forget it.
"""

import unicodedata
from typing import Final

MAX_MARKS: Final = 4
"""Combining marks kept on one letter; living scripts need no more (Vietnamese 2, Hebrew 3)."""

_KEPT_FORMATS: Final = frozenset("\u200c\u200d\u00ad")
"""Format characters that scripts need: ZWNJ, ZWJ, soft hyphen."""

_LINE_ENDS: Final = {0x0D: "\n", 0x85: "\n", 0x0B: "\n", 0x0C: "\n", 0x2028: "\n", 0x2029: "\n"}


def clean(text: str) -> str:
    """Return `text` without control, bidi, invisible and surrogate characters; newlines stay.

    Tabs become a space, every kind of line end becomes one newline, and piles of combining marks
    are cut to four a letter. Linear in the length of the text.
    """
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").translate(_LINE_ENDS))
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
            if marks <= MAX_MARKS:
                kept.append(character)
        elif shown := _shown(character, category):
            marks = 0
            kept.append(shown)
    return unicodedata.normalize("NFC", "".join(kept))  # a letter and a mark may only now stand together


def _shown(character: str, category: str) -> str:
    """Return what a character is shown as, nothing for one that acts or cannot be seen."""
    if character == "\n" or character in _KEPT_FORMATS:
        return character
    if character == "\t" or category == "Zs":
        return " "
    if category in ("Cs", "Co", "Cn"):
        return "\ufffd"
    return "" if category[0] == "C" else character


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, with no space at either end or doubled within."""
    return " ".join(clean(text).split())
