"""The weights that come with the program, on replies of writers that nothing was learned from."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from roleplay.compiler.cues import compile_cues
from roleplay.domain.vocabulary import LABELS
from roleplay.hearing import Ear

if TYPE_CHECKING:
    from tests.conftest import Shipped

TRAINING = Path(__file__).parents[2] / "training"
UNSEEN = {"id": ("l", "hb"), "en": ("q", "ha")}


def written_in(script: str, name: str) -> str:
    """Return the source of what a script assigns to `name`."""
    for node in ast.parse((TRAINING / script).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            return ast.unparse(node.value) if node.value else ""
    return ""


def test_nothing_is_learned_from_the_writers_that_measure() -> None:
    """The writers left for measuring are among those that are reported, not among those learned from."""
    learned = ast.literal_eval(written_in("train.py", "TRAINED_ON"))
    measured = {writer for writers in UNSEEN.values() for writer in writers}
    assert set(learned) == set(UNSEEN)
    assert not measured & {writer for writers in learned.values() for writer in writers}
    assert set(ast.literal_eval(written_in("hearing.py", "UNSEEN"))) == measured


@pytest.mark.parametrize("language", UNSEEN)
def test_weights_hear_more_and_accuse_less_than_rules(language: str, shipped: Shipped) -> None:
    """On unseen writers the weights agree with the raters far more often than cues and rules alone."""
    rows = [
        json.loads(line)
        for writer in UNSEEN[language]
        for line in (TRAINING / "replies" / f"{writer}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    table = compile_cues(shipped.library, language).table
    assert table is not None
    assert table.weights is not None

    def micro_f1(ear: Ear) -> float:
        hits = said = marked = 0
        for row in rows:
            heard = set(ear.hear(row["reply"], citizen=row["citizen"]).shows)
            hits += len(heard & set(row["labels"]))
            said += len(heard)
            marked += len(row["labels"])
        return 2 * hits / (said + marked)

    assert set(table.weights.labels) == set(LABELS)
    assert micro_f1(Ear(table)) > micro_f1(Ear(msgspec.structs.replace(table, weights=None))) + 0.05
