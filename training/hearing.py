"""How well the ear hears what raters hear, in each language, and where it does not.

usage: hearing.py [--replies FILE ...] [--lang id|en] [--rules] [--examples N] [--predicted FILE]

Hears labelled replies that nothing was learned from: those of the writers in `UNSEEN`. Prints a table a
language, then a list of confusions: what was heard where the raters heard something else, with examples.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Any, Final

import msgspec
from agreement import TRAPS, measure, show

from roleplay.compiler.cues import compile_cues
from roleplay.compiler.library import Library
from roleplay.domain.response import Response
from roleplay.hearing import Ear

HERE: Final = Path(__file__).parent
REPLIES: Final = HERE / "replies"
UNSEEN: Final = ("l", "hb", "q", "ha")
"""Files that `training/train.py` does not read."""
MOST_PAIRS: Final = 12
"""Confusions that are listed."""

Row = Mapping[str, Any]


def hear(rows: Sequence[Row], language: str, *, by_rules: bool) -> dict[str, Response]:
    """Return what is heard in each reply."""
    table = compile_cues(Library([HERE.parent]), language).table
    assert table is not None
    ear = Ear(msgspec.structs.replace(table, weights=None) if by_rules else table)
    return {row["ref"]: ear.hear(row["reply"], citizen=row["citizen"]) for row in rows}


def report(name: str, rows: Sequence[Row], heard: Mapping[str, Response], examples: int) -> None:
    """Print the agreement on the replies of one language in one file."""
    gold = {row["ref"]: set(row["labels"]) for row in rows}
    said = {ref: set(response.shows) for ref, response in heard.items()}
    print(f"\n{name}")
    show(*measure(gold, said))
    good = [ref for ref, labels in gold.items() if len(labels) >= 2 and not labels & set(TRAPS)]
    accused = sum(bool(said[ref] & set(TRAPS)) for ref in good)
    print(f"replies with two techniques or more and no trap: {len(good)}, of them given a trap: {accused}")
    if examples:
        confusions(rows, gold, heard, examples)


def confusions(
    rows: Sequence[Row], gold: Mapping[str, Set[str]], heard: Mapping[str, Response], examples: int
) -> None:
    """Print what was heard instead of what, the commonest first; `-` stands for nothing."""
    pairs: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        said = set(heard[row["ref"]].shows)
        missed = sorted(gold[row["ref"]] - said) or ["-"]
        surplus = sorted(said - gold[row["ref"]] - set(row.get("disputed", ()))) or ["-"]
        for pair in ((one, other) for one in missed for other in surplus if (one, other) != ("-", "-")):
            pairs[pair] += 1
            where.setdefault(pair, []).append(row)
    for pair, count in pairs.most_common(MOST_PAIRS):
        print(f"\n{count:4d}  raters {pair[0]}, heard {pair[1]}")
        for row in where[pair][:examples]:
            quote = f"  [{heard[row['ref']].quote(pair[1])}]" if pair[1] != "-" else ""
            print(f"      {row['ref']}  {row['citizen']} | {row['reply']}{quote}")


def main() -> None:
    """Print the agreement a file and language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--replies", type=Path, nargs="*")
    parser.add_argument("--lang", choices=["id", "en"])
    parser.add_argument("--rules", action="store_true", help="hear by cues and rules alone")
    parser.add_argument("--examples", type=int, default=0, help="of each confusion; 0 lists none")
    parser.add_argument("--predicted", type=Path, help="also write what was heard, for agreement.py")
    args = parser.parse_args()
    written: list[str] = []
    for path in args.replies or [REPLIES / f"{name}.jsonl" for name in UNSEEN]:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for language in sorted({row["lang"] for row in rows} & {args.lang or "id", args.lang or "en"}):
            spoken = [row for row in rows if row["lang"] == language]
            heard = hear(spoken, language, by_rules=args.rules)
            report(f"{path.stem}, {language}", spoken, heard, args.examples)
            written += [
                json.dumps({"ref": ref, "labels": sorted(response.shows)}) for ref, response in heard.items()
            ]
    if args.predicted:
        args.predicted.write_text("\n".join(written) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
