"""The faults of branching talks that other tools were tried with, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.domain.encounter import Effect

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

RIGHT = """\
nodes:
  arrival:
    says: "THR saya belum dibayar, {officer}."
    choices:
      explain: {text: "Batasnya.", tells: [deadline], when: {letters: "< 3"}, goto: relief}
      listen: {text: "Silakan.", goto: relief}
  relief: {says: "Syukurlah.", goto: done}
  done: {says: "Terima kasih.", ending: {outcome: resolved, debrief: Selesai.}}
  left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}
"""
LEFT = RIGHT.splitlines()[-1]


def faults(content: ContentFolder, nodes: str) -> list[tuple[str, tuple[int, int]]]:
    """Return the code and place of each fault of a scenario with these nodes."""
    content.put("scenario", nodes)
    return [(item.code, (item.span.line, item.span.column)) for item in content.check()]


def test_scenario_to_be_seeded_is_right(content: ContentFolder) -> None:
    """The scenario into which faults are put has none of its own."""
    assert faults(content, RIGHT) == []


@pytest.mark.parametrize(
    ("right", "wrong", "code", "words"),
    [
        ("goto: done}", "goto: don}", "RP201", "don}"),
        ("goto: relief}\n  relief", "goto: done}\n  relief", "RP301", '{says: "Syukurlah."'),
        (", goto: done}", "}", "RP302", '{says: "Syukurlah."'),
        ('letters: "< 3"', 'leters: "< 3"', "RP101", "leters"),
        ('letters: "< 3"', 'letters: "< 0"', "RP321", '"< 0"'),
        ('"Silakan.", goto: relief', '"Silakan.", set: {letters: 3}', "RP308", 'says: "THR'),
        ("  relief: {", "  done: {", "RP003", 'done: {says: "Terima'),
        ('letters: "< 3"', 'letters: "<"', "RP104", '"<"'),
        ("{officer}", "{oficer}", "RP108", '"THR saya'),
    ],
)
def test_seeded_fault_is_found(right: str, wrong: str, code: str, words: str, content: ContentFolder) -> None:
    """Each of the nine seeded faults is found, and its line and column are right."""
    nodes = RIGHT.replace(right, wrong)
    if code == "RP301":
        nodes = nodes.replace('{letters: "< 3"}, goto: relief', '{letters: "< 3"}, goto: done')
    found = faults(content, nodes)
    assert (code, content.place("scenario", words)) in found


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ('  relief: {says: "Syukurlah."', '  relief: {sayz: "Syukurlah."', "RP101"),
        ("goto: done}", "gotoo: done}", "RP101"),
        ("outcome: walked-out", "outcome: walkedout", "RP104"),
        ("outcome: resolved", "outcom: resolved", "RP101"),
        ('"Silakan.", goto: relief', '"Silakan.", goto: Re lief', "RP105"),
        ("tells: [deadline]", "tels: [deadline]", "RP101"),
        ("tells: [deadline]", "tells: [Deadline!]", "RP105"),
        ("goto: done}", "goto: don}", "RP201"),
        (
            'says: "THR saya belum dibayar, {officer}."',
            "says: [{when: {mood: calm}, text: a}, {txt: b}]",
            "RP101",
        ),
    ],
)
def test_consequence_of_a_fault_is_not_reported(
    right: str, wrong: str, code: str, content: ContentFolder
) -> None:
    """A fault that hides a node, a way or an ending is the only one: nothing is called missing for it."""
    content.put("scenario", "knows: {since: {says: a}}\n")
    assert [found for found, _place in faults(content, RIGHT.replace(right, wrong))] == code.split()


def test_hidden_parts_of_other_files_do_not_count_as_missing(content: ContentFolder) -> None:
    """A limit, a line or an anchor that could not be read is not reported as missing too."""
    content.put(
        "type",
        "lines: {again: [], unheard: Apa?}\nlimits: {leave: {when: {patience: 0}, ends: walked-out}}\n",
    )
    assert [item.code for item in content.check()] == ["RP106", "RP102"]


def test_hidden_variable_is_not_unknown(content: ContentFolder) -> None:
    """A variable whose range cannot be read is not reported where it is used."""
    content.put(
        "scenario",
        "vars: {letters: {low: 0, high: tiga}}\n"
        + RIGHT.replace('text: "Silakan."', "text: a, set: {letters: 1}"),
    )
    assert [item.code for item in content.check()] == ["RP104"]


FIRST = "  a: {says: x, goto: b}"
SUB = "  b: {says: x, goto: return}"
WAITING = "  b: {says: x, choices: {c: {text: x, goto: return}, d: {text: x, goto: left}}}"
HEARING = "  b: {says: x, choices: {c: {text: x, goto: b}}, hears: [{goto: return}]}"


@pytest.mark.parametrize(
    "nodes",
    [
        (FIRST, "  b: {says: x, goto: a}"),
        ("  a: {says: x, goto: a}",),
        ("  a: {says: x, call: b, goto: a}", SUB),
        ("  a: {says: x, call: c, goto: left}", "  c: {says: x, call: b, goto: c}", SUB),
        ("  a: {says: x, call: a, goto: left}",),
    ],
)
def test_circle_without_a_reply_is_found(nodes: tuple[str, ...], content: ContentFolder) -> None:
    """A talk that would go round for ever without the officer is an error, through sub-dialogues too."""
    content.put("scenario", "\n".join(("start: a\ngoals: {}\nnodes:", *nodes, LEFT)))
    assert "RP310" in [item.code for item in content.check()]


@pytest.mark.parametrize(
    "nodes",
    [
        ("  a: {says: x, call: b, goto: a}", WAITING),
        ("  a: {says: x, call: b, goto: c}", SUB, "  c: {says: x, call: b, goto: left}"),
        ("  a: {says: x, call: b, goto: left}", HEARING),
    ],
)
def test_sub_dialogue_may_be_called_again(nodes: tuple[str, ...], content: ContentFolder) -> None:
    """A sub-dialogue that is over, or waits for a reply, makes no circle; it may return by what is heard."""
    content.put("scenario", "\n".join(("start: a\ngoals: {}\nnodes:", *nodes, LEFT)))
    assert content.check() == ()


def test_return_without_a_call_is_found(content: ContentFolder) -> None:
    """A return is an error where the talk can get without a call, and only there."""
    content.put("scenario", "\n".join(("start: a\ngoals: {}\nnodes:", "  a: {says: x, goto: b}", SUB, LEFT)))
    assert [(item.code, item.span[1:]) for item in content.check()] == [
        ("RP322", content.place("scenario", "{says: x, goto: return}"))
    ]


@pytest.mark.parametrize(
    "fragment",
    [
        "vars: {trust: {low: 0, high: 3}}\n",
        "vars: {type: {low: 0, high: 3}}\n",
        "vars: {tells: {low: 0, high: 3}}\n",
        "knows: {any: {says: x}}\n",
        f"nodes:\n  return: {{says: x, goto: left}}\n{LEFT}\n",
    ],
)
def test_name_that_means_something_else_is_refused(fragment: str, content: ContentFolder) -> None:
    """A name that a condition or a goto would understand otherwise is an error, not a surprise."""
    content.put("scenario", fragment)
    assert "RP105" in [item.code for item in content.check()]


@pytest.mark.parametrize("amount", ["x", "++1", "+ 1", "1.5", "99999"])
def test_change_that_is_no_number_is_found(amount: str, content: ContentFolder) -> None:
    """What a choice does to a variable is a whole number, and the fault is at the number."""
    found = faults(content, RIGHT.replace('"Silakan."', f'"Silakan.", set: {{letters: {amount}}}'))
    assert found == [("RP104", content.place("scenario", f"{amount}}}"))]


def test_change_is_compiled_with_the_range_of_its_variable(content: ContentFolder) -> None:
    """`3` sets a variable, `+1` and `-1` change it."""
    content.put("scenario", RIGHT.replace('"Silakan."', '"Silakan.", set: {letters: "-1"}'))
    (effect,) = content.compile().nodes["arrival"].choices[1].effects
    assert effect == Effect("letters", -1, is_absolute=False, low=0, high=3)
    content.put("scenario", RIGHT.replace('"Silakan."', '"Silakan.", set: {letters: 3}'))
    (effect,) = content.compile().nodes["arrival"].choices[1].effects
    assert (effect.amount, effect.is_absolute) == (3, True)
