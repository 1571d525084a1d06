"""What a scenario gives no cause for is told once, with why, and as a note where it may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.authoring import unrated
from roleplay.diagnostics import Diagnostic, Severity
from roleplay.diagnostics.definition import definition
from tests.unit.conftest import PLACES, TEXTS, merged

if TYPE_CHECKING:
    from tests.unit.conftest import ContentFolder

CRITERION = """\
    title: Batas
    weight: 1
    levels: {5: {not_shown: rude}, 1: otherwise}
    anchors: {5: Tenang., 1: Kasar.}
    source: UU 25/2009
"""


def rubric(*applies: str) -> str:
    """Return a rubric in which one criterion is always rated, and others under these conditions."""
    clarity = f"  clarity:\n{CRITERION.replace('weight: 1', 'weight: 10')}"
    others = "".join(
        f"  rated-{number}:\n{CRITERION}    applies: {condition}\n"
        for number, condition in enumerate(applies)
    )
    return f"criteria:\n{clarity}{others}"


def found(content: ContentFolder, *codes: str) -> list[Diagnostic]:
    return [item for item in content.check() if item.code in (codes or ("RP331", "RP336"))]


@pytest.fixture
def talk(content: ContentFolder) -> ContentFolder:
    """A talk of six decisions in which all is told that is right, and much is belittled."""
    rule = definition("RP336")
    assert rule is not None
    content.put("scenario", rule.wrong.text)
    return content


@pytest.mark.parametrize(
    ("applies", "why"),
    [
        ("{shown: limit}", "no choice shows limit"),
        ("{any: [{shown: limit}, {shown: breach}, {outcome: breached}]}",
         "no choice shows limit, breach; no talk ends as breached"),
        ("{shown: dismiss, told: any, wrong: any}", "no choice says a wrong fact"),
        ("{asked: any, any: [{shown: thank}]}", "no choice asks for anything"),
        ("{volunteered: any}", "the customer tells nothing unasked"),
        ("{shown: thank, felt: furious}", "the customer is never furious"),
        ("{did: films}", "the customer never does it: films"),
        ("{shown: thank, turn: 1}", "no talk ends with turn 1..1"),
        ("{not: {shown: any}}", "what it asks for never comes together"),
    ],
)  # fmt: skip
def test_what_is_waited_for_is_said(applies: str, why: str, talk: ContentFolder) -> None:
    """A criterion that no talk rates is told with the parts of its condition that never hold."""
    talk.put("persona", "mood: {tension: 0, trust: 40, clarity: 40, patience: 20}\n")
    talk.put("rubric", rubric(applies))
    (item,) = found(talk)

    assert (item.code, item.severity) == ("RP336", Severity.NOTE)
    assert item.message == f"choices never lead to a rating of rated-0 ({why})"
    assert item.span[:2] == (PLACES["scenario"], talk.place("scenario", "rubric: service")[0])


@pytest.mark.parametrize(
    "applies", ["{shown: thank}", "{any: [{shown: limit}, {told: any}]}", "{felt: venting}", "{turn: 6}"]
)
def test_what_some_talk_rates_is_not_told(applies: str, talk: ContentFolder) -> None:
    """One talk that gives cause for a criterion is enough."""
    talk.put("rubric", rubric(applies))

    assert found(talk) == []


def test_all_stand_in_one_message(talk: ContentFolder) -> None:
    """However many are never rated, a scenario has one message; too much of the rubric makes it a warning."""
    few = rubric("{shown: limit}", "{shown: options}")
    talk.put("rubric", few)
    (note,) = found(talk)
    talk.put("rubric", few.replace("weight: 10", "weight: 5"))
    (warning,) = found(talk)

    assert (note.code, warning.code) == ("RP336", "RP331")
    for item in (note, warning):
        assert "rated-0 (no choice shows limit), rated-1 (no choice shows options)" in item.message


def test_any_customer_may_give_cause(talk: ContentFolder) -> None:
    """What only the second who may bring it leads to is rated."""
    talk.put("personas/bu-rini.yaml", f"# whole file\n{merged(TEXTS['persona'], 'id: bu-rini')}\n")
    talk.put("rubric", rubric("{shown: options}"))
    path = talk.root / PLACES["scenario"]
    text = path.read_text(encoding="utf-8")
    only = text.replace(
        "shows: [thank, dismiss]", "shows: [thank, dismiss, options], when: {persona: bu-rini}"
    )
    path.write_text(only, encoding="utf-8")
    assert [item.code for item in found(talk)] == ["RP336"]
    path.write_text(only.replace("personas: [pak-darto]", "personas: [pak-darto, bu-rini]"), encoding="utf-8")

    assert found(talk) == []


def test_what_is_seldom_come_by_is_looked_for(talk: ContentFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no usual trainee comes by is found by a curious one, and only by one."""
    talk.put("rubric", rubric("{shown: limit}"))
    path = talk.root / PLACES["scenario"]
    text = path.read_text(encoding="utf-8")
    hidden = '      hidden: {text: "Pelan-pelan bicaranya, {call}.", shows: [limit], goto: third}\n'
    place = text.index("  third:\n")
    path.write_text(text[:place] + hidden + text[place:], encoding="utf-8")
    assert found(talk) == []
    monkeypatch.setattr(unrated, "MOST_TALKS", 0)

    assert [item.code for item in found(talk)] == ["RP336"]


def test_a_short_talk_need_not_rate_everything(content: ContentFolder) -> None:
    """Of a talk of five decisions nobody expects that every criterion is rated."""
    rule = definition("RP336")
    assert rule is not None
    content.put("scenario", rule.wrong.text)
    assert len(found(content)) == 1
    content.put("scenario", rule.wrong.text.replace("goto: sixth", "goto: done").replace(
        rule.wrong.text[rule.wrong.text.index("  sixth:\n"):rule.wrong.text.index("  done:")], ""
    ))  # fmt: skip

    assert found(content) == []
