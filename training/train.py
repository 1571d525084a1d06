"""Learns from labelled replies how much each feature of a segment speaks for each label.

usage: train.py [--lang id|en] [--dry]

Reads `replies/WRITER.jsonl` of every writer in `TRAINED_ON`, `replies/dev.jsonl` and the choices of the
shipped scenarios, and writes `cues/LANGUAGE.weights`. Needs the extra `train`.
Before that it
prints how well weights learned from all writers but one hear the replies of that one, and takes the
threshold of each label from there.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import numpy as np
from agreement import measure
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from roleplay.compiler.cues import compile_cues
from roleplay.compiler.encounter import compile_encounter
from roleplay.compiler.library import Library
from roleplay.compiler.link import admitted
from roleplay.domain.cues import ZERO, Weights
from roleplay.domain.vocabulary import LABELS, TECHNIQUES, TRAPS
from roleplay.hearing import Ear
from roleplay.hearing.features import Features, inside
from roleplay.hearing.judge import BENEFIT, HELPFUL
from roleplay.schema.scenario import ScenarioFile

HERE: Final = Path(__file__).parent
TRAINED_ON: Final = {
    "id": ("0", "d", "e", "f", "g", "m", "n", "o", "t", "u", "x", "ad", "ae"),
    "en": ("1", "2", "h", "i", "j", "k", "p", "r", "s", "v", "w", "y", "z", "aa", "ab", "ac"),
}
"""Writers who quoted the words that show each label, by language. No other file but `dev` is read."""
SCALES: Final = {
    "w": 1.0,
    "b": 0.7,
    "c": 0.35,
    "r": 1.5,
    "e": 0.5,
    "s": 0.3,
    "u": 1.0,
    "p": 1.0,
    "l": 1.0,
    "x": 0.4,
}
"""How freely a kind of feature may be given weight."""
STRENGTH: Final = 1.0
"""Inverse of the regularisation."""
HEARD: Final = 2.0
UNHEARD: Final = -0.5
"""Log-odds that cues and rules add where they hear a label, and take where they do not, beyond what the
replies teach. Those were written to say things in ways that no cue foresees, so they teach less trust in
cues than plain talk deserves; chosen so that writers left out are heard no worse for it."""
STEP: Final = 1 / 20
"""Log-odds of a unit; a byte reaches from -6.3 to 6.3."""
LEAST_SEEN: Final = 2
"""Segments that a feature must occur in."""
LEAST_UNITS: Final = 2
"""Units below which a feature speaks for no label."""
COVERED: Final = 0.5
"""Share of a segment, or of the quoted words, that lies in the other for the segment to show the label."""
USUAL_THRESHOLD: Final = 0.35
"""Probability that a label's own threshold is drawn half-way to: rare labels have few replies to set it."""


class Example(NamedTuple):
    """A labelled reply with what each of its segments looks like."""

    row: Mapping[str, Any]
    features: Sequence[Mapping[str, float]]
    spans: Sequence[tuple[int, int]]


