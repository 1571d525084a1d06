"""The ear: an officer's typed reply to a response with quoted evidence."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from roleplay.domain.cues import Cues, CueTable
from roleplay.domain.encounter import Encounter
from roleplay.domain.response import Evidence, Response
from roleplay.domain.vocabulary import LABELS
from roleplay.hearing.judge import Judge, Verdict
from roleplay.hearing.kinds import Kinds
from roleplay.hearing.lists import WordLists
from roleplay.hearing.match import Index
from roleplay.hearing.normalize import Reader
from roleplay.hearing.reading import Reading
from roleplay.hearing.remembered import Remembered
from roleplay.hearing.rules import NEGATABLE, RULES
from roleplay.hearing.scene import Finding, Said, Scene
from roleplay.hearing.substance import Substance, Told

_WRITTEN: Final = re.compile(r"[^\W\d_]++")
_REACH: Final = 2
"""Weighty words that a negation may stand before what it turns."""
_MOST_EVIDENCE: Final = 3
"""Quotes for one label; more tell a reader nothing new."""


_MOST_ENCOUNTERS: Final = 32
"""Contents whose cues are kept: those that a group meets in one round."""
_MOST_WORDS: Final = 256
"""Lines of citizens that are kept as they were heard."""
_MOST_CHOICES: Final = 2048
"""Choices that are kept as they were heard, about 4 MB."""


class _Heard(NamedTuple):
    """What the citizen said, and the signs in it."""

    said: Said
    signs: frozenset[str]


class _Entry(NamedTuple):
    """Where a cue of the table is written."""

    name: str
    """The label or sign."""
    kind: str
    """The list it stands in: `any`, `unless`, `opens`, `asks` or `alone`."""
    cue: str


class Ear:
    """Hears replies in the language of one cue table; holds nothing that changes what it hears.

    With weights in the table every label is weighed by what labelled replies taught, what cues and rules
    find among the rest; without them cues and rules decide alone. Raises `CueError` when a cue of the table
    or of an encounter cannot be read.
    """

    def __init__(self, table: CueTable) -> None:
        self._source = f"cues/{table.language}.yaml"
        known = frozenset(_WRITTEN.findall(" ".join(_everything(table)).lower()))
        self._reader = Reader(table.language, table.spelling, known)
        self._lists = WordLists(table.words, self._reader)
        self._index = Index(self._reader, self._lists)
        self._entries: list[_Entry] = []
        for name, cues in (*table.signs.items(), *table.labels.items()):
            for kind in ("unless", "any", "opens", "asks", "alone"):
                for cue in getattr(cues, kind):
                    self._index.add(cue)
                    self._entries.append(_Entry(name, kind, cue))
        self.kinds = Kinds(self._lists, WordLists(table.kinds, self._reader), self._reader)
        self._judge = Judge(table.weights, self.kinds) if table.weights is not None else None
        self._substances = Remembered[str, Substance](_MOST_ENCOUNTERS)
        self._citizens = Remembered[str, _Heard](_MOST_WORDS)
        self._choices = Remembered[tuple[str, str, str], Response](_MOST_CHOICES)

    def hear(
        self,
        text: str,
        *,
        encounter: Encounter | None = None,
        node: str | None = None,
        citizen: str = "",
        turn: int = 0,
    ) -> Response:
        """Return what is heard in `text`.

        `encounter` brings its own cues; `citizen` is what the citizen said last (taken from `node` of
        the encounter when it is not given); `turn` is 1 for the first reply, 0 when not known.
        """
        if encounter is None or node is None or citizen:
            return self._hear(text, encounter, citizen, turn)
        said = " ".join(words for line in encounter.nodes[node].says for words in line.texts)
        if turn:
            return self._hear(text, encounter, said, turn)
        # A line of the content: whoever hosts many hears each of them over and over.
        key = (encounter.digest, node, text)
        return self._choices.get(key, lambda: self._hear(text, encounter, said, 0))

    def _hear(self, text: str, encounter: Encounter | None, citizen: str, turn: int) -> Response:
        scene = self.listen(text, citizen=citizen, turn=turn)
        substance = self._substance_of(encounter)
        told = substance.hear(scene) if substance else Told()
        judged = self._judge.judge(scene) if self._judge else _by_rules(scene)
        return _respond(scene, _as_author_wants(judged, told), told.substance)

    def listen(self, text: str, *, citizen: str = "", turn: int = 0) -> Scene:
        """Return what cues and rules find in `text`."""
        reply = Said.of(self._reader.read(text), self._index)
        before = self._citizens.get(citizen, lambda: self._before(citizen))
        scene = Scene(reply, before.said, before.signs, turn)
        self._find(scene)
        for rule in RULES:
            rule(scene)
        return scene

    def _before(self, citizen: str) -> "_Heard":
        said = Said.of(self._reader.read(citizen), self._index)
        return _Heard(said, frozenset(self._entries[hit.cue].name for hit in self._index.find(said.reading)))

    def _substance_of(self, encounter: Encounter | None) -> Substance | None:
        """Return the cues of an encounter."""
        if encounter is None:
            return None
        return self._substances.get(encounter.digest, lambda: Substance(encounter, self._reader, self._lists))

    def _find(self, scene: Scene) -> None:
        """Note every cue that counts; whether a sentence asks is settled first."""
        found: list[tuple[_Entry, Finding]] = []
        silenced: set[tuple[str, int]] = set()
        for hit in self._index.find(scene.reply.reading):
            entry = self._entries[hit.cue]
            if entry.kind == "unless":
                silenced.add((entry.name, hit.sentence))
            else:
                reason = f'cue "{entry.cue}" ({self._source})'
                found.append((entry, Finding(entry.name, hit.sentence, hit.first, hit.last, reason)))
        found.sort(key=lambda pair: pair[0].name != "question")
        for entry, finding in found:
            if (entry.name, finding.sentence) not in silenced and self._counts(entry, finding, scene):
                scene.add(finding)

    def _counts(self, entry: _Entry, finding: Finding, scene: Scene) -> bool:
        negations = self._reader.grammar.negations
        if entry.name in NEGATABLE and scene.is_negated(finding.first, negations, _REACH):
            return False
        if entry.kind == "opens":
            return scene.opens_clause(finding)
        if entry.kind == "asks":
            return scene.is_asking(finding.sentence)
        if entry.kind == "alone":
            return scene.stands_alone(finding)
        return True


def _everything(table: CueTable) -> Iterator[str]:
    for cues in (*table.signs.values(), *table.labels.values()):
        yield from _all_cues(cues)
    for entries in (*table.words.values(), *table.kinds.values()):
        yield from entries
    yield from table.spelling


def _all_cues(cues: Cues) -> Iterable[str]:
    return (*cues.any, *cues.unless, *cues.opens, *cues.asks, *cues.alone)


def _by_rules(scene: Scene) -> list[Verdict]:
    return [Verdict(finding, False) for label in LABELS for finding in scene.each(label)]


def _as_author_wants(judged: list[Verdict], told: Told) -> list[Verdict]:
    """Return what was heard with the author's own cues, which outweigh everything else."""
    kept = [
        verdict
        for verdict in judged
        if (verdict.finding.name, verdict.finding.sentence) not in told.silenced
        and not any(verdict.finding.name == own.name and verdict.finding.overlaps(own) for own in told.labels)
    ]
    kept += [Verdict(finding, False) for finding in told.labels]
    return sorted(kept, key=lambda verdict: verdict.finding.first)


