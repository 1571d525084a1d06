"""Cards told, facts asked for and wrong facts stated: the cues that an encounter brings."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from roleplay.domain.cues import Cues
from roleplay.domain.encounter import Encounter
from roleplay.hearing.lists import WordLists
from roleplay.hearing.match import Hit, Index
from roleplay.hearing.normalize import Reader
from roleplay.hearing.scene import Finding, Scene

_REACH: Final = 3
"""Weighty words that a negation may stand before the fact it denies."""


class _Entry(NamedTuple):
    """Where a cue of the encounter is written."""

    name: str
    """`tells.ID`, `asks.ID` or `wrong.ID`."""
    place: str
    """The path of its list in the scenario."""
    kind: str
    cue: str
    asks_itself: bool
    """True when the cue has a question word, so that it needs no other sign of a question."""


class Substance:
    """The cues of one encounter."""

    def __init__(self, encounter: Encounter, reader: Reader, lists: WordLists) -> None:
        self.digest: Final = encounter.digest
        self._scenario = encounter.scenario
        self._denials = reader.grammar.negations - {"jangan"}
        self._index = Index(reader, lists)
        self._entries: list[_Entry] = []
        for name, place, cues in _written(encounter):
            for kind in ("unless", "any", "opens", "asks", "alone"):
                for cue in getattr(cues, kind):
                    self._index.add(cue)
                    asks = any("<question>" in self._index.symbols(word) for word in reader.words(cue))
                    self._entries.append(_Entry(name, place, kind, cue, asks))

    def hear(self, scene: Scene) -> Iterator[Finding]:
        """Yield every card told, fact asked for and wrong fact stated, each once, with its place."""
        hits = sorted(self._index.find(scene.reading), key=lambda hit: (hit.first, -hit.last))
        silenced = {
            (self._entries[hit.cue].name, hit.sentence) for hit in hits if self._entries[hit.cue].kind == "unless"
        }
        heard: set[str] = set()
        for hit in hits:
            entry = self._entries[hit.cue]
            if entry.kind == "unless" or entry.name in heard or (entry.name, hit.sentence) in silenced:
                continue
            asked = entry.name.startswith("asks.")
            if self._is_asked(scene, hit, entry) if asked else self._is_stated(scene, hit):
                heard.add(entry.name)
                reason = f'cue "{entry.cue}" (scenarios/{self._scenario}/scenario.yaml, {entry.place})'
                yield Finding(entry.name, hit.sentence, hit.first, hit.last, reason)

    def _is_stated(self, scene: Scene, hit: Hit) -> bool:
        """A fact is stated unless it is denied, asked, quoted or told as somebody else's belief."""
        token = scene.reading.tokens[hit.first]
        return not (
            token.is_quoted
            or scene.is_negated(hit.first, self._denials, _REACH)
            or _asks_here(scene, hit)
            or _before(scene, hit, "reported")
        )

    def _is_asked(self, scene: Scene, hit: Hit, entry: _Entry) -> bool:
        """A fact is asked for in a question or a request; merely named in a statement it is not."""
        if scene.is_negated(hit.first, self._denials, _REACH):
            return False
        if entry.asks_itself:
            return not _in_clause(scene, hit, "stated")
        if _in_clause(scene, hit, "stated") and not _in_clause(scene, hit, "question"):
            return False
        return _asks_here(scene, hit) or _before(scene, hit, "request") or _tag_follows(scene, hit)


def _written(encounter: Encounter) -> Iterator[tuple[str, str, Cues]]:
    for card in encounter.cards.values():
        yield f"tells.{card.id}", f"cards.{card.id}.tells", card.tells
    for fact in encounter.facts.values():
        yield f"asks.{fact.id}", f"knows.{fact.id}.asks", fact.asks
    for falsehood in encounter.falsehoods.values():
        yield f"wrong.{falsehood.id}", f"wrong.{falsehood.id}.says", falsehood.says


def _in_clause(scene: Scene, hit: Hit, *names: str) -> bool:
    clauses = {scene.reading.tokens[place].clause for place in range(hit.first, hit.last)}
    return any(scene.reading.tokens[sign.first].clause in clauses for name in names for sign in scene.each(name))


def _before(scene: Scene, hit: Hit, name: str) -> bool:
    return any(sign.sentence == hit.sentence and sign.first < hit.last for sign in scene.each(name))


def _asks_here(scene: Scene, hit: Hit) -> bool:
    """Return True when the clause of the hit asks, by its words or as the last before a question mark."""
    if _in_clause(scene, hit, "question"):
        return True
    sentence = scene.sentences[hit.sentence]
    clause = scene.reading.tokens[hit.last - 1].clause
    return sentence.has_mark and all(
        scene.shape.is_light[place] or scene.reading.tokens[place].clause == clause
        for place in range(hit.last, sentence.last)
    )


def _tag_follows(scene: Scene, hit: Hit) -> bool:
    """Return True when the rest of the sentence only asks: "tanggal PHK-nya, boleh tahu?"."""
    last = scene.sentences[hit.sentence].last
    for sign in (*scene.each("request"), *scene.each("question")):
        if sign.sentence == hit.sentence and sign.first >= hit.last:
            outside = (*range(hit.last, sign.first), *range(sign.last, last))
            return all(scene.shape.is_light[place] for place in outside)
    return False
