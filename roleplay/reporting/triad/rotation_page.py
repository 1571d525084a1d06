"""The rotation: who sits with whom, and who is what in which round."""

from collections.abc import Iterator, Sequence
from typing import Final

from roleplay.domain.triad import Group, Kit, Round
from roleplay.i18n import N_, _, ngettext
from roleplay.reporting.markup import Markup, element
from roleplay.reporting.triad.leaf import side

_PARTS: Final = {"actor": N_("Actor"), "officer": N_("Officer"), "observer": N_("Observer")}

_SEEN: Final = 30
"""People who can still be found in their groups at a glance."""


def rotation_page(kit: Kit) -> Markup:
    """Return the rotation; it runs over as many sides as it needs."""
    return side(
        "",
        _("Rotation"),
        _("for the wall"),
        element("h1", _("Who plays what with whom")),
        *_groupings(kit),
        element("p", *_notes(kit), class_="quiet"),
        *_index(kit),
        name="rotation",
    )


def _groupings(kit: Kit) -> Iterator[Markup]:
    first = 0
    for number, grouping in enumerate(kit.groupings, 1):
        rounds = kit.rounds[first : first + grouping.rounds]
        first_number = first + 1
        first += grouping.rounds
        title = _("Rounds {first} to {last}").format(first=first_number, last=first)
        if len(kit.groupings) > 1:
            title = " · ".join((_("Grouping {number}").format(number=number), title))
        yield element("h2", title)
        blocks = (
            _block(place, group, rounds, first_number) for place, group in enumerate(grouping.groups, 1)
        )
        yield element("div", *blocks, class_="groups")


def _block(place: int, group: Group, rounds: Sequence[Round], first: int) -> Markup:
    heads = [element("th", _("Group {number}").format(number=place), scope="col")]
    own = rounds[: group.rounds]
    heads += [element("th", f"{first + one.number} · {one.play.sign}", scope="col") for one in own]
    rows = [
        element(
            "tr",
            element("th", name, scope="row"),
            *(_cell(group.part(who, one.number)) for one in own),
        )
        for who, name in enumerate(group.people)
    ]
    size = "narrow" if group.rounds > 3 else "wide"
    return element("table", element("thead", element("tr", *heads)), element("tbody", *rows), class_=size)


def _index(kit: Kit) -> Iterator[Markup]:
    """Yield everybody's groups by name, where so many hang on the wall that nobody finds themselves."""
    if len(kit.people) <= _SEEN:
        return
    found: dict[str, list[str]] = {name: [] for name in sorted(kit.people, key=_by_name)}
    for grouping in kit.groupings:
        for place, group in enumerate(grouping.groups, 1):
            for name in group.people:
                found[name].append(str(place))
    yield element("h2", _("Which group am I in?"))
    rows = (element("li", element("b", " → ".join(places)), name) for name, places in found.items())
    yield element("ul", *rows, class_="index")


def _by_name(name: str) -> tuple[str, int, str]:
    """Return by what a name is sorted: person 2 stands before person 10."""
    words, _space, number = name.casefold().rpartition(" ")
    return (words, int(number), "") if number.isascii() and number.isdecimal() else (name.casefold(), 0, name)


def _cell(part: str) -> Markup:
    return element("td", _(_PARTS[part]), class_=part)


def _notes(kit: Kit) -> Iterator[str]:
    yield _("Above each column: the round and its cards.")
    sizes = {group.rounds for grouping in kit.groupings for group in grouping.groups}
    if len(sizes) > 1:
        yield " "
        yield _("A group that is done earlier talks over the questions on its observer's sheets.")
    if 2 in sizes:
        yield " "
        yield _("A pair has no observer: after each round both fill in one sheet together.")
    if len(kit.groupings) > 1:
        yield " "
        yield _meeting_words(kit)


def _meeting_words(kit: Kit) -> str:
    met = ngettext("{count} pair of people meets", "{count} pairs of people meet", kit.meetings.pairs).format(
        count=kit.meetings.pairs
    )
    if not kit.meetings.again:
        return _("{met}, none of them twice.").format(met=met)
    return _("{met}, {again} of them more than once.").format(met=met, again=kit.meetings.again)
