"""Conditions and assignments of Twine mean the same in a scenario, or are refused."""

import pytest

from roleplay.authoring.exchange.expressions import assignments, condition
from roleplay.authoring.exchange.story import Effect
from roleplay.authoring.exchange.terms import leaves, negated, written

NAMES = {"a": "a", "b": "b"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a gt 3", '{a: "> 3"}'),
        ("$a is 3", "{a: 3}"),
        ("$a is not 3", "{not: {a: 3}}"),
        ("$a === 0 and $b lte 2", '{a: 0, b: "<= 2"}'),
        ("3 < $a", '{a: "> 3"}'),
        ("$a", "{not: {a: 0}}"),
        ("not $a", "{a: 0}"),
        ("!($a > 1 or $b > 1)", '{not: {any: [{a: "> 1"}, {b: "> 1"}]}}'),
        ("$a > 1 && $a < 9", '{all: [{a: "> 1"}, {a: "< 9"}]}'),
        ("$a > -5", '{a: "> -5"}'),
        ("$a is true", "{a: 1}"),
        ('visited("Hall")', "{visited: hall}"),
        ('$a > 1 and not hasVisited("Hall")', '{a: "> 1", not: {visited: hall}}'),
    ],
)
def test_simple_conditions(text: str, expected: str) -> None:
    """A condition on whole numbers, truths and visits becomes a condition of a scenario."""
    term = condition(text)
    assert term is not None
    assert written(term, NAMES, {"Hall": "hall"}, set()) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "true", "1 > 0", '$a is "x"', "$a > $b", "$a > 1.5", "$a > 1001", "random(1, 6) > 3", "$a >"),
        *(
            'visited("a") > 1',
            "($a > 1",
            "$a > 1)",
            "$a + 1 > 2",
            "$a contains 3",
            "(" * 50 + "$a" + ")" * 50,
        ),
        "$a and " * 1000 + "$a",
    ],
)
def test_other_conditions(text: str) -> None:
    """Whatever is about other things, too long, too deep or broken is refused, never guessed."""
    assert condition(text) is None


def test_a_switch_reads_plainly() -> None:
    """A variable that is only ever 0 or 1 is asked whether it is 1."""
    term = condition("$a")
    assert term is not None
    assert written(term, NAMES, {}, {"a"}) == "{a: 1}"
    assert list(leaves(negated(negated(term)))) == list(leaves(term))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$a to 3", Effect("a", 3, is_absolute=True)),
        ("$a = true", Effect("a", 1, is_absolute=True)),
        ("$a += 2", Effect("a", 2, is_absolute=False)),
        ("$a -= 2", Effect("a", -2, is_absolute=False)),
        ("$a++", Effect("a", 1, is_absolute=False)),
        ("$a to it + 1", Effect("a", 1, is_absolute=False)),
        ("$a to $a - 4", Effect("a", -4, is_absolute=False)),
        ("3 into $a", Effect("a", 3, is_absolute=True)),
        ("$a to $b + 1", None),
        ("$a to 1001", None),
        ("$a to -1", None),
        ("$a to 1.5", None),
        ('$a to "x"', None),
        ("$a *= 2", None),
        ("nonsense", None),
    ],
)
def test_assignments(text: str, expected: Effect | None) -> None:
    """A variable can be set to a whole number or moved by one; everything else is handed back."""
    assert assignments(text) == [(text, expected)]


def test_several_assignments() -> None:
    """Assignments in one macro are taken one by one."""
    assert [effect for _text, effect in assignments("$a to 1, $b++; $a to x")] == [
        Effect("a", 1, is_absolute=True),
        Effect("b", 1, is_absolute=False),
        None,
    ]
