"""Stories of ink become scenarios: what they say is carried, and what cannot be is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.authoring.exchange.ink import read_ink
from roleplay.errors import RoleplayError

if TYPE_CHECKING:
    from tests.unit.authoring.exchange.conftest import Carrier

CHOICE = ["ev", "str", "^Yes.", "/str", "/ev", {"*": "0.c-0", "flg": 20}]


def test_a_compiled_story(carry: Carrier, stories: Path) -> None:
    """Knots, stitches, weave, choices, diverts, gathers, conditions and numbers are carried."""
    carried = carry.ink_text((stories / "weave.ink.json").read_text(encoding="utf-8-sig"))

    assert carried.errors == []
    assert (carried.file.title, carried.plan.start) == ("The lost card", "arrival")
    assert carried.says("arrival") == ["Good morning. I lost my card. Where do I go?"]
    assert carried.choices("arrival") == {
        "Sit down, please.": "listen-first",
        "I am sorry, madam.": "arrival-c-1",
        "Could you say that again?": "arrival",
        "When was it?": "arrival-c-3",
        "…": "gone",
    }
    assert carried.choices("listen-first-c-0") == {
        "Really.": "listen-first-c-0-c-0",
        "Yes.": "listen-first-c-0-g-0",
    }
    assert carried.says("listen-first-c-0-c-0") == ["I see."]
    assert carried.says("listen-first") == ["Thank you.", "Hm."]
    assert carried.says("gone") == ["You did say sorry.", "…"]
    gather = carried.nodes["listen-first-g-0"]
    assert gather.goto is not None
    assert gather.goto.value == "listen-second"
    assert {name: variable.start for name, variable in carried.file.vars.items()} == {
        "calm": 0,
        "angry": 1,
        "debt": -5,
    }


def test_what_of_ink_is_lost(carry: Carrier, stories: Path) -> None:
    """Tunnels, threads, functions, sequences, glue and texts in variables are listed one by one."""
    carried = carry.ink_text((stories / "weave.ink.json").read_text(encoding="utf-8-sig"))

    assert carried.lost == [
        *("VAR name = Ali", "=== function twice ===", "* -> arrival.c-4", "{name}", "{Good|Fine}", "twice()"),
        *("{twice()}", "-> lend ->", "<- aside", "<>", "->->", "lend", "aside", "aside.c-0"),
    ]
    assert "# shown as: I am sorry." in carried.yaml
    assert "# tag: loud" in carried.yaml
    assert '#     says: "A tunnel."' in carried.yaml


def test_once_stands_where_the_talk_can_come_again(carry: Carrier, stories: Path) -> None:
    """A choice that ink offers once says so only where it could be met a second time."""
    carried = carry.ink_text((stories / "weave.ink.json").read_text(encoding="utf-8-sig"))
    once = {choice.text for node in carried.nodes.values() for choice in node.choices.values() if choice.once}

    assert once == {"Sit down, please.", "I am sorry, madam.", "When was it?"}


@pytest.mark.parametrize("version", [19, 20, 21])
def test_the_example_of_the_format(carry: Carrier, version: int) -> None:
    """The choice with which ink's own description explains its format is carried in each version."""
    choice = [
        *("ev", "str", {"f()": ".^.s"}, "/str", "str", "^.", "/str", "/ev", {"*": ".^.c", "flg": 22}),
        {"s": ["^Hello", None], "c": [{"f()": "0.1.s"}, "^, world.", "\n", "^Good day.", "\n", {"#f": 7}]},
    ]
    carried = carry.ink([["^Well?", choice, None], "done", None], version)

    assert carried.says("start") == ["Well?"]
    assert carried.choices("start") == {"Hello, world.": "c"}
    assert carried.says("c") == ["Good day."]
    assert carried.errors == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("nonsense", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "no compiled ink"),
        ("{}", "no compiled ink"),
        ('{"inkVersion": 21}', "no compiled ink"),
        ('{"inkVersion": 18, "root": [null]}', "18"),
        ('{"inkVersion": 99, "root": [null]}', "99"),
        ('{"inkVersion": "21", "root": [null]}', "21"),
        ('{"inkVersion": 21, "root": 3}', "no compiled ink"),
        ('{"inkVersion": 21, "root": []}', "no compiled ink"),
        ('{"inkVersion": 21, "root": [[], null]}', "no compiled ink"),
        ('{"inkVersion": 21, "root": ' + "[" * 500 + "null" + ", null]" * 500 + "}", "levels deep"),
    ],
)
def test_no_ink(text: str, message: str) -> None:
    """A file that is no ink is refused with what it is, and how to make one."""
    with pytest.raises(RoleplayError, match=message) as caught:
        read_ink(text, "x")

    assert caught.value.hint


