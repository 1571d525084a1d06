"""What a translator should know of each text: who says it and where, and what must stay as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from roleplay.authoring.translate import Text
from roleplay.compiler.catalogue import PLACEHOLDER
from roleplay.content.find import Kind
from roleplay.content.tree import ListNode, MapNode, Node, TextNode
from roleplay.i18n import N_, _
from roleplay.schema.parts import LinesFile
from roleplay.schema.persona import PersonaFile, TypeFile
from roleplay.schema.reading import SourceText
from roleplay.schema.scenario import ChoiceFile, ScenarioFile

_TELLS: Final = N_("Cues: how an officer sounds who tells what card '{card}' says.")
_ASKS: Final = N_("Cues: how an officer sounds who asks for '{fact}'.")
_WRONG: Final = N_("Cues: how the wrong fact '{fact}' sounds.")
_SOUNDS: Final = N_("Cues: how '{label}' sounds here.")

_CUSTOMER: Final[Mapping[str, str]] = {
    "lines.again": N_("The customer says it when nothing has moved."),
    "lines.unheard": N_("The customer says it when the officer was not understood."),
    "lines.{cause}": N_("The customer's short reaction to '{cause}'."),
    "limits.{limit}.says": N_("The customer says it when it has become too much ('{limit}')."),
    "sounds.{label}": _SOUNDS,
}

_PLACES: Final[Mapping[str, Mapping[str, str]]] = {
    "scenario": {
        "title": N_("The title of the scenario, in lists."),
        "summary": N_("What the matter is, in one sentence, in lists."),
        "place": N_("Where the talk takes place."),
        "brief": N_("What the trainee reads before the talk begins."),
        "cards.{card}.text": N_("Card '{card}': a fact on the officer's desk."),
        "cards.{card}.source": N_("Card '{card}': where the fact is from. Names of laws stay."),
        "cards.{card}.tells": _TELLS,
        "knows.{fact}.says": N_("The customer says it when asked for '{fact}'."),
        "knows.{fact}.asks": _ASKS,
        "wrong.{fact}.says": _WRONG,
        "wrong.{fact}.note": N_("Feedback and debrief: why '{fact}' is wrong."),
        "goals.{goal}.text": N_("Debrief: a goal of the talk ('{goal}')."),
        "vary.{word}": N_("One of the words that are put where {{{word}}} stands; it must fit there."),
        "sounds.{label}": _SOUNDS,
        "nodes.{node}.says": N_("The customer says it at '{node}'."),
        "nodes.{node}.again": N_("The customer says it at '{node}' when the talk has not moved on."),
        "nodes.{node}.model": N_("An example of a good reply of the officer at '{node}', for hints."),
        "nodes.{node}.choices.{choice}.text": N_("The officer's reply '{choice}' at '{node}'."),
        "nodes.{node}.choices.{choice}.note": N_("Feedback on the reply '{choice}' at '{node}'."),
        "nodes.{node}.ending.debrief": N_("Debrief of a talk that ends at '{node}'."),
    },
    "persona": {
        "name": N_("The name of the persona."),
        "about": N_("Debrief: who the persona is."),
        "looks": N_("What the officer sees; it goes on after the name."),
        "address": N_("{{address}}: how an officer addresses the persona in full."),
        "call": N_("{{call}}: the short form of address, as spoken."),
        "officer": N_("{{officer}}: how the persona addresses the officer."),
        "needs": N_("Debrief: what the persona needs without saying it."),
        **_CUSTOMER,
    },
    "type": {
        "name": N_("The name of a type of service users."),
        "about": N_("What users of this type are like."),
        "guide": N_("How to serve users of this type, as advice to the officer."),
        **_CUSTOMER,
    },
    "rubric": {
        "title": N_("The title of the rubric."),
        "about": N_("What the rubric is for."),
        "criteria.{criterion}.title": N_("The name of the criterion '{criterion}'."),
        "criteria.{criterion}.anchors.{level}": N_(
            "Debrief: what level {level} of '{criterion}' looks like."
        ),
        "criteria.{criterion}.source": N_("What '{criterion}' rests on. Names of laws stay."),
        "gates.{gate}.title": N_("The name of the gate '{gate}': what must never happen."),
    },
}
"""By kind of file and path, in which `{word}` stands for any name; what stands below a path is meant too."""

_CUES: Final = (_TELLS, _ASKS, _WRONG, _SOUNDS)
_LISTS: Final[Mapping[str, str]] = {
    "not": N_("These cues silence the sentence that they stand in."),
    "yes": N_("These are whole sentences in which it must be heard."),
    "no": N_("These are whole sentences in which it must not be heard."),
}


def noted(kind: Kind, file: Struct, texts: Iterable[SourceText]) -> tuple[Text, ...]:
    """Return the texts of a file with a note to the translator of each, in the language in use."""
    return tuple(
        Text(source.path, source.text, "\n".join(_notes(kind, file, source.path, source.text)))
        for source in texts
    )


def _notes(kind: Kind, file: Struct, path: str, text: str) -> Iterator[str]:
    parts = path.split(".")
    for pattern, template in _PLACES[kind].items():
        names = _matched(pattern.split("."), parts)
        if names is not None:
            yield _(template).format(**names)
            yield from _details(file, parts, names)
            if template in _CUES:
                yield from _cue_notes(parts[-1])
            break
    if words := tuple(dict.fromkeys(PLACEHOLDER.findall(text))):
        listed = ", ".join(f"{{{word}}}" for word in words)
        yield _("Keep as it stands: {words}").format(words=listed)


def _matched(pattern: Sequence[str], parts: Sequence[str]) -> dict[str, str] | None:
    """Return the names in a path that begins like a pattern, or None for any other."""
    names: dict[str, str] = {}
    if len(pattern) > len(parts):
        return None
    for wanted, part in zip(pattern, parts, strict=False):
        if wanted.startswith("{"):
            names[wanted.strip("{}")] = part
        elif wanted != part:
            return None
    return names


def _cue_notes(last: str) -> Iterator[str]:
    yield _("One a line. Write what people say, not word by word; * / ( ) < > keep their meaning.")
    if last in _LISTS:
        yield _(_LISTS[last])


def _details(file: Struct, parts: Sequence[str], names: Mapping[str, str]) -> Iterator[str]:
    """Yield what a choice shows, and when a line is said."""
    lines: LinesFile | None = None
    match file:
        case ScenarioFile() if "choice" in names and parts[-1] == "text":
            yield from _shown(file.nodes[names["node"]].choices[names["choice"]])
        case ScenarioFile() if parts[0] == "nodes" and parts[2] == "says":
            lines = file.nodes[names["node"]].says
        case PersonaFile() | TypeFile() if parts[0] == "lines":
            lines = file.lines[parts[1]]
    path = ".".join(parts)
    for line in lines.lines if lines else ():
        if line.when and (path == line.path or path.startswith(f"{line.path}.")):
            yield _("Said when: {condition}").format(condition=_written(line.when.node)[1:-1])


def _shown(choice: ChoiceFile) -> Iterator[str]:
    for template, found in (
        (_("It shows: {names}"), choice.shows),
        (_("It tells: {names}"), [name.value for name in choice.tells]),
        (_("It asks for: {names}"), [name.value for name in choice.asks]),
        (_("It says what is wrong: {names}"), [name.value for name in choice.wrong]),
    ):
        if found:
            yield template.format(names=", ".join(found))


def _written(node: Node) -> str:
    """Return a condition on one line, as an author would write it."""
    match node:
        case TextNode():
            return node.value
        case ListNode():
            return f"[{', '.join(_written(item) for item in node.items)}]"
        case MapNode():
            return f"{{{', '.join(f'{key.value}: {_written(child)}' for key, child in node.entries)}}}"
