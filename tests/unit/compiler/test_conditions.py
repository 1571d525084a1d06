"""Conditions mean what the reference of formats says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.domain.condition import (
    All,
    AnyOf,
    Between,
    Condition,
    Ended,
    Not,
    Now,
    Past,
    Variable,
)

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

LEFT = 'left: {says: "Saya pulang.", ending: {outcome: walked-out, debrief: Warga pergi.}}'


def compiled(content: ContentFolder, written: str) -> Condition | None:
    """Return what a condition of a choice becomes."""
    content.put(
        "scenario",
        f"""\
nodes:
  arrival:
    says: "THR saya?"
    choices:
      explain: {{text: "Batasnya.", tells: [deadline], goto: left}}
      asked: {{text: "Sejak kapan?", when: {written}, goto: left}}
  {LEFT}
""",
    )
    return content.compile().nodes["arrival"].choices[1].when


def heard(content: ContentFolder, written: str) -> Condition | None:
    """Return what the condition of an item of `hears` becomes; `written` are its keys."""
    content.put(
        "scenario",
        f"""\
nodes:
  arrival:
    says: "THR saya?"
    choices:
      explain: {{text: "Batasnya.", tells: [deadline], goto: left}}
    hears:
      - {{{written}, goto: left}}
  {LEFT}
""",
    )
    return content.compile().nodes["arrival"].hears[0].when


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{mood: calm}", Between("tension", 0, 19)),
        ("{mood: questioning}", Between("tension", 20, 39)),
        ("{mood: challenging}", Between("tension", 40, 59)),
        ("{mood: venting}", Between("tension", 60, 79)),
        ("{mood: furious}", Between("tension", 80, 100)),
        ("{mood: [furious, venting]}", Between("tension", 60, 100)),
        ("{mood: [calm, venting]}", AnyOf((Between("tension", 0, 19), Between("tension", 60, 79)))),
        ("{trust: none}", Between("trust", 0, 19)),
        ("{trust: [good, high]}", Between("trust", 60, 100)),
        ("{clarity: clear}", Between("clarity", 80, 100)),
        ("{tension: '>= 60'}", Between("tension", 60, 100)),
        ("{tension: '> 60'}", Between("tension", 61, 100)),
        ("{trust: '< 40'}", Between("trust", 0, 39)),
        ("{trust: '<=40'}", Between("trust", 0, 40)),
        ("{patience: 0}", Between("patience", 0, 0)),
        ("{turn: 3..5}", Between("turn", 3, 5)),
        ("{turn: '>= 4'}", Between("turn", 4, 999)),
        ("{felt: venting}", Between("peak", 60, 100)),
        ("{shown: empathize}", Past("shown", "empathize")),
        ("{shown: [empathize, own]}", All((Past("shown", "empathize"), Past("shown", "own")))),
        ("{told: deadline}", Past("told", "deadline")),
        ("{asked: since}", Past("asked", "since")),
        ("{volunteered: since}", Past("volunteered", "since")),
        ("{wrong: any}", Past("wrong", "any")),
        ("{visited: left}", Past("visits", "left")),
        ("{did: films}", Past("did", "films")),
        ("{outcome: [resolved, partly]}", AnyOf((Ended("resolved"), Ended("partly")))),
        ("{letters: '>= 2'}", Variable("letters", 2, 3)),
        ("{letters: '< 2'}", Variable("letters", 0, 1)),
        ("{letters: 2}", Variable("letters", 2, 2)),
        ("{not: {did: films}}", Not(Past("did", "films"))),
        ("{any: [{patience: 0}, {turn: 1}]}", AnyOf((Between("patience", 0, 0), Between("turn", 1, 1)))),
        ("{all: [{patience: 0}, {turn: 1}]}", All((Between("patience", 0, 0), Between("turn", 1, 1)))),
        ("{patience: 0, turn: 1}", All((Between("patience", 0, 0), Between("turn", 1, 1)))),
    ],
)
def test_condition_means_what_the_reference_says(
    written: str, meant: Condition, content: ContentFolder
) -> None:
    """Every row of the table of conditions compiles to the question it describes."""
    assert compiled(content, written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tells: deadline", Now("tells", "deadline")),
        ("asks: since", Now("asks", "since")),
        ("wrong: voluntary", Now("wrong", "voluntary")),
        ("shows: [empathize, own]", All((Now("shows", "empathize"), Now("shows", "own")))),
        ("shows: any", Now("shows", "any")),
        ("told: deadline", Past("told", "deadline")),
        ("asked: since", Past("asked", "since")),
        ("shown: empathize", Past("shown", "empathize")),
        ("mood: furious", Between("tension", 80, 100)),
        ("not: {tells: deadline}", Not(Now("tells", "deadline"))),
    ],
)
def test_present_and_past_differ_in_what_is_heard(
    written: str, meant: Condition, content: ContentFolder
) -> None:
    """In `hears` the present tense asks about this reply, the past tense about the whole talk."""
    assert heard(content, written) == meant


def test_nothing_but_a_goto_always_holds(content: ContentFolder) -> None:
    """An item of `hears` without keys holds always."""
    content.put(
        "scenario",
        f"""\
