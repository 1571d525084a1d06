"""Every shipped scenario goes out to Twine and comes back with the same nodes, choices and ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from roleplay.authoring.exchange.plan import losses
from roleplay.authoring.exchange.planning import planned
from roleplay.authoring.exchange.skeleton import Frame, skeleton
from roleplay.authoring.exchange.story import LAYOUT
from roleplay.authoring.exchange.twee import read_twee
from roleplay.authoring.exchange.twee_export import to_twee
from roleplay.cleaning import clean_line
from roleplay.content.read import read_bytes
from roleplay.schema.parse import parse
from roleplay.schema.scenario import ScenarioFile

if TYPE_CHECKING:
    from tests.conftest import Shipped

Shape = dict[str, object]


def shape(file: ScenarioFile) -> Shape:
    """Return what must come back: each node with its line, stage, choices, ways and end."""
    return {
        name: (
            clean_line(node.says.lines[-1].texts[0]),
            node.stage,
            node.goto.value if node.goto else None,
            node.ending.outcome if node.ending else None,
            [
                (key, clean_line(choice.text), choice.goto.value if choice.goto else None, set(choice.shows))
                for key, choice in node.choices.items()
            ],
        )
        for name, node in file.nodes.items()
    }


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_scenario_comes_back_from_twine(shipped: Shipped, language: str) -> None:
    """Exported and imported again, a scenario has the nodes, choices, ways, stages and endings it had."""
    for name in shipped.library.ids("scenario"):
        file = shipped.scenario(name, language)
        story = read_twee(to_twee(file), name)
        plan = planned(story, ("walked-out",))
        text = skeleton(plan, Frame(name, language, "service-excellence", "bu-sumi", "x.twee"))
        document, faults = read_bytes(text.encode(), "scenario.yaml")
        assert document is not None
        again = parse(document, ScenarioFile)
        assert (faults, again.diagnostics) == ((), ())
        assert again.file is not None
        assert again.file.title == clean_line(file.title)
        assert again.file.start is not None
        assert again.file.start.value == (file.start.value if file.start else next(iter(file.nodes)))
        assert shape(again.file) == shape(file), name
        assert list(again.file.nodes) == list(file.nodes), name
        assert {placed.lost.reason for placed in losses(plan)} <= {LAYOUT}, (name, losses(plan))
