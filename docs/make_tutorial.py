"""Writes the finished content of the tutorial for authors, from the boxes of its pages.

Translations (`*.po`) stand beside what this writes, and are kept.

usage: python docs/make_tutorial.py
"""

from pathlib import Path
from typing import Final

from run_examples import write_files

AUTHORS: Final = Path(__file__).parent / "authors"

FOLDERS: Final = {"tutorial.id.md": "tutorial", "tutorial.md": "tutorial-en"}
"""By page, the folder in which its finished content stands."""


def main() -> None:
    """Write the folders."""
    for page, folder in FOLDERS.items():
        write_files(AUTHORS / page, AUTHORS / folder)


if __name__ == "__main__":
    main()
