"""From the mapping an author wrote to a condition, with every name in it resolved."""

import re
from collections.abc import Callable
from typing import Final

from roleplay.compiler.report import Report
from roleplay.compiler.scope import Scope
from roleplay.content.tree import ListNode, MapNode, Node, TextNode
from roleplay.domain.condition import ANY, All, AnyOf, Between, Condition, Ended, Not, Now, Past, Variable
from roleplay.domain.vocabulary import ACTS, BAND_WIDTH, BANDS, LABELS, OUTCOMES
from roleplay.i18n import _
from roleplay.schema.parts import ConditionFile
from roleplay.schema.reading import Name, misspelt, nearest

ALWAYS: Final = All(())
NEVER: Final = AnyOf(())

_COMPARE: Final = re.compile(r"\s*(<=|>=|<|>|==?)?\s*(-?[0-9]{1,6})\s*\Z")
_RANGE: Final = re.compile(r"\s*(-?[0-9]{1,6})\s*\.\.\s*(-?[0-9]{1,6})\s*\Z")
_NUMERIC: Final = re.compile(r"\s*[-<>=0-9]")
"""How a value begins that is meant as a number or a comparison, broken or not."""

_BOUNDS: Final = {"tension": 100, "trust": 100, "clarity": 100, "patience": 99, "turn": 999}
_BANDED: Final = {"mood": "tension", "trust": "trust", "clarity": "clarity"}
_PAST: Final = {
    "shown": "shown",
    "told": "told",
    "asked": "asked",
    "volunteered": "volunteered",
    "wrong": "wrong",
    "visited": "visits",
    "did": "did",
}
NOW: Final = ("shows", "tells", "asks")
"""The keys that ask about this very reply."""

_JOINED: Final = ("all", "any", "not")
KEYS: Final = (*_BOUNDS, "mood", "felt", *_PAST, "outcome", *_JOINED)
"""The keys of a condition everywhere."""


def compile_condition(
    file: ConditionFile | None, scope: Scope, report: Report, *, is_heard: bool = False
) -> Condition:
    """Return the condition, always true for None. `is_heard`: it may ask about this very reply."""
    if file is None:
        return ALWAYS
    return _Conditions(scope, report, is_heard).of_map(file.node)


def optional(condition: Condition) -> Condition | None:
    """Return None for a condition that always holds."""
    return None if condition == ALWAYS else condition


def joined(parts: list[Condition], *, is_any: bool) -> Condition:
    """Return the conjunction or disjunction, without the parts that decide nothing."""
    decided, idle = (ALWAYS, NEVER) if is_any else (NEVER, ALWAYS)
    if decided in parts:
        return decided
    kept = tuple(part for part in parts if part != idle)
    if len(kept) == 1:
        return kept[0]
    return AnyOf(kept) if is_any else All(kept)