def read(path: Path) -> list[dict[str, Any]]:
    """Return the labelled replies of one file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def unquoted(language: str) -> list[dict[str, Any]]:
    """Return labelled replies without quoted words: those of `dev`, and the choices of the scenarios."""
    rated = [row for row in read(HERE / "replies" / "dev.jsonl") if row["lang"] == language]
    library = Library([HERE.parent])
    for name in library.ids("scenario"):
        loaded = library.get("scenario", name, language)
        scenario = loaded.as_model(ScenarioFile) if loaded else None
        assert scenario is not None
        encounter = compile_encounter(library, name, admitted(library, scenario)[0], language).encounter
        assert encounter is not None
        for node in encounter.nodes.values():
            citizen = node.says[0].texts[0]
            for choice in node.choices:
                row = {"citizen": citizen, "reply": choice.text, "labels": choice.shows}
                rated.append({"ref": f"{name} {node.id} {choice.id}", **row})
    return rated


def examples(rows: Iterable[Mapping[str, Any]], language: str) -> list[Example]:
    """Return the replies as the weights see them."""
    table = compile_cues(Library([HERE.parent]), language).table
    assert table is not None
    ear = Ear(msgspec.structs.replace(table, weights=None))
    return [_example(row, ear) for row in rows]


def _example(row: Mapping[str, Any], ear: Ear) -> Example:
    scene = ear.listen(row["reply"], citizen=row["citizen"])
    seen = Features(scene, ear.kinds)
    found: list[Mapping[str, float]] = []
    for number, segment in enumerate(seen.segments):
        names = Counter(name for word in set(seen.words(segment)) for name in set(inside(word)))
        names.update({*seen.context(number), *seen.everywhere})
        found.append({name: count * SCALES[name[0]] for name, count in names.items()})
    spans = [scene.reply.reading.span(segment.first, segment.last) for segment in seen.segments]
    return Example(row, found, spans)


def shown(example: Example, label: str, guesses: Sequence[float] = ()) -> list[bool]:
    """Return whether each segment shows the label, by the words that the writer quoted for it.

    Where raters marked a label for which nobody quoted words, the segment of the best guess shows it.
    """
    if label not in example.row["labels"]:
        return [False] * len(example.spans)
    quotes = example.row.get("quotes", {}).get(label, ())
    if not quotes and len(guesses):
        return [guess == max(guesses) for guess in guesses]
    reply = example.row["reply"]
    places = [(reply.find(quote), len(quote)) for quote in ([quotes] if isinstance(quotes, str) else quotes)]
    return [
        any(_overlap(start, end, place, place + length) > COVERED for place, length in places)
        for start, end in example.spans
    ]


def _overlap(start: int, end: int, first: int, last: int) -> float:
    return (min(end, last) - max(start, first)) / max(1, min(end - start, last - first))


class Model(NamedTuple):
    """Weights before they are rounded."""

    names: Mapping[str, int]
    weights: np.ndarray
    """A row a feature, a column a label; the scales are folded in."""
    biases: np.ndarray

    def log_odds(self, example: Example) -> np.ndarray:
        """Return how strongly each label is heard where it is heard best."""
        sums = self.each(example)
        return np.max(sums, axis=0) if sums else np.full(len(LABELS), -99.0)

    def each(self, example: Example) -> list[np.ndarray]:
        """Return how strongly each label is heard in each segment."""
        sums = []
        for features in example.features:
            known = [(self.names[name], value) for name, value in features.items() if name in self.names]
            rows = [place for place, _ in known]
            scaled = np.array([value for _, value in known])
            sums.append(scaled @ self.weights[rows] + self.biases)
        return sums


def fit(trained: Sequence[Example]) -> Model:
    """Return what can be learned: first from quoted words, then also where raters quoted none."""
    quoted = _fit(trained, {})
    guesses = {
        example.row["ref"]: np.array(quoted.each(example))
        for example in trained
        if example.spans and set(example.row["labels"]) - set(example.row.get("quotes", ()))
    }
    return _fit(trained, guesses) if guesses else quoted


def _fit(trained: Sequence[Example], guesses: Mapping[str, np.ndarray]) -> Model:
    seen = Counter(name for example in trained for features in example.features for name in features)
    names = {name: number for number, name in enumerate(sorted(seen)) if seen[name] >= LEAST_SEEN}
    names = {name: number for number, name in enumerate(names)}
    matrix = _matrix((features for example in trained for features in example.features), names)
    weights = np.zeros((len(names), len(LABELS)))
    biases = np.full(len(LABELS), -5.0)
    for lane, label in enumerate(LABELS):
        told = [_is_told(e.row, label, guesses) for e in trained]
        wanted = np.array([is_told for e, is_told in zip(trained, told, strict=True) for _ in e.spans])
        truth = np.array(
            [
                is_shown
                for e in trained
                for is_shown in shown(
                    e, label, guesses[e.row["ref"]][:, lane] if e.row["ref"] in guesses else ()
                )
            ]
        )
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=300)
        model.fit(matrix[wanted], truth[wanted])
        weights[:, lane] = model.coef_[0]
        biases[lane] = model.intercept_[0] + UNHEARD
        if f"r:{label}" in names:
            weights[names[f"r:{label}"], lane] += (HEARD - UNHEARD) / SCALES["r"]
    return Model(names, weights, biases)


def _is_told(row: Mapping[str, Any], label: str, guesses: Mapping[str, np.ndarray]) -> bool:
    """Return True when it is known which segments of a reply show the label."""
    if label in row.get("disputed", ()):
        return False
    return label not in row["labels"] or label in row.get("quotes", ()) or row["ref"] in guesses


def _matrix(rows: Iterable[Mapping[str, float]], names: Mapping[str, int]) -> csr_matrix:
    data: list[float] = []
    columns: list[int] = []
    starts = [0]
    for row in rows:
        for name, value in row.items():
            if name in names:
                columns.append(names[name])
                data.append(value)
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(starts) - 1, len(names)))


def unseen(trained: Sequence[Example], rest: Sequence[Example]) -> dict[str, np.ndarray]:
    """Return how strongly each label is heard in each reply by what the other writers and `rest` taught."""
    heard: dict[str, np.ndarray] = {}
    for writer in sorted({example.row["writer"] for example in trained}):
        model = fit([*(example for example in trained if example.row["writer"] != writer), *rest])
        heard |= {e.row["ref"]: model.log_odds(e) for e in trained if e.row["writer"] == writer}
    return heard


def thresholds(trained: Sequence[Example], heard: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the log-odds from which each label is best heard in replies of unseen writers."""
    usual = np.log(USUAL_THRESHOLD / (1 - USUAL_THRESHOLD))
    chosen = np.full(len(LABELS), usual)
    for lane, label in enumerate(LABELS):
        judged = [e.row for e in trained if label not in e.row.get("disputed", ())]
        odds = np.array([heard[row["ref"]][lane] for row in judged])
        truth = np.array([label in row["labels"] for row in judged])
        ladder = np.arange(-2.0, 1.01, 0.1)
        scores = [_f1(truth, odds > step) for step in ladder]
        chosen[lane] = (ladder[int(np.argmax(scores))] + usual) / 2
    return chosen


