"""Everyday Indonesian and English, as people type it, into plain words that remember where they stood.

Linear in the length of the text: one pass of a scanner that never goes back, then one over the words.
"""

import re
from collections.abc import Container, Mapping, Sequence
from itertools import groupby, product
from typing import Final

from roleplay.hearing.grammar import GRAMMARS, Grammar
from roleplay.hearing.numerals import Numeral, same_number, starts_number
from roleplay.hearing.reading import Reading, Sentence, Token

_WORD: Final = re.compile(r"\d++(?:[.,:]\d++)*+|[^\W\d_]++(?:['’`][^\W\d_]++)*+")
_CLAUSE_MARKS: Final = frozenset(',;:()–—/\u2026"“”')
_MANY: Final = 3
"""Letters in a row that no word has: `tolooong`."""
_MOST_RUNS: Final = 3
"""Repeated letters in one word that are tried both single and double."""
_LONGEST_WORD: Final = 40
"""Longer runs of letters are nobody's word and are left as they are."""
_MOST_REMEMBERED: Final = 20_000


class Reader:
    """Reads texts of one language.

    `spelling` maps words to how people type them; `known` holds the words that cues name, to which
    stretched words (`tolooong`) are brought back.
    """

    def __init__(self, language: str, spelling: Mapping[str, Sequence[str]], known: Container[str]) -> None:
        self.grammar: Final[Grammar] = GRAMMARS[language]
        self._known = known
        self._variants = {
            variant: tuple(word.split()) for word, variants in spelling.items() for variant in variants
        }
        self.pairs: Final = {variant: plain for variant, plain in self._variants.items() if " " in variant}
        """What two written words stand for together: `setengah tahun` is `6 bulan`."""
        self._plain: dict[str, tuple[str, ...]] = {}
        self.cue_words: Final = CueWords(self)

    def read(self, text: str) -> Reading:
        """Return the sentences and tokens of `text`."""
        scan = _Scan(text, self)
        for found in _WORD.finditer(text):
            scan.take(found.group(), found.start(), found.end())
        scan.finish()
        return Reading(text, tuple(scan.tokens), tuple(scan.sentences))

    def words(self, cue: str) -> list[str]:
        """Return the plain words of one cue, which has no sentences."""
        return [token.word for token in self.read(cue).tokens]

    def plain(self, raw: str) -> tuple[str, ...]:
        """Return what one written word stands for: `gak` is `tidak`, `I'm` is `i am`."""
        found = self._plain.get(raw)
        if found is None:
            if len(self._plain) >= _MOST_REMEMBERED:
                self._plain.clear()
            found = self._plain[raw] = self._respell(raw.lower().replace("’", "'").replace("`", "'"))
        return found

    def _respell(self, word: str) -> tuple[str, ...]:
        if word in self._variants:
            return self._variants[word]
        if "'" in word:
            return self._uncontract(word)
        if word in self._known or word[0].isdecimal() or len(word) > _LONGEST_WORD:
            return (word,)
        for clitic in self.grammar.clitics if word not in self.grammar.wholes else ():
            base = word.removesuffix(clitic)
            if base != word and base in self._variants:
                return self._variants[base]
        return self._unstretch(word)

    def _uncontract(self, word: str) -> tuple[str, ...]:
        base, _, ending = word.rpartition("'")
        if ending not in self.grammar.contractions:
            return (word.replace("'", ""),)
        if ending == "t":
            base = base.removesuffix("n")
        return (*self.plain(base), *self.grammar.contractions[ending])

    def _unstretch(self, word: str) -> tuple[str, ...]:
        runs = [(letter, len(list(run))) for letter, run in groupby(word)]
        stretched = sum(length > 1 for _, length in runs)
        if not stretched:
            return (word,)
        if stretched <= _MOST_RUNS:
            for lengths in product(*((1, 2) if length > 1 else (1,) for _, length in runs)):
                guess = "".join(letter * length for (letter, _), length in zip(runs, lengths, strict=True))
                if guess in self._variants:
                    return self._variants[guess]
                if guess in self._known:
                    return (guess,)
        return ("".join(letter * (length if length < _MANY else 1) for letter, length in runs),)


class CueWords(dict[str, "tuple[str, ...] | None"]):
    """Single words of cues to their plain spelling; None for what must be read among its neighbours.

    A dictionary that fills itself, because every word of every cue is looked up when an ear is made.
    """

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self._reader = reader

    def __missing__(self, word: str) -> tuple[str, ...] | None:
        plain = self._reader.plain(word) if word.isalpha() else ()
        language = self._reader.grammar.language
        is_simple = bool(plain) and not any(starts_number(part, language) for part in plain)
        self[word] = found = plain if is_simple else None
        return found


