"""Language tags as RFC 5646 writes them."""

from collections.abc import Callable, Sequence
from typing import Final

_WHOLE: Final = frozenset(
    "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay "
    "i-tsu sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min "
    "zh-min-nan zh-xiang".split()
)
"""Tags of before, which are valid as they stand."""

_MOST_EXTENSIONS: Final = 3
"""Extended language subtags that may follow a language of two or three letters."""


def is_language_tag(text: str) -> bool:
    """Tell whether a text is a well-formed language tag in which no variant and no singleton comes twice.

    Whether its parts are registered is not looked up.
    """
    if not text.isascii():
        return False
    lowered = text.lower()
    subtags = lowered.split("-")
    if lowered in _WHOLE or (subtags[0] == "x" and _is_private(subtags)):
        return True
    if not all(1 <= len(subtag) <= 8 and subtag.isalnum() for subtag in subtags):
        return False
    language = subtags[0]
    if not language.isalpha() or len(language) < 2:
        return False
    place = 1
    if len(language) <= 3:
        place = _past(subtags, place, _is_extended, _MOST_EXTENSIONS)
    place = _past(subtags, place, _is_script, 1)
    place = _past(subtags, place, _is_region, 1)
    variants = _past(subtags, place, _is_variant, len(subtags))
    if len(set(subtags[place:variants])) < variants - place:
        return False
    return _are_extensions(subtags[variants:])


def _past(subtags: Sequence[str], place: int, fits: Callable[[str], bool], most: int) -> int:
    """Return the place after those subtags from `place` on that fit, at most so many."""
    end = min(len(subtags), place + most)
    while place < end and fits(subtags[place]):
        place += 1
    return place


def _is_extended(subtag: str) -> bool:
    return len(subtag) == 3 and subtag.isalpha()


def _is_script(subtag: str) -> bool:
    return len(subtag) == 4 and subtag.isalpha()


def _is_region(subtag: str) -> bool:
    return (len(subtag) == 2 and subtag.isalpha()) or (len(subtag) == 3 and subtag.isdigit())


def _is_variant(subtag: str) -> bool:
    return len(subtag) >= 5 or (len(subtag) == 4 and subtag[0].isdigit())


def _is_private(subtags: Sequence[str]) -> bool:
    return len(subtags) > 1 and all(1 <= len(item) <= 8 and item.isalnum() for item in subtags[1:])


def _are_extensions(subtags: Sequence[str]) -> bool:
    """Tell whether the rest of a tag is singletons, each with something after it; `x` takes all after it."""
    seen: set[str] = set()
    needs_more = False
    for place, subtag in enumerate(subtags):
        if len(subtag) > 1:
            if not seen:
                return False
            needs_more = False
        elif subtag == "x":
            return not needs_more and _is_private(subtags[place:])
        elif needs_more or subtag in seen:
            return False
        else:
            seen.add(subtag)
            needs_more = True
    return not needs_more
