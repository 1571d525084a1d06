"""Words of the office that people do not say, and what they say."""

import re
from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Final, NamedTuple

_PLAIN: Final[Mapping[str, Mapping[str, str]]] = {
    "id": {
        "adalah merupakan": "adalah",
        "berkenaan dengan": "soal",
        "berkoordinasi": "bertanya kepada, menghubungi",
        "bersama ini": "(hapus saja)",
        "bilamana": "kalau",
        "dalam rangka": "untuk",
        "dikarenakan": "karena",
        "dikoordinasikan": "ditanyakan kepada",
        "diperkenankan": "boleh",
        "dipergunakan": "dipakai",
        "dipersyaratkan": "diminta",
        "ketentuan yang berlaku": "nama aturannya",
        "mekanisme": "cara, langkah",
        "mempergunakan": "memakai",
        "oleh karenanya": "jadi",
        "pemangku kepentingan": "nama orang atau kantornya",
        "peraturan yang berlaku": "nama aturannya",
        "perundang-undangan yang berlaku": "nama aturannya",
        "prosedur yang berlaku": "langkahnya",
        "sebagaimana dimaksud": "menurut",
        "sebagaimana mestinya": "dengan benar",
        "sehubungan dengan": "soal, karena",
        "sehubungan hal": "karena",
        "sekurang-kurangnya": "paling sedikit",
        "selambat-lambatnya": "paling lambat",
        "terhitung mulai": "mulai",
        "tertuang dalam": "tertulis di",
        "tupoksi": "tugas",
        "yang bersangkutan": "orangnya, ia",
    },
    "en": {
        "aforementioned": "this",
        "aforesaid": "this",
        "as per": "as … says",
        "ascertain": "find out",
        "at this point in time": "now",
        "commence*": "begin",
        "duly": "(leave it out)",
        "expedite*": "hurry",
        "for the purpose of": "to, for",
        "hereby": "(leave it out)",
        "herein": "here",
        "hereinafter": "(leave it out)",
        "herewith": "with this",
        "in accordance with": "as … says",
        "in lieu of": "instead of",
        "in respect of": "about",
        "in the event of": "if there is",
        "in the event that": "if",
        "insofar as": "as far as",
        "notwithstanding": "despite",
        "prevailing regulations": "the name of the rule",
        "prior to": "before",
        "pursuant to": "under",
        "subsequent to": "after",
        "the undersigned": "I",
        "thereof": "of it",
        "thereto": "to it",
        "utilise*": "use",
        "utilize*": "use",
        "with regard to": "about",
        "with respect to": "about",
    },
}
"""By language, what stands in letters and notices, and what is said: `*` stands for any ending.

The English words are from the Federal Plain Language Guidelines (United States, 2011; "Use simple words and
phrases"), the Indonesian ones from letters and notices of offices. Words of a trade are not here: they have
their place, and a card can explain them.
"""

_QUOTED: Final = re.compile(r"[“\"][^”\"]*[”\"]")
"""What somebody reads out or says otherwise."""
_EXPLAINED: Final = re.compile(
    r"[,;:—–]?\s*(?:\(|[—–=]\s*\w|(?:artinya|maksudnya|yaitu|yakni|alias|that is|meaning|in other words)\b)"
)
"""What follows a word that is explained at once."""
_BRACKETED: Final = re.compile(r"\([^()]*\)")


class Stiff(NamedTuple):
    """A word of the office."""

    word: str
    """As it stands in the text."""
    plain: str
    """What people say in its place."""


def stiff_words(text: str, language: str) -> tuple[Stiff, ...]:
    """Return the words of the office in a text that it neither quotes nor explains, each once."""
    said = _BRACKETED.sub("()", _QUOTED.sub(" ", text))
    found: dict[str, Stiff] = {}
    for match in _any_of(language).finditer(said):
        word = match[0].casefold()
        if not (word in found or _EXPLAINED.match(said, match.end())):
            found[word] = Stiff(match[0], _plain(word, language))
    return tuple(found.values())


@cache
def _any_of(language: str) -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in _PLAIN[language])
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)


def _plain(word: str, language: str) -> str:
    """Return what people say for a word in small letters that `_any_of` has found."""
    return next(plain for phrase, plain in _PLAIN[language].items() if fnmatchcase(word, phrase))
