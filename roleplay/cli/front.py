"""Reads the plain forms of `roleplay play` without typer, which costs more than the first line of a talk.

Whatever is not plain is left to the full command line, which also words the errors; a test holds the two to
the same answers.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from roleplay.cli.request import MAX_SEED, PlayRequest
from roleplay.i18n import has_messages

_OPTIONS: Final = ("--persona", "--seed", "--lang", "--mode", "--content", "--store")


def quick_play(arguments: Sequence[str]) -> PlayRequest | None:
    """Return what a plain `play` asks for, or None when the full command line has to look at it."""
    if arguments[0] != "play":
        return None
    values: dict[str, str] = {}
    names: list[str] = []
    rest = list(arguments[1:])
    while rest:
        argument = rest.pop(0)
        if not argument.startswith("-"):
            names.append(argument)
            continue
        option, sign, value = argument.partition("=")
        if option not in _OPTIONS or option in values or not (sign or rest):
            return None
        values[option] = value if sign else rest.pop(0)
    return _request(names, values)


def _request(names: list[str], values: dict[str, str]) -> PlayRequest | None:
    seed, mode = values.get("--seed"), values.get("--mode", "practice")
    is_plain = len(names) < 2 and (seed is None or (seed.isascii() and seed.isdecimal() and len(seed) < 10))
    is_spoken = "--lang" not in values or has_messages(values["--lang"])
    if not is_plain or mode not in ("practice", "assess") or not is_spoken:
        return None
    if seed is not None and int(seed) > MAX_SEED:
        return None
    if "--store" in values and not _is_plain_store(values["--store"]):
        return None
    return PlayRequest(
        scenario=names[0] if names else None,
        persona=values.get("--persona"),
        seed=int(seed) if seed else None,
        mode="assess" if mode == "assess" else "practice",
        content=(Path(values["--content"]),) if "--content" in values else (),
        store=values.get("--store"),
    )


def _is_plain_store(name: str) -> bool:
    from roleplay.store.address import Address

    return not Address(name).has_password
