"""What makes a statement valid by xAPI 1.0.3, part two: every rule for which a record store may refuse it.

What one statement alone cannot show is not looked at: whether ids are new, whether the statement that is
referred to is there, whether attached files come along and a signature is good, and who may void.
"""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from roleplay.i18n import N_, _
from roleplay.reporting.xapi.activities import activity
from roleplay.reporting.xapi.actors import actor, authority, group
from roleplay.reporting.xapi.formats import is_media_type, is_sha2, is_version
from roleplay.reporting.xapi.rules import (
    Fault,
    Rule,
    at,
    count,
    each,
    flag,
    formatted,
    not_json,
    number,
    one_of,
    shape,
    shaped,
    text,
)
from roleplay.reporting.xapi.values import (
    duration,
    extensions,
    iri,
    language,
    language_map,
    statement_reference,
    timestamp,
    uuid,
)

VOIDED: Final = "http://adlnet.gov/expapi/verbs/voided"
"""The one verb with a meaning of its own: the statement that it names no longer counts."""

_SIGNATURE: Final = "http://adlnet.gov/expapi/attachments/signature"
_SIGNATURE_TYPE: Final = "application/octet-stream"


def validate(statement: object) -> tuple[Fault, ...]:
    """Return everything that is wrong with a statement, as plain data; nothing for one that is valid.

    Takes time in proportion to its size, and raises nothing, whatever `statement` is.
    """
    if (fault := not_json(statement)) is not None:
        return (fault,)
    return tuple(chain(shaped(statement, "$", _STATEMENT, _NEEDED), _whole(statement, "$")))


_verb: Final = shape({"id": iri, "display": language_map}, ("id",))


def _score(value: object, path: str) -> Iterator[Fault]:
    yield from shaped(value, path, dict.fromkeys(("scaled", "raw", "min", "max"), number))
    if not isinstance(value, dict):
        return
    scaled, raw, low, high = (_amount(value.get(name)) for name in ("scaled", "raw", "min", "max"))
    if scaled is not None and not -1 <= scaled <= 1:
        yield Fault(at(path, "scaled"), _("must lie from −1 to 1."))
    if low is not None and high is not None and low >= high:
        yield Fault(at(path, "min"), _("must be less than max."))
    if raw is not None and ((low is not None and raw < low) or (high is not None and raw > high)):
        yield Fault(at(path, "raw"), _("must lie from min to max."))


def _amount(value: object) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


_result: Final = shape(
    {
        "score": _score,
        "success": flag,
        "completion": flag,
        "response": text,
        "duration": duration,
        "extensions": extensions,
    }
)


def _activities(value: object, path: str) -> Iterator[Fault]:
    """One activity or a list of them."""
    yield from (each(activity) if isinstance(value, list) else activity)(value, path)


_context: Final = shape(
    {
        "registration": uuid,
        "instructor": actor,
        "team": group,
        "contextActivities": shape(dict.fromkeys(("parent", "grouping", "category", "other"), _activities)),
        "revision": text,
        "platform": text,
        "language": language,
        "statement": statement_reference,
        "extensions": extensions,
    }
)

_ATTACHMENT: Final[Mapping[str, Rule]] = {
    "usageType": iri,
    "display": language_map,
    "description": language_map,
    "contentType": formatted(is_media_type, N_("'{value}' is not a media type such as text/plain.")),
    "length": count,
    "sha2": formatted(is_sha2, N_("'{value}' is not a SHA-2 digest: 64 hexadecimal digits, or so.")),
    "fileUrl": iri,
}


def _attachment(value: object, path: str) -> Iterator[Fault]:
    yield from shaped(value, path, _ATTACHMENT, ("usageType", "display", "contentType", "length", "sha2"))
    if isinstance(value, dict) and value.get("usageType") == _SIGNATURE:
        yield from one_of(_SIGNATURE_TYPE)(value.get("contentType"), at(path, "contentType"))


def _object(value: object, path: str) -> Iterator[Fault]:
    """What a statement is about, by its `objectType`: an activity without one."""
    yield from _object_of(value, path, _OBJECTS)


def _object_within(value: object, path: str) -> Iterator[Fault]:
    """Likewise within a statement within a statement, which holds no third one."""
    yield from _object_of(value, path, {name: _OBJECTS[name] for name in _OBJECTS if name != "SubStatement"})


def _object_of(value: object, path: str, kinds: Mapping[str, Rule]) -> Iterator[Fault]:
    kind = value.get("objectType", "Activity") if isinstance(value, dict) else "Activity"
    if isinstance(kind, str) and kind in kinds:
        yield from kinds[kind](value, path)
    else:
        yield from one_of(*kinds)(kind, at(path, "objectType"))


_COMMON: Final[Mapping[str, Rule]] = {
    "actor": actor,
    "verb": _verb,
    "result": _result,
    "context": _context,
    "timestamp": timestamp,
    "attachments": each(_attachment),
}
_NEEDED: Final = ("actor", "verb", "object")

_STATEMENT: Final[Mapping[str, Rule]] = {
    **_COMMON,
    "object": _object,
    "id": uuid,
    "stored": timestamp,
    "authority": authority,
    "version": formatted(is_version, N_("'{value}' is not a version of xAPI 1.0, such as 1.0.0.")),
}

_WITHIN: Final[Mapping[str, Rule]] = {
    **_COMMON,
    "objectType": one_of("SubStatement"),
    "object": _object_within,
}


def _statement_within(value: object, path: str) -> Iterator[Fault]:
    yield from shaped(value, path, _WITHIN, _NEEDED)
    yield from _whole(value, path)


_OBJECTS: Final[Mapping[str, Rule]] = {
    "Activity": activity,
    "Agent": actor,
    "Group": group,
    "SubStatement": _statement_within,
    "StatementRef": statement_reference,
}


def _whole(value: object, path: str) -> Iterator[Fault]:
    """Look at what the parts of a statement say of each other."""
    if not isinstance(value, dict):
        return
    about, verb, context = value.get("object"), value.get("verb"), value.get("context")
    kind = about.get("objectType", "Activity") if isinstance(about, dict) else None
    if isinstance(verb, dict) and verb.get("id") == VOIDED and kind != "StatementRef":
        yield Fault(at(path, "object"), _("must be a StatementRef: the verb is voided."))
    if isinstance(context, dict) and kind is not None and kind != "Activity":
        for name in ("revision", "platform"):
            if name in context:
                yield Fault(
                    at(at(path, "context"), name), _("is allowed only where the object is an activity.")
                )
