"""Statements of real talks: valid by our rules and by those of others, however the talk went."""

from __future__ import annotations

import importlib
import importlib.util
import json
import random
import warnings
from collections.abc import Iterator
from itertools import count, cycle
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest

from roleplay.domain.response import Response
from roleplay.engine import offered_choices
from roleplay.reporting.xapi.names import Places
from roleplay.reporting.xapi.results import HumanScore
from roleplay.reporting.xapi.statements import Learner, Played, session_statements
from roleplay.reporting.xapi.validate import validate
from tests.conftest import Player
from tests.functional.program import hostile_strings

if TYPE_CHECKING:
    from tests.conftest import Shipped

SCENARIOS: Final = (
    "jkp-empat-bulan", "titipan-pak-kabid", "saya-tuli", "dipingpong", "sponsor-8-juta", "surat-resign"
)  # fmt: skip
MODES: Final = ("practice", "assess")
KINDS: Final = ("chosen", "typed", "undone", "abused", "left", "nothing")

STRANGE: Final = (
    *(text for _name, text in hostile_strings()),
    "=SUM(A1:A9)",
    "a[,]b[.]c[:]d{lang=en}",
    "é" * 2000,
    "\ud83d half a face",
    "👩‍👩‍👧‍👦" * 20,
    "</script>\\u0000\\ud800",
)

MORNING: Final = "2026-11-24T08:00:00+07:00"
HUMAN: Final = HumanScore(74, 3, "2026-11-25T09:00:00+07:00", 0.61)
LEARNERS: Final = (
    Learner(),
    Learner(seat="7"),
    Learner(name="Sari <b>\"'&", address="sari.d@example.go.id"),
)


def talk(player: Player, kind: str, chance: random.Random, texts: Iterator[str]) -> Player:
    """Have a talk of a kind, in which what is typed is said in turn."""
    if kind == "nothing":
        return player
    if kind == "abused":
        while not player.state.is_ended and player.state.turn < 40:
            player.reply("rude", "dismiss", text="Bodoh kamu! " + next(texts))
        return player
    for turn in range(60):
        if player.state.is_ended or (kind == "left" and turn == 2):
            break
        if kind in ("typed", "undone"):
            player.take(Response(next(texts)))
            shows = chance.sample(("greet", "empathize", "blame", "explain"), 2)
            player.reply(*shows, text=next(texts))
        if choices := offered_choices(player.encounter, player.state):
            player.choose(chance.choice(choices).id)
        if kind == "undone" and turn % 2:
            player.undo()
    if kind == "undone":
        player.undo()
    return player


def played(player: Player, mode: str, name: str = "ab12cd34") -> Played:
    """Return a talk as a session that took a second for each event."""
    times = [f"2026-11-24T08:{at // 60 % 60:02}:{at % 60:02}+07:00" for at in range(len(player.events))]
    return Played(name, mode, MORNING, player.encounter, player.events, times)


def plain(statement: object) -> Any:
    """Return a statement as whoever receives it reads it."""
    return json.loads(msgspec.json.encode(statement))


def told(shipped: Shipped) -> Iterator[tuple[str, Any]]:
    """Yield statements of every kind of talk in the chosen scenarios, each with where it is from."""
    chance, texts, numbers = random.Random(7), cycle(STRANGE), count()
    for scenario in SCENARIOS:
        persona = next(name for place, name in shipped.pairs if place == scenario)
        for language in ("id", "en"):
            encounter = shipped.encounter(scenario, persona, language)
            for kind in KINDS:
                player = talk(Player(encounter, chance.randrange(100)), kind, chance, texts)
                for mode, learner in zip(MODES, chance.sample(LEARNERS, 2), strict=True):
                    session = played(player, mode, f"{next(numbers):08}")
                    made = session_statements(
                        session, Places("https://example.go.id/roleplay"), learner, HUMAN
                    )
                    for statement in made:
                        yield f"{scenario} {language} {kind} {mode}", plain(statement)


@pytest.fixture(scope="module")
def statements(shipped: Shipped) -> list[tuple[str, Any]]:
    """All these statements."""
    return list(told(shipped))


def test_every_statement_is_valid(statements: list[tuple[str, Any]]) -> None:
    """Nothing that a trainee says or does makes a statement that a record store would refuse."""
    verbs = {statement["verb"]["display"]["en-US"] for _where, statement in statements}

    assert [(where, faults) for where, statement in statements if (faults := validate(statement))] == []
    assert verbs == set("initialized answered interacted completed passed failed terminated scored".split())


def test_nothing_in_them_acts(statements: list[tuple[str, Any]]) -> None:
    """What was typed is in them, without what could act on a terminal or cannot be written down."""
    said = {
        statement["result"]["response"]
        for _where, statement in statements
        if statement["verb"]["id"].endswith("answered")
    }
    assert {"é" * 2000, "=SUM(A1:A9)", "a[,]b[.]c[:]d{lang=en}", "\ufffd half a face"} <= said
    assert not [text for text in said if any(sign < " " and sign != "\n" for sign in text)]


def test_ids_tell_statements_apart(statements: list[tuple[str, Any]]) -> None:
    """No two statements have one id, whatever they tell and of whichever session."""
    assert len({statement["id"] for _where, statement in statements}) == len(statements)


def test_an_activity_is_always_the_same(statements: list[tuple[str, Any]]) -> None:
    """Every definition that an activity is given in a language is the same."""
    found: dict[tuple[str, str], set[str]] = {}
    for where, statement in statements:
        definition = statement["object"].get("definition")
        if definition is not None:
            key = statement["object"]["id"], where.split()[1]
            found.setdefault(key, set()).add(json.dumps(definition))
    assert found
    assert [key for key, definitions in found.items() if len(definitions) > 1] == []


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_was_told_stays(shipped: Shipped, kind: str, mode: str) -> None:
    """At every moment of a session its statements are the first of what they come to in the end."""
    persona = next(name for place, name in shipped.pairs if place == SCENARIOS[0])
    player = talk(Player(shipped.encounter(SCENARIOS[0], persona)), kind, random.Random(3), cycle(STRANGE))
    session = played(player, mode)
    whole = session_statements(session, Places("urn:x:"), Learner())
    for events in range(1, len(session.events) + 1):
        part = session._replace(events=session.events[:events])
        made = session_statements(part, Places("urn:x:"), Learner())
        settled = [item for item in made if not item.verb.id.endswith("terminated")]

        assert len(made) - len(settled) <= 1
        assert tuple(settled) == whole[: len(settled)]


def test_others_hold_them_for_valid_too(statements: list[tuple[str, Any]]) -> None:
    """The models of ralph, a record store by other people, take every statement."""
    if importlib.util.find_spec("ralph") is None:
        pytest.skip("ralph is not installed: pip install 'roleplay-service[oracle]'")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries that are not ours
        model = importlib.import_module("ralph.models.xapi.base.statements").BaseXapiStatement
    wrong = []
    for where, statement in statements:
        try:
            model.model_validate_json(json.dumps(statement))
        except ValueError as error:
            wrong.append((where, str(error)))

    assert wrong == []
    with pytest.raises(ValueError, match="verb"):
        model.model_validate_json(json.dumps({**statements[0][1], "verb": {}}))