class _Conditions:
    """Compiles the conditions of one scope."""

    def __init__(self, scope: Scope, report: Report, is_heard: bool) -> None:
        self._scope = scope
        self._report = report
        self._is_heard = is_heard

    def of_map(self, node: MapNode) -> Condition:
        if not node.entries:
            self._report.error("RP106", node.span, _("this mapping is empty"))
        parts = [self._of_entry(key, child) for key, child in node.entries]
        self._check_together(node, parts)
        return joined(parts, is_any=False)

    def _check_together(self, node: MapNode, parts: list[Condition]) -> None:
        """Report keys that exclude each other: `{mood: calm, tension: ">= 60"}`."""
        common: dict[tuple[type, str], tuple[int, int]] = {}
        for (key, _child), part in zip(node.entries, parts, strict=True):
            if isinstance(part, Between | Variable):
                name = part.measure if isinstance(part, Between) else part.name
                low, high = common.get((type(part), name), (part.low, part.high))
                common[type(part), name] = low, high = max(low, part.low), min(high, part.high)
                if low > high:
                    message = _("this can never hold together with what stands before it")
                    self._report.warning("RP321", key.span, message)
                    return

    def _of_entry(self, key: TextNode, node: Node) -> Condition:
        name = key.value
        if name in _JOINED:
            return self._join(name, node)
        if name in _BANDED or name in _BOUNDS:
            return self._measure(name, node)
        if name in self._scope.variables:
            variable = self._scope.variables[name]
            compared = self._compare(name, node, variable.low, variable.high)
            return Variable(name, *compared) if compared else NEVER
        reader = self._named(name)
        if reader is None:
            message = _("unknown key '{key}'").format(key=name)
            known = self._known()
            self._report.error("RP101", key.span, message, nearest(name, known), misspelt(name, known))
            return NEVER
        return reader(node)

    def _known(self) -> tuple[str, ...]:
        who = [
            key for key, names in (("persona", self._scope.personas), ("type", self._scope.types)) if names
        ]
        return (*KEYS, *who, *self._scope.variables, *(NOW if self._is_heard else ()))

    def _named(self, name: str) -> Callable[[Node], Condition] | None:
        if name == "felt":
            return self._felt
        if name == "outcome":
            return lambda node: self._each(node, OUTCOMES, Ended, is_any=True)
        if name == "wrong" and self._is_heard:
            return lambda node: self._each(node, self._names("wrong"), lambda value: Now("wrong", value))
        if name in _PAST:
            return lambda node: self._each(node, self._names(name), lambda value: Past(_PAST[name], value))
        if name in NOW and self._is_heard:
            return lambda node: self._each(node, self._names(name), lambda value: Now(name, value))
        if name == "persona" and self._scope.personas is not None:
            return lambda node: self._who(node, self._scope.personas or (), self._scope.persona)
        if name == "type" and self._scope.types is not None:
            return lambda node: self._who(node, self._scope.types or (), self._scope.type)
        return None

    def _names(self, key: str) -> tuple[str, ...]:
        match key:
            case "shown" | "shows":
                return (*LABELS, ANY)
            case "told" | "tells":
                return (*self._scope.cards, ANY)
            case "asked" | "asks" | "volunteered":
                return (*self._scope.facts, ANY)
            case "wrong":
                return (*self._scope.falsehoods, ANY)
            case "visited":
                return self._scope.nodes
        return (*ACTS, ANY)

    def _join(self, key: str, node: Node) -> Condition:
        if key == "not":
            if not isinstance(node, MapNode):
                return self._wrong_kind(node, "a mapping")
            inner = self.of_map(node)
            if inner in (ALWAYS, NEVER):
                return NEVER if inner == ALWAYS else ALWAYS
            return Not(inner)
        if not isinstance(node, ListNode):
            return self._wrong_kind(node, "a list")
        if not node.items:
            self._report.error("RP106", node.span, _("this list is empty"))
        parts = [
            self.of_map(item) if isinstance(item, MapNode) else self._wrong_kind(item, "a mapping")
            for item in node.items
        ]
        return joined(parts, is_any=key == "any")

    def _measure(self, key: str, node: Node) -> Condition:
        measure = _BANDED.get(key, key)
        texts = self._texts(node)
        if measure in BANDS and all(not _is_comparison(text.value) for text in texts):
            return self._bands(measure, texts)
        compared = self._compare(measure, node, 0, _BOUNDS[measure])
        return Between(measure, *compared) if compared else NEVER

    def _bands(self, measure: str, texts: list[TextNode]) -> Condition:
        names = BANDS[measure]
        known = [text for text in texts if self._resolved(_("band"), text, names)]
        places = sorted({names.index(text.value) for text in known})
        parts: list[Condition] = []
        while places:
            first = last = places.pop(0)
            while places and places[0] == last + 1:
                last = places.pop(0)
            high = 100 if last == len(names) - 1 else (last + 1) * BAND_WIDTH - 1
            parts.append(Between(measure, first * BAND_WIDTH, high))
        return joined(parts, is_any=True)

    def _felt(self, node: Node) -> Condition:
        if not isinstance(node, TextNode):
            return self._wrong_kind(node, "a text")
        names = BANDS["tension"]
        if self._resolved(_("band"), node, names):
            return Between("peak", names.index(node.value) * BAND_WIDTH, 100)
        return NEVER

    def _compare(self, name: str, node: Node, low: int, high: int) -> tuple[int, int] | None:
        """Return the least and the highest value for which a comparison holds, None when there is none."""
        compared = _bounds(node.value, low, high) if isinstance(node, TextNode) else None
        if compared is None:
            message = _('expected a number or a comparison such as ">= 60" or "3..5"')
            self._report.error("RP104", node.span, message)
            return None
        if max(low, compared[0]) > min(high, compared[1]):
            message = _("this can never hold: '{name}' runs from {low} to {high}").format(
                name=name, low=low, high=high
            )
            self._report.warning("RP321", node.span, message)
            return None
        return compared

    def _each(
        self, node: Node, known: tuple[str, ...], make: Callable[[str], Condition], *, is_any: bool = False
    ) -> Condition:
        texts = self._texts(node)
        parts = [make(text.value) for text in texts if self._resolved(_("name"), text, known)]
        return joined(parts, is_any=is_any) if parts else NEVER

    def _who(self, node: Node, known: tuple[str, ...], who: str) -> Condition:
        names = {text.value for text in self._texts(node) if self._resolved(_("name"), text, known)}
        return ALWAYS if who in names else NEVER

    def _resolved(self, what: str, text: TextNode, known: tuple[str, ...]) -> bool:
        return self._report.resolve("RP202", what, Name(text.value, text.span), known)

    def _texts(self, node: Node) -> list[TextNode]:
        items = node.items if isinstance(node, ListNode) else (node,)
        if not items:
            self._report.error("RP106", node.span, _("this list is empty"))
        for item in items:
            if not isinstance(item, TextNode):
                self._wrong_kind(item, "a text")
        return [item for item in items if isinstance(item, TextNode)]

    def _wrong_kind(self, node: Node, wanted: str) -> Condition:
        self._report.error("RP103", node.span, _("expected {wanted}").format(wanted=_(wanted)))
        return NEVER


def _is_comparison(value: str) -> bool:
    return bool(_NUMERIC.match(value))


def _bounds(value: str, low: int, high: int) -> tuple[int, int] | None:
    if match := _RANGE.match(value):
        return int(match[1]), int(match[2])
    if not (match := _COMPARE.match(value)):
        return None
    number = int(match[2])
    match match[1]:
        case "<":
            return low, number - 1
        case "<=":
            return low, number
        case ">":
            return number + 1, high
        case ">=":
            return number, high
    return number, number
