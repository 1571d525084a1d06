"""What the cues of an encounter hear: cards told, facts asked for, wrong facts stated, labels of its own."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from roleplay.domain.cues import Cues
from roleplay.domain.encounter import Encounter
from roleplay.domain.vocabulary import LABELS
from roleplay.hearing.lists import WordLists
from roleplay.hearing.match import Index
from roleplay.hearing.normalize import Reader
from roleplay.hearing.scene import Finding, Scene

_REACH: Final = 3
"""Weighty words that a negation may stand before the fact it denies."""


class _Entry(NamedTuple):
    """Where a cue of the encounter is written."""

    name: str
    """`tells.ID`, `asks.ID`, `wrong.ID`, a technique or a trap."""
    place: str
    """The file and the path of its list in it."""
    kind: str
    cue: str
    asks_itself: bool
    """True when the cue has a question word, so that it needs no other sign of a question."""


class Told(NamedTuple):
    """What the cues of an encounter hear in one reply."""

    substance: tuple[Finding, ...] = ()
    """Cards told, facts asked for and wrong facts stated."""
    labels: tuple[Finding, ...] = ()
    """Techniques and traps that its author knows the sound of."""
    silenced: frozenset[tuple[str, int]] = frozenset()
    """Names and sentences in which an author does not want them heard."""


class Substance:
    """The cues of one encounter."""

    def __init__(self, encounter: Encounter, reader: Reader, lists: WordLists) -> None:
        self.digest: Final = encounter.digest
        self._denials = reader.grammar.negations - {"jangan"}
        self._index = Index(reader, lists)
        self._entries: list[_Entry] = []
        for name, place, cues in _written(encounter):
            for kind in ("unless", "any", "opens", "asks", "alone"):
                for cue in getattr(cues, kind):
                    self._index.add(cue)
                    asks = any("<question>" in self._index.symbols(word) for word in reader.words(cue))
                    self._entries.append(_Entry(name, place, kind, cue, asks))

    def hear(self, scene: Scene) -> "Told":
        """Return everything heard, each once, and where the author wants a label not to be heard."""
        hits = [(self._entries[hit.cue], hit) for hit in self._index.find(scene.reply.reading)]
        silenced = {(entry.name, hit.sentence) for entry, hit in hits if entry.kind == "unless"}
        found: dict[str, Finding] = {}
        for entry, hit in sorted(hits, key=lambda pair: (pair[1].first, -pair[1].last)):
            if entry.kind == "unless" or entry.name in found or (entry.name, hit.sentence) in silenced:
                continue
            reason = f'cue "{entry.cue}" ({entry.place})'
            finding = Finding(entry.name, hit.sentence, hit.first, hit.last, reason)
            if self._counts(scene, finding, entry):
                found[entry.name] = finding
        return Told(
            tuple(finding for name, finding in found.items() if name not in LABELS),
            tuple(finding for name, finding in found.items() if name in LABELS),
            frozenset(silenced),
        )

    def _counts(self, scene: Scene, finding: Finding, entry: _Entry) -> bool:
        if scene.is_negated(finding.first, self._denials, _REACH):
            return False
        if entry.name in LABELS:
            return not scene.reply.reading.tokens[finding.first].is_quoted
        if entry.name.startswith("asks."):
            return _is_asked(scene, finding, asks_itself=entry.asks_itself)
        return _is_stated(scene, finding)


def _is_stated(scene: Scene, finding: Finding) -> bool:
    """A fact is stated unless it is asked, quoted or told as somebody else's belief."""
    is_quoted = scene.reply.reading.tokens[finding.first].is_quoted
    return not (is_quoted or _asks_here(scene, finding) or _before(scene, finding, "reported"))


def _is_asked(scene: Scene, finding: Finding, *, asks_itself: bool) -> bool:
    """A fact is asked for in a question or a request; merely named in a statement it is not."""
    if asks_itself:
        return not scene.beside(finding, "stated")
    if scene.beside(finding, "stated") and not scene.beside(finding, "question"):
        return False
    return _asks_here(scene, finding) or _before(scene, finding, "request") or _tag_follows(scene, finding)


def _written(encounter: Encounter) -> Iterator[tuple[str, str, Cues]]:
    file = f"scenarios/{encounter.scenario}/scenario.yaml"
    for card in encounter.cards.values():
        yield f"tells.{card.id}", f"{file}, cards.{card.id}.tells", card.tells
    for fact in encounter.facts.values():
        yield f"asks.{fact.id}", f"{file}, knows.{fact.id}.asks", fact.asks
    for falsehood in encounter.falsehoods.values():
        yield f"wrong.{falsehood.id}", f"{file}, wrong.{falsehood.id}.says", falsehood.says
    for sound in encounter.sounds:
        yield sound.label, sound.place, sound.cues


def _asks_here(scene: Scene, finding: Finding) -> bool:
    """Return True when the clause of the finding asks, by its words or by its question mark."""
    return scene.beside(finding, "question") or scene.asks_at(finding)


def _before(scene: Scene, finding: Finding, name: str) -> bool:
    return any(sign.first < finding.last for sign in scene.each(name, finding.sentence))


def _tag_follows(scene: Scene, finding: Finding) -> bool:
    """Return True when the rest of the sentence only asks: "tanggal PHK-nya, boleh tahu?"."""
    last = scene.sentences[finding.sentence].last
    return any(
        sign.first >= finding.last
        and not scene.reply.weight(finding.last, sign.first)
        and not scene.reply.weight(sign.last, last)
        for name in ("request", "question")
        for sign in scene.each(name, finding.sentence)
    )
