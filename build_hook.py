"""What building adds: the compiled catalogues of the interface, and the content folders in a wheel."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("scenarios", "personas", "rubrics", "cues", "plans", "schemas", "check.yaml")
"""Content, the schemas that it names and how it is checked: at the top, where authors look."""


class BuildHook(BuildHookInterface[Any]):
    """Runs when a wheel is built, and when the project is installed to be edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the catalogues into the tree; put the content into a wheel (not an editable one)."""
        root = Path(self.root)
        for source in sorted(root.glob("roleplay/i18n/locales/*/LC_MESSAGES/*.po")):
            compiled = compile_catalogue(source)
            # Git ignores it, so the builder would leave it out.
            build_data["artifacts"].append(compiled.relative_to(root).as_posix())
        if version != "editable":
            # An editable install reads the folders where they are; a copy of them would go stale.
            build_data["force_include"] |= {name: f"roleplay/_builtin/{name}" for name in CONTENT}


def compile_catalogue(source: Path) -> Path:
    """Write the compiled catalogue beside a PO file and return where it is. Fuzzy messages stay out."""
    with source.open("rb") as file:
        catalogue = read_po(file)
    compiled = source.with_suffix(".mo")
    with compiled.open("wb") as file:
        write_mo(file, catalogue)
    return compiled
