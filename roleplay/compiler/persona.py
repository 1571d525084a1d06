"""From a persona and its type to the customer of an encounter."""

from collections.abc import Callable, Iterable, Mapping

from roleplay.compiler.conditions import NEVER, compile_condition, optional
from roleplay.compiler.report import Report
from roleplay.compiler.scope import Scope
from roleplay.domain.encounter import Limit, Line, Persona
from roleplay.domain.mood import Mood
from roleplay.i18n import _
from roleplay.schema.parts import LinesFile
from roleplay.schema.persona import LimitFile, PersonaFile, TypeFile
from roleplay.schema.shapes import STANDING

Fill = Callable[[str], str]
"""Puts the words of a persona into a text."""


def fill_for(persona: PersonaFile) -> Fill:
    """Return what replaces `{name}`, `{address}`, `{call}` and `{officer}` in a text."""
    words = {
        "{name}": persona.name,
        "{address}": persona.address,
        "{call}": persona.call,
        "{officer}": persona.officer,
    }

    def fill(text: str) -> str:
        if "{" in text:
            for word, value in words.items():
                text = text.replace(word, value)
        return text

    return fill


def compile_persona(persona: PersonaFile, kind: TypeFile, fill: Fill) -> Persona:
    """Return the customer. Mistakes in either file are found by `check_persona` and `check_type`."""
    ignored = Report()
    scope = Scope()
    lines = {
        cause: (
            *compile_lines(persona.lines.get(cause), scope, ignored, fill, "persona"),
            *compile_lines(kind.lines.get(cause), scope, ignored, fill, "type"),
        )
        for cause in (*kind.lines, *(cause for cause in persona.lines if cause not in kind.lines))
    }
    limits = {
        **persona.limits,
        **{name: limit for name, limit in kind.limits.items() if name not in persona.limits},
    }
    return Persona(
        id=persona.id.value,
        type=kind.id.value,
        type_name=kind.name,
        name=persona.name,
        about=fill(persona.about),
        looks=fill(persona.looks),
        address=persona.address,
        needs=fill(persona.needs),
        mood=Mood(persona.mood.tension, persona.mood.trust, persona.mood.clarity, persona.mood.patience),
        type_temper=dict(kind.temper),
        temper=dict(persona.temper),
        lines=lines,
        limits=tuple(
            Limit(
                name, compile_condition(limit.when, scope, ignored), fill(limit.says), limit.does, limit.ends
            )
            for name, limit in limits.items()
        ),
        guide=fill(kind.guide),
    )


def compile_lines(
    written: LinesFile | None, scope: Scope, report: Report, fill: Fill, prefix: str = ""
) -> tuple[Line, ...]:
    """Return the lines, without those that can never be said in this encounter."""
    lines: list[Line] = []
    for line in written.lines if written else ():
        when = compile_condition(line.when, scope, report)
        if when != NEVER:
            name = f"{prefix}.{line.path}" if prefix else line.path
            lines.append(Line(name, tuple(fill(text) for text in line.texts), optional(when)))
    return tuple(lines)


def check_persona(persona: PersonaFile, types: Iterable[str], report: Report) -> None:
    """Report what is wrong in a persona taken by itself."""
    report.resolve("RP203", _("customer type"), persona.type, types)
    _check_reactions(persona.lines, persona.limits, report)


def check_type(kind: TypeFile, report: Report) -> None:
    """Report what is wrong in a customer type taken by itself."""
    _check_reactions(kind.lines, kind.limits, report)
    for cause in STANDING:
        if cause not in kind.lines:
            message = _("this customer type has no lines for '{cause}'").format(cause=cause)
            report.error("RP316", kind.span, message, _("Every type needs lines for 'again' and 'unheard'."))
    if not any(limit.ends for limit in kind.limits.values()):
        message = _("this customer type has no limit that ends the talk")
        report.error(
            "RP317", kind.span, message, _("Add one, for example: {when: {patience: 0}, ends: walked-out}")
        )


def _check_reactions(lines: Mapping[str, LinesFile], limits: Mapping[str, LimitFile], report: Report) -> None:
    for written in lines.values():
        compile_lines(written, Scope(), report, str)
    for limit in limits.values():
        compile_condition(limit.when, Scope(), report)
        if (limit.does is None) == (limit.ends is None):
            report.error("RP318", limit.span, _("a limit needs exactly one of 'does' and 'ends'"))
