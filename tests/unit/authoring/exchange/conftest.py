"""Stories in words, and the scenarios that they become."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from roleplay.authoring.exchange.ink import read_ink
from roleplay.authoring.exchange.plan import Plan, losses
from roleplay.authoring.exchange.planning import planned
from roleplay.authoring.exchange.skeleton import Frame, skeleton
from roleplay.authoring.exchange.story import Story
from roleplay.authoring.exchange.twee import read_twee
from roleplay.compiler.library import Loaded
from roleplay.compiler.link import check_file
from roleplay.content.find import ContentRef
from roleplay.content.read import read_bytes
from roleplay.diagnostics import Diagnostic
from roleplay.schema.parse import parse
from roleplay.schema.scenario import NodeFile, ScenarioFile

if TYPE_CHECKING:
    from tests.conftest import Shipped

STORIES = Path(__file__).parents[3] / "data" / "stories"
FRAME = Frame("story", "en", "service-excellence", "bu-sumi", "story.twee")
WALKED_OUT = ("walked-out",)


class Carried:
    """A story that became a scenario."""

    def __init__(self, story: Story, shipped: Shipped) -> None:
        self.plan: Plan = planned(story, WALKED_OUT)
        self.yaml = skeleton(self.plan, FRAME)
        document, faults = read_bytes(self.yaml.encode(), "scenario.yaml")
        assert document is not None, (faults, self.yaml)
        parsed = parse(document, ScenarioFile)
        ref = ContentRef("scenario", "story", Path("scenario.yaml"), "scenario.yaml")
        found = (*faults, *parsed.diagnostics)
        loaded = Loaded(ref, document, parsed.file, parsed.texts, found, (), parsed.draft)
        self.diagnostics: tuple[Diagnostic, ...] = (*found, *check_file(shipped.library, loaded))
        assert parsed.file is not None, self.diagnostics
        self.file = parsed.file

    @property
    def errors(self) -> list[Diagnostic]:
        """What `roleplay check` would refuse."""
        return [item for item in self.diagnostics if item.is_error]

    @property
    def nodes(self) -> Mapping[str, NodeFile]:
        """The nodes of the scenario."""
        return self.file.nodes

    @property
    def lost(self) -> list[str]:
        """What is not carried, as it stands in the story."""
        return [placed.lost.what for placed in losses(self.plan)]

    def says(self, node: str) -> list[str]:
        """What the customer may say at a node."""
        return [text for line in self.nodes[node].says.lines for text in line.texts]

    def choices(self, node: str) -> dict[str, str | None]:
        """The texts of the choices of a node, and where each leads."""
        found = self.nodes[node].choices.values()
        return {choice.text: choice.goto.value if choice.goto else None for choice in found}

    def line(self, start: str) -> str:
        """The first line of the YAML that begins so, without its indent."""
        return next(line.strip() for line in self.yaml.splitlines() if line.strip().startswith(start))


class Carrier:
    """Makes scenarios of stories."""

    def __init__(self, shipped: Shipped) -> None:
        self._shipped = shipped

    def twee(self, text: str) -> Carried:
        """Return what becomes of a Twee file."""
        return Carried(read_twee(text, "A story"), self._shipped)

    def ink(self, root: Any, version: int = 21) -> Carried:
        """Return what becomes of compiled ink with this root."""
        return self.ink_text(json.dumps({"inkVersion": version, "root": root, "listDefs": {}}))

    def ink_text(self, text: str) -> Carried:
        """Return what becomes of a compiled ink file."""
        return Carried(read_ink(text, "A story"), self._shipped)


@pytest.fixture(scope="session")
def carry(shipped: Shipped) -> Carrier:
    """Return what makes scenarios of stories."""
    return Carrier(shipped)


@pytest.fixture(scope="session")
def stories() -> Path:
    """Return the folder of the stories that were written with other tools."""
    return STORIES
