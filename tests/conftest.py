"""What several rooms are tested with: encounters, somebody who plays them, and a PostgreSQL."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from hypothesis import settings

from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted
from roleplay.domain.condition import Between
from roleplay.domain.cues import Cues
from roleplay.domain.encounter import (
    Card,
    Choice,
    Encounter,
    Ending,
    Fact,
    Falsehood,
    Goal,
    Limit,
    Line,
    Node,
    Persona,
)
from roleplay.domain.events import Event, Undone
from roleplay.domain.mood import Mood
from roleplay.domain.response import Response
from roleplay.domain.rubric import Rubric
from roleplay.domain.session import SessionState
from roleplay.engine import history, offered_choices, respond, start, step
from roleplay.schema.scenario import ScenarioFile
from roleplay.store import Address
from tests.postgres_server import PostgresServer

ROOT = Path(__file__).parents[1]

# How long an example takes says how busy the machine is.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


class Shipped:
    """The encounters that come with the program, each compiled once."""

    def __init__(self) -> None:
        self.library = Library([ROOT])
        self._made: dict[tuple[str, str, str], Encounter] = {}

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every scenario with every persona that it admits."""
        return tuple(
            (scenario, persona)
            for scenario in self.library.ids("scenario")
            for persona in admitted(self.library, self.scenario(scenario))
        )

    def scenario(self, name: str, language: str = "id") -> ScenarioFile:
        """Return a scenario as it is written."""
        loaded = self.library.get("scenario", name, language)
        file = loaded.as_model(ScenarioFile) if loaded else None
        assert file is not None, loaded
        return file

    def encounter(self, scenario: str, persona: str, language: str = "id") -> Encounter:
        """Return an encounter, which must compile."""
        key = (scenario, persona, language)
        if key not in self._made:
            compiled = compile_encounter(self.library, *key)
            assert compiled.encounter is not None, compiled.diagnostics
            self._made[key] = compiled.encounter
        return self._made[key]

    def encounters(self) -> tuple[Encounter, ...]:
        """Return every encounter in Indonesian."""
        return tuple(self.encounter(*pair) for pair in self.pairs)


@pytest.fixture(scope="session")
def shipped() -> Shipped:
    """Return the encounters that come with the program."""
    return Shipped()


def _small() -> Encounter:
    nobody = Cues()
    return Encounter(
        digest="0" * 64,
        scenario="small",
        language="id",
        title="",
        summary="",
        brief="",
        service="",
        place="",
        level=1,
        persona=Persona(
            id="pak-darto",
            type="angry",
            type_name="Marah",
            name="Pak Darto",
            about="",
            looks="",
            address="Bapak",
            needs="",
            mood=Mood(tension=50, trust=50, clarity=50, patience=20),
            type_temper={},
            temper={},
            lines={"again": (Line("again", ("Jadi?",)),), "unheard": (Line("unheard", ("Apa?",)),)},
            limits=(Limit("leave", Between("patience", 0, 0), "Saya pulang.", ends="walked-out"),),
            guide="",
        ),
        rubric=Rubric("plain", "", "", 60, (), ()),
        start="talk",
        nodes={
            "talk": Node(
                "talk",
                (Line("nodes.talk.says", ("Halo.",)),),
                choices=(
                    Choice("on", "Baik.", shows=("greet",), goto="more"),
                    Choice("stay", "Hm.", is_once=True),
                    Choice("finish", "Selesai.", goto="done"),
                ),
            ),
            "more": Node(
                "more",
                (Line("nodes.more.says", ("Lalu?",)),),
                choices=(Choice("finish", "Selesai.", goto="done"), Choice("back", "Ulang.", goto="talk")),
            ),
            "done": Node(
                "done", (Line("nodes.done.says", ("Terima kasih.",)),), ending=Ending("resolved", "")
            ),
            "left": Node("left", (Line("nodes.left.says", ("Huh.",)),), ending=Ending("walked-out", "")),
        },
        cards={name: Card(name, name, "UU 1", "2026-11-24", False, nobody) for name in ("one", "two")},
        facts={name: Fact(name, f"Itu {name}.", nobody, None) for name in ("date", "reason")},
        falsehoods={"expired": Falsehood("expired", nobody, "Belum hangus.", "one")},
        goals=(Goal("told-one", "", told="one"), Goal("asked-date", "", asked="date")),
        variables={},
        vary={},
        endings={"resolved": "done", "walked-out": "left"},
    )


