"""How well the cues hear what raters hear, in each language.

usage: hearing.py [--half read|unread] [--replies FILE] [--predicted FILE]

Hears the labelled replies of `training/replies/dev.jsonl` and prints the agreement with their raters. While the cues
were written only half of the replies, drawn by their names, was read: `unread` is the honest half.
"""

import argparse
import json
import zlib
from pathlib import Path
from typing import Any

from agreement import measure, show

from roleplay.compiler.cues import compile_cues
from roleplay.compiler.library import Library
from roleplay.hearing import Ear

HERE = Path(__file__).parent


def half(ref: str) -> str:
    """Return whether a reply was `read` or `unread` while the first cues were written."""
    return "unread" if zlib.crc32(ref.encode()) % 2 else "read"


def predict(rows: list[dict[str, Any]], language: str) -> dict[str, set[str]]:
    """Return what is heard in each reply."""
    table = compile_cues(Library([HERE.parent]), language).table
    assert table is not None
    ear = Ear(table)
    return {row["ref"]: set(ear.hear(row["reply"], citizen=row["citizen"]).shows) for row in rows}


def main() -> None:
    """Print the agreement a language."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--half", choices=["read", "unread"])
    parser.add_argument("--replies", type=Path, default=HERE.parent / "training" / "replies" / "dev.jsonl")
    parser.add_argument("--predicted", type=Path, help="also write what was heard, for agreement.py")
    args = parser.parse_args()
    lines = args.replies.read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if args.half in (None, half(row["ref"]))]
    said: dict[str, set[str]] = {}
    for language in ("id", "en"):
        spoken = [row for row in rows if row["lang"] == language]
        if spoken:
            heard = predict(spoken, language)
            said |= heard
            print(f"\n{language}")
            show(*measure({row["ref"]: set(row["labels"]) for row in spoken}, heard))
    if args.predicted:
        written = [json.dumps({"ref": ref, "labels": sorted(labels)}) for ref, labels in said.items()]
        args.predicted.write_text("\n".join(written) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
