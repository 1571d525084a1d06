"""From a tree to a file model, through the upgrades of its format."""

from typing import Final, Generic, NamedTuple, TypeVar

from msgspec import Struct

from roleplay.content.tree import Document, MapNode, TextNode
from roleplay.diagnostics import Diagnostic, Severity
from roleplay.i18n import _
from roleplay.schema.check_settings import CheckSettingsFile
from roleplay.schema.convert import converter
from roleplay.schema.cues import CueTableFile
from roleplay.schema.persona import PersonaFile, TypeFile
from roleplay.schema.plan import PlanFile
from roleplay.schema.reading import Bad, Reading, SourceText, Translation
from roleplay.schema.rubric import RubricFile
from roleplay.schema.scenario import ScenarioFile
from roleplay.schema.walkthrough import WalkthroughFile

FORMAT: Final = 1
"""The format that this program writes; it reads this one and every older one."""

FILE_MODELS: Final[dict[str, type[Struct]]] = {
    "scenario": ScenarioFile,
    "persona": PersonaFile,
    "type": TypeFile,
    "rubric": RubricFile,
    "walkthrough": WalkthroughFile,
    "cues": CueTableFile,
    "plan": PlanFile,
}
"""The model of each kind of file."""

SCHEMA_MODELS: Final[dict[str, type[Struct]]] = {**FILE_MODELS, "check": CheckSettingsFile}
"""The model of every file that an editor can complete: content, and the settings of a check."""

M = TypeVar("M", bound=Struct)


class Parsed(NamedTuple, Generic[M]):
    """A file read into its model; `file` is None when a mistake stands in the way."""

    file: M | None
    diagnostics: tuple[Diagnostic, ...]
    texts: tuple[SourceText, ...]
    """Everything that people read in it, for translators."""
    draft: M | None
    """The file, or what could be read of it: good for further checks and nothing else."""


def parse(document: Document, model: type[M], translation: Translation | None = None) -> Parsed[M]:
    """Return the document as `model`, in the language of `translation` where there is one."""
    if newer := _newer_format(document):
        return Parsed(None, (newer,), (), None)
    reading = Reading(translation)
    value = converter(model)(document.root, "", reading)
    draft = None if isinstance(value, Bad) else value
    file = None if reading.is_draft else draft
    return Parsed(file, tuple(reading.diagnostics), tuple(reading.texts), draft)


def _newer_format(document: Document) -> Diagnostic | None:
    """Return the refusal of a file that only a newer program can read."""
    if not isinstance(document.root, MapNode):
        return None
    for key, node in document.root.entries:
        if (
            key.value == "format"
            and isinstance(node, TextNode)
            and node.value.isascii()
            and node.value.isdigit()
        ):
            if len(node.value) < 9 and int(node.value) <= FORMAT:
                return None
            message = _("this file has format {found}; this program reads formats up to {known}").format(
                found=node.value[:9], known=FORMAT
            )
            hint = _("Install a newer version of roleplay, or set format: {known} if the file is that old.")
            return Diagnostic(node.span, "RP107", Severity.ERROR, message, hint.format(known=FORMAT))
    return None
