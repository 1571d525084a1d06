"""How hard the texts of a scenario are to read: long sentences with long words, and words of the office."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from roleplay.authoring.officialese import stiff_words
from roleplay.compiler.report import Report
from roleplay.i18n import N_, _
from roleplay.schema.reading import SourceText

LEAST_WORDS: Final = 20
"""Words from which a text can be measured; in fewer, one long word decides."""

_LONG: Final = 6
"""Letters that a word may have and is not long yet (Björnsson)."""


class Kind(NamedTuple):
    """Texts that are read in the same way."""

    name: str
    path: re.Pattern[str]
    """Where they stand in a scenario."""
    most: int
    """The highest LIX that is not reported."""


KINDS: Final = (
    Kind(
        N_("what is said"), re.compile(r"knows\.[^.]+\.says|nodes\.[^.]+\.(?:(?:says|again)\b.*|model)"), 45
    ),
    Kind(N_("a brief"), re.compile("brief"), 45),
    Kind(N_("feedback"), re.compile(r"(?:wrong\.[^.]+|nodes\.[^.]+\.choices\.[^.]+)\.note|.*\.debrief"), 50),
    Kind(N_("a card"), re.compile(r"cards\.[^.]+\.text"), 60),
)
"""What is heard must be easiest; a card names laws and offices. Replies are left out: hard ones may be meant.

The shipped talks stay below all of them. Of their texts of `LEAST_WORDS` words or more, in Indonesian and
in English, half lie at LIX 14 and 17 for what is said, 28 and 30 for briefs, 23 and 26 for feedback and 28
and 32 for cards, one in a hundred above 34 and 37, 39 and 38, 38 and 40, 44 and 52, and the hardest at 37 and
41, 39 and 38, 39 and 49, 46 and 57. Paragraphs in the manner of a notice or a law come to 55 to 80.
"""

_PLACEHOLDER: Final = re.compile(r"\{\w+\}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"[.!?…:;]+(?=\s|[”\"’)]|$)")

_CLITIC: Final = re.compile(r"(?<=\w{4})(?:nya|lah|kah|pun|ku|mu)$")
_OBJECT: Final = re.compile(r"(?<=\w{4})kan$")
_VOICE: Final = re.compile(r"^(?:memper|diper|meng|meny|mem|men|ber|ter|me|di)(?=\w{4})")


class Level(NamedTuple):
    """How hard a text is to read."""

    words: int
    sentence: float
    """Words in a sentence, on the mean."""
    long: float
    """Percent of its words that are long."""

    @property
    def lix(self) -> int:
        """Björnsson's index: 20 is very easy, 30 easy, 40 middling, 50 hard, 60 very hard."""
        return round(self.sentence + self.long)


def level(text: str, language: str) -> Level:
    """Return how hard a text is to read, by C. H. Björnsson, Läsbarhet (1968).

    He counts words of more than six letters. Indonesian ones are counted without the endings and prefixes of
    its verbs, which are its grammar as -ed and -ing are that of English: `membayarkannya` is `bayar`, while
    nouns made of verbs stay as long as they are, for they are what makes a notice hard. So counted, the same
    talk has about as many long words in both languages.
    """
    said = _PLACEHOLDER.sub("x", text)
    words = [word.lower() for word in _WORD.findall(said)]
    if not words:
        return Level(0, 0, 0)
    sentences = sum(bool(_WORD.search(part)) for part in _SENTENCE.split(said))
    long = sum(len(_bare(word) if language == "id" else word) > _LONG for word in words)
    return Level(len(words), len(words) / sentences, 100 * long / len(words))


def check_reading(texts: Iterable[SourceText], language: str, report: Report) -> None:
    """Report the texts of a scenario that are hard to read, and words of the office in them."""
    for text in texts:
        kind = next((kind for kind in KINDS if kind.path.fullmatch(text.path)), None)
        if kind is None:
            continue
        found = level(text.shown, language)
        if found.words >= LEAST_WORDS and found.lix > kind.most:
            message = _("hard to read: LIX {lix}, at most {most} for {kind} ({sentence}; {long})").format(
                lix=found.lix,
                most=kind.most,
                kind=_(kind.name),
                sentence=_("{count} words in a sentence").format(count=round(found.sentence)),
                long=_("{percent} of 100 words long").format(percent=round(found.long)),
            )
            hint = _("Make two sentences of one; say who does what, in everyday words.")
            report.warning("RP509", text.span, message, hint)
        _check_stiff(text, language, report)


def _check_stiff(text: SourceText, language: str, report: Report) -> None:
    found = stiff_words(text.shown, language)
    if found:
        words = ", ".join(f"'{item.word}'" for item in found)
        plain = "; ".join(f"'{item.word}': {item.plain}" for item in found)
        hint = _("Say it as people do, or explain it. {words}").format(words=plain)
        report.warning("RP510", text.span, _("words of the office: {words}").format(words=words), hint)


def _bare(word: str) -> str:
    """Return an Indonesian word without what its grammar adds to it; of a doubled one the first half."""
    once = word.partition("-")[0]
    return _VOICE.sub("", _OBJECT.sub("", _CLITIC.sub("", once)))
