"""Plays the generated story with another engine. Started by engine.py, in the Python that has that engine.

usage: play_peer.py ENGINE FOLDER TURNS
"""

import json
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from story import choose


def inkcpp(folder: Path, turns: int) -> Iterator[None]:
    """Play with inkcpp-py."""
    engine: Any = import_module("inkcpp_py")
    compiled = str(folder / "story.bin")
    engine.compile_json(str(folder / "story.json"), compiled)
    story = engine.Story.from_file(compiled)
    runner = story.new_runner()
    number = 1
    yield
    for _turn in range(turns):
        transcript.append(runner.getall().strip())
        texts = [runner.get_choice(place).text() for place in range(runner.num_choices())]
        number, place = choose(number, len(texts))
        transcript.append(texts[place])
        runner.choose(place)
    del runner  # before its story, or the process dies


def bink(folder: Path, turns: int) -> Iterator[None]:
    """Play with bink."""
    story: Any = import_module("bink.story").Story((folder / "story.json").read_text(encoding="utf-8-sig"))
    number = 1
    yield
    for _turn in range(turns):
        transcript.append(story.continue_maximally().strip())
        texts = list(story.get_current_choices())
        number, place = choose(number, len(texts))
        transcript.append(texts[place])
        story.choose_choice_index(place)


def chatsky(folder: Path, turns: int) -> Iterator[None]:
    """Play with Chatsky, which matches texts: which of them are open is worked out here."""
    engine: Any = import_module("chatsky")
    nodes = json.loads((folder / "plain.json").read_text(encoding="utf-8"))
    by_text = {option[0]: option for _line, options in nodes for option in options}

    def holds(values: dict[str, int], bounds: list[tuple[str, str, int]]) -> bool:
        return all(values[name] < most if sign == "<" else values[name] > most for name, sign, most in bounds)

    class Chosen(engine.BaseCondition):  # type: ignore[misc]
        text: str

        async def call(self, context: Any) -> bool:
            return bool(context.last_request.text == self.text) and holds(context.misc, by_text[self.text][2])

    class Change(engine.BaseProcessing):  # type: ignore[misc]
        async def call(self, context: Any) -> None:
            if option := by_text.get(context.last_request.text):
                variable, amount = option[3:5]
                before = 0 if amount.isdigit() else context.misc[variable]
                context.misc[variable] = before + int(amount)

    begin = {"begin": {engine.TRANSITIONS: [engine.Transition(dst=("story", "n0"))]}}
    flow = {
        f"n{place}": {
            engine.RESPONSE: line,
            engine.PRE_RESPONSE: {"change": Change()},
            engine.TRANSITIONS: [
                engine.Transition(dst=("story", f"n{goto}"), cnd=Chosen(text=text))
                for text, *_change, goto in options
            ],
        }
        for place, (line, options) in enumerate(nodes)
    }
    pipeline = engine.Pipeline(
        script={"story": begin | flow}, start_label=("story", "begin"), fallback_label=("story", "begin")
    )

    number = 1
    yield
    context = pipeline(engine.Message("begin"), "one", {"favour": 4, "effort": 4})
    for _turn in range(turns):
        transcript.append(context.last_response.text)
        options = nodes[int(context.last_label.node_name[1:])][1]
        texts = [option[0] for option in options if holds(context.misc, option[2])]
        number, place = choose(number, len(texts))
        transcript.append(texts[place])
        context = pipeline(engine.Message(texts[place]), "one")


transcript: list[str] = []
player = {"inkcpp-py": inkcpp, "bink": bink, "chatsky": chatsky}[sys.argv[1]]
game = player(Path(sys.argv[2]), int(sys.argv[3]))
next(game)  # loads the story
start = time.process_time()
for _end in game:
    pass
seconds = time.process_time() - start
print(json.dumps({"seconds": seconds, "transcript": transcript}))