class SmallEncounters:
    """Small encounters, alike but for what a test is about."""

    plain = _small()

    def like(self, **changes: object) -> Encounter:
        """Return the plain encounter with other fields."""
        return msgspec.structs.replace(self.plain, **changes)

    def with_persona(self, **changes: object) -> Encounter:
        """Return the plain encounter brought by somebody else."""
        return self.like(persona=msgspec.structs.replace(self.plain.persona, **changes))

    def with_node(self, **changes: object) -> Encounter:
        """Return the plain encounter with another first node."""
        return self.with_nodes({"talk": msgspec.structs.replace(self.plain.nodes["talk"], **changes)})

    def with_nodes(self, nodes: Mapping[str, Node]) -> Encounter:
        """Return the plain encounter with more nodes, or others."""
        return self.like(nodes={**self.plain.nodes, **nodes})


@pytest.fixture(scope="session")
def small() -> SmallEncounters:
    """Return small encounters."""
    return SmallEncounters()


class Player:
    """Plays a session; with `is_kept`, everything is written down and read again between every two steps."""

    def __init__(self, encounter: Encounter, seed: int = 1, *, is_kept: bool = False) -> None:
        self.encounter = encounter
        if is_kept:
            self.encounter = msgspec.msgpack.decode(msgspec.msgpack.encode(encounter), type=Encounter)
        self.is_kept = is_kept
        state, events = start(encounter, seed)
        self.events: list[Event] = list(events)
        self.states: list[SessionState] = [state]
        self._keep()

    @property
    def state(self) -> SessionState:
        """Where the session stands."""
        return self.states[-1]

    def reply(
        self,
        *shows: str,
        tells: Iterable[str] = (),
        asks: Iterable[str] = (),
        wrong: Iterable[str] = (),
        text: str = "Baik.",
    ) -> tuple[Event, ...]:
        """Reply freely, and return what happened."""
        return self.take(Response(text, None, shows, tuple(tells), tuple(asks), tuple(wrong)))

    def choose(self, name: str) -> tuple[Event, ...]:
        """Take an offered choice, and return what happened."""
        choices = {choice.id: choice for choice in offered_choices(self.encounter, self.state)}
        return self.take(respond(self.encounter, self.state, choices[name]))

    def take(self, response: Response) -> tuple[Event, ...]:
        """Hand a response in, and return what happened."""
        after, events = step(self.encounter, self.state, response)
        if after.turn > self.state.turn:
            self.states.append(after)
        else:
            self.states[-1] = after
        self.events += events
        self._keep()
        return events

    def undo(self) -> None:
        """Take the last reply back."""
        if len(self.states) > 1:
            self.note(Undone(self.state.turn))
            self.states.pop()

    def note(self, event: Event) -> None:
        """Write down something that changes no state."""
        self.events.append(event)

    def _keep(self) -> None:
        if not self.is_kept:
            return
        encoded = msgspec.msgpack.encode(self.events)
        self.events = msgspec.msgpack.decode(encoded, type=list[Event])
        self.states = history(self.encounter, self.events)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL that runs."""
    server = PostgresServer()
    yield server
    server.remove()


@pytest.fixture
def database(postgres: PostgresServer) -> Address:
    """An empty database on it, as its owner comes to it."""
    return Address(postgres.address(postgres.make_database()))


MakePlayer = Callable[..., Player]


@pytest.fixture(scope="session", params=[False, True], ids=["direct", "kept"])
def player(request: pytest.FixtureRequest) -> MakePlayer:
    """Make players: once those that hold everything in memory, once those that live from what is written."""

    def make(encounter: Encounter, seed: int = 1) -> Player:
        return Player(encounter, seed, is_kept=request.param)

    return make