@pytest.mark.parametrize(
    ("items", "what"),
    [
        ([{"->": "nowhere"}], "-> nowhere"),
        ([{"->": "0.99"}], "-> 0.99"),
        ([{"->": "x", "var": True}], "-> x"),
        ([{"*": "nowhere", "flg": 16}], "* "),
        ([{"unheard": 1}], '{"unheard": 1}'),
        (["unheard"], "unheard"),
        (["ev", {"VAR?": "x"}, "out", "/ev"], "{x}"),
        (["ev", 1, 6, "rnd", "/ev", {"VAR=": "x", "re": True}], "x = 1 rnd 6"),
        (["ev", 1.5, "/ev", {"VAR=": "x", "re": True}], "x = 1.5"),
        (["ev", 1, "/ev", {"temp=": "x"}], "temp x = 1"),
        (["ev", {"x()": "call", "exArgs": 0}, "pop", "/ev"], "call()"),
        (["ev", "turn", 3, ">", "/ev", {"->": "k", "c": True}], "-> k"),
        ([{"->": 7}], "-> 7"),
    ],
)
def test_broken_and_foreign_items(carry: Carrier, items: list[Any], what: str) -> None:
    """What leads nowhere or is not known is listed, and the rest of the story is carried."""
    carried = carry.ink([["^Hello.", *items, None], {"k": ["^There.", None]}])

    assert what in carried.lost
    assert carried.says("start")[0].startswith("Hello.")
    assert carried.errors == []


@pytest.mark.parametrize(
    ("expression", "condition"),
    [
        ([{"CNT?": "k"}], "{visited: k}"),
        ([{"CNT?": "k"}, 0, ">"], "{visited: k}"),
        ([{"CNT?": "k"}, 0, "=="], "{not: {visited: k}}"),
        ([1, {"CNT?": "k"}, "<="], "{visited: k}"),
        ([{"CNT?": "k"}, "!"], "{not: {visited: k}}"),
        ([{"VAR?": "x"}, 3, ">="], '{x: ">= 3"}'),
        ([3, {"VAR?": "x"}, ">="], '{x: "<= 3"}'),
        ([{"VAR?": "x"}, 3, "_", "<"], '{x: "< -3"}'),
        ([{"VAR?": "x"}, {"VAR?": "y"}, 2, "==", "||"], "{any: [{x: 1}, {y: 2}]}"),
    ],
)
def test_conditions_of_choices(carry: Carrier, expression: list[Any], condition: str) -> None:
    """A condition on numbers and visits is the same condition in the scenario."""
    choice = ["ev", "str", "^Go.", "/str", *expression, "/ev", {"*": "k", "flg": 5}]
    other = ["ev", "str", "^Stay.", "/str", "/ev", {"*": "k", "flg": 4}]
    carried = carry.ink([["^Hello.", *choice, *other, None], {"k": ["^There.", None]}])

    assert carried.line("when:") == f"when: {condition}"
    assert (carried.errors, carried.lost) == ([], [])


def test_a_tangle_ends(carry: Carrier) -> None:
    """Diverts in a ring, and a choice whose words lead to themselves, come to an end."""
    ring = {f"k{number}": [{"->": f"k{(number + 1) % 5}"}, None] for number in range(5)}
    words = ["ev", "str", {"->": ".^.s"}, "/str", "/ev", {"*": "k0", "flg": 2}, {"s": [{"->": ".^"}, None]}]
    carried = carry.ink([[words, None], ring])

    assert carried.errors == []


references = st.sampled_from(
    ["k", "k.0", "k.1", "0", "0.2", ".^", ".^.^", ".^.b", ".^.s", "0.c-0", "zz", "k.b"]
)
items = st.one_of(
    st.sampled_from(
        [
            *(
                "^hello",
                "\n",
                "ev",
                "/ev",
                "str",
                "/str",
                "out",
                "du",
                "pop",
                "nop",
                "end",
                "done",
                "<>",
                "thread",
            ),
            *(
                "->->",
                "~ret",
                "#",
                "/#",
                "visit",
                "seq",
                "+",
                "==",
                ">",
                "&&",
                "!",
                1,
                0,
                7,
                True,
                1.5,
                "void",
            ),
            *({"VAR?": "x"}, {"VAR=": "x"}, {"temp=": "$r"}, {"temp=": "t"}, {"#": "tag"}, {"list": {}}),
        ]
    ),
    st.builds(lambda path: {"->": path}, references),
    st.builds(lambda path: {"->": path, "c": True}, references),
    st.builds(lambda path: {"->": path, "var": True}, references),
    st.builds(lambda path, flags: {"*": path, "flg": flags}, references, st.integers(0, 31)),
    st.builds(lambda path: {"CNT?": path}, references),
    st.builds(lambda path: {"f()": path}, references),
    st.builds(lambda path: {"->t->": path}, references),
)
lists = st.recursive(
    st.builds(lambda inner: [*inner, None], st.lists(items, max_size=8)),
    lambda inner: st.builds(
        lambda first, second, named: [*first, *second, named],
        st.lists(items, max_size=5),
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["b", "s", "s0", "c-0", "k", "#n"]), inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(root=lists, knot=lists)
def test_any_tree_becomes_a_whole_scenario(carry: Carrier, root: list[Any], knot: list[Any]) -> None:
    """Whatever stands in compiled ink, the scenario made of it has no error."""
    carried = carry.ink([root, {"k": knot}])

    assert carried.errors == [], (json.dumps([root, knot]), carried.yaml)


@pytest.mark.parametrize("unit", ["^x", "ev", "+", "<>", {"zz": 1}, {"VAR?": "x"}, *CHOICE[-1:]])
def test_a_long_story_is_read(carry: Carrier, unit: Any) -> None:
    """Ten thousand of anything are read."""
    carried = carry.ink([["^Hello.", *[unit] * 10_000, None], None])

    assert carried.errors == []
