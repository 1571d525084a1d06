"""What is printed how often: cards are used again in every round, sheets are written on."""

from collections.abc import Iterator, Sequence

from roleplay.domain.triad import Kit, Play, Round
from roleplay.i18n import _
from roleplay.reporting.markup import Markup, element, join
from roleplay.reporting.triad.leaf import part, table
from roleplay.reporting.triad.words import signs


def leaves(kit: Kit) -> Markup:
    """Return the part of the plan that says what to print."""
    rows: list[Sequence[str]] = []
    for play in kit.plays:
        copies = max(one.grouping.playing(one.number) for one in _rounds(kit, [play]))
        for kind, anchor in ((_("Actor"), "actor"), (_("Officer"), "officer")):
            words = f"{kind}: {play.encounter.persona.name}"
            rows.append((play.sign, words, _page(f"{anchor}-{play.sign}"), str(copies)))
    for plays in kit.scenarios:
        sign = signs(plays)
        needed = sum(one.grouping.sheets(one.number) for one in _rounds(kit, plays))
        words = ": ".join((_("Observer"), plays[0].encounter.title))
        rows.append((sign, words, _page(f"observer-{sign.replace(' ', '')}"), str(needed)))
    rows.append(("", _("Rotation, for the wall"), _page("rotation"), "1"))
    heads = (_("cards"), _("leaf, both sides"), "", _("copies"))
    return part(_("What to print"), table(heads, rows), class_="part times prints")


def _rounds(kit: Kit, plays: Sequence[Play]) -> Iterator[Round]:
    """Yield the rounds in which some plays are played."""
    wanted = {play.sign for play in plays}
    return (one for one in kit.rounds if one.play.sign in wanted)


def _page(anchor: str) -> Markup:
    """Return a link to a leaf; the style sheet adds its page where the printer of the page knows it."""
    return join(element("a", _("look"), href=f"#{anchor.lower()}", class_="page"))
