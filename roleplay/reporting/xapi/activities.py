"""What was done: activities, and the definitions of those that are questions."""

from collections.abc import Iterator, Mapping
from typing import Final

from roleplay.i18n import _
from roleplay.reporting.xapi.rules import Fault, Rule, at, each, one_of, shape, shaped, text
from roleplay.reporting.xapi.values import extensions, iri, language_map

COMPONENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "true-false": (),
    "choice": ("choices",),
    "fill-in": (),
    "long-fill-in": (),
    "matching": ("source", "target"),
    "performance": ("steps",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "numeric": (),
    "other": (),
}
"""Every type of question, and the lists of what can be picked that it may have."""

_LISTS: Final = ("choices", "scale", "source", "target", "steps")

_component: Final = shape({"id": text, "description": language_map}, ("id",))


def _components(value: object, path: str) -> Iterator[Fault]:
    """A list of what can be picked, each with an id of its own."""
    yield from each(_component)(value, path)
    seen: set[str] = set()
    for place, item in enumerate(value if isinstance(value, list) else ()):
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str):
            if name in seen:
                yield Fault(f"{path}[{place}].id", _("the id '{id}' comes twice.").format(id=name))
            seen.add(name)


_DEFINITION: Final[Mapping[str, Rule]] = {
    "name": language_map,
    "description": language_map,
    "type": iri,
    "moreInfo": iri,
    "extensions": extensions,
    "interactionType": one_of(*COMPONENTS),
    "correctResponsesPattern": each(text),
    **dict.fromkeys(_LISTS, _components),
}


def _definition(value: object, path: str) -> Iterator[Fault]:
    """What an activity is; only a question has answers, and only the lists that go with its type."""
    yield from shaped(value, path, _DEFINITION)
    if not isinstance(value, dict):
        return
    kind = value.get("interactionType")
    if kind is None:
        if any(name in value for name in ("correctResponsesPattern", *_LISTS)):
            yield Fault(path, _("'{key}' is missing.").format(key="interactionType"))
        return
    supported = COMPONENTS.get(kind, _LISTS) if isinstance(kind, str) else _LISTS
    for name in _LISTS:
        if name in value and name not in supported:
            message = _("does not go with the interactionType {kind}.")
            yield Fault(at(path, name), message.format(kind=kind))


activity: Final = shape({"objectType": one_of("Activity"), "id": iri, "definition": _definition}, ("id",))
