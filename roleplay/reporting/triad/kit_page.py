"""The whole kit as one HTML page that needs nothing else, made to be printed on A4."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from roleplay.domain.triad import Kit
from roleplay.i18n import _
from roleplay.reporting.markup import Markup
from roleplay.reporting.sheet import sheet
from roleplay.reporting.triad.actor_card import actor_card
from roleplay.reporting.triad.debrief_page import debrief_page
from roleplay.reporting.triad.observer_sheet import observer_sheet
from roleplay.reporting.triad.officer_card import officer_card
from roleplay.reporting.triad.plan_page import plan_page
from roleplay.reporting.triad.rotation_page import rotation_page

STYLE: Final = Path(__file__).with_name("kit.css")


def kit_page(kit: Kit) -> str:
    """Return the kit in the language in use."""
    title = ": ".join((_("Role-play in threes"), ", ".join(dict.fromkeys(_titles(kit)))))
    return sheet(title, tuple(_sides(kit)), STYLE.read_text(encoding="utf-8"))


def _titles(kit: Kit) -> Iterator[str]:
    return (play.encounter.title for play in kit.plays)


def _sides(kit: Kit) -> Iterator[Markup]:
    yield plan_page(kit)
    for plays in kit.scenarios:
        yield debrief_page(plays, len(kit.groupings[0].groups))
    yield rotation_page(kit)
    for play in kit.plays:
        yield from actor_card(play)
        yield from officer_card(play)
    for plays in kit.scenarios:
        yield observer_sheet(plays)
