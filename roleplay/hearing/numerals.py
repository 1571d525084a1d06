"""Number words and digits, so that "dua puluh lima", "twenty-five" and "25" are one."""

from typing import Final

_INDONESIAN: Final = {
    **dict(zip("nol satu dua tiga empat lima enam tujuh delapan sembilan".split(), range(10), strict=True)),
    "sepuluh": 10,
    "sebelas": 11,
}
_ENGLISH: Final = {
    **dict(
        zip(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
            "sixteen seventeen eighteen nineteen".split(),
            range(20),
            strict=True,
        )
    ),
    **dict(
        zip(
            "twenty thirty forty fifty sixty seventy eighty ninety".split(),
            range(20, 100, 10),
            strict=True,
        )
    ),
}
_VALUES: Final = {"id": _INDONESIAN, "en": _ENGLISH}
_SCALES: Final = {
    "id": {"puluh": 10, "ratus": 100, "ribu": 1_000, "juta": 1_000_000, "miliar": 1_000_000_000},
    "en": {"hundred": 100, "thousand": 1_000, "million": 1_000_000},
}
_WHOLE_SCALES: Final = {"seratus": (1, "ratus"), "seribu": (1, "ribu"), "sejuta": (1, "juta")}
_LONGEST: Final = 8
"""Words that one number may have: keeps "ribu ribu ribu …" from growing."""


def _digits(word: str) -> float | None:
    """Return the value of `2.000.000`, `1,5` or `30`; None for a time, a date or anything else."""
    groups = word.replace(",", ".").split(".")
    if not all(group.isdecimal() and len(group) <= 15 for group in groups):
        return None
    if len(groups) == 1 or all(len(group) == 3 for group in groups[1:]):
        return float("".join(groups))
    if len(groups) == 2 and len(groups[1]) == 1:
        return float(".".join(groups))
    return None


def plain(value: float) -> str:
    """Return a number as the word that stands for it: `25`, `1.5`."""
    return str(int(value)) if value == int(value) else str(value)


def same_number(word: str) -> str:
    """Return digits in one spelling: `2.000.000` as `2000000`, `09.00` and `9:00` as `9.00`."""
    value = _digits(word)
    if value is not None:
        return plain(value)
    return word.replace(":", ".").lstrip("0") or "0"


class Numeral:
    """A number that grows word by word."""

    def __init__(self, language: str) -> None:
        self._values = _VALUES[language]
        self._scales = _SCALES[language]
        self._is_english = language == "en"
        self._total = self._part = self._digit = 0.0
        self.length = 0
        """Words taken up so far."""

    def take(self, word: str) -> bool:
        """Take up `word` if it continues the number; return whether it does."""
        if self.length == _LONGEST:
            return False
        if word[0].isdecimal():
            value = _digits(word)
            taken = value is not None and self.length == 0
            if taken:
                self._digit = value or 0.0
        elif word in _WHOLE_SCALES and not self._is_english:
            taken = not self._digit
            if taken:
                self._digit, scale = _WHOLE_SCALES[word]
                self._scale(self._scales[scale])
        elif word in self._scales:
            taken = self.length > 0
            if taken:
                self._scale(self._scales[word])
        elif word == "belas":
            taken = 2 <= self._digit <= 9
            if taken:
                self._part, self._digit = self._part + self._digit + 10, 0.0
        else:
            taken = self._unit(word)
        self.length += taken
        return taken

    def _unit(self, word: str) -> bool:
        value = self._values.get(word)
        if value is None or self._digit:
            return False
        if self._is_english and value >= 10 and self._part % 100:
            return False
        if self._is_english and value >= 20:
            self._part += value
        else:
            self._digit = value
        return True

    def _scale(self, scale: int) -> None:
        small = self._part + self._digit
        if scale >= 1_000:
            self._total, self._part = self._total + (small or 1) * scale, 0.0
        elif self._is_english:
            self._part = (small or 1) * scale
        else:
            self._part += (self._digit or 1) * scale
        self._digit = 0.0

    @property
    def word(self) -> str:
        """The digits that stand for the words taken up."""
        return plain(self._total + self._part + self._digit)


def starts_number(word: str, language: str) -> bool:
    """Return True when a number may begin with `word`."""
    return word[0].isdecimal() or word in _VALUES[language] or (language == "id" and word in _WHOLE_SCALES)