nodes:
  arrival:
    says: "THR saya?"
    choices: {{explain: {{text: "Batasnya.", tells: [deadline], goto: left}}}}
    hears: [{{goto: left}}]
  {LEFT}
""",
    )
    assert content.compile().nodes["arrival"].hears[0].when is None


@pytest.mark.parametrize(
    ("written", "is_kept"),
    [
        ("{type: angry}", True),
        ("{type: [angry]}", True),
        ("{persona: pak-darto}", True),
        ("{not: {type: angry}}", False),
        ("{not: {persona: pak-darto}}", False),
        ("{type: angry, not: {persona: pak-darto}}", False),
        ("{any: [{persona: pak-darto}, {trust: high}]}", True),
    ],
)
def test_who_brings_the_matter_is_settled(written: str, is_kept: bool, content: ContentFolder) -> None:
    """A condition on type or persona leaves no trace: the choice is there without it, or not at all."""
    content.put(
        "scenario",
        f"""\
nodes:
  arrival:
    says: [{{when: {written}, text: "Baris."}}, "THR saya?"]
    choices:
      explain: {{text: "Batasnya.", tells: [deadline], goto: left}}
      other: {{text: "Lain.", when: {written}, goto: left}}
  {LEFT}
""",
    )
    node = content.compile().nodes["arrival"]
    assert [choice.id for choice in node.choices] == (["explain", "other"] if is_kept else ["explain"])
    assert [line.id for line in node.says] == [
        f"nodes.arrival.says.{place}" for place in (1, 2)[not is_kept :]
    ]
    assert {choice.when for choice in node.choices} | {line.when for line in node.says} == {None}


@pytest.mark.parametrize(
    ("written", "words", "code"),
    [
        ("{leters: 1}", "leters", "RP101"),
        ("{tells: deadline}", "tells: deadline}, goto", "RP101"),
        ("{mood: angry}", "angry}", "RP202"),
        ("{told: since}", "since}", "RP202"),
        ("{felt: [venting, furious]}", "[venting", "RP103"),
        ("{trust: '>'}", "'>'", "RP104"),
        ("{trust: '> high'}", "'> high'", "RP104"),
        ("{turn: '3...5'}", "'3...5'", "RP104"),
        ("{letters: many}", "many", "RP104"),
        ("{not: [a]}", "[a]}, goto", "RP103"),
        ("{any: {mood: calm}}", "{mood: calm}}", "RP103"),
        ("{any: [calm]}", "calm]", "RP103"),
        ("{any: []}", "[]}, goto", "RP106"),
        ("{mood: []}", "[]}, goto", "RP106"),
        ("{}", "{}, goto", "RP106"),
        ("{letters: '> 3'}", "'> 3'", "RP321"),
        ("{letters: 5..3}", "5..3", "RP321"),
        ("{tension: '> 100'}", "'> 100'", "RP321"),
        ("{mood: calm, tension: '>= 60'}", "tension: '>=", "RP321"),
        ("{letters: 1, all: [{letters: 0, mood: calm, letters: 2}]}", "letters: 2", "RP003"),
    ],
)
def test_broken_condition_is_found_where_it_stands(
    written: str, words: str, code: str, content: ContentFolder
) -> None:
    """A condition that asks nothing, or nothing that can hold, is reported at the very word."""
    content.put(
        "scenario",
        f"""\
nodes:
  arrival:
    says: "THR saya?"
    choices:
      explain: {{text: "Batasnya.", tells: [deadline], goto: left}}
      asked: {{text: "Sejak kapan?", when: {written}, goto: left}}
  {LEFT}
""",
    )
    assert [(item.code, item.span[1:]) for item in content.check()] == [
        (code, content.place("scenario", words))
    ]


def test_condition_of_a_persona_knows_no_scenario(content: ContentFolder) -> None:
    """A persona is played in many scenarios, so its conditions name no card, variable or persona."""
    for key in ("letters: 1", "type: angry", "persona: pak-darto", "tells: deadline"):
        content.put("persona", f"lines: {{greet: [{{when: {{{key}}}, text: Ya.}}]}}\n")
        assert [item.code for item in content.check()] == ["RP101"], key
    content.put("persona", "lines: {greet: [{when: {told: deadline}, text: Ya.}]}\n")
    assert [item.code for item in content.check()] == ["RP202"]
