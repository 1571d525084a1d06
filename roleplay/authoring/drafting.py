"""Fills in the templates of new files: complete, commented, and good to play as they are."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "templates"
_MARK: Final = re.compile(r"@([A-Z]+)@")

PLACES: Final[Mapping[str, Mapping[str, str]]] = {
    "id": {"counter": "Loket pengambilan", "phone": "Telepon layanan", "chat": "Obrolan layanan"},
    "en": {"counter": "Collection desk", "phone": "Service line", "chat": "Service chat"},
}
"""By language and channel: where a talk takes place."""

_ADDRESSES: Final[Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "id": {
        "pak": ("Bapak", "Pak"),
        "bu": ("Ibu", "Bu"),
        "mas": ("Mas", "Mas"),
        "mbak": ("Mbak", "Mbak"),
        "kak": ("Kakak", "Kak"),
        "bang": ("Bang", "Bang"),
    },
    "en": {"mr": ("", "sir"), "mrs": ("", "ma'am"), "ms": ("", "ma'am")},
}
"""By language and the first word of a name: the long and the short address; empty where it is the name."""


def usual_title(kind: str, name: str) -> str:
    """Return a title made from an id: “Kartu hilang” of `kartu-hilang`; of a persona a name, “Bu Rini”."""
    words = name.replace("-", " ").replace("_", " ").strip()
    return words.title() if kind == "persona" else words[:1].upper() + words[1:]


def address_of(name: str, language: str) -> tuple[str, str]:
    """Return how to address somebody of that name, at length and in short; by name where it does not say."""
    first = name.partition(" ")[0].rstrip(".").lower()
    long, short = _ADDRESSES[language].get(first, ("", name))
    return long or name, short


def render(template: str, language: str, words: Mapping[str, str]) -> bytes:
    """Return a template in a language with `words` in place of its marks (`@ID@` for `ID`).

    A word stands where YAML reads it: an id as it is, a text as `quoted` makes it.
    """
    text = (_FOLDER / f"{template}.{language}.yaml").read_text(encoding="utf-8")
    return _MARK.sub(lambda mark: words[mark[1]], text).encode()


def quoted(text: str) -> str:
    """Return a text of one line as YAML reads it, whatever is in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