class _Scan:
    """One pass over a text: collects tokens, clauses and sentences."""

    def __init__(self, text: str, reader: Reader) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self._text = text
        self._reader = reader
        self._grammar = reader.grammar
        self._clause = 0
        self._first = 0
        self._end = 0
        self._quoted_from: int | None = None
        self._quote = ""
        self._numeral: Numeral | None = None
        self._before = ("", 0, 0)
        """The written word before, the first token made of it, and where it stands."""

    def take(self, raw: str, start: int, end: int) -> None:
        """Take up the next written word."""
        gap = self._text[self._end : start]
        if self._joins(raw, gap, end):
            self._end = end
            return
        if gap != " ":
            self._cross(gap, raw)
        pair = self._reader.pairs.get(f"{self._before[0]} {raw.lower()}") if gap == " " else None
        if pair is not None:
            del self.tokens[self._before[1] :]
            self._numeral = None
            start = self._before[2]
        self._before = (raw.lower(), len(self.tokens), start)
        self._end = end
        for word in self._reader.plain(raw) if pair is None else pair:
            self._add(word, start, end)

    def finish(self) -> None:
        """Close the last sentence. A quotation that never ends was none."""
        rest = self._text[self._end :]
        self._close_quote(ends=bool(self._quote) and self._quote in rest)
        self._end_sentence("?" in rest)

    def _joins(self, raw: str, gap: str, end: int) -> bool:
        """Take up an ending (`PHK-nya`) or a doubling (`hati2`) that belongs to the word before."""
        if not self.tokens or len(self.tokens) == self._first or gap not in ("", "-"):
            return False
        last = self.tokens[-1]
        low = raw.lower()
        if gap == "-" and low in self._grammar.clitics:
            self.tokens[-1] = last._replace(end=end)
            return True
        if gap == "-" or not self._grammar.doubles:
            return False
        if raw == "2" and len(last.word) > 2 and last.word not in self._grammar.numbered:
            self.tokens[-1] = last._replace(end=end)
            self.tokens.append(last._replace(end=end))
            return True
        is_ending = low in self._grammar.clitics or low in ("an", "kan")
        if is_ending and self._text[self._end - 1] == "2":
            self.tokens[-1] = last._replace(end=end)
            return True
        return False

    def _cross(self, gap: str, raw: str) -> None:
        """Look at what stands between two words."""
        closing = bool(self._quote) and self._quote in gap
        if closing:
            self._close_quote(ends=True)
        if "?" in gap or "!" in gap or "\n" in gap or self._stops(gap, raw):
            self._end_sentence("?" in gap)
        elif not _CLAUSE_MARKS.isdisjoint(gap) or "- " in gap or ".." in gap:
            self._end_clause()
        if not closing:
            self._open_quote(gap)

    def _stops(self, gap: str, raw: str) -> bool:
        if "." not in gap or not self.tokens or gap == ".":
            return False
        if ".." in gap or "…" in gap:
            return raw[0].isupper()
        last = self.tokens[-1].word
        return not (last in self._grammar.abbreviations or (raw[0].isdecimal() and len(last) <= 3))

    def _open_quote(self, gap: str) -> None:
        for opening, closing in (('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'")):
            if gap.endswith(opening) and (len(gap) > 1 or not self.tokens):
                self._quoted_from, self._quote = len(self.tokens), closing

    def _close_quote(self, *, ends: bool) -> None:
        if self._quoted_from is not None and ends:
            for place in range(self._quoted_from, len(self.tokens)):
                self.tokens[place] = self.tokens[place]._replace(is_quoted=True)
        self._quoted_from, self._quote = None, ""

    def _add(self, word: str, start: int, end: int) -> None:
        if self._numeral is not None and self._numeral.take(word):
            self.tokens[-1] = self.tokens[-1]._replace(word=self._numeral.word, end=end)
            return
        self._numeral = None
        if starts_number(word, self._grammar.language):
            self._numeral = Numeral(self._grammar.language)
            self._numeral.take(word)
            word = self._numeral.word if self._numeral.length else same_number(word)
        elif word in self._grammar.joints and len(self.tokens) > self._first:
            self._end_clause()
        self.tokens.append(Token(word, start, end, self._clause, False))

    def _end_clause(self) -> None:
        self._clause += 1
        self._numeral = None

    def _end_sentence(self, has_mark: bool) -> None:
        if len(self.tokens) > self._first:
            self.sentences.append(Sentence(self._first, len(self.tokens), has_mark))
            self._first = len(self.tokens)
        self._end_clause()