def _f1(truth: np.ndarray, said: np.ndarray) -> float:
    hits = int((truth & said).sum())
    return 2 * hits / max(1, int(truth.sum()) + int(said.sum()))


def report(rows: Sequence[Mapping[str, Any]], heard: Mapping[str, np.ndarray], limits: np.ndarray) -> str:
    """Return the means of agreement on these replies."""
    gold = {row["ref"]: set(row["labels"]) for row in rows}
    said = {row["ref"]: _heard(heard[row["ref"]] - limits) for row in rows}
    return "  ".join(f"{name} {value:.3f}" for name, value in measure(gold, said)[1].items())


def _heard(margins: np.ndarray) -> set[str]:
    helpful = sum(margins[LABELS.index(label)] > 0 for label in TECHNIQUES)
    benefit = BENEFIT if helpful >= HELPFUL else 0
    return {
        label
        for margin, label in zip(margins, LABELS, strict=True)
        if margin > (benefit if label in TRAPS else 0)
    }


def rounded(model: Model, limits: np.ndarray) -> Weights:
    """Return the weights as whole units, without the features that say next to nothing."""
    scales = np.array([[SCALES[name[0]]] for name in model.names])
    units = np.clip(np.rint(model.weights * scales / STEP), -127, 127).astype(int)
    kept = [
        (name, units[place]) for name, place in model.names.items() if abs(units[place]).max() >= LEAST_UNITS
    ]
    return Weights(
        labels=tuple(LABELS),
        step=STEP,
        features="\n".join(name for name, _ in kept),
        rows=bytes(int(unit) + ZERO for _, row in kept for unit in row),
        biases=tuple(int(bias) for bias in np.rint(model.biases / STEP)),
        thresholds=tuple(int(limit) for limit in np.rint(limits / STEP)),
    )


def main() -> None:
    """Learn each language asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lang", choices=sorted(TRAINED_ON))
    parser.add_argument("--dry", action="store_true", help="only print how well it would hear")
    args = parser.parse_args()
    for language in [args.lang] if args.lang else TRAINED_ON:
        rows = [row for writer in TRAINED_ON[language] for row in read(HERE / "replies" / f"{writer}.jsonl")]
        trained = examples(rows, language)
        rest = examples(unquoted(language), language)
        heard = unseen(trained, rest)
        limits = thresholds(trained, heard)
        print(f"{language}, each writer heard by what the others taught: {report(rows, heard, limits)}")
        if not args.dry:
            weights = rounded(fit([*trained, *rest]), limits)
            (HERE.parent / "cues" / f"{language}.weights").write_bytes(msgspec.msgpack.encode(weights))


if __name__ == "__main__":
    main()
