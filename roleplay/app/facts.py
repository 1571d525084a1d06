"""Gathers what the scenarios teach as fact, with sources and the days by which they must be checked again.

Importing this loads the compiler.
"""

from datetime import date, timedelta
from typing import Final

from roleplay.app.desk import Desk
from roleplay.app.summary import TaughtFact
from roleplay.compiler.library import Library
from roleplay.schema.scenario import ScenarioFile

REVIEW: Final = timedelta(days=730)
REVIEW_VOLATILE: Final = timedelta(days=182)
"""How long a check is good for. A choice of ours: half a year sees every yearly rule (minimum wages,
the holiday allowance) before it is a year old, and statutes stand longer."""


def list_facts(desk: Desk) -> tuple[TaughtFact, ...]:
    """Return every fact of every scenario that can be read, what must be checked first at the head."""
    library = Library(desk.roots)
    found: dict[tuple[str, str], TaughtFact] = {}
    for name in library.ids("scenario"):
        loaded = library.get("scenario", name, desk.language)
        file = loaded.as_model(ScenarioFile) if loaded else None
        for card in file.cards.values() if file else ():
            key = (card.text, card.source)
            known = found.get(key)
            checked = min(card.checked, known.checked) if known else card.checked
            is_volatile = card.volatile or bool(known and known.is_volatile)
            found[key] = TaughtFact(
                text=card.text,
                source=card.source,
                checked=checked,
                review_by=_review(checked, is_volatile),
                is_volatile=is_volatile,
                scenarios=(*(known.scenarios if known else ()), name),
            )
    return tuple(sorted(found.values(), key=lambda fact: (fact.review_by, fact.source, fact.text)))


def _review(checked: str, is_volatile: bool) -> str:
    return (date.fromisoformat(checked) + (REVIEW_VOLATILE if is_volatile else REVIEW)).isoformat()