def _respond(scene: Scene, judged: list[Verdict], told: tuple[Finding, ...]) -> Response:
    reading = scene.reply.reading
    heard: dict[str, list[Verdict]] = {}
    for verdict in judged:
        heard.setdefault(verdict.finding.name, []).append(verdict)
    shows = tuple(label for label in LABELS if label in heard)
    evidence = [_evidence(*verdict, reading) for label in shows for verdict in _apart(heard[label])]
    evidence += [_evidence(finding, False, reading) for finding in told]
    return Response(
        text=reading.text,
        shows=shows,
        tells=_names("tells.", told),
        asks=_names("asks.", told),
        wrong=_names("wrong.", told),
        evidence=tuple(evidence),
    )


def _names(kind: str, told: tuple[Finding, ...]) -> tuple[str, ...]:
    return tuple(finding.name.removeprefix(kind) for finding in told if finding.name.startswith(kind))


def _apart(verdicts: list[Verdict]) -> list[Verdict]:
    """Return the first few verdicts of one label that do not lie over each other."""
    apart: list[Verdict] = []
    for verdict in verdicts:
        if len(apart) < _MOST_EVIDENCE and (not apart or verdict.finding.first >= apart[-1].finding.last):
            apart.append(verdict)
    return apart


def _evidence(finding: Finding, is_uncertain: bool, reading: Reading) -> Evidence:
    start, end = reading.span(finding.first, finding.last)
    return Evidence(finding.name, start, end, reading.text[start:end], finding.reason, is_uncertain)
