"""What the statements of a session say, and what they do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest
from msgspec.structs import replace

from roleplay.domain.events import CardOpened, HintTaken
from roleplay.domain.response import Response
from roleplay.domain.rubric import Rubric
from roleplay.reporting.xapi.names import HOME, Places
from roleplay.reporting.xapi.results import HumanScore
from roleplay.reporting.xapi.statements import Learner, Played, session_statements
from tests.conftest import Player

if TYPE_CHECKING:
    from tests.conftest import SmallEncounters

MORNING: Final = "2026-11-24T08:00:00+07:00"
LATER: Final = "2026-11-24T08:05:30+07:00"
HUMAN: Final = HumanScore(74, 3, "2026-11-25T09:00:00+07:00", 0.61)

Tell = Callable[..., list[Any]]


@pytest.fixture
def player(small: SmallEncounters) -> Player:
    """Return somebody at the beginning of the small talk."""
    return Player(small.plain)


@pytest.fixture
def tell(player: Player) -> Tell:
    """Return what tells the talk so far, as whoever receives it reads it."""

    def make(mode: str = "practice", learner: Learner | None = None, **changes: Any) -> list[Any]:
        human = changes.pop("human", None)
        session = Played(
            "ab12cd34",
            mode,
            MORNING,
            player.encounter,
            player.events,
            [MORNING, *[LATER] * (len(player.events) - 1)],
        )._replace(**changes)
        made = session_statements(session, Places(HOME), learner or Learner(), human)
        return [json.loads(msgspec.json.encode(statement)) for statement in made]

    return make


def verbs(statements: list[Any]) -> list[str]:
    return [statement["verb"]["id"].rpartition("/")[2] for statement in statements]


def extension(statement: Any, name: str, part: str = "result") -> Any:
    return statement[part]["extensions"][f"{HOME}xapi/{name}"]


def test_a_choice_is_told_with_what_could_be_chosen(player: Player, tell: Tell) -> None:
    """A reply that was picked names the choice, its words, what was offered and what stood best then."""
    player.choose("stay")
    player.choose("on")
    _begun, first, second, _end = tell()

    assert (first["result"]["response"], second["result"]["response"]) == ("stay", "on")
    assert first["object"]["definition"]["interactionType"] == "choice"
    choices = first["object"]["definition"]["choices"]
    assert {item["id"]: item["description"] for item in choices} == {
        "on": {"id": "Baik."},
        "stay": {"id": "Hm."},
        "finish": {"id": "Selesai."},
    }
    assert "correctResponsesPattern" not in first["object"]["definition"]
    assert extension(first, "offered") == ["finish", "on", "stay"]
    assert extension(second, "offered") == ["finish", "on"]
    assert set(extension(second, "best")) <= {"finish", "on"}
    assert (extension(second, "text"), extension(second, "turn")) == ("Baik.", 2)
    assert extension(second, "heard")["shows"] == ["greet"]
    assert first["object"] == second["object"]


def test_typed_words_are_another_question(player: Player, tell: Tell) -> None:
    """A typed reply is told in its words, whatever they are; one that was not understood is told as such."""
    player.take(Response("hm[,]hm"))
    player.reply("apologize", tells=["one"], text="Mohon maaf.")
    _begun, unheard, heard, _end = tell()

    assert unheard["object"]["id"] == heard["object"]["id"] == f"{HOME}scenarios/small/nodes/talk/typed"
    assert heard["object"]["definition"]["interactionType"] == "other"
    assert (unheard["result"]["response"], heard["result"]["response"]) == ("hm[,]hm", "Mohon maaf.")
    assert extension(unheard, "understood") is False
    assert extension(heard, "heard") == {"shows": ["apologize"], "tells": ["one"], "asks": [], "wrong": []}


def test_a_practice_is_completed_and_an_assessment_is_passed_or_failed(player: Player, tell: Tell) -> None:
    """A talk that ended has its marks and how long it took; only an assessment says whether they suffice."""
    player.reply("greet", tells=["one"], asks=["date"], text="Kapan, Bu?")
    player.note(HintTaken(1, 1))
    player.note(CardOpened(1, "one"))
    player.choose("finish")
    assert verbs(tell()) == ["initialized", "answered", "answered", "completed"]
    practised = tell()[-1]["result"]
    assert practised["score"] == {"scaled": 1.0, "raw": 100, "min": 0, "max": 100}
    assert practised["completion"] is True
    assert practised["duration"] == "PT330S"
    assert "success" not in practised
    *_rest, completed, passed = tell("assess")
    assert verbs([completed, passed]) == ["completed", "passed"]
    assert completed["result"] == passed["result"]
    assert passed["result"]["success"] is True
    counts = {name: extension(passed, name) for name in ("turns", "undone", "hints", "cards-opened")}
    assert counts == {"turns": 2, "undone": 0, "hints": 1, "cards-opened": 1}
    assert (extension(passed, "substance"), extension(passed, "outcome")) == (100, "resolved")


def test_a_poor_assessment_is_failed(player: Player, tell: Tell) -> None:
    """A total below level 3 is told as failed."""
    player.choose("finish")
    failed = tell("assess")[-1]
    assert verbs([failed]) == ["failed"]
    assert (failed["result"]["success"], failed["result"]["score"]["raw"]) == (False, 0)


def test_what_cannot_be_rated_is_neither(small: SmallEncounters, player: Player, tell: Tell) -> None:
    """Where nothing was rated, an assessment is completed, without a score."""
    player.encounter = small.like(goals=())
    player.choose("finish")
    last = tell("assess")[-1]
    assert verbs([last]) == ["completed"]
    assert "score" not in last["result"]
    assert "success" not in last["result"]


def test_a_talk_that_was_left_is_terminated(player: Player, tell: Tell) -> None:
    """It is told as not completed; what an assessment would be worth is not told before its end."""
    player.reply("greet", tells=["one"], text="Pagi.")
    practised, assessed = tell()[-1], tell("assess")[-1]
    assert verbs([practised, assessed]) == ["terminated", "terminated"]
    assert practised["result"]["completion"] is False
    assert practised["result"]["score"]["raw"] == 50
    assert "score" not in assessed["result"]
    assert not [key for key in assessed["result"]["extensions"] if "substance" in key or "goals" in key]


def test_what_was_taken_back_stays_and_is_told_as_such(player: Player, tell: Tell) -> None:
    """An undo is a statement that refers to the reply; the marks are of what stands."""
    player.choose("on")
    player.choose("finish")
    ended = tell()
    player.undo()
    player.undo()
    player.choose("stay")
    told = tell()

    assert told[: len(ended)] == ended
    assert verbs(told[len(ended) :]) == ["interacted", "interacted", "answered", "terminated"]
    undone = told[len(ended) : len(ended) + 2]
    assert [item["context"]["statement"]["id"] for item in undone] == [ended[2]["id"], ended[1]["id"]]
    assert [item["object"]["id"] for item in undone] == [ended[2]["object"]["id"], ended[1]["object"]["id"]]
    assert extension(told[-1], "turns") == 1
    assert extension(told[-1], "undone") == 2


def test_the_score_of_people_stands_beside_that_of_the_program(player: Player, tell: Tell) -> None:
    """Both are in one statement, which changes none of the others and has its own time."""
    player.choose("finish")
    without, scored = tell(), tell(human=HUMAN)

    assert scored[:-1] == without
    assert verbs(scored)[-1] == "scored"
    assert scored[-1]["result"]["score"]["raw"] == 74
    assert extension(scored[-1], "human") == {"total": 74, "raters": 3, "agreement": 0.61}
    assert extension(scored[-1], "program")["total"] == 0
    assert scored[-1]["timestamp"] == HUMAN.at
    again = tell(human=replace(HUMAN, total=75))[-1]
    assert again["id"] != scored[-1]["id"]


def test_nobody_is_named_unless_asked(player: Player, tell: Tell) -> None:
    """By default the actor is an account of one session; a seat stays the same and is not told itself."""
    player.choose("on")
    (anonymous,) = {json.dumps(item["actor"]) for item in tell()}
    assert json.loads(anonymous)["account"] == {
        "homePage": HOME,
        "name": tell()[0]["context"]["registration"],
    }
    seated = tell(learner=Learner(seat="group-3/seat-7"))[0]["actor"]
    assert seated == tell(learner=Learner(seat="group-3/seat-7"), id="zz99zz99")[0]["actor"]
    assert "7" not in seated["account"]["name"] or "seat" not in json.dumps(seated)
    assert tell(learner=Learner(name="Sari", address="sari@example.go.id"))[0]["actor"] == {
        "objectType": "Agent",
        "mbox": "mailto:sari@example.go.id",
        "name": "Sari",
    }


def test_ids_are_of_the_session(player: Player, tell: Tell) -> None:
    """The same session has the same ids; one that began otherwise has others, also with the same short id."""
    player.choose("on")
    ids = {item["id"] for item in tell()}
    assert ids == {item["id"] for item in tell(learner=Learner(name="x"))}
    assert not ids & {item["id"] for item in tell(started_at=LATER)}
    assert not ids & {item["id"] for item in tell(id="zz99zz99")}
    assert len(ids) == len(tell())


def test_what_it_happened_in_is_told(small: SmallEncounters, player: Player, tell: Tell) -> None:
    """Persona, rubric with its version, mode, seed, level, language and content are in every statement."""
    player.choose("on")
    for statement in tell("assess"):
        context = statement["context"]
        assert (context["language"], context["revision"], context["platform"]) == (
            "id",
            small.plain.digest,
            "roleplay",
        )
        told = {name: extension(statement, name, "context") for name in ("persona", "mode", "seed", "level")}
        assert told == {"persona": "pak-darto", "mode": "assess", "seed": 1, "level": 1}
        assert extension(statement, "session", "context") == "ab12cd34"
        assert statement["verb"]["display"].keys() == {"id-ID", "en-US"}
    rubric = extension(tell()[0], "rubric", "context")
    other = small.like(rubric=Rubric("plain", "", "", 61, (), ()))
    assert rubric["id"] == "plain"
    assert extension(tell(encounter=other)[0], "rubric", "context")["digest"] != rubric["digest"]


@pytest.mark.parametrize("time", ["", "yesterday", "2026-11-24", "9999-99-99T99:99:99Z"])
def test_a_time_that_is_none_is_left_out(player: Player, tell: Tell, time: str) -> None:
    """What is no time is not told as one, nor a duration made of it."""
    player.choose("finish")
    told = tell(times=[MORNING, *[time] * (len(player.events) - 1)])
    assert "timestamp" in told[0]
    assert "timestamp" not in told[-1]
    assert "duration" not in told[-1]["result"]


@pytest.mark.parametrize("end", ["2026-11-24T07:59:59+07:00", "2199-01-01T00:00:00+07:00"])
def test_a_clock_that_was_set_makes_no_duration(player: Player, tell: Tell, end: str) -> None:
    """A talk takes neither less than nothing nor a lifetime."""
    player.choose("finish")
    last = tell(times=[MORNING, *[end] * (len(player.events) - 1)])[-1]
    assert last["timestamp"] == end
    assert "duration" not in last["result"]


def test_what_begins_no_session_is_not_told(tell: Tell) -> None:
    """Events that are none raise ValueError."""
    with pytest.raises(ValueError, match="begin"):
        tell(events=())
