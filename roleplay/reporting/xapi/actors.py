"""Who did it: agents and groups, each known by at most one identifier."""

from collections.abc import Iterator, Mapping
from typing import Final

from roleplay.i18n import N_, _
from roleplay.reporting.xapi.formats import is_mailto, is_sha1
from roleplay.reporting.xapi.rules import Fault, Rule, at, each, formatted, one_of, shape, shaped, text
from roleplay.reporting.xapi.values import iri, uri

IDENTIFIERS: Final[Mapping[str, Rule]] = {
    "mbox": formatted(is_mailto, N_("'{value}' is not an address such as mailto:name@example.org.")),
    "mbox_sha1sum": formatted(is_sha1, N_("'{value}' is not a SHA-1 digest: 40 hexadecimal digits.")),
    "openid": uri,
    "account": shape({"homePage": iri, "name": text}, ("homePage", "name")),
}

_AGENT: Final[Mapping[str, Rule]] = {"objectType": one_of("Agent"), "name": text, **IDENTIFIERS}

_USER_AND_APPLICATION: Final = 2
"""Members of an authority that is a group."""


def agent(value: object, path: str) -> Iterator[Fault]:
    """One person or system, known by exactly one identifier."""
    yield from shaped(value, path, _AGENT)
    if isinstance(value, dict):
        yield from _identified(value, path, is_needed=True)


_GROUP: Final[Mapping[str, Rule]] = {
    "objectType": one_of("Group"),
    "name": text,
    "member": each(agent),
    **IDENTIFIERS,
}


def group(value: object, path: str) -> Iterator[Fault]:
    """Several agents; without an identifier of their own they must be named."""
    yield from shaped(value, path, _GROUP, ("objectType",))
    if isinstance(value, dict):
        yield from _identified(value, path, is_needed=False)
        if not _known_by(value) and value.get("member", []) == []:
            yield Fault(path, _("has neither an identifier nor members."))


def actor(value: object, path: str) -> Iterator[Fault]:
    """An agent or a group, as its `objectType` says; an agent without one."""
    kind = value.get("objectType", "Agent") if isinstance(value, dict) else "Agent"
    if kind == "Group":
        yield from group(value, path)
    elif kind == "Agent":
        yield from agent(value, path)
    else:
        yield from one_of("Agent", "Group")(kind, at(path, "objectType"))


def authority(value: object, path: str) -> Iterator[Fault]:
    """An agent, or the two that vouch together: an application and its user, as a group without a name."""
    yield from actor(value, path)
    if isinstance(value, dict) and value.get("objectType") == "Group":
        members = value.get("member")
        if _known_by(value) or not isinstance(members, list) or len(members) != _USER_AND_APPLICATION:
            yield Fault(path, _("must be one agent, or a group of two agents without an identifier."))


def _known_by(value: Mapping[str, object]) -> list[str]:
    return [name for name in IDENTIFIERS if name in value]


def _identified(value: Mapping[str, object], path: str, *, is_needed: bool) -> Iterator[Fault]:
    known_by = _known_by(value)
    if len(known_by) > 1:
        yield Fault(path, _("has more than one identifier: {names}.").format(names=", ".join(known_by)))
    elif is_needed and not known_by:
        yield Fault(path, _("needs an identifier: one of {names}.").format(names=", ".join(IDENTIFIERS)))
