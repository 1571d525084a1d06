"""Plays the generated story with roleplay, mood, receipts and events and all. Started by engine.py."""

import json
import sys
import time
from pathlib import Path

from story import choose

from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.domain.events import Event, Said
from roleplay.engine import available_choices, respond, start, step

folder, turns = Path(sys.argv[1]), int(sys.argv[2])
compiled = compile_encounter(Library([folder]), "story", "warga", "id")
encounter = compiled.encounter
if encounter is None:
    raise SystemExit("\n".join(str(item) for item in compiled.diagnostics))
number, transcript = 1, []
log: list[Event] = []
begin = time.process_time()
state, events = start(encounter, seed=1)
for _turn in range(turns):
    log += events
    transcript += [event.text for event in events if isinstance(event, Said)]
    choices = available_choices(encounter, state)
    texts = [choice.text for choice in choices]
    number, place = choose(number, len(texts))
    transcript.append(texts[place])
    state, events = step(encounter, state, respond(encounter, state, choices[place]))
seconds = time.process_time() - begin
print(json.dumps({"seconds": seconds, "transcript": transcript}))
